//! Requests for what the document does not have, and ways out of what it says.

use clientgen_runtime::{Bytes, Call, Credentials, Json, Value, http::Method};

use crate::api::{ErrorBody, User, UserPage};
use crate::fake::{Server, reply};

#[tokio::test]
async fn a_request_that_is_not_in_the_document() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    let client = server.builder().credentials(Credentials::api_key("k")).build().unwrap();
    let request = client.request(Method::PUT, "/reports/a%20b?draft=1").query("size", 3).query("size", 4);
    let user = request.header("x-more", "a").header("x-more", "b").json(&User::new("1")).send::<User>().await.unwrap();
    assert_eq!(user.into_value(), User::new("1"));
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.text()), ("PUT", r#"{"id":"1"}"#));
    assert_eq!(seen.url, "https://api.example.com/rest/v1/reports/a%20b?draft=1&size=3&size=4");
    assert_eq!((seen.header("x-api-key"), seen.headers.get_all("x-more").iter().count()), ("k", 2));

    client.request(Method::from_bytes(b"PROPFIND").unwrap(), "/x").server("v2").send_raw().await.unwrap();
    assert_eq!(
        (server.last().method.as_str(), server.last().url.as_str()),
        ("PROPFIND", "https://api.example.com/rest/v2/x")
    );
    client.request(Method::GET, "https://api.example.com/elsewhere").send::<Bytes>().await.unwrap();
    assert_eq!(server.last().url, "https://api.example.com/elsewhere");
}

#[tokio::test]
async fn its_errors_and_types_are_those_of_the_client() {
    let server = Server::script([reply(404, r#"{"message": "no"}"#), reply(200, "[1]"), reply(200, "[1]")]);
    let client = server.client();
    let error = client.request(Method::GET, "/x").send::<Value>().await.unwrap_err();
    assert!(error.is_not_found() && matches!(error.body(), Some(ErrorBody::Unknown(_))));
    let Json(own) = client.request(Method::GET, "/x").send::<Json<Vec<u8>>>().await.unwrap().into_value();
    assert_eq!(own, [1]);
    let error = client.request(Method::GET, "/x").send::<Json<String>>().await.unwrap_err();
    assert!(error.is_decode() && error.is_done_by_server());
}

#[tokio::test]
async fn it_is_not_sent_where_it_must_not_go() {
    let client = Server::always(200, "{}").client();
    for path in ["https://evil.example/x", "http://api.example.com/x", "/a/../b", "/a/%2E%2e/b", "x", "/a b"] {
        let error = client.request(Method::GET, path).send_raw().await.unwrap_err();
        assert!(error.is_request(), "{path}");
    }
    let error = client.request(Method::GET, "/x").server("v9").send_raw().await.unwrap_err();
    assert!(error.is_request());
}

#[tokio::test]
async fn lists_and_optional_parameters_have_every_way_out() {
    let server = Server::always(200, r#"{"results": []}"#);
    let client = server.builder().credentials(Credentials::basic("user", "pw")).build().unwrap();
    let raw = client.users().list().query_extra("deep value", "a&b").send_raw().await.unwrap();
    assert_eq!(raw.body, r#"{"results": []}"#);
    assert!(server.last().url.ends_with("deep%20value=a%26b"), "{}", server.last().url);
    let body = client.users().list().send_stream().await.unwrap().into_value();
    assert_eq!(body.read(100).await.unwrap(), r#"{"results": []}"#);
    let call: Call<UserPage, ErrorBody> = client.users().list().into();
    assert!(call.await.is_ok());
}

#[tokio::test]
async fn a_server_that_is_open_although_its_document_says_otherwise() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    let open = server.builder().credentials(Credentials::none()).build().unwrap();
    open.users().get("1").await.unwrap();
    assert!(!server.last().headers.contains_key("authorization"));
    // Where there are credentials, they are sent.
    let both = server.builder().credentials(Credentials::basic("user", "pw")).credentials(Credentials::none());
    both.build().unwrap().users().get("1").await.unwrap();
    assert!(server.last().header("authorization").starts_with("Basic "));
}

#[tokio::test]
async fn credentials_by_hand_count_and_win() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    let client = server.client();
    client.users().get("1").header("Authorization", "Own 1").await.unwrap();
    assert_eq!(server.last().header("authorization"), "Own 1");
    let client = server.builder().default_header("authorization", "Own 2");
    client.credentials(Credentials::basic("user", "pw")).build().unwrap().users().get("1").await.unwrap();
    let sent: Vec<_> = server.last().headers.get_all("authorization").iter().cloned().collect();
    assert_eq!(sent, ["Own 2"]);
    let call = server.client().users().get("1").header("authorization", "Own 3");
    assert!(!format!("{call:?}").contains("Own 3") && !format!("{:?}", server.last().headers).contains("Own 3"));
}

#[tokio::test]
async fn headers_of_the_caller_replace_those_of_the_client() {
    let server = Server::always(200, r#"{"id": "1"}"#);
    let builder = server.builder().credentials(Credentials::none());
    let client = builder.default_header("User-Agent", "monitor/1").default_header("accept", "text/plain");
    let client = client.default_header("x-a", "1").default_header("x-a", "2").build().unwrap();
    client.users().create(User::new("1")).header("content-type", "application/vnd.x+json").await.unwrap();
    let seen = server.last();
    let sent = ["user-agent", "accept", "content-type"].map(|name| seen.header(name));
    assert_eq!(sent, ["monitor/1", "text/plain", "application/vnd.x+json"]);
    assert_eq!(seen.headers.get_all("x-a").iter().count(), 2);
    client.users().create(User::new("1")).header("x-a", "3").await.unwrap();
    assert_eq!(server.last().headers.get_all("x-a").iter().collect::<Vec<_>>(), ["3"]);
    for name in ["Host", "content-length", "Transfer-Encoding"] {
        let error = client.users().get("1").header(name, "1").await.unwrap_err();
        assert!(error.is_request(), "{name}");
        assert!(server.builder().default_header(name, "1").build().is_err(), "{name}");
    }
}

#[test]
fn empty_secrets_are_refused() {
    let builder = |credentials| Server::always(200, "").builder().credentials(credentials).build();
    assert!(builder(Credentials::api_key("")).is_err());
    assert!(builder(Credentials::bearer("")).is_err());
    assert!(builder(Credentials::client_credentials("id", "")).is_err());
    assert!(builder(Credentials::basic("key", "")).is_ok());
}

#[tokio::test]
async fn an_empty_path_parameter_names_the_way_to_send_it_all_the_same() {
    let server = Server::always(200, "[]");
    let client = server.builder().credentials(Credentials::api_key("k")).build().unwrap();
    let error = client.users().get("").await.unwrap_err();
    let way_out = "path parameter \"id\" is empty, so the request would reach something else; if that is meant, \
                   `client.request(method, path)` sends it";
    assert!(error.to_string().contains(way_out), "{error}");
    client.request(Method::GET, "/user/").send::<Value>().await.unwrap();
    assert_eq!(server.last().url, "https://api.example.com/rest/v1/user/");
}
