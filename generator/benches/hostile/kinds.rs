//! The documents: a head, as many rows as are needed, a tail.

/// A kind of document.
pub(crate) struct Kind {
    /// What the table calls it.
    pub(crate) name: &'static str,
    head: &'static str,
    row: fn(usize) -> String,
    tail: &'static str,
}

impl Kind {
    /// A document of that many bytes, or a few more.
    pub(crate) fn document(&self, bytes: usize) -> String {
        let mut text = [OPENING, self.head].concat();
        let mut number = 0;
        while text.len() + self.tail.len() < bytes {
            text.push_str(&(self.row)(number));
            number += 1;
        }
        text + self.tail
    }
}

const fn kind(name: &'static str, head: &'static str, row: fn(usize) -> String, tail: &'static str) -> Kind {
    Kind { name, head, row, tail }
}

const OPENING: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
const SCHEMAS: &str = "paths: {}\ncomponents:\n  schemas:\n";
const OBJECT: &str = "paths:
  /a:
    get:
      operationId: getA
      responses:
        '200':
          description: OK
          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}
components:
  schemas:
    A:
";
const PARAMETERS: &str = "paths:\n  /a:\n    get:\n      operationId: getA\n      responses: {'200': {description: OK}}\n      parameters:\n";
const RESPONSES: &str = "paths:\n  /a:\n    get:\n      operationId: getA\n      responses:\n";
const DESCRIPTION: &str = "paths:\n  /a:\n    get:\n      operationId: getA\n      responses: {'200': {description: OK}}\n      description: \"";

/// All kinds, in the order of the table.
pub(crate) const KINDS: [Kind; 45] = [
    // References.
    kind(
        "dangling references",
        OBJECT,
        |n| {
            if n == 0 {
                "      properties:\n".into()
            } else {
                format!("        p{n}: {{$ref: '#/components/schemas/Missing{n}'}}\n")
            }
        },
        "",
    ),
    kind(
        "references to one misspelt name",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{$ref: '#/components/schemas/Aa'}}\n")
            }
        },
        "",
    ),
    kind(
        "misspelt names among many",
        SCHEMAS,
        |n| format!("    Name{n}: {{type: array, items: {{$ref: '#/components/schemas/Nam{n}'}}}}\n"),
        "",
    ),
    kind(
        "references through properties",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n        p0: {type: string}\n".into()
            } else {
                format!("        p{n}: {{$ref: '#/components/schemas/A/properties/p{}'}}\n", n / 2)
            }
        },
        "",
    ),
    kind(
        "chain of references",
        SCHEMAS,
        |n| format!("    S{n}: {{$ref: '#/components/schemas/S{}'}}\n", n + 1),
        "    Last: {type: string}\n",
    ),
    kind("circles of references", SCHEMAS, |n| format!("    S{n}: {{$ref: '#/components/schemas/S{}'}}\n", n ^ 1), ""),
    kind(
        "dangling anchors",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{$ref: '#name{n}'}}\n")
            }
        },
        "",
    ),
    kind("anchors misspelt", SCHEMAS, |n| format!("    S{n}: {{$anchor: name{n}, items: {{$ref: '#nam{n}'}}}}\n"), ""),
    kind(
        "files that are not there",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{$ref: 'f{n}.yaml#/a'}}\n")
            }
        },
        "",
    ),
    // Descriptions.
    kind("description on one line", DESCRIPTION, |_| "some words ".into(), "\"\n"),
    kind("description without spaces", DESCRIPTION, |_| "words".into(), "\"\n"),
    kind("description of many lines", DESCRIPTION, |_| "some words\\n".into(), "\"\n"),
    kind("open tags", DESCRIPTION, |_| "<a ".into(), "\"\n"),
    kind("open comments", DESCRIPTION, |_| "<!-- ".into(), "\"\n"),
    kind("open brackets", DESCRIPTION, |_| "[".into(), "\"\n"),
    kind("open links", DESCRIPTION, |_| "[a](".into(), "\"\n"),
    kind("runs of ticks", DESCRIPTION, |n| "`".repeat(n + 1) + " ", "\"\n"),
    kind("nested quotations", DESCRIPTION, |_| "> ".into(), "\"\n"),
    kind("nested lists", DESCRIPTION, |n| format!("{}- a\\n", " ".repeat(n % 500)), "\"\n"),
    kind("sentences", DESCRIPTION, |n| if n == 0 { "`A. ".into() } else { "A. ".into() }, "\"\n"),
    kind("addresses", DESCRIPTION, |_| "https://a.b/<".into(), "\"\n"),
    // Schemas.
    kind(
        "schemas",
        SCHEMAS,
        |n| {
            format!(
                "    S{n}: {{type: object, properties: {{id: {{type: string}}, next: {{$ref: '#/components/schemas/S{}'}}}}}}\n",
                n / 2
            )
        },
        "",
    ),
    kind(
        "properties",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{type: string, description: Words.}}\n")
            }
        },
        "",
    ),
    kind(
        "properties of one name",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        {}: {{type: string}}\n", spelt(n))
            }
        },
        "",
    ),
    kind(
        "inline objects",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{type: object, properties: {{a{n}: {{type: integer}}}}}}\n")
            }
        },
        "",
    ),
    kind(
        "equal inline objects",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{type: object, properties: {{a: {{type: integer}}}}}}\n")
            }
        },
        "",
    ),
    kind(
        "nested allOf",
        SCHEMAS,
        |n| {
            format!(
                "    S{n}: {}{{type: object, properties: {{p: {{type: string}}}}}}{}\n",
                "{allOf: [".repeat(20),
                "]}".repeat(20)
            )
        },
        "",
    ),
    kind(
        "chain of allOf",
        SCHEMAS,
        |n| {
            format!(
                "    S{n}: {{allOf: [{{$ref: '#/components/schemas/S{}'}}, {{type: object, properties: {{p{n}: {{type: string}}}}}}]}}\n",
                n + 1
            )
        },
        "",
    ),
    kind(
        "members of allOf",
        OBJECT,
        |n| {
            if n == 0 {
                "      allOf:\n".into()
            } else {
                format!("        - {{type: object, properties: {{p{n}: {{type: string}}}}}}\n")
            }
        },
        "",
    ),
    kind(
        "members of oneOf",
        OBJECT,
        |n| {
            if n == 0 {
                "      oneOf:\n".into()
            } else {
                format!("        - {{type: object, required: [p{n}], properties: {{p{n}: {{type: string}}}}}}\n")
            }
        },
        "",
    ),
    kind(
        "members of anyOf that are alike",
        OBJECT,
        |n| {
            if n == 0 {
                "      anyOf:\n".into()
            } else {
                format!("        - {{type: object, properties: {{p: {{type: string, maxLength: {n}}}}}}}\n")
            }
        },
        "",
    ),
    kind(
        "enum values",
        OBJECT,
        |n| if n == 0 { "      type: string\n      enum:\n".into() } else { format!("        - value{n}\n") },
        "",
    ),
    kind(
        "enum values of one name",
        OBJECT,
        |n| if n == 0 { "      type: string\n      enum:\n".into() } else { format!("        - {}\n", spelt(n)) },
        "",
    ),
    kind(
        "equal enum values",
        OBJECT,
        |n| if n == 0 { "      type: string\n      enum:\n".into() } else { "        - same\n".into() },
        "",
    ),
    kind(
        "required names not declared",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties: {a: {type: string}}\n      required:\n".into()
            } else {
                format!("        - p{n}\n")
            }
        },
        "",
    ),
    kind(
        "unknown keys",
        OBJECT,
        |n| if n == 0 { "      type: object\n".into() } else { format!("      typ{n}: a\n") },
        "",
    ),
    kind(
        "equal keys",
        OBJECT,
        |n| {
            if n == 0 { "      type: object\n      properties:\n".into() } else { "        p: {type: string}\n".into() }
        },
        "",
    ),
    kind(
        "wrong kinds",
        OBJECT,
        |n| {
            if n == 0 {
                "      type: object\n      properties:\n".into()
            } else {
                format!("        p{n}: {{type: [1], required: 2, enum: 3}}\n")
            }
        },
        "",
    ),
    // Operations.
    kind(
        "operations",
        "paths:\n",
        |n| {
            format!(
                "  /a{n}/{{id}}: {{get: {{operationId: getA{n}, parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: OK}}}}}}}}\n"
            )
        },
        "",
    ),
    kind(
        "operations without ids",
        "paths:\n",
        |n| format!("  /a{n}/{{id}}: {{get: {{responses: {{'204': {{description: OK}}}}}}}}\n"),
        "",
    ),
    kind(
        "tags",
        "paths:\n",
        |n| {
            format!(
                "  /a{n}: {{get: {{tags: [tag{n}], operationId: getA{n}, responses: {{'204': {{description: OK}}}}}}}}\n"
            )
        },
        "",
    ),
    kind(
        "tags of one name",
        "paths:\n",
        |n| {
            format!(
                "  /a{n}: {{get: {{tags: [{}], operationId: getA, responses: {{'204': {{description: OK}}}}}}}}\n",
                spelt(n)
            )
        },
        "",
    ),
    kind("parameters", PARAMETERS, |n| format!("        - {{name: p{n}, in: query, schema: {{type: string}}}}\n"), ""),
    kind(
        "responses",
        RESPONSES,
        |n| {
            format!(
                "        '{}': {{description: OK, content: {{application/json: {{schema: {{type: object, properties: {{p{n}: {{type: string}}}}}}}}}}}}\n",
                200 + n % 400
            )
        },
        "",
    ),
    // YAML itself.
    kind(
        "anchors and aliases of YAML",
        SCHEMAS,
        |n| format!("    S{n}: &a{n} {{type: array, items: *a{}}}\n", n / 2 * usize::from(n > 1)),
        "",
    ),
];

/// Spellings of one name that differ in case alone.
fn spelt(number: usize) -> String {
    let letters = "abcdefghijklmnopqrst".chars().enumerate();
    letters.map(|(at, letter)| if number >> at & 1 == 1 { letter.to_ascii_uppercase() } else { letter }).collect()
}
