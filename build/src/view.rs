//! How a command shows what it found.

use std::str::FromStr;

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

    /// The names on a command line.
    pub const NAMES: [&'static str; 5] = ["terminal", "short", "json", "github", "sarif"];
}

impl FromStr for ReportStyle {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "terminal" => Ok(Self::Terminal),
            "short" => Ok(Self::Short),
            "json" => Ok(Self::Json),
            "github" => Ok(Self::Github),
            "sarif" => Ok(Self::Sarif),
            other => Err(format!("`--report {other}`: use terminal, short, json, github or sarif")),
        }
    }
}

impl Color {
    /// The names on a command line.
    pub const NAMES: [&'static str; 3] = ["auto", "always", "never"];
}

impl FromStr for Color {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            other => Err(format!("`--color {other}`: use auto, always or never")),
        }
    }
}
