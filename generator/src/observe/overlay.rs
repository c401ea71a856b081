//! Evidence as an overlay: the smallest description that is true, in the words of the document's own version.
//!
//! Each difference changes one object of the document, in `repair`; what changed becomes actions, in `actions`.

use serde_json::{Map, Value, json};

use super::actions::between;
use super::evidence::{Difference, Evidence, Site};
use super::json_path::of_pointer;
use super::observer::Observer;
use super::sentences::{of_difference, origin};
use super::subject::full_subject;
use super::written::WrittenTree;
use crate::document::Words;
use crate::source::JsonPointer;

/// What whoever reads an overlay of Swagger 2.0 has to know.
const EXTENSIONS: &str = "Swagger 2.0 has no words for null and for one of several schemas; `x-nullable` and `x-oneOf` \
                          are extensions, which `clientgen` reads and other tools may ignore.";

/// A difference with the place that is changed for it.
struct Step<'s> {
    place: JsonPointer,
    site: &'s Site,
    difference: &'s Difference,
    evidence: &'s Evidence,
}

impl Observer<'_> {
    /// The overlay that makes the document true, as YAML; none if there is nothing to say.
    pub(super) fn overlay(&self) -> Option<String> {
        let mut tree = WrittenTree::new(self.walker.document);
        let mut steps = self.steps(&tree);
        // What is inside another object is changed first: the outer one may move it.
        steps.sort_by(|one, other| {
            let by_depth = depth(&other.place).cmp(&depth(&one.place));
            let by_place = by_depth.then_with(|| one.place.cmp(&other.place));
            by_place.then_with(|| one.difference.class().cmp(&other.difference.class()))
        });
        let mut actions: Vec<Value> = Vec::new();
        let is_one = |one: &Step<'_>, other: &Step<'_>| {
            one.place == other.place && one.difference.class() == other.difference.class()
        };
        for group in steps.chunk_by(is_one) {
            actions.extend(self.actions(group, &mut tree));
        }
        if actions.is_empty() {
            return None;
        }
        let mut info = Map::new();
        info.insert("title".to_owned(), format!("What the server does: {}", self.api.info.title).into());
        info.insert("version".to_owned(), self.api.info.version.clone().into());
        if tree.words == Words::V2 {
            info.insert("description".to_owned(), EXTENSIONS.into());
        }
        let overlay = json!({"overlay": "1.1.0", "info": info, "actions": actions});
        serde_yaml::to_string(&overlay).ok()
    }

    fn steps<'s>(&'s self, tree: &WrittenTree<'_>) -> Vec<Step<'s>> {
        let differences = self.walker.book.differences.iter();
        let mut steps = Vec::new();
        for ((site, difference), evidence) in differences {
            let Some(site) = self.walker.book.sites.get(*site) else { continue };
            let places = self.changed(tree, site, difference).into_iter();
            steps.extend(places.map(|place| Step { place, site, difference, evidence }));
        }
        steps
    }

    /// The actions for the differences of one place, with their evidence.
    fn actions(&self, group: &[Step<'_>], tree: &mut WrittenTree<'_>) -> Vec<Value> {
        let Some(place) = group.first().map(|step| step.place.clone()) else { return Vec::new() };
        let Some(old) = tree.get(&place).cloned() else { return Vec::new() };
        let mut new = old.clone();
        let mut reasons: Vec<String> = Vec::new();
        for step in group {
            let before = new.clone();
            self.repair(tree, &mut new, &place, step.site, step.difference, step.evidence);
            if new != before {
                reasons.push(self.reason(step));
            }
        }
        let path = of_pointer(&place, &tree.value);
        let description = reasons.join("\n");
        let actions = between(&path, &old, &new);
        tree.set(&place, new);
        let action = |action: super::actions::Action| {
            let mut members = Map::new();
            members.insert("target".to_owned(), action.target.into());
            members.insert("description".to_owned(), description.clone().into());
            match action.update {
                Some(update) => members.insert("update".to_owned(), update),
                None => members.insert("remove".to_owned(), true.into()),
            };
            Value::Object(members)
        };
        actions.into_iter().map(action).collect()
    }

    fn reason(&self, step: &Step<'_>) -> String {
        let subject = full_subject(self.walker.document, self.api, &step.site.pointer);
        let total = self.total(step.site, step.difference);
        let evidence = of_difference(step.difference, step.evidence, total);
        format!("{subject}: {evidence}{}.", origin(step.evidence))
    }
}

fn depth(place: &JsonPointer) -> usize {
    place.segments().count()
}
