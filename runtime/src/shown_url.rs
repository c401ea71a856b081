//! The URL of a request as a message shows it.

use http::Uri;

use crate::secrets::{Secrets, may_be_secret};

/// The longest URL that is shown, in characters.
const MAX_URL: usize = 500;

/// A URL without secrets: neither those of the client nor the values of its query that may be secret.
pub(crate) fn of(url: &Uri, secrets: &Secrets) -> String {
    let url = url.to_string();
    let shown = match url.split_once('?') {
        Some((before, query)) => format!("{before}?{}", query.split('&').map(pair).collect::<Vec<_>>().join("&")),
        None => url,
    };
    let shown = secrets.masked(&shown);
    // A URL is ASCII, but for a few servers.
    match shown.char_indices().nth(MAX_URL) {
        Some((end, _)) => format!("{}\u{2026}", &shown[..end]),
        None => shown,
    }
}

fn pair(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) if may_be_secret(name) => format!("{name}=***"),
        _ => pair.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> String {
        of(&url.parse().unwrap_or_default(), &Secrets::default())
    }

    #[test]
    fn values_of_the_query_that_may_be_secret_are_not_shown() {
        let url = "https://a.example/x?page=2&api_key=abc&access_token=d&X-Amz-Signature=e&b";
        let expected = "https://a.example/x?page=2&api_key=***&access_token=***&X-Amz-Signature=***&b";
        assert_eq!(shown(url), expected);
        assert_eq!(shown("https://a.example/x"), "https://a.example/x");
    }

    #[test]
    fn long_urls_are_cut() {
        assert_eq!(shown(&format!("https://a.example/x?ids={}", "1,".repeat(1000))).chars().count(), MAX_URL + 1);
    }
}
