//! HTTP methods, as OpenAPI's path items have them.

use std::fmt;

use crate::source::is_token;

/// An HTTP method.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY`: safe as `GET` is, with a body.
    Query,
    /// Any other, as `additionalOperations` names it.
    Other(Token),
}

/// A word of HTTP that is none of the methods above (RFC 9110, section 5.6.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Token(Box<str>);

impl Token {
    /// The word as it is sent.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Method {
    /// The method of a key of a path item, such as `get`; `None` for keys that are no method.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            "query" => Self::Query,
            _ => return None,
        })
    }

    /// The method with this name, as it is sent; `None` for what cannot be the name of a method.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let known = Self::of_key(&name.to_ascii_lowercase()).filter(|method| method.as_str() == name);
        known.or_else(|| is_token(name).then(|| Self::Other(Token(name.into()))))
    }

    /// The method as it is sent, such as `GET`.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(token) => token.as_str(),
        }
    }

    /// RFC 9110, section 9.2.2: such a request may do something twice if it is sent twice.
    pub(crate) fn is_unsafe_to_repeat(&self) -> bool {
        matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }

    /// RFC 9110, section 9: the content of such a request has no meaning.
    pub(crate) fn has_no_body(&self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Trace)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn a_method_is_known_or_a_token() {
        let named = |name: &str| Method::named(name).map(|method| method.as_str().to_owned());
        assert_eq!(Method::named("POST"), Some(Method::Post));
        assert_eq!(Method::named("QUERY"), Some(Method::Query));
        assert_eq!(named("COPY").as_deref(), Some("COPY"));
        // Methods are case-sensitive.
        assert_eq!(named("post").as_deref(), Some("post"));
        assert_eq!([named(""), named("A B"), named("A\r\nB"), named("Ä")], [None, None, None, None]);
    }
}
