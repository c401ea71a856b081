//! What the rules need to know of one Rust file, as plain data: `syn` reads it, nothing here judges it.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A file of Rust.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// Its first line of documentation is its own.
    pub(crate) opens: bool,
    pub(crate) functions: Vec<Function>,
    /// Every identifier, those inside macros too.
    pub(crate) identifiers: Vec<(String, usize)>,
    /// Every string outside documentation.
    pub(crate) strings: Vec<(String, usize)>,
    pub(crate) module: Module,
}

/// A function with a body.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// Lines from the signature to the closing brace.
    pub(crate) length: usize,
    /// It is in a module of tests.
    pub(crate) test: bool,
}

/// A file or an inline module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Module {
    /// Empty for a file.
    pub(crate) name: String,
    /// Names of what is defined here.
    pub(crate) items: BTreeSet<String>,
    /// Macros that are exported, which live at the root of the crate.
    pub(crate) exported_macros: BTreeSet<String>,
    pub(crate) imports: Vec<Import>,
    /// Paths of two segments and more, with their lines.
    pub(crate) paths: Vec<(Vec<String>, usize)>,
    pub(crate) inline: Vec<Module>,
    /// Names of the modules in files of their own.
    pub(crate) files: Vec<String>,
}

/// One name of a `use`.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    /// What it is called here; `None` for `*`.
    pub(crate) name: Option<String>,
    pub(crate) line: usize,
    /// It hands the name on to others.
    pub(crate) exported: bool,
}

impl Code {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut reader = Reader::default();
        reader.visit_file(&file);
        let mut code = Self {
            opens: opens(text),
            functions: reader.functions,
            identifiers: Vec::new(),
            strings: Vec::new(),
            module: reader.module,
        };
        code.read_tokens(tokens);
        code
    }

    fn read_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            let line = token.span().start().line;
            match token {
                TokenTree::Group(group) if is_documentation(&group.stream()) => {}
                TokenTree::Group(group) => self.read_tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    self.identifiers.push((ident.to_string().trim_start_matches("r#").to_owned(), line));
                }
                TokenTree::Literal(literal) => self.strings.push((literal.to_string(), line)),
                TokenTree::Punct(_) => {}
            }
        }
    }
}

/// A generated file may say first what generated it.
fn opens(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| !line.is_empty() && !line.starts_with("// ")).is_some_and(|line| line.starts_with("//!"))
}

/// `[doc = "..."]`, which is what a documentation comment is to the compiler.
fn is_documentation(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}

#[derive(Default)]
struct Reader {
    functions: Vec<Function>,
    module: Module,
    /// The `use` that is read now has a visibility of its own.
    exports: bool,
}

impl Reader {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let line = signature.fn_token.span.start().line;
        let end = block.brace_token.span.close().end().line;
        let test = self.module.name == "tests";
        self.functions.push(Function { name: signature.ident.to_string(), line, length: end + 1 - line, test });
    }

    fn import(&mut self, tree: &syn::UseTree, path: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.import(&part.tree, path);
                path.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.import(item, path)),
            syn::UseTree::Name(name) => self.bind(path, &name.ident, &name.ident),
            syn::UseTree::Rename(rename) => self.bind(path, &rename.ident, &rename.rename),
            syn::UseTree::Glob(glob) => {
                self.module.imports.push(Import {
                    path: path.clone(),
                    name: None,
                    line: line(glob),
                    exported: self.exports,
                });
            }
        }
    }

    /// `use a::{self}` binds the last segment of what precedes it.
    fn bind(&mut self, path: &[String], ident: &syn::Ident, name: &syn::Ident) {
        let mut path = path.to_vec();
        let mut name = name.to_string();
        if ident != "self" {
            path.push(ident.to_string());
        } else if name == "self" {
            name = path.last().cloned().unwrap_or_default();
        }
        let exported = self.exports;
        self.module.imports.push(Import { path, name: Some(name), line: line(ident), exported });
    }

    /// A module in a file of its own; one at another path is read where it is.
    fn declare(&mut self, item: &syn::ItemMod) {
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            self.module.files.push(item.ident.to_string());
        }
    }

    fn define(&mut self, ident: &syn::Ident) {
        self.module.items.insert(ident.to_string());
    }
}

fn line(node: &impl syn::spanned::Spanned) -> usize {
    node.span().start().line
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Const(item) => self.define(&item.ident),
            syn::Item::Enum(item) => self.define(&item.ident),
            syn::Item::Fn(item) => self.define(&item.sig.ident),
            syn::Item::Static(item) => self.define(&item.ident),
            syn::Item::Struct(item) => self.define(&item.ident),
            syn::Item::Trait(item) => self.define(&item.ident),
            syn::Item::TraitAlias(item) => self.define(&item.ident),
            syn::Item::Type(item) => self.define(&item.ident),
            syn::Item::Union(item) => self.define(&item.ident),
            syn::Item::Macro(syn::ItemMacro { ident: Some(ident), attrs, .. }) => {
                let exported = attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
                if exported {
                    self.module.exported_macros.insert(ident.to_string());
                }
                return self.define(ident);
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let Some((_, items)) = &item.content else { return self.declare(item) };
        let parent = std::mem::take(&mut self.module);
        self.module.name = item.ident.to_string();
        items.iter().for_each(|item| self.visit_item(item));
        let inline = std::mem::replace(&mut self.module, parent);
        self.module.inline.push(inline);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.exports = !matches!(item.vis, syn::Visibility::Inherited);
            self.import(&item.tree, &mut Vec::new());
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 && path.leading_colon.is_none() {
            self.module.paths.push((segments, line(path)));
        }
        visit::visit_path(self, path);
    }

    /// The arguments of `format!`, `matches!` and the like hold paths too; a template of code holds those of its output.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        let template = call.path.segments.last().is_some_and(|name| name.ident.to_string().contains("quote"));
        if !template {
            self.paths_among(call.tokens.clone());
        }
    }
}

impl Reader {
    fn paths_among(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut start = 0;
        let mut colons = 0;
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end_path(&mut path, start);
                        start = token.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Group(group) => {
                    self.end_path(&mut path, start);
                    self.paths_among(group.stream());
                }
                _ => self.end_path(&mut path, start),
            }
        }
        self.end_path(&mut path, start);
    }

    fn end_path(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.module.paths.push((path, line));
        }
    }
}
