//! Redirects: which ones are followed, and what goes along.
//!
//! Nothing that could be secret goes to another origin, and nothing goes from https to http.

use http::uri::PathAndQuery;
use http::{HeaderMap, Method, Response, StatusCode, Uri, header};

use crate::body::Payload;
use crate::server;

/// How many are followed in a row.
pub(crate) const MAX_REDIRECTS: usize = 10;

/// The next request to send.
#[derive(Clone, Debug)]
pub(crate) struct NextRequest {
    pub(crate) method: Method,
    pub(crate) url: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Payload,
    /// Whether it has the credentials in it: they are gone for good once another origin was asked.
    pub(crate) is_authorized: bool,
}

/// Whether a response of that status leads elsewhere.
pub(crate) const fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The request a redirect leads to, or the reason why it is not followed.
pub(crate) fn follow<B>(
    last: NextRequest,
    response: &Response<B>,
    allow_http: bool,
) -> Result<NextRequest, &'static str> {
    let status = response.status();
    let keeps_method = matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
    let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
    let url = resolve(&last.url, location.ok_or("it does not say where to")?).ok_or("its target is not a URL")?;
    if last.url.scheme_str() == Some("https") && url.scheme_str() != Some("https") {
        return Err("it leads from https to http");
    }
    server::check_uri(&url, allow_http).map_err(|_| "its target is not allowed")?;
    let same_origin = origin(&last.url) == origin(&url);
    let safe = matches!(last.method, Method::GET | Method::HEAD);
    // 303 means: it is done, look there. 301 and 302 of a POST mean that to some servers and not to others.
    let NextRequest { method, headers, payload, is_authorized, .. } = match status {
        StatusCode::SEE_OTHER if !safe => without_body(last),
        _ if safe => last,
        _ if keeps_method && same_origin && last.payload.is_replayable() => last,
        _ if keeps_method && !same_origin => return Err("it would send the body to another host"),
        _ => return Err("it may mean to send the request again, or not"),
    };
    let headers = if same_origin { headers } else { without_secrets(&headers) };
    Ok(NextRequest { method, url, headers, payload, is_authorized: is_authorized && same_origin })
}

fn without_body(mut last: NextRequest) -> NextRequest {
    last.headers.remove(header::CONTENT_TYPE);
    NextRequest { method: Method::GET, payload: Payload::Empty, ..last }
}

/// The headers that hold no secret for certain; a caller's own may.
fn without_secrets(headers: &HeaderMap) -> HeaderMap {
    let names = [header::ACCEPT, header::ACCEPT_ENCODING, header::USER_AGENT];
    names.into_iter().filter_map(|name| headers.get(&name).map(|value| (name, value.clone()))).collect()
}

fn origin(url: &Uri) -> (Option<&str>, Option<String>, Option<u16>) {
    let default = if url.scheme_str() == Some("https") { 443 } else { 80 };
    (url.scheme_str(), url.host().map(str::to_ascii_lowercase), url.port_u16().or(Some(default)))
}

/// The target of a redirect (RFC 3986, section 5.2, for the forms servers send).
fn resolve(base: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next().unwrap_or_default();
    if location.contains("://") {
        return location.parse().ok();
    }
    let scheme = base.scheme_str()?;
    if location.starts_with("//") {
        return format!("{scheme}:{location}").parse().ok();
    }
    let path = base.path();
    let folder = &path[..=path.rfind('/')?];
    let path = match location {
        "" => base.path_and_query().map(PathAndQuery::as_str)?.to_owned(),
        _ if location.starts_with('/') => location.to_owned(),
        _ if location.starts_with('?') => format!("{path}{location}"),
        _ => format!("{folder}{location}"),
    };
    format!("{scheme}://{}{path}", base.authority()?).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn next(method: Method, url: &'static str) -> NextRequest {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("secret"));
        headers.insert("x-api-key", HeaderValue::from_static("secret"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        NextRequest { method, url: Uri::from_static(url), headers, payload: Payload::Empty, is_authorized: true }
    }

    fn redirect(method: Method, status: u16, location: &str) -> Result<NextRequest, &'static str> {
        let response = Response::builder().status(status).header(header::LOCATION, location).body(());
        follow(next(method, "https://a.example/x/y?z=1"), &response.map_err(|_| "bad test")?, false)
    }

    fn target(location: &str) -> String {
        redirect(Method::GET, 302, location).map(|next| next.url.to_string()).unwrap_or_default()
    }

    #[test]
    fn targets_are_resolved() {
        let table = [
            ("https://b.example/p", "https://b.example/p"),
            ("//b.example/p", "https://b.example/p"),
            ("/p?q", "https://a.example/p?q"),
            ("p", "https://a.example/x/p"),
            ("?q", "https://a.example/x/y?q"),
            ("/p#f", "https://a.example/p"),
            ("", "https://a.example/x/y?z=1"),
        ];
        for (location, expected) in table {
            assert_eq!(target(location), expected, "{location}");
        }
    }

    #[test]
    fn secrets_stay_at_their_origin() {
        let next = |location| redirect(Method::GET, 302, location);
        let kept = |location| next(location).map(|next| (next.headers.len(), next.is_authorized));
        assert_eq!(kept("https://a.example/other"), Ok((3, true)));
        assert_eq!(kept("https://A.EXAMPLE:443/other"), Ok((3, true)));
        assert_eq!(kept("https://a.example:444/other"), Ok((1, false)));
        assert_eq!(kept("https://b.example/other"), Ok((1, false)));
    }

    #[test]
    fn what_is_not_followed() {
        let table = [
            (Method::GET, 302, "http://a.example/"),
            (Method::GET, 302, "ftp://a.example/"),
            (Method::POST, 302, "https://a.example/"),
            (Method::POST, 307, "https://b.example/"),
            (Method::GET, 302, "https://user@a.example/"),
        ];
        for (method, status, location) in table {
            assert!(redirect(method, status, location).is_err(), "{status} {location}");
        }
        assert!([200, 300, 304, 305, 400].iter().all(|status| !StatusCode::from_u16(*status).is_ok_and(is_redirect)));
    }

    #[test]
    fn methods_follow_the_status() {
        let method = |method, status| redirect(method, status, "/p").map(|next| next.method);
        assert_eq!(method(Method::POST, 303), Ok(Method::GET));
        assert_eq!(method(Method::POST, 307), Ok(Method::POST));
        assert_eq!(method(Method::HEAD, 301), Ok(Method::HEAD));
    }
}
