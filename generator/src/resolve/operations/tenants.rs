//! Things that nearly everything in an API belongs to, so that naming them says nothing: organizations, accounts.
//!
//! ```text
//! /orgs/{org}                          orgs
//! /orgs/{org}/databases                databases
//! /orgs/{org}/databases/{db}/tokens    databases
//! ```

use std::collections::{BTreeMap, BTreeSet};

/// Fewest collections that belong to a tenant.
const SEVERAL: usize = 2;

/// What is below one first segment.
#[derive(Debug, Default)]
struct Below<'a> {
    count: usize,
    collections: BTreeSet<&'a str>,
}

/// The first segment of most paths, if they lead to collections below one of its things.
pub(super) fn of<'a, P: Iterator<Item = &'a str>>(paths: impl Iterator<Item = P>) -> Option<&'a str> {
    let mut total = 0;
    let mut found: BTreeMap<&str, Below<'_>> = BTreeMap::new();
    for path in paths {
        total += 1;
        let segments: Vec<&str> = path.filter(|segment| !segment.is_empty()).collect();
        let [first, thing, collection, rest @ ..] = segments.as_slice() else { continue };
        if first.contains('{') || !thing.starts_with('{') || collection.contains('{') {
            continue;
        }
        let below = found.entry(first).or_default();
        below.count += 1;
        if rest.first().is_some_and(|next| next.starts_with('{')) {
            below.collections.insert(collection);
        }
    }
    let (first, below) = found.into_iter().max_by_key(|(_, below)| below.count)?;
    (below.collections.len() >= SEVERAL && 5 * below.count >= 3 * total).then_some(first)
}

/// The segment after a tenant.
pub(super) fn below<'a>(tenants: &str, mut path: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let is_tenant = path.next() == Some(tenants) && path.next()?.starts_with('{');
    path.next().filter(|next| is_tenant && !next.is_empty() && !next.contains('{'))
}

#[cfg(test)]
mod tests {
    use super::{below, of};

    #[test]
    fn what_most_things_belong_to_is_a_tenant() {
        let all = ["orgs", "orgs/{o}", "orgs/{o}/dbs", "orgs/{o}/dbs/{d}", "orgs/{o}/keys/{k}", "regions"];
        let paths = |count: usize| all.into_iter().take(count).map(|path| path.split('/'));
        assert_eq!(of(paths(5)), Some("orgs"));
        assert_eq!(of(paths(6)), None, "half of the paths are not enough");
        assert_eq!(of(paths(4)), None, "one collection is not enough");
        assert_eq!(below("orgs", "orgs/{o}/dbs/{d}".split('/')), Some("dbs"));
        assert_eq!(below("orgs", "orgs/{o}".split('/')), None);
        assert_eq!(below("orgs", "users/{o}/dbs".split('/')), None);
    }
}
