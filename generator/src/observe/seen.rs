//! The common look of many values: kinds, forms of strings, members. It holds no value, and its size is bounded.

use std::collections::BTreeMap;

use serde_json::Value;

use super::forms::Form;
use super::kinds::Kinds;
use super::secrets::has_form_of_secret;

/// Values that are nested deeper are not looked into.
const MAX_DEPTH: usize = 12;

/// The maximal number of different members; objects with more are taken for objects with arbitrary keys.
const MAX_MEMBERS: usize = 200;

/// The look of some values.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Number of values.
    pub(super) count: u64,
    /// Their kinds.
    pub(super) kinds: Kinds,
    /// The forms that all strings have; `None` before the first string.
    pub(super) forms: Option<Vec<Form>>,
    /// Whether a number was no integer of 32 bits.
    pub(super) is_wide: bool,
    /// Whether a number was no integer of 64 bits with sign.
    pub(super) is_beyond_i64: bool,
    /// The items of arrays.
    pub(super) items: Option<Box<Seen>>,
    /// Number of objects.
    pub(super) objects: u64,
    /// Members of objects.
    pub(super) members: BTreeMap<String, Seen>,
    /// The values of members whose names are data.
    pub(super) values: Option<Box<Seen>>,
}

impl Seen {
    /// Adds a value.
    pub(super) fn add(&mut self, value: &Value) {
        self.add_below(value, 0);
    }

    fn add_below(&mut self, value: &Value, depth: usize) {
        self.count += 1;
        self.kinds = self.kinds.or(Kinds::of(value));
        if depth >= MAX_DEPTH {
            return;
        }
        match value {
            Value::String(text) => self.add_string(text),
            Value::Number(number) => {
                self.is_wide |= number.as_i64().is_none_or(|number| i32::try_from(number).is_err());
                self.is_beyond_i64 |= number.as_i64().is_none();
            }
            Value::Array(items) => {
                let seen = self.items.get_or_insert_default();
                items.iter().for_each(|item| seen.add_below(item, depth + 1));
            }
            Value::Object(members) => {
                self.objects += 1;
                members.iter().for_each(|(name, value)| self.add_member(name, value, depth + 1));
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn add_string(&mut self, text: &str) {
        let forms = Form::recognised(text);
        match &mut self.forms {
            Some(known) => known.retain(|form| forms.contains(form)),
            None => self.forms = Some(forms),
        }
    }

    fn add_member(&mut self, name: &str, value: &Value, depth: usize) {
        if let Some(values) = &mut self.values {
            return values.add_below(value, depth);
        }
        if is_data(name) {
            self.fold_members();
            return self.add_member(name, value, depth);
        }
        self.members.entry(name.to_owned()).or_default().add_below(value, depth);
        if self.members.len() > MAX_MEMBERS {
            self.fold_members();
        }
    }

    /// Forgets the names of the members, which are data, and keeps the look of their values.
    fn fold_members(&mut self) {
        let mut values = Seen::default();
        for (_, member) in std::mem::take(&mut self.members) {
            values.merge(member);
        }
        self.values = Some(Box::new(values));
    }

    /// Adds what another one has seen.
    fn merge(&mut self, other: Seen) {
        self.count += other.count;
        self.kinds = self.kinds.or(other.kinds);
        self.is_wide |= other.is_wide;
        self.is_beyond_i64 |= other.is_beyond_i64;
        self.objects += other.objects;
        self.forms = match (self.forms.take(), other.forms) {
            (Some(mut forms), Some(others)) => {
                forms.retain(|form| others.contains(form));
                Some(forms)
            }
            (forms, others) => forms.or(others),
        };
        merge_boxed(&mut self.items, other.items);
        merge_boxed(&mut self.values, other.values);
        for (name, member) in other.members {
            match &mut self.values {
                Some(values) => values.merge(member),
                None => self.members.entry(name).or_default().merge(member),
            }
        }
        if self.values.is_none() && self.members.len() > MAX_MEMBERS {
            self.fold_members();
        }
    }

    /// Whether the objects have arbitrary keys: many names, each of them in few objects, with values of one kind.
    pub(super) fn is_map(&self) -> bool {
        let is_rare = |member: &Seen| member.count * 4 <= self.objects;
        let kinds =
            self.members.values().fold(Kinds::NONE, |kinds, member| kinds.or(member.kinds.without(Kinds::NULL)));
        let is_alike = kinds.types().len() <= 1;
        self.values.is_some() || self.members.len() > 8 && is_alike && self.members.values().all(is_rare)
    }

    /// The look of the values of an object with arbitrary keys.
    pub(super) fn map_values(&self) -> Seen {
        let mut folded = self.clone();
        if folded.values.is_none() {
            folded.fold_members();
        }
        folded.values.map(|values| *values).unwrap_or_default()
    }
}

fn merge_boxed(own: &mut Option<Box<Seen>>, other: Option<Box<Seen>>) {
    match (own.as_mut(), other) {
        (Some(own), Some(other)) => own.merge(*other),
        (None, other) => *own = other,
        (Some(_), None) => {}
    }
}

/// Whether a name is data and was not chosen for a member: a number, a date, an identifier, an address.
pub(super) fn is_data(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let is_number = !name.is_empty() && digits == name.len();
    let is_long = name.len() >= 20 && digits >= 4;
    let has_form = Form::Uuid.fits(name) || Form::Date.fits(name) || has_form_of_secret(name);
    is_number || is_long || name.contains(['@', '/', ' ']) || has_form
}
