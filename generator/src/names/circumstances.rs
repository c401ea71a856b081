//! What a document says of an operation by its answer and by its other operations, each of which may be turned round by
//! a further operation.
//!
//! A name that the rules would make in other circumstances stays, so all of them have to be tried. Sixteen thousand
//! combinations would be too many for each operation; what a rule did not ask for makes no difference to it.

use std::cell::Cell;

/// One circumstance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Circumstance {
    /// The path has a `PATCH` as well, so a `PUT` is no update like any other.
    HasPatch,
    /// The path has a `PUT` as well.
    HasPut,
    /// Most ids have their verb at the end.
    VerbsLast,
    /// Ids have the methods of HTTP as verbs.
    SaysMethods,
    /// The path also has what gets, changes or deletes it, so it is a thing.
    IsThing,
    /// The path has things below it, each picked by a parameter.
    HasThings,
    /// All operations of the group are below the same things, so that none of them needs to say whose they are.
    IsOwned,
    /// What other operations do to things counts.
    KnowsThings,
    /// A success is a page of a list, or of unknown form where the path also has things of the list.
    IsPage,
    /// The pages of a list follow each other.
    IsPaged,
    /// It says which things it is for, so it is not for all of a collection.
    NamesThings,
    /// Ids tell an update from a partial update, as those of Django do.
    SaysPartial,
    /// What is above the end of the path is got as well: `/visits` next to `/visits/all`.
    IsBelowList,
    /// The path is got as one thing, and nothing replaces or changes it but what is posted there.
    IsOne,
    /// No other id is the same but for the version at its end.
    IsOnlyVersion,
}

impl Circumstance {
    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Those of one operation. They note which of them are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Circumstances {
    hold: u16,
    asked: Cell<u16>,
}

impl Circumstances {
    /// Those that hold; all others do not.
    pub(super) fn of(all: &[(Circumstance, bool)]) -> Self {
        let hold = all.iter().filter(|(_, holds)| *holds).fold(0, |hold, (one, _)| hold | one.bit());
        Self { hold, asked: Cell::new(0) }
    }

    /// True if it holds.
    pub(super) fn has(&self, one: Circumstance) -> bool {
        self.asked.set(self.asked.get() | one.bit());
        self.hold & one.bit() != 0
    }

    /// These, and all others, in which any number of them is turned round.
    pub(super) fn combinations(&self) -> impl Iterator<Item = Self> + use<> {
        let (hold, count) = (self.hold, Circumstance::IsOne.bit() << 1);
        (0..count).map(move |turned| Self { hold: hold ^ turned, asked: Cell::new(0) })
    }

    /// True if others answer what these were asked for as these do.
    pub(super) fn answer_like(&self, others: &Self) -> bool {
        (self.hold ^ others.hold) & self.asked.get() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Circumstance::{HasPut, IsThing};
    use super::Circumstances;

    #[test]
    fn what_was_not_asked_for_makes_no_difference() {
        let asked = Circumstances::of(&[(HasPut, true), (IsThing, false)]);
        let all: Vec<Circumstances> = asked.combinations().collect();
        let same = |asked: &Circumstances| all.iter().filter(|all| asked.answer_like(all)).count();
        assert_eq!((all.len(), same(&asked)), (16384, 16384));
        assert!(asked.has(HasPut));
        assert_eq!(same(&asked), 8192);
        assert!(!asked.has(IsThing));
        assert_eq!(same(&asked), 4096);
        assert!(all.first().is_some_and(|first| first.has(HasPut) && !first.has(IsThing)));
    }
}
