//! Parameters: inherited ones, styles with their defaults, and what the path template says.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use super::layers::{Expected, Layers};
use super::media::{Entry, essence};
use super::reserved_headers::{ReservedHeaders, is_reserved};
use crate::diagnostics::{Diagnostic, DiagnosticId};
use crate::document::{Located, Node, Schema};
use crate::ir::{
    Docs, MediaKind, OperationId, Origin, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, PathSegment,
    Root, Seldom, SharedPart, TypeRef,
};
use crate::resolve::given_names;
use crate::resolve::place::Owner;
use crate::resolve::place::Place;
use crate::resolve::reading::said_by_both;
use crate::resolve::references::shared_origin;
use crate::resolve::resolver::Resolver;
use crate::resolve::schemas::shapes::more_examples;
use crate::source::{JsonPointer, is_token};

/// What the path says of its parameters.
pub(in crate::resolve) struct Template<'o> {
    /// Its pieces.
    pub(in crate::resolve) segments: &'o [PathSegment],
    /// Parameters whose values may have slashes.
    pub(in crate::resolve) of_several: Vec<&'o str>,
}

/// Where parameters are written.
pub(in crate::resolve) struct ParameterList<'a, 'o> {
    /// The `parameters` list.
    pub(in crate::resolve) place: Option<Place<'a>>,
    /// Whose they are.
    pub(in crate::resolve) owner: ParameterOwner<'o>,
}

/// What has parameters.
#[derive(Clone, Copy)]
pub(in crate::resolve) enum ParameterOwner<'o> {
    /// The operation with this id.
    Operation(&'o OperationId),
    /// The path item at this path, and the words of the path.
    PathItem(&'o str, &'o str),
}

impl ParameterOwner<'_> {
    /// The origin of a parameter.
    fn origin(self, location: ParameterLocation, name: &str) -> Origin {
        let name = name.to_owned();
        Origin::of(match self {
            Self::Operation(id) => Root::Parameter { operation: id.clone(), location, name },
            Self::PathItem(path, words) => {
                Root::PathItemParameter { path: path.to_owned(), words: words.to_owned(), location, name }
            }
        })
    }
}

/// What tells parameters of an operation apart.
fn location_and_name(parameter: &Parameter) -> (ParameterLocation, String) {
    (parameter.location, parameter.wire_name.clone())
}

/// The same before the parameter is read.
fn written_identity(place: &Place<'_>) -> Option<(ParameterLocation, String)> {
    Some((place.text("in").and_then(location)?, place.text("name")?.to_owned()))
}

impl<'a> Resolver<'a> {
    /// The parameters of an operation: its own, then those of the path item that it does not replace.
    pub(in crate::resolve) fn parameters(
        &mut self,
        inherited: ParameterList<'a, '_>,
        own: ParameterList<'a, '_>,
        template: &Template<'_>,
        operation: &Place<'a>,
    ) -> (Vec<Parameter>, ReservedHeaders) {
        let (mut parameters, inherited_headers) = self.parameter_list(inherited);
        let inherited: HashMap<_, _> =
            parameters.iter().enumerate().map(|(index, parameter)| (location_and_name(parameter), index)).collect();
        let (own, own_headers) = self.parameter_list(own);
        for parameter in own {
            let replaced = inherited.get(&location_and_name(&parameter)).and_then(|index| parameters.get_mut(*index));
            match replaced {
                Some(other) => *other = parameter,
                None => parameters.push(parameter),
            }
        }
        (self.fit_template(parameters, template, operation), own_headers.or(inherited_headers))
    }

    fn parameter_list(&mut self, list: ParameterList<'a, '_>) -> (Vec<Parameter>, ReservedHeaders) {
        let mut headers = ReservedHeaders::default();
        let Some(place) = list.place.map(|place| self.references.target_of(place)) else {
            return (Vec::new(), headers);
        };
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut seen = HashSet::default();
        for (index, node) in place.node.items().iter().enumerate() {
            let written = place.step(node, &index.to_string());
            let Some(layers) = self.layers(&written, Expected::Parameter) else { continue };
            let followed = layers.target();
            // A repeated one is left out before a type is made for it.
            if let Some(repeated) =
                written_identity(followed).filter(|location_and_name| seen.contains(location_and_name))
            {
                written.leave_out();
                self.report_repeated(&written, &repeated.1, list.owner);
                continue;
            }
            let parameter = self.parameter(&layers, list.owner, &mut headers);
            if parameter.is_some() {
                self.references.read_references(&written);
            } else if followed.node.entry().is_left_out {
                // A reference to what is reported is not lost; one to what is no parameter is.
                written.leave_out();
            }
            seen.extend(parameter.as_ref().map(location_and_name));
            parameters.extend(parameter);
        }
        (parameters, headers)
    }

    fn report_repeated(&mut self, place: &Place<'a>, name: &str, owner: ParameterOwner<'_>) {
        let of = match owner {
            ParameterOwner::Operation(id) => format!("operation {id}"),
            ParameterOwner::PathItem(path, _) => format!("all operations of `{path}`"),
        };
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::ParameterDuplicate,
                &*place.pointer,
                format!("the parameter `{name}` of {of} is listed twice"),
            )
            .effect("the first one is used"),
        );
    }

    fn parameter(
        &mut self,
        layers: &Layers<'a>,
        owner: ParameterOwner<'_>,
        headers: &mut ReservedHeaders,
    ) -> Option<Parameter> {
        let place = layers.target();
        let (Some(name), Some(location)) = (place.text("name"), place.text("in").and_then(location)) else {
            // The structural pass says what is missing.
            return None;
        };
        if location == ParameterLocation::Header && is_reserved(name) {
            self.reserved_header(layers, name, headers);
            return None;
        }
        if location == ParameterLocation::Header && belongs_to_connection(name) {
            self.report_of_connection(place, name);
            return None;
        }
        if !can_be_sent(name, location) {
            self.report_unsendable(place, name);
            return None;
        }
        let own = || owner.origin(location, name);
        let origin = shared_origin(layers.describing(), SharedPart::Parameter).unwrap_or_else(own);
        place.node.read();
        for key in ["name", "in"] {
            place.read(key);
        }
        let required = layers.read_flag("required").unwrap_or(false);
        let (encoding, schema) = self.encoding(layers, location);
        let found = schema.as_ref().map(|schema| self.parameter_type(schema, &origin, required));
        let own = schema.as_ref().map(|schema| Schema::of(schema.node, self.dialect)).unwrap_or_default();
        let said = schema.as_ref().map_or(Cow::Borrowed(&own), |schema| self.said_about(schema, &own));
        let usable = schema.as_ref().and_then(|schema| self.usable_default(schema, &said));
        let bounds = schema.as_ref().map(|schema| self.bounds(schema, &said)).unwrap_or_default();
        Some(Parameter {
            wire_name: name.to_owned(),
            given_name: given_names::parameter(place.node),
            location,
            encoding,
            required: location == ParameterLocation::Path || required,
            type_ref: found.unwrap_or(TypeRef::String),
            default: usable,
            bounds,
            docs: self.parameter_docs(layers, &said),
        })
    }

    /// The type of a parameter; one that may be left out says `null` by that, since no style writes it (RFC 6570).
    fn parameter_type(&mut self, schema: &Place<'a>, origin: &Origin, required: bool) -> TypeRef {
        let found = self.use_of(schema, Owner::Of(origin));
        self.read_null(schema, found.nullable);
        if found.nullable && required {
            self.report_null(schema);
        }
        found.type_ref
    }

    fn report_null(&mut self, schema: &Place<'a>) {
        self.reporter.push(
            Diagnostic::note(DiagnosticId::KeywordIgnored, &*schema.pointer, "a parameter has no spelling for `null`")
                .effect("the client cannot send it; the parameter is required"),
        );
    }

    fn report_of_connection(&mut self, place: &Place<'a>, name: &str) {
        let message = format!("`{name}` belongs to the connection, not to a call");
        place.leave_out();
        self.reporter.push(
            Diagnostic::note(DiagnosticId::HeaderReserved, &*place.pointer, message)
                .effect("the client sets this header by itself"),
        );
    }

    fn report_unsendable(&mut self, place: &Place<'a>, name: &str) {
        place.leave_out();
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::ParameterUnusable,
                place.pointer.child("name"),
                format!("{name:?} cannot be the name of a header or a cookie"),
            )
            .help("letters, digits and `-` or `_`")
            .effect("the parameter is left out"),
        );
    }

    /// How a parameter is written, and the schema of its value.
    fn encoding(&mut self, layers: &Layers<'a>, location: ParameterLocation) -> (ParameterEncoding, Option<Place<'a>>) {
        let place = layers.describing();
        let content = if place.node.get("schema").is_none() { self.content(place) } else { Vec::new() };
        if let Some(entry) = content.into_iter().next() {
            entry.place.node.read();
            if location == ParameterLocation::Querystring && entry.kind == MediaKind::Form {
                // The pairs of a form are those of an exploded object in the query.
                return (by_default_style(location), entry.schema);
            }
            return (self.content_encoding(&entry), entry.schema);
        }
        // Version 2 wrote the keywords of the schema into the parameter itself.
        let in_place = || place.node.get("type").is_some().then(|| place.clone());
        let schema = place.child("schema").or_else(in_place);
        let style = Self::style(layers, location);
        let explode = layers.read_flag("explode").unwrap_or(style == ParameterStyle::Form);
        let allow_reserved = layers.read_flag("allowReserved").unwrap_or(false);
        (ParameterEncoding::Style { style, explode, allow_reserved }, schema)
    }

    /// The media type of a value; one that the client cannot write is reported.
    fn content_encoding(&mut self, entry: &Entry<'a>) -> ParameterEncoding {
        let media_type = entry.media_type.to_owned();
        match entry.kind {
            MediaKind::Json => ParameterEncoding::Content(media_type),
            MediaKind::Text if is_plain_text(entry.media_type) && self.is_one_value(entry) => {
                ParameterEncoding::Text(media_type)
            }
            _ if entry.schema.as_ref().is_none_or(|schema| self.is_string(schema)) => {
                ParameterEncoding::Text(media_type)
            }
            _ => {
                self.reporter.push(
                    Diagnostic::warning(
                        DiagnosticId::KeywordIgnored,
                        &*entry.place.pointer,
                        format!("a value cannot be written as `{media_type}`"),
                    )
                    .about_key()
                    .help("`application/json`, or a string that the caller writes")
                    .effect("it is written as JSON"),
                );
                ParameterEncoding::Content(media_type)
            }
        }
    }

    /// The written style, if it is one of this location's; the structural pass reports others.
    fn style(layers: &Layers<'a>, location: ParameterLocation) -> ParameterStyle {
        let written = layers.text("style").and_then(ParameterStyle::from_wire);
        match written.filter(|style| allowed_styles(location).contains(style)) {
            Some(style) => {
                layers.read("style");
                style
            }
            None => default_style(location),
        }
    }

    fn parameter_docs(&mut self, layers: &Layers<'a>, schema: &Schema<'a>) -> Docs {
        let example = self.example(layers.holder_of_example());
        self.leave_out_examples(layers.holder_of_example(), example);
        let may_be_empty = layers.read_flag("allowEmptyValue").unwrap_or(false).then(|| "May be empty.".to_owned());
        let own = layers.read_text("description");
        let description = said_by_both(own, schema.description.read());
        let observed = layers.text("x-observed").or(schema.observed);
        let deprecated = [layers.read_flag("deprecated").unwrap_or(false), schema.deprecated.read_flag()];
        let [own, of_schema] = [example, schema.example].map(|example| example.map(|example| example.read().to_json()));
        let mut more = more_examples(schema);
        let shown = match own {
            Some(own) => {
                more.splice(0..0, of_schema.filter(|example| *example != own));
                Some(own)
            }
            None => of_schema,
        };
        Docs {
            title: schema.title.read().map(str::to_owned),
            description,
            example: shown.map(Box::new),
            more_examples: more,
            deprecated: deprecated.contains(&true),
            url: schema.url.read().map(str::to_owned),
            notes: observed.map(str::to_owned).into_iter().chain(may_be_empty).collect(),
        }
    }

    /// Path parameters in template order first; missing ones are added, superfluous ones dropped.
    fn fit_template(
        &mut self,
        parameters: Vec<Parameter>,
        template: &Template<'_>,
        operation: &Place<'a>,
    ) -> Vec<Parameter> {
        let (mut path, others): (Vec<_>, Vec<_>) =
            parameters.into_iter().partition(|parameter| parameter.location == ParameterLocation::Path);
        let mut fitted: Vec<Parameter> = Vec::new();
        for segment in template.segments {
            let PathSegment::Parameter(name) = segment else { continue };
            if fitted.iter().any(|parameter| parameter.wire_name == *name) {
                continue;
            }
            match path.iter().position(|parameter| parameter.wire_name == *name) {
                Some(position) => fitted.push(path.swap_remove(position)),
                None => {
                    self.reporter.push(
                        Diagnostic::warning(
                            DiagnosticId::PathParameterUndeclared,
                            &*operation.pointer,
                            format!("`{{{name}}}` of the path is not declared"),
                        )
                        .help(format!("add `- name: {name}` with `in: path` to `parameters`"))
                        .effect("it is a string"),
                    );
                    fitted.push(undeclared(name));
                }
            }
        }
        for parameter in path {
            self.report_unused(operation, &parameter.wire_name);
        }
        for parameter in &mut fitted {
            if let ParameterEncoding::Style { allow_reserved, .. } = &mut parameter.encoding {
                *allow_reserved |= template.of_several.contains(&&*parameter.wire_name);
            }
        }
        fitted.extend(others);
        fitted
    }

    fn report_unused(&mut self, operation: &Place<'a>, name: &str) {
        let pointer = self.written_in_path(operation, name).unwrap_or_else(|| JsonPointer::clone(&operation.pointer));
        self.reporter.push(
            Diagnostic::warning(
                DiagnosticId::PathParameterUnused,
                pointer,
                format!("the path of operation {} has no `{{{name}}}`", self.operation_name(operation)),
            )
            .effect("the parameter is left out"),
        );
    }

    /// The entry of a path parameter in the list of an operation, or in that of its path item.
    fn written_in_path(&self, operation: &Place<'a>, name: &str) -> Option<JsonPointer> {
        let document = self.references.document;
        let item = operation.pointer.parent().and_then(|pointer| document.locate(&pointer));
        let own = operation.child("parameters").map(|list| (list.node, JsonPointer::clone(&list.pointer)));
        let inherited = item.and_then(|item| Some((item.node.get("parameters")?, item.pointer.child("parameters"))));
        own.into_iter().chain(inherited).find_map(|(list, pointer)| {
            let is_it = |node: &Node| {
                let located = Located { node, pointer: JsonPointer::root(), file: operation.file };
                let end = document.follow(located).ok().map(|end| end.node);
                let has = |key: &str, value: &str| end.and_then(|end| end.get(key)?.as_str()) == Some(value);
                has("name", name) && has("in", "path")
            };
            Some(pointer.item(list.items().iter().position(is_it)?))
        })
    }

    /// The id of an operation as it is written, or its place.
    fn operation_name(&self, operation: &Place<'a>) -> String {
        let id = operation.node.get("operationId").and_then(Node::as_str);
        id.map_or_else(|| format!("`{}`", operation.pointer), str::to_owned)
    }
}

impl ParameterStyle {
    /// The style with this name in a document.
    pub(in crate::resolve) fn from_wire(text: &str) -> Option<Self> {
        Some(match text {
            "matrix" => Self::Matrix,
            "label" => Self::Label,
            "form" => Self::Form,
            "simple" => Self::Simple,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            _ => return None,
        })
    }
}

/// Names of headers and cookies are tokens (RFC 9110, section 5.6.2); anything else could end the header.
fn can_be_sent(name: &str, location: ParameterLocation) -> bool {
    match location {
        ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Querystring => true,
        ParameterLocation::Header => is_token(name),
        // Brackets and the like are common in cookies and harmless.
        ParameterLocation::Cookie => {
            !name.is_empty() && !name.contains(|letter: char| letter.is_control() || "=;, \"\\".contains(letter))
        }
    }
}

fn location(text: &str) -> Option<ParameterLocation> {
    Some(match text {
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "querystring" => ParameterLocation::Querystring,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        _ => return None,
    })
}

fn by_default_style(location: ParameterLocation) -> ParameterEncoding {
    let style = default_style(location);
    ParameterEncoding::Style { style, explode: style == ParameterStyle::Form, allow_reserved: false }
}

fn default_style(location: ParameterLocation) -> ParameterStyle {
    match location {
        ParameterLocation::Path | ParameterLocation::Header => ParameterStyle::Simple,
        ParameterLocation::Query | ParameterLocation::Querystring | ParameterLocation::Cookie => ParameterStyle::Form,
    }
}

fn allowed_styles(location: ParameterLocation) -> &'static [ParameterStyle] {
    use ParameterStyle::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    match location {
        ParameterLocation::Path => &[Simple, Label, Matrix],
        ParameterLocation::Query => &[Form, SpaceDelimited, PipeDelimited, DeepObject],
        ParameterLocation::Header => &[Simple],
        ParameterLocation::Querystring | ParameterLocation::Cookie => &[Form],
    }
}

/// A length or a coding that is not that of the body would confuse the server, or let it wait for ever.
fn belongs_to_connection(name: &str) -> bool {
    ["content-length", "transfer-encoding", "connection"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Text whose characters are the value, without a syntax of its own.
fn is_plain_text(media_type: &str) -> bool {
    matches!(essence(media_type).to_ascii_lowercase().as_str(), "text/plain" | "text/*")
}

fn undeclared(name: &str) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        given_name: None,
        location: ParameterLocation::Path,
        encoding: ParameterEncoding::Style { style: ParameterStyle::Simple, explode: false, allow_reserved: false },
        required: true,
        type_ref: TypeRef::String,
        default: None,
        bounds: Seldom::default(),
        docs: Docs::default(),
    }
}
