//! The items a renderer hands to `format`: declarations as structure, their small pieces as tokens.
//!
//! Layout follows structure, so it needs no parsing; pieces are a type, a pattern or a few calls and come from `quote!`.

use proc_macro2::{Ident, TokenStream};

/// A file of Rust before it is text.
#[derive(Debug, Default)]
pub(crate) struct RustFile {
    /// Path below the crate's folder.
    pub(crate) path: String,
    /// Documentation of the module, one entry per line.
    pub(crate) docs: Vec<String>,
    /// Inner attributes.
    pub(crate) attributes: Vec<TokenStream>,
    /// Imports, in the blocks they are printed in.
    pub(crate) imports: Vec<Vec<Import>>,
    /// The items, in order.
    pub(crate) items: Vec<Item>,
    /// Re-exports, after the items.
    pub(crate) exports: Vec<Vec<Import>>,
}

/// `use path::names;`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The path up to the names.
    pub(crate) path: String,
    /// What is taken from there.
    pub(crate) names: Vec<String>,
    /// `pub`, or nothing.
    pub(crate) public: bool,
}

/// Documentation and attributes of an item.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// One entry per line.
    pub(crate) docs: Vec<String>,
    /// Contents of `#[...]`.
    pub(crate) attributes: Vec<TokenStream>,
}

/// One item of a file.
#[derive(Debug)]
pub(crate) enum Item {
    /// A struct with named fields.
    Struct(Struct),
    /// An item that is one line and ends in a semicolon: an alias, a tuple struct, a module, a macro call.
    Line(Head, TokenStream),
    /// Lines of the kind of [`Item::Line`] that belong together.
    Lines(Vec<(Head, TokenStream)>),
    /// An enum.
    Enum(Enum),
    /// An `impl` block.
    Impl(Impl),
    /// A `static`.
    Static(Static),
    /// `name! { .. }` with one row per entry.
    Table(Table),
    /// Code of no common form, laid out by `prettyplease`.
    Code(TokenStream),
}

/// `pub struct Name { .. }`
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) head: Head,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<StructField>,
}

/// `name: Type,`
#[derive(Debug)]
pub(crate) struct StructField {
    pub(crate) head: Head,
    /// `pub`, `pub(crate)` or nothing.
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
    pub(crate) type_tokens: TokenStream,
}

/// `pub enum Name { .. }`
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) head: Head,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<(Head, TokenStream)>,
}

/// `impl Target { .. }`
#[derive(Debug)]
pub(crate) struct Impl {
    pub(crate) target: TokenStream,
    pub(crate) functions: Vec<Function>,
}

/// `pub fn name(arguments) -> Output { body }`
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) head: Head,
    /// `pub`, `pub(crate)` or nothing.
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
    pub(crate) arguments: Vec<TokenStream>,
    pub(crate) output: Option<TokenStream>,
    pub(crate) body: Vec<Statement>,
}

/// A line of a body.
#[derive(Debug)]
pub(crate) enum Statement {
    /// With a semicolon at the end.
    Then(Expression),
    /// The value of the body.
    Value(Expression),
}

/// `static NAME: Type = value;`
#[derive(Debug)]
pub(crate) struct Static {
    pub(crate) head: Head,
    /// `pub`, or nothing.
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
    pub(crate) type_tokens: TokenStream,
    pub(crate) value: Expression,
}

/// `name! { opening { rows } }`, or without the inner braces if there is no opening.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) macro_name: &'static str,
    pub(crate) head: Head,
    pub(crate) opening: TokenStream,
    pub(crate) rows: Vec<(Head, TokenStream)>,
}

/// An expression, as far as its layout may need several lines; its pieces are tokens, and strings while it is laid out.
#[derive(Debug)]
pub(crate) enum Expression<T = TokenStream> {
    /// Always on one line.
    Atom(T),
    /// `callee(arguments)`
    Call(T, Vec<Expression<T>>),
    /// `head.call(arguments).call(arguments)`; a call named `await` is printed as `.await?`.
    Chain(Box<Expression<T>>, Vec<(T, Vec<Expression<T>>)>),
    /// `&[elements]`
    Slice(Vec<Expression<T>>),
    /// `&expression`
    Reference(Box<Expression<T>>),
    /// `Name { fields, ..rest }`
    Literal(T, Vec<(Ident, Expression<T>)>, Option<Box<Expression<T>>>),
    /// `match subject { pattern => value, .. }`
    Match(T, Vec<(T, T)>),
    /// `left = right`
    Assign(T, Box<Expression<T>>),
}

impl<T> Expression<T> {
    /// The expression with other pieces.
    pub(super) fn map<U>(self, piece: fn(T) -> U) -> Expression<U> {
        let all = |list: Vec<Expression<T>>| list.into_iter().map(|one| one.map(piece)).collect();
        let boxed = |one: Expression<T>| Box::new(one.map(piece));
        match self {
            Self::Atom(atom) => Expression::Atom(piece(atom)),
            Self::Call(callee, arguments) => Expression::Call(piece(callee), all(arguments)),
            Self::Chain(head, calls) => {
                let calls = calls.into_iter().map(|(name, arguments)| (piece(name), all(arguments)));
                Expression::Chain(boxed(*head), calls.collect())
            }
            Self::Slice(elements) => Expression::Slice(all(elements)),
            Self::Reference(inner) => Expression::Reference(boxed(*inner)),
            Self::Literal(name, fields, rest) => {
                let fields = fields.into_iter().map(|(field, value)| (field, value.map(piece)));
                Expression::Literal(piece(name), fields.collect(), rest.map(|rest| boxed(*rest)))
            }
            Self::Match(subject, arms) => {
                let arms = arms.into_iter().map(|(pattern, value)| (piece(pattern), piece(value)));
                Expression::Match(piece(subject), arms.collect())
            }
            Self::Assign(left, right) => Expression::Assign(piece(left), boxed(*right)),
        }
    }
}

impl Head {
    /// Documentation only.
    pub(crate) fn docs(docs: Vec<String>) -> Self {
        Self { docs, attributes: Vec::new() }
    }

    /// One line of documentation.
    pub(crate) fn line(line: &str) -> Self {
        Self::docs(vec![line.to_owned()])
    }

    /// With an attribute.
    pub(crate) fn attribute(mut self, attribute: TokenStream) -> Self {
        self.attributes.push(attribute);
        self
    }
}
