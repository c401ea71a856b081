//! The section of the crate's documentation about servers that do not do what their document says, as code that compiles.

use crate::render::context::Context;

/// A call longer than this is no good example.
const MOST_CHARACTERS: usize = 60;

/// Each way out, with one line of code. `call` is the statement of the first example, for which `imports` are needed.
pub(super) fn section(context: &Context<'_>, imports: &[String], call: &[String]) -> Vec<String> {
    let crate_name = context.package().replace('-', "_");
    let call = expression(call);
    let imports = if call.is_some() { imports } else { &[] };
    let mut lines = [
        "",
        "# When the server does not do what its documentation says",
        "",
        "A response is read as far as nothing is lost or invented; what differs from the document is in \
         `Response::drift`. No request is a dead end:",
        "",
        "```no_run",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.extend(imports.iter().cloned());
    lines.push(["use ", &crate_name, "::{Client, Credentials, Value, http::Method};"].concat());
    lines.push(String::new());
    lines.push("# async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.extend(requests(call.as_deref()));
    lines.push(String::new());
    lines.extend(clients());
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines.extend(recording());
    lines
}

/// How to learn what the server does.
fn recording() -> [String; 2] {
    let text = "With the feature `record`, the line `.record(\"target/calls.har\")` on the builder of a test or a staging \
                program writes all exchanges to a HAR file, without secrets. `clientgen observe` compares them with the \
                document, and writes an overlay that corrects it.";
    [String::new(), text.to_owned()]
}

/// What a request offers: one of the document if one fits on a line.
fn requests(call: Option<&str>) -> Vec<String> {
    let own = "client.request(Method::GET, \"/path\")";
    let (call, send, query) = match call {
        Some(call) => (call, ".send()", "query_extra"),
        None => (own, ".send::<Value>()", "query"),
    };
    [
        (
            "The response does not fit: read what fits, and see what does not.",
            vec![
                ["let response = ", call, ".tolerant()", send, ".await?;"].concat(),
                "println!(\"{:?}\", response.drift());".to_owned(),
            ],
        ),
        (
            "The response as it is, or its body while it arrives.",
            vec![
                ["let response = ", call, ".send_raw().await?;"].concat(),
                ["let body = ", call, ".send_stream().await?.into_value();"].concat(),
            ],
        ),
        (
            "A parameter or a header is not documented.",
            vec![
                [call, ".", query, "(\"debug\", true)", send, ".await?;"].concat(),
                [call, ".header(\"x-tenant\", \"a\")", send, ".await?;"].concat(),
            ],
        ),
        ("An operation is not documented.", vec![["let value = ", own, ".send::<Value>().await?;"].concat()]),
        (
            "A call fails: the message has the words of the server, and the body is kept.",
            vec![
                ["if let Err(error) = ", call, send, ".await {"].concat(),
                "    println!(\"{error} {:?} {}\", error.raw_body(), error.is_done_by_server());".to_owned(),
                "}".to_owned(),
            ],
        ),
    ]
    .into_iter()
    .flat_map(|(comment, code)| std::iter::once(["// ", comment].concat()).chain(code))
    .collect()
}

/// What a client offers.
fn clients() -> Vec<String> {
    [
        ("The server is elsewhere. The base path may be left out.", ".base_url(\"http://localhost:8080\")"),
        ("The server is open although its document says otherwise.", ".credentials(Credentials::none())"),
        ("The server wants other credentials.", ".default_header(\"authorization\", \"Token abc\")"),
        ("No response fits; in tests, whatever differs is an error.", ".tolerant()"),
    ]
    .into_iter()
    .flat_map(|(comment, setting)| {
        [["// ", comment].concat(), ["let builder = Client::builder()", setting, ";"].concat()]
    })
    .chain(["let builder = Client::builder().strict();".to_owned()])
    .collect()
}

/// The call as an expression that has not been sent, if it is one short statement.
pub(super) fn expression(call: &[String]) -> Option<String> {
    let statement: String = call.iter().map(|line| line.trim()).collect();
    let value = match statement.strip_prefix("let ").and_then(|bound| bound.split_once(" = ")) {
        Some((_, value)) => value,
        None => &statement,
    };
    let call = value.strip_suffix(".await?;").filter(|call| !call.contains(';'))?;
    (call.starts_with("client.") && call.len() <= MOST_CHARACTERS).then(|| call.to_owned())
}
