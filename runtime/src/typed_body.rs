//! [`TypedBody`]: the body of a request with its media type, where the document leaves the choice to the caller.

use crate::body::Body;

/// Bytes with their media type, for operations whose document allows a range such as `image/*`.
///
/// ```
/// use clientgen_runtime::TypedBody;
///
/// let picture = TypedBody::new("image/webp", b"RIFF".to_vec());
/// ```
#[derive(Debug)]
pub struct TypedBody {
    pub(crate) media_type: String,
    pub(crate) body: Body,
}

impl TypedBody {
    /// Creates a body: a string, bytes, or a [`Body`] made from a stream.
    pub fn new(media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { media_type: media_type.into(), body: body.into() }
    }
}
