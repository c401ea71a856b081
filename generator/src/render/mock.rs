//! The module for tests: expectations for each operation, with the type it answers with.

use foldhash::HashSet;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs::mock_docs;
use super::imports::Imports;
use super::{crate_root, method, responses, runtime};
use crate::format::{Expression, Function, Head, Impl, Import, Item, RustFile, Statement, Table};
use crate::ir::{GroupId, Success};

/// Renders `src/mock.rs`.
pub(super) fn file(context: &Context<'_>) -> RustFile {
    let imports = Imports::elsewhere(HashSet::default());
    let transport = imports.runtime(runtime::MOCK_TRANSPORT);
    let head = Head::line("What the API answers in a test. Clones share their expectations.")
        .attribute(quote!(derive(Clone, Debug, Default)));
    let mut items = crate_root::module_items(crate_root::group_modules(context).collect());
    items.extend([
        Item::Line(head, quote!(pub struct Mock(#transport))),
        Item::Impl(Impl { target: quote!(Mock), functions: functions(&imports) }),
    ]);
    let answers = ["Expected", "MockCall", "MockOperation", "from_json", "make"].map(str::to_owned).to_vec();
    RustFile {
        path: "src/mock.rs".to_owned(),
        docs: mock_docs::lines(context),
        imports: imports.finish(context),
        items,
        exports: vec![vec![Import { path: runtime::MOCK.to_owned(), names: answers, public: true }]],
        ..RustFile::default()
    }
}

/// Renders the file of a group: the way to its expectations, and a method per operation.
pub(super) fn group_file(context: &Context<'_>, group: GroupId) -> RustFile {
    let imports = Imports::elsewhere(own_names(context, group));
    let items = vec![Item::Impl(group_accessor(context, group)), expectations(context, &imports, group)];
    let mut blocks = imports.finish(context);
    blocks.last_mut().into_iter().for_each(|own| own.extend(success_import(context, group)));
    let names = context.names.group(group);
    let rust_name = names.rust_name.as_str();
    RustFile {
        path: ["src/mock/", names.accessor.bare(), ".rs"].concat(),
        docs: vec![["Expectations on [`", rust_name, "`](crate::operations::", rust_name, ")."].concat()],
        imports: blocks,
        items,
        ..RustFile::default()
    }
}

/// Names the file defines or imports; models called so are mentioned by their path.
fn own_names(context: &Context<'_>, group: GroupId) -> HashSet<String> {
    let own = ["Bytes", "ErrorBody", "EventStream", "JsonLines", "Mock", "Text", "Value"].map(str::to_owned);
    let group_name = context.names.group(group).rust_name.to_string();
    own.into_iter().chain([group_name]).chain(success_enums(context, group)).collect()
}

/// Enums of operations that answer differently by status; they stand among the operations.
fn success_enums(context: &Context<'_>, group: GroupId) -> impl Iterator<Item = String> {
    let several = |operation: &crate::ir::Operation| matches!(operation.success, Success::ByStatus(_));
    let operations = method::operations_of(context, group).filter(move |(_, operation)| several(operation));
    operations.map(|(index, _)| context.names.operation(index).success.to_string())
}

fn success_import(context: &Context<'_>, group: GroupId) -> Option<Import> {
    let names: Vec<String> = success_enums(context, group).collect();
    (!names.is_empty()).then(|| Import { path: "crate::operations".to_owned(), names, public: false })
}

fn functions(imports: &Imports) -> Vec<Function> {
    let (client, builder) = (imports.crate_name("Client"), imports.crate_name("ClientBuilder"));
    let transport = imports.runtime(runtime::MOCK_TRANSPORT);
    let fixed = [
        (
            "An API without expectations: every call fails.",
            "new",
            quote!(),
            quote!(Self),
            quote!(Self(#transport::new())),
        ),
        ("A client of this API.", "client", quote!(&self), quote!(#client), quote!(self.0.client())),
        (
            "Starts to set up a client of this API, where a test needs other settings.",
            "builder",
            quote!(&self),
            quote!(#builder),
            quote!(self.0.builder()),
        ),
        ("All calls in the order they arrived.", "calls", quote!(&self), quote!(Vec<MockCall>), quote!(self.0.calls())),
    ];
    let functions = fixed.into_iter().map(|(line, name, receiver, output, body)| {
        let head = if name == "builder" { Head::line(line) } else { Head::line(line).attribute(quote!(must_use)) };
        function(head, ident(name), receiver, output, body)
    });
    functions.collect()
}

fn group_accessor(context: &Context<'_>, group: GroupId) -> Impl {
    let rust_name = &context.names.group(group).rust_name;
    let name = ident(rust_name);
    let line = ["What [`", rust_name.as_str(), "`](crate::operations::", rust_name.as_str(), ") is answered."].concat();
    let head = Head::line(&line).attribute(quote!(must_use));
    let body = quote!(#name(self.0.clone()));
    let function = function(head, ident(&mock_docs::accessor(context, group)), quote!(&self), quote!(#name), body);
    Impl { target: quote!(super::Mock), functions: vec![function] }
}

fn function(head: Head, name: Ident, receiver: TokenStream, output: TokenStream, body: TokenStream) -> Function {
    Function {
        head,
        visibility: quote!(pub),
        name,
        arguments: if receiver.is_empty() { Vec::new() } else { vec![receiver] },
        output: Some(output),
        body: vec![Statement::Value(Expression::Atom(body))],
    }
}

/// The table of a group: a method per operation.
fn expectations(context: &Context<'_>, imports: &Imports, group: GroupId) -> Item {
    imports.runtime(runtime::MOCK_OPERATIONS);
    let error_body = imports.crate_name("ErrorBody");
    let rows = mock_docs::methods_of(context, group).map(|(_, method, index, operation)| {
        let method = ident(method);
        let success = responses::success_type(context, imports, operation, context.names.operation(index));
        let id = operation.id.as_str();
        (Head::default(), quote!(#method: #success = #id))
    });
    let rows = rows.collect();
    let name = &context.names.group(group).rust_name;
    let line =
        ["Expectations on [`", name.as_str(), "`](crate::operations::", name.as_str(), "), one method per operation."]
            .concat();
    let name = ident(name);
    Item::Table(Table {
        macro_name: runtime::MOCK_OPERATIONS.name,
        head: Head::line(&line),
        opening: quote!(#name -> #error_body),
        rows,
    })
}
