//! Lies in headers: one that is missing, one of another type, one that nobody documented.

use clientgen::observe::{Exchange, ObserveOptions};

use crate::{analysed, answer, drift, observe, table};

const PAGE: &str = r#"{"results": [], "next": null}"#;

fn page(headers: &[(&str, &str)]) -> Exchange {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Exchange { headers: Some(headers), ..answer("listOrders", 200, Some("application/json"), PAGE) }
}

/// The differences, and those that are left with the overlay.
fn told(exchanges: &[Exchange]) -> (Vec<String>, Vec<String>) {
    let outcome = analysed(table::V3_0, None);
    let observation = observe(&outcome, &ObserveOptions::default(), exchanges);
    let found = drift(&outcome.report_on(&observation.diagnostics));
    let outcome = analysed(table::V3_0, observation.overlay.as_deref());
    let after = observe(&outcome, &ObserveOptions::default(), exchanges);
    (found, drift(&outcome.report_on(&after.diagnostics)))
}

#[test]
fn headers_as_documented_are_no_difference() {
    let (found, _) = told(&[page(&[("x-total", "7"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("ETag", "a")])]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn each_lie_in_a_header_is_found_at_its_line_and_the_overlay_ends_it() {
    let lies = [
        (vec![("Content-Type", "application/json")], "drift-header", 16),
        (vec![("X-Total", "many")], "drift-type", 17),
        (vec![("X-Total", "7"), ("X-Next", "b")], "drift-header", 12),
    ];
    for (headers, id, line) in lies {
        let (found, after) = told(&[page(&headers)]);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(&format!("{line} {id}")), "{found:#?}, not {id} at {line}");
        assert_eq!(after, Vec::<String>::new());
    }
}
