//! The keys of a correction, in the order in which they are applied, and what each can be said of.

use serde_json::Value;

use super::subject::Subject;
use crate::correction::{Correction, ParameterIn, SecurityAlternative, Streaming};

/// One key of a correction with its value.
#[derive(Debug)]
pub(super) enum Edit<'c> {
    Body(bool),
    Location(ParameterIn),
    MediaType(&'c [String]),
    Types(&'c [String]),
    Schema(&'c Value),
    Format(&'c str),
    Nullable(bool),
    Required(bool),
    Reserved(bool),
    Streaming(Streaming),
    Security(&'c [SecurityAlternative]),
}

/// What a correction says, in the order in which it is applied: what is there, then what it is.
pub(super) fn edits(correction: &Correction) -> Vec<Edit<'_>> {
    let Correction {
        reason: _,
        required,
        nullable,
        types,
        format,
        schema,
        media_type,
        body,
        streaming,
        location,
        reserved,
        security,
    } = correction;
    let edits = [
        body.map(Edit::Body),
        location.map(Edit::Location),
        media_type.as_ref().map(|names| Edit::MediaType(names.names())),
        types.as_ref().map(|names| Edit::Types(names.names())),
        schema.as_ref().map(Edit::Schema),
        format.as_deref().map(Edit::Format),
        nullable.map(Edit::Nullable),
        required.map(Edit::Required),
        reserved.map(Edit::Reserved),
        streaming.map(Edit::Streaming),
        security.as_deref().map(Edit::Security),
    ];
    edits.into_iter().flatten().collect()
}

impl Edit<'_> {
    /// The key in the overrides.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Edit::Body(_) => "body",
            Edit::Location(_) => "in",
            Edit::MediaType(_) => "media_type",
            Edit::Types(_) => "type",
            Edit::Schema(_) => "schema",
            Edit::Format(_) => "format",
            Edit::Nullable(_) => "nullable",
            Edit::Required(_) => "required",
            Edit::Reserved(_) => "reserved",
            Edit::Streaming(_) => "streaming",
            Edit::Security(_) => "security",
        }
    }

    /// What it can be said of.
    pub(super) fn subjects(&self) -> &'static [Subject] {
        match self {
            Edit::Body(_) | Edit::Streaming(_) => &[Subject::Operation, Subject::Response],
            Edit::Location(_) | Edit::Reserved(_) => &[Subject::Parameter],
            Edit::MediaType(_) => &[Subject::Body, Subject::Response],
            Edit::Types(_) | Edit::Schema(_) | Edit::Format(_) | Edit::Nullable(_) => &[
                Subject::Schema,
                Subject::Property,
                Subject::Parameter,
                Subject::Header,
                Subject::Body,
                Subject::Response,
            ],
            Edit::Required(_) => &[Subject::Property, Subject::Parameter, Subject::Header, Subject::Body],
            Edit::Security(_) => &[Subject::Document, Subject::Operation],
        }
    }

    pub(super) fn is_about(&self, subject: Subject) -> bool {
        self.subjects().contains(&subject)
    }
}
