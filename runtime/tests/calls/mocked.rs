//! The mock, as a user of a generated client meets it.

use clientgen_runtime::RawResponse;
use clientgen_runtime::http::StatusCode;
use clientgen_runtime::mock::{MockOperation, MockTransport, from_json, make};

use crate::api::{Client, ErrorBody, GET_USER, LIST_USERS, Missing, REMOVE_USER, User, UserPage};

/// As generated code would offer it.
struct Mock(MockTransport);

impl Mock {
    fn get(&self) -> MockOperation<User, ErrorBody> {
        MockOperation::new(&self.0, &GET_USER)
    }

    fn list(&self) -> MockOperation<UserPage, ErrorBody> {
        MockOperation::new(&self.0, &LIST_USERS)
    }

    fn remove(&self) -> MockOperation<(), ErrorBody> {
        MockOperation::new(&self.0, &REMOVE_USER)
    }
}

#[tokio::test]
async fn expectations_are_typed_and_counted() {
    let mock = Mock(MockTransport::new());
    let client: Client = mock.0.client();
    let missing = Missing { missing: "7".into() };
    let first = mock.get().when_path("/user/7").once().fails_with(404, &missing);
    let other = mock.get().returns(User::new("1"));
    mock.remove().returns(());
    let error = client.users().get("7").await.unwrap_err();
    assert_eq!(error.body(), Some(&ErrorBody::Missing(missing)));
    assert_eq!(client.users().get("7").await.unwrap().id, "1");
    client.users().remove("7").await.unwrap();
    first.assert_calls(1);
    other.assert_calls(1);
    let calls = mock.0.calls();
    assert_eq!(format!("{:?}", calls[2]), "removeUser: DELETE /rest/v1/user/7");
}

#[tokio::test]
async fn responses_that_have_no_constructor_can_be_made() {
    let mock = Mock(MockTransport::new());
    let client: Client = mock.0.client();
    let user = make(|user: &mut User| user.id = "7".to_owned());
    mock.list().once().returns_with(|page| page.results = vec![user, from_json(r#"{"id": "8"}"#)]);
    let page = client.users().list().await.unwrap();
    assert_eq!(page.results, [User::new("7"), User::new("8")]);

    mock.get().once().returns_json(serde_json::json!({"id": 9}));
    assert!(client.users().get("9").strict().await.unwrap_err().is_decode(), "it is sent as it is");
    mock.get().once().returns_json(r#"{"id": "9"}"#);
    assert_eq!(client.users().get("9").await.unwrap().id, "9");
}

#[test]
#[should_panic(expected = "$.id: expected a string, found nothing")]
fn json_of_a_test_that_does_not_fit_names_its_place() {
    let _: User = from_json("{}");
}

#[tokio::test]
async fn lists_failures_and_surprises() {
    let mock = Mock(MockTransport::new());
    let client: Client = mock.0.client();
    let page = |id: &str| UserPage { results: vec![User::new(id)], pagination: None };
    mock.list().when_query("page=2").returns(UserPage { results: vec![], pagination: None });
    mock.list().returns(page("1"));
    assert_eq!(client.users().list().per_page(1).items().try_collect().await.unwrap().len(), 1);
    mock.get().once().cannot_connect();
    assert!(client.users().get("1").await.unwrap_err().is_connect());
    mock.get().once().responds(RawResponse::new(StatusCode::BAD_GATEWAY, "<html>"));
    assert!(client.users().get("1").await.unwrap_err().is_server_error());
    let error = client.users().get("1").await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the test expects no such call: getUser: GET /rest/v1/user/1");
}

#[tokio::test]
async fn what_takes_long_takes_no_time() {
    use clientgen_runtime::codegen::{Method, Operation, Waiting};
    static EXPORT: Operation = Operation {
        method: Method::Post,
        path: "/exports",
        waiting: Some(Waiting::by_header(&["Location"])),
        ..Operation::new("export")
    };
    let mock = MockTransport::new();
    let expect = || MockOperation::<User, ErrorBody>::new(&mock, &EXPORT);
    let mut begun = RawResponse::new(StatusCode::ACCEPTED, "");
    begun.headers.insert("location", "/jobs/1".parse().unwrap());
    expect().once().responds(begun);
    let running = expect().when_path("/jobs/1").times(50).responds(RawResponse::new(StatusCode::ACCEPTED, ""));
    expect().when_path("/jobs/1").returns(User::new("7"));
    let client: Client = mock.client();
    let export = client.users().call::<(), ErrorBody>(&EXPORT).wait_until_done::<User>();
    assert_eq!(export.await.unwrap().id, "7");
    running.assert_calls(50);
}
