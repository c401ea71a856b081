//! Limits of values, as the document sets them: checked where the user asks for it, before anything is sent.
//!
//! A generated client has one table for all its types; the walk over a value is the same for every type.

use std::fmt;

use serde_json::Value;

use super::slot::ValueRef;
use super::written::each_member;

/// The limits of the properties of a type or the parameters of an operation, by wire name.
#[derive(Debug)]
pub struct TypeLimits {
    /// The Rust name of the type, or `operation` and the id of the operation.
    pub name: &'static str,
    /// The properties or parameters that have limits.
    pub fields: &'static [(&'static str, &'static [Limit])],
}

/// One limit of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// `minimum`
    AtLeast(f64),
    /// `exclusiveMinimum`
    MoreThan(f64),
    /// `maximum`
    AtMost(f64),
    /// `exclusiveMaximum`
    LessThan(f64),
    /// `multipleOf`
    MultipleOf(f64),
    /// `minLength`
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
}

/// The values of a request that do not keep the limits of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

/// A value that does not keep a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    limit: String,
}

impl Violations {
    /// All of them, in the order of the values.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }
}

impl Violation {
    /// Returns the place of the value, such as `$.items[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the limit in words, such as `at most 10 characters`.
    #[must_use]
    pub fn limit(&self) -> &str {
        &self.limit
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let joint = if index == 0 { "" } else { "; " };
            write!(formatter, "{joint}{}: {}", violation.path, violation.limit)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// Checks a value and everything in it. `types` is sorted by name.
///
/// # Errors
///
/// [`Violations`] with every place that does not keep a limit.
pub fn validate(value: ValueRef<'_>, types: &'static [TypeLimits]) -> Result<(), Violations> {
    let mut walk = Walk { types, path: "$".to_owned(), found: Vec::new() };
    walk.value(value);
    if walk.found.is_empty() { Ok(()) } else { Err(Violations(walk.found)) }
}

/// The first limit that the value of a parameter does not keep, in words. `items` is the number of its strings.
pub(crate) fn parameter_violation(
    types: &[TypeLimits],
    operation: &str,
    name: &str,
    text: Option<&str>,
    items: Option<u64>,
) -> Option<String> {
    let fields = fields_of(types, &format!("operation {operation}"));
    let (_, limits) = fields.iter().find(|(field, _)| *field == name)?;
    let is_broken = |limit: &&Limit| {
        let number = text.and_then(|text| text.parse().ok()).map(ValueRef::F64);
        let is_kept = |value: Option<ValueRef<'_>>| value.is_none_or(|value| limit.is_kept(value));
        let counts = items.is_none_or(|items| limit.is_kept_by_count(items));
        !(is_kept(number) && is_kept(text.map(ValueRef::Str)) && counts)
    };
    limits.iter().find(is_broken).map(Limit::to_string)
}

fn fields_of<'t>(types: &'t [TypeLimits], name: &str) -> &'t [(&'static str, &'static [Limit])] {
    let at = types.binary_search_by(|limits| limits.name.cmp(name)).ok();
    at.and_then(|at| types.get(at)).map_or(&[][..], |limits| limits.fields)
}

struct Walk {
    types: &'static [TypeLimits],
    path: String,
    found: Vec<Violation>,
}

impl Walk {
    fn value(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Record(record) | ValueRef::Tagged(_, record) => {
                let fields = fields_of(self.types, record.descriptor().name);
                each_member(record, None, &mut |name, value| {
                    let limits = fields.iter().find(|(field, _)| *field == name).map_or(&[][..], |(_, limits)| limits);
                    self.member(name, value, limits);
                });
            }
            ValueRef::Map(entries) => entries.each(&mut |key, value| {
                self.member(key, value, &[]);
                true
            }),
            ValueRef::List(list) => {
                for (index, item) in list.items().enumerate() {
                    self.inside(&format!("[{index}]"), |walk| walk.value(item));
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, name: &str, value: ValueRef<'_>, limits: &[Limit]) {
        self.inside(&format!(".{name}"), |walk| {
            for limit in limits.iter().filter(|limit| !limit.is_kept(value)) {
                walk.found.push(Violation { path: walk.path.clone(), limit: limit.to_string() });
            }
            walk.value(value);
        });
    }

    fn inside(&mut self, step: &str, work: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        work(self);
        self.path.truncate(length);
    }
}

impl Limit {
    /// Whether the value keeps the limit. One of another kind does.
    fn is_kept(self, value: ValueRef<'_>) -> bool {
        match self {
            Self::AtLeast(least) => number(value).is_none_or(|number| number >= least),
            Self::MoreThan(least) => number(value).is_none_or(|number| number > least),
            Self::AtMost(most) => number(value).is_none_or(|number| number <= most),
            Self::LessThan(most) => number(value).is_none_or(|number| number < most),
            Self::MultipleOf(step) => number(value).is_none_or(|number| is_multiple(number, step)),
            Self::MinLength(least) => length(value).is_none_or(|length| length >= least),
            Self::MaxLength(most) => length(value).is_none_or(|length| length <= most),
            Self::MinItems(_) | Self::MaxItems(_) => count(value).is_none_or(|count| self.is_kept_by_count(count)),
        }
    }

    /// Whether an array of so many items keeps the limit.
    fn is_kept_by_count(self, count: u64) -> bool {
        match self {
            Self::MinItems(least) => count >= least,
            Self::MaxItems(most) => count <= most,
            _ => true,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(formatter, "at least {least}"),
            Self::MoreThan(least) => write!(formatter, "more than {least}"),
            Self::AtMost(most) => write!(formatter, "at most {most}"),
            Self::LessThan(most) => write!(formatter, "less than {most}"),
            Self::MultipleOf(step) => write!(formatter, "a multiple of {step}"),
            Self::MinLength(least) => write!(formatter, "at least {least} character{}", plural(*least)),
            Self::MaxLength(most) => write!(formatter, "at most {most} character{}", plural(*most)),
            Self::MinItems(least) => write!(formatter, "at least {least} item{}", plural(*least)),
            Self::MaxItems(most) => write!(formatter, "at most {most} item{}", plural(*most)),
        }
    }
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[expect(clippy::cast_precision_loss, reason = "limits are doubles")]
fn number(value: ValueRef<'_>) -> Option<f64> {
    match value {
        ValueRef::I64(number) => Some(number as f64),
        ValueRef::U64(number) => Some(number as f64),
        ValueRef::I128(number) => Some(*number as f64),
        ValueRef::U128(number) => Some(*number as f64),
        ValueRef::F64(number) => Some(number),
        ValueRef::F32(number) => Some(number.into()),
        ValueRef::Number(digits) => digits.parse().ok(),
        ValueRef::Value(value) => value.as_f64(),
        _ => None,
    }
}

/// JSON Schema counts characters.
fn length(value: ValueRef<'_>) -> Option<u64> {
    let text = match value {
        ValueRef::Str(text) => text,
        ValueRef::Value(Value::String(text)) => text,
        _ => return None,
    };
    u64::try_from(text.chars().count()).ok()
}

fn count(value: ValueRef<'_>) -> Option<u64> {
    match value {
        ValueRef::List(list) => u64::try_from(list.items().len()).ok(),
        ValueRef::Value(Value::Array(items)) => u64::try_from(items.len()).ok(),
        _ => None,
    }
}

/// As exactly as doubles allow: 0.3 is a multiple of 0.1.
fn is_multiple(number: f64, step: f64) -> bool {
    let times = number / step;
    step == 0.0 || !times.is_finite() || (times - times.round()).abs() <= times.abs().max(1.0) * 1e-12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_those_of_decimal_numbers() {
        for (number, step) in [(0.3, 0.1), (15.0, 5.0), (0.0, 7.0), (-4.5, 1.5), (1e15, 0.01)] {
            assert!(is_multiple(number, step), "{number} {step}");
        }
        assert!(!is_multiple(7.0, 5.0) && !is_multiple(0.35, 0.1));
    }

    #[test]
    fn a_value_of_another_kind_keeps_every_limit() {
        assert!(Limit::MaxLength(1).is_kept(ValueRef::I64(500)));
        assert!(Limit::AtMost(1.0).is_kept(ValueRef::Str("500")));
        assert!(Limit::MaxLength(2).is_kept(ValueRef::Str("\u{e4}\u{f6}")));
        assert!(!Limit::MaxItems(1).is_kept(ValueRef::Value(&serde_json::json!([1, 2]))));
    }
}
