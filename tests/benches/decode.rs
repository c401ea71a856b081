//! Decoding and encoding a page of 1,000 users: the client's models against the same structs with serde's derive.
//!
//! Both sides are measured in alternating rounds of one run; what is printed is the median of the ratios' sides.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop at the first surprise")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(missing_docs, reason = "the derived structs are those of the client, documented there")]

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

    report("decode", "serde derive, from_slice", [
        &mut || drop(black_box(serde_json::from_slice::<derived::UserPage>(black_box(text)).unwrap())),
        &mut || drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap())),
    ]);
    report("decode", "serde derive, checked once, from_str", [
        &mut || {
            let text = std::str::from_utf8(black_box(text)).unwrap();
            drop(black_box(serde_json::from_str::<derived::UserPage>(text).unwrap()));
        },
        &mut || drop(black_box(clientgen_runtime::model::decode::<UserPage>(black_box(text)).unwrap())),
    ]);
    report("encode", "serde derive, to_vec", [
        &mut || drop(black_box(serde_json::to_vec(black_box(&theirs)).unwrap())),
        &mut || drop(black_box(clientgen_runtime::model::encode(black_box(&ours)).unwrap())),
    ]);
}

fn report(what: &str, baseline: &str, sides: [&mut dyn FnMut(); 2]) {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (side, times) in sides.into_iter().zip(&mut times) {
            let started = Instant::now();
            side();
            times.push(started.elapsed());
        }
    }
    let [theirs, ours] = times.map(median);
    println!(
        "{what}: {baseline} {theirs:.2?}, client {ours:.2?}: {:.2}x",
        theirs.as_secs_f64() / ours.as_secs_f64()
    );
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
    pub struct UserPage {
        pub results: Vec<User>,
        pub pagination: Pagination,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Pagination {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub total_results: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub total_pages: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub page: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub per_page: Option<i64>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct User {
        pub id: String,
        #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
        pub reference: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub email: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub role: Option<UserRole>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<UserStatus>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub positions: Option<Vec<UserPosition>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub additional_fields: Option<BTreeMap<String, Value>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub language_code: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub deleted: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub compliance: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub level: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_login: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_login: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tags: Option<UserTags>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub users_following: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tags_following: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub created_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub updated_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub has_picture: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub summary: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub relevancy: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rank: Option<UserRank>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub agreed_terms: Option<BoolOrString>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub onboarded: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub audiences: Option<Vec<StringOrReference>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub single_sign_on: Option<bool>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum UserRole {
        Administrator,
        LearnerAdmin,
        Learner,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum UserStatus {
        Active,
        Inactive,
        Expired,
        New,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct UserPosition {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub manager: Option<Manager>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub ou_id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub is_active: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub start_date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub end_date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub created_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub updated_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct Manager {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
        pub reference: Option<String>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct UserTags {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub skills: Option<OneOrMany>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct UserRank {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub current_category: Option<StringOrNumber>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub current_rank: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub current_level: Option<f64>,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub enum BoolOrString {
        Boolean(bool),
        String(String),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub enum StringOrNumber {
        String(String),
        Number(f64),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    #[serde(untagged)]
    pub enum StringOrReference {
        String(String),
        Reference(Reference),
        Unknown(Value),
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct Reference {
        pub id: String,
    }
}
