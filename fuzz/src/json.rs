//! The reader of JSON against serde_json: both accept the same text, and read the same values from it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use clientgen_runtime::codegen::record;
use clientgen_runtime::model::{decode, encode};
use clientgen_runtime::{Model, Value};
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::round_trip::round_trip;

/// Pieces of grammar that are easily read wrongly, each with a neighbour that is no JSON.
pub const SEEDS: &[&str] = &[
    r#"{"a":[1,-0,0.5,-1.25e-3,1E+2],"b":{"c":null,"d":[true,false]},"e":""}"#,
    "[0,-1,9007199254740993,9223372036854775807,-9223372036854775808,18446744073709551615,18446744073709551616]",
    "[0.1,0.30000000000000004,123456789012345.6,1.7976931348623157e308,5e-324,2.2250738585072011e-308]",
    "[123456789012345,0.000001,1e22,1e23,8.5e-7,3.4028236e38,1e400,-1e-400]",
    "[01,1.,.5,+1,1e,1e+,0x1,-,--1,1_0,Infinity,NaN]",
    "[\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\",\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"e\u{301}\u{1f600}\"]",
    r#"["\ud83d","\ude00\ud83d","\ud83dx","\ud83d\u0041","\ud83d\ud83d\ude00"]"#,
    r#"["\x","\u12","\u+123","\u 123","\U0041","a	b"]"#,
    r#"["12345678","123456789012345\"6","1234567\\","seventeen letters","exactly sixteen!"]"#,
    " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n",
    "[1 2]",
    "[1,]",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "{,}",
    "{1:2}",
    "{\"a\":1,\"a\":{\"b\":2},\"\\u0061\":3}",
    "[[[[[[[[{\"a\":[[[[{\"b\":[]}]]]]}]]]]]]]]",
    "[}",
    "{]",
    "\"",
    "nul",
    "truefalse",
    "true false",
    "\u{feff}[1]",
    "[\u{a0}1]",
    "/**/1",
];

/// A record that declares nothing of what is read, so that values are passed over.
struct Other {
    known: Option<String>,
}

record! {
    Other: Default {
        optional known = "known",
    }
}

/// Checks one text.
pub fn check(data: &[u8]) {
    // The client reads text with a byte order mark, too.
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    if data.starts_with(b"\xef\xbb\xbf") {
        return;
    }
    agrees::<Value>(data, |one, other| one == other && one.to_string() == other.to_string());
    agrees::<Vec<f64>>(data, |one, other| one.iter().map(|it| it.to_bits()).eq(other.iter().map(|it| it.to_bits())));
    agrees::<BTreeMap<String, String>>(data, PartialEq::eq);
    if let Some(strings) = agrees::<Vec<String>>(data, PartialEq::eq) {
        assert_eq!(encode(&strings).ok(), serde_json::to_vec(&strings).ok(), "written differently");
    }
    passes_over(data);
    round_trip::<Value>(data);
}

/// Both readers accept the text or refuse it, and what they read is the same.
fn agrees<T: Model + DeserializeOwned + Debug>(data: &[u8], is_same: fn(&T, &T) -> bool) -> Option<T> {
    match (serde_json::from_slice::<T>(data), decode::<T>(data)) {
        (Ok(theirs), Ok(ours)) => {
            assert!(is_same(&theirs, &ours), "serde_json reads {theirs:?}, the client {ours:?}");
            Some(ours)
        }
        (Err(_), Err(_)) => None,
        (theirs, ours) => panic!("serde_json: {theirs:?}, client: {ours:?}"),
    }
}

/// What nobody reads is JSON all the same, as deep as it is.
fn passes_over(data: &[u8]) {
    // serde_json passes over strings without a look at their encoding; the client reads no body that is not UTF-8.
    if std::str::from_utf8(data).is_err() {
        return;
    }
    let text = [b"{\"other\":", data, b"}"].concat();
    let is_json = serde_json::from_slice::<IgnoredAny>(&text).is_ok();
    let read = decode::<Other>(&text);
    // A value may end the object and go on with members of it; what these are is not the question.
    let is_one = serde_json::from_slice::<IgnoredAny>(data).is_ok();
    match read {
        Ok(other) => assert!(is_json && (other.known.is_none() || !is_one)),
        Err(error) => assert!(!is_json || !is_one, "{error}"),
    }
}
