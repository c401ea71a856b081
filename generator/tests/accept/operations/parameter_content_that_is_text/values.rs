//! Text has no quotes, JSON has.

#[test]
fn text_is_written_as_it_is() {
    let ctx = client::models::GetACtx::new().a(1);
    let call = sent(|client: client::Client| client.a().get().note("p q").x_note("p q").ctx(ctx));
    assert_eq!(call.query, "note=p%20q&ctx=%7B%22a%22%3A1%7D");
    assert_eq!(header(&call, "x-note"), "p q");
}
