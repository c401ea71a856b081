//! [`ConnectionLimits`]: how patient a transport is with its connections.

use std::time::Duration;

/// How long a transport waits for its connections.
///
/// These are the limits of connections, which many calls share; those of calls are the client's.
///
/// ```
/// use std::time::Duration;
/// use clientgen_runtime::ConnectionLimits;
///
/// let limits = ConnectionLimits::default().connect(Duration::from_secs(3)).idle(Duration::from_secs(300));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionLimits {
    pub(super) connect: Duration,
    pub(super) idle: Duration,
    pub(super) unread: Duration,
}

impl Default for ConnectionLimits {
    /// 10 seconds to connect, 60 seconds idle, 60 seconds unread.
    fn default() -> Self {
        let minute = Duration::from_secs(60);
        Self { connect: Duration::from_secs(10), idle: minute, unread: minute }
    }
}

impl ConnectionLimits {
    /// How long to try to connect.
    #[must_use]
    pub const fn connect(self, limit: Duration) -> Self {
        Self { connect: limit, ..self }
    }

    /// How long a connection is kept that nobody uses.
    #[must_use]
    pub const fn idle(self, limit: Duration) -> Self {
        Self { idle: limit, ..self }
    }

    /// How long the other side may leave unread what was sent to it, before the connection is given up.
    ///
    /// Without it, a connection to a server that stopped reading outlives the call whose upload it carries.
    /// It takes effect on Linux, Android and Fuchsia; elsewhere the system's own limit holds.
    #[must_use]
    pub const fn unread(self, limit: Duration) -> Self {
        Self { unread: limit, ..self }
    }
}

impl From<Duration> for ConnectionLimits {
    /// The defaults with another limit for connecting.
    fn from(connect: Duration) -> Self {
        Self::default().connect(connect)
    }
}
