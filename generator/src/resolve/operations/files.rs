//! Files of multipart forms: their properties are bytes with a name there, and would be strings in JSON.

use foldhash::{HashMap, HashSet};

use crate::ir::{Api, Body, BodyMedia, MediaKind, Record, TypeDef, TypeId, TypeKind, TypeRef, query};
use crate::resolve::after::usage::received;

/// Gives the file properties of forms their type; in JSON the same schemas would be text.
///
/// A record that is JSON somewhere else stays that, and the form is put together by hand. A union whose members are all
/// records is a form that is one of them.
pub(in crate::resolve) fn mark_files(api: &mut Api, files: &[(TypeId, String)]) {
    if files.is_empty() {
        return;
    }
    let forms: HashSet<TypeId> = files.iter().map(|(id, _)| target_of(&api.types, *id)).collect();
    let elsewhere = used_as_json(api, &HashSet::default());
    // What a union is made of is used by it, and by nothing else if the union is a form alone.
    let form_unions = forms.into_iter().filter(|id| !elsewhere.contains(id) && members(&api.types, *id).is_some());
    let elsewhere = used_as_json(api, &form_unions.collect());
    let mut by_record: HashMap<TypeId, Vec<&str>> = HashMap::default();
    for (id, name) in files {
        let form = target_of(&api.types, *id);
        for record in members(&api.types, form).unwrap_or_else(|| vec![form]) {
            by_record.entry(record).or_default().push(name);
        }
    }
    for (id, names) in by_record.into_iter().filter(|(id, _)| !elsewhere.contains(id)) {
        if let Some(TypeDef { kind: TypeKind::Record(record), .. }) = api.types.get_mut(id.index()) {
            mark(record, &names);
        }
    }
}

fn mark(record: &mut Record, names: &[&str]) {
    for field in record.fields.iter_mut().filter(|field| names.contains(&field.wire_name.as_str())) {
        field.type_ref = match field.type_ref {
            TypeRef::List(_) => TypeRef::List(Box::new(TypeRef::Bytes)),
            _ => TypeRef::Bytes,
        };
        // A form has no `null`: what is not given is left out.
        field.nullable = false;
    }
}

/// The records that a union is made of, if it is made of nothing else.
fn members(types: &[TypeDef], id: TypeId) -> Option<Vec<TypeId>> {
    let TypeKind::Union(union) = &types.get(id.index())?.kind else { return None };
    let record = |type_ref: &TypeRef| {
        let id = match query::resolved(types, type_ref) {
            TypeRef::Named(id) | TypeRef::Boxed(id) => target_of(types, *id),
            _ => return None,
        };
        matches!(types.get(id.index())?.kind, TypeKind::Record(_)).then_some(id)
    };
    union.variants.iter().map(|variant| record(&variant.type_ref)).collect()
}

/// Types that are used otherwise than as the whole of a body that may be a multipart form, leaving aside what these
/// unions are made of.
fn used_as_json(api: &Api, form_unions: &HashSet<TypeId>) -> HashSet<TypeId> {
    // An alias of a record is that record, and no use of it.
    let aliases_record = |kind: &TypeKind| matches!(kind, TypeKind::Alias(TypeRef::Named(_)));
    let inside_types = query::with_ids(&api.types)
        .filter(|(id, def)| !aliases_record(&def.kind) && !form_unions.contains(id))
        .flat_map(|(_, def)| query::parts(&def.kind));
    let events = api.webhooks.iter().map(|webhook| &webhook.payload);
    let in_operations = api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.type_ref);
        let bodies = operation.body.iter().flat_map(|body| body.media.iter().filter(|media| !is_form_too(body, media)));
        parameters.chain(received(operation)).chain(bodies.map(|media| &media.type_ref))
    });
    let named = inside_types.chain(events).chain(in_operations).filter_map(query::named);
    named.map(|id| target_of(&api.types, id)).collect()
}

fn is_form_too(body: &Body, media: &BodyMedia) -> bool {
    let is_form = |other: &BodyMedia| other.kind == MediaKind::Multipart && other.type_ref == media.type_ref;
    matches!(media.type_ref, TypeRef::Named(_)) && body.media.iter().any(is_form)
}

/// The type that a name is an alias of; any other type is itself.
fn target_of(types: &[TypeDef], id: TypeId) -> TypeId {
    match query::resolved(types, &TypeRef::Named(id)) {
        TypeRef::Named(target) => *target,
        _ => id,
    }
}
