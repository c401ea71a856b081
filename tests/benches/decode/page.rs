//! The page of users that is decoded, and its type as a generator that relies on serde's derive writes it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::derived;

pub(crate) const USERS: usize = 1_000;

/// Users that differ, with nulls, escapes and enum values that the document does not know.
pub(crate) fn text() -> String {
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

/// A page as a generator that relies on serde's derive writes it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Derived {
    pub(crate) results: Vec<derived::User>,
    pub(crate) pagination: Pagination,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Pagination {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_results: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) total_pages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) per_page: Option<i64>,
}
