//! Evidence as diagnostics, each at its place in the document.

use super::evidence::{Difference, Evidence, Site, Total};
use super::kinds::Kinds;
use super::observer::Observer;
use super::sentences::{kinds, of_difference, origin};
use super::subject::{is_property, is_required, operation_of, parameter_name, status_of, subject};
use crate::diagnostics::{Diagnostic, DiagnosticId, Diagnostics};
use crate::document::{Node, Schema};
use crate::source::JsonPointer;

impl Observer<'_> {
    /// The differences, as diagnostics.
    pub(super) fn tell(&self, diagnostics: &mut Diagnostics) {
        let is_difference = |difference: &Difference| !matches!(difference, Difference::Always(_));
        for ((site, difference), evidence) in
            self.walker.book.differences.iter().filter(|((_, one), _)| is_difference(one))
        {
            if let Some(site) = self.walker.book.sites.get(*site) {
                diagnostics.push(self.diagnostic(site, difference, evidence));
            }
        }
    }

    fn diagnostic(&self, site: &Site, difference: &Difference, evidence: &Evidence) -> Diagnostic {
        let total = self.total(site, difference);
        let message = format!(
            "{}; {}{}",
            self.claim(site, difference),
            self.shown(difference, evidence, total),
            origin(evidence)
        );
        let (pointer, about_key) = self.place(site, difference);
        let is_header = site.pointer.parent().is_some_and(|outer| outer.last().as_deref() == Some("headers"));
        let id =
            if is_header && *difference == Difference::Absent { DiagnosticId::DriftHeader } else { id(difference) };
        let pointer = self.walker.document.locate(&pointer).map_or_else(|| site.pointer.clone(), |found| found.pointer);
        let diagnostic = match self.is_note(site, difference, evidence) {
            true => Diagnostic::note(id, pointer, message),
            false => Diagnostic::warning(id, pointer, message),
        };
        if about_key { diagnostic.about_key() } else { diagnostic }
    }

    /// Where a difference is shown: the keyword that is not true, or the key of what lacks something.
    fn place(&self, site: &Site, difference: &Difference) -> (JsonPointer, bool) {
        let below = |keyword: &str| site.pointer.child(keyword);
        match difference {
            Difference::Missing(name) => {
                let list = self.walker.document.locate(&below("required"));
                let is_name = |node: &Node| node.as_str() == Some(name);
                let at = list.and_then(|list| list.node.items().iter().position(is_name));
                (at.map_or_else(|| below("required"), |at| below("required").item(at)), false)
            }
            Difference::Value if self.walker.document.locate(&below("enum")).is_none() => (below("const"), false),
            Difference::Value => (below("enum"), true),
            Difference::Limit(keyword) => (below(keyword), false),
            Difference::Format(_) => (below("format"), false),
            Difference::Tag => (below("discriminator"), true),
            Difference::Absent => (below("required"), false),
            _ => (site.pointer.clone(), true),
        }
    }

    fn shown(&self, difference: &Difference, evidence: &Evidence, total: Total) -> String {
        match difference {
            Difference::Kind => kinds(evidence, total),
            _ => of_difference(difference, evidence, total),
        }
    }

    /// What the values of a difference are counted against.
    pub(super) fn total(&self, site: &Site, difference: &Difference) -> Total {
        let book = &self.walker.book;
        match difference {
            // The answers of the operation or the response that has the place.
            Difference::MediaType(_) | Difference::NoBody => {
                site.pointer.parent().map(|outer| book.total(&outer)).unwrap_or_default()
            }
            Difference::Parameter(_) => self.calls(&site.pointer),
            Difference::Body(_) if site.pointer.segments().all(|segment| segment != "responses") => {
                self.calls(&site.pointer)
            }
            _ => book.total(&site.pointer),
        }
    }

    fn calls(&self, operation: &JsonPointer) -> Total {
        let index = self.api.operations.iter().position(|one| one.pointer == *operation);
        let count = index.and_then(|index| self.called.get(index)).copied().unwrap_or_default();
        Total::of(count)
    }

    /// What a client reads without loss, or would not miss.
    fn is_note(&self, site: &Site, difference: &Difference, evidence: &Evidence) -> bool {
        match difference {
            Difference::Header(_) => true,
            Difference::Kind => {
                let is_null = evidence.kinds.keys().all(|kind| *kind == Kinds::NULL);
                is_null && is_property(&site.pointer) && !is_required(self.walker.document, &site.pointer)
            }
            _ => false,
        }
    }

    /// What the document says.
    fn claim(&self, site: &Site, difference: &Difference) -> String {
        let document = self.walker.document;
        let name = parameter_name(document, &site.pointer).map(|name| format!("the parameter `{name}`"));
        let subject = name.unwrap_or_else(|| subject(&site.pointer));
        let operation = || operation_of(self.api, &site.pointer).map_or_else(String::new, |id| format!(" of `{id}`"));
        let status =
            || status_of(&site.pointer).map_or_else(|| "the answer".to_owned(), |status| format!("response {status}"));
        match difference {
            Difference::Kind | Difference::Stranger => self.kind_claim(site, &subject),
            Difference::Missing(name) => format!("`{name}` of {subject} is required"),
            Difference::Always(name) => format!("`{name}` of {subject} is not required"),
            Difference::Member(name) => format!("`{name}` of {subject} is not declared"),
            Difference::Members => format!("members of {subject} are not declared"),
            Difference::Value => format!("{subject} has a list of values"),
            Difference::Format(format) => format!("{subject} has the format `{format}`"),
            Difference::Limit(keyword) => format!("{subject} has `{keyword}`"),
            Difference::Union => format!("{subject} is one of several schemas"),
            Difference::Tag => format!("the discriminator of {subject} has a list of values"),
            Difference::Status(status) => format!("the status {status}{} is not documented", operation()),
            Difference::MediaType(name) => format!("{}{} has no `{name}`", status(), operation()),
            Difference::Unreadable => format!("the body of {}{} is JSON", status(), operation()),
            Difference::NoBody => format!("{}{} has a body", status(), operation()),
            Difference::Body(_) => match status_of(&site.pointer) {
                Some(status) => format!("response {status}{} has no body", operation()),
                None => format!("the request{} has no body", operation()),
            },
            Difference::Header(name) => format!("the header `{name}` of {}{} is not documented", status(), operation()),
            Difference::Absent => format!("{subject} is required"),
            Difference::Parameter(name) => format!("the query parameter `{name}`{} is not documented", operation()),
        }
    }

    fn kind_claim(&self, site: &Site, subject: &str) -> String {
        let document = self.walker.document;
        let required = if is_required(document, &site.pointer) { "required " } else { "" };
        let Some(found) = document.locate(&site.pointer) else { return format!("{subject} has a type") };
        let schema = Schema::of(found.node, document.dialect);
        let kinds = schema.types.iter().fold(Kinds::NONE, |kinds, name| kinds.or(Kinds::of_type(*name)));
        let target = schema.reference.map(|reference| reference.rsplit('/').next().unwrap_or(reference));
        match (kinds.is_none(), target) {
            (false, _) if required.is_empty() => format!("{subject} is {}", kinds.sentence()),
            (false, _) => format!("{subject} is a required {}", kinds.types().join(" or ")),
            (true, Some(target)) => format!("{required}{subject} refers to `{target}`"),
            (true, None) => format!("{subject} has a {required}schema"),
        }
    }
}

fn id(difference: &Difference) -> DiagnosticId {
    match difference {
        Difference::Kind | Difference::Stranger => DiagnosticId::DriftType,
        Difference::Missing(_) | Difference::Always(_) => DiagnosticId::DriftMissing,
        Difference::Member(_) | Difference::Members => DiagnosticId::DriftMember,
        Difference::Value | Difference::Tag => DiagnosticId::DriftValue,
        Difference::Format(_) => DiagnosticId::DriftFormat,
        Difference::Limit(_) => DiagnosticId::DriftLimit,
        Difference::Union => DiagnosticId::DriftUnion,
        Difference::Status(_) => DiagnosticId::DriftStatus,
        Difference::MediaType(_) | Difference::Unreadable => DiagnosticId::DriftMediaType,
        Difference::NoBody | Difference::Body(_) => DiagnosticId::DriftBody,
        Difference::Header(_) => DiagnosticId::DriftHeader,
        Difference::Absent | Difference::Parameter(_) => DiagnosticId::DriftParameter,
    }
}
