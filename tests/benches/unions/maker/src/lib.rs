//! Makes of the schemas of a document what the benches of unions need: an answer, and types with serde's derive.
//!
//! The same document always gives the same answer.

mod cut;
mod derived;
mod payload;
mod random;
mod schemas;

pub use cut::cut;
pub use derived::derived;
pub use payload::payload;

/// What is made of a document.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The name of the fragment's file and of the modules.
    pub name: &'static str,
    /// The component that is an item of the answer.
    pub root: &'static str,
    /// How often each member of the union, or the root if it is none, is in the answer.
    pub rounds: usize,
    /// From here on, optional properties are left out and arrays are empty.
    pub max_depth: usize,
    /// How likely a union that may be a string or an integer is one.
    pub scalar: f64,
    /// How likely an optional property is there.
    pub optional: f64,
    /// The property by which members of the root tell which they are, though the document does not say so.
    pub tag: Option<&'static str>,
}

/// The timeline of an issue of GitHub, and charges of Stripe with what belongs to them.
pub const PLANS: [Plan; 2] = [
    Plan {
        name: "github",
        root: "timeline-issue-events",
        rounds: 18,
        max_depth: 3,
        scalar: 0.3,
        optional: 0.6,
        tag: Some("event"),
    },
    Plan { name: "stripe", root: "charge", rounds: 265, max_depth: 3, scalar: 0.5, optional: 0.35, tag: None },
];

/// The value of the tag by which GitHub's events tell what they are, which is in the name of the schema.
fn tag_of(component: &str) -> String {
    let name = component.trim_start_matches("timeline-");
    let event = name.trim_end_matches("-event");
    match event.strip_suffix("-issue") {
        Some(event) => event.replace('-', "_"),
        None if event == "comment" => "commented".to_owned(),
        None => event.to_owned(),
    }
}
