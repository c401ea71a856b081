//! Words for what the document does not describe: names read aloud, types in a phrase.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::sentences;
use crate::ir::{StatusMatch, TextFormat, TypeId, TypeRef};
use crate::names;
use crate::render::context::Context;
use crate::render::plan::placement::Home;

/// Words that are written in capitals or with capitals inside.
static ABBREVIATIONS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let words = "ACL API AWS BIC CDN CIDR CORS CPU CSRF CSS CSV DNS GCP GPU HTML HTTP HTTPS IBAN ID IDs IP \
    ISO JSON JWT LDAP MD5 MFA OAuth OS OTP PDF QR RAM SAML SCIM SDK SHA SLA SMS SQL SSH SSL SSN SSO TLS TTL UI URI \
    URIs URL URLs UTC UUID UUIDs VAT VPC XML YAML ZIP";
    words.split_whitespace().map(|word| (word.to_ascii_lowercase(), word)).collect()
});

/// Descriptions of responses that say no more than that there is one.
const NOTHING: [&str; 9] = [
    "",
    "Default response.",
    "Description.",
    "No description.",
    "OK.",
    "Response.",
    "Success.",
    "Successful operation.",
    "Successful response.",
];

/// A wire name as a sentence: `html_url` becomes `HTML URL.`; a name without words is quoted.
pub(crate) fn spoken(wire_name: &str) -> String {
    let snake = names::snake(wire_name);
    let words: Vec<String> = snake.split('_').filter(|word| !word.is_empty()).map(abbreviated).collect();
    let text = words.join(" ");
    // A single letter, or a name that is mostly symbols, says more as it is written.
    if text.chars().count() < 2 || wire_name.chars().filter(|letter| letter.is_alphanumeric()).count() < 2 {
        return ["The property ", &sentences::code(wire_name), "."].concat();
    }
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain(['.']).collect()
}

fn abbreviated(word: &str) -> String {
    ABBREVIATIONS.get(word).map_or(word, |known| known).to_owned()
}

/// Types in words, linked from where the words stand.
#[derive(Clone, Copy)]
pub(crate) struct TypeWords<'c, 'a> {
    context: &'c Context<'a>,
    /// The file among the models the words stand in, if they stand among them.
    home: Option<Home>,
}

impl<'c, 'a> TypeWords<'c, 'a> {
    /// For documentation of this type and of what is in it.
    pub(crate) fn near(context: &'c Context<'a>, id: TypeId) -> Self {
        Self { context, home: Some(context.placement.home(id)) }
    }

    /// For documentation anywhere else.
    pub(crate) fn elsewhere(context: &'c Context<'a>) -> Self {
        Self { context, home: None }
    }

    /// A link to a type.
    pub(crate) fn link(self, id: TypeId) -> String {
        let name = self.context.names.type_name(id).as_str();
        match self.home {
            Some(home) if home == self.context.placement.home(id) => ["[`", name, "`]"].concat(),
            Some(_) => ["[`", name, "`](super::", name, ")"].concat(),
            None => ["[`", name, "`](crate::models::", name, ")"].concat(),
        }
    }

    /// A type as a sentence: `A list of strings.`
    pub(crate) fn sentence(self, type_ref: &TypeRef) -> String {
        sentence(&self.phrase(type_ref))
    }

    /// A type as a phrase: `a list of strings`.
    pub(crate) fn phrase(self, type_ref: &TypeRef) -> String {
        match type_ref {
            TypeRef::Named(id) | TypeRef::Boxed(id) => {
                let vowel = self.context.names.type_name(*id).as_str().starts_with(['A', 'E', 'I', 'O']);
                [if vowel { "an " } else { "a " }, &self.link(*id)].concat()
            }
            TypeRef::String => "a string".to_owned(),
            TypeRef::Boolean => "`true` or `false`".to_owned(),
            TypeRef::Integer(_) => "an integer".to_owned(),
            TypeRef::Float { .. } => "a number".to_owned(),
            TypeRef::Formatted(format) => one_formatted(*format).to_owned(),
            TypeRef::Base64 | TypeRef::Bytes => "bytes".to_owned(),
            TypeRef::Own(own) => ["a `", &own.path, "`"].concat(),
            TypeRef::List(item) => ["a list of ", &self.several(item)].concat(),
            TypeRef::Map(value) => ["a map of ", &self.several(value)].concat(),
            TypeRef::OneOrMany(item) => ["one or more ", &self.several(item)].concat(),
            TypeRef::Nullable(inner) => [&self.phrase(inner), ", or `null`"].concat(),
            TypeRef::Any => "any JSON".to_owned(),
            TypeRef::Unit => "nothing".to_owned(),
        }
    }

    fn several(self, type_ref: &TypeRef) -> String {
        match type_ref {
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.link(*id),
            TypeRef::String => "strings".to_owned(),
            TypeRef::Boolean => "`true` and `false`".to_owned(),
            TypeRef::Integer(_) => "integers".to_owned(),
            TypeRef::Float { .. } => "numbers".to_owned(),
            TypeRef::Formatted(format) => several_formatted(*format).to_owned(),
            TypeRef::List(item) => ["lists of ", &self.several(item)].concat(),
            TypeRef::Map(value) => ["maps of ", &self.several(value)].concat(),
            TypeRef::Nullable(inner) => [&self.several(inner), " or `null`"].concat(),
            other => self.phrase(other),
        }
    }
}

fn one_formatted(format: TextFormat) -> &'static str {
    match format {
        TextFormat::DateTime => "a date with a time",
        TextFormat::Date => "a date",
        TextFormat::Time => "a time of day",
        TextFormat::IsoDuration => "a length of time",
        TextFormat::Uuid => "a UUID",
        TextFormat::Decimal | TextFormat::DecimalNumber => "a decimal number",
    }
}

fn several_formatted(format: TextFormat) -> &'static str {
    match format {
        TextFormat::DateTime => "dates with times",
        TextFormat::Date => "dates",
        TextFormat::Time => "times of day",
        TextFormat::IsoDuration => "lengths of time",
        TextFormat::Uuid => "UUIDs",
        TextFormat::Decimal | TextFormat::DecimalNumber => "decimal numbers",
    }
}

/// A phrase as a sentence.
pub(crate) fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).chain(['.']).collect()
}

/// A status as documentation writes it.
pub(crate) fn status_words(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(hundreds) => [&hundreds.to_string(), "XX"].concat(),
        StatusMatch::Default => "Any other status".to_owned(),
    }
}

/// True for a description of a response that leaves everything open.
pub(crate) fn says_nothing(description: &str) -> bool {
    NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(description))
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn names_are_read_aloud() {
        for (wire_name, expected) in [
            ("html_url", "HTML URL."),
            ("nodeId", "Node ID."),
            ("userIDs", "User IDs."),
            ("type", "Type."),
            ("x", "The property `x`."),
            ("+1", "The property `+1`."),
            ("$ref", "Ref."),
        ] {
            assert_eq!(spoken(wire_name), expected, "{wire_name}");
        }
    }
}
