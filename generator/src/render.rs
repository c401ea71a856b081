//! Which files the crate has, and which renderer makes each. Rendering cannot fail: whatever could be wrong was
//! refused or reported before.

mod aliases;
mod bodies;
mod client;
pub(crate) mod conformance;
mod context;
mod crate_root;
mod derived;
mod descriptors;
mod docs;
mod enums;
mod env;
mod errors;
mod formerly;
mod forms;
mod headers;
mod imports;
mod inputs;
mod limits;
mod manifest;
mod method;
mod mock;
mod operations;
mod outline;
mod pages;
mod paging;
mod parallel;
mod plan;
mod records;
mod requests;
mod responses;
mod runtime;
mod secret_names;
mod stream_flag;
mod surface;
#[cfg(test)]
mod tests;
mod type_ref;
mod unions;
mod waiting;
mod wire;

pub(crate) use self::context::{Context, Provenance};
use self::docs::readme;
use self::plan::placement::Home;
pub use self::runtime::VERSION as RUNTIME_VERSION;
use crate::config::Config;
use crate::derives::Derives;
use crate::format::{self, Item, RustFile, Whole};
use crate::ir::{Api, GroupId, TypeId, TypeKind, query};
use crate::names::{Names, Thing};
use crate::output::GeneratedFile;

/// One file to be rendered.
#[derive(Clone, Copy, Debug)]
enum Part {
    Manifest,
    Layout,
    Readme,
    Surface,
    Wire,
    Root,
    Client,
    Errors,
    Headers,
    Limits,
    Mock,
    MockGroup(GroupId),
    ModelIndex,
    Models(Home),
    OperationIndex,
    Operations(GroupId),
    /// Of those that one file would be too long for: the one of that index.
    MoreOperations(usize),
}

/// Renders `surface.txt` alone, and what code depends on that it does not list, a line each.
pub(crate) fn surface(api: &Api, names: &Names, derives: &Derives, config: &Config) -> (String, Vec<String>) {
    let provenance = Provenance::default();
    let context = Context::new(api, names, derives, config, &provenance);
    (surface::file(&context).text, outline::lines(&context))
}

/// Renders `wire.txt` alone.
pub(crate) fn wire(api: &Api, names: &Names, config: &Config) -> String {
    let provenance = Provenance::default();
    let derives = Derives::default();
    wire::file(&Context::new(api, names, &derives, config, &provenance)).text
}

/// Renders and lays out every file of the crate, sorted by path.
pub(crate) fn render(
    api: &Api,
    names: &Names,
    derives: &Derives,
    config: &Config,
    provenance: &Provenance,
) -> Vec<GeneratedFile> {
    let context = Context::new(api, names, derives, config, provenance);
    let mut files = parallel::map(&parts(&context), |part| file(&context, *part));
    files.sort();
    files
}

/// Files that are made at once where two clients are compared.
const COMPARED_AT_ONCE: usize = 16;

/// True if two clients have the same files but for `surface.txt` and `wire.txt`; stops at the first difference.
pub(crate) fn same_files(before: &Context<'_>, after: &Context<'_>) -> bool {
    let (old, new) = (compared_parts(before), compared_parts(after));
    let files = |context, parts: &[Part]| parallel::map(parts, |part| file(context, *part));
    let chunks = old.chunks(COMPARED_AT_ONCE).zip(new.chunks(COMPARED_AT_ONCE));
    for (old_files, new_files) in chunks.map(|(old, new)| (files(before, old), files(after, new))) {
        let mut pairs = old_files.iter().zip(&new_files);
        if let Some((one, other)) = pairs.find(|(one, other)| one != other) {
            let is_other_order = one.path != other.path;
            return is_other_order && sorted(files(before, &old)) == sorted(files(after, &new));
        }
    }
    old.len() == new.len()
}

/// The parts of a client, those first that most changes of a document show in.
fn compared_parts(context: &Context<'_>) -> Vec<Part> {
    let mut parts = parts(context);
    parts.retain(|part| !matches!(part, Part::Surface | Part::Wire));
    parts.sort_by_key(|part| match part {
        Part::Limits => 0,
        Part::Models(_) => 1,
        _ => 2,
    });
    parts
}

fn sorted(mut files: Vec<GeneratedFile>) -> Vec<GeneratedFile> {
    files.sort();
    files
}

fn parts(context: &Context<'_>) -> Vec<Part> {
    let groups = query::group_ids(context.api);
    let mut parts: Vec<Part> = groups.clone().map(Part::Operations).collect();
    if !context.config.types_only {
        parts.extend((0..context.operation_files.len()).map(Part::MoreOperations));
    }
    parts.extend(context.placement.homes().map(Part::Models));
    parts.extend((!context.names.headers().is_empty()).then_some(Part::Headers));
    parts.extend(limits::exist(context).then_some(Part::Limits));
    parts.extend([Part::Surface, Part::Wire, Part::ModelIndex, Part::Root]);
    if !context.config.types_only {
        parts.extend([Part::Client, Part::Errors, Part::OperationIndex]);
    }
    // A module has no manifest, and so no feature for what is only needed in tests.
    if context.whole() == Whole::Crate {
        parts.extend(groups.map(Part::MockGroup));
        parts.extend([Part::Manifest, Part::Layout, Part::Readme]);
        parts.extend((!context.config.types_only).then_some(Part::Mock));
    }
    parts
}

fn file(context: &Context<'_>, part: Part) -> GeneratedFile {
    let (header, whole) = (&context.header, context.whole());
    match part {
        Part::Manifest => manifest::file(context),
        Part::Layout => manifest::layout(context),
        Part::Readme => readme::file(context),
        Part::Surface => surface::file(context),
        Part::Wire => wire::file(context),
        Part::Root => format::format(crate_root::file(context), header, whole),
        Part::Client => format::format(client::file(context), header, whole),
        Part::Errors => format::format(errors::file(context), header, whole),
        Part::Headers => format::format(headers::file(context), header, whole),
        Part::Limits => format::format(limits::file(context), header, whole),
        Part::Mock => format::format(mock::file(context), header, whole),
        Part::MockGroup(group) => format::format(mock::group_file(context, group), header, whole),
        Part::ModelIndex => format::format(crate_root::model_index(context), header, whole),
        Part::Models(home) => format::format(models(context, home), header, whole),
        Part::OperationIndex => format::format(crate_root::operation_index(context), header, whole),
        Part::Operations(group) => format::format(operations::file(context, group), header, whole),
        Part::MoreOperations(index) => format::format(operations::more(context, index), header, whole),
    }
}

fn models(context: &Context<'_>, home: Home) -> RustFile {
    let imports = imports::Imports::for_models(context, home);
    let mut items = Vec::new();
    for id in context.placement.types_at(home) {
        type_items(context, &imports, id, &mut items);
    }
    RustFile {
        path: context.placement.path_of(context.names, home),
        docs: vec![context.placement.describe(context.names, home)],
        imports: imports.finish(context),
        items,
        ..RustFile::default()
    }
}

fn type_items(context: &Context<'_>, imports: &imports::Imports, id: TypeId, items: &mut Vec<Item>) {
    let type_def = context.api.type_def(id);
    match &type_def.kind {
        TypeKind::Record(record) => records::render(context, imports, id, record, items),
        TypeKind::Enum(enumeration) => enums::render(context, imports, id, enumeration, items),
        TypeKind::Union(union) => unions::render(context, imports, id, union, items),
        TypeKind::Alias(target) => aliases::render(context, imports, id, target, items),
    }
    formerly::aliases(context, Thing::Type(id), &context::ident(context.names.type_name(id)), items);
    pages::render(context, imports, id, items);
}
