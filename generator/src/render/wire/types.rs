//! The lines of schemas in `wire.txt`: properties, values and members, with the directions they travel in.

use super::words::{self, Words};
use crate::ir::{Discrimination, Field, Record, TypeDef, TypeId, TypeKind, Union, Usage, query, words as leaf};
use crate::lock::{self, name_of};
use crate::render::context::Context;

/// The lines of all schemas.
pub(super) fn lines(context: &Context<'_>, words: &Words, lines: &mut Vec<String>) {
    for (id, type_def) in query::with_ids(&context.api.types) {
        let place = words.place(id);
        lines.push(first_line(words, id, type_def));
        match &type_def.kind {
            TypeKind::Record(record) => record_lines(words, place, record, lines),
            TypeKind::Enum(enumeration) => {
                let values = enumeration.variants.iter().map(|variant| leaf::constant(&variant.wire_value));
                lines.extend(values.map(|value| [place, " = ", &value].concat()));
            }
            TypeKind::Union(union) => union_lines(words, place, union, lines),
            TypeKind::Alias(_) => {}
        }
    }
}

fn first_line(words: &Words, id: TypeId, type_def: &TypeDef) -> String {
    let kind = match &type_def.kind {
        TypeKind::Record(Record { is_closed: true, .. }) => "closed object".to_owned(),
        TypeKind::Record(_) => "object".to_owned(),
        TypeKind::Enum(_) => "one of".to_owned(),
        TypeKind::Union(union) => match &union.discrimination {
            Discrimination::Tag(rule) => ["one of by ", &*name_of(&rule.property)].concat(),
            Discrimination::Shape => "one of".to_owned(),
        },
        TypeKind::Alias(target) => words.type_ref(target),
    };
    let columns = words::columns(&[
        usage(type_def.usage),
        direction(type_def.read_only, type_def.write_only),
        &words::limits(&type_def.bounds),
        &words::default(type_def.default.as_deref()),
    ]);
    [words.place(id), "  ", &kind, &columns].concat()
}

fn usage(usage: Usage) -> &'static str {
    match (usage.request, usage.response) {
        (true, true) => "sent, received",
        (true, false) => "sent",
        (false, true) => "received",
        (false, false) => "",
    }
}

/// Where what is declared travels one way only.
fn direction(read_only: bool, write_only: bool) -> &'static str {
    match (read_only, write_only) {
        (true, _) => "read only",
        (_, true) => "write only",
        _ => "",
    }
}

fn record_lines(words: &Words, place: &str, record: &Record, lines: &mut Vec<String>) {
    lines.extend(record.fields.iter().map(|field| field_line(words, place, field)));
    if let Some(additional) = &record.additional {
        lines.push([place, " .", lock::UNDECLARED, ": ", &words.type_ref(additional)].concat());
    }
}

fn field_line(words: &Words, place: &str, field: &Field) -> String {
    let constant = field.constant.as_ref().map(|value| ["= ", &leaf::constant(value)].concat());
    let columns = words::columns(&[
        words::mark(field.required, "required"),
        words::mark(field.nullable, "nullable"),
        direction(field.read_only, field.write_only),
        constant.as_deref().unwrap_or_default(),
        &words::limits(&field.bounds),
        &words::default(field.default.as_deref()),
    ]);
    [place, " .", &name_of(&field.wire_name), ": ", &words.type_ref(&field.type_ref), &columns].concat()
}

fn union_lines(words: &Words, place: &str, union: &Union, lines: &mut Vec<String>) {
    for variant in &union.variants {
        let tags: Vec<String> = variant.tags.iter().map(|tag| format!("{tag:?}")).collect();
        let columns = words::columns(&[&tags.join(" or "), &words::limits(&variant.annotations.bounds)]);
        lines.push([place, " | ", &words.type_ref(&variant.type_ref), &columns].concat());
    }
}
