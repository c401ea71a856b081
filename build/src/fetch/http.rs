//! Fetching over HTTP, where the feature `fetch` is on.

/// The bytes at a URL, if they are not too many.
#[cfg(feature = "fetch")]
pub(super) fn get(url: &str, most: u64) -> Result<Vec<u8>, String> {
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(60);
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).https_only(url.starts_with("https://"));
    let agent: ureq::Agent = config.build().into();
    let problem = |error: ureq::Error| format!("{url}: {error}");
    let mut response = agent.get(url).call().map_err(problem)?;
    response.body_mut().with_config().limit(most).read_to_vec().map_err(problem)
}

/// A command that is built without the feature says so.
#[cfg(not(feature = "fetch"))]
pub(super) fn get(url: &str, _most: u64) -> Result<Vec<u8>, String> {
    Err(format!(
        "{url}: this program was built without the feature `fetch`; \
         install it with `--features fetch`, or save the document and name the file"
    ))
}
