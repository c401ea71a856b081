//! [`Wrappers`]: what a caller puts around the transport of a client.

use std::sync::Arc;

use super::interface::Transport;

type Wrapper = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

/// The wrappers in the order in which they were given.
#[derive(Default)]
pub(crate) struct Wrappers(Vec<Wrapper>);

impl Wrappers {
    pub(crate) fn push<T: Transport>(&mut self, wrap: impl FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static) {
        self.0.push(Box::new(|inner| Arc::new(wrap(inner))));
    }

    /// The transport inside all of them.
    pub(crate) fn wrap(self, transport: Arc<dyn Transport>) -> Arc<dyn Transport> {
        self.0.into_iter().fold(transport, |inner, wrap| wrap(inner))
    }
}
