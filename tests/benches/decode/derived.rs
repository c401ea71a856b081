//! The client's users, as a generator that relies on serde's derive writes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct User {
    pub(crate) id: String,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<UserRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<UserStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) positions: Option<Vec<UserPosition>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) additional_fields: Option<BTreeMap<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) compliance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tags: Option<UserTags>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) users_following: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tags_following: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) has_picture: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time_zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) relevancy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rank: Option<UserRank>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agreed_terms: Option<BoolOrString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) onboarded: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) audiences: Option<Vec<StringOrReference>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) single_sign_on: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum UserRole {
    Administrator,
    LearnerAdmin,
    Learner,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum UserStatus {
    Active,
    Inactive,
    Expired,
    New,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserPosition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) manager: Option<Manager>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ou_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Manager {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct UserTags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skills: Option<OneOrMany>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserRank {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_category: Option<StringOrNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_rank: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_level: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum BoolOrString {
    Boolean(bool),
    String(String),
    Unknown(Value),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum StringOrNumber {
    String(String),
    Number(f64),
    Unknown(Value),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum StringOrReference {
    String(String),
    Reference(Reference),
    Unknown(Value),
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Reference {
    pub(crate) id: String,
}
