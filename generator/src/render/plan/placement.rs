//! Which file a type stands in: with the group that alone reaches it, or with what several groups share.

use crate::ir::{Api, ErrorBodies, Operation, Payload, Record, Success, TypeId, TypeKind, TypeRef};
use crate::names::Names;
use crate::render::context::Context;

/// The file of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Home {
    /// Only operations of this group reach it.
    Group(usize),
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
        let mut visited: Vec<usize> = vec![usize::MAX; api.types.len()];
        let mut roots: Vec<Vec<TypeId>> = vec![Vec::new(); api.groups.len()];
        for operation in &api.operations {
            if let Some(roots) = roots.get_mut(operation.group) {
                operation_roots(operation, roots);
            }
        }
        for (group, roots) in roots.into_iter().enumerate() {
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
        let here = self.homes.iter().enumerate().filter(move |(_, other)| **other == home);
        here.map(|(index, _)| TypeId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// All files that have types, in order.
    pub(crate) fn homes(&self) -> impl Iterator<Item = Home> {
        let mut homes = self.homes.clone();
        homes.sort_unstable();
        homes.dedup();
        homes.into_iter()
    }

    /// The module of a file.
    pub(crate) fn module<'a>(&self, context: &Context<'a>, home: Home) -> &'a str {
        match home {
            Home::Group(group) => &context.names.group(group).accessor,
            Home::Shared => "shared",
            Home::SharedPart(part) => PARTS.get(part).copied().unwrap_or("shared"),
        }
    }

    /// The path of a file.
    pub(crate) fn path_of(&self, context: &Context<'_>, home: Home) -> String {
        let module = self.module(context, home);
        ["src/models/", module.strip_prefix("r#").unwrap_or(module), ".rs"].concat()
    }

    /// What a file says of itself.
    pub(crate) fn describe(&self, context: &Context<'_>, home: Home) -> String {
        match home {
            Home::Group(group) => [
                "Types that only [`",
                &context.names.group(group).rust_name,
                "`](crate::operations::",
                &context.names.group(group).rust_name,
                ") uses.",
            ]
            .concat(),
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
    for (index, home) in homes.iter_mut().enumerate().filter(|(_, home)| **home == Home::Shared) {
        let name = names.type_name(TypeId(u32::try_from(index).unwrap_or(u32::MAX)));
        let letter = name.bytes().next().map(|byte| byte.to_ascii_lowercase()).filter(u8::is_ascii_lowercase);
        *home = Home::SharedPart(letter.map_or(PARTS.len() - 1, |letter| usize::from(letter - b'a')));
    }
}

fn operation_roots(operation: &Operation, roots: &mut Vec<TypeId>) {
    for parameter in &operation.parameters {
        add(&parameter.type_ref, roots);
    }
    for media in operation.body.iter().flat_map(|body| &body.media) {
        add(&media.type_ref, roots);
    }
    match &operation.success {
        Success::Empty => {}
        Success::One(payload) | Success::Optional(payload) => add_payload(payload, roots),
        Success::ByStatus(cases) => cases.iter().for_each(|case| add_payload(&case.payload, roots)),
    }
    if let Some(paging) = &operation.paging {
        add(&paging.item, roots);
    }
}

fn error_roots(errors: &ErrorBodies, roots: &mut Vec<TypeId>) {
    match errors {
        ErrorBodies::None => {}
        ErrorBodies::One(type_ref) => add(type_ref, roots),
        ErrorBodies::Several { types, .. } => types.iter().for_each(|type_ref| add(type_ref, roots)),
    }
}

/// The constants of headers belong to the whole client, too.
fn header_roots(api: &Api, roots: &mut Vec<TypeId>) {
    api.headers().for_each(|header| add(&header.type_ref, roots));
}

fn add_payload(payload: &Payload, roots: &mut Vec<TypeId>) {
    if let Payload::Value { type_ref, .. } = payload {
        add(type_ref, roots);
    }
}

/// The named type inside a use of a type.
fn add(type_ref: &TypeRef, found: &mut Vec<TypeId>) {
    let mut at = type_ref;
    loop {
        match at {
            TypeRef::Named(id) | TypeRef::Boxed(id) => return found.push(*id),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::OneOrMany(inner) | TypeRef::Nullable(inner) => {
                at = inner
            }
            _ => return,
        }
    }
}

fn members(api: &Api, id: TypeId, found: &mut Vec<TypeId>) {
    match api.types.get(id.index()).map(|type_def| &type_def.kind) {
        Some(TypeKind::Record(Record { fields, additional })) => {
            fields.iter().for_each(|field| add(&field.type_ref, found));
            additional.iter().for_each(|type_ref| add(type_ref, found));
        }
        Some(TypeKind::Union(union)) => union.variants.iter().for_each(|variant| add(&variant.type_ref, found)),
        Some(TypeKind::Alias(target)) => add(target, found),
        Some(TypeKind::Enum(_)) | None => {}
    }
}

fn walk(api: &Api, roots: Vec<TypeId>, group: usize, visited: &mut [usize], reached: &mut [Option<Home>]) {
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        let Some(visit) = visited.get_mut(id.index()).filter(|visit| **visit != group) else { continue };
        *visit = group;
        if let Some(home) = reached.get_mut(id.index()) {
            *home = Some(if home.is_none() { Home::Group(group) } else { Home::Shared });
        }
        members(api, id, &mut waiting);
    }
}

/// The types that no operation reaches: webhooks' payloads, and what the document declares for its readers.
fn unreached(reached: &[Option<Home>]) -> Vec<TypeId> {
    let indices = reached.iter().enumerate().filter(|(_, home)| home.is_none()).map(|(index, _)| index);
    indices.map(|index| TypeId(u32::try_from(index).unwrap_or(u32::MAX))).collect()
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
        members(api, id, &mut waiting);
    }
}
