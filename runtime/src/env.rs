//! [`EnvVariables`]: the environment variables that a client is built from.

use crate::auth::Credentials;
use crate::build_error::BuildError;
use crate::builder::ClientBuilder;
use crate::client::Api;

/// The names of the environment variables of an API.
#[derive(Clone, Copy, Debug)]
pub struct EnvVariables {
    /// That of the base URL.
    pub base_url: &'static str,
    /// Those of the variables of the server URLs, each after the variable.
    pub servers: &'static [(&'static str, &'static str)],
    /// Those of the credentials.
    pub credentials: &'static [EnvCredentials],
}

/// The names of the environment variables of one security scheme.
#[derive(Clone, Copy, Debug)]
pub struct EnvCredentials {
    scheme: &'static str,
    kind: EnvKind,
}

#[derive(Clone, Copy, Debug)]
enum EnvKind {
    Basic { user: &'static str, password: &'static str },
    Bearer(&'static str),
    ApiKey(&'static str),
    Client { id: &'static str, secret: &'static str, variables: &'static [(&'static str, &'static str)] },
}

impl EnvCredentials {
    /// User name and password for HTTP Basic.
    #[must_use]
    pub const fn basic(scheme: &'static str, user: &'static str, password: &'static str) -> Self {
        Self { scheme, kind: EnvKind::Basic { user, password } }
    }

    /// A token.
    #[must_use]
    pub const fn bearer(scheme: &'static str, token: &'static str) -> Self {
        Self { scheme, kind: EnvKind::Bearer(token) }
    }

    /// An API key.
    #[must_use]
    pub const fn api_key(scheme: &'static str, key: &'static str) -> Self {
        Self { scheme, kind: EnvKind::ApiKey(key) }
    }

    /// Client id and secret, and the variables of the token URL, each with its environment variable.
    #[must_use]
    pub const fn client(
        scheme: &'static str,
        id: &'static str,
        secret: &'static str,
        variables: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { scheme, kind: EnvKind::Client { id, secret, variables } }
    }

    /// The credentials, if their variables are set.
    fn read(&self, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Option<Credentials>, BuildError> {
        let credentials = match self.kind {
            EnvKind::Basic { user, password } => {
                // Many APIs take a key for the user name, and no password.
                lookup(user).map(|user| Credentials::basic(user, lookup(password).unwrap_or_default()))
            }
            EnvKind::Bearer(token) => lookup(token).map(Credentials::bearer),
            EnvKind::ApiKey(key) => lookup(key).map(Credentials::api_key),
            EnvKind::Client { id: id_name, secret: secret_name, variables } => {
                let missing = |name, with| BuildError::MissingEnvVariable { name, with };
                match (lookup(id_name), lookup(secret_name)) {
                    (None, None) => None,
                    (None, Some(_)) => return Err(missing(id_name, secret_name)),
                    (Some(_), None) => return Err(missing(secret_name, id_name)),
                    (Some(id), Some(secret)) => {
                        let set = |(variable, name): &(&'static str, &'static str)| Some((*variable, lookup(name)?));
                        let client = Credentials::client_credentials(id, secret);
                        let given = variables.iter().filter_map(set);
                        Some(given.fold(client, |client, (name, value)| client.token_variable(name, value)))
                    }
                }
            }
        };
        Ok(credentials)
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Takes from the environment what is set there; an empty value counts as none.
    #[doc(hidden)]
    pub fn env(self, variables: &EnvVariables) -> Result<Self, BuildError> {
        self.env_by(variables, &|name| std::env::var(name).ok())
    }

    /// As `env`, from another place.
    #[doc(hidden)]
    pub fn env_by(
        mut self,
        variables: &EnvVariables,
        lookup: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, BuildError> {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        if let Some(url) = lookup(variables.base_url) {
            self = self.base_url(url);
        }
        for (variable, name) in variables.servers {
            if let Some(value) = lookup(name) {
                self = self.server_variable(*variable, value);
            }
        }
        for credentials in variables.credentials {
            if let Some(given) = credentials.read(&lookup)? {
                self = self.credentials_for(credentials.scheme, given);
            }
        }
        Ok(self)
    }
}
