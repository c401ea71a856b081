//! Whether a schema is a choice of schemas.

use crate::document::Schema;

/// `oneOf` or `anyOf` is written.
pub(in crate::resolve) fn is_choice(schema: &Schema<'_>) -> bool {
    !schema.one_of.is_empty() || !schema.any_of.is_empty()
}
