//! Reading documents from disk: the text of one, and the other files it refers to.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use clientgen::document::Files;

/// The other files of a document: those below one folder.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// Where the document itself lies below the folder.
    main: Option<String>,
}

impl Folder {
    /// The folder a document lies in.
    pub(crate) fn of(document: &Path) -> Self {
        Self { root: document.parent().map(Path::to_owned).unwrap_or_default(), main: None }
    }

    /// A folder above the document; an error if it is not above it.
    pub(crate) fn above(document: &Path, root: &Path) -> io::Result<Self> {
        let document = fs::canonicalize(document)?;
        let root = fs::canonicalize(root)?;
        let main = document.strip_prefix(&root).map_err(|_| {
            let message = format!("{} does not lie below {}", document.display(), root.display());
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
        let main = Some(main.to_string_lossy().replace('\\', "/"));
        Ok(Self { root, main })
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Option<String> {
        let path = Path::new(path);
        // The generator asks for plain paths only; this is the last door before the disk.
        let is_plain = path.components().all(|component| matches!(component, Component::Normal(_)));
        is_plain.then(|| text_of(&self.root.join(path)).ok()).flatten()
    }

    fn main_path(&self) -> Option<String> {
        self.main.clone()
    }
}

/// The text of a file in UTF-8, or in UTF-16 with its mark, as some shells write it.
pub(crate) fn text_of(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    let units = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| decode([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => units(u16::from_le_bytes),
        Some([0xfe, 0xff]) => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-sources-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("apis")).unwrap();
        folder
    }

    #[test]
    fn a_root_above_the_document_opens_its_neighbours() {
        let folder = folder("root");
        fs::write(folder.join("apis/pets.yaml"), "openapi: 3.0.3").unwrap();
        fs::write(folder.join("common.yaml"), "a: b").unwrap();

        let above = Folder::above(&folder.join("apis/pets.yaml"), &folder).unwrap();
        assert_eq!(above.main_path().as_deref(), Some("apis/pets.yaml"));
        assert_eq!(above.read("common.yaml").as_deref(), Some("a: b"));
        assert_eq!(above.read("../common.yaml"), None);
        assert_eq!(Folder::of(&folder.join("apis/pets.yaml")).read("common.yaml"), None);
        assert!(Folder::above(&folder.join("common.yaml"), &folder.join("apis")).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let folder = folder("utf16");
        let path = folder.join("pets.json");
        for (mark, encode) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)]
        {
            let bytes: Vec<u8> = mark.into_iter().chain("{\"é\": 1}".encode_utf16().flat_map(encode)).collect();
            fs::write(&path, bytes).unwrap();
            assert_eq!(text_of(&path).unwrap(), "\u{feff}{\"é\": 1}");
        }
        fs::write(&path, [0xff, 0x00]).unwrap();
        assert!(text_of(&path).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
