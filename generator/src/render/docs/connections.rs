//! The section of the crate's documentation about connections: certificates, proxies, and which transport is used.

use crate::render::context::Context;

/// What the builder offers for connections, as code that compiles, and what Cargo features add.
pub(super) fn section(context: &Context<'_>) -> Vec<String> {
    let crate_name = context.package().replace('-', "_");
    let imported = ["use ", &crate_name, "::Client;"].concat();
    let lines = [
        "",
        "# Connections",
        "",
        "The default transport, the feature `hyper`, speaks HTTP/1.1 over rustls, and trusts the certificates of Mozilla's \
         list. The builder adds those of a company, and one that the client shows:",
        "",
        "```no_run",
        &imported,
        "",
        "# fn example(authority: &str, certificate_and_key: &str) {",
        "let builder = Client::builder()",
        "    .root_certificate(authority)",
        "    .client_certificate(certificate_and_key);",
        "# }",
        "```",
        "",
        "Features of Cargo add more:",
        "",
        "- `platform-roots` adds `platform_roots`: the certificates of the platform are trusted too.",
        "- `proxy` adds HTTP and SOCKS proxies: those of `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the \
         one of `proxy`, with `proxy_exceptions`; `no_proxy` turns them off.",
        "- `http2` speaks HTTP/2 where the server agrees (ALPN).",
        "- `aws-lc-rs` does the cryptography instead of `ring`; `crypto_provider` selects. With `default-features = false` \
         and `hyper-no-provider` or `reqwest-no-provider` as the transport, `ring` is not compiled.",
        "- `reqwest` adds a transport over reqwest, with the same settings. `http_client` takes a `reqwest::ClientBuilder` \
         of your own. If both transports are compiled in, the one over hyper is used, unless `http_client` or \
         `transport` selects another, or `proxy` is called without the feature `proxy`.",
        "",
        "A transport of your own has its own connections: together with these settings, `build` refuses it.",
    ];
    lines.map(str::to_owned).into()
}
