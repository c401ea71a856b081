//! The names of the runtime that the output contains, listed once.

use crate::ir::TextFormat;

/// A name and the module it is imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RuntimeName {
    pub(super) path: &'static str,
    pub(super) name: &'static str,
}

/// The crate, as paths in the output name it.
pub(super) const CRATE: &str = "clientgen_runtime";
/// Its module with everything for mocks.
pub(super) const MOCK: &str = "clientgen_runtime::mock";
/// The package, as the output's manifest names it.
pub(super) const PACKAGE: &str = "clientgen-runtime";

/// The version of the runtime that fits what this generator writes, as a requirement of Cargo.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// The version of what the output uses of the runtime. A runtime of another version refuses the output by name.
pub(super) const INTERFACE: u32 = 1;

/// How many features at the end of the list are for types alone.
const OF_TYPES: usize = 5;

/// The features of the runtime that a crate of types has.
pub(super) fn features_of_types() -> &'static [(&'static str, &'static str)] {
    FEATURES.split_at(FEATURES.len() - OF_TYPES).1
}

/// The features of the runtime, with the description of each; the first is the default.
pub(super) const FEATURES: [(&str, &str); 19] = [
    ("hyper", "The default transport, over hyper and rustls."),
    ("reqwest", "A transport over reqwest."),
    ("http2", "HTTP/2, where the server agrees."),
    ("proxy", "HTTP and SOCKS proxies."),
    ("platform-roots", "The certificates of the platform."),
    ("aws-lc-rs", "The cryptography of aws-lc-rs instead of ring."),
    ("hyper-no-provider", "The transport over hyper without ring: for `aws-lc-rs` alone."),
    ("reqwest-no-provider", "The transport over reqwest without ring: for `aws-lc-rs` alone."),
    ("compression", "Responses compressed with gzip, br or zstd."),
    ("tracing", "Traces: a span for each call and an event for each attempt."),
    ("blocking", "Blocking calls, for programs without an async runtime."),
    ("mock", "A transport for tests, which responds as they define."),
    ("record", "A recorder that writes calls to a HAR file, without secrets."),
    ("webhooks", "Verification of signed webhooks."),
    ("chrono", "Conversions of dates, times and durations to and from `chrono`."),
    ("jiff", "Conversions of dates, times and durations to and from `jiff`."),
    ("time", "Conversions of dates, times and durations to and from `time`."),
    ("uuid", "Conversions of identifiers to and from `uuid`."),
    ("rust_decimal", "Conversions of decimal numbers to and from `rust_decimal`."),
];

const fn user(name: &'static str) -> RuntimeName {
    RuntimeName { path: CRATE, name }
}

const fn codegen(name: &'static str) -> RuntimeName {
    RuntimeName { path: "clientgen_runtime::codegen", name }
}

const fn std_name(path: &'static str, name: &'static str) -> RuntimeName {
    RuntimeName { path, name }
}

pub(super) const BORROW: RuntimeName = std_name("std::borrow", "Borrow");
pub(super) const B_TREE_MAP: RuntimeName = std_name("std::collections", "BTreeMap");

pub(super) const BASE64: RuntimeName = user("Base64");
pub(super) const BODY: RuntimeName = user("Body");
pub(super) const BYTES: RuntimeName = user("Bytes");
pub(super) const EVENT_STREAM: RuntimeName = user("EventStream");
pub(super) const FILE_PART: RuntimeName = user("FilePart");
pub(super) const FORM: RuntimeName = user("Form");
pub(super) const JSON_LINES: RuntimeName = user("JsonLines");
pub(super) const NULLABLE: RuntimeName = user("Nullable");
pub(super) const ONE_OR_MANY: RuntimeName = user("OneOrMany");
pub(super) const OWN: RuntimeName = user("Own");
pub(super) const TEXT: RuntimeName = user("Text");
pub(super) const TYPED_BODY: RuntimeName = user("TypedBody");
pub(super) const TYPED_HEADER: RuntimeName = user("TypedHeader");
pub(super) const VALUE: RuntimeName = user("Value");

pub(super) const API: RuntimeName = codegen("Api");
pub(super) const API_DESCRIPTION: RuntimeName = codegen("ApiDescription");
pub(super) const API_KEY_IN: RuntimeName = codegen("ApiKeyIn");
pub(super) const ENV_CREDENTIALS: RuntimeName = codegen("EnvCredentials");
pub(super) const ENV_VARIABLES: RuntimeName = codegen("EnvVariables");
pub(super) const ENVIRONMENT_INDEX: RuntimeName = codegen("EnvironmentIndex");
pub(super) const ERROR_CASE: RuntimeName = codegen("ErrorCase");
/// A function, unlike the trait of the standard library.
pub(super) const HASH: RuntimeName = codegen("hash");
pub(super) const METHOD: RuntimeName = codegen("Method");
/// Imported for its methods only.
pub(super) const MODEL: RuntimeName = codegen("Model as _");
pub(super) const MOCK_OPERATIONS: RuntimeName = codegen("mock_operations");
pub(super) const MOCK_TRANSPORT: RuntimeName = RuntimeName { path: MOCK, name: "MockTransport" };
pub(super) const OPEN_ENUM: RuntimeName = codegen("open_enum");
pub(super) const OPEN_INTEGER_ENUM: RuntimeName = codegen("open_integer_enum");
pub(super) const OPERATION: RuntimeName = codegen("Operation");
pub(super) const PAGE: RuntimeName = codegen("page");
pub(super) const PAGED_REQUEST: RuntimeName = codegen("paged_request");
pub(super) const PAGING: RuntimeName = codegen("Paging");
pub(super) const PARAMETER: RuntimeName = codegen("Parameter");
pub(super) const PARAM_VALUE: RuntimeName = codegen("ParamValue");
pub(super) const LIST: RuntimeName = codegen("list");
pub(super) const MAP_OF: RuntimeName = codegen("map_of");
pub(super) const WAITING: RuntimeName = codegen("Waiting");
pub(super) const WAITING_REQUEST: RuntimeName = codegen("waiting_request");
pub(super) const RECORD: RuntimeName = codegen("record");
pub(super) const REQUEST: RuntimeName = codegen("request");
pub(super) const SECURITY_SCHEME: RuntimeName = codegen("SecurityScheme");
pub(super) const SERVER_SET: RuntimeName = codegen("ServerSet");
pub(super) const SERVER_VARIABLE: RuntimeName = codegen("ServerVariable");
pub(super) const STYLE: RuntimeName = codegen("Style");
pub(super) const LIMIT: RuntimeName = codegen("Limit");
/// By its own name, as a bound.
pub(super) const MODEL_TRAIT: RuntimeName = codegen("Model");
pub(super) const TYPE_LIMITS: RuntimeName = codegen("TypeLimits");
pub(super) const VALIDATE: RuntimeName = codegen("validate");
pub(super) const VIOLATIONS: RuntimeName = user("Violations");
pub(super) const UNION: RuntimeName = codegen("union");
pub(super) const BY_STATUS: RuntimeName = codegen("by_status");
pub(super) const ERROR_CASES: RuntimeName = codegen("error_cases");

/// The type for a string in a format.
pub(super) fn formatted(format: TextFormat) -> RuntimeName {
    user(match format {
        TextFormat::DateTime => "DateTime",
        TextFormat::Date => "Date",
        TextFormat::Time => "Time",
        TextFormat::IsoDuration => "IsoDuration",
        TextFormat::Uuid => "Uuid",
        TextFormat::Decimal => "Decimal",
        TextFormat::DecimalNumber => "DecimalNumber",
    })
}
