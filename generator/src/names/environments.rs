//! Names of environments: what tells the servers apart, in as few words as do.
//!
//! ```text
//! one server, whatever is said of it                  Default, or Sandbox, Local and the like where it says so
//! PayPal Live Environment, PayPal Sandbox Environment Live, Sandbox
//! The Svix EU region, The Svix US region              Eu, Us
//! api.example.com, api.sandbox.example.com            Production, Sandbox
//! Regional, Regional (eu.example.com, us.example.com) Eu, Us
//! ```

use super::reserved::{self, Role};
use super::rust_ident::RustIdent;
use super::scope::{Claim, Place, Scope};
use super::words;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::lock::Kind;

/// Words that say no more than that a server is one.
const FILLERS: [&str; 14] =
    ["a", "an", "api", "at", "base", "endpoint", "environment", "for", "our", "server", "servers", "the", "uri", "url"];

/// Words for what a server is there for, and what they make the environment's name.
const PURPOSES: [(&str, &str); 21] = [
    ("beta", "beta"),
    ("demo", "demo"),
    ("dev", "development"),
    ("development", "development"),
    ("integration", "integration"),
    ("live", "live"),
    ("local", "local"),
    ("localhost", "local"),
    ("mock", "mock"),
    ("preview", "preview"),
    ("prod", "production"),
    ("production", "production"),
    ("qa", "qa"),
    ("sandbox", "sandbox"),
    ("stage", "staging"),
    ("staging", "staging"),
    ("test", "test"),
    ("testing", "testing"),
    ("testnet", "testnet"),
    ("uat", "uat"),
    ("mainnet", "mainnet"),
];

/// More words than this are no name.
const MOST_WORDS: usize = 3;

/// Variants of `Environment`, in order.
pub(super) fn assign(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
    let urls = api.servers.first().map(|set| set.urls.as_slice()).unwrap_or_default();
    let url = |index: usize| urls.get(index).map_or("", String::as_str);
    let environments = api.environments.iter().enumerate();
    let servers: Vec<Server<'_>> =
        environments.map(|(index, environment)| Server { label: &environment.label, url: url(index) }).collect();
    // The one server that there was is the first of several: `Default` says no more.
    let of_first = config.lock.only_environment().filter(|name| *name == "Default");
    let claim = |(index, (server, name)): (usize, (&Server<'_>, String))| {
        let name = reserved::name_for(&name, Role::Variant);
        let name = if name.as_str() == "Empty" { RustIdent::of("Production") } else { name };
        let held = config.lock.name(Kind::Environment, "", server.label);
        let of_first = of_first.filter(|_| index == 0 && held.is_none());
        let is_kept = config.lock.keeps() || of_first.is_some();
        Claim::new(name, held.or(of_first), Place::top("servers")).kept(is_kept, Role::Variant)
    };
    let claims: Vec<Claim<'_>> = servers.iter().zip(names(&servers)).enumerate().map(claim).collect();
    Scope::default().assign(&claims, diagnostics)
}

/// What is known of a server.
#[derive(Clone, Copy, Debug)]
struct Server<'a> {
    label: &'a str,
    url: &'a str,
}

/// The words of each server's name.
fn names(servers: &[Server<'_>]) -> Vec<String> {
    if let [only] = servers {
        return vec![purpose(&words::words(only.label)).unwrap_or("default").to_owned()];
    }
    let is_url = |server: &Server<'_>| !server.url.is_empty() && server.url.contains(without_number(server.label));
    let label =
        |server: &Server<'_>| if is_url(server) { Vec::new() } else { said(head(without_number(server.label))) };
    let whole = |server: &Server<'_>| if is_url(server) { Vec::new() } else { said(server.label) };
    let readings: [Vec<Vec<String>>; 4] = [
        contrasts(servers.iter().map(label).collect()),
        contrasts(servers.iter().map(whole).collect()),
        beside_plain(contrasts(servers.iter().map(|server| host_words(server.url)).collect())),
        contrasts(servers.iter().map(|server| words::words(server.url)).collect()),
    ];
    let name = |index: usize, server: &Server<'_>| {
        let told = readings.iter().find_map(|reading| told(reading, index));
        told.unwrap_or_else(|| {
            said(head(without_number(server.label))).into_iter().take(MOST_WORDS).collect::<Vec<_>>().join("_")
        })
    };
    servers.iter().enumerate().map(|(index, server)| name(index, server)).collect()
}

/// The words of one, if they make a name that no other has.
fn told(reading: &[Vec<String>], index: usize) -> Option<String> {
    let mine = reading.get(index)?;
    let short = if mine.len() <= MOST_WORDS { mine.join("_") } else { purpose(mine)?.to_owned() };
    let is_telling = short.chars().any(|character| character.is_ascii_alphabetic()) && short.is_ascii();
    let is_mine = |(other, words): (usize, &Vec<String>)| other == index || words.join("_") != short;
    (is_telling && reading.iter().enumerate().all(is_mine)).then_some(short)
}

/// Lists of words without those that all of them have; the user's own machine has nothing to do with the others.
fn contrasts(lists: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let others = || lists.iter().filter(|list| list.iter().any(|word| word != "local"));
    let is_common = |word: &String| others().count() > 1 && others().all(|list| list.contains(word));
    lists.iter().map(|list| list.iter().filter(|word| !is_common(word)).cloned().collect()).collect()
}

/// A host with nothing of its own is the one that the others are variations of.
fn beside_plain(mut lists: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_for_trial = |list: &Vec<String>| purpose(list).is_some_and(|purpose| purpose != "production");
    let plain = if lists.iter().any(is_for_trial) { "production" } else { "main" };
    let mut empty = lists.iter_mut().filter(|list| list.is_empty());
    if let (Some(only), None) = (empty.next(), empty.next()) {
        only.push(plain.to_owned());
    }
    lists
}

/// The one purpose that the words name.
fn purpose(words: &[String]) -> Option<&'static str> {
    let of = |word: &String| PURPOSES.iter().find(|(known, _)| known == word).map(|(_, purpose)| *purpose);
    let mut found = words.iter().filter_map(of);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The telling words of a description.
fn said(text: &str) -> Vec<String> {
    words::words(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str())).collect()
}

/// `Regional` of `Regional 2`: the label of a second server that is described like the first.
fn without_number(label: &str) -> &str {
    let (bare, number) = label.rsplit_once(' ').unwrap_or((label, ""));
    if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) { bare } else { label }
}

/// `Production server` of `Production server (uses live data)`.
fn head(label: &str) -> &str {
    label.split(['(', ':', ';', ',', '.', '\n']).find(|part| !part.trim().is_empty()).unwrap_or(label)
}

/// The words of a host; a machine's own is `local`.
fn host_words(url: &str) -> Vec<String> {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.split('/').next().unwrap_or_default();
    let bare = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let bare = bare.map_or(host, |(bare, _)| bare);
    if matches!(bare, "localhost" | "127.0.0.1" | "0.0.0.0" | "[::1]") {
        return vec!["local".to_owned()];
    }
    words::words(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_are_called_by_what_tells_them_apart() {
        type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);
        let cases: [Case; 9] = [
            (&[("The API exposes accounting and related functions", "https://api.example.com")], &["default"]),
            (&[("Sandbox server", "https://sandbox.example.com")], &["sandbox"]),
            (
                &[
                    ("PayPal Live Environment", "https://a.example"),
                    ("PayPal Sandbox Environment", "https://b.example"),
                ],
                &["live", "sandbox"],
            ),
            (&[("The Svix EU region", "https://eu.a"), ("The Svix US region", "https://us.a")], &["eu", "us"]),
            (
                &[("api.a.com", "https://api.a.com"), ("api.sandbox.a.com", "https://api.sandbox.a.com")],
                &["production", "sandbox"],
            ),
            (
                &[
                    ("Regional", "https://eu.a.com"),
                    ("Regional 2", "https://us.a.com"),
                    ("Regional 3", "https://a.com"),
                ],
                &["eu", "us", "main"],
            ),
            (
                &[("a.hk", "https://a.hk"), ("beta.a.hk", "https://beta.a.hk"), ("127.0.0.1", "http://127.0.0.1:80")],
                &["production", "beta", "local"],
            ),
            (
                &[
                    ("Server, e.g. main (production)", "https://a.com"),
                    ("Server, e.g. internal staging", "https://b.com"),
                ],
                &["main_production", "internal_staging"],
            ),
            (&[("v1", "https://a.com/v1"), ("v2", "https://a.com/v2")], &["v1", "v2"]),
        ];
        for (servers, expected) in cases {
            let servers: Vec<Server<'_>> = servers.iter().map(|(label, url)| Server { label, url }).collect();
            assert_eq!(names(&servers), expected, "{servers:?}");
        }
    }
}
