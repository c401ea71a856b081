//! How much a change costs: on the wire, in requests or responses, and in Rust.

/// What a change means for exchanges on the wire; the worst is the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// The same contract.
    #[default]
    None,
    /// Changed, but every old exchange stays fine.
    Safe,
    /// Exchanges still work, but something may be lost or mean something else, or the document does not say.
    Warn,
    /// An exchange that worked before may fail now.
    Breaking,
}

impl Wire {
    /// The word of the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Warn => "warn",
            Self::Breaking => "breaking",
        }
    }

    /// One step milder, for what was deprecated before; what is safe stays safe.
    pub(super) fn milder(self) -> Self {
        match self {
            Self::Breaking => Self::Warn,
            Self::Warn => Self::Safe,
            other => other,
        }
    }
}

/// What a change means for code written against the old client; the worst is the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rust {
    /// Not one byte of the client differs.
    #[default]
    None,
    /// The API is the same; documentation, limits or tables differ.
    Patch,
    /// The API gained something, or something of it is deprecated now.
    Minor,
    /// Old code may not compile.
    Major,
}

impl Rust {
    /// The word of the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
