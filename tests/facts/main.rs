//! Facts of the API with the page of each, compared with the description and with the client.
//!
//! The facts were transcribed from the pages, not from the description, so an error in the description is found.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod description;
mod falsified;
mod notation;
mod operations;
mod platform;
mod read;
mod report;
mod surface;

use tests::description::document;

use crate::read::Facts;

#[test]
fn the_description_agrees_with_every_fact() {
    assert_none(&description::disagreements(&Facts::read(), document()));
}

#[test]
fn the_client_agrees_with_every_fact() {
    assert_none(&surface::disagreements(&Facts::read(), &surface::text()));
}

#[test]
fn every_fact_names_its_page() {
    let facts = Facts::read();
    let pages = facts.pages();

    assert!(pages.len() > 500, "only {} facts", pages.len());
    for (fact, page) in pages {
        let known = ["apidocs/", "v1-api/apidocs/", "client/"].iter().any(|start| page.starts_with(start));
        assert!(known || page == "assumed", "{fact}: {page:?} is no page; README.md lists the labels");
    }
}

fn assert_none(disagreements: &[String]) {
    assert!(
        disagreements.is_empty(),
        "{} disagreements; correct the description, or the fact if its page says so:\n{}",
        disagreements.len(),
        disagreements.join("\n")
    );
}
