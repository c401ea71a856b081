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
    /// One SARIF log on standard output.
    Sarif,
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
    /// On a terminal, equal diagnostics are all shown.
    pub verbose: bool,
}

impl ReportStyle {
    /// Standard output is the report, for another program.
    pub fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

choices!(ReportStyle of "--report":
    "terminal" => Terminal,
    "short" => Short,
    "json" => Json,
    "github" => Github,
    "sarif" => Sarif,
);

choices!(Color of "--color": "auto" => Auto, "always" => Always, "never" => Never);
