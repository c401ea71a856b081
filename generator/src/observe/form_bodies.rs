//! Bodies that are forms (`application/x-www-form-urlencoded`): names and strings, read as the object that they stand for.

use serde_json::{Map, Value};

use super::content::scalar;
use super::path::Path;
use super::places;
use super::routes::pairs;
use super::secrets::is_masked;
use super::walker::Walker;
use crate::document::Located;

impl<'a> Walker<'a> {
    /// Compares a form with the schema of a media type, where every text has one meaning only.
    pub(super) fn form(&mut self, media: &Located<'a>, text: &str) {
        // Swagger 2.0 has a parameter for each field, so there is no object that an overlay could correct.
        let schema = places::key_of(media, "schema").filter(|_| !self.document.was_swagger());
        let Some(place) = schema else { return };
        let mut strings: Vec<(String, Vec<String>)> = Vec::new();
        for (name, value) in pairs(text) {
            match strings.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push(value),
                None => strings.push((name, vec![value])),
            }
        }
        let members: Option<Map<String, Value>> = strings
            .into_iter()
            .map(|(name, strings)| Some((name.clone(), self.form_value(&place, &name, &strings)?)))
            .collect();
        if let Some(members) = members {
            self.value_at(&place, &Value::Object(members), &mut Path::default());
        }
    }

    /// The value of a field; none where it depends on the style, or on what the server makes of an empty text.
    fn form_value(&mut self, place: &Located<'a>, name: &str, strings: &[String]) -> Option<Value> {
        // `filter[a]` is a part of something that the style gives.
        if name.contains('[') {
            return None;
        }
        let Some(declared) = self.field(place, name) else { return strings.first().map(|text| scalar(text)) };
        if let Some(items) = self.items_of(&declared) {
            let values: Option<Vec<Value>> = strings.iter().map(|text| self.field_value(&items, text)).collect();
            return values.map(Value::Array);
        }
        match strings {
            [text] => self.field_value(&declared, text),
            _ => None,
        }
    }

    fn field_value(&mut self, place: &Located<'a>, text: &str) -> Option<Value> {
        // Anything but a string cannot be told from these.
        let is_unclear = text.is_empty() || is_masked(text);
        let value = self.text_value(place, text)?;
        (!is_unclear || self.takes_text(place)).then_some(value)
    }

    fn takes_text(&mut self, place: &Located<'a>) -> bool {
        matches!(self.text_value(place, "0"), Some(Value::String(_)))
    }

    /// The schema of a field, in the schema of the form or in what that consists of.
    fn field(&mut self, place: &Located<'a>, name: &str) -> Option<Located<'a>> {
        let schema = self.schemas.get(place)?;
        let applied = self.applied(&schema, &Value::Object(Map::new()));
        self.declared(&applied, name).first().map(|schema| schema.place.clone())
    }
}
