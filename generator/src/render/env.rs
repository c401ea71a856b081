//! The environment variables that a client is built from: their names, the table of them, and what the documentation
//! says of them.

use std::mem::{Discriminant, discriminant};

use foldhash::HashMap;
use quote::quote;

use super::context::{Context, ident};
use super::docs::{sentences, sign_in};
use super::imports::Imports;
use super::runtime;
use crate::format::{Expression, Head, Static};
use crate::ir::{SecurityKind, SecurityScheme, TokenUrl};
use crate::names;

/// The name of the table.
pub(super) const TABLE: &str = "ENV_VARIABLES";

/// The table of all names.
pub(super) fn table(context: &Context<'_>, imports: &Imports) -> Static {
    let type_name = imports.runtime(runtime::ENV_VARIABLES);
    let base_url = name(context, "base_url");
    let servers = context.api.server_variables.iter().map(|variable| &variable.wire_name);
    let servers = servers.map(|wire_name| pair(wire_name, &server_name(context, wire_name)));
    let fields = vec![
        (ident("base_url"), Expression::Atom(quote!(#base_url))),
        (ident("servers"), Expression::Slice(servers.collect())),
        (ident("credentials"), Expression::Slice(schemes(context).map(|scheme| scheme.row(imports)).collect())),
    ];
    Static {
        visibility: proc_macro2::TokenStream::new(),
        head: Head::default(),
        name: ident(TABLE),
        type_tokens: quote!(#type_name),
        value: Expression::Literal(quote!(#type_name), fields, None),
    }
}

/// The documentation of the method that reads them.
pub(super) fn docs(context: &Context<'_>) -> Vec<String> {
    let mut lines = [
        "Builds a client from environment variables. What is not set is as by default.",
        "",
        "| Variable | Value |",
        "|---|---|",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.push(row(&[name(context, "base_url")], "the URL of the server"));
    for variable in &context.api.server_variables {
        let value = ["the variable ", &sentences::code(&variable.wire_name), " of the server's URL"].concat();
        lines.push(row(&[server_name(context, &variable.wire_name)], &value));
    }
    for scheme in schemes(context) {
        lines.push(row(&scheme.names, &[scheme.what, " for ", &sentences::code(scheme.wire_name)].concat()));
        for (variable, name) in &scheme.variables {
            lines.push(row(
                std::slice::from_ref(name),
                &["the ", &sentences::code(variable), " of the token URL"].concat(),
            ));
        }
    }
    lines.extend(
        ["", "# Errors", "", "As `build` of the builder; also if there is a client id without a secret."]
            .map(str::to_owned),
    );
    lines
}

fn row(names: &[String], value: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| sentences::code(name)).collect();
    ["| ", &names.join(", "), " | ", value, " |"].concat()
}

/// The variables of one security scheme.
struct Scheme<'a> {
    wire_name: &'a str,
    /// The function that makes the row of the table.
    constructor: &'static str,
    what: &'static str,
    names: Vec<String>,
    /// Those of the token URL, each with its environment variable.
    variables: Vec<(String, String)>,
}

impl Scheme<'_> {
    fn row(&self, imports: &Imports) -> Expression {
        let (type_name, constructor) = (imports.runtime(runtime::ENV_CREDENTIALS), ident(self.constructor));
        let strings = std::iter::once(self.wire_name).chain(self.names.iter().map(String::as_str));
        let mut arguments: Vec<Expression> = strings.map(|text| Expression::Atom(quote!(#text))).collect();
        if self.constructor == "client" {
            let variables = self.variables.iter().map(|(variable, name)| pair(variable, name));
            arguments.push(Expression::Slice(variables.collect()));
        }
        Expression::Call(quote!(#type_name::#constructor), arguments)
    }
}

fn pair(left: &str, right: &str) -> Expression {
    Expression::Atom(quote!((#left, #right)))
}

/// The schemes that the environment can have credentials for.
fn schemes<'a>(context: &Context<'a>) -> impl Iterator<Item = Scheme<'a>> {
    let all = &context.api.security_schemes;
    let mut count = HashMap::default();
    for scheme in all {
        *count.entry(variables_of(&scheme.kind)).or_insert(0) += 1;
    }
    let prefix = name(context, "");
    all.iter().filter_map(move |scheme| {
        let is_only = count.get(&variables_of(&scheme.kind)) == Some(&1);
        of_scheme(scheme, &prefix, is_only)
    })
}

/// Kinds whose variables would have the same names.
fn variables_of(kind: &SecurityKind) -> Discriminant<SecurityKind> {
    match kind {
        SecurityKind::AuthorizationCode { .. } => discriminant(&SecurityKind::Bearer),
        kind => discriminant(kind),
    }
}

/// Several schemes of a kind have their names in those of the variables.
fn of_scheme<'a>(scheme: &'a SecurityScheme, prefix: &str, is_only: bool) -> Option<Scheme<'a>> {
    let own = if is_only { prefix.to_owned() } else { [prefix, &upper(&scheme.wire_name), "_"].concat() };
    let named = |part: &str| [&own, part].concat();
    let mut variables = Vec::new();
    let (constructor, what, names) = match &scheme.kind {
        SecurityKind::Basic => ("basic", "user name and password", vec![named("USERNAME"), named("PASSWORD")]),
        SecurityKind::Bearer | SecurityKind::AuthorizationCode { .. } => ("bearer", "the token", vec![named("TOKEN")]),
        SecurityKind::ApiKey { .. } if is_only => ("api_key", "the key", vec![named("API_KEY")]),
        SecurityKind::ApiKey { .. } => ("api_key", "the key", vec![own.trim_end_matches('_').to_owned()]),
        SecurityKind::ClientCredentials { token_url, .. } => {
            variables = token_variables(token_url, &own);
            ("client", "client id and secret", vec![named("CLIENT_ID"), named("CLIENT_SECRET")])
        }
        SecurityKind::External => return None,
    };
    Some(Scheme { wire_name: &scheme.wire_name, constructor, what, names, variables })
}

fn token_variables(token_url: &TokenUrl, own: &str) -> Vec<(String, String)> {
    let unset = sign_in::unset_variables(token_url);
    unset.map(|variable| (variable.to_owned(), [own, &upper(variable)].concat())).collect()
}

/// The name of a server variable begins with a word that no other name has.
fn server_name(context: &Context<'_>, wire_name: &str) -> String {
    name(context, &["server_", wire_name].concat())
}

/// `THRIVE_BASE_URL` of `base_url` in `thrive-client`.
fn name(context: &Context<'_>, part: &str) -> String {
    let package = context.package();
    let prefix = upper(package.strip_suffix("-client").unwrap_or(&package));
    [if prefix.is_empty() { "API" } else { &prefix }, "_", &upper(part)].concat()
}

/// The letters that a shell accepts, in upper case.
fn upper(text: &str) -> String {
    let ascii = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' };
    names::snake(text).chars().map(ascii).collect()
}
