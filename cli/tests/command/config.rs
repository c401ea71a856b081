//! `clientgen.toml`: what it says is done, and what it says wrongly is named at its line.

use crate::folder::{DOCUMENT, Folder};

#[test]
fn the_command_alone_repeats_a_run() {
    let folder = Folder::new("repeats");
    folder.run("init pets.yaml --out made/client").ends(0).says("clientgen.toml");
    folder.run("init pets.yaml").ends(2).says("clientgen.toml");
    folder.run("generate").ends(0);
    folder.run("check").ends(0).says("Up to date");
    assert!(folder.exists("made/client/src/client.rs"));
    // From a folder below, the nearest file above counts, and its paths are relative to it.
    let mut below = folder.command("generate");
    let output = below.current_dir(folder.path("made")).output().expect("the command runs");
    assert!(output.status.success(), "{output:?}");
    assert!(!folder.exists("made/made"));
    folder.write("made/client/src/client.rs", "");
    folder.run("check").ends(4).says("Outdated made/client/src/client.rs");
}

#[test]
fn init_takes_the_client_that_is_here() {
    let folder = Folder::new("init-here");
    folder.run("generate pets.yaml --out my-client").ends(0);
    folder.run("init pets.yaml").ends(0).says("my-client");
    folder.run("generate").ends(0).says("Unchanged");
    folder.run("check").ends(0);
    assert!(!folder.exists("client"));
    // Of several clients it takes none.
    let several = Folder::new("init-several");
    several.run("generate pets.yaml --out one").ends(0);
    several.run("generate pets.yaml --out two").ends(0);
    let run = several.run("init elsewhere.yaml").ends(0);
    assert!(run.err.contains("elsewhere.yaml is not here"), "{}", run.err);
    assert!(several.read("clientgen.toml").contains("out = \"client\""));
}

#[test]
fn every_key_of_the_template_is_one() {
    let folder = Folder::new("template");
    folder.run("init pets.yaml").ends(0);
    let text = folder.read("clientgen.toml");
    // What is commented out is a sentence, or a key that may be taken as it is.
    let is_prose = |line: &str| line.starts_with(|letter: char| letter.is_uppercase()) || line.starts_with('`');
    let keys = text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).filter(|line| !is_prose(line));
    let keys: Vec<&str> = keys.filter(|line| *line != "#").collect();
    folder.write("clientgen.toml", &keys.join("\n"));
    // The document has none of what it names.
    let run = folder.run("generate").ends(2);
    assert!(run.err.contains("corrections.yaml"), "{}", run.err);
    folder.write("corrections.yaml", "overlay: 1.0.0\ninfo: {title: None, version: '1'}\nactions: []\n");
    let run = folder.run("generate").ends(1);
    assert!(run.err.contains("override-unknown") && !run.err.contains("unknown field"), "{}", run.err);
    assert!(run.err.contains("clientgen.toml:"), "{}", run.err);
}

#[test]
fn a_configuration_without_a_document_says_so() {
    let folder = Folder::new("no-document");
    folder.write("clientgen.toml", "out = 'client'\n");
    for command in ["generate", "check", "lint", "inspect api"] {
        folder.run(command).ends(2).says("clientgen.toml names no document");
    }
    folder.run("init").ends(2).says("clientgen.toml is here already");
}

#[test]
fn init_makes_a_module() {
    let folder = Folder::new("init-module");
    folder.write("Cargo.toml", "[package]\nname = \"app\"\n");
    folder.run("init pets.yaml --module src/api").ends(0);
    folder.run("generate").ends(0);
    folder.run("check").ends(0);
    assert!(folder.exists("src/api/mod.rs") && !folder.exists("client"));
}

#[test]
fn keys_that_are_misspelt_are_named_at_their_line() {
    let folder = Folder::new("misspelt");
    for (text, expected) in [
        ("document = 'pets.yaml'\nuot = 'client'\n", "clientgen.toml:2:1"),
        ("document = 'pets.yaml'\nuot = 'client'\n", "unknown field `uot`"),
        ("documnet = 'pets.yaml'\n", "did you mean `document`?"),
        ("document = 'pets.yaml'\nout = 'c'\nruntime = 'none'\n", "`none` is no runtime"),
        ("document = 'pets.yaml'\nout = 'c'\ndeny = ['warning']\n", "clientgen.toml:3:1"),
        ("document = 'pets.yaml'\n", "say where the client goes"),
        ("out = 'c'\n", "clientgen.toml names no document"),
    ] {
        folder.write("clientgen.toml", text);
        folder.run("generate").ends(2).says(expected);
    }
    folder.write("clientgen.toml", "document = 'pets.yaml'\nout = 'c'\n[types.Pet.fields]\nnam = 'called'\n");
    let run = folder.run("generate").ends(1);
    assert!(run.err.contains("clientgen.toml:4:1"), "{}", run.err);
    assert!(run.err.contains("did you mean `name`?"), "{}", run.err);
    assert!(!folder.exists("c"));
}

#[test]
fn every_report_shows_what_is_wrong_in_the_configuration() {
    let folder = Folder::new("config-reports");
    let wrong = [
        ("document = 'pets.yaml'\nuot = 'client'\n", 2, "unknown field `uot`"),
        ("document = 'pets.yaml'\nout = 'c'\nruntime = 'none'\n", 3, "`none` is no runtime"),
        ("out = 'c'\n[[client]]\ndocument = 'pets.yaml'\nout = 'd'\n", 1, "`out` belongs into each `[[client]]`"),
        ("document = 'pets.yaml\n", 1, "invalid"),
    ];
    for (text, line, words) in wrong {
        folder.write("clientgen.toml", text);
        for command in ["generate", "check", "lint"] {
            let place = format!("clientgen.toml:{line}:");
            let short = folder.run(&format!("{command} --report short")).ends(2);
            assert!(short.err.starts_with(&place) && short.err.contains("error[override-invalid]"), "{}", short.err);
            assert!(short.err.contains(words) && short.err.lines().count() == 1, "{}", short.err);
            folder.run(&format!("{command} --report terminal")).ends(2).says(&place).says(words);
            let github = folder.run(&format!("{command} --report github")).ends(2);
            let annotation = format!("::error file=clientgen.toml,line={line},");
            assert!(github.out.starts_with(&annotation) && github.out.contains(words), "{}", github.out);
            let json = folder.run(&format!("{command} --report json")).ends(2);
            let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON alone is on standard output");
            let found = &report["findings"][0];
            assert_eq!(
                (&found["id"], &found["place"]["file"]),
                (&"override-invalid".into(), &"clientgen.toml".into()),
                "{report}"
            );
            assert!(report.to_string().contains(&words.replace('"', "\\\"")) && json.err.is_empty(), "{report}");
        }
    }
}

#[test]
fn several_clients_are_in_one_file() {
    let folder = Folder::new("several");
    folder.write("cats.yaml", &DOCUMENT.replace("Pets", "Cats"));
    folder.write(
        "clientgen.toml",
        "runtime_dir = 'clients/runtime'\n\
         [[client]]\ndocument = 'pets.yaml'\nout = 'clients/pets'\n\
         [[client]]\ndocument = 'cats.yaml'\nout = 'clients/cats'\n[client.types.Pet]\nname = 'Cat'\n",
    );
    folder.run("generate").ends(0);
    folder.run("check").ends(0);
    assert!(folder.read("clients/cats/Cargo.toml").contains("path = \"../runtime\""));
    assert!(folder.read("clients/cats/surface.txt").contains("struct Cat "));
    assert!(folder.read("clients/pets/surface.txt").contains("struct Pet\n"));
    let text = folder.read("clientgen.toml").replace("name = 'Cat'", "fields = { x = 'y' }");
    folder.write("clientgen.toml", &text);
    let run = folder.run("generate").ends(1);
    assert!(run.err.contains("clientgen.toml:9:12"), "the place is in the part of the client: {}", run.err);
    folder.run("generate pets.yaml --config clientgen.toml").ends(2).says("several clients");
}

#[test]
fn a_part_of_the_document_is_generated() {
    let folder = Folder::new("part");
    folder.write("clientgen.toml", "document = 'pets.yaml'\nout = 'client'\n[exclude]\ntags = ['pet*']\n");
    folder.run("generate").ends(0).says("1 of 1 operations are not selected");
    assert!(!folder.read("client/surface.txt").contains("Pet"));
}

#[test]
fn a_document_comes_from_standard_input() {
    use std::io::Write;
    use std::process::Stdio;

    let folder = Folder::new("stdin");
    let mut command = folder.command("generate - --out client --name pets");
    let mut run = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the command starts");
    run.stdin.take().expect("it has a standard input").write_all(DOCUMENT.as_bytes()).expect("it reads");
    assert!(run.wait().expect("it ends").success());
    assert!(folder.read("client/src/lib.rs").starts_with("// Generated by `clientgen generate` from stdin."));
}

#[test]
fn a_document_is_looked_at_without_writing() {
    let folder = Folder::new("looked-at");
    let before = std::fs::read_dir(folder.path("")).expect("the folder can be read").count();
    folder.run("lint pets.yaml").ends(0);
    folder.write("wrong.yaml", &DOCUMENT.replace("type: string", "type: strin"));
    folder.run("lint wrong.yaml --deny warnings").ends(1).says("bad-type");
    folder.run("inspect surface --spec pets.yaml").ends(0).says("fn pets().get(");
    folder.run("inspect code src/client.rs --spec pets.yaml").ends(0).says("impl Client");
    folder.run("inspect api absent --spec pets.yaml").ends(1).says("has nothing called `absent`");
    folder.run("inspect apy --spec pets.yaml").ends(2).says("'api'");
    std::fs::remove_file(folder.path("wrong.yaml")).expect("the file can be removed");
    assert_eq!(std::fs::read_dir(folder.path("")).expect("the folder can be read").count(), before);
}

#[test]
fn equal_diagnostics_are_one_and_a_count() {
    let folder = Folder::new("grouped");
    let unknown: String = (0..40).map(|index| format!("    S{index}: {{type: object, unknwon: {index}}}\n")).collect();
    folder.write("many.yaml", &[DOCUMENT, &unknown].concat());
    let run = folder.run("lint many.yaml").ends(0).says("39 more like this: many.yaml:").says("40 warnings");
    assert_eq!(run.err.matches("warning[unknown-key]").count(), 1, "{}", run.err);
    assert!(run.err.lines().count() < 30, "{}", run.err);
    let verbose = folder.run("lint many.yaml --verbose").ends(0);
    assert_eq!(verbose.err.matches("warning[unknown-key]").count(), 40);
    let json = folder.run("lint many.yaml --report json").ends(0);
    assert_eq!(json.out.matches("\"unknown-key\"").count(), 40);
    // Errors are all to be mended, so all are shown.
    let denied = folder.run("lint many.yaml --deny warnings").ends(1);
    assert_eq!(denied.err.matches("error[unknown-key]").count(), 40);
}
