//! Which file a type is in: with the group that alone reaches it, or with what several groups share.

use crate::ir::{Api, ErrorBodies, GroupId, Operation, Payload, Success, TypeId, query};
use crate::names::{Names, RustIdent};

/// The file of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Home {
    /// Only operations of this group reach it.
    Group(GroupId),
    /// Several groups reach it, or none.
    Shared,
    /// As `Shared`, where these are too many for one file: the part of that index in [`PARTS`].
    SharedPart(usize),
}

/// Most shared types that stand in one file; more are parted by the first letter of their names.
const MOST_SHARED: usize = 250;

/// The modules of shared types by first letter; the last is for letters beyond the alphabet.
const PARTS: [&str; 27] = [
    "shared_a",
    "shared_b",
    "shared_c",
    "shared_d",
    "shared_e",
    "shared_f",
    "shared_g",
    "shared_h",
    "shared_i",
    "shared_j",
    "shared_k",
    "shared_l",
    "shared_m",
    "shared_n",
    "shared_o",
    "shared_p",
    "shared_q",
    "shared_r",
    "shared_s",
    "shared_t",
    "shared_u",
    "shared_v",
    "shared_w",
    "shared_x",
    "shared_y",
    "shared_z",
    "shared_others",
];

/// The file of every type.
#[derive(Debug)]
pub(crate) struct Placement {
    homes: Vec<Home>,
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
        if homes.iter().filter(|home| **home == Home::Shared).count() > MOST_SHARED {
            part_by_initial(names, &mut homes);
        }
        Self { homes }
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
            Home::SharedPart(part) => RustIdent::of(PARTS.get(part).copied().unwrap_or("shared")),
        }
    }

    /// The path of a file.
    pub(crate) fn path_of(&self, names: &Names, home: Home) -> String {
        ["src/models/", self.module(names, home).bare(), ".rs"].concat()
    }

    /// What a file says of itself.
    pub(crate) fn describe(&self, names: &Names, home: Home) -> String {
        match home {
            Home::Group(group) => {
                let name = names.group(group).rust_name.as_str();
                ["Types that only [`", name, "`](crate::operations::", name, ") uses."].concat()
            }
            Home::Shared if names.has_no_groups() => "All types of the document.".to_owned(),
            Home::Shared => "Types that several groups of operations use.".to_owned(),
            Home::SharedPart(part) => match PARTS.get(part).and_then(|part| part.strip_prefix("shared_")) {
                Some(letter) if letter.len() == 1 => {
                    ["Types that several groups of operations use: ", &letter.to_uppercase(), "."].concat()
                }
                _ => "Types that several groups of operations use: other names.".to_owned(),
            },
        }
    }
}

/// Moves every shared type into the part of its first letter, which does not depend on the other types.
fn part_by_initial(names: &Names, homes: &mut [Home]) {
    for (id, home) in (0_u32..).map(TypeId).zip(homes).filter(|(_, home)| **home == Home::Shared) {
        let name = names.type_name(id);
        let letter = name.as_str().bytes().next().map(|byte| byte.to_ascii_lowercase()).filter(u8::is_ascii_lowercase);
        *home = Home::SharedPart(letter.map_or(PARTS.len() - 1, |letter| usize::from(letter - b'a')));
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
