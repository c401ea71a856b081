//! The keys of the operation decide.

use client::models::{AddNoteEmbed, NoteRequest};

#[test]
fn the_schema_next_to_the_reference_is_the_type() {
    let call = sent(|client: client::Client| client.notes().add(5, NoteRequest::new()).embed(AddNoteEmbed::Tags));
    assert_eq!(call.query, "limit=5&embed=tags");
}
