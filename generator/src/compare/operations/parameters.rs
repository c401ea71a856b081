//! Parameters: which there are, where they go, how they are written, whether they must be given.

use super::{Call, is_true, one_way};
use crate::compare::difference::Difference;
use crate::compare::level::Wire;
use crate::compare::pairs::Written;
use crate::compare::reading::Reader;
use crate::compare::schemas::{Schemas, is_text_of};
use crate::compare::shape::Shape;
use crate::compare::site::{Site, child, entries, items, target};
use crate::document::{Document, Located, Node};

/// A parameter of one document.
#[derive(Clone)]
struct Parameter<'d> {
    name: String,
    location: String,
    at: Located<'d>,
    /// Position among all parameters; of a path parameter, in the path.
    position: usize,
}

impl<'d> Parameter<'d> {
    fn is_required(&self) -> bool {
        self.location == "path" || is_true(&self.at, "required")
    }

    fn site(&self, document: &'d Document) -> Site<'d> {
        let content = child(&self.at, "content").and_then(|content| entries(&content).next());
        let schema = content.and_then(|(_, media)| child(&media, "schema")).or_else(|| child(&self.at, "schema"));
        schema.map(|schema| Site::of(document, schema)).unwrap_or_default()
    }

    /// A style writes the text of values, whatever their type.
    fn how_written(&self) -> Written {
        if child(&self.at, "content").is_some() { Written::Json } else { Written::Text }
    }

    /// Header names have no case; path parameters are known by their place.
    fn key(&self) -> (String, String) {
        let name = match self.location.as_str() {
            "path" => self.position.to_string(),
            "header" => self.name.to_ascii_lowercase(),
            _ => self.name.clone(),
        };
        (self.location.clone(), name)
    }
}

const KNOWN: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
];

impl<'d> Schemas<'d> {
    pub(super) fn parameters(&mut self, call: &Call<'d>) {
        let before = parameters(self.before.document, &call.before);
        let after = parameters(self.after.document, &call.after);
        let mut come: Vec<&Parameter<'d>> =
            after.iter().filter(|new| !before.iter().any(|old| old.key() == new.key())).collect();
        let mut gone: Vec<&Parameter<'d>> = Vec::new();
        for old in &before {
            match after.iter().find(|new| new.key() == old.key()) {
                Some(new) => self.kept_parameter(call, old, new),
                None => gone.push(old),
            }
        }
        // The change of the path already reports its parameters.
        let is_moved = call.before.path.matches('{').count() != call.after.path.matches('{').count();
        let drop_path =
            |list: &mut Vec<&Parameter<'d>>| list.retain(|parameter| !(is_moved && parameter.location == "path"));
        drop_path(&mut gone);
        drop_path(&mut come);
        gone.retain(|old| !self.is_moved_or_renamed(call, old, &mut come));
        gone.into_iter().for_each(|old| self.removed_parameter(call, old));
        come.into_iter().for_each(|new| self.added_parameter(call, new));
    }

    fn is_moved_or_renamed(&mut self, call: &Call<'d>, old: &Parameter<'d>, come: &mut Vec<&Parameter<'d>>) -> bool {
        let (before, after) = (self.before.document, self.after.document);
        let moved = |new: &&Parameter<'d>| new.name == old.name && new.location != old.location;
        let renamed = |new: &&Parameter<'d>| {
            let same = self.before.digest(&old.site(before), 3) == self.after.digest(&new.site(after), 3);
            new.location == old.location && same && (new.position == old.position || is_near(&new.name, &old.name))
        };
        let found = come.iter().position(moved).or_else(|| come.iter().position(renamed));
        let Some(new) = found.map(|at| come.remove(at)) else { return false };
        let label = label(call, new);
        let (rule, words) = if new.name == old.name {
            ("parameter-relocated", format!("in {} (was in {})", new.location, old.location))
        } else {
            ("parameter-renamed", format!("renamed from `{}`", old.name))
        };
        let difference = Difference::new(rule, &label, words, call.met(call.sent));
        let refused = rule == "parameter-renamed" && new.is_required();
        let (request, response) = (difference.request, difference.response);
        let difference = difference.levels(if refused { Wire::Breaking } else { request }, response);
        let difference = difference.values(old.name.clone(), new.name.clone());
        self.found(one_way(difference, call.sent).places(place(old), place(new)));
        self.pairs.root(old.site(before), new.site(after), label, call.reach(call.sent), new.how_written());
        true
    }

    fn removed_parameter(&mut self, call: &Call<'d>, old: &Parameter<'d>) {
        let words = format!("{} parameter removed", if old.is_required() { "required" } else { "optional" });
        let difference = Difference::new("parameter-removed", &label(call, old), words, call.met(call.sent))
            .values(old.name.clone(), "")
            .after_deprecation(is_true(&old.at, "deprecated"));
        self.found(one_way(difference, call.sent).places(place(old), Some(call.after.at.pointer.clone())));
    }

    fn added_parameter(&mut self, call: &Call<'d>, new: &Parameter<'d>) {
        let (rule, word) =
            if new.is_required() { ("required-parameter-added", "required") } else { ("parameter-added", "optional") };
        let difference = Difference::new(rule, &label(call, new), format!("new {word} parameter"), call.met(call.sent));
        let difference = difference.values("", new.name.clone());
        self.found(one_way(difference, call.sent).places(Some(call.before.at.pointer.clone()), place(new)));
    }

    fn kept_parameter(&mut self, call: &Call<'d>, old: &Parameter<'d>, new: &Parameter<'d>) {
        let label = label(call, new);
        let sites = (old.site(self.before.document), new.site(self.after.document));
        let styles = (self.written(old, &sites, true), self.written(new, &sites, false));
        self.marks_of_parameter(call, &label, old, new);
        let repeated = self.repeated(&sites, &styles);
        if styles.0 != styles.1 && repeated.is_none() {
            let words = format!("written as {} (was {})", styles.1, styles.0);
            let difference =
                Difference::new("parameter-style", &label, words, call.met(call.sent)).values(styles.0, styles.1);
            self.found(one_way(difference, call.sent).places(place(old), place(new)));
        }
        if old.location == "path" && old.name != new.name {
            let words = format!("called `{}` (was `{}`)", new.name, old.name);
            let difference = Difference::new("path-parameter-renamed", &label, words, call.met(call.sent));
            let difference = difference.values(old.name.clone(), new.name.clone());
            self.found(difference.places(place(old), place(new)));
        }
        self.docs(&old.at, &new.at, &["description", "example", "examples", "x-observed"]);
        self.rest(&label, &old.at, &new.at, KNOWN, call.met(call.sent));
        match repeated {
            Some(rule) => {
                let (was, now) = (self.before.shape(&sites.0).type_words(), self.after.shape(&sites.1).type_words());
                let words = format!("{now}, one after the other (was {was})");
                let difference = Difference::new(rule, &label, words, call.met(call.sent)).values(was, now);
                self.found(one_way(difference, call.sent).places(place(old), place(new)));
            }
            None => self.pairs.root(sites.0, sites.1, label, call.reach(call.sent), new.how_written()),
        }
    }

    /// Whether it must be given, is deprecated, and may have what is usually escaped or left out.
    fn marks_of_parameter(&mut self, call: &Call<'d>, label: &str, old: &Parameter<'d>, new: &Parameter<'d>) {
        let marks = [
            (old.is_required(), new.is_required(), "parameter-required", "parameter-optional", "required"),
            (
                is_true(&old.at, "deprecated"),
                is_true(&new.at, "deprecated"),
                "parameter-deprecated",
                "parameter-undeprecated",
                "deprecated",
            ),
            (
                is_true(&old.at, "allowReserved"),
                is_true(&new.at, "allowReserved"),
                "parameter-reserved",
                "parameter-reserved",
                "with reserved characters",
            ),
            (
                is_true(&old.at, "allowEmptyValue"),
                is_true(&new.at, "allowEmptyValue"),
                "empty-value-allowed",
                "empty-value-refused",
                "allowed without a value",
            ),
        ];
        for (was, now, on, off, word) in marks.into_iter().filter(|(was, now, ..)| was != now) {
            let (rule, words) = if now { (on, format!("{word} now")) } else { (off, format!("not {word} any more")) };
            let difference =
                Difference::new(rule, label, words, call.met(call.sent)).values(was.to_string(), now.to_string());
            self.found(one_way(difference, call.sent).places(place(old), place(new)));
        }
    }

    /// What a value means that may be repeated now, or not any more: one value is written like an array of one.
    fn repeated(&self, sites: &(Site<'d>, Site<'d>), styles: &(String, String)) -> Option<&'static str> {
        const REPEATED: &str = "form, exploded";
        let (old, new) = (self.before.shape(&sites.0), self.after.shape(&sites.1));
        let is_one_of = |one: &Shape<'d>, list: &Shape<'d>, item: &Shape<'d>, is_same: bool| {
            let fewest = list.limits.get("minItems").map_or(0.0, |limit| limit.value.number);
            let is_list = list.has_type("array") && list.prefix.is_empty() && list.unions.is_empty() && fewest <= 1.0;
            is_list && (is_same || is_text_of(item, one)) && !one.has_type("array") && !one.has_type("object")
        };
        let same = |one: (&Reader<'d>, &Site<'d>), item: (&Reader<'d>, &Site<'d>)| {
            one.0.exact_digest(one.1, 1) == item.0.exact_digest(item.1, 1) && one.0.shape(one.1).types.is_some()
        };
        if styles.0 == "form" && styles.1 == REPEATED {
            let (item, is_same) =
                (self.after.shape(&new.items), same((&self.before, &sites.0), (&self.after, &new.items)));
            return is_one_of(&old, &new, &item, is_same).then_some("type-widened");
        }
        if styles.0 == REPEATED && styles.1 == "form" {
            let (item, is_same) =
                (self.before.shape(&old.items), same((&self.after, &sites.1), (&self.before, &old.items)));
            return is_one_of(&new, &old, &item, is_same).then_some("type-narrowed");
        }
        None
    }

    /// How the value is written, as far as that makes a difference.
    fn written(&self, parameter: &Parameter<'d>, sites: &(Site<'d>, Site<'d>), is_before: bool) -> String {
        if let Some((media_type, _)) = child(&parameter.at, "content").and_then(|content| entries(&content).next()) {
            return media_type.to_owned();
        }
        let default = if matches!(parameter.location.as_str(), "path" | "header") { "simple" } else { "form" };
        let style = parameter.at.node.get("style").and_then(Node::as_str).unwrap_or(default);
        let explode =
            parameter.at.node.get("explode").and_then(Node::as_bool).unwrap_or(style == "form" || style == "cookie");
        let shape = if is_before { self.before.shape(&sites.0) } else { self.after.shape(&sites.1) };
        let is_scalar =
            shape.types.as_ref().is_some_and(|types| !types.value.contains("array") && !types.value.contains("object"));
        // Items have commas between them either way.
        let is_list = shape.types.as_ref().is_some_and(|types| types.value.iter().eq(["array"].iter()));
        let explode = explode && !(style == "simple" && is_list);
        let in_query = matches!(style, "form" | "spaceDelimited" | "pipeDelimited" | "deepObject");
        match (is_scalar, in_query) {
            (true, true) => "form".to_owned(),
            (true, false) => style.to_owned(),
            _ => format!("{style}{}", if explode { ", exploded" } else { "" }),
        }
    }
}

fn label(call: &Call<'_>, parameter: &Parameter<'_>) -> String {
    // A shared parameter is one thing, whichever operation it is met in.
    match parameter.at.pointer.parent().and_then(|parent| parent.last().map(|last| last.into_owned())) {
        Some(section) if section == "parameters" && parameter.at.pointer.as_str().starts_with("/components/") => {
            format!("{} parameter {}", parameter.location, parameter.name)
        }
        _ => format!("{}, {} {}", call.label, parameter.location, parameter.name),
    }
}

fn place(parameter: &Parameter<'_>) -> Option<crate::source::JsonPointer> {
    Some(parameter.at.pointer.clone())
}

/// The parameters of an operation: its own, then those of the path item that it does not replace.
fn parameters<'d>(document: &'d Document, written: &super::Written<'d>) -> Vec<Parameter<'d>> {
    let mut list: Vec<Parameter<'d>> = Vec::new();
    for holder in [&written.at, &written.item] {
        let own = child(holder, "parameters");
        for at in own.iter().flat_map(items).map(|at| target(document, at)) {
            let text = |key: &str| at.node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
            let (name, location) = (text("name"), text("in"));
            let position = if location == "path" { position(&written.path, &name) } else { list.len() };
            let parameter = Parameter { name, location, at, position };
            if !is_reserved(&parameter) && !list.iter().any(|known| known.key() == parameter.key()) {
                list.push(parameter);
            }
        }
    }
    list
}

/// The position of a parameter in a path.
fn position(path: &str, name: &str) -> usize {
    let before = path.split(&["{", name, "}"].concat()).next().unwrap_or_default();
    before.matches('{').count()
}

/// Headers that OpenAPI says elsewhere.
fn is_reserved(parameter: &Parameter<'_>) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    parameter.location == "header" && matches!(name.as_str(), "accept" | "content-type" | "authorization")
}

fn is_near(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-', '.'], "");
    let (one, other) = (plain(one), plain(other));
    one.contains(&other) || other.contains(&one)
}
