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
    /// The part of all the time in which a search stands, so that others still have theirs.
    from: f64,
    to: f64,
}

impl<'l> Limit<'l> {
    /// So many bytes at one time, and as much time as `watch` says.
    #[must_use]
    pub fn new(bytes: usize, watch: &'l dyn Watch) -> Self {
        Self { bytes, watch, from: 0.0, to: 1.0 }
    }

    /// The same, ending when this part of its time is gone.
    pub(crate) fn until(self, share: f64) -> Self {
        Self { to: self.from + (self.to - self.from) * share, ..self }
    }

    /// The `n`-th of so many equal parts of its time.
    pub(crate) fn turn(self, n: usize, of: usize) -> Self {
        let part = (self.to - self.from) / of.max(1) as f64;
        Self { from: self.from + part * n as f64, to: self.from + part * (n + 1) as f64, ..self }
    }

    /// The same, holding one of so many parts.
    pub(crate) fn part(self, of: usize) -> Self {
        Self { bytes: self.bytes / of, ..self }
    }

    /// Is the time up?
    pub(crate) fn over(&self) -> bool {
        self.watch.gone() >= self.to
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

/// Counts the steps of a search, and asks now and then whether the time is up.
pub(crate) struct Clock<'l> {
    limit: Limit<'l>,
    steps: u64,
    left: u64,
}

/// Steps between two questions.
const EVERY: u64 = 32_768;

impl<'l> Clock<'l> {
    /// Any number of steps.
    pub(crate) fn new(limit: &Limit<'l>) -> Self {
        Self::of_steps(limit, u64::MAX)
    }

    /// So many steps at most.
    pub(crate) fn of_steps(limit: &Limit<'l>, left: u64) -> Self {
        Self { limit: *limit, steps: 0, left }
    }

    /// Counts so many steps; `None` where there are no more, or the time is up.
    pub(crate) fn step(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps as u64)?;
        self.steps += steps as u64;
        if self.steps >= EVERY {
            self.steps = 0;
            return (!self.limit.over()).then_some(());
        }
        Some(())
    }
}
