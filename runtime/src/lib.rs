//! The hand-written half of every client that `clientgen` generates.
//!
//! Generated crates contain data: models as tables, operations as descriptors. This crate contains what is the same for
//! every API: transport, credentials, retry, paging, decoding, errors. A generated client re-exports the types that its
//! users need, so they need not name this crate.
//!
//! A call passes through these files from top to bottom, and its response from bottom to top:
//!
//! | File | Job |
//! |---|---|
//! | `builder`, `network`, `env`, `client`, `options`, `server`, `api` | the settings of a client, and the API it is for |
//! | `call`, `custom_request` | builds one call, of an operation or of anything else, decodes its result |
//! | `request`, `custom_url`, `param`, `style`, `percent`, `own_headers`, `idempotency`, `body`, `body_io`, `form`, `multipart` | values to URL, headers and bytes |
//! | `execute`, `retry`, `retry_after`, `clock`, `observe` | attempts, waits, time limits, traces |
//! | `attempt`, `progress`, `auth`, `redirect`, `url_reference`, `compression`, `streamed` | one attempt |
//! | `transport` | one exchange with a server |
//! | `context`, `decoder`, `drift` | how strictly a response is read, and what did not fit |
//! | `response`, `typed_header`, `error`, `model` | bytes to values and errors |
//! | `server_words`, `shown_url`, `secrets` | what an error may say of its request and of a body |
//! | `page`, `paging`, `items`, `list_walk`, `list_position`, `list_facts`, `list_descriptor` | lists that span pages |
//! | `link_header`, `pointer`, `named_url` | where a page names the next one |
//! | `completion`, `completion_state`, `completion_rule` | operations that take longer than a call |
//! | `events` | streams of values |
//! | `interface` | the version of what generated code uses of this crate |
//! | `record`, `mock`, `webhooks`, `blocking`, `sources` | optional additions, each with a feature |

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod api;
mod attempt;
mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod body_error;
mod body_io;
mod boxed;
mod build_error;
mod builder;
mod call;
mod causes;
mod charset;
mod client;
mod clock;
mod completion;
mod completion_rule;
mod completion_state;
#[cfg(feature = "compression")]
mod compression;
mod context;
mod custom_request;
mod custom_url;
mod decoder;
mod drift;
mod env;
mod error;
mod events;
mod execute;
mod failure_reason;
mod form;
mod idempotency;
mod interface;
mod items;
mod link_header;
mod list_descriptor;
mod list_facts;
mod list_position;
mod list_walk;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
mod multipart;
mod named_url;
mod network;
mod observe;
mod operation;
mod options;
mod own_headers;
mod page;
mod paging;
mod param;
mod path_segments;
mod percent;
mod platform;
mod pointer;
mod progress;
mod raw_response;
#[cfg(feature = "record")]
mod record;
mod redirect;
mod request;
mod response;
mod retry;
mod retry_after;
mod secrets;
mod server;
mod server_words;
mod shown_url;
#[cfg(feature = "sources")]
pub mod sources;
mod streamed;
mod style;
mod transport;
mod typed_body;
mod typed_header;
mod url_reference;
#[cfg(feature = "webhooks")]
mod webhooks;

pub use auth::{Authenticate, Credentials, IntoSecret};
pub use body::{Body, ReadError};
pub use body_error::BodyError;
pub use boxed::{BoxError, BoxFuture};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use bytes::Bytes;
pub use call::{Call, ResponseFuture};
pub use client::Client;
pub use clock::Clock;
pub use completion::Completion;
pub use custom_request::{CustomRequest, Json};
pub use drift::DriftReport;
pub use error::Error;
pub use events::{Event, EventStream, JsonLines};
pub use http;
pub use items::Items;
pub use model::{
    Base64, Date, DateTime, Decimal, DecimalNumber, DecodeError, Drift, DriftKind, InvalidText, IsoDuration, Model,
    Nullable, OneOrMany, Own, OwnError, Time, Uuid, Violation, Violations,
};
pub use multipart::{FilePart, Form, Part};
pub use operation::Operation;
pub use options::ClientOptions;
pub use page::Page;
pub use paging::Pages;
pub use param::ParamValue;
#[cfg(feature = "record")]
pub use record::{Recorder, RecordingTransport};
pub use response::{FromErrorBody, FromResponse, RawResponse, Response, Text};
pub use retry::RetryPolicy;
pub use secrecy::SecretString;
pub use serde_json::Value;
pub use streamed::Stalled;
#[cfg(feature = "hyper-no-provider")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest-no-provider")]
pub use transport::ReqwestTransport;
pub use transport::{ConnectionLimits, CryptoProvider, Transport, TransportError, TransportOptions};
pub use typed_body::TypedBody;
pub use typed_header::TypedHeader;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use web_time::Instant;
#[cfg(feature = "webhooks")]
pub use webhooks::{WebhookError, WebhookVerifier};

/// What generated code uses. Semantic versioning does not apply to it.
#[doc(hidden)]
pub mod codegen {
    pub use serde;
    pub use serde_json::Value;

    pub use crate::api::{ApiDescription, ApiKeyIn, SecurityScheme, ServerSet, ServerVariable};
    pub use crate::client::{Api, EnvironmentIndex};
    pub use crate::completion_rule::Waiting;
    pub use crate::decoder::Decoder;
    pub use crate::env::{EnvCredentials, EnvVariables};
    pub use crate::list_descriptor::Paging;
    #[cfg(feature = "mock")]
    pub use crate::mock_operations;
    pub use crate::model::machinery::*;
    pub use crate::model::{DecodeError, Model};
    pub use crate::operation::{ErrorCase, Location, Method, Operation, Parameter, Style};
    pub use crate::page::PageItems;
    pub use crate::param::{ParamValue, list, map_of};
    pub use crate::response::{FromErrorBody, FromResponse, RawResponse, read_error_body};
    pub use crate::{
        by_status, error_cases, interface, open_enum, open_integer_enum, page, paged_request, record, request, union,
        waiting_request,
    };
}
