//! Which file a type is in: with the group that alone reaches it, or with what several groups share.

use super::lengths;
use super::parts::{self, Entry};
use crate::ir::{Api, ErrorBodies, GroupId, Operation, Payload, Success, TypeId, query};
use crate::names::{Names, RustIdent, snake};

/// The file of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Home {
    /// Only operations of this group reach it.
    Group(GroupId),
    /// Several groups reach it, or none.
    Shared,
    /// One of several files, where one would be too long: the part of that index.
    Part(usize),
}

/// A file of those that one would be too long for.
#[derive(Debug)]
struct Part {
    /// The group that alone reaches its types; nothing if several do.
    group: Option<GroupId>,
    module: String,
}

/// Most shared types that stand in one file; more are parted by the first letter of their names.
const MOST_SHARED: usize = 250;

/// The file of every type.
#[derive(Debug)]
pub(crate) struct Placement {
    homes: Vec<Home>,
    parts: Vec<Part>,
}

impl Placement {
    /// Finds out which groups reach which types.
    pub(crate) fn new(api: &Api, names: &Names) -> Self {
        let mut reached: Vec<Option<Home>> = vec![None; api.types.len()];
        // The last walk that came by, so that each group visits a type once.
        let mut visited: Vec<Option<GroupId>> = vec![None; api.types.len()];
        let mut roots: Vec<Vec<TypeId>> = vec![Vec::new(); api.groups.len()];
        for operation in &api.operations {
            if let Some(roots) = roots.get_mut(operation.group.index()) {
                operation_roots(operation, roots);
            }
        }
        for (group, roots) in query::group_ids(api).zip(roots) {
            walk(api, roots, group, &mut visited, &mut reached);
        }
        let mut shared = unreached(&reached);
        error_roots(&api.errors, &mut shared);
        header_roots(api, &mut shared);
        let mut homes: Vec<Home> = reached.into_iter().map(|home| home.unwrap_or(Home::Shared)).collect();
        share(api, shared, &mut homes);
        let mut placement = Self { homes, parts: Vec::new() };
        placement.part(api, names, Home::Shared);
        query::group_ids(api).for_each(|group| placement.part(api, names, Home::Group(group)));
        placement
    }

    /// Parts a file that would be too long.
    fn part(&mut self, api: &Api, names: &Names, home: Home) {
        let lines = |id: TypeId| lengths::of_type(api.type_def(id));
        let is_many = home == Home::Shared && self.types_at(home).count() > MOST_SHARED;
        if !is_many && !parts::are_needed(self.types_at(home).map(lines).sum()) {
            return;
        }
        let entry = |id: TypeId| {
            let words = snake(names.type_name(id).as_str()).split('_').map(str::to_owned).collect();
            Entry { what: id, words, lines: lines(id) }
        };
        let entries: Vec<Entry<TypeId>> = self.types_at(home).map(entry).collect();
        let module = self.module(names, home);
        for (mut module, types) in parts::by_letter(entries, module.bare()) {
            while query::group_ids(api).any(|group| names.group(group).accessor.bare() == module) {
                module.push_str("_types");
            }
            for id in types {
                self.homes.get_mut(id.index()).into_iter().for_each(|home| *home = Home::Part(self.parts.len()));
            }
            let group = if let Home::Group(group) = home { Some(group) } else { None };
            self.parts.push(Part { group, module });
        }
    }

    /// The group that alone reaches the types of a file.
    pub(crate) fn group(&self, home: Home) -> Option<GroupId> {
        match home {
            Home::Group(group) => Some(group),
            Home::Shared => None,
            Home::Part(part) => self.parts.get(part)?.group,
        }
    }

    /// The file of a type.
    pub(crate) fn home(&self, id: TypeId) -> Home {
        self.homes.get(id.index()).copied().unwrap_or(Home::Shared)
    }

    /// The types of a file, in document order.
    pub(crate) fn types_at(&self, home: Home) -> impl Iterator<Item = TypeId> + '_ {
        let here = (0_u32..).map(TypeId).zip(&self.homes).filter(move |(_, other)| **other == home);
        here.map(|(id, _)| id)
    }

    /// All files that have types, in order.
    pub(crate) fn homes(&self) -> impl Iterator<Item = Home> {
        let mut homes = self.homes.clone();
        homes.sort_unstable();
        homes.dedup();
        homes.into_iter()
    }

    /// The module of a file.
    pub(crate) fn module(&self, names: &Names, home: Home) -> RustIdent {
        match home {
            Home::Group(group) => names.group(group).accessor.clone(),
            Home::Shared => RustIdent::of("shared"),
            Home::Part(part) => RustIdent::of(self.parts.get(part).map_or("shared", |part| &part.module)),
        }
    }

    /// The path of a file.
    pub(crate) fn path_of(&self, names: &Names, home: Home) -> String {
        ["src/models/", self.module(names, home).bare(), ".rs"].concat()
    }

    /// What a file says of itself.
    pub(crate) fn describe(&self, names: &Names, home: Home) -> String {
        let of = match self.group(home) {
            Some(group) => {
                let name = names.group(group).rust_name.as_str();
                ["Types that only [`", name, "`](crate::operations::", name, ") uses"].concat()
            }
            None if names.has_no_groups() => "All types of the document".to_owned(),
            None => "Types that several groups of operations use".to_owned(),
        };
        let Home::Part(_) = home else { return of + "." };
        match self.module(names, home).bare().rsplit('_').next() {
            Some(letter) if letter.len() == 1 => [&of, ": ", &letter.to_uppercase(), "."].concat(),
            Some("others") | None => of + ": other names.",
            Some(word) => [&of, ": ", word, "."].concat(),
        }
    }
}

fn operation_roots(operation: &Operation, roots: &mut Vec<TypeId>) {
    for parameter in &operation.parameters {
        roots.extend(query::named(&parameter.type_ref));
    }
    for media in operation.body.iter().flat_map(|body| &body.media) {
        roots.extend(query::named(&media.type_ref));
    }
    match &operation.success {
        Success::Empty => {}
        Success::One(payload) | Success::Optional(payload) => add_payload(payload, roots),
        Success::ByStatus(cases) => cases.iter().for_each(|case| add_payload(&case.payload, roots)),
    }
    if let Some(waiting) = &operation.waiting {
        add_payload(&waiting.result, roots);
    }
    if let Some(paging) = &operation.paging {
        roots.extend(query::named(&paging.item));
    }
}

fn error_roots(errors: &ErrorBodies, roots: &mut Vec<TypeId>) {
    match errors {
        ErrorBodies::None => {}
        ErrorBodies::One(type_ref) => roots.extend(query::named(type_ref)),
        ErrorBodies::Several { types, .. } => types.iter().for_each(|type_ref| roots.extend(query::named(type_ref))),
    }
}

/// The constants of headers belong to the whole client, too.
fn header_roots(api: &Api, roots: &mut Vec<TypeId>) {
    api.headers().for_each(|header| roots.extend(query::named(&header.type_ref)));
}

fn add_payload(payload: &Payload, roots: &mut Vec<TypeId>) {
    if let Payload::Value { type_ref, .. } = payload {
        roots.extend(query::named(type_ref));
    }
}

fn members(api: &Api, id: TypeId) -> impl Iterator<Item = TypeId> {
    let type_def = api.types.get(id.index());
    type_def.into_iter().flat_map(|type_def| query::parts(&type_def.kind)).filter_map(query::named)
}

fn walk(api: &Api, roots: Vec<TypeId>, group: GroupId, visited: &mut [Option<GroupId>], reached: &mut [Option<Home>]) {
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        let Some(visit) = visited.get_mut(id.index()).filter(|visit| **visit != Some(group)) else { continue };
        *visit = Some(group);
        if let Some(home) = reached.get_mut(id.index()) {
            *home = Some(if home.is_none() { Home::Group(group) } else { Home::Shared });
        }
        waiting.extend(members(api, id));
    }
}

/// The types that no operation reaches: webhooks' payloads, and what the document declares for its readers.
fn unreached(reached: &[Option<Home>]) -> Vec<TypeId> {
    let homes = (0_u32..).map(TypeId).zip(reached);
    homes.filter(|(_, home)| home.is_none()).map(|(id, _)| id).collect()
}

/// Error bodies belong to the whole client, whichever group happens to be the only one to declare them. What such
/// types hold goes with them, for a group can be switched off.
fn share(api: &Api, roots: Vec<TypeId>, homes: &mut [Home]) {
    let mut seen = vec![false; homes.len()];
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        let (Some(home), Some(seen)) = (homes.get_mut(id.index()), seen.get_mut(id.index())) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        *home = Home::Shared;
        waiting.extend(members(api, id));
    }
}
