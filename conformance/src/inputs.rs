//! The values of one call, decoded into the types of its inputs.

use std::fmt;

use clientgen_runtime::model::decode;
use clientgen_runtime::{Body, Form, Model, Part};
use serde_json::Value;

/// The values of one call.
#[derive(Debug, Default)]
pub struct Inputs {
    /// By the position of the parameter; `None` is not sent.
    pub(crate) parameters: Vec<Option<Value>>,
    pub(crate) body: Option<Value>,
    /// The properties of the body that are files.
    pub(crate) files: Vec<String>,
}

/// Why a call cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// An input is bytes, and the table contains JSON only.
    NotJson,
    /// A valid value does not fit the type.
    Type(String),
    /// A required value is missing.
    Missing,
}

impl InputError {
    /// The error for an input that is not JSON.
    pub fn not_json() -> Self {
        Self::NotJson
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => formatter.write_str("an input is not JSON"),
            Self::Type(reason) => formatter.write_str(reason),
            Self::Missing => formatter.write_str("a value is missing"),
        }
    }
}

impl Inputs {
    /// Returns the value of a required parameter.
    ///
    /// # Errors
    ///
    /// If it is missing, or does not fit the type.
    pub fn required<T: Model>(&self, index: usize) -> Result<T, InputError> {
        self.optional(index)?.ok_or(InputError::Missing)
    }

    /// Returns the value of a parameter, if it is sent.
    ///
    /// # Errors
    ///
    /// If it does not fit the type.
    pub fn optional<T: Model>(&self, index: usize) -> Result<Option<T>, InputError> {
        self.parameters.get(index).and_then(Option::as_ref).map(|value| typed(value)).transpose()
    }

    /// Whether the call has a body.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Returns the body as a model.
    ///
    /// # Errors
    ///
    /// If it is missing, or does not fit the type.
    pub fn body<T: Model>(&self) -> Result<T, InputError> {
        self.body.as_ref().ok_or(InputError::Missing).and_then(typed)
    }

    /// Returns the body as a string.
    ///
    /// # Errors
    ///
    /// If it is missing.
    pub fn text(&self) -> Result<String, InputError> {
        let body = self.body.as_ref().ok_or(InputError::Missing)?;
        Ok(body.as_str().map_or_else(|| body.to_string(), str::to_owned))
    }

    /// Returns the body as bytes.
    ///
    /// # Errors
    ///
    /// If it is missing.
    pub fn bytes(&self) -> Result<Body, InputError> {
        self.text().map(Body::from)
    }

    /// Returns the body as a form with a part for each property.
    ///
    /// # Errors
    ///
    /// If it is missing.
    pub fn form(&self) -> Result<Form, InputError> {
        let body = self.body.as_ref().ok_or(InputError::Missing)?;
        let properties = body.as_object().ok_or(InputError::NotJson)?;
        Ok(properties.iter().fold(Form::new(), |form, (name, value)| self.part(form, name, value)))
    }

    fn part(&self, form: Form, name: &str, value: &Value) -> Form {
        if !self.files.iter().any(|file| file == name) {
            return form.value(name, value);
        }
        let contents = match value {
            Value::Array(contents) => contents.as_slice(),
            one => std::slice::from_ref(one),
        };
        contents.iter().fold(form, |form, content| {
            let content = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
            form.part(Part::new(name, content).file_name("file.txt"))
        })
    }
}

fn typed<T: Model>(value: &Value) -> Result<T, InputError> {
    decode(value.to_string().as_bytes()).map_err(|error| InputError::Type(error.to_string()))
}
