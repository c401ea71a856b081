//! The shape of files and functions: each file says what it is for, no function is too long to be read at once.

use crate::code::Function;
use crate::sources::File;
use crate::violation::Violation;

/// The longest function of today; most have ten lines.
const MAX_LINES: usize = 52;
/// The same for tests, where tables of cases stay together.
const MAX_TEST_LINES: usize = 79;

/// Reports a file that does not say what it is for.
pub(crate) fn opening(file: &File) -> Vec<Violation> {
    let opens = file.code.as_ref().is_none_or(|code| code.opens);
    let says = "the file does not open with `//!`; say in one to four lines what it does and what it leaves to others";
    let violation = Violation::new(&file.path, 1, says);
    if opens { Vec::new() } else { vec![violation] }
}

/// Reports functions that are too long.
pub(crate) fn functions(file: &File) -> Vec<Violation> {
    let functions = file.code.iter().flat_map(|code| &code.functions);
    functions.filter_map(|function| too_long(file, function)).collect()
}

fn too_long(file: &File, function: &Function) -> Option<Violation> {
    let Function { name, line, length, test } = function;
    let limit = if *test || is_test(&file.path) { MAX_TEST_LINES } else { MAX_LINES };
    let says =
        format!("`{name}` has {length} lines of at most {limit}; take parts out of it that have a name of their own");
    (*length > limit).then(|| Violation::new(&file.path, *line, says))
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs")
}
