//! HAR 1.2: a recording of requests and responses, as browsers and proxies write it. It is read entry by entry, so that
//! its size does not matter.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use clientgen::observe::{Body, Exchange, Observer, Request};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::base64;
use super::progress::Progress;

const BUFFER: usize = 1 << 16;

/// Compares every entry of a recording.
///
/// # Errors
///
/// When the file cannot be read to its end; the entries before are compared all the same.
pub(super) fn add(path: &Path, name: &str, observer: &mut Observer<'_>, progress: &mut Progress) -> io::Result<()> {
    let counted = Counted { inner: File::open(path)?, progress };
    let mut reader = BufReader::with_capacity(BUFFER, counted);
    if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    let mut entries = Entries { name, observer, count: 0 };
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    At { path: &PATH, entries: &mut entries }.deserialize(&mut deserializer).map_err(io::Error::from)
}

/// A file whose bytes are counted.
struct Counted<'p> {
    inner: File,
    progress: &'p mut Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.progress.add(count as u64);
        Ok(count)
    }
}

/// Where entries go.
struct Entries<'e, 'a> {
    name: &'e str,
    observer: &'e mut Observer<'a>,
    count: usize,
}

impl Entries<'_, '_> {
    fn add(&mut self, entry: Entry) {
        self.count += 1;
        let sample = format!("{} entry {}", self.name, self.count);
        self.observer.add(&exchange(entry, sample));
    }
}

/// Where the entries are: an array, as the value of `entries` of the value of `log`.
const PATH: [&str; 2] = ["log", "entries"];

/// Reads the entries that are at the end of a path of keys.
struct At<'r, 'e, 'a> {
    path: &'static [&'static str],
    entries: &'r mut Entries<'e, 'a>,
}

impl<'de> DeserializeSeed<'de> for At<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.is_empty() { deserializer.deserialize_seq(self) } else { deserializer.deserialize_map(self) }
    }
}

impl<'de> Visitor<'de> for At<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.path {
            [] => formatter.write_str("an array of entries"),
            [key, ..] => write!(formatter, "an object with `{key}`, as HAR files have it"),
        }
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let (wanted, path) = self.path.split_first().unwrap_or((&"", &[]));
        let mut is_found = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == *wanted {
                is_found = true;
                map.next_value_seed(At { path, entries: &mut *self.entries })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if is_found || path.is_empty() {
            Ok(())
        } else {
            Err(M::Error::custom("it has no `log`, so it is no HAR file"))
        }
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        while let Some(entry) = seq.next_element::<Entry>()? {
            self.entries.add(entry);
        }
        Ok(())
    }
}

/// One request and its response, as far as they are compared.
#[derive(Deserialize)]
struct Entry {
    request: Asked,
    response: Answer,
    /// The id of the operation, as a recorder of a client writes it.
    #[serde(rename = "_operation")]
    operation: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    method: String,
    url: String,
    headers: Option<Vec<Header>>,
    post_data: Option<Content>,
    body_size: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    status: f64,
    headers: Option<Vec<Header>>,
    content: Option<Content>,
    body_size: Option<f64>,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    mime_type: Option<String>,
    text: Option<String>,
    encoding: Option<String>,
    size: Option<f64>,
    comment: Option<String>,
}

fn exchange(entry: Entry, sample: String) -> Exchange {
    let Entry { request, response, operation } = entry;
    let pairs = |headers: Option<Vec<Header>>| {
        headers.map(|headers| headers.into_iter().map(|header| (header.name, header.value)).collect::<Vec<_>>())
    };
    let (asked_coding, answer_coding) = (coding(request.headers.as_deref()), coding(response.headers.as_deref()));
    let asked = match request.post_data {
        Some(content) => decoded(body(content, request.body_size), asked_coding.as_deref()),
        // A size of -1 is unknown to those who wrote the file.
        None if request.body_size.is_some_and(|size| size > 0.0) => Body::Unknown,
        None => Body::None,
    };
    Exchange {
        sample,
        operation: operation.and_then(|id| id.as_str().map(str::to_owned)),
        request: Some(Request {
            method: request.method,
            url: request.url,
            headers: pairs(request.headers),
            body: asked,
        }),
        status: Some(status(response.status)),
        headers: pairs(response.headers),
        body: response
            .content
            .map_or(Body::Unknown, |content| decoded(body(content, response.body_size), answer_coding.as_deref())),
    }
}

/// The status; 0 where there was no answer, or none that HTTP knows.
fn status(number: f64) -> u16 {
    if (100.0..1000.0).contains(&number) { number as u16 } else { 0 }
}

fn body(content: Content, body_size: Option<f64>) -> Body {
    let size = content.size.or(body_size).unwrap_or(-1.0);
    let text = content.text.unwrap_or_default();
    let media_type = content.mime_type.filter(|name| name.contains('/') && name != "x-unknown");
    // Our own recorder says so where a body is longer than it keeps, or cannot be cleaned of secrets. Of a stream it
    // keeps whole lines, which are as good as all.
    let comment = content.comment.unwrap_or_default();
    let is_stream = media_type.as_ref().is_some_and(|name| name.contains("json") || name.contains("event-stream"));
    let is_lines = is_stream && comment.starts_with("cut ") && text.ends_with('\n');
    if is_lines {
        return Body::Bytes { media_type, bytes: text.into_bytes() };
    }
    if comment.starts_with("cut ") || comment.starts_with("left out") {
        return Body::Unknown;
    }
    if text.is_empty() {
        return if size == 0.0 { Body::None } else { Body::Unknown };
    }
    match content.encoding.as_deref() {
        Some("base64") => match base64::decode(&text) {
            Some(bytes) => Body::Bytes { media_type, bytes },
            None => Body::Unknown,
        },
        _ if is_cut(&text, size, media_type.as_deref()) => Body::Unknown,
        _ => Body::Bytes { media_type, bytes: text.into_bytes() },
    }
}

/// The coding that the headers say the body was sent in.
fn coding(headers: Option<&[Header]>) -> Option<String> {
    let mut headers = headers.unwrap_or_default().iter();
    let found = headers.find(|header| header.name.eq_ignore_ascii_case("content-encoding"))?;
    Some(found.value.trim().to_ascii_lowercase())
}

/// The body, unless it is still in its coding: browsers write down what they decoded, some proxies what was sent.
fn decoded(body: Body, coding: Option<&str>) -> Body {
    let Body::Bytes { bytes, .. } = &body else { return body };
    let is_coded = match coding {
        None | Some("" | "identity") => false,
        Some("gzip" | "x-gzip") => bytes.starts_with(&[0x1f, 0x8b]),
        Some("zstd") => bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]),
        // These have no first bytes of their own; text in them is not text.
        Some(_) => std::str::from_utf8(bytes).is_err(),
    };
    if is_coded { Body::Unknown } else { body }
}

/// The file has the beginning of the body only.
fn is_cut(text: &str, size: f64, media_type: Option<&str>) -> bool {
    let is_json = media_type.is_none_or(|name| name.contains("json"));
    size > text.len() as f64 && is_json && serde_json::from_str::<IgnoredAny>(text).is_err()
}
