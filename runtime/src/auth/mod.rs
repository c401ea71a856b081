//! Authentication: `credentials` are the user's, `authorizer` fits them to a security scheme, `token` keeps tokens
//! and `fetch` requests them.

mod authorizer;
mod credentials;
mod fetch;
mod header_value;
mod secret;
mod token;

pub(crate) use authorizer::{AuthHeaders, AuthorizeError, Authorizer};
pub use credentials::{Authenticate, Credentials};
pub use secret::IntoSecret;
pub(crate) use token::TokenClient;
