//! `lint`: exceptions with their reasons, severities, SARIF, and files of decisions that cannot be read.

use serde_json::Value;

use crate::folder::Folder;

fn ids(report: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).expect("standard output is JSON");
    let all = report["findings"].as_array().expect("the report has a list");
    all.iter().map(|one| one["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn exceptions_leave_out_what_is_right_at_its_place() {
    let folder = Folder::new("exceptions");
    let before = ids(&folder.run("lint pets.yaml --report json").ends(0).out);
    assert!(before.iter().any(|id| id == "tag-undeclared"), "{before:?}");
    let text = "- { id: tag-undeclared, at: '/paths/~1pets~1{id}', reason: The tag is internal. }\n";
    folder.write("exceptions.yaml", text);
    let after = ids(&folder.run("lint pets.yaml --exceptions exceptions.yaml --report json").ends(0).out);
    assert!(!after.iter().any(|id| id == "tag-undeclared"), "{after:?}");
    assert_eq!(after.len() + 1, before.len());
    folder.write("exceptions.yaml", &[text, "- { id: bad-path, at: /paths, reason: It is gone. }\n"].concat());
    folder
        .run("lint pets.yaml --exceptions exceptions.yaml --report short")
        .ends(0)
        .says("exceptions.yaml:2:5: warning[exception-unused]");
    folder.run("generate pets.yaml --out client --exceptions exceptions.yaml").ends(0);
    folder.write("exceptions.yaml", "- { id: bad-path, at: /paths }\n");
    folder.run("lint pets.yaml --exceptions exceptions.yaml").ends(1).says("exception-invalid");
    folder.run("lint pets.yaml --exceptions none.yaml").ends(2).says("none.yaml");
}

#[test]
fn exceptions_have_the_places_that_the_report_has() {
    let folder = Folder::new("exceptions-of-swagger");
    let document = "swagger: '2.0'\ninfo: {title: A, version: '1'}\nhost: a.example\npaths: {}\ndefinitions:\n  \
                    Thing: {type: object, properties: {size: {type: integer, example: big}}}\n";
    folder.write("old.yaml", document);
    let place = "/definitions/Thing/properties/size/example";
    folder.run("lint old.yaml").ends(0).says(place);
    let lint = || ids(&folder.run("lint old.yaml --exceptions exceptions.yaml --report json").ends(0).out);
    for at in [place, "/components/schemas/Thing"] {
        folder.write("exceptions.yaml", &format!("- {{ id: example-mismatch, at: {at}, reason: It is a joke. }}\n"));
        assert!(!lint().iter().any(|id| id == "example-mismatch" || id == "exception-unused"), "{at}");
    }
}

#[test]
fn what_is_less_severe_is_left_out() {
    let folder = Folder::new("severity");
    folder.write("wrong.yaml", &folder.read("pets.yaml").replace("required: [name]", "required: [name, name]"));
    let all = ids(&folder.run("lint wrong.yaml --report json").ends(0).out);
    assert!(all.len() > 1, "{all:?}");
    let warnings = ids(&folder.run("lint wrong.yaml --min-severity warning --report json").ends(0).out);
    assert_eq!(warnings, ["listed-twice"]);
    assert_eq!(ids(&folder.run("lint wrong.yaml --min-severity error --report json").ends(0).out), [""; 0]);
    folder.run("lint wrong.yaml --min-severity error --deny warnings").ends(1).says("listed-twice");
    folder.run("lint wrong.yaml --min-severity fatal").ends(2).says("warning");
}

#[test]
fn sarif_has_rules_places_and_fingerprints() {
    let folder = Folder::new("sarif");
    folder.write("wrong.yaml", &folder.read("pets.yaml").replace("required: [name]", "required: [name, name]"));
    let run = folder.run("lint wrong.yaml --min-severity warning --report sarif").ends(0);
    let log: Value = serde_json::from_str(&run.out).expect("standard output is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "listed-twice");
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "listed-twice");
    assert_eq!(result["level"], "warning");
    let physical = &result["locations"][0]["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "wrong.yaml");
    assert_eq!(physical["region"]["startLine"], 16);
    let fingerprint = "listed-twice:/components/schemas/Pet/required/1";
    assert_eq!(result["partialFingerprints"]["place/v1"], fingerprint);
}

#[test]
fn overrides_that_cannot_be_read_are_reported_in_every_way() {
    let folder = Folder::new("unreadable-overrides");
    folder.write("misspelt.yaml", "types:\n  Pet:\n    nam: Animal\n");
    folder.write("broken.yaml", "types: {Pet: {name: Animal}\noperations: {}\n");
    let lint = |file: &str, report: &str| folder.run(&format!("lint pets.yaml --overrides {file} --report {report}"));
    lint("misspelt.yaml", "short").ends(1).says("misspelt.yaml:3:5: error[override-invalid]");
    lint("misspelt.yaml", "terminal").ends(1).says("did you mean `name`?");
    assert_eq!(ids(&lint("misspelt.yaml", "json").ends(1).out), ["override-invalid"]);
    assert_eq!(ids(&lint("broken.yaml", "json").ends(1).out), ["syntax"]);
    lint("broken.yaml", "short").ends(1).says("broken.yaml:2:1: error[syntax]: an object in braces is not closed");
    let github = lint("broken.yaml", "github").ends(1);
    assert!(github.out.starts_with("::error file=broken.yaml,line=2"), "{}", github.out);
}

#[test]
fn the_configuration_that_is_named_counts_for_a_document_too() {
    let folder = Folder::new("lint-config");
    folder.write("clients.toml", "document = 'pets.yaml'\nout = 'client'\nexclude.tags = ['pets']\n");
    for command in ["lint --config clients.toml", "lint pets.yaml --config clients.toml"] {
        let run = folder.run(&format!("{command} --report json")).ends(0);
        let ids = ids(&run.out);
        assert!(ids.iter().any(|id| id == "no-operations"), "{ids:?}");
    }
    folder.run("inspect api getPet --config clients.toml").ends(1).says("has nothing called `getPet`");
    folder.run("inspect api getPet --spec pets.yaml").ends(0).says("operation pets/getPet GET");
    let two = "[[client]]\ndocument = 'pets.yaml'\nout = 'one'\n[[client]]\ndocument = 'more.yaml'\nout = 'two'\n";
    folder.write("clients.toml", two);
    folder.run("lint pets.yaml --config clients.toml --report short").ends(0).says("pets.yaml:");
    folder.run("lint other.yaml --config clients.toml").ends(2).says("several clients, and none of other.yaml");
    folder.run("lint --config none.toml").ends(2).says("none.toml");
}

#[test]
fn what_a_stage_made_is_told_in_every_way() {
    let folder = Folder::new("inspect-report");
    let run = folder.run("inspect surface --spec pets.yaml --report json").ends(0);
    let object: Value = serde_json::from_str(&run.out).expect("standard output is JSON");
    assert_eq!((&object["version"], &object["stage"]), (&Value::from(1), &Value::from("surface")));
    assert!(object["text"].as_str().is_some_and(|text| text.contains("pets().get")), "{object}");
    folder.write("broken.yaml", "openapi: 3.0.3\ninfo: {title: Broken\n");
    let run = folder.run("inspect api --spec broken.yaml").ends(1).says("error[syntax]");
    assert_eq!(run.out, "");
    folder.run("inspect api --spec broken.yaml --report short").ends(1).says("broken.yaml:2:7: error[syntax]");
    let run = folder.run("inspect api --spec broken.yaml --report json").ends(1);
    assert_eq!(ids(&run.out), ["syntax"]);
    folder.run("inspect api --spec pets.yaml --report sarif").ends(2).says("possible values");
}

#[test]
fn pages_are_for_programs_too() {
    let folder = Folder::new("explain-report");
    let run = folder.run("explain no-operations --report json").ends(0);
    let object: Value = serde_json::from_str(&run.out).expect("standard output is JSON");
    assert_eq!(object["pages"][0]["id"], "no-operations");
    let run = folder.run("explain --report short").ends(0).says("no-operations: The document has no operation");
    assert_eq!(run.out.lines().count(), folder.run("explain").ends(0).out.lines().count());
    folder.run("explain no-operations --report github").ends(0).says("::notice title=no-operations::The");
}

#[test]
fn a_document_without_operations_is_named() {
    let folder = Folder::new("no-operations");
    folder.write("types.yaml", &folder.read("pets.yaml").replace("paths:", "x-paths:").replace("3.0.3", "3.1.0"));
    folder
        .run("generate types.yaml --out client")
        .ends(0)
        .says("warning[no-operations]: the document has no operation");
    let run = folder.run("generate types.yaml --out types --types-only").ends(0);
    assert!(!run.err.contains("no-operations"), "{}", run.err);
}
