//! Parameter styles: how a value is written into a path, query, header or cookie (OpenAPI 3.0, "Style Values").
//!
//! Versions of the specification differ in the label style without explode. This is version 3.0.4, which agrees with
//! RFC 6570.

use crate::operation::{Parameter, Style};
use crate::param::ParamValue;
use crate::percent::{self, EncodeSet};

/// Appends a path parameter, including the delimiters of label and matrix; `false` if there is nothing to write.
pub(crate) fn push_path(target: &mut String, parameter: &Parameter, value: &ParamValue) -> bool {
    match (parameter.style, value) {
        (Style::Simple, ParamValue::Scalar(text)) => {
            percent::push(target, text, path_set(parameter));
            !text.is_empty()
        }
        _ => path(parameter, value).map(|text| target.push_str(&text)).is_some(),
    }
}

/// What is encoded in a path: all that is not unreserved, unless the parameter may have slashes.
fn path_set(parameter: &Parameter) -> EncodeSet {
    if parameter.allow_reserved { EncodeSet::ReservedInPath } else { EncodeSet::Strict }
}

fn path(parameter: &Parameter, value: &ParamValue) -> Option<String> {
    let encode = |text: &str| percent::encode(text, path_set(parameter));
    let name = percent::encode(parameter.name, EncodeSet::Strict);
    let pairs = |separator: &str, object: &[(String, String)]| {
        let pairs: Vec<_> = object.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        pairs.join(separator)
    };
    let items =
        |separator: &str, list: &[String]| list.iter().map(|item| encode(item)).collect::<Vec<_>>().join(separator);
    let text = match (parameter.style, value) {
        (_, ParamValue::Nested { plain, .. }) => return path(parameter, plain),
        (_, ParamValue::Absent | ParamValue::Invalid(_)) => return None,
        (Style::Label, ParamValue::Scalar(text)) => format!(".{}", encode(text)),
        (Style::Label, ParamValue::List(list)) => {
            format!(".{}", items(if parameter.explode { "." } else { "," }, list))
        }
        (Style::Label, ParamValue::Object(object)) if parameter.explode => {
            format!(".{}", pairs(".", object))
        }
        (Style::Label, ParamValue::Object(object)) => format!(".{}", items(",", &flat(object))),
        (Style::Matrix, ParamValue::Scalar(text)) if text.is_empty() => format!(";{name}"),
        (Style::Matrix, ParamValue::Scalar(text)) => format!(";{name}={}", encode(text)),
        (Style::Matrix, ParamValue::List(list)) if parameter.explode => {
            list.iter().map(|item| format!(";{name}={}", encode(item))).collect()
        }
        (Style::Matrix, ParamValue::List(list)) => format!(";{name}={}", items(",", list)),
        (Style::Matrix, ParamValue::Object(object)) if parameter.explode => {
            format!(";{}", pairs(";", object))
        }
        (Style::Matrix, ParamValue::Object(object)) => {
            format!(";{name}={}", items(",", &flat(object)))
        }
        (_, ParamValue::Scalar(text)) => encode(text),
        (_, ParamValue::List(list)) => items(",", list),
        (_, ParamValue::Object(object)) if parameter.explode => pairs(",", object),
        (_, ParamValue::Object(object)) => items(",", &flat(object)),
    };
    (!text.is_empty()).then_some(text)
}

/// Appends a query parameter, after `&` if needed. An empty array or object writes nothing.
pub(crate) fn query(target: &mut String, parameter: &Parameter, value: &ParamValue) {
    push_pairs(target, "&", parameter, value);
}

/// Appends what is the whole query: the pairs of an object, or a string.
pub(crate) fn querystring(target: &mut String, parameter: &Parameter, value: &ParamValue) {
    match value {
        ParamValue::Scalar(text) => {
            if !target.is_empty() {
                target.push('&');
            }
            percent::push(target, text, EncodeSet::Strict);
        }
        _ => query(target, parameter, value),
    }
}

/// Appends a cookie parameter to the value of `Cookie`.
pub(crate) fn cookie(target: &mut String, parameter: &Parameter, value: &ParamValue) {
    push_pairs(target, "; ", parameter, value);
}

fn push_pairs(target: &mut String, separator: &str, parameter: &Parameter, value: &ParamValue) {
    for (name, value) in pairs(parameter, value) {
        if !target.is_empty() {
            target.push_str(separator);
        }
        target.push_str(&name);
        target.push('=');
        target.push_str(&value);
    }
}

/// The value of a header parameter: style simple, without encoding.
pub(crate) fn header(parameter: &Parameter, value: &ParamValue) -> Option<String> {
    match value {
        ParamValue::Absent | ParamValue::Invalid(_) => None,
        ParamValue::Nested { plain, .. } => header(parameter, plain),
        ParamValue::Scalar(text) => Some(text.clone()),
        ParamValue::List(list) => Some(list.join(",")),
        ParamValue::Object(object) if parameter.explode => {
            let pairs: Vec<_> = object.iter().map(|(key, value)| format!("{key}={value}")).collect();
            Some(pairs.join(","))
        }
        ParamValue::Object(object) => Some(flat(object).join(",")),
    }
}

/// The names and values of a query or cookie parameter, encoded.
fn pairs(parameter: &Parameter, value: &ParamValue) -> Vec<(String, String)> {
    pairs_in(parameter, value, Escaping::Url)
}

/// The same names and values as they are, for the parts of a form.
pub(crate) fn plain_pairs(parameter: &Parameter, value: &ParamValue) -> Vec<(String, String)> {
    pairs_in(parameter, value, Escaping::None)
}

/// Whether names, values and separators are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escaping {
    Url,
    None,
}

impl Escaping {
    fn name(self, name: &str) -> String {
        match self {
            Self::Url => percent::encode(name, EncodeSet::Strict),
            Self::None => name.to_owned(),
        }
    }

    fn value(self, parameter: &Parameter, value: &str) -> String {
        match self {
            Self::Url if parameter.allow_reserved => percent::encode(value, EncodeSet::AllowReserved),
            Self::Url => percent::encode(value, EncodeSet::Strict),
            Self::None => value.to_owned(),
        }
    }

    fn separator(self, style: Style) -> &'static str {
        match (style, self) {
            (Style::SpaceDelimited, Self::Url) => "%20",
            (Style::SpaceDelimited, Self::None) => " ",
            // RFC 3986 does not allow a bar in a query, and every server decodes it.
            (Style::PipeDelimited, Self::Url) => "%7C",
            (Style::PipeDelimited, Self::None) => "|",
            _ => ",",
        }
    }
}

fn pairs_in(parameter: &Parameter, value: &ParamValue, escaping: Escaping) -> Vec<(String, String)> {
    let name = || escaping.name(parameter.name);
    let encode = |text: &str| escaping.value(parameter, text);
    let joined = |items: &[String]| {
        let items: Vec<_> = items.iter().map(|item| encode(item)).collect();
        vec![(name(), items.join(escaping.separator(parameter.style)))]
    };
    let key = |path: &str| escaping.name(&format!("{}{path}", parameter.name));
    let member = |(key, value): &(String, String)| (escaping.name(key), encode(value));
    let is_deep = parameter.style == Style::DeepObject;
    match value {
        ParamValue::Absent | ParamValue::Invalid(_) => Vec::new(),
        ParamValue::Scalar(text) => vec![(name(), encode(text))],
        ParamValue::Nested { leaves, .. } if is_deep => {
            leaves.iter().map(|(path, value)| (key(path), encode(value))).collect()
        }
        ParamValue::Nested { plain, members, .. } => match **plain {
            ParamValue::Object(_) if parameter.explode => members.iter().map(member).collect(),
            _ => pairs_in(parameter, plain, escaping),
        },
        ParamValue::List(list) if list.is_empty() => Vec::new(),
        // OpenAPI defines the style for objects only. Servers that support it expect the indices of an array.
        ParamValue::List(list) if is_deep => {
            list.iter().enumerate().map(|(index, item)| (key(&format!("[{index}]")), encode(item))).collect()
        }
        ParamValue::List(list) if parameter.explode => list.iter().map(|item| (name(), encode(item))).collect(),
        ParamValue::List(list) => joined(list),
        ParamValue::Object(object) if object.is_empty() => Vec::new(),
        ParamValue::Object(object) if is_deep => {
            object.iter().map(|(member, value)| (key(&format!("[{member}]")), encode(value))).collect()
        }
        ParamValue::Object(object) if parameter.explode => object.iter().map(member).collect(),
        ParamValue::Object(object) => joined(&flat(object)),
    }
}

/// `R,100,G,200,B,150`
fn flat(object: &[(String, String)]) -> Vec<String> {
    object.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::param::list;

    fn values() -> [ParamValue; 4] {
        let object = [("R", "100"), ("G", "200"), ("B", "150")];
        [
            ParamValue::from(""),
            ParamValue::from("blue"),
            list(["blue", "black", "brown"]),
            ParamValue::Object(object.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec()),
        ]
    }

    /// The table of the specification (3.0.4): empty, string, array, object. A dash means "not applicable".
    #[test]
    fn paths_as_in_the_table() {
        let table = [
            (Style::Matrix, false, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
            (
                Style::Matrix,
                true,
                [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
            ),
            (Style::Label, false, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
            (Style::Label, true, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
            (Style::Simple, false, ["-", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
            (Style::Simple, true, ["-", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        ];
        for (style, explode, expected) in table {
            let parameter = Parameter::path("color").style(style).explode(explode);
            for (value, expected) in values().iter().zip(expected) {
                let text = path(&parameter, value);
                assert_eq!(text.as_deref().unwrap_or("-"), expected, "{style:?} {explode} {value:?}");
            }
        }
    }

    #[test]
    fn queries_as_in_the_table() {
        let table = [
            (Style::Form, false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
            (Style::Form, true, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
            (
                Style::SpaceDelimited,
                false,
                ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
            ),
            (
                Style::PipeDelimited,
                false,
                ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
            ),
            (
                Style::DeepObject,
                true,
                [
                    "color=",
                    "color=blue",
                    "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                    "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
                ],
            ),
        ];
        for (style, explode, expected) in table {
            let parameter = Parameter::query("color").style(style).explode(explode);
            for (value, expected) in values().iter().zip(expected) {
                let mut text = String::new();
                query(&mut text, &parameter, value);
                assert_eq!(text, expected, "{style:?} {explode} {value:?}");
            }
        }
    }

    #[test]
    fn an_exploded_object_writes_each_member_as_a_parameter() {
        // In the order of the letters, which `serde_json` keeps with and without its feature `preserve_order`.
        let value = serde_json::json!({"at": {"x": [1]}, "page": 0, "q": null, "sort": ["name,asc", "id", null]});
        let value = ParamValue::model(&value);
        let mut exploded = String::new();
        query(&mut exploded, &Parameter::query("pageable"), &value);
        assert_eq!(exploded, "at=%7B%22x%22%3A%5B1%5D%7D&page=0&sort=name%2Casc&sort=id");
        let mut joined = String::new();
        let value = ParamValue::model(&serde_json::json!({"a": null, "b": 1}));
        query(&mut joined, &Parameter::query("p").explode(false), &value);
        assert_eq!(joined, "p=b,1");
    }

    #[test]
    fn headers_and_cookies() {
        let table = [
            (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
            (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        ];
        for (explode, expected) in table {
            let parameter = Parameter::header("X-Color").explode(explode);
            for (value, expected) in values().iter().zip(expected) {
                assert_eq!(header(&parameter, value).as_deref(), Some(expected));
            }
        }
        let mut text = String::new();
        cookie(&mut text, &Parameter::cookie("a"), &ParamValue::from("x y;"));
        cookie(&mut text, &Parameter::cookie("b").explode(false), &list([1_i64, 2]));
        assert_eq!(text, "a=x%20y%3B; b=1,2");
    }

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        let mut text = String::new();
        query(&mut text, &Parameter::query("q&"), &ParamValue::from("a b&c=d/ü%,~"));
        assert_eq!(text, "q%26=a%20b%26c%3Dd%2F%C3%BC%25%2C~");
        let reserved = Parameter::query("q").allow_reserved();
        let mut text = String::new();
        query(&mut text, &reserved, &ParamValue::from(":/?#[]@!$&'()*+,;= %"));
        assert_eq!(text, "q=:/?%23%5B%5D@!$%26'()*%2B,;=%20%25");
        assert_eq!(path(&Parameter::path("p"), &ParamValue::from("a/b?c")).as_deref(), Some("a%2Fb%3Fc"));
        let reserved = Parameter::path("p").allow_reserved();
        assert_eq!(
            path(&reserved, &ParamValue::from("/a b/c:d@e+f?g#h%[")).as_deref(),
            Some("/a%20b/c:d@e+f%3Fg%23h%25%5B")
        );
    }

    #[test]
    fn empty_values_write_nothing() {
        let nothing = [ParamValue::Absent, ParamValue::List(vec![]), ParamValue::Object(vec![])];
        for value in nothing {
            let mut text = String::new();
            query(&mut text, &Parameter::query("q"), &value);
            assert_eq!(text, "");
            assert_eq!(path(&Parameter::path("q"), &value), None);
        }
    }
}
