//! Reads what users decide, in `clientgen.toml` or an overrides file in YAML: one set of keys, two formats.

use std::fmt::Write as _;

use clientgen::Config;
use clientgen::diagnostics::suggest;

/// What is wrong in a file.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// The byte it begins at, if that is known.
    pub(crate) byte: Option<usize>,
    /// What it is, with the nearest key for a misspelt one.
    pub(crate) message: String,
}

/// Reads the decisions in a file; the error has its place and, for a misspelt key, the nearest one.
pub(crate) fn parse(name: &str, text: &str) -> Result<Config, String> {
    read(name, text).map_err(|problem| match problem.byte {
        Some(byte) => {
            let (line, column) = position(text, byte);
            format!("{name}:{line}:{column}: {}", problem.message)
        }
        None => format!("{name}: {}", problem.message),
    })
}

/// Reads the decisions in a file.
pub(crate) fn read(name: &str, text: &str) -> Result<Config, Problem> {
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

/// Line and column of a byte, from 1.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).map_or(0, |line| line.chars().count());
    (before.matches('\n').count() + 1, column + 1)
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

    #[test]
    fn both_formats_have_the_same_keys() {
        let toml = "document = 'a.yaml'\n[crate]\nname = 'pets'\n[types.User.fields]\nref = 'reference'\n";
        let yaml = "document: a.yaml\ncrate: {name: pets}\ntypes: {User: {fields: {ref: reference}}}\n";
        let (toml, yaml) = (parse("clientgen.toml", toml).unwrap(), parse("overrides.yaml", yaml).unwrap());
        assert_eq!(format!("{toml:?}"), format!("{yaml:?}"));
        assert_eq!(toml.krate.name.as_deref(), Some("pets"));
    }

    #[test]
    fn an_unknown_key_is_an_error_at_its_line_with_a_suggestion() {
        for (name, text, place) in [
            ("clientgen.toml", "document = 'a.yaml'\nouty = 'client'\n", "clientgen.toml:2:1: unknown field `outy`"),
            ("clientgen.toml", "[types.User]\nnam = 'Member'\n", "clientgen.toml:2:1: unknown field `nam`"),
            (
                "overrides.yaml",
                "types:\n  User:\n    nam: Member\n",
                "overrides.yaml:3:5: types.User: unknown field `nam`",
            ),
        ] {
            let error = parse(name, text).unwrap_err();
            assert!(error.starts_with(place), "{error}");
            assert!(error.contains("; did you mean `"), "{error}");
        }
        let error = parse("clientgen.toml", "[crate]\ndate_library = 'jif'\n").unwrap_err();
        assert!(error.ends_with("did you mean `jiff`?"), "{error}");
        assert!(parse("clientgen.toml", "[crate\n").unwrap_err().starts_with("clientgen.toml:1:7: "));
    }
}
