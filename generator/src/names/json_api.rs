//! Ids of documents in the manner of JSON:API: resources, then what is done to them.
//!
//! ```text
//! users-get_collection                           list users
//! users-get_instance                             get user
//! users-posts-get_to_many_related                list posts
//! users-posts-get_to_many_relationship           list posts relationship
//! users-posts-create_to_many_relationship        add posts
//! ```

use super::plurals::singular;
use super::words;

/// What is done to a resource, and the verb for it.
const TO_RESOURCE: [(&str, &str); 7] = [
    ("get_collection", "list"),
    ("get_instance", "get"),
    ("create_instance", "create"),
    ("update_instance", "update"),
    ("replace_instance", "replace"),
    ("delete_instance", "delete"),
    ("create_collection", "create"),
];

/// What is done to what a resource is related to: the verb, and a word for the relation itself.
const TO_RELATED: [(&str, &str, &str); 8] = [
    ("get_to_many_related", "list", ""),
    ("get_to_one_related", "get", ""),
    ("get_to_many_relationship", "list", "relationship"),
    ("get_to_one_relationship", "get", "relationship"),
    ("create_to_many_relationship", "add", ""),
    ("delete_to_many_relationship", "remove", ""),
    ("replace_to_many_relationship", "replace", ""),
    ("update_to_one_relationship", "set", ""),
];

/// The words of an id of this kind, the verb first.
pub(super) fn said(id: &str) -> Option<Vec<String>> {
    let (resources, action) = id.rsplit_once('-')?;
    if let Some((_, verb)) = TO_RESOURCE.iter().find(|(name, _)| *name == action) {
        let mut said = one(verb, resources);
        if let Some(last) = said.last_mut().filter(|_| *verb != "list") {
            *last = singular(last);
        }
        return Some(said);
    }
    let (_, verb, relation) = TO_RELATED.iter().find(|(name, ..)| *name == action)?;
    let (_, related) = resources.split_once('-')?;
    let mut said = one(verb, related);
    said.extend((!relation.is_empty()).then(|| (*relation).to_owned()));
    Some(said)
}

fn one(verb: &str, object: &str) -> Vec<String> {
    let mut said = vec![verb.to_owned()];
    said.extend(words::words(object));
    said
}
