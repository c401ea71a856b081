//! The rows: id, requests, responses, mirror, reason. What is silent has its own macro arm.

use super::Rule;
use crate::compare::level::Wire::{Breaking, None, Safe, Warn};

macro_rules! rules {
    ($($id:literal $request:ident $response:ident $mirror:literal $($silent:ident)? : $why:literal;)*) => {
        /// Every rule; the first is for what no other rule claims.
        pub const RULES: &[Rule] = &[$(Rule {
            id: $id,
            request: $request,
            response: $response,
            mirror: $mirror,
            why: $why,
            silent: rules!(@silent $($silent)?),
        },)*];
    };
    (@silent silent) => { true };
    (@silent) => { false };
}

rules! {
    "unclassified" Breaking Breaking "unclassified":
        "The two documents differ in something that no rule claims. It counts as breaking until somebody looks at it.";

    // Operations.
    "operation-added" Safe None "operation-removed":
        "Released clients do not call the operation.";
    "operation-removed" Breaking None "operation-added":
        "Released clients still call the operation.";
    "operation-moved" Breaking None "operation-moved":
        "Released clients still send requests to the old method and path.";
    "operation-deprecated" None None "operation-undeprecated":
        "The contract is the same; the mark is for those who write new code.";
    "operation-undeprecated" None None "operation-deprecated":
        "The contract is the same; the mark was for those who write new code.";

    // Parameters.
    "parameter-added" Safe Safe "parameter-removed":
        "Released clients leave the optional parameter out, which is allowed.";
    "required-parameter-added" Breaking Safe "parameter-removed":
        "Released clients do not send the parameter, and a request without it is not valid any more.";
    "parameter-removed" Warn Warn "parameter-added":
        "Released clients may still send the parameter. The document does not say what becomes of it; it may be ignored.";
    "parameter-required" Breaking Safe "parameter-optional":
        "Requests without the parameter were valid and are not any more.";
    "parameter-optional" Safe Breaking "parameter-required":
        "Every request that has the parameter is still valid.";
    "parameter-renamed" Warn Warn "parameter-renamed":
        "Released clients send the old name, which may be ignored; where the parameter is required, requests are refused.";
    "path-parameter-renamed" None None "path-parameter-renamed":
        "Names in a path are not sent, only their values; the argument of the method is called otherwise.";
    "parameter-relocated" Breaking Breaking "parameter-relocated":
        "Released clients put the value where the server does not look for it any more.";
    "parameter-style" Breaking Breaking "parameter-style":
        "Released clients write the value in a way that now reads as another value, or as none.";
    "parameter-reserved" Warn Warn "parameter-reserved":
        "Reserved characters are escaped where they were not, or the other way round. Most servers read both alike.";
    "empty-value-allowed" Safe Safe "empty-value-refused":
        "A parameter without a value is valid now; released clients do not depend on it.";
    "empty-value-refused" Breaking Safe "empty-value-allowed":
        "A parameter without a value was valid and is not any more.";
    "parameter-deprecated" None None "parameter-undeprecated":
        "The contract is the same; the mark is for those who write new code.";
    "parameter-undeprecated" None None "parameter-deprecated":
        "The contract is the same; the mark was for those who write new code.";

    // Request bodies.
    "body-added" Safe Safe "body-removed":
        "Released clients send no body, which is allowed.";
    "required-body-added" Breaking Safe "body-removed":
        "Released clients send no body, and a request without one is not valid any more.";
    "body-removed" Warn Warn "body-added":
        "Released clients still send the body. The document does not say what becomes of it; it may be ignored.";
    "body-required" Breaking Safe "body-optional":
        "Requests without a body were valid and are not any more.";
    "body-optional" Safe Breaking "body-required":
        "Every request that has a body is still valid.";
    "body-media-type-added" Safe Breaking "body-media-type-removed":
        "Released clients send one of the other media types.";
    "body-media-type-removed" Breaking Safe "body-media-type-added":
        "Released clients may send the body as this media type.";
    "body-encoding" Breaking Breaking "body-encoding":
        "Released clients write the part of the form in the old way.";
    "part-media-type-added" Safe Breaking "part-media-type-removed":
        "Released clients send the part as one of the other media types.";
    "part-media-type-removed" Breaking Safe "part-media-type-added":
        "Released clients may send the part as this media type.";

    // Responses.
    "success-status-added" None Breaking "success-status-removed":
        "A success with this status was not in the contract; released clients may not know what it carries.";
    "success-status-removed" None Safe "success-status-added":
        "What can still arrive was allowed before.";
    "last-success-removed" None Breaking "success-status-added":
        "The document has no success for the operation any more, so what released clients wait for does not arrive.";
    "success-status-changed" None Breaking "success-status-changed":
        "A success with the new status was not in the contract; released clients wait for the old one.";
    "error-status-added" None Warn "error-status-removed":
        "The status was not in the contract. Released clients see it as an error they know nothing more about.";
    "error-status-removed" None Safe "error-status-added":
        "What can still arrive was allowed before.";
    "status-covered" None Safe "status-uncovered":
        "The status was covered by a range or by `default` before, so it was allowed.";
    "status-uncovered" None Safe "status-covered":
        "A range or `default` still covers the status, so what arrives was allowed before.";
    "response-media-type-added" None Safe "response-media-type-removed":
        "Released clients ask for one of the other media types.";
    "response-media-type-removed" None Breaking "response-media-type-added":
        "Released clients may ask for this media type, and wait for it.";
    "response-media-type-changed" None Breaking "response-media-type-changed":
        "Released clients ask for the old media type, and do not read the new one.";
    "response-content-added" None Warn "response-content-removed":
        "The response had no content in the contract. Released clients ignore what arrives.";
    "response-content-removed" None Breaking "response-content-added":
        "Released clients wait for the content that does not arrive any more.";
    "header-added" Safe Safe "header-removed":
        "Released clients do not look at the header.";
    "header-removed" Safe Warn "header-added":
        "The optional header does not arrive any more; what it said is lost.";
    "required-header-removed" Safe Breaking "header-added":
        "Released clients may count on the header, which was always sent.";
    "header-required" Breaking Safe "header-optional":
        "The header is always sent now; what arrives was allowed before.";
    "header-optional" Safe Breaking "header-required":
        "Released clients may count on the header, which may be missing now.";
    "links" None Safe "links":
        "Links only suggest further calls.";

    // Security.
    "security-required" Breaking None "security-dropped":
        "Requests without credentials were accepted and are not any more.";
    "security-dropped" Safe None "security-required":
        "Requests with credentials are still accepted.";
    "security-added" Safe None "security-removed":
        "The old ways to sign in are still accepted.";
    "security-removed" Breaking None "security-added":
        "Released clients may sign in this way.";
    "security-changed" Breaking None "security-changed":
        "Released clients sign in the old way, which is not accepted any more.";
    "scope-required" Breaking None "scope-dropped":
        "Tokens of released clients may not have the scope.";
    "scope-dropped" Safe None "scope-required":
        "Tokens with more scopes than needed are still accepted.";
    "scheme-changed" Breaking None "scheme-changed":
        "Released clients prove who they are in the old way.";
    "token-url" Breaking None "token-url":
        "Released clients ask for tokens at the old URL.";
    "sign-in-url" Warn None "sign-in-url":
        "Programs that send people to the old URL to sign in may not get an answer there.";
    "flow-added" Safe None "flow-removed":
        "The old flows are still there, and tokens by them are accepted.";
    "flow-removed" Breaking None "flow-added":
        "Released clients may get their tokens by this flow.";
    "scope-declared" Safe None "scope-undeclared":
        "A scope that can be asked for; no operation needs it because of this.";
    "scope-undeclared" Breaking None "scope-declared":
        "Released clients may ask for the scope, which does not exist any more.";

    // Servers.
    "server-added" Safe None "server-removed":
        "Requests to the old servers are still answered.";
    "server-removed" Breaking None "server-added":
        "Released clients may send their requests to this server.";
    "server-changed" Breaking None "server-changed":
        "Released clients send their requests to the old URL.";
    "server-order" None None "server-order" silent:
        "A client that names no server takes the first, which is another one now.";
    "server-default" Warn None "server-default" silent:
        "A client that sets no value for the variable sends its requests elsewhere after an update.";
    "server-variable-added" Safe None "server-variable-removed":
        "The old URL is what the variables give by default.";
    "server-variable-removed" Breaking None "server-variable-added":
        "Released clients may give the variable another value, and their requests go elsewhere.";
    "server-value-added" Safe None "server-value-removed":
        "The old values of the variable are still allowed.";
    "server-value-removed" Breaking None "server-value-added":
        "Released clients may use this value.";

    // Schemas: what values are allowed.
    "type-narrowed" Breaking Safe "type-widened":
        "Some values that were allowed are not any more: they are refused in requests, and do not arrive in responses.";
    "type-widened" Safe Breaking "type-narrowed":
        "Values are allowed that were not: requests stay valid, but responses may have values that nobody expects.";
    "type-changed" Breaking Breaking "type-changed":
        "Values of the old type are not valid any more, and values of the new type were not before.";
    "null-allowed" Safe Breaking "null-refused":
        "Requests stay valid, but responses may have a null that nobody expects.";
    "null-refused" Breaking Safe "null-allowed":
        "A null was valid in requests and is not any more.";
    "enum-value-added" Safe Warn "enum-value-removed":
        "Requests stay valid. Responses may have a value that released clients only know as unknown.";
    "enum-value-removed" Breaking Safe "enum-value-added":
        "Released clients may send the value.";
    "enum-value-renamed" Breaking Warn "enum-value-renamed":
        "Released clients may send the old value, and only know the new one as unknown.";
    "enum-added" Breaking Safe "enum-removed":
        "Any value was allowed and now only the listed ones are.";
    "enum-removed" Safe Warn "enum-added":
        "Any value is allowed now; released clients know values that are not listed only as unknown.";
    "format-added" Breaking Safe "format-removed":
        "Values that are not in the format were allowed and are not any more.";
    "format-removed" Safe Breaking "format-added":
        "Values that are not in the format may arrive now.";
    "format-changed" Breaking Breaking "format-changed":
        "Values of the old format may not be values of the new one.";
    "format-narrowed" Breaking Safe "format-widened":
        "Values that need the wider format were allowed and are not any more.";
    "format-widened" Safe Breaking "format-narrowed":
        "Values that need the wider format may arrive now.";
    "format-hint" None None "format-hint":
        "The format says how to show the value, not which values are allowed.";
    "limit-tightened" Breaking Safe "limit-loosened":
        "Values beyond the new limit were valid in requests and are not any more.";
    "limit-loosened" Safe Breaking "limit-tightened":
        "Values beyond the old limit may arrive now.";
    "limit-changed" Breaking Breaking "limit-changed":
        "Some values that were allowed are not any more, and some are that were not.";
    "pattern-added" Breaking Safe "pattern-removed":
        "Values that do not match the pattern were allowed and are not any more.";
    "pattern-removed" Safe Breaking "pattern-added":
        "Values that do not match the old pattern may arrive now.";
    "pattern-changed" Warn Warn "pattern-changed":
        "Whether every value of the old pattern matches the new one is not decided here.";
    "constraint-added" Breaking Safe "constraint-removed":
        "Values that break the new rule were allowed and are not any more.";
    "constraint-removed" Safe Breaking "constraint-added":
        "Values that break the old rule may arrive now.";
    "constraint-changed" Breaking Breaking "constraint-changed":
        "Whether every old value still keeps the rule is not decided here, so it counts as breaking.";
    "default-changed" Warn Warn "default-changed" silent:
        "Whoever leaves the value out gets another one. Old code compiles and means something else.";
    "default-added" Warn Warn "default-removed":
        "The document did not say what leaving the value out means, and now it does.";
    "default-removed" Warn Warn "default-added":
        "The document does not say any more what leaving the value out means.";
    "deprecated" None None "undeprecated":
        "The contract is the same; the mark is for those who write new code.";
    "undeprecated" None None "deprecated":
        "The contract is the same; the mark was for those who write new code.";

    // Properties.
    "property-added" Safe Safe "property-removed":
        "Released clients leave the property out of requests, and do not look at it in responses.";
    "required-property-added" Breaking Safe "required-property-removed":
        "Released clients do not send the property, and a request without it is not valid any more.";
    "property-removed" Warn Warn "property-added":
        "Released clients may still send the property, which may be ignored, and get nothing where there was a value.";
    "required-property-removed" Warn Breaking "required-property-added":
        "Released clients still send the property, which may be ignored, and may count on it in responses.";
    "property-required" Breaking Safe "property-optional":
        "Requests without the property were valid and are not any more; responses always have it now.";
    "property-optional" Safe Breaking "property-required":
        "Requests stay valid, but released clients may count on the property in responses.";
    "property-renamed" Breaking Breaking "property-renamed":
        "Released clients send and read the old name.";
    "property-read-only" Warn None "property-not-read-only":
        "Released clients may still send the property, which is ignored or refused now.";
    "property-not-read-only" Safe None "property-read-only":
        "Released clients leave the property out of requests; where it is required, requests are refused.";
    "property-write-only" None Warn "property-not-write-only":
        "The property does not arrive any more.";
    "property-not-write-only" None Safe "property-write-only":
        "The property arrives now; released clients do not look at it.";
    "closed" Breaking Safe "opened":
        "Properties that the schema does not name were allowed and are not any more.";
    "opened" Safe Breaking "closed":
        "Properties that the schema does not name may arrive now.";

    // Unions.
    "variant-added" Safe Breaking "variant-removed":
        "Requests stay valid, but responses may have a kind of value that was not in the contract.";
    "variant-removed" Breaking Safe "variant-added":
        "Released clients may send this kind of value.";
    "union-loosened" Safe Warn "union-tightened":
        "A value may match several members now.";
    "union-tightened" Warn Safe "union-loosened":
        "A value that matches several members was valid and is not any more.";
    "discriminator-added" Warn Safe "discriminator-removed":
        "The property now decides what a value is read as.";
    "discriminator-removed" Safe Warn "discriminator-added":
        "The property does not decide any more what a value is read as.";
    "discriminator-property" Breaking Breaking "discriminator-property":
        "Another property decides what a value is read as, and old values do not have it.";
    "discriminator-value-added" Safe Warn "discriminator-value-removed":
        "Responses may have a value of the discriminator that released clients do not know.";
    "discriminator-value-removed" Breaking Safe "discriminator-value-added":
        "Released clients may send this value of the discriminator.";
    "discriminator-value-renamed" Breaking Breaking "discriminator-value-renamed":
        "Released clients may send the old value of the discriminator, and do not know the kind of value that the new one selects.";
    "discriminator-target" Breaking Breaking "discriminator-target":
        "The value of the discriminator means another schema than before.";

    // Events that the API sends: a payload counts as a response.
    "webhook-added" None Safe "webhook-removed":
        "No released receiver waits for the event yet.";
    "webhook-removed" None Breaking "webhook-added":
        "Receivers wait for an event that does not come any more.";

    // Names and other things that only Rust has.
    "schema-renamed" None None "schema-renamed":
        "The name of a schema is not sent; only the Rust type is called otherwise.";
    "schema-added" None None "schema-removed":
        "The name of a schema is not sent; there is one more Rust type.";
    "schema-removed" None None "schema-added":
        "The name of a schema is not sent; there is one Rust type less.";
    "method-renamed" None None "method-renamed":
        "Operation ids and tags are not sent; only the Rust method is called otherwise.";
    "field-renamed" None None "field-renamed":
        "The name on the wire is the same; only the Rust name is another.";
    "argument-order" None None "argument-order" silent:
        "Arguments of one type changed places, so old code compiles and exchanges their values.";
    "name-reused" None None "name-reused" silent:
        "The name is there as before and means something else, so old code compiles and does something else.";
    "paging" None None "paging":
        "The requests are the same; the method gains or loses the streams of pages and items.";
    "waiting" None None "waiting":
        "The requests are the same; the method gains or loses `wait_until_done`, or its result is another.";
    "rust-added" None None "rust-removed":
        "The client has something that it did not have, though the contract is the same.";
    "rust-removed" None None "rust-added":
        "The client does not have any more what old code may use, though the contract is the same.";
    "rust-changed" None None "rust-changed":
        "The client is another one, though the contract is the same.";
    "documentation" None None "documentation":
        "Descriptions, summaries, titles and examples are for people; the contract is the same.";
}
