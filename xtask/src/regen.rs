//! `regen`: makes the committed client equal to what the generator writes; `--check` only compares.

use clientgen_build::write::{self, Target};
use clientgen_build::{Exit, generated};

use crate::arguments::Regen;
use crate::own;

pub(crate) fn run(options: &Regen) -> Exit {
    let is_own = options.spec.is_none();
    let mut input = own::input(options.spec.as_ref(), options.overrides.as_ref());
    let out = options.out.clone().unwrap_or_else(|| input.root.join(own::CLIENT));
    input.client = Some(out.clone());
    input.overlays.clone_from(&options.overlays);
    input.deny.extend(&options.deny);
    let generated = match generated(&input, &options.view) {
        Ok(generated) => generated,
        Err(exit) => return exit,
    };
    // The committed client is ours whole, whatever happened to its files.
    let target = if is_own { Target::own(&out) } else { Target::shared(&out) };
    if options.check {
        return write::check(&target, &generated, "cargo xtask regen");
    }
    write::write(&target, &generated)
}
