//! Numbers that look random and are the same each time.

/// A generator of the xorshift kind.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    /// `true` with this likelihood.
    pub(crate) fn chance(&mut self, likelihood: f64) -> bool {
        f64::from(u32::try_from(self.below(10_000)).unwrap_or_default()) < likelihood * 10_000.0
    }

    pub(crate) fn one_of<'a, T>(&mut self, of: &[&'a T]) -> Option<&'a T> {
        of.get(self.below(of.len())).copied()
    }
}
