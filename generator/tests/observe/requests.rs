//! Requests: how their operation is found, and their parameters and bodies next to it.

use clientgen::observe::{Body, Exchange, ObserveOptions, Request};

use crate::{analysed, drift, observe, table};

fn request(method: &str, url: &str, body: &str) -> Exchange {
    let body = match body {
        "" => Body::None,
        text => Body::Bytes { media_type: Some("application/json".to_owned()), bytes: text.as_bytes().to_vec() },
    };
    let request = Request { method: method.to_owned(), url: url.to_owned(), headers: Some(Vec::new()), body };
    Exchange { sample: "a.har entry 1".to_owned(), request: Some(request), status: Some(0), ..Exchange::default() }
}

fn told(document: &str, exchange: Exchange) -> Vec<String> {
    let outcome = analysed(document, None);
    let observation = observe(&outcome, &ObserveOptions::default(), &[exchange]);
    let unmatched = observation.diagnostics.iter().filter(|one| one.id.as_str() == "sample-unmatched");
    let unmatched: Vec<String> = unmatched.map(|one| one.message.clone()).collect();
    let lines = drift(&outcome.report_on(&observation.diagnostics));
    let lines = lines.into_iter().map(|line| line.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or(line));
    unmatched.into_iter().chain(lines).collect()
}

#[test]
fn the_operation_is_found_by_method_path_and_base_path() {
    let nothing: Vec<String> = Vec::new();
    for url in [
        "https://shop.example/api/v1/orders?page=2&sort=asc",
        "http://127.0.0.1:8080/api/v1/orders",
        "https://staging.example/orders/",
        "/api/v1/orders",
    ] {
        assert_eq!(told(table::V3_0, request("GET", url, "")), nothing, "{url}");
    }
    let other = told(table::V3_0, request("GET", "https://shop.example/api/v1/invoices/7?key=a", ""));
    assert_eq!(other, ["GET /api/v1/invoices/* is the path of no operation; 1 sample (a.har entry 1)"]);
    assert_eq!(told(table::V3_0, request("OPTIONS", "/api/v1/orders", "")), nothing);
}

#[test]
fn literal_segments_win_and_equal_templates_are_told() {
    let document = "
openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'https://h.example/{tenant}/api', variables: {tenant: {default: a}}}]
paths:
  /users/me: {get: {operationId: me, parameters: [{name: a, in: query, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
  /users/{id}.json: {get: {operationId: one, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
  /a/{x}: {get: {operationId: ax, parameters: [{name: x, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
  /a/{y}: {get: {operationId: ay, parameters: [{name: y, in: path, required: true, schema: {type: string}}], responses: {'200': {description: ok}}}}
";
    let me = told(document, request("GET", "https://h.example/acme/api/users/me", ""));
    assert_eq!(me, ["drift-parameter the parameter `a` is required; 1 of 1 request is without it (a.har entry 1)"]);
    assert_eq!(told(document, request("GET", "https://h.example/acme/api/users/a.b.json", "")), Vec::<String>::new());
    let either = told(document, request("GET", "https://h.example/acme/api/a/b", ""));
    assert_eq!(either, ["the same path belongs to `ax` and `ay`; 1 sample (a.har entry 1)"]);
    // A recording of a client names the operation; a name that the path is not of says nothing.
    let named =
        |id: &str, url: &str| told(document, Exchange { operation: Some(id.to_owned()), ..request("GET", url, "") });
    assert_eq!(named("ay", "https://h.example/acme/api/a/b"), Vec::<String>::new());
    assert_eq!(named("one", "https://h.example/acme/api/users/me"), me);
    assert_eq!(named("other", "https://h.example/acme/api/users/me"), me);
    assert_eq!(named("ax", "https://h.example/below/another/path"), Vec::<String>::new());
}

#[test]
fn items_of_arrays_are_compared_one_by_one() {
    let document = "
openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'https://h.example'}]
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: id, in: query, schema: {type: array, items: {type: integer}}}
        - {name: kind, in: query, explode: false, schema: {type: array, items: {type: string, enum: [x, y]}}}
      responses: {'200': {description: ok}}
";
    let told = |query: &str| told(document, request("GET", &format!("/a?{query}"), ""));
    assert_eq!(told("id=1&id=2&kind=x,y&kind=***"), Vec::<String>::new());
    assert_eq!(told("id=1&id=b").len(), 1);
    assert!(told("kind=x,z")[0].contains("holds \"z\""), "{:?}", told("kind=x,z"));
}

#[test]
fn parameters_and_bodies_are_compared() {
    let table = [
        (request("GET", "/api/v1/orders?page=200", ""), "drift-limit"),
        (request("GET", "/api/v1/orders?page=two", ""), "drift-type"),
        (request("GET", "/api/v1/orders?sort=up", ""), "drift-value"),
        (request("GET", "/api/v1/orders?limit=5", ""), "drift-parameter"),
        (request("DELETE", "/api/v1/orders/abc", ""), "drift-type"),
        (request("DELETE", "/api/v1/orders/7", "{\"force\": true}"), "drift-body"),
        (request("POST", "/api/v1/orders", ""), "drift-parameter"),
        (request("POST", "/api/v1/orders", "{\"lines\": null}"), "drift-type"),
        (request("POST", "/api/v1/orders", "{}"), "drift-missing"),
        (request("POST", "/api/v1/orders", "{\"lines\": [], \"note\": \"a\"}"), "drift-member"),
    ];
    for (exchange, id) in table {
        let told = told(table::V3_0, exchange.clone());
        assert!(told.len() == 1 && told[0].starts_with(id), "{id}: {told:#?}");
        let outcome = analysed(table::V3_0, None);
        let options = ObserveOptions::default();
        let overlay = observe(&outcome, &options, std::slice::from_ref(&exchange)).overlay;
        // A path cannot lose its parameter, and what it is called with may be wrong.
        let overlay = overlay.unwrap_or_else(|| panic!("{told:?} has no overlay"));
        let after = analysed(table::V3_0, Some(&overlay));
        let observation = observe(&after, &options, &[exchange]);
        let lines = drift(&after.report_on(&observation.diagnostics));
        assert_eq!(lines, Vec::<String>::new(), "{overlay}");
    }
}

#[test]
fn what_the_server_refused_says_nothing_of_the_document() {
    let wrong = request("POST", "/api/v1/orders?debug=1", "{\"note\": \"a\"}");
    for status in [400, 404, 422, 503] {
        let refused = Exchange { status: Some(status), ..wrong.clone() };
        let told = told(table::V3_0, refused);
        assert!(told.iter().all(|line| line.starts_with("drift-status")), "{status}: {told:#?}");
    }
    let taken = told(table::V3_0, Exchange { status: Some(201), ..wrong });
    assert!(taken.iter().any(|line| line.starts_with("drift-missing")), "{taken:#?}");
}

#[test]
fn another_method_of_a_documented_path_is_told_as_such() {
    assert_eq!(told(table::V3_0, request("HEAD", "/api/v1/orders", "")), Vec::<String>::new());
    let patch = told(table::V3_0, request("PATCH", "/api/v1/orders", ""));
    assert_eq!(patch, ["PATCH /api/v1/orders is not documented, GET and POST is; 1 sample (a.har entry 1)"]);
}

const FORMS: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /login:
    post:
      operationId: login
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Login'}}}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Login:
      type: object
      required: [name]
      properties:
        name: {type: string}
        age: {type: integer}
        scopes: {type: array, items: {type: string, enum: [read, write]}}
";

fn form(body: &str) -> Exchange {
    let mut exchange = request("POST", "/login", body);
    if let Some(Request { body: Body::Bytes { media_type, .. }, .. }) = &mut exchange.request {
        *media_type = Some("application/x-www-form-urlencoded;charset=UTF-8".to_owned());
    }
    exchange
}

#[test]
fn forms_are_compared_as_the_objects_they_stand_for() {
    for fits in
        ["name=A+B&age=7&scopes=read&scopes=write", "name=7&scopes=read", "name=", "name=***&age=***", "name=a&age="]
    {
        assert_eq!(told(FORMS, form(fits)), Vec::<String>::new(), "{fits}");
    }
    let table = [
        ("age=7", "drift-missing"),
        ("name=a&age=seven", "drift-type"),
        ("name=a&scopes=read&scopes=delete", "drift-value"),
        ("name=a&grant_type=password", "drift-member"),
    ];
    for (body, id) in table {
        let told = told(FORMS, form(body));
        assert!(told.len() == 1 && told[0].starts_with(id), "{body}: {told:#?}");
        assert!(!told[0].contains("holds \"password\""), "{told:#?}");
    }
    // What depends on the style is not compared.
    assert_eq!(told(FORMS, form("filter[a]=1")), Vec::<String>::new());
}

#[test]
fn forms_of_swagger_are_parameters_that_no_overlay_could_extend() {
    let document = "
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /login:
    post:
      operationId: login
      consumes: [application/x-www-form-urlencoded]
      parameters: [{name: name, in: formData, type: string, required: true}]
      responses: {'200': {description: ok}}
";
    let outcome = analysed(document, None);
    let observation = observe(&outcome, &ObserveOptions::default(), &[form("name=a&grant_type=password")]);
    assert_eq!(drift(&outcome.report_on(&observation.diagnostics)), Vec::<String>::new());
    assert_eq!(observation.overlay, None);
}
