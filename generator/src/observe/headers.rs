//! Headers that say nothing about an API, and those that hold credentials.

/// Headers of HTTP, of caches, proxies and browsers.
const STANDARD: [&str; 64] = [
    "accept",
    "accept-ch",
    "accept-encoding",
    "accept-language",
    "accept-patch",
    "accept-post",
    "accept-ranges",
    "age",
    "allow",
    "alt-svc",
    "cache-control",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "date",
    "dnt",
    "etag",
    "expect-ct",
    "expires",
    "forwarded",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "keep-alive",
    "last-modified",
    "link",
    "location",
    "nel",
    "origin",
    "permissions-policy",
    "pragma",
    "priority",
    "proxy-connection",
    "referer",
    "referrer-policy",
    "report-to",
    "reporting-endpoints",
    "retry-after",
    "server",
    "server-timing",
    "strict-transport-security",
    "te",
    "timing-allow-origin",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "vary",
    "via",
    "warning",
    "www-authenticate",
    "x-frame-options",
];

/// Beginnings of names that are no API's own.
const PREFIXES: [&str; 12] = [
    ":",
    "access-control-",
    "cf-",
    "sec-",
    "x-amz-",
    "x-amzn-",
    "x-cache",
    "x-content-type-",
    "x-forwarded-",
    "x-powered-",
    "x-real-ip",
    "x-xss-",
];

/// The header is not one that an API would document.
pub(super) fn is_standard(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    STANDARD.contains(&&*name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// The values of a header.
pub(super) fn values<'h>(headers: &'h [(String, String)], name: &str) -> Vec<&'h str> {
    let same = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
    same.map(|(_, value)| value.as_str()).collect()
}
