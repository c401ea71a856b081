//! The imports of one file: collected while its items are rendered, so that only what is used is imported.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashSet;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::plan::placement::Home;
use super::runtime::RuntimeName;
use crate::format::Import;
use crate::ir::TypeId;

/// What a file has mentioned so far.
#[derive(Debug)]
pub(super) struct Imports {
    place: Place,
    runtime: RefCell<BTreeSet<RuntimeName>>,
    models: RefCell<BTreeSet<TypeId>>,
    crate_names: RefCell<BTreeSet<&'static str>>,
    /// A model had to be called by its path.
    models_module: RefCell<bool>,
}

/// Where the file is, which decides how it sees models.
#[derive(Debug)]
enum Place {
    /// Among the models; the others are siblings.
    Models(Home),
    /// Elsewhere; models with one of these names are called by their path.
    Elsewhere(HashSet<String>),
    /// In another crate, which knows this one as `subject`; all models are called by their path.
    Outside,
}

impl Imports {
    /// For a file of models.
    pub(super) fn for_models(_context: &Context<'_>, home: Home) -> Self {
        Self::at(Place::Models(home))
    }

    /// For a file that uses models and defines or imports these names itself.
    pub(super) fn elsewhere(own_names: HashSet<String>) -> Self {
        Self::at(Place::Elsewhere(own_names))
    }

    /// For a file of another crate.
    pub(super) fn outside() -> Self {
        Self::at(Place::Outside)
    }

    fn at(place: Place) -> Self {
        Self {
            place,
            runtime: RefCell::default(),
            models: RefCell::default(),
            crate_names: RefCell::default(),
            models_module: RefCell::new(false),
        }
    }

    /// Mentions a name of the runtime or the standard library.
    pub(super) fn runtime(&self, name: RuntimeName) -> Ident {
        self.runtime.borrow_mut().insert(name);
        ident(name.name)
    }

    /// Brings the methods of a trait into scope without its name, which a model may have too.
    pub(super) fn runtime_trait(&self, name: RuntimeName) {
        self.runtime.borrow_mut().insert(name);
    }

    /// Mentions a name of the crate's root.
    pub(super) fn crate_name(&self, name: &'static str) -> Ident {
        self.crate_names.borrow_mut().insert(name);
        ident(name)
    }

    /// Mentions a model.
    pub(super) fn model(&self, context: &Context<'_>, id: TypeId) -> TokenStream {
        let rust_name = context.names.type_name(id);
        let name = ident(rust_name);
        match &self.place {
            Place::Models(home) if context.placement.home(id) == *home => {}
            Place::Elsewhere(own_names) if own_names.contains(rust_name.as_str()) => {
                *self.models_module.borrow_mut() = true;
                return quote!(models::#name);
            }
            Place::Outside => return quote!(subject::models::#name),
            Place::Models(_) | Place::Elsewhere(_) => {
                self.models.borrow_mut().insert(id);
            }
        }
        quote!(#name)
    }

    /// The imports in the blocks they are printed in: standard library, runtime, crate.
    pub(super) fn finish(&self, context: &Context<'_>) -> Vec<Vec<Import>> {
        let mut by_path: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for name in self.runtime.borrow().iter() {
            by_path.entry(name.path).or_default().push(name.name.to_owned());
        }
        let import = |(path, names): (&str, Vec<String>)| Import { path: path.to_owned(), names, public: false };
        let (standard, runtime): (Vec<_>, Vec<_>) =
            by_path.into_iter().map(import).partition(|import| import.path.starts_with("std::"));
        vec![standard, runtime, self.own(context)]
    }

    fn own(&self, context: &Context<'_>) -> Vec<Import> {
        let models: Vec<String> =
            self.models.borrow().iter().map(|id| context.names.type_name(*id).to_string()).collect();
        let mut root: Vec<String> = self.crate_names.borrow().iter().map(|name| (*name).to_owned()).collect();
        if *self.models_module.borrow() {
            root.push("models".to_owned());
        }
        let models_path = match &self.place {
            Place::Models(_) => "super",
            Place::Elsewhere(_) => "crate::models",
            Place::Outside => "subject::models",
        };
        let own = |path: &str, names| Import { path: path.to_owned(), names, public: false };
        vec![own("crate", root), own(models_path, models)]
    }
}
