//! What holds for any input.

use std::collections::BTreeMap;
use std::time::Duration;

use clientgen_runtime::codegen::{Operation, Parameter, Style, list};
use clientgen_runtime::http::Response;
use clientgen_runtime::model::{decode, encode};
use clientgen_runtime::{
    Base64, Body, Bytes, Call, DateTime, Decimal, EventStream, IsoDuration, JsonLines, Text, Uuid, Value, http,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::api::{Client, ErrorBody, User, UserPage};
use crate::fake::Server;

static ONE: Operation = Operation {
    path: "/a/{path}/z",
    parameters: &[
        Parameter::path("path"),
        Parameter::query("text"),
        Parameter::query("list"),
        Parameter::query("joined").style(Style::PipeDelimited),
        Parameter::query("free").allow_reserved(),
    ],
    ..Operation::new("one")
};

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e15..1e15).prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            btree_map("id|status|results|pagination|.*", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        (bytes, rest) = match first {
            b'%' => {
                let hex = std::str::from_utf8(&after[..2]).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                (bytes, &after[2..])
            }
            byte => {
                bytes.push(*byte);
                (bytes, after)
            }
        };
    }
    String::from_utf8(bytes).unwrap()
}

proptest! {
    // Nothing is written to disk; a counterexample becomes a test of its own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn json_survives_the_walk(value in json()) {
        let bytes = encode(&value).unwrap();
        prop_assert_eq!(&decode::<Value>(&bytes).unwrap(), &value);
        let map = BTreeMap::from([("key".to_owned(), vec![Some(value)])]);
        let bytes = encode(&map).unwrap();
        prop_assert_eq!(decode::<BTreeMap<String, Vec<Option<Value>>>>(&bytes).unwrap().len(), 1);
    }

    #[test]
    fn what_decodes_encodes_and_decodes_again(value in json()) {
        let text = value.to_string();
        if let Ok(user) = decode::<User>(text.as_bytes()) {
            prop_assert_eq!(decode::<User>(&encode(&user).unwrap()).unwrap(), user);
        }
        if let Err(error) = decode::<UserPage>(text.as_bytes()) {
            prop_assert!(error.path().starts_with('$'));
        }
    }

    #[test]
    fn no_bytes_upset_the_decoder(bytes in vec(any::<u8>(), 0..200), value in json(), cut in any::<usize>()) {
        let _ = decode::<UserPage>(&bytes);
        let _ = decode::<ErrorSum>(&bytes);
        let text = value.to_string();
        let _ = decode::<UserPage>(&text.as_bytes()[..cut % (text.len() + 1)]);
    }

    #[test]
    fn numbers_fit_or_are_refused(number in any::<f64>(), integer in any::<i64>()) {
        prop_assert_eq!(decode::<i64>(integer.to_string().as_bytes()).unwrap(), integer);
        let text = format!("{number:?}");
        match decode::<i64>(text.as_bytes()) {
            #[expect(clippy::cast_precision_loss, reason = "integers of a double are exact")]
            Ok(whole) => prop_assert_eq!(whole as f64, number),
            Err(_) => prop_assert!(number.fract() != 0.0 || number.abs() >= 9.2e18 || !number.is_finite()),
        }
    }

    #[test]
    fn bytes_and_times_round_trip(bytes in vec(any::<u8>(), 0..100), millis in -62_135_596_800_000_i64..253_402_300_800_000) {
        prop_assert_eq!(Base64::from(bytes.clone()).to_string().parse::<Base64>().unwrap().0, bytes);
        prop_assert_eq!(DateTime::from_unix_millis(millis).unix_millis(), Some(millis));
    }

    #[test]
    fn no_text_upsets_a_date(text in ".*", digits in "[0-9]{1,6}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{0,20}[Z+-]?[0-9:]{0,6}") {
        for text in [text, digits] {
            let time = DateTime::from_text_unchecked(text.as_str());
            prop_assert_eq!(time.unix_millis().is_some(), text.parse::<DateTime>().is_ok());
            let _ = time.to_system_time();
        }
    }

    #[test]
    fn no_text_upsets_a_format(text in ".*", length in "[+-]?P[0-9YMWD.,]{0,8}(T[0-9HMS.,]{0,8})?", id in "[{]?[0-9a-f-]{31,37}[}]?") {
        for text in [text, length, id] {
            let (length, id, number) = (IsoDuration::from(&text), Uuid::from(&text), Decimal::from(&text));
            prop_assert_eq!(length.is_valid(), text.parse::<IsoDuration>().is_ok());
            prop_assert!(length.is_valid() || length.to_std().is_none());
            prop_assert_eq!(id.is_valid(), id.to_u128().is_some());
            prop_assert!(number.is_valid() || number.to_f64().is_none());
            prop_assert_eq!([length.as_str(), id.as_str(), number.as_str()], [text.as_str(); 3]);
        }
    }

    #[test]
    fn lengths_and_ids_round_trip(seconds in any::<u64>(), nanos in 0_u32..1_000_000_000, number in any::<u128>()) {
        let length = Duration::new(seconds, nanos);
        prop_assert_eq!(IsoDuration::from(length).to_std(), Some(length));
        prop_assert_eq!(Uuid::from_u128(number).to_u128(), Some(number));
    }

    #[test]
    fn parameters_arrive_as_given(path in ".+", text in ".*", many in vec(".*", 1..4)) {
        let server = Server::always(200, "");
        let call = server.client().users().secured(&ONE).path("path", path.as_str()).query("text", text.as_str());
        let call = call.query("list", list(&many)).query("joined", list(&many)).query("free", text.as_str());
        match wait(call.into_future()) {
            Err(error) => prop_assert!(error.is_request() && matches!(path.as_str(), "." | ".."), "{error}"),
            Ok(()) => {
                let url = server.last().url;
                let (before, query) = url.split_once('?').unwrap();
                let segments: Vec<_> = before.split('/').collect();
                prop_assert_eq!(segments.len(), 8, "{}", url);
                prop_assert_eq!(unescape(segments[6]), path);
                let pairs: Vec<_> = query.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
                prop_assert_eq!(unescape(pairs[0].1), text.clone());
                let listed: Vec<_> = pairs.iter().filter(|(name, _)| *name == "list").map(|(_, item)| unescape(item)).collect();
                prop_assert_eq!(&listed, &many);
                prop_assert_eq!(unescape(pairs[pairs.len() - 1].1), text);
            }
        }
    }

    #[test]
    fn no_header_upsets_the_wait(text in "[ -~]{0,40}") {
        let server = Server::new(move |_| Ok(Response::builder().status(503).header("retry-after", text.as_str()).body(String::new()).unwrap()));
        prop_assert!(wait(server.client().users().remove("1").into_future()).is_err());
    }

    #[test]
    fn no_bytes_upset_a_stream(pieces in vec(vec(prop_oneof![Just(b'\n'), Just(b'\r'), Just(b':'), Just(b'd'), any::<u8>()], 0..20), 0..8)) {
        let transport = move |_: http::Request<Body>| {
            let pieces = pieces.clone();
            async move { Ok(Response::new(Body::from_stream(Pieces(pieces.into_iter())))) }
        };
        let users = Client::builder().transport(transport).build().unwrap().users();
        wait(async {
            let events: Call<EventStream<Text>, ErrorBody> = users.call(&ONE);
            let mut events = events.path("path", "x").await.unwrap();
            while events.next().await.is_some() {}
            let lines: Call<JsonLines<Value>, ErrorBody> = users.call(&ONE);
            let mut lines = lines.path("path", "x").await.unwrap();
            while lines.next().await.is_some() {}
        });
    }
}

/// A model of everything that has code of its own.
type ErrorSum = BTreeMap<String, clientgen_runtime::OneOrMany<clientgen_runtime::Nullable<User>>>;

struct Pieces(std::vec::IntoIter<Vec<u8>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next().map(|piece| Ok(piece.into())))
    }
}
