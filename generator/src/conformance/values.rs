//! Values of a type, generated from the resolved API.
//!
//! They are candidates: the validator of the test refuses those that break a pattern or another limit.

use serde_json::{Map, Value, json};

use crate::ir::{
    Api, Bounds, Constant, Discrimination, Enum, Field, Record, TagRule, TextFormat, TypeDef, TypeId, TypeKind,
    TypeRef, Union, UnionVariant,
};

/// Optional parts below this depth are left out.
const MAX_DEPTH: usize = 4;
/// Deeper values are of no use to any document.
const LIMIT: usize = 24;
/// Most values of an enum, or members of a union.
const MAX_VALUES: usize = 4;

/// Values of a type, one for each enum value or member (up to a few).
pub(super) fn samples(api: &Api, of: &TypeRef, bounds: &Bounds) -> Vec<Value> {
    let count = variety(api, of).clamp(1, MAX_VALUES);
    let maker = |round| Maker { api, round, complete: true, several: true };
    (0..count).filter_map(|round| maker(round).value(of, bounds, 0)).collect()
}

/// Bodies of a type: with everything in it, one for each member of a union, and with only what is required.
pub(super) fn bodies(api: &Api, of: &TypeRef) -> Vec<Value> {
    let mut bodies = samples(api, of, &Bounds::default());
    if *of == TypeRef::String || *of == TypeRef::Bytes {
        // A body that is a string or bytes has no limits here; some must be base64, a boolean or a number.
        bodies.extend([json!("aGVsbG8="), json!(true), json!(1)]);
    }
    let plain = Maker { api, round: 0, complete: true, several: false };
    bodies.extend(plain.value(of, &Bounds::default(), 0));
    bodies.extend(Maker { complete: false, ..plain }.value(of, &Bounds::default(), 0));
    bodies
}

/// A body without the properties that only the server sends.
pub(super) fn sendable(api: &Api, of: &TypeRef, mut value: Value) -> Value {
    remove_read_only(api, of, &mut value);
    value
}

fn remove_read_only(api: &Api, of: &TypeRef, value: &mut Value) {
    match (of, value) {
        (TypeRef::List(item), Value::Array(items)) => items.iter_mut().for_each(|one| remove_read_only(api, item, one)),
        (TypeRef::OneOrMany(item), Value::Array(items)) => {
            items.iter_mut().for_each(|one| remove_read_only(api, item, one));
        }
        (TypeRef::Map(inner), Value::Object(entries)) => {
            entries.values_mut().for_each(|one| remove_read_only(api, inner, one));
        }
        (TypeRef::Nullable(inner) | TypeRef::OneOrMany(inner), value) => remove_read_only(api, inner, value),
        (TypeRef::Named(id) | TypeRef::Boxed(id), value) => match (&api.type_def(*id).kind, value) {
            (TypeKind::Alias(target), value) => remove_read_only(api, target, value),
            (TypeKind::Record(record), Value::Object(properties)) => {
                for field in &record.fields {
                    match properties.get_mut(&field.wire_name) {
                        Some(_) if field.read_only => drop(properties.shift_remove(&field.wire_name)),
                        Some(value) => remove_read_only(api, &field.type_ref, value),
                        None => {}
                    }
                }
            }
            _ => {}
        },
        _ => {}
    }
}

fn variety(api: &Api, of: &TypeRef) -> usize {
    match of {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match &api.type_def(*id).kind {
            TypeKind::Enum(enumeration) => enumeration.variants.len(),
            TypeKind::Union(union) => union.variants.len(),
            TypeKind::Alias(target) => variety(api, target),
            TypeKind::Record(_) => 2,
        },
        TypeRef::List(item) | TypeRef::Nullable(item) | TypeRef::OneOrMany(item) => variety(api, item),
        TypeRef::Boolean => 2,
        _ => 1,
    }
}

#[derive(Clone, Copy)]
struct Maker<'a> {
    api: &'a Api,
    /// Which enum value or member to take.
    round: usize,
    /// With optional properties.
    complete: bool,
    /// With more than one item in lists.
    several: bool,
}

impl Maker<'_> {
    fn value(&self, of: &TypeRef, bounds: &Bounds, depth: usize) -> Option<Value> {
        if depth > LIMIT {
            return None;
        }
        Some(match of {
            TypeRef::String => json!(text(bounds, self.round)),
            TypeRef::Boolean => json!(self.round.is_multiple_of(2)),
            TypeRef::Integer(_) => whole(bounds, self.round),
            TypeRef::Float { .. } => fraction(bounds),
            TypeRef::Formatted(TextFormat::DecimalNumber) => fraction(bounds),
            TypeRef::Formatted(format) => json!(formatted(*format)),
            TypeRef::Base64 => json!("aGVsbG8="),
            TypeRef::Bytes => json!("hello"),
            TypeRef::List(item) => self.list(item, bounds, depth)?,
            TypeRef::Map(value) => {
                let value = (depth < MAX_DEPTH).then(|| self.value(value, &Bounds::default(), depth + 1)).flatten();
                Value::Object(value.map(|value| ("key".to_owned(), value)).into_iter().collect())
            }
            TypeRef::OneOrMany(item) => self.value(item, &Bounds::default(), depth + 1)?,
            TypeRef::Nullable(inner) => self.value(inner, bounds, depth)?,
            // Only the user knows what the type takes; a client that is tested has none.
            TypeRef::Own(_) => return None,
            TypeRef::Any => json!({"key": "value"}),
            TypeRef::Unit => Value::Null,
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, bounds, depth)?,
        })
    }

    fn list(&self, item: &TypeRef, bounds: &Bounds, depth: usize) -> Option<Value> {
        let fewest = usize::try_from(bounds.min_items.unwrap_or(0)).unwrap_or(0).min(16);
        if depth > MAX_DEPTH && fewest == 0 {
            return Some(json!([]));
        }
        let wanted = if bounds.max_items == Some(1) || depth > 1 || !self.several { 1 } else { 2 };
        let items = (0..wanted.max(fewest)).map(|place| {
            let maker = Maker { round: self.round + place, ..*self };
            maker.value(item, &Bounds::default(), depth + 1)
        });
        items.collect::<Option<Vec<Value>>>().map(Value::Array)
    }

    fn named(&self, id: TypeId, bounds: &Bounds, depth: usize) -> Option<Value> {
        let TypeDef { kind, docs, .. } = self.api.type_def(id);
        match kind {
            TypeKind::Alias(target) => match docs.example.as_deref() {
                Some(example) if !matches!(target, TypeRef::Any) && depth > 0 => Some(example.clone()),
                _ => self.value(target, bounds, depth + 1),
            },
            TypeKind::Enum(enumeration) => self.enum_value(enumeration),
            TypeKind::Union(union) => self.union(union, depth),
            TypeKind::Record(record) => self.record(record, depth),
        }
    }

    fn enum_value(&self, enumeration: &Enum) -> Option<Value> {
        let at = self.round.checked_rem(enumeration.variants.len())?;
        enumeration.variants.get(at).map(|variant| constant(&variant.wire_value))
    }

    /// The members in turn; a deep one is the first that comes to an end.
    fn union(&self, union: &Union, depth: usize) -> Option<Value> {
        let count = union.variants.len();
        let turns = (0..count).filter_map(|turn| union.variants.get((self.round + turn) % count));
        turns.into_iter().find_map(|variant| self.member(union, variant, depth))
    }

    fn member(&self, union: &Union, variant: &UnionVariant, depth: usize) -> Option<Value> {
        let mut value = self.value(&variant.type_ref, &Bounds::default(), depth + 1)?;
        if let Value::Object(properties) = &mut value {
            if let (Discrimination::Tag(rule), Some(tag)) = (&union.discrimination, variant.tags.first()) {
                properties.insert(rule.property.clone(), tag_value(rule, tag));
            }
            for (property, only) in &variant.test.constants {
                properties.insert(property.clone(), constant(only));
            }
        }
        Some(value)
    }

    fn record(&self, record: &Record, depth: usize) -> Option<Value> {
        let mut properties = Map::new();
        for field in record.fields.iter().filter(|field| !field.read_only) {
            let optional = !field.required;
            if optional && (!self.complete || depth >= MAX_DEPTH) {
                continue;
            }
            match self.field(field, depth) {
                Some(value) => drop(properties.insert(field.wire_name.clone(), value)),
                None if optional => {}
                None => return None,
            }
        }
        Some(Value::Object(properties))
    }

    fn field(&self, field: &Field, depth: usize) -> Option<Value> {
        if let Some(only) = &field.constant {
            return Some(constant(only));
        }
        let example = field.docs.example.as_deref().filter(|_| self.round == 0);
        // Tools disagree whether null is allowed next to a composition.
        let mut given = [example, field.default.as_deref()].into_iter().flatten().filter(|value| !holds_null(value));
        match given.next() {
            Some(given) => Some(given.clone()),
            None => self.value(&field.type_ref, &field.bounds, depth + 1),
        }
    }
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(holds_null),
        Value::Object(entries) => entries.values().any(holds_null),
        _ => false,
    }
}

fn constant(of: &Constant) -> Value {
    match of {
        Constant::String(text) => json!(text),
        Constant::Integer(number) => json!(number),
        Constant::Boolean(truth) => json!(truth),
    }
}

fn formatted(format: TextFormat) -> &'static str {
    match format {
        TextFormat::DateTime => "2024-01-31T12:00:00Z",
        TextFormat::Date => "2024-01-31",
        TextFormat::Time => "12:00:00Z",
        TextFormat::IsoDuration => "P1D",
        TextFormat::Uuid => "123e4567-e89b-42d3-a456-426614174000",
        TextFormat::Decimal | TextFormat::DecimalNumber => "1.5",
    }
}

/// Strings without a format differ from value to value, because items of a set must be unique.
fn text(bounds: &Bounds, round: usize) -> String {
    let counted = ["some text", "text 1", "text 2", "text 3"];
    let plain = match bounds.format.as_deref() {
        Some("email" | "idn-email") => "jo@example.org",
        Some("uri" | "url" | "iri" | "uri-reference") => "https://example.org/things",
        Some("hostname" | "idn-hostname") => "example.org",
        Some("ipv4" | "ip") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("json-pointer") => "/a/b",
        _ => counted.get(round).copied().unwrap_or("some text"),
    };
    let shortest = usize::try_from(bounds.min_length.unwrap_or(0)).unwrap_or(0).min(4096);
    let longest = usize::try_from(bounds.max_length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    let padded = plain.chars().chain(std::iter::repeat_n('x', shortest.saturating_sub(plain.len())));
    padded.take(longest).collect()
}

/// 1, 2, .. if allowed, else the smallest number allowed or the largest.
fn whole(bounds: &Bounds, round: usize) -> Value {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let lowest = number(&bounds.minimum).map(|lowest| lowest.ceil() + f64::from(u8::from(bounds.exclusive_minimum)));
    let highest =
        number(&bounds.maximum).map(|highest| highest.floor() - f64::from(u8::from(bounds.exclusive_maximum)));
    let fits = |number: f64| lowest.is_none_or(|lowest| lowest <= number) && highest.is_none_or(|high| number <= high);
    let counted = (round + 1) as f64;
    let chosen = [counted, 1.0].into_iter().find(|number| fits(*number)).or(lowest).or(highest);
    json!(chosen.unwrap_or(1.0) as i64)
}

fn fraction(bounds: &Bounds) -> Value {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let (lowest, highest) = (number(&bounds.minimum), number(&bounds.maximum));
    match (lowest, highest) {
        (Some(lowest), Some(highest)) => json!(f64::midpoint(lowest, highest)),
        (Some(lowest), None) => json!(lowest + 1.5),
        (None, Some(highest)) => json!(highest - 1.5),
        (None, None) => json!(1.5),
    }
}

/// A tag as it is written.
fn tag_value(rule: &TagRule, tag: &str) -> Value {
    let literal = rule.is_literal.then(|| serde_json::from_str(tag).ok()).flatten();
    literal.unwrap_or_else(|| json!(tag))
}
