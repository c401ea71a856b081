//! What goes out: method, URL, headers, body.

use clientgen_runtime::codegen::{Operation, Parameter, list};
use clientgen_runtime::http::Method;
use clientgen_runtime::{Body, Form, ParamValue, Part};

use crate::api::{Client, Environment, Status, User};
use crate::fake::Server;

const USER: &str = r#"{"id": "1"}"#;

#[tokio::test]
async fn a_call_has_method_url_and_headers() {
    let server = Server::always(200, r#"{"results": [], "pagination": null}"#);
    let client = server.client();
    let statuses = [Status::Active, Status::Unknown("x y".into())];
    client.users().list().page(2).per_page(50).statuses(statuses).header("X-Trace", "abc").await.unwrap();
    let seen = server.last();
    assert_eq!(seen.method, Method::GET);
    assert_eq!(seen.url, "https://api.example.com/rest/v1/users?page=2&perPage=50&statuses=active,x%20y");
    assert_eq!(seen.header("accept"), "application/json");
    assert_eq!(seen.header("user-agent"), "sample-client/1.2.3 clientgen-runtime/0.1.0");
    assert_eq!(seen.header("x-trace"), "abc");
    assert_eq!(seen.header("content-type"), "");
}

#[tokio::test]
async fn the_server_set_and_environment_decide_the_base() {
    let user = User::new("7");
    let server = Server::always(200, USER);
    let client = server.builder().environment(Environment::Test).build().unwrap();
    client.users().replace("7", &user).await.unwrap();
    assert_eq!(server.last().url, "https://test.example.com/rest/v2/user/7");
    let client = server.builder().base_url("http://localhost:1/x").build().unwrap();
    client.users().replace("7", &user).await.unwrap();
    assert_eq!(server.last().url, "http://localhost:1/x/rest/v2/user/7");
    let client = server.builder().server("v2", "https://elsewhere.example").build().unwrap();
    client.users().replace("7", &user).await.unwrap();
    assert_eq!(server.last().url, "https://elsewhere.example/user/7");
}

#[tokio::test]
async fn a_json_body_is_sent_with_its_type() {
    let server = Server::always(201, USER);
    let user = User::new("ü\"").status(Status::Active);
    server.client().users().create(&user).await.unwrap();
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.header("content-type")), ("POST", "application/json"));
    assert_eq!(seen.text(), r#"{"id":"ü\"","status":"active"}"#);
}

#[tokio::test]
async fn forms_and_streams() {
    let server = Server::always(204, "");
    let users = server.client().users();
    assert_eq!(users.send_form(&User::new("a b&").status(Status::Active)).await.unwrap(), None);
    assert_eq!(server.last().text(), "id=a+b%26&status=active");
    assert_eq!(server.last().header("content-type"), "application/x-www-form-urlencoded");

    let form = Form::new().text("title", "x").part(Part::new("file", "data").file_name("a.txt"));
    users.upload(form).await.unwrap();
    let seen = server.last();
    let boundary = seen.header("content-type").split("boundary=").nth(1).unwrap().to_owned();
    assert!(seen.text().starts_with(&format!("--{boundary}\r\n")));
    assert!(seen.text().contains("filename=\"a.txt\"\r\nContent-Type: application/octet-stream\r\n\r\ndata\r\n"));

    let call = users.stream(Body::wrap(Body::from("streamed")));
    call.clone().await.unwrap();
    assert_eq!(server.last().text(), "streamed");
    let error = call.await.unwrap_err();
    assert!(error.is_request(), "{error}");
    assert!(error.to_string().contains("the body is a stream that has been sent already"), "{error}");
}

#[tokio::test]
async fn parameters_stand_where_they_belong() {
    let server = Server::always(200, "");
    let filter = User::new("a/b").status(Status::Suspended);
    let call = server.client().users().parameters().0;
    call.path("one", list([1_i64, 2]))
        .path("two", "x y")
        .path("three", "..")
        .query("filter", ParamValue::model(&filter))
        .query("json", ParamValue::json(&filter))
        .header_param("X-List", vec!["a", "b"])
        .cookie("crumb", "c;d")
        .await
        .unwrap();
    let seen = server.last();
    let (path, query) = seen.url.split_once('?').unwrap();
    assert_eq!(path, "https://api.example.com/rest/v1/a/;one=1,2.x%20y/...json");
    assert_eq!(
        query,
        "filter%5Bid%5D=a%2Fb&filter%5Bstatus%5D=suspended\
         &json=%7B%22id%22%3A%22a%2Fb%22%2C%22status%22%3A%22suspended%22%7D"
    );
    assert_eq!((seen.header("x-list"), seen.header("cookie")), ("a,b", "crumb=c%3Bd"));
}

#[tokio::test]
async fn values_that_would_change_the_request_are_refused() {
    let server = Server::always(200, USER);
    let client = server.client();
    for id in ["", ".", ".."] {
        let error = client.users().remove(id).await.unwrap_err();
        assert!(error.is_request() && error.attempts() == 0, "{id:?}: {error}");
    }
    let parameters = || client.users().parameters().0.path("one", "1").path("two", "2").path("three", "3");
    let faults = [
        parameters().header_param("X-List", "a\r\nInjected: x"),
        parameters().cookie("crumb", "a\nb"),
        parameters().header("bad name", "x"),
        parameters().header("x", "a\u{0}"),
        parameters().query("json", f64::NAN),
        client.users().parameters().0.path("one", "1"),
    ];
    for call in faults {
        let error = call.await.unwrap_err();
        assert!(error.is_request(), "{error}");
    }
    assert!(server.seen().is_empty());
    client.users().remove("a/../b?c#d").await.unwrap();
    assert_eq!(server.last().url, "https://api.example.com/rest/v1/user/a%2F..%2Fb%3Fc%23d");
    assert_eq!(server.last().header("accept"), "");
}

#[tokio::test]
async fn required_parameters_must_be_given() {
    static SEARCH: Operation = Operation {
        path: "/search",
        parameters: &[Parameter::query("q").required(), Parameter::query("lang")],
        ..Operation::new("search")
    };
    let server = Server::always(200, "");
    let users = server.client().users();
    let error = users.secured(&SEARCH).query("q", None::<String>).await.unwrap_err();
    assert_eq!(error.to_string(), "search: the request cannot be built: parameter \"q\" is required");
    users.secured(&SEARCH).query("q", "x").query("lang", None::<String>).await.unwrap();
    assert_eq!(server.last().url, "https://api.example.com/rest/v1/search?q=x");
}

#[test]
fn builders_say_what_is_wrong() {
    use clientgen_runtime::BuildError;
    let error = |builder: crate::api::ClientBuilder| builder.build().unwrap_err();
    let plain = "http://api.example.com";
    let expected = BuildError::PlainHttp { url: plain.into() };
    assert_eq!(error(Client::builder().base_url(plain)), expected);
    assert!(Client::builder().base_url(plain).allow_plain_http().build().is_ok());
    assert!(matches!(error(Client::builder().base_url("nonsense")), BuildError::InvalidUrl { .. }));
    assert!(matches!(error(Client::builder().server("v9", plain)), BuildError::UnknownServer(_)));
    assert!(matches!(error(Client::builder().default_header("a b", "x")), BuildError::InvalidHeader(_)));
    assert!(matches!(error(Client::builder().server_variable("x", "y")), BuildError::UnknownVariable(_)));
}
