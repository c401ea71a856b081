//! Files and pieces of them.

use super::JsonPointer;

/// The text of a document and the name it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path as the user wrote it, with forward slashes.
    pub name: String,
    /// The text.
    pub text: String,
}

impl SourceFile {
    /// True for TOML, by its name; all others are YAML or JSON.
    pub fn is_toml(&self) -> bool {
        self.name.ends_with(".toml")
    }
}

/// The path that pointers into the overrides file begin with, whatever its name.
pub(crate) const OVERRIDES_PATH: &str = "overrides";

/// The path that pointers into the file of exceptions begin with, whatever its name.
pub(crate) const EXCEPTIONS_PATH: &str = "exceptions";

/// One file of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(pub(crate) u32);

impl FileId {
    /// The file the document begins in.
    pub(crate) const MAIN: FileId = FileId(0);

    /// The overrides file.
    pub(crate) const OVERRIDES: FileId = FileId(u32::MAX);

    /// The file of exceptions.
    pub(crate) const EXCEPTIONS: FileId = FileId(u32::MAX - 1);
}

/// A range of bytes in the text of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What knows where the nodes that pointers name are written.
pub trait Sources {
    /// The file a pointer leads into, and the bytes to show there: `span` if it is given, else the key or the value.
    fn place_of(&self, pointer: &JsonPointer, about_key: bool, span: Option<Span>) -> Option<(&SourceFile, Span)>;

    /// The pointer as the author of the document would write it, if it is another one. Swagger 2.0 has other sections.
    fn spelled(&self, _pointer: &JsonPointer, _span: Option<Span>) -> Option<JsonPointer> {
        None
    }

    /// For a pointer to what an overlay added: the innermost place around it that the document itself has.
    fn written_place_of(&self, pointer: &JsonPointer) -> Option<JsonPointer>;
}
