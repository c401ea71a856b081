//! The command line as types.

use std::path::PathBuf;

use clientgen::diagnostics::{Deny, Severity};
use clientgen_build::View;
use lexopt::prelude::*;

use crate::diff::Diff;
use crate::observe::Observe;

pub(crate) const USAGE: &str = "\
Usage: cargo xtask <COMMAND>

  regen [--check] [--spec FILE] [--overrides FILE] [--overlay FILE]... [--out DIR] [--deny NAME]...
        write the client crate; --check writes nothing and names what is missing, outdated or stale
  generate SPEC --out DIR [--name NAME] [--overrides FILE] [--runtime-path PATH] [--deny NAME]...
           [--root DIR] [--overlay FILE]...
        write a client crate for any document; --root is the folder of the other files it refers to (default: its own)
  inspect STAGE [NAME] [--spec FILE] [--overrides FILE]
        print a stage (document, api, code, surface) whole or for one operation, schema or file
  lint [--min-severity note|warning|error] [--overlay FILE]... [--deny NAME]...
        report all there is to say about description and overrides, matters of taste included; spec/lint-exceptions.yaml
        has what is not to be reported, with the reasons
  diff [--against REF] [--report terminal|short|markdown|html|json|github|changelog] [--out FILE] [--no-lock]
       [--fail-on breaking|major|silent|unapproved|none] [--approve FINGERPRINT,.. --reason WORDS]
        tell what description and overrides change against a commit (default: where the branch left main);
        approved changes are in spec/approved.yaml
  release-check [--against REF]
        add up what changed since the last tag, and tell which version is needed, and why
  observe [SAMPLES]... [--overlay FILE]... [--write-overlay FILE] [--values] [--secret NAME]... [--verbose]
          [--tighten] [--report terminal|short|json|github|markdown]
        compare the description with samples of the server: HAR files, folders of JSON (default: spec/samples)
  explain [ID]
        explain a diagnostic or a kind of change, or list all
  corpus DIR [--check | --clippy] [--conformance [--minutes N]] [--jobs N] [--out DIR] [--only NAME]... [--json]
        generate (and check) every document of a folder, plain or gzipped, and print a table; --conformance tests
        each client with the examples of its document, and its requests against Prism for at most N minutes (10)
  conformance [--require]
        call every operation against Prism serving spec/thrive.yaml; without npx or Prism it is skipped, with --require
        it fails
  servers [--only NAME]... [--cache DIR] [--replay] [--keep]
        install real servers from the package registries, call each with a client of its own document, and print what
        came of it; --replay answers from the recordings in servers/samples, --keep replaces them
  large DIR [--megabytes N]
        write the inputs of the figures in docs/observe.md: a recording of N megabytes (1000), and a document of a
        thousand operations with its overlay

Common options:
  --report terminal|short|json|github|sarif   how diagnostics are shown (default: terminal)
  --color auto|always|never             (default: auto)

--deny makes errors of diagnostics: of one id, of the warnings of a group (reading, structure, references, operations,
schemas, generator, drift), of all `warnings`, or of `all`, notes included.

Exit codes: 0 clean, 1 errors, 2 usage or unreadable input, 4 outdated (run `cargo xtask regen`).";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Regen(Regen),
    Generate(Generate),
    Inspect(Inspect),
    Lint(Lint),
    Diff(Box<Diff>),
    Observe(Observe),
    /// Against a commit, or the last tag.
    ReleaseCheck(Option<String>),
    Explain(Option<String>),
    Corpus(Corpus),
    Conformance(Conformance),
    Servers(crate::servers::Options),
    Large(crate::large::Large),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Regen {
    pub(crate) check: bool,
    pub(crate) spec: Option<PathBuf>,
    pub(crate) overrides: Option<PathBuf>,
    /// Overlays, in the order they are applied.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) deny: Vec<Deny>,
    pub(crate) view: View,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Generate {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) name: Option<String>,
    pub(crate) overrides: Option<PathBuf>,
    /// Overlays, in the order they are applied.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) runtime_path: Option<String>,
    /// Folder of the files the document may refer to.
    pub(crate) root: Option<PathBuf>,
    pub(crate) deny: Vec<Deny>,
    /// Print counts, CPU time and peak memory for `corpus`.
    pub(crate) stats: bool,
    /// Folder to write the test of the document to, for `corpus`.
    pub(crate) test_out: Option<PathBuf>,
    pub(crate) view: View,
}

#[derive(Clone, Debug)]
pub(crate) struct Lint {
    /// What is less severe is left out.
    pub(crate) least: Severity,
    /// Overlays, in the order they are applied.
    pub(crate) overlays: Vec<PathBuf>,
    pub(crate) deny: Vec<Deny>,
    pub(crate) view: View,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Inspect {
    pub(crate) stage: String,
    pub(crate) name: Option<String>,
    pub(crate) spec: Option<PathBuf>,
    pub(crate) overrides: Option<PathBuf>,
    pub(crate) view: View,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) folder: PathBuf,
    pub(crate) check: bool,
    /// Clippy in place of the plain check.
    pub(crate) clippy: bool,
    pub(crate) conformance: bool,
    /// How long the calls of one document may take.
    pub(crate) minutes: u32,
    pub(crate) jobs: usize,
    pub(crate) out: Option<PathBuf>,
    /// Parts of names; empty: every document.
    pub(crate) only: Vec<String>,
    /// A JSON object per document instead of the table.
    pub(crate) json: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Conformance {
    /// Fail instead of skipping when npx or Prism cannot be had.
    pub(crate) require: bool,
}

pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    // Whoever is lost in the middle of a command line asks there.
    if parser.raw_args()?.as_slice().iter().any(|argument| argument == "--help" || argument == "-h") {
        return Ok(Command::Help);
    }
    let name = match parser.next()? {
        None => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "regen" => regen(parser).map(Command::Regen),
        "generate" => generate(parser).map(Command::Generate),
        "inspect" => inspect(parser).map(Command::Inspect),
        "lint" => lint(parser).map(Command::Lint),
        "diff" => diff(parser).map(|options| Command::Diff(Box::new(options))),
        "observe" => observe(parser).map(Command::Observe),
        "release-check" => release_check(parser).map(Command::ReleaseCheck),
        "explain" => explain(parser).map(Command::Explain),
        "corpus" => corpus(parser).map(Command::Corpus),
        "conformance" => conformance(parser).map(Command::Conformance),
        "servers" => servers(parser).map(Command::Servers),
        "large" => large(parser).map(Command::Large),
        _ => Err(format!("there is no command `{name}`").into()),
    }
}

fn regen(mut parser: lexopt::Parser) -> Result<Regen, lexopt::Error> {
    let mut options = Regen::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("check") => options.check = true,
            Long("spec") => options.spec = Some(parser.value()?.into()),
            Long("overrides") => options.overrides = Some(parser.value()?.into()),
            Long("overlay") => options.overlays.push(parser.value()?.into()),
            Long("out") => options.out = Some(parser.value()?.into()),
            Long("deny") => options.deny.push(parser.value()?.parse()?),
            Long("report") => options.view.report = parser.value()?.parse()?,
            Long("color") => options.view.color = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    if options.spec.is_some() != options.out.is_some() {
        return Err("`--spec` and `--out` go together: another document needs another folder".into());
    }
    Ok(options)
}

fn generate(mut parser: lexopt::Parser) -> Result<Generate, lexopt::Error> {
    let mut options = Generate::default();
    let mut spec = None;
    let mut out = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if spec.is_none() => spec = Some(PathBuf::from(value)),
            Long("spec") => spec = Some(parser.value()?.into()),
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("name") => options.name = Some(parser.value()?.string()?),
            Long("overrides") => options.overrides = Some(parser.value()?.into()),
            Long("overlay") => options.overlays.push(parser.value()?.into()),
            Long("runtime-path") => options.runtime_path = Some(parser.value()?.string()?),
            Long("root") => options.root = Some(parser.value()?.into()),
            Long("deny") => options.deny.push(parser.value()?.parse()?),
            Long("stats") => options.stats = true,
            Long("test-out") => options.test_out = Some(parser.value()?.into()),
            Long("report") => options.view.report = parser.value()?.parse()?,
            Long("color") => options.view.color = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    options.spec = spec.ok_or("which document? `cargo xtask generate SPEC --out DIR`")?;
    options.out = out.ok_or("which folder? `--out DIR` is missing")?;
    Ok(options)
}

fn large(mut parser: lexopt::Parser) -> Result<crate::large::Large, lexopt::Error> {
    let mut options = crate::large::Large::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("megabytes") => options.megabytes = Some(parser.value()?.parse()?),
            Value(folder) if options.folder.as_os_str().is_empty() => options.folder = folder.into(),
            other => return Err(other.unexpected()),
        }
    }
    if options.folder.as_os_str().is_empty() { Err("large needs a folder".into()) } else { Ok(options) }
}

fn servers(mut parser: lexopt::Parser) -> Result<crate::servers::Options, lexopt::Error> {
    let mut options = crate::servers::Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => options.only.push(parser.value()?.string()?),
            Long("cache") => options.cache = Some(parser.value()?.into()),
            Long("replay") => options.replay = true,
            Long("keep") => options.keep = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn inspect(mut parser: lexopt::Parser) -> Result<Inspect, lexopt::Error> {
    let mut options = Inspect::default();
    let mut stage = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if stage.is_none() => stage = Some(value.string()?),
            Value(value) if options.name.is_none() => options.name = Some(value.string()?),
            Long("spec") => options.spec = Some(parser.value()?.into()),
            Long("overrides") => options.overrides = Some(parser.value()?.into()),
            Long("report") => options.view.report = parser.value()?.parse()?,
            Long("color") => options.view.color = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    options.stage = stage.ok_or("which stage? one of document, api, code, surface")?;
    Ok(options)
}

fn lint(mut parser: lexopt::Parser) -> Result<Lint, lexopt::Error> {
    let mut options = Lint { least: Severity::Note, overlays: Vec::new(), deny: Vec::new(), view: View::default() };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("min-severity") => {
                options.least = clientgen_build::lint::severity(&parser.value()?.string()?)?;
            }
            Long("overlay") => options.overlays.push(parser.value()?.into()),
            Long("deny") => options.deny.push(parser.value()?.parse()?),
            Long("report") => options.view.report = parser.value()?.parse()?,
            Long("color") => options.view.color = parser.value()?.parse()?,
            Long("verbose") => options.view.verbose = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn diff(mut parser: lexopt::Parser) -> Result<Diff, lexopt::Error> {
    let mut options = Diff::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("against") => options.against = Some(parser.value()?.string()?),
            Long("report") => options.shown.view = parser.value()?.parse()?,
            Long("color") => options.shown.color = parser.value()?.parse()?,
            Long("out") => options.shown.out = Some(parser.value()?.into()),
            Long("no-lock") => options.shown.no_lock = true,
            Long("approve") => {
                options.shown.approve.extend(parser.value()?.string()?.split(',').map(str::to_owned));
            }
            Long("reason") => options.shown.reason = Some(parser.value()?.string()?),
            Long("fail-on") => options.shown.fail_on = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn observe(mut parser: lexopt::Parser) -> Result<Observe, lexopt::Error> {
    let mut options = Observe::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) => options.what.samples.push(PathBuf::from(value)),
            Long("overlay") => options.overlays.push(parser.value()?.into()),
            Long("write-overlay") => options.what.overlay = Some(parser.value()?.into()),
            Long("values") => options.what.options.values = true,
            Long("secret") => options.what.options.secrets.push(parser.value()?.string()?),
            Long("verbose") => options.what.options.verbose = true,
            Long("tighten") => options.what.options.tighten = true,
            Long("report") => match parser.value()?.string()?.as_str() {
                "markdown" => options.what.markdown = true,
                other => options.view.report = other.parse()?,
            },
            Long("color") => options.view.color = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn release_check(mut parser: lexopt::Parser) -> Result<Option<String>, lexopt::Error> {
    let mut against = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("against") => against = Some(parser.value()?.string()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(against)
}

fn explain(mut parser: lexopt::Parser) -> Result<Option<String>, lexopt::Error> {
    let mut id = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if id.is_none() => id = Some(value.string()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(id)
}

fn corpus(mut parser: lexopt::Parser) -> Result<Corpus, lexopt::Error> {
    let mut options = Corpus { jobs: 2, minutes: 10, ..Corpus::default() };
    let mut folder = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if folder.is_none() => folder = Some(PathBuf::from(value)),
            Long("check") => options.check = true,
            Long("clippy") => options.clippy = true,
            Long("conformance") => options.conformance = true,
            Long("json") => options.json = true,
            Long("minutes") => options.minutes = parser.value()?.parse()?,
            Long("jobs") => options.jobs = parser.value()?.parse()?,
            Long("out") => options.out = Some(parser.value()?.into()),
            Long("only") => options.only.push(parser.value()?.string()?),
            other => return Err(other.unexpected()),
        }
    }
    options.folder = folder.ok_or("which folder? `cargo xtask corpus DIR`")?;
    Ok(options)
}

fn conformance(mut parser: lexopt::Parser) -> Result<Conformance, lexopt::Error> {
    let mut options = Conformance::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("require") => options.require = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use lexopt::Parser;

    use super::{Command, parse};

    #[test]
    fn help_is_given_wherever_it_is_asked_for() {
        for line in [&[][..], &["--help"], &["-h"], &["help", "diff"], &["diff", "--help"], &["regen", "--check", "-h"]]
        {
            assert!(matches!(parse(Parser::from_args(line)), Ok(Command::Help)), "{line:?}");
        }
        assert!(matches!(parse(Parser::from_args(["regen", "--check"])), Ok(Command::Regen(_))));
    }
}
