//! How a command shows what it found.

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportStyle {
    /// With the lines of the document, for people.
    #[default]
    Terminal,
    /// `file:line:column: severity[id]: message`, a line each.
    Short,
    /// One JSON object on standard output.
    Json,
    /// Workflow commands that GitHub shows next to the lines of a pull request.
    Github,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of every command that reads a document.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// How diagnostics are shown.
    pub report: ReportStyle,
    /// When they are coloured.
    pub color: Color,
}
