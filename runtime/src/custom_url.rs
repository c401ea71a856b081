//! The URL of a request that the document does not have: below a server, or on a host that the client knows.

use http::{Uri, uri};

use crate::client::Inner;
use crate::server;

/// The URL of a path below a server, or an absolute URL of a host that the client knows.
pub(crate) fn url(path: &str, base: &str, client: &Inner) -> Result<String, String> {
    let url = if path.starts_with('/') { format!("{base}{path}") } else { path.to_owned() };
    let uri: Uri = url.parse().map_err(|_| "the path is not valid; characters such as spaces must be encoded")?;
    if uri.scheme().is_none() {
        return Err("the path must start with a slash, or be an absolute URL".to_owned());
    }
    // Servers and proxies resolve them, so the request would reach something else.
    if uri.path().split('/').any(server::is_dots) {
        return Err("a path segment cannot be \".\" or \"..\"".to_owned());
    }
    server::check_uri(&uri, client.allow_http).map_err(|reason| reason.to_string())?;
    let known = |server: &server::Server| server.root.parse().is_ok_and(|root| origin(&root) == origin(&uri));
    if !client.servers.iter().any(known) {
        return Err("the client has no server on that host, so it does not send its credentials there".to_owned());
    }
    Ok(url)
}

fn origin(url: &Uri) -> (Option<uri::Scheme>, Option<String>, Option<u16>) {
    let default = if url.scheme() == Some(&uri::Scheme::HTTPS) { 443 } else { 80 };
    (url.scheme().cloned(), url.host().map(str::to_ascii_lowercase), url.port_u16().or(Some(default)))
}
