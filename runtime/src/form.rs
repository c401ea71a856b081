//! `application/x-www-form-urlencoded` bodies.

use crate::model::Model;
use crate::model::machinery::Ref;
use crate::param::text_of;
use crate::percent;

/// Writes a record or map as form data: lists repeat their name, deeper values are JSON, absent ones left out.
pub(crate) fn encode<T: Model>(value: &T) -> Result<String, String> {
    encode_ref(value.view())
}

fn encode_ref(value: Ref<'_>) -> Result<String, String> {
    let mut form = String::new();
    let mut failure = None;
    let mut entry = |name: &str, value: Ref<'_>| {
        if let Err(reason) = push_value(&mut form, name, value) {
            failure = Some(reason);
        }
    };
    match value {
        Ref::Record(record) | Ref::Tagged(_, _, record) => {
            let fields = record.shape().named();
            record.with_refs(&mut |refs| {
                fields.iter().zip(refs).for_each(|(field, value)| entry(field.name, *value));
                if let [Ref::Map(entries)] = &refs[fields.len()..] {
                    entries.each(&mut |name, value| {
                        entry(name, value);
                        true
                    });
                }
            });
        }
        Ref::Map(entries) => entries.each(&mut |name, value| {
            entry(name, value);
            true
        }),
        Ref::Absent | Ref::Null => {}
        _ => return Err("form data is made of an object".to_owned()),
    }
    failure.map_or(Ok(form), Err)
}

fn push_value(form: &mut String, name: &str, value: Ref<'_>) -> Result<(), String> {
    if let Ref::List(list) = value {
        return list.items().try_for_each(|item| push_value(form, name, item));
    }
    if let Some(text) = text_of(value)? {
        push_pair(form, name, &text);
    }
    Ok(())
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
    use std::collections::BTreeMap;

    #[test]
    fn names_and_values_are_encoded_and_lists_repeat() {
        let map = BTreeMap::from([
            ("a b".to_owned(), vec!["1 2".to_owned(), "&".to_owned()]),
            ("c".to_owned(), vec!["ü".to_owned()]),
        ]);
        assert_eq!(encode(&map).as_deref(), Ok("a+b=1+2&a+b=%26&c=%C3%BC"));
        assert!(encode(&"text".to_owned()).is_err());
    }
}
