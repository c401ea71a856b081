//! Where the values of parameters go.

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query as a whole; the name of the parameter is not sent.
    Querystring,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}
