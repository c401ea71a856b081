//! English plurals: `categories` becomes `category`, `buses` becomes `bus`, `analysis` stays.
//!
//! Rules by ending, and lists of the words that break them, both ways. A wrong guess yields an odd name, never a wrong program.

/// Words that are their own plural, or that only look like plurals.
const UNCHANGED: [&str; 44] = [
    "access",
    "address",
    "alias",
    "analytics",
    "as",
    "atlas",
    "aws",
    "basis",
    "bias",
    "business",
    "canvas",
    "chaos",
    "class",
    "css",
    "dns",
    "dtls",
    "ecs",
    "eks",
    "gas",
    "gcs",
    "has",
    "hls",
    "https",
    "iaas",
    "is",
    "kubernetes",
    "lens",
    "mtls",
    "news",
    "nfs",
    "paas",
    "process",
    "rds",
    "redis",
    "rss",
    "saas",
    "series",
    "sms",
    "sns",
    "species",
    "sqs",
    "this",
    "tls",
    "was",
];

/// Plurals that no rule makes.
const IRREGULAR: [(&str, &str); 34] = [
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("bases", "base"),
    ("caches", "cache"),
    ("calves", "calf"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("crises", "crisis"),
    ("diagnoses", "diagnosis"),
    ("dice", "die"),
    ("feet", "foot"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("niches", "niche"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("selves", "self"),
    ("shelves", "shelf"),
    ("skus", "sku"),
    ("synopses", "synopsis"),
    ("syntheses", "synthesis"),
    ("teeth", "tooth"),
    ("thieves", "thief"),
    ("vertices", "vertex"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// Words in `-ie`, which lose only their `s`.
const IN_IE: [&str; 14] = [
    "brownie", "calorie", "cookie", "die", "hoodie", "lie", "movie", "pie", "prairie", "rookie", "selfie", "smoothie",
    "tie", "zombie",
];

/// Words in `-as` and `-us`, which lose `es`: `aliases`, `statuses`.
const IN_AS_OR_US: [&str; 21] = [
    "alias",
    "atlas",
    "bias",
    "bonus",
    "bus",
    "callus",
    "campus",
    "canvas",
    "census",
    "chorus",
    "circus",
    "citrus",
    "consensus",
    "corpus",
    "focus",
    "gas",
    "lens",
    "menus",
    "octopus",
    "status",
    "virus",
];

/// Words in `-u`, whose plural looks like a word in `-us`.
const IN_U: [&str; 6] = ["cpu", "emu", "gpu", "gnu", "menu", "sku"];

/// Words of which nobody has two.
const UNCOUNTABLE: [&str; 34] = [
    "administration",
    "auth",
    "billing",
    "content",
    "data",
    "equipment",
    "evidence",
    "feedback",
    "firmware",
    "hardware",
    "health",
    "info",
    "information",
    "knowledge",
    "mail",
    "maintenance",
    "management",
    "media",
    "metadata",
    "monitoring",
    "music",
    "news",
    "performance",
    "pricing",
    "progress",
    "research",
    "security",
    "software",
    "staff",
    "stock",
    "storage",
    "support",
    "traffic",
    "weather",
];

/// The singular of a word in lower case; a word that is no plural stays.
pub(crate) fn singular(word: &str) -> String {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 1);
    if stem.is_some() && UNCHANGED.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    match stem {
        Some(stem) => singular_of_s(word, stem).to_owned() + if replaces_y(word) { "y" } else { "" },
        None => word.to_owned(),
    }
}

/// The plural of a word in lower case, if it has one that `singular` would undo: `user` has `users`, `metadata` none.
pub(crate) fn plural(word: &str) -> Option<String> {
    // An abbreviation such as `pty` has none that reads well.
    let is_word = word.len() > 2
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && word.contains(['a', 'e', 'i', 'o', 'u']);
    if !is_word || singular(word) != word || UNCOUNTABLE.contains(&word) {
        return None;
    }
    if let Some((plural, _)) = IRREGULAR.iter().find(|(_, singular)| *singular == word) {
        return Some((*plural).to_owned());
    }
    let stem_of_y = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let plural = match stem_of_y {
        Some(stem) => [stem, "ies"].concat(),
        None if loses_es(word) => [word, "es"].concat(),
        None => [word, "s"].concat(),
    };
    (singular(&plural) == word).then_some(plural)
}

/// `categories`, but not `movies` nor `ties`.
fn replaces_y(word: &str) -> bool {
    word.strip_suffix("ies").is_some_and(|stem| stem.len() > 1 && !is_one_of(&IN_IE, word.strip_suffix('s')))
}

fn is_one_of(words: &[&str], word: Option<&str>) -> bool {
    word.is_some_and(|word| words.contains(&word))
}

/// What is left of a word in `s`, before the `y` that some get.
fn singular_of_s<'w>(word: &'w str, stem: &'w str) -> &'w str {
    let without_es = word.strip_suffix("es");
    if replaces_y(word) {
        return word.strip_suffix("ies").unwrap_or(word);
    }
    if word.ends_with("ss") || word.ends_with("sis") || word.ends_with("xis") {
        return word;
    }
    if word.ends_with("us") {
        return if is_one_of(&IN_U, Some(stem)) { stem } else { word };
    }
    match without_es {
        Some(short) if loses_es(short) => short,
        _ => stem,
    }
}

/// True if the plural of this word ends in `es`: `box`, `branch`, `address`, `alias`, `hero`.
fn loses_es(short: &str) -> bool {
    let hisses = ["ss", "sh", "ch", "x", "zz"].iter().any(|ending| short.ends_with(ending));
    hisses || IN_AS_OR_US.contains(&short) || ["hero", "potato", "tomato", "echo", "veto"].contains(&short)
}

#[cfg(test)]
mod tests {
    use super::{plural, singular};

    #[test]
    fn plurals_lose_their_ending() {
        for (plural, expected) in [
            ("users", "user"),
            ("categories", "category"),
            ("movies", "movie"),
            ("cookies", "cookie"),
            ("ties", "tie"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("aliases", "alias"),
            ("buses", "bus"),
            ("boxes", "box"),
            ("indexes", "index"),
            ("branches", "branch"),
            ("caches", "cache"),
            ("searches", "search"),
            ("sizes", "size"),
            ("houses", "house"),
            ("causes", "cause"),
            ("responses", "response"),
            ("databases", "database"),
            ("purchases", "purchase"),
            ("archives", "archive"),
            ("activities", "activity"),
            ("skus", "sku"),
            ("menus", "menu"),
            ("heroes", "hero"),
            ("children", "child"),
            ("people", "person"),
            ("indices", "index"),
            ("analyses", "analysis"),
            ("keys", "key"),
        ] {
            assert_eq!(singular(plural), expected, "{plural}");
        }
    }

    #[test]
    fn a_plural_begins_as_its_word_does() {
        for (plural, word) in super::IRREGULAR {
            assert_eq!(plural.chars().next(), word.chars().next(), "{plural}");
        }
    }

    #[test]
    fn words_have_plurals() {
        for (word, expected) in [
            ("user", "users"),
            ("category", "categories"),
            ("key", "keys"),
            ("bus", "buses"),
            ("box", "boxes"),
            ("branch", "branches"),
            ("person", "people"),
            ("index", "indices"),
            ("analysis", "analyses"),
            ("database", "databases"),
            ("movie", "movies"),
        ] {
            assert_eq!(plural(word).as_deref(), Some(expected), "{word}");
        }
    }

    #[test]
    fn words_without_plural_have_none() {
        for word in ["metadata", "users", "settings", "news", "oauth2", ""] {
            assert_eq!(plural(word), None, "{word}");
        }
    }

    #[test]
    fn words_that_are_no_plurals_stay() {
        for word in [
            "status",
            "bus",
            "analysis",
            "address",
            "access",
            "news",
            "series",
            "is",
            "os",
            "lens",
            "campus",
            "axis",
            "class",
            "data",
            "metadata",
            "redis",
            "kubernetes",
            "process",
        ] {
            assert_eq!(singular(word), word, "{word}");
        }
    }
}
