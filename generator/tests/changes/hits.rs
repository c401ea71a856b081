//! The lines of a user's programs that a change touches.

use super::api::API;
use super::row::{compared, edited};

/// A program; the numbers of its lines are in the rows.
const PROGRAM: &str = "use pets::models::{NewPet, Pet};
async fn main() {
    let pets = client.pets().list().await?;
    let few = client
        .pets()
        .list()
        .limit(10)
        .await?;
    let pet = NewPet::new(\"Rex\").kind(Kind::Cat);
    println!(\"{:?}\", few[0].age);
    client.pets().delete(id).await?;
}
";

#[test]
fn changes_name_the_lines_that_they_touch() {
    let rows: [(&str, &str, &str, &[usize]); 8] = [
        ("limit-tightened", "maximum: 100}", "maximum: 50}", &[7]),
        ("default-changed", "default: 20", "default: 50", &[3]),
        ("operation-removed", "    delete:", "    x-delete:", &[11]),
        ("property-removed", "        age: {type: integer}\n", "", &[10]),
        ("enum-value-removed", "enum: [cat, dog]", "enum: [dog]", &[9]),
        ("limit-tightened", "minLength: 1, maxLength: 50", "minLength: 1, maxLength: 40", &[9]),
        (
            "property-added",
            "        age: {type: integer}",
            "        age: {type: integer}\n        size: {type: integer}",
            &[],
        ),
        ("security-removed", "security: [{oauth: [write]}, {key: []}]", "security: [{oauth: [write]}]", &[]),
    ];
    for (rule, from, to, lines) in rows {
        let mut comparison = compared(API, &edited(API, &[(from, to)]));
        comparison.find_hits(&[("src/main.rs".to_owned(), PROGRAM.to_owned())]);
        let change = comparison.changes.iter().find(|change| change.id == rule);
        let change = change.unwrap_or_else(|| panic!("{rule}: {}", comparison.terminal(false)));
        let hits: Vec<usize> = change.hits.iter().map(|hit| hit.line).collect();
        assert_eq!(hits, lines, "{rule} {from}: {:?}", change.touches);
    }
}

#[test]
fn words_inside_other_words_are_no_hits() {
    let mut comparison = compared(API, &edited(API, &[("        age: {type: integer}\n", "")]));
    let program = "use pets::models::Pet;\nlet a = pet.ages; let b = pet.age_of(); let age = 1; // Petage\n";
    comparison.find_hits(&[("a.rs".to_owned(), program.to_owned())]);
    assert!(comparison.changes.iter().all(|change| change.hits.is_empty()), "{:?}", comparison.changes);
}
