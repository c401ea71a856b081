//! Token endpoints that are down, slow or talk nonsense, and tokens that are refused.

use clientgen_runtime::Credentials;

use crate::calls::{create_user, get_user_again, get_user_late, get_user_too_late, get_user_twice};
use crate::clock::limit;
use crate::fault::{Fault, Is, SECRET, TENANT, fault, user};
use crate::server::{Exchange, answer, answer_with, read};

pub(crate) fn rows() -> Vec<Fault> {
    [down(), refused(), nonsense(), expired()].concat()
}

const UNREAD: &str =
    "getUserById: no credentials obtained: the response of the token endpoint cannot be read after 3 attempts";

/// A good answer of a token endpoint.
fn token(number: u32) -> Exchange {
    answer(
        200,
        &format!(r#"{{"access_token": "granted_needle_{number}", "token_type": "Bearer", "expires_in": 3600}}"#),
    )
}

fn down() -> Vec<Fault> {
    let at = "getUserById: no credentials obtained: the token endpoint";
    vec![
        fault("token_endpoint_refuses_connections", [user()])
            .tokens(0, [])
            .with(|setting| {
                setting.credentials = |url| Credentials::client_credentials(TENANT, SECRET).token_url(url);
            })
            .fails(Is::Credentials, &format!("{at} cannot be reached after 3 attempts"))
            .attempts(3)
            .requests(0),
        fault("token_endpoint_resets", [user()])
            .tokens(3, [read().reset()])
            .fails(Is::Credentials, &format!("{at} cannot be reached after 3 attempts"))
            .attempts(3)
            .requests(0),
        fault("token_endpoint_closes_in_the_body", [user()])
            .tokens(3, [read().write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"acc").close()])
            .fails(Is::Credentials, UNREAD)
            .attempts(3)
            .requests(0),
        fault("token_endpoint_answers_503", [user()])
            .tokens(3, [answer(503, "needle")])
            .fails(Is::Credentials, &format!("{at} responds with 503 Service Unavailable after 3 attempts"))
            .attempts(3)
            .requests(0),
        fault("token_endpoint_answers_503_once", [user()])
            .tokens(2, [answer(503, ""), token(1)])
            .attempts(2)
            .requests(1),
        // Nothing of the call was sent, so even a POST may be tried again.
        fault("token_endpoint_answers_503_once_before_a_post", [user()])
            .tokens(2, [answer(503, ""), token(1)])
            .calling(create_user)
            .attempts(2)
            .requests(1),
        fault("token_endpoint_is_slow", [user()])
            .tokens(3, [read().stall()])
            .fails(Is::Credentials, &format!("{at} does not respond in time after 3 attempts"))
            .attempts(3)
            .requests(0),
        fault("token_endpoint_is_slow_once_before_a_post", [user()])
            .tokens(2, [read().stall(), token(1)])
            .calling(create_user)
            .attempts(2)
            .requests(1),
        fault("token_endpoint_is_slow_until_the_call_has_no_time_left", [user()])
            .with(|setting| setting.timeout = limit(600))
            .tokens(1, [read().stall()])
            .fails(Is::Credentials, &format!("{at} does not respond in time"))
            .requests(0),
        fault("token_endpoint_asks_to_wait", [user()])
            .tokens(2, [answer_with(429, "retry-after: 7", ""), token(1)])
            .attempts(2)
            .requests(1)
            .waits(&[7250]),
        fault("token_endpoint_asks_to_wait_for_long", [user()])
            .tokens(1, [answer_with(503, "retry-after: 3600", "")])
            .fails(Is::Credentials, &format!("{at} responds with 503 Service Unavailable"))
            .retry_after(3600)
            .requests(0),
        // A failure is not remembered.
        fault("token_endpoint_fails_one_call_and_serves_the_next", [user()])
            .tokens(2, [answer(400, ""), token(1)])
            .calling(get_user_again),
    ]
}

fn refused() -> Vec<Fault> {
    let at = "getUserById: no credentials obtained: the token endpoint";
    let row = |name: &str, exchange: Exchange, what: &str| {
        let message = format!("{at} responds with {what}");
        fault(name, [user()]).tokens(1, [exchange]).fails(Is::Credentials, &message).requests(0)
    };
    vec![
        row("token_refused", answer(400, r#"{"error": "invalid_client"}"#), "400 Bad Request, invalid_client"),
        row("token_refused_401", answer(401, ""), "401 Unauthorized"),
        row("token_refused_with_a_page", answer_with(403, "content-type: text/html", "<p>needle"), "403 Forbidden"),
        // A server that repeats what it was sent does not get it into a message.
        row("token_refused_with_the_secret", answer(400, &format!(r#"{{"error": "{SECRET}"}}"#)), "400 Bad Request"),
        row(
            "token_refused_with_the_secret_in_words",
            answer(400, r#"{"error": "bad secret: needle!"}"#),
            "400 Bad Request",
        ),
        row(
            "token_refused_without_end",
            read().write("HTTP/1.1 400 No\r\n\r\n").repeat("x".repeat(1000)),
            "400 Bad Request",
        ),
        row(
            "token_endpoint_redirects",
            answer_with(307, "location: http://{elsewhere}/x", ""),
            "307 Temporary Redirect",
        )
        .elsewhere(0, token(1)),
    ]
}

fn nonsense() -> Vec<Fault> {
    let bodies = [
        ("nothing", ""),
        ("no_json", "<html>needle"),
        ("null", "null"),
        ("array", "[1]"),
        ("no_token", r#"{"token_type": "Bearer", "expires_in": 3600}"#),
        ("token_null", r#"{"access_token": null}"#),
        ("token_number", r#"{"access_token": 7}"#),
        ("token_empty", r#"{"access_token": ""}"#),
        ("token_with_a_line_break", r#"{"access_token": "needle\r\nx-evil: 1"}"#),
        ("token_of_another_kind", r#"{"access_token": "granted_needle", "token_type": "mac"}"#),
        ("cut_off", r#"{"access_token": "granted_needle", "token_ty"#),
        ("error_with_success", r#"{"error": "invalid_client"}"#),
    ];
    let bad = bodies.map(|(name, body)| {
        fault(format!("token_answer_{name}"), [user()])
            .tokens(1, [answer(200, body)])
            .fails(
                Is::Credentials,
                "getUserById: no credentials obtained: the response of the token endpoint contains no bearer token",
            )
            .requests(0)
    });
    let endless = fault("token_answer_without_end", [user()])
        .tokens(1, [read().write("HTTP/1.1 200 OK\r\n\r\n").repeat("x".repeat(1000))])
        .fails(Is::Credentials, "getUserById: no credentials obtained: the response of the token endpoint is too large")
        .requests(0);
    let odd = [
        ("lives_null", "null", 1),
        ("lives_text", "\"3600\"", 1),
        ("lives_nonsense", "\"an hour\"", 1),
        ("lives_forever", "1e300", 1),
        ("lives_negative", "-5", 1),
        ("lives_not", "0", 2),
    ];
    let marked = fault("token_after_a_byte_order_mark", [user()])
        .tokens(1, [answer(200, "\u{feff}{\"access_token\": \"granted_needle\"}")]);
    let odd = odd.map(|(name, life, times)| {
        let body = format!(r#"{{"access_token": "granted_needle", "expires_in": {life}}}"#);
        fault(format!("token_{name}"), [user()]).tokens(times, [answer(200, &body)]).calling(get_user_twice).requests(2)
    });
    bad.into_iter().chain([endless, marked]).chain(odd).collect()
}

/// A token of a thousand seconds.
fn mortal() -> Exchange {
    answer(200, r#"{"access_token": "granted_needle", "expires_in": 1000}"#)
}

fn expired() -> Vec<Fault> {
    let unauthorized = "getUserById: the server refused (status 401 Unauthorized)";
    vec![
        fault("token_expired_early", [answer(401, ""), user()]).tokens(2, [token(1), token(2)]).requests(2),
        // Refused means not done, so a POST is sent again.
        fault("token_expired_early_before_a_post", [answer(401, ""), user()])
            .tokens(2, [token(1), token(2)])
            .calling(create_user)
            .requests(2),
        fault("token_refused_always", [answer(401, "")])
            .tokens(2, [token(1), token(2)])
            .fails_with(Is::Status, 401, unauthorized)
            .requests(2),
        // The second token is newer than the call, so the next call uses it.
        fault("token_refused_twice_by_one_resource", [answer(401, ""), answer(401, ""), user()])
            .tokens(2, [token(1), token(2)])
            .calling(get_user_again)
            .requests(3),
        fault("token_expired_early_and_no_other_to_be_had", [answer(401, ""), user()])
            .tokens(2, [token(1), answer(400, "")])
            .fails(Is::Credentials, "getUserById: no credentials obtained: the token endpoint responds with 400 Bad Request"),
        fault("token_renewal_fails_while_the_old_one_lives", [user()])
            .tokens(2, [mortal(), answer(503, "")])
            .calling(get_user_late)
            .requests(2),
        fault("token_renewal_is_slow_while_the_old_one_lives", [user()])
            .with(|setting| setting.attempt_timeout = limit(10))
            .tokens(2, [mortal(), read().stall()])
            .calling(get_user_late)
            .requests(2),
        fault("token_renewal_fails_after_the_end_of_the_old_one", [user()])
            .tokens(4, [mortal(), answer(503, "")])
            .calling(get_user_too_late)
            .fails(
                Is::Credentials,
                "getUserById: no credentials obtained: the token endpoint responds with 503 Service Unavailable after 3 attempts",
            )
            .attempts(3)
            .requests(1),
        fault("token_without_permission", [answer(403, "")]).tokens(1, [token(1)]).fails_with(
            Is::Status,
            403,
            "getUserById: the server refused (status 403 Forbidden)",
        ),
        fault("token_expired_early_then_503", [answer(401, ""), answer(503, ""), user()])
            .tokens(2, [token(1), token(2)])
            .attempts(2)
            .requests(3),
    ]
}
