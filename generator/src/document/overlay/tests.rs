//! The examples of the Overlay Specification, and what an overlay may get wrong.

use serde_json::{Value, json};

use super::apply;
use crate::diagnostics::{DiagnosticId, Diagnostics};
use crate::document::text::{Format, read_tree};
use crate::source::SourceFile;

fn source(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.into(), text: text.into() }
}

/// The document after the actions, and the diagnostics.
fn applied(document: &str, actions: &str) -> (Value, Vec<(DiagnosticId, String)>) {
    let mut diagnostics = Diagnostics::default();
    let main = source("api.yaml", document);
    let mut root = read_tree(&main.text, Format::Yaml, &mut diagnostics).expect("the document is YAML");
    let overlay = format!("overlay: 1.1.0\ninfo: {{title: T, version: 1.0.0}}\nactions:\n{actions}");
    let _ = apply(&mut root, &main, &[source("fix.overlay.yaml", &overlay)], &mut diagnostics);
    let found = diagnostics.iter().map(|found| (found.id, found.pointer.as_str().to_owned())).collect();
    (root.to_json(), found)
}

/// The document after actions that nothing is wrong with.
fn clean(document: &str, actions: &str) -> Value {
    let (value, found) = applied(document, actions);
    assert_eq!(found, []);
    value
}

const ITEMS: &str = "{paths: {/items: {get: {tags: [dummy, kept]}}, /some-items: {delete: {}}}}";

#[test]
fn a_structured_overlay_mirrors_the_document() {
    let document = "{info: {title: A}, paths: {/: {get: {}}, /pets: {get: {}}}, components: {schemas: {}}, tags: []}";
    let actions = "
- target: '$'
  update:
    info: {x-applied: structured}
    paths: {/: {summary: Root, get: {x-limit: 100}}, /pets: {get: {summary: List}}}
    components:
    tags:
";
    let expected = json!({
        "info": {"title": "A", "x-applied": "structured"},
        "paths": {"/": {"get": {"x-limit": 100}, "summary": "Root"}, "/pets": {"get": {"summary": "List"}}},
        "components": {"schemas": {}},
        "tags": [],
    });
    assert_eq!(clean(document, actions), expected);
}

#[test]
fn targeted_actions_change_objects_and_primitives() {
    let actions = "
- {target: \"$.paths['/foo'].get.description\", update: new}
- {target: \"$.paths['/bar']\", update: {post: {description: child, x-safe: false}}}
";
    let document = "{paths: {/foo: {get: {description: old}}, /bar: {post: {description: old}}}}";
    let expected = json!({"paths": {
        "/foo": {"get": {"description": "new"}},
        "/bar": {"post": {"description": "child", "x-safe": false}},
    }});
    assert_eq!(clean(document, actions), expected);
}

#[test]
fn wildcards_and_filters_select_several_nodes() {
    let document =
        "{paths: {/a: {get: {parameters: [{name: filter, in: query}, {name: b, in: query}]}}, /b: {get: {}}}}";
    let actions = "
- {target: $.paths.*.get, update: {x-safe: true}}
- target: $.paths.*.get.parameters[?@.name=='filter' && @.in=='query']
  update: {schema: {$ref: '#/components/schemas/filter'}}
";
    let expected = json!({"paths": {
        "/a": {"get": {"parameters": [
            {"name": "filter", "in": "query", "schema": {"$ref": "#/components/schemas/filter"}},
            {"name": "b", "in": "query"},
        ], "x-safe": true}},
        "/b": {"get": {"x-safe": true}},
    }});
    assert_eq!(clean(document, actions), expected);
}

#[test]
fn arrays_grow_and_shrink() {
    let document = "{paths: {/a: {get: {parameters: [{name: dummy}, {name: a}, {name: dummy}]}}}, tags: [x]}";
    let actions = r#"
- {target: $.paths.*.get.parameters, update: {name: new}}
- {target: "$.paths.*.get.parameters[?@.name == 'dummy']", remove: true}
- {target: $.tags, update: [y, z]}
"#;
    let expected = json!({
        "paths": {"/a": {"get": {"parameters": [{"name": "a"}, {"name": "new"}]}}},
        "tags": ["x", "y", "z"],
    });
    assert_eq!(clean(document, actions), expected);
    let removed = clean(ITEMS, "\n- {target: \"$.paths.*.get.tags[?@ == 'dummy']\", remove: true}");
    assert_eq!(removed["paths"]["/items"]["get"]["tags"], json!(["kept"]));
}

#[test]
fn traits_are_applied_where_they_are_declared() {
    let document = "{paths: {/items: {get: {x-oai-traits: [paged]}}, /other: {get: {}}}}";
    let actions = "
- target: $.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get
  update: {parameters: [{name: top}, {name: skip}]}
";
    let expected = json!({"paths": {
        "/items": {"get": {"x-oai-traits": ["paged"], "parameters": [{"name": "top"}, {"name": "skip"}]}},
        "/other": {"get": {}},
    }});
    assert_eq!(clean(document, actions), expected);
}

#[test]
fn copies_merge_what_the_document_has() {
    let copied = clean(ITEMS, "\n- {target: \"$.paths['/some-items']\", copy: \"$.paths['/items']\"}");
    assert_eq!(copied["paths"]["/some-items"], json!({"delete": {}, "get": {"tags": ["dummy", "kept"]}}));

    let actions = "
- {target: $.paths, update: {/new-items: {}}}
- {target: \"$.paths['/new-items']\", copy: \"$.paths['/items']\"}
- {target: \"$.paths['/items']\", remove: true}
";
    let expected =
        json!({"paths": {"/some-items": {"delete": {}}, "/new-items": {"get": {"tags": ["dummy", "kept"]}}}});
    assert_eq!(clean(ITEMS, actions), expected);
}

#[test]
fn what_holds_others_may_be_removed_together_with_them() {
    let document = "{x: {x: {x: 1}, y: 2}, list: [1, [1, 1], 1]}";
    assert_eq!(clean(document, "\n- {target: $..x, remove: true}"), json!({"list": [1, [1, 1], 1]}));
    let expected = json!({"x": {"x": {"x": 1}, "y": 2}, "list": [[]]});
    assert_eq!(clean(document, "\n- {target: \"$.list..[?@ == 1]\", remove: true}"), expected);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    use DiagnosticId::{OverlayIncompatible, OverlayInvalid, OverlayNoMatch, OverlayObsolete, UnknownKey};
    let table = [
        ("{target: 'paths', remove: true}", OverlayInvalid, "target"),
        ("{target: '$.info[', remove: true}", OverlayInvalid, "target"),
        ("{target: $.infos, remove: true}", OverlayNoMatch, "target"),
        ("{target: $.info, update: {title: [A]}}", OverlayIncompatible, "target"),
        ("{target: $.info, update: {title: A}}", OverlayObsolete, "target"),
        ("{target: $.info, remov: true, update: {x-a: 1}}", UnknownKey, "remov"),
        ("{target: $, remove: true}", OverlayInvalid, "remove"),
        ("{target: $.info, copy: $.info.*}", OverlayInvalid, "copy"),
    ];
    for (action, id, key) in table {
        let (_, found) = applied("{info: {title: A, version: '1'}}", &format!("\n- {action}"));
        assert_eq!(found, [(id, format!("fix.overlay.yaml#/actions/0/{key}"))], "{action}");
    }
    for action in ["{target: $.info}", "{update: {}}", "{target: $.info, update: {a: 1}, copy: $.info}"] {
        let (_, found) = applied("{info: {title: A}}", &format!("\n- {action}"));
        assert_eq!(found, [(OverlayInvalid, "fix.overlay.yaml#/actions/0".to_owned())], "{action}");
    }
}

#[test]
fn the_nearest_path_is_suggested() {
    let mut diagnostics = Diagnostics::default();
    let main = source("api.yaml", "{paths: {'/users/{id}': {get: {summary: a}}}}");
    let mut root = read_tree(&main.text, Format::Yaml, &mut diagnostics).expect("the document is YAML");
    let overlay = "
overlay: 1.0.0
info: {title: T, version: 1.0.0}
actions:
- {target: \"$.paths['/user/{id}'].get\", remove: true}
- {target: \"$.paths['/users/{id}'].get.sumary\", remove: true}
- {target: \"$.paths['/users/{id}'].delete\", remove: true}
";
    let _ = apply(&mut root, &main, &[source("a.overlay.yaml", overlay)], &mut diagnostics);
    let help: Vec<&str> = diagnostics.iter().filter_map(|found| found.help.as_deref()).collect();
    let nearest = ["$.paths['/users/{id}']", "$.paths['/users/{id}'].get.summary", "$.paths['/users/{id}']"];
    assert_eq!(help, nearest.map(|path| format!("the nearest path that exists is `{path}`")));
}

#[test]
fn doubling_a_document_again_and_again_ends() {
    let action = "- {target: $.a, copy: $.a}\n";
    let document = format!("{{a: [{}]}}", "[1, 2, 3], ".repeat(100));
    let (_, found) = applied(&document, &["\n", &action.repeat(40)].concat());
    assert!(found.iter().any(|(id, _)| *id == DiagnosticId::OverlayInvalid));
}

#[test]
fn what_the_document_has_caught_up_with_is_obsolete() {
    let document = "{schemas: {User: {required: [id], enum: [a, b], properties: {id: {}, name: {}}}, Empty: {}}}";
    let obsolete = [
        "{target: \"$.schemas.User.required[?@ == 'email']\", remove: true}",
        "{target: \"$.schemas.Empty.required[?@ == 'email']\", remove: true}",
        "{target: $.schemas.User.format, remove: true}",
        "{target: $.schemas.User.enum, update: b}",
        "{target: $.schemas.User, update: {enum: [a, b], required: [id]}}",
    ];
    for action in obsolete {
        let (value, found) = applied(document, &format!("- {action}\n"));
        assert_eq!(
            found,
            [(DiagnosticId::OverlayObsolete, "fix.overlay.yaml#/actions/0/target".to_owned())],
            "{action}"
        );
        assert_eq!(value["schemas"]["User"]["enum"], json!(["a", "b"]), "{action}");
    }
    let mistyped = [
        "{target: $.schemas.User.properties.nam, remove: true}",
        "{target: $.schemas.Uzer.format, remove: true}",
        "{target: \"$.schemas.Uzer.required[?@ == 'id']\", remove: true}",
    ];
    for action in mistyped {
        let (_, found) = applied(document, &format!("- {action}\n"));
        assert_eq!(found.len(), 1, "{action}");
        assert_eq!(found[0].0, DiagnosticId::OverlayNoMatch, "{action}");
    }
    let (value, found) = applied(document, "- {target: $.schemas.User.enum, update: [b, c]}\n");
    assert_eq!((value["schemas"]["User"]["enum"].clone(), found), (json!(["a", "b", "c"]), Vec::new()));
}
