//! The sentences that Laravel puts above the methods of a new controller, which document generators take for ids.
//!
//! ```text
//! displayAListingOfTheResource                     list
//! storeANewlyCreatedAccountInStorage               create account
//! displayTheSpecifiedResource                      get
//! updateTheSpecifiedAccountInStorage               update account
//! removeTheSpecifiedResourceFromStorage            delete
//! ```

use super::words;

/// What each sentence says, by what it begins with and ends with; articles are left out.
const SENTENCES: [(&[&str], &[&str], &str); 5] = [
    (&["display", "listing", "of"], &[], "list"),
    (&["store", "newly", "created"], &["in", "storage"], "create"),
    (&["display", "specified"], &[], "get"),
    (&["update", "specified"], &["in", "storage"], "update"),
    (&["remove", "specified"], &["from", "storage"], "delete"),
];

/// The words of an id that is one of the sentences: a verb, and the thing if it is not just a resource.
pub(super) fn said(id: &str) -> Option<Vec<String>> {
    // Most ids are none, and need not be taken apart.
    if !["isting", "ewly", "pecified"].iter().any(|part| id.contains(part)) {
        return None;
    }
    let words = words::words(id);
    let plain: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !matches!(*word, "a" | "an" | "the")).collect();
    SENTENCES.iter().find_map(|(start, end, verb)| {
        let thing = plain.strip_prefix(*start)?;
        let thing = thing.strip_suffix(*end).unwrap_or(thing);
        let named = thing.iter().filter(|word| !matches!(**word, "resource" | "resources"));
        Some([*verb].into_iter().chain(named.copied()).map(str::to_owned).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn sentences_are_verbs() {
        for (id, expected) in [
            ("displayAListingOfTheResource", Some("list")),
            ("displayListingOfAccounts", Some("list accounts")),
            ("storeNewlyCreatedResourceInStorage", Some("create")),
            ("storeANewlyCreatedAccountInStorage", Some("create account")),
            ("updateTheSpecifiedResourceInStorage", Some("update")),
            ("removeTheSpecifiedResourceFromStorage", Some("delete")),
            ("displayTheSpecifiedResource", Some("get")),
            ("displayBanner", None),
            ("storeFile", None),
        ] {
            assert_eq!(said(id).map(|said| said.join(" ")).as_deref(), expected, "{id}");
        }
    }
}
