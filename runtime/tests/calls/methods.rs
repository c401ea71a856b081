//! Methods beyond those of OpenAPI 3.0, and parameters that are the whole query.

use clientgen_runtime::ParamValue;
use clientgen_runtime::codegen::{Method, Operation, Parameter};

use crate::api::{Call, Status, User};
use crate::fake::{Server, reply};

static QUERY: Operation = Operation { method: Method::Query, path: "/items", ..Operation::new("query") };

static COPY: Operation = Operation { method: Method::Other("COPY"), path: "/items", ..Operation::new("copy") };

static SEARCH: Operation =
    Operation { path: "/items", parameters: &[Parameter::querystring("selector")], ..Operation::new("search") };

static SELECT: Operation = Operation {
    path: "/items",
    parameters: &[Parameter::querystring("selector").content("application/json")],
    ..Operation::new("select")
};

#[tokio::test]
async fn a_method_is_sent_as_it_is_named() {
    let server = Server::always(200, "");
    let users = server.client().users();
    let call: Call<()> = users.call(&QUERY);
    call.json(&User::new("7")).await.unwrap();
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.text()), ("QUERY", r#"{"id":"7"}"#));
    let call: Call<()> = users.call(&COPY);
    call.await.unwrap();
    assert_eq!(server.last().method.as_str(), "COPY");
}

#[tokio::test]
async fn a_query_is_sent_again_and_an_unknown_method_is_not() {
    for (operation, calls) in [(&QUERY, 2), (&COPY, 1)] {
        let server = Server::script([reply(503, ""), reply(204, "")]);
        let call: Call<()> = server.client().users().call(operation);
        assert_eq!(call.await.is_ok(), calls > 1);
        assert_eq!(server.seen().len(), calls, "{}", operation.id);
    }
}

#[tokio::test]
async fn a_query_as_a_whole_has_no_name() {
    let server = Server::always(200, "");
    let users = server.client().users();
    let user = User::new("a b").status(Status::Active);
    let call: Call<()> = users.call(&SEARCH);
    call.querystring("selector", ParamValue::model(&user)).await.unwrap();
    assert_eq!(server.last().url, "https://api.example.com/rest/v1/items?id=a%20b&status=active");
    let call: Call<()> = users.call(&SELECT);
    call.querystring("selector", ParamValue::json(&user)).query_extra("x", 1).await.unwrap();
    let expected = "%7B%22id%22%3A%22a%20b%22%2C%22status%22%3A%22active%22%7D&x=1";
    assert_eq!(server.last().url, ["https://api.example.com/rest/v1/items?", expected].concat());
}
