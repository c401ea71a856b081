//! `clientgen.lock`: the hashes of what was fetched.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use crate::files;

/// The name of the file.
pub(super) const FILE_NAME: &str = "clientgen.lock";

/// The grammar of the file that this program reads and writes.
const VERSION: u32 = 1;

/// What URLs had when they were fetched.
#[derive(Debug, Default)]
pub(super) struct Pins {
    hashes: BTreeMap<String, String>,
    is_changed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    document: Vec<Pin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    url: String,
    sha256: String,
}

impl Pins {
    /// Reads the file; there are no pins if it is not there.
    pub(super) fn read(file: &Path) -> Result<Self, String> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(format!("{}: {error}", file.display())),
        };
        let written: Written =
            toml_edit::de::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        if written.version != VERSION {
            return Err(format!("{}: version {} is that of another clientgen", file.display(), written.version));
        }
        let hashes = written.document.into_iter().map(|pin| (pin.url, pin.sha256)).collect();
        Ok(Self { hashes, is_changed: false })
    }

    /// The hash of what a URL has.
    pub(super) fn hash_of(&self, url: &str) -> Option<&str> {
        self.hashes.get(url).map(String::as_str)
    }

    /// Enters what a URL has.
    pub(super) fn pin(&mut self, url: &str, hash: String) {
        let before = self.hashes.insert(url.to_owned(), hash.clone());
        self.is_changed |= before.as_ref() != Some(&hash);
    }

    /// Writes the file, if something has changed.
    pub(super) fn write(&self, file: &Path) -> Result<(), String> {
        if !self.is_changed {
            return Ok(());
        }
        let mut text = format!(
            "# What was fetched, by hash. Written by `clientgen generate`; keep it with the client.\nversion = {VERSION}\n"
        );
        for (url, hash) in &self.hashes {
            let [url, hash] = [url, hash].map(|text| toml_edit::Value::from(text.as_str()));
            text += &format!("\n[[document]]\nurl = {url}\nsha256 = {hash}\n");
        }
        files::replace(file, &text).map_err(|error| format!("{}: {error}", file.display()))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn pins_come_back_from_their_file() {
        let file = std::env::temp_dir().join(format!("clientgen-pins-{}.lock", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let mut pins = Pins::read(&file).unwrap();
        pins.pin("https://a.example/\"b\".yaml", "12".to_owned());
        pins.write(&file).unwrap();
        let mut again = Pins::read(&file).unwrap();
        assert_eq!(again.hash_of("https://a.example/\"b\".yaml"), Some("12"));
        again.pin("https://a.example/\"b\".yaml", "12".to_owned());
        assert!(!again.is_changed);

        std::fs::write(&file, "version = 2\n").unwrap();
        assert!(Pins::read(&file).unwrap_err().contains("another clientgen"));
        std::fs::write(&file, "version = 1\nurl = 3\n").unwrap();
        assert!(Pins::read(&file).unwrap_err().contains("unknown field `url`"));
        std::fs::remove_file(&file).unwrap();
    }
}
