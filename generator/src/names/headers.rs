//! Names of the headers that responses are documented to have: one constant for each, over the whole API.

use std::collections::BTreeMap;

use super::assigned::HeaderNames;
use super::rust_ident::RustIdent;
use super::scope::{Claim, Place, Scope};
use super::words;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Header};
use crate::lock::Kind;

/// Names of all headers, sorted by header. One that several responses have counts once, whatever the case of letters.
pub(super) fn assign(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Vec<HeaderNames> {
    let mut headers: BTreeMap<String, &Header> = BTreeMap::new();
    for header in api.headers() {
        headers.entry(header.wire_name.to_ascii_lowercase()).or_insert(header);
    }
    let claim = |(key, header): (&String, &&Header)| {
        let held = config.lock.name(Kind::Header, "", key);
        Claim::new(constant(&header.wire_name), held, Place::default())
    };
    let claims: Vec<Claim<'_>> = headers.iter().map(claim).collect();
    let names = Scope::default().assign(&claims, diagnostics);
    headers.into_keys().zip(names).map(|(wire_name, rust_name)| HeaderNames { wire_name, rust_name }).collect()
}

fn constant(wire_name: &str) -> RustIdent {
    let name = words::screaming(wire_name);
    let starts_well = name.chars().next().is_some_and(unicode_ident::is_xid_start);
    RustIdent::of(&if starts_well { name } else { ["HEADER_", &name].concat() })
}
