//! Validates values against their schemas, with a JSON Schema validator that is independent of the client.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use conformance_protocol::{Direction, Table};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use crate::lower::{SchemaMode, lowered};
use crate::remedy::remedy;

/// The result of a validation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Validity {
    Valid,
    /// The value does not fit the schema; this is the first error.
    Invalid(String),
    /// The schema itself is not valid, for this reason.
    Unknown(String),
}

/// The validators of the schemas of one document, each built when it is first used.
pub(crate) struct SchemaValidator<'a> {
    table: &'a Table,
    registries: RefCell<HashMap<SchemaMode, Built<Registry<'static>>>>,
    validators: RefCell<HashMap<(SchemaMode, String), Built<Validator>>>,
}

/// A value that is built once and shared, or the error of the build.
type Built<T> = Rc<Result<T, String>>;

impl<'a> SchemaValidator<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        Self { table, registries: RefCell::default(), validators: RefCell::default() }
    }

    /// The document as written.
    pub(crate) fn document(&self) -> &Value {
        &self.table.document
    }

    /// Validates types, names and constants of a value, but no patterns.
    pub(crate) fn shape(&self, schema: &str, direction: Direction, value: &Value) -> Validity {
        self.validity(SchemaMode { direction, closed: false, patterns: false }, schema, value)
    }

    /// As `shape`, and refuses properties that the schema does not declare.
    pub(crate) fn closed_shape(&self, schema: &str, direction: Direction, value: &Value) -> Validity {
        self.validity(SchemaMode { direction, closed: true, patterns: false }, schema, value)
    }

    /// The first error of a value that is sent; `None` if it is valid.
    ///
    /// An error is the place of the invalid value and the value to replace it with; `None` if no replacement is known.
    pub(crate) fn first_error(&self, schema: &str, value: &Value) -> Result<Option<Option<(String, Value)>>, String> {
        let mode = SchemaMode { direction: Direction::Request, closed: false, patterns: true };
        match &*self.validator(mode, schema) {
            Err(reason) => Err(reason.clone()),
            Ok(validator) => Ok(validator.validate(value).err().map(|error| remedy(&error))),
        }
    }

    fn validity(&self, mode: SchemaMode, schema: &str, value: &Value) -> Validity {
        match &*self.validator(mode, schema) {
            Err(reason) => Validity::Unknown(reason.clone()),
            Ok(validator) => match validator.validate(value) {
                Ok(()) => Validity::Valid,
                Err(error) => Validity::Invalid(brief(&format!("{}: {error}", error.instance_path()))),
            },
        }
    }

    fn validator(&self, mode: SchemaMode, schema: &str) -> Built<Validator> {
        let key = (mode, schema.to_owned());
        if let Some(known) = self.validators.borrow().get(&key) {
            return Rc::clone(known);
        }
        let built = Rc::new(self.build(mode, schema));
        self.validators.borrow_mut().insert(key, Rc::clone(&built));
        built
    }

    fn build(&self, mode: SchemaMode, schema: &str) -> Result<Validator, String> {
        let registry = self.registry(mode);
        let registry = registry.as_ref().as_ref().map_err(Clone::clone)?;
        let closed = if mode.closed { json!(false) } else { json!(true) };
        let wrapper = json!({ "$ref": format!("{DOCUMENT}#{}", fragment(schema)), "unevaluatedProperties": closed });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(registry)
            // The client accepts any string for a format. A server does not, so a sent value needs a valid one.
            .should_validate_formats(mode.patterns)
            .should_ignore_unknown_formats(true)
            .build(&wrapper)
            .map_err(|error| brief(&error.to_string()))
    }

    fn registry(&self, mode: SchemaMode) -> Built<Registry<'static>> {
        if let Some(known) = self.registries.borrow().get(&mode) {
            return Rc::clone(known);
        }
        let document = lowered(&self.table.document, self.table.nullable_keyword, mode);
        let built = Registry::new()
            .add(DOCUMENT, document)
            .and_then(|builder| builder.prepare())
            .map_err(|error| brief(&error.to_string()));
        let built = Rc::new(built);
        self.registries.borrow_mut().insert(mode, Rc::clone(&built));
        built
    }
}

/// The URI of the document in the registry of the validator.
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
