//! Properties of objects: which there are, in which direction, and whether they must be there.

use super::{Both, Schemas, site};
use crate::compare::difference::{Difference, Direction, Met};
use crate::compare::level::Wire;
use crate::compare::pairs::Ways;
use crate::compare::shape::{Additional, Shape};
use crate::compare::site::Site;
use crate::document::{Document, Located};
use crate::source::JsonPointer;

/// A property of one of the two schemas.
struct Property<'s, 'd> {
    document: &'d Document,
    shape: &'s Shape<'d>,
    name: &'s str,
    site: Site<'d>,
    required: bool,
    read_only: bool,
    write_only: bool,
    deprecated: bool,
}

/// Whether a property is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Absent,
    Optional,
    Required,
}

impl Property<'_, '_> {
    /// Where it is written.
    fn at(&self) -> JsonPointer {
        let written = self.shape.at.child("properties").child(self.name);
        if self.document.locate(&written).is_some() {
            written
        } else {
            self.site.pointer().cloned().unwrap_or_default()
        }
    }

    fn presence(&self, direction: Direction) -> Presence {
        let hidden = match direction {
            Direction::Request => self.read_only,
            Direction::Response => self.write_only,
        };
        match (hidden, self.required) {
            (true, _) => Presence::Absent,
            (false, false) => Presence::Optional,
            (false, true) => Presence::Required,
        }
    }

    fn ways(&self) -> Ways {
        Ways { request: !self.read_only, response: !self.write_only }
    }
}

impl<'d> Schemas<'d> {
    pub(super) fn properties(&mut self, both: &Both<'d>) {
        let mut gone: Vec<&str> = Vec::new();
        for (name, nodes) in &both.before.properties {
            match both.after.properties.iter().find(|(other, _)| other == name) {
                Some((_, others)) => self.kept_property(both, name, nodes, others),
                None => gone.push(name),
            }
        }
        let is_new = |name: &&str| !both.before.properties.iter().any(|(other, _)| other == name);
        let come: Vec<&str> = both.after.properties.iter().map(|(name, _)| *name).filter(is_new).collect();
        let (gone, come) = self.renamed_properties(both, gone, come);
        for name in gone {
            self.removed_property(both, name);
        }
        for name in come {
            self.added_property(both, name);
        }
        self.undeclared_required(both);
    }

    fn property<'s>(&self, shape: &'s Shape<'d>, is_before: bool, name: &'s str) -> Option<Property<'s, 'd>> {
        let (_, nodes) = shape.properties.iter().find(|(known, _)| *known == name)?;
        let site = site(nodes);
        let reader = if is_before { &self.before } else { &self.after };
        let own = reader.shape(&site);
        Some(Property {
            document: reader.document,
            shape,
            name,
            required: shape.required.contains_key(name),
            read_only: own.read_only,
            write_only: own.write_only,
            deprecated: own.deprecated,
            site,
        })
    }

    fn kept_property(&mut self, both: &Both<'d>, name: &str, nodes: &[Located<'d>], others: &[Located<'d>]) {
        let old = self.property(&both.before, true, name);
        let new = self.property(&both.after, false, name);
        let (Some(old), Some(new)) = (old, new) else { return };
        let ways = Ways {
            request: old.ways().request && new.ways().request,
            response: old.ways().response && new.ways().response,
        };
        let label = label(both, name);
        if old.required && new.required {
            self.pairs.always_inside(both.id, ways, site(nodes), site(others), label.clone());
        } else {
            self.pairs.inside(both.id, ways, site(nodes), site(others), label.clone());
        }
        self.visibility(both, &label, &old, &new);
        if old.required != new.required {
            let (rule, words) = if new.required {
                ("property-required", "required now")
            } else {
                ("property-optional", "optional now")
            };
            let difference = Difference::new(rule, &label, words, Met::Pair(both.id));
            let place = |shape: &Shape<'d>, property: &Property<'_, 'd>| {
                Some(shape.required.get(name).cloned().unwrap_or_else(|| property.at()))
            };
            let level = |level: Wire, visible: bool| if visible { level } else { Wire::None };
            let (request, response) = (difference.request, difference.response);
            let difference = difference.levels(level(request, ways.request), level(response, ways.response));
            self.found(difference.places(place(&both.before, &old), place(&both.after, &new)));
        }
    }

    /// `readOnly` and `writeOnly`: what leaves or enters one direction.
    fn visibility(&mut self, both: &Both<'d>, label: &str, old: &Property<'_, 'd>, new: &Property<'_, 'd>) {
        let marks = [
            (old.read_only, new.read_only, "property-read-only", "property-not-read-only", "read-only"),
            (old.write_only, new.write_only, "property-write-only", "property-not-write-only", "write-only"),
        ];
        for (was, now, on, off, word) in marks {
            if was == now {
                continue;
            }
            let (rule, words) = if now { (on, format!("{word} now")) } else { (off, format!("not {word} any more")) };
            let difference = Difference::new(rule, label, words, Met::Pair(both.id));
            let request = level(old, new, Direction::Request).unwrap_or_default();
            let response = level(old, new, Direction::Response).unwrap_or_default();
            self.found(difference.levels(request, response).places(Some(old.at()), Some(new.at())));
        }
    }

    fn removed_property(&mut self, both: &Both<'d>, name: &str) {
        let Some(old) = self.property(&both.before, true, name) else { return };
        let rule = if old.required { "required-property-removed" } else { "property-removed" };
        let words = self.before.shape(&old.site).type_words();
        let words = format!("{} property removed ({words})", if old.required { "required" } else { "optional" });
        let difference = Difference::new(rule, &label(both, name), words, Met::Pair(both.id)).values(name, "");
        let closed = matches!(both.after.additional, Additional::Closed(_));
        let visible =
            |direction, level: Wire| if old.presence(direction) == Presence::Absent { Wire::None } else { level };
        let request = if closed { Wire::Breaking } else { difference.request };
        let response = difference.response;
        let difference = difference
            .levels(visible(Direction::Request, request), visible(Direction::Response, response))
            .after_deprecation(old.deprecated);
        self.found(difference.places(Some(old.at()), Some(both.after.at.clone())));
    }

    fn added_property(&mut self, both: &Both<'d>, name: &str) {
        let Some(new) = self.property(&both.after, false, name) else { return };
        let rule = if new.required { "required-property-added" } else { "property-added" };
        let words = self.after.shape(&new.site).type_words();
        let words = format!("new {} property ({words})", if new.required { "required" } else { "optional" });
        let difference = Difference::new(rule, &label(both, name), words, Met::Pair(both.id)).values("", name);
        let closed = matches!(both.before.additional, Additional::Closed(_));
        let visible =
            |direction, level: Wire| if new.presence(direction) == Presence::Absent { Wire::None } else { level };
        let response = if closed { Wire::Breaking } else { difference.response };
        let request = difference.request;
        let difference =
            difference.levels(visible(Direction::Request, request), visible(Direction::Response, response));
        self.found(difference.places(Some(both.before.at.clone()), Some(new.at())));
    }

    /// Pairs a property that is gone with a new one of the same schema at the same place or with nearly its name.
    fn renamed_properties<'n>(
        &mut self,
        both: &Both<'d>,
        gone: Vec<&'n str>,
        come: Vec<&'n str>,
    ) -> (Vec<&'n str>, Vec<&'n str>) {
        let ([old_name], [new_name]) = (gone.as_slice(), come.as_slice()) else { return (gone, come) };
        let old = self.property(&both.before, true, old_name);
        let new = self.property(&both.after, false, new_name);
        let (Some(old), Some(new)) = (old, new) else { return (gone, come) };
        let at = |shape: &Shape<'d>, name: &str| shape.properties.iter().position(|(known, _)| *known == name);
        let same_place = at(&both.before, old_name) == at(&both.after, new_name);
        let same_shape = self.before.digest(&old.site, 3) == self.after.digest(&new.site, 3);
        if !same_shape || !(same_place || is_near(old_name, new_name)) || old.required != new.required {
            return (gone, come);
        }
        self.pairs.inside(both.id, Ways::BOTH, old.site.clone(), new.site.clone(), label(both, new_name));
        let words = format!("renamed from `{old_name}`");
        let difference = Difference::new("property-renamed", &label(both, new_name), words, Met::Pair(both.id));
        let (request, response) =
            if old.required { (Wire::Breaking, Wire::Breaking) } else { (Wire::Warn, Wire::Warn) };
        let difference = difference.values(*old_name, *new_name).levels(request, response);
        self.found(difference.places(Some(old.at()), Some(new.at())));
        (Vec::new(), Vec::new())
    }

    /// Required names that `properties` does not declare.
    fn undeclared_required(&mut self, both: &Both<'d>) {
        let declared = |shape: &Shape<'d>, name: &str| shape.properties.iter().any(|(known, _)| *known == name);
        let undeclared = |name: &str| !declared(&both.before, name) && !declared(&both.after, name);
        let lists = [
            (&both.after, &both.before, "property-required", "required now"),
            (&both.before, &both.after, "property-optional", "optional now"),
        ];
        for (has, lacks, rule, words) in lists {
            for (name, at) in
                has.required.iter().filter(|(name, _)| undeclared(name) && !lacks.required.contains_key(*name))
            {
                let difference = Difference::new(rule, &label(both, name), words, Met::Pair(both.id));
                self.found(difference.places(
                    Some(at.clone()).filter(|_| rule == "property-optional"),
                    Some(at.clone()).filter(|_| rule == "property-required"),
                ));
            }
        }
    }

    pub(super) fn additional(&mut self, both: &Both<'d>) {
        let (old, new) = (&both.before.additional, &both.after.additional);
        let rule = match (old, new) {
            (Additional::Open, Additional::Open) | (Additional::Closed(_), Additional::Closed(_)) => return,
            (Additional::Closed(_), _) => "opened",
            (_, Additional::Closed(_)) => "closed",
            _ => {
                let value = |additional: &Additional<'d>| match additional {
                    Additional::Schema(site) => site.clone(),
                    _ => Site::default(),
                };
                let label = [&both.label, "{}"].concat();
                return self.pairs.inside(both.id, Ways::BOTH, value(old), value(new), label);
            }
        };
        let words = if rule == "closed" {
            "no undeclared properties any more"
        } else {
            "undeclared properties are allowed now"
        };
        let place = |additional: &Additional<'d>, shape: &Shape<'d>| match additional {
            Additional::Closed(at) => Some(at.clone()),
            Additional::Schema(site) => site.pointer().cloned(),
            Additional::Open => Some(shape.at.clone()),
        };
        let difference = Difference::new(rule, &both.label, words, Met::Pair(both.id));
        self.found(difference.places(place(old, &both.before), place(new, &both.after)));
    }
}

/// What the change of presence means in a direction; none where it did not change.
fn level(old: &Property<'_, '_>, new: &Property<'_, '_>, direction: Direction) -> Option<Wire> {
    use Presence::{Absent, Optional, Required};
    let is_request = direction == Direction::Request;
    Some(match (old.presence(direction), new.presence(direction)) {
        (Absent, Absent) | (Optional, Optional) | (Required, Required) => return None,
        (Absent, Required) if is_request => Wire::Breaking,
        (Absent, _) => Wire::Safe,
        (_, Absent) if is_request => Wire::Warn,
        (Required, Absent) => Wire::Breaking,
        (Optional, Absent) => Wire::Warn,
        (Optional, Required) => {
            if is_request {
                Wire::Breaking
            } else {
                Wire::Safe
            }
        }
        (Required, Optional) => {
            if is_request {
                Wire::Safe
            } else {
                Wire::Breaking
            }
        }
    })
}

fn label(both: &Both<'_>, name: &str) -> String {
    [&both.label, ".", name].concat()
}

/// Two spellings of one name, or one with a word more.
fn is_near(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-', '.'], "");
    let (one, other) = (plain(one), plain(other));
    one.contains(&other) || other.contains(&one)
}
