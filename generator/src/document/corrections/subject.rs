//! What is at a place of the document, by the table of the structural pass.

use super::super::validate::{Kind, Shape, rule, swagger_rule};
use super::super::words::Words;
use crate::source::JsonPointer;

/// What a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Document,
    Operation,
    Parameter,
    Header,
    Body,
    Response,
    Property,
    Schema,
}

impl Subject {
    /// With its article.
    pub(super) fn described(self) -> &'static str {
        match self {
            Subject::Document => "the document",
            Subject::Operation => "an operation",
            Subject::Parameter => "a parameter",
            Subject::Header => "a header",
            Subject::Body => "a request body",
            Subject::Response => "a response",
            Subject::Property => "a property",
            Subject::Schema => "a schema",
        }
    }

    /// What a pointer leads to; none if that is nothing to correct.
    pub(super) fn at(pointer: &JsonPointer, words: Words) -> Option<Subject> {
        let rule = if words == Words::V2 { swagger_rule } else { rule };
        let mut shape = Shape::Object(Kind::Root);
        let mut is_property = false;
        for segment in pointer.segments() {
            let kind = kind_of(shape);
            let is_named = matches!(shape, Shape::MapOf(_));
            is_property = is_named && is_property;
            shape = match (shape, kind) {
                (Shape::MapOf(inner) | Shape::ListOf(inner), _) => *inner,
                (_, Some(Kind::Paths | Kind::Callback)) => Shape::Object(Kind::PathItem),
                (_, Some(Kind::Responses)) => Shape::Object(Kind::Response),
                // Swagger 2.0 has no words of its own for these.
                (_, Some(Kind::Schema)) if matches!(&*segment, "x-oneOf" | "x-anyOf") => Shape::ListOf(&Shape::Schema),
                (_, Some(kind)) => {
                    is_property = kind == Kind::Schema && segment == "properties";
                    rule(kind).field(&segment)?.shape
                }
                (_, None) => return None,
            };
        }
        Some(match kind_of(shape)? {
            Kind::Root => Subject::Document,
            Kind::Operation => Subject::Operation,
            Kind::Parameter => Subject::Parameter,
            Kind::Header => Subject::Header,
            Kind::RequestBody => Subject::Body,
            Kind::Response => Subject::Response,
            Kind::Schema if is_property => Subject::Property,
            Kind::Schema => Subject::Schema,
            _ => return None,
        })
    }
}

fn kind_of(shape: Shape) -> Option<Kind> {
    match shape {
        Shape::Object(kind) | Shape::OrReference(kind) => Some(kind),
        Shape::Schema | Shape::FlagOrSchema => Some(Kind::Schema),
        _ => None,
    }
}
