//! The keywords of OpenAPI, each with valid values and some that are not valid.

use crate::mutate::Dictionary;

/// The dictionary.
pub const DICTIONARY: Dictionary = Dictionary {
    references: true,
    keys: &[
        ("openapi", &[r#""3.0.3""#, r#""3.1.0""#, r#""3.2.0""#, "3.1", r#""2.0""#]),
        ("swagger", &[r#""2.0""#, "2.0"]),
        (
            "type",
            &[
                r#""object""#,
                r#""array""#,
                r#""string""#,
                r#""integer""#,
                r#""number""#,
                r#""boolean""#,
                r#""null""#,
                r#"["string", "null"]"#,
                r#"["object", "array", "integer"]"#,
                "[]",
                r#""file""#,
            ],
        ),
        (
            "format",
            &[
                r#""int32""#,
                r#""int64""#,
                r#""uint64""#,
                r#""date-time""#,
                r#""date""#,
                r#""byte""#,
                r#""binary""#,
                r#""uuid""#,
                r#""duration""#,
                r#""decimal""#,
                r#""double""#,
                r#""password""#,
            ],
        ),
        (
            "properties",
            &[
                r#"{"a": {"type": "string"}, "A": {"type": "string"}}"#,
                r#"{"": {}, "self": {}, "a-b": {}, "a_b": {}}"#,
                "[]",
            ],
        ),
        ("required", &[r#"["a"]"#, "true", r#"["", "a", "a"]"#, "[]"]),
        ("items", &[r#"{"type": "string"}"#, "{}", "true", r#"[{"type": "string"}]"#]),
        ("prefixItems", &[r#"[{"type": "string"}, {"type": "integer"}]"#]),
        (
            "allOf",
            &[
                r#"[{"type": "object", "properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"type": "string"}}}]"#,
                "[]",
                "[true]",
                r##"[{"$ref": "#/components/schemas/A"}]"##,
            ],
        ),
        (
            "oneOf",
            &[
                r#"[{"type": "string"}, {"type": "integer"}]"#,
                r#"[{"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x"]}}}, {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["y"]}}}]"#,
                "[]",
                r#"[{"type": "null"}]"#,
            ],
        ),
        (
            "anyOf",
            &[
                r#"[{"type": "string"}, {"type": "string", "enum": ["a"]}]"#,
                r#"[{"required": ["a"]}, {"required": ["b"]}]"#,
                r#"[{}, {"type": "null"}]"#,
            ],
        ),
        ("not", &["{}", r#"{"type": "string"}"#]),
        ("if", &["{}"]),
        (
            "discriminator",
            &[
                r#"{"propertyName": "a"}"#,
                r##"{"propertyName": "type", "mapping": {"x": "#/components/schemas/A", "y": "A", "z": "nowhere"}}"##,
                r#""a""#,
            ],
        ),
        ("nullable", &["true", "false", r#""true""#]),
        (
            "enum",
            &[
                r#"["a", "b"]"#,
                "[1, 2, 1]",
                r#"["", " ", "A", "a", null]"#,
                r#"["a", 1, 1.5, {}]"#,
                "[]",
                "[9223372036854775808, -1]",
                r#"["self", "Unknown", "unknown"]"#,
            ],
        ),
        ("const", &[r#""a""#, "1", "null", "{}", "1.5"]),
        ("default", &[r#""a""#, "1", "null", "{}", "[]"]),
        ("example", &[r#""a""#, "{}", "[1]"]),
        ("examples", &[r#"{"a": {"value": 1}}"#, "[1]"]),
        (
            "additionalProperties",
            &["true", "false", "{}", r#"{"type": "integer"}"#, r##"{"$ref": "#/components/schemas/A"}"##],
        ),
        ("patternProperties", &[r#"{"^a": {"type": "string"}}"#]),
        ("minimum", &["0", "-1", "1e300", r#""0""#]),
        ("maximum", &["255", "4294967296", "9223372036854775808"]),
        ("exclusiveMinimum", &["true", "0"]),
        ("multipleOf", &["0", "5", "0.01"]),
        ("maxLength", &["0", "-1", "18446744073709551615"]),
        ("minItems", &["1", "2"]),
        ("pattern", &[r#""^a$""#, r#""(""#]),
        ("title", &[r#""A""#, r#""*/ fn main() {}""#]),
        ("description", &[r#""text\n    code\n```\n*/ <b> [x] \\""#, r#""\u202e""#, "1"]),
        ("deprecated", &["true"]),
        ("readOnly", &["true"]),
        ("writeOnly", &["true"]),
        (
            "$ref",
            &[
                r##""#/components/schemas/A""##,
                r##""#""##,
                r##""#/""##,
                r##""other.yaml#/A""##,
                r#""https://example.com/a.yaml""#,
                r#""../../etc/passwd""#,
                r##""#/components/parameters/P""##,
                "1",
            ],
        ),
        ("$defs", &[r#"{"A": {"type": "string"}}"#]),
        ("$id", &[r#""https://example.com/a""#]),
        ("$dynamicRef", &[r##""#a""##]),
        ("paths", &[r#"{"/a/{id}": {"get": {"responses": {"200": {"description": ""}}}}}"#]),
        (
            "/a/{id}/{id2}",
            &[
                r#"{"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}}"#,
                r#"{"parameters": []}"#,
            ],
        ),
        (
            "get",
            &[
                r#"{"operationId": "get", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}}"#,
                "{}",
            ],
        ),
        (
            "post",
            &[
                r#"{"operationId": "a", "requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}}}}, "responses": {}}"#,
            ],
        ),
        ("operationId", &[r#""a""#, r#""self""#, r#""a/b""#, r#""""#, r#""new""#]),
        ("tags", &[r#"["a", "A"]"#, r#"["../x"]"#, r#"["mod"]"#, r#"[{"name": "a", "description": "d"}]"#]),
        (
            "parameters",
            &[
                r#"[{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]"#,
                r#"[{"name": "q", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": {"a": {"type": "integer"}}}}, {"name": "q", "in": "header", "schema": {"type": "array", "items": {"enum": ["a"]}}}]"#,
                r#"[{"name": "c", "in": "cookie", "content": {"application/json": {"schema": {}}}}]"#,
            ],
        ),
        ("in", &[r#""query""#, r#""path""#, r#""header""#, r#""cookie""#, r#""body""#, r#""formData""#]),
        ("name", &[r#""id""#, r#""""#, r#""X-A\r\nX-B: c""#, r#""Content-Type""#]),
        ("schema", &[r#"{"type": "string"}"#, r##"{"$ref": "#/components/schemas/A"}"##]),
        ("style", &[r#""form""#, r#""deepObject""#, r#""matrix""#, r#""simple""#]),
        ("explode", &["true", "false"]),
        (
            "requestBody",
            &[
                r#"{"content": {"application/json": {"schema": {"type": "object"}}, "text/plain": {}}}"#,
                r##"{"$ref": "#/components/requestBodies/A"}"##,
            ],
        ),
        (
            "content",
            &[
                r#"{"application/json": {"schema": {"oneOf": [{"type": "string"}, {"type": "object"}]}}}"#,
                r#"{"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"a": {"type": "array", "items": {}}}}, "encoding": {"a": {"style": "pipeDelimited"}}}}"#,
                r#"{"*/*": {}}"#,
                r#"{"text/event-stream": {"schema": {"type": "object"}}}"#,
            ],
        ),
        ("encoding", &[r#"{"f": {"contentType": "image/png\r\nX: y", "headers": {"X": {"schema": {}}}}}"#]),
        (
            "responses",
            &[
                r#"{"200": {"description": ""}, "201": {"description": "", "content": {"application/json": {"schema": {"type": "string"}}}}, "4XX": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"m": {"type": "string"}}}}}}, "default": {"description": ""}}"#,
                "{}",
            ],
        ),
        ("headers", &[r#"{"X-A": {"schema": {"type": "integer"}}}"#]),
        ("links", &["{}"]),
        ("callbacks", &[r##"{"a": {"{$request.body#/url}": {"post": {}}}}"##]),
        (
            "webhooks",
            &[r#"{"a": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}}}"#],
        ),
        (
            "components",
            &[
                r##"{"schemas": {"A": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}, "required": ["a"]}}}"##,
            ],
        ),
        (
            "schemas",
            &[
                r##"{"A": {"allOf": [{"$ref": "#/components/schemas/B"}]}, "B": {"allOf": [{"$ref": "#/components/schemas/A"}]}}"##,
                r#"{"String": {"type": "object"}, "Vec": {"type": "string"}, "Option": {"enum": ["None"]}}"#,
            ],
        ),
        (
            "securitySchemes",
            &[
                r#"{"a": {"type": "http", "scheme": "basic"}, "b": {"type": "apiKey", "in": "header", "name": "X"}, "c": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"s": "d"}}}}}"#,
            ],
        ),
        ("security", &[r#"[{"a": []}, {"b": ["x"]}, {}]"#, r#"[{"nowhere": []}]"#]),
        (
            "servers",
            &[
                r#"[{"url": "https://{r}.example.com/{v}", "variables": {"r": {"default": "eu", "enum": ["eu", "us"]}, "v": {"default": "v1"}}}]"#,
                r#"[{"url": "/"}, {"url": "not a url"}]"#,
                r#"[{"url": "https://a.example/v1", "description": "Test"}, {"url": "https://b.example/v1", "description": "test"}]"#,
            ],
        ),
        ("info", &[r#"{"title": "\"]\n[x]", "version": "1\"\n", "license": {"name": "*/"}}"#]),
        ("x-extension", &["{}"]),
        ("externalDocs", &[r#"{"url": "https://example.com/>"}"#]),
        ("definitions", &[r#"{"A": {"type": "object"}}"#]),
        ("consumes", &[r#"["application/json"]"#]),
    ],
};
