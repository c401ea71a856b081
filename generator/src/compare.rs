//! Compares two documents by what they mean: on the wire in both directions, and in the Rust of their clients.
//!
//! `schemas` and `operations` compare the contract, `rust` the two clients; `attribution` brings them together.

mod attribution;
mod change;
mod difference;
mod fingerprint;
mod former;
mod hits;
mod level;
mod merge;
mod operations;
mod pairs;
mod paths;
mod places;
mod plain;
mod reading;
mod rules;
mod rust;
mod schemas;
mod shape;
mod side;
mod site;
mod spelling;
mod subtypes;
mod surface;
mod version;
mod views;

pub use self::change::{Cause, Change, ChangePlace, Comparison, Hit, Touch};
pub use self::difference::{Direction, Reach};
pub use self::former::FormerName;
pub(crate) use self::former::former_names;
pub use self::level::{Rust, Wire};
pub use self::rules::{RULES, Rule};
pub(crate) use self::side::{Rendered, Side};

use self::attribution::Attribution;
use self::pairs::Written;
use self::reading::Reader;
use self::schemas::Schemas;
use self::site::{Site, child, entries, root};

/// Compares two documents and their clients.
pub(crate) fn compare(before: Side<'_>, after: Side<'_>, rendered: Rendered<'_>) -> Comparison {
    compare_without(before, after, rendered, None)
}

/// Compares them as if there were no rule with this id.
pub(crate) fn compare_without(
    before: Side<'_>,
    after: Side<'_>,
    rendered: Rendered<'_>,
    rule: Option<&str>,
) -> Comparison {
    let mut schemas = Schemas::new(Reader::new(before.document), Reader::new(after.document));
    schemas.operations();
    schemas.schemes();
    components(&mut schemas);
    schemas.run();
    schemas.differences.retain(|difference| rule != Some(difference.rule.id));
    Attribution::new(before, after, &schemas).comparison(rendered)
}

/// Component schemas that both documents have, also those that no operation reaches.
fn components(schemas: &mut Schemas<'_>) {
    let (before, after) = (schemas.before.document, schemas.after.document);
    let named = |document| {
        let components = child(&root(document), "components");
        components.and_then(|components| child(&components, "schemas"))
    };
    let (Some(old), Some(new)) = (named(before), named(after)) else { return };
    for (name, at) in entries(&old) {
        if let Some(other) = child(&new, name) {
            let (before, after) = (Site::of(before, at), Site::of(after, other));
            schemas.pairs.root(before, after, name.to_owned(), Vec::new(), Written::Json);
        }
    }
}
