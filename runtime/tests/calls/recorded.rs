//! Recordings: valid HAR after each exchange, without any secret, and no call fails because of them.

use std::path::PathBuf;
use std::sync::Arc;

use clientgen_runtime::http::{Method, Request, Response};
use clientgen_runtime::{
    Body, Bytes, Credentials, FilePart, Form, Recorder, RetryPolicy, Transport, TransportError, Value,
};

use crate::api::{Client, ClientBuilder};
use crate::fake::{Server, reply, reply_with};

const USER: &str = r#"{"id": "1"}"#;
const SECRET: &str = "hunter2-opensesame";

fn open(server: &Server) -> ClientBuilder {
    server.builder().credentials(Credentials::none())
}

/// A file that is gone when the test is over.
struct Recording(PathBuf);

impl Recording {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("recorded-{}-{name}", std::process::id())).join("calls.har");
        let _ = std::fs::remove_file(&path);
        Self(path)
    }

    fn recorder(&self) -> Recorder {
        Recorder::new(&self.0)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }

    fn entries(&self) -> Vec<Value> {
        let har: Value = serde_json::from_str(&self.text()).unwrap();
        assert_eq!(har["log"]["version"], "1.2");
        har["log"]["entries"].as_array().unwrap().clone()
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let _ = self.0.parent().map(std::fs::remove_dir_all);
    }
}

/// One request that a client sends beyond the document, with all its parts.
async fn record(name: &str, answer: Response<String>, send: impl AsyncFnOnce(&Client)) -> (Value, String) {
    let recording = Recording::new(name);
    let (parts, body) = answer.into_parts();
    let server = Server::new(move |_| Ok(Response::from_parts(parts.clone(), body.clone())));
    let builder = server.builder().retry(RetryPolicy::none()).credentials_for("key", Credentials::api_key(SECRET));
    let client = builder.record(recording.recorder().redact("tenant")).build().unwrap();
    send(&client).await;
    let text = recording.text();
    assert!(!text.contains("hunter2"), "{text}");
    (recording.entries().pop().unwrap(), text)
}

fn answer(headers: &[(&str, &str)], body: &str) -> Response<String> {
    let head = Response::builder().header("content-type", "application/json");
    headers.iter().fold(head, |head, (name, value)| head.header(*name, *value)).body(body.to_owned()).unwrap()
}

#[tokio::test]
async fn an_exchange_is_an_entry_with_its_operation() {
    let recording = Recording::new("entry");
    let server = Server::script([reply(503, "busy"), reply_with(200, ("content-type", "application/json"), USER)]);
    let client = open(&server).record(recording.recorder()).build().unwrap();

    client.users().get("1").query_extra("a b", "c&d").await.unwrap();

    let entries = recording.entries();
    assert_eq!(entries.iter().map(|entry| &entry["response"]["status"]).collect::<Vec<_>>(), [503, 200]);
    let entry = &entries[1];
    assert_eq!(entry["_operation"], "getUser");
    assert_eq!(entry["request"]["url"], "https://api.example.com/rest/v1/user/1?a%20b=c%26d");
    assert_eq!(entry["request"]["queryString"], serde_json::json!([{"name": "a b", "value": "c&d"}]));
    assert_eq!(
        entry["response"]["content"],
        serde_json::json!({"mimeType": "application/json", "size": 11, "text": USER})
    );
    assert_eq!(entry["startedDateTime"].as_str().unwrap().len(), 24);
    assert!(entry["time"].is_number() && entry["timings"]["wait"].is_number() && entry["cache"].is_object());
}

#[tokio::test]
async fn a_later_run_appends_and_repairs_what_a_killed_one_left() {
    let recording = Recording::new("append");
    let server = Server::always(200, USER);
    let run = async |calls| {
        let client = open(&server).record(recording.recorder()).build().unwrap();
        for _ in 0..calls {
            client.users().get("1").await.unwrap();
        }
    };
    run(0).await;
    assert!(recording.entries().is_empty());
    run(2).await;
    run(1).await;
    assert_eq!(recording.entries().len(), 3);

    let whole = recording.text();
    let begin = whole.find('\n').unwrap();
    for (cut, left) in [(1, 3), (5, 3), (6, 2), (whole.len() / 10, 2), (whole.len() - begin - 3, 0)] {
        std::fs::write(&recording.0, &whole[..whole.len() - cut]).unwrap();
        run(1).await;
        let entries = recording.entries();
        assert_eq!(entries.len(), left + 1, "{cut}");
    }
}

#[tokio::test]
async fn clients_share_a_file() {
    let recording = Recording::new("shared");
    let server = Server::always(200, USER);
    let build = || open(&server).record(recording.recorder()).build().unwrap();
    let clients: Vec<_> = (0..4).map(|_| build()).collect();
    let calls = clients.iter().map(|client| {
        let client = client.clone();
        tokio::spawn(async move {
            for _ in 0..25 {
                client.users().get("1").await.unwrap();
            }
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    assert_eq!(recording.entries().len(), 100);
}

#[tokio::test]
async fn secrets_of_the_request_are_not_recorded() {
    let url = format!("https://api.example.com/rest/v1/x?token={SECRET}&tenant={SECRET}&page=2");
    let (entry, _) = record("request", answer(&[], "{}"), async |client| {
        let call = client.request(Method::POST, url.as_str()).header("authorization", "Bearer hunter2-bearer");
        let call = call.header("cookie", "session=hunter2-session").header("x-auth-token", SECRET);
        let call = call.header("tenant", SECRET).header("x-note", format!("see https://jo:{SECRET}@a.example/"));
        let body = serde_json::json!({
            "name": "jo", "password": SECRET, "nested": {"apiKey": [SECRET], "pin": 1234},
            "note": format!("Bearer {SECRET}"), "echo": "hunter2-bearer",
        });
        call.json(&body).send_raw().await.unwrap();
    })
    .await;
    let url = entry["request"]["url"].as_str().unwrap();
    assert_eq!(url, "https://api.example.com/rest/v1/x?token=***&tenant=***&page=2");
    let body: Value = serde_json::from_str(entry["request"]["postData"]["text"].as_str().unwrap()).unwrap();
    assert_eq!((&body["name"], &body["password"]), (&"jo".into(), &"***".into()));
    assert_eq!(body["nested"], serde_json::json!({"apiKey": ["***"], "pin": 0}));
    assert_eq!((&body["note"], &body["echo"]), (&"Bearer ***".into(), &"***".into()));
}

#[tokio::test]
async fn secrets_of_the_response_are_not_recorded() {
    let location = format!("https://jo:{SECRET}@b.example/done?code={SECRET}#access_token={SECRET}");
    let cookie = "session=hunter2-cookie; HttpOnly";
    let body =
        format!(r#"{{"id": 1, "accessToken": "{SECRET}", "seen": "hunter2-cookie", "next": "/x?sig={SECRET}"}}"#);
    let mut answer = answer(&[("location", &location), ("set-cookie", cookie), ("etag", "\"a\"")], &body);
    *answer.status_mut() = http::StatusCode::FOUND;
    let (entry, _) = record("response", answer, async |client| {
        client.request(Method::POST, "/x").json(&1).send_raw().await.unwrap_err();
    })
    .await;
    let response = &entry["response"];
    assert_eq!(response["redirectURL"], "https://***@b.example/done?code=***#access_token=***");
    let expected = r#"{"id": 1, "accessToken": "***", "seen": "***", "next": "/x?sig=***"}"#;
    assert_eq!(response["content"]["text"], expected);
    let etag = serde_json::json!({"name": "etag", "value": "\"a\""});
    assert!(response["headers"].as_array().unwrap().contains(&etag));
}

#[tokio::test]
async fn secrets_of_forms_and_text_are_not_recorded() {
    let text = format!("user: jo\npassword = {SECRET}\n{{\"token\": \"{SECRET}\"}}\n<pwd>{SECRET}</pwd>\nend\n");
    let answer = answer(&[], "").map(|_| text);
    let (mut parts, body) = answer.into_parts();
    parts.headers.insert("content-type", "text/plain".parse().unwrap());
    let (entry, _) = record("form", Response::from_parts(parts, body), async |client| {
        let call = client.request(Method::POST, "/x");
        call.body("application/x-www-form-urlencoded", format!("a=1&pass%77ord={SECRET}&code={SECRET}"))
            .send_raw()
            .await
            .unwrap();
    })
    .await;
    assert_eq!(entry["request"]["postData"]["text"], "a=1&pass%77ord=***&code=***");
    let text = entry["response"]["content"]["text"].as_str().unwrap();
    assert_eq!(text, "user: jo\npassword = ***\n{\"token\": \"***\"}\n<pwd> ***\nend\n");
}

#[tokio::test]
async fn parts_are_parameters_and_files_have_no_content() {
    let form = Form::new().text("name", "jo").text("password", SECRET).text("meta", r#"{"token":"hunter2"}"#);
    let form = form.upload("photo", FilePart::new("a.png", SECRET).content_type("image/png"));
    let recording = Recording::new("parts");
    let client = Server::always(200, USER).builder().record(recording.recorder()).build().unwrap();
    client.users().upload(form).await.unwrap();
    let entry = recording.entries().pop().unwrap();
    assert!(!recording.text().contains("hunter2"));
    let data = &entry["request"]["postData"];
    let names: Vec<_> =
        data["params"].as_array().unwrap().iter().map(|param| (&param["name"], &param["value"])).collect();
    let meta = r#"{"token":"***"}"#;
    assert_eq!(
        names[..3],
        [(&"name".into(), &"jo".into()), (&"password".into(), &"***".into()), (&"meta".into(), &meta.into())]
    );
    assert_eq!(
        (&data["params"][3]["fileName"], &data["params"][3]["contentType"]),
        (&"a.png".into(), &"image/png".into())
    );
    assert!(data["text"].is_null());
}

#[tokio::test]
async fn large_and_binary_bodies_are_cut_or_left_out() {
    let long = format!("[{}1]", "1,".repeat(2000));
    let table = [
        ("application/json", long.as_str(), None, "left out: JSON that is too long"),
        ("text/plain", &"é".repeat(600), Some(1000), "cut after 1001 of 1200 bytes"),
        ("application/x-ndjson", &"{\"a\": 1}\n".repeat(200), Some(999), "cut after 1001 of 1800 bytes"),
        ("application/json", &"{\"a\": 1}\n".repeat(200), Some(999), "cut after 1001 of 1800 bytes"),
        ("application/json", &format!("[\n{}1]", "1,\n".repeat(2000)), None, "left out: JSON that is too long"),
        ("image/png", "png", None, "left out: binary"),
        ("text/plain", "a\0b", None, "left out: binary"),
        ("text/csv", "id,token\n1,a\n", None, "left out: a column is secret"),
    ];
    for (media_type, body, kept, comment) in table {
        let recording = Recording::new("large");
        let body = body.to_owned();
        let inner = move |_: Request<Body>| {
            // In pieces, as from a socket.
            let chunks: Vec<_> =
                body.as_bytes().chunks(7).map(|chunk| Ok::<_, TransportError>(Bytes::copy_from_slice(chunk))).collect();
            let body = Body::from_stream(Pieces(chunks.into()));
            async move { Ok(Response::builder().header("content-type", media_type).body(body).unwrap()) }
        };
        let recorded = recording.recorder().max_body(1001).wrap(inner).unwrap();
        let response = recorded.send(Request::new(Body::empty())).await.unwrap();
        assert!(recording.entries().is_empty(), "the body has not arrived yet");
        response.into_body().read(1 << 20).await.unwrap();
        let content = recording.entries().pop().unwrap()["response"]["content"].clone();
        assert_eq!(content["comment"], comment);
        assert_eq!(content["text"].as_str().map(str::len), kept, "{media_type}");
    }
}

struct Pieces(std::collections::VecDeque<Result<Bytes, TransportError>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}

#[tokio::test]
async fn calls_go_on_without_the_file() {
    let recording = Recording::new("full");
    let server = Server::always(200, USER);
    let client = open(&server).record(recording.recorder().max_file(1200)).build().unwrap();
    for _ in 0..5 {
        client.users().get("1").await.unwrap();
    }
    assert_eq!(recording.entries().len(), 1, "the second one would be too long");

    drop(client);
    std::fs::write(&recording.0, "mine").unwrap();
    let error = open(&server).record(recording.recorder()).build().unwrap_err().to_string();
    assert_eq!(error, "calls cannot be recorded: the file is no recording of this crate");
    assert_eq!(recording.text(), "mine");
    std::fs::remove_file(&recording.0).unwrap();
    let client = open(&server).record(recording.recorder()).build().unwrap();
    std::fs::write(&recording.0, "mine").unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(recording.text(), "mine", "a file that somebody replaced is not touched");
}

#[tokio::test]
async fn tokens_and_secret_values_of_paths_are_not_recorded() {
    let recording = Recording::new("tokens");
    let server = Server::new(|seen| match seen.url.contains("/oauth2/") {
        true => reply_with(
            200,
            ("content-type", "application/json"),
            format!(r#"{{"access_token": "{SECRET}", "expires_in": 60}}"#),
        ),
        false => reply(200, format!(r#"{{"id": "{SECRET}"}}"#)),
    });
    let credentials =
        Credentials::client_credentials("tenant", "hunter2-client").token_url("https://id.example/oauth2/token");
    let client = server.builder().credentials(credentials).record(recording.recorder()).build().unwrap();
    client.users().get("1").await.unwrap();
    assert_eq!(recording.entries().len(), 2);
    assert!(!recording.text().contains("hunter2"), "{}", recording.text());
}

#[test]
fn a_recording_transport_is_a_transport_around_any_other() {
    fn is_transport(_: &impl Transport) {}
    let recording = Recording::new("any");
    let inner: Arc<dyn Transport> = Arc::new(Server::always(200, USER));
    let recorded = recording.recorder().wrap(inner).unwrap();
    is_transport(&recorded);
    assert!(format!("{recorded:?}").contains("calls.har"));
}
