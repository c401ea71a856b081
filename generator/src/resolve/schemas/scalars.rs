//! Scalars: formats and widths, limits, literals, and whether `null` is a value.

use std::borrow::Cow;

use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Additional, Node, NodeKind, Schema, SchemaType};
use crate::ir::{Bounds, Constant, Integer, TextFormat, TypeRef};
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::choice::is_choice;
use crate::source::{FileId, JsonPointer};

/// The format of a value that is an integer or a string.
const INT_OR_STRING: &str = "int-or-string";

/// The format of numbers, be they strings or not, whose digits count.
const DECIMAL: &str = "decimal";

/// Deepest chain of schemas that is searched for `null`.
const DEEPEST_NULL: usize = 32;

impl<'a> Resolver<'a> {
    /// The type of a string.
    pub(in crate::resolve) fn string_type(&self, schema: &Schema<'a>) -> TypeRef {
        let written = self.written_string_type(schema);
        match written {
            TypeRef::Base64 => {
                schema.format.read();
                schema.content_encoding.read_if(schema.content_encoding.peek() == Some("base64"));
            }
            TypeRef::Formatted(_) => _ = schema.format.read(),
            _ => {}
        }
        written
    }

    /// The same, to choose by it.
    pub(in crate::resolve) fn written_string_type(&self, schema: &Schema<'a>) -> TypeRef {
        match (schema.format.peek(), schema.content_encoding.peek()) {
            (Some("byte"), _) | (None, Some("base64")) => TypeRef::Base64,
            (format, _) => format.and_then(text_format).map_or(TypeRef::String, TypeRef::Formatted),
        }
    }

    /// The type of an integer: its format, unless the limits need more room.
    pub(in crate::resolve) fn integer_type(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> TypeRef {
        let written = match schema.format.peek() {
            Some("int32" | "int16" | "int8" | "uint16" | "uint8") => Integer::I32,
            Some("uint32") => Integer::U32,
            Some("uint64" | "uint" | "usize" | "ulong") => Integer::U64,
            Some("int128") => Integer::I128,
            Some("uint128") => Integer::U128,
            _ => Integer::I64,
        };
        if schema.format.peek().is_some_and(|format| has_own_type(format, schema)) {
            schema.format.read();
        }
        let width = wide_enough(written, schema);
        if width != written {
            self.reporter.push(
                Diagnostic::note(DiagnosticId::BoundsBeyondWidth, &*place.pointer, "the limits do not fit the format")
                    .effect("a wider type is used"),
            );
        }
        TypeRef::Integer(width)
    }

    /// The type of a number.
    pub(in crate::resolve) fn number_type(&self, schema: &Schema<'a>) -> TypeRef {
        if schema.format.peek().is_some_and(|format| has_own_type(format, schema)) {
            schema.format.read();
        }
        match schema.format.peek() {
            Some(DECIMAL) => TypeRef::Formatted(TextFormat::DecimalNumber),
            format => TypeRef::Float { single: format == Some("float") },
        }
    }

    /// Whether `null` is a value of a schema, in any of the spellings and through references.
    pub(in crate::resolve) fn is_nullable(&mut self, place: &Place<'a>) -> bool {
        self.nullable_below(place.node, place.file, 0)
    }

    /// The same, for a schema that has been read already.
    pub(in crate::resolve) fn is_nullable_schema(&mut self, place: &Place<'a>, schema: &Schema<'a>) -> bool {
        self.nullable(place.node, place.file, 0, || Cow::Borrowed(schema))
    }

    fn nullable_below(&mut self, node: &'a Node, file: FileId, depth: usize) -> bool {
        let dialect = self.dialect;
        self.nullable(node, file, depth, || Cow::Owned(Schema::of(node, dialect)))
    }

    fn nullable<'s>(
        &mut self,
        node: &'a Node,
        file: FileId,
        depth: usize,
        schema: impl FnOnce() -> Cow<'s, Schema<'a>>,
    ) -> bool
    where
        'a: 's,
    {
        let address = std::ptr::from_ref(node).addr();
        if let Some(known) = self.types.nullable.get(&address) {
            return *known;
        }
        if depth >= DEEPEST_NULL {
            return false;
        }
        // A schema that refers to itself adds nothing to its own answer.
        self.types.nullable.insert(address, false);
        let nullable = self.compute_nullable(&schema(), file, depth + 1);
        self.types.nullable.insert(address, nullable);
        nullable
    }

    fn compute_nullable(&mut self, schema: &Schema<'a>, file: FileId, depth: usize) -> bool {
        if schema.nullable {
            return true;
        }
        if let Some(reference) = schema.reference {
            let target = self.references.find(reference, file);
            return target.is_some_and(|target| self.nullable_below(target.node, target.file, depth));
        }
        let mut members = schema.one_of.iter().chain(schema.any_of);
        if members.any(|member| Schema::of(member, self.dialect).is_null || self.nullable_below(member, file, depth)) {
            return true;
        }
        // A member that is written in place, and says so, is how a reference is made nullable.
        if schema.all_of.iter().any(|member| member.reference().is_none() && Schema::of(member, self.dialect).nullable)
        {
            return true;
        }
        // Written as `allOf`, every member that says what the type is has to agree; a description rules nothing out.
        let dialect = self.dialect;
        let telling = schema.all_of.iter().filter(|member| says_type(&Schema::of(member, dialect))).collect::<Vec<_>>();
        let is_open = schema.types.is_empty() && !telling.is_empty();
        is_open && telling.into_iter().all(|member| self.nullable_below(member, file, depth))
    }
}

impl<'a> Resolver<'a> {
    /// Reads what makes `null` a value of a schema, where the type has it.
    pub(in crate::resolve) fn read_null(&mut self, place: &Place<'a>, is_used: bool) {
        if is_used {
            self.read_null_below(place.node, place.file, 0);
        }
    }

    fn read_null_below(&mut self, node: &'a Node, file: FileId, depth: usize) {
        let address = std::ptr::from_ref(node).addr();
        if depth >= DEEPEST_NULL || !self.types.read_nulls.insert(address) {
            return;
        }
        let schema = Schema::of(node, self.dialect);
        if schema.nullable {
            read_own_null(node);
        } else if let Some(target) = schema.reference.and_then(|reference| self.references.find(reference, file)) {
            self.read_null_below(target.node, target.file, depth + 1);
        }
        for member in schema.one_of.iter().chain(schema.any_of).chain(schema.all_of) {
            let said = Schema::of(member, self.dialect);
            if said.is_null || said.nullable && said.types.is_empty() && said.reference.is_none() {
                member.read();
            } else if said.reference.is_some() {
                let place = Place::new(member, JsonPointer::default(), file);
                if self.is_null(&place) {
                    self.references.read_references(&place);
                }
            }
            self.read_null_below(member, file, depth + 1);
        }
    }
}

/// The schema says of which type its values are.
fn says_type(schema: &Schema<'_>) -> bool {
    schema.reference.is_some()
        || !schema.types.is_empty()
        || schema.has_enum
        || schema.constant.is_some()
        || !schema.all_of.is_empty()
        || is_choice(schema)
}

/// The keywords that say that `null` is a value.
fn read_own_null(node: &Node) {
    node.read_key("nullable");
    if node.get("type").is_some_and(|kind| kind.as_str() == Some("null") || kind.is_null() || kind.is_list()) {
        node.read_key("type");
    }
    if node.get("const").is_some_and(Node::is_null) {
        node.read_key("const");
    }
    for value in node.get("enum").map(Node::items).unwrap_or_default().iter().filter(|value| value.is_null()) {
        value.read();
    }
}

/// The limits of a schema's value.
pub(super) fn bounds(schema: &Schema<'_>) -> Bounds {
    schema.looser.iter().for_each(|limit| _ = limit.read());
    Bounds {
        minimum: schema.minimum.and_then(number),
        maximum: schema.maximum.and_then(number),
        exclusive_minimum: schema.exclusive_minimum.read_flag(),
        exclusive_maximum: schema.exclusive_maximum.read_flag(),
        multiple_of: schema.multiple_of.and_then(number),
        min_length: least(schema.min_length.read()),
        max_length: schema.max_length.read(),
        pattern: schema.pattern.read().map(str::to_owned),
        min_items: least(schema.min_items.read()),
        max_items: schema.max_items.read(),
        unique_items: schema.unique_items.read_flag(),
        min_properties: least(schema.min_properties.read()),
        max_properties: schema.max_properties.read().or(is_empty_object(schema).then_some(0)),
        format: documented_format(schema),
        inside: Vec::new(),
    }
}

/// A number as it is written, without zeros at its end: `0.0` is 0.
fn number(limit: &Node) -> Option<String> {
    let text = limit.read().to_text()?;
    let is_decimal = text.contains('.') && !text.contains(['e', 'E']);
    Some(if is_decimal { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text })
}

/// A least count of 0 excludes nothing.
fn least(count: Option<u64>) -> Option<u64> {
    count.filter(|count| *count > 0)
}

/// No value has a property.
fn is_empty_object(schema: &Schema<'_>) -> bool {
    matches!(schema.additional, Additional::None)
        && schema.types == [SchemaType::Object]
        && schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && !is_choice(schema)
}

/// The format, unless the type says it.
fn documented_format(schema: &Schema<'_>) -> Option<String> {
    // Values that are listed, and another schema, say what the format would.
    if schema.has_enum || schema.constant.is_some() || !schema.all_of.is_empty() || is_choice(schema) {
        schema.format.read_if(schema.format.peek().is_some_and(|format| has_own_type(format, schema)));
    }
    schema.format.peek().filter(|format| !has_own_type(format, schema))?;
    schema.format.read().map(str::to_owned)
}

/// A scalar literal, if the node is one.
pub(in crate::resolve) fn constant(node: &Node) -> Option<Constant> {
    match &node.kind {
        NodeKind::String(text) => Some(Constant::String(text.to_string())),
        NodeKind::Bool(value) => Some(Constant::Boolean(*value)),
        NodeKind::Number(number) => number.as_i64().map(Constant::Integer),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
    }
}

/// The format of a string that has a type of its own.
pub(in crate::resolve) fn text_format(format: &str) -> Option<TextFormat> {
    Some(match format {
        "date-time" => TextFormat::DateTime,
        "date" => TextFormat::Date,
        "time" => TextFormat::Time,
        "duration" => TextFormat::IsoDuration,
        "uuid" | "uuid1" | "uuid3" | "uuid4" | "uuid5" | "uuid6" | "uuid7" | "uuid8" | "guid" => TextFormat::Uuid,
        "decimal" => TextFormat::Decimal,
        _ => return None,
    })
}

/// A string in the document, an integer or a string on the wire; Kubernetes writes it.
pub(in crate::resolve) fn is_int_or_string(schema: &Schema<'_>) -> bool {
    let is_either = |kind: &SchemaType| matches!(kind, SchemaType::String | SchemaType::Integer);
    schema.format.peek() == Some(INT_OR_STRING) && schema.types.iter().all(is_either)
}

/// True if the format is said by the type.
fn has_own_type(format: &str, schema: &Schema<'_>) -> bool {
    let is_number = |kind: &SchemaType| matches!(kind, SchemaType::Number | SchemaType::Integer);
    let is_open = schema.types.is_empty();
    let may_be_text = is_open || schema.types.contains(&SchemaType::String);
    match format {
        INT_OR_STRING => true,
        "int32" | "int64" | "uint32" | "uint64" | "float" | "double" => is_open || schema.types.iter().any(is_number),
        "byte" => may_be_text,
        "uint" | "usize" | "ulong" | "int128" | "uint128" => schema.types.contains(&SchemaType::Integer),
        DECIMAL if schema.types.contains(&SchemaType::Number) => true,
        // A number is read as one, whatever its format says.
        other => text_format(other).is_some() && may_be_text && !schema.types.iter().any(is_number),
    }
}

fn wide_enough(written: Integer, schema: &Schema<'_>) -> Integer {
    let (low, high) = match written {
        Integer::I32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Integer::I64 => (i128::from(i64::MIN), i128::from(i64::MAX)),
        Integer::U32 => (0, i128::from(u32::MAX)),
        Integer::U64 => (0, i128::from(u64::MAX)),
        Integer::I128 | Integer::U128 => return written,
    };
    let limit = |node: Option<&Node>| node.and_then(whole);
    let minimum = limit(schema.minimum).unwrap_or(low);
    let maximum = limit(schema.maximum).unwrap_or(high);
    // Without a format, a value of the document that does not fit shows that others may not either.
    let example = limit(schema.example).or(limit(schema.default)).filter(|_| schema.format.is_none());
    if example.is_some_and(|example| example < i128::from(i64::MIN) || example > i128::from(i64::MAX)) {
        return if schema.minimum.is_some() && minimum >= 0 { Integer::U64 } else { Integer::I128 };
    }
    if maximum > i128::from(i64::MAX) && minimum >= 0 {
        Integer::U64
    } else if minimum < low || maximum > high {
        Integer::I64
    } else {
        written
    }
}

fn whole(node: &Node) -> Option<i128> {
    node.as_i64().map(i128::from).or_else(|| node.as_u64().map(i128::from))
}
