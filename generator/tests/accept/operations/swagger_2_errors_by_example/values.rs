//! The error is read with its model.

use client::models::Problem;
use client::{Client, Error};

#[test]
fn an_error_is_read_as_its_example_says() {
    let client = clientgen_runtime::ClientBuilder::<Client>::new()
        .transport(|_: http::Request<Body>| async {
            let response = http::Response::builder().status(404).header("content-type", "application/json");
            Ok(response.body(Body::from(r#"{"message":"no such log: 5"}"#)).expect("the response is valid"))
        })
        .build()
        .expect("the client can be built");
    let error: Error = wait(std::future::IntoFuture::into_future(client.logs().get("5"))).expect_err("there is none");
    let body: Option<&Problem> = error.body();
    assert_eq!(body.map(|problem| &*problem.message), Some("no such log: 5"));
}
