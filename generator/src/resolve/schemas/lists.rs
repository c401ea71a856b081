//! Lists of values that hold at once: the narrower one is the type, and a wider one says no more than it does.

use foldhash::HashSet;

use super::choice::{choice, is_choice};
use super::enums::values;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Node, Schema};
use crate::resolve::place::Place;
use crate::resolve::reading::read_replaced;
use crate::resolve::resolver::Resolver;

/// Deepest nesting of choices that is searched for values.
const MAX_DEPTH: usize = 8;

/// Values, spelt as JSON.
type Values = HashSet<String>;

impl<'a> Resolver<'a> {
    /// The values that a schema lists: by `enum`, by `const`, or as a choice of such.
    pub(in crate::resolve) fn listed(&self, place: &Place<'a>) -> Option<Values> {
        self.listed_below(place, 0)
    }

    fn listed_below(&self, place: &Place<'a>, depth: usize) -> Option<Values> {
        let own = spelt(&values(&Schema::of(place.node, self.dialect)));
        if !own.is_empty() || depth >= MAX_DEPTH {
            return Some(own).filter(|own| !own.is_empty());
        }
        if let Some(reference) = place.node.reference() {
            return self.listed_below(&self.references.find(reference, place.file)?, depth + 1);
        }
        let schema = Schema::of(place.node, self.dialect);
        if let [only] = schema.all_of {
            return self.listed_below(&place.steps(only, "allOf", "0"), depth + 1);
        }
        if !is_choice(&schema) {
            return None;
        }
        let members = choice(place, &schema);
        let lists = members.iter().filter(|member| !self.is_null(member));
        let lists: Vec<Values> = lists.map(|member| self.listed_below(member, depth + 1)).collect::<Option<_>>()?;
        Some(lists.into_iter().flatten().collect())
    }

    /// A schema lists some of the values of another one, and no others.
    pub(in crate::resolve) fn is_narrower(&self, place: &Place<'a>, than: &Place<'a>) -> bool {
        let lists = self.listed(place).zip(self.listed(than));
        lists.is_some_and(|(narrow, wide)| narrow.len() < wide.len() && narrow.is_subset(&wide))
    }

    /// Reads what is written next to a list of values and allows all of them; reports what does not.
    pub(in crate::resolve) fn read_wider(&mut self, place: &Place<'a>, schema: &Schema<'a>) {
        if schema.all_of.is_empty() && !is_choice(schema) {
            return;
        }
        let own = spelt(&values(schema));
        for member in place.list("allOf", schema.all_of) {
            match self.listed(&member) {
                Some(wide) if !own.is_subset(&wide) => self.report_other_list(&member, place),
                _ => self.read_wide(&member),
            }
        }
        if !is_choice(schema) {
            return;
        }
        let members = choice(place, schema);
        let lists: Option<Vec<Values>> = members.iter().map(|member| self.listed(member)).collect();
        let wide: Option<Values> = lists.map(|lists| lists.into_iter().flatten().collect());
        if wide.is_some_and(|wide| own.is_subset(&wide)) {
            members.iter().for_each(|member| self.read_wide(member));
            return;
        }
        for keyword in ["oneOf", "anyOf"] {
            self.leave_out_keyword(place, keyword, "the type is the list of values next to it");
        }
    }

    /// Reads a schema that a narrower list of values makes idle.
    pub(in crate::resolve) fn read_wide(&self, place: &Place<'a>) {
        self.references.read_references(place);
        read_replaced(place.node, place.node);
    }

    /// Says that two lists of values hold at once, of which none is within the other.
    pub(in crate::resolve) fn report_other_list(&mut self, place: &Place<'a>, kept: &Place<'a>) {
        place.leave_out();
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::AllOfConflict,
                &*place.pointer,
                "values of this list are not in another one that holds at the same time",
            )
            .effect("the other list decides")
            .related(&*kept.pointer, "the other list"),
        );
    }
}

fn spelt(values: &[&Node]) -> Values {
    values.iter().map(|value| value.to_json().to_string()).collect()
}
