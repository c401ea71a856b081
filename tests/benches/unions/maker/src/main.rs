//! Cuts the fragments of the benches out of the whole documents.
//!
//! `cargo run -p union-payloads -- github.json stripe.yaml` writes them next to the bench.

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (plan, document) in union_payloads::PLANS.iter().zip(std::env::args().skip(1)) {
        let text = std::fs::read_to_string(&document).unwrap_or_else(|error| panic!("{document}: {error}"));
        // YAML is JSON and more.
        let document = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{document}: {error}"));
        let fragment = serde_json::to_string(&union_payloads::cut(&document, plan)).expect("a fragment is JSON");
        let file = folder.join(format!("{}.json", plan.name));
        std::fs::write(&file, fragment + "\n").unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
