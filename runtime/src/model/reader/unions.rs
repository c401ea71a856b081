//! Unions without a tree in between: the variant is chosen by an outline of the text, and read from the text.
//!
//! Only what fits is read so, also with members that are not declared and values that are not known. What does not fit,
//! and keys that repeat, are `choice`'s business, which reads a tree; the outermost union reads it for all that are inside.

use super::super::choice::{choose, likeliest};
use super::super::cursor::{Broken, Entered, Outline};
use super::super::slot::Union;
use super::super::subject::Glimpse;
use super::super::target::Target;
use super::Reader;

impl Reader<'_, '_> {
    /// Reads the array or object that has been entered into the variant of a union that takes it.
    pub(super) fn union(
        &mut self,
        entered: Entered,
        kind: Glimpse<'static>,
        union: &mut dyn Union,
        discriminator: Option<&'static str>,
    ) -> Result<(), Broken> {
        let mark = self.trace.mark();
        let is_inside = std::mem::replace(&mut self.trial.is_running, true);
        let tried = self.try_variant(entered, kind, union, discriminator);
        self.trial.is_running = is_inside;
        if tried.is_ok() && !self.trace.has_misfit_since(mark) && !self.trial.has_repetition {
            self.trace.at(entered.at());
            return Ok(());
        }
        if is_inside {
            return Err(Broken);
        }
        self.trial.has_repetition = false;
        self.trace.forget(mark);
        self.cursor.rewind(entered);
        self.trace.at(self.cursor.at);
        choose(union, self.tree()?, self.trace);
        Ok(())
    }

    /// Reads the variant that is tried first. `around` is the discriminator of a union of which this one is a variant.
    fn try_variant(
        &mut self,
        entered: Entered,
        kind: Glimpse<'static>,
        union: &mut dyn Union,
        around: Option<&'static str>,
    ) -> Result<(), Broken> {
        let discriminator = union.descriptor().discriminator().filter(|_| around.is_none());
        let mut keys = std::mem::take(&mut self.trial.keys);
        keys.clear();
        self.cursor.rewind(entered);
        if let Glimpse::Object = kind {
            self.cursor.outline(&mut keys, discriminator)?;
        }
        let case = likeliest(union, &Outline { kind, text: self.cursor.text(), keys: &keys });
        let is_repeated = |key: &str| keys.iter().filter(|(known, _)| known == key).count() > 1;
        self.trial.has_repetition |= around.is_some_and(is_repeated);
        self.trial.keys = keys;
        self.cursor.rewind(entered);
        let Some(case) = case else {
            choose(union, self.tree()?, self.trace);
            return Ok(());
        };
        self.trial.discriminator = discriminator;
        self.value(Target::new(union.become_variant(case), self.trace))?;
        // A variant that did not look at its keys does not know whether they repeat.
        self.trial.has_repetition |= self.trial.discriminator.take().is_some();
        Ok(())
    }
}
