//! The lies: what a server does although its document says something else, and where that has to be reported.

/// Bodies that fit their documents, by document and operation.
pub(crate) const TRUE: &[(&str, &str, u16, &str)] = &[
    (V3_0, "listOrders", 200, r#"{"results": [], "next": null}"#),
    (
        V3_0,
        "listOrders",
        200,
        r#"{"results": [{"id": 1, "total": 2, "lines": [{"sku": "A", "count": 1}], "status": "open", "customer": {"name": "Jo",
        "email": "jo@example.org", "vip": true}, "placed": "2024-01-31T12:00:00Z"}], "next": "b", "facets": {"red": 1}}"#,
    ),
    (V3_0, "listOrders", 503, r#"{"message": "later"}"#),
    (V3_0, "createOrder", 201, r#"{"id": 1, "total": 2.0, "lines": []}"#),
    (V3_0, "deleteOrder", 204, ""),
    (V3_0, "getPayment", 200, r#"{"kind": "card", "last4": "1234"}"#),
    (V3_0, "getPayment", 200, r#"{"kind": "transfer", "iban": "x"}"#),
    (V3_0, "readLog", 200, "{\"level\": \"info\", \"at\": \"2024-01-31\"}\n{\"level\": \"warn\"}\n"),
    (
        V3_1,
        "getDevice",
        200,
        r#"{"id": "123e4567-e89b-42d3-a456-426614174000", "tags": ["a"], "mode": "auto", "level": 9, "labels": null,
        "owner": {"name": "Jo", "address": "192.0.2.1"}, "shape": "round", "point": [1, 2.5],
        "location": {"site": "a", "room": "b"}}"#,
    ),
    (V3_1, "readEvents", 200, "data: {\"seq\": 1}\n\ndata: {\"seq\": 2, \"note\": \"a\"}\n\n"),
    (
        V2,
        "listZones",
        200,
        r#"[{"name": "a", "serial": 1, "masters": ["b"], "kind": "Native", "changed": "2024-01-31T12:00:00Z",
        "soa": {"mail": "c"}, "ttl": 60}]"#,
    ),
    (V2, "getZone", 200, r#"{"name": "a", "serial": 1}"#),
    (V2, "createZone", 202, ""),
];

pub(crate) const V2: &str = include_str!("v2.yaml");
pub(crate) const V3_0: &str = include_str!("v3_0.yaml");
pub(crate) const V3_1: &str = include_str!("v3_1.yaml");

/// What the server answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lie {
    pub(crate) document: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) status: u16,
    /// The media type, where it is not that of the document.
    pub(crate) media_type: Option<&'static str>,
    pub(crate) body: &'static str,
    /// The id that has to be reported, and a part of the line it is reported at.
    pub(crate) id: &'static str,
    pub(crate) line: &'static str,
}

const fn lie(
    document: &'static str,
    operation: &'static str,
    body: &'static str,
    id: &'static str,
    line: &'static str,
) -> Lie {
    Lie { document, operation, status: 200, media_type: None, body, id, line }
}

const fn order(body: &'static str, id: &'static str, line: &'static str) -> Lie {
    Lie { status: 201, ..lie(V3_0, "createOrder", body, id, line) }
}

const fn device(body: &'static str, id: &'static str, line: &'static str) -> Lie {
    lie(V3_1, "getDevice", body, id, line)
}

const fn zone(body: &'static str, id: &'static str, line: &'static str) -> Lie {
    lie(V2, "getZone", body, id, line)
}

macro_rules! device {
    ($members:literal, $id:literal, $line:literal) => {
        device(
            concat!(r#"{"id": "123e4567-e89b-42d3-a456-426614174000", "tags": [], "mode": "auto", "#, $members, "}"),
            $id,
            $line,
        )
    };
}

macro_rules! order {
    ($members:literal, $id:literal, $line:literal) => {
        order(concat!(r#"{"id": 1, "total": 2, "lines": [], "#, $members, "}"), $id, $line)
    };
}

macro_rules! zone {
    ($members:literal, $id:literal, $line:literal) => {
        zone(concat!(r#"{"name": "a", "serial": 1, "#, $members, "}"), $id, $line)
    };
}

pub(crate) const LIES: &[Lie] = &[
    // OpenAPI 3.0.
    order(r#"{"id": 1, "total": 2, "lines": null}"#, "drift-type", "lines:"),
    order(r#"{"id": "1", "total": 2, "lines": []}"#, "drift-type", "id:"),
    order(r#"{"id": 1, "total": 2.5, "lines": []}"#, "drift-type", "total:"),
    order(r#"{"id": 3000000000, "total": 2, "lines": []}"#, "drift-format", "format: int32"),
    order(r#"{"id": 1, "lines": []}"#, "drift-missing", "required: [id, lines, total]"),
    order(r#"{"id": 1, "total": 2, "lines": {"sku": "A"}}"#, "drift-type", "lines:"),
    order(r#"{"id": 1, "total": 2, "lines": [{"sku": "a1"}]}"#, "drift-limit", "pattern:"),
    order(r#"{"id": 1, "total": 2, "lines": [{"sku": "A", "count": 0}]}"#, "drift-limit", "minimum: 1"),
    order(r#"{"id": 1, "total": 2, "lines": [{"sku": "A", "gift": true}]}"#, "drift-member", "Line:"),
    order(
        r#"{"id": 1, "total": 2, "lines": [{"sku": "A"}, {"sku": "A"}, {"sku": "A"}, {"sku": "A"}]}"#,
        "drift-limit",
        "maxItems: 3",
    ),
    order!(r#""status": "refunded""#, "drift-value", "enum: [open, paid]"),
    order!(r#""status": null"#, "drift-type", "status:"),
    order!(r#""status": 7"#, "drift-type", "Status:"),
    order!(r#""customer": "Jo""#, "drift-type", "customer:"),
    order!(r#""customer": {"name": "A name of more than twenty"}"#, "drift-limit", "maxLength: 20"),
    order!(r#""customer": {"name": "Jo", "email": "none"}"#, "drift-format", "format: email"),
    order!(r#""customer": {"name": "Jo", "vip": "yes"}"#, "drift-type", "vip:"),
    order!(r#""customer": {"name": "Jo", "phone": {"home": "1", "since": "2024-01-31"}}"#, "drift-member", "Customer:"),
    order!(r#""placed": "2024-01-31 12:00:00""#, "drift-format", "format: date-time"),
    order!(r#""placed": 1706702400"#, "drift-type", "placed:"),
    order!(r#""token": "hidden-value""#, "drift-value", "enum: [none]"),
    Lie { status: 409, ..order(r#"{"message": "no"}"#, "drift-status", "responses:") },
    Lie { status: 422, ..order(r#"{"errors": [{"field": "a"}]}"#, "drift-status", "responses:") },
    order("", "drift-body", "content:"),
    Lie { media_type: Some("text/csv"), ..order("a,b", "drift-media-type", "content:") },
    Lie { status: 204, ..lie(V3_0, "deleteOrder", r#"{"done": true}"#, "drift-body", "'204'") },
    lie(V3_0, "listOrders", r#"{"results": []}"#, "drift-missing", "required: [results, next]"),
    lie(
        V3_0,
        "listOrders",
        r#"{"results": [], "next": null, "facets": {"red": "1"}}"#,
        "drift-type",
        "additionalProperties:",
    ),
    lie(V3_0, "listOrders", "null", "drift-type", "schema: {$ref: '#/components/schemas/OrderPage'}"),
    lie(V3_0, "getPayment", r#"{"kind": "card", "last4": "123"}"#, "drift-limit", "minLength: 4"),
    lie(V3_0, "getPayment", r#"{"kind": "transfer", "iban": null}"#, "drift-type", "iban:"),
    lie(V3_0, "getPayment", r#"{"kind": "cash", "coins": 3}"#, "drift-value", "discriminator:"),
    lie(V3_0, "readLog", "{\"level\": 3}\n", "drift-type", "level:"),
    lie(V3_0, "readLog", "{\"level\": \"a\", \"at\": \"31.01.2024\"}\n", "drift-format", "format: date"),
    // OpenAPI 3.1.
    device(r#"{"id": "1", "tags": [], "mode": "auto"}"#, "drift-format", "format: uuid"),
    device!(r#""uptime": 787.1"#, "drift-type", "uptime:"),
    device!(r#""level": 10"#, "drift-limit", "exclusiveMaximum: 10"),
    device!(r#""owner": null"#, "drift-type", "owner:"),
    device!(r#""owner": ["a"]"#, "drift-type", "owner:"),
    device!(r#""owner": {"address": "none"}"#, "drift-format", "format: ipv4"),
    device!(r#""labels": {"a": 1}"#, "drift-type", "additionalProperties:"),
    device!(r#""shape": 7"#, "drift-union", "shape:"),
    device!(r#""shape": {"width": "1"}"#, "drift-type", "width:"),
    device!(r#""point": [1, "2"]"#, "drift-type", "- type: number"),
    device!(r#""location": {"room": "b"}"#, "drift-missing", "required: [site]"),
    device!(r#""location": {"site": "a", "room": null}"#, "drift-type", "room:"),
    device!(r#""nick": "a""#, "drift-member", "Device:"),
    device(r#"{"id": "123e4567-e89b-42d3-a456-426614174000", "tags": null, "mode": "auto"}"#, "drift-type", "tags:"),
    device(
        r#"{"id": "123e4567-e89b-42d3-a456-426614174000", "tags": [], "mode": "manual"}"#,
        "drift-value",
        "const: auto",
    ),
    lie(V3_1, "readEvents", "data: {\"note\": \"a\"}\n\n", "drift-missing", "required: [seq]"),
    // Swagger 2.0.
    zone(r#"{"name": "a"}"#, "drift-missing", "required: [name, serial]"),
    zone(r#"{"name": "a", "serial": "1"}"#, "drift-type", "serial:"),
    zone!(r#""masters": null"#, "drift-type", "masters:"),
    zone!(r#""masters": "b""#, "drift-type", "masters:"),
    zone!(r#""kind": "Slave""#, "drift-value", "enum: [Native, Master]"),
    zone!(r#""changed": "2024-01-31T12:00:00""#, "drift-format", "format: date-time"),
    zone!(r#""soa": null"#, "drift-type", "soa:"),
    zone!(r#""soa": {"mail": "a", "minimum": 60}"#, "drift-member", "Soa:"),
    zone!(r#""ttl": 100000"#, "drift-limit", "maximum: 86400"),
    Lie { status: 404, ..lie(V2, "listZones", r#"{"error": "none"}"#, "drift-status", "responses:") },
    Lie { media_type: Some("text/plain"), ..lie(V2, "listZones", "a", "drift-media-type", "type: array") },
    Lie { status: 202, ..lie(V2, "createZone", r#"{"job": 7}"#, "drift-body", "'202'") },
];
