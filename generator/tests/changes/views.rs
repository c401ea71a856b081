//! The views of one list show the same changes.

use super::api::API;
use super::row::{compared, edited};
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

#[test]
fn a_value_that_comes_or_goes_is_shown_where_it_is_listed() {
    let place = |line: &str, value: &str| line.find(value).map(|at| at + 1);
    let before = edited(API, &[("enum: [cat, dog]", "enum: [cat, crow, dog]")]);
    let after = edited(API, &[("enum: [cat, dog]", "enum: [cat, dog, bird, fox]")]);
    let comparison = compared(&before, &after);
    let changes: Vec<_> = comparison.changes.iter().map(|change| (change.id, change.now.as_str())).collect();
    assert_eq!(
        changes,
        [("enum-value-removed", ""), ("enum-value-added", "\"bird\""), ("enum-value-added", "\"fox\"")]
    );
    let line = |text: &str, number: usize| text.lines().nth(number - 1).unwrap_or_default().to_owned();
    for change in &comparison.changes {
        let (side, text, value) = if change.now.is_empty() {
            (&change.before, &before, &change.was)
        } else {
            (&change.after, &after, &change.now)
        };
        let shown = side.first().expect("it has a place");
        assert_eq!(place(&line(text, shown.line), value.trim_matches('"')), Some(shown.column), "{}", change.title);
    }
}
