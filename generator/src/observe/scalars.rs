//! Strings, numbers and booleans next to their schema: listed values, forms, limits.

use serde_json::Value;

use super::evidence::Difference;
use super::forms::Form;
use super::path::Path;
use super::schema::Compiled;
use super::secrets::is_masked;
use super::walker::Walker;
use crate::document::Node;

impl<'a> Walker<'a> {
    /// Compares a string, a number or a boolean with one schema object.
    pub(super) fn scalar(&mut self, schema: &Compiled<'a>, value: &Value, path: &Path<'_>) {
        // Of what a recorder has cleaned, only the kind is left.
        let is_masked = value.as_str().is_some_and(is_masked)
            || value.as_u64() == Some(0) && path.names().last().is_some_and(|name| self.secrets.contains(name));
        if is_masked {
            return;
        }
        self.listed(schema, value, path);
        match value {
            Value::String(text) => self.string(schema, value, text, path),
            Value::Number(number) => {
                self.width(schema, value, path);
                self.range(schema, value, number.as_f64().unwrap_or(f64::NAN), path);
            }
            _ => {}
        }
    }

    /// The value is one of those that are listed, if some are.
    pub(super) fn listed(&mut self, schema: &Compiled<'a>, value: &Value, path: &Path<'_>) {
        if !schema.listed.is_empty() && !schema.listed.iter().any(|listed| is_same(listed, value)) {
            self.differs(schema, Difference::Value, value, path);
        }
    }

    fn string(&mut self, schema: &Compiled<'a>, value: &Value, text: &str, path: &Path<'_>) {
        let own = &schema.own;
        let format = own.format.peek();
        let form = format.and_then(Form::of_format);
        if let (Some(format), Some(form)) = (format, form.filter(|form| !form.accepts(text))) {
            self.differs(schema, Difference::Format(format.to_owned()), value, path);
            self.describe(schema, Difference::Format(format.to_owned()), form, text, path);
        }
        let length = text.chars().count() as u64;
        let limits = [
            ("minLength", own.min_length.peek().is_some_and(|least| length < least)),
            ("maxLength", own.max_length.peek().is_some_and(|most| length > most)),
            ("pattern", schema.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text))),
        ];
        self.limits(schema, limits.into_iter(), value, path);
    }

    /// Notes in words how strings look that are in another form.
    fn describe(&mut self, schema: &Compiled<'a>, difference: Difference, form: Form, text: &str, path: &Path<'_>) {
        if self.trial.is_some() || self.mismatches.is_some() {
            return;
        }
        let is_time = matches!(form, Form::DateTime | Form::Date | Form::Time);
        let words = if is_time || text.is_empty() { Form::instead(text) } else { "written in another form" };
        self.entered(&schema.place, difference, path).words.insert(words);
    }

    /// Integers have the width that the format says; without a format, that of the client's type.
    fn width(&mut self, schema: &Compiled<'a>, value: &Value, path: &Path<'_>) {
        let is_integer = schema.own.types.iter().any(|name| name.name() == "integer");
        let (format, fits) = match schema.own.format.peek() {
            Some("int32") if is_integer => {
                ("int32", value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()))
            }
            Some("uint32") if is_integer => {
                ("uint32", value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()))
            }
            Some("uint64") if is_integer => ("uint64", value.is_u64()),
            Some("int128" | "uint128") => return,
            _ if is_integer => ("int64", value.is_i64()),
            _ => return,
        };
        if !fits && !is_integral_float(value) {
            self.differs(schema, Difference::Format(format.to_owned()), value, path);
        }
    }

    fn range(&mut self, schema: &Compiled<'a>, value: &Value, number: f64, path: &Path<'_>) {
        let own = &schema.own;
        let bound = |node: Option<&Node>| node.and_then(Node::as_f64);
        let is_exclusive = |is_set: Option<bool>| is_set == Some(true);
        let below = bound(own.minimum)
            .is_some_and(|least| number < least || is_exclusive(own.exclusive_minimum.peek()) && number <= least);
        let above = bound(own.maximum)
            .is_some_and(|most| number > most || is_exclusive(own.exclusive_maximum.peek()) && number >= most);
        let is_between = bound(own.multiple_of).is_some_and(|step| {
            let ratio = number / step;
            step > 0.0 && (ratio - ratio.round()).abs() > 1e-6
        });
        let minimum = if is_exclusive(own.exclusive_minimum.peek()) { "exclusiveMinimum" } else { "minimum" };
        let maximum = if is_exclusive(own.exclusive_maximum.peek()) { "exclusiveMaximum" } else { "maximum" };
        let limits = [(minimum, below), (maximum, above), ("multipleOf", is_between)];
        self.limits(schema, limits.into_iter(), value, path);
    }

    /// The number of items keeps its limits.
    pub(super) fn length(&mut self, schema: &Compiled<'a>, value: &Value, length: u64, path: &Path<'_>) {
        let limits = [
            ("minItems", schema.own.min_items.peek().is_some_and(|least| length < least)),
            ("maxItems", schema.own.max_items.peek().is_some_and(|most| length > most)),
        ];
        self.limits(schema, limits.into_iter(), value, path);
    }

    fn limits<'l>(
        &mut self,
        schema: &Compiled<'a>,
        limits: impl Iterator<Item = (&'l str, bool)>,
        value: &Value,
        path: &Path<'_>,
    ) {
        for (keyword, _) in limits.filter(|(_, is_broken)| *is_broken) {
            self.differs(schema, Difference::Limit(keyword.to_owned()), value, path);
        }
    }
}

/// `404.0`, which is an integer.
fn is_integral_float(value: &Value) -> bool {
    value.is_f64() && value.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() < 1e15)
}

/// Numbers are compared by value: `1` is `1.0`.
fn is_same(listed: &Value, value: &Value) -> bool {
    match (listed, value) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        _ => listed == value,
    }
}
