//! What holds in all samples although the document allows more, for overlays that may say so.

use super::evidence::Difference;
use super::observer::Observer;
use crate::source::FileId;

/// Fewer objects prove nothing.
const MIN_OBJECTS: u64 = 10;

impl Observer<'_> {
    /// Members that every object has, as evidence for the overlay; reports do not have them.
    pub(super) fn tighten(&mut self) {
        let mut always = Vec::new();
        for schema in self.walker.schemas.all().filter(|schema| schema.place.file == FileId::MAIN) {
            let objects = self.walker.book.total(&schema.place.pointer).values;
            let properties = schema.place.pointer.child("properties");
            let optional = schema.properties.keys().filter(|name| !schema.own.required.contains(*name));
            for name in optional.filter(|_| objects >= MIN_OBJECTS) {
                if self.walker.book.total(&properties.child(name)).values == objects {
                    always.push((schema.place.pointer.clone(), (*name).to_owned(), objects));
                }
            }
        }
        for (pointer, name, objects) in always {
            let site = self.walker.book.site(&pointer, FileId::MAIN, "");
            let evidence = self.walker.book.evidence(site, Difference::Always(name));
            (evidence.values, evidence.sample) = (objects, "all samples".to_owned());
        }
    }
}
