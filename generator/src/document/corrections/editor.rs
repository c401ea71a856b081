//! What each key of a correction changes, on the JSON of its place.

use serde_json::{Value, json};

use super::change::Change;
use super::edits::Edit;
use super::layers::{layers, referred, whole};
use super::media;
use super::names::Names;
use super::parts;
use super::subject::Subject;
use super::target::Target;
use super::types::{set_format, set_nullable, set_types};
use crate::correction::{ParameterIn, SecurityAlternative, Streaming};
use crate::diagnostics::suggest;
use crate::document::words::Words;
use crate::source::JsonPointer;

/// Makes the changes of one key.
pub(super) struct Editor<'e> {
    pub(super) words: Words,
    pub(super) names: &'e Names,
    /// The document.
    pub(super) root: &'e Value,
    pub(super) target: &'e Target,
}

impl Editor<'_> {
    /// The places that differ afterwards; none if the document says it already.
    pub(super) fn changes(&self, edit: &Edit<'_>) -> Result<Vec<Change>, String> {
        match (edit, self.target.subject) {
            (Edit::Required(required), Subject::Property) => self.required_property(*required),
            (Edit::Security(alternatives), _) => self.security(alternatives),
            (Edit::Location(_), _) if self.target.inherited.is_some() => {
                let mut changes = self.one(edit)?;
                let moved = self.target.inherited.as_ref().filter(|_| !changes.is_empty());
                changes.extend(moved.map(|place| self.moved_down(place)).unwrap_or_default());
                Ok(changes)
            }
            (Edit::Streaming(streaming), Subject::Operation) => self.streaming_operation(*streaming),
            (Edit::MediaType(names), Subject::Response) if self.words == Words::V2 => self.produced(names),
            (Edit::Streaming(streaming), Subject::Response) => match media::streamed(*streaming) {
                names if self.words == Words::V2 => self.produced(&names),
                _ => self.one(edit),
            },
            _ => self.one(edit),
        }
    }

    /// The change of the one object that is the target.
    fn one(&self, edit: &Edit<'_>) -> Result<Vec<Change>, String> {
        let old = self.target.value(self.root);
        let mut new = old.clone();
        self.apply(edit, &mut new)?;
        let Target { place, copy_of, .. } = self.target.clone();
        Ok(if new == old { Vec::new() } else { vec![Change { place, copy_of, value: new }] })
    }

    fn apply(&self, edit: &Edit<'_>, object: &mut Value) -> Result<(), String> {
        match edit {
            Edit::Body(is_there) => self.body(object, *is_there),
            Edit::Location(location) => self.location(object, *location),
            Edit::MediaType(names) => self.media_types(object, names),
            Edit::Streaming(streaming) => {
                if !media::is_streamed(object, *streaming) {
                    self.media_types(object, &media::streamed(*streaming))?;
                }
                Ok(())
            }
            Edit::Types(names) => {
                self.describe(object, true, &|schema| set_types(self.words, self.names, schema, names))
            }
            Edit::Schema(given) => self.describe(object, true, &|schema| {
                *schema = (*given).clone();
                Ok(())
            }),
            Edit::Format(format) => self.describe(object, false, &|schema| set_format(schema, format)),
            Edit::Nullable(nullable) => self.describe(object, false, &|schema| {
                set_nullable(self.words, schema, *nullable);
                Ok(())
            }),
            Edit::Required(required) => self.required(object, *required),
            Edit::Reserved(reserved) => {
                let key = if self.words == Words::V2 { "x-allowReserved" } else { "allowReserved" };
                parts::set_flag(object, key, *reserved);
                Ok(())
            }
            Edit::Security(_) => Ok(()),
        }
    }

    /// Changes the schemas of the target; where it has none, they are made if the key says what they are.
    fn describe(
        &self,
        object: &mut Value,
        makes: bool,
        change: &dyn Fn(&mut Value) -> Result<(), String>,
    ) -> Result<(), String> {
        let subject = self.target.subject;
        if matches!(subject, Subject::Schema | Subject::Property) {
            return change(object);
        }
        if subject == Subject::Body && self.words == Words::V2 {
            let body = parts::swagger_body(self.root, object, makes)?;
            return change(media::member(body, "schema"));
        }
        if matches!(subject, Subject::Body | Subject::Response) {
            self.make_content(object, makes)?;
            return media::schemas(self.words, object).into_iter().try_for_each(change);
        }
        if self.words == Words::V2 && object.get("in").and_then(Value::as_str) != Some("body") {
            return parts::as_schema(object, change);
        }
        match object.get_mut("content").and_then(Value::as_object_mut) {
            Some(content) => content.values_mut().map(|media| media::member(media, "schema")).try_for_each(change),
            None => change(media::member(object, "schema")),
        }
    }

    /// A body or a response that was not there, or that had no content.
    fn make_content(&self, object: &mut Value, makes: bool) -> Result<(), String> {
        if !media::schemas(self.words, object).is_empty() {
            return Ok(());
        }
        if !makes {
            return Err("the document has no schema here; `type` or `schema` says what it is".to_owned());
        }
        self.media_types(object, &["application/json".to_owned()])
    }

    fn media_types(&self, object: &mut Value, names: &[String]) -> Result<(), String> {
        if names.is_empty() {
            return Err("no media type is given".to_owned());
        }
        if self.words == Words::V2 && self.target.subject == Subject::Body {
            parts::swagger_body(self.root, object, true)?;
            *media::member(object, "consumes") = json!(names);
            return Ok(());
        }
        if object.is_null() {
            *object = match self.target.subject {
                Subject::Body => json!({"required": true}),
                _ => json!({"description": "As the overrides say."}),
            };
        }
        if self.words == Words::V2 {
            media::member(object, "schema");
        } else {
            media::set_media_types(object, names);
        }
        Ok(())
    }

    /// Swagger 2.0 has the media types of all responses of an operation in one list.
    fn produced(&self, names: &[String]) -> Result<Vec<Change>, String> {
        let Some(place) = &self.target.operation else {
            return Err("in Swagger 2.0, an operation has the media types: correct its response".to_owned());
        };
        let mut changes = Vec::new();
        let list = place.child("produces");
        if self.root.pointer(list.as_str()) != Some(&json!(names)) {
            changes.push(Change { place: list, copy_of: None, value: json!(names) });
        }
        let old = self.target.value(self.root);
        let mut response = if old.is_null() { json!({"description": "As the overrides say."}) } else { old.clone() };
        media::fit_schema(&mut response, names, Words::V2);
        if response != old {
            let Target { place, copy_of, .. } = self.target.clone();
            changes.push(Change { place, copy_of, value: response });
        }
        Ok(changes)
    }

    fn body(&self, object: &mut Value, is_there: bool) -> Result<(), String> {
        let json = ["application/json".to_owned()];
        match (self.target.subject, self.words, is_there) {
            (Subject::Operation, Words::V2, true) => parts::swagger_body(self.root, object, true).map(|_| ()),
            (Subject::Operation, Words::V2, false) => {
                parts::remove_swagger_body(self.root, object);
                Ok(())
            }
            (Subject::Operation, _, true) => {
                if object.get("requestBody").is_none() {
                    let mut body = json!({"required": true});
                    media::set_media_types(&mut body, &json);
                    *media::member(object, "requestBody") = body;
                }
                Ok(())
            }
            (Subject::Operation, _, false) => {
                parts::remove(object, "requestBody");
                Ok(())
            }
            (_, words, true) => {
                if media::schemas(words, object).is_empty() {
                    self.media_types(object, &json)?;
                }
                Ok(())
            }
            (_, words, false) => {
                if object.is_null() {
                    *object = json!({"description": "As the overrides say."});
                }
                parts::remove(object, if words == Words::V2 { "schema" } else { "content" });
                Ok(())
            }
        }
    }

    /// Where a parameter is; one that is not there is added, as a string.
    fn location(&self, object: &mut Value, location: ParameterIn) -> Result<(), String> {
        let is_new = object.is_null();
        if is_new {
            let placed = self.target.name.split_once('.').filter(|(first, _)| *first == location.as_str());
            *object = json!({"name": placed.map_or(&*self.target.name, |(_, name)| name)});
        }
        *media::member(object, "in") = location.as_str().into();
        if location == ParameterIn::Path {
            parts::set_flag(object, "required", true);
        }
        match (is_new, self.words) {
            (false, _) => {}
            (true, Words::V2) => *media::member(object, "type") = json!("string"),
            (true, _) => *media::member(object, "schema") = json!({"type": "string"}),
        }
        Ok(())
    }

    /// A parameter of a path item as one of each of its other operations: its location is part of what it is, so that an
    /// operation cannot replace it by one that is elsewhere.
    fn moved_down(&self, inherited: &JsonPointer) -> Vec<Change> {
        let (Some(list), Some(index)) = (inherited.parent(), inherited.last().and_then(|index| index.parse().ok()))
        else {
            return Vec::new();
        };
        let mut kept = parts::items(self.root, &list).to_vec();
        let index: usize = index;
        if index >= kept.len() {
            return Vec::new();
        }
        let parameter = kept.remove(index);
        let own = self.target.operation.as_ref();
        let item = list.parent().unwrap_or_default();
        let others =
            self.names.operations.values().filter(|place| parts::path_item(place) == item && Some(*place) != own);
        let others: std::collections::BTreeSet<&JsonPointer> = others.collect();
        let added = others.into_iter().map(|operation| {
            let list = operation.child("parameters");
            let place = list.item(parts::items(self.root, &list).len());
            Change { place, copy_of: Some(inherited.clone()), value: parameter.clone() }
        });
        let added: Vec<Change> = added.collect();
        let kept = Change { place: list, copy_of: None, value: kept.into() };
        added.into_iter().chain([kept]).collect()
    }

    fn required(&self, object: &mut Value, required: bool) -> Result<(), String> {
        let is_in_path = object.get("in").and_then(Value::as_str) == Some("path");
        if is_in_path && !required {
            return Err("a parameter in the path is always required".to_owned());
        }
        let holder = match (self.target.subject, self.words) {
            (Subject::Body, Words::V2) => parts::swagger_body(self.root, object, false)?,
            _ => object,
        };
        if holder.is_null() {
            return Err("the document has no body here; `type` or `schema` says what it is".to_owned());
        }
        parts::set_flag(holder, "required", required);
        Ok(())
    }

    /// A property is required by the schema it is in, or by another member of the same `allOf`.
    fn required_property(&self, required: bool) -> Result<Vec<Change>, String> {
        let place = &self.target.place;
        let Some((layer, name)) = place.parent().and_then(|list| Some((list.parent()?, place.last()?))) else {
            return Ok(Vec::new());
        };
        let names = |layer: &JsonPointer| {
            self.root.pointer(layer.child("required").as_str()).and_then(Value::as_array).cloned().unwrap_or_default()
        };
        let requires = |layer: &JsonPointer| names(layer).iter().any(|required| required.as_str() == Some(&*name));
        let whole = whole(&layer);
        let requiring: Vec<JsonPointer> =
            layers(self.root, &whole).into_iter().filter(|layer| requires(layer)).collect();
        let elsewhere = referred(self.root, self.words, &whole, &requires);
        match (required, requiring.is_empty(), elsewhere) {
            (true, false, _) | (true, _, Some(_)) | (false, true, None) => Ok(Vec::new()),
            (true, true, None) => {
                let mut list = names(&layer);
                list.push((*name).into());
                Ok(vec![self.with_required(&layer, list)])
            }
            (false, true, Some(owner)) => {
                Err(format!("the schema `{owner}` requires `{name}`: correct `{owner}.{name}`"))
            }
            (false, false, _) => {
                let without = |layer: &JsonPointer| {
                    let list = names(layer).into_iter().filter(|required| required.as_str() != Some(&*name));
                    self.with_required(layer, list.collect())
                };
                Ok(requiring.iter().map(without).collect())
            }
        }
    }

    /// A schema with another list of required properties.
    fn with_required(&self, layer: &JsonPointer, names: Vec<Value>) -> Change {
        let mut schema = self.root.pointer(layer.as_str()).cloned().unwrap_or_default();
        if names.is_empty() {
            parts::remove(&mut schema, "required");
        } else {
            *media::member(&mut schema, "required") = names.into();
        }
        Change { place: layer.clone(), copy_of: None, value: schema }
    }

    /// The successes of an operation that have a body.
    fn streaming_operation(&self, streaming: Streaming) -> Result<Vec<Change>, String> {
        let responses = self.target.place.child("responses");
        let mut changes = Vec::new();
        let mut found = 0;
        for status in super::names::keys(self.root, &responses) {
            let place = responses.child(&status);
            let end = super::layers::followed(self.root, &place)?;
            let has_body =
                self.root.pointer(end.as_str()).is_some_and(|response| media::has_body(self.words, response));
            if !status.starts_with('2') || !has_body {
                continue;
            }
            found += 1;
            let copy_of = Some(end).filter(|end| *end != place);
            let operation = Some(self.target.place.clone());
            let target = Target { copy_of, operation, ..Target::new(Subject::Response, place) };
            changes.extend(Editor { target: &target, ..*self }.changes(&Edit::Streaming(streaming))?);
        }
        if found == 0 { Err("no success of the operation has a body".to_owned()) } else { Ok(changes) }
    }

    fn security(&self, alternatives: &[SecurityAlternative]) -> Result<Vec<Change>, String> {
        let alternatives = alternatives.iter().map(|alternative| match alternative {
            SecurityAlternative::Scheme(name) => self.known_scheme(name).map(|()| json!({name: []})),
            SecurityAlternative::Schemes(schemes) => {
                schemes.keys().try_for_each(|name| self.known_scheme(name)).map(|()| json!(schemes))
            }
        });
        let alternatives = Value::Array(alternatives.collect::<Result<_, String>>()?);
        let place = self.target.place.child("security");
        let of_document = JsonPointer::root().child("security");
        let old = [&place, &of_document].into_iter().find_map(|place| self.root.pointer(place.as_str()));
        let is_same = old.unwrap_or(&json!([])) == &alternatives;
        Ok(if is_same { Vec::new() } else { vec![Change { place, copy_of: None, value: alternatives }] })
    }

    fn known_scheme(&self, name: &str) -> Result<(), String> {
        let known = &self.names.security_schemes;
        if known.iter().any(|known| known == name) {
            return Ok(());
        }
        let nearest = suggest(name, known.iter().map(String::as_str));
        let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        Err(format!("the document has no security scheme `{name}`{nearest}"))
    }
}
