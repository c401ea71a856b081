//! What a type is called by its origin: the words on the way to it, none of them twice in a row.
//!
//! ```text
//! User, address                     UserAddress
//! User, positions, item             UserPosition
//! PageList, list_metadata           PageListMetadata        not PageListListMetadata
//! ServiceResponse, response         ServiceResponse         not ServiceResponseResponse
//! LspStatus, status                 LspStatusValue          not LspStatusStatus; records are `Details`
//! room.yaml                         Room
//! com.example.User                  User                    see `qualified`
//! 404                               Status404
//! ```
//!
//! Where another type has that name, a word that tells is added before a number is: see `Wish`.

use foldhash::HashMap;

use super::answer_names::Answer;
use super::qualified::Qualified;
use super::titles::Titles;
use super::{plurals, words};
use crate::config::Config;
use crate::ir::{Api, OperationId, Origin, Root, Step, TypeDef, TypeKind, TypeRef};

/// What a type may be called, best first.
#[derive(Debug)]
pub(super) struct Wish<'a> {
    /// The name it has by itself.
    pub(super) natural: String,
    way: Way,
    /// The ways from what an answer would be called if it, or other things, were different.
    otherwise: Vec<Way>,
    /// What the document calls it.
    given: Option<&'a str>,
    /// What it is called as a component.
    component: Option<&'a str>,
    /// The names of its component, if they are qualified.
    qualified: &'a [String],
}

impl<'a> Wish<'a> {
    /// What a type may be called by its origin and by what it is.
    pub(super) fn of(type_def: &'a TypeDef, api: &Api, owners: &Owners<'a, '_>) -> Self {
        let origin = &type_def.origin;
        let way = Way { root: root(origin, owners), parts: parts(origin), kind: kind(type_def, api) };
        let otherwise = otherwise(origin, owners).into_iter().map(|root| way.from(root)).collect();
        let (given, component) = (type_def.given_name.as_deref(), origin.name());
        let natural = match (component, given) {
            (Some(_), _) => way.root.name(),
            (None, Some(given)) => words::upper_camel(given),
            (None, None) => way.first_name(),
        };
        let natural = words::shortened(natural);
        Self { natural, way, otherwise, given, component, qualified: owners.of_component(origin) }
    }

    /// Names for it where the natural one is taken. Most types never need them.
    pub(super) fn others(&self) -> Vec<String> {
        let Self { way, qualified, .. } = self;
        if let Some(component) = self.component {
            let others = qualified.iter().cloned();
            // Where what the document calls it is taken, it is called as the component is.
            let own = self.given.map(|_| words::upper_camel(without_extension(component)));
            return others.chain(own).map(words::shortened).collect();
        }
        let natural = way.natural();
        let mut names = way.names(&natural);
        names.extend(way.told_apart(&natural));
        // As clients of earlier rules have it; a type that is something else now still keeps the name.
        names.extend([way.spelled_out(), [&*natural, "Inline"].concat()]);
        names.extend(self.otherwise.iter().map(Way::natural));
        // As it was called while the owner's class was the only one of its name.
        names.extend(qualified.iter().map(|owner| way.below(owner).natural()));
        let is_first = |index: usize| index == 0 && self.given.is_none();
        let others = names.into_iter().enumerate().filter(|(index, _)| !is_first(*index));
        others.map(|(_, name)| words::shortened(name)).collect()
    }
}

/// What is known of the owners of types.
#[derive(Debug)]
pub(super) struct Owners<'a, 't> {
    pub(super) config: &'a Config,
    pub(super) titles: &'a Titles<'t>,
    pub(super) qualified: &'a Qualified,
    /// What the document calls components in a client.
    pub(super) given: HashMap<&'a str, &'a str>,
    /// What answers are called that are no components.
    pub(super) answers: HashMap<&'a OperationId, Answer>,
}

impl<'a> Owners<'a, '_> {
    /// What the component of an origin may be called, if its name is qualified.
    fn of_component(&self, origin: &Origin) -> &'a [String] {
        match &origin.root {
            Root::Schema(name) => self.qualified.names(name),
            _ => &[],
        }
    }
}

/// The way to a type, in words.
#[derive(Debug)]
struct Way {
    root: Start,
    parts: Vec<Part>,
    /// What a type of this kind is, where its property says nothing new.
    kind: &'static str,
}

/// Where the way begins.
#[derive(Debug)]
struct Start {
    /// Words of the owner, as in a type.
    owner: String,
    /// What is meant of the owner: `response`.
    part: String,
    /// What that is called where the owner says it already; nothing if it goes without saying.
    said: &'static str,
}

/// One step.
#[derive(Clone, Debug)]
struct Part {
    words: Vec<String>,
    is: Is,
    /// It has the name of a property, and perhaps its items too.
    is_property: bool,
}

/// What a step is, as far as names tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Property,
    Item,
    Entry,
    /// The words of a member of a union.
    Member,
}

/// The longest name before words are left out.
const LONG: usize = 90;

impl Start {
    fn of(owner: &str, part: &str, said: &'static str) -> Self {
        Self { owner: words::upper_camel(owner), part: part.to_owned(), said }
    }

    fn name(&self) -> String {
        let (mut name, is_said) = joined(&self.owner, &words::words(&self.part));
        if is_said && !self.part.is_empty() {
            name.push_str(self.said);
        }
        name
    }
}

impl Way {
    /// The natural name, or the first one that is short enough.
    fn first_name(&self) -> String {
        let natural = self.natural();
        if natural.len() <= LONG { natural } else { self.names(&natural).swap_remove(0) }
    }

    /// The natural name, and shorter ones where it is long.
    fn names(&self, natural: &str) -> Vec<String> {
        if natural.len() <= LONG {
            return vec![natural.to_owned()];
        }
        let short = [self.parts.len(), 3, 2, 1].map(|last| self.shortened(last));
        let mut names: Vec<String> = short.into_iter().filter(|name| name.len() <= LONG).collect();
        names.push(natural.to_owned());
        names
    }

    /// The same way from another owner.
    fn below(&self, owner: &str) -> Self {
        self.from(Start { owner: owner.to_owned(), part: self.root.part.clone(), said: self.root.said })
    }

    fn from(&self, root: Start) -> Self {
        Self { root, parts: self.parts.clone(), kind: self.kind }
    }

    fn natural(&self) -> String {
        self.compose(self.root.name(), self.parts.iter().cloned())
    }

    /// The owner and what is from the last properties on; what members of unions are called only where it is new.
    fn shortened(&self, properties: usize) -> String {
        let root = self.root.name();
        let mut said = words::words(&root);
        let telling = self.parts.iter().enumerate().filter(|(_, part)| part.is_property);
        let skipped = telling.rev().nth(properties.saturating_sub(1)).map_or(0, |(index, _)| index);
        let parts = self.parts.iter().skip(skipped).cloned().map(|mut part| {
            if part.is == Is::Member {
                part.words.retain(|word| !said.contains(word));
            }
            said.extend(part.words.iter().cloned());
            part
        });
        self.compose(root, parts)
    }

    fn compose(&self, mut name: String, parts: impl Iterator<Item = Part>) -> String {
        let mut last = None;
        for part in parts {
            let (longer, is_said) = joined(&name, &part.words);
            last = is_said.then_some(part.is);
            name = longer;
        }
        match last {
            Some(is) => self.with_word(&name, is),
            None => name,
        }
    }

    /// The name with a word for what it is.
    fn with_word(&self, name: &str, is: Is) -> String {
        let word = match is {
            Is::Item => "Item",
            Is::Entry => "Entry",
            Is::Property | Is::Member => self.kind,
        };
        let word = [word, self.kind].into_iter().find(|word| !name.ends_with(word));
        [name, word.unwrap_or("Content")].concat()
    }

    /// Names for a type whose name another one has.
    fn told_apart(&self, natural: &str) -> Vec<String> {
        let Some(last) = self.parts.last() else {
            return vec![[natural, if self.root.said.is_empty() { self.kind } else { self.root.said }].concat()];
        };
        let apart = self.with_word(natural, last.is);
        if last.is == Is::Member { vec![[natural, "Variant"].concat(), apart] } else { vec![apart] }
    }

    /// All words, also those that are said twice.
    fn spelled_out(&self) -> String {
        let root = [&*self.root.owner, &words::upper_camel(&self.root.part)].concat();
        self.parts.iter().fold(root, |name, part| name + &words::upper_camel(&part.words.join(" ")))
    }
}

/// A name with more words, those that it ends with left out; true if that is all of them.
fn joined(name: &str, more: &[String]) -> (String, bool) {
    let overlap = if ends_otherwise(name, more) { None } else { overlap(name, more) };
    let rest = more.get(overlap.unwrap_or(0)..).unwrap_or_default();
    ([name, &words::upper_camel(&rest.join(" "))].concat(), rest.is_empty())
}

/// How many of the words a name ends with.
fn overlap(name: &str, more: &[String]) -> Option<usize> {
    let said = words::words(name);
    (1..=more.len()).rev().find(|count| more.get(..*count).is_some_and(|start| said.ends_with(start)))
}

/// True for a name of plain letters that ends with none of the words, as most do, which is seen without taking it apart.
fn ends_otherwise(name: &str, words: &[String]) -> bool {
    let is_end = |word: &String| {
        let end = name.len().checked_sub(word.len()).and_then(|start| name.get(start..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !words.iter().any(is_end)
}

/// Where the way to an answer would begin if it, or other things, were different.
fn otherwise(origin: &Origin, owners: &Owners<'_, '_>) -> Vec<Start> {
    let Root::Response { operation, main: true, .. } = &origin.root else { return Vec::new() };
    let Some((answer, title)) = owners.answers.get(operation).zip(owners.titles.get(operation)) else {
        return Vec::new();
    };
    let things = answer.others.iter().map(|name| thing(name));
    [response(&title.label)].into_iter().chain(things).collect()
}

fn response(label: &str) -> Start {
    Start::of(label, "response", "Body")
}

fn thing(name: &str) -> Start {
    Start::of(name, "", "")
}

fn root(origin: &Origin, owners: &Owners<'_, '_>) -> Start {
    let titles = owners.titles;
    let label = |id: &OperationId| titles.get(id).map_or_else(|| id.to_string(), |title| title.label.clone());
    let start = Start::of;
    match &origin.root {
        Root::Schema(name) | Root::Pointer { name, .. } | Root::Webhook(name) => {
            let owner = match body_of(name, titles).filter(|_| origin.name().is_some()) {
                Some(label) => words::upper_camel(&[label, " body"].concat()),
                None => named(name, origin.name().is_none(), owners),
            };
            Start { owner, part: String::new(), said: "" }
        }
        Root::Shared { part, name, .. } => {
            let owner = named(name, true, owners);
            let says_it = ["Body", "Payload", "Param", "Params"].iter().any(|end| owner.ends_with(end));
            Start { owner, part: if says_it { String::new() } else { part.word().to_owned() }, said: "" }
        }
        Root::Parameter { operation, .. } => start(&label(operation), "", ""),
        Root::PathItemParameter { words, .. } => start(words, "", ""),
        Root::Request { operation } => start(&label(operation), "request", "Body"),
        Root::Response { operation, main: true, .. } => {
            match owners.answers.get(operation).and_then(|answer| answer.name.as_ref()) {
                Some(name) => thing(name),
                None => response(&label(operation)),
            }
        }
        Root::Response { operation, status, .. } => start(&label(operation), &[status, " response"].concat(), "Body"),
    }
}

/// What a component is called; at the component itself the override is applied, and checked, by the caller.
fn named(name: &str, is_owner: bool, owners: &Owners<'_, '_>) -> String {
    let overrides = owners.config.types.get(name).filter(|_| is_owner).and_then(|overrides| overrides.name.clone());
    overrides.unwrap_or_else(|| {
        if let Some(given) = owners.given.get(name) {
            return words::upper_camel(given);
        }
        let is_status = name.len() == 3 && name.starts_with(['1', '2', '3', '4', '5']);
        if is_status && name.bytes().all(|byte| byte.is_ascii_digit()) {
            return ["Status", name].concat();
        }
        let qualified = owners.qualified.names(name).first().cloned();
        qualified.unwrap_or_else(|| words::upper_camel(without_extension(name)))
    })
}

/// `room` of `room.yaml`: what bundles files of a document calls schemas after them.
fn without_extension(name: &str) -> &str {
    let bare = [".yaml", ".yml", ".json"].iter().find_map(|extension| name.strip_suffix(extension));
    let bare = bare.map_or(name, |bare| bare.strip_suffix(".schema").unwrap_or(bare));
    if bare.is_empty() { name } else { bare }
}

/// The label of the operation that FastAPI named this schema after: `Body_login_login_post`.
fn body_of<'t>(schema: &str, titles: &'t Titles<'_>) -> Option<&'t str> {
    let id = OperationId::new(schema.strip_prefix("Body_")?)?;
    titles.get(&id).map(|title| title.label.as_str())
}

/// The parameter and the steps below the owner. The items of `positions` are each a `Position`.
fn parts(origin: &Origin) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(origin.steps.len() + 1);
    if let Root::Parameter { name, .. } | Root::PathItemParameter { name, .. } = &origin.root {
        parts.push(Part { words: words::words(name), is: Is::Property, is_property: true });
    }
    for step in &origin.steps {
        let Some(word) = step.word() else { continue };
        let is = match step {
            Step::Member { .. } => Is::Member,
            _ if word == "item" => Is::Item,
            _ if word == "value" => Is::Entry,
            _ => Is::Property,
        };
        let previous = parts.last_mut().filter(|_| matches!(is, Is::Item | Is::Entry));
        let last = previous.and_then(|previous| Some((previous.words.last_mut()?, &mut previous.is)));
        match last.map(|(last, was)| (plurals::singular(last), last, was)) {
            Some((singular, last, was)) if singular != *last => {
                *last = singular;
                *was = is;
            }
            _ => parts.push(Part { words: words::words(word), is, is_property: is == Is::Property }),
        }
    }
    parts
}

/// The word for a type of this kind. A type that repeats another is of its kind.
fn kind(type_def: &TypeDef, api: &Api) -> &'static str {
    let mut kind = &type_def.kind;
    for _ in 0..8 {
        match kind {
            TypeKind::Alias(TypeRef::Named(id)) => kind = &api.type_def(*id).kind,
            _ => break,
        }
    }
    if matches!(kind, TypeKind::Record(_)) { "Details" } else { "Value" }
}
