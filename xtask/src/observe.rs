//! `observe`: the description next to what the server does. The samples of the repository are copies of payloads.

use std::path::PathBuf;

use clientgen_build::{Exit, View, observe};

use crate::own;

/// Samples that are compared unless others are named.
const SAMPLES: &str = "spec/samples";

/// Options of the command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observe {
    /// Overlays, in the order they are applied.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) what: observe::Observe,
    pub(crate) view: View,
}

pub(crate) fn run(options: &Observe) -> Exit {
    let mut input = own::input(None, None);
    input.overlays.clone_from(&options.overlays);
    // A difference is no error of the description until somebody has looked at it.
    input.deny.clear();
    let mut what = options.what.clone();
    if what.samples.is_empty() {
        what.samples.push(own::workspace_root().join(SAMPLES));
    }
    observe::run(&input, &what, &options.view)
}
