//! What `compare` says of single changes: each row is an edit of a document, and what it means.

#[path = "changes/api.rs"]
mod api;
#[path = "changes/causes.rs"]
mod causes;
#[path = "changes/compiled.rs"]
mod compiled;
#[path = "changes/edits.rs"]
mod edits;
#[path = "changes/equal.rs"]
mod equal;
#[path = "changes/hits.rs"]
mod hits;
#[path = "changes/meanings.rs"]
mod meanings;
#[path = "changes/row.rs"]
mod row;
#[path = "changes/rules.rs"]
mod rules;
#[path = "changes/styles.rs"]
mod styles;
#[path = "changes/swaps.rs"]
mod swaps;
#[path = "changes/thrive.rs"]
mod thrive;
#[path = "changes/user.rs"]
mod user;
#[path = "changes/views.rs"]
mod views;
