//! Derives and attributes that the configuration adds to types: which types have them, and which cannot.

mod added;
mod reach;
mod rules;
mod traits;

pub(crate) use self::added::Derives;

use self::rules::Rule;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, TypeId, query};
use crate::names::Names;

/// Decides what every type has besides what all types have.
pub(crate) fn decide(api: &Api, names: &Names, config: &Config, diagnostics: &mut Diagnostics) -> Derives {
    let mut derives = Derives::of(api.types.len());
    for (index, config) in config.derives.iter().enumerate() {
        let rule = Rule::new(index, config, diagnostics);
        let matched = matched(api, names, &rule);
        rule.report_patterns(names_of(api, names), diagnostics);
        for name in &rule.traits {
            let reached = reach::reach(api, names, &rule, name, &matched, diagnostics);
            reached.into_iter().for_each(|id| derives.add_trait(id, name));
        }
        matched.into_iter().for_each(|id| derives.add_attributes(id, api, names, config));
    }
    derives
}

/// The types that a rule names; another name for a type has nothing of its own.
fn matched(api: &Api, names: &Names, rule: &Rule<'_>) -> Vec<TypeId> {
    let ids = query::with_ids(&api.types).map(|(id, _)| id);
    ids.filter(|id| added::can_have(api, *id) && rule.is_for(names.type_name(*id).bare())).collect()
}

fn names_of<'n>(api: &'n Api, names: &'n Names) -> impl Iterator<Item = &'n str> {
    query::with_ids(&api.types).filter(|(id, _)| added::can_have(api, *id)).map(|(id, _)| names.type_name(id).bare())
}
