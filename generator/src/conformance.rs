//! A test of the generated client, made from the document: its example values and its operations.
//!
//! The result is a program, which has only types and names, and a table of values for it. The program validates the
//! values and reports what the client does differently.

mod calls;
mod examples;
mod places;
#[cfg(test)]
mod tests;
mod values;

use conformance_protocol::{Example, Table};
use foldhash::HashMap;

use crate::Outcome;
use crate::document::Dialect;
use crate::ir::TypeRef;
use crate::render::conformance::{is_json, program};

/// A test of a generated client, made from the examples and operations of its document.
#[derive(Debug)]
pub struct ClientTest {
    /// The program, to be compiled with the client as `subject` and the harness as `harness`.
    pub program: String,
    /// The values, to be read by the harness.
    pub table: Table,
}

impl Outcome {
    /// The test of the client; `None` if nothing was generated.
    pub fn conformance(&self) -> Option<ClientTest> {
        let document = self.document.as_ref().filter(|_| !self.files.is_empty())?;
        let mut types = Types::default();
        let examples = examples::collect(document, &self.api)
            .into_iter()
            .filter(|example| is_json(&self.api, &example.type_ref))
            .map(|example| Example {
                check: types.index(&example.type_ref),
                place: example.place.to_string(),
                schema: example.schema.to_string(),
                direction: example.direction,
                value: example.value,
            })
            .collect();
        let table = Table {
            nullable_keyword: document.dialect == Dialect::V3_0,
            document: document.root.to_json(),
            examples,
            calls: calls::collect(document, &self.api, &self.names),
        };
        Some(ClientTest { program: program(&self.api, &self.names, &types.list), table })
    }
}

/// The types of the examples without duplicates, in order of appearance.
#[derive(Debug, Default)]
struct Types {
    list: Vec<TypeRef>,
    known: HashMap<TypeRef, usize>,
}

impl Types {
    fn index(&mut self, of: &TypeRef) -> usize {
        if let Some(index) = self.known.get(of) {
            return *index;
        }
        self.list.push(of.clone());
        self.known.insert(of.clone(), self.list.len() - 1);
        self.list.len() - 1
    }
}
