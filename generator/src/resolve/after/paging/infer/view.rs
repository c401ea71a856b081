//! An operation as a list: its items, and whatever its inputs and its response may say of pages.

use serde_json::Value;

use super::words::{self, MAIN_LISTS, SIDE_LISTS, WRAPPERS, bare};
use crate::config::{PaginationRule, PagingInput};
use crate::ir::{Api, Bounds, Field, MediaKind, Method, Operation, ParameterLocation, PathSegment, TypeRef, query};
use crate::resolve::after::paging::fit::response_body;
use crate::resolve::after::paging::prose::description;
use crate::resolve::after::paths::{self, Scalar, scalar};
use crate::source::JsonPointer;

/// How deep objects about pages are looked into.
const MAX_DEPTH: usize = 3;

/// An operation that returns a list.
pub(super) struct ListView<'t> {
    pub(super) api: &'t Api,
    pub(super) operation: &'t Operation,
    /// The path of the list in the response.
    pub(super) items: Vec<String>,
    pub(super) item: &'t TypeRef,
    /// The values next to the list.
    pub(super) values: Vec<Fact<'t>>,
    pub(super) inputs: Vec<Input<'t>>,
}

/// A value of the response.
pub(super) struct Fact<'t> {
    pub(super) path: Vec<String>,
    /// The last name of the path, bare.
    pub(super) key: String,
    /// The name before it; empty at the top.
    pub(super) parent: String,
    pub(super) kind: Scalar,
    /// In lower case.
    pub(super) description: String,
    pub(super) field: &'t Field,
}

/// An optional input.
pub(super) struct Input<'t> {
    pub(super) written: PagingInput,
    /// Its name, bare.
    pub(super) key: String,
    pub(super) kind: Scalar,
    /// In lower case.
    pub(super) description: String,
    pub(super) default: Option<&'t Value>,
    pub(super) bounds: &'t Bounds,
}

impl<'t> ListView<'t> {
    /// The view of an operation that reads a list; `None` for others.
    pub(super) fn of(operation: &'t Operation, api: &'t Api) -> Option<Self> {
        let is_safe = matches!(operation.method, Method::Get | Method::Query);
        let may_read = is_safe || operation.method == Method::Post && is_read(operation);
        if !may_read || is_queue(operation) {
            return None;
        }
        let body = response_body(operation).ok()?;
        let (items, item) = items(api, body)?;
        let mut view = Self { api, operation, items, item, values: Vec::new(), inputs: Vec::new() };
        view.add_values(body, &mut Vec::new());
        view.add_parameters();
        if operation.method != Method::Get {
            view.add_properties();
        }
        Some(view)
    }

    /// The only fact of these names and of this kind.
    pub(super) fn fact(&self, keys: &[&str], kind: Scalar) -> Option<&Fact<'t>> {
        let mut found = self.values.iter().filter(|fact| fact.kind == kind && keys.contains(&fact.key.as_str()));
        found.next().filter(|_| found.next().is_none())
    }

    /// The only input of these names and of this kind.
    pub(super) fn input(&self, keys: &[&str], kind: Scalar) -> Option<&Input<'t>> {
        let mut found = self.inputs.iter().filter(|input| input.kind == kind && keys.contains(&input.key.as_str()));
        found.next().filter(|_| found.next().is_none())
    }

    /// A rule with what is the same for every kind: the items, the size, the totals, the flag.
    pub(super) fn rule(&self, place: Option<&PagingInput>) -> PaginationRule {
        let size = self.size().map(|size| size.written.clone());
        let same_place = |size: &PagingInput| {
            place.is_none_or(|place| std::mem::discriminant(place) == std::mem::discriminant(size))
        };
        let (has_more, done) = (self.fact(words::MORE, Scalar::Flag), self.fact(words::DONE, Scalar::Flag));
        PaginationRule {
            items: pointer(&self.items),
            size: size.filter(same_place),
            total_items: self.total_items().map(|fact| pointer(&fact.path)),
            total_pages: self.total_pages().map(|fact| pointer(&fact.path)),
            has_more: has_more.map(|fact| pointer(&fact.path)),
            done: done.filter(|_| has_more.is_none()).map(|fact| pointer(&fact.path)),
            ..PaginationRule::default()
        }
    }

    /// The number of items on a page.
    pub(super) fn size(&self) -> Option<&Input<'t>> {
        self.input(words::SIZES, Scalar::Number).or_else(|| {
            let is_size = |input: &&Input<'_>| words::says_size(&input.description);
            self.input(words::MAY_BE_SIZES, Scalar::Number).filter(is_size)
        })
    }

    /// The number of items on all pages; a `total` of pages counts these.
    pub(super) fn total_items(&self) -> Option<&Fact<'t>> {
        let is_page = |fact: &&Fact<'_>| fact.key == "total" && matches!(fact.parent.as_str(), "page" | "pages");
        let is_count_of_page =
            |fact: &&Fact<'_>| fact.description.contains("page") && !fact.description.contains("all");
        self.fact(words::TOTALS, Scalar::Number).filter(|fact| !is_page(fact) && !is_count_of_page(fact))
    }

    pub(super) fn total_pages(&self) -> Option<&Fact<'t>> {
        self.fact(words::PAGE_COUNTS, Scalar::Number).or_else(|| {
            // Some call the number of items on a page so; next to a size and a number of items it counts pages.
            let fact = self.fact(&["pagecount"], Scalar::Number)?;
            let has = |keys: &[&str]| {
                self.values.iter().any(|other| other.parent == fact.parent && keys.contains(&other.key.as_str()))
            };
            (has(words::SIZES) && has(&["itemcount"])).then_some(fact)
        })
    }

    /// Whether an input chooses a page.
    pub(super) fn has_paging_input(&self) -> bool {
        let keys = [words::CURSORS, words::OFFSETS, words::PAGES, words::SIZES, words::STARTS];
        self.size().is_some()
            || self.inputs.iter().any(|input| keys.iter().any(|keys| keys.contains(&input.key.as_str())))
    }

    fn add_values(&mut self, type_ref: &'t TypeRef, path: &mut Vec<String>) {
        let Some((_, fields)) = paths::record(self.api, type_ref) else { return };
        for field in fields {
            path.push(field.wire_name.clone());
            if *path == self.items {
                path.pop();
                continue;
            }
            let key = bare(&field.wire_name);
            if let Some(kind) = scalar(self.api, &field.type_ref).filter(|kind| *kind != Scalar::Any) {
                let parent = path.iter().rev().nth(1).map(|name| bare(name)).unwrap_or_default();
                let description = description(self.api, &field.docs, &field.type_ref);
                self.values.push(Fact { path: path.clone(), key, parent, kind, description, field });
            } else if path.len() < MAX_DEPTH && words::is_about_pages(&key) {
                self.add_values(&field.type_ref, path);
            }
            path.pop();
        }
    }

    fn add_parameters(&mut self) {
        for parameter in self.operation.parameters.iter().filter(|parameter| !parameter.docs.deprecated) {
            let name = parameter.wire_name.clone();
            let written = match parameter.location {
                ParameterLocation::Query => PagingInput::Query(name),
                ParameterLocation::Header => PagingInput::Header { header: name },
                _ => continue,
            };
            let Some(kind) = scalar(self.api, &parameter.type_ref).filter(|kind| *kind != Scalar::Any) else {
                continue;
            };
            // A cursor that must be given has no first page.
            if parameter.required && kind == Scalar::Text {
                continue;
            }
            self.inputs.push(Input {
                written,
                key: bare(&parameter.wire_name),
                kind,
                description: description(self.api, &parameter.docs, &parameter.type_ref),
                default: parameter.default.as_deref(),
                bounds: &parameter.bounds,
            });
        }
    }

    /// The members of a JSON body, and those of its object about pages.
    fn add_properties(&mut self) {
        let media = self.operation.body.as_ref().and_then(|body| body.media.first());
        let Some(media) = media.filter(|media| media.kind == MediaKind::Json) else { return };
        let Some((_, fields)) = paths::record(self.api, &media.type_ref) else { return };
        for field in fields {
            self.add_property(field, &[]);
            if words::is_about_pages(&bare(&field.wire_name))
                && let Some((_, inner)) = paths::record(self.api, &field.type_ref)
            {
                inner.iter().for_each(|inner| self.add_property(inner, &[&field.wire_name]));
            }
        }
    }

    fn add_property(&mut self, field: &'t Field, outer: &[&String]) {
        let Some(kind) = scalar(self.api, &field.type_ref).filter(|kind| *kind != Scalar::Any) else { return };
        if field.required && kind == Scalar::Text || field.docs.deprecated {
            return;
        }
        let path: Vec<String> = outer.iter().copied().chain([&field.wire_name]).cloned().collect();
        self.inputs.push(Input {
            written: PagingInput::Body { body: pointer(&path) },
            key: bare(&field.wire_name),
            kind,
            description: description(self.api, &field.docs, &field.type_ref),
            default: field.default.as_deref(),
            bounds: &field.bounds,
        });
    }
}

impl Fact<'_> {
    /// Whether it can be missing, so that its absence means something.
    pub(super) fn can_be_absent(&self) -> bool {
        !self.field.required || self.field.nullable
    }

    /// Whether it is a URL by its format or its example.
    pub(super) fn has_format_of_url(&self) -> bool {
        let format = self.field.bounds.format.as_deref().unwrap_or_default();
        let example = self.field.docs.example.as_deref().and_then(Value::as_str).unwrap_or_default();
        matches!(format, "uri" | "url" | "uri-reference" | "uri-template") || example.starts_with("http")
    }

    /// Whether it is a URL by its format, its example or its description.
    pub(super) fn is_url(&self) -> bool {
        self.has_format_of_url() || words::says_url(&self.description)
    }
}

/// Whether reading moves something on in the server, as the consumer of a queue does: no page may be read in advance.
fn is_queue(operation: &Operation) -> bool {
    let mut names = operation.path.split('/').map(words::bare);
    names.any(|name| words::QUEUES.contains(&name.as_str()))
}

/// Whether an operation that is no GET only reads.
fn is_read(operation: &Operation) -> bool {
    let last = operation.segments.iter().rev().find_map(|segment| match segment {
        PathSegment::Literal(text) => text.rsplit('/').find(|name| !name.is_empty()),
        PathSegment::Parameter(_) => None,
    });
    last.is_some_and(words::is_read) || !operation.id_is_derived && words::is_read(operation.id.as_str())
}

/// The path of the list in a response, and the type of the items.
fn items<'t>(api: &'t Api, body: &'t TypeRef) -> Option<(Vec<String>, &'t TypeRef)> {
    if let TypeRef::List(item) = query::non_null(&api.types, body) {
        return Some((Vec::new(), item));
    }
    let (_, fields) = paths::record(api, body)?;
    match main_list(api, fields) {
        Lists::One(name, item) => return Some((vec![name.clone()], item)),
        Lists::Several => return None,
        Lists::None => {}
    }
    let mut wrappers = fields.iter().filter(|field| {
        WRAPPERS.contains(&bare(&field.wire_name).as_str()) && paths::record(api, &field.type_ref).is_some()
    });
    let wrapper = wrappers.next().filter(|_| wrappers.next().is_none())?;
    let (_, inner) = paths::record(api, &wrapper.type_ref)?;
    match main_list(api, inner) {
        Lists::One(name, item) => Some((vec![wrapper.wire_name.clone(), name.clone()], item)),
        Lists::Several | Lists::None => None,
    }
}

/// The arrays of an object.
enum Lists<'t> {
    None,
    One(&'t String, &'t TypeRef),
    Several,
}

/// The array that an object is for.
fn main_list<'t>(api: &'t Api, fields: &'t [Field]) -> Lists<'t> {
    let list = |field: &'t Field| match query::non_null(&api.types, &field.type_ref) {
        TypeRef::List(item) => Some((&field.wire_name, &**item)),
        _ => None,
    };
    let is_side = |name: &str| SIDE_LISTS.contains(&bare(name).as_str());
    let lists: Vec<_> = fields.iter().filter_map(list).filter(|(name, _)| !is_side(name)).collect();
    match lists.as_slice() {
        [] => Lists::None,
        [(name, item)] => Lists::One(name, item),
        several => {
            let mut main = several.iter().filter(|(name, _)| MAIN_LISTS.contains(&bare(name).as_str()));
            match (main.next(), main.next()) {
                (Some((name, item)), None) => Lists::One(name, item),
                _ => Lists::Several,
            }
        }
    }
}

/// A path as a JSON pointer, which rules take as it is.
pub(super) fn pointer(path: &[String]) -> String {
    JsonPointer::of_path(path).as_str().to_owned()
}
