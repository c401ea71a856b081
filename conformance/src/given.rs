//! The values of one call, as the types its method takes.

use std::fmt;

use clientgen_runtime::model::decode;
use clientgen_runtime::{Body, Form, Model, Part};
use serde_json::Value;

/// The values of one call.
#[derive(Debug, Default)]
pub struct Given {
    /// By position of the parameter; none is left out of the call.
    pub(crate) parameters: Vec<Option<Value>>,
    pub(crate) body: Option<Value>,
    /// Properties of the body that are files.
    pub(crate) files: Vec<String>,
}

/// Why a call cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An input is bytes where this program only has JSON.
    NotJson,
    /// A value that fits the schema does not fit the type.
    Type(String),
    /// There is no value.
    Missing,
}

impl Fault {
    /// An input is no JSON.
    pub fn not_json() -> Self {
        Self::NotJson
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => formatter.write_str("an input is no JSON"),
            Self::Type(reason) => formatter.write_str(reason),
            Self::Missing => formatter.write_str("a value is missing"),
        }
    }
}

impl Given {
    /// The value of a parameter that has to be there.
    ///
    /// # Errors
    ///
    /// If it is not, or does not fit the type.
    pub fn required<T: Model>(&self, index: usize) -> Result<T, Fault> {
        self.optional(index)?.ok_or(Fault::Missing)
    }

    /// The value of a parameter, if it is to be sent.
    ///
    /// # Errors
    ///
    /// If it does not fit the type.
    pub fn optional<T: Model>(&self, index: usize) -> Result<Option<T>, Fault> {
        self.parameters.get(index).and_then(Option::as_ref).map(|value| typed(value)).transpose()
    }

    /// Whether the call has a body.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// The body as a model.
    ///
    /// # Errors
    ///
    /// If there is none, or it does not fit the type.
    pub fn body<T: Model>(&self) -> Result<T, Fault> {
        self.body.as_ref().ok_or(Fault::Missing).and_then(typed)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn text(&self) -> Result<String, Fault> {
        let body = self.body.as_ref().ok_or(Fault::Missing)?;
        Ok(body.as_str().map_or_else(|| body.to_string(), str::to_owned))
    }

    /// The body as bytes.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn bytes(&self) -> Result<Body, Fault> {
        self.text().map(Body::from)
    }

    /// The body as a form with a part for each property.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn form(&self) -> Result<Form, Fault> {
        let body = self.body.as_ref().ok_or(Fault::Missing)?;
        let properties = body.as_object().ok_or(Fault::NotJson)?;
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

fn typed<T: Model>(value: &Value) -> Result<T, Fault> {
    decode(value.to_string().as_bytes()).map_err(|error| Fault::Type(error.to_string()))
}
