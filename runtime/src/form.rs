//! `application/x-www-form-urlencoded` bodies.

use crate::model::machinery::ValueRef;
use crate::model::{Model, each_member};
use crate::operation::Parameter;
use crate::param::{self, json_of, text_of};
use crate::{percent, style};

/// Encodes an object as form data. An array repeats its name, a nested object is JSON, an absent value is omitted.
///
/// A property that `styles` names is written in that style, like a query parameter.
pub(crate) fn encode<T: Model>(value: &T, styles: &[Parameter]) -> Result<String, String> {
    encode_ref(value.view(), styles)
}

fn encode_ref(value: ValueRef<'_>, styles: &[Parameter]) -> Result<String, String> {
    let mut form = String::new();
    let mut failure = None;
    let mut entry = |name: &str, value: ValueRef<'_>| {
        let pushed = match styles.iter().find(|style| style.name == name) {
            Some(parameter) => push_styled(&mut form, parameter, value),
            None => push_value(&mut form, name, value),
        };
        if let Err(reason) = pushed {
            failure = Some(reason);
        }
    };
    match value {
        ValueRef::Record(record) => each_member(record, None, &mut entry),
        ValueRef::Tagged(tag, record) => each_member(record, Some(tag), &mut entry),
        ValueRef::Map(entries) => entries.each(&mut |name, value| {
            entry(name, value);
            true
        }),
        ValueRef::Absent | ValueRef::Null => {}
        _ => return Err("form data must be an object".to_owned()),
    }
    failure.map_or(Ok(form), Err)
}

fn push_styled(form: &mut String, parameter: &Parameter, value: ValueRef<'_>) -> Result<(), String> {
    style::query(form, parameter, &param::from_ref(value)?);
    Ok(())
}

fn push_value(form: &mut String, name: &str, value: ValueRef<'_>) -> Result<(), String> {
    if let ValueRef::List(list) = value {
        return list.items().try_for_each(|item| push_item(form, name, item));
    }
    if let Some(text) = text_of(value)? {
        push_pair(form, name, &text);
    }
    Ok(())
}

/// An array inside an array keeps its structure as JSON.
fn push_item(form: &mut String, name: &str, item: ValueRef<'_>) -> Result<(), String> {
    match item {
        ValueRef::List(_) => {
            json_of(item)?.into_iter().for_each(|json| push_pair(form, name, &json));
            Ok(())
        }
        item => push_value(form, name, item),
    }
}

/// Appends one name and value.
pub(crate) fn push_pair(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    percent::push_form(form, name);
    form.push('=');
    percent::push_form(form, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Style;
    use std::collections::BTreeMap;

    #[test]
    fn names_and_values_are_encoded_and_lists_repeat() {
        let map = BTreeMap::from([
            ("a b".to_owned(), vec!["1 2".to_owned(), "&".to_owned()]),
            ("c".to_owned(), vec!["ü".to_owned()]),
        ]);
        assert_eq!(encode(&map, &[]).as_deref(), Ok("a+b=1+2&a+b=%26&c=%C3%BC"));
        let grid = BTreeMap::from([("grid".to_owned(), vec![vec![1_i64], vec![2, 3]])]);
        assert_eq!(encode(&grid, &[]).as_deref(), Ok("grid=%5B1%5D&grid=%5B2%2C3%5D"));
        assert!(encode(&"text".to_owned(), &[]).is_err());
    }

    #[test]
    fn a_field_with_a_style_is_written_in_it() {
        let strings = |strings: [&str; 2]| strings.map(str::to_owned).to_vec();
        let map =
            BTreeMap::from([("plain".to_owned(), strings(["a", "b"])), ("tags".to_owned(), strings(["a b", "c"]))]);
        let styles = [Parameter::query("tags").explode(false)];
        assert_eq!(encode(&map, &styles).as_deref(), Ok("plain=a&plain=b&tags=a%20b,c"));
        let map = BTreeMap::from([("at".to_owned(), BTreeMap::from([("city".to_owned(), "Ulm".to_owned())]))]);
        let styles = [Parameter::query("at").style(Style::DeepObject)];
        assert_eq!(encode(&map, &styles).as_deref(), Ok("at%5Bcity%5D=Ulm"));
        let lines = serde_json::json!({"at": {"lines": ["a", {"b": true}], "none": null}});
        let written = "at%5Blines%5D%5B0%5D=a&at%5Blines%5D%5B1%5D%5Bb%5D=true";
        assert_eq!(encode(&BTreeMap::from([("at".to_owned(), lines["at"].clone())]), &styles).as_deref(), Ok(written));
    }
}
