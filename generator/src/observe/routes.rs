//! From the method and the URL of a request to the operation it is for: path templates, base paths, servers.

use foldhash::HashMap;

use crate::ir::path_template;
use crate::ir::{Api, Operation, ParameterEncoding, PathSegment};

/// The operations of a document, ready to be found.
#[derive(Debug)]
pub(super) struct Routes<'a> {
    /// By method.
    routes: HashMap<&'a str, Vec<Route<'a>>>,
}

/// One operation at one base path.
#[derive(Debug)]
struct Route<'a> {
    /// The position of the operation in the list of all.
    operation: usize,
    /// Its path after the base path.
    segments: &'a [PathSegment],
    /// Parameters of the path that may have slashes.
    with_slashes: Vec<&'a str>,
    /// The base paths of its servers; empty for the root.
    bases: Vec<String>,
}

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'u> {
    /// The operation, and the values of its path parameters.
    Operation(usize, Vec<(String, &'u str)>),
    /// Several operations whose templates fit alike.
    Ambiguous(Vec<usize>),
    /// None.
    Nothing,
}

/// A fit of one route: how much of the path is literal, piece by piece, and the values of the others.
struct Fit<'u> {
    operation: usize,
    /// Lengths of the literals in front of each value: the longer ones first are the more specific route.
    literals: Vec<usize>,
    has_base: bool,
    values: Vec<(String, &'u str)>,
}

impl<'a> Routes<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut routes: HashMap<&str, Vec<Route<'_>>> = HashMap::default();
        for (index, operation) in api.operations.iter().enumerate() {
            if operation.alternative.is_none() {
                routes.entry(operation.method.as_str()).or_default().push(route(api, index, operation));
            }
        }
        Self { routes }
    }

    /// The operation of a request; `path` is without the query. An operation that the sample names is preferred, if the
    /// path may be its own.
    pub(super) fn find<'u>(&self, method: &str, path: &'u str, named: Option<usize>) -> Found<'u> {
        let routes = self.routes.get(method).map(Vec::as_slice).unwrap_or_default();
        let mut fits: Vec<Fit<'u>> = routes.iter().filter_map(|route| route.fit(path)).collect();
        if fits.iter().any(|fit| Some(fit.operation) == named) {
            fits.retain(|fit| Some(fit.operation) == named);
        }
        fits.sort_by(|one, other| other.rank().cmp(&one.rank()));
        let best = fits.iter().take_while(|fit| fits.first().is_some_and(|first| first.rank() == fit.rank()));
        let mut operations: Vec<usize> = best.map(|fit| fit.operation).collect();
        operations.dedup();
        match (operations.len(), fits.into_iter().next()) {
            (1, Some(fit)) => Found::Operation(fit.operation, fit.values),
            (0, _) | (_, None) => Found::Nothing,
            _ => Found::Ambiguous(operations),
        }
    }
}

impl Routes<'_> {
    /// An operation has this method and path.
    pub(super) fn has_path(&self, method: &str, path: &str) -> bool {
        self.routes.get(method).is_some_and(|routes| routes.iter().any(|route| route.fit(path).is_some()))
    }

    /// The methods that operations have at a path.
    pub(super) fn methods_of(&self, path: &str) -> Vec<String> {
        let methods = self.routes.keys().filter(|method| self.has_path(method, path));
        let mut methods: Vec<String> = methods.map(|method| (*method).to_owned()).collect();
        methods.sort_unstable();
        methods
    }
}

impl Fit<'_> {
    /// The greater, the more specific.
    fn rank(&self) -> (bool, &[usize]) {
        (self.has_base, &self.literals)
    }
}

fn route<'a>(api: &Api, index: usize, operation: &'a Operation) -> Route<'a> {
    let urls = api.servers.get(operation.server.index()).map(|set| set.urls.as_slice()).unwrap_or_default();
    let mut bases: Vec<String> = urls.iter().map(|url| base_path(url).to_owned()).collect();
    bases.sort_by_key(|base| std::cmp::Reverse(base.len()));
    bases.dedup();
    let may_have_slashes = operation
        .parameters
        .iter()
        .filter(|parameter| matches!(parameter.encoding, ParameterEncoding::Style { allow_reserved: true, .. }));
    Route {
        operation: index,
        segments: &operation.segments,
        with_slashes: may_have_slashes.map(|parameter| &*parameter.wire_name).collect(),
        bases,
    }
}

/// The path of a server URL, without a slash at its end.
fn base_path(url: &str) -> &str {
    let after_host = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    after_host.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
}

impl Route<'_> {
    fn fit<'u>(&self, path: &'u str) -> Option<Fit<'u>> {
        let with_base = self.bases.iter().filter(|base| !base.is_empty()).find_map(|base| {
            let rest = after_base(base, path)?;
            self.fit_rest(rest, true)
        });
        with_base.or_else(|| self.fit_rest(path, self.bases.iter().any(String::is_empty)))
    }

    fn fit_rest<'u>(&self, path: &'u str, has_base: bool) -> Option<Fit<'u>> {
        let mut fit = Fit { operation: self.operation, literals: Vec::new(), has_base, values: Vec::new() };
        self.fit_segments(self.segments, path, &mut fit).then_some(fit)
    }

    fn fit_segments<'u>(&self, segments: &[PathSegment], path: &'u str, fit: &mut Fit<'u>) -> bool {
        let Some((first, rest)) = segments.split_first() else { return path.is_empty() || path == "/" };
        match first {
            PathSegment::Literal(literal) => {
                let Some(after) = after_literal(literal, path, rest.is_empty()) else { return false };
                fit.literals.push(literal.len());
                self.fit_segments(rest, after, fit)
            }
            PathSegment::Parameter(name) => {
                let has_slashes = self.with_slashes.contains(&&**name);
                let end = if has_slashes { path.len() } else { path.find('/').unwrap_or(path.len()) };
                // The longest value first; a literal after it may need some of it.
                for at in (1..=end).rev().filter(|at| path.is_char_boundary(*at)) {
                    let (value, after) = path.split_at(at);
                    let known = (fit.literals.len(), fit.values.len());
                    fit.literals.push(0);
                    fit.values.push((name.clone(), value));
                    if self.fit_segments(rest, after, fit) {
                        return true;
                    }
                    fit.literals.truncate(known.0);
                    fit.values.truncate(known.1);
                    if rest
                        .first()
                        .is_none_or(|next| matches!(next, PathSegment::Literal(text) if text.starts_with('/')))
                        && !has_slashes
                    {
                        return false;
                    }
                }
                false
            }
        }
    }
}

/// What follows a literal; a slash too many or too few at the end of a path does not matter.
fn after_literal<'u>(literal: &str, path: &'u str, is_last: bool) -> Option<&'u str> {
    let literal = path_template::without_query(literal);
    if let Some(after) = path.strip_prefix(literal) {
        return Some(after);
    }
    if is_last && literal.strip_suffix('/') == Some(path) {
        return Some("");
    }
    let decoded = decoded_prefix(literal, path)?;
    Some(decoded)
}

/// What follows a literal that is escaped in the path, or in the template.
fn decoded_prefix<'u>(literal: &str, path: &'u str) -> Option<&'u str> {
    if !path.contains('%') && !literal.contains('%') {
        return None;
    }
    let literal = percent_decode(literal);
    (1..=path.len()).filter(|at| path.is_char_boundary(*at)).find_map(|at| {
        let (before, after) = path.split_at(at);
        (percent_decode(before) == literal).then_some(after)
    })
}

/// What follows a base path whose variables may be anything.
fn after_base<'u>(base: &str, path: &'u str) -> Option<&'u str> {
    let mut rest = path;
    for segment in base.split('/').skip(1) {
        let inner = rest.strip_prefix('/')?;
        let end = inner.find('/').unwrap_or(inner.len());
        let (own, after) = inner.split_at(end);
        if own != segment && !(segment.starts_with('{') && segment.ends_with('}') && !own.is_empty()) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// The names and values of a query, or of a form (WHATWG, `application/x-www-form-urlencoded`).
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode(&text.replace('+', " "));
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

/// The text without percent escapes; what is not UTF-8 stays escaped.
pub(super) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let value = hex.filter(|_| byte == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// The path and the query of a URL, or of what a request line has.
pub(super) fn split_url(url: &str) -> (&str, &str) {
    let url = url.split('#').next().unwrap_or_default();
    let after_host = match url.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?']).map_or("", |at| rest.get(at..).unwrap_or_default()),
        None => url,
    };
    after_host.split_once('?').unwrap_or((after_host, ""))
}

#[cfg(test)]
mod tests {
    use super::{after_base, base_path, percent_decode, split_url};

    #[test]
    fn urls_are_taken_apart() {
        assert_eq!(split_url("https://h/a/b?x=1#f"), ("/a/b", "x=1"));
        assert_eq!(split_url("https://h?x=1"), ("", "x=1"));
        assert_eq!(split_url("/a"), ("/a", ""));
        assert_eq!(base_path("https://h/v1/"), "/v1");
        assert_eq!(base_path("https://{host}/{tenant}/api"), "/{tenant}/api");
        assert_eq!(base_path("/api"), "/api");
        assert_eq!(after_base("/{tenant}/api", "/acme/api/users"), Some("/users"));
        assert_eq!(after_base("/api", "/apis/users"), None);
        assert_eq!(percent_decode("a%20b%2"), "a b%2");
    }
}
