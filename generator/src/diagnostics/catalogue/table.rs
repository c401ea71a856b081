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
            purpose: "The text is neither YAML nor JSON.",
            why: "Nothing after the fault can be trusted, so nothing is read.",
            bad: "info: {title: Pets",
            good: "info: {title: Pets}",
            consequence: "nothing is generated",
        }

        EmptyDocument "empty-document" {
            purpose: "The file has nothing in it.",
            why: "It is most likely the wrong file.",
            consequence: "nothing is generated",
        }

        NotAMap "not-a-map" {
            purpose: "The document is a list or a single value.",
            why: "An OpenAPI document is a map that begins with its version.",
            bad: "- openapi: 3.0.3",
            good: "openapi: 3.0.3",
            consequence: "nothing is generated",
        }

        MissingVersion "missing-version" {
            purpose: "The document does not say which OpenAPI version it is written in.",
            why: "The same words mean different things in 3.0 and 3.1.",
            bad: "info: {title: Pets}",
            good: "openapi: 3.0.3\ninfo: {title: Pets}",
            consequence: "nothing is generated",
        }

        UnknownVersion "unknown-version" {
            purpose: "The OpenAPI version is not one that is read.",
            why: "Reading a document by the rules of another version would give a wrong client.",
            bad: "openapi: 4.0.0",
            good: "openapi: 3.1.0",
            consequence: "nothing is generated",
        }

        Swagger2 "swagger-2" {
            purpose: "The document is Swagger 2.0.",
            why: "Swagger 2.0 describes bodies, servers and media types in other words than OpenAPI 3.",
            bad: "swagger: '2.0'",
            good: "openapi: 3.0.3",
            consequence: "it is read as OpenAPI 3.0",
        }

        SeveralDocuments "several-documents" {
            purpose: "The file holds more than one YAML document.",
            why: "Which of them is meant cannot be known.",
            bad: "openapi: 3.0.3\n---\nopenapi: 3.0.3",
            good: "openapi: 3.0.3",
            consequence: "nothing is generated",
        }

        TooBig "too-big" {
            purpose: "The file has more than 4 GB.",
            why: "Places in the text are kept in 32 bits.",
            consequence: "nothing is generated",
        }

        TooDeep "too-deep" {
            purpose: "Maps and lists are nested deeper than any real document needs.",
            why: "Unbounded nesting would exhaust the stack.",
            consequence: "nothing is generated",
        }

        KeyNotText "key-not-text" {
            purpose: "A map or a list is used as a key.",
            why: "This happens when text that begins with a brace is not quoted.",
            bad: "{id}: value",
            good: "'{id}': value",
            consequence: "nothing is generated",
        }

        EndlessAlias "endless-alias" {
            purpose: "An alias stands inside the value it names.",
            why: "The value would contain itself without end.",
            bad: "a: &a {b: *a}",
            good: "$ref: '#/components/schemas/A'",
            consequence: "nothing is generated",
        }

        AliasExpansion "alias-expansion" {
            purpose: "Aliases copy an unreasonable amount into the document.",
            why: "A few lines of aliases can describe more data than any memory holds.",
            consequence: "nothing is generated",
        }

        BadMerge "bad-merge" {
            purpose: "The value of a merge key `<<` is not a map.",
            why: "A merge key spreads the entries of other maps into its own.",
            bad: "<<: 3",
            good: "<<: *defaults",
            consequence: "nothing is generated",
        }
    }

    Structure {
        DuplicateKey "duplicate-key" {
            purpose: "A key is in the same map twice.",
            why: "Most readers keep one of the two and drop the other without a word.",
            bad: "get: {operationId: a}\nget: {operationId: b}",
            good: "get: {operationId: a}\nput: {operationId: b}",
            consequence: "the first one counts",
        }

        UnknownKey "unknown-key" {
            purpose: "A key that the object does not have.",
            why: "It is most often misspelt, and then what it says is lost.",
            bad: "operationID: listPets",
            good: "operationId: listPets",
            consequence: "the key is ignored",
        }

        MissingKey "missing-key" {
            purpose: "A key that the object must have is absent.",
            why: "OpenAPI gives no default for it.",
            bad: "responses:\n  '200': {}",
            good: "responses:\n  '200': {description: The pets.}",
            consequence: "depends on the key; the report says it",
        }

        WrongKind "wrong-kind" {
            purpose: "A value is of another kind than OpenAPI asks for.",
            why: "What is in it cannot be understood.",
            bad: "tags: pets",
            good: "tags: [pets]",
            consequence: "the value is ignored",
        }

        EmptyValue "empty-value" {
            purpose: "A key has no value.",
            why: "In YAML a key with nothing behind it is null, not absent.",
            bad: "description:",
            good: "description: A pet.",
            consequence: "the key is ignored",
        }

        UnquotedText "unquoted-text" {
            purpose: "Text that YAML reads as something else.",
            why: "Without quotes `1.10` is the number 1.1, and other tools print it so.",
            bad: "version: 1.10",
            good: "version: '1.10'",
            consequence: "it is read as the text that was written",
        }

        BadValue "bad-value" {
            purpose: "A word that is not one of those allowed here.",
            why: "OpenAPI lists the words that have a meaning.",
            bad: "type: basic",
            good: "type: http\nscheme: basic",
            consequence: "the object is left out",
        }

        BadLocation "bad-location" {
            purpose: "The `in` of a parameter is not a location.",
            why: "Where a parameter is sent cannot be guessed.",
            bad: "in: body",
            good: "in: query",
            consequence: "the parameter is left out",
        }

        BadStyle "bad-style" {
            purpose: "A parameter style that does not exist, or not for this location.",
            why: "The style decides how a value is written on the wire.",
            bad: "in: query\nstyle: simple",
            good: "in: query\nstyle: form",
            consequence: "the default style of the location is used",
        }

        BadPath "bad-path" {
            purpose: "A path does not begin with a slash.",
            why: "Paths are appended to the URL of the server.",
            bad: "pets: {get: ..}",
            good: "/pets: {get: ..}",
            consequence: "its operations are left out",
        }

        BadStatus "bad-status" {
            purpose: "A key of `responses` is not a status.",
            why: "Responses are chosen by status; this one can never be.",
            bad: "2xx: {description: Fine.}",
            good: "2XX: {description: Fine.}",
            consequence: "the response is left out",
        }

        OptionalPathParameter "optional-path-parameter" {
            purpose: "A path parameter is not marked as required.",
            why: "A path cannot be sent with a piece missing.",
            bad: "{name: id, in: path}",
            good: "{name: id, in: path, required: true}",
            consequence: "it is required all the same",
        }

        MissingSchema "missing-schema" {
            purpose: "A parameter or header does not say what its value looks like.",
            why: "It needs `schema` or `content`.",
            bad: "{name: limit, in: query}",
            good: "{name: limit, in: query, schema: {type: integer}}",
            consequence: "its value is text",
        }

        TwoSchemas "two-schemas" {
            purpose: "The value of a parameter or header is described more than once.",
            why: "It has either `schema`, or `content` with one media type.",
            bad: "schema: ..\ncontent: ..",
            good: "schema: ..",
            consequence: "`schema` counts, or the first media type",
        }

        BadType "bad-type" {
            purpose: "The `type` of a schema is not a type.",
            why: "JSON Schema knows six types, and `null`.",
            bad: "type: strng",
            good: "type: string",
            consequence: "any value is accepted, unless it is clear what was meant",
        }

        ForeignKeyword "foreign-keyword" {
            purpose: "A keyword says something about another type than the one given.",
            why: "Validators ignore it, so it promises something that nobody keeps.",
            bad: "{type: string, maximum: 3}",
            good: "{type: string, maxLength: 3}",
            consequence: "the keyword is ignored",
        }

        ArrayWithoutItems "array-without-items" {
            purpose: "An array does not say what it holds.",
            why: "OpenAPI 3.0 requires `items`.",
            bad: "type: array",
            good: "type: array\nitems: {type: string}",
            consequence: "its items are of any type",
        }

        RequiredFlag "required-flag" {
            purpose: "`required` of a property is a flag.",
            why: "In a schema `required` is a list of names, on the schema that has the properties.",
            bad: "properties:\n  id: {type: string, required: true}",
            good: "required: [id]\nproperties:\n  id: {type: string}",
            consequence: "the property stays optional",
        }

        ValueType "value-type" {
            purpose: "A value of `enum` or `default` is not of the type of the schema.",
            why: "No value can satisfy both.",
            bad: "{type: string, enum: [1.0]}",
            good: "{type: string, enum: ['1.0']}",
            consequence: "the value never matches",
        }

        EnumTwice "enum-twice" {
            purpose: "A value of `enum` is listed twice.",
            why: "It is usually one that should have been another.",
            bad: "enum: [cat, cat]",
            good: "enum: [cat, dog]",
            consequence: "one of them counts",
        }

        EmptyList "empty-list" {
            purpose: "A list that needs something in it is empty.",
            why: "`enum: []` and `oneOf: []` would allow no value at all.",
            bad: "oneOf: []",
            consequence: "the keyword is ignored",
        }

        EmptyRange "empty-range" {
            purpose: "The lower limit is above the upper one.",
            why: "No value fits.",
            bad: "{minimum: 5, maximum: 3}",
            good: "{minimum: 3, maximum: 5}",
            consequence: "the limits are documented as they are",
        }

        NewerKeyword "newer-keyword" {
            purpose: "A word of OpenAPI 3.1 in a document that says it is 3.0.",
            why: "Tools that keep to 3.0 ignore it.",
            bad: "openapi: 3.0.3\n..\n{type: [string, 'null']}",
            good: "{type: string, nullable: true}",
            consequence: "it is read as 3.1 has it",
        }

        OlderKeyword "older-keyword" {
            purpose: "A word of OpenAPI 3.0 in a document that says it is 3.1.",
            why: "Tools that keep to 3.1 ignore it.",
            bad: "openapi: 3.1.0\n..\n{type: string, nullable: true}",
            good: "{type: [string, 'null']}",
            consequence: "it is read as 3.0 has it",
        }

        RefSiblings "ref-siblings" {
            purpose: "Keys beside a `$ref` that replaces the whole object.",
            why: "In OpenAPI 3.0 the reference stands for the object, and everything beside it is lost.",
            bad: "$ref: '#/components/schemas/Pet'\nnullable: true",
            good: "nullable: true\nallOf:\n  - $ref: '#/components/schemas/Pet'",
            consequence: "constraints are lost; descriptions and `nullable` are read all the same",
        }

        MisplacedReference "misplaced-reference" {
            purpose: "A reference where OpenAPI allows none.",
            why: "Tools follow references only where the specification says so.",
            bad: "responses: {$ref: ..}",
            good: "responses:\n  '200': {$ref: ..}",
            consequence: "whole sections, operations and lists of parameters are read behind it, anything else is not",
        }

        MoreFindings "more-findings" {
            purpose: "There are more findings about the structure than are worth printing.",
            why: "A document with thousands of faults has a cause behind them.",
            consequence: "the rest is only counted",
        }

        UnreadableItem "unreadable-item" {
            purpose: "A server, tag or security scheme cannot be read.",
            why: "It lacks something, or has it in the wrong form.",
            bad: "servers: [{description: none}]",
            good: "servers: [{url: 'https://example.com'}]",
            consequence: "it is left out",
        }
    }

    References {
        DanglingReference "dangling-reference" {
            purpose: "A reference names something that is not there.",
            why: "It was renamed, removed or misspelt.",
            bad: "$ref: '#/components/schemas/Pets'",
            good: "$ref: '#/components/schemas/Pet'",
            consequence: "what refers to it is left out, or accepts any JSON",
        }

        CircularReference "circular-reference" {
            purpose: "References lead to one another in a circle.",
            why: "None of them ever names anything.",
            bad: "A: {$ref: '#/components/schemas/A'}",
            good: "A: {type: object}",
            consequence: "what refers to them is left out, or accepts any JSON",
        }

        RemoteReference "remote-reference" {
            purpose: "A reference leads to another host.",
            why: "Generating the same client twice must not depend on a network.",
            bad: "$ref: 'https://example.com/pet.yaml'",
            good: "$ref: 'pet.yaml'",
            consequence: "what refers to it is left out, or accepts any JSON",
        }

        EscapingReference "escaping-reference" {
            purpose: "A reference leads out of the folder of the document.",
            why: "A document must not be able to read any file of the machine.",
            bad: "$ref: '../../secret.yaml'",
            good: "$ref: 'common.yaml'",
            consequence: "what refers to it is left out, or accepts any JSON",
        }

        NamedReference "named-reference" {
            purpose: "A reference uses a name that several schemas have.",
            why: "A `$dynamicRef` means another schema depending on where it is reached from; a type means one thing.",
            bad: "$dynamicRef: '#node'",
            good: "$ref: '#/components/schemas/Node'",
            consequence: "the schema around the reference is taken, or any JSON is accepted",
        }
    }

    Operations {
        OperationLeftOut "operation-left-out" {
            purpose: "An operation is not generated.",
            why: "The overrides file says so, or the operation cannot be called as it is written.",
            consequence: "the client has no method for it",
        }

        OperationIdDuplicate "operation-id-duplicate" {
            purpose: "Two operations have the same `operationId`.",
            why: "Method names are made of it.",
            bad: "operationId: get",
            good: "operationId: getPet",
            consequence: "one of them gets a name made of method and path",
        }

        PathAmbiguous "path-ambiguous" {
            purpose: "Two paths differ in the names of their parameters only.",
            why: "A server cannot tell them apart.",
            bad: "/pets/{id}\n/pets/{name}",
            good: "/pets/{id}\n/pets/by-name/{name}",
            consequence: "both are generated",
        }

        PathParameterUndeclared "path-parameter-undeclared" {
            purpose: "A path has a parameter that is not declared.",
            why: "Its type and description are unknown.",
            bad: "/pets/{id}: {get: {parameters: []}}",
            good: "parameters: [{name: id, in: path, required: true, ..}]",
            consequence: "it is text",
        }

        PathParameterUnused "path-parameter-unused" {
            purpose: "A path parameter is declared that the path does not have.",
            why: "It is usually misspelt, or left over from a rename.",
            bad: "/pets: ..{in: path, name: id}",
            good: "/pets/{id}: ..{in: path, name: id}",
            consequence: "the parameter is left out",
        }

        ParameterDuplicate "parameter-duplicate" {
            purpose: "A parameter is listed twice.",
            why: "Name and location identify a parameter.",
            bad: "[{name: a, in: query}, {name: a, in: query}]",
            good: "[{name: a, in: query}]",
            consequence: "the first one counts",
        }

        ParameterUnusable "parameter-unusable" {
            purpose: "A parameter has no name or no location.",
            why: "It cannot be sent.",
            bad: "{in: query}",
            good: "{in: query, name: limit}",
            consequence: "the parameter is left out",
        }

        HeaderReserved "header-reserved" {
            purpose: "`Accept`, `Content-Type`, `Authorization` or a header of the connection as a parameter.",
            why: "OpenAPI describes the first by content and security, and ignores such parameters; a `Content-Length` that is \
         not the body's would let the server wait.",
            bad: "{name: Authorization, in: header}",
            good: "security: [{token: []}]",
            consequence: "the client sets the header by itself",
        }

        ContentTypeUnusable "content-type-unusable" {
            purpose: "A content type holds control characters.",
            why: "It could end its header and begin another one.",
            bad: "contentType: \"text/plain\\r\\nX: y\"",
            good: "contentType: text/plain",
            consequence: "the part is sent with its default content type",
        }

        BodyUnexpected "body-unexpected" {
            purpose: "A body where HTTP gives it no meaning.",
            why: "Proxies and servers may drop the body of a GET.",
            bad: "get: {requestBody: ..}",
            good: "post: {requestBody: ..}",
            consequence: "it is sent nevertheless",
        }

        BodyEmpty "body-empty" {
            purpose: "An optional body that can only be an object without properties.",
            why: "An argument that can say nothing is in the way of those that can.",
            bad: "schema: {type: object, properties: {}, additionalProperties: false}",
            good: "no requestBody",
            consequence: "the operation sends none",
        }

        BodyWithoutContent "body-without-content" {
            purpose: "A request body without media types.",
            why: "What to send is not said.",
            bad: "requestBody: {content: {}}",
            good: "requestBody: {content: {application/json: ..}}",
            consequence: "the operation sends none",
        }

        KeywordUnused "keyword-unused" {
            purpose: "Something that describes nothing a client needs, such as links.",
            why: "It is named so that nobody looks for it in vain.",
            consequence: "nothing is made of it",
        }

        ServerVariableWithoutDefault "server-variable-without-default" {
            purpose: "A variable of a server URL has no default.",
            why: "OpenAPI requires one, so that the URL is complete without a choice.",
            bad: "variables: {region: {enum: [eu, us]}}",
            good: "variables: {region: {enum: [eu, us], default: eu}}",
            consequence: "the user must choose a value",
        }

        ServerVariableConflict "server-variable-conflict" {
            purpose: "A server variable has different defaults at different servers.",
            why: "The client has one setting per variable name.",
            consequence: "the first default counts",
        }

        ServersUneven "servers-uneven" {
            purpose: "Operations have lists of servers of different lengths.",
            why: "Each environment of the client needs one server of every list.",
            consequence: "they are matched by description, then by position",
        }

        SecuritySchemeUnknown "security-scheme-unknown" {
            purpose: "A security requirement names a scheme that is not declared.",
            why: "How to send the credentials is unknown.",
            bad: "security: [{tokn: []}]",
            good: "security: [{token: []}]",
            consequence: "this alternative is left out",
        }

        SecuritySchemeUnsupported "security-scheme-unsupported" {
            purpose: "A kind of security scheme that the client does not act on.",
            why: "It is not a credential that can be put into a request.",
            bad: "type: mutualTLS",
            good: "type: http\nscheme: bearer",
            consequence: "the transport has to take care of it",
        }

        UnsupportedSecurity "unsupported-security" {
            purpose: "A kind of security scheme that is not a credential the client sends.",
            why: "TLS certificates belong to the connection, not to a request.",
            bad: "type: mutualTLS",
            good: "type: http\nscheme: bearer",
            consequence: "operations that require it ask for credentials of the user's own making",
        }
    }

    Schemas {
        AllOfConflict "all-of-conflict" {
            purpose: "Members of an `allOf` contradict one another.",
            why: "A value must satisfy all of them, and none can.",
            bad: "allOf: [{type: string}, {type: object}]",
            good: "allOf: [{type: object}, {type: object}]",
            consequence: "the first member decides",
        }

        DiscriminatorNoValue "discriminator-no-value" {
            purpose: "Nothing says which value of the discriminator selects a member.",
            why: "Names of components are the default; inline schemas have none.",
            bad: "oneOf: [{type: object}]\ndiscriminator: {propertyName: kind}",
            good: "discriminator: {propertyName: kind, mapping: {cat: ..}}",
            consequence: "the union is decided by shape",
        }

        DiscriminatorMappingMissing "discriminator-mapping-missing" {
            purpose: "The mapping of a discriminator names a schema that is not there.",
            why: "Values with that tag cannot be decoded into anything.",
            bad: "mapping: {cat: '#/components/schemas/Cats'}",
            good: "mapping: {cat: '#/components/schemas/Cat'}",
            consequence: "the entry is left out",
        }

        UnionAmbiguous "union-ambiguous" {
            purpose: "Two members of a union cannot be told apart.",
            why: "A value that fits both decodes as the one that has most of its keys, or else as the first.",
            bad: "oneOf: [{properties: {a: ..}}, {properties: {b: ..}}]",
            good: "oneOf: [{required: [a], ..}, {required: [b], ..}]",
            consequence: "a value decodes as the one that has most of its keys, or else as the first that fits",
        }

        UnionMerged "union-merged" {
            purpose: "Members of a union that cannot be told apart, but do not contradict one another.",
            why: "One type with the properties of all loses nothing.",
            consequence: "one type holds the properties of all",
        }

        UnionTooComplex "union-too-complex" {
            purpose: "Several choices hold at once.",
            why: "Their combinations would be more types than anybody can use.",
            bad: "oneOf: ..\nanyOf: ..\nallOf: [{oneOf: ..}]",
            good: "oneOf: ..",
            consequence: "the type accepts any JSON",
        }

        UnionTwice "union-twice" {
            purpose: "`oneOf` and `anyOf` stand side by side.",
            why: "Both shape the type, and it can have one shape.",
            bad: "oneOf: ..\nanyOf: ..",
            good: "oneOf: ..",
            consequence: "only `oneOf` shapes the type",
        }

        EnumMixed "enum-mixed" {
            purpose: "The values of an `enum` are of several kinds.",
            why: "A Rust enum has one kind of value on the wire.",
            bad: "enum: [1, many]",
            good: "enum: ['1', many]",
            consequence: "the type accepts any JSON",
        }

        DefaultNotInEnum "default-not-in-enum" {
            purpose: "The `default` of a value is none of the values its `enum` lists.",
            why: "The server cannot mean what it does not accept.",
            bad: "enum: [asc, desc]\ndefault: up",
            good: "enum: [asc, desc]\ndefault: asc",
            consequence: "the default is left out",
        }

        ReferenceKind "reference-kind" {
            purpose: "A schema refers to something that is no schema.",
            why: "A parameter or a response is not the type of a value.",
            bad: "$ref: '#/components/parameters/Limit'",
            good: "$ref: '#/components/schemas/Limit'",
            consequence: "its type accepts any JSON",
        }

        DocumentTooComplex "document-too-complex" {
            purpose: "Composed schemas repeat each other's properties beyond any use.",
            why: "Time and memory must stay in proportion to the document.",
            consequence: "the properties beyond the limit are left out",
        }

        EnumOfNumbers "enum-of-numbers" {
            purpose: "The values of an `enum` are numbers with fractions.",
            why: "Comparing fractions for equality is a trap.",
            bad: "enum: [0.5, 1.5]",
            consequence: "the type is a plain number",
        }

        BoundsBeyondWidth "bounds-beyond-width" {
            purpose: "Limits that do not fit the format.",
            why: "A value allowed by the limits would not fit the Rust type.",
            bad: "{type: integer, format: int32, maximum: 9999999999}",
            good: "{type: integer, format: int64, maximum: 9999999999}",
            consequence: "a wider type is used",
        }

        KeywordIgnored "keyword-ignored" {
            purpose: "A keyword that has no place in a type or a form: `not`, `if`, `headers` of a part.",
            why: "Types say what a value is made of, not every rule it obeys.",
            bad: "not: {required: [a]}",
            consequence: "the rule is not checked",
        }

        NestingTooDeep "nesting-too-deep" {
            purpose: "Schemas are nested too deeply, or contain themselves without end.",
            why: "Unbounded nesting would exhaust the stack.",
            consequence: "the type accepts any JSON from there on",
        }

        RequiredUndeclared "required-undeclared" {
            purpose: "A required property that the schema does not describe.",
            why: "It is misspelt, or described elsewhere.",
            bad: "required: [nmae]\nproperties: {name: ..}",
            good: "required: [name]\nproperties: {name: ..}",
            consequence: "no field is made of it",
        }

        Tuple "tuple" {
            purpose: "The places of a list have types of their own.",
            why: "A list type has one type for all its items.",
            bad: "prefixItems: [{type: string}, {type: integer}]",
            good: "items: {type: string}",
            consequence: "a list of one common type, or of any JSON",
        }

        TypeEndless "type-endless" {
            purpose: "A type is nothing but itself in lists or maps.",
            why: "It never comes to a value.",
            bad: "A: {type: array, items: {$ref: '#/components/schemas/A'}}",
            consequence: "its inner type accepts any JSON",
        }

        TypeInfinite "type-infinite" {
            purpose: "A required property contains its own type again.",
            why: "No finite value exists.",
            bad: "Node: {required: [next], properties: {next: {$ref: '#/components/schemas/Node'}}}",
            good: "Node: {properties: {next: {$ref: '#/components/schemas/Node'}}}",
            consequence: "the field can be absent",
        }
    }

    Generator {
        NameCollision "name-collision" {
            purpose: "Two things would have the same Rust name.",
            why: "One of them needs another name, which the report shows.",
            bad: "userId and user_id",
            consequence: "a number is added, unless the overrides file chooses a name",
        }

        InvalidName "invalid-name" {
            purpose: "A name in the overrides file cannot be used.",
            why: "It is reserved, taken by generated code, or no identifier.",
            bad: "method: self",
            good: "method: this",
            consequence: "nothing is generated",
        }

        OverrideUnknown "override-unknown" {
            purpose: "The overrides file names something that the document does not have.",
            why: "The document changed, or the name is misspelt.",
            bad: "operations: {listPet: ..}",
            good: "operations: {listPets: ..}",
            consequence: "nothing is generated",
        }

        PaginationMisfit "pagination-misfit" {
            purpose: "A pagination rule does not fit the operation it names.",
            why: "The parameter or the property it needs is not there.",
            consequence: "nothing is generated",
        }

        ApiBroken "api-broken" {
            purpose: "The resolved API contradicts itself.",
            why: "This is a bug of the generator; please report it with the document.",
            consequence: "nothing is generated",
        }
    }
}
