//! Types of the user's in place of those of the document: by the name of a schema, or by a format.

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Schema, SchemaType};
use crate::ir::{OwnType, TypeRef};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::resolve::shape::Shape;

impl<'a> Resolver<'a> {
    /// The type of the user's for a component schema.
    pub(in crate::resolve) fn own_type(&self, name: &str) -> Option<OwnType> {
        let decisions = self.config.types.get(name)?;
        Some(OwnType { path: decisions.replace.clone()?, is_model: decisions.model })
    }

    /// What a schema is whose type the user has: nothing in it matters.
    pub(in crate::resolve) fn replaced(&mut self, place: &Place<'a>, own: OwnType) -> Shape<'a> {
        let message = format!("the overrides have `{}` in place of this schema", own.path);
        let note = Diagnostic::note(DiagnosticId::SchemaReplaced, &*place.pointer, message);
        self.reporter.push(note.effect("what the schema says is not looked at"));
        place.leave_out();
        Shape::Plain(TypeRef::Own(own))
    }

    /// The type of the user's for the format of a string or a number.
    pub(in crate::resolve) fn own_format(&self, schema: &Schema<'a>, kind: Option<SchemaType>) -> Option<TypeRef> {
        let format = schema.format.peek()?;
        let is_scalar = matches!(kind, Some(SchemaType::String | SchemaType::Integer | SchemaType::Number) | None);
        let path = self.config.formats.get(format).filter(|_| is_scalar)?;
        schema.format.read();
        Some(TypeRef::Own(OwnType { path: path.clone(), is_model: false }))
    }
}
