//! Examples in the documentation of methods: calls with the document's own example values, which compile.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::format::{self, Expression};
use crate::ir::{
    BodyMedia, Constant, EnumVariant, Field, Integer, MediaKind, Parameter, ParameterEncoding, Record, Success,
    TextFormat, TypeId, TypeKind, TypeRef, Union, UnionVariant,
};
use crate::names::{Argument, RustIdent};
use crate::render::context::{Context, ident};
use crate::render::method::Method;
use crate::render::{forms, inputs};

/// Records inside records inside ... make no good example.
const MAX_DEPTH: usize = 3;
/// Nor do constructors with more arguments than this.
const MOST_ARGUMENTS: usize = 6;

/// An example in the making: the models it mentions have to be imported.
struct Example<'c, 'a> {
    context: &'c Context<'a>,
    models: BTreeSet<String>,
}

/// The lines of the example, fences included; `None` if no short one can be made of what the document says.
pub(crate) fn lines(context: &Context<'_>, method: &Method<'_>) -> Option<Vec<String>> {
    let mut example = Example { context, models: BTreeSet::new() };
    let arguments = example.arguments(method)?;
    let accessor = ident(&context.names.group(method.operation.group).accessor);
    let rust_name = ident(&method.method.rust_name);
    let mut calls = vec![(quote!(#accessor), Vec::new()), (quote!(#rust_name), arguments)];
    calls.extend(example.optional_body(method));
    calls.push((quote!(await), Vec::new()));
    let call = Expression::Chain(Box::new(Expression::Atom(quote!(client))), calls);
    Some(example.written(call, binding(context, method).as_deref()))
}

/// The imports of an example, and the statements of its call.
pub(super) fn inner(example: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let start = example.iter().position(|line| line.starts_with("# async fn "))?;
    let end = example.iter().position(|line| line == "# Ok(())")?;
    let imports = example.iter().filter(|line| line.starts_with("use ")).cloned().collect();
    Some((imports, example.get(start + 1..end)?.to_vec()))
}

impl<'a> Example<'_, 'a> {
    /// The call inside a function that a reader does not see.
    fn written(&self, call: Expression, binding: Option<&str>) -> Vec<String> {
        let crate_name = self.context.package().replace('-', "_");
        let mut lines = vec!["```no_run".to_owned()];
        let models: Vec<&str> = self.models.iter().map(String::as_str).collect();
        match models.as_slice() {
            [] => {}
            [only] => lines.push(["use ", &crate_name, "::models::", only, ";"].concat()),
            several => lines.push(["use ", &crate_name, "::models::{", &several.join(", "), "};"].concat()),
        }
        if !models.is_empty() {
            lines.push(String::new());
        }
        let client = [&crate_name, "::Client"].concat();
        lines.push(["# async fn example(client: ", &client, ") -> Result<(), Box<dyn std::error::Error>> {"].concat());
        lines.extend(statement(format::lines(call), binding));
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }

    /// The setter of an optional body, where a value can be shown.
    fn optional_body(&mut self, method: &Method<'_>) -> Option<(TokenStream, Vec<Expression>)> {
        let media = method.media.filter(|_| !method.takes_body())?;
        let mentioned = self.models.clone();
        let Some(body) = self.body(method, media) else {
            self.models = mentioned;
            return None;
        };
        let mut body: Vec<Option<Expression>> = body.into_iter().map(Some).collect();
        let order = method.method.body_setter.iter();
        let arguments = order.map(|&position| body.get_mut(position)?.take()).collect::<Option<Vec<_>>>()?;
        let setter = ident(&method.names.body);
        Some((quote!(#setter), arguments))
    }

    /// What the method asks for, in the order of its arguments.
    fn arguments(&mut self, method: &Method<'_>) -> Option<Vec<Expression>> {
        let body = match method.media.filter(|_| method.takes_body()) {
            Some(media) => self.body(method, media)?,
            None => Vec::new(),
        };
        let mut body: Vec<Option<Expression>> = body.into_iter().map(Some).collect();
        let order = method.method.arguments.iter();
        order
            .map(|argument| match argument {
                Argument::Parameter(index) => {
                    Some(Expression::Atom(self.parameter(method.operation.parameters.get(*index)?)?))
                }
                Argument::Body(index) => body.get_mut(*index)?.take(),
            })
            .collect()
    }

    fn parameter(&mut self, parameter: &Parameter) -> Option<TokenStream> {
        if let ParameterEncoding::Content(_) = parameter.encoding {
            return None;
        }
        let given = parameter.docs.example.as_deref().or(parameter.default.as_deref());
        self.value(&parameter.type_ref, given, &parameter.wire_name, 0)
    }

    fn body(&mut self, method: &Method<'_>, media: &BodyMedia) -> Option<Vec<Expression>> {
        match media.kind {
            MediaKind::Json | MediaKind::Form => {}
            MediaKind::Multipart if forms::has_files(self.context, &media.type_ref) => {}
            MediaKind::Text => return Some(vec![Expression::Atom(quote!("text"))]),
            _ => return None,
        }
        if !method.names.body_arguments.is_empty() {
            let arguments = self.body_arguments(method, media)?;
            return Some(arguments.into_iter().map(Expression::Atom).collect());
        }
        // Where `null` would do as well, the value is what one wants to see.
        let type_ref = match self.context.resolved(&media.type_ref) {
            TypeRef::Nullable(inner) => inner,
            _ => &media.type_ref,
        };
        let example = media.example.as_ref();
        if let TypeRef::Named(id) | TypeRef::Boxed(id) = self.context.resolved(type_ref) {
            match &self.context.type_def(*id).kind {
                TypeKind::Record(record) => {
                    let arguments = self.record_arguments(*id, record, example, 0)?;
                    let name = self.mention(*id);
                    let arguments = arguments.into_iter().map(Expression::Atom).collect();
                    return Some(vec![Expression::Call(quote!(#name::new), arguments)]);
                }
                TypeKind::Union(union) => {
                    let value = self.union(*id, union, example, 0).map(Expression::Atom);
                    return Some(vec![value.or_else(|| self.record_of_union(*id, union, example))?]);
                }
                TypeKind::Enum(_) | TypeKind::Alias(_) => {}
            }
        }
        Some(vec![Expression::Atom(self.value(type_ref, example, method.names.body.as_str(), 0)?)])
    }

    fn body_arguments(&mut self, method: &Method<'_>, media: &BodyMedia) -> Option<Vec<TokenStream>> {
        let TypeRef::Named(id) = self.context.resolved(&media.type_ref) else { return None };
        let TypeKind::Record(record) = &self.context.type_def(*id).kind else { return None };
        let wanted = |field: &&Field| method.operation.body_arguments.contains(&field.wire_name);
        record.fields.iter().filter(wanted).map(|field| self.field(field, media.example.as_ref(), 1)).collect()
    }

    fn field(&mut self, field: &Field, owner: Option<&Value>, depth: usize) -> Option<TokenStream> {
        let inside = owner.and_then(|owner| owner.get(&field.wire_name)).filter(|value| !value.is_null());
        let given = inside.or(field.docs.example.as_deref()).or(field.default.as_deref());
        self.value(&field.type_ref, given, &field.wire_name, depth)
    }

    /// A value of this type as an argument: the given one if it fits, else one made up from the name.
    fn value(&mut self, type_ref: &TypeRef, given: Option<&Value>, name: &str, depth: usize) -> Option<TokenStream> {
        match self.context.resolved(type_ref) {
            TypeRef::String => Some(text(given, name)),
            TypeRef::Boolean => {
                let truth = given.and_then(Value::as_bool).unwrap_or(true);
                Some(quote!(#truth))
            }
            TypeRef::Integer(integer) => Some(whole(*integer, given)),
            TypeRef::Float { .. } => Some(fraction(given)),
            TypeRef::Formatted(format) => Some(formatted(*format, given)),
            TypeRef::List(item) => {
                let first = given.and_then(Value::as_array).and_then(|items| items.first());
                self.list(item, first, name, depth)
            }
            TypeRef::Map(item) => self.map(item, given, name, depth),
            TypeRef::Boxed(id) | TypeRef::Named(id) => self.named(*id, given, depth),
            TypeRef::Nullable(_) => Some(quote!(None)),
            TypeRef::Bytes => {
                let name = text(None, name);
                Some(quote!(std::fs::read(#name)?))
            }
            TypeRef::Any | TypeRef::Own(_) | TypeRef::Base64 | TypeRef::OneOrMany(_) | TypeRef::Unit => None,
        }
    }

    fn list(&mut self, item: &TypeRef, first: Option<&Value>, name: &str, depth: usize) -> Option<TokenStream> {
        let item = match self.context.resolved(item) {
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => return None,
            resolved => self.value(resolved, first, name, depth + 1)?,
        };
        Some(quote!([#item]))
    }

    /// One entry: the first of the given ones, or one made up.
    fn map(&mut self, item: &TypeRef, given: Option<&Value>, name: &str, depth: usize) -> Option<TokenStream> {
        let first = given.and_then(Value::as_object).and_then(|entries| entries.iter().next());
        let key = text(first.map(|(key, _)| Value::from(key.as_str())).as_ref(), "key");
        let value = match self.context.resolved(item) {
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => return None,
            resolved => self.value(resolved, first.map(|(_, value)| value), name, depth + 1)?,
        };
        Some(quote!([(#key, #value)]))
    }

    fn named(&mut self, id: TypeId, given: Option<&'_ Value>, depth: usize) -> Option<TokenStream> {
        let context = self.context;
        if depth > MAX_DEPTH {
            return None;
        }
        match &context.type_def(id).kind {
            TypeKind::Enum(enumeration) => {
                let shown = |variant: &EnumVariant| given.is_some_and(|given| is(given, &variant.wire_value));
                let position = enumeration.variants.iter().position(shown).unwrap_or(0);
                let variant = ident(context.names.type_names(id).variants.get(position)?);
                let name = self.mention(id);
                Some(quote!(#name::#variant))
            }
            TypeKind::Record(record) => self.record(id, record, given, depth),
            TypeKind::Union(union) => self.union(id, union, given, depth),
            TypeKind::Alias(_) => None,
        }
    }

    /// The variant that is any text, where there is one only.
    fn union(&mut self, id: TypeId, union: &Union, given: Option<&Value>, depth: usize) -> Option<TokenStream> {
        let mut strings = self.variants(id, union).filter(|(variant, _)| inputs::takes_any_text(&variant.type_ref));
        let (Some((text, rust_name)), None) = (strings.next(), strings.next()) else { return None };
        let value = self.value(&text.type_ref, given, "id", depth + 1)?;
        let (name, variant) = (self.mention(id), ident(rust_name));
        Some(quote!(#name::#variant(#value.into())))
    }

    /// A body that is one of several records: the first that can be shown.
    fn record_of_union(&mut self, id: TypeId, union: &Union, given: Option<&Value>) -> Option<Expression> {
        let context = self.context;
        if forms::is_form_union(context.api, union) {
            return None;
        }
        self.variants(id, union).find_map(|(member, rust_name)| {
            let (TypeRef::Named(inner) | TypeRef::Boxed(inner)) = &member.type_ref else { return None };
            let TypeKind::Record(record) = &context.type_def(*inner).kind else { return None };
            let mentioned = self.models.clone();
            let Some(arguments) = self.record_arguments(*inner, record, given, 0) else {
                self.models = mentioned;
                return None;
            };
            let constructor = self.mention(*inner);
            let arguments = arguments.into_iter().map(Expression::Atom).collect();
            let mut value = Expression::Call(quote!(#constructor::new), arguments);
            if matches!(member.type_ref, TypeRef::Boxed(_)) || context.layout.is_large(&member.type_ref) {
                value = Expression::Chain(Box::new(value), vec![(quote!(into), Vec::new())]);
            }
            let (name, variant) = (self.mention(id), ident(rust_name));
            Some(Expression::Call(quote!(#name::#variant), vec![value]))
        })
    }

    fn variants<'u>(
        &self,
        id: TypeId,
        union: &'u Union,
    ) -> impl Iterator<Item = (&'u UnionVariant, &'a RustIdent)> + use<'u, 'a> {
        union.variants.iter().zip(&self.context.names.type_names(id).variants)
    }

    fn record(&mut self, id: TypeId, record: &Record, given: Option<&Value>, depth: usize) -> Option<TokenStream> {
        let arguments = self.record_arguments(id, record, given, depth)?;
        let name = self.mention(id);
        Some(quote!(#name::new(#(#arguments),*)))
    }

    /// What the constructor asks for.
    fn record_arguments(
        &mut self,
        id: TypeId,
        record: &Record,
        given: Option<&Value>,
        depth: usize,
    ) -> Option<Vec<TokenStream>> {
        if !self.context.type_def(id).usage.request {
            return None;
        }
        let order = &self.context.names.type_names(id).constructor;
        let asked: Vec<&Field> = order.iter().filter_map(|&position| record.fields.get(position)).collect();
        if asked.len() > MOST_ARGUMENTS {
            return None;
        }
        let mut arguments = Vec::with_capacity(asked.len());
        for field in asked {
            arguments.push(if field.nullable { quote!(None) } else { self.field(field, given, depth + 1)? });
        }
        Some(arguments)
    }

    fn mention(&mut self, id: TypeId) -> Ident {
        let name = self.context.names.type_name(id);
        self.models.insert(name.to_string());
        ident(name)
    }
}

/// The lines of a call as a statement.
fn statement(mut call: Vec<String>, binding: Option<&str>) -> Vec<String> {
    if let (Some(first), Some(binding)) = (call.first_mut(), binding) {
        *first = ["let ", binding, " = ", first].concat();
    }
    if let Some(last) = call.last_mut() {
        last.push(';');
    }
    call
}

/// What a person would call the result; nothing if there is none.
fn binding(context: &Context<'_>, method: &Method<'_>) -> Option<String> {
    let payload = match &method.operation.success {
        Success::Empty => return None,
        Success::One(payload) | Success::Optional(payload) => payload,
        Success::ByStatus(_) => return Some("response".to_owned()),
    };
    let type_ref = payload.type_ref()?;
    let name = match type_ref {
        TypeRef::Named(id) => short_name(context, *id),
        TypeRef::List(item) => match item.as_ref() {
            TypeRef::Named(id) => {
                short_name(context, *id).map(|name| if name.ends_with('s') { name } else { name + "s" })
            }
            _ => None,
        },
        _ => None,
    };
    Some(name.unwrap_or_else(|| "response".to_owned()))
}

fn short_name(context: &Context<'_>, id: TypeId) -> Option<String> {
    let name = crate::names::snake(context.names.type_name(id).as_str());
    let usable = name.matches('_').count() < 2 && name.len() <= 24 && syn::parse_str::<Ident>(&name).is_ok();
    usable.then_some(name)
}

fn is(given: &Value, wire_value: &Constant) -> bool {
    match wire_value {
        Constant::String(text) => given.as_str() == Some(text),
        Constant::Integer(number) => given.as_i64() == Some(*number),
        Constant::Boolean(truth) => given.as_bool() == Some(*truth),
    }
}

fn text(given: Option<&Value>, name: &str) -> TokenStream {
    let plain: String =
        name.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '_').collect();
    let text = shown(given).unwrap_or(&plain);
    quote!(#text)
}

/// Examples are shown as written unless they would not fit on a line or hide something.
fn shown(given: Option<&Value>) -> Option<&str> {
    given.and_then(Value::as_str).filter(|text| {
        text.len() <= 60
            && !text.is_empty()
            && text.chars().all(|character| character.is_ascii_graphic() || character == ' ')
    })
}

fn formatted(format: TextFormat, given: Option<&Value>) -> TokenStream {
    let made_up = match format {
        TextFormat::DateTime => return parsed(given, "2024-01-31T12:00:00Z"),
        TextFormat::Date => return parsed(given, "2024-01-31"),
        TextFormat::Time => return parsed(given, "12:00:00"),
        TextFormat::IsoDuration => "PT1H30M",
        TextFormat::Uuid => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        TextFormat::Decimal => "19.90",
        TextFormat::DecimalNumber => {
            let number = given.filter(|value| value.is_number()).map_or_else(|| "19.90".to_owned(), Value::to_string);
            return quote!(#number.parse()?);
        }
    };
    let text = shown(given).unwrap_or(made_up);
    quote!(#text)
}

fn whole(integer: Integer, given: Option<&Value>) -> TokenStream {
    let number = given.and_then(Value::as_i64).unwrap_or(1);
    let number = match integer {
        Integer::I64 | Integer::I128 => number,
        Integer::I32 => i64::from(i32::try_from(number).unwrap_or(1)),
        Integer::U32 => i64::from(u32::try_from(number).unwrap_or(1)),
        Integer::U64 | Integer::U128 => number.max(0),
    };
    let literal = Literal::i64_unsuffixed(number);
    quote!(#literal)
}

fn fraction(given: Option<&Value>) -> TokenStream {
    let number =
        given.and_then(Value::as_f64).filter(|number| number.is_finite() && number.abs() < 1e15).unwrap_or(1.5);
    let literal = Literal::f64_unsuffixed(number);
    quote!(#literal)
}

fn parsed(given: Option<&Value>, fallback: &str) -> TokenStream {
    let text = given.and_then(Value::as_str).filter(|text| text.is_ascii() && text.len() <= 40).unwrap_or(fallback);
    quote!(#text.parse()?)
}
