//! Makes the module `pets` from the document.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    clientgen_build::Builder::new("pets.yaml").module("pets").generate()?;
    Ok(())
}
