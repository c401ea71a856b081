//! The properties that must hold for the generator with any input.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use clientgen::Config;
use clientgen::GeneratedFile;
use clientgen::SourceFile;
use clientgen::diagnostics::TerminalOptions;
use clientgen::{Options, Outcome, generate};

/// A line that begins another part of an input: `%%% overrides` or `%%% file NAME`.
const PART: &str = "%%% ";

/// A run that takes longer than this, in CPU time, hangs.
const LIMIT: Duration = Duration::from_secs(5);

/// One input: a document, with optional overrides and other files.
#[derive(Debug, Default)]
pub struct Input {
    /// The document.
    pub document: String,
    /// The overrides file.
    pub overrides: String,
    /// The other files, by name.
    pub files: BTreeMap<String, String>,
}

impl Input {
    /// Reads an input from arbitrary bytes: a document, then parts that begin with `%%% ` lines.
    pub fn of(bytes: &[u8]) -> Input {
        let text = String::from_utf8_lossy(bytes);
        let mut input = Input::default();
        let mut target = &mut input.document;
        for line in text.split_inclusive('\n') {
            match line.strip_prefix(PART).map(str::trim) {
                Some("overrides") => target = &mut input.overrides,
                Some(other) => {
                    let name = other.strip_prefix("file ").unwrap_or(other);
                    target = input.files.entry(name.to_owned()).or_default();
                }
                None => target.push_str(line),
            }
        }
        input
    }

    /// Runs the generator on it twice, and checks the properties that must hold.
    ///
    /// # Panics
    ///
    /// If a property does not hold.
    pub fn check(&self) {
        let outcome = timed(|| self.generate());
        let text = show(&outcome);
        assert!(outcome.diagnostics.has_errors() == outcome.files.is_empty(), "files and errors, or neither:\n{text}");
        outcome.files.iter().for_each(check_file);
        let again = self.generate();
        let changed = outcome.files.iter().zip(&again.files).find(|(one, other)| one.text != other.text);
        assert!(changed.is_none(), "generated differently the second time: {:?}", changed.map(|(file, _)| &file.path));
        assert!(outcome.files.len() == again.files.len(), "another number of files the second time");
        assert_eq!(text, show(&again), "another report the second time");
    }

    fn generate(&self) -> Outcome {
        let name = if self.document.trim_start().starts_with('{') { "document.json" } else { "document.yaml" };
        let source = SourceFile { name: name.to_owned(), text: self.document.clone() };
        let config: Config = serde_yaml::from_str(&self.overrides).unwrap_or_default();
        generate(source, &self.files, &config, &Options { command: "fuzz".to_owned(), ..Options::default() })
    }
}

/// All views of the report, which must not fail.
fn show(outcome: &Outcome) -> String {
    let report = outcome.report();
    let plain = report.terminal(TerminalOptions::default());
    let _ = report.terminal(TerminalOptions { color: true, max: 3, grouped: false });
    let json = report.json_text();
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(&json);
    assert!(parsed.is_ok(), "the report is not JSON: {json}");
    format!("{plain}\n{}\n{}", report.short(), report.github())
}

fn check_file(file: &GeneratedFile) {
    let parts: Vec<&str> = file.path.split('/').collect();
    let is_plain = |part: &&str| {
        !part.is_empty()
            && part.trim_matches('.').len() == part.len()
            && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'))
    };
    assert!(parts.iter().all(is_plain) || file.path == ".gitignore", "the path {:?} leaves its folder", file.path);
    if file.path.ends_with(".rs") {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{} does not parse: {error}\n{}", file.path, file.text);
        }
        let hidden = file.text.chars().find(|letter| is_hidden(*letter));
        assert!(hidden.is_none(), "{} holds the character {hidden:?}", file.path);
    }
    if file.path.ends_with(".toml") {
        if let Err(error) = file.text.parse::<toml::Table>() {
            panic!("{} does not parse: {error}\n{}", file.path, file.text);
        }
    }
}

/// Control characters, and those that turn the direction of text: rustc refuses sources with them.
fn is_hidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Runs something and checks the CPU time it took; wall time means little on a busy machine.
fn timed<T>(run: impl FnOnce() -> T) -> T {
    let (begin, before) = (Instant::now(), cpu_time());
    let value = run();
    if begin.elapsed() > LIMIT
        && let (Some(before), Some(after)) = (before, cpu_time())
    {
        assert!(after - before < LIMIT, "took {:?} of CPU time", after - before);
    }
    value
}

/// CPU time of this thread, where the system tells.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
