//! Multipart bodies: `multipart/form-data` (RFC 7578), and those that are no forms, such as `multipart/related`
//! (RFC 2387).

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde_json::Value;

use crate::body::Body;
use crate::boxed::BoxError;
use crate::model::Model;
use crate::model::machinery::ValueRef;
use crate::operation::Parameter;
use crate::param::{self, json_of, text_of};
use crate::platform;
use crate::raw_response::is_json;
use crate::style;

/// A form of named parts, some of them files.
///
/// ```
/// use clientgen_runtime::{Form, Part};
///
/// let form = Form::new()
///     .text("title", "Fire safety")
///     .part(Part::new("file", b"%PDF-1.7".to_vec()).file_name("plan.pdf").content_type("application/pdf"));
/// ```
#[derive(Debug, Default)]
pub struct Form {
    parts: Vec<Part>,
    /// Why a value cannot be written; the call fails with it.
    error: Option<String>,
}

/// One part of a [`Form`].
#[derive(Debug)]
pub struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    body: Body,
}

/// A file in a form: its content, its name and its media type.
///
/// ```
/// use clientgen_runtime::FilePart;
///
/// let plain = FilePart::from(b"%PDF-1.7".to_vec());
/// let named = FilePart::new("plan.pdf", b"%PDF-1.7".to_vec()).content_type("application/pdf");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FilePart {
    content: Bytes,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl FilePart {
    /// Creates a file with a name, whose extension many servers use to recognise the content.
    pub fn new(file_name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), file_name: Some(file_name.into()), content_type: None }
    }

    /// Sets the media type of the content; `application/octet-stream` by default.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl std::fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("content", &format_args!("{} bytes", self.content.len()))
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

/// A file without a name is sent under the name of its part.
impl From<Bytes> for FilePart {
    fn from(content: Bytes) -> Self {
        Self { content, file_name: None, content_type: None }
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Bytes::from(content).into()
    }
}

impl From<&'static [u8]> for FilePart {
    fn from(content: &'static [u8]) -> Self {
        Bytes::from_static(content).into()
    }
}

impl Form {
    /// Creates a form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part with a string.
    #[must_use]
    pub fn text(self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.part(Part::new(name, text.into()))
    }

    /// Adds a file with the name of its part; use [`part`](Self::part) for another name.
    #[must_use]
    pub fn file(self, name: impl Into<String>, content: impl Into<Body>) -> Self {
        let name = name.into();
        self.part(Part::new(name.clone(), content).file_name(name))
    }

    /// Adds a file under its own name, if it has one.
    #[must_use]
    pub fn upload(self, name: impl Into<String>, file: FilePart) -> Self {
        let name = name.into();
        let part = Part::new(name.clone(), file.content).file_name(file.file_name.unwrap_or(name));
        self.part(Part { content_type: file.content_type, ..part })
    }

    /// Adds a file with this media type, unless it has its own.
    #[must_use]
    pub fn upload_as(self, name: impl Into<String>, content_type: impl Into<String>, file: FilePart) -> Self {
        let content_type = file.content_type.unwrap_or_else(|| content_type.into());
        self.upload(name, FilePart { content_type: Some(content_type), ..file })
    }

    /// Adds a model with this media type. It is written as JSON if that is the media type, else as by
    /// [`value`](Self::value). An absent value is omitted.
    #[must_use]
    pub fn value_as(mut self, name: impl Into<String>, content_type: &str, value: &impl Model) -> Self {
        match value.view() {
            ValueRef::Absent => {}
            value if is_json(content_type) => self.push_text(&name.into(), json_of(value), Some(content_type)),
            value => self.push_value(&name.into(), value, Some(content_type)),
        }
        self
    }

    /// Adds a model: an array as one part per item, an object as JSON, other values as their string. An absent value is
    /// omitted.
    #[must_use]
    pub fn value(mut self, name: impl Into<String>, value: &impl Model) -> Self {
        self.push_value(&name.into(), value.view(), None);
        self
    }

    fn push_value(&mut self, name: &str, value: ValueRef<'_>, content_type: Option<&str>) {
        let is_object = matches!(
            value,
            ValueRef::Record(_) | ValueRef::Tagged(..) | ValueRef::Map(_) | ValueRef::Value(Value::Object(_))
        );
        match value {
            ValueRef::List(list) => list.items().for_each(|item| self.push_item(name, item, content_type)),
            value => {
                let own = is_object.then_some("application/json");
                self.push_text(name, text_of(value), content_type.or(own));
            }
        }
    }

    /// Adds a part for each member of an object; any other value adds nothing.
    #[doc(hidden)]
    #[must_use]
    pub fn members(mut self, object: &Value) -> Self {
        for (name, value) in object.as_object().into_iter().flatten() {
            self.push_value(name, value.view(), None);
        }
        self
    }

    /// An array inside an array keeps its structure as JSON.
    fn push_item(&mut self, name: &str, item: ValueRef<'_>, content_type: Option<&str>) {
        match item {
            ValueRef::List(_) | ValueRef::Value(Value::Array(_)) => {
                self.push_text(name, json_of(item), Some("application/json"));
            }
            item => self.push_value(name, item, content_type),
        }
    }

    /// Adds a model in a style, as a query parameter would be written, but without encoding.
    #[doc(hidden)]
    #[must_use]
    pub fn styled(mut self, parameter: &Parameter, value: &impl Model) -> Self {
        match param::from_ref(value.view()) {
            Ok(value) => {
                let pairs = style::plain_pairs(parameter, &value).into_iter();
                self.parts.extend(pairs.map(|(name, text)| Part::new(name, text)));
            }
            Err(reason) => drop(self.error.get_or_insert(reason)),
        }
        self
    }

    fn push_text(&mut self, name: &str, text: Result<Option<String>, String>, content_type: Option<&str>) {
        match text {
            Ok(None) => {}
            Ok(Some(text)) => {
                let part = Part { content_type: content_type.map(str::to_owned), ..Part::new(name, text) };
                self.parts.push(part);
            }
            Err(reason) => drop(self.error.get_or_insert(reason)),
        }
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The media type with its boundary, and the body.
    ///
    /// Unless a part is a stream, the body can be sent again.
    pub(crate) fn into_body(self, media_type: &str) -> Result<(String, Body), String> {
        self.into_body_with(media_type, &format!("part-{:016x}{:016x}", platform::random(), platform::random()))
    }

    fn into_body_with(self, media_type: &str, boundary: &str) -> Result<(String, Body), String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let is_form = media_type.eq_ignore_ascii_case("multipart/form-data");
        let mut whole_type = format!("{media_type}; boundary={boundary}");
        if let Some(root) = self.parts.first().filter(|_| media_type.eq_ignore_ascii_case("multipart/related")) {
            whole_type += &format!("; type=\"{}\"", quoted(root.own_type(is_form).unwrap_or_default()));
        }
        let mut pieces = Vec::new();
        for part in self.parts {
            pieces.push(Body::from(part.head(boundary, is_form)?));
            pieces.push(part.body);
            pieces.push(Body::from("\r\n"));
        }
        pieces.push(Body::from(format!("--{boundary}--\r\n")));
        let whole: Option<Vec<&[u8]>> = pieces.iter().map(Body::as_bytes).collect();
        let body = match whole {
            Some(whole) => Body::from(whole.concat()),
            None => Body::from_stream(Chain(pieces.into_iter().collect())),
        };
        Ok((whole_type, body))
    }
}

impl Part {
    /// Creates a part with a name and content: a string, bytes, or a [`Body`] made from a stream.
    pub fn new(name: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { name: name.into(), file_name: None, content_type: None, body: body.into() }
    }

    /// Sets the file name.
    #[must_use]
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// Sets the media type of the content; `application/octet-stream` by default for a file.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The lines before the content. Only the parts of a form have names.
    fn head(&self, boundary: &str, is_form: bool) -> Result<String, String> {
        let mut head = format!("--{boundary}\r\n");
        match &self.file_name {
            file_name if is_form => {
                head += &format!("Content-Disposition: form-data; name=\"{}\"", quoted(&self.name));
                if let Some(file_name) = file_name {
                    head += &format!("; filename=\"{}\"", quoted(file_name));
                }
                head += "\r\n";
            }
            Some(file_name) if *file_name != self.name => {
                head += &format!("Content-Disposition: attachment; filename=\"{}\"\r\n", quoted(file_name));
            }
            _ => {}
        }
        if let Some(content_type) = self.own_type(is_form) {
            if content_type.chars().any(char::is_control) {
                return Err(format!("the content type of part {:?} has a control character", self.name));
            }
            head += &format!("Content-Type: {content_type}\r\n");
        }
        Ok(head + "\r\n")
    }

    /// The media type of the content. A file has one as in browsers, because servers recognise a file by it.
    fn own_type(&self, is_form: bool) -> Option<&str> {
        let default = match self.file_name {
            Some(_) => Some("application/octet-stream"),
            None if is_form => None,
            None => Some("text/plain; charset=utf-8"),
        };
        self.content_type.as_deref().or(default)
    }
}

/// Escapes a name as browsers do: UTF-8, with the three characters encoded that would end the quotes or the line.
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Several bodies, one after the other.
struct Chain(std::collections::VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match body.poll_chunk(context) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                other => return other,
            }
        }
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Style;

    #[test]
    fn parts_are_written_as_browsers_do() {
        let form = Form::new()
            .text("title", "a\r\nb")
            .part(Part::new("file", vec![0, 1]).file_name("q\"\n.bin").content_type("application/octet-stream"));
        let (media_type, body) = form.into_body_with("multipart/form-data", "B").unwrap_or_default();
        assert_eq!(media_type, "multipart/form-data; boundary=B");
        let expected = "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\nb\r\n\
            --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"q%22%0A.bin\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\u{0}\u{1}\r\n--B--\r\n";
        assert_eq!(body.as_bytes(), Some(expected.as_bytes()));
    }

    #[test]
    fn files_have_a_name_and_a_media_type() {
        let form = Form::new()
            .upload("file", FilePart::new("talk.mp3", vec![1]).content_type("audio/mpeg"))
            .upload("cover", vec![2].into());
        let (_, body) = form.into_body_with("multipart/form-data", "B").unwrap_or_default();
        let text = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
        assert!(text.contains("name=\"file\"; filename=\"talk.mp3\"\r\nContent-Type: audio/mpeg\r\n"), "{text}");
        assert!(
            text.contains("name=\"cover\"; filename=\"cover\"\r\nContent-Type: application/octet-stream"),
            "{text}"
        );
    }

    #[test]
    fn models_become_parts() {
        let object = serde_json::json!({"a": 1});
        let form = Form::new().value("list", &vec![1_i64, 2]).value("none", &None::<String>).value("object", &object);
        let body = form.file("file", "x").into_body_with("multipart/form-data", "B").unwrap_or_default().1;
        let text = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
        assert_eq!(text.matches("name=\"list\"\r\n\r\n").count(), 2, "{text}");
        assert!(text.contains("name=\"object\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n"), "{text}");
        assert!(
            text.contains("name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\nx")
                && !text.contains("none"),
            "{text}"
        );
        assert!(Form::new().value("number", &f64::NAN).into_body("multipart/form-data").is_err());
    }

    #[test]
    fn parts_have_the_given_media_type() {
        let form = Form::new()
            .value_as("list", "application/vnd.list+json", &vec![1_i64, 2])
            .value_as("text", "text/markdown", &"*a*".to_owned())
            .value_as("none", "application/json", &None::<String>)
            .upload_as("a", "image/png", FilePart::from(vec![b'a']))
            .upload_as("b", "image/png", FilePart::from(vec![b'b']).content_type("image/gif"));
        let body = form.into_body_with("multipart/form-data", "B").unwrap_or_default().1;
        let text = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
        let parts = [
            "name=\"list\"\r\nContent-Type: application/vnd.list+json\r\n\r\n[1,2]\r\n",
            "name=\"text\"\r\nContent-Type: text/markdown\r\n\r\n*a*\r\n",
            "name=\"a\"; filename=\"a\"\r\nContent-Type: image/png\r\n\r\na\r\n",
            "name=\"b\"; filename=\"b\"\r\nContent-Type: image/gif\r\n\r\nb\r\n",
        ];
        assert!(parts.iter().all(|part| text.contains(part)) && !text.contains("none"), "{text}");
    }

    #[test]
    fn arrays_in_arrays_keep_their_structure() {
        let form = Form::new().value("grid", &vec![vec![1_i64], vec![2, 3]]);
        let body = form.into_body_with("multipart/form-data", "B").unwrap_or_default().1;
        let text = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
        let part = |json: &str| format!("name=\"grid\"\r\nContent-Type: application/json\r\n\r\n{json}\r\n");
        assert!(text.contains(&part("[1]")) && text.contains(&part("[2,3]")), "{text}");
        assert_eq!(text.matches("name=\"grid\"").count(), 2, "{text}");
    }

    #[test]
    fn parts_in_a_style_are_written_without_encoding() {
        let form = Form::new()
            .styled(&Parameter::query("kinds").explode(false), &vec!["a b".to_owned(), "c".to_owned()])
            .styled(&Parameter::query("pipes").style(Style::PipeDelimited), &vec![1_i64, 2])
            .styled(&Parameter::query("opts").style(Style::DeepObject), &serde_json::json!({"a": 1, "b": "x"}));
        let body = form.into_body_with("multipart/form-data", "B").unwrap_or_default().1;
        let text = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
        for (name, value) in [("kinds", "a b,c"), ("pipes", "1|2"), ("opts[a]", "1"), ("opts[b]", "x")] {
            assert!(text.contains(&format!("name=\"{name}\"\r\n\r\n{value}\r\n")), "{name}: {text}");
        }
    }

    #[test]
    fn parts_that_are_no_form_have_types_and_no_names() {
        let form = Form::new()
            .value_as("metadata", "application/json", &serde_json::json!({"name": "n"}))
            .upload("media", FilePart::from(b"bytes".to_vec()))
            .text("note", "ü");
        let (media_type, body) = form.into_body_with("multipart/related", "B").unwrap_or_default();
        assert_eq!(media_type, "multipart/related; boundary=B; type=\"application/json\"");
        let expected = "--B\r\nContent-Type: application/json\r\n\r\n{\"name\":\"n\"}\r\n\
            --B\r\nContent-Type: application/octet-stream\r\n\r\nbytes\r\n\
            --B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nü\r\n--B--\r\n";
        assert_eq!(body.as_bytes(), Some(expected.as_bytes()));
    }

    #[test]
    fn a_content_type_cannot_smuggle_a_header() {
        let form = Form::new().part(Part::new("file", "x").content_type("text/plain\r\nX: y"));
        assert!(form.into_body("multipart/form-data").is_err());
    }
}
