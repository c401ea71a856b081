//! Lies of servers: each is found at its line, the overlay brings the truth back, and the truth is never reported.

mod events;
mod headers;
mod requests;
mod responses;
mod secrets;
mod table;

use clientgen::diagnostics::{Diagnostics, Group, Report};
use clientgen::observe::{Body, Exchange, Observation, ObserveOptions};
use clientgen::{Config, NoFiles, Options, Outcome, SourceFile};

use table::{LIES, Lie, TRUE};

fn source(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), text: text.to_owned() }
}

pub(crate) fn analysed(document: &str, overlay: Option<&str>) -> Outcome {
    let overlays = overlay.map(|text| source("observed.overlay.yaml", text)).into_iter().collect();
    let options = Options { overlays, ..Options::default() };
    clientgen::analyse(source("api.yaml", document), &NoFiles, &Config::default(), &options)
}

pub(crate) fn observe(outcome: &Outcome, options: &ObserveOptions, exchanges: &[Exchange]) -> Observation {
    let mut observer = outcome.observer(options).expect("the document can be read");
    exchanges.iter().for_each(|exchange| observer.add(exchange));
    observer.finish()
}

fn observed(document: &str, overlay: Option<&str>, exchanges: &[Exchange]) -> (Vec<String>, Observation) {
    let outcome = analysed(document, overlay);
    let report = outcome.report().short();
    assert!(!report.contains("overlay-") && !report.contains("error["), "{report}");
    let observation = observe(&outcome, &ObserveOptions::default(), exchanges);
    let lines = drift(&outcome.report_on(&observation.diagnostics));
    (lines, observation)
}

/// `line id message` of each difference; what was never seen is none.
fn drift(report: &Report<'_>) -> Vec<String> {
    let is_drift = |name: &str| name.starts_with("drift-");
    let reported = report.reported().iter().filter(|reported| is_drift(reported.diagnostic.id.as_str()));
    let line = |place: Option<clientgen::diagnostics::Place<'_>>| place.map_or(0, |place| place.start.line);
    reported.map(|one| format!("{} {} {}", line(one.place), one.diagnostic.id, one.diagnostic.message)).collect()
}

fn answer(operation: &str, status: u16, media_type: Option<&str>, body: &str) -> Exchange {
    let bytes = body.as_bytes().to_vec();
    let media_type = media_type.map(str::to_owned);
    let body = if bytes.is_empty() { Body::None } else { Body::Bytes { media_type, bytes } };
    let operation = Some(operation.to_owned());
    Exchange { sample: "sample.json".to_owned(), operation, status: Some(status), body, ..Exchange::default() }
}

fn exchange(lie: &Lie) -> Exchange {
    answer(lie.operation, lie.status, lie.media_type, lie.body)
}

fn truth(document: &str) -> Vec<Exchange> {
    let own = TRUE.iter().filter(|(own, ..)| *own == document);
    own.map(|(_, operation, status, body)| answer(operation, *status, None, body)).collect()
}

#[test]
fn the_truth_is_never_reported() {
    for document in [table::V2, table::V3_0, table::V3_1] {
        let (lines, observation) = observed(document, None, &truth(document));
        assert_eq!(lines, Vec::<String>::new());
        assert_eq!(observation.overlay, None);
        assert_eq!(observation.counts.matched, observation.counts.exchanges);
    }
}

/// Why a lie is not found as it should be.
fn missed(lie: &Lie) -> Option<String> {
    let mut exchanges = truth(lie.document);
    exchanges.push(exchange(lie));
    let (lines, observation) = observed(lie.document, None, &exchanges);
    let [line] = lines.as_slice() else { return Some(format!("{lie:?}: {lines:#?}")) };
    let (number, rest) = line.split_once(' ').expect("a line has a number");
    let number: usize = number.parse().expect("it is a number");
    let written = lie.document.lines().nth(number - 1).expect("the line exists");
    if !rest.starts_with(lie.id) || !written.contains(lie.line) {
        return Some(format!("{line}, at `{written}`, not {} at `{}`", lie.id, lie.line));
    }
    let Some(overlay) = observation.overlay else { return Some(format!("there is no overlay for {line}")) };
    let (lines, after) = observed(lie.document, Some(&overlay), &exchanges);
    (!lines.is_empty() || after.overlay.is_some()).then(|| format!("{line} becomes {lines:#?}\n{overlay}"))
}

#[test]
fn each_lie_is_found_at_its_line_and_its_overlay_brings_the_truth_back() {
    let missed: Vec<String> = LIES.iter().filter_map(missed).collect();
    assert!(missed.is_empty(), "{} of {} lies: {}", missed.len(), LIES.len(), missed.join("\n"));
    assert!(LIES.len() >= 50);
}

#[test]
fn one_overlay_ends_all_lies_of_a_document() {
    for document in [table::V2, table::V3_0, table::V3_1] {
        let lies = LIES.iter().filter(|lie| lie.document == document);
        let exchanges: Vec<Exchange> = truth(document).into_iter().chain(lies.map(exchange)).collect();
        let (_, observation) = observed(document, None, &exchanges);
        let overlay = observation.overlay.expect("there are lies");
        let (lines, _) = observed(document, Some(&overlay), &exchanges);
        assert_eq!(lines, Vec::<String>::new(), "{overlay}");
    }
}

#[test]
fn only_those_who_ask_for_it_get_tighter_documents() {
    let body = r#"{"kind": "transfer", "iban": "a"}"#;
    let exchanges: Vec<Exchange> = (0..12).map(|_| answer("getPayment", 200, None, body)).collect();
    let outcome = analysed(table::V3_0, None);
    assert_eq!(observe(&outcome, &ObserveOptions::default(), &exchanges).overlay, None);
    let options = ObserveOptions { tighten: true, ..ObserveOptions::default() };
    let overlay = observe(&outcome, &options, &exchanges).overlay.expect("a member is always there");
    assert!(overlay.contains("required:\n    - iban") && overlay.contains("all 12 objects have `iban`"), "{overlay}");
    assert_eq!(observed(table::V3_0, Some(&overlay), &exchanges).0, Vec::<String>::new());
    assert_eq!(observe(&outcome, &options, &exchanges[..5]).overlay, None);
}

#[test]
fn all_ids_of_drift_have_their_own_group() {
    let ids = clientgen::diagnostics::DiagnosticId::ALL.iter();
    assert_eq!(ids.filter(|id| id.group() == Group::Drift).count(), 15);
    assert!(Diagnostics::default().is_empty());
}
