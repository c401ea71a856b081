//! A member that a union with a discriminator lacks: a schema with a name, and the key of the mapping that selects it.

use serde_json::{Value, json};

use super::evidence::{Evidence, Site};
use super::written::WrittenTree;

/// A schema for values that no member takes.
pub(super) struct NewMember<'e> {
    name: String,
    evidence: &'e Evidence,
    tags: Vec<String>,
    /// The property of the discriminator.
    property: String,
}

impl<'e> NewMember<'e> {
    /// The member for the values of a discriminator that select none.
    pub(super) fn of(tree: &WrittenTree<'_>, site: &Site, evidence: &'e Evidence) -> Self {
        let tags = evidence.listed.iter().filter_map(|tag| serde_json::from_str(tag).ok());
        let tags: Vec<String> = tags.collect();
        let base = site.pointer.last().map(|name| pascal(&name)).unwrap_or_default();
        let end = match tags.as_slice() {
            [one] => pascal(one),
            _ => "Other".to_owned(),
        };
        Self {
            name: tree.free_name(format!("{base}{end}")),
            evidence,
            tags,
            property: tree.discriminator(&site.pointer),
        }
    }

    /// Adds the schema to the section of schemas, or the member to the union.
    pub(super) fn add(&self, tree: &WrittenTree<'_>, object: &mut Value, is_section: bool) {
        if self.tags.is_empty() || self.evidence.has_more {
            return;
        }
        if is_section {
            let schema = self.schema(tree);
            if let Value::Object(schemas) = object {
                schemas.entry(self.name.clone()).or_insert(schema);
            }
            return;
        }
        let reference = format!("#{}", tree.schemas().child(&self.name));
        self.refer(object, &reference);
    }

    fn schema(&self, tree: &WrittenTree<'_>) -> Value {
        let mut schema = tree.words.schema(&self.evidence.seen);
        if let Value::Object(keywords) = &mut schema {
            keywords.insert("required".to_owned(), json!([self.property]));
        }
        if let Some(tag) = schema.get_mut("properties").and_then(|properties| properties.get_mut(&self.property)) {
            *tag = json!({"type": "string", "enum": self.tags});
        }
        schema
    }

    fn refer(&self, union: &mut Value, reference: &str) {
        let Value::Object(keywords) = union else { return };
        let list = ["oneOf", "anyOf", "x-oneOf", "x-anyOf"].into_iter().find(|list| keywords.contains_key(*list));
        if let Some(Value::Array(members)) = list.and_then(|list| keywords.get_mut(list)) {
            members.push(json!({"$ref": reference}));
        }
        let Some(Value::Object(discriminator)) = keywords.get_mut("discriminator") else { return };
        if let Value::Object(mapping) = discriminator.entry("mapping").or_insert_with(|| json!({})) {
            mapping.extend(self.tags.iter().map(|tag| (tag.clone(), reference.into())));
        }
    }
}

/// Letters and digits, each word with a capital.
fn pascal(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    words.filter_map(capital).collect()
}
