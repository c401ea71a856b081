//! What holds for any JSON: no panic, and one value wherever the strict reading succeeds.

use std::collections::BTreeMap;
use std::fmt::Debug;

use clientgen_runtime::codegen::Decoder;
use clientgen_runtime::model::{decode_value, encode};
use clientgen_runtime::{Model, Nullable, OneOrMany, Value};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::models::{All, Node, Page, Settings};
use crate::read;

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e15..1e15).prop_map(Value::from),
        "-?[0-9]{1,3}(\\.[0-9]{1,2})?|active|.*".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            btree_map(KEYS, inner, 0..9).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

const KEYS: &str = "id|age|results|name|count|rate|flag|tags|labels|state|level|bytes|parent|moment|size|groups|child|\
                    note|one|node|any|value|label|.*";

/// An object that mostly fits `All`, with some members replaced.
fn nearly_all() -> impl Strategy<Value = Value> {
    btree_map(KEYS, json(), 0..4).prop_map(|replaced| {
        let mut members = serde_json::json!({
            "name": "a", "count": 1, "rate": 1.5, "flag": true, "tags": ["a"], "labels": {"a": "b"}, "state": "active",
            "level": 1, "bytes": "aGk=", "parent": null, "node": {"child": null, "label": 1},
        });
        members.as_object_mut().unwrap().extend(replaced);
        members
    })
}

fn levels_agree<T: Model + Debug>(json: &str) -> Result<(), TestCaseError> {
    let strict = read::<T>(json, Decoder::strict());
    let lenient = read::<T>(json, Decoder::lenient());
    let tolerant = read::<T>(json, Decoder::tolerant().keep_undeclared());
    let kept = read::<T>(json, Decoder::strict().keep_undeclared());
    prop_assert!(tolerant.result.is_ok(), "{json} is JSON, and still {}", tolerant.printed());
    let strict_drift = strict.drift;
    let tree = decode_value::<T>(serde_json::from_str(json).unwrap());
    prop_assert_eq!(tree.is_ok(), strict.result.is_ok(), "{}", json);
    if let Ok(strict) = &strict.result {
        let expected = encode(strict).unwrap();
        prop_assert_eq!(&encode(&tree.unwrap()).unwrap(), &expected);
        prop_assert_eq!(&lenient.drift, &strict_drift, "{}", json);
        prop_assert_eq!(&encode(&lenient.result.unwrap()).unwrap(), &expected);
        prop_assert_eq!(&encode(&tolerant.result.unwrap()).unwrap(), &expected);
        prop_assert_eq!(&encode(&kept.result.unwrap()).unwrap(), &expected);
    } else if let Ok(value) = &lenient.result {
        prop_assert!(encode(value).is_ok());
        prop_assert!(!lenient.drift.is_empty(), "strict fails on {json}, lenient notes nothing");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn levels_agree_wherever_the_strict_one_succeeds(value in prop_oneof![json(), nearly_all()]) {
        let json = value.to_string();
        levels_agree::<All>(&json)?;
        levels_agree::<Page>(&json)?;
        levels_agree::<Node>(&json)?;
        levels_agree::<Vec<Option<All>>>(&json)?;
        levels_agree::<BTreeMap<String, Nullable<OneOrMany<String>>>>(&json)?;
        levels_agree::<OneOrMany<f32>>(&json)?;
        levels_agree::<u64>(&json)?;
        levels_agree::<Vec<Settings>>(&json)?;
        levels_agree::<Option<bool>>(&json)?;
    }
}
