//! Authentication: `credentials` are the user's, `authorizer` fits them to a security scheme, `token` keeps tokens
//! and `fetch` requests them.

mod access_token;
mod authorizer;
mod credentials;
mod fetch;
mod header_value;
mod secret;
mod token;

pub(crate) use access_token::TokenClient;
pub(crate) use authorizer::{AuthHeaders, AuthorizeError, Authorizer};
pub use credentials::{Authenticate, Credentials};
pub use secret::IntoSecret;
