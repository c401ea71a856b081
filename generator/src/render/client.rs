//! The client: how it is set up, the description of the API, its environments.

use foldhash::HashSet;
use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::docs::{crate_docs, sentences};
use super::imports::Imports;
use super::{descriptors, env, runtime, secret_names};
use crate::format::{Enum, Expression, Function, Head, Impl, Item, RustFile, Statement, Static, Struct, StructField};
use crate::ir::{ApiKeyLocation, SecurityKind, SecurityScheme, ServerSet, ServerVariable, TokenUrl};

/// Renders `src/client.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let imports = Imports::elsewhere(HashSet::default());
    let api = imports.runtime(runtime::API);
    let description = imports.runtime(runtime::API_DESCRIPTION);
    let index = imports.runtime(runtime::ENVIRONMENT_INDEX);
    let items = vec![
        Item::Struct(client_struct(context)),
        client_builder(),
        Item::Impl(Impl {
            target: quote!(Client),
            functions: vec![builder(), from_env(context), with(context), request(&imports)],
        }),
        Item::Code(api_impl(context, &api, &description)),
        Item::Enum(environment(context)),
        Item::Code(environment_index(&index)),
        Item::Static(description_static(context, &imports)),
        Item::Static(env::table(context, &imports)),
    ];
    RustFile {
        path: "src/client.rs".to_owned(),
        docs: vec![
            "The client, and where the API is. The accessor of each group of operations is in the group's file."
                .to_owned(),
        ],
        imports: imports.finish(context),
        items,
        ..RustFile::default()
    }
}

fn client_struct(context: &Context<'_>) -> Struct {
    let runtime = ident(runtime::CRATE);
    let what = ["A client of ", &crate_docs::subject(context), "."].concat();
    let lines = vec![what, String::new(), "Cheap to clone; all clones share connections and credentials.".to_owned()];
    Struct {
        head: Head::docs(lines).attribute(quote!(derive(Clone, Debug))),
        name: ident("Client"),
        fields: vec![StructField {
            head: Head::default(),
            visibility: quote!(pub(crate)),
            name: ident("core"),
            type_tokens: quote!(#runtime::Client),
        }],
    }
}

fn client_builder() -> Item {
    let runtime = ident(runtime::CRATE);
    Item::Line(
        Head::line("Sets up a [`Client`]: environment, credentials, timeouts and more."),
        quote!(pub type ClientBuilder = #runtime::ClientBuilder<Client>),
    )
}

fn builder() -> Function {
    Function {
        head: Head::line("Starts to set up a client."),
        visibility: quote!(pub),
        name: ident("builder"),
        arguments: Vec::new(),
        output: Some(quote!(ClientBuilder)),
        body: vec![Statement::Value(Expression::Atom(quote!(ClientBuilder::new())))],
    }
}

fn from_env(context: &Context<'_>) -> Function {
    let (runtime, table) = (ident(runtime::CRATE), ident(env::TABLE));
    Function {
        head: Head::docs(env::docs(context)),
        visibility: quote!(pub),
        name: ident("from_env"),
        arguments: Vec::new(),
        output: Some(quote!(Result<Self, #runtime::BuildError>)),
        body: vec![Statement::Value(Expression::Atom(quote!(ClientBuilder::new().env(&#table)?.build())))],
    }
}

fn with(context: &Context<'_>) -> Function {
    let runtime = ident(runtime::CRATE);
    let options = quote!(#runtime::ClientOptions);
    let core = (ident("core"), Expression::Atom(quote!(self.core.with(change))));
    let lines = [
        "Derives a client with other options, which shares the connections and the tokens of this one.",
        "",
        "```no_run",
        "use std::time::Duration;",
        "",
        &["# fn example(client: ", &context.package().replace('-', "_"), "::Client) {"].concat(),
        "let patient = client.with(|options| options.timeout(Duration::from_secs(600)).tolerant());",
        "# }",
        "```",
    ];
    Function {
        head: Head::docs(lines.map(str::to_owned).to_vec()).attribute(quote!(must_use)),
        visibility: quote!(pub),
        name: ident("with"),
        arguments: vec![quote!(&self), quote!(change: impl FnOnce(#options) -> #options)],
        output: Some(quote!(Self)),
        body: vec![Statement::Value(Expression::Literal(quote!(Self), vec![core], None))],
    }
}

/// The way to what the document does not have.
fn request(imports: &Imports) -> Function {
    let runtime = ident(runtime::CRATE);
    let error_body = imports.crate_name("ErrorBody");
    let lines = [
        "Starts a request for something that the document does not have, by its method and path.",
        "",
        "The path is below the first server, with its values encoded; an absolute URL must be of a host of this client.",
        "Credentials, time limits, retries and errors are those of the client.",
    ];
    Function {
        head: Head::docs(lines.map(str::to_owned).to_vec()),
        visibility: quote!(pub),
        name: ident("request"),
        arguments: vec![quote!(&self), quote!(method: #runtime::http::Method), quote!(path: impl Into<String>)],
        output: Some(quote!(#runtime::CustomRequest<#error_body>)),
        body: vec![Statement::Value(Expression::Atom(quote!(#runtime::CustomRequest::new(&self.core, method, path))))],
    }
}

fn api_impl(context: &Context<'_>, api: &proc_macro2::Ident, description: &proc_macro2::Ident) -> TokenStream {
    let runtime = ident(runtime::CRATE);
    let secret_names = secret_names::constant(context);
    quote! {
        impl #api for Client {
            type Environment = Environment;
            const DESCRIPTION: &'static #description = &DESCRIPTION;
            #secret_names
            fn from_core(core: #runtime::Client) -> Self {
                Self { core }
            }
        }
    }
}

fn environment(context: &Context<'_>) -> Enum {
    let mut variants: Vec<(Head, TokenStream)> = Vec::new();
    for (index, rust_name) in context.names.environments().iter().enumerate() {
        let name = ident(rust_name);
        let head = Head::docs(environment_docs(context, index));
        variants.push((if index == 0 { head.attribute(quote!(default)) } else { head }, quote!(#name)));
    }
    if variants.is_empty() {
        let head = Head::line("Wherever [`ClientBuilder::base_url`] says; the document names no server.");
        variants.push((head.attribute(quote!(default)), quote!(Custom)));
    }
    let head = Head::line("Where the API runs.")
        .attribute(quote!(derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)))
        .attribute(quote!(non_exhaustive));
    Enum { head, name: ident("Environment"), variants }
}

fn environment_docs(context: &Context<'_>, index: usize) -> Vec<String> {
    let environment = context.api.environments.get(index);
    let label = environment.map_or("", |environment| &environment.label);
    let mut lines = vec![sentences::sentence(label)];
    let description = environment.and_then(|environment| environment.description.as_deref());
    lines.extend(description.into_iter().flat_map(|text| [String::new(), sentences::sentence(text)]));
    let urls: Vec<(&str, &String)> =
        context.api.servers.iter().filter_map(|set| Some((set.label.as_str(), set.urls.get(index)?))).collect();
    // The only server of a document that does not describe it.
    if let ("Default", None, [(_, url)]) = (label, description, urls.as_slice()) {
        return vec![["The server ", &sentences::code(url), "."].concat()];
    }
    if !urls.is_empty() {
        lines.push(String::new());
    }
    for (set, url) in &urls {
        let line = if urls.len() == 1 {
            [&sentences::code(url), "."].concat()
        } else {
            ["- ", &sentences::code(set), ": ", &sentences::code(url)].concat()
        };
        lines.push(line);
    }
    lines
}

fn environment_index(index: &proc_macro2::Ident) -> TokenStream {
    quote! {
        impl #index for Environment {
            fn index(self) -> usize {
                self as usize
            }
        }
    }
}

fn description_static(context: &Context<'_>, imports: &Imports) -> Static {
    let type_name = imports.runtime(runtime::API_DESCRIPTION);
    let package = context.package();
    let api = context.api;
    let none = ServerSet { label: "default".to_owned(), urls: Vec::new() };
    let sets = if api.servers.is_empty() { std::slice::from_ref(&none) } else { &api.servers };
    let fields = vec![
        (ident("name"), Expression::Atom(quote!(#package))),
        (ident("version"), Expression::Atom(quote!(env!("CARGO_PKG_VERSION")))),
        (ident("servers"), Expression::Slice(sets.iter().map(|set| server_set(imports, set)).collect())),
        (
            ident("variables"),
            Expression::Slice(api.server_variables.iter().map(|variable| server_variable(imports, variable)).collect()),
        ),
        (
            ident("security_schemes"),
            Expression::Slice(api.security_schemes.iter().map(|scheme| security_scheme(imports, scheme)).collect()),
        ),
        (ident("security"), descriptors::security(context, &api.security)),
    ];
    Static {
        visibility: TokenStream::new(),
        head: Head::default(),
        name: ident("DESCRIPTION"),
        type_tokens: quote!(#type_name),
        value: Expression::Literal(quote!(#type_name), fields, None),
    }
}

fn strings<'a>(strings: impl IntoIterator<Item = &'a String>) -> Expression {
    Expression::Slice(strings.into_iter().map(|text| Expression::Atom(quote!(#text))).collect())
}

fn server_set(imports: &Imports, set: &ServerSet) -> Expression {
    let (type_name, label) = (imports.runtime(runtime::SERVER_SET), &set.label);
    let fields = vec![(ident("name"), Expression::Atom(quote!(#label))), (ident("urls"), strings(&set.urls))];
    Expression::Literal(quote!(#type_name), fields, None)
}

fn server_variable(imports: &Imports, variable: &ServerVariable) -> Expression {
    let (type_name, name, default) =
        (imports.runtime(runtime::SERVER_VARIABLE), &variable.wire_name, &variable.default);
    let fields = vec![
        (ident("name"), Expression::Atom(quote!(#name))),
        (ident("default"), Expression::Atom(quote!(#default))),
        (ident("allowed"), strings(&variable.allowed)),
    ];
    Expression::Literal(quote!(#type_name), fields, None)
}

fn security_scheme(imports: &Imports, scheme: &SecurityScheme) -> Expression {
    let (type_name, name) = (imports.runtime(runtime::SECURITY_SCHEME), &scheme.wire_name);
    let name = Expression::Atom(quote!(#name));
    match &scheme.kind {
        SecurityKind::Basic => Expression::Call(quote!(#type_name::basic), vec![name]),
        SecurityKind::Bearer => Expression::Call(quote!(#type_name::bearer), vec![name]),
        SecurityKind::External => Expression::Call(quote!(#type_name::other), vec![name]),
        SecurityKind::ApiKey { location, wire_name } => {
            let location = key_location(imports, *location);
            let key = Expression::Atom(quote!(#wire_name));
            Expression::Call(quote!(#type_name::api_key), vec![name, location, key])
        }
        SecurityKind::ClientCredentials { token_url, scopes } => {
            let mut arguments = token_endpoint(name, token_url);
            arguments.push(strings(scopes.iter().map(|(scope, _)| scope)));
            Expression::Call(quote!(#type_name::client_credentials), arguments)
        }
        SecurityKind::AuthorizationCode { token_url } => {
            Expression::Call(quote!(#type_name::authorization_code), token_endpoint(name, token_url))
        }
    }
}

/// The arguments that say where tokens come from.
fn token_endpoint(name: Expression, token_url: &TokenUrl) -> Vec<Expression> {
    let template = &token_url.template;
    let variables = token_url.variables.iter();
    let variables = variables.map(|(variable, source)| Expression::Atom(quote!((#variable, #source))));
    vec![name, Expression::Atom(quote!(#template)), Expression::Slice(variables.collect())]
}

fn key_location(imports: &Imports, location: ApiKeyLocation) -> Expression {
    let type_name = imports.runtime(runtime::API_KEY_IN);
    let variant = ident(match location {
        ApiKeyLocation::Header => "Header",
        ApiKeyLocation::Query => "Query",
        ApiKeyLocation::Cookie => "Cookie",
    });
    Expression::Atom(quote!(#type_name::#variant))
}
