//! Tokens to text on one line, spaced as `rustfmt` would.
//!
//! Tokens alone do not say what `&`, `<` or `|` mean. The token before them nearly always does: after a value they are
//! binary operators, elsewhere they belong to what follows.

use std::fmt::{self, Write};
use std::iter::Peekable;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree, token_stream};

/// The token that was written last, as far as the space after it depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    /// An identifier or a literal: a value, or the end of a path.
    Word,
    /// A name that only a type can have; a `<` after it opens type arguments.
    TypeWord,
    /// The name of a function in its declaration.
    FunctionName,
    Keyword,
    /// A closing bracket, or `?` after a value.
    Closing,
    /// `,`, `;` or `:`.
    Comma,
    /// An operator that belongs to what follows, or joins both sides: `&`, `::`, `.`.
    Glue,
    /// An operator with a space on both sides.
    Spaced,
    /// The `>` of type arguments.
    Angle,
    /// The `!` of a macro call.
    Bang,
    /// The tick of a lifetime.
    Tick,
}

impl Last {
    /// Whether a value may end here, so that an operator after it is binary.
    fn is_operand(self) -> bool {
        matches!(self, Last::Word | Last::TypeWord | Last::FunctionName | Last::Closing)
    }

    /// Whether a space follows, whatever comes next.
    fn is_apart(self) -> bool {
        matches!(self, Last::Keyword | Last::Comma | Last::Spaced)
    }
}

/// Writes tokens on one line. Reading a stream that is shared copies it; one that nothing else holds costs less.
pub(super) fn write(out: &mut String, tokens: TokenStream) {
    let mut line = Line { out, last: Last::Nothing, angles: 0, in_closure: false };
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) => line.word(&ident),
            TokenTree::Literal(literal) => line.word(&literal),
            TokenTree::Punct(punct) => line.punctuation(&punct, &mut tokens),
            TokenTree::Group(group) => line.group(group),
        }
    }
}

/// Tokens on one line, as a string of their own.
pub(super) fn text(tokens: TokenStream) -> String {
    // Most are a type or a name, and need no more room than that.
    let mut out = String::with_capacity(48);
    write(&mut out, tokens);
    out
}

/// The line being written.
struct Line<'o> {
    out: &'o mut String,
    last: Last,
    /// The number of lists of type arguments that are open.
    angles: usize,
    /// Whether the parameters of a closure are open.
    in_closure: bool,
}

/// Operators of several characters; the longer ones first.
const OPERATORS: [&str; 24] = [
    "..=", "...", "<<=", ">>=", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "<<", ">>", "+=", "-=",
    "*=", "/=", "%=", "^=", "&=", "|=",
];

impl Line<'_> {
    fn word(&mut self, word: &dyn fmt::Display) {
        if !matches!(self.last, Last::Nothing | Last::Glue | Last::Tick) {
            self.out.push(' ');
        }
        let is_function = self.last == Last::Word && self.out.strip_suffix(' ').is_some_and(ends_in_fn);
        let start = self.out.len();
        // Writing to a string does not fail.
        let _ = write!(self.out, "{word}");
        let text = self.out.get(start..).unwrap_or_default();
        self.last = match self.last {
            Last::Tick => Last::Word,
            _ if is_function => Last::FunctionName,
            _ if is_keyword(text) => Last::Keyword,
            _ if is_type_name(text) => Last::TypeWord,
            _ => Last::Word,
        };
    }

    fn punctuation(&mut self, first: &Punct, rest: &mut Peekable<token_stream::IntoIter>) {
        match first.as_char() {
            '<' if self.opens_arguments() => self.open_arguments(),
            '>' if self.angles > 0 => self.close_arguments(),
            character if first.spacing() == Spacing::Alone => self.operator(character.encode_utf8(&mut [0; 4])),
            _ => self.operator(&operator(first, rest)),
        }
    }

    /// Whether a `<` opens type arguments here: after a type, a path or a declared function, not after a value.
    fn opens_arguments(&self) -> bool {
        !matches!(self.last, Last::Word | Last::Closing | Last::Angle)
    }

    fn open_arguments(&mut self) {
        let is_declared = self.last == Last::Keyword && (self.out.ends_with("impl") || self.out.ends_with("for"));
        if self.last.is_apart() && !is_declared {
            self.out.push(' ');
        }
        self.out.push('<');
        self.angles += 1;
        self.last = Last::Glue;
    }

    fn close_arguments(&mut self) {
        self.out.push('>');
        self.angles -= 1;
        self.last = Last::Angle;
    }

    fn operator(&mut self, operator: &str) {
        match operator {
            "," | ";" | ":" => self.push(operator, Last::Comma),
            "." => self.push(operator, Last::Glue),
            "?" if self.last.is_operand() || self.last == Last::Angle => self.push(operator, Last::Closing),
            "!" if self.last.is_operand() => self.push(operator, Last::Bang),
            "::" | ".." | "..=" | "..." | "?" | "!" => self.prefix(operator),
            "&" | "&&" | "*" | "-" if !self.last.is_operand() => self.prefix(operator),
            "#" | "$" | "~" => self.beginning(operator, Last::Glue),
            "'" => self.beginning(operator, Last::Tick),
            "|" if self.in_closure => {
                self.in_closure = false;
                self.push(operator, Last::Spaced);
            }
            "|" if !self.last.is_operand() => {
                self.in_closure = true;
                self.prefix(operator);
            }
            "||" if !self.last.is_operand() => {
                self.prefix(operator);
                self.last = Last::Spaced;
            }
            _ => {
                self.out.push(' ');
                self.push(operator, Last::Spaced);
            }
        }
    }

    fn push(&mut self, text: &str, last: Last) {
        self.out.push_str(text);
        self.last = last;
    }

    /// An operator that belongs to what follows.
    fn prefix(&mut self, operator: &str) {
        let before_type = self.last == Last::Angle && matches!(operator, "&" | "&&" | "*");
        if self.last.is_apart() || before_type {
            self.out.push(' ');
        }
        self.push(operator, Last::Glue);
    }

    /// A mark at the beginning of something; it is spaced as a word is.
    fn beginning(&mut self, mark: &str, last: Last) {
        if !matches!(self.last, Last::Nothing | Last::Glue) {
            self.out.push(' ');
        }
        self.push(mark, last);
    }

    fn group(&mut self, group: Group) {
        let delimiter = group.delimiter();
        let stream = group.stream();
        drop(group);
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        if self.is_spaced(delimiter, &stream) {
            self.out.push(' ');
        }
        self.out.push_str(open);
        if delimiter == Delimiter::Brace && !stream.is_empty() {
            self.out.push(' ');
            write(self.out, stream);
            self.out.push(' ');
        } else {
            write(self.out, stream);
        }
        self.push(close, Last::Closing);
    }

    fn is_spaced(&self, delimiter: Delimiter, inner: &TokenStream) -> bool {
        match delimiter {
            Delimiter::Brace => !matches!(self.last, Last::Nothing | Last::Glue),
            // In rows of tables, a list of strings follows a word. An index never begins with a string.
            Delimiter::Bracket if self.last.is_operand() => begins_with_text(inner),
            // `pub(crate)`
            Delimiter::Parenthesis if self.last == Last::Keyword => !self.out.ends_with("pub"),
            _ => self.last.is_apart(),
        }
    }
}

/// The longest operator that begins here.
fn operator(first: &Punct, rest: &mut Peekable<token_stream::IntoIter>) -> String {
    let mut text = String::from(first.as_char());
    let mut joint = first.spacing() == Spacing::Joint;
    while joint && let Some(TokenTree::Punct(next)) = rest.peek() {
        let longer = [text.as_str(), next.as_char().encode_utf8(&mut [0; 4])].concat();
        if !OPERATORS.iter().any(|operator| operator.starts_with(&longer)) {
            break;
        }
        joint = next.spacing() == Spacing::Joint;
        text = longer;
        rest.next();
    }
    text
}

/// Whether a word is a keyword that is no value and no path, so that a space follows it.
fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "as" | "async"
            | "break"
            | "const"
            | "dyn"
            | "else"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "match"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "unsafe"
            | "where"
            | "while"
            | "yield"
    )
}

fn ends_in_fn(text: &str) -> bool {
    text.strip_suffix("fn").is_some_and(|before| !before.ends_with(|last: char| last == '_' || last.is_alphanumeric()))
}

/// `Vec` and `T`, but not `WIDTH`: constants are compared, types are not.
fn is_type_name(text: &str) -> bool {
    let begins = text.starts_with(char::is_uppercase);
    begins && (text.chars().nth(1).is_none() || text.contains(char::is_lowercase))
}

fn begins_with_text(stream: &TokenStream) -> bool {
    let first = stream.clone().into_iter().next();
    matches!(first, Some(TokenTree::Literal(literal)) if literal.to_string().starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::text;
    use proc_macro2::TokenStream;
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
            assert_eq!(text(tokens), expected);
        }
    }

    /// What `prettyplease` makes of a line of a function.
    fn pretty(statement: TokenStream) -> String {
        let file = syn::parse2(quote!(fn f() { #statement })).expect("the statement is Rust");
        let printed = prettyplease::unparse(&file);
        let lines: Vec<&str> = printed.lines().map(str::trim).collect();
        lines.get(1..lines.len() - 1).unwrap_or_default().join(" ")
    }

    #[track_caller]
    fn check(statement: TokenStream) {
        assert_eq!(text(statement.clone()), pretty(statement));
    }

    #[test]
    fn patterns_are_spaced_as_rustfmt_does() {
        for pattern in [
            quote!(_),
            quote!(..),
            quote!(200),
            quote!(-1),
            quote!(200..=299),
            quote!(-5..=-1),
            quote!(200..300),
            quote!(200..),
            quote!(..=299),
            quote!('a'..='z'),
            quote!(FIRST..=LAST),
            quote!(u8::MIN..=u8::MAX),
            quote!(1 | 2 | 3..=5),
            quote!(Ok(1 | 2) | Err(_)),
            quote!(all @ 200..=299),
            quote!(all @ (1 | 2)),
            quote!([first, .., last]),
            quote!([first, rest @ ..]),
            quote!((a, ..)),
            quote!(&value),
            quote!(&mut value),
            quote!(ref value),
            quote!(ref mut value),
            quote!(&(a, &b)),
            quote!(Some(mut value)),
            quote!(Point { x, y: 1..=2, .. }),
            quote!(Point { x: Some(x), .. }),
            quote!(std::option::Option::None),
            quote!(Vec::<u8>::EMPTY),
            quote!(<T as Trait>::VALUE),
            quote!("text" | "other"),
            quote!(true),
        ] {
            check(quote!(let (#pattern) = value;));
        }
    }

    #[test]
    fn expressions_are_spaced_as_rustfmt_does() {
        for expression in [
            quote!(a + b - c * d / e % f),
            quote!(a & b | c ^ d),
            quote!(a && b || !c),
            quote!(a << 1 >> 2),
            quote!(a == b),
            quote!(a != -b),
            quote!(a < b),
            quote!(a > b),
            quote!(a <= WIDTH),
            quote!(WIDTH < a),
            quote!(a.len() < 3),
            quote!(list[0] < list[1]),
            quote!(a >= b),
            quote!(*a - *b),
            quote!(-a * -1),
            quote!(&a),
            quote!(&&a),
            quote!(&mut a),
            quote!(&*a),
            quote!(!a & !b),
            quote!(0..10),
            quote!(..),
            quote!(a..=b),
            quote!(..=b),
            quote!(a as u8),
            quote!(a as *const u8),
            quote!(a? + b?),
            quote!(call(a?, &b, *c)?),
            quote!(a.b.0.c()),
            quote!(list[a + 1]),
            quote!(call()[0]),
            quote!(&list[1..]),
            quote!([0; 4]),
            quote!([&a, -b, !c]),
            quote!((a, b)),
            quote!((a,)),
            quote!(|| 1),
            quote!(|a| a + 1),
            quote!(|a, b: &u8| a | b),
            quote!(move |a| a),
            quote!(move || a),
            quote!(call(|a| a, || b)),
            quote!(Vec::<u8>::new()),
            quote!(items.collect::<Vec<_>>()),
            quote!(items.collect::<Result<Vec<_>, Box<dyn Error>>>()),
            quote!(<Vec<u8> as Trait>::call()),
            quote!(<[u8]>::len(&a)),
            quote!(Default::default()),
            quote!(Point { x: -1, y, ..rest }),
            quote!(return -1),
            quote!(break 'outer),
            quote!(future.await?),
            quote!(vec![1, 2]),
            quote!(list!(a)),
            quote!(a = b),
            quote!(a += 1),
            quote!(a -= 1),
            quote!(a *= 2),
            quote!(a /= 2),
            quote!(a %= 2),
            quote!(a ^= 2),
            quote!(a &= 2),
            quote!(a |= 2),
            quote!(a <<= 2),
            quote!(a >>= 2),
            quote!(r#type.r#in),
            quote!(r"raw"),
            quote!(1.5e3),
            quote!('c'),
            quote!(b"bytes"),
        ] {
            check(quote!(#expression;));
        }
    }

    #[test]
    fn types_are_spaced_as_rustfmt_does() {
        for tokens in [
            quote!(&'static str),
            quote!(&'a mut [u8]),
            quote!(&[&str]),
            quote!([u8; 4]),
            quote!((A, B)),
            quote!((A,)),
            quote!(()),
            quote!(!),
            quote!(*const u8),
            quote!(*mut Vec<u8>),
            quote!(Vec<Vec<Vec<u8>>>),
            quote!(Map<String, Vec<(A, B)>>),
            quote!(Box<dyn Fn(u8, &str) -> Option<u8> + Send + 'static>),
            quote!(fn(u8) -> u8),
            quote!(for<'a> fn(&'a u8) -> &'a u8),
            quote!(Box<dyn for<'a> Fn(&'a u8)>),
            quote!(impl Iterator<Item = impl Into<String>> + 'a),
            quote!(impl ?Sized + Trait),
            quote!(<T as Trait>::Item),
            quote!(<<T as Trait>::Item as Other>::Item),
            quote!(Vec<<T as Trait>::Item>),
            quote!(::core::option::Option<T>),
            quote!(Ref<'_, T>),
            quote!(Array<{ WIDTH }>),
            quote!(Array<-1>),
            quote!(_),
        ] {
            check(quote!(let value: #tokens;));
        }
    }

    #[test]
    fn declarations_are_spaced_as_rustfmt_does() {
        for declaration in [
            "pub fn new<T>(value: T) -> Self {}",
            "fn by<'a, T: Trait + ?Sized>(value: &'a T) -> &'a T {}",
            "pub(crate) fn check(this: Self, other: &mut Self) -> bool {}",
            "pub struct Point(u8, pub Vec<u8>);",
            "static WIDTH: usize = 1;",
            "type Pair<T> = (T, T);",
            "use self::users::*;",
            "impl<'a, T> From<&'a T> for Point<T> {}",
        ] {
            let tokens: TokenStream = declaration.parse().expect("the declaration is Rust");
            assert_eq!(text(tokens), declaration);
        }
    }
}
