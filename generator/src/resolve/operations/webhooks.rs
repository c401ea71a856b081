//! Events that the API sends: 3.1's `webhooks`, and `x-webhooks` (name to schema) in 3.0.

use super::layers::Expected;
use crate::document::Schema;
use crate::ir::{Api, Docs, Origin, Root, Step, Webhook};
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::resolver::Resolver;

/// Reads all events.
pub(in crate::resolve) fn resolve(resolver: &mut Resolver<'_>, api: &mut Api) {
    for key in ["webhooks", "x-webhooks"] {
        let Some(list) = resolver.references.top(key) else { continue };
        for (name, place) in list.children().collect::<Vec<_>>() {
            if let Some(webhook) = resolver.webhook(name, place) {
                api.webhooks.push(webhook);
            }
        }
    }
}

impl<'a> Resolver<'a> {
    fn webhook(&mut self, name: &str, place: Place<'a>) -> Option<Webhook> {
        let item = self.references.follow(place.clone(), &mut self.reporter)?;
        let origin = Origin::of(Root::Webhook(name.to_owned()));
        let owner = Owner::Of(&origin);
        let operation = ["post", "put", "patch", "get", "delete"].iter().find_map(|method| item.child(method));
        let Some(operation) = operation else {
            // Our extension names the schema itself.
            let payload = self.folded_use(&place, owner);
            let docs = crate::resolve::schemas::shapes::docs(&Schema::of(item.node, self.dialect));
            return Some(Webhook { wire_name: name.to_owned(), payload, docs });
        };
        let written = operation.child("requestBody")?;
        let layers = self.layers(&written, Expected::RequestBody)?;
        let entry = self.content_of(&layers).into_iter().next()?;
        let payload = self.entry_type(&entry, Owner::Inside(&owner, Step::Event));
        self.references.read_references(&place);
        self.references.read_references(&written);
        [&item, &operation, layers.target(), &entry.place].into_iter().for_each(|read| _ = read.node.read());
        let docs = Docs {
            title: operation.read_text("summary").map(str::to_owned),
            description: operation.read_text("description").map(str::to_owned),
            example: None,
            deprecated: operation.read_flag("deprecated").unwrap_or(false),
            url: None,
            notes: Vec::new(),
        };
        Some(Webhook { wire_name: name.to_owned(), payload, docs })
    }
}
