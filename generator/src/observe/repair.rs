//! Which object of the document a difference changes, and how it is changed.

use serde_json::{Map, Value, json};

use super::content::{Reading, essence};
use super::edits;
use super::evidence::{Difference, Evidence, Site};
use super::new_member::NewMember;
use super::observer::Observer;
use super::reasons::reason_phrase;
use super::seen::Seen;
use super::written::WrittenTree;
use crate::document::Words;
use crate::source::JsonPointer;

impl Observer<'_> {
    /// The places of the objects that a difference changes; none if no change makes the document true.
    pub(super) fn changed(&self, tree: &WrittenTree<'_>, site: &Site, difference: &Difference) -> Vec<JsonPointer> {
        let own = &site.pointer;
        let place = match difference {
            Difference::Unreadable => None,
            Difference::Tag => return tree.place(own).map(|place| vec![tree.schemas(), place]).unwrap_or_default(),
            // Swagger 2.0 has the media types of all answers of an operation in one list, and no `content`.
            Difference::MediaType(_) if tree.words == Words::V2 => {
                operation_above(own).and_then(|operation| tree.place(&operation))
            }
            Difference::NoBody => own.parent().and_then(|response| tree.place(&response)),
            Difference::Absent if self.is_in_path(own) => None,
            _ => tree.place(own),
        };
        place.into_iter().collect()
    }

    fn is_in_path(&self, parameter: &JsonPointer) -> bool {
        let found = self.walker.document.locate(parameter);
        found.and_then(|found| found.node.get("in")?.as_str()) == Some("path")
    }

    /// Changes an object so that the difference is none.
    pub(super) fn repair(
        &self,
        tree: &WrittenTree<'_>,
        object: &mut Value,
        place: &JsonPointer,
        site: &Site,
        difference: &Difference,
        evidence: &Evidence,
    ) {
        let words = tree.words;
        let is_parameter = words == Words::V2 && object.get("in").is_some_and(|location| location != "body");
        match difference {
            Difference::Kind if is_parameter => {}
            Difference::Kind => words.allow_kinds(object, evidence),
            Difference::Missing(name) => edits::drop_required(object, name),
            Difference::Always(name) => append(object, "required", name.clone().into()),
            Difference::Member(name) => edits::add_property(object, name, words.schema(&evidence.seen)),
            Difference::Members => edits::add_additional(object, words.schema(&evidence.seen)),
            Difference::Value => edits::list_values(object, evidence),
            Difference::Format(format) => edits::widen_format(object, format, evidence),
            Difference::Limit(keyword) => edits::drop_limit(object, keyword),
            Difference::Union | Difference::Stranger => {
                if let Value::Object(keywords) = object {
                    words.add_member(keywords, words.schema(&evidence.seen));
                }
            }
            Difference::Status(status) => insert(object, &status.to_string(), words.response(*status, evidence)),
            Difference::MediaType(name) => self.add_media_type(tree, object, name, evidence),
            Difference::NoBody => self.allow_no_body(words, object, site, evidence),
            Difference::Body(name) => self.add_body(words, object, site, name, evidence),
            Difference::Header(name) => words.add_header(object, name, evidence),
            Difference::Absent => {
                if let Value::Object(keywords) = object {
                    keywords.shift_remove("required");
                }
            }
            Difference::Parameter(name) => words.add_parameter(object, name, evidence),
            Difference::Tag => NewMember::of(tree, site, evidence).add(tree, object, *place == tree.schemas()),
            Difference::Unreadable => {}
        }
    }

    fn add_media_type(&self, tree: &WrittenTree<'_>, object: &mut Value, name: &str, evidence: &Evidence) {
        if tree.words != Words::V2 {
            return insert(object, name, tree.words.media_type(name, evidence));
        }
        let Value::Object(operation) = object else { return };
        // The list of the operation replaces that of the document.
        let inherited = tree.value.get("produces").and_then(Value::as_array).cloned();
        let inherited = inherited.unwrap_or_else(|| vec![json!("application/json")]);
        let produces = operation.entry("produces").or_insert_with(|| inherited.into());
        if let Value::Array(produces) = produces {
            produces.push(name.into());
        }
    }

    /// A response without a body in all answers has none; else its body may be null.
    fn allow_no_body(&self, words: Words, response: &mut Value, site: &Site, evidence: &Evidence) {
        let answers = self.total(site, &Difference::NoBody).answers;
        let Value::Object(response) = response else { return };
        if evidence.answers >= answers {
            response.shift_remove(if words == Words::V2 { "schema" } else { "content" });
            return;
        }
        let schemas: Vec<&mut Value> = match words {
            Words::V2 => response.get_mut("schema").into_iter().collect(),
            Words::V3_0 | Words::V3_1 => {
                let content = response.get_mut("content").and_then(Value::as_object_mut);
                let media = content.into_iter().flatten().filter(|(name, _)| Reading::of(name) == Reading::Json);
                media.filter_map(|(_, media)| media.get_mut("schema")).collect()
            }
        };
        for schema in schemas {
            let old = schema.take();
            *schema = words.or_null(old);
        }
    }

    fn add_body(&self, words: Words, object: &mut Value, site: &Site, name: &str, evidence: &Evidence) {
        let is_response = site.pointer.segments().any(|segment| segment == "responses");
        let media = words.media_type(name, evidence);
        let mut media = media;
        let mut schema = media.get("schema").cloned().unwrap_or_else(|| json!({}));
        // Some answers have no body, and null means that.
        if is_response && evidence.answers < self.total(site, &Difference::Body(name.to_owned())).answers {
            schema = words.or_null(schema);
            insert_over(&mut media, "schema", schema.clone());
        }
        let content: Value = Map::from_iter([(name.to_owned(), media)]).into();
        match (words, is_response) {
            (Words::V2, true) => insert(object, "schema", schema),
            (Words::V2, false) => append(object, "parameters", json!({"name": "body", "in": "body", "schema": schema})),
            (_, true) => merge(object, "content", content),
            (_, false) => insert(object, "requestBody", json!({"content": content})),
        }
    }
}

impl Words {
    /// A response that the document does not have.
    fn response(self, status: u16, evidence: &Evidence) -> Value {
        let mut response = Map::new();
        response.insert("description".to_owned(), reason_phrase(status).into());
        let headers: Map<String, Value> =
            evidence.headers.iter().map(|(name, seen)| (name.clone(), self.header(seen))).collect();
        if !headers.is_empty() {
            response.insert("headers".to_owned(), headers.into());
        }
        let Some(media_type) = &evidence.media_type else { return response.into() };
        let schema = match evidence.fits.as_ref().and_then(|fits| fits.first()) {
            Some(reference) => Some(json!({"$ref": self.reference(reference)})),
            None if evidence.seen.count > 0 => Some(self.schema(&evidence.seen)),
            None => None,
        };
        match (self, schema) {
            (Words::V2, Some(schema)) => {
                response.insert("schema".to_owned(), schema);
            }
            (Words::V2, None) => {}
            (_, schema) => {
                let media =
                    schema.map_or_else(|| self.media_type(media_type, evidence), |schema| json!({"schema": schema}));
                response.insert("content".to_owned(), Map::from_iter([(media_type.clone(), media)]).into());
            }
        }
        response.into()
    }

    /// A reference as this version writes it.
    fn reference(self, reference: &str) -> String {
        match (self, reference.strip_prefix("#/components/schemas/")) {
            (Words::V2, Some(name)) => format!("#/definitions/{name}"),
            _ => reference.to_owned(),
        }
    }

    fn media_type(self, name: &str, evidence: &Evidence) -> Value {
        match Reading::of(name) {
            Reading::Json if evidence.seen.count > 0 => json!({"schema": self.schema(&evidence.seen)}),
            Reading::Json | Reading::Lines | Reading::Events | Reading::Form => json!({}),
            Reading::Other if essence(name).starts_with("text/") => json!({"schema": {"type": "string"}}),
            Reading::Other => json!({"schema": {"type": "string", "format": "binary"}}),
        }
    }

    fn add_header(self, response: &mut Value, name: &str, evidence: &Evidence) {
        merge(response, "headers", Map::from_iter([(name.to_owned(), self.header(&evidence.seen))]).into());
    }

    fn header(self, seen: &Seen) -> Value {
        let schema = self.schema(seen);
        match (self, schema.get("type").is_some_and(Value::is_string)) {
            (Words::V2, true) => schema,
            (Words::V2, false) => json!({"type": "string"}),
            (_, _) => json!({"schema": schema}),
        }
    }

    fn add_parameter(self, operation: &mut Value, name: &str, evidence: &Evidence) {
        let schema = self.schema(&evidence.seen);
        let mut parameter = json!({"name": name, "in": "query"});
        match (self, schema) {
            (Words::V2, Value::Object(schema)) if schema.contains_key("type") => {
                parameter.as_object_mut().into_iter().for_each(|own| own.extend(schema.clone()));
            }
            (Words::V2, _) => insert(&mut parameter, "type", json!("string")),
            (_, schema) => insert(&mut parameter, "schema", schema),
        }
        append(operation, "parameters", parameter);
    }
}

fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(members) = object {
        members.entry(key.to_owned()).or_insert(value);
    }
}

fn insert_over(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(key.to_owned(), value);
    }
}

/// Adds members to an object that is a member.
fn merge(object: &mut Value, key: &str, added: Value) {
    let Value::Object(members) = object else { return };
    let known = members.entry(key.to_owned()).or_insert_with(|| json!({}));
    if let (Value::Object(known), Value::Object(added)) = (known, added) {
        added.into_iter().for_each(|(name, value)| _ = known.entry(name).or_insert(value));
    }
}

fn append(object: &mut Value, key: &str, item: Value) {
    let Value::Object(members) = object else { return };
    if let Value::Array(items) = members.entry(key.to_owned()).or_insert_with(|| json!([])) {
        items.push(item);
    }
}

/// The operation that a place is in.
fn operation_above(pointer: &JsonPointer) -> Option<JsonPointer> {
    let mut outer = pointer.clone();
    while outer.last()? != "responses" {
        outer.pop();
    }
    outer.parent()
}
