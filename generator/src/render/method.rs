//! A method of a group: one operation with one representation of its body.

use super::context::Context;
use crate::ir::{BodyMedia, GroupId, Operation, Parameter};
use crate::names::{MethodNames, OperationNames, RustIdent};

/// One method to be rendered.
pub(super) struct Method<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    pub(super) method: &'a MethodNames,
    /// The representation of the body it sends.
    pub(super) media: Option<&'a BodyMedia>,
}

impl Method<'_> {
    /// True if something may be left out or the call is waited for, so that the method returns a request of its own.
    pub(super) fn has_options(&self) -> bool {
        self.operation.waiting.is_some()
            || self.operation.parameters.iter().any(|parameter| !parameter.required)
            || self.media.is_some() && self.operation.body.as_ref().is_some_and(|body| !body.required)
    }

    /// True if the body is an argument.
    pub(super) fn takes_body(&self) -> bool {
        self.operation.body.as_ref().is_some_and(|body| body.required)
    }
}

/// The operations of a group with their indices, in document order.
pub(super) fn operations_of<'a>(context: &Context<'a>, group: GroupId) -> impl Iterator<Item = (usize, &'a Operation)> {
    let indices = context.by_group.get(group.index()).map(Vec::as_slice).unwrap_or_default();
    let operations = &context.api.operations;
    indices.iter().filter_map(|&index| Some((index, operations.get(index)?)))
}

/// The methods of an operation.
pub(super) fn methods<'a>(operation: &'a Operation, names: &'a OperationNames) -> impl Iterator<Item = Method<'a>> {
    names.methods.iter().map(move |method| {
        let media = method.media.and_then(|index| operation.body.as_ref()?.media.get(index));
        Method { operation, names, method, media }
    })
}

/// Required parameters with their positions and names; those of the path come first, as the document's order has it.
pub(super) fn required_parameters<'a>(
    method: &Method<'a>,
) -> impl Iterator<Item = (usize, &'a Parameter, &'a RustIdent)> {
    let parameters = method.operation.parameters.iter().zip(&method.names.parameters).enumerate();
    let required = parameters.filter(|(_, (parameter, _))| parameter.required);
    required.map(|(index, (parameter, name))| (index, parameter, name))
}
