//! A user's program that mentions everything a client has, as the `surface.txt` and the outline of the client list it:
//! it compiles against another client exactly if that one still has all of it.

use std::collections::HashMap;
use std::fmt::Write as _;

/// The program for a client, with `client` as the name of its crate.
pub(crate) fn program(client: &str, surface: &str, outline: &[String]) -> String {
    let mut text = format!(
        "#![allow(deprecated, dead_code, unused_imports, clippy::all)]\n\
         use std::borrow::Borrow;\nuse std::collections::BTreeMap;\n\
         use {client}::*;\nuse {client}::models::*;\nuse {client}::operations::*;\n\n"
    );
    let lines = || surface.lines().filter(|line| !line.starts_with('#')).chain(outline.iter().map(String::as_str));
    let boxed: Vec<&str> = lines().filter_map(|line| line.strip_prefix("boxed ")).collect();
    let requests: HashMap<&str, &str> = lines().filter_map(request).collect();
    // A model may be called like something of the crate's root.
    for name in lines().filter_map(model) {
        let _ = writeln!(text, "use {client}::models::{name};");
    }
    for (index, line) in lines().enumerate() {
        // Writing to a string cannot fail.
        if let Some(body) = function(line, &boxed, &requests) {
            let _ = writeln!(text, "pub fn f{index}{body}");
        }
        let Some((_, returned)) = request(line).filter(|(_, name)| *name != "Call") else { continue };
        if line.contains("  [paged") {
            let _ = writeln!(text, "pub fn p{index}(request: {returned}) {{ let _ = request.items(); }}");
        }
        if let Some((_, success)) = line.split("  ").next().and_then(|head| head.rsplit_once(") -> ")) {
            let body = "match request.await { Ok(value) => value, Err(error) => panic!(\"{error}\") }";
            let _ = writeln!(text, "pub async fn a{index}(request: {returned}) -> {success} {{ {body} }}");
        }
        if line.contains("waits for ") {
            let _ = writeln!(text, "pub fn w{index}(request: {returned}) {{ let _ = request.wait_until_done(); }}");
        }
    }
    text + "fn main() {}\n"
}

/// The name of a model.
fn model(line: &str) -> Option<&str> {
    let (kind, rest) = line.split_once(' ')?;
    let name = rest.split([' ', ':']).next()?;
    let is_whole = !rest.contains("::") && !rest.starts_with(&[name, " ."].concat());
    (matches!(kind, "struct" | "enum" | "union" | "type") && is_whole).then_some(name)
}

/// A method with what it returns: a request, or `Call`.
fn request(line: &str) -> Option<(&str, &str)> {
    let method = line.strip_prefix("fn ")?;
    let mut columns = method.split("  ");
    let head = columns.next()?;
    let returned = columns.find_map(|column| column.strip_prefix("returns "))?;
    Some((owner(head)?, returned))
}

/// `users().list` of `users().list(a: A) -> B`.
fn owner(head: &str) -> Option<&str> {
    let accessor = head.find("().")? + 3;
    let end = head.get(accessor..)?.find(['(', ' '])? + accessor;
    head.get(..end)
}

/// The signature and the body of a function that mentions the item of one line.
fn function(line: &str, boxed: &[&str], requests: &HashMap<&str, &str>) -> Option<String> {
    let (kind, rest) = line.split_once(' ')?;
    let head = rest.split("  ").next()?;
    match kind {
        "fn" if head.contains("::new(") => {
            let (owner, arguments) = head.split_once("::new(")?;
            let arguments = arguments.strip_suffix(')')?;
            Some(format!("({arguments}) -> {owner} {{ {owner}::new({}) }}", names(arguments)))
        }
        "fn" if head.contains(" .") => {
            let (method, setter) = head.split_once(" .")?;
            let (name, arguments) = setter.split_once('(')?;
            let arguments = arguments.strip_suffix(')')?;
            let request = requests.get(method)?;
            let passed = names(arguments);
            Some(format!("(request: {request}, {arguments}) -> {request} {{ request.{name}({passed}) }}"))
        }
        "fn" => method(rest, head),
        "setter" => {
            let (owner, setter) = head.split_once(" .")?;
            let (name, arguments) = setter.split_once('(')?;
            let arguments = arguments.strip_suffix(')')?;
            Some(format!("(value: {owner}, {arguments}) -> {owner} {{ value.{name}({}) }}", names(arguments)))
        }
        "struct" => {
            let (owner, field) = head.split_once(" .")?;
            let (name, ty) = field.split_once(": ")?;
            Some(format!("(value: {owner}) -> {ty} {{ value.{name} }}"))
        }
        "enum" => {
            let (variant, _) = head.split_once(" = ")?;
            Some(format!("() -> {} {{ {variant} }}", variant.split_once("::")?.0))
        }
        "union" | "error" => {
            let (owner, variant) = head.split_once("::")?;
            let (name, payload) = variant.strip_suffix(')')?.split_once('(')?;
            let is_boxed = boxed.contains(&[owner, "::", name].concat().as_str()) && !payload.starts_with("Box<");
            let payload = if is_boxed { format!("Box<{payload}>") } else { payload.to_owned() };
            Some(format!(
                "(value: {owner}) -> Option<{payload}> {{ match value {{ {owner}::{name}(inner) => Some(inner), _ => None }} }}"
            ))
        }
        "type" | "errors" => {
            let (name, target) = line.strip_prefix("type ").unwrap_or(line).split("  ").next()?.split_once(" = ")?;
            let name = if kind == "errors" { "ErrorBody" } else { name };
            Some(format!("(value: {name}) -> {target} {{ value }}"))
        }
        "group" => {
            let (accessor, name) = head.split_once(": ")?;
            Some(format!("(client: &Client) -> operations::{name} {{ client.{accessor}() }}"))
        }
        "header" => Some(format!("() {{ let _ = &headers::{}; }}", head.split_once(": ")?.0)),
        "environment" => Some(format!("() -> Environment {{ Environment::{head} }}")),
        "derive" => {
            let (owner, derived) = head.split_once(" .")?;
            let is_std = matches!(derived, "Eq" | "Hash" | "PartialOrd" | "Ord" | "Copy");
            let path = if derived == "Hash" { "std::hash::Hash" } else { derived };
            is_std.then(|| format!("() {{ fn has<T: {path}>() {{}} has::<{owner}>() }}"))
        }
        "default" => Some(format!("() -> {head} {{ {head}::default() }}")),
        _ => None,
    }
}

/// `users().list(a: A) -> B  GET /users ..  returns Call  [paged]`
fn method(rest: &str, head: &str) -> Option<String> {
    let owner = owner(head)?;
    let (accessor, name) = owner.split_once("().")?;
    let (arguments, success) = head.get(owner.len() + 1..)?.rsplit_once(") -> ")?;
    let mut columns = rest.split("  ");
    let returned = columns.find_map(|column| column.strip_prefix("returns "))?;
    let output = if returned == "Call" { format!("Call<{success}>") } else { returned.to_owned() };
    let comma = if arguments.is_empty() { "" } else { ", " };
    let passed = names(arguments);
    let call = format!("client.{accessor}().{name}({passed})");
    Some(format!("(client: &Client{comma}{arguments}) -> {output} {{ {call} }}"))
}

/// The names of arguments, to pass them on.
fn names(arguments: &str) -> String {
    let mut names = Vec::new();
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, character) in arguments.char_indices().chain([(arguments.len(), ',')]) {
        match character {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                let argument = arguments.get(start..at).unwrap_or_default().trim();
                names.extend(argument.split_once(':').map(|(name, _)| name.trim_start_matches("mut ").to_owned()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.join(", ")
}
