//! The rows of the catalogue, by group. `catalogue!` makes of them the enum of ids and what `explain` prints.

use super::{Entry, Group};

/// Declares [`DiagnosticId`]: per row the variant, the id as it is printed, and its [`Entry`].
macro_rules! catalogue {
    ($($group:ident { $($variant:ident $id:literal {
        purpose: $purpose:literal,
        why: $why:literal,
        $(bad: $bad:literal,)?
        $(good: $good:literal,)?
        consequence: $consequence:literal,
    })* })*) => {
        /// The stable id of a kind of diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum DiagnosticId {
            $($(#[doc = $purpose] $variant,)*)*
        }

        impl DiagnosticId {
            /// Every id, by group.
            pub const ALL: &'static [DiagnosticId] = &[$($(DiagnosticId::$variant,)*)*];

            /// The id as it is printed, in kebab-case: `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($(DiagnosticId::$variant => $id,)*)*
                }
            }

            /// What it means.
            pub fn entry(self) -> &'static Entry {
                match self {
                    $($(DiagnosticId::$variant => &Entry {
                        id: DiagnosticId::$variant,
                        group: Group::$group,
                        purpose: $purpose,
                        why: $why,
                        bad: concat!($($bad)?),
                        good: concat!($($good)?),
                        consequence: $consequence,
                    },)*)*
                }
            }
        }
    };
}

catalogue! {
    Reading {
        Syntax "syntax" {
            purpose: "The file is neither YAML nor JSON.",
            why: "Nothing after the error can be read with certainty, so nothing is read.",
            bad: "info: {title: Pets",
            good: "info: {title: Pets}",
            consequence: "nothing is generated",
        }

        EmptyDocument "empty-document" {
            purpose: "The file is empty.",
            why: "It is probably the wrong file.",
            consequence: "nothing is generated",
        }

        NotAMap "not-a-map" {
            purpose: "The document is an array or a single value.",
            why: "An OpenAPI document is an object with its version as the first key.",
            bad: "- openapi: 3.0.3",
            good: "openapi: 3.0.3",
            consequence: "nothing is generated",
        }

        MissingVersion "missing-version" {
            purpose: "The document does not say which OpenAPI version it is written in.",
            why: "Some keywords have different meanings in 3.0, 3.1 and 3.2.",
            bad: "info: {title: Pets}",
            good: "openapi: 3.0.3\ninfo: {title: Pets}",
            consequence: "nothing is generated",
        }

        UnknownVersion "unknown-version" {
            purpose: "The OpenAPI version is not supported.",
            why: "The rules of another version would produce a wrong client.",
            bad: "openapi: 4.0.0",
            good: "openapi: 3.1.0",
            consequence: "nothing is generated",
        }

        Swagger2 "swagger-2" {
            purpose: "The document is Swagger 2.0.",
            why: "Swagger 2.0 describes bodies, servers and media types with other keywords than OpenAPI 3.",
            bad: "swagger: '2.0'",
            good: "openapi: 3.0.3",
            consequence: "it is read as OpenAPI 3.0",
        }

        SeveralDocuments "several-documents" {
            purpose: "The file has more than one YAML document.",
            why: "The generator cannot know which one to use.",
            bad: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
            good: "openapi: 3.0.3",
            consequence: "nothing is generated",
        }

        TooBig "too-big" {
            purpose: "The file has more than 4 GB.",
            why: "Positions in the file are 32-bit numbers.",
            consequence: "nothing is generated",
        }

        TooDeep "too-deep" {
            purpose: "Objects and arrays are nested deeper than any real document needs.",
            why: "Unlimited nesting would exhaust the stack.",
            consequence: "nothing is generated",
        }

        KeyNotText "key-not-text" {
            purpose: "An object or an array is used as a key.",
            why: "This happens when a string that begins with a brace has no quotes.",
            bad: "{id}: value",
            good: "'{id}': value",
            consequence: "nothing is generated",
        }

        EndlessAlias "endless-alias" {
            purpose: "An alias is inside the value that it refers to.",
            why: "The value would contain itself endlessly.",
            bad: "a: &a {b: *a}",
            good: "$ref: '#/components/schemas/A'",
            consequence: "nothing is generated",
        }

        AliasExpansion "alias-expansion" {
            purpose: "Aliases copy too much into the document.",
            why: "A few lines of aliases can describe more data than fits into memory.",
            consequence: "nothing is generated",
        }

        BadMerge "bad-merge" {
            purpose: "The value of a merge key `<<` is not an object.",
            why: "A merge key copies the entries of other objects into its own object.",
            bad: "<<: 3",
            good: "<<: *defaults",
            consequence: "nothing is generated",
        }
    }

    Structure {
        DuplicateKey "duplicate-key" {
            purpose: "An object has the same key twice.",
            why: "Most tools keep one of the two and drop the other silently.",
            bad: "get: {operationId: a}\nget: {operationId: b}",
            good: "get: {operationId: a}\nput: {operationId: b}",
            consequence: "the first one is used",
        }

        UnknownKey "unknown-key" {
            purpose: "OpenAPI does not define this key for this object.",
            why: "Usually it is misspelt, and its value has no effect.",
            bad: "operationID: listPets",
            good: "operationId: listPets",
            consequence: "the key is ignored",
        }

        MissingKey "missing-key" {
            purpose: "A required key is missing.",
            why: "OpenAPI has no default for it.",
            bad: "responses:\n  '200': {}",
            good: "responses:\n  '200': {description: The pets.}",
            consequence: "it depends on the key; the report has it",
        }

        WrongKind "wrong-kind" {
            purpose: "A value has another type than OpenAPI requires.",
            why: "Such a value has no meaning here.",
            bad: "tags: pets",
            good: "tags: [pets]",
            consequence: "the value is ignored",
        }

        EmptyValue "empty-value" {
            purpose: "A key has no value.",
            why: "In YAML a key without a value is null, not absent.",
            bad: "description:",
            good: "description: A pet.",
            consequence: "the key is ignored",
        }

        UnquotedText "unquoted-text" {
            purpose: "YAML reads a string as something else, because it has no quotes.",
            why: "Without quotes `1.10` is the number 1.1, and other tools print 1.1.",
            bad: "version: 1.10",
            good: "version: '1.10'",
            consequence: "it is read as a string, character by character",
        }

        BadValue "bad-value" {
            purpose: "The value is not one of the allowed values.",
            why: "OpenAPI defines the values of this key.",
            bad: "type: basic",
            good: "type: http\nscheme: basic",
            consequence: "the object is left out",
        }

        BadLocation "bad-location" {
            purpose: "The `in` of a parameter is not a location.",
            why: "The generator cannot guess where the parameter is sent.",
            bad: "in: body",
            good: "in: query",
            consequence: "the parameter is left out",
        }

        BadStyle "bad-style" {
            purpose: "The parameter style does not exist, or not at this location.",
            why: "The style defines how the value is serialised.",
            bad: "in: query\nstyle: simple",
            good: "in: query\nstyle: form",
            consequence: "the default style of the location is used",
        }

        BadPath "bad-path" {
            purpose: "A path does not begin with a slash.",
            why: "The path is appended to the URL of the server.",
            bad: "pets: {get: ..}",
            good: "/pets: {get: ..}",
            consequence: "its operations are left out",
        }

        BadStatus "bad-status" {
            purpose: "A key of `responses` is not a status code.",
            why: "A response is selected by its status code, so this one is never selected.",
            bad: "2xx: {description: Fine.}",
            good: "2XX: {description: Fine.}",
            consequence: "the response is left out",
        }

        BadMethod "bad-method" {
            purpose: "A key of `additionalOperations` is not an HTTP method, or one that has a key of its own.",
            why: "A method is sent as it is written, and a path has each method once.",
            bad: "additionalOperations: {POST: {responses: {'200': {description: ok}}}}",
            good: "post: {responses: {'200': {description: ok}}}",
            consequence: "the operation is left out, or read as the key it should have",
        }

        PathCharacter "path-character" {
            purpose: "A path has a query, a fragment or a control character.",
            why: "A path ends where its query begins, and a fragment is never sent.",
            bad: "/pets?limit=10: {get: ..}",
            good: "/pets: {get: {parameters: [{name: limit, in: query, ..}]}}",
            consequence: "a query is sent with every request, a fragment is cut off, and control characters are sent as escapes",
        }

        BadMediaType "bad-media-type" {
            purpose: "A key of `content` is not a media type.",
            why: "A media type has a type and a subtype; anything else matches no `Content-Type`.",
            bad: "content: {application-json: ..}",
            good: "content: {application/json: ..}",
            consequence: "the body is bytes",
        }

        BadServerUrl "bad-server-url" {
            purpose: "The URL of a server is not one that requests can be sent to.",
            why: "Only http and https can be called, and paths are appended to the URL, so it has no query and no fragment.",
            bad: "url: javascript:alert(1)",
            good: "url: https://api.example.com/v1",
            consequence: "the user must give another base URL",
        }

        BadAddress "bad-address" {
            purpose: "A URL or an email address is none.",
            why: "Tokens are requested at the URLs of the flows, and people follow the others.",
            bad: "tokenUrl: the token endpoint",
            good: "tokenUrl: https://api.example.com/token",
            consequence: "no token can be requested there; other addresses are in the documentation as they are",
        }

        ListedTwice "listed-twice" {
            purpose: "A name is listed twice: in `required`, in the tags of an operation, among all tags, or in a path.",
            why: "Lists of names are sets, and one of the two was probably meant as another name.",
            bad: "required: [id, id]",
            good: "required: [id, name]",
            consequence: "it counts once",
        }

        NoResponses "no-responses" {
            purpose: "An operation has `responses` without any response.",
            why: "OpenAPI wants at least one: that of a successful call.",
            bad: "responses: {}",
            good: "responses: {'204': {description: Done.}}",
            consequence: "every status counts as a response without a body",
        }

        ExampleTwice "example-twice" {
            purpose: "`example` is next to `examples`, or `value` next to `externalValue`.",
            why: "They exclude each other, and tools differ in which of the two they show.",
            bad: "example: 1\nexamples: {two: {value: 2}}",
            good: "examples: {one: {value: 1}, two: {value: 2}}",
            consequence: "the single one is used",
        }

        OptionalPathParameter "optional-path-parameter" {
            purpose: "A path parameter is not marked as required.",
            why: "A path cannot be sent without one of its segments.",
            bad: "{name: id, in: path}",
            good: "{name: id, in: path, required: true}",
            consequence: "the parameter is required",
        }

        MissingSchema "missing-schema" {
            purpose: "A parameter or a header has no schema.",
            why: "It needs `schema` or `content`.",
            bad: "{name: limit, in: query}",
            good: "{name: limit, in: query, schema: {type: integer}}",
            consequence: "its value is a string",
        }

        TwoSchemas "two-schemas" {
            purpose: "A parameter or a header has more than one schema.",
            why: "It must have either `schema`, or `content` with one media type.",
            bad: "schema: ..\ncontent: ..",
            good: "schema: ..",
            consequence: "`schema` is used, or the first media type",
        }

        BadType "bad-type" {
            purpose: "The `type` of a schema does not exist.",
            why: "JSON Schema has six types and `null`.",
            bad: "type: strng",
            good: "type: string",
            consequence: "any value is accepted, unless the intended type is clear",
        }

        ForeignKeyword "foreign-keyword" {
            purpose: "A keyword applies to another type than the type of the schema.",
            why: "Validators ignore it, so it has no effect.",
            bad: "{type: string, maximum: 3}",
            good: "{type: string, maxLength: 3}",
            consequence: "the keyword is ignored",
        }

        ArrayWithoutItems "array-without-items" {
            purpose: "An array has no `items`.",
            why: "OpenAPI 3.0 requires `items`.",
            bad: "type: array",
            good: "type: array\nitems: {type: string}",
            consequence: "its items can have any type",
        }

        RequiredFlag "required-flag" {
            purpose: "`required` of a property is a boolean.",
            why: "In a schema `required` is an array of names, next to `properties`.",
            bad: "properties:\n  id: {type: string, required: true}",
            good: "required: [id]\nproperties:\n  id: {type: string}",
            consequence: "the property stays optional",
        }

        ValueType "value-type" {
            purpose: "A value of `enum` or `default` does not have the type of the schema.",
            why: "No value can match both.",
            bad: "{type: string, enum: [1.0]}",
            good: "{type: string, enum: ['1.0']}",
            consequence: "the value is never used",
        }

        EnumTwice "enum-twice" {
            purpose: "A value of `enum` is listed twice.",
            why: "Usually one of the two should be another value.",
            bad: "enum: [cat, cat]",
            good: "enum: [cat, dog]",
            consequence: "one of them is used",
        }

        EmptyList "empty-list" {
            purpose: "An array that must not be empty is empty.",
            why: "`enum: []` and `oneOf: []` would allow no value at all.",
            bad: "oneOf: []",
            consequence: "the keyword is ignored",
        }

        EmptyRange "empty-range" {
            purpose: "The lower limit is above the upper one.",
            why: "No value is valid.",
            bad: "{minimum: 5, maximum: 3}",
            good: "{minimum: 3, maximum: 5}",
            consequence: "the limits are in the documentation as they are",
        }

        NewerKeyword "newer-keyword" {
            purpose: "A keyword of OpenAPI 3.1 is in a document of OpenAPI 3.0, or one of OpenAPI 3 in Swagger 2.0.",
            why: "Tools for the version that the document declares ignore it.",
            bad: "openapi: 3.0.3\n..\n{type: [string, 'null']}",
            good: "{type: string, nullable: true}",
            consequence: "it is read by the rules of the later version",
        }

        OlderKeyword "older-keyword" {
            purpose: "A keyword of OpenAPI 3.0 is in a document of OpenAPI 3.1.",
            why: "Tools for 3.1 ignore it.",
            bad: "openapi: 3.1.0\n..\n{type: string, nullable: true}",
            good: "{type: [string, 'null']}",
            consequence: "it is read by the rules of 3.0",
        }

        RefSiblings "ref-siblings" {
            purpose: "Other keys are next to a `$ref` that replaces the whole object.",
            why: "In OpenAPI 3.0 the reference replaces the object, and all other keys are lost.",
            bad: "$ref: '#/components/schemas/Pet'\nnullable: true",
            good: "nullable: true\nallOf:\n  - $ref: '#/components/schemas/Pet'",
            consequence: "constraints of schemas are lost, descriptions and `nullable` are read; next to the reference of a \
                          parameter, header, response or body, all keys are read",
        }

        MisplacedReference "misplaced-reference" {
            purpose: "A reference is at a place where OpenAPI does not allow one.",
            why: "Tools follow references only at places that the specification lists.",
            bad: "responses: {$ref: ..}",
            good: "responses:\n  '200': {$ref: ..}",
            consequence: "a reference to a section, an operation or an array of parameters is followed; any other is not",
        }

        MoreFindings "more-findings" {
            purpose: "The structure has more diagnostics than are worth printing.",
            why: "Thousands of diagnostics usually have one common cause.",
            consequence: "the other diagnostics are only counted",
        }

        UnreadableItem "unreadable-item" {
            purpose: "A server, tag or security scheme cannot be read.",
            why: "A required key is missing, or has the wrong form.",
            bad: "servers: [{description: none}]",
            good: "servers: [{url: 'https://example.com'}]",
            consequence: "it is left out",
        }
    }

    References {
        DanglingReference "dangling-reference" {
            purpose: "A reference leads to something that does not exist.",
            why: "The target was renamed or removed, or the reference is misspelt.",
            bad: "$ref: '#/components/schemas/Pets'",
            good: "$ref: '#/components/schemas/Pet'",
            consequence: "whatever refers to it is left out, or accepts any JSON",
        }

        CircularReference "circular-reference" {
            purpose: "References lead to each other in a circle.",
            why: "None of them ever leads to a value.",
            bad: "A: {$ref: '#/components/schemas/A'}",
            good: "A: {type: object}",
            consequence: "whatever refers to them is left out, or accepts any JSON",
        }

        RemoteReference "remote-reference" {
            purpose: "A reference leads to another host.",
            why: "The generated client must not depend on a network.",
            bad: "$ref: 'https://example.com/pet.yaml'",
            good: "$ref: 'pet.yaml'",
            consequence: "whatever refers to it is left out, or accepts any JSON",
        }

        EscapingReference "escaping-reference" {
            purpose: "A reference leads out of the folder of the document.",
            why: "A document must not read other files of the machine.",
            bad: "$ref: '../../secret.yaml'",
            good: "$ref: 'common.yaml'",
            consequence: "whatever refers to it is left out, or accepts any JSON",
        }

        NamedReference "named-reference" {
            purpose: "A reference uses a name that several schemas have.",
            why: "The target of a `$dynamicRef` depends on the schemas around it, but a Rust type is always the same.",
            bad: "$dynamicRef: '#node'",
            good: "$ref: '#/components/schemas/Node'",
            consequence: "the outermost schema with that name is used, or any JSON is accepted",
        }
    }

    Operations {
        OperationLeftOut "operation-left-out" {
            purpose: "An operation is not generated.",
            why: "The overrides exclude it, or no request can be made from its description.",
            consequence: "the client has no method for it",
        }

        NoOperations "no-operations" {
            purpose: "The document has no operation that can be generated.",
            why: "It may be the wrong file, or a part of a document whose paths are elsewhere.",
            bad: "paths: {}",
            good: "paths: {/pets: {get: {responses: {'200': {description: The pets.}}}}}",
            consequence: "the client has no method; `types_only` and `--types-only` ask for the types alone",
        }

        OperationIdDuplicate "operation-id-duplicate" {
            purpose: "Two operations have the same `operationId`.",
            why: "The name of the method is made from it.",
            bad: "operationId: get",
            good: "operationId: getPet",
            consequence: "one of them gets a name from its method and path",
        }

        PathAmbiguous "path-ambiguous" {
            purpose: "Two paths differ only in the names of their parameters.",
            why: "A server cannot distinguish them.",
            bad: "/pets/{id}\n/pets/{name}",
            good: "/pets/{id}\n/pets/by-name/{name}",
            consequence: "both are generated",
        }

        PathParameterUndeclared "path-parameter-undeclared" {
            purpose: "A path has a parameter that is not declared.",
            why: "Its type and description are unknown.",
            bad: "/pets/{id}: {get: {parameters: []}}",
            good: "parameters: [{name: id, in: path, required: true, ..}]",
            consequence: "it is a string",
        }

        PathParameterUnused "path-parameter-unused" {
            purpose: "A declared path parameter is not in the path.",
            why: "Usually it is misspelt, or an old name.",
            bad: "/pets: ..{in: path, name: id}",
            good: "/pets/{id}: ..{in: path, name: id}",
            consequence: "the parameter is left out",
        }

        ParameterDuplicate "parameter-duplicate" {
            purpose: "A parameter is listed twice.",
            why: "The name and the location identify a parameter.",
            bad: "[{name: a, in: query}, {name: a, in: query}]",
            good: "[{name: a, in: query}]",
            consequence: "the first one is used",
        }

        ParameterUnusable "parameter-unusable" {
            purpose: "A parameter has no name or no location.",
            why: "It cannot be sent.",
            bad: "{in: query}",
            good: "{in: query, name: limit}",
            consequence: "the parameter is left out",
        }

        ParameterNested "parameter-nested" {
            purpose: "A parameter has arrays or objects inside its array or object.",
            why: "OpenAPI defines styles for one level only, so servers differ in what they read.",
            bad: "{in: query, name: filter, schema: {type: array, items: {type: object}}}",
            good: "{in: query, name: filter, style: deepObject, explode: true, schema: {type: object}}",
            consequence: "the inner value is written as JSON",
        }

        HeaderReserved "header-reserved" {
            purpose: "A parameter is `Accept`, `Content-Type`, `Authorization` or a header of the connection, or a header of a \
                      response is `Content-Type`.",
            why: "OpenAPI describes the first three by content and security, and ignores such parameters. A wrong \
                  `Content-Length` would make the server wait.",
            bad: "{name: Authorization, in: header}",
            good: "security: [{token: []}]",
            consequence: "the client sets the header by itself: to the default, the only value or the example of the \
                          parameter, or to the user's credentials",
        }

        ContentTypeUnusable "content-type-unusable" {
            purpose: "A content type has control characters.",
            why: "They could end the header and begin another one.",
            bad: "contentType: \"text/plain\\r\\nX: y\"",
            good: "contentType: text/plain",
            consequence: "the part is sent with its default content type",
        }

        BodyUnexpected "body-unexpected" {
            purpose: "A request has a body, but HTTP gives it no meaning for this method.",
            why: "Proxies and servers may drop the body of a GET.",
            bad: "get: {requestBody: ..}",
            good: "post: {requestBody: ..}",
            consequence: "it is sent",
        }

        BodyEmpty "body-empty" {
            purpose: "An optional body can only be an empty object.",
            why: "An argument without any choice has no use.",
            bad: "schema: {type: object, properties: {}, additionalProperties: false}",
            good: "no requestBody",
            consequence: "the operation sends no body",
        }

        BodyWithoutContent "body-without-content" {
            purpose: "A request body has no media types.",
            why: "The document does not describe what to send.",
            bad: "requestBody: {content: {}}",
            good: "requestBody: {content: {application/json: ..}}",
            consequence: "the operation sends no body",
        }

        KeywordUnused "keyword-unused" {
            purpose: "A keyword describes something that a client does not need, such as links.",
            why: "The report has it so that nobody searches for it in the client.",
            consequence: "it is not in the client",
        }

        ServerVariableWithoutDefault "server-variable-without-default" {
            purpose: "A variable of a server URL has no default.",
            why: "OpenAPI requires a default, so that the URL is complete without any setting.",
            bad: "variables: {region: {enum: [eu, us]}}",
            good: "variables: {region: {enum: [eu, us], default: eu}}",
            consequence: "the user must choose a value",
        }

        ServerVariableConflict "server-variable-conflict" {
            purpose: "A server variable has several defaults.",
            why: "The client has one setting for each variable name.",
            consequence: "the first default is used",
        }

        ServersUneven "servers-uneven" {
            purpose: "Operations have different numbers of servers.",
            why: "Each environment of the client needs one server from every list.",
            consequence: "they are matched by description, then by position",
        }

        SecuritySchemeUnknown "security-scheme-unknown" {
            purpose: "A security requirement names a scheme that is not declared.",
            why: "The document does not describe how to send these credentials.",
            bad: "security: [{tokn: []}]",
            good: "security: [{token: []}]",
            consequence: "this alternative is left out",
        }

        ScopeUndefined "scope-undefined" {
            purpose: "A security requirement has a scope that no flow of its scheme declares.",
            why: "Scopes are asked for by name, so a misspelt one is refused when the token is requested.",
            bad: "security: [{oauth: [pets:wirte]}]",
            good: "security: [{oauth: [pets:write]}]",
            consequence: "the client asks for this scope",
        }

        SecuritySchemeUnsupported "security-scheme-unsupported" {
            purpose: "The client does not support a kind of security scheme.",
            why: "It is not a credential that can be put into a request.",
            bad: "type: mutualTLS",
            good: "type: http\nscheme: bearer",
            consequence: "the transport must do it",
        }

        UnsupportedSecurity "unsupported-security" {
            purpose: "A kind of security scheme is not a credential that the client sends.",
            why: "TLS certificates belong to the connection, not to a request.",
            bad: "type: mutualTLS",
            good: "type: http\nscheme: bearer",
            consequence: "operations that require it need credentials that the user implements",
        }
    }

    Schemas {
        AllOfConflict "all-of-conflict" {
            purpose: "Members of an `allOf` contradict each other.",
            why: "A value must match all of them, and no value can.",
            bad: "allOf: [{type: string}, {type: object}]",
            good: "allOf: [{type: object}, {type: object}]",
            consequence: "the first member is used",
        }

        DiscriminatorNoValue "discriminator-no-value" {
            purpose: "A member of a union has no value of the discriminator.",
            why: "The default is the name of the component, and an inline schema has no name.",
            bad: "oneOf: [{type: object}]\ndiscriminator: {propertyName: kind}",
            good: "discriminator: {propertyName: kind, mapping: {cat: ..}}",
            consequence: "the variant is selected by its properties",
        }

        DiscriminatorMappingMissing "discriminator-mapping-missing" {
            purpose: "The mapping of a discriminator names a schema that does not exist.",
            why: "A value with this entry cannot be decoded.",
            bad: "mapping: {cat: '#/components/schemas/Cats'}",
            good: "mapping: {cat: '#/components/schemas/Cat'}",
            consequence: "the entry is left out",
        }

        BadPattern "bad-pattern" {
            purpose: "A pattern is not a regular expression of ECMA 262.",
            why: "JSON Schema takes its patterns from there; with another syntax they fail, or mean something else.",
            bad: "pattern: '(?i)^[a-z]+$'",
            good: "pattern: '^[a-zA-Z]+$'",
            consequence: "the pattern is in the documentation as it is written",
        }

        BadMultipleOf "bad-multiple-of" {
            purpose: "`multipleOf` is zero or less.",
            why: "No number is a multiple of zero, so no value is valid.",
            bad: "multipleOf: 0",
            good: "multipleOf: 0.01",
            consequence: "it is in the documentation as it is written",
        }

        NullInEnum "null-in-enum" {
            purpose: "An `enum` lists null, but the type does not have it.",
            why: "By the words of the document null is refused because of the type; its author meant that null is a value.",
            bad: "{type: string, enum: [a, null]}",
            good: "{type: string, nullable: true, enum: [a, null]}",
            consequence: "null is a value",
        }

        MemberTwice "member-twice" {
            purpose: "The same schema is in a `oneOf`, `anyOf` or `allOf` twice.",
            why: "With `oneOf` a value must match exactly one member, so no value of this schema is valid.",
            bad: "oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Cat'}]",
            good: "oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]",
            consequence: "one of them is used",
        }

        ReadOnlyWriteOnly "read-only-write-only" {
            purpose: "A property is both `readOnly` and `writeOnly`.",
            why: "It would be neither sent nor received.",
            bad: "{type: string, readOnly: true, writeOnly: true}",
            good: "{type: string, writeOnly: true}",
            consequence: "it is never required",
        }

        FormatMisspelt "format-misspelt" {
            purpose: "An unknown format looks like a known one.",
            why: "Tools ignore formats that they do not know, so a misspelt one has no effect.",
            bad: "{type: string, format: datetime}",
            good: "{type: string, format: date-time}",
            consequence: "the type is that without the format",
        }

        TypeConflict "type-conflict" {
            purpose: "A `type` contradicts the `allOf` next to it.",
            why: "A value must have the type and match all members, and no value can.",
            bad: "{type: string, allOf: [{$ref: '#/components/schemas/Pet'}]}",
            good: "{allOf: [{$ref: '#/components/schemas/Pet'}]}",
            consequence: "`allOf` is used",
        }

        DiscriminatorPropertyMissing "discriminator-property-missing" {
            purpose: "No member of a union has the property of its discriminator.",
            why: "The discriminator says which member a value is of, and such values do not have it.",
            bad: "oneOf: [Cat, Dog]\ndiscriminator: {propertyName: tpye}",
            good: "oneOf: [Cat, Dog]\ndiscriminator: {propertyName: type}",
            consequence: "a member is selected by its other properties",
        }

        UnionAmbiguous "union-ambiguous" {
            purpose: "Two members of a union cannot be distinguished.",
            why: "A value that matches both decodes as the one with most of its keys, or as the first one.",
            bad: "oneOf: [{properties: {a: ..}}, {properties: {b: ..}}]",
            good: "oneOf: [{required: [a], ..}, {required: [b], ..}]",
            consequence: "a value decodes as the member with most of its keys, or as the first that matches",
        }

        UnionMerged "union-merged" {
            purpose: "Members of a union cannot be distinguished, but do not contradict each other.",
            why: "One type with the properties of all of them loses nothing.",
            consequence: "one type has the properties of all of them",
        }

        UnionTooComplex "union-too-complex" {
            purpose: "A schema combines several unions.",
            why: "Each combination of their members would be a type of its own.",
            bad: "oneOf: ..\nanyOf: ..\nallOf: [{oneOf: ..}]",
            good: "oneOf: ..",
            consequence: "the type accepts any JSON",
        }

        UnionTwice "union-twice" {
            purpose: "A schema has both `oneOf` and `anyOf`.",
            why: "Both define the type, and a type has one definition.",
            bad: "oneOf: ..\nanyOf: ..",
            good: "oneOf: ..",
            consequence: "only `oneOf` defines the type",
        }

        EnumMismatch "enum-mismatch" {
            purpose: "A value of an `enum` breaks another keyword of its schema.",
            why: "A value must match all keywords, so this one is never valid.",
            bad: "{type: string, maxLength: 4, enum: [open, refunded]}",
            good: "{type: string, maxLength: 8, enum: [open, refunded]}",
            consequence: "the type has the value all the same",
        }

        EnumMixed "enum-mixed" {
            purpose: "The values of an `enum` have several types.",
            why: "A Rust enum has one type of value in JSON.",
            bad: "enum: [1, many]",
            good: "enum: ['1', many]",
            consequence: "the type accepts any JSON",
        }

        DefaultNotInEnum "default-not-in-enum" {
            purpose: "The `default` is not one of the values of the `enum`.",
            why: "The server would not accept this value.",
            bad: "enum: [asc, desc]\ndefault: up",
            good: "enum: [asc, desc]\ndefault: asc",
            consequence: "the default is left out",
        }

        ReferenceKind "reference-kind" {
            purpose: "A reference leads to something of another kind: a schema to a parameter, a response to a schema.",
            why: "What the reference names does not describe what is needed.",
            bad: "schema: {$ref: '#/components/parameters/Limit'}",
            good: "schema: {$ref: '#/components/schemas/Limit'}",
            consequence: "a schema accepts any JSON; a schema in place of a response, a body or a header is read as JSON \
                          of it; anything else is left out",
        }

        DocumentTooComplex "document-too-complex" {
            purpose: "Composed schemas repeat each other's properties too often.",
            why: "Time and memory must be proportional to the size of the document.",
            consequence: "properties above the limit are left out",
        }

        EnumOfNumbers "enum-of-numbers" {
            purpose: "The values of an `enum` are numbers with a fraction.",
            why: "Two equal fractions may differ after rounding.",
            bad: "enum: [0.5, 1.5]",
            consequence: "the type is a plain number",
        }

        BoundsBeyondWidth "bounds-beyond-width" {
            purpose: "The limits of a schema exceed the range of its format.",
            why: "A valid value would not fit the Rust type.",
            bad: "{type: integer, format: int32, maximum: 9999999999}",
            good: "{type: integer, format: int64, maximum: 9999999999}",
            consequence: "a wider type is used",
        }

        ExampleMismatch "example-mismatch" {
            purpose: "An example is not a value of its schema.",
            why: "One of the two is wrong: readers copy the example, and the client is made from the schema.",
            bad: "{type: integer, example: many}",
            good: "{type: integer, example: 5}",
            consequence: "the documentation shows a value that the client cannot send or read",
        }

        ExampleUndeclared "example-undeclared" {
            purpose: "An example has a property that its schema does not have, or not in this direction.",
            why: "Usually the schema lacks a property, or one of the two is misspelt.",
            bad: "{properties: {name: {type: string}}, example: {nmae: Tom}}",
            good: "{properties: {name: {type: string}}, example: {name: Tom}}",
            consequence: "the type has no field for it",
        }

        DefaultMismatch "default-mismatch" {
            purpose: "A default is not a value of its schema.",
            why: "A server cannot use such a default, so what it really does is not described.",
            bad: "{type: integer, minimum: 1, default: 0}",
            good: "{type: integer, minimum: 1, default: 1}",
            consequence: "the documentation has the default as it is written",
        }

        ExampleLeftOut "example-left-out" {
            purpose: "The documentation of the client does not show all examples of bodies and headers.",
            why: "A method shows one example of its request and, if it is short, one of a success; long pages hide what matters.",
            bad: "examples: {cat: {value: {name: Tom}}, dog: {value: {name: Rex}}}",
            good: "example: {name: Tom}",
            consequence: "the other examples are only in the document",
        }

        RepresentationUnused "representation-unused" {
            purpose: "A response has a representation that no method asks for.",
            why: "The client asks for the representations that differ in what they hold, and some responses have no body, whatever is documented.",
            bad: "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}, application/xml: {}}",
            good: "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}",
            consequence: "the client asks for another representation",
        }

        KeywordIgnored "keyword-ignored" {
            purpose: "A keyword has no equivalent in a Rust type or a form: `not`, `if`, `headers` of a part.",
            why: "A Rust type describes the parts of a value, but not every rule about it.",
            bad: "not: {required: [a]}",
            consequence: "the rule is not checked",
        }

        NestingTooDeep "nesting-too-deep" {
            purpose: "Schemas are nested too deeply, or contain themselves endlessly.",
            why: "Unlimited nesting would exhaust the stack.",
            consequence: "below this level the type accepts any JSON",
        }

        RequiredUndeclared "required-undeclared" {
            purpose: "A required property is not in `properties`.",
            why: "It is misspelt, or another schema describes it.",
            bad: "required: [nmae]\nproperties: {name: ..}",
            good: "required: [name]\nproperties: {name: ..}",
            consequence: "the type has no field for it",
        }

        Tuple "tuple" {
            purpose: "Each item of an array has its own type.",
            why: "A Rust `Vec` has one type for all its items.",
            bad: "prefixItems: [{type: string}, {type: integer}]",
            good: "items: {type: string}",
            consequence: "a `Vec` of one common type, or of any JSON",
        }

        TypeEndless "type-endless" {
            purpose: "A type consists only of arrays or objects of itself.",
            why: "No value ends the recursion.",
            bad: "A: {type: array, items: {$ref: '#/components/schemas/A'}}",
            consequence: "its inner type accepts any JSON",
        }

        TypeInfinite "type-infinite" {
            purpose: "A required property contains the type that has the property.",
            why: "No finite value exists.",
            bad: "Node: {required: [next], properties: {next: {$ref: '#/components/schemas/Node'}}}",
            good: "Node: {properties: {next: {$ref: '#/components/schemas/Node'}}}",
            consequence: "the field can be absent",
        }
    }

    Generator {
        NameCollision "name-collision" {
            purpose: "Two items would have the same Rust name.",
            why: "One of them gets another name, which the report shows.",
            bad: "userId and user_id",
            consequence: "a number is added, unless the overrides have a name",
        }

        ArgumentOrder "argument-order" {
            purpose: "The arguments of a function are in another order than in the document.",
            why: "The document changed, and code written before must go on to mean the same: two strings that change places still compile.",
            bad: "required: [lastName, email], with new(email, last_name) in surface.txt",
            good: "required: [email, lastName]",
            consequence: "the arguments keep the places of the last run; a new one comes last",
        }

        OverlayInvalid "overlay-invalid" {
            purpose: "An overlay, or an action of it, cannot be applied.",
            why: "The Overlay Specification (1.0 and 1.1) says what an action is; paths are JSONPath (RFC 9535).",
            bad: "{target: paths./users, update: {summary: Users}}",
            good: "{target: \"$.paths['/users']\", update: {summary: Users}}",
            consequence: "nothing is generated, or the action changes nothing",
        }

        OverlayNoMatch "overlay-no-match" {
            purpose: "An action of an overlay selects nothing.",
            why: "The path is mistyped, or the document has changed since the overlay was written.",
            bad: "target: $.paths['/user'].get",
            good: "target: $.paths['/users'].get",
            consequence: "the action changes nothing",
        }

        OverlayIncompatible "overlay-incompatible" {
            purpose: "A value of an overlay cannot be merged into what the document has.",
            why: "Only objects merge with objects and arrays with arrays; the specification calls the rest an error.",
            bad: "target: $.info, update: {title: {en: Users}}",
            good: "target: $.info, update: {title: Users}",
            consequence: "the value of the overlay takes the place of the other one",
        }

        OverlayObsolete "overlay-obsolete" {
            purpose: "The document says already what an action of an overlay, or a correction of the overrides, adds.",
            why: "The vendor has caught up, and the action or the correction can go.",
            consequence: "it changes nothing",
        }

        InvalidName "invalid-name" {
            purpose: "A name in the overrides file cannot be used.",
            why: "It is reserved, used by generated code, or not an identifier.",
            bad: "method: self",
            good: "method: this",
            consequence: "nothing is generated",
        }

        OverrideUnknown "override-unknown" {
            purpose: "The overrides name something that does not exist in the document.",
            why: "The document has changed, or the name is misspelt.",
            bad: "operations: {listPet: ..}",
            good: "operations: {listPets: ..}",
            consequence: "nothing is generated",
        }

        OverrideInvalid "override-invalid" {
            purpose: "A value in the overrides file cannot be used.",
            why: "It is not what its key asks for.",
            bad: "exclude: false",
            good: "exclude: the server does not have it",
            consequence: "nothing is generated",
        }

        SchemaReplaced "schema-replaced" {
            purpose: "The overrides have a type of the user's in place of a schema.",
            why: "The user has a better type, or one that other code shares.",
            bad: "types: {Money: {name: Amount}}",
            good: "types: {Money: {replace: rust_decimal::Decimal}}",
            consequence: "the name of the schema is another name for that type",
        }

        DeriveLeftOut "derive-left-out" {
            purpose: "A type cannot have a derive that the overrides add.",
            why: "Something that it holds does not have the trait: floating-point numbers are not `Eq`.",
            bad: "derive: [{types: [Price], traits: [Hash]}], where `amount` has `type: number`",
            good: "`amount` with `format: decimal`",
            consequence: "the type and those that hold it go without; all others have it",
        }

        PaginationMisfit "pagination-misfit" {
            purpose: "A pagination rule does not match the operations that it is for.",
            why: "An operation lacks the parameter or the property of the rule, or no operation has them.",
            consequence: "nothing is generated",
        }

        WaitingMisfit "waiting-misfit" {
            purpose: "A rule for operations that take long does not match the operations that it is for.",
            why: "An operation lacks a property of the rule, or the document lacks the operation or schema that it names.",
            bad: "long_running: [{poll: getJob, status: state, succeeded: [done], operations: [startJob]}], without `state`",
            good: "long_running: [{poll: getJob, status: status, succeeded: [done], operations: [startJob]}]",
            consequence: "nothing is generated; of an extension, the method has no `wait_until_done`",
        }

        PaginationInferred "pagination-inferred" {
            purpose: "An operation is taken for a list with pages, by its parameters and its response.",
            why: "Nothing in the document says so; a rule of the overrides can say that it has no pages.",
            bad: "a parameter `pageToken` and a property `nextPageToken` that are about something else",
            good: "pagination: [{paged: false, operations: [listThings]}]",
            consequence: "the method has `items` and `pages`",
        }

        NotRead "not-read" {
            purpose: "The document says something that the client does not have.",
            why: "What is lost without a word is missed by nobody, until a call fails.",
            bad: "tags: [users, admin]",
            good: "tags: [users]",
            consequence: "depends on the value; the report says it",
        }

        ExceptionInvalid "exception-invalid" {
            purpose: "An entry of the file of exceptions cannot be used.",
            why: "An exception has the id of a diagnostic, the place, and the reason for which it is right there.",
            bad: "- {id: component-unused, at: /components/schemas/User}",
            good: "- {id: component-unused, at: /components/schemas/User, reason: the next release needs it}",
            consequence: "nothing is generated",
        }

        ExceptionUnused "exception-unused" {
            purpose: "An exception names a place where its diagnostic is not reported.",
            why: "The document was corrected, or the place has moved; the exception would hide the next diagnostic there.",
            consequence: "none",
        }

        ApiBroken "api-broken" {
            purpose: "The resolved API contradicts itself.",
            why: "This is a bug of the generator; please report it with the document.",
            consequence: "nothing is generated",
        }
    }

    Taste {
        TagUndeclared "tag-undeclared" {
            purpose: "An operation has a tag that the document does not declare.",
            why: "Declared tags have a description and an order, and a misspelt tag makes a group of its own.",
            bad: "tags: [pet]",
            good: "tags: [pets], with {name: pets} in the tags of the document",
            consequence: "the group has no description",
        }

        ComponentUnused "component-unused" {
            purpose: "Nothing refers to a component.",
            why: "It was forgotten, or what should refer to it is missing.",
            bad: "components: {schemas: {Pet: ..}}, and no reference to it",
            good: "schema: {$ref: '#/components/schemas/Pet'}",
            consequence: "its type is in the client, and nothing uses it",
        }

        PathTrailingSlash "path-trailing-slash" {
            purpose: "A path ends with a slash.",
            why: "It is another path than the one without, and servers that take both are rare; with the slash of a base \
                  URL it becomes two.",
            bad: "paths: {/pets/: ..}",
            good: "paths: {/pets: ..}",
            consequence: "the path is sent as it is written",
        }

        NamesAlike "names-alike" {
            purpose: "Two names differ in case alone.",
            why: "People and file systems take them for one.",
            bad: "schemas: {User: .., user: ..}",
            good: "schemas: {User: .., UserSummary: ..}",
            consequence: "one of the two types gets a number",
        }

        Undocumented "undocumented" {
            purpose: "Something has no description, no name, or no response that readers look for.",
            why: "The documentation of the client is made of these words.",
            bad: "get: {operationId: listPets, responses: ..}",
            good: "get: {operationId: listPets, summary: Lists the pets., responses: ..}",
            consequence: "the documentation has less to say",
        }
    }

    Drift {
        DriftType "drift-type" {
            purpose: "A server sends values of another type.",
            why: "Null for an array, a number for a string: a client that is strict loses the whole answer because of one value.",
            bad: "content: {type: array}, and the server sends null",
            good: "content: {type: [array, \"null\"]}",
            consequence: "strict reading fails; lenient reading fails if the value cannot be converted",
        }

        DriftMissing "drift-missing" {
            purpose: "A required member is missing.",
            why: "A member is often required in requests only, or in newer objects only.",
            bad: "required: [id, name], and the server sends {id: 1}",
            good: "required: [id]",
            consequence: "the answer cannot be read, unless reading is tolerant",
        }

        DriftMember "drift-member" {
            purpose: "A server or a client sends a member that the schema does not have.",
            why: "What is not declared has no field, so the data is lost without a word.",
            bad: "properties: {id: ..}, and the server sends {id: 1, nick: jo}",
            good: "properties: {id: .., nick: {type: string}}",
            consequence: "the value is dropped",
        }

        DriftValue "drift-value" {
            purpose: "A value is not one of those that are listed.",
            why: "Servers get new values before their documents do.",
            bad: "enum: [open, closed], and the server sends \"paused\"",
            good: "enum: [open, closed, paused]",
            consequence: "the value has no name of its own in the client",
        }

        DriftFormat "drift-format" {
            purpose: "A string or an integer is not in the form that its format says.",
            why: "A date without an offset from UTC names no moment, and an integer of 64 bits does not fit 32.",
            bad: "format: date-time, and the server sends 2024-01-31 12:00:00",
            good: "type: string",
            consequence: "strings are kept as they are, but cannot be converted; integers cannot be read",
        }

        DriftLimit "drift-limit" {
            purpose: "A value does not keep a limit: a length, a range, a pattern, a number of items.",
            why: "Whoever checks values by the document refuses what the server has.",
            bad: "maxLength: 10, and the server sends 12 characters",
            good: "maxLength: 20",
            consequence: "none for reading; the documentation of the client is wrong",
        }

        DriftUnion "drift-union" {
            purpose: "No member of a union takes a value.",
            why: "A list of alternatives that lacks one hides the data of the last.",
            bad: "oneOf: [Cat, Dog], and the server sends a bird",
            good: "oneOf: [Cat, Dog, Bird]",
            consequence: "the value is kept as unknown JSON",
        }

        DriftStatus "drift-status" {
            purpose: "A server answers with a status that the operation does not document.",
            why: "The body of such an answer has no type.",
            bad: "responses: {'200': ..}, and the server answers 409",
            good: "responses: {'200': .., '409': ..}",
            consequence: "the answer is an error whose body is JSON without a type",
        }

        DriftMediaType "drift-media-type" {
            purpose: "A body has a media type that is not documented, or is not what its media type says.",
            why: "The media type decides how a body is read.",
            bad: "content: {application/json: ..}, and the server sends text/csv",
            good: "content: {application/json: .., text/csv: {schema: {type: string}}}",
            consequence: "the body is read if it can be, else it is kept as bytes",
        }

        DriftBody "drift-body" {
            purpose: "A body is missing where one is documented, or is there where none is.",
            why: "A success without its body cannot be read; a body without a schema has no type.",
            bad: "'200': {content: {application/json: ..}}, and the server sends no body",
            good: "'204': {description: Done.}",
            consequence: "strict reading fails, or the body is not decoded",
        }

        DriftHeader "drift-header" {
            purpose: "A header is not documented, or is missing although it is required.",
            why: "Limits and cursors are often in headers that no document has.",
            bad: "headers: {}, and the server sends X-Rate-Limit: 10",
            good: "headers: {X-Rate-Limit: {schema: {type: integer}}}",
            consequence: "the header is reachable by its name only",
        }

        DriftParameter "drift-parameter" {
            purpose: "A request has a query parameter that the operation does not have, or lacks a required one.",
            why: "A program that works shows what the server takes.",
            bad: "parameters: [], and a client sends ?limit=10",
            good: "parameters: [{name: limit, in: query, schema: {type: integer}}]",
            consequence: "the parameter has no setter, or has to be given without need",
        }

        SampleUnmatched "sample-unmatched" {
            purpose: "A sample belongs to no operation, or to several alike.",
            why: "What is not compared says nothing about the document.",
            consequence: "the sample is not compared",
        }

        SampleUnreadable "sample-unreadable" {
            purpose: "A sample cannot be read to its end.",
            why: "It is no HAR file and no JSON, or it ends too early.",
            consequence: "what was read before the error is compared",
        }

        NeverSeen "never-seen" {
            purpose: "No sample shows something that is documented.",
            why: "That nothing differs says nothing about what was not seen.",
            consequence: "none",
        }
    }
}
