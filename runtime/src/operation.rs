//! Operations as data: what generated code says about one HTTP method on one path.

use crate::page::Paging;

/// The static description of an operation.
///
/// Written with struct update from [`Operation::new`], so a new fact does not touch existing descriptors.
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
    /// Which server set of the API it belongs to.
    pub server: usize,
    /// Alternatives, each a set of security schemes that are needed together; none means public.
    pub security: &'static [&'static [&'static str]],
    /// How further pages are asked for.
    pub paging: Option<Paging>,
    /// The media types accepted, as the value of `Accept`; empty if there is never a body.
    pub accept: &'static str,
    /// Which error model a status has, for APIs with several.
    pub errors: &'static [ErrorCase],
    /// Whether it may be sent twice; `None` goes by the method.
    pub idempotent: Option<bool>,
}

impl Operation {
    /// A description to be completed: `GET /` without parameters on the first server.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            method: Method::Get,
            path: "/",
            parameters: &[],
            server: 0,
            security: &[],
            paging: None,
            accept: "application/json",
            errors: &[],
            idempotent: None,
        }
    }

    /// Whether sending it twice does no more than sending it once (RFC 9110, section 9.2.2).
    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent.unwrap_or(!matches!(self.method, Method::Post | Method::Patch))
    }

    /// The index of the error model of a status: an exact status, then its class, then the default.
    #[must_use]
    pub fn error_case(&self, status: u16) -> Option<usize> {
        let find = |statuses: StatusMatch| self.errors.iter().find(|case| case.statuses == statuses);
        find(StatusMatch::Exact(status))
            .or_else(|| find(StatusMatch::Class(status / 100)))
            .or_else(|| find(StatusMatch::Default))
            .map(|case| case.model)
    }
}

/// The methods OpenAPI knows.
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
        }
    }
}

/// Which error model belongs to which statuses.
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
    /// One status has the error model of that index.
    #[must_use]
    pub const fn status(status: u16, model: usize) -> Self {
        Self { statuses: StatusMatch::Exact(status), model }
    }

    /// A class of statuses (4 for `4XX`) has the error model of that index.
    #[must_use]
    pub const fn class(class: u16, model: usize) -> Self {
        Self { statuses: StatusMatch::Class(class), model }
    }

    /// All other statuses have the error model of that index.
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
    /// Where it stands.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether the items of lists and objects are written separately.
    pub explode: bool,
    /// Whether reserved characters of query values stay as they are.
    pub allow_reserved: bool,
    /// The media type, for a parameter whose value is a document of its own.
    pub content: Option<&'static str>,
    /// Whether it must be given.
    pub required: bool,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
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
    const fn with_defaults(name: &'static str, location: Location) -> Self {
        let (style, explode) = match location {
            Location::Path | Location::Header => (Style::Simple, false),
            Location::Query | Location::Cookie => (Style::Form, true),
        };
        let required = matches!(location, Location::Path);
        Self { name, location, style, explode, allow_reserved: false, content: None, required }
    }

    /// A path parameter: style simple, not exploded, required.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::with_defaults(name, Location::Path)
    }

    /// A query parameter: style form, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::with_defaults(name, Location::Query)
    }

    /// A header parameter: style simple, not exploded.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::with_defaults(name, Location::Header)
    }

    /// A cookie parameter: style form, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::with_defaults(name, Location::Cookie)
    }

    /// Written in another style; `explode` becomes the default of that style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        // deepObject exists exploded only; form is the one style that is exploded unless said otherwise.
        Self { style, explode: matches!(style, Style::Form | Style::DeepObject), ..self }
    }

    /// Whether the items of lists and objects are written separately.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Leaves reserved characters of the value as they are.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }

    /// The value is a document of that media type.
    #[must_use]
    pub const fn content(self, media_type: &'static str) -> Self {
        Self { content: Some(media_type), ..self }
    }

    /// Must be given.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}
