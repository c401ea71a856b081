//! What is secret is in nothing that anybody prints: errors, their causes, clients, calls, traces, logs, panics.

use clientgen_runtime::Base64;
use thrive_client::{Client, Credentials};

use crate::fault::{Fault, SECRET, TENANT};
use crate::run::Report;
use crate::{OVER_HYPER, OVER_REQWEST};

#[test]
fn no_row_shows_a_secret_over_hyper() {
    assert_silent(&OVER_HYPER);
}

#[test]
fn no_row_shows_a_secret_over_reqwest() {
    assert_silent(&OVER_REQWEST);
}

/// Every secret, and all that is private in bodies, has the word in it; the header of HTTP Basic hides it.
///
/// Messages quote the server, but none of the client's own secrets.
fn assert_silent(ran: &[(Fault, Report)]) {
    let basic = Base64::from(format!("{TENANT}:{SECRET}").into_bytes()).to_string();
    for (fault, report) in ran {
        for (number, line) in report.said.lines().enumerate() {
            let shown = line.to_ascii_lowercase().contains("needle") || line.contains(&basic);
            assert!(!shown, "{}, line {number}: {line}", fault.name);
        }
        let secrets = [SECRET, &basic];
        assert!(!secrets.iter().any(|secret| report.shown.contains(secret)), "{}: {}", fault.name, report.shown);
    }
}

/// Otherwise the tests above hear nothing of anything.
#[test]
fn traces_logs_and_errors_are_heard() {
    for (ran, log) in [(&OVER_HYPER, ""), (&OVER_REQWEST, "log of reqwest::connect")] {
        let (_, report) = ran.iter().find(|(fault, _)| fault.name == "connection_refused").unwrap();
        for part in ["span call", "attempt failed", "Credentials(Basic)", "because of", "ClientBuilder", "Call {", log]
        {
            assert!(report.said.contains(part), "{part} is not in:\n{}", report.said);
        }
    }
}

#[test]
fn a_password_in_a_url_is_not_shown() {
    let urls = ["https://jo:open_needle@api.example", "http://jo:open_needle@api.example", "ftp://jo:open_needle@[/"];
    for url in urls {
        let error = Client::builder().base_url(url).build().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("needle"), "{error}");
        assert!(!format!("{:?}", Client::builder().base_url(url)).contains("needle"), "{url}");
    }
}

#[tokio::test]
async fn a_password_in_a_token_url_is_not_shown() {
    for url in ["https://jo:open_needle@api.example", "http://api.example/?key=open_needle"] {
        let credentials = Credentials::client_credentials(TENANT, SECRET).token_url(url);
        let client = Client::builder().credentials(credentials).build().unwrap();

        let error = client.users().get("1").await.unwrap_err();

        assert!(error.is_credentials(), "{error}");
        assert!(!format!("{error} {error:?}").contains("needle"), "{error}");
    }
}

#[test]
fn credentials_that_do_not_fit_are_not_shown() {
    for credentials in [Credentials::basic("te:nant", SECRET), Credentials::basic(TENANT, format!("{SECRET}\n"))] {
        let built = Client::builder().credentials(credentials).default_header("x y", SECRET).build();
        assert!(!format!("{built:?}").contains("needle"));
    }
    let built = Client::builder().default_header("x-secret", format!("{SECRET}\n")).build();
    assert!(!format!("{built:?}").contains("needle"));
}
