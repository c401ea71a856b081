//! Reading documents from disk: the text of one, and the other files it refers to.
//!
//! A document may come from anywhere, so its references open plain files of limited size below one folder, and nothing
//! else: no link out of it, no device, no pipe.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::str::Utf8Error;

use clientgen::diagnostics::suggest;
use clientgen::{FileError, Files};

use crate::seen::Seen;

/// Most bytes of a document, and of all other files it refers to together.
pub const MAX_BYTES: u64 = 128 << 20;

/// The files that a document may refer to: those below one folder.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Without links; `None` where there is no such folder.
    root: Option<PathBuf>,
    /// The path of the document below the folder.
    main: Option<String>,
    /// Bytes that may still be read.
    left: Cell<u64>,
    /// Where the files are entered that are read.
    seen: Option<Seen>,
}

impl Folder {
    /// The folder of a document.
    pub(crate) fn of(document: &Path) -> Self {
        let folder = document.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        Self { root: fs::canonicalize(folder).ok(), main: None, left: Cell::new(MAX_BYTES), seen: None }
    }

    /// A folder above the document; an error if it is not above it.
    pub(crate) fn above(document: &Path, root: &Path) -> io::Result<Self> {
        let document = fs::canonicalize(document)?;
        let root = fs::canonicalize(root)?;
        let main = document.strip_prefix(&root).map_err(|_| {
            let message = format!("{} is not below {}", document.display(), root.display());
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
        let main = Some(main.to_string_lossy().replace('\\', "/"));
        Ok(Self { root: Some(root), main, left: Cell::new(MAX_BYTES), seen: None })
    }

    /// The same folder, whose files are entered when they are read.
    pub(crate) fn seen_by(self, seen: Option<Seen>) -> Self {
        Self { seen, ..self }
    }

    /// The path of a file without links, if it lies below the folder.
    fn locate(&self, path: &Path) -> Result<PathBuf, FileError> {
        // The generator asks for plain paths only; this is the last door before the disk.
        let is_plain = path.components().all(|component| matches!(component, Component::Normal(_)));
        let root = self.root.as_ref().filter(|_| is_plain).ok_or(FileError::Missing)?;
        let path = fs::canonicalize(root.join(path)).map_err(|_| FileError::Missing)?;
        if path.starts_with(root) { Ok(path) } else { Err(FileError::Outside) }
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, FileError> {
        if let (Some(seen), Some(root)) = (&self.seen, &self.root) {
            seen.add(root.join(path));
        }
        let path = self.locate(Path::new(path))?;
        let bytes = plain_bytes(&path, self.left.get()).map_err(|refused| refused.error())?;
        self.left.set(self.left.get().saturating_sub(bytes.len() as u64));
        text(bytes).map_err(|_| FileError::NotText)
    }

    fn main_path(&self) -> Option<String> {
        self.main.clone()
    }
}

/// The text of a file in UTF-8, or in UTF-16 with its mark, as some shells write it.
pub fn text_of(path: &Path) -> io::Result<String> {
    text(plain_bytes(path, MAX_BYTES).map_err(|refused| with_similar(refused.into(), path))?)
}

/// For a file that is missing, the error with the name in its folder that was probably meant.
fn with_similar(error: io::Error, path: &Path) -> io::Error {
    let similar = if error.kind() == io::ErrorKind::NotFound { similar(path) } else { None };
    match similar {
        Some(similar) => io::Error::new(error.kind(), format!("{error}; did you mean {}?", similar.display())),
        None => error,
    }
}

/// The file of the same folder whose name is most like that of the path, or that differs only in its extension.
fn similar(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let has_stem = |other: &&String| Path::new(other).file_stem() == path.file_stem();
    let same_stem = || names.iter().find(has_stem).map(String::as_str);
    suggest(name, names.iter().map(String::as_str)).or_else(same_stem).map(|similar| path.with_file_name(similar))
}

/// A path as diagnostics show it on every machine.
pub(crate) fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// `-` is standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The text of standard input, of limited size.
pub(crate) fn stdin() -> io::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Refused::TooBig(MAX_BYTES).into()) } else { text(bytes) }
}

/// The bytes of a plain file, if they are not too many.
pub fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    Ok(plain_bytes(path, MAX_BYTES)?)
}

/// Why a file is not read.
#[derive(Debug)]
enum Refused {
    Special,
    /// A folder.
    Folder,
    TooBig(u64),
    Unreadable(io::Error),
}

impl Refused {
    fn error(&self) -> FileError {
        match self {
            Refused::Special | Refused::Folder => FileError::Special,
            Refused::TooBig(_) => FileError::TooBig,
            Refused::Unreadable(_) => FileError::Missing,
        }
    }
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> Self {
        let message = match refused {
            Refused::Unreadable(error) => return error,
            Refused::Special => "it is not a plain file".to_owned(),
            Refused::Folder => "this is a folder; name a file in it".to_owned(),
            Refused::TooBig(most) => format!("it is larger than {} MiB", most >> 20),
        };
        io::Error::new(io::ErrorKind::InvalidInput, message)
    }
}

/// Opening a pipe would wait for its other end, so the kind is asked for first.
fn plain_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Refused> {
    let kind = fs::metadata(path).map_err(Refused::Unreadable)?;
    if kind.is_dir() {
        return Err(Refused::Folder);
    }
    if !kind.is_file() {
        return Err(Refused::Special);
    }
    let file = File::open(path).map_err(Refused::Unreadable)?;
    // Room for the whole file at once: a buffer that grows is copied again and again.
    let expected = file.metadata().map_or(0, |metadata| metadata.len().min(most));
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    // Reads one byte more than the limit, to notice larger files; the size that a file reports need not be true.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Refused::Unreadable)?;
    if bytes.len() as u64 > most { Err(Refused::TooBig(most)) } else { Ok(bytes) }
}

pub(crate) fn text(bytes: Vec<u8>) -> io::Result<String> {
    let units = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| decode([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => units(u16::from_le_bytes),
        Some([0xfe, 0xff]) => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| no_text(error.as_bytes(), error.utf8_error())),
    }
}

fn no_text(bytes: &[u8], error: Utf8Error) -> io::Error {
    packed(bytes).unwrap_or_else(|| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        io::Error::new(io::ErrorKind::InvalidData, format!("it is no text in UTF-8 (byte 0x{byte:02x} at {at})"))
    })
}

/// The error for a file that has to be unpacked first, if its first bytes are those of an archive.
pub(crate) fn packed(bytes: &[u8]) -> Option<io::Error> {
    const ARCHIVES: [(&[u8], &str); 5] = [
        (b"\x1f\x8b", "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"BZh", "bzip2"),
    ];
    let (_, format) = ARCHIVES.iter().find(|(start, _)| bytes.starts_with(start))?;
    Some(io::Error::new(io::ErrorKind::InvalidData, format!("it is packed by {format}; unpack it first")))
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
        assert_eq!(above.read("common.yaml").as_deref(), Ok("a: b"));
        assert_eq!(above.read("../common.yaml"), Err(FileError::Missing));
        assert_eq!(Folder::of(&folder.join("apis/pets.yaml")).read("common.yaml"), Err(FileError::Missing));
        assert!(Folder::above(&folder.join("common.yaml"), &folder.join("apis")).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_below_the_root() {
        use std::os::unix::fs::symlink;

        let folder = folder("links");
        fs::write(folder.join("secret.yaml"), "a: b").unwrap();
        fs::write(folder.join("apis/own.yaml"), "c: d").unwrap();
        symlink("../secret.yaml", folder.join("apis/link.yaml")).unwrap();
        symlink("own.yaml", folder.join("apis/alias.yaml")).unwrap();
        symlink("..", folder.join("apis/up")).unwrap();
        symlink(&folder, folder.join("entrance")).unwrap();

        let below = Folder::of(&folder.join("apis/pets.yaml"));
        assert_eq!(below.read("alias.yaml").as_deref(), Ok("c: d"));
        assert_eq!(below.read("link.yaml"), Err(FileError::Outside));
        assert_eq!(below.read("up/secret.yaml"), Err(FileError::Outside));
        let entered = Folder::of(&folder.join("entrance/apis/pets.yaml"));
        assert_eq!(entered.read("own.yaml").as_deref(), Ok("c: d"), "the folder itself may be reached by a link");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn devices_pipes_and_folders_are_not_read() {
        use std::os::unix::fs::symlink;

        let folder = folder("special");
        let pipe = folder.join("pipe.yaml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        symlink("/dev/zero", folder.join("zero.yaml")).unwrap();

        let files = Folder::of(&folder.join("api.yaml"));
        assert_eq!(files.read("pipe.yaml"), Err(FileError::Special));
        assert_eq!(files.read("apis"), Err(FileError::Special));
        assert_eq!(files.read("zero.yaml"), Err(FileError::Outside));
        assert_eq!(text_of(&folder.join("apis")).unwrap_err().to_string(), "this is a folder; name a file in it");
        for path in [pipe, folder.join("zero.yaml")] {
            let error = text_of(&path).unwrap_err();
            assert_eq!(error.to_string(), "it is not a plain file", "{}", path.display());
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn size_is_limited_for_one_file_and_for_all() {
        let folder = folder("size");
        File::create(folder.join("sparse.yaml")).unwrap().set_len(MAX_BYTES + 1).unwrap();
        assert_eq!(text_of(&folder.join("sparse.yaml")).unwrap_err().to_string(), "it is larger than 128 MiB");

        fs::write(folder.join("small.yaml"), "0123456789").unwrap();
        let files = Folder { left: Cell::new(25), ..Folder::of(&folder.join("api.yaml")) };
        assert_eq!(files.read("sparse.yaml"), Err(FileError::TooBig));
        assert!(files.read("small.yaml").is_ok() && files.read("small.yaml").is_ok());
        assert_eq!(files.read("small.yaml"), Err(FileError::TooBig));
        fs::write(folder.join("bytes.yaml"), [0xff]).unwrap();
        assert_eq!(files.read("bytes.yaml"), Err(FileError::NotText));
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
