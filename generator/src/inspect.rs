//! Prints a stage, for people who want to know what became of an operation or a schema.

use crate::Outcome;
use crate::diagnostics::suggest;
use crate::ir::{TypeId, print};
use crate::source::JsonPointer;

impl Outcome {
    /// Prints the output of a stage (`document`, `api`, `code`, `surface`), whole or for one operation, type or file.
    ///
    /// `None` if there is no such stage or name.
    pub fn inspect(&self, stage: &str, name: Option<&str>) -> Option<String> {
        self.document.as_ref()?;
        match stage {
            "document" => self.inspect_document(name),
            "api" => self.inspect_api(name),
            "code" => self.inspect_code(name),
            "surface" => self.inspect_surface(name),
            _ => None,
        }
    }

    /// The name that a stage knows and that is most like one it does not know.
    pub fn similar(&self, stage: &str, name: &str) -> Option<String> {
        let operations = || self.api.operations.iter().map(|operation| operation.id.as_str().to_owned());
        let known: Vec<String> = match stage {
            "document" => {
                let document = self.document.as_ref()?.root.to_json();
                let schemas = document.pointer("/components/schemas").and_then(|schemas| schemas.as_object());
                operations().chain(schemas.into_iter().flat_map(|schemas| schemas.keys().cloned())).collect()
            }
            "api" => operations().chain((0..self.api.types.len()).filter_map(|index| self.type_name(index))).collect(),
            "code" => {
                let of_file = |path: &str| path.rsplit('/').next().map(str::to_owned);
                self.files.iter().flat_map(|file| [Some(file.path.clone()), of_file(&file.path)]).flatten().collect()
            }
            _ => Vec::new(),
        };
        suggest(name, known.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The name is an operation id, a component schema or a JSON pointer.
    fn inspect_document(&self, name: Option<&str>) -> Option<String> {
        let document = self.document.as_ref()?.root.to_json();
        let pointer = name.map_or_else(JsonPointer::root, |name| self.pointer_of(name));
        serde_json::to_string_pretty(document.pointer(pointer.as_str())?).ok().map(|text| text + "\n")
    }

    fn pointer_of(&self, name: &str) -> JsonPointer {
        if name.starts_with('/') {
            return JsonPointer::parse(name);
        }
        let operation = self.api.operations.iter().find(|operation| operation.id.as_str() == name);
        let schema = || JsonPointer::parse("/components/schemas").child(name);
        operation.map_or_else(schema, |operation| operation.pointer.clone())
    }

    fn inspect_api(&self, name: Option<&str>) -> Option<String> {
        let Some(name) = name else { return Some(print::print(&self.api)) };
        let operation = self.api.operations.iter().find(|operation| operation.id.as_str() == name);
        operation.map(|operation| print::print_operation(&self.api, operation)).or_else(|| {
            let index = self.type_index(name)?;
            Some(print::print_type(&self.api, self.api.types.get(index)?))
        })
    }

    fn type_index(&self, name: &str) -> Option<usize> {
        (0..self.api.types.len()).find(|index| self.type_name(*index).as_deref() == Some(name))
    }

    fn type_name(&self, index: usize) -> Option<String> {
        let id = TypeId(u32::try_from(index).ok()?);
        Some(self.names.type_name(id).as_str().to_owned())
    }

    fn inspect_code(&self, name: Option<&str>) -> Option<String> {
        let wanted = |path: &str| name.is_none_or(|name| path == name || path.ends_with(&["/", name].concat()));
        let files: Vec<&str> =
            self.files.iter().filter(|file| wanted(&file.path)).map(|file| file.text.as_str()).collect();
        (!files.is_empty()).then(|| files.join("\n"))
    }

    fn inspect_surface(&self, name: Option<&str>) -> Option<String> {
        let surface = self.files.iter().find(|file| file.path == "surface.txt")?;
        let Some(name) = name else { return Some(surface.text.clone()) };
        let mut lines: Vec<&str> = surface.text.lines().filter(|line| line.contains(name)).collect();
        lines.push("");
        (lines.len() > 1).then(|| lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Config, NoFiles, Options, Outcome, SourceFile, generate};

    fn outcome() -> Outcome {
        let text = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
";
        let source = SourceFile { name: "pets.yaml".to_owned(), text: text.to_owned() };
        generate(source, &NoFiles, &Config::default(), &Options::default())
    }

    #[test]
    fn every_stage_shows_an_operation_and_a_schema() {
        let outcome = outcome();
        let shown = |stage: &str, name: &str| outcome.inspect(stage, Some(name)).unwrap_or_default();
        assert!(shown("document", "getPet").contains("\"operationId\": \"getPet\""));
        assert!(shown("document", "Pet").contains("\"properties\""));
        assert!(shown("document", "/paths/~1pets~1{id}/get/operationId").contains("getPet"));
        assert!(shown("api", "getPet").starts_with("operation "));
        assert!(shown("api", "Pet").contains("name"));
        assert!(shown("code", "lib.rs").contains("pub mod models"));
        assert!(shown("surface", "Pet").contains("struct"));
        assert_eq!(outcome.inspect("document", Some("Nobody")), None);
        assert_eq!(outcome.inspect("nothing", None), None);
    }

    #[test]
    fn a_name_that_is_misspelt_has_a_suggestion() {
        let outcome = outcome();
        for (stage, name, similar) in [
            ("document", "getPte", "getPet"),
            ("document", "Pte", "Pet"),
            ("api", "getPets", "getPet"),
            ("api", "Pett", "Pet"),
            ("code", "lob.rs", "lib.rs"),
            ("code", "src/lob.rs", "src/lib.rs"),
        ] {
            assert_eq!(outcome.similar(stage, name).as_deref(), Some(similar), "{stage} {name}");
        }
        assert_eq!(outcome.similar("api", "somethingElse"), None);
    }
}
