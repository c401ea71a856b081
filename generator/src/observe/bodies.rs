//! Compares bodies with `content` of the document: first the media type, then the value.

use serde_json::Value;

use super::content::{Reading, essence, events, json, lines, rank};
use super::evidence::Difference;
use super::kinds::Kinds;
use super::path::Path;
use super::places;
use super::walker::Walker;
use crate::document::Located;

impl<'a> Walker<'a> {
    /// Compares a body with the documented representations.
    pub(super) fn body(&mut self, content: &Located<'a>, media_type: Option<&str>, bytes: &[u8]) {
        self.body_of(content, media_type, bytes, false);
    }

    /// Compares a body that is JSON lines under the name of JSON.
    pub(super) fn lines_as_json(&mut self, content: &Located<'a>, media_type: Option<&str>, bytes: &[u8]) {
        self.body_of(content, media_type, bytes, true);
    }

    fn body_of(&mut self, content: &Located<'a>, media_type: Option<&str>, bytes: &[u8], are_lines: bool) {
        let entries = places::entries(self.document, content);
        let chosen = match media_type {
            Some(media_type) => best(&entries, media_type),
            None => entries.iter().find(|(name, _)| Reading::of(name) == Reading::Json).or(entries.first()),
        };
        if let Some((name, media)) = chosen {
            self.book.totals.entry(media.pointer.clone()).or_default().add(self.exchange);
            let written = media_type.filter(|_| name.contains('*')).unwrap_or(name);
            let reading = match Reading::of(written) {
                Reading::Json if are_lines => Reading::Lines,
                reading => reading,
            };
            return self.representation(media, (written, reading), bytes);
        }
        let media_type = essence(media_type.unwrap_or_default());
        let value = (Reading::of(&media_type) == Reading::Json).then(|| json(bytes)).flatten();
        let evidence = self.enter(content, Difference::MediaType(media_type), &Path::default());
        let Some(value) = value else { return };
        evidence.seen.add(&value);
        // Another name for JSON is JSON all the same.
        if let Some((_, media)) = entries.iter().find(|(name, _)| Reading::of(name) == Reading::Json) {
            self.whole(media, &value);
        }
    }

    fn representation(&mut self, media: &Located<'a>, (media_type, reading): (&str, Reading), bytes: &[u8]) {
        let is_read = match reading {
            Reading::Json => json(bytes).map(|value| self.whole(media, &value)),
            Reading::Lines => lines(bytes).map(|values| self.stream(media, &values)),
            Reading::Events => {
                self.events(media, &events(bytes));
                Some(())
            }
            Reading::Other if essence(media_type) == "text/plain" => {
                let text = String::from_utf8_lossy(bytes);
                self.text(media, &text);
                Some(())
            }
            Reading::Form => {
                self.form(media, &String::from_utf8_lossy(bytes));
                Some(())
            }
            Reading::Other => Some(()),
        };
        if is_read.is_none() && self.wants_json(media) {
            self.enter(media, Difference::Unreadable, &Path::default());
        }
    }

    /// The media type has a schema that does not accept just anything.
    fn wants_json(&mut self, media: &Located<'a>) -> bool {
        let places = ["schema", "itemSchema"].into_iter().filter_map(|key| places::key_of(media, key));
        places.into_iter().any(|place| !place.node.entries().is_empty())
    }

    fn whole(&mut self, media: &Located<'a>, value: &Value) {
        if let Some(place) = places::key_of(media, "schema") {
            self.value_at(&place, value, &mut Path::default());
        }
    }

    /// The values of a stream: the document has the schema of one, or of the array of all.
    fn stream(&mut self, media: &Located<'a>, values: &[Value]) {
        if let Some(place) = self.item_of_stream(media) {
            self.values(&place, values);
        }
    }

    fn item_of_stream(&mut self, media: &Located<'a>) -> Option<Located<'a>> {
        if let Some(item) = places::key_of(media, "itemSchema") {
            return Some(item);
        }
        let place = places::key_of(media, "schema")?;
        Some(self.items_of(&place).unwrap_or(place))
    }

    /// The data of events: the schema is that of the data, or of the event with its fields.
    fn events(&mut self, media: &Located<'a>, data: &[String]) {
        let Some(mut place) = self.item_of_stream(media) else { return };
        let Some(schema) = self.schemas.get(&place) else { return };
        let end = schema.target.clone().unwrap_or(schema);
        // As a client reads it: a schema without `data`, or with nothing else of an event, is that of the data.
        let properties = places::key_of(&end.place, "properties");
        let described = properties.and_then(|properties| places::child(self.document, &properties, "data"));
        if let Some(described) = described {
            let is_string = self.schemas.get(&described).is_some_and(|data| data.kinds == Kinds::STRING);
            let has_fields = ["event", "id", "retry"].iter().any(|field| end.properties.contains_key(field));
            match places::key_of(&described, "contentSchema") {
                Some(content) if is_string || has_fields => place = content,
                None if is_string => return,
                None if has_fields => place = described,
                _ => {}
            }
        }
        // Some streams end with a word of their own, such as `[DONE]`.
        let values: Vec<Value> = data.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        self.values(&place, &values);
    }

    fn values(&mut self, place: &Located<'a>, values: &[Value]) {
        let mut path = Path::default();
        for (index, value) in values.iter().enumerate() {
            path.item(index);
            self.value_at(place, value, &mut path);
            path.pop();
        }
    }

    fn text(&mut self, media: &Located<'a>, text: &str) {
        let Some(place) = places::key_of(media, "schema") else { return };
        let value = self.text_value(&place, text);
        if let Some(value) = value {
            self.value_at(&place, &value, &mut Path::default());
        }
    }
}

fn best<'e, 'a>(entries: &'e [(&'a str, Located<'a>)], media_type: &str) -> Option<&'e (&'a str, Located<'a>)> {
    let ranked = entries.iter().filter_map(|entry| Some((rank(entry.0, media_type)?, entry)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, entry)| entry)
}
