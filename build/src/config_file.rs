//! Reads what users decide, in `clientgen.toml` or an overrides file in YAML: one set of keys, two formats.

use std::fmt::Write as _;

use clientgen::Config;
use clientgen::diagnostics::{Deny, suggest};
use toml_edit::Document;

use crate::runtime::RuntimeKind;

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
    for client in std::iter::once(&config).chain(&config.clients) {
        let wrong = wrong_word(client).or_else(|| misplaced(&config, client));
        if let Some((key, message)) = wrong {
            let part = if std::ptr::eq(client, &config) { None } else { Some("client") };
            return Err(Problem { byte: byte_of(name, text, part, key), message });
        }
    }
    Ok(config)
}

/// A value that is a word of the command line, if there is a wrong one: its key, and what is wrong.
fn wrong_word(config: &Config) -> Option<(&'static str, String)> {
    let denied = config.deny.iter().find_map(|name| name.parse::<Deny>().err());
    let runtime = || config.runtime.as_ref().and_then(|kind| kind.parse::<RuntimeKind>().err());
    denied.map(|problem| ("deny", problem)).or_else(|| runtime().map(|problem| ("runtime", problem)))
}

/// What belongs to a client and is said for all of them, or the reverse.
fn misplaced(whole: &Config, client: &Config) -> Option<(&'static str, String)> {
    if !std::ptr::eq(whole, client) {
        return (!client.clients.is_empty()).then(|| ("client", "a client has no clients".to_owned()));
    }
    let own = [("document", &whole.document), ("out", &whole.out), ("module", &whole.module)];
    let (key, _) = own.into_iter().find(|(_, value)| value.is_some() && !whole.clients.is_empty())?;
    Some((key, format!("`{key}` belongs into each `[[client]]`")))
}

/// Where a key is in a file of TOML, at its top or in the first of several tables that has it.
fn byte_of(name: &str, text: &str, part: Option<&str>, key: &str) -> Option<usize> {
    let document = name.ends_with(".toml").then(|| Document::parse(text).ok()).flatten()?;
    let span = match part {
        None => document.as_table().key(key).and_then(toml_edit::Key::span),
        Some(part) => {
            let tables = document.get(part)?.as_array_of_tables()?;
            tables.iter().find_map(|table| table.key(key)).and_then(toml_edit::Key::span)
        }
    };
    span.map(|span| span.start)
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
    let mut explained = message.to_owned();
    if let Some(nearest) = suggest(wrong, known) {
        // Writing to a string cannot fail.
        let _ = write!(explained, "; did you mean `{nearest}`?");
    }
    explained
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
        ] {
            let text = text.replace("name = 'b'", "document = 'b'");
            let (byte, message) = problem("clientgen.toml", &text);
            assert_eq!(byte, text.find(place), "{message}");
            assert!(message.contains(words), "{message}");
        }
        assert!(problem("overrides.yaml", "runtime: vendor\n").1.contains("`vendor` is no runtime"));
    }
}
