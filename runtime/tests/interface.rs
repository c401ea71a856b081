//! A client that was generated for another interface gets one error before all others, which says what to do.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

const SOURCE: &str = include_str!("../src/interface.rs");

/// The version in the rule of the macro that expands to nothing.
fn version() -> u32 {
    let rule = SOURCE.lines().find_map(|line| line.trim().strip_suffix(") => {};")?.strip_prefix('('));
    rule.expect("a rule that expands to nothing").parse().expect("a number")
}

/// What the compiler says of a client for this interface; in the client is what this runtime has not.
fn compile(interface: u32, missing: &str) -> (bool, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("interface-{interface}-{}", missing.len()));
    fs::create_dir_all(&folder).expect("a folder");
    let runtime =
        format!("#[path = {:?}]\npub mod interface;\n", concat!(env!("CARGO_MANIFEST_DIR"), "/src/interface.rs"));
    let codegen = "mod codegen {\n    pub(crate) use crate::interface;\n}\n";
    let client =
        format!("{runtime}{codegen}mod client {{\n    crate::codegen::interface!({interface});\n    {missing}\n}}\n");
    fs::write(folder.join("lib.rs"), client).expect("a file");
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(compiler);
    command.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--crate-name=client", "lib.rs"]);
    let output = command.current_dir(folder).output().expect("the compiler");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_client_for_this_interface_compiles() {
    let (success, errors) = compile(version(), "");
    assert!(success, "{errors}");
}

#[test]
fn a_client_for_another_interface_is_told_what_to_do() {
    let other = version() + 1;
    let (success, errors) = compile(other, "");
    assert!(!success);
    let expected = format!("error: this client was generated for interface {other} of clientgen-runtime");
    assert!(errors.starts_with(&expected), "{errors}");
    assert!(errors.contains(&format!("has interface {}.", version())), "{errors}");
    assert!(errors.contains("run `clientgen generate` again"), "{errors}");
    assert_eq!(errors.matches("\nerror: ").count(), 1, "only the summary of the compiler follows: {errors}");
}

#[test]
fn that_error_comes_before_those_that_follow_from_it() {
    let (_, errors) = compile(version() + 1, "use crate::codegen::Gone;");
    let (interface, gone) = (errors.find("was generated for interface"), errors.find("crate::codegen::Gone"));
    assert!(interface < gone && interface.is_some(), "{errors}");
}
