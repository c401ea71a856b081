//! Which group each operation belongs to.
//!
//! ```text
//! tag          path                   group
//! Users        /api/users             Users            the first tag, or another that the path begins with
//! (none)       /api/users             users            the first word of the path that says something
//! (none)       /api/users             Users            if that word is a tag of others
//! api          /api/v1/users          users            a tag that only repeats what all paths begin with says nothing
//! user-files   /files                 User Files       if the document also writes it so, and declares that or has it first
//! x-..-group   /projects              what it says     before any tag, in the spelling of a tag
//! (none)       /chat, /copy, /ps ..   Parrot           the API, where most groups would have one operation
//! 活动          /api/events            events           a tag in letters that Rust programs hardly have
//! (none)       /orgs/{id}/teams       teams            where nearly everything belongs to one of the `orgs`; see `tenants`
//! circuits     /circuits/providers    circuits/..      a collection of a tag that is a namespace; see `namespaces`
//! (none)       /rpc/orders            rpc/orders       the same for a word of the path that is in place of a tag
//! shop         /orders, /customers    orders           a tag that all operations have says nothing of any
//! Orders       /admin/orders          admin/Orders     what only administrators may do, next to `/orders`
//! ```
//!
//! An operation of the last run stays in the group that it had, if one of these rules gives it that.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::namespaces::{self, Namespaces};
use super::operation_ids::{Id, Written};
use super::tenants;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Node;
use crate::ir::path_template;
use crate::ir::{Api, Group, GroupId};
use crate::lock::Lock;
use crate::resolve::given_names;
use crate::resolve::reading::summarised;
use crate::resolve::resolver::Resolver;

/// What decides about groups.
#[derive(Debug)]
pub(in crate::resolve) struct Grouping<'a> {
    config: &'a Config,
    /// The spelling of each tag that the document has first.
    spellings: HashMap<String, String>,
    /// What the API is called.
    api: Option<String>,
    /// All operations are one group, as most groups by path would have one.
    is_one: bool,
    namespaces: Namespaces,
    /// The tag of all operations, which parts none of them from others.
    only_tag: Option<String>,
    /// The tags of what is done below `/admin` and without that.
    administered: HashSet<String>,
    /// The segment of the things that nearly everything belongs to.
    tenants: Option<&'a str>,
}

/// What the group of an operation is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::resolve) struct GroupName {
    /// A tag, or the words in place of one; a collection of a namespace has both in it.
    wire_name: String,
    /// The tag that is the namespace of the group.
    namespace: Option<String>,
}

impl GroupName {
    fn whole(wire_name: String) -> Self {
        Self { wire_name, namespace: None }
    }

    fn of_collection(tag: &str, collection: &str) -> Self {
        Self { wire_name: namespaces::wire_name(tag, collection), namespace: Some(tag.to_owned()) }
    }
}

/// Fewest groups of which most have one operation, before all are put into one.
const SEVERAL: usize = 5;

/// Most operations of one group that nobody asked for.
const MAX_OPERATIONS: usize = 80;

impl<'a> Grouping<'a> {
    /// The rules for these operations.
    pub(in crate::resolve) fn of(
        config: &'a Config,
        (declared, title): (&[String], &str),
        operations: &[(Written<'a>, Id)],
        labels: &HashSet<String>,
    ) -> Self {
        let mut tags: Vec<Option<String>> = operations.iter().map(|(written, _)| tag(written, labels)).collect();
        let only_tag = only_tag(&tags, operations);
        if only_tag.is_some() {
            tags.fill(None);
        }
        let mut spellings = HashMap::default();
        // A group of the last run keeps its spelling.
        let all = || declared.iter().chain(tags.iter().flatten());
        for tag in all().filter(|tag| config.lock.has_group(tag)).chain(all()) {
            let plain = plain(tag);
            if !plain.is_empty() {
                spellings.entry(plain).or_insert_with(|| tag.clone());
            }
        }
        let is_untagged = tags.iter().all(Option::is_none);
        let is_one = is_untagged && are_single(operations);
        let paths = || operations.iter().map(|(written, _)| segments(written.path));
        // A tag that says nothing leaves an operation to its path.
        let is_left = |tag: &Option<String>| tag.as_deref().is_none_or(is_in_other_letters);
        let left = operations.iter().zip(&tags).filter(|(_, tag)| is_left(tag));
        let tenants = tenants::of(left.map(|((written, _), _)| segments(written.path)));
        let tenants =
            tenants.filter(|_| is_untagged || 2 * tags.iter().filter(|tag| is_left(tag)).count() > tags.len());
        // `account` is one of the `accounts`, and no module.
        let firsts: HashSet<&str> = paths().filter_map(|mut path| path.next()).collect();
        let of_author = |written: &Written<'_>| given_names::group(written.place.node).is_some();
        let tagged = operations.iter().zip(&tags).filter(|((written, _), _)| !of_author(written));
        let tagged = tagged.filter_map(|((written, _), tag)| {
            let Some(tag) = tag else {
                let segment = telling_segment(path_template::without_query(written.path))?;
                let is_module = is_untagged && tenants.is_none() && !firsts.contains(&*[segment, "s"].concat());
                return is_module.then(|| (segment.to_owned(), written));
            };
            let says_nothing = repeats_prefix(tag, written.path) || is_in_other_letters(tag);
            (!says_nothing).then(|| (spellings.get(&plain(tag)).unwrap_or(tag).clone(), written))
        });
        let namespaces = Namespaces::of(config, tagged);
        let administered = administered(operations, &tags);
        Self { config, spellings, api: api_word(title), is_one, namespaces, only_tag, administered, tenants }
    }

    /// The group of an operation: override, first tag, or the first telling word of its path.
    ///
    /// Tags that are labels rather than places in a navigation make no groups (`kind`, OpenAPI 3.2).
    pub(in crate::resolve) fn group(&self, written: &Written<'a>, id: &Id, labels: &HashSet<String>) -> GroupName {
        if let Some(group) = self.config.operations.get(id.id.as_str()).and_then(|operation| operation.group.clone()) {
            return GroupName::whole(group);
        }
        let groups = self.possible(written, labels);
        let lock = &self.config.lock;
        let held = groups.iter().find(|group| held(lock, written) == Some(&group.wire_name));
        let is_known = |name: &str| lock.has_group(name) || self.config.groups.contains_key(name);
        let known = || groups.iter().find(|group| group.namespace.is_some() || is_known(&group.wire_name));
        held.or_else(known).or(groups.first()).cloned().unwrap_or_default()
    }

    /// What the group may be, best first.
    fn possible(&self, written: &Written<'a>, labels: &HashSet<String>) -> Vec<GroupName> {
        let tags = self.tags(written, labels);
        let collection = tags.first().filter(|_| !self.is_one).and_then(|tag| {
            let collection = self.namespaces.collection(self.config, tag, written.path)?;
            Some(GroupName::of_collection(tag, &collection))
        });
        let administered = tags.first().filter(|tag| self.administered.contains(*tag) && is_for_admins(written.path));
        let administered = administered.map(|tag| GroupName::of_collection(ADMIN, tag));
        // What the last run had of the tag that says nothing now.
        let only_tag = self.only_tag.as_ref().into_iter().flat_map(|tag| {
            let collection = self.namespaces.collection(self.config, tag, written.path);
            let collection = collection.map(|collection| GroupName::of_collection(tag, &collection));
            collection.into_iter().chain([GroupName::whole(tag.clone())])
        });
        collection
            .into_iter()
            .chain(administered)
            .chain(tags.into_iter().map(GroupName::whole))
            .chain(only_tag)
            .collect()
    }

    /// The tags that the group may be, or what is in place of a tag, best first.
    fn tags(&self, written: &Written<'a>, labels: &HashSet<String>) -> Vec<String> {
        let segment = telling_segment(path_template::without_query(written.path));
        let Some(tag) = tag(written, labels).filter(|_| self.only_tag.is_none()) else {
            let below = self.tenants.and_then(|tenants| tenants::below(tenants, segments(written.path)));
            let groups = below.into_iter().chain([segment.unwrap_or("default")]);
            return groups.flat_map(|segment| self.without_tag(segment)).collect();
        };
        let spelling = self.plural_of(&tag, written.path).or_else(|| self.spellings.get(&plain(&tag)));
        let spelling = spelling.filter(|spelling| **spelling != tag).cloned();
        let is_foreign = is_in_other_letters(&tag);
        let below = || tenants::below(self.tenants?, segments(written.path));
        let segment =
            if is_foreign { below().or(segment) } else { segment.filter(|_| repeats_prefix(&tag, written.path)) };
        let segment = segment.map(|segment| self.spellings.get(&plain(segment)).map_or(segment, String::as_str));
        // Another tag of the operation may have been its group.
        let held = held(&self.config.lock, written).filter(|held| *held != tag);
        let other = held.and_then(|held| all_tags(written, labels).into_iter().find(|other| other == held));
        segment.map(str::to_owned).into_iter().chain(spelling).chain([tag]).chain(other).collect()
    }

    /// Another tag that is the plural of this one, as the path has it: `runs` for `run` at `/runs/{id}`.
    fn plural_of(&self, tag: &str, path: &str) -> Option<&String> {
        let plural = [&*plain(tag), "s"].concat();
        self.spellings.get(&plural).filter(|_| segments(path).any(|segment| plain(segment) == plural))
    }

    /// The group of a word of the path, in the spelling of a tag that is this word.
    fn without_tag(&self, segment: &str) -> Vec<String> {
        let tag = self.spellings.get(&plain(segment)).filter(|tag| *tag != segment);
        let mut groups: Vec<String> = tag.cloned().into_iter().chain([segment.to_owned()]).collect();
        if self.config.lock.has_group(segment) {
            groups.reverse();
        }
        let at = if self.is_one { 0 } else { groups.len() };
        self.api.iter().for_each(|api| groups.insert(at, api.clone()));
        groups
    }
}

/// The group that the operation had in the last run.
fn held<'l>(lock: &'l Lock, written: &Written<'_>) -> Option<&'l str> {
    lock.group_of(&written.method, written.path).filter(|_| !lock.renames())
}

/// The group that the document gives, or the first tag that is one.
fn tag(written: &Written<'_>, labels: &HashSet<String>) -> Option<String> {
    given_names::group(written.place.node).or_else(|| first_tag(written, labels))
}

/// The first tag, or the one that a longer path begins with, if the path has no word of the first: `user` of
/// `/user/tokens`.
fn first_tag(written: &Written<'_>, labels: &HashSet<String>) -> Option<String> {
    let mut tags = all_tags(written, labels);
    if tags.len() < 2 {
        return tags.pop();
    }
    let path: Vec<String> = segments(written.path).map(plain).collect();
    let is = |segment: &String, tag: &String| segment.trim_end_matches('s') == plain(tag).trim_end_matches('s');
    let has = |tag: &String| path.iter().any(|segment| is(segment, tag));
    if let ([first, _, ..], [start, _, ..]) = (&*tags, &*path)
        && !has(first)
        && let Some(at) = tags.iter().position(|tag| is(start, tag))
    {
        return Some(tags.swap_remove(at));
    }
    tags.into_iter().next()
}

fn all_tags(written: &Written<'_>, labels: &HashSet<String>) -> Vec<String> {
    let tags = written.place.node.get("tags").map(Node::items).unwrap_or_default();
    let names = tags.iter().filter_map(Node::to_text);
    names.filter(|name| !labels.contains(name)).take_while(|tag| !tag.trim().is_empty()).collect()
}

/// The word of paths and tags that says who may call.
const ADMIN: &str = "admin";

/// The tag that all operations have, if they are of several collections.
fn only_tag(tags: &[Option<String>], operations: &[(Written<'_>, Id)]) -> Option<String> {
    let (first, others) = tags.split_first()?;
    let tag = first.as_ref().filter(|_| others.iter().all(|other| other == first))?;
    let is_of_author = |(written, _): &(Written<'_>, Id)| given_names::group(written.place.node).is_some();
    let told = |path| segments(path).filter(|segment| !segment.is_empty()).collect();
    let paths: Vec<Vec<&str>> = operations.iter().map(|(written, _)| told(written.path)).collect();
    let collections: HashSet<&str> = paths.iter().filter_map(|path| collection(path)).collect();
    let are_several = collections.len() >= SEVERAL_COLLECTIONS;
    (are_several && !are_single(operations) && !operations.iter().any(is_of_author)).then(|| tag.clone())
}

/// Fewest collections that one tag does not name.
const SEVERAL_COLLECTIONS: usize = 3;

/// The collection of `/rpc/orders/{id}`.
fn collection<'p>(path: &[&'p str]) -> Option<&'p str> {
    let thing = path.iter().position(|segment| segment.contains('{')).filter(|thing| thing + 1 == path.len())?;
    path.get(thing.checked_sub(1)?).copied()
}

/// The tags of things below `/admin`, where not nearly everything is.
fn administered(operations: &[(Written<'_>, Id)], tags: &[Option<String>]) -> HashSet<String> {
    let all = operations.iter().zip(tags);
    let of_admins: Vec<_> = all.filter(|((written, _), _)| is_for_admins(written.path)).collect();
    if OTHERS * (operations.len() - of_admins.len()) < operations.len() {
        return HashSet::default();
    }
    let tagged = of_admins.into_iter().filter_map(|((written, _), tag)| Some((written.path, tag.as_ref()?)));
    let is_of_tag = |(path, tag): &(&str, &String)| {
        segments(path).any(|segment| segment.ends_with('s') && namespaces::is_called(segment, tag))
    };
    tagged.filter(is_of_tag).map(|(_, tag)| tag.clone()).filter(|tag| !plain(tag).contains(ADMIN)).collect()
}

/// One of how many operations is not for administrators, before being for them says something.
const OTHERS: usize = 5;

fn is_for_admins(path: &str) -> bool {
    telling_segment(path) == Some(ADMIN)
}

/// What two spellings of one tag have in common: letters, digits and symbols that say something, in lower case.
fn plain(tag: &str) -> String {
    let says = |letter: &char| letter.is_alphanumeric() || matches!(letter, '+' | '#' | '*' | '%' | '<' | '>' | '=');
    tag.chars().filter(says).flat_map(char::to_lowercase).collect()
}

/// True for a tag with no other words than those that say which API a path is of: `api`, `v1`, `api/v2`.
fn repeats_prefix(tag: &str, path: &str) -> bool {
    let prefix: Vec<String> = path.split('/').take_while(|segment| is_prefix(segment)).map(plain).collect();
    let mut words = tag.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| prefix.contains(&plain(word)))
}

/// True for a tag without any Latin letter, which a program could only spell by its sound.
fn is_in_other_letters(tag: &str) -> bool {
    let mut letters = tag.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| !is_latin(letter))
}

/// True for the letters of Latin alphabets, their ligatures and full-width forms.
fn is_latin(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
        | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}'
    )
}

/// A segment that only says which API or which version of it this is.
fn is_prefix(segment: &str) -> bool {
    let is_number = |part: &str| part.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_version = segment.strip_prefix('v').is_some_and(|rest| {
        let staged = ["alpha", "beta"].iter().find_map(|stage| rest.split_once(stage));
        let (number, stage) = staged.unwrap_or((rest, ""));
        !number.is_empty() && is_number(number) && is_number(stage)
    });
    is_version || matches!(segment, "" | "api" | "rest")
}

/// The segments of a path, without those that only say which API and which version this is.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path_template::without_query(path).split('/').skip_while(|segment| is_prefix(segment))
}

/// The first segment that is neither a parameter nor a version nor `api`.
fn telling_segment(path: &str) -> Option<&str> {
    path.split('/').find(|segment| !segment.contains('{') && !is_prefix(segment))
}

/// True if most groups by path would have a single operation.
fn are_single(operations: &[(Written<'_>, Id)]) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (written, _) in operations {
        *counts.entry(telling_segment(path_template::without_query(written.path)).unwrap_or_default()).or_default() +=
            1;
    }
    let single = counts.values().filter(|count| **count == 1).count();
    counts.len() >= SEVERAL && operations.len() <= MAX_OPERATIONS && 2 * single > counts.len()
}

/// Words of titles that are no name.
const GENERAL: [&str; 20] = [
    "an",
    "api",
    "apis",
    "demo",
    "example",
    "http",
    "openapi",
    "public",
    "rest",
    "restful",
    "sample",
    "server",
    "service",
    "spec",
    "specification",
    "swagger",
    "test",
    "the",
    "title",
    "web",
];

/// What an API is called, if its title is a name: `Parrot` of `Parrot REST API v2`.
fn api_word(title: &str) -> Option<String> {
    let says_nothing = |word: &str| {
        let is_version = word.trim_start_matches(['v', 'V']).starts_with(|first: char| first.is_ascii_digit());
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        is_version || bare.chars().count() < 2 || GENERAL.contains(&bare.as_str())
    };
    let words: Vec<&str> = title.split_whitespace().filter(|word| !says_nothing(word)).collect();
    let is_name = (1..=2).contains(&words.len()) && words.iter().all(|word| word.chars().all(char::is_alphanumeric));
    is_name.then(|| words.join(" "))
}

/// Puts groups into the order of the declared tags, then of their first operation.
pub(in crate::resolve) fn order_groups(resolver: &mut Resolver<'_>, names: Vec<GroupName>, api: &mut Api) {
    let tags = resolver.references.document.tags(resolver.reporter.list());
    let used: HashSet<&str> = names.iter().map(|name| name.wire_name.as_str()).collect();
    let mut parts: HashMap<&str, Vec<&GroupName>> = HashMap::default();
    for name in &names {
        name.namespace.iter().for_each(|namespace| parts.entry(namespace).or_default().push(name));
    }
    let mut positions: HashMap<String, GroupId> = HashMap::default();
    let mut add = |name: &GroupName, description: Option<String>| {
        if !positions.contains_key(&name.wire_name) {
            positions.insert(name.wire_name.clone(), GroupId::at(api.groups.len()));
            let GroupName { wire_name, namespace } = name.clone();
            api.groups.push(Group { wire_name, namespace, description });
        }
    };
    let spelled: HashSet<String> = names.iter().map(|name| plain(&name.wire_name)).collect();
    // Another spelling of a group is no tag that is left out.
    let is_group = |name: &str| used.contains(name) || spelled.contains(&plain(name));
    let unused = tags.iter().filter(|tag| !is_group(&tag.value.name));
    report_unused_tags(resolver, &unused.map(|tag| (tag.node, tag.value.name.as_str())).collect::<Vec<_>>());
    for tag in tags {
        if used.contains(tag.value.name.as_str()) {
            tag.node.read();
            tag.node.read_key("name");
            add(&GroupName::whole(tag.value.name.clone()), tag_description(tag.node));
        } else if is_group(&tag.value.name) {
            tag.node.leave_out();
        }
        parts.get(tag.value.name.as_str()).into_iter().flatten().for_each(|part| add(part, None));
    }
    for name in &names {
        add(name, None);
    }
    for (operation, name) in api.operations.iter_mut().zip(&names) {
        operation.group = positions.get(&name.wire_name).copied().unwrap_or_default();
    }
}

/// Tags that are no group: no operation has them, or only after others.
fn report_unused_tags(resolver: &mut Resolver<'_>, unused: &[(&Node, &str)]) {
    let Some((_, first)) = unused.first() else { return };
    unused.iter().for_each(|(tag, _)| tag.leave_out());
    let message = match unused.len() {
        1 => format!("the tag `{first}` is no group"),
        count => format!("the tag `{first}` and {} more are no groups", count - 1),
    };
    let tags = resolver.references.whole().pointer.child("tags");
    resolver.reporter.push(Diagnostic::note(DiagnosticId::KeywordUnused, tags, message).about_key().effect(
        "their descriptions are not in the client; a group is the first tag of an operation, or a collection of it",
    ));
}

/// The names of the tags that only label operations.
pub(in crate::resolve) fn labels(resolver: &Resolver<'_>) -> HashSet<String> {
    let Some(tags) = resolver.references.document.top("tags") else { return HashSet::default() };
    let is_label = |tag: &&Node| matches!(tag.get("kind").and_then(Node::as_str), Some("badge" | "audience"));
    let labels = tags.node.items().iter().filter(is_label);
    labels.filter_map(|tag| tag.get("name")?.to_text()).collect()
}

/// What a tag says of itself, and of the tag it is part of.
fn tag_description(tag: &Node) -> Option<String> {
    tag.read_key("kind");
    let text = |key: &str| tag.read_key(key).and_then(Node::as_str);
    let own = summarised(text("summary"), text("description"));
    let parent = text("parent").map(|parent| format!("Part of `{parent}`."));
    let paragraphs: Vec<String> = [own].into_iter().filter(|own| !own.is_empty()).chain(parent).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// The names of the declared tags.
pub(in crate::resolve) fn declared_tags(resolver: &Resolver<'_>) -> Vec<String> {
    let Some(tags) = resolver.references.document.top("tags") else { return Vec::new() };
    tags.node.items().iter().filter_map(|tag| tag.get("name")?.to_text()).collect()
}
