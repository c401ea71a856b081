//! Writes the files of a client, or checks them, and prints what changed.

use std::borrow::Cow;
use std::path::Path;

use clientgen::{Continuity, Share};

use crate::exit::Exit;
use crate::files::{self, Difference, Expected};
use crate::input::Generated;
use crate::manifest;
use crate::ownership::{self, Ownership};
use crate::terminal::{self, Verb};

/// Of a folder with more files than this, only their number is printed.
const LISTED: usize = 40;

/// Where a client goes, and what may happen there.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// The folder of the client.
    pub out: &'t Path,
    /// Whose the files in it are.
    pub ownership: Ownership,
    /// Continue where work may be lost: overwrite files without the mark, accept a document that lost much of what
    /// the client has.
    pub force: bool,
    /// Delete what somebody else wrote into the folders of the client.
    pub prune: bool,
    /// The client is a module of a crate.
    pub is_module: bool,
    /// Print errors only.
    pub quiet: bool,
}

impl<'t> Target<'t> {
    /// The folder of a client in which users may have files of their own.
    pub fn shared(out: &'t Path) -> Self {
        Self { out, ownership: Ownership::Marked, force: false, prune: false, is_module: false, quiet: false }
    }

    /// The folder of a client in which all files are ours.
    pub fn own(out: &'t Path) -> Self {
        Self { ownership: Ownership::Whole, ..Self::shared(out) }
    }
}

/// Writes what was generated, and deletes what is no longer generated. Files of the user stay.
pub fn write(target: &Target<'_>, generated: &Generated) -> Exit {
    let written = changes(target, generated).and_then(|changes| {
        refuse(target, generated, &changes)?;
        for change in &changes {
            files::write(change.folder, &change.expected, &change.difference)
                .map_err(|error| terminal::unusable(&error))?;
        }
        Ok(changes)
    });
    match written {
        Ok(changes) => {
            changes.iter().for_each(|change| change.say_written(target));
            Exit::Clean
        }
        Err(exit) => exit,
    }
}

/// Compares the folder with what was generated and prints how it differs; `command` brings it up to date.
pub fn check(target: &Target<'_>, generated: &Generated, command: &str) -> Exit {
    let changes = match changes(target, generated) {
        Ok(changes) => changes,
        Err(exit) => return exit,
    };
    changes.iter().for_each(Change::say_state);
    let count: usize = changes.iter().map(|change| change.difference.len()).sum();
    if count == 0 {
        let unchanged: usize = changes.iter().map(|change| change.difference.unchanged).sum();
        if !target.quiet {
            terminal::say(Verb::UpToDate, &format!("{unchanged} files in {}", target.out.display()));
        }
        return Exit::Clean;
    }
    terminal::error(&format!(
        "{count} {} not up to date; run `{command}` and commit the result",
        if count == 1 { "file is" } else { "files are" }
    ));
    Exit::Outdated
}

/// A folder, and how it is to change.
struct Change<'t> {
    folder: &'t Path,
    expected: Cow<'t, [Expected]>,
    difference: Difference,
    notes: Vec<String>,
}

/// The changes of the client's folder, and of the folder of the runtime where that is elsewhere.
fn changes<'t>(target: &Target<'t>, generated: &'t Generated) -> Result<Vec<Change<'t>>, Exit> {
    let unusable = |error| terminal::unusable(&error);
    let (expected, notes) = with_merged_manifest(target, generated)?;
    let compare = if target.is_module { files::compare_whole } else { files::compare };
    let mut difference = compare(target.out, &expected, target.ownership).map_err(unusable)?;
    take_what_is_allowed(target, &expected, &mut difference);
    let mut changes = vec![Change { folder: target.out, expected, difference, notes }];
    if let Some(runtime) = &generated.shared_runtime {
        let expected = Cow::Borrowed(&*runtime.files);
        let difference = files::compare_whole(&runtime.folder, &expected, Ownership::Marked).map_err(unusable)?;
        changes.push(Change { folder: &runtime.folder, expected, difference, notes: Vec::new() });
    }
    Ok(changes)
}

/// With `prune` and `force`, files that this program did not write are deleted or overwritten.
fn take_what_is_allowed(target: &Target<'_>, expected: &[Expected], difference: &mut Difference) {
    let is_expected = |path: &String| expected.iter().any(|file| file.path == *path);
    if target.prune {
        let (kept, pruned) = difference.kept.drain(..).partition(is_expected);
        difference.kept = kept;
        difference.stale.extend::<Vec<String>>(pruned);
    }
    if target.force {
        let (written_over, deleted): (Vec<String>, _) = difference.in_the_way.drain(..).partition(is_expected);
        difference.outdated.extend(written_over.into_iter().map(|path| (path, 1)));
        difference.stale.extend::<Vec<String>>(deleted);
    }
}

/// The files to write, and notes about the manifest. A manifest of the user stays, and gets what the client needs.
fn with_merged_manifest<'t>(
    target: &Target<'_>,
    generated: &'t Generated,
) -> Result<(Cow<'t, [Expected]>, Vec<String>), Exit> {
    let mut expected = Cow::Borrowed(&*generated.files);
    let path = target.out.join(MANIFEST);
    let (Ok(present), Ownership::Marked) = (std::fs::read_to_string(&path), target.ownership) else {
        return Ok((expected, Vec::new()));
    };
    let Some(at) = expected.iter().position(|file| file.path == MANIFEST) else { return Ok((expected, Vec::new())) };
    let merged = manifest::merge(&present, &expected[at].text, &generated.wishes).map_err(|problem| {
        terminal::error(&format!("{}: {problem}", path.display()));
        Exit::Usage
    })?;
    // All files are copied only where one of them is to be another.
    if expected[at].text != merged.text {
        expected.to_mut()[at].text = merged.text;
    }
    Ok((expected, merged.notes))
}

const MANIFEST: &str = "Cargo.toml";

/// Stops before somebody loses work.
fn refuse(target: &Target<'_>, generated: &Generated, changes: &[Change<'_>]) -> Result<(), Exit> {
    if target.ownership == Ownership::Whole {
        return Ok(());
    }
    let refused = |message: String| {
        terminal::error(&message);
        Err(Exit::Usage)
    };
    if !ownership::is_ours(target.out).map_err(|error| terminal::unusable(&error))? {
        let out = target.out.display();
        return refused(format!("{out} holds a crate that this program did not write; choose an empty folder"));
    }
    if target.force {
        return Ok(());
    }
    if generated.continuity.is_doubtful() {
        return refused(doubt(generated.continuity, target.out));
    }
    for change in changes {
        if let Some(path) = change.difference.in_the_way.first() {
            let path = shown(change.folder, path);
            return refused(format!(
                "{path} was not written by this program, and a file of the client has to be there; \
                 rename it, or overwrite it with `--force`"
            ));
        }
    }
    Ok(())
}

/// What is gone from the document, why that may be an accident, and how to go on.
fn doubt(continuity: Continuity, out: &Path) -> String {
    let Continuity { operations, parts, end } = continuity;
    let of = |share: Share, what: &str| {
        let words = || format!("{} of the {} {what}", share.present, share.known);
        (share.lost() > 0).then(words)
    };
    let shares = [of(operations, "operations"), of(parts, "types, properties and values")];
    let has = shares.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    let signs = [
        (end.in_a_line, "its last line has no end"),
        (end.unfinished, "what is last in it cannot be used"),
        (end.missed, "it refers to what it no longer has"),
    ];
    let signs: Vec<&str> = signs.into_iter().filter_map(|(is_seen, words)| is_seen.then_some(words)).collect();
    let looks = match signs.as_slice() {
        [] => String::new(),
        [one] => format!("; it looks cut off: {one}"),
        [first @ .., last] => format!("; it looks cut off: {} and {last}", first.join(", ")),
    };
    format!("the document has {has} that {} has{looks}; if it is whole and the right one, add `--force`", out.display())
}

impl Change<'_> {
    fn say_written(&self, target: &Target<'_>) {
        self.notes.iter().for_each(|note| terminal::note(&format!("{}: {note}", shown(self.folder, MANIFEST))));
        if target.quiet {
            return;
        }
        let difference = &self.difference;
        let outdated: Vec<&str> = difference.outdated.iter().map(|(path, _)| path.as_str()).collect();
        self.say_each(Verb::Deleted, &difference.stale, |_| String::new());
        self.say_each(Verb::Created, &difference.missing, |_| String::new());
        self.say_each(Verb::Updated, &outdated, |_| String::new());
        for path in &difference.kept {
            terminal::say(Verb::Kept, &shown(self.folder, &format!("{path} (not of this program)")));
        }
        if difference.unchanged > 0 {
            terminal::say(Verb::Unchanged, &format!("{} files in {}", difference.unchanged, self.folder.display()));
        }
    }

    /// Prints each path, or the number of files where a folder has more than fit a screen, as the runtime has on a
    /// first run. `more` is what there is to say of the path with this number.
    fn say_each(&self, verb: Verb, paths: &[impl AsRef<str>], more: impl Fn(usize) -> String) {
        let paths: Vec<&str> = paths.iter().map(AsRef::as_ref).collect();
        let mut number = 0;
        for alike in paths.chunk_by(|one, other| folder(one).is_some() && folder(one) == folder(other)) {
            match alike.first().copied().and_then(folder) {
                Some(folder) if alike.len() > LISTED => {
                    terminal::say(verb, &format!("{} files in {}", alike.len(), shown(self.folder, folder)));
                }
                _ => alike.iter().enumerate().for_each(|(index, path)| {
                    terminal::say(verb, &[shown(self.folder, path), more(number + index)].concat());
                }),
            }
            number += alike.len();
        }
    }

    fn say_state(&self) {
        let difference = &self.difference;
        let (outdated, lines): (Vec<&str>, Vec<usize>) =
            difference.outdated.iter().map(|(path, line)| (path.as_str(), *line)).unzip();
        let line = |index| lines.get(index).map(|line: &usize| format!(" (from line {line})")).unwrap_or_default();
        self.say_each(Verb::Missing, &difference.missing, |_| String::new());
        self.say_each(Verb::Outdated, &outdated, line);
        self.say_each(Verb::Outdated, &difference.in_the_way, |_| " (not of this program)".to_owned());
        self.say_each(Verb::Stale, &difference.stale, |_| " (no longer produced)".to_owned());
    }
}

/// The first folder of a path; none for a file outside of folders.
fn folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// The path as people see it.
fn shown(folder: &Path, path: &str) -> String {
    folder.join(path).display().to_string()
}
