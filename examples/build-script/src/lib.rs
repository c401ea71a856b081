//! A crate whose client is made by its build script.

include!(concat!(env!("OUT_DIR"), "/pets.rs"));

/// The names of the first pets.
///
/// # Errors
///
/// The server cannot be reached, or answers with an error.
pub async fn first_names(client: &pets::Client) -> pets::Result<Vec<String>> {
    let pets = client.pets().list().limit(3).await?;
    Ok(pets.iter().map(|pet| pet.name.clone()).collect())
}
