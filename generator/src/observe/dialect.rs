//! Schemas that describe what was seen, in the words of the document's own version.

use serde_json::{Map, Value, json};

use super::kinds::Kinds;
use super::seen::Seen;
use crate::document::{Words, are_scalars};

/// Deepest schema that is inferred.
const MAX_DEPTH: usize = 12;

impl Words {
    /// A schema that describes what was seen, and nothing that was not.
    pub(super) fn schema(self, seen: &Seen) -> Value {
        self.schema_below(seen, 0)
    }

    fn schema_below(self, seen: &Seen, depth: usize) -> Value {
        let may_be_null = seen.kinds.has(Kinds::NULL);
        let types = seen.kinds.types();
        let schema = match types.as_slice() {
            _ if depth > MAX_DEPTH => return json!({}),
            [] if self == Words::V3_1 && may_be_null => return json!({"type": "null"}),
            [] => json!({}),
            [one] => self.of_type(one, seen, depth),
            several if self == Words::V3_1 && are_scalars(several) => json!({"type": several}),
            several => {
                let members: Vec<Value> = several.iter().map(|one| self.of_type(one, seen, depth)).collect();
                Map::from_iter([(self.one_of().to_owned(), Value::Array(members))]).into()
            }
        };
        if may_be_null { self.or_null(schema) } else { schema }
    }

    fn of_type(self, name: &str, seen: &Seen, depth: usize) -> Value {
        match name {
            "string" => match seen.forms.as_ref().and_then(|forms| forms.first()) {
                Some(form) => json!({"type": "string", "format": form.format()}),
                None => json!({"type": "string"}),
            },
            "array" => {
                let items =
                    seen.items.as_deref().map_or_else(|| json!({}), |items| self.schema_below(items, depth + 1));
                json!({"type": "array", "items": items})
            }
            "object" if seen.is_map() => {
                let values = self.schema_below(&seen.map_values(), depth + 1);
                json!({"type": "object", "additionalProperties": values})
            }
            "object" if seen.members.is_empty() => json!({"type": "object"}),
            "object" => {
                let member = |(name, seen): (&String, &Seen)| (name.clone(), self.schema_below(seen, depth + 1));
                let properties: Map<String, Value> = seen.members.iter().map(member).collect();
                json!({"type": "object", "properties": properties})
            }
            other => json!({"type": other}),
        }
    }
}
