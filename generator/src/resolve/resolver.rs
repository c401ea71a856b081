//! What the parts of this stage share, split by what may be touched: the document, the types, the report.

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use super::after::paging::ListExtension;
use super::after::waiting::WaitingExtension;
use super::place::Place;
use super::references::References;
use super::reporter::Reporter;
use super::shape::{Merged, Pending, Use};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::document::{Dialect, Document};
use crate::ir::{Origin, TypeDef, TypeId};

/// The largest documents known copy a fortieth of this.
const MAX_COPIES: usize = 600_000;

/// Turns parts of the document into parts of the API.
pub(super) struct Resolver<'a> {
    /// What the overrides say. Read only.
    pub(super) config: &'a Config,
    /// The version family of the document.
    pub(super) dialect: Dialect,
    /// The document and its references. Read only.
    pub(super) references: References<'a>,
    /// The types so far.
    pub(super) types: TypeTable<'a>,
    /// What there is to say.
    pub(super) reporter: Reporter<'a>,
    /// What the document says of lists, in words of its own.
    pub(super) lists: Vec<ListExtension>,
    /// What the document says of operations that take long, in words of its own.
    pub(super) waits: Vec<WaitingExtension>,
}

/// The types so far, and what is known about schemas that were met before.
pub(super) struct TypeTable<'a> {
    /// All types; the kind of one that is still pending is a placeholder.
    pub(super) list: Vec<TypeDef>,
    /// The schemas that the types are made of, in the order of the list.
    pub(super) places: Vec<Place<'a>>,
    /// Types by the address of the schema they are made of.
    pub(super) owners: HashMap<usize, TypeId>,
    /// How many types have an origin.
    pub(super) origins: HashMap<Origin, u32>,
    /// Uses of schemas, by address of the node.
    pub(super) uses: HashMap<usize, Use>,
    /// Uses of schemas merged from several nodes, by their addresses.
    pub(super) merged_uses: HashMap<Vec<usize>, Use>,
    /// Whether a schema admits `null`, by address.
    pub(super) nullable: HashMap<usize, bool>,
    /// Schemas of which it is read that they admit `null`, by address.
    pub(super) read_nulls: HashSet<usize>,
    /// Objects that were looked at as members of unions, by address.
    pub(super) views: HashMap<usize, Rc<Merged<'a>>>,
    /// Properties that may still be copied from one schema into another; a guard against documents made to explode.
    pub(super) copies_left: usize,
    /// Types that have an id and wait for their definition.
    pub(super) pending: Vec<Pending<'a>>,
    /// Components by the base that they contain in `allOf`.
    pub(super) children: HashMap<usize, Vec<Place<'a>>>,
    /// Schemas that say the same as the items of the list next to them, by address.
    pub(super) alike: HashSet<usize>,
    /// Schemas with a discriminator and without a choice.
    pub(super) discriminators: Vec<Place<'a>>,
    /// Properties of multipart forms that are files.
    pub(super) files: Vec<(TypeId, String)>,
    /// How deep the schema at hand is nested in others without a type of its own between.
    pub(super) depth: usize,
}

impl<'a> Resolver<'a> {
    /// Nothing is resolved yet.
    pub(super) fn new(document: &'a Document, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            config,
            dialect: document.dialect,
            references: References::new(document),
            types: TypeTable::new(),
            reporter: Reporter::new(diagnostics),
            lists: Vec::new(),
            waits: Vec::new(),
        }
    }
}

impl TypeTable<'_> {
    fn new() -> Self {
        Self {
            list: Vec::new(),
            places: Vec::new(),
            owners: HashMap::default(),
            origins: HashMap::default(),
            uses: HashMap::default(),
            merged_uses: HashMap::default(),
            nullable: HashMap::default(),
            read_nulls: HashSet::default(),
            views: HashMap::default(),
            copies_left: MAX_COPIES,
            pending: Vec::new(),
            children: HashMap::default(),
            alike: HashSet::default(),
            discriminators: Vec::new(),
            files: Vec::new(),
            depth: 0,
        }
    }
}
