//! [`Request`]: the values of one call, and the HTTP request that is built from them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use secrecy::ExposeSecret;

use crate::api::{ApiKeyIn, SchemeKind, SecurityScheme};
use crate::body::{Body, Payload};
use crate::client::Client;
use crate::error::{ErrorKind, Failure};
use crate::model::machinery::{self, ValueRef};
use crate::model::{self, DecodeOptions, Model, Strictness};
use crate::multipart::Form;
use crate::operation::{Location, Operation, Parameter};
use crate::param::ParamValue;
use crate::percent::{self, EncodeSet};
use crate::retry::RetryPolicy;
use crate::secrets::{self, Secrets};
use crate::server::Server;
use crate::{custom_url, form, idempotency, own_headers, path_segments, shown_url, style};

/// A call before it is sent. An error in its values is kept, and reported when it is sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// Boxed like the headers, because few calls have some.
    options: Option<Box<Options>>,
    /// Where to send what the document does not have.
    pub(crate) target: Option<Box<Target>>,
    /// The whole URL of a page that another page has named.
    page_url: Option<Box<str>>,
    /// It asks with GET what has become of an earlier request.
    asks: bool,
    parameters: Vec<(&'static Parameter, ParamValue)>,
    /// Pairs of the query that the document does not have, encoded.
    query: String,
    headers: Option<Box<HeaderMap>>,
    pub(crate) payload: Payload,
    media_type: Option<Cow<'static, str>>,
    error: Option<String>,
}

/// The method and the place of a request that is not an operation of the document.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) method: http::Method,
    /// Below the server, or absolute.
    pub(crate) path: String,
    /// The name of a server set; the first one without it.
    pub(crate) server: Option<String>,
}

/// The settings of one call; those of the client apply where it is `None`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) stall_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) max_response_size: Option<u64>,
    pub(crate) strictness: Option<Strictness>,
    pub(crate) keep_undeclared: bool,
}

impl Options {
    /// No setting.
    const NONE: Self = Self {
        timeout: None,
        attempt_timeout: None,
        stall_timeout: None,
        retry: None,
        max_response_size: None,
        strictness: None,
        keep_undeclared: false,
    };
}

/// The parts of a request that are the same for every attempt, and not the same as in the call.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) url: Uri,
    /// Built once in advance, to find errors; the first attempt takes them.
    headers: Option<HeaderMap>,
    pub(crate) cookies: String,
}

impl Prepared {
    /// The headers for an attempt.
    pub(crate) fn headers(&mut self, request: &Request) -> HeaderMap {
        // They were built without error before, so they can be built again.
        self.headers.take().unwrap_or_else(|| request.headers().unwrap_or_default())
    }
}

impl Request {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
            operation,
            options: None,
            target: None,
            page_url: None,
            asks: false,
            parameters: Vec::new(),
            query: String::new(),
            headers: None,
            payload: Payload::Empty,
            media_type: None,
            error: None,
        }
    }

    /// The settings of this call.
    pub(crate) fn options(&self) -> &Options {
        static NONE: Options = Options::NONE;
        self.options.as_deref().unwrap_or(&NONE)
    }

    /// The settings of this call, to change them.
    pub(crate) fn options_mut(&mut self) -> &mut Options {
        self.options.get_or_insert_default()
    }

    /// Sets a parameter, replacing an earlier value.
    pub(crate) fn parameter(&mut self, location: Location, name: &str, value: ParamValue) {
        let parameters = self.operation.parameters;
        let Some(parameter) = parameters.iter().find(|given| given.location == location && given.name == name) else {
            return self.fail(format!("the operation has no parameter {name:?} in this location"));
        };
        if let ParamValue::Invalid(reason) = &value {
            return self.fail(format!("parameter {name:?}: {reason}"));
        }
        if let Some(limit) = self.limit_of(name, &value) {
            return self.fail(format!("parameter {name:?} is not {limit}"));
        }
        match self.parameters.iter_mut().find(|(given, _)| std::ptr::eq(*given, parameter)) {
            Some((_, given)) => *given = value,
            None => {
                // Most calls have only those that are required.
                if self.parameters.is_empty() {
                    let required = parameters.iter().filter(|parameter| parameter.required).count();
                    self.parameters = Vec::with_capacity(required.max(1));
                }
                self.parameters.push((parameter, value));
            }
        }
    }

    /// The limit that a parameter does not keep, if limits are checked.
    fn limit_of(&self, name: &str, value: &ParamValue) -> Option<String> {
        let limits = self.client.inner().checked_limits;
        if limits.is_empty() {
            return None;
        }
        let (text, items) = match value {
            ParamValue::Scalar(text) => (Some(text.as_str()), None),
            ParamValue::List(items) => (None, u64::try_from(items.len()).ok()),
            _ => return None,
        };
        model::parameter_violation(limits, self.operation.id, name, text, items)
    }

    /// Whether a body keeps the limits, if they are checked; else the call fails.
    fn keeps_limits(&mut self, body: ValueRef<'_>) -> bool {
        let limits = self.client.inner().checked_limits;
        let outcome = if limits.is_empty() { Ok(()) } else { machinery::validate(body, limits) };
        outcome.map_err(|violations| self.fail(format!("the body does not keep the limits: {violations}"))).is_ok()
    }

    /// The value of a parameter, as the caller set it.
    pub(crate) fn value(&self, location: Location, name: &str) -> Option<&ParamValue> {
        let is = |parameter: &Parameter| parameter.location == location && parameter.name == name;
        self.parameters.iter().find(|(parameter, _)| is(parameter)).map(|(_, value)| value)
    }

    /// Takes out a parameter, if it is set.
    pub(crate) fn remove_parameter(&mut self, location: Location, name: &str) {
        self.parameters.retain(|(parameter, _)| parameter.location != location || parameter.name != name);
    }

    /// Sends the request to the URL of a page instead, which has a query of its own.
    pub(crate) fn follow(&mut self, url: String) {
        self.page_url = Some(url.into());
    }

    /// A request that asks at a URL what has become of this one, as the same user and with the same options.
    pub(crate) fn asking_at(&self, url: &str) -> Self {
        Self {
            options: self.options.clone(),
            headers: self.headers.clone(),
            page_url: Some(url.into()),
            asks: true,
            ..Self::new(self.client.clone(), self.operation)
        }
    }

    /// Whether it may be sent twice.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.asks || self.operation.is_idempotent()
    }

    /// The bytes of the body, unless it is a stream.
    pub(crate) fn whole_body(&self) -> Option<&[u8]> {
        match &self.payload {
            Payload::Empty => Some(&[]),
            Payload::Whole(bytes) => Some(bytes),
            Payload::Once(_) => None,
        }
    }

    /// Replaces the bytes of a JSON body.
    pub(crate) fn replace_body(&mut self, bytes: Vec<u8>) {
        self.media_type.get_or_insert(Cow::Borrowed("application/json"));
        self.payload = Body::from(bytes).into();
    }

    /// Adds a header, after earlier ones of its name.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(_)) if own_headers::is_reserved(&name) => {
                self.fail(format!("the client sets the header {name:?} itself"));
            }
            (Ok(name), Ok(value)) => own_headers::append(self.headers.get_or_insert_default(), name, value),
            _ => self.fail(format!("the header {name:?} is not valid")),
        }
    }

    /// Adds an idempotency key where the operation has one and the caller has given none. All attempts have the same.
    pub(crate) fn complete(&mut self) {
        let Some(name) = self.operation.idempotency_key.filter(|_| !self.asks) else {
            return;
        };
        let is_key =
            |parameter: &Parameter| parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case(name);
        let mut given = self.parameters.iter().filter(|(_, value)| *value != ParamValue::Absent);
        let is_given = given.any(|(parameter, _)| is_key(parameter))
            || HeaderName::try_from(name).is_ok_and(|name| self.has_header(&name));
        if !is_given {
            self.header(name, &idempotency::new_key());
        }
    }

    /// Whether the caller has set the header, for the call or for the whole client.
    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        self.headers.as_deref().is_some_and(|headers| contains(headers, name))
            || contains(&self.client.inner().headers, name)
    }

    /// What the caller has written into `Cookie`, for the call or for the whole client.
    pub(crate) fn own_cookies(&self) -> impl Iterator<Item = &str> {
        let everywhere = &self.client.inner().headers;
        let own = self.headers.as_deref().filter(|headers| headers.contains_key(header::COOKIE));
        let headers = own.unwrap_or(everywhere);
        headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok())
    }

    /// Whether the caller has written by hand what the security scheme requires.
    pub(crate) fn has_credentials_for(&self, scheme: &SecurityScheme) -> bool {
        match scheme.kind {
            SchemeKind::ApiKey { location: ApiKeyIn::Header, name } => {
                HeaderName::try_from(name).is_ok_and(|name| self.has_header(&name))
            }
            SchemeKind::ApiKey { location: ApiKeyIn::Cookie, .. } => self.has_header(&header::COOKIE),
            SchemeKind::ApiKey { location: ApiKeyIn::Query, name } => {
                self.query.split('&').any(|pair| pair.split('=').next() == Some(name))
            }
            _ => self.has_header(&header::AUTHORIZATION),
        }
    }

    /// Adds a pair to the query, as it is.
    pub(crate) fn query_extra(&mut self, name: &str, value: &dyn fmt::Display) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        percent::push(&mut self.query, name, EncodeSet::Strict);
        self.query.push('=');
        percent::push(&mut self.query, &value.to_string(), EncodeSet::Strict);
    }

    pub(crate) fn json<T: Model>(&mut self, media_type: &'static str, value: &T) {
        self.json_ref(media_type, value.view());
    }

    /// The part of `json` that does not depend on the type, compiled once.
    fn json_ref(&mut self, media_type: &'static str, value: ValueRef<'_>) {
        if !self.keeps_limits(value) {
            return;
        }
        match model::encode_request(value) {
            Ok(bytes) => self.body(media_type, bytes.into()),
            Err(error) => self.fail(error.to_string()),
        }
    }

    pub(crate) fn form<T: Model>(&mut self, value: &T, styles: &[Parameter]) {
        if !self.keeps_limits(value.view()) {
            return;
        }
        match form::encode(value, styles) {
            Ok(text) => self.body("application/x-www-form-urlencoded", text.into()),
            Err(reason) => self.fail(reason),
        }
    }

    pub(crate) fn multipart(&mut self, media_type: &'static str, form: Form) {
        match form.into_body(media_type) {
            Ok((media_type, body)) => self.body(media_type, body),
            Err(reason) => self.fail(reason),
        }
    }

    pub(crate) fn body(&mut self, media_type: impl Into<Cow<'static, str>>, body: Body) {
        self.media_type = Some(media_type.into());
        self.payload = body.into();
    }

    /// Keeps the first error.
    pub(crate) fn fail(&mut self, reason: String) {
        self.error.get_or_insert(reason);
    }

    /// The server that the request is for.
    pub(crate) fn server(&self) -> Option<&Server> {
        let client = self.client.inner();
        let named = self.target.as_ref().and_then(|target| target.server.as_deref());
        let index = match named {
            Some(name) => client.api.servers.iter().position(|set| set.name == name)?,
            None => self.operation.server,
        };
        client.servers.get(index)
    }

    /// Builds the request to send.
    pub(crate) fn prepare(&self) -> Result<Prepared, Failure> {
        self.assemble().map_err(|reason| Failure::new(self.operation, ErrorKind::Request(reason)))
    }

    fn assemble(&self) -> Result<Prepared, String> {
        if let Some(error) = self.error.as_ref().or(self.client.inner().error.as_ref()) {
            return Err(error.clone());
        }
        if !self.asks {
            self.check_required()?;
        }
        let mut query = String::new();
        let mut cookies = String::new();
        for (parameter, value) in &self.parameters {
            match parameter.location {
                Location::Query | Location::Querystring if self.page_url.is_some() => {}
                Location::Query => style::query(&mut query, parameter, value),
                Location::Querystring => style::querystring(&mut query, parameter, value),
                Location::Cookie => {
                    refuse_controls(parameter, value)?;
                    style::cookie(&mut cookies, parameter, value);
                }
                Location::Path | Location::Header => {}
            }
        }
        let own_query = if self.page_url.is_some() { "" } else { &self.query };
        let url = self.url([&query, own_query])?;
        Ok(Prepared { url, headers: Some(self.headers()?), cookies })
    }

    /// How its response is read.
    pub(crate) fn decode_options(&self) -> DecodeOptions {
        let everywhere = self.client.inner().decode;
        DecodeOptions {
            strictness: self.options().strictness.unwrap_or(everywhere.strictness),
            keep_undeclared: self.options().keep_undeclared || everywhere.keep_undeclared,
        }
    }

    /// Drops the body, which a call does not need once it has been sent.
    pub(crate) fn forget_body(&mut self) {
        self.payload = Payload::Empty;
    }

    /// Names the request in a failure; nothing has been sent to a URL without a host.
    #[cold]
    pub(crate) fn describe(&self, failure: Failure, url: &Uri) -> Failure {
        let url = url.host().map(|_| shown_url::of(url, &self.secrets()));
        failure.request(self.method(), url)
    }

    /// What no message about the request may repeat; the credentials of an attempt are secret too.
    #[cold]
    pub(crate) fn secrets(&self) -> Secrets {
        let client = self.client.inner();
        let mut secrets = Secrets::default();
        client.secrets.iter().for_each(|secret| secrets.push(secret.expose_secret()));
        let headers = client.headers.iter().chain(self.headers.as_deref().into_iter().flatten());
        let headers = headers.filter(|(_, value)| value.is_sensitive());
        headers.for_each(|(name, value)| secrets.push_header(name, value));
        for (parameter, value) in &self.parameters {
            if let ParamValue::Scalar(text) = value
                && secrets::is_secret(parameter.name)
            {
                secrets.push(text);
            }
        }
        secrets
    }

    /// The method to send.
    pub(crate) fn method(&self) -> http::Method {
        if self.asks {
            return http::Method::GET;
        }
        self.target.as_ref().map_or_else(|| self.operation.method.into(), |target| target.method.clone())
    }

    /// The URL, with what is added to the query that the caller may have written.
    fn url(&self, queries: [&str; 2]) -> Result<Uri, String> {
        let server = self.server().ok_or("the API has no such server")?;
        let own = self.page_url.as_deref().or(self.target.as_ref().map(|target| target.path.as_str()));
        let url = if let Some(own) = own {
            let mut url = custom_url::url(own, &server.base, self.client.inner())?;
            push_queries(&mut url, queries);
            url.try_into().ok()
        } else {
            let base_path = server.base_path();
            let mut path = String::with_capacity(base_path.len() + self.operation.path.len() + 64);
            path.push_str(base_path);
            self.push_path(&mut path)?;
            push_queries(&mut path, queries);
            server.url_of(path)
        };
        url.ok_or_else(|| "the URL is not valid".to_owned())
    }

    fn check_required(&self) -> Result<(), String> {
        let is_given = |required: &Parameter| {
            let given = self.parameters.iter().find(|(parameter, _)| std::ptr::eq(*parameter, required));
            given.is_some_and(|(_, value)| *value != ParamValue::Absent)
        };
        match self.operation.parameters.iter().find(|parameter| parameter.required && !is_given(parameter)) {
            Some(missing) => Err(format!("parameter {:?} is required", missing.name)),
            None => Ok(()),
        }
    }

    /// Appends the path with its parameters.
    ///
    /// A segment that would be empty, `.` or `..` is an error: servers and proxies remove or resolve it, so the request
    /// would reach another operation. Encoding does not help, because `%2E` is equal to a dot.
    fn push_path(&self, url: &mut String) -> Result<(), String> {
        let mut are_harmless = true;
        self.write_path(url, |url, place| are_harmless &= url.get(place).is_some_and(path_segments::is_harmless))?;
        if are_harmless {
            return Ok(());
        }
        let (mut path, mut values) = (String::new(), Vec::new());
        self.write_path(&mut path, |_, place| values.push(place))?;
        path_segments::check(&path, &values)
    }

    /// Appends the path, and tells where in the result each value is.
    fn write_path(&self, url: &mut String, mut value_at: impl FnMut(&str, Range<usize>)) -> Result<(), String> {
        let template = self.operation.path;
        if !template.starts_with('/') {
            url.push('/');
        }
        let mut rest = template;
        while let Some((before, after)) = split_at(rest, |byte| byte == b'{') {
            url.push_str(before);
            let name = split_at(after, |byte| matches!(byte, b'}' | b'/'));
            let name = name.filter(|(name, _)| after.as_bytes().get(name.len()) == Some(&b'}'));
            let given = name.and_then(|(name, after)| Some((self.path_value(name)?, after)));
            // Braces that do not enclose a parameter are kept.
            let Some(((parameter, value), after)) = given else {
                url.push('{');
                rest = after;
                continue;
            };
            let start = url.len();
            if !style::push_path(url, parameter, value) {
                return Err(format!(
                    "path parameter {:?} is empty{}",
                    parameter.name,
                    path_segments::ANOTHER_OPERATION
                ));
            }
            value_at(url, start..url.len());
            rest = after;
        }
        url.push_str(rest);
        Ok(())
    }

    fn path_value(&self, name: &str) -> Option<(&'static Parameter, &ParamValue)> {
        let is = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
        self.parameters.iter().find(|(parameter, _)| is(parameter)).map(|(parameter, value)| (*parameter, value))
    }

    fn headers(&self) -> Result<HeaderMap, String> {
        let everywhere = &self.client.inner().headers;
        let own = self.headers.as_deref();
        // Space for the media types, the credentials and a cookie.
        let mut headers = HeaderMap::with_capacity(everywhere.len() + own.map_or(0, HeaderMap::len) + 4);
        for (name, value) in everywhere {
            headers.append(name, value.clone());
        }
        if !self.operation.accept.is_empty() && !contains(everywhere, &header::ACCEPT) {
            headers.insert(header::ACCEPT, HeaderValue::from_static(self.operation.accept));
        }
        let media_type = self.operation.content_type_of(self.media_type.as_deref());
        let is_said = || self.asks || contains(everywhere, &header::CONTENT_TYPE);
        if let Some(media_type) = media_type.filter(|_| !is_said()) {
            let value = HeaderValue::from_str(media_type).map_err(|_| "the media type is not valid")?;
            headers.insert(header::CONTENT_TYPE, value);
        }
        for (parameter, value) in &self.parameters {
            if parameter.location == Location::Header
                && let Some(text) = style::header(parameter, value)
            {
                let invalid = || format!("header parameter {:?} cannot have that value", parameter.name);
                let name = HeaderName::try_from(parameter.name).map_err(|_| invalid())?;
                headers.insert(name, HeaderValue::from_bytes(text.as_bytes()).map_err(|_| invalid())?);
            }
        }
        if let Some(own) = own {
            for name in own.keys() {
                headers.remove(name);
            }
            headers.extend(own.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        Ok(headers)
    }
}

/// Whether there is a header of that name. A few names are compared faster than one is hashed.
fn contains(headers: &HeaderMap, name: &HeaderName) -> bool {
    if headers.len() > 4 { headers.contains_key(name) } else { headers.keys().any(|other| other == name) }
}

/// Appends what is not empty to the query of a URL.
fn push_queries(url: &mut String, queries: [&str; 2]) {
    for query in queries.into_iter().filter(|query| !query.is_empty()) {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(query);
    }
}

/// What is before and after the first ASCII character of some. Templates are so short that a search by words takes longer.
fn split_at(text: &str, is_end: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let end = text.bytes().position(is_end)?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// Refuses control characters. They would be harmless when encoded, but are certainly an error of the caller.
fn refuse_controls(parameter: &Parameter, value: &ParamValue) -> Result<(), String> {
    let has_control = |text: &String| text.chars().any(char::is_control);
    let refused = match value {
        ParamValue::Scalar(text) => has_control(text),
        ParamValue::Nested { plain, .. } => return refuse_controls(parameter, plain),
        ParamValue::List(strings) => strings.iter().any(has_control),
        ParamValue::Object(members) => members.iter().any(|(key, value)| has_control(key) || has_control(value)),
        ParamValue::Absent | ParamValue::Invalid(_) => false,
    };
    if refused { Err(format!("cookie parameter {:?} has a control character", parameter.name)) } else { Ok(()) }
}
