//! One cause is one change, and who made it: the description, the overrides or the generator.

use clientgen::compare::{Cause, Change};
use clientgen::{Config, Described, NoFiles, Options, SourceFile};

use super::api::API;
use super::row::{compared, edited};
use super::styles::PAYMENTS;

/// The rules of the changes, without those of a limit that every edit has besides: what is the only change explains
/// everything.
fn rules(document: &str, edits: &[(&str, &str)]) -> Vec<&'static str> {
    let comparison = compared(document, &edited(document, edits));
    let ids = comparison.changes.iter().map(|change| change.id);
    ids.filter(|id| *id != "limit-tightened").collect()
}

#[test]
fn types_that_come_with_something_are_no_changes_of_their_own() {
    let tighter = ("amount: {type: integer}", "amount: {type: integer, maximum: 5}");
    let receipt = "        receipt_url: {type: string, nullable: true}\n";
    let with_owner = [receipt, "        owner: {$ref: '#/components/schemas/owner'}\n"].concat();
    let owner = "    owner: {type: object, properties: {id: {type: string}, kind: {$ref: '#/components/schemas/kind'}}}\n    \
                 kind: {type: string, enum: [a, b]}\n    charge:\n";
    let property = [tighter, (receipt, with_owner.as_str()), ("    charge:\n", owner)];
    assert_eq!(rules(PAYMENTS, &property), ["property-added"]);

    let form = "            encoding: {address";
    let json = "          application/json: {schema: {$ref: '#/components/schemas/address'}}\n          \
                application/x-www-form-urlencoded:\n            encoding: {address";
    let form = ["          application/x-www-form-urlencoded:\n", form].concat();
    let body = [tighter, (form.as_str(), json)];
    assert_eq!(rules(PAYMENTS, &body), ["body-media-type-added"]);
}

#[test]
fn an_operation_brings_its_types() {
    let tighter = ("maxLength: 50, description", "maxLength: 40, description");
    let shop = "  /shops: {get: {operationId: listShops, tags: [Shops], responses: {'200': {description: Shops., content: \
                {application/json: {schema: {type: array, items: {type: object, properties: {open: {type: object, \
                properties: {from: {type: string}}}}}}}}}}}}\n  /food:";
    assert_eq!(rules(API, &[tighter, ("  /food:", shop)]), ["operation-added"]);
}

fn with_overrides(overrides: &str) -> Described {
    let mut config: Config = serde_yaml::from_str(overrides).expect("overrides");
    config.source = Some(SourceFile { name: "overrides.yaml".to_owned(), text: overrides.to_owned() });
    let source = SourceFile { name: "api.yaml".to_owned(), text: PAYMENTS.to_owned() };
    clientgen::describe(source, &NoFiles, config, &Options::default())
}

/// The changes that overrides make.
fn made_by(overrides: &str) -> Vec<Change> {
    let (before, after) = (with_overrides("{}"), with_overrides(overrides));
    clientgen::compare(&before, &after).expect("both have no errors").changes
}

#[test]
fn what_the_overrides_decide_is_theirs() {
    let rows = [
        ("corrections: {charge.amount: {required: false}}", "property-optional"),
        ("derive: [{types: [Address], traits: [Eq]}]", "rust-added"),
        ("derive: [{types: [Charge], attributes: ['doc(alias = \"payment\")']}]", "rust-changed"),
        ("operations: {GetCustomers: {method: all}}", "method-renamed"),
    ];
    for (overrides, rule) in rows {
        let changes = made_by(overrides);
        let found: Vec<_> = changes.iter().map(|change| (change.id, change.cause)).collect();
        assert!(found.contains(&(rule, Cause::Overrides)), "{overrides}: {found:?}");
        assert!(found.iter().all(|(_, cause)| *cause == Cause::Overrides), "{overrides}: {found:?}");
    }
}

#[test]
fn what_the_generator_makes_otherwise_is_its_own() {
    let (before, after) = (with_overrides("{}"), with_overrides("{}"));
    let earlier = before.surface().replace("fn customers().list(", "fn customers().all(");
    assert_ne!(earlier, before.surface());
    let comparison = clientgen::compare(&before.committed_as(&earlier), &after).expect("both have no errors");
    let found: Vec<_> = comparison.changes.iter().map(|change| (change.id, change.cause)).collect();
    assert_eq!(found, [("method-renamed", Cause::Generator)]);
    assert!(comparison.terminal(false).contains("by the generator"), "{}", comparison.terminal(false));
}

#[test]
fn a_committed_client_of_today_is_no_change() {
    let (before, after) = (with_overrides("{}"), with_overrides("{}"));
    let surface = before.surface().to_owned();
    assert_eq!(clientgen::compare(&before.committed_as(&surface), &after).expect("no errors").changes.len(), 0);
}
