//! Makes of each fragment the client's models, the same with serde's derive, and the answer.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::var("OUT_DIR")?;
    for plan in union_payloads::PLANS {
        let file = format!("{}.json", plan.name);
        println!("cargo::rerun-if-changed={file}");
        let document = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        let write = |name: String, text: String| std::fs::write(Path::new(&out).join(name), text);
        write(format!("{}-derived.rs", plan.name), union_payloads::derived(&document, &plan))?;
        write(format!("{}-answer.json", plan.name), union_payloads::payload(&document, &plan).to_string())?;
        clientgen_build::Builder::new(&file).module(plan.name).types_only().generate()?;
    }
    Ok(())
}
