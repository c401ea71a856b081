//! Every object of OpenAPI 3.0, 3.1 and 3.2 as data: its keys, what their values are, which must be there.
//!
//! To teach the structural pass a key, add a line here; fields are sorted so that they can be searched.

mod operations;
mod root;
mod schemas;
mod swagger;

pub(in crate::document) use self::swagger::swagger_rule;

use super::object_rule::{Kind, Rule};

/// The rule of an object.
pub(in crate::document) fn rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Root => &root::ROOT,
        Kind::Info => &root::INFO,
        Kind::Contact => &root::CONTACT,
        Kind::License => &root::LICENSE,
        Kind::Server => &root::SERVER,
        Kind::ServerVariable => &root::SERVER_VARIABLE,
        Kind::Components => &root::COMPONENTS,
        Kind::Paths => &operations::PATHS,
        Kind::PathItem => &operations::PATH_ITEM,
        Kind::Operation => &operations::OPERATION_RULE,
        Kind::ExternalDocs => &root::EXTERNAL_DOCS_RULE,
        Kind::Parameter => &operations::PARAMETER,
        Kind::RequestBody => &operations::REQUEST_BODY,
        Kind::MediaType => &operations::MEDIA_TYPE,
        Kind::Encoding => &operations::ENCODING_RULE,
        Kind::Responses => &operations::RESPONSES,
        Kind::Response => &operations::RESPONSE,
        Kind::Callback => &operations::CALLBACK,
        Kind::Example => &operations::EXAMPLE,
        Kind::Link => &operations::LINK,
        Kind::Header => &operations::HEADER,
        Kind::Tag => &root::TAG,
        Kind::Discriminator => &schemas::DISCRIMINATOR,
        Kind::Xml => &schemas::XML,
        Kind::SecurityScheme => &root::SECURITY_SCHEME,
        Kind::Flows => &root::FLOWS,
        Kind::ImplicitFlow => &root::IMPLICIT_FLOW,
        Kind::TokenFlow => &root::TOKEN_FLOW,
        Kind::CodeFlow => &root::CODE_FLOW,
        Kind::DeviceFlow => &root::DEVICE_FLOW,
        Kind::Schema => &schemas::SCHEMA,
    }
}

#[cfg(test)]
mod tests {
    use super::super::object_rule::Shape::{ListOf, MapOf, Object, OrReference};
    use super::*;

    #[test]
    fn fields_are_sorted_and_required_ones_exist() {
        let mut seen = vec![Kind::Root];
        let mut next = 0;
        while let Some(&kind) = seen.get(next) {
            next += 1;
            let rule = rule(kind);
            assert!(rule.fields.is_sorted_by(|one, other| one.key < other.key), "{}", rule.name);
            assert!(rule.required.iter().all(|key| rule.field(key).is_some()), "{}", rule.name);
            for mut shape in rule.fields.iter().map(|field| field.shape) {
                while let MapOf(inner) | ListOf(inner) = shape {
                    shape = *inner;
                }
                if let Object(kind) | OrReference(kind) = shape
                    && !seen.contains(&kind)
                {
                    seen.push(kind);
                }
            }
        }
    }
}
