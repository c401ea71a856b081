//! `lint`: all there is to say about the description and its overrides, matters of taste included; writes nothing.

use clientgen_build::{Exit, Input, lint};

use crate::arguments::Lint;
use crate::own;

pub(crate) fn run(options: &Lint) -> Exit {
    let mut input = Input { overlays: options.overlays.clone(), ..own::input(None, None) };
    input.deny.extend(&options.deny);
    lint::run(&input, options.least, &options.view)
}
