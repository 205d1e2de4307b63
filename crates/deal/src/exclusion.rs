//! Packages that cannot be, and what a search over packages needs to know of them issue by issue.

/// Packages that cannot be: those that have, on every issue named, one of the options named with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The words by which to name it.
    pub name: String,
    /// Issues in order, each with one option or more.
    pub parts: Vec<(usize, Vec<usize>)>,
}

impl Exclusion {
    /// Of one option on each of some issues.
    #[must_use]
    pub fn of_pairs(name: impl Into<String>, pairs: &[(usize, usize)]) -> Self {
        Self { name: name.into(), parts: pairs.iter().map(|(issue, option)| (*issue, vec![*option])).collect() }
    }

    /// Does it hold in this package?
    #[must_use]
    pub fn holds(&self, package: &[usize]) -> bool {
        self.parts.iter().all(|(issue, options)| options.contains(&package[*issue]))
    }
}

/// The exclusions that meet an issue, each a bit.
#[derive(Clone, Debug)]
pub(crate) struct Touching {
    /// By option: those that it keeps open.
    holds: Vec<u64>,
    /// Those that meet the issue at all, those that begin there, those that end there.
    all: u64,
    opens: u64,
    closes: u64,
}

impl Touching {
    pub(crate) fn new(exclusions: &[Exclusion], issue: usize, options: usize) -> Self {
        let mut out = Self { holds: vec![0; options], all: 0, opens: 0, closes: 0 };
        for (n, it) in exclusions.iter().enumerate() {
            let Some((_, here)) = it.parts.iter().find(|it| it.0 == issue) else { continue };
            let (bit, issues) = (1 << n, || it.parts.iter().map(|it| it.0));
            here.iter().filter(|option| **option < options).for_each(|option| out.holds[*option] |= bit);
            out.all |= bit;
            out.opens |= if issues().min() == Some(issue) { bit } else { 0 };
            out.closes |= if issues().max() == Some(issue) { bit } else { 0 };
        }
        out
    }

    /// Those of these exclusions alone.
    pub(crate) fn only(&self, bits: u64) -> Self {
        let holds = self.holds.iter().map(|it| it & bits).collect();
        Self { holds, all: self.all & bits, opens: self.opens & bits, closes: self.closes & bits }
    }

    /// Does an exclusion meet the issue?
    pub(crate) fn any(&self) -> bool {
        self.all != 0
    }

    /// Does an exclusion name this option?
    pub(crate) fn names(&self, option: usize) -> bool {
        self.holds[option] != 0
    }

    /// Those that meet the issue and are not kept open by this option.
    pub(crate) fn ended(&self, option: usize) -> u64 {
        self.all & !self.holds[option]
    }

    /// The key behind the issue, which exclusions hold so far; and those that hold whole.
    pub(crate) fn met(&self, key: u64, option: usize) -> (u64, u64) {
        let holds = self.holds[option] & (self.opens | key);
        (key & !self.all | holds & !self.closes, holds & self.closes)
    }

    /// The key behind the issue. `None` where an exclusion holds whole.
    pub(crate) fn step(&self, key: u64, option: usize) -> Option<u64> {
        let (next, whole) = self.met(key, option);
        (whole == 0).then_some(next)
    }
}
