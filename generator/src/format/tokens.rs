//! Tokens to text on one line, spaced as `rustfmt` would.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// What was written last, as far as the next space depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Word,
    Keyword,
    Closing,
    Comma,
    Joint,
    Spaced,
    Angle,
}

/// Writes tokens on one line.
pub(super) fn write(out: &mut String, tokens: &TokenStream) {
    let mut last = Last::Nothing;
    for token in tokens.clone() {
        last = match token {
            TokenTree::Ident(ident) => word(out, &ident.to_string(), last),
            TokenTree::Literal(literal) => word(out, &literal.to_string(), last),
            TokenTree::Punct(punct) => punctuation(out, punct.as_char(), punct.spacing() == Spacing::Joint, last),
            TokenTree::Group(group) => write_group(out, &group, last),
        };
    }
}

/// Tokens on one line, as a text of their own.
pub(super) fn text(tokens: &TokenStream) -> String {
    let mut out = String::new();
    write(&mut out, tokens);
    out
}

fn word(out: &mut String, text: &str, last: Last) -> Last {
    if matches!(last, Last::Word | Last::Keyword | Last::Closing | Last::Comma | Last::Spaced | Last::Angle) {
        out.push(' ');
    }
    out.push_str(text);
    let keyword = matches!(text, "as" | "const" | "dyn" | "for" | "impl" | "in" | "match" | "mut" | "pub" | "return");
    if keyword { Last::Keyword } else { Last::Word }
}

fn punctuation(out: &mut String, character: char, joint: bool, last: Last) -> Last {
    let after_comma = matches!(last, Last::Comma | Last::Spaced);
    match character {
        ',' | ';' => {
            out.push(character);
            Last::Comma
        }
        // The second half of `->`, `=>` and `::`, and the lone `:` that stands before a type.
        '>' if out.ends_with(['-', '=']) && last == Last::Joint => {
            out.push('>');
            Last::Spaced
        }
        ':' if joint || last == Last::Joint => {
            if after_comma {
                out.push(' ');
            }
            out.push(':');
            Last::Joint
        }
        ':' => {
            out.push(':');
            Last::Comma
        }
        '-' | '=' | '|' | '+' if joint => {
            out.push(' ');
            out.push(character);
            Last::Joint
        }
        '=' | '|' | '+' => {
            out.push(' ');
            out.push(character);
            Last::Spaced
        }
        '<' | '>' => {
            out.push(character);
            if character == '>' { Last::Angle } else { Last::Joint }
        }
        '&' | '\'' | '#' | '-' | '*' | '.' | '?' | '!' => {
            let prefix = matches!(character, '&' | '\'' | '#' | '-' | '*');
            let spaced = after_comma || last == Last::Keyword || prefix && matches!(last, Last::Word | Last::Angle);
            if spaced {
                out.push(' ');
            }
            out.push(character);
            Last::Joint
        }
        other => {
            out.push(other);
            Last::Joint
        }
    }
}

fn write_group(out: &mut String, group: &Group, last: Last) -> Last {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    let braces = group.delimiter() == Delimiter::Brace;
    let brackets = group.delimiter() == Delimiter::Bracket;
    let behind_word = matches!(last, Last::Word | Last::Closing | Last::Angle);
    let apart = matches!(last, Last::Comma | Last::Spaced | Last::Keyword) && out.ends_with(|end: char| end != '(');
    let visibility = last == Last::Keyword && out.ends_with("pub");
    if !visibility && (apart || behind_word && (braces || brackets)) {
        out.push(' ');
    }
    out.push_str(open);
    let stream = group.stream();
    if braces && !stream.is_empty() {
        out.push(' ');
        write(out, &stream);
        out.push(' ');
    } else {
        write(out, &stream);
    }
    out.push_str(close);
    Last::Closing
}

#[cfg(test)]
mod tests {
    use super::text;
    use quote::quote;

    #[test]
    fn tokens_are_spaced_like_written_ones() {
        for (tokens, expected) in [
            (quote!(Option<Vec<User>>), "Option<Vec<User>>"),
            (quote!(BTreeMap<String, Value>), "BTreeMap<String, Value>"),
            (quote!(impl IntoIterator<Item = impl Into<String>>), "impl IntoIterator<Item = impl Into<String>>"),
            (quote!(Call::new(&self.core, &GET_USER)), "Call::new(&self.core, &GET_USER)"),
            (quote!(&'static str), "&'static str"),
            (quote!(Box::new(first.into())), "Box::new(first.into())"),
            (quote!(pub(crate) fn new(&self) -> Self), "pub(crate) fn new(&self) -> Self"),
            (quote!(Api for Client), "Api for Client"),
            (quote!(From<User> for Event), "From<User> for Event"),
            (
                quote!(Left: object ["type", "reason"] { "type" = "left" }),
                "Left: object [\"type\", \"reason\"] { \"type\" = \"left\" }",
            ),
            (quote!(Joined = "joined" | "rejoined"), "Joined = \"joined\" | \"rejoined\""),
            (quote!(mut self), "mut self"),
            (quote!(derive(Clone, Debug)), "derive(Clone, Debug)"),
            (quote!(must_use = "do"), "must_use = \"do\""),
            (quote!(pub struct ListUsers(Call<UserPage>)), "pub struct ListUsers(Call<UserPage>)"),
            (quote!(ListUsers -> Vec<User>, ErrorBody), "ListUsers -> Vec<User>, ErrorBody"),
            (quote!(Low = -1), "Low = -1"),
            (quote!(Some(Paging::page("page", 1))), "Some(Paging::page(\"page\", 1))"),
            (quote!(env!("CARGO_PKG_VERSION")), "env!(\"CARGO_PKG_VERSION\")"),
            (quote!(("tenantId", "client_id")), "(\"tenantId\", \"client_id\")"),
            (quote!(a: &[&str]), "a: &[&str]"),
            (
                quote!(Page { items: results: User, total_pages: pagination.total_pages }),
                "Page { items: results: User, total_pages: pagination.total_pages }",
            ),
            (quote!(pub use self::users::*), "pub use self::users::*"),
        ] {
            assert_eq!(text(&tokens), expected);
        }
    }
}
