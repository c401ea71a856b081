//! Events that the API sends: 3.1's `webhooks`, and `x-webhooks` (name to schema) in 3.0.

use super::layers::Expected;
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::Schema;
use crate::ir::{Api, Docs, Origin, Root, Step, Webhook};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

/// All events of the document, by name.
pub(in crate::resolve) fn written<'a>(resolver: &Resolver<'a>) -> Vec<(&'a str, Place<'a>)> {
    let lists = ["webhooks", "x-webhooks"].into_iter().filter_map(|key| resolver.references.top(key));
    lists.flat_map(|list| list.children().collect::<Vec<_>>()).collect()
}

/// Reads events.
pub(in crate::resolve) fn resolve<'a>(resolver: &mut Resolver<'a>, events: Vec<(&'a str, Place<'a>)>, api: &mut Api) {
    for (name, place) in events {
        if let Some(webhook) = resolver.webhook(name, place) {
            api.webhooks.push(webhook);
        }
    }
}

impl<'a> Resolver<'a> {
    /// Says that nothing is made of a request of an event, and why.
    fn leave_out_request(&mut self, item: &Place<'a>, method: &str, request: &Place<'a>, why: &str) {
        request.leave_out();
        self.reporter.push(
            Diagnostic::note(
                DiagnosticId::KeywordUnused,
                item.pointer.child(method),
                format!("nothing is made of `{method}`"),
            )
            .about_key()
            .effect(why.to_owned()),
        );
    }

    fn webhook(&mut self, name: &str, place: Place<'a>) -> Option<Webhook> {
        let item = self.references.follow(place.clone(), &mut self.reporter)?;
        let origin = Origin::of(Root::Webhook(name.to_owned()));
        let owner = Owner::Of(&origin);
        let mut operations = METHODS.into_iter().filter_map(|method| Some((method, item.child(method)?)));
        let Some((_, operation)) = operations.next() else {
            // Our extension names the schema itself.
            let payload = self.folded_use(&place, owner);
            let docs = crate::resolve::schemas::shapes::docs(&Schema::of(item.node, self.dialect));
            return Some(Webhook { wire_name: name.to_owned(), payload, docs });
        };
        for (method, other) in operations {
            self.leave_out_request(&item, method, &other, "the event is the one of another method");
        }
        let Some(written) = operation.child("requestBody") else {
            let method = operation.pointer.last().unwrap_or_default().into_owned();
            self.leave_out_request(&item, &method, &operation, "the client has no type for an event without a body");
            return None;
        };
        let layers = self.layers(&written, Expected::RequestBody)?;
        let entry = self.content_of(&layers).into_iter().next()?;
        let payload = self.entry_type(&entry, Owner::Inside(&owner, Step::Event));
        self.leave_out_examples(&entry.place, None);
        self.references.read_references(&place);
        self.references.read_references(&written);
        if let Some(parameters) = operation.child("parameters") {
            parameters.leave_out();
            self.note_unused(&operation, "parameters");
        }
        [&item, &operation, layers.target(), &entry.place].into_iter().for_each(|read| _ = read.node.read());
        let docs = Docs {
            title: operation.read_text("summary").map(str::to_owned),
            description: paragraphs([operation.read_text("description"), layers.read_text("description")]),
            example: None,
            more_examples: Vec::new(),
            deprecated: operation.read_flag("deprecated").unwrap_or(false),
            url: None,
            notes: Vec::new(),
        };
        Some(Webhook { wire_name: name.to_owned(), payload, docs })
    }
}

/// The methods of requests that bring an event, the usual one first.
const METHODS: [&str; 5] = ["post", "put", "patch", "get", "delete"];

/// What an event says of itself, and of its body.
fn paragraphs(said: [Option<&str>; 2]) -> Option<String> {
    let said: Vec<&str> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join("\n\n"))
}
