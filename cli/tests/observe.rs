//! `observe` as somebody uses it: a recording and a folder next to a document, and a client of the corrected document.

#[path = "../../generator/tests/observe/table.rs"]
#[expect(dead_code, reason = "the lines of the lies are for the other test")]
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use table::{LIES, TRUE};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn clientgen(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientgen"));
    command.current_dir(folder).args(arguments).output().expect("the command runs")
}

fn observe(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = clientgen(folder, &[&["observe", "api.yaml"], arguments].concat());
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("reports are UTF-8"))
}

/// A HAR file of one answer.
fn recording(method: &str, url: &str, status: u16, content: &str) -> String {
    format!(
        r#"{{"log": {{"version": "1.2", "pages": [], "entries": [{{"request": {{"method": "{method}", "url": "{url}",
        "headers": [], "bodySize": 0}}, "response": {{"status": {status}, "headers": [], "content": {content}}}}}]}}}}"#
    )
}

#[test]
fn recordings_and_folders_are_read() {
    let folder = folder("observe-reads");
    write(&folder, "api.yaml", table::V3_0);
    let url = "https://shop.example/api/v1/payments/7";
    // {"kind": "card", "last4": 1}
    let encoded =
        r#"{"mimeType": "application/json", "encoding": "base64", "text": "eyJraW5kIjogImNhcmQiLCAibGFzdDQiOiAxfQ=="}"#;
    write(&folder, "traffic.har", &recording("GET", url, 200, encoded));
    write(&folder, "samples/deep/getPayment.200.2.json", r#"{"kind": "card", "last4": "1234"}"#);
    write(&folder, "samples/getPayment.json", r#"{"kind": "transfer"}"#);
    write(&folder, "samples/getPaymnt.json", "{}");

    let (code, text) = observe(&folder, &["--report", "short", "traffic.har", "samples"]);
    let expected = "`last4` is a required string; 1 of 2 answers holds an integer (traffic.har entry 1, $.last4)";
    assert!(text.contains(expected) && text.contains("did you mean `getPayment`?"), "{text}");
    assert!(text.contains("3 of 4 samples compared, of 1 of 5 operations"), "{text}");
    assert_eq!(code, Some(1));
}

#[test]
fn lines_of_a_stream_that_was_cut_are_compared() {
    let folder = folder("observe-cut");
    let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /events:\n    get:\n      operationId: watch\n      \
                    responses: {'200': {description: ok, content: {application/x-ndjson: {schema: {type: object, \
                    properties: {id: {type: integer}}}}}}}\n";
    write(&folder, "api.yaml", document);
    let cut = |media_type: &str| {
        format!(
            r#"{{"mimeType": "{media_type}", "comment": "cut after 20 of 99 bytes", "size": 99, "text": "{{\"id\": 1}}\n{{\"id\": null}}\n"}}"#
        )
    };
    write(&folder, "traffic.har", &recording("GET", "http://127.0.0.1/events", 200, &cut("application/x-ndjson")));
    let (code, text) = observe(&folder, &["--report", "short", "traffic.har"]);
    assert!(text.contains("holds null (traffic.har entry 1, $[1].id)"), "{text}");
    assert_eq!(code, Some(0), "null for an optional member is a note");
    write(&folder, "traffic.har", &recording("GET", "http://127.0.0.1/events", 200, &cut("text/plain")));
    let (_, text) = observe(&folder, &["--report", "short", "traffic.har"]);
    assert!(!text.contains("holds null"), "{text}");
}

#[test]
fn exit_codes_tell_clean_from_different_from_unreadable() {
    let folder = folder("observe-exits");
    write(&folder, "api.yaml", table::V3_0);
    write(&folder, "good/getPayment.json", r#"{"kind": "transfer"}"#);
    write(&folder, "bad/getPayment.json", r#"{"kind": "transfer", "iban": 7}"#);
    let url = "https://shop.example/api/v1/payments/7";
    let content = r#"{"mimeType": "application/json", "text": "{\"kind\": \"transfer\"}"}"#;
    let whole = recording("GET", url, 200, content);
    write(&folder, "cut.har", whole.trim_end_matches("]}}"));
    write(&folder, "other.har", "{\"a\": 1}");
    write(&folder, "elsewhere.har", &recording("GET", "https://cdn.example/logo.png", 200, "{}"));

    let code = |arguments: &[&str]| observe(&folder, arguments).0;
    assert_eq!(code(&["good"]), Some(0));
    assert_eq!(code(&["bad"]), Some(1));
    assert_eq!(code(&["bad", "--deny", "drift"]), Some(1));
    for unusable in ["cut.har", "other.har", "elsewhere.har", "none.har", "none"] {
        assert_eq!(code(&[unusable]), Some(2), "{unusable}");
    }
    assert_eq!(code(&[]), Some(2));
    // What comes before the end of a recording counts.
    assert!(observe(&folder, &["cut.har"]).1.contains("1 of 1 samples compared"));
}

#[test]
fn what_has_to_be_unpacked_is_named() {
    let folder = folder("observe-packed");
    write(&folder, "api.yaml", table::V3_0);
    fs::create_dir_all(folder.join("samples")).expect("the folder can be made");
    fs::write(folder.join("samples/traffic.har.gz"), b"\x1f\x8b\x08\x00").expect("the file can be written");
    fs::write(folder.join("traffic.har"), b"PK\x03\x04\x14").expect("the file can be written");
    fs::write(folder.join("latin.yaml"), b"openapi: 3.0.3 # \xe9").expect("the file can be written");

    for (samples, expected) in [
        ("samples", "samples/traffic.har.gz cannot be read: it is packed by gzip; unpack it first"),
        ("traffic.har", "traffic.har cannot be read: it is packed by zip; unpack it first"),
    ] {
        let (code, text) = observe(&folder, &["--report", "short", samples]);
        assert!(code == Some(2) && text.contains(expected), "{text}");
    }
    for (document, expected) in [
        ("samples/traffic.har.gz", "it is packed by gzip; unpack it first"),
        ("latin.yaml", "it is no text in UTF-8 (byte 0xe9 at 17)"),
    ] {
        let output = clientgen(&folder, &["lint", document]);
        assert!(String::from_utf8_lossy(&output.stderr).contains(expected), "{output:?}");
    }
}

#[test]
fn all_kinds_of_reports_have_the_difference() {
    let folder = folder("observe-reports");
    write(&folder, "api.yaml", table::V3_0);
    write(&folder, "bad/getPayment.json", r#"{"kind": "transfer", "iban": 7}"#);
    let report = |kind: &str| observe(&folder, &["bad", "--report", kind, "--quiet"]).1;
    let json: serde_json::Value = serde_json::from_str(&report("json")).expect("it is JSON");
    let found = json["findings"].as_array().into_iter().flatten().find(|one| one["id"] == "drift-type");
    assert!(found.is_some_and(|found| found["place"]["file"] == "api.yaml"), "{json}");
    assert!(report("github").contains("::warning file=api.yaml,line="));
    assert!(report("markdown").contains("| `api.yaml:"));
    assert!(report("terminal").contains("warning[drift-type]"));
}

/// Bodies by document that the type of an operation has to take.
fn bodies(document: &str, operation: &str) -> Vec<&'static str> {
    let own = LIES.iter().filter(|lie| lie.document == document && lie.operation == operation && lie.status < 300);
    let lies = own.filter(|lie| lie.media_type.is_none() && !lie.body.is_empty()).map(|lie| lie.body);
    let truths = TRUE.iter().filter(|(own, id, status, _)| *own == document && *id == operation && *status < 300);
    truths.map(|(.., body)| *body).filter(|body| !body.is_empty()).chain(lies).collect()
}

/// Samples of everything that is said about a document, as files.
fn write_samples(folder: &Path, document: &str) {
    let truths = TRUE.iter().map(|(own, operation, status, body)| (*own, *operation, *status, *body));
    let lies = LIES.iter().filter(|lie| lie.media_type.is_none());
    let lies = lies.map(|lie| (lie.document, lie.operation, lie.status, lie.body));
    for (index, (own, operation, status, body)) in truths.chain(lies).enumerate() {
        if own == document {
            write(folder, &format!("samples/{operation}.{status}.{index}.json"), body);
        }
    }
}

#[test]
fn with_the_overlay_a_client_reads_all_samples_strictly() {
    let folder = folder("observe-strict");
    let table = [
        (
            "shop",
            table::V3_0,
            vec![("Order", "createOrder"), ("Option<OrderPage>", "listOrders"), ("Payment", "getPayment")],
        ),
        ("devices", table::V3_1, vec![("Device", "getDevice")]),
        ("zones", table::V2, vec![("Zone", "getZone"), ("Vec<Zone>", "listZones")]),
    ];
    let runtime = concat!("path=", env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let mut members = Vec::new();
    for (name, document, types) in table {
        let own = folder.join(name);
        write(&own, "api.yaml", document);
        write_samples(&own, document);
        assert_eq!(observe(&own, &["samples", "--write-overlay", "o.yaml", "--quiet"]).0, Some(1));
        let (code, text) = observe(&own, &["samples", "--overlay", "o.yaml", "--report", "short"]);
        assert_eq!(code, Some(0), "{text}");
        let arguments = ["generate", "api.yaml", "--overlay", "o.yaml", "--out", "client", "--runtime", runtime];
        let generated = clientgen(&own, &arguments);
        assert!(generated.status.success(), "{}", String::from_utf8_lossy(&generated.stderr));
        let checks = types.iter().map(|(type_name, operation)| {
            let bodies: Vec<String> =
                bodies(document, operation).iter().map(|body| format!("r##\"{body}\"##")).collect();
            format!("    strict::<{type_name}>(&[{}]);\n", bodies.join(", "))
        });
        write(&own, "client/tests/strict.rs", &program(name, &checks.collect::<String>()));
        let manifest = fs::read_to_string(own.join("client/Cargo.toml")).expect("the manifest is there");
        let needs = "\n[dev-dependencies]\nserde = { version = \"1\", default-features = false }\nserde_json = \"1\"\n";
        write(&own, "client/Cargo.toml", &(manifest + needs));
        members.push(format!("\"{name}/client\""));
    }
    write(&folder, "Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")));
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the lock can be copied");
    let mut test = Command::new(env!("CARGO"));
    test.current_dir(&folder).args(["test", "--offline", "--quiet", "--test", "strict", "--no-fail-fast"]);
    // Models need no transport, whose parts take long to compile.
    test.args(["--workspace", "--no-default-features", "--features", "all-operations"]);
    // The folder of the build is kept, so that a second run is quick.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("observe-strict-target");
    let output = test.env("CARGO_TARGET_DIR", target).output().expect("cargo runs");
    let text = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&text));
}

/// A test of a client: serde's traits are strict.
fn program(name: &str, checks: &str) -> String {
    format!(
        "#![allow(missing_docs, unused_imports)]
use {name}::models::*;

fn strict<T: serde::de::DeserializeOwned>(bodies: &[&str]) {{
    let told = bodies.iter().filter_map(|body| {{
        serde_json::from_str::<T>(body).err().map(|error| format!(\"{{error}}: {{body}}\"))
    }});
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), \"{{told:#?}}\");
}}

#[test]
fn all_samples_are_read_strictly() {{
{checks}}}
"
    )
}
