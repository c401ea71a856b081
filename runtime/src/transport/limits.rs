//! [`ConnectionLimits`]: how long a transport waits for its connections.

use std::time::Duration;

/// How long a transport waits for its connections.
///
/// Many calls share a connection; the client has separate limits for calls.
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
    /// Limits the time to connect.
    #[must_use]
    pub const fn connect(self, limit: Duration) -> Self {
        Self { connect: limit, ..self }
    }

    /// Limits the time that an unused connection is kept open.
    #[must_use]
    pub const fn idle(self, limit: Duration) -> Self {
        Self { idle: limit, ..self }
    }

    /// Limits the time that the server may leave sent bytes unacknowledged, before the connection is closed.
    ///
    /// Without it, a connection to a server that stopped reading stays open after its call has ended.
    /// It has an effect on Linux, Android and Fuchsia; on other systems their own limit applies.
    #[must_use]
    pub const fn unread(self, limit: Duration) -> Self {
        Self { unread: limit, ..self }
    }
}

impl From<Duration> for ConnectionLimits {
    /// The defaults, with another limit for connecting.
    fn from(connect: Duration) -> Self {
        Self::default().connect(connect)
    }
}
