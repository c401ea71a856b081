//! Models with every kind of slot, written as in generated code, and the properties that must hold for them.

use std::collections::BTreeMap;

use clientgen_runtime::codegen::{open_enum, open_integer_enum, record};
use clientgen_runtime::{Base64, Date, DateTime, Decimal, IsoDuration, Nullable, OneOrMany, Time, Uuid, Value};

use crate::mutate::Dictionary;
use crate::round_trip::round_trip;
use crate::unions::{Event, Target};

/// A model with every kind of slot, required, optional and nullable where that makes a difference.
#[allow(missing_docs, reason = "the model is for tests only")]
pub struct All {
    pub text: String,
    pub flag: Option<bool>,
    pub long: Option<i64>,
    pub int: Option<i32>,
    pub size: Option<u64>,
    pub small: Option<u32>,
    pub double: Option<f64>,
    pub single: Option<f32>,
    pub state: Option<State>,
    pub level: Option<Level>,
    pub moment: Option<DateTime>,
    pub day: Option<Date>,
    pub time: Option<Time>,
    pub length: Option<IsoDuration>,
    pub id: Option<Uuid>,
    pub price: Option<Decimal>,
    pub bytes: Option<Base64>,
    pub any: Option<Value>,
    pub next: Option<Box<All>>,
    pub list: Option<Vec<All>>,
    pub map: Option<BTreeMap<String, i64>>,
    pub one: Option<OneOrMany<String>>,
    pub nothing: Nullable<String>,
    pub event: Option<Event>,
    pub target: Option<Target>,
    pub holes: Option<Vec<Option<String>>>,
    pub extra: BTreeMap<String, Value>,
}

record! {
    wide All {
        required text = "text",
        optional flag = "flag",
        optional long = "long",
        optional int = "int",
        optional size = "size",
        optional small = "small",
        optional double = "double",
        optional single = "single",
        optional state = "state",
        optional level = "level",
        optional moment = "moment",
        optional day = "day",
        optional time = "time",
        optional length = "length",
        optional id = "id",
        optional price = "price",
        optional bytes = "bytes",
        optional any = "any",
        optional next = "next",
        optional list = "list",
        optional map = "map",
        optional one = "one",
        optional nothing = "nothing",
        optional event = "event",
        optional target = "target",
        optional holes = "holes",
        ..extra
    }
}

/// A model with required fields only.
#[allow(missing_docs, reason = "the model is for tests only")]
pub struct Strict {
    pub long: i64,
    pub any: Value,
    pub null: Option<String>,
    pub inner: Option<Box<Strict>>,
    pub pairs: BTreeMap<String, Vec<Strict>>,
}
record! {
    Strict {
        required long = "long",
        required any = "any",
        nullable null = "nothing",
        nullable inner = "next",
        required pairs = "map",
    }
}

open_enum! {
    /// An open enum.
    pub enum State {
        /// A value.
        Active = "active",
        /// Another.
        Empty = "",
    }
}

open_integer_enum! {
    /// An open enum of integers.
    pub enum Level {
        /// A value.
        Low = 1,
        /// Another.
        Below = -1,
    }
}

/// Decodes into every model, and checks round trips.
pub fn check(json: &[u8]) {
    round_trip::<All>(json);
    round_trip::<Strict>(json);
    round_trip::<Value>(json);
    round_trip::<Vec<Option<All>>>(json);
    round_trip::<BTreeMap<String, Nullable<OneOrMany<Strict>>>>(json);
    round_trip::<OneOrMany<State>>(json);
    round_trip::<Option<Level>>(json);
    round_trip::<f32>(json);
    round_trip::<u64>(json);
    round_trip::<DateTime>(json);
    round_trip::<Base64>(json);
}

/// The keys of the models above.
pub const DICTIONARY: Dictionary = Dictionary {
    references: false,
    keys: &[
        ("text", &[r#""a""#, r#""""#, "1"]),
        ("flag", &["true", "false", "0"]),
        ("long", &["1", "1.0", "-9223372036854775808", "9223372036854775808", "9007199254740993.0", "1e18"]),
        ("int", &["2147483647", "2147483648", "-1.0", "1e3"]),
        ("size", &["18446744073709551615", "-1", "1.0", "-0.0"]),
        ("small", &["4294967295", "4294967296", "0"]),
        ("double", &["1", "0.1", "1e308", "5e-324", "-0.0", "18446744073709551615"]),
        ("single", &["0.1", "1e39", "16777217", "1e-46", "3.4028235e38", "-0.0"]),
        ("state", &[r#""active""#, r#""""#, r#""new""#]),
        ("level", &["1", "-1", "7", "1.0", "9223372036854775807"]),
        ("length", &[r#""P1DT1H""#, r#""90s""#]),
        ("id", &[r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#, r#""me""#]),
        ("price", &[r#""19.90""#, r#""1E+2""#]),
        ("moment", &[r#""2021-01-01T09:00:00Z""#, r#""2021-01-01""#, r#""x""#]),
        ("day", &[r#""2021-02-30""#, r#""2021-01-01""#]),
        ("time", &[r#""09:00:00""#, r#""24:00""#]),
        ("bytes", &[r#""aGVsbG8=""#, r#""aGVsbG8""#, r#""_-8=""#, r#""?""#]),
        ("any", &["null", "{}", r#"[1, {"a": 1e300}]"#]),
        ("next", &[r#"{"text": ""}"#, "null", r#"{"long": 1, "any": null, "nothing": null, "next": null, "map": {}}"#]),
        ("list", &[r#"[{"text": "a"}]"#, "[]", "[null]"]),
        ("map", &[r#"{"a": 1}"#, "{}", r#"{"a": []}"#]),
        ("one", &[r#""a""#, r#"["a", "b"]"#, "[]", "null", r#"[["a"]]"#]),
        ("nothing", &["null", r#""x""#]),
        ("event", &[r#"{"type": "left", "reason": 1}"#, r#"{"type": "joined", "id": "1"}"#, r#"{"type": "?"}"#, "3"]),
        ("target", &[r#""x""#, "4", "4.0", "4.5", "true", "[1, []]", r#"{"type": "left", "reason": 1}"#, "null"]),
        ("holes", &[r#"[null, "a"]"#, "[]"]),
        ("type", &[r#""left""#, r#""joined""#, r#""rejoined""#, "1"]),
        ("reason", &["1", "1.0", r#""x""#, "2"]),
        ("id", &[r#""1""#, "1", "null"]),
        ("kind", &["1", "2", "true", r#""left""#, "1.5", "-3"]),
    ],
};
