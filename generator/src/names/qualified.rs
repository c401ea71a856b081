//! Names of schemas that languages qualify with modules, packages or namespaces: what says it is the class.
//!
//! ```text
//! app__schemas__users__User (Pydantic)            User              UsersUser next to app__schemas__teams__User
//! Page_app__schemas__users__User_                 PageUser
//! com.example.shop.Order, models.Order            Order
//! Shop.Models.Page`1[[Shop.Models.Order, Shop]]   PageOrder
//! v1Machine, userMachine (gRPC-gateway)           Machine           V1Machine next to v2Machine
//! ```
//!
//! A class that others have, too, gets the nearest module that tells it apart: `FormAlbum` of `form.Album`. The one of them
//! that servers send is called by itself: `Album` of `entity.Album`.

use foldhash::{HashMap, HashSet};

use super::words;

/// What each qualified name may be called, best first.
#[derive(Debug, Default)]
pub(super) struct Qualified {
    names: HashMap<String, Vec<String>>,
}

/// A class and the modules it is in, the outermost first.
#[derive(Debug, Default)]
struct Class<'a> {
    modules: Vec<&'a str>,
    name: &'a str,
}

impl Qualified {
    /// What the components of these names are called. `is_sent_back` tells those that are in answers.
    pub(super) fn of<'n>(
        components: impl Iterator<Item = &'n str> + Clone,
        is_sent_back: impl Fn(&str) -> bool,
    ) -> Self {
        let shared = shared_root(components.clone());
        let has_packages = components.clone().any(|name| OF_GRPC.contains(&name));
        let of_grpc = |name| of_package(name).filter(|_| has_packages && !OF_GRPC.contains(&name));
        let class_of = |name| classes(name, shared).or_else(|| of_grpc(name).map(|class| vec![class]));
        let parsed: Vec<(&str, Vec<Class<'_>>)> =
            components.clone().filter_map(|name| Some((name, class_of(name)?))).collect();
        let mut counts: HashMap<String, usize> = HashMap::default();
        let plain: HashSet<&str> = parsed.iter().map(|(name, _)| *name).collect();
        for name in components.filter(|name| !plain.contains(name)) {
            *counts.entry(words::upper_camel(name)).or_default() += 1;
        }
        let depth = parsed.iter().flat_map(|(_, classes)| classes).map(|class| class.modules.len()).max().unwrap_or(0);
        let candidates = |classes: &[Class<'_>]| (0..=depth).map(|at| spelled(classes, at)).collect::<Vec<_>>();
        let all: Vec<(&str, Vec<String>)> = parsed.iter().map(|(name, classes)| (*name, candidates(classes))).collect();
        let unqualified = counts.clone();
        for (_, candidates) in &all {
            candidates
                .iter()
                .collect::<HashSet<_>>()
                .into_iter()
                .for_each(|one| *counts.entry(one.clone()).or_default() += 1);
        }
        let chief = chiefs(&all, &unqualified, is_sent_back);
        let named = all.iter().cloned().map(|(name, candidates)| {
            let best = candidates.iter().find(|one| counts.get(*one) == Some(&1));
            let is_chief = candidates.first().is_some_and(|bare| chief.get(&**bare) == Some(&name));
            let mut names: Vec<String> =
                candidates.first().filter(|_| is_chief).into_iter().chain(best).cloned().collect();
            names.push(words::upper_camel(name));
            names.extend(candidates);
            (name.to_owned(), names)
        });
        Self { names: named.collect() }
    }

    /// These names, and others for components that are not qualified.
    pub(super) fn or(mut self, others: HashMap<String, Vec<String>>) -> Self {
        others.into_iter().for_each(|(component, names)| {
            self.names.entry(component).or_insert(names);
        });
        self
    }

    /// What a component is called where its name is qualified, or ends as nearly all do, best first.
    pub(super) fn names(&self, component: &str) -> &[String] {
        self.names.get(component).map_or(&[], Vec::as_slice)
    }
}

/// Modules whose classes are the things that the others are about.
const OF_THINGS: [&str; 5] = ["domain", "entities", "entity", "model", "models"];

/// Of the classes of one name, the one that is called by it: the only one that servers send, or that is a thing.
fn chiefs<'n>(
    all: &'n [(&'n str, Vec<String>)],
    others: &HashMap<String, usize>,
    is_sent_back: impl Fn(&str) -> bool,
) -> HashMap<&'n str, &'n str> {
    let mut classes: HashMap<&str, Vec<&str>> = HashMap::default();
    for (name, candidates) in all {
        candidates.first().into_iter().for_each(|bare| classes.entry(bare).or_default().push(name));
    }
    let is_longer = |bare: &str| {
        all.iter().any(|(_, names)| {
            names.iter().skip(1).any(|name| name == bare) && names.first().is_none_or(|own| own != bare)
        })
    };
    let is_thing = |name: &&&str| name.split('.').rev().nth(1).is_some_and(|module| OF_THINGS.contains(&module));
    let only = |names: Vec<&&'n str>| match names.as_slice() {
        [one] => Some(**one),
        _ => None,
    };
    let shared =
        classes.into_iter().filter(|(bare, names)| names.len() > 1 && !others.contains_key(*bare) && !is_longer(bare));
    shared
        .filter_map(|(bare, names)| {
            let sent: Vec<&&str> = names.iter().filter(|name| is_sent_back(name)).collect();
            let things = || only(names.iter().filter(|name| is_sent_back(name)).filter(is_thing).collect());
            Some((bare, only(sent).or_else(things)?))
        })
        .collect()
}

/// The classes, each after the module that is so many steps outside of it; the first is none.
fn spelled(classes: &[Class<'_>], at: usize) -> String {
    let words = classes.iter().flat_map(|class| {
        let module = at.checked_sub(1).and_then(|at| class.modules.iter().rev().nth(at));
        module.copied().into_iter().chain([class.name])
    });
    words::upper_camel(&words.collect::<Vec<_>>().join(" "))
}

fn classes<'a>(name: &'a str, root: Option<&str>) -> Option<Vec<Class<'a>>> {
    let name = name.trim_start_matches('#');
    if let Some((generic, arguments)) = name.split_once('`') {
        return of_generic(generic, arguments);
    }
    if name.contains("__") {
        return of_python(name);
    }
    of_version(name).or_else(|| of_chain(name, root)).map(|class| vec![class])
}

/// Schemas that gRPC-gateway writes into every document.
const OF_GRPC: [&str; 4] = ["googlerpcStatus", "protobufAny", "rpcStatus", "runtimeError"];

/// `v1Machine`, `v1beta1Machine`: the last part of a package that is a version, and a message of it.
fn of_version(name: &str) -> Option<Class<'_>> {
    of_package(name).filter(|class| class.modules.iter().all(|version| words::is_version(version)))
}

/// `userMachine`: the last part of a package, and a message of it.
fn of_package(name: &str) -> Option<Class<'_>> {
    let (package, message) = name.split_at(name.find(|letter: char| letter.is_ascii_uppercase())?);
    let is_message = message.chars().all(char::is_alphanumeric);
    let is_package = !package.is_empty() && package.chars().all(char::is_alphanumeric);
    (is_message && is_package).then(|| Class { modules: vec![package], name: message })
}

/// `Shop.Models.Page`, of `1[[Shop.Models.Order, Shop, Version=1.0.0.0],[..]]`.
fn of_generic<'a>(generic: &'a str, arguments: &'a str) -> Option<Vec<Class<'a>>> {
    let (count, arguments) = arguments.split_once('[')?;
    if count.is_empty() || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut classes = vec![class(generic)];
    // Each argument is in brackets of its own; after the first comma is its assembly.
    for argument in arguments.split('[').filter(|argument| !argument.is_empty()) {
        let argument = argument.split([',', ']', '`']).next().unwrap_or_default();
        classes.extend((!argument.is_empty()).then(|| class(argument)));
    }
    Some(classes)
}

/// A class after the chain of its namespaces.
fn class(chain: &str) -> Class<'_> {
    let mut modules: Vec<&str> = chain.split(['.', '+']).collect();
    let name = modules.pop().unwrap_or_default();
    Class { modules, name }
}

/// `app__schemas__users__User`: modules begin with a small letter, classes with a capital.
fn of_python(name: &str) -> Option<Vec<Class<'_>>> {
    let mut classes: Vec<Class<'_>> = Vec::new();
    let mut modules: Vec<&str> = Vec::new();
    let is_class = |word: &str| word.starts_with(|first: char| first.is_ascii_uppercase());
    for part in name.split("__") {
        let mut rest = part.trim_matches('_');
        while !rest.is_empty() {
            let (word, after) = rest.split_once('_').unwrap_or((rest, ""));
            if is_class(word) {
                classes.push(Class { modules: std::mem::take(&mut modules), name: word });
                rest = after;
                continue;
            }
            // A module has all words up to the next class.
            let end = rest.match_indices('_').map(|(at, _)| at).find(|at| rest.get(at + 1..).is_some_and(is_class));
            let (module, after) = rest.split_at(end.unwrap_or(rest.len()));
            modules.push(module);
            rest = after.trim_start_matches('_');
        }
    }
    let is_qualified = classes.iter().any(|class| !class.modules.is_empty());
    (modules.is_empty() && is_qualified).then_some(classes)
}

/// `com.example.shop.Order`, `models.Order`, or `Shop.Models.Order` and `shop.v1.order` where most names begin with `Shop` or `shop`.
fn of_chain<'a>(name: &'a str, root: Option<&str>) -> Option<Class<'a>> {
    let class = class(name);
    let is_word = |word: &&str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '$'))
    };
    let is_chain = !class.modules.is_empty() && class.modules.iter().chain([&class.name]).all(is_word);
    let is_class = class.name.starts_with(|first: char| first.is_ascii_uppercase());
    let is_module = |module: &&str| !module.starts_with(|first: char| first.is_ascii_uppercase());
    let is_rooted = class.modules.len() > 1 && class.modules.first().copied() == root;
    (is_chain && (is_class && class.modules.iter().all(is_module) || is_rooted)).then_some(class)
}

/// The namespace that most names begin with.
fn shared_root<'n>(components: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    let mut total = 0;
    for name in components {
        let mut words = name.split('.');
        if let (Some(root), Some(_), Some(_)) = (words.next(), words.next(), words.next()) {
            *counts.entry(root).or_default() += 1;
        }
        total += 1;
    }
    let (root, count) = counts.into_iter().max_by_key(|(root, count)| (*count, *root))?;
    (count > 1 && 2 * count > total).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::Qualified;

    #[test]
    fn a_class_is_called_by_itself_or_after_what_tells_it_apart() {
        let names = [
            ("app__schemas__users__User", "UsersUser"),
            ("app__schemas__teams__User", "TeamsUser"),
            ("app__a__schemas__Team", "ATeam"),
            ("app__b__schemas__Team", "BTeam"),
            ("app__schemas__shared_files__Folder", "Folder"),
            ("Page_app__schemas__users__User_", "PageUsersUser"),
            ("Page_app__schemas__teams__User_", "PageTeamsUser"),
            ("Page_app__schemas__shared_files__Folder_", "PageFolder"),
            ("com.example.shop.Order", "Order"),
            ("models.Item", "ModelsItem"),
        ];
        check(
            &names,
            &["Item", "User__Input", "Account.Settings.Theme", "Account.Settings", "room.yaml", "snake__case"],
        );
        let names = [
            ("Shop.Models.Price", "Price"),
            ("Shop.Models.Page`1[[Shop.Models.Price, Shop, Version=1.0.0.0, Culture=neutral]]", "PagePrice"),
            ("Shop.Models.Map`2[[System.String, mscorlib],[Shop.Models.Price, Shop]]", "MapStringPrice"),
        ];
        check(&names, &["Problem"]);
        let names = [("v1Machine", "Machine"), ("v1beta1Route", "V1beta1Route"), ("v1Route", "V1Route")];
        check(&names, &["V1Node", "v1", "otherStatus", "v1_Node", "v2rayConfig"]);
        let names = [("gatewayFlag", "Flag"), ("v1User", "V1User"), ("adminUser", "AdminUser")];
        check(&names, &["User", "plain", "rpcStatus"]);
        let names = [
            ("entity.Album", "Album"),
            ("form.Album", "FormAlbum"),
            ("search.Album", "SearchAlbum"),
            ("entity.File", "EntityFile"),
        ];
        check(&names, &["File"]);
    }

    fn check(names: &[(&str, &str)], plain: &[&str]) {
        let is_sent_back = |name: &str| name.starts_with("entity.") || name.starts_with("search.");
        let qualified = Qualified::of(names.iter().map(|(name, _)| *name).chain(plain.iter().copied()), is_sent_back);
        for (name, expected) in names {
            assert_eq!(qualified.names(name).first().map(String::as_str), Some(*expected), "{name}");
        }
        for name in plain {
            assert!(qualified.names(name).is_empty(), "{name}");
        }
    }
}
