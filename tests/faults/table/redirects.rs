//! Redirects: to other hosts, in circles, to nowhere, and what goes along.

use crate::calls::{create_user, put, user as jo};
use crate::fault::{Fault, Is, Place, fault, user};
use crate::server::{Exchange, answer, answer_with, read};

pub(crate) fn rows() -> Vec<Fault> {
    [followed(), refused(), of_bodies(), of_secrets()].concat()
}

fn to(status: u16, location: &str) -> Exchange {
    answer_with(status, &format!("location: {location}"), "")
}

fn followed() -> Vec<Fault> {
    let everywhere = [301, 302, 303, 307, 308]
        .map(|status| fault(format!("redirect_{status}"), [to(status, "/rest/v1/user/2"), user()]).requests(2));
    let others = [
        fault("redirect_to_a_relative_place", [to(302, "2"), user()]).requests(2),
        fault("redirect_to_a_parent_folder", [to(302, "../x"), user()]).requests(2),
        fault("redirect_with_a_url_in_its_query", [to(302, "/x?next=https://192.0.2.1/y"), user()]).requests(2),
        fault("redirect_with_spaces", [to(302, "/a b"), user()]).requests(2),
        fault("redirect_of_other_bytes", [read().write(b"HTTP/1.1 302 F\r\nlocation: /\xff\r\n\r\n"), user()])
            .requests(2),
        fault("redirect_of_another_alphabet", [to(302, "/ü/日本?ö=ä"), user()]).requests(2),
        fault("redirect_to_the_same_host_in_full", [to(302, "http://{here}/x"), user()]).requests(2),
        fault(
            "redirect_without_end_of_body",
            [read().write("HTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n").repeat("x".repeat(1000)), user()],
        )
        .requests(2),
        fault("redirect_then_503_then_success", [to(302, "/x"), answer(503, ""), user()]).attempts(2).requests(3),
    ];
    everywhere.into_iter().chain(others).collect()
}

fn refused() -> Vec<Fault> {
    let not_url = "its target is not a URL";
    let not_allowed = "its target is not allowed";
    let rows = [
        ("redirect_without_location", answer(302, ""), "it has no Location header"),
        ("redirect_to_no_url", to(302, "http://[::::/"), not_url),
        ("redirect_to_a_long_place", to(302, &format!("/{}", "x".repeat(100_000))), not_url),
        ("redirect_to_another_scheme", to(302, "ftp://{here}/"), not_allowed),
        ("redirect_to_a_file", to(302, "file:///etc/passwd"), not_url),
        ("redirect_to_plain_http_elsewhere", to(302, "http://192.0.2.1/"), not_allowed),
        ("redirect_with_a_user", to(302, "http://a:b@{here}/"), not_allowed),
    ];
    let rows = rows.map(|(name, exchange, reason)| {
        let message = format!("getUserById: redirect not followed: {reason} (status 302 Found)");
        fault(name, [exchange]).fails_with(Is::Redirect, 302, &message)
    });
    let loops = [
        fault("redirect_to_itself", [to(302, "/rest/v1/user/1")])
            .fails(Is::Redirect, "getUserById: redirect not followed: there are too many")
            .requests(11),
        fault("redirect_to_and_fro", [to(307, "http://{elsewhere}/x")])
            .elsewhere(5, to(307, "http://{here}/y"))
            .fails(Is::Redirect, "getUserById: redirect not followed: there are too many")
            .requests(6),
    ];
    rows.into_iter().chain(loops).collect()
}

/// A body is sent again only where that was clearly meant.
fn of_bodies() -> Vec<Fault> {
    let ambiguous = "createUser: redirect not followed: it does not say whether to send the request again";
    let leaves = "createUser: redirect not followed: it would send the body to another host";
    vec![
        fault("redirect_301_of_a_post", [to(301, "/x"), user()]).calling(create_user).fails_with(
            Is::Redirect,
            301,
            &format!("{ambiguous} (status 301 Moved Permanently)"),
        ),
        fault("redirect_302_of_a_post", [to(302, "/x"), user()]).calling(create_user).fails_with(
            Is::Redirect,
            302,
            &format!("{ambiguous} (status 302 Found)"),
        ),
        fault("redirect_303_of_a_post", [to(303, "/x"), user()]).calling(create_user).requests(2),
        fault("redirect_307_of_a_post", [to(307, "/x"), user()]).calling(create_user).requests(2),
        fault("redirect_307_of_a_post_to_another_host", [to(307, "http://{elsewhere}/x")])
            .elsewhere(0, user())
            .calling(create_user)
            .fails_with(Is::Redirect, 307, &format!("{leaves} (status 307 Temporary Redirect)")),
        fault("redirect_308_of_a_post_to_another_host", [to(308, "//{elsewhere}/x")])
            .elsewhere(0, user())
            .calling(create_user)
            .fails_with(Is::Redirect, 308, &format!("{leaves} (status 308 Permanent Redirect)")),
    ]
}

/// The runner looks for secrets in what arrives elsewhere.
fn of_secrets() -> Vec<Fault> {
    let elsewhere = || answer(200, &jo().to_string());
    let token = || answer(200, r#"{"access_token": "granted_needle", "token_type": "Bearer"}"#);
    let mut rows: Vec<_> = [301, 302, 303, 307, 308]
        .into_iter()
        .map(|status| {
            fault(format!("redirect_{status}_to_another_host"), [to(status, "http://{elsewhere}/x")])
                .elsewhere(1, elsewhere())
        })
        .collect();
    rows.extend([
        fault("redirect_of_a_token_to_another_host", [to(302, "http://{elsewhere}/x")])
            .tokens(1, [token()])
            .elsewhere(1, elsewhere()),
        // The other host was shown no token, so its refusal says nothing about the token.
        fault("redirect_of_a_token_to_another_host_that_refuses", [to(302, "http://{elsewhere}/x")])
            .tokens(1, [token()])
            .elsewhere(1, answer(401, ""))
            .fails_with(Is::Status, 401, "getUserById: the server refused (status 401 Unauthorized)"),
        fault("redirect_303_of_a_post_to_another_host", [to(303, "http://{elsewhere}/x")])
            .calling(create_user)
            .elsewhere(1, elsewhere()),
        // It is the key in the query that must not go along.
        fault("redirect_303_of_a_put_with_a_key_to_another_host", [to(303, "http://{elsewhere}/x")])
            .calling(put)
            .gets(jo())
            .elsewhere(1, elsewhere()),
        // After another host, coming back does not bring the secret back.
        fault("redirect_from_https_to_http", [to(302, "http://{elsewhere}/x")])
            .elsewhere(0, elsewhere())
            .with(|setting| setting.place = Place::Https)
            .fails_with(
                Is::Redirect,
                302,
                "getUserById: redirect not followed: it leads from https to http (status 302 Found)",
            ),
        fault("redirect_from_https_to_http_of_the_same_host", [to(302, "http://api.example/x")])
            .with(|setting| setting.place = Place::Https)
            .fails_with(
                Is::Redirect,
                302,
                "getUserById: redirect not followed: it leads from https to http (status 302 Found)",
            ),
    ]);
    rows
}
