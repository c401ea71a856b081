//! Servers: the base URLs of requests, made from URL templates, and which URLs are allowed.

use std::fmt;

use http::{Uri, uri};

use crate::api::{ApiDescription, ServerSet};
use crate::build_error::BuildError;

/// The URLs of one server set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Server {
    /// The scheme and authority, and the path of a base URL that the user has set. Token URLs are relative to it.
    pub(crate) root: String,
    /// The URL that paths of operations are appended to, without a slash at its end.
    pub(crate) base: String,
    /// `base`, parsed once for all calls.
    uri: Uri,
}

/// The user's settings of servers.
#[derive(Clone, Default)]
pub(crate) struct ServerChoice {
    pub(crate) environment: usize,
    pub(crate) base_url: Option<String>,
    /// By the name of the server set.
    pub(crate) overrides: Vec<(String, String)>,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) allow_http: bool,
}

impl fmt::Debug for ServerChoice {
    /// Omits the parts of URLs that may be secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let overrides: Vec<_> = self.overrides.iter().map(|(name, url)| (name, shown(url))).collect();
        formatter
            .debug_struct("ServerChoice")
            .field("environment", &self.environment)
            .field("base_url", &self.base_url.as_deref().map(shown))
            .field("overrides", &overrides)
            .field("variables", &self.variables)
            .field("allow_http", &self.allow_http)
            .finish()
    }
}

impl ServerChoice {
    /// The servers of an API, in the order of its server sets.
    pub(crate) fn resolve(&self, api: &ApiDescription) -> Result<Vec<Server>, BuildError> {
        self.check_names(api)?;
        api.servers.iter().map(|set| self.resolve_set(api, set)).collect()
    }

    fn resolve_set(&self, api: &ApiDescription, set: &ServerSet) -> Result<Server, BuildError> {
        let chosen = self.overrides.iter().rev().find(|(name, _)| name == set.name);
        let (root, base) = match (chosen, &self.base_url) {
            (Some((_, url)), _) => absolute(&self.fill(api, url)?)?,
            (None, Some(base_url)) => {
                let template = set.urls.get(self.environment).or(set.urls.first()).copied().unwrap_or_default();
                let root = self.without_base_path(api, &trimmed(&self.fill(api, base_url)?));
                let base = trimmed(&format!("{root}{}", path_of(&self.fill(api, template)?)));
                (root, base)
            }
            (None, None) => {
                let template = set.urls.get(self.environment).copied().unwrap_or_default();
                if !template.contains("://") {
                    return Err(BuildError::MissingBaseUrl);
                }
                absolute(&self.fill(api, template)?)?
            }
        };
        if path_of(&base).split('/').any(is_dots) {
            let reason = "it has a segment \".\" or \"..\"";
            return Err(BuildError::InvalidUrl { url: shown(&base), reason });
        }
        check_url(&root, self.allow_http)?;
        let uri = check_url(&base, self.allow_http)?;
        if base.contains(['?', '#']) {
            let reason = "it has a query or a fragment; paths are appended to it";
            return Err(BuildError::InvalidUrl { url: shown(&base), reason });
        }
        Ok(Server { root, base, uri })
    }

    /// Cuts the longest base path of a server set off the end of a URL, which has it where a manual prints it.
    fn without_base_path(&self, api: &ApiDescription, url: &str) -> String {
        let path = |set: &ServerSet| {
            let template = set.urls.get(self.environment).or(set.urls.first())?;
            Some(path_of(&self.fill(api, template).ok()?)).filter(|path| path_of(url).ends_with(path))
        };
        let longest = api.servers.iter().filter_map(path).max_by_key(String::len).unwrap_or_default();
        url.strip_suffix(&longest).unwrap_or(url).to_owned()
    }

    fn check_names(&self, api: &ApiDescription) -> Result<(), BuildError> {
        for (name, _) in &self.overrides {
            if !api.servers.iter().any(|set| set.name == name) {
                return Err(BuildError::UnknownServer(name.clone()));
            }
        }
        for (name, value) in &self.variables {
            let Some(variable) = api.variables.iter().find(|variable| variable.name == name) else {
                return Err(BuildError::UnknownVariable(name.clone()));
            };
            if value.is_empty() || value.split('/').any(is_dots) {
                return Err(BuildError::UnusableValue(name.clone()));
            }
            if !variable.allowed.is_empty() && !variable.allowed.contains(&value.as_str()) {
                return Err(BuildError::InvalidVariable { name: name.clone(), allowed: variable.allowed });
            }
        }
        Ok(())
    }

    /// Replaces the variables of a URL template.
    fn fill(&self, api: &ApiDescription, template: &str) -> Result<String, BuildError> {
        let mut url = template.to_owned();
        for variable in api.variables {
            let chosen = self.variables.iter().rev().find(|(name, _)| name == variable.name);
            let value = chosen.map_or(variable.default, |(_, value)| value);
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        if url.contains('{') {
            return Err(BuildError::InvalidUrl { url: shown(&url), reason: "a variable has no value" });
        }
        Ok(url)
    }
}

impl Server {
    /// The path that the paths of operations are appended to, without a slash at its end.
    pub(crate) fn base_path(&self) -> &str {
        self.uri.path().trim_end_matches('/')
    }

    /// The URL of a path on this server, with its query.
    pub(crate) fn url_of(&self, path_and_query: String) -> Option<Uri> {
        let mut parts = uri::Parts::default();
        parts.scheme = self.uri.scheme().cloned();
        parts.authority = self.uri.authority().cloned();
        parts.path_and_query = path_and_query.try_into().ok();
        Uri::from_parts(parts).ok()
    }
}

/// The root and the base of a server that has its own URL.
fn absolute(url: &str) -> Result<(String, String), BuildError> {
    let base = trimmed(url);
    let start = base.find("://").map(|index| index + 3);
    let Some(start) = start else {
        return Err(BuildError::InvalidUrl { url: shown(&base), reason: "it is not absolute" });
    };
    let end = base[start..].find('/').map_or(base.len(), |index| start + index);
    Ok((base[..end].to_owned(), base))
}

/// A URL without its user name, password and query, which may be secret.
///
/// The URL need not be valid, so everything before the last `@` may be a password.
fn shown(url: &str) -> String {
    let (url, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let start = url.find("://").map_or(0, |index| index + 3);
    let shown = match url.rfind('@').filter(|at| *at >= start) {
        Some(at) => format!("{}..{}", &url[..start], &url[at..]),
        None => url.to_owned(),
    };
    if query.is_empty() { shown } else { format!("{shown}{}..", &query[..1]) }
}

/// Without slashes at the end.
fn trimmed(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

/// The path of an absolute or relative URL, with a slash at its start unless it is empty.
fn path_of(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |index| &rest[index..]),
        None => url,
    };
    match path.trim_matches('/') {
        "" => String::new(),
        path => format!("/{path}"),
    }
}

/// Why a URL is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UrlErrorKind {
    Invalid(&'static str),
    PlainHttp,
}

impl fmt::Display for UrlErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(reason) => write!(formatter, "the URL is not valid: {reason}"),
            Self::PlainHttp => formatter.write_str("plain http would expose the credentials to the network"),
        }
    }
}

/// Parses a URL, and checks that requests may be sent to it: https to any host, plain http to this machine only, unless allowed.
pub(crate) fn check_url(url: &str, allow_http: bool) -> Result<Uri, UrlError> {
    let kind = |kind| UrlError { url: shown(url), kind };
    let uri: Uri = url.parse().map_err(|_| kind(UrlErrorKind::Invalid("it cannot be parsed")))?;
    check_uri(&uri, allow_http).map_err(kind)?;
    Ok(uri)
}

/// As [`check_url`], for a parsed URL.
pub(crate) fn check_uri(uri: &Uri, allow_http: bool) -> Result<(), UrlErrorKind> {
    let Some(authority) = uri.authority() else {
        return Err(UrlErrorKind::Invalid("it has no host"));
    };
    if authority.as_str().contains('@') {
        return Err(UrlErrorKind::Invalid("it has a user name; use credentials"));
    }
    let port = authority.as_str().rsplit(']').next().and_then(|rest| rest.rsplit_once(':'));
    if port.is_some_and(|(_, port)| port.parse::<u16>().is_err()) {
        return Err(UrlErrorKind::Invalid("its port is not a number up to 65535"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if allow_http || is_loopback(authority.host()) => Ok(()),
        Some("http") => Err(UrlErrorKind::PlainHttp),
        _ => Err(UrlErrorKind::Invalid("it is neither https nor http")),
    }
}

/// A URL that is not allowed, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UrlError {
    url: String,
    kind: UrlErrorKind,
}

impl fmt::Display for UrlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.url, self.kind)
    }
}

impl From<UrlError> for BuildError {
    fn from(error: UrlError) -> Self {
        match error.kind {
            UrlErrorKind::Invalid(reason) => Self::InvalidUrl { url: error.url, reason },
            UrlErrorKind::PlainHttp => Self::PlainHttp { url: error.url },
        }
    }
}

/// Whether a path segment is `.` or `..`, encoded or not.
pub(crate) fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ServerVariable;

    const API: ApiDescription = ApiDescription {
        name: "x",
        version: "1",
        servers: &[
            ServerSet {
                name: "v1",
                urls: &["https://{region}.example.com/rest/v1", "https://test.example.com/rest/v1"],
            },
            ServerSet {
                name: "v2",
                urls: &["https://{region}.example.com/rest/v2/", "https://test.example.com/rest/v2"],
            },
        ],
        variables: &[ServerVariable { name: "region", default: "eu", allowed: &["eu", "us"] }],
        security_schemes: &[],
        security: &[],
    };

    const FREE: ApiDescription = ApiDescription {
        servers: &[ServerSet { name: "v1", urls: &["https://a.example/{tenant}/v1"] }],
        variables: &[ServerVariable { name: "tenant", default: "main", allowed: &[] }],
        ..API
    };

    fn bases(choice: &ServerChoice) -> Vec<(String, String)> {
        let servers = choice.resolve(&API).unwrap_or_default();
        servers.into_iter().map(|server| (server.root, server.base)).collect()
    }

    fn pairs(pairs: [(&str, &str); 2]) -> Vec<(String, String)> {
        pairs.map(|(root, base)| (root.to_owned(), base.to_owned())).to_vec()
    }

    #[test]
    fn environments_and_variables() {
        let mut choice = ServerChoice::default();
        let root = "https://eu.example.com";
        assert_eq!(
            bases(&choice),
            pairs([(root, "https://eu.example.com/rest/v1"), (root, "https://eu.example.com/rest/v2")])
        );
        choice.variables.push(("region".into(), "us".into()));
        assert_eq!(bases(&choice)[0].1, "https://us.example.com/rest/v1");
        choice.environment = 1;
        assert_eq!(bases(&choice)[1].1, "https://test.example.com/rest/v2");
        choice.variables.push(("region".into(), "mars".into()));
        assert!(matches!(choice.resolve(&API), Err(BuildError::InvalidVariable { .. })));
    }

    #[test]
    fn a_base_url_keeps_the_paths() {
        let choice = ServerChoice { base_url: Some("http://127.0.0.1:8080/proxy/".into()), ..Default::default() };
        let root = "http://127.0.0.1:8080/proxy";
        assert_eq!(
            bases(&choice),
            pairs([(root, "http://127.0.0.1:8080/proxy/rest/v1"), (root, "http://127.0.0.1:8080/proxy/rest/v2")])
        );
    }

    #[test]
    fn a_base_url_may_have_a_base_path_of_the_document_already() {
        let choice = |url: &str| ServerChoice { base_url: Some(url.to_owned()), ..Default::default() };
        let plain = bases(&choice("http://127.0.0.1:8080/proxy"));
        assert_eq!(plain[0].1, "http://127.0.0.1:8080/proxy/rest/v1");
        for url in ["http://127.0.0.1:8080/proxy/rest/v1", "http://127.0.0.1:8080/proxy/rest/v2/"] {
            assert_eq!(bases(&choice(url)), plain, "{url}");
        }
        // Only whole segments count.
        assert_eq!(bases(&choice("http://127.0.0.1/for/rest/v12"))[0].1, "http://127.0.0.1/for/rest/v12/rest/v1");
        assert_eq!(bases(&choice("http://127.0.0.1/interest/v1"))[0].1, "http://127.0.0.1/interest/v1/rest/v1");
    }

    #[test]
    fn what_would_reach_another_path_is_refused() {
        let refused = |choice: ServerChoice| choice.resolve(&FREE).is_err();
        for value in ["", ".", "..", "a/../b", "%2E."] {
            let variables = vec![("tenant".to_owned(), value.to_owned())];
            assert!(refused(ServerChoice { variables, ..Default::default() }), "{value:?}");
        }
        for url in ["https://a.example:70000", "https://a.example/x/../y", "https://a.example:x"] {
            assert!(refused(ServerChoice { base_url: Some(url.to_owned()), ..Default::default() }), "{url}");
        }
        let variables = vec![("tenant".to_owned(), "t1".to_owned())];
        assert!(!refused(ServerChoice { variables, ..Default::default() }));
    }

    #[test]
    fn one_server_set_can_have_its_own_url() {
        let overrides = vec![("v2".to_owned(), "https://other.example/api".to_owned())];
        let choice = ServerChoice { overrides, ..Default::default() };
        let server = bases(&choice).pop();
        assert_eq!(server, Some(("https://other.example".to_owned(), "https://other.example/api".to_owned())));
        let overrides = vec![("v3".to_owned(), "https://other.example".to_owned())];
        let choice = ServerChoice { overrides, ..Default::default() };
        assert_eq!(choice.resolve(&API), Err(BuildError::UnknownServer("v3".into())));
    }

    #[test]
    fn parts_of_a_url_that_may_be_secret_are_not_shown() {
        let table = [
            ("https://a.example/x", "https://a.example/x"),
            ("https://jo:pw@a.example/x", "https://..@a.example/x"),
            ("https://jo:p/w@a.example", "https://..@a.example"),
            ("ftp://jo:p@w@[/", "ftp://..@[/"),
            ("jo:pw@a.example", "..@a.example"),
            ("https://a.example/x?key=pw", "https://a.example/x?.."),
            ("https://a.example/x#pw@y", "https://a.example/x#.."),
            ("", ""),
        ];
        for (url, expected) in table {
            assert_eq!(shown(url), expected, "{url}");
        }
        let choice = ServerChoice { base_url: Some("https://a.example?key=pw".into()), ..Default::default() };
        assert!(matches!(choice.resolve(&API), Err(BuildError::InvalidUrl { .. })));
        assert!(!format!("{choice:?} {:?}", choice.resolve(&API)).contains("pw"));
    }

    #[test]
    fn plain_http_is_allowed_to_this_machine() {
        let table = [
            ("https://example.com", Ok(())),
            ("http://localhost:1", Ok(())),
            ("http://127.9.9.9/x", Ok(())),
            ("http://[::1]:80", Ok(())),
            ("http://example.com", Err(UrlErrorKind::PlainHttp)),
            ("http://localhost.example.com", Err(UrlErrorKind::PlainHttp)),
            ("ftp://example.com", Err(UrlErrorKind::Invalid("it is neither https nor http"))),
            ("https://user:pw@example.com", Err(UrlErrorKind::Invalid("it has a user name; use credentials"))),
            ("/relative", Err(UrlErrorKind::Invalid("it has no host"))),
        ];
        for (url, expected) in table {
            assert_eq!(check_url(url, false).map(drop).map_err(|error| error.kind), expected, "{url}");
        }
        assert!(check_url("http://example.com", true).is_ok());
    }
}
