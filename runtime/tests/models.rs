//! Models as generated code declares them: decoding, encoding, lenience, error paths.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "types are written as a crate would write them")]

use std::collections::BTreeMap;

use clientgen_runtime::codegen::{open_enum, open_integer_enum, record, union};
use clientgen_runtime::model::{decode, decode_value, encode};
use clientgen_runtime::{Base64, DateTime, DecodeError, Model, Nullable, OneOrMany, Value};
use serde_json::json;

struct User {
    id: String,
    reference: Option<String>,
    status: Option<Status>,
    first_login: Option<DateTime>,
    tags: Option<Vec<String>>,
    manager: Option<Box<User>>,
    next: Option<String>,
    score: Option<f64>,
    level: Option<i32>,
    nickname: Nullable<String>,
    groups: Option<OneOrMany<String>>,
    priority: Option<Priority>,
    picture: Option<Base64>,
    extra: BTreeMap<String, Value>,
}

record! {
    User {
        required id = "id",
        optional reference = "ref",
        optional status = "status",
        optional first_login = "firstLogin",
        optional tags = "tags",
        optional manager = "manager",
        nullable next = "next",
        optional score = "score",
        optional level = "level",
        optional nickname = "nickname",
        optional groups = "groups",
        optional priority = "priority",
        optional picture = "picture",
        ..extra
    }
}

open_enum! {
    /// State of a user.
    pub enum Status {
        /// May sign in.
        Active = "active",
        /// May not.
        Suspended = "suspended",
    }
}

open_integer_enum! {
    /// How urgent something is.
    pub enum Priority {
        /// Can wait.
        Low = 1,
        /// Cannot.
        High = 2,
        /// Need not be done.
        Below = -1,
    }
}

struct Page {
    results: Vec<User>,
}
record! { Page { required results = "results" } }

enum Event {
    Joined(Box<User>),
    Left(Left),
    Unknown(Value),
}
union! {
    Event: tag "type" {
        Joined = "joined" | "rejoined",
        Left = "left",
    }
}

struct Left {
    kind: String,
    reason: i64,
}
record! { Left { required kind = "type", required reason = "reason" } }

enum Target {
    Id(String),
    Left(Left),
    User(Box<User>),
    Exact(i64),
    Count(f64),
    Flag(bool),
    Many(Vec<Target>),
    Unknown(Value),
}
union! {
    Target: shape {
        Id: string,
        Left: object ["type", "reason"] { "type" = "left" },
        User: object ["id"],
        Exact: integer,
        Count: number,
        Flag: boolean,
        Many: array,
    }
}

fn minimal() -> Value {
    json!({"id": "1", "next": null})
}

fn error<T: Model + std::fmt::Debug>(json: &str) -> DecodeError {
    decode::<T>(json.as_bytes()).unwrap_err()
}

fn round_trip<T: Model + PartialEq + std::fmt::Debug>(value: &Value) -> T {
    let decoded: T = decode(value.to_string().as_bytes()).unwrap();
    let from_tree: T = decode_value(value.clone()).unwrap();
    assert_eq!(decoded, from_tree);
    let encoded: Value = serde_json::from_slice(&encode(&decoded).unwrap()).unwrap();
    assert_eq!(&encoded, value);
    decoded
}

#[test]
fn full_record_round_trips() {
    let user: User = round_trip(&json!({
        "id": "1", "ref": "r", "status": "active", "firstLogin": "2021-01-01T09:00:00Z",
        "tags": ["a", "b"], "manager": {"id": "2", "next": "x"}, "next": "n", "score": 1.5, "level": 3,
        "nickname": null, "groups": ["g"], "priority": -1, "picture": "aGVsbG8=",
        "shoe size": 43, "nested": {"a": [1, null]},
    }));
    assert_eq!(user.status, Some(Status::Active));
    assert_eq!(user.manager.unwrap().next.as_deref(), Some("x"));
    assert_eq!(user.nickname, Nullable::Null);
    assert_eq!(user.priority, Some(Priority::Below));
    assert_eq!(user.picture.unwrap().0, b"hello");
    assert_eq!(user.extra.len(), 2);
}

#[test]
fn optional_fields_take_null_as_absent_and_nullable_ones_write_it() {
    let user: User = decode(br#"{"id": "1", "next": null, "tags": null, "status": null, "level": null}"#).unwrap();
    assert_eq!(user.tags, None);
    assert_eq!(encode(&user).unwrap(), br#"{"id":"1","next":null}"#);
}

#[test]
fn integers_may_be_written_with_a_point() {
    let user: User = decode(br#"{"id": "1", "next": null, "level": 3.0, "score": 4, "priority": 2.0}"#).unwrap();
    assert_eq!((user.level, user.score, user.priority), (Some(3), Some(4.0), Some(Priority::High)));
}

#[test]
fn one_or_many_remembers_which() {
    let one: OneOrMany<String> = round_trip(&json!("a"));
    let many: OneOrMany<String> = round_trip(&json!(["a"]));
    assert_eq!(one.as_slice(), many.as_slice());
    assert_ne!(one, many);
}

#[test]
fn unknown_enum_values_survive() {
    let status: Status = round_trip(&json!("on leave"));
    assert_eq!(status, Status::Unknown("on leave".into()));
    let priority: Priority = round_trip(&json!(7));
    assert_eq!(priority, Priority::Unknown(7));
    assert_eq!("active".parse(), Ok(Status::Active));
    assert_eq!(Status::ALL.len(), 2);
    assert_eq!(format!("{:>10}|{:<3}|", Status::Suspended, Priority::High), " suspended|2  |");
}

#[test]
fn tagged_unions_decide_by_the_property() {
    assert!(matches!(round_trip(&json!({"type": "left", "reason": 3})), Event::Left(Left { reason: 3, .. })));
    let joined: Event = round_trip(&json!({"type": "rejoined", "id": "1", "next": null}));
    let Event::Joined(user) = joined else { panic!("{joined:?}") };
    assert_eq!(user.extra["type"], "rejoined");
    for unknown in [json!({"type": "new"}), json!({}), json!(3), json!(null)] {
        assert_eq!(round_trip::<Event>(&unknown), Event::Unknown(unknown));
    }
}

#[test]
fn shaped_unions_decide_by_the_table() {
    assert_eq!(round_trip::<Target>(&json!("x")), Target::Id("x".into()));
    assert_eq!(round_trip::<Target>(&json!(4)), Target::Exact(4));
    assert_eq!(round_trip::<Target>(&json!(4.5)), Target::Count(4.5));
    assert_eq!(round_trip::<Target>(&json!(true)), Target::Flag(true));
    assert!(matches!(round_trip(&json!({"type": "left", "reason": 1})), Target::Left(_)));
    assert!(matches!(round_trip(&json!({"type": "x", "reason": 1, "id": "1", "next": null})), Target::User(_)));
    let many = Target::Many(vec![Target::Id("a".into()), Target::Unknown(Value::Null)]);
    assert_eq!(round_trip::<Target>(&json!(["a", null])), many);
}

#[test]
fn a_variant_that_matches_must_decode() {
    let error = error::<Vec<Event>>(r#"[{"type": "left", "reason": 1}, {"type": "left", "reason": "x"}]"#);
    assert_eq!(error.to_string(), "$[1].reason: expected an integer, found a string");
}

#[test]
fn errors_name_the_path() {
    let table = [
        (
            r#"{"results": [{"id": "1", "next": null}, {"id": 2}]}"#,
            "$.results[1].id: expected a string, found the number 2 (and 1 more)",
        ),
        (r#"{"results": [{"id": "1"}]}"#, "$.results[0].next: expected a string, found nothing"),
        (r#"{"results": [{"next": null}]}"#, "$.results[0].id: expected a string, found nothing"),
        (r#"{"results": [{"id": null, "next": null}]}"#, "$.results[0].id: expected a string, found null"),
        (r#"{"results": [null]}"#, "$.results[0]: expected an object (User), found null"),
        (r#"{"results": {}}"#, "$.results: expected an array, found an object"),
        (
            r#"{"results": [{"id": "1", "next": null, "level": 3000000000}]}"#,
            "$.results[0].level: expected an integer, found the number 3000000000, which is out of range",
        ),
        (
            r#"{"results": [{"id": "1", "next": null, "level": 1.5}]}"#,
            "$.results[0].level: expected an integer, found the number 1.5",
        ),
        (
            r#"{"results": [{"id": "1", "next": null, "tags": ["a", 1]}]}"#,
            "$.results[0].tags[1]: expected a string, found the number 1",
        ),
        (
            r#"{"results": [{"id": "1", "next": null, "picture": "?"}]}"#,
            "$.results[0].picture: expected a base64 string, found another string",
        ),
        (
            r#"{"results": [{"id": "1", "id": "2"}]}"#,
            "$.results[0].id: expected the member once, found a string (and 1 more)",
        ),
        (r#"{"results": []} x"#, "$: expected the end of the text, found more text at line 1 column 17"),
        (r#"{"results": [{"id": "1""#, "$.results[0]: expected JSON, found the end of the text"),
        ("", "$: expected JSON, found nothing"),
        ("<html>", "$: expected JSON, found a syntax error at line 1 column 1"),
        ("[]", "$: expected an object (Page), found an array"),
    ];
    for (json, message) in table {
        assert_eq!(error::<Page>(json).to_string(), message, "{json}");
    }
}

#[test]
fn errors_quote_the_surroundings() {
    let error = error::<Page>("{\"results\": [\n  {\"next\": null, \"id\": 12345}\n]}");
    assert_eq!((error.path(), error.expected(), error.found()), ("$.results[0].id", "a string", "the number 12345"));
    assert!(error.excerpt().contains("\"id\": 12345"), "{}", error.excerpt());
    let error = decode::<Page>(b"{\"results\": \xff}").unwrap_err();
    assert_eq!(error.to_string(), "$: expected UTF-8 text, found other bytes at offset 12");
}

#[test]
fn odd_keys_are_quoted_in_paths() {
    let error = error::<BTreeMap<String, i64>>(r#"{"a b": "x"}"#);
    assert_eq!(error.path(), r#"$["a b"]"#);
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    assert!(decode::<Value>(deep.as_bytes()).is_err());
    assert!(decode::<Target>(deep.as_bytes()).is_err());
    let ignored = format!(r#"{{"results": [], "other": {deep}}}"#);
    assert!(decode::<Page>(ignored.as_bytes()).is_ok());
    let users = format!("{}null", r#"{"id": "1", "next": null, "manager": "#.repeat(5000));
    assert!(decode::<User>(users.as_bytes()).is_err());
}

#[test]
fn serde_traits_serve_the_users_own_formats() {
    let user: User = serde_json::from_value(minimal()).unwrap();
    assert_eq!(serde_json::to_value(&user).unwrap(), minimal());
    let error = serde_json::from_value::<Page>(json!({"results": [{"id": 1}]})).unwrap_err();
    assert_eq!(error.to_string(), "$.results[0].id: expected a string, found the number 1 (and 1 more)");
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    let mut user: User = decode_value(minimal()).unwrap();
    user.score = Some(f64::NAN);
    assert!(encode(&user).is_err());
}

#[test]
fn records_may_be_wide_empty_and_preceded_by_a_byte_order_mark() {
    struct Empty {}
    record! { Empty {} }
    assert_eq!(decode::<Empty>("\u{feff}{\"x\": 1}".as_bytes()).unwrap(), Empty {});
    assert_eq!(encode(&Empty {}).unwrap(), b"{}");
}

/// Names that the macros must not confuse with their own.
mod shadowing {
    use clientgen_runtime::codegen::{open_enum, record, union};

    pub(crate) struct Field {
        pub(crate) option: std::option::Option<Box<Option>>,
    }
    record! { Field { optional option = "option" } }

    pub(crate) enum Option {
        Record(Record),
        String(String),
        Unknown(clientgen_runtime::Value),
    }
    union! { Option: tag "kind" { Record = "record" | "row", String = "string" } }

    pub(crate) struct Record {
        pub(crate) model: Model,
    }
    record! { Record { required model = "model" } }

    /// Setters with the names of methods that the macros call.
    #[expect(dead_code, reason = "it is enough that they are there")]
    impl Record {
        pub(crate) fn slot(self, _slot: bool) -> Self {
            self
        }
        pub(crate) fn view(self, _view: bool) -> Self {
            self
        }
        pub(crate) fn clone(self, _clone: bool) -> Self {
            self
        }
    }

    /// A record with such a one, by itself and in a union.
    pub(crate) struct Holder {
        pub(crate) record: Record,
        pub(crate) option: Option,
    }
    record! { Holder { required record = "record", required option = "option" } }

    pub(crate) struct String {}
    record! { String {} }

    open_enum! {
        /// A type with the name of one that the macros use.
        pub enum Model {
            /// One.
            From = "from",
            /// Another.
            Slot = "slot",
        }
    }

    #[expect(dead_code, reason = "only the names matter")]
    mod more {
        struct Result;
        struct ValueRef;
        struct RecordDescriptor;
        struct UnionDescriptor;
        struct VariantRule;
        struct JsonType;
        struct Variant;
        struct Vec;
        struct Box;
        struct Clone;
        struct Ok;
        struct Send;
    }
}

#[test]
fn macros_do_not_care_for_names_around_them() {
    let field: shadowing::Field = round_trip(&json!({"option": {"kind": "record", "model": "slot"}}));
    let expected = shadowing::Option::Record(shadowing::Record { model: shadowing::Model::Slot });
    assert_eq!(field.option.as_deref(), Some(&expected));
    let holder: shadowing::Holder =
        round_trip(&json!({"record": {"model": "from"}, "option": {"kind": "record", "model": "slot"}}));
    assert_eq!(holder.clone(), holder);
}

#[test]
fn a_tag_the_payload_does_not_hold_is_written() {
    let text = shadowing::Option::String(shadowing::String {});
    assert_eq!(encode(&text).unwrap(), br#"{"kind":"string"}"#);
    let left = Event::Left(Left { kind: "left".into(), reason: 1 });
    assert_eq!(encode(&left).unwrap(), br#"{"type":"left","reason":1}"#);
}

#[test]
fn a_number_beyond_single_precision_is_a_mismatch() {
    use clientgen_runtime::model::decode;
    assert!(decode::<f32>(b"3.4028235e38").is_ok());
    assert!(decode::<f32>(b"1e300").is_err());
}

mod inspected {
    use std::collections::BTreeMap;

    use clientgen_runtime::Value;
    use clientgen_runtime::codegen::record;

    struct Account {
        r#type: String,
        password: Option<String>,
        tags: Option<Vec<String>>,
        limits: BTreeMap<String, f64>,
        extra: BTreeMap<String, Value>,
    }

    record! {
        Account: Default {
            required r#type = "type",
            optional password = "password" => secret,
            optional tags = "tags",
            required limits = "limits",
            ..extra
        }
    }

    fn account() -> Account {
        let limits = BTreeMap::from([("calls".to_owned(), 1.5)]);
        let extra = BTreeMap::from([("more".to_owned(), Value::from(true))]);
        Account { r#type: "basic".to_owned(), tags: Some(vec!["new".to_owned()]), limits, extra, ..Account::default() }
    }

    #[test]
    fn records_print_their_fields_but_no_secret() {
        let account = Account { password: Some("hunter2".to_owned()), ..account() };
        let printed = r#"Account { type: "basic", password: .., tags: ["new"], limits: {"calls": 1.5}, extra: {"more": Bool(true)} }"#;
        assert_eq!(format!("{account:?}"), printed);
        assert!(format!("{:?}", Account::default()).contains("password: None, tags: None"));
    }

    #[test]
    fn records_are_equal_field_by_field() {
        let changes: [fn(&mut Account); 6] = [
            |account| account.r#type.push('!'),
            |account| account.password = Some(String::new()),
            |account| account.tags = Some(Vec::new()),
            |account| account.tags = None,
            |account| account.limits.clear(),
            |account| account.extra.clear(),
        ];
        assert!(account() == account());
        for change in changes {
            let mut other = account();
            change(&mut other);
            assert!(account() != other, "{other:?}");
        }
        let mut unordered = account();
        unordered.limits.insert("calls".to_owned(), f64::NAN);
        assert!(unordered != unordered.clone());
    }
}

mod formats {
    use std::collections::{BTreeMap, HashMap};

    use clientgen_runtime::codegen::record;
    use clientgen_runtime::model::{decode, encode};
    use clientgen_runtime::{Decimal, IsoDuration, Nullable, ParamValue, Uuid};

    struct Lease {
        id: Uuid,
        length: Option<IsoDuration>,
        renewal: Nullable<IsoDuration>,
        prices: BTreeMap<String, Vec<Decimal>>,
    }

    record! {
        Lease {
            required id = "id",
            optional length = "length",
            optional renewal = "renewal",
            required prices = "prices",
        }
    }

    #[test]
    fn texts_of_any_kind_are_kept_and_sent_back() {
        for body in [
            r#"{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","length":"P1D","renewal":null,"prices":{"day":["19.90"]}}"#,
            r#"{"id":"me","length":"90s","renewal":"","prices":{"day":["free",""]}}"#,
        ] {
            let lease: Lease = decode(body.as_bytes()).unwrap();
            assert_eq!(encode(&lease).unwrap(), body.as_bytes());
        }
        let error = decode::<Lease>(br#"{"id":7,"prices":{}}"#).unwrap_err().to_string();
        assert!(error.contains("id") && error.contains("a string"), "{error}");
    }

    #[test]
    fn texts_are_made_of_texts_and_compared_with_them() {
        fn made<T>(from: impl Into<T>) -> T {
            from.into()
        }
        let (text, id) = ("me".to_owned(), Uuid::from("me"));
        for other in [made::<Uuid>("me"), made(&text), made(text.clone()), made(&id), made(id.clone())] {
            assert!(other == "me" && other == text && other == id);
        }
        assert_eq!(made::<Nullable<Uuid>>("me"), Nullable::Value(id.clone()));
        assert_eq!((made::<String>(&id), made::<String>(id.clone())), (text.clone(), text));
        assert_eq!(made::<ParamValue>(id.clone()), ParamValue::Scalar("me".to_owned()));
        assert_eq!(HashMap::from([(id, 1)]).get("me"), Some(&1));
        assert_eq!((made::<Decimal>(5), made::<Decimal>(-5_i64)), ("5".into(), "-5".into()));
    }
}

/// Members of a union that nothing tells apart: all their properties are optional, and one differs in kind.
mod alike {
    use super::*;

    #[non_exhaustive]
    pub struct Text {
        pub value: Option<String>,
    }
    record! { Text: Default { optional value = "value" } }

    #[non_exhaustive]
    pub struct Amount {
        pub value: Option<i64>,
        pub unit: Option<String>,
    }
    record! { Amount: Default { optional value = "value", optional unit = "unit" } }

    #[non_exhaustive]
    pub enum Setting {
        Text(Text),
        Amount(Amount),
        Unknown(Value),
    }
    union! { Setting: shape { Text: object, Amount: object } }
}

#[test]
fn of_variants_that_nothing_tells_apart_the_one_that_fits_best_is_taken() {
    use alike::Setting;
    let value = |json: &str| decode::<Setting>(json.as_bytes()).unwrap();
    assert!(matches!(value(r#"{"value": "x"}"#), Setting::Text(_)));
    assert!(matches!(value(r#"{"value": 1}"#), Setting::Amount(_)), "the first does not decode");
    assert!(matches!(value(r#"{"unit": "EUR"}"#), Setting::Amount(_)), "only the second has the key");
    assert!(matches!(value(r#"{"other": 1}"#), Setting::Text(_)), "the order decides");
    assert!(matches!(value(r#"{"value": "x", "unit": "EUR"}"#), Setting::Text(_)), "the better one does not decode");
    let error = error::<Setting>(r#"{"value": true, "unit": "EUR"}"#);
    assert_eq!(error.to_string(), "$.value: expected an integer, found a boolean", "the better one is to blame");
}

#[test]
fn a_key_with_null_tells_only_the_variant_that_allows_null() {
    mod priced {
        use super::*;

        #[non_exhaustive]
        pub struct Express {
            pub service: String,
        }
        record! { Express { required service = "service" } }

        #[non_exhaustive]
        pub struct Plain {
            pub service: Option<String>,
        }
        record! { Plain: Default { optional service = "service" } }

        #[non_exhaustive]
        pub enum Letter {
            Express(Express),
            Plain(Plain),
            Unknown(Value),
        }
        union! { Letter: shape { Express: object ["service"], Plain: object } }
    }
    use priced::Letter;
    let value = |json: &str| decode::<Letter>(json.as_bytes()).unwrap();
    assert!(matches!(value(r#"{"service": "fast"}"#), Letter::Express(_)));
    assert!(matches!(value(r#"{"service": null}"#), Letter::Plain(_)));
    assert!(matches!(value("{}"), Letter::Plain(_)));
}
