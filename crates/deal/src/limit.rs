//! How far a search may go, and who watches it.

/// Bytes that a search holds at one time where nothing else is said.
const BYTES: usize = 384 << 20;

/// What is being searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The number of acceptable packages.
    Count,
    /// A frontier or named points: issues gone through, of how many, and partial packages held.
    Issue(usize, usize, usize),
    /// Draws made, of how many.
    Draws(usize, usize),
    /// Sets of so many things to relax.
    Sets(usize),
}

/// Keeps the time and is told what is being done.
pub trait Watch: Sync {
    /// Which part of the time given is gone: 1 and more where it is up, 0 where any time will do.
    fn gone(&self) -> f64;

    /// Told now and then.
    fn told(&self, _: Stage) {}
}

/// Any time will do.
struct Unwatched;

impl Watch for Unwatched {
    fn gone(&self) -> f64 {
        0.0
    }
}

/// How far a search may go before it gives bounds, or leaves out what it has not found.
#[derive(Clone, Copy)]
pub struct Limit<'l> {
    /// Bytes that a search holds at one time, with all that goes with its partial packages.
    pub bytes: usize,
    /// Who keeps the time: asked every few thousand steps.
    pub watch: &'l dyn Watch,
    /// The part of the time by which a search ends, so that others still have theirs.
    share: f64,
}

impl<'l> Limit<'l> {
    /// So many bytes at one time, and as much time as `watch` says.
    #[must_use]
    pub fn new(bytes: usize, watch: &'l dyn Watch) -> Self {
        Self { bytes, watch, share: 1.0 }
    }

    /// The same, ending when this part of all the time is gone.
    pub(crate) fn until(self, share: f64) -> Self {
        Self { share, ..self }
    }

    /// The same, holding one of so many parts.
    pub(crate) fn part(self, of: usize) -> Self {
        Self { bytes: self.bytes / of, ..self }
    }

    /// Is the time up?
    pub(crate) fn over(&self) -> bool {
        self.watch.gone() >= self.share
    }
}

impl Default for Limit<'_> {
    fn default() -> Self {
        Self::new(BYTES, &Unwatched)
    }
}

impl std::fmt::Debug for Limit<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limit").field("bytes", &self.bytes).finish_non_exhaustive()
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
            return (!self.limit.over()).then_some(());
        }
        Some(())
    }
}
