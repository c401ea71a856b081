//! Streams of events: the document has the schema of the data, or of the event with its data.

use clientgen::observe::ObserveOptions;

use crate::{analysed, answer, drift, observe};

const BODY: &str = "event: book\ndata: {\"id\": 1, \"kind\": \"new\"}\n\ndata: {\"id\": \"x\"}\n\n";

fn told(schema: &str) -> Vec<String> {
    let document = format!(
        "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /events:\n    get:\n      operationId: watch\n      \
         responses: {{'200': {{description: ok, content: {{text/event-stream: {{itemSchema: {schema}}}}}}}}}\n"
    );
    let outcome = analysed(&document, None);
    let exchange = answer("watch", 200, Some("text/event-stream"), BODY);
    let observation = observe(&outcome, &ObserveOptions::default(), &[exchange]);
    let lines = drift(&outcome.report_on(&observation.diagnostics));
    lines.into_iter().map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
}

#[test]
fn data_with_a_member_that_events_have_too_is_data() {
    let right = "{type: object, properties: {id: {type: [integer, string]}, kind: {type: string}}}";
    assert_eq!(told(right), Vec::<String>::new());
    let wrong = "{type: object, required: [id, kind], properties: {id: {type: integer}, kind: {type: string}}}";
    let mut ids = told(wrong);
    ids.sort();
    assert_eq!(ids, ["drift-missing", "drift-type"]);
}

#[test]
fn data_of_an_event_has_the_schema_of_its_content() {
    let event = |data: &str| format!("{{type: object, properties: {{event: {{type: string}}, data: {data}}}}}");
    let content = "{type: object, properties: {id: {type: integer}, kind: {type: string}}}";
    let as_string = event(&format!("{{type: string, contentMediaType: application/json, contentSchema: {content}}}"));
    assert_eq!(told(&as_string), ["drift-type"]);
    // Some documents write the content in place of the string.
    assert_eq!(told(&event(content)), ["drift-type"]);
    assert_eq!(told(&event("{type: string}")), Vec::<String>::new());
}
