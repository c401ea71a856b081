//! Operations and what surrounds them: ids, parameters, bodies, responses, servers, credentials, webhooks.

pub(super) mod alternatives;
pub(super) mod bodies;
pub(super) mod errors;
pub(super) mod events;
pub(super) mod examples;
pub(super) mod files;
pub(super) mod grouping;
pub(super) mod layers;
mod list_extensions;
pub(super) mod media;
mod namespaces;
pub(super) mod operation_ids;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod reserved_headers;
pub(super) mod responses;
pub(super) mod security;
pub(super) mod selection;
pub(super) mod servers;
mod tenants;
mod waiting_extensions;
pub(super) mod webhooks;
