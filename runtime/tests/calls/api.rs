//! A small API, written the way `clientgen` writes one.

use std::borrow::Borrow;

use clientgen_runtime::codegen::*;
use clientgen_runtime::{Form, Value};

pub type Call<T> = clientgen_runtime::Call<T, ErrorBody>;

#[derive(Clone, Debug)]
pub struct Client {
    core: clientgen_runtime::Client,
}

pub type ClientBuilder = clientgen_runtime::ClientBuilder<Client>;

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    pub fn with(
        &self,
        change: impl FnOnce(clientgen_runtime::ClientOptions) -> clientgen_runtime::ClientOptions,
    ) -> Self {
        Self { core: self.core.with(change) }
    }

    pub fn request(
        &self,
        method: clientgen_runtime::http::Method,
        path: impl Into<String>,
    ) -> clientgen_runtime::CustomRequest<ErrorBody> {
        clientgen_runtime::CustomRequest::new(&self.core, method, path)
    }

    pub fn users(&self) -> Users {
        Users { core: self.core.clone() }
    }
}

impl Api for Client {
    type Environment = Environment;
    const DESCRIPTION: &'static ApiDescription = &API;

    fn from_core(core: clientgen_runtime::Client) -> Self {
        Self { core }
    }
}

static API: ApiDescription = ApiDescription {
    name: "sample-client",
    version: "1.2.3",
    servers: &[
        ServerSet { name: "v1", urls: &["https://api.example.com/rest/v1", "https://test.example.com/rest/v1"] },
        ServerSet { name: "v2", urls: &["https://api.example.com/rest/v2", "https://test.example.com/rest/v2"] },
    ],
    variables: &[],
    security_schemes: &[
        SecurityScheme::basic("basic"),
        SecurityScheme::client_credentials(
            "oauth2",
            "/oauth2/token/{tenantId}",
            &[("tenantId", "client_id")],
            &["api/all", "api/read"],
        ),
        SecurityScheme::bearer("bearer"),
        SecurityScheme::authorization_code("person", "https://id.example/person", &[]),
        SecurityScheme::api_key("key", ApiKeyIn::Header, "X-Api-Key"),
        SecurityScheme::api_key("queryKey", ApiKeyIn::Query, "key"),
        SecurityScheme::api_key("cookieKey", ApiKeyIn::Cookie, "session"),
    ],
    security: &[],
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Environment {
    #[default]
    Production,
    Test,
}

impl EnvironmentIndex for Environment {
    fn index(self) -> usize {
        self as usize
    }
}

#[derive(Clone, Debug)]
pub struct Users {
    core: clientgen_runtime::Client,
}

impl Users {
    pub fn get(&self, id: impl Into<String>) -> Call<User> {
        Call::new(&self.core, &GET_USER).path("id", id.into())
    }

    pub fn list(&self) -> ListUsers {
        ListUsers(Call::new(&self.core, &LIST_USERS))
    }

    pub fn tags(&self) -> ListTags {
        ListTags(Call::new(&self.core, &LIST_TAGS))
    }

    pub fn events(&self) -> ListEvents {
        ListEvents(Call::new(&self.core, &LIST_EVENTS))
    }

    pub fn create(&self, user: impl Borrow<User>) -> Call<User> {
        Call::new(&self.core, &CREATE_USER).json(user.borrow())
    }

    pub fn replace(&self, id: impl Into<String>, user: impl Borrow<User>) -> Call<Replaced> {
        Call::new(&self.core, &REPLACE_USER).path("id", id.into()).json(user.borrow())
    }

    pub fn remove(&self, id: impl Into<String>) -> Call<()> {
        Call::new(&self.core, &REMOVE_USER).path("id", id.into())
    }

    pub fn upload(&self, form: Form) -> Call<Option<User>> {
        Call::new(&self.core, &UPLOAD).multipart(form)
    }

    pub fn send_form(&self, user: &User) -> Call<Option<User>> {
        Call::new(&self.core, &UPLOAD).form(user)
    }

    pub fn stream(&self, body: clientgen_runtime::Body) -> Call<Option<User>> {
        Call::new(&self.core, &UPLOAD).bytes("application/octet-stream", body)
    }

    pub fn secured(&self, operation: &'static Operation) -> Call<()> {
        Call::new(&self.core, operation)
    }

    pub fn call<T, B>(&self, operation: &'static Operation) -> clientgen_runtime::Call<T, B> {
        clientgen_runtime::Call::new(&self.core, operation)
    }

    pub fn parameters(&self) -> Parameters {
        Parameters(Call::new(&self.core, &PARAMETERS))
    }
}

pub struct ListUsers(Call<UserPage>);

impl ListUsers {
    pub fn page(self, page: i64) -> Self {
        Self(self.0.query("page", page))
    }

    pub fn per_page(self, per_page: i64) -> Self {
        Self(self.0.query("perPage", per_page))
    }

    pub fn statuses(self, statuses: impl IntoIterator<Item = Status>) -> Self {
        Self(self.0.query("statuses", list(statuses)))
    }
}
paged_request!(ListUsers -> UserPage, ErrorBody);

pub struct ListTags(Call<Vec<String>>);

paged_request!(ListTags -> Vec<String>, ErrorBody);

pub struct ListEvents(Call<EventPage>);
paged_request!(ListEvents -> EventPage, ErrorBody);

pub struct Parameters(pub Call<()>);
request!(Parameters -> (), ErrorBody);

pub static GET_USER: Operation = Operation {
    method: Method::Get,
    path: "/user/{id}",
    parameters: &[Parameter::path("id")],
    security: &[&["basic"], &["oauth2"]],
    errors: &[ErrorCase::status(404, 1), ErrorCase::class(4, 0), ErrorCase::default(0)],
    ..Operation::new("getUser")
};

pub static LIST_USERS: Operation = Operation {
    path: "/users",
    parameters: &[Parameter::query("page"), Parameter::query("perPage"), Parameter::query("statuses").explode(false)],
    paging: Some(Paging::page_number("page", 1).size("perPage", 100).total_pages("/pagination/totalPages")),
    ..Operation::new("listUsers")
};

static LIST_TAGS: Operation = Operation {
    path: "/tags",
    parameters: &[Parameter::query("page"), Parameter::query("perPage")],
    paging: Some(Paging::page_number("page", 1).size("perPage", 2)),
    ..Operation::new("listTags")
};

static LIST_EVENTS: Operation = Operation {
    path: "/events",
    parameters: &[Parameter::query("cursor")],
    paging: Some(Paging::cursor("cursor", "/next")),
    ..Operation::new("listEvents")
};

static CREATE_USER: Operation = Operation { method: Method::Post, path: "/users", ..Operation::new("createUser") };

static REPLACE_USER: Operation = Operation {
    method: Method::Put,
    path: "/user/{id}",
    parameters: &[Parameter::path("id")],
    server: 1,
    ..Operation::new("replaceUser")
};

pub static REMOVE_USER: Operation = Operation {
    method: Method::Delete,
    path: "/user/{id}",
    parameters: &[Parameter::path("id")],
    accept: "",
    ..Operation::new("removeUser")
};

static UPLOAD: Operation = Operation { method: Method::Post, path: "/upload", ..Operation::new("upload") };

static PARAMETERS: Operation = Operation {
    path: "/a/{one}{two}/{three}.json",
    parameters: &[
        Parameter::path("one").style(Style::Matrix),
        Parameter::path("two").style(Style::Label),
        Parameter::path("three"),
        Parameter::query("filter").style(Style::DeepObject),
        Parameter::query("json").content("application/json"),
        Parameter::header("X-List"),
        Parameter::cookie("crumb"),
    ],
    ..Operation::new("parameters")
};

open_enum! {
    /// State of a user.
    pub enum Status {
        /// May sign in.
        Active = "active",
        /// May not.
        Suspended = "suspended",
    }
}

#[non_exhaustive]
pub struct User {
    pub id: String,
    pub status: Option<Status>,
}
record! { User { required id = "id", optional status = "status" } }

impl User {
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), status: None }
    }

    pub fn status(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }
}

pub struct UserPage {
    pub results: Vec<User>,
    pub pagination: Option<Pagination>,
}
record! { UserPage { required results = "results", optional pagination = "pagination" } }
page! { UserPage { items: results: User } }

pub struct Pagination {
    pub total_pages: Option<i64>,
}
record! { Pagination { optional total_pages = "totalPages" } }

pub struct EventPage {
    pub data: Option<Vec<Value>>,
    pub next: Option<String>,
}
record! { EventPage { optional data = "data", optional next = "next" } }
page! { EventPage { items: data: Value } }

#[derive(Clone, Debug, PartialEq)]
pub enum Replaced {
    Changed(User),
    Nothing(()),
}
by_status! { Replaced { 200 => Changed, 204 => Nothing } }

#[derive(Clone, Debug, PartialEq)]
pub enum ErrorBody {
    General(General),
    Missing(Missing),
    Unknown(Value),
}
error_cases! { ErrorBody { General, Missing } }

pub struct General {
    pub message: String,
}
record! { General { required message = "message" } }

pub struct Missing {
    pub missing: String,
}
record! { Missing { required missing = "missing" } }
