//! How far a search may go.

/// Utilities of partial packages that a search holds at one time where nothing else is said: 192 MB.
const HELD: usize = 12_000_000;

/// How far a search may go before it gives bounds, or leaves out what it has not found.
#[derive(Clone, Copy)]
pub struct Limit<'l> {
    /// Utilities of partial packages that are held at one time, 16 bytes each.
    pub held: usize,
    /// Is the time up? Asked every few thousand steps.
    pub over: &'l (dyn Fn() -> bool + Sync),
}

impl Default for Limit<'_> {
    fn default() -> Self {
        Self { held: HELD, over: &|| false }
    }
}

impl std::fmt::Debug for Limit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limit").field("held", &self.held).finish_non_exhaustive()
    }
}

/// Asks whether the time is up, once in so many steps.
pub(crate) struct Clock<'l> {
    limit: Limit<'l>,
    steps: usize,
}

/// Steps between two questions.
const EVERY: usize = 4096;

impl<'l> Clock<'l> {
    pub(crate) fn new(limit: &Limit<'l>) -> Self {
        Self { limit: *limit, steps: 0 }
    }

    /// Counts so many steps; `None` where the time is up.
    pub(crate) fn step(&mut self, steps: usize) -> Option<()> {
        self.steps += steps;
        if self.steps >= EVERY {
            self.steps = 0;
            return (!(self.limit.over)()).then_some(());
        }
        Some(())
    }
}
