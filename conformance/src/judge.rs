//! Whether a value fits its schema, decided by a JSON Schema validator that knows nothing of the client.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use crate::lower::{Reading, lowered};
use crate::repair;
use crate::table::{Direction, Table};

/// What a validator says about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    /// With what is wrong first.
    Invalid(String),
    /// The schema itself is none.
    Unknown(String),
}

/// Validators for the schemas of one document, made when they are first needed.
pub(crate) struct Judge<'a> {
    table: &'a Table,
    registries: RefCell<HashMap<Reading, Made<Registry<'static>>>>,
    validators: RefCell<HashMap<(Reading, String), Made<Validator>>>,
}

/// Made once, or why it cannot be made.
type Made<T> = Rc<Result<T, String>>;

impl<'a> Judge<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        Self { table, registries: RefCell::default(), validators: RefCell::default() }
    }

    /// The document as written.
    pub(crate) fn document(&self) -> &Value {
        &self.table.document
    }

    /// Whether the kinds, names and constants of a value are those of its schema; patterns do not matter.
    pub(crate) fn shape(&self, schema: &str, direction: Direction, value: &Value) -> Verdict {
        self.verdict(Reading { direction, closed: false, patterns: false }, schema, value)
    }

    /// As `shape`, and no object has a property that its schema does not declare.
    pub(crate) fn closed_shape(&self, schema: &str, direction: Direction, value: &Value) -> Verdict {
        self.verdict(Reading { direction, closed: true, patterns: false }, schema, value)
    }

    /// What is wrong first with a value to be sent: nothing, or where it is and what could stand there.
    pub(crate) fn first_fault(&self, schema: &str, value: &Value) -> Result<Option<Option<(String, Value)>>, String> {
        let reading = Reading { direction: Direction::Request, closed: false, patterns: true };
        match &*self.validator(reading, schema) {
            Err(reason) => Err(reason.clone()),
            Ok(validator) => Ok(validator.validate(value).err().map(|error| repair::remedy(&error))),
        }
    }

    fn verdict(&self, reading: Reading, schema: &str, value: &Value) -> Verdict {
        match &*self.validator(reading, schema) {
            Err(reason) => Verdict::Unknown(reason.clone()),
            Ok(validator) => match validator.validate(value) {
                Ok(()) => Verdict::Valid,
                Err(error) => Verdict::Invalid(brief(&format!("{}: {error}", error.instance_path()))),
            },
        }
    }

    fn validator(&self, reading: Reading, schema: &str) -> Made<Validator> {
        let key = (reading, schema.to_owned());
        if let Some(known) = self.validators.borrow().get(&key) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.build(reading, schema));
        self.validators.borrow_mut().insert(key, Rc::clone(&made));
        made
    }

    fn build(&self, reading: Reading, schema: &str) -> Result<Validator, String> {
        let registry = self.registry(reading);
        let registry = registry.as_ref().as_ref().map_err(Clone::clone)?;
        let closed = if reading.closed { json!(false) } else { json!(true) };
        let wrapper = json!({ "$ref": format!("{DOCUMENT}#{}", fragment(schema)), "unevaluatedProperties": closed });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(registry)
            // The client keeps texts as they are; a server looks closer.
            .should_validate_formats(reading.patterns)
            .should_ignore_unknown_formats(true)
            .build(&wrapper)
            .map_err(|error| brief(&error.to_string()))
    }

    fn registry(&self, reading: Reading) -> Made<Registry<'static>> {
        if let Some(known) = self.registries.borrow().get(&reading) {
            return Rc::clone(known);
        }
        let document = lowered(&self.table.document, self.table.nullable_keyword, reading);
        let made = Registry::new()
            .add(DOCUMENT, document)
            .and_then(|builder| builder.prepare())
            .map_err(|error| brief(&error.to_string()));
        let made = Rc::new(made);
        self.registries.borrow_mut().insert(reading, Rc::clone(&made));
        made
    }
}

/// The name the document has among the validator's resources.
const DOCUMENT: &str = "https://document.invalid/";

/// A JSON pointer as the fragment of a URI.
fn fragment(pointer: &str) -> String {
    let mut text = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

fn brief(text: &str) -> String {
    text.chars().take(240).collect()
}
