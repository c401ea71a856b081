//! Names of groups.

use foldhash::{HashMap, HashSet};

use super::assigned::GroupNames;
use super::free::Free;
use super::plurals::{self, singular};
use super::reserved::Role;
use super::rust_ident::RustIdent;
use super::scope::{Claim, Place, Scope, chosen, new_name, override_place};
use super::{conventions, formerly, group_plurals, group_words, path_names, reserved, words};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::ir::{Api, Group, Operation};
use crate::lock::Kind;

/// Names of all groups, in order.
pub(super) fn assign(api: &Api, config: &Config, told: &[Told], diagnostics: &mut Diagnostics) -> Vec<GroupNames> {
    let place = Place::top("tags");
    let claim = |(group, told): (&Group, &Told)| {
        let wanted = config.groups.get(&group.wire_name).and_then(|overrides| overrides.name.as_ref());
        let choice = override_place(wanted, &["groups", &group.wire_name, "name"]);
        let places = (&place.to_pointer(), choice.as_ref());
        let natural = chosen(wanted, told.name(), Role::Module, places, diagnostics);
        let held = config.lock.name(Kind::Group, "", &group.wire_name);
        // A component that comes or goes may part the words otherwise.
        let letters = |name: &str| name.replace('_', "");
        let parted = held.filter(|held| letters(held) == letters(told.name()));
        let others = told.other().into_iter().chain(parted).filter(|_| wanted.is_none());
        let fallbacks: Vec<_> = others.map(|other| new_name(other, Role::Module)).collect();
        Claim {
            chosen: choice,
            fallbacks: fallbacks.into(),
            ..Claim::new(natural, held, place).kept(config.lock.keeps(), Role::Module)
        }
    };
    let claims: Vec<Claim<'_>> = api.groups.iter().zip(told).map(claim).collect();
    let former = formerly::of_parts(&config.formerly.groups, "", &config.lock);
    let accessors = Scope::default().without(former).assign(&claims, diagnostics);
    note_moved(api, (told, &claims), &accessors, diagnostics);
    let with_features = config.module.is_none()
        && config.krate.group_features.unwrap_or(api.groups.len() > 1)
        && api.groups.len() <= MOST_FEATURES;
    let features = features(&accessors);
    let rust_names = rust_names(&accessors);
    let named = |((accessor, feature), rust_name): ((RustIdent, String), RustIdent)| {
        let feature = with_features.then_some(feature);
        GroupNames { accessor, rust_name, feature }
    };
    accessors.into_iter().zip(features).zip(rust_names).map(named).collect()
}

/// What a group is called.
#[derive(Debug)]
pub(super) struct Told {
    /// The words of its tag or of its collection, in snake case.
    tag: String,
    /// The plural of the tag that a path has, if nothing else is called so.
    pub(super) plural: Option<String>,
    /// Most of its operations have it.
    pub(super) is_plural: bool,
    /// The words of a collection after those of its namespace, or those of a whole tag that says what it belongs to.
    in_full: Option<String>,
    /// Another namespace has a collection of the same name, too.
    is_in_full: bool,
    /// The words, in singulars, by which most ids call a thing of a collection, if there are more than the collection has.
    pub(super) thing: Option<Vec<String>>,
}

impl Told {
    fn of_tag(tag: &str) -> Self {
        Self { tag: tag.to_owned(), plural: None, is_plural: false, in_full: None, is_in_full: false, thing: None }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        let in_full = self.in_full.as_deref().filter(|_| self.is_in_full);
        in_full.or(self.plural.as_deref().filter(|_| self.is_plural)).unwrap_or(&self.tag)
    }

    /// True if the tag says what it belongs to, and the name does not.
    pub(super) fn is_part(&self) -> bool {
        self.in_full.is_some() && !self.is_in_full
    }

    /// True if it is called by more words than the tag has: `audit logs` of `audit`.
    pub(super) fn is_longer(&self) -> bool {
        let more = || self.name().strip_prefix(&*self.tag).is_some_and(|more| more.starts_with('_'));
        self.is_plural && more()
    }

    /// What it would be called if there were other operations.
    pub(super) fn other(&self) -> Option<&str> {
        if self.is_plural || self.is_in_full {
            Some(&self.tag)
        } else {
            self.in_full.as_deref().or(self.plural.as_deref())
        }
    }
}

/// The namespace of what only administrators may do.
const ADMIN: &str = "admin";

/// What each group is called: as its tag, or in the plural that the paths of most of its operations have.
///
/// `projects` of the tag `Project` at `/projects/{id}`, unless another tag is called so. A collection of a namespace is
/// called by itself, unless something else is called so.
pub(super) fn told(api: &Api) -> Vec<Told> {
    let common = Common::of(&api.groups);
    let tags: Vec<String> = api.groups.iter().map(|group| common.telling(group.tag())).collect();
    let (tags, parents) = without_parents(&api.groups, without_versions(tags));
    let operations = operations_of(api);
    let tags = of_one_owner(api, &operations, parted(api, tags));
    let numbered = |(at, group): (usize, &Group)| {
        let collection = collection(group)?;
        Some(operations.get(at).and_then(|operations| plural_in(operations, &collection)).unwrap_or(collection))
    };
    let collections: Vec<Option<String>> = api.groups.iter().enumerate().map(numbered).collect();
    let is_tag = |at: &usize| collections.get(*at).is_none_or(Option::is_none);
    let own: Vec<String> = (0..tags.len()).filter(is_tag).filter_map(|at| tags.get(at).cloned()).collect();
    let plural_at = |at: usize| {
        let (operations, tag) = (operations.get(at)?, tags.get(at).filter(|_| is_tag(&at))?);
        group_plurals::plural(api, operations, tag).or_else(|| Some((about(operations, tag)?, true)))
    };
    let plurals: Vec<Option<(String, bool)>> = (0..tags.len()).map(plural_at).collect();
    // What only administrators may do is called so.
    let wish = |(tag, collection): (&String, &'_ Option<String>)| collection.clone().filter(|_| tag != ADMIN);
    let wished: Vec<String> = tags.iter().zip(&collections).filter_map(wish).collect();
    let wishes = plurals.iter().flatten().map(|(plural, _)| plural).chain(&wished);
    let free = Free::of(&own, wishes);
    let told = |at: usize| {
        let tag = tags.get(at)?;
        if let Some(collection) = collections.get(at)? {
            let whole = [tag, "_", collection].concat();
            let operations = operations.get(at)?;
            let thing = thing_of(operations, collection);
            let called = thing.as_deref().and_then(|thing| called(thing, collection));
            let called = called.filter(|called| whole.ends_with(&*["_", called].concat()));
            let must_tell = || tag == ADMIN || !free.has(collection) || are_called(operations, &whole, collection);
            let is_in_full = called.is_some() || must_tell();
            let in_full = called.unwrap_or(whole);
            return Some(Told { in_full: Some(in_full), is_in_full, thing, ..Told::of_tag(collection) });
        }
        let found = plurals.get(at)?.clone().filter(|(plural, _)| free.has(plural));
        let (plural, is_plural) = found.map_or((None, false), |(plural, is_plural)| (Some(plural), is_plural));
        let in_full = parents.get(at).cloned().flatten();
        Some(Told { plural, is_plural, in_full, ..Told::of_tag(tag) })
    };
    (0..tags.len()).filter_map(told).collect()
}

/// The tags, with the borders that components or ids have in words that are written as one, where no other tag is left so:
/// `content_files` of `contentfiles` and `ContentFile`.
fn parted(api: &Api, tags: Vec<String>) -> Vec<String> {
    let names =
        api.types.iter().filter_map(|def| def.origin.name()).filter(|name| name.chars().all(char::is_alphanumeric));
    let objects = api.operations.iter().filter(|operation| !operation.id_is_derived).filter_map(object);
    let words = objects.chain(names.map(words::words)).filter(|words| words.len() > 1);
    let known: HashMap<String, Vec<String>> = words.map(|words| (words.concat(), words)).collect();
    let wish = |tag: &String| {
        let one = singular(tag);
        let mut words = known.get(&one).or_else(|| known.get(tag))?.clone();
        let start = words.split_last()?.1.concat();
        let end = tag.strip_prefix(&*start)?.to_owned();
        *words.last_mut()? = end;
        Some(words.join("_"))
    };
    let wishes = if_free(&tags, tags.iter().map(wish).collect());
    tags.into_iter().zip(wishes).map(|(tag, wish)| wish.unwrap_or(tag)).collect()
}

/// What nearly all ids of a group are about, as paths number it, where no path has the whole tag: `users` of the tag
/// `User management` at `/users` and the ids `ListUsers` and `GetUser`.
fn about(operations: &[&Operation], tag: &str) -> Option<String> {
    let of_tag = group_words::singulars_in(tag);
    let paths: Vec<Vec<String>> = operations.iter().map(|operation| words::words(&operation.path)).collect();
    let has_tag = |path: &Vec<String>| group_words::run_of(path, &of_tag).is_some();
    // `animals` is what the author calls the pets of all paths.
    let is_plural = !tag.contains('_') && singular(tag) != tag;
    let is_in_paths = paths.iter().any(has_tag);
    if is_plural {
        return None;
    }
    let named = operations.iter().filter(|operation| !operation.id_is_derived);
    let things = named.filter_map(|operation| object(operation)).map(|mut object| {
        object.truncate(object.iter().position(|word| words::is_joint(word)).unwrap_or(object.len()));
        object
    });
    let (thing, count) = most_frequent(things)?;
    let in_paths = |word: &String| paths.iter().flatten().any(|one| singular(one) == *word);
    // `envelope documents` belong to envelopes, and are no `documents`.
    let says_whose = |rest: &[String]| rest.iter().any(in_paths);
    // `billing accounts` are more than the tag says, which the paths have.
    let has_numbers = tag.contains(|letter: char| letter.is_ascii_digit());
    let is_more = thing.len() == of_tag.len() + 1 && thing.starts_with(&of_tag) && !has_numbers;
    let whose = of_tag.strip_suffix(&*thing);
    let is_kept = thing == of_tag || whose.is_some_and(says_whose);
    // The tag itself ends with the thing.
    let are_most = if whose.is_some() { 2 * count > operations.len() } else { 3 * count >= 2 * operations.len() };
    if count < 2 || !are_most || thing.len() > 3 || is_kept || is_in_paths && !is_more {
        return None;
    }
    let (last, start) = thing.split_last()?;
    let literals = operations.iter().flat_map(|operation| operation.path.split('/')).filter(|one| !one.contains('{'));
    let ends: HashSet<String> = literals.filter_map(|segment| words::words(segment).pop()).collect();
    let one = || ends.get(last).filter(|_| !is_in_paths).cloned();
    let last = plurals::plural(last).filter(|plural| ends.contains(plural)).or_else(one)?;
    Some(start.iter().cloned().chain([last]).collect::<Vec<_>>().join("_"))
}

/// What there is most of, and how often; of two, the one that comes first by its letters.
fn most_frequent(things: impl Iterator<Item = Vec<String>>) -> Option<(Vec<String>, usize)> {
    let mut counts: HashMap<Vec<String>, usize> = HashMap::default();
    things.for_each(|thing| *counts.entry(thing).or_default() += 1);
    counts.into_iter().max_by(|(one, count), (other, more)| (count, other).cmp(&(more, one)))
}

/// What an id says after its verb, in the singular: `pre auth key` of `Service_ListPreAuthKeys`.
fn object(operation: &Operation) -> Option<Vec<String>> {
    let id = operation.id.as_str();
    let said = words::words(conventions::of_class(id).map_or(id, |(_, method)| method));
    let (verb, object) = said.split_first()?;
    let says_which = |word: &&String| {
        matches!(word.as_str(), "all" | "existing" | "list" | "new" | "of" | "page" | "single" | "specific")
    };
    let object = object.get(object.iter().take_while(says_which).count()..).filter(|rest| !rest.is_empty());
    path_names::is_verb(verb).then(|| group_words::one_of(object.unwrap_or_default()))
}

/// The tags with what owns the things in the singular, where no other tag is left so: `order_notes` of `Orders Notes` at
/// `/orders/{id}/notes`.
fn of_one_owner(api: &Api, operations: &[Vec<&Operation>], tags: Vec<String>) -> Vec<String> {
    let wish = |(at, tag): (usize, &String)| {
        let (owner, rest) = tag.split_once('_').filter(|(owner, _)| singular(owner) != *owner)?;
        let owns = |operation: &&&Operation| {
            let mut segments = operation.path.split('/').skip_while(|segment| words::snake(segment) != owner).skip(1);
            segments.next().is_some_and(|picked| picked.starts_with('{')) && segments.next().is_some()
        };
        let all = operations.get(at)?;
        // The author has `packs` and `packs.pipelines`.
        let is_chain =
            api.groups.get(at).is_some_and(|group| group.tag().contains('.')) && tags.iter().any(|one| one == owner);
        let is_owner = is_chain || 2 * all.iter().filter(owns).count() > all.len();
        is_owner.then(|| [&*singular(owner), "_", rest].concat())
    };
    let wishes = if_free(&tags, tags.iter().enumerate().map(wish).collect());
    tags.into_iter().zip(wishes).map(|(tag, wish)| wish.unwrap_or(tag)).collect()
}

/// The words of a collection of a namespace.
fn collection(group: &Group) -> Option<String> {
    let words = words::words(&words::ascii(group.collection()?));
    (!words.is_empty()).then(|| words.join("_"))
}

/// The plural of a collection in the singular, if most paths have it: `orders` of the tag `Order` at `/admin/orders`.
fn plural_in(operations: &[&Operation], collection: &str) -> Option<String> {
    let start = collection.rfind('_').map_or(0, |joint| joint + 1);
    let plural = plurals::plural(collection.get(start..)?)?;
    let has = |operation: &&&Operation| words::words(&operation.path).contains(&plural);
    let is_most = 2 * operations.iter().filter(has).count() > operations.len();
    is_most.then(|| [collection.get(..start).unwrap_or_default(), &plural].concat())
}

/// True if most ids that say what the thing is have these words for it: `createLoyaltyAccount` creates a loyalty account.
fn are_called(operations: &[&Operation], words: &str, collection: &str) -> bool {
    let (thing, short) = (group_words::singulars_in(words), group_words::singulars_in(collection));
    let has = |id: &[String], thing: &[String]| id.windows(thing.len().max(1)).skip(1).any(|run| run == thing);
    let ids = operations.iter().map(|operation| group_words::singulars_in(operation.id.as_str()));
    let ids: Vec<Vec<String>> = ids.filter(|id| has(id, &short)).collect();
    2 * ids.iter().filter(|id| has(id, &thing)).count() > ids.len()
}

/// What ids call a thing of a collection, in the collection's number: `llm_connections`.
fn called(thing: &[String], collection: &str) -> Option<String> {
    let start = thing.len() - words::words(collection).len();
    Some([&*thing.get(..start)?.join("_"), "_", collection].concat())
}

/// The words, in singulars, by which most ids call a thing of a collection, if there are more than the collection has: `llm
/// connection` of `adminListLlmConnections` and `adminCreateLlmConnection`.
fn thing_of(operations: &[&Operation], collection: &str) -> Option<Vec<String>> {
    let short = group_words::singulars_in(collection);
    let thing = |operation: &&Operation| {
        let id = group_words::singulars_in(operation.id.as_str());
        let verb = id.iter().take(2).position(|word| path_names::is_verb(word))?;
        let object = id.get(verb + 1..)?;
        let at = object.windows(short.len().max(1)).position(|run| run == short)?;
        Some(object.get(..at + short.len())?.to_vec())
    };
    let things: Vec<Vec<String>> = operations.iter().filter_map(thing).collect();
    let total = things.len();
    let (thing, count) = most_frequent(things.into_iter())?;
    (count > 1 && 2 * count > total && thing.len() > short.len()).then_some(thing)
}

/// The tags without what they belong to, where no other tag is left so, and the whole of those: `output_ports` of
/// `Products - Output ports`.
fn without_parents(groups: &[Group], tags: Vec<String>) -> (Vec<String>, Vec<Option<String>>) {
    let part = |group: &Group| {
        let part = group_words::of_tag(group_words::last_part(group.tag())?).join("_");
        (!part.is_empty() && !says_nothing(&part)).then_some(part)
    };
    let parts = if_free(&tags, groups.iter().map(part).collect());
    let split = |(tag, part): (String, Option<String>)| match part {
        Some(part) => (part, Some(tag)),
        None => (tag, None),
    };
    tags.into_iter().zip(parts).map(split).unzip()
}

/// The wishes that no tag has, and no other group.
fn if_free(tags: &[String], wishes: Vec<Option<String>>) -> Vec<Option<String>> {
    let free = Free::of(tags, wishes.iter().flatten());
    wishes.iter().map(|wish| wish.clone().filter(|wish| free.has(wish))).collect()
}

/// True for a part of a tag that does not say what it is about.
fn says_nothing(part: &str) -> bool {
    matches!(part, "api" | "common" | "crud" | "general" | "misc" | "miscellaneous" | "other" | "others")
        || words::is_version(part)
}

/// The tags without a version in them, where no other tag is left so: `menu` of `MenuV1alpha1`.
fn without_versions(tags: Vec<String>) -> Vec<String> {
    let rest = |tag: &String| {
        let words: Vec<String> = tag.split('_').map(str::to_owned).collect();
        let rest = group_words::without_version(&words).join("_");
        (rest.len() < tag.len()).then_some(rest)
    };
    let rests = if_free(&tags, tags.iter().map(rest).collect());
    tags.into_iter().zip(rests).map(|(tag, rest)| rest.unwrap_or(tag)).collect()
}

/// The operations of each group.
pub(super) fn operations_of(api: &Api) -> Vec<Vec<&Operation>> {
    let mut operations: Vec<Vec<&Operation>> = vec![Vec::new(); api.groups.len()];
    for operation in &api.operations {
        operations.get_mut(operation.group.index()).into_iter().for_each(|of_group| of_group.push(operation));
    }
    operations
}

/// What all tags begin and end with, and none needs to say.
#[derive(Debug)]
struct Common {
    prefix: usize,
    is_handler: bool,
}

impl Common {
    fn of(groups: &[Group]) -> Self {
        let all: Vec<Vec<String>> = groups.iter().map(|group| group_words::of_tag(group.tag())).collect();
        let Some((first, others)) = all.split_first().filter(|(_, others)| others.len() > 1) else {
            return Self { prefix: 0, is_handler: false };
        };
        let shortest = all.iter().map(Vec::len).min().unwrap_or(0);
        let shared = |count: &usize| others.iter().all(|other| other.get(..*count) == first.get(..*count));
        let prefix = (1..shortest).take_while(shared).last().unwrap_or(0);
        let is_handler = all.iter().all(|words| group_words::without_handler(words).len() < words.len());
        Self { prefix, is_handler }
    }

    /// The words of a tag that name its group. `users.user` and `user-controller` say one thing twice.
    fn telling(&self, tag: &str) -> String {
        let mut words = group_words::of_tag(tag);
        words.drain(..self.prefix.min(words.len()));
        if self.is_handler || words.last().is_some_and(|last| last == "controller" || is_of_class(tag)) {
            words.truncate(group_words::without_handler(&words).len());
        }
        words.dedup_by(|next, word| next == word || *next == singular(word));
        if words.is_empty() { tag.to_owned() } else { words.join("_") }
    }
}

/// `MemoService`, but not `customer-service`.
fn is_of_class(tag: &str) -> bool {
    tag.len() > "Service".len() && tag.ends_with("Service") && !tag.contains([' ', '-', '_'])
}

/// Says which groups are not called as their tags are, because the client itself has a method of that name.
fn note_moved(
    api: &Api,
    (told, claims): (&[Told], &[Claim<'_>]),
    accessors: &[RustIdent],
    diagnostics: &mut Diagnostics,
) {
    for (index, (told, accessor)) in told.iter().zip(accessors).enumerate() {
        let name = words::snake(&words::ascii(told.name()));
        let is_chosen = claims.get(index).is_none_or(|claim| claim.chosen.is_some());
        if is_chosen || !reserved::is_client_method(&name) {
            continue;
        }
        let Some(operation) = api.operations.iter().find(|operation| operation.group.index() == index) else {
            continue;
        };
        let message = ["the client has a method `", &name, "` of its own"].concat();
        diagnostics.push(
            Diagnostic::note(DiagnosticId::NameCollision, &operation.pointer, message)
                .label(["the group of this operation is called `", accessor.bare(), "` instead"].concat())
                .help("choose a name in the overrides file"),
        );
    }
}

/// The structs of the groups. Distinct accessors need not make distinct ones: a number may read the same (`a_1`, `a1`),
/// and one may move out of the way of the client's own into that of another (`Mock`).
fn rust_names(accessors: &[RustIdent]) -> Vec<RustIdent> {
    let mut names: Vec<RustIdent> =
        accessors.iter().map(|accessor| reserved::name_for(accessor.bare(), Role::OperationType)).collect();
    // Which of two keeps the name does not depend on their order in the document.
    let rank = |index: &usize| {
        let accessor = accessors.get(*index).map_or("", RustIdent::bare);
        let name = names.get(*index).map_or("", RustIdent::as_str);
        (name != words::upper_camel(accessor), words::snake(name) != accessor, accessor.to_owned())
    };
    let mut order: Vec<usize> = (0..accessors.len()).collect();
    order.sort_by_cached_key(rank);
    let mut taken = HashSet::default();
    for index in order {
        let Some(name) = names.get_mut(index) else { continue };
        while !taken.insert(name.clone()) {
            *name = name.with_suffix("Group");
        }
    }
    names
}

/// Most features a group of packages may have at the registry is 300; the client has some of its own.
const MOST_FEATURES: usize = 250;

/// The Cargo features of the groups. One called as a feature of every client moves aside, and further if another group
/// is called so.
fn features(accessors: &[RustIdent]) -> Vec<String> {
    let natural: Vec<String> = accessors.iter().map(feature).collect();
    let is_reserved = |name: &str| reserved::FEATURES.contains(&name);
    let mut taken: HashSet<String> = natural.iter().filter(|name| !is_reserved(name)).cloned().collect();
    let mut moved = |mut name: String| {
        while is_reserved(&name) || taken.contains(&name) {
            name.push_str("-operations");
        }
        taken.insert(name.clone());
        name
    };
    natural.into_iter().map(|name| if is_reserved(&name) { moved(name) } else { name }).collect()
}

/// The feature that an accessor makes by itself. Accessors hold no hyphen, so distinct ones make distinct features.
fn feature(accessor: &RustIdent) -> String {
    let name = accessor.bare().replace('_', "-");
    name.trim_matches('-').to_owned()
}
