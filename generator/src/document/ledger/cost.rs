//! What it costs the client that a value was not read.

use crate::document::validate::Kind;

/// What was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject<'a> {
    /// An object as a whole.
    Object(Kind),
    /// The value of a key of an object, or an item or an entry of it.
    Key(Kind, &'a str),
}

/// What a loss costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cost {
    /// It can be seen in requests, or in what becomes of responses.
    pub(super) is_loss: bool,
    /// In words.
    pub(super) effect: &'static str,
}

const fn loss(effect: &'static str) -> Cost {
    Cost { is_loss: true, effect }
}

const fn note(effect: &'static str) -> Cost {
    Cost { is_loss: false, effect }
}

/// The cost of a loss.
pub(super) fn cost(subject: Subject<'_>) -> Cost {
    match subject {
        Subject::Object(kind) => object(kind),
        Subject::Key(kind, key) => documentation(key).unwrap_or_else(|| value(kind, key)),
    }
}

fn object(kind: Kind) -> Cost {
    match kind {
        Kind::Operation => loss("the client has no method for it"),
        Kind::PathItem => loss("the client has none of its methods"),
        Kind::Parameter => loss("the client does not send it"),
        Kind::RequestBody => loss("the client does not send it"),
        Kind::MediaType => note("the client neither sends nor asks for this representation"),
        Kind::Response => loss("the response is treated as one that is not described"),
        Kind::Header => loss("nothing is made of the header"),
        Kind::Encoding => loss("the part is sent in the default way"),
        Kind::Schema => loss("values are sent and read as if this schema were not written"),
        Kind::SecurityScheme => loss("the client does not send this credential"),
        Kind::Server | Kind::ServerVariable => loss("the client cannot be pointed at it"),
        Kind::Example => note("the documentation does not show the example"),
        Kind::ExternalDocs => note("the documentation does not have the link"),
        Kind::Tag => note("no operation belongs to it, so there is no group"),
        _ => note("nothing is made of it"),
    }
}

/// What is for people only.
fn documentation(key: &str) -> Option<Cost> {
    Some(match key {
        "description" | "summary" | "title" => note("the documentation does not have the text"),
        "example" | "examples" | "value" | "dataValue" | "serializedValue" | "externalValue" => {
            note("the documentation does not show the example")
        }
        "default" => note("the documentation does not have the default"),
        "deprecated" => note("nobody who uses it is warned"),
        "url" => note("the documentation does not have the link"),
        "format" => note("neither the type nor the documentation has the format"),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength" | "maxLength"
        | "pattern" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" => {
            note("the documentation does not have the limit")
        }
        _ => return None,
    })
}

fn value(kind: Kind, key: &str) -> Cost {
    match (kind, key) {
        (_, "$ref") => loss("what it refers to is not used here"),
        (_, "style" | "explode" | "allowReserved" | "allowEmptyValue" | "contentType" | "collectionFormat") => {
            loss("the value is written in the default way")
        }
        (Kind::Schema, "nullable") => loss("`null` is no value of the type"),
        (Kind::Schema, "type") => loss("the type does not depend on it"),
        (Kind::Schema, "enum" | "const") => loss("the type does not have the value"),
        (Kind::Schema, "required") => loss("a value without these properties is accepted"),
        (Kind::Schema, "additionalProperties") => note("other properties are treated as if it were not there"),
        (Kind::Schema, "readOnly" | "writeOnly") => note("the property is there in both directions"),
        (Kind::Schema | Kind::Discriminator, _) => note("the type does not depend on it"),
        (_, "consumes" | "produces") => note("the client neither sends nor asks for this representation"),
        (_, "schemes") => note("the client uses the schemes of the document, of http and https"),
        (_, "required") => loss("the client lets it be left out"),
        (_, "security") => note("the client goes by the alternative before it, which has the same schemes"),
        (_, "tags") => note("the operation belongs to the group of its first tag"),
        (_, "operationId") => note("the method is named otherwise"),
        _ => note("nothing is made of it"),
    }
}
