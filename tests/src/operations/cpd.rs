//! Continuing professional development.

use super::case::{Case, call, date};

pub(super) fn cases() -> Vec<Case> {
    vec![categories(), category(), entries(), entry(), requirements(), requirement(), user_summaries()]
}

fn categories() -> Case {
    Case::new(
        "queryCpdCategories",
        call!(|client| client.cpd().categories().page(2).per_page(20).updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/cpdCategories")
    .query("page=2&perPage=20&updatedSince=2021-01-01T09%3A00%3A00Z")
    .payload(200, "query-cpd-categories.response.200.json")
}

fn category() -> Case {
    Case::new("getCpdCategory", call!(|client| client.cpd().category("507f1f77bcf86cd799439011")))
        .sends("GET", "/rest/v1/cpdCategories/507f1f77bcf86cd799439011")
        .payload(200, "get-cpd-category.response.200.json")
}

fn entries() -> Case {
    Case::new(
        "queryCpdEntries",
        call!(|client| client
            .cpd()
            .entries()
            .page(2)
            .per_page(20)
            .entry_date_from("2020-09-25")
            .entry_date_to("2020-11-01")),
    )
    .sends("GET", "/rest/v1/cpdEntries")
    .query("page=2&perPage=20&entryDateFrom=2020-09-25&entryDateTo=2020-11-01")
    .payload(200, "query-cpd-entries.response.200.json")
}

fn entry() -> Case {
    Case::new("getCpdEntry", call!(|client| client.cpd().entry("a/b c")))
        .sends("GET", "/rest/v1/cpdEntries/a%2Fb%20c")
        .payload(200, "get-cpd-entry.response.200.json")
}

fn requirements() -> Case {
    Case::new(
        "queryCpdRequirements",
        call!(|client| client.cpd().requirements().page(2).per_page(20).updated_since(date("2021-01-01T09:00:00Z"))),
    )
    .sends("GET", "/rest/v1/cpdRequirementSummaries")
    .query("page=2&perPage=20&updatedSince=2021-01-01T09%3A00%3A00Z")
    .payload(200, "query-cpd-requirements.response.200.json")
}

fn requirement() -> Case {
    Case::new("getCpdRequirement", call!(|client| client.cpd().requirement("5f9d88d6e1b2a34c56d78902")))
        .sends("GET", "/rest/v1/cpdRequirementSummaries/5f9d88d6e1b2a34c56d78902")
        .payload(200, "get-cpd-requirement.response.200.json")
}

fn user_summaries() -> Case {
    Case::new(
        "queryCpdUserSummaries",
        call!(|client| client
            .cpd()
            .user_summaries("2020-11-17T09:50:00", "2021-11-17T09:51:00")
            .user_ids(["5c9de5c64a6b1c37a58e393c", "5cadda57f4a0f40010af03de"])
            .page(2)
            .per_page(5)),
    )
    .sends("GET", "/rest/v1/cpdUserLogSummaries")
    .query(
        "entryDateFrom=2020-11-17T09%3A50%3A00&entryDateTo=2021-11-17T09%3A51%3A00\
         &userIds=5c9de5c64a6b1c37a58e393c,5cadda57f4a0f40010af03de&page=2&perPage=5",
    )
    .payload(200, "query-cpd-user-summaries.response.200.json")
}
