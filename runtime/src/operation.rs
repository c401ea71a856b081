//! Operations as data, as generated code declares them: one HTTP method on one path, and its parameters.

use crate::completion_rule::Waiting;
use crate::list_descriptor::Paging;

/// The static description of an operation.
///
/// Write it as an update of [`Operation::new`], so that a new field does not change existing descriptions.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The operation id of the document, for errors and traces.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, relative to the server, such as `/users/{id}`.
    pub path: &'static str,
    /// All parameters, path parameters included.
    pub parameters: &'static [Parameter],
    /// The index of its server set.
    pub server: usize,
    /// The alternatives, each a set of security schemes that are required together; an empty list means public.
    pub security: &'static [&'static [&'static str]],
    /// Security schemes with scopes that suffice. A scheme that is here several times needs one of them.
    pub scopes: &'static [(&'static str, &'static [&'static str])],
    /// How further pages are requested.
    pub paging: Option<Paging>,
    /// How it tells that it is done, if it takes longer than a call.
    pub waiting: Option<Waiting>,
    /// The accepted media types, as the value of `Accept`; empty if no response has a body.
    pub accept: &'static str,
    /// The value of `Content-Type`, for requests without a body and for bodies of this media type; empty if the body
    /// decides.
    pub content_type: &'static str,
    /// The error model of each status, for APIs with several error models.
    pub errors: &'static [ErrorCase],
    /// Whether it is idempotent; `None` if the method decides.
    pub idempotent: Option<bool>,
    /// The header of the idempotency key. With such a key, any method may be sent again.
    pub idempotency_key: Option<&'static str>,
}

impl Operation {
    /// Creates a description to update: `GET /` without parameters on the first server.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            method: Method::Get,
            path: "/",
            parameters: &[],
            server: 0,
            security: &[],
            scopes: &[],
            paging: None,
            waiting: None,
            accept: "application/json",
            content_type: "",
            errors: &[],
            idempotent: None,
            idempotency_key: None,
        }
    }

    /// The value of `Content-Type` for a body of this media type, if there is a body.
    pub(crate) fn content_type_of<'v>(&self, body: Option<&'v str>) -> Option<&'v str> {
        let essence = |media_type: &str| media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match body {
            None => Some(self.content_type).filter(|content_type| !content_type.is_empty()),
            // The boundary of its parts is known to the body alone.
            Some(body) if essence(body) == essence(self.content_type) && !essence(body).starts_with("multipart/") => {
                Some(self.content_type)
            }
            body => body,
        }
    }

    /// Whether it is idempotent (RFC 9110, section 9.2.2), or made so by its key.
    pub(crate) fn is_idempotent(&self) -> bool {
        let by_method = !matches!(self.method, Method::Post | Method::Patch | Method::Other(_));
        self.idempotent.unwrap_or(by_method || self.idempotency_key.is_some())
    }

    /// Returns the index of the error model of a status: that of the exact status, else of its class, else the default.
    #[must_use]
    pub fn error_case(&self, status: u16) -> Option<usize> {
        let find = |statuses: StatusMatch| self.errors.iter().find(|case| case.statuses == statuses);
        find(StatusMatch::Exact(status))
            .or_else(|| find(StatusMatch::Class(status / 100)))
            .or_else(|| find(StatusMatch::Default))
            .map(|case| case.model)
    }
}

/// The HTTP methods of OpenAPI, and others by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY: safe as GET is, with a body.
    Query,
    /// Any other, by its name as it is sent; a token of HTTP (RFC 9110, section 5.6.2).
    Other(&'static str),
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Put => Self::PUT,
            Method::Post => Self::POST,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
            Method::Head => Self::HEAD,
            Method::Patch => Self::PATCH,
            Method::Trace => Self::TRACE,
            Method::Query => named("QUERY"),
            Method::Other(name) => named(name),
        }
    }
}

/// Descriptions name methods by tokens only, so each is a method.
fn named(name: &'static str) -> http::Method {
    http::Method::from_bytes(name.as_bytes()).unwrap_or_default()
}

/// The error model of some statuses.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCase {
    statuses: StatusMatch,
    model: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StatusMatch {
    Exact(u16),
    Class(u16),
    Default,
}

impl ErrorCase {
    /// The error model of one status, by its index.
    #[must_use]
    pub const fn status(status: u16, model: usize) -> Self {
        Self { statuses: StatusMatch::Exact(status), model }
    }

    /// The error model of a class of statuses (4 for `4XX`), by its index.
    #[must_use]
    pub const fn class(class: u16, model: usize) -> Self {
        Self { statuses: StatusMatch::Class(class), model }
    }

    /// The error model of all other statuses, by its index.
    #[must_use]
    pub const fn default(model: usize) -> Self {
        Self { statuses: StatusMatch::Default, model }
    }
}

/// A parameter: a named input and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The wire name.
    pub name: &'static str,
    /// Where it is sent.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether the items of arrays and objects are written separately.
    pub explode: bool,
    /// Whether reserved characters of the value are not encoded; a value in the path may have several segments then.
    pub allow_reserved: bool,
    /// The media type, for a parameter with `content`.
    pub content: Option<&'static str>,
    /// Whether it is required.
    pub required: bool,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query as a whole, without the name of the parameter.
    Querystring,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a parameter is written; the names are those of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black,brown`
    Simple,
    /// `.blue.black.brown`
    Label,
    /// `;color=blue,black,brown`
    Matrix,
    /// `color=blue,black,brown`
    Form,
    /// `color=blue%20black%20brown`
    SpaceDelimited,
    /// `color=blue%7Cblack%7Cbrown`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
}

impl Parameter {
    // The compiler evaluates the parameters of all operations whenever it checks a client: the fewer steps, the better.
    const SIMPLE: Self = Self {
        name: "",
        location: Location::Header,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        content: None,
        required: false,
    };

    const FORM: Self = Self { location: Location::Query, style: Style::Form, explode: true, ..Self::SIMPLE };

    /// A path parameter: style simple, not exploded, required.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self { name, location: Location::Path, required: true, ..Self::SIMPLE }
    }

    /// A query parameter: style form, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self { name, ..Self::FORM }
    }

    /// A parameter that is the whole query: style form, exploded, or the text of a media type.
    #[must_use]
    pub const fn querystring(name: &'static str) -> Self {
        Self { name, location: Location::Querystring, ..Self::FORM }
    }

    /// A header parameter: style simple, not exploded.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self { name, ..Self::SIMPLE }
    }

    /// A cookie parameter: style form, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self { name, location: Location::Cookie, ..Self::FORM }
    }

    /// Sets the style, and `explode` to the default of that style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        // deepObject is always exploded; of the other styles, only form is exploded by default.
        Self { style, explode: matches!(style, Style::Form | Style::DeepObject), ..self }
    }

    /// Sets whether the items of arrays and objects are written separately.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Does not encode reserved characters of the value.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }

    /// Sets the media type of the value.
    #[must_use]
    pub const fn content(self, media_type: &'static str) -> Self {
        Self { content: Some(media_type), ..self }
    }

    /// Makes it required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_decides_before_the_method_what_may_be_sent_again() {
        let operation = |method, idempotent| Operation { method, idempotent, ..Operation::new("test") };
        let table = [
            (Method::Get, None, true),
            (Method::Put, None, true),
            (Method::Delete, None, true),
            (Method::Query, None, true),
            (Method::Post, None, false),
            (Method::Patch, None, false),
            // Nothing is known of a method of somebody's own.
            (Method::Other("COPY"), None, false),
            (Method::Other("COPY"), Some(true), true),
            (Method::Get, Some(false), false),
            (Method::Post, Some(true), true),
        ];
        for (method, said, expected) in table {
            assert_eq!(operation(method, said).is_idempotent(), expected, "{method:?} {said:?}");
        }
    }

    #[test]
    fn the_content_type_of_the_document_stands_for_bodies_of_that_type() {
        let operation = Operation { content_type: "application/json; version=2", ..Operation::new("test") };
        let table = [
            (None, Some("application/json; version=2")),
            (Some("application/json"), Some("application/json; version=2")),
            (Some("text/csv"), Some("text/csv")),
        ];
        for (body, expected) in table {
            assert_eq!(operation.content_type_of(body), expected, "{body:?}");
        }
        let form = Operation { content_type: "multipart/form-data", ..Operation::new("test") };
        let with_boundary = Some("multipart/form-data; boundary=b");
        assert_eq!(form.content_type_of(with_boundary), with_boundary);
        assert_eq!(Operation::new("test").content_type_of(None), None);
    }

    #[test]
    fn the_closest_statuses_select_the_error_model() {
        const ERRORS: &[ErrorCase] = &[ErrorCase::default(0), ErrorCase::class(4, 1), ErrorCase::status(404, 2)];
        let operation = Operation { errors: ERRORS, ..Operation::new("test") };
        let models = [404, 409, 500].map(|status| operation.error_case(status));
        assert_eq!(models, [Some(2), Some(1), Some(0)]);
        assert_eq!(Operation::new("test").error_case(404), None);
    }
}
