//! Reads what users decide, in `clientgen.toml` or an overrides file in YAML: one set of keys, two formats.

use clientgen::Config;
use clientgen::diagnostics::{Deny, suggest};
use toml_edit::Document;

use crate::runtime::RuntimeKind;
use crate::workspace::plain;

/// What is wrong in a file.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// The byte it begins at, if that is known.
    pub(crate) byte: Option<usize>,
    /// What it is, with the nearest key for a misspelt one.
    pub(crate) message: String,
}

/// Reads the decisions in a file, and looks at what is said in words that only this crate reads.
pub(crate) fn read(name: &str, text: &str) -> Result<Config, Problem> {
    let config = deserialized(name, text)?;
    let whole = wrong_word(&config).or_else(|| not_for_all(&config)).or_else(|| two_places(&config));
    let in_whole = whole.map(|wrong| (None, wrong));
    let mut parts = config.clients.iter().enumerate();
    let wrong = in_whole.or_else(|| {
        parts.find_map(|(index, client)| {
            let earlier = config.clients.get(..index).unwrap_or_default();
            let wrong = wrong_word(client).or_else(|| not_for_one(client)).or_else(|| two_places(client));
            Some((Some(index), wrong.or_else(|| place_of_another(client, earlier))?))
        })
    });
    match wrong {
        Some((part, (key, message))) => Err(Problem { byte: byte_of(name, text, part, key), message }),
        None => Ok(config),
    }
}

/// A key, and what is wrong with it.
type Wrong = (&'static str, String);

/// A value that is a word of the command line, if there is a wrong one.
fn wrong_word(config: &Config) -> Option<Wrong> {
    let denied = config.deny.iter().find_map(|name| name.parse::<Deny>().err());
    let runtime = || config.runtime.as_ref().and_then(|kind| kind.parse::<RuntimeKind>().err());
    denied.map(|problem| ("deny", problem)).or_else(|| runtime().map(|problem| ("runtime", problem)))
}

/// What belongs to a client and is said for several.
fn not_for_all(whole: &Config) -> Option<Wrong> {
    let own = [("document", &whole.document), ("out", &whole.out), ("module", &whole.module)];
    let (key, _) = own.into_iter().find(|(_, value)| value.is_some() && !whole.clients.is_empty())?;
    Some((key, format!("`{key}` belongs into each `[[client]]`")))
}

/// What is said for all clients and belongs to none.
fn not_for_one(client: &Config) -> Option<Wrong> {
    (!client.clients.is_empty()).then(|| ("client", "a client has no clients".to_owned()))
}

/// A client is a crate or a module.
fn two_places(client: &Config) -> Option<Wrong> {
    let is_both = client.out.is_some() && client.module.is_some();
    is_both.then(|| ("module", "a client is in `out` or in `module`; remove one of the two keys".to_owned()))
}

/// Two clients in one folder would write over each other.
fn place_of_another(client: &Config, earlier: &[Config]) -> Option<Wrong> {
    let place = |client: &Config| client.module.clone().or(client.out.clone());
    let folder = place(client)?;
    let key = if client.module.is_some() { "module" } else { "out" };
    let is_taken = earlier.iter().filter_map(place).any(|other| plain(&other) == plain(&folder));
    is_taken.then(|| (key, format!("another client is in `{folder}` already")))
}

/// Where a key is in a file of TOML, at its top or in the table of the client with this index.
fn byte_of(name: &str, text: &str, client: Option<usize>, key: &str) -> Option<usize> {
    let document = name.ends_with(".toml").then(|| Document::parse(text).ok()).flatten()?;
    let table = match client {
        None => document.as_table(),
        Some(index) => document.get("client")?.as_array_of_tables()?.get(index)?,
    };
    Some(table.key(key)?.span()?.start)
}

fn deserialized(name: &str, text: &str) -> Result<Config, Problem> {
    if name.ends_with(".toml") {
        return toml_edit::de::from_str(text).map_err(|error| Problem {
            byte: Some(error.span().map_or(0, |span| span.start)),
            message: explained(error.message()),
        });
    }
    serde_yaml::from_str(text).map_err(|error| {
        let message = error.to_string();
        let place = error.location();
        let place_words = place.as_ref().map(|place| format!(" at line {} column {}", place.line(), place.column()));
        let own = place_words.and_then(|words| message.strip_suffix(&words).map(str::to_owned)).unwrap_or(message);
        Problem { byte: place.map(|place| place.index()), message: explained(&own) }
    })
}

/// The message of the reader, with the key or the value that was probably meant.
fn explained(message: &str) -> String {
    let message = message.trim_end();
    let Some((_, rest)) = ["unknown field `", "unknown variant `"].iter().find_map(|words| message.split_once(words))
    else {
        return message.to_owned();
    };
    let mut quoted = rest.split('`').step_by(2);
    let (wrong, known) = (quoted.next().unwrap_or_default(), rest.split('`').skip(2).step_by(2));
    // Whoever misspelt a key needs no list of all.
    let short = message.split_once(", expected one of ").map_or(message, |(short, _)| short);
    match suggest(wrong, known) {
        Some(nearest) => format!("{short}; did you mean `{nearest}`?"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    /// The message with the byte that it is about.
    fn problem(name: &str, text: &str) -> (Option<usize>, String) {
        let problem = read(name, text).unwrap_err();
        (problem.byte, problem.message)
    }

    #[test]
    fn both_formats_have_the_same_keys() {
        let toml = "document = 'a.yaml'\n[crate]\nname = 'pets'\n[types.User.fields]\nref = 'reference'\n";
        let yaml = "document: a.yaml\ncrate: {name: pets}\ntypes: {User: {fields: {ref: reference}}}\n";
        let (toml, yaml) = (read("clientgen.toml", toml).unwrap(), read("overrides.yaml", yaml).unwrap());
        assert_eq!(format!("{toml:?}"), format!("{yaml:?}"));
        assert_eq!(toml.krate.name.as_deref(), Some("pets"));
    }

    #[test]
    fn an_unknown_key_is_an_error_at_its_line_with_a_suggestion() {
        for (name, text, place, words) in [
            ("clientgen.toml", "document = 'a.yaml'\nouty = 'client'\n", "outy", "unknown field `outy`"),
            ("clientgen.toml", "[types.User]\nnam = 'Member'\n", "nam", "unknown field `nam`"),
            ("overrides.yaml", "types:\n  User:\n    nam: Member\n", "nam", "types.User: unknown field `nam`"),
        ] {
            let (byte, message) = problem(name, text);
            assert_eq!(byte, text.find(place), "{message}");
            assert!(message.starts_with(words) && message.contains("; did you mean `"), "{message}");
        }
        let (_, message) = problem("clientgen.toml", "[crate]\ndate_library = 'jif'\n");
        assert!(message.ends_with("did you mean `jiff`?"), "{message}");
        assert_eq!(problem("clientgen.toml", "[crate\n").0, Some(6));
    }

    #[test]
    fn a_wrong_word_and_a_misplaced_key_are_errors_at_their_line() {
        for (text, place, words) in [
            ("document = 'a.yaml'\ndeny = ['warning']\n", "deny", "warning"),
            ("document = 'a.yaml'\nruntime = 'vendor'\n", "runtime", "`vendor` is no runtime"),
            ("[[client]]\nout = 'a'\n[[client]]\nruntime = 'vendor'\n", "runtime", "`vendor` is no runtime"),
            ("deny = []\nout = 'a'\n[[client]]\nname = 'b'\n", "out", "`out` belongs into each `[[client]]`"),
            ("out = 'a'\nmodule = 'src/api'\n", "module", "`out` or in `module`"),
            ("[[client]]\nmodule = 'a'\n[[client]]\nout = './a/'\n", "out", "another client is in `./a/` already"),
        ] {
            let text = text.replace("name = 'b'", "document = 'b'");
            let (byte, message) = problem("clientgen.toml", &text);
            assert_eq!(byte, text.find(place), "{message}");
            assert!(message.contains(words), "{message}");
        }
        assert!(problem("overrides.yaml", "runtime: vendor\n").1.contains("`vendor` is no runtime"));
    }
}
