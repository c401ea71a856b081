//! Facts that hold for many operations, against the description: servers, token URLs, scopes, reason phrases.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::read::{Fact, Facts, Reasons, Urls};
use crate::report::Report;

pub(crate) fn compare(facts: &Facts, document: &Value, report: &mut Report) {
    let platform = &facts.platform;
    let flow = &document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"];
    let url = flow["tokenUrl"].as_str().unwrap_or_default();
    let expected = &platform.token_urls.environments["Production"]["api"];
    report.expect("token URL", &platform.token_urls.page, expected, url);
    let declared: Vec<&str> = flow["scopes"].as_object().into_iter().flatten().map(|(scope, _)| &**scope).collect();
    let scopes: Vec<&str> = platform.scopes.all.iter().map(String::as_str).collect();
    report.expect_same("scopes", &platform.scopes.page, &scopes, &declared);
    compare_reasons(&platform.reasons, document, report);
    let parameter = document.pointer("/x-webhooks/WebhookEvent/post/parameters/0/name");
    let header = parameter.and_then(Value::as_str).unwrap_or_default();
    report.expect("signature, header", &platform.signature.page, &platform.signature.header, header);
}

/// The examples of error bodies.
fn compare_reasons(reasons: &Reasons, document: &Value, report: &mut Report) {
    let responses = document["components"]["responses"].as_object().into_iter().flatten();
    let examples = responses.map(|(_, response)| &response["content"]["application/json"]["example"]);
    let actual: BTreeMap<String, String> = examples
        .filter_map(|example| Some((example["status"].as_f64()?.to_string(), example["error"].as_str()?.to_owned())))
        .collect();
    let expected =
        reasons.phrases.iter().map(|(status, phrase)| (status.clone(), Fact::from(phrase.clone()))).collect();
    report.expect_facts("reasons", &reasons.page, &expected, &actual);
}

/// The URLs of one set, by environment.
pub(crate) fn urls_of(urls: &Urls, set: &str) -> BTreeMap<String, Fact> {
    let environments = urls.environments.iter();
    environments.map(|(environment, sets)| (environment.clone(), Fact::from(sets[set].clone()))).collect()
}
