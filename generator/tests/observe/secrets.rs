//! No secret of a sample is in a report or an overlay.

use clientgen::observe::{Body, Exchange, ObserveOptions, Request};

use crate::{analysed, observe, table};

const SECRET: &str = "hunter2hunter2";

fn exchange() -> Exchange {
    let body = |text: String| Body::Bytes { media_type: Some("application/json".to_owned()), bytes: text.into_bytes() };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Exchange {
        sample: "traffic.har entry 1".to_owned(),
        operation: None,
        request: Some(Request {
            method: "POST".to_owned(),
            url: format!("https://shop.example/api/v1/orders?api_key={SECRET}&badge={SECRET}&colour={SECRET}"),
            headers: Some(vec![pair("Authorization", SECRET), pair("Cookie", SECRET), pair("X-Badge", SECRET)]),
            body: body(format!(r#"{{"lines": [], "password": "{SECRET}", "note": "{SECRET}", "id": "{SECRET}"}}"#)),
        }),
        status: Some(201),
        headers: Some(vec![pair("Set-Cookie", SECRET), pair("X-Auth-Token", SECRET), pair("X-Badge", SECRET)]),
        body: body(format!(
            r#"{{"id": "{SECRET}", "total": "{SECRET}", "lines": [{{"sku": "{SECRET}"}}], "token": "{SECRET}",
            "customer": {{"name": "{SECRET}{SECRET}", "badge": "{SECRET}", "email": "{SECRET}"}},
            "placed": "{SECRET}", "sessions": {{"{SECRET}@example.org": "{SECRET}"}}}}"#
        )),
    }
}

/// Everything that a run can show.
fn shown(options: &ObserveOptions, exchange: &Exchange) -> String {
    let outcome = analysed(table::V3_0, None);
    let observation = observe(&outcome, options, std::slice::from_ref(exchange));
    assert_eq!(observation.counts.matched, 1);
    let report = outcome.report_on(&observation.diagnostics);
    let all = [report.short(), report.json_text(), report.github(), report.terminal(Default::default())].concat();
    all + &observation.overlay.expect("there is much to say")
}

#[test]
fn no_value_is_shown() {
    let text = shown(&ObserveOptions::default(), &exchange());
    assert!(!text.contains("hunter2"), "{text}");
    assert!(!text.contains("x-auth-token") && text.contains("x-badge"), "{text}");
}

#[test]
fn values_that_are_asked_for_leave_secrets_out() {
    let secrets = vec!["badge".to_owned(), "x-badge".to_owned()];
    let options = ObserveOptions { values: true, secrets, ..ObserveOptions::default() };
    let outcome = analysed(table::V3_0, None);
    let observation = observe(&outcome, &options, &[exchange()]);
    let text = outcome.report_on(&observation.diagnostics).short();
    assert!(text.contains("hunter2"), "values are shown");
    for name in ["password", "token", "badge", "sessions", "api_key"] {
        let lines =
            text.lines().filter(|line| line.contains(&format!("$.{name}")) || line.contains(&format!(".{name}:")));
        let leaking: Vec<&str> = lines.filter(|line| line.contains("hunter2")).collect();
        assert!(leaking.is_empty(), "{leaking:#?}");
    }
}

#[test]
fn a_new_value_of_an_enumeration_is_named_unless_it_is_secret() {
    let with = |member: &str, value: &str| Exchange {
        sample: "a.json".to_owned(),
        operation: Some("createOrder".to_owned()),
        status: Some(201),
        body: Body::Bytes {
            media_type: None,
            bytes: format!(r#"{{"id": 1, "total": 1, "lines": [], "{member}": "{value}"}}"#).into_bytes(),
        },
        ..Exchange::default()
    };
    assert!(shown(&ObserveOptions::default(), &with("status", "refunded")).contains("- refunded"));
    assert!(!shown(&ObserveOptions::default(), &with("token", "refunded")).contains("refunded"));
    let secrets = vec!["Status".to_owned()];
    let options = ObserveOptions { secrets, ..ObserveOptions::default() };
    assert!(!shown(&options, &with("status", "refunded")).contains("refunded"));
}

/// Secrets of kinds that no document declares, in places that have other names.
#[test]
fn secrets_are_recognised_by_their_form() {
    let token = format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI{SECRET}.c2lnbmF0dXJl");
    let basic = format!("Basic {SECRET}");
    let body = |media_type: &str, text: String| Body::Bytes {
        media_type: Some(media_type.to_owned()),
        bytes: text.into_bytes(),
    };
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = Exchange {
        request: Some(Request {
            method: "POST".to_owned(),
            url: format!("https://jo:{SECRET}@shop.example/api/v1/orders?access_token={SECRET}&{token}"),
            headers: Some(vec![pair("Authorization", &basic), pair("X-Auth-Token", SECRET)]),
            body: body("application/x-www-form-urlencoded", format!("user=jo&password={SECRET}&pass2={SECRET}")),
        }),
        headers: Some(vec![pair("Set-Cookie", &format!("sid={SECRET}; HttpOnly")), pair("Link", &token)]),
        body: body(
            "application/json",
            format!(
                r#"{{"id": "{token}", "total": "https://jo:{SECRET}@a.example", "status": "{token}", "lines": {{"{token}": 1}},
                "customer": ["{basic}", {{"pwd": 1, "password": "{SECRET}"}}], "placed": "{basic}",
                "note": "postgres://jo:{SECRET}@db/x", "{token}": true}}"#
            ),
        ),
        ..exchange()
    };
    for values in [false, true] {
        let text = shown(&ObserveOptions { values, ..ObserveOptions::default() }, &form);
        assert!(!text.contains("hunter2"), "{text}");
    }
    let stray = Exchange {
        operation: None,
        request: Some(Request {
            method: "GET".to_owned(),
            url: format!("https://jo:{SECRET}@shop.example/nowhere/{token}?{SECRET}"),
            headers: None,
            body: Body::None,
        }),
        ..Exchange::default()
    };
    let outcome = analysed(table::V3_0, None);
    let observation = observe(&outcome, &ObserveOptions::default(), &[stray]);
    let text = outcome.report_on(&observation.diagnostics).json_text();
    assert!(text.contains("nowhere") && !text.contains("hunter2") && !text.contains("eyJ"), "{text}");
}
