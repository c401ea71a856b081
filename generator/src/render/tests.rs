//! A small API from its description to files, each of which must be Rust; and hostile strings, which must stay strings.

use crate::config::Config;
use crate::document::NoFiles;
use crate::source::SourceFile;
use crate::{Options, Outcome, generate};

fn generated(text: &str) -> Outcome {
    let source = SourceFile { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    let options = Options { command: "cargo xtask regen".to_owned(), ..Options::default() };
    generate(source, &NoFiles, &Config::default(), &options)
}

fn assert_parses(outcome: &Outcome) {
    assert!(!outcome.files.is_empty(), "{:?}", outcome.diagnostics);
    for file in outcome.files.iter().filter(|file| file.path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{}: {error}\n{}", file.path, file.text);
        }
    }
}

const SMALL: &str = r"
openapi: 3.0.3
info: { title: Small, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /users/{id}:
    get:
      operationId: getUserById
      tags: [Users]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: fields, in: query, schema: { type: array, items: { type: string } } }
      responses:
        '200': { description: The user, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
components:
  schemas:
    User:
      type: object
      required: [id]
      properties:
        id: { type: string }
        type: { type: string, enum: [a, '+1', unknown, ''] }
";

#[test]
fn every_file_of_a_small_api_is_rust() {
    let outcome = generated(SMALL);
    assert_parses(&outcome);
    let text = |path: &str| outcome.files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
    assert!(text("src/operations/users.rs").contains("pub fn get(&self, id: impl Into<String>) -> GetUser {"));
    assert!(text("src/models/users.rs").contains("optional r#type = \"type\""));
    assert!(text("src/models/users.rs").contains("UnknownValue = \"unknown\""));
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    assert_eq!(generated(SMALL).files, generated(SMALL).files);
}

#[test]
fn nothing_in_a_document_becomes_code_or_leaves_the_folder() {
    for hostile in
        ["*/ fn main() {}", "```\\nfn main() {}\\n```", "\\u202e\\\"]; evil!();", "../../etc/passwd", "{}#\\\"#"]
    {
        let quoted = ["\"", hostile, "\""].concat();
        let text = SMALL
            .replace("Small", &quoted)
            .replace("[Users]", &["[", &quoted, "]"].concat())
            .replace("The user", &quoted);
        let outcome = generated(&text);
        assert_parses(&outcome);
        for file in &outcome.files {
            assert!(!file.path.contains("..") && !file.path.starts_with('/'), "{}", file.path);
            assert!(!file.text.contains('\u{202e}'), "{}", file.path);
        }
    }
}

#[test]
fn signing_in_shows_what_the_token_url_leaves_open() {
    let schemes = "  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth: { type: oauth2, description: For programs., flows: { clientCredentials: { tokenUrl: '/:ten/token', scopes: {} } } }
";
    let both = generated(&format!("{SMALL}{schemes}"));
    let secured = SMALL.replace("tags: [Users]", "tags: [Users]\n      security: [{ oauth: [] }]");
    let oauth = generated(&format!("{secured}{schemes}"));

    let call = "Credentials::client_credentials(\"id\", \"secret\")";
    let start = format!(
        "//!     .credentials(\n//!         {call}\n//!             .token_variable(\"ten\", \"value\"),\n//!     )"
    );
    // No operation requires anything: each scheme is shown.
    let section = format!("//! // With `oauth`.\n//! let builder = Client::builder()\n{start};\n//! ```\n");
    assert!(text(&both, "src/lib.rs").contains(&section), "{}", text(&both, "src/lib.rs"));
    assert!(text(&both, "src/lib.rs").contains("//! // With `key`.\n"), "{}", text(&both, "src/lib.rs"));
    assert!(text(&both, "src/lib.rs").contains("tokens. For programs.\n"), "{}", text(&both, "src/lib.rs"));
    let start = format!("{start}\n//!     .build()?;\n");
    assert!(text(&oauth, "src/lib.rs").contains(&start), "{}", text(&oauth, "src/lib.rs"));
}

fn text<'a>(outcome: &'a Outcome, path: &str) -> &'a str {
    outcome.files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
}

#[test]
fn headers_of_most_responses_are_said_once() {
    let operation = |name: &str| {
        format!(
            "  /{name}:\n    get:\n      operationId: {name}\n      responses: {{ '200': {{ description: It., headers: {{ \
             X-Left: {{ schema: {{ type: integer }} }} }} }} }}\n"
        )
    };
    let document = |count: usize| {
        let operations: String =
            ["a", "b", "c", "d", "e", "f"].iter().take(count).map(|name| operation(name)).collect();
        format!("openapi: 3.0.3\ninfo: {{ title: Small, version: '1' }}\npaths:\n{operations}")
    };
    let said = "Most responses have the headers [`X_LEFT`](crate::headers::X_LEFT)";
    let many = generated(&document(6));
    assert!(text(&many, "src/lib.rs").contains(said), "{}", text(&many, "src/lib.rs"));
    let methods = |outcome: &Outcome| {
        let files = outcome.files.iter().filter(|file| file.path.starts_with("src/operations/"));
        files.map(|file| file.text.matches("crate::headers::X_LEFT").count()).sum::<usize>()
    };
    assert_eq!(methods(&many), 0);
    // Few operations need no summary.
    let few = generated(&document(5));
    assert!(!text(&few, "src/lib.rs").contains(said));
    assert_eq!(methods(&few), 5);
}

#[test]
fn the_first_page_repeats_and_announces_nothing() {
    let described = SMALL
        .replace("title: Small, version: '1'", "title: Small, version: '1', description: The small API")
        .replace("paths:\n", "tags: [{ name: users, description: \"There are two kinds:\\n\\n- one\" }]\npaths:\n");
    let page = generated(&described);
    let page = text(&page, "src/lib.rs");
    assert!(page.contains("//! A client of the Small API.\n//!\n//! ```no_run"), "{page}");
    assert!(page.contains("//! - [`users`](Client::users): `get`\n"), "{page}");
}

#[test]
fn the_first_error_is_that_of_something_that_need_not_exist() {
    let ping = "  /ping: { get: { operationId: ping, responses: { '204': { description: Here } } } }\n";
    let outcome = generated(&SMALL.replace("paths:\n", &["paths:\n", ping].concat()));
    let page = text(&outcome, "src/lib.rs");
    assert!(page.contains("//! match client.users().get(\"id\").await {"), "{page}");
    assert!(page.contains("//!     Ok(found) => println!(\"{found:?}\"),"), "{page}");
}
