//! A group of operations: its struct, a method per operation, requests and descriptors.

use foldhash::{HashMap, HashSet};
use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::docs::{markdown, operation_docs, sentences};
use super::imports::Imports;
use super::inputs::parameter_input;
use super::method::{Method, methods, operations_of, required_parameters};
use super::plan::operation_files::OperationFile;
use super::{bodies, descriptors, formerly, records, requests, responses, runtime};
use crate::format::{Expression, Function, Head, Impl, Import, Item, RustFile, Statement, Struct, StructField};
use crate::ir::{GroupId, Success};
use crate::names::{Argument, Thing};

/// Renders the file of a group: its struct, and its operations unless they have files of their own.
pub(super) fn file(context: &Context<'_>, group: GroupId) -> RustFile {
    let is_parted = context.operation_files.iter().any(|file| file.group == group);
    let indices = operations_of(context, group).map(|(index, _)| index);
    let indices: Vec<usize> = if is_parted { Vec::new() } else { indices.collect() };
    let imports = Imports::elsewhere(own_names(context, group, &indices));
    let core = if is_parted { quote!(pub(super)) } else { quote!() };
    let mut items = vec![Item::Impl(accessor(context, group)), Item::Struct(group_struct(context, group, core))];
    let name = ident(&context.names.group(group).rust_name);
    formerly::aliases(context, Thing::Group(group), &name, &mut items);
    items.extend(operations(context, &imports, group, &indices));
    RustFile {
        path: path(context.names.group(group).accessor.bare()),
        docs: vec![["Operations of [`", context.names.group(group).rust_name.as_str(), "`]."].concat()],
        imports: imports.finish(context),
        items,
        ..RustFile::default()
    }
}

/// Renders a file of operations whose group has several.
pub(super) fn more(context: &Context<'_>, index: usize) -> RustFile {
    let Some(file) = context.operation_files.get(index) else { return RustFile::default() };
    let imports = Imports::elsewhere(own_names(context, file.group, &file.operations));
    let items = operations(context, &imports, file.group, &file.operations);
    let group = context.names.group(file.group).rust_name.to_string();
    let docs = vec![["Operations of [`", &group, "`]."].concat()];
    let mut imports = imports.finish(context);
    let own = Import { path: "super".to_owned(), names: vec![group], public: false };
    imports.last_mut().into_iter().for_each(|block| block.push(own.clone()));
    RustFile { path: path(&file.module), docs, imports, items, ..RustFile::default() }
}

/// The methods of operations, their requests and their descriptors.
fn operations(context: &Context<'_>, imports: &Imports, group: GroupId, indices: &[usize]) -> Vec<Item> {
    let mut functions = Vec::new();
    let mut request_items = Vec::new();
    let mut descriptor_items = Vec::new();
    for &index in indices {
        let Some(operation) = context.api.operations.get(index) else { continue };
        let names = context.names.operation(index);
        for (at, method) in methods(operation, names).enumerate() {
            let function = function(context, imports, &method);
            functions.extend(formerly::with_former(context, Thing::Method(index, at), function));
            requests::render(context, imports, (index, at), &method, &mut request_items);
        }
        responses::by_status(context, imports, operation, names, &mut request_items);
        formerly::aliases(context, Thing::Success(index), &ident(&names.success), &mut request_items);
        descriptor_items.push(descriptors::render(context, imports, index, operation, names));
    }
    let name = ident(&context.names.group(group).rust_name);
    let methods = (!functions.is_empty()).then(|| Item::Impl(Impl { target: quote!(#name), functions }));
    methods.into_iter().chain(request_items).chain(descriptor_items).collect()
}

/// Whether a file of operations has types of its own: requests, or answers by status.
pub(super) fn has_types(context: &Context<'_>, file: &OperationFile) -> bool {
    let mut operations = file.operations.iter().filter_map(|&index| Some((index, context.api.operations.get(index)?)));
    operations.any(|(index, operation)| {
        matches!(operation.success, Success::ByStatus(_))
            || methods(operation, context.names.operation(index)).any(|method| method.has_options())
    })
}

fn path(module: &str) -> String {
    ["src/operations/", module, ".rs"].concat()
}

/// Names the file defines or may import; models called so are mentioned by their path.
fn own_names(context: &Context<'_>, group: GroupId, indices: &[usize]) -> HashSet<String> {
    let imported =
        ["Borrow", "Body", "Bytes", "Call", "ErrorBody", "ErrorCase", "Form", "Method", "Operation", "Paging"]
            .into_iter()
            .chain(["EventStream", "JsonLines", "ParamValue", "Parameter", "Style", "Text", "TypedBody", "Waiting"])
            .map(str::to_owned);
    let mut names: HashSet<String> = imported.collect();
    names.insert(context.names.group(group).rust_name.to_string());
    for operation in indices.iter().map(|&index| context.names.operation(index)) {
        names.insert(operation.success.to_string());
        names.extend(operation.methods.iter().map(|method| method.request.to_string()));
    }
    names
}

fn group_struct(context: &Context<'_>, group: GroupId, core: TokenStream) -> Struct {
    let names = context.names.group(group);
    let bare = names.accessor.bare();
    let description = context.api.groups.get(group.index()).and_then(|group| group.description.as_deref());
    let mut lines = description.map(markdown::lines).unwrap_or_default();
    let link = ["[`Client::", bare, "`](crate::Client::", bare, ")."].concat();
    if lines.is_empty() {
        lines.push(["The operations of ", &link].concat());
    } else {
        lines.extend([String::new(), ["From ", &link].concat()]);
    }
    let path = runtime::CRATE;
    let crate_name = ident(path);
    Struct {
        head: Head::docs(lines).attribute(quote!(derive(Clone, Debug))),
        name: ident(&names.rust_name),
        fields: vec![StructField {
            head: Head::default(),
            visibility: core,
            name: ident("core"),
            type_tokens: quote!(#crate_name::Client),
        }],
    }
}

/// The way from the client to the group, in the group's own file, so that one switch leaves both out.
fn accessor(context: &Context<'_>, group: GroupId) -> Impl {
    let names = context.names.group(group);
    let type_name = ident(&names.rust_name);
    let described = context.api.groups.get(group.index());
    let mut lines = described.and_then(|group| group.description.as_deref()).map(markdown::lines).unwrap_or_default();
    if lines.is_empty() {
        let wire_name = described.map_or("", |group| group.wire_name.as_str());
        lines.push(["The operations of ", &sentences::code(wire_name), "."].concat());
    }
    let core = (ident("core"), Expression::Atom(quote!(self.core.clone())));
    let mut head = Head::docs(lines).attribute(quote!(must_use));
    // clippy takes it for a constructor.
    if names.accessor.as_str() == "new" {
        let reason = "the document has a group of that name";
        head = head.attribute(quote!(allow(clippy::new_ret_no_self, reason = #reason)));
    }
    let function = Function {
        head,
        visibility: quote!(pub),
        name: ident(&names.accessor),
        arguments: vec![quote!(&self)],
        output: Some(quote!(#type_name)),
        body: vec![Statement::Value(Expression::Literal(quote!(#type_name), vec![core], None))],
    };
    Impl { target: quote!(crate::Client), functions: formerly::with_former(context, Thing::Accessor(group), function) }
}

/// What a method takes and gives, and what it does with it.
pub(super) struct Signature {
    pub(super) arguments: Vec<TokenStream>,
    /// What a successful call yields.
    pub(super) success: TokenStream,
    calls: Vec<(TokenStream, Vec<Expression>)>,
}

/// The signature of a method.
pub(super) fn signature(context: &Context<'_>, imports: &Imports, method: &Method<'_>) -> Signature {
    let mut by_parameter = HashMap::default();
    let mut calls = Vec::new();
    for (index, parameter, rust_name) in required_parameters(method) {
        let (argument, value) = parameter_input(context, imports, parameter, &ident(rust_name));
        by_parameter.insert(index, argument);
        calls.push(value);
    }
    let mut body_arguments = Vec::new();
    if let Some(media) = method.media.filter(|_| method.takes_body()) {
        let body = bodies::input(context, imports, method.operation, method.names, media);
        body_arguments = body.arguments;
        calls.push(body.call);
    }
    let ordered = method.method.arguments.iter().filter_map(|argument| match argument {
        Argument::Parameter(index) => by_parameter.remove(index),
        Argument::Body(index) => body_arguments.get(*index).cloned(),
    });
    let arguments = std::iter::once(quote!(&self)).chain(ordered).collect();
    Signature { arguments, success: responses::success_type(context, imports, method.operation, method.names), calls }
}

fn function(context: &Context<'_>, imports: &Imports, method: &Method<'_>) -> Function {
    let Signature { arguments, success, calls } = signature(context, imports, method);
    let (descriptor, call) = (ident(&method.names.descriptor), imports.crate_name("Call"));
    let target = vec![Expression::Atom(quote!(&self.core)), Expression::Atom(quote!(&#descriptor))];
    let made = Expression::Call(quote!(#call::new), target);
    let made = if calls.is_empty() { made } else { Expression::Chain(Box::new(made), calls) };
    let (output, value) = if method.has_options() {
        let request = ident(&method.method.request);
        (quote!(#request), Expression::Call(quote!(#request), vec![made]))
    } else {
        (quote!(#call<#success>), made)
    };
    let mut head = records::too_many(Head::docs(operation_docs::lines(context, method)), arguments.len());
    if method.operation.docs.deprecated {
        head = head.attribute(quote!(deprecated));
    }
    Function {
        head: head.attribute(quote!(inline)),
        visibility: quote!(pub),
        name: ident(&method.method.rust_name),
        arguments,
        output: Some(output),
        body: vec![Statement::Value(value)],
    }
}
