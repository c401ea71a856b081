//! A document with all that a comparison needs of it: what it means, its names, and what its client shows to users.

use crate::compare::{self, Comparison, Rendered, Side};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics, Report, Severity};
use crate::lint::Extent;
use crate::render::{self, Provenance};
use crate::source::OVERRIDES_PATH;
use crate::{Config, Files, Options, Outcome, SourceFile};

/// A document that was read to be compared.
#[derive(Debug)]
pub struct Described {
    outcome: Outcome,
    config: Config,
    provenance: Provenance,
    surface: String,
    outline: Vec<String>,
    committed: Option<String>,
}

/// Reads a document as [`generate`](crate::generate) does, to compare it with another one; writes no files.
pub fn describe(source: SourceFile, files: &dyn Files, config: Config, options: &Options) -> Described {
    let (outcome, provenance) = crate::understand(source, files, &config, options, Extent::Client);
    // The name of the document's file is in every header, and is no change.
    let provenance = Provenance { source: String::new(), ..provenance };
    let is_readable = outcome.document.is_some() && !has_errors(&outcome.diagnostics);
    let (surface, outline) = match is_readable {
        true => render::surface(&outcome.api, &outcome.names, &outcome.derives, &config),
        false => Default::default(),
    };
    Described { outcome, config, provenance, surface, outline, committed: None }
}

impl Described {
    /// With the `surface.txt` that an earlier version of the generator wrote for the document: what differs from it
    /// is a change that the generator made.
    #[must_use]
    pub fn committed_as(mut self, surface: &str) -> Self {
        self.committed = Some(surface.to_owned());
        self
    }

    /// The diagnostics of the document.
    pub fn report(&self) -> Report<'_> {
        self.outcome.report()
    }

    /// True if the document cannot be compared.
    pub fn has_errors(&self) -> bool {
        self.outcome.document.is_none() || has_errors(&self.outcome.diagnostics)
    }

    /// The names of its client, for the lock of a later document.
    pub fn surface(&self) -> &str {
        &self.surface
    }

    /// What code depends on and `surface.txt` does not list, in the same manner.
    pub fn outline(&self) -> &[String] {
        &self.outline
    }

    /// What goes over the wire, a fact a line: its `wire.txt`.
    pub fn wire(&self) -> String {
        render::wire(&self.outcome.api, &self.outcome.names, &self.config)
    }

    /// The version of its client.
    pub fn version(&self) -> &str {
        self.config.krate.version.as_deref().unwrap_or("0.1.0")
    }

    fn side(&self) -> Option<Side<'_>> {
        let overrides = self.config.source.as_ref();
        Some(Side {
            document: self.outcome.document.as_ref()?,
            api: &self.outcome.api,
            names: &self.outcome.names,
            surface: &self.surface,
            outline: &self.outline,
            committed: self.committed.as_deref(),
            overrides: overrides.map(|source| source.text.as_str()).unwrap_or_default(),
            overrides_name: overrides.map(|source| source.name.as_str()).unwrap_or_default(),
            version: self.version(),
        })
    }

    /// What its client is made from.
    fn context(&self) -> render::Context<'_> {
        let outcome = &self.outcome;
        render::Context::new(&outcome.api, &outcome.names, &outcome.derives, &self.config, &self.provenance)
    }
}

/// Overrides of what the document does not have any more are no reason not to tell what has changed.
fn has_errors(diagnostics: &Diagnostics) -> bool {
    let is_leftover = |id| {
        use DiagnosticId::{OverrideInvalid, OverrideUnknown, PaginationMisfit, WaitingMisfit};
        matches!(id, OverrideUnknown | OverrideInvalid | PaginationMisfit | WaitingMisfit)
    };
    let of_overrides = |diagnostic: &Diagnostic| diagnostic.pointer.file() == Some(OVERRIDES_PATH);
    let mut errors = diagnostics.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.any(|diagnostic| !(is_leftover(diagnostic.id) && of_overrides(diagnostic)))
}

/// Compares two documents; `None` if one of them has errors.
pub fn compare(before: &Described, after: &Described) -> Option<Comparison> {
    if before.has_errors() || after.has_errors() {
        return None;
    }
    let same_bytes = || render::same_files(&before.context(), &after.context());
    let rendered = Rendered { same_bytes: &same_bytes };
    Some(compare::compare(before.side()?, after.side()?, rendered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GeneratedFile, Lock, NoFiles};

    const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://example.com'}]
paths:
  /pets: {get: {operationId: listPets, tags: [pets], responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}
  /food: {get: {operationId: getFood, tags: [food], responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Food'}}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, maxLength: 10}}}
    Food: {type: object, properties: {name: {type: string}}}
";

    fn described(text: &str) -> Described {
        let source = SourceFile { name: "pets.yaml".to_owned(), text: text.to_owned() };
        describe(source, &NoFiles, Config::default(), &Options::default())
    }

    /// Whether two documents differ in something that no rule claims.
    fn is_unclassified(before: &str, after: &str, without: Option<&str>) -> bool {
        let (before, after) = (described(before), described(after));
        let rendered = Rendered { same_bytes: &|| false };
        let (before, after) = (before.side().expect("a document"), after.side().expect("a document"));
        let comparison = compare::compare_without(before, after, rendered, without);
        comparison.changes.iter().any(|change| change.id == "unclassified")
    }

    /// Rules, and an edit that each is for.
    const EDITS: &[(&str, &str, &str)] = &[
        ("property-required", "Pet: {type: object", "Pet: {required: [name], type: object"),
        (
            "limit-tightened",
            "Food: {type: object, properties: {name: {type: string",
            "Food: {type: object, properties: {name: {maxLength: 5, type: string",
        ),
        (
            "property-added",
            "Food: {type: object, properties: {",
            "Food: {type: object, properties: {grams: {type: integer}, ",
        ),
        (
            "type-changed",
            "Food: {type: object, properties: {name: {type: string",
            "Food: {type: object, properties: {name: {type: boolean",
        ),
        (
            "null-allowed",
            "Food: {type: object, properties: {name: {type: string",
            "Food: {type: object, properties: {name: {nullable: true, type: string",
        ),
        (
            "default-added",
            "Food: {type: object, properties: {name: {type: string",
            "Food: {type: object, properties: {name: {default: Oats, type: string",
        ),
        (
            "enum-added",
            "Food: {type: object, properties: {name: {type: string",
            "Food: {type: object, properties: {name: {enum: [oats, hay], type: string",
        ),
        (
            "parameter-added",
            "operationId: getFood",
            "operationId: getFood, parameters: [{name: q, in: query, schema: {type: string}}]",
        ),
        (
            "body-added",
            "operationId: getFood",
            "operationId: getFood, requestBody: {content: {application/json: {schema: {type: string}}}}",
        ),
        ("error-status-added", "tags: [food], responses: {", "tags: [food], responses: {'404': {description: None.}, "),
        ("server-changed", "https://example.com", "https://example.org"),
    ];

    #[test]
    fn what_a_rule_would_miss_is_told_next_to_any_other_change() {
        // Another change of the same schema, and one elsewhere.
        let others = [
            ("{type: string, maxLength: 10}", "{type: string, maxLength: 10}, age: {type: integer}"),
            (
                "paths:",
                "paths:\n  /new: {get: {operationId: getNew, tags: [new], responses: {'204': {description: New.}}}}",
            ),
        ];
        for &(rule, from, to) in EDITS {
            for (old, new) in others {
                let after = DOCUMENT.replacen(from, to, 1);
                assert_ne!(after, DOCUMENT);
                let after = after.replacen(old, new, 1);
                assert!(!is_unclassified(DOCUMENT, &after, None), "{rule} claims it next to {new}");
                if rule == "property-added" && new.contains("age") {
                    continue;
                }
                assert!(is_unclassified(DOCUMENT, &after, Some(rule)), "without {rule}, next to {new}");
            }
        }
    }

    fn files(described: &Described) -> Vec<GeneratedFile> {
        let (outcome, config) = (&described.outcome, &described.config);
        let mut files = render::render(&outcome.api, &outcome.names, &outcome.derives, config, &described.provenance);
        files.retain(|file| file.path != "surface.txt" && file.path != "wire.txt");
        files
    }

    #[test]
    fn the_files_of_two_clients_are_compared_whatever_their_order() {
        let lines: Vec<&str> = DOCUMENT.lines().collect();
        let mut reordered = lines.clone();
        reordered.swap(5, 6);
        reordered.swap(9, 10);
        let before = described(DOCUMENT);
        assert!(!before.has_errors());
        let others = [
            DOCUMENT.to_owned(),
            DOCUMENT.replace("maxLength: 10", "maxLength: 11"),
            DOCUMENT.replace("All.", "All of them."),
            DOCUMENT.replace("    Food:", "    Toy: {type: object, properties: {name: {type: string}}}\n    Food:"),
            DOCUMENT.replace("tags: [food]", "tags: [meals]"),
            reordered.join("\n"),
        ];
        let same = others.map(|other| {
            let after = described(&other);
            let same = render::same_files(&before.context(), &after.context());
            assert_eq!(same, files(&before) == files(&after), "{other}");
            same
        });
        assert_eq!(same.iter().filter(|same| **same).count(), 1 + usize::from(same[5]));
        assert!(same[0]);
    }

    const HELD: &str = "# surface 9
fn hours().all() -> Hours  GET /museum-hours  getMuseumHours  as all hours  returns AllHours
fn hours().other() -> Hours  GET /other  getOther  returns OtherHours
request AllHours  GET /museum-hours
request OtherHours  GET /other
";

    fn surface_of(paths: &str) -> String {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n{paths}"
        );
        let source = SourceFile { name: "a.yaml".to_owned(), text };
        let config = Config { lock: Lock::read(HELD), ..Config::default() };
        describe(source, &NoFiles, config, &Options::default()).surface().to_owned()
    }

    fn operation(path: &str, id: &str) -> String {
        let parameter = "parameters: [{name: n, in: query, schema: {type: integer}}]";
        format!(
            "  {path}: {{get: {{operationId: {id}, tags: [hours], {parameter}, responses: {{'200': {{description: d}}}}}}}}\n"
        )
    }

    #[test]
    fn an_operation_keeps_its_names_where_its_id_moves() {
        let moved = surface_of(&[operation("/hours", "getMuseumHours"), operation("/other", "getOther")].concat());
        assert!(moved.contains("\nfn hours().all() -> Bytes "), "{moved}");
        assert!(moved.contains("\nrequest AllHours  GET /hours\n"), "{moved}");
    }

    #[test]
    fn the_first_of_several_servers_is_still_the_default() {
        let text = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nservers: [{url: 'https://a.example'}, {url: 'https://sandbox.a.example', description: Sandbox}]\npaths: {/a: {get: {operationId: getA, responses: {'200': {description: d}}}}}\n";
        let source = SourceFile { name: "a.yaml".to_owned(), text: text.to_owned() };
        let lock = Lock::read("# surface 12\nenvironment Default  Default\n");
        let now = describe(source, &NoFiles, Config { lock, ..Config::default() }, &Options::default());
        assert!(
            now.surface().contains("environment Default  a.example\nenvironment Sandbox  Sandbox\n"),
            "{}",
            now.surface()
        );
    }

    #[test]
    fn what_is_still_there_has_not_moved() {
        let same =
            surface_of(&[operation("/hours", "getHours"), operation("/museum-hours", "getMuseumHours")].concat());
        assert!(same.contains("\nrequest AllHours  GET /museum-hours\n"), "{same}");
        assert!(!same.contains("\nrequest AllHours  GET /hours\n"), "{same}");
    }
}
