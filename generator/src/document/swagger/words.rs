//! What diagnostics say of a Swagger 2.0 document, in the words of that version: they are made for OpenAPI 3.

use std::borrow::Cow;

use crate::diagnostics::{Diagnostic, DiagnosticId};

/// What is called otherwise, longer words first.
const WORDS: &[(&str, &str)] = &[
    ("#/components/schemas/", "#/definitions/"),
    ("#/components/parameters/", "#/parameters/"),
    ("#/components/requestBodies/", "#/parameters/"),
    ("#/components/responses/", "#/responses/"),
    ("#/components/securitySchemes/", "#/securityDefinitions/"),
    ("`components.schemas`", "`definitions`"),
    ("`components.parameters`", "`parameters`"),
    ("`components.requestBodies`", "`parameters`"),
    ("`components.responses`", "`responses`"),
    ("`components.securitySchemes`", "`securityDefinitions`"),
    (", or declare `openapi: 3.1.0`", ""),
    ("`nullable: true`", "`x-nullable: true`"),
    ("has no effect in OpenAPI 3.0", "has no effect in Swagger 2.0"),
    ("this document is 3.0", "this document is Swagger 2.0"),
    ("`schema` is not a key of a schema", "`schema` is a key of parameters with `in: body` only"),
];

/// Says the same in the words of Swagger 2.0.
pub(crate) fn in_words_of_swagger(diagnostic: &mut Diagnostic) {
    if diagnostic.id == DiagnosticId::UnknownKey && diagnostic.message.starts_with("`collectionFormat`") {
        "this value of `collectionFormat` is not supported".clone_into(&mut diagnostic.message);
        diagnostic.help = Some("one of `csv`, `ssv`, `pipes` and, in `query` and `formData`, `multi`".to_owned());
        diagnostic.effect = Some("the values are separated by commas".to_owned());
        diagnostic.label = None;
    }
    let related = diagnostic.related.as_mut().map(|(_, words)| words);
    let optional = [&mut diagnostic.label, &mut diagnostic.help, &mut diagnostic.effect].into_iter().flatten();
    for text in optional.chain([&mut diagnostic.message]).chain(related) {
        if let Cow::Owned(words) = in_words(text) {
            *text = words;
        }
    }
}

fn in_words(text: &str) -> Cow<'_, str> {
    WORDS.iter().fold(Cow::Borrowed(text), |text, (ours, theirs)| {
        if text.contains(ours) { Cow::Owned(text.replace(ours, theirs)) } else { text }
    })
}
