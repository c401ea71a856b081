//! Lists that span pages: what the overrides, extensions and the shape of an operation say of them.
//!
//! `rules` reads the overrides, `extensions` what the document says in words of its own, `infer` the shapes, `prose` what
//! descriptions say of cursors; `fit`, with `inputs` and `start`, decides whether an operation has what a rule names.

mod extensions;
mod fit;
mod infer;
mod inputs;
mod mismatch;
mod one_page;
mod prose;
mod rules;
mod start;

pub(in crate::resolve) use self::extensions::ListExtension;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::resolve::reach::LeftOut;

/// Decides for every operation how its list continues, if it has pages.
pub(in crate::resolve) fn apply(
    config: &Config,
    extensions: &[ListExtension],
    api: &mut Api,
    left_out: &LeftOut,
    diagnostics: &mut Diagnostics,
) {
    let mut denied = rules::apply(config, api, left_out, diagnostics);
    extensions::apply(extensions, &mut denied, api, diagnostics);
    infer::apply(&denied, api);
    // What begins something is no list.
    api.operations
        .iter_mut()
        .filter(|operation| operation.waiting.is_some())
        .for_each(|operation| operation.paging = None);
    one_page::settle(api, diagnostics);
    infer::note(config, api, diagnostics);
}
