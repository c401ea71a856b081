//! `regen`: makes the committed client equal to what the generator writes; `--check` only compares.

use clientgen_build::{Exit, expected_files, write};

use crate::arguments::Regen;
use crate::own;

pub(crate) fn run(options: &Regen) -> Exit {
    let is_own = options.spec.is_none();
    let mut input = own::input(options.spec.as_ref(), options.overrides.as_ref());
    let out = options.out.clone().unwrap_or_else(|| input.root.join(own::CLIENT));
    input.client = Some(out.clone());
    input.overlays.clone_from(&options.overlays);
    input.deny.extend(&options.deny);
    let expected = match expected_files(&input, &options.view) {
        Ok(expected) => expected,
        Err(exit) => return exit,
    };
    if options.check {
        return write::check(&out, &expected, "cargo xtask regen");
    }
    // The committed client is ours whatever happened to its manifest.
    if is_own { write::make_equal(&out, &expected, false) } else { write::write(&out, &expected, false) }
}
