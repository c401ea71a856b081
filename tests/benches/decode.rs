//! Decoding and encoding a page of 1,000 users: the client's models against the same structs with serde's derive.
//!
//! Both sides are measured in alternating rounds of one run; what is printed is the median of the ratios' sides.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::Value;
use thrive_client::models::UserPage;

const USERS: usize = 1_000;
const ROUNDS: usize = 41;

fn main() {
    let page = page();
    let text = page.as_bytes();
    println!("a page of {USERS} users, {} KiB, median of {ROUNDS} alternating rounds", text.len() / 1024);

    let ours: UserPage = clientgen_runtime::model::decode(text).unwrap();
    let theirs: derived::UserPage = serde_json::from_slice(text).unwrap();
    assert_eq!(
        serde_json::to_value(&ours).unwrap(),
        serde_json::to_value(&theirs).unwrap(),
        "both sides read the same"
    );

    report(
        "decode",
        "serde derive, from_slice",
        [&mut || drop(black_box(serde_json::from_slice::<derived::UserPage>(black_box(text)).unwrap())), &mut || {
            drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap()))
        }],
    );
    report(
        "decode",
        "serde derive, checked once, from_str",
        [
            &mut || {
                let text = std::str::from_utf8(black_box(text)).unwrap();
                drop(black_box(serde_json::from_str::<derived::UserPage>(text).unwrap()));
            },
            &mut || drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap())),
        ],
    );
    report(
        "encode",
        "serde derive, to_vec",
        [&mut || drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap())), &mut || {
            drop(black_box(clientgen_runtime::model::encode(black_box(&ours)).unwrap()))
        }],
    );
}

fn report(what: &str, baseline: &str, mut sides: [&mut dyn FnMut(); 2]) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (side, times) in sides.iter_mut().zip(&mut times) {
            let started = Instant::now();
            side();
            times.push(started.elapsed());
        }
    }
    let [theirs, ours] = times.map(median);
    println!("{what}: {baseline} {theirs:.2?}, client {ours:.2?}: {:.2}x", theirs.as_secs_f64() / ours.as_secs_f64());
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Users that differ, with nulls, escapes and enum values that the document does not know.
fn page() -> String {
    let user = &tests::payloads::json("list-users.response.200.json")["results"][0];
    let users: Vec<Value> = (0..USERS)
        .map(|number| {
            let mut user = user.clone();
            user["id"] = Value::from(format!("{number:024x}"));
            user["ref"] = Value::from(format!("employee \"{number}\""));
            user["lastName"] = Value::from(format!("M\u{fc}ller {number}"));
            if number % 3 == 0 {
                user["summary"] = Value::Null;
                user["lastLogin"] = Value::Null;
            }
            if number % 10 == 0 {
                user["status"] = Value::from("dormant");
            }
            user
        })
        .collect();
    serde_json::json!({
        "results": users,
        "pagination": { "totalResults": USERS, "totalPages": 1, "page": 1, "perPage": USERS },
    })
    .to_string()
}

/// The same structs, as a generator that relies on serde's derive writes them.
mod derived {
    use super::{BTreeMap, Value};
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub(super) struct UserPage {
        pub(super) results: Vec<User>,
        pub(super) pagination: Pagination,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Pagination {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) total_results: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) total_pages: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) page: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) per_page: Option<i64>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct User {
        pub(super) id: String,
        #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
        pub(super) reference: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) first_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) last_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) email: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) role: Option<UserRole>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) status: Option<UserStatus>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) positions: Option<Vec<UserPosition>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) additional_fields: Option<BTreeMap<String, Value>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) language_code: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) deleted: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) compliance: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) level: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) first_login: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) last_login: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) tags: Option<UserTags>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) users_following: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) tags_following: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) created_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) updated_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) has_picture: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) time_zone: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) summary: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) relevancy: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) rank: Option<UserRank>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) agreed_terms: Option<BoolOrString>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) onboarded: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) audiences: Option<Vec<StringOrReference>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) single_sign_on: Option<bool>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub(super) enum UserRole {
        Administrator,
        LearnerAdmin,
        Learner,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub(super) enum UserStatus {
        Active,
        Inactive,
        Expired,
        New,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct UserPosition {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) manager: Option<Manager>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) ou_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) is_active: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) start_date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) end_date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) created_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) updated_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) title: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub(super) struct Manager {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) name: Option<String>,
        #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
        pub(super) reference: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub(super) struct UserTags {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) skills: Option<OneOrMany>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct UserRank {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) current_category: Option<StringOrNumber>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) current_rank: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) current_level: Option<f64>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub(super) enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub(super) enum BoolOrString {
        Boolean(bool),
        String(String),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub(super) enum StringOrNumber {
        String(String),
        Number(f64),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub(super) enum StringOrReference {
        String(String),
        Reference(Reference),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub(super) struct Reference {
        pub(super) id: String,
    }
}
