//! Changes that look like more than they are: text outside JSON, forms, headers, servers, requests that keep their names;
//! and others that look like less.

use clientgen::compare::Comparison;

use super::row::{Row, compared, edited, run};

macro_rules! rows {
    ($($id:literal $means:literal $([$from:literal => $to:literal])+;)*) => {
        &[$(Row { id: $id, edits: &[$(($from, $to)),+], means: $means },)*]
    };
}

/// Parameters of every place, a form with a file, URL-encoded forms, shared names of schemas, a base.
const GALLERY: &str = "
openapi: 3.1.0
info: {title: Gallery, version: '1'}
servers: [{url: 'https://gallery.example/v1', description: Staging}]
security: [{login: []}]
tags: [{name: Photos, description: Pictures.}]
paths:
  /photos/{number}:
    parameters:
      - {name: number, in: path, required: true, schema: {type: integer, format: int64}}
    get:
      operationId: getPhoto
      tags: [Photos]
      parameters:
        - {name: q, in: query, schema: {type: string}}
        - {name: sizes, in: query, schema: {type: array, items: {type: integer}}}
        - {name: page, in: query, schema: {$ref: '#/components/schemas/Page'}}
        - {name: x-exact, in: header, schema: {type: boolean}}
        - {name: x-parts, in: header, schema: {type: array, items: {type: string}}}
      responses:
        '200':
          description: The photo.
          headers: {x-left: {schema: {type: integer}}, x-mark: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Photo'}, examples: {one: {$ref: '#/components/examples/one_photo'}}}}
    put:
      operationId: putPhoto
      tags: [Photos]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, required: [image], properties: {image: {type: string, contentMediaType: application/octet-stream}, note: {type: string}}}
            encoding: {image: {contentType: image/png}}
      responses: {'204': {description: Done.}}
    patch:
      operationId: editPhoto
      tags: [Photos]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Edit'}}}}
      responses: {'204': {description: Done.}}
  /searches:
    post:
      operationId: search
      tags: [Searches]
      requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {year: {type: integer}, words: {type: string}}}}}}
      responses: {'200': {description: Found., content: {application/json: {schema: {$ref: '#/components/schemas/Photos'}}}}}
    get:
      operationId: listSearches
      tags: [Searches]
      responses: {'200': {description: Searches., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Word'}}}}}}
  /settings:
    put:
      operationId: updateSettings
      tags: [Settings]
      parameters: [{name: x-dry, in: header, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Settings'}}}}
      responses: {'204': {description: Done.}}
components:
  securitySchemes:
    login: {type: http, scheme: basic}
  examples:
    one_photo: {value: {kind: still, name: Sea, opened: '08:00'}}
  schemas:
    Settings: {type: object, properties: {theme: {type: string}}}
    Word: {type: string, minLength: 1, maxLength: 80}
    Page: {type: integer, minimum: 1}
    Share: {type: number, maximum: 1}
    Words: {type: array, items: {$ref: '#/components/schemas/Word'}, maxItems: 9}
    Marks: {type: object, additionalProperties: {type: string}}
    Whatever: {}
    Photos: {type: array, items: {$ref: '#/components/schemas/Photo'}}
    Edit:
      type: object
      properties:
        name: {$ref: '#/components/schemas/Word'}
        share: {$ref: '#/components/schemas/Share'}
        words: {$ref: '#/components/schemas/Words'}
        marks: {$ref: '#/components/schemas/Marks'}
        extra: {$ref: '#/components/schemas/Whatever'}
        text: {type: string}
    Photo:
      type: object
      required: [kind, name]
      properties: {kind: {type: string}, name: {type: string}, opened: {type: string, pattern: '^[0-9]{2}:[0-9]{2}$'}}
      discriminator: {propertyName: kind, mapping: {still: '#/components/schemas/Still', film: '#/components/schemas/Film'}}
    Still: {allOf: [{$ref: '#/components/schemas/Photo'}, {type: object, properties: {lens: {type: string}}}]}
    Film: {allOf: [{$ref: '#/components/schemas/Photo'}, {type: object, properties: {seconds: {type: integer}}}]}
";

#[test]
fn text_is_text_whatever_its_type() {
    run(
        GALLERY,
        rows! {
            "type-widened" "safe none major" ["schema: {type: integer, format: int64}" => "schema: {type: string}"];
            "type-widened" "safe none major" ["schema: {type: boolean}" => "schema: {type: string}"];
            "type-widened" "safe none major" ["sizes, in: query, schema: {type: array, items: {type: integer}}" => "sizes, in: query, schema: {type: array, items: {type: string}}"];
            "type-widened" "safe none major" ["year: {type: integer}" => "year: {type: string}"];
            "type-narrowed" "breaking none major" ["name: q, in: query, schema: {type: string}" => "name: q, in: query, schema: {type: integer}"];
            "type-changed" "breaking none major" ["schema: {type: boolean}" => "schema: {type: string, pattern: '^(true|false)$'}"];
            "type-narrowed" "none safe major" ["x-mark: {schema: {type: string}" => "x-mark: {schema: {type: integer}"];
            "type-widened" "none breaking major" ["x-left: {schema: {type: integer}" => "x-left: {schema: {type: string}"];
            "type-changed" "none breaking major" ["seconds: {type: integer}" => "seconds: {type: string}"];
        },
    );
}

#[test]
fn one_value_is_an_array_of_one() {
    run(
        GALLERY,
        rows! {
            "type-widened" "safe none major" ["q, in: query, schema: {type: string}" => "q, in: query, schema: {type: array, items: {type: string}}"];
            "type-widened" "safe none major" ["page, in: query, schema: {$ref: '#/components/schemas/Page'}" => "page, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Page'}}"];
            "type-narrowed" "breaking none major" ["sizes, in: query, schema: {type: array, items: {type: integer}}" => "sizes, in: query, schema: {type: integer}"];
            "type-changed" "breaking none major" ["q, in: query, schema: {type: string}" => "q, in: query, schema: {type: array, minItems: 2, items: {type: string}}"];
            "type-changed" "breaking none major" ["q, in: query, schema: {type: string}" => "q, in: query, explode: false, schema: {type: array, items: {type: string}}"];
        },
    );
    let several = compared(
        GALLERY,
        &edited(
            GALLERY,
            &[("q, in: query, schema: {type: string}", "q, in: query, schema: {type: array, items: {type: string}}")],
        ),
    );
    assert_eq!(ids(&several), ["type-widened"]);
}

#[test]
fn parts_of_forms_by_their_media_types() {
    run(
        GALLERY,
        rows! {
            "part-media-type-added" "safe none patch" ["{contentType: image/png}" => "{contentType: 'image/png, image/webp'}"];
            "part-media-type-added" "safe none patch" ["{contentType: image/png}" => "{contentType: 'image/*'}"];
            "body-encoding" "breaking none patch" ["{contentType: image/png}" => "{contentType: image/webp}"];
        },
    );
    let several = edited(GALLERY, &[("{contentType: image/png}", "{contentType: 'image/png, image/webp'}")]);
    assert!(compared(GALLERY, &several).silent(), "the part was sent as the only media type");
    run(
        &several,
        rows! {
            "part-media-type-removed" "breaking none patch" ["{contentType: 'image/png, image/webp'}" => "{contentType: image/png}"];
        },
    );
    let other = edited(GALLERY, &[("{contentType: image/png}", "{contentType: image/webp}")]);
    assert!(!compared(GALLERY, &other).silent());
}

#[test]
fn requests_keep_their_names() {
    run(
        GALLERY,
        rows! {
            "operation-moved" "breaking none patch" ["    put:\n      operationId: updateSettings" => "    patch:\n      operationId: updateSettings"];
            "body-media-type-removed" "breaking none patch" ["required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Settings'}}}" => "required: true, content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Settings'}}}"];
        },
    );
}

#[test]
fn values_and_servers() {
    run(
        GALLERY,
        rows! {
            "enum-added" "none safe major" ["opened: {type: string, pattern: '^[0-9]{2}:[0-9]{2}$'}" => "opened: {type: string, enum: ['08:00', '10:00']}"];
            "pattern-removed" "none breaking major" ["opened: {type: string, pattern: '^[0-9]{2}:[0-9]{2}$'}" => "opened: {type: string, enum: ['08:00', noon]}"];
            "default-added" "none none patch" ["properties: {kind: {type: string}, name: {type: string}" => "properties: {kind: {type: string}, name: {type: string, default: Sea}"];
            "default-added" "none warn patch" ["lens: {type: string}" => "lens: {type: string, default: wide}"];
            "constraint-added" "warn none patch" ["        text: {type: string}" => "        text: {type: string, contentMediaType: text/html}"];
            "server-variable-added" "safe none patch" ["[{url: 'https://gallery.example/v1'" => "[{variables: {version: {default: v1}}, url: 'https://gallery.example/{version}'"];
            "server-changed" "breaking none patch" ["[{url: 'https://gallery.example/v1'" => "[{variables: {version: {default: v2}}, url: 'https://gallery.example/{version}'"];
            "discriminator-value-renamed" "none breaking patch" ["mapping: {still: '#/components/schemas/Still'" => "mapping: {picture: '#/components/schemas/Still'"];
            "scheme-changed" "breaking none major" ["{type: http, scheme: basic}" => "{type: http, scheme: bearer}"];
            "field-renamed" "none none major" ["description: Staging" => "description: Sandbox"];
        },
    );
    let bearer = compared(GALLERY, &edited(GALLERY, &[("scheme: basic", "scheme: bearer")]));
    assert!(bearer.silent(), "credentials of the old kind are still made, and not sent");
    let sandbox = compared(GALLERY, &edited(GALLERY, &[("description: Staging", "description: Sandbox")]));
    let of_names: Vec<&str> = ids(&sandbox).into_iter().filter(|id| *id != "documentation").collect();
    assert_eq!(of_names, ["field-renamed"]);
}

/// Aliases of a string, a number, an array, a map and any value, in properties, items, parameters and responses.
#[test]
fn an_alias_is_what_it_stands_for() {
    let word = "{type: string, minLength: 1, maxLength: 80}";
    let inlined = [
        ("name: {$ref: '#/components/schemas/Word'}", ["name: ", word].concat()),
        ("share: {$ref: '#/components/schemas/Share'}", "share: {type: number, maximum: 1}".to_owned()),
        (
            "words: {$ref: '#/components/schemas/Words'}",
            "words: {type: array, items: {$ref: '#/components/schemas/Word'}, maxItems: 9}".to_owned(),
        ),
        (
            "marks: {$ref: '#/components/schemas/Marks'}",
            "marks: {type: object, additionalProperties: {type: string}}".to_owned(),
        ),
        ("extra: {$ref: '#/components/schemas/Whatever'}", "extra: {}".to_owned()),
        ("items: {$ref: '#/components/schemas/Word'}, maxItems", ["items: ", word, ", maxItems"].concat()),
        ("schema: {$ref: '#/components/schemas/Page'}", "schema: {type: integer, minimum: 1}".to_owned()),
        (
            "schema: {type: array, items: {$ref: '#/components/schemas/Word'}}",
            ["schema: {type: array, items: ", word, "}"].concat(),
        ),
        (
            "schema: {$ref: '#/components/schemas/Photos'}",
            "schema: {type: array, items: {$ref: '#/components/schemas/Photo'}}".to_owned(),
        ),
    ];
    // Another change, which explains nothing of this.
    let other = ("words: {type: string}}", "words: {type: string, maxLength: 7}}");
    for (from, to) in &inlined {
        for (before, after) in
            [(GALLERY.to_owned(), edited(GALLERY, &[(from, to)])), (edited(GALLERY, &[(from, to)]), GALLERY.to_owned())]
        {
            let comparison = compared(&before, &after);
            assert!(comparison.changes.is_empty(), "{from}\n{}", comparison.terminal(false));
            let comparison = compared(&before, &edited(&after, &[other]));
            assert_eq!(ids(&comparison), ["limit-tightened"], "{from}\n{}", comparison.terminal(false));
        }
    }
}

#[test]
fn what_makes_no_difference_is_no_change() {
    let same = [
        // An array in a header has commas between its items either way.
        ("name: x-parts, in: header,", "name: x-parts, in: header, explode: true,"),
        ("'#/components/examples/one_photo'", "'#/components/examples/%6Fne_photo'"),
        ("{$ref: '#/components/examples/one_photo'}", "{value: {kind: still, name: Sea, opened: '08:00'}}"),
    ];
    for edit in same {
        let comparison = compared(GALLERY, &edited(GALLERY, &[edit]));
        assert!(comparison.changes.is_empty(), "{edit:?}\n{}", comparison.terminal(false));
    }
}

#[test]
fn what_schemas_share_is_one_change() {
    // Of a base with a discriminator.
    let base = [(
        "required: [kind, name]\n      properties: {",
        "required: [kind, name]\n      properties: {size: {type: integer}, ",
    )];
    assert_eq!(ids(&compared(GALLERY, &edited(GALLERY, &base))), ["property-added"]);
    // The property that tells its variants apart.
    let sort = [
        ("required: [kind, name]\n      properties: {kind:", "required: [sort, name]\n      properties: {sort:"),
        ("propertyName: kind", "propertyName: sort"),
    ];
    let renamed = compared(GALLERY, &edited(GALLERY, &sort));
    let of_wire: Vec<&str> =
        renamed.changes.iter().filter(|change| change.wire().as_str() != "none").map(|change| change.id).collect();
    assert_eq!(of_wire, ["discriminator-property"], "{}", renamed.terminal(false));
    // A tag with all its operations.
    let tag = [
        ("tags: [{name: Photos", "tags: [{name: Pictures"),
        ("tags: [Photos]", "tags: [Pictures]"),
        ("tags: [Photos]", "tags: [Pictures]"),
        ("tags: [Photos]", "tags: [Pictures]"),
    ];
    let renamed = compared(GALLERY, &edited(GALLERY, &tag));
    assert_eq!(ids(&renamed), ["method-renamed"], "{}", renamed.terminal(false));
}

/// Lists of media types and schemes for the whole document.
const OLD: &str = "
swagger: '2.0'
info: {title: Registry, version: '1'}
host: one.example
basePath: /v1
schemes: [https, http]
consumes: [application/json]
produces: [application/json]
paths:
  /a:
    post: {operationId: a, tags: [A], parameters: [{name: body, in: body, schema: {$ref: '#/definitions/A'}}], responses: {'200': {description: A., schema: {$ref: '#/definitions/A'}}}}
  /b:
    post: {operationId: b, tags: [A], parameters: [{name: body, in: body, schema: {$ref: '#/definitions/A'}}], responses: {'200': {description: B., schema: {type: array, items: {$ref: '#/definitions/A'}}}, '404': {description: None., schema: {$ref: '#/definitions/A'}}}}
  /c:
    get: {operationId: c, tags: [A], parameters: [{name: q, in: query, type: string}], responses: {'204': {description: C.}}}
definitions:
  A: {type: object, properties: {a: {type: string}}}
";

#[test]
fn what_the_document_says_once_is_one_change() {
    let rows: [(&str, &str, &[&str]); 5] = [
        ("consumes: [application/json]", "consumes: [application/json, application/xml]", &["body-media-type-added"]),
        ("produces: [application/json]", "produces: [application/json, text/html]", &["response-media-type-added"]),
        ("basePath: /v1", "basePath: /v2", &["server-changed"]),
        ("host: one.example", "host: two.example", &["server-changed"]),
        (
            "{name: q, in: query, type: string}",
            "{name: q, in: query, type: array, items: {type: string}, collectionFormat: multi}",
            &["type-widened"],
        ),
    ];
    for (from, to, rules) in rows {
        let comparison = compared(OLD, &edited(OLD, &[(from, to)]));
        let of_wire = comparison.changes.iter().filter(|change| change.wire().as_str() != "none");
        assert_eq!(of_wire.map(|change| change.id).collect::<Vec<_>>(), rules, "{}", comparison.terminal(false));
    }
}

fn ids(comparison: &Comparison) -> Vec<&'static str> {
    comparison.changes.iter().map(|change| change.id).collect()
}
