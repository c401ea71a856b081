//! Whether a schema is a choice of schemas, and of which.

use crate::document::Schema;
use crate::resolve::place::Place;

/// `oneOf` or `anyOf` is written.
pub(in crate::resolve) fn is_choice(schema: &Schema<'_>) -> bool {
    !schema.one_of.is_empty() || !schema.any_of.is_empty()
}

/// The members of a choice.
pub(in crate::resolve) fn choice<'a>(place: &Place<'a>, schema: &Schema<'a>) -> Vec<Place<'a>> {
    if schema.one_of.is_empty() { place.list("anyOf", schema.any_of) } else { place.list("oneOf", schema.one_of) }
}
