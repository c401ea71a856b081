//! The views of one list show the same changes.

use super::thrive::six_edits;

#[test]
fn every_view_has_every_change() {
    let comparison = six_edits();
    assert_eq!(comparison.changes.len(), 6, "{}", comparison.terminal(false));
    let views = [
        comparison.terminal(false),
        comparison.short(),
        comparison.markdown(),
        comparison.html(),
        comparison.json_text(),
        comparison.github(),
    ];
    for change in &comparison.changes {
        let shown = comparison.shown_fingerprint(change);
        assert!(views.iter().all(|view| view.contains(shown)), "{shown} {}", change.title);
    }
    assert!(comparison.markdown().len() < 65_000);
}

#[test]
fn the_first_screen_says_what_counts() {
    let comparison = six_edits();
    let screen = comparison.terminal(false);
    assert!(screen.contains("6 changes: 2 breaking, 1 silent, 3 more"), "{screen}");
    assert!(screen.contains("WIRE breaking: released clients can be refused"), "{screen}");
    assert!(screen.contains("next: 0.2.0 (is 0.1.0)"), "{screen}");
    let silent = comparison.changes.first().expect("there are six");
    assert!(silent.silent && silent.id == "default-changed" && silent.reach.len() == 4, "{silent:?}");
}

#[test]
fn the_page_needs_no_network_and_shows_no_markup_of_the_document() {
    let page = six_edits().html();
    assert!(!page.contains("http://") && !page.contains("src=") && !page.contains("@import") && !page.contains("url("));
    assert!(page.contains("made&lt;b&gt;by") && !page.contains("made<b>by"));
}

#[test]
fn the_json_is_what_its_schema_says() {
    let value: serde_json::Value = serde_json::from_str(&six_edits().json_text()).expect("it is JSON");
    let schema: serde_json::Value =
        serde_json::from_str(clientgen::compare::Comparison::json_schema()).expect("it is JSON");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
    };
    assert_eq!(keys(&value), keys(&schema["properties"]));
    let change = &schema["$defs"]["change"];
    for found in value["changes"].as_array().expect("a list") {
        assert_eq!(keys(found), keys(&change["properties"]));
        for key in ["request", "response", "wire"] {
            assert!(schema["$defs"]["wire"]["enum"].as_array().expect("a list").contains(&found[key]));
        }
        assert!(schema["$defs"]["rust"]["enum"].as_array().expect("a list").contains(&found["rust"]));
    }
}
