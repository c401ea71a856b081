//! [`Request`]: what one call has been given, and how it becomes an HTTP request.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};

use crate::body::{Body, Payload};
use crate::client::Client;
use crate::error::{Failure, Kind};
use crate::model::{self, Model};
use crate::multipart::Form;
use crate::operation::{Location, Operation, Parameter};
use crate::param::ParamValue;
use crate::retry::RetryPolicy;
use crate::{form, style};

/// A call before it is sent. Mistakes are kept and come back when it is.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    pub(crate) options: Options,
    parameters: Vec<(&'static Parameter, ParamValue)>,
    headers: HeaderMap,
    payload: Payload,
    media_type: Option<Cow<'static, str>>,
    fault: Option<String>,
}

/// What a caller sets for one call; `None` leaves it to the client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) max_response_size: Option<u64>,
}

/// A request as far as it is the same for every attempt: all but credentials.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) method: http::Method,
    pub(crate) url: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: String,
    pub(crate) payload: Payload,
}

impl Request {
    pub(crate) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
            operation,
            options: Options::default(),
            parameters: Vec::new(),
            headers: HeaderMap::new(),
            payload: Payload::Empty,
            media_type: None,
            fault: None,
        }
    }

    /// Sets a parameter, replacing an earlier value.
    pub(crate) fn parameter(&mut self, location: Location, name: &str, value: ParamValue) {
        let parameters = self.operation.parameters;
        let Some(parameter) = parameters.iter().find(|given| given.location == location && given.name == name) else {
            return self.fail(format!("the operation has no parameter {name:?} there"));
        };
        if let ParamValue::Invalid(reason) = &value {
            return self.fail(format!("parameter {name:?}: {reason}"));
        }
        match self.parameters.iter_mut().find(|(given, _)| std::ptr::eq(*given, parameter)) {
            Some((_, given)) => *given = value,
            None => self.parameters.push((parameter, value)),
        }
    }

    /// The value of a query parameter as it was set.
    pub(crate) fn query_value(&self, name: &str) -> Option<&ParamValue> {
        let is = |parameter: &Parameter| parameter.location == Location::Query && parameter.name == name;
        self.parameters.iter().find(|(parameter, _)| is(parameter)).map(|(_, value)| value)
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            _ => self.fail(format!("the header {name:?} is not valid")),
        }
    }

    pub(crate) fn json<T: Model>(&mut self, media_type: &'static str, value: &T) {
        self.json_ref(media_type, value.view());
    }

    /// The part of `json` that is the same for every type, compiled once.
    fn json_ref(&mut self, media_type: &'static str, value: crate::codegen::Ref<'_>) {
        match model::encode_ref(value) {
            Ok(bytes) => self.body(media_type, bytes.into()),
            Err(error) => self.fail(error.to_string()),
        }
    }

    pub(crate) fn form<T: Model>(&mut self, value: &T, styles: &[Parameter]) {
        match form::encode(value, styles) {
            Ok(text) => self.body("application/x-www-form-urlencoded", text.into()),
            Err(reason) => self.fail(reason),
        }
    }

    pub(crate) fn multipart(&mut self, form: Form) {
        match form.into_body() {
            Ok((media_type, body)) => self.body(media_type, body),
            Err(reason) => self.fail(reason),
        }
    }

    pub(crate) fn body(&mut self, media_type: impl Into<Cow<'static, str>>, body: Body) {
        self.media_type = Some(media_type.into());
        self.payload = body.into();
    }

    /// Keeps the first mistake.
    fn fail(&mut self, reason: String) {
        self.fault.get_or_insert(reason);
    }

    /// The request that will be sent.
    pub(crate) fn prepare(&self) -> Result<Prepared, Failure> {
        self.assemble().map_err(|reason| Failure::new(self.operation, Kind::Request(reason)))
    }

    fn assemble(&self) -> Result<Prepared, String> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        self.check_required()?;
        let server = self.client.inner().servers.get(self.operation.server);
        let base = &server.ok_or("the operation's server is not among those of the API")?.base;
        let mut url = format!("{base}{}", self.path()?);
        let mut query = String::new();
        let mut cookies = String::new();
        for (parameter, value) in &self.parameters {
            match parameter.location {
                Location::Query => style::query(&mut query, parameter, value),
                Location::Cookie => {
                    refuse_controls(parameter, value)?;
                    style::cookie(&mut cookies, parameter, value);
                }
                Location::Path | Location::Header => {}
            }
        }
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query);
        }
        let headers = self.headers()?;
        Ok(Prepared {
            method: self.operation.method.into(),
            url: url.parse().map_err(|_| "the URL is not valid")?,
            headers,
            cookies,
            payload: self.payload.clone(),
        })
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

    /// The path with its parameters filled in.
    ///
    /// A segment that would be empty, `.` or `..` is refused: servers and proxies drop or resolve those, so the
    /// request would reach another operation. Encoding does not help, `%2E` is a dot to them too.
    fn path(&self) -> Result<String, String> {
        let mut path = String::with_capacity(self.operation.path.len() + 32);
        for segment in self.operation.path.split('/').skip(usize::from(self.operation.path.starts_with('/'))) {
            path.push('/');
            if !segment.contains('{') {
                path.push_str(segment);
                continue;
            }
            let mut text = segment.to_owned();
            for (parameter, value) in &self.parameters {
                let place = format!("{{{}}}", parameter.name);
                if parameter.location == Location::Path && segment.contains(&place) {
                    let written = style::path(parameter, value);
                    let written = written.ok_or_else(|| format!("path parameter {:?} is empty", parameter.name))?;
                    text = text.replace(&place, &written);
                }
            }
            if matches!(text.as_str(), "" | "." | "..") {
                return Err(format!("a path segment cannot be {text:?}"));
            }
            path.push_str(&text);
        }
        Ok(path)
    }

    fn headers(&self) -> Result<HeaderMap, String> {
        let client = self.client.inner();
        let mut headers = client.headers.clone();
        headers.insert(header::USER_AGENT, client.user_agent.clone());
        if !self.operation.accept.is_empty() {
            headers.insert(header::ACCEPT, HeaderValue::from_static(self.operation.accept));
        }
        #[cfg(feature = "compression")]
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(crate::compression::ACCEPTED));
        if let Some(media_type) = &self.media_type {
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
        headers.extend(self.headers.clone());
        Ok(headers)
    }
}

/// Control characters would be harmless once encoded, but nobody means them; say so before a server does.
fn refuse_controls(parameter: &Parameter, value: &ParamValue) -> Result<(), String> {
    let has_control = |text: &String| text.chars().any(char::is_control);
    let refused = match value {
        ParamValue::Scalar(text) => has_control(text),
        ParamValue::Nested { plain, .. } => return refuse_controls(parameter, plain),
        ParamValue::List(texts) => texts.iter().any(has_control),
        ParamValue::Object(members) => members.iter().any(|(key, value)| has_control(key) || has_control(value)),
        ParamValue::Absent | ParamValue::Invalid(_) => false,
    };
    if refused { Err(format!("cookie parameter {:?} has a control character", parameter.name)) } else { Ok(()) }
}
