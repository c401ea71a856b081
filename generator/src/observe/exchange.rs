//! A request and its response as somebody recorded them. Data; whoever reads files of samples fills it in.

/// A request and its response, or the body of a response alone.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The sample it comes from, as reports show it: a file, or a file and an entry in it.
    pub sample: String,
    /// The operation, where the sample names it; otherwise the request tells it.
    pub operation: Option<String>,
    /// The request; none where the sample has the body of a response alone.
    pub request: Option<Request>,
    /// The status; none where the sample does not say it.
    pub status: Option<u16>,
    /// The headers of the response; none where the sample does not have them.
    pub headers: Option<Vec<(String, String)>>,
    /// The body of the response.
    pub body: Body,
}

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The method as it was sent.
    pub method: String,
    /// The URL, or the path with the query; empty where only the body is known.
    pub url: String,
    /// The headers; none where the sample does not have them.
    pub headers: Option<Vec<(String, String)>>,
    /// The body.
    pub body: Body,
}

/// A body, as far as it was recorded.
#[derive(Clone, Debug, Default)]
pub enum Body {
    /// The sample does not say whether there was one.
    #[default]
    Unknown,
    /// There was none.
    None,
    /// All of it, with the media type, where the sample has that.
    Bytes {
        /// The value of `Content-Type`.
        media_type: Option<String>,
        /// The content, without transfer and content codings.
        bytes: Vec<u8>,
    },
}

/// How exchanges are compared, and what may be shown of them.
#[derive(Clone, Debug, Default)]
pub struct ObserveOptions {
    /// Values of samples may be shown.
    pub values: bool,
    /// Names of members, parameters and headers whose values are secret, besides those that look like it.
    pub secrets: Vec<String>,
    /// The overlay also says what holds in all samples although the document allows more.
    pub tighten: bool,
    /// Whatever was never seen is named one by one.
    pub verbose: bool,
}
