//! Streams that no media type tells: gRPC gateways answer with JSON lines under `application/json`.

/// True for a response that a gRPC gateway sends as JSON lines. The programs that write its document end the description
/// of each such response with the same words, and say it nowhere else.
pub(crate) fn is_stream_of_gateway(description: Option<&str>) -> bool {
    description.is_some_and(|text| text.trim_end().ends_with("(streaming responses)"))
}
