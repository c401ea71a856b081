#[test]
fn what_is_begun_gives_its_result() {
    let transport = MockTransport::new();
    let mock = |id: &'static str| clientgen_runtime::mock::MockOperation::<Value, Value>::by_id(&transport, id);
    let api: client::Client = transport.client();
    let answer = |status: u16, header: &'static str, body: &'static str| {
        let status = http::StatusCode::from_u16(status).expect("it is a status");
        let mut response = clientgen_runtime::RawResponse::new(status, body);
        if let Some((name, value)) = header.split_once(": ") {
            response.headers.insert(name, value.parse().expect("it is a header"));
        }
        response
    };
    mock("startExport").once().responds(answer(202, "location: /jobs/1", ""));
    mock("startExport").when_path("/jobs/1").responds(answer(200, "", r#"{"rows": 3}"#));
    mock("deleteServer").once().responds(answer(202, "location: /jobs/2", ""));
    mock("deleteServer").when_path("/jobs/2").responds(answer(204, "", ""));
    mock("startRender").once().returns_json(r#"{"state": "queued", "links": {"self": "/renders/1"}}"#);
    mock("startRender").once().returns_json(r#"{"state": "drawn", "links": {"picture": "/pictures/1"}}"#);
    mock("startRender").when_path("/pictures/1").returns_json(r#"{"width": 640}"#);
    mock("startJob").once().returns_json(r#"{"name": "operations/1"}"#);
    mock("startJob").when_path("/v1/operations/1").returns_json(r#"{"done": true, "response": {"lines": 9}}"#);
    mock("startRun").once().responds(answer(202, "", r#"{"id": 4}"#));
    mock("startRun").when_path("/teams/a/runs/4").once().returns_json(r#"{"conclusion": null}"#);
    mock("startRun").returns_json(r#"{"conclusion": "failure"}"#);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be built");
    runtime.block_on(async {
        assert_eq!(api.exports().start().wait_until_done().await.expect("it ends").rows, Some(3));
        let () = api.servers().delete("a").wait_until_done().await.expect("it ends");
        let render = client::models::StartRenderRequest::default();
        assert_eq!(api.renders().start(render).wait_until_done().await.expect("it ends").width, 640);
        assert_eq!(api.jobs().start("a").wait_until_done().await.expect("it ends").lines, Some(9));
        assert!(api.runs().start("a").wait_until_done().await.expect_err("it fails").is_outcome());
    });
}
