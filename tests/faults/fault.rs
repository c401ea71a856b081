//! One row of the table: what the server does, what is called, and what the caller gets.

use std::ops::RangeInclusive;
use std::time::Duration;

use clientgen_runtime::{Credentials, RetryPolicy};
use serde_json::Value;

use crate::calls::{self, Clients, Pending};
use crate::clock::limit;
use crate::server::{Exchange, Script, answer};

/// The secret of every row's credentials. Lower case, so that it passes for an error code of OAuth.
pub(crate) const SECRET: &str = "open_sesame_needle";

/// The user name or client id.
pub(crate) const TENANT: &str = "tenant";

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) name: String,
    pub(crate) script: Script,
    pub(crate) call: fn(Clients) -> Pending,
    pub(crate) setting: Setting,
    pub(crate) gets: Gets,
    pub(crate) attempts: u32,
    pub(crate) requests: RangeInclusive<usize>,
    pub(crate) tokens: usize,
    pub(crate) elsewhere: usize,
    pub(crate) items: usize,
    pub(crate) waits: Vec<u64>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) unnoticed: bool,
}

/// How the client is set up.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) credentials: fn(token_url: String) -> Credentials,
    pub(crate) place: Place,
    pub(crate) retry: RetryPolicy,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) max_response_size: u64,
}

/// Where the client believes the API to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Here,
    /// Over TLS, which the transport removes.
    Https,
    /// Over TLS, which the server does not support.
    Tls,
    /// An address where no server listens.
    Nowhere,
}

/// What the caller gets.
#[derive(Clone, Debug)]
pub(crate) enum Gets {
    /// The value as JSON.
    Value(Value),
    /// An error of one of these kinds with one of these statuses and messages; mostly there is one of each.
    Error { kinds: Vec<Is>, statuses: Vec<Option<u16>>, messages: Vec<String> },
}

/// The kind of an error; exactly one predicate of `Error` says yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    Status,
    Connect,
    Connection,
    Timeout,
    TooLarge,
    Redirect,
    Decode,
    Credentials,
    Paging,
}

/// A row in which the server does this, and the caller gets a user.
pub(crate) fn fault(name: impl Into<String>, calls: impl IntoIterator<Item = Exchange>) -> Fault {
    Fault {
        name: name.into(),
        script: Script { calls: calls.into_iter().collect(), ..Script::default() },
        call: calls::get_user,
        setting: Setting {
            credentials: |_| Credentials::basic(TENANT, SECRET),
            place: Place::Here,
            retry: RetryPolicy::default(),
            timeout: limit(10_000),
            attempt_timeout: limit(1_000),
            max_response_size: 64 * 1024 * 1024,
        },
        gets: Gets::Value(calls::user()),
        attempts: 1,
        requests: 1..=1,
        tokens: 0,
        elsewhere: 0,
        items: 0,
        waits: Vec::new(),
        retry_after: None,
        unnoticed: false,
    }
}

/// The answer every row can end with.
pub(crate) fn user() -> Exchange {
    answer(200, &calls::user().to_string())
}

impl Fault {
    /// Another call than `users().get()`.
    pub(crate) fn calling(self, call: fn(Clients) -> Pending) -> Self {
        Self { call, ..self }
    }

    /// The caller gets this.
    pub(crate) fn gets(self, value: Value) -> Self {
        Self { gets: Gets::Value(value), ..self }
    }

    /// The call fails without a response.
    pub(crate) fn fails(self, kind: Is, message: &str) -> Self {
        self.fails_as(&[kind], &[None], &[message])
    }

    /// The call fails with a response of this status.
    pub(crate) fn fails_with(self, kind: Is, status: u16, message: &str) -> Self {
        self.fails_as(&[kind], &[Some(status)], &[message])
    }

    /// The call fails in one of several ways, because the order of events is the kernel's affair.
    pub(crate) fn fails_as(self, kinds: &[Is], statuses: &[Option<u16>], messages: &[&str]) -> Self {
        let messages = messages.iter().copied().map(str::to_owned).collect();
        let gets = Gets::Error { kinds: kinds.to_vec(), statuses: statuses.to_vec(), messages };
        Self { gets, ..self }
    }

    /// There are so many attempts, each a request that reaches the server, with the usual waits in between.
    pub(crate) fn attempts(self, attempts: u32) -> Self {
        let waits = [250, 500][..attempts.saturating_sub(1) as usize].to_vec();
        Self { attempts, waits, ..self }.requests(attempts as usize)
    }

    /// So many requests reach the server, whatever the number of attempts.
    pub(crate) fn requests(self, requests: usize) -> Self {
        self.requests_between(requests, requests)
    }

    /// How many requests reach the server is a matter of time.
    pub(crate) fn requests_between(self, least: usize, most: usize) -> Self {
        Self { requests: least..=most, ..self }
    }

    /// The waits between attempts in milliseconds.
    pub(crate) fn waits(self, waits: &[u64]) -> Self {
        Self { waits: waits.to_vec(), ..self }
    }

    /// So many items arrive before the end, or before the error.
    pub(crate) fn items(self, items: usize) -> Self {
        Self { items, ..self }
    }

    /// The error says how long the server asked to wait.
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(Duration::from_secs(seconds)), ..self }
    }

    /// The server does not notice that the client is gone, since it does not read.
    pub(crate) fn unnoticed(self) -> Self {
        Self { unnoticed: true, ..self }
    }

    /// The other server does that, as often as said.
    pub(crate) fn elsewhere(mut self, times: usize, exchange: Exchange) -> Self {
        self.script.elsewhere = [exchange].into();
        Self { elsewhere: times, ..self }
    }

    /// With OAuth2; token requests meet this, and there are so many.
    pub(crate) fn tokens(mut self, times: usize, exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        self.script.tokens = exchanges.into_iter().collect();
        self.setting.credentials =
            |_| Credentials::client_credentials(TENANT, SECRET).token_variable("tenantId", TENANT);
        Self { tokens: times, ..self }
    }

    /// With another setting.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Setting)) -> Self {
        change(&mut self.setting);
        self
    }
}
