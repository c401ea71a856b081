//! The hand-written half of every client that `clientgen` generates.
//!
//! Generated crates hold data: models as tables, operations as descriptors. Everything that is the same for
//! every API lives here: transport, credentials, retry, paging, decoding, errors. Users of a generated client
//! meet these types through its re-exports and need not name this crate.
//!
//! A call goes down this list, and its response up again:
//!
//! | File | Job |
//! |---|---|
//! | `call` | builds up one call, decodes its result |
//! | `request`, `param`, `style`, `percent`, `body`, `form`, `multipart` | values to URL, headers and bytes |
//! | `execute`, `retry`, `retry_after`, `clock`, `observe` | attempts, waiting, time limits, traces |
//! | `attempt`, `progress`, `auth`, `redirect`, `compression` | one attempt: credentials, redirects, the body |
//! | `transport` | one exchange with a server |
//! | `response`, `error`, `model` | bytes to values and errors |
//! | `page`, `paging`, `items`, `events` | lists that span pages, streams of values |
//! | `mock`, `webhooks`, `blocking` | beside calls, each behind a feature |

#![forbid(unsafe_code)]

mod api;
mod attempt;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod builder;
mod call;
mod client;
mod clock;
#[cfg(feature = "compression")]
mod compression;
mod error;
mod events;
mod execute;
mod form;
mod items;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
mod multipart;
mod observe;
mod operation;
mod page;
mod paging;
mod param;
mod percent;
mod progress;
mod redirect;
mod request;
mod response;
mod retry;
mod retry_after;
mod server;
mod style;
mod transport;
mod typed_header;
#[cfg(feature = "webhooks")]
mod webhooks;

use std::pin::Pin;

pub use auth::{Authenticate, Credentials, IntoSecret};
pub use body::{Body, ReadError};
pub use builder::{BuildError, ClientBuilder};
pub use bytes::Bytes;
pub use call::{Call, ResponseFuture};
pub use client::Client;
pub use clock::Clock;
pub use error::Error;
pub use events::{Event, EventStream, JsonLines};
pub use http;
pub use items::Items;
pub use model::{
    Base64, Date, DateTime, Decimal, DecodeError, InvalidText, IsoDuration, Model, Nullable, OneOrMany, Time, Uuid,
};
pub use multipart::{FilePart, Form, Part};
pub use operation::Operation;
pub use page::Page;
pub use paging::Pages;
pub use param::ParamValue;
pub use response::{FromErrorBody, FromResponse, RawResponse, Response, Text};
pub use retry::RetryPolicy;
pub use secrecy::SecretString;
pub use serde_json::Value;
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{ConnectionLimits, Transport, TransportError};
pub use typed_header::TypedHeader;
#[cfg(feature = "webhooks")]
pub use webhooks::{WebhookError, WebhookVerifier};

/// Any error, boxed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Any future, boxed.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What only generated code needs; no part of it is covered by semantic versioning.
#[doc(hidden)]
pub mod codegen {
    pub use serde;
    pub use serde_json::Value;

    pub use crate::api::{Api, ApiDescription, ApiKeyIn, EnvironmentIndex, SecurityScheme, ServerSet, ServerVariable};
    #[cfg(feature = "mock")]
    pub use crate::mock_operations;
    pub use crate::model::machinery::*;
    pub use crate::model::{DecodeError, Model};
    pub use crate::operation::{ErrorCase, Location, Method, Operation, Parameter, Style};
    pub use crate::page::{PageInfo, PageItems, Paging};
    pub use crate::param::{ParamValue, list, map_of};
    pub use crate::response::{FromErrorBody, FromResponse, RawResponse};
    pub use crate::{
        by_status, error_cases, open_enum, open_integer_enum, page, paged_request, record, request, union,
    };
}
