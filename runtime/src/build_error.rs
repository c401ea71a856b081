//! [`BuildError`]: why a client cannot be built.

use std::borrow::Cow;
use std::fmt;

/// Why a client cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// A URL is not valid.
    InvalidUrl {
        /// The URL, without user name, password and query.
        url: String,
        /// Why it is not valid.
        reason: &'static str,
    },
    /// A URL is plain http to another machine, which is not allowed.
    PlainHttp {
        /// The URL, without user name, password and query.
        url: String,
    },
    /// The document has no absolute URL for this environment.
    MissingBaseUrl,
    /// The document has no server set with this name.
    UnknownServer(String),
    /// The server URLs have no variable with this name.
    UnknownVariable(String),
    /// A server variable does not allow the value.
    InvalidVariable {
        /// The variable.
        name: String,
        /// The values that it allows.
        allowed: &'static [&'static str],
    },
    /// The document has no security scheme with this name.
    UnknownScheme(String),
    /// The credentials do not fit their security scheme.
    InvalidCredentials {
        /// The security scheme.
        scheme: &'static str,
        /// Why they do not fit.
        reason: Cow<'static, str>,
    },
    /// A header name or value is not valid.
    InvalidHeader(String),
    /// The header follows from the URL and the body; nothing else can set it.
    ReservedHeader(String),
    /// The value of a server variable is empty, or leads to another path.
    UnusableValue(String),
    /// An environment variable is not set, although another one that needs it is.
    MissingEnvVariable {
        /// The variable that is missing.
        name: &'static str,
        /// The variable that is set.
        with: &'static str,
    },
    /// There is no transport: no enabled feature brings one, and none was set.
    NoTransport,
    /// Two settings exclude each other: a transport has its own connections, so the others would have no effect.
    Conflict(&'static str, &'static str),
    /// The transport cannot be set up.
    Transport(String),
    /// The file for the recording cannot be opened, or is not such a file.
    Recording(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidUrl { url, reason } => write!(formatter, "the URL {url:?} is not valid: {reason}"),
            Self::PlainHttp { url } => {
                write!(formatter, "{url:?} is plain http; use https, or call `allow_plain_http`")
            }
            Self::MissingBaseUrl => formatter.write_str("the API has no server for this environment; call `base_url`"),
            Self::UnknownServer(name) => write!(formatter, "there is no server set {name:?}"),
            Self::UnknownVariable(name) => write!(formatter, "there is no server variable {name:?}"),
            Self::InvalidVariable { name, allowed } => {
                write!(formatter, "the server variable {name:?} must be one of {}", allowed.join(", "))
            }
            Self::UnknownScheme(name) => write!(formatter, "there is no security scheme {name:?}"),
            Self::InvalidCredentials { scheme, reason } => {
                write!(formatter, "the credentials for {scheme:?} are not valid: {reason}")
            }
            Self::InvalidHeader(name) => write!(formatter, "the header {name:?} is not valid"),
            Self::ReservedHeader(name) => write!(formatter, "the client sets the header {name:?} itself"),
            Self::UnusableValue(name) => {
                write!(formatter, "the value of the server variable {name:?} is empty, or a segment \".\" or \"..\"")
            }
            Self::MissingEnvVariable { name, with } => {
                write!(formatter, "the environment variable {with} is set, and {name} is not")
            }
            Self::NoTransport => formatter
                .write_str("there is no transport; enable the feature `hyper` or `reqwest`, or call `transport`"),
            Self::Conflict(one, other) => {
                write!(formatter, "`{one}` and `{other}` exclude each other; configure the transport that you give")
            }
            Self::Transport(reason) => write!(formatter, "the transport cannot be set up: {reason}"),
            Self::Recording(reason) => write!(formatter, "calls cannot be recorded: {reason}"),
        }
    }
}

impl std::error::Error for BuildError {}
