//! Redirects: which are followed, and which parts of the request are sent again.
//!
//! Nothing that may be secret is sent to another origin, and no redirect from https to http is followed.

use http::{HeaderMap, Method, Response, StatusCode, Uri, header};

use crate::body::Payload;
use crate::{server, url_reference};

/// How many redirects of one request are followed.
pub(crate) const MAX_REDIRECTS: usize = 10;

/// The next request to send.
#[derive(Clone, Debug)]
pub(crate) struct NextRequest {
    pub(crate) method: Method,
    pub(crate) url: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Payload,
    /// Whether it contains the credentials: they are removed at the first redirect to another origin.
    pub(crate) is_authorized: bool,
}

/// Whether a response with this status is a redirect.
pub(crate) const fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The request that a redirect asks for, or the reason why it is not followed.
pub(crate) fn follow<B>(
    last: NextRequest,
    response: &Response<B>,
    allow_http: bool,
) -> Result<NextRequest, &'static str> {
    let status = response.status();
    let keeps_method = matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
    let location = response.headers().get(header::LOCATION).ok_or("it has no Location header")?;
    let url = url_reference::resolve(&last.url, location.as_bytes()).ok_or("its target is not a URL")?;
    if last.url.scheme_str() == Some("https") && url.scheme_str() != Some("https") {
        return Err("it leads from https to http");
    }
    server::check_uri(&url, allow_http).map_err(|_| "its target is not allowed")?;
    let same_origin = origin(&last.url) == origin(&url);
    // What is safe is sent again, but a body only to the same host.
    let has_no_body = matches!(last.method, Method::GET | Method::HEAD);
    let safe = has_no_body || last.method.as_str() == "QUERY" && same_origin && last.payload.is_replayable();
    // 303 asks for a GET of the target. Servers disagree whether 301 and 302 after a POST ask for a GET or a POST.
    let NextRequest { method, headers, payload, is_authorized, .. } = match status {
        StatusCode::SEE_OTHER if !has_no_body => without_body(last),
        _ if safe => last,
        _ if keeps_method && same_origin && last.payload.is_replayable() => last,
        _ if keeps_method && !same_origin => return Err("it would send the body to another host"),
        _ => return Err("it does not say whether to send the request again"),
    };
    let headers = if same_origin { headers } else { without_secrets(&headers) };
    Ok(NextRequest { method, url, headers, payload, is_authorized: is_authorized && same_origin })
}

fn without_body(mut last: NextRequest) -> NextRequest {
    last.headers.remove(header::CONTENT_TYPE);
    NextRequest { method: Method::GET, payload: Payload::Empty, ..last }
}

/// The headers that cannot contain secrets. The caller's own headers may.
fn without_secrets(headers: &HeaderMap) -> HeaderMap {
    let names = [header::ACCEPT, header::ACCEPT_ENCODING, header::USER_AGENT];
    names.into_iter().filter_map(|name| headers.get(&name).map(|value| (name, value.clone()))).collect()
}

fn origin(url: &Uri) -> (Option<&str>, Option<String>, Option<u16>) {
    let default = if url.scheme_str() == Some("https") { 443 } else { 80 };
    (url.scheme_str(), url.host().map(str::to_ascii_lowercase), url.port_u16().or(Some(default)))
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

    #[test]
    fn targets_are_resolved_against_the_last_url() {
        let next = redirect(Method::GET, 302, "../p?next=https://b.example/q");
        assert_eq!(next.map(|next| next.url), Ok(Uri::from_static("https://a.example/p?next=https://b.example/q")));
    }

    #[test]
    fn secrets_are_not_sent_to_another_origin() {
        let next = |location| redirect(Method::GET, 302, location);
        let kept = |location| next(location).map(|next| (next.headers.len(), next.is_authorized));
        assert_eq!(kept("https://a.example/other"), Ok((3, true)));
        assert_eq!(kept("https://A.EXAMPLE:443/other"), Ok((3, true)));
        assert_eq!(kept("https://a.example:444/other"), Ok((1, false)));
        assert_eq!(kept("https://b.example/other"), Ok((1, false)));
    }

    #[test]
    fn some_redirects_are_not_followed() {
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
    fn the_status_decides_the_method() {
        let method = |method, status| redirect(method, status, "/p").map(|next| next.method);
        assert_eq!(method(Method::POST, 303), Ok(Method::GET));
        assert_eq!(method(Method::POST, 307), Ok(Method::POST));
        assert_eq!(method(Method::HEAD, 301), Ok(Method::HEAD));
        let query = Method::from_bytes(b"QUERY").unwrap_or_default();
        assert_eq!(method(query.clone(), 302), Ok(query.clone()));
        assert_eq!(method(query, 303), Ok(Method::GET));
    }

    #[test]
    fn a_request_without_its_body_does_not_name_a_content_type() {
        let follow = |status| {
            let mut last = next(Method::POST, "https://a.example/x");
            last.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            last.payload = Payload::Whole(bytes::Bytes::from_static(b"{}"));
            let response = Response::builder().status(status).header(header::LOCATION, "/p").body(());
            follow(last, &response.map_err(|_| "bad test")?, false)
        };
        let next = |status| {
            follow(status)
                .map(|next| (next.headers.contains_key(header::CONTENT_TYPE), matches!(next.payload, Payload::Empty)))
        };
        assert_eq!(next(303), Ok((false, true)));
        assert_eq!(next(307), Ok((true, false)));
    }
}
