//! Prints a stage, for people who want to know what became of an operation or a schema.

use crate::Outcome;
use crate::ir::print;
use crate::names::Names;

impl Outcome {
    /// Prints the output of a stage (`api`, `code`, `surface`), whole or for one operation, type or file.
    ///
    /// `None` if there is no such stage or name.
    pub fn inspect(&self, stage: &str, name: Option<&str>) -> Option<String> {
        match stage {
            "api" => self.inspect_api(name),
            "code" => self.inspect_code(name),
            "surface" => self.inspect_surface(name),
            _ => None,
        }
    }

    fn inspect_api(&self, name: Option<&str>) -> Option<String> {
        let Some(name) = name else { return Some(print::print(&self.api)) };
        let operation = self.api.operations.iter().find(|operation| operation.id == name);
        operation.map(|operation| print::print_operation(&self.api, operation)).or_else(|| {
            let index = self.type_index(name)?;
            Some(print::print_type(&self.api, self.api.types.get(index)?))
        })
    }

    fn type_index(&self, name: &str) -> Option<usize> {
        let named = |names: &Names| {
            (0..self.api.types.len()).find(|index| {
                u32::try_from(*index).is_ok_and(|index| names.type_name(crate::ir::TypeId(index)) == name)
            })
        };
        named(&self.names)
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
