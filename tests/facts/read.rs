//! The files of facts as data.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tests::description::root;

/// All facts.
pub(crate) struct Facts {
    pub(crate) operations: BTreeMap<String, Operation>,
    pub(crate) models: BTreeMap<String, Model>,
    pub(crate) unions: BTreeMap<String, Union>,
    pub(crate) values: BTreeMap<String, Values>,
    pub(crate) platform: Platform,
}

/// An operation, by its id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) page: String,
    /// `GET v1 /users`: the method, the set of servers, the path.
    pub(crate) request: String,
    /// A key of `access`.
    pub(crate) access: String,
    #[serde(default)]
    pub(crate) path: BTreeMap<String, Fact>,
    #[serde(default)]
    pub(crate) query: BTreeMap<String, Fact>,
    pub(crate) body: Option<Fact>,
    pub(crate) success: BTreeMap<Status, Fact>,
    pub(crate) errors: Errors,
}

/// `200`, `2XX` or `default`.
#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(from = "WrittenStatus")]
pub(crate) struct Status(pub(crate) String);

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenStatus {
    Number(u16),
    Text(String),
}

impl From<WrittenStatus> for Status {
    fn from(written: WrittenStatus) -> Self {
        Self(match written {
            WrittenStatus::Number(number) => number.to_string(),
            WrittenStatus::Text(text) => text,
        })
    }
}

/// The statuses of errors.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Errors {
    /// These and no others.
    Exactly(Vec<Status>),
    /// `usual`: no page shows them.
    Usual(String),
}

/// An object schema.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    pub(crate) page: String,
    /// The client sends it, so null and absence are two things.
    #[serde(default)]
    pub(crate) sent: bool,
    /// Why the client has no type of that name.
    pub(crate) client: Option<String>,
    #[serde(default)]
    pub(crate) required: Vec<String>,
    pub(crate) properties: BTreeMap<String, Fact>,
}

/// A schema with several forms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Union {
    pub(crate) page: String,
    /// The discriminator.
    pub(crate) by: Option<String>,
    /// Why the client has no union of that name.
    pub(crate) client: Option<String>,
    pub(crate) forms: Vec<String>,
}

/// The values of an enum.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Values {
    pub(crate) page: String,
    pub(crate) max: Option<u64>,
    pub(crate) values: Vec<String>,
    /// Words of the description of a value.
    #[serde(default)]
    pub(crate) meanings: BTreeMap<String, String>,
}

/// What holds for many operations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Platform {
    pub(crate) servers: Urls,
    pub(crate) token_urls: Urls,
    pub(crate) scopes: Scopes,
    pub(crate) access: Access,
    pub(crate) usual_errors: UsualErrors,
    pub(crate) reasons: Reasons,
    pub(crate) signature: Signature,
}

/// URLs by environment and by set.
#[derive(Deserialize)]
pub(crate) struct Urls {
    pub(crate) page: String,
    #[serde(flatten)]
    pub(crate) environments: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scopes {
    pub(crate) page: String,
    pub(crate) all: Vec<String>,
}

/// Scopes by what an operation does.
#[derive(Deserialize)]
pub(crate) struct Access {
    pub(crate) page: String,
    #[serde(flatten)]
    pub(crate) scopes: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualErrors {
    pub(crate) page: String,
    pub(crate) always: Vec<Status>,
    pub(crate) of_a_resource: Vec<Status>,
}

/// Reason phrases by status.
#[derive(Deserialize)]
pub(crate) struct Reasons {
    pub(crate) page: String,
    #[serde(flatten)]
    pub(crate) phrases: BTreeMap<String, String>,
}

/// How webhooks are signed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signature {
    pub(crate) page: String,
    pub(crate) header: String,
    pub(crate) prefix: String,
}

/// One fact in the notation of README.md, with a page of its own after `@`.
#[derive(Clone, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Fact {
    pub(crate) text: String,
    pub(crate) page: Option<String>,
}

impl From<String> for Fact {
    fn from(written: String) -> Self {
        match written.split_once(" @ ") {
            Some((text, page)) => Self { text: text.to_owned(), page: Some(page.to_owned()) },
            None => Self { text: written, page: None },
        }
    }
}

impl Fact {
    /// The page, or that of what the fact belongs to.
    pub(crate) fn page_or<'a>(&'a self, page: &'a str) -> &'a str {
        self.page.as_deref().unwrap_or(page)
    }
}

impl Facts {
    pub(crate) fn read() -> Self {
        Self {
            operations: file("operations.yaml"),
            models: file("models.yaml"),
            unions: file("unions.yaml"),
            values: file("values.yaml"),
            platform: file("platform.yaml"),
        }
    }

    /// Every fact by name, with its page.
    pub(crate) fn pages(&self) -> Vec<(String, &str)> {
        let mut pages = self.platform.pages();
        for (id, operation) in &self.operations {
            pages.push((id.clone(), &operation.page));
            let of_operation = operation.path.iter().chain(&operation.query);
            pages.extend(of_operation.map(|(name, fact)| (format!("{id}.{name}"), fact.page_or(&operation.page))));
        }
        for (name, model) in &self.models {
            let properties = model.properties.iter();
            pages.extend(properties.map(|(property, fact)| (format!("{name}.{property}"), fact.page_or(&model.page))));
        }
        pages.extend(self.unions.iter().map(|(name, union)| (name.clone(), union.page.as_str())));
        pages.extend(self.values.iter().map(|(name, values)| (name.clone(), values.page.as_str())));
        pages
    }
}

impl Platform {
    fn pages(&self) -> Vec<(String, &str)> {
        let pages = [
            ("servers", &self.servers.page),
            ("token_urls", &self.token_urls.page),
            ("scopes", &self.scopes.page),
            ("access", &self.access.page),
            ("usual_errors", &self.usual_errors.page),
            ("reasons", &self.reasons.page),
            ("signature", &self.signature.page),
        ];
        pages.map(|(name, page)| (name.to_owned(), page.as_str())).into()
    }
}

fn file<T: DeserializeOwned>(name: &str) -> T {
    let path = root().join("tests/facts").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
