//! The front page: what a reader of the crate's documentation, and of its README, sees first.

use std::collections::BTreeSet;

use proc_macro2::Literal;

use super::{connections, examples, markdown, paging_docs, sentences, shown_calls, sign_in, waiting_docs, ways_out};
use crate::ir::{GroupId, Method, Operation, Requirement, Success, query};
use crate::render::context::Context;
use crate::render::{headers, method, runtime};

/// A description longer than this comes after what one needs to begin.
const LONG: usize = 12;
/// Methods named of a group that nobody described.
const SHOWN: usize = 5;

/// Documentation of the crate.
pub(crate) fn crate_docs(context: &Context<'_>) -> Vec<String> {
    let info = &context.api.info;
    let mut lines = vec![["A client of ", &subject(context), "."].concat()];
    let description = info.description.as_deref().filter(|text| !only_repeats(text, &info.title));
    let mut about = description.map(markdown::lines).unwrap_or_default();
    let short = about.len() <= LONG;
    let opening = if short { about.len() } else { opening(&about) };
    let rest = about.split_off(opening);
    if !about.is_empty() {
        lines.push(String::new());
        lines.extend(about);
    }
    let call = first_call(context);
    lines.extend(start(context, call.as_ref()));
    lines.extend(sign_in::section(context, call.as_ref().and_then(|call| call.requirement)));
    lines.extend(group_list(context));
    let (imports, call) = call.map(|call| (call.imports, call.lines)).unwrap_or_default();
    lines.extend(calls());
    lines.extend(common_headers(context));
    lines.extend(shown_calls::error(context, &imports, &call));
    lines.extend([String::new(), FORMATS.to_owned()]);
    lines.extend(paging_docs::section(context));
    lines.extend(waiting_docs::section(context));
    lines.extend(shown_calls::events(context));
    lines.extend(idempotency_keys(context));
    lines.extend(ways_out::section(context, &imports, &call));
    lines.extend(shown_calls::mock(context));
    lines.extend(connections::section(context));
    lines.extend(feature_list(context));
    if !rest.is_empty() {
        lines.extend(["", "# About the API", ""].map(str::to_owned));
        lines.extend(rest.into_iter().skip_while(String::is_empty));
    }
    if let Some(url) = &info.documentation_url {
        lines.push(String::new());
        lines.extend(markdown::lines(url));
    }
    lines
}

/// Documentation of a crate that has types only.
pub(crate) fn types_docs(context: &Context<'_>) -> Vec<String> {
    let mut lines = vec![["The types of ", &subject(context), "."].concat()];
    if let Some(description) = &context.api.info.description {
        lines.push(String::new());
        lines.extend(markdown::lines(description));
    }
    lines.extend(
        [
            "",
            "All types are in [`models`]. Each implements serde's `Serialize` and `Deserialize` by the names that the \
             document has, and keeps what the document does not know: new values of enums, other members of unions.",
            "",
        ]
        .map(str::to_owned),
    );
    lines.push(FORMATS.to_owned());
    lines
}

/// The length of the first paragraph; nothing if the text begins with something else.
fn opening(lines: &[String]) -> usize {
    let plain = |line: &&String| !line.is_empty() && !line.starts_with(['#', '|', '>', '-', '+', '*', ' ', '`']);
    let length = lines.iter().take_while(plain).count();
    if lines.get(length).is_none_or(String::is_empty) { length } else { 0 }
}

/// True for a description that only says the title again: `Immich API` of `Immich`.
fn only_repeats(description: &str, title: &str) -> bool {
    const ALSO: [&str; 8] = ["a", "an", "the", "api", "rest", "for", "of", "documentation"];
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let known = words(title);
    words(description).iter().all(|word| known.contains(word) || ALSO.contains(&word.as_str()))
}

/// What the client is of: `the Stripe API`.
pub(crate) fn subject(context: &Context<'_>) -> String {
    let title = sentences::sentence(&context.api.info.title);
    let title = title.trim_end_matches('.');
    let title = title.strip_prefix("The ").or(title.strip_prefix("the ")).unwrap_or(title);
    let lower = title.to_lowercase();
    if title.is_empty() {
        "the API".to_owned()
    } else if ["api", "service", "specification", "sdk"].iter().any(|word| lower.contains(word)) {
        ["the ", title].concat()
    } else {
        ["the ", title, " API"].concat()
    }
}

/// The same code for a page that hides nothing.
pub(crate) fn start_without_frame(context: &Context<'_>) -> Vec<String> {
    let lines = start(context, first_call(context).as_ref()).into_iter().skip_while(String::is_empty);
    let shown = lines.filter(|line| !line.starts_with("# "));
    shown.map(|line| if line.starts_with("```no_run") { "```rust".to_owned() } else { line }).collect()
}

/// How to begin, as code that compiles: a server, credentials, and a first call.
fn start(context: &Context<'_>, call: Option<&FirstCall<'_>>) -> Vec<String> {
    let crate_name = context.package().replace('-', "_");
    let credentials = call.and_then(|call| sign_in::calls(context, call.requirement?));
    let mut lines = vec![String::new(), "```no_run".to_owned()];
    let root = if credentials.is_some() { "::{Client, Credentials};" } else { "::Client;" };
    lines.extend(call.iter().flat_map(|call| call.imports.iter().cloned()));
    lines.insert(2, ["use ", &crate_name, root].concat());
    lines.extend(["", "# async fn example() -> Result<(), Box<dyn std::error::Error>> {"].map(str::to_owned));
    let server = server_calls(context);
    if credentials.is_none() && server.is_empty() {
        lines.push("let client = Client::builder().build()?;".to_owned());
    } else {
        lines.push("let client = Client::builder()".to_owned());
        lines.extend(server);
        lines.extend(credentials.into_iter().flatten());
        lines.push("    .build()?;".to_owned());
    }
    lines.extend(call.into_iter().flat_map(|call| call.lines.iter().cloned()));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// What the builder needs to know before it has a URL: the URL itself where the document has none or only a path, and
/// variables that have no default.
fn server_calls(context: &Context<'_>) -> Vec<String> {
    let api = context.api;
    let first = api.servers.first().and_then(|set| set.urls.first()).map_or("", String::as_str);
    if !first.contains("://") {
        return vec!["    .base_url(\"https://api.example.com\")".to_owned()];
    }
    let is_asked = |name: &str| first.contains(&["{", name, "}"].concat());
    let asked = api.server_variables.iter().filter(|variable| variable.default.is_empty());
    let asked = asked.filter(|variable| is_asked(&variable.wire_name));
    let call = |name: &str| ["    .server_variable(", &Literal::string(name).to_string(), ", \"value\")"].concat();
    asked.map(|variable| call(&variable.wire_name)).collect()
}

/// A call that reads something, as the example of its method has it.
struct FirstCall<'a> {
    imports: Vec<String>,
    lines: Vec<String>,
    /// What it wants of its caller.
    requirement: Option<&'a Requirement>,
}

/// The `GET` that asks for least and whose example can be written.
fn first_call<'a>(context: &Context<'a>) -> Option<FirstCall<'a>> {
    let simple = |(_, operation): &(usize, &Operation)| operation.method == Method::Get && !operation.docs.deprecated;
    let mut candidates: Vec<(usize, &'a Operation)> =
        context.api.operations.iter().enumerate().filter(simple).collect();
    let required = |operation: &Operation| operation.parameters.iter().filter(|parameter| parameter.required).count();
    // One that needs credentials shows how to give them.
    let is_open = |operation: &Operation| operation.security.iter().all(|one| sign_in::calls(context, one).is_none());
    candidates
        .sort_by_key(|(_, operation)| (required(operation), is_open(operation), operation.success == Success::Empty));
    candidates.into_iter().take(20).find_map(|(index, operation)| {
        let method = method::methods(operation, context.names.operation(index)).next()?;
        let example = examples::lines(context, &method)?;
        let (imports, lines) = examples::inner(&example)?;
        let requirement = operation.security.iter().find(|requirement| sign_in::calls(context, requirement).is_some());
        Some(FirstCall { imports, lines, requirement })
    })
}

fn group_list(context: &Context<'_>) -> Vec<String> {
    if context.api.groups.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "# Operations".to_owned(), String::new()];
    for (id, group) in query::group_ids(context.api).zip(&context.api.groups) {
        let bare = context.names.group(id).accessor.bare();
        let paragraph = group.description.as_deref().map(sentences::sentence).unwrap_or_default();
        let (sentence, _) = sentences::first_sentence(&paragraph);
        // What ends in a colon announces something that is not here.
        let says_nothing = sentence.is_empty() || sentence.ends_with(':');
        let words = if says_nothing { method_list(context, id, SHOWN) } else { sentence.to_owned() };
        lines.push(["- [`", bare, "`](Client::", bare, "): ", &words].concat());
    }
    lines
}

/// The first methods of a group, and how many there are besides.
pub(crate) fn method_list(context: &Context<'_>, group: GroupId, shown: usize) -> String {
    let methods: Vec<String> = method::operations_of(context, group)
        .flat_map(|(index, _)| &context.names.operation(index).methods)
        .map(|method| sentences::code(method.rust_name.bare()))
        .collect();
    let list = |names: &[String]| names.join(", ");
    match methods.get(..shown) {
        Some(first) if methods.len() > shown + 1 => {
            [&list(first), " and ", &(methods.len() - shown).to_string(), " more"].concat()
        }
        _ => list(&methods),
    }
}

/// Headers that most responses have, which are not said of each.
fn common_headers(context: &Context<'_>) -> Vec<String> {
    let links = headers::common(context);
    if links.is_empty() {
        return Vec::new();
    }
    vec![
        String::new(),
        ["Most responses have the headers ", &links.join(", "), ", which their methods do not list."].concat(),
    ]
}

/// What there is to say of formats.
const FORMATS: &str = "[`DateTime`], [`Date`], [`Time`], [`IsoDuration`], [`Uuid`] and [`Decimal`] keep the text that \
    was received, so that no response fails because of one. The features `jiff`, `chrono`, `time`, `uuid` and \
    `rust_decimal` convert them to and from the types of these crates.";

/// What holds for every call.
fn calls() -> Vec<String> {
    let lines = [
        "",
        "# Calls",
        "",
        "A method returns a [`Call`], or a request to which what is optional can be added. Nothing is sent until it is \
         awaited. Awaiting gives the value; `send` gives status and headers with it, as a [`Response`]. What may be \
         repeated safely is tried again when the network or the server fails, see [`RetryPolicy`].",
        "",
        "Whatever is to happen to every attempt, such as a signature, metrics, logs or a cache, wraps the transport: see \
         `ClientBuilder::wrap_transport`. `Client::with` derives a client with other options, and `Client::from_env` \
         builds one from environment variables.",
        "",
        "An [`Error`] says why a call failed. Its message has the request, the status and the words of the server; \
         `is_not_found`, `is_timeout` and others ask for the kind, `status` for the status, and `body` for what the \
         API answered, as an [`ErrorBody`].",
    ];
    lines.map(str::to_owned).into()
}

/// That the client has a key for what would be done twice.
fn idempotency_keys(context: &Context<'_>) -> Vec<String> {
    let names = context.api.operations.iter().filter_map(|operation| operation.idempotency_key.as_ref());
    let names: BTreeSet<&String> = names.collect();
    if names.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = names.into_iter().map(|name| sentences::code(name)).collect();
    let text = [
        "Calls that have an idempotency key (",
        &names.join(", "),
        ") get a new one unless you set it. All attempts of a call have the same key, so that they are tried again, too.",
    ];
    vec![String::new(), text.concat()]
}

/// How to leave groups out.
fn feature_list(context: &Context<'_>) -> Vec<String> {
    let features = query::group_ids(context.api).filter_map(|group| context.names.group(group).feature.as_deref());
    let Some(one) = features.clone().min_by_key(|feature| feature.len()) else { return Vec::new() };
    let mut lines = vec![String::new(), "# Features".to_owned(), String::new()];
    lines.extend(markdown::lines(
        "Each group of operations, with the types that it alone uses, has a Cargo feature of its own. \
         All are on by default. To compile only what you call:",
    ));
    lines.extend(["", "```toml"].map(str::to_owned));
    let [hyper, ..] = runtime::FEATURES;
    let default = ["default-features = false, features = [\"", hyper.0, "\", \"", one, "\"] }"].concat();
    lines.push([&context.package(), " = { version = \"..\", ", &default].concat());
    lines.push("```".to_owned());
    lines
}
