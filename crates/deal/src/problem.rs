//! A negotiation problem with additive preferences on exact numbers: a table of what each option gives each party, each on its own scale.

use std::collections::BTreeMap;

use crate::exclusion::{Exclusion, Touching};

/// One issue and its options, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// Options in order; one or more.
    pub options: Vec<String>,
}

/// One party: what each option gives it, and what it has without a deal, in units of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// What it has without a deal.
    pub reservation: i128,
    /// Per issue, per option.
    pub gives: Vec<Vec<i128>>,
    /// One in these units: utilities are multiples of `1 / scale`. At least 1.
    pub scale: i128,
}

impl Party {
    /// The least that a package gives it, exclusions left aside.
    #[must_use]
    pub fn least(&self) -> i128 {
        self.gives.iter().map(|row| row.iter().min().unwrap_or(&0)).sum()
    }

    /// The most that a package gives it, exclusions left aside.
    #[must_use]
    pub fn most(&self) -> i128 {
        self.gives.iter().map(|row| row.iter().max().unwrap_or(&0)).sum()
    }

    /// What the best package gives it over the worst, exclusions left aside; at least 1.
    pub(crate) fn range(&self) -> i128 {
        (self.most() - self.least()).max(1)
    }

    /// A utility as a number to show.
    #[must_use]
    pub fn shown(&self, utility: i128) -> f64 {
        // For showing only: nothing is compared in floating point.
        utility as f64 / self.scale as f64
    }
}

/// Parties, issues, and packages that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Parties in the order of the case or file.
    pub parties: Vec<Party>,
    /// Issues in the order of the case or file.
    pub issues: Vec<Issue>,
    /// Packages that cannot be.
    pub exclusions: Vec<Exclusion>,
}

/// Why a problem cannot be worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(pub String);

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

/// Most exclusions that may be open at one time: each is a bit of the search's key.
pub(crate) const EXCLUSIONS: usize = 64;
/// Most issues, parties and options in all: so that neither the stack nor the counts outgrow a laptop.
pub(crate) const ISSUES: usize = 2_000;
const PARTIES: usize = 64;
/// Exclusions and parties are bits of one word.
const _: () = assert!(EXCLUSIONS <= 64 && PARTIES <= 64);
pub(crate) const TABLE: usize = 1_000_000;

/// The most that a package may give a party, with its reservation value, in units of its scale: so that sums and differences fit.
const LARGEST: u128 = 10_u128.pow(37);

impl Problem {
    /// Checks shapes, so that nothing below has to.
    ///
    /// # Errors
    /// No party, no issue, an issue without options or with more than 65,535, more of anything than is worked on, a table of another shape, an exclusion of what is not there, or
    /// more than 64 exclusions; numbers that are too large to be exact.
    pub fn checked(self) -> Result<Self, Unfit> {
        let fail = |text: String| Err(Unfit(text));
        if self.parties.is_empty() || self.issues.is_empty() {
            return fail("a problem needs at least one party and one issue".to_owned());
        }
        let table = self.issues.iter().map(|it| it.options.len()).sum::<usize>();
        if self.issues.len() > ISSUES || self.parties.len() > PARTIES || table.saturating_mul(self.parties.len()) > TABLE {
            return fail(format!(
                "{} parties, {} issues and {table} options: at most {PARTIES} parties, {ISSUES} issues and {TABLE} cells of preferences are worked on",
                self.parties.len(),
                self.issues.len()
            ));
        }
        if let Some(issue) = self.issues.iter().find(|it| it.options.is_empty() || it.options.len() > usize::from(u16::MAX)) {
            return fail(format!("issue `{}` has {} options", issue.name, issue.options.len()));
        }
        for party in &self.parties {
            let fits = party.gives.len() == self.issues.len()
                && party.gives.iter().zip(&self.issues).all(|(row, it)| row.len() == it.options.len());
            if !fits {
                return fail(format!("the preferences of `{}` do not fit the issues", party.name));
            }
        }
        let most = |row: &Vec<i128>| row.iter().map(|it| it.unsigned_abs()).max().unwrap_or(0);
        let total = |party: &Party| {
            party.gives.iter().map(most).try_fold(party.reservation.unsigned_abs(), u128::checked_add).filter(|it| *it <= LARGEST)
        };
        if let Some(party) = self.parties.iter().find(|it| total(it).is_none() || !(1..=LARGEST as i128).contains(&it.scale)) {
            return fail(format!("the numbers of `{}` are too large, or have too many digits, to be exact", party.name));
        }
        if self.exclusions.len() > EXCLUSIONS {
            return fail(format!("{} exclusions: at most {EXCLUSIONS} can be worked on", self.exclusions.len()));
        }
        let inside = |(issue, options): &(usize, Vec<usize>)| {
            !options.is_empty() && self.issues.get(*issue).is_some_and(|it| options.iter().all(|option| *option < it.options.len()))
        };
        let distinct = |it: &Exclusion| it.parts.windows(2).all(|two| two[0].0 < two[1].0);
        if let Some(it) = self.exclusions.iter().find(|it| it.parts.is_empty() || !it.parts.iter().all(inside) || !distinct(it)) {
            return fail(format!("exclusion `{}` names an issue twice, or an option that is not there", it.name));
        }
        Ok(self)
    }

    /// The same, with reservation values that every package reaches.
    pub(crate) fn without_reservations(&self) -> Self {
        let mut open = self.clone();
        for party in &mut open.parties {
            party.reservation = party.least();
        }
        open
    }

    /// The same with some options of an issue alone, in their order.
    pub(crate) fn of_options(&self, issue: usize, options: &[usize]) -> Self {
        let mut few = self.clone();
        let places: BTreeMap<usize, usize> = options.iter().enumerate().map(|(place, option)| (*option, place)).collect();
        few.issues[issue].options = options.iter().map(|it| self.issues[issue].options[*it].clone()).collect();
        for party in &mut few.parties {
            party.gives[issue] = options.iter().map(|it| party.gives[issue][*it]).collect();
        }
        for (_, here) in few.exclusions.iter_mut().flat_map(|it| &mut it.parts).filter(|it| it.0 == issue) {
            *here = here.iter().filter_map(|it| places.get(it).copied()).collect();
        }
        few.exclusions.retain(|it| it.parts.iter().all(|it| !it.1.is_empty()));
        few
    }

    /// What a package gives, by party.
    pub(crate) fn utilities(&self, package: &[usize]) -> Vec<i128> {
        self.parties.iter().map(|party| party.gives.iter().zip(package).map(|(row, option)| row[*option]).sum()).collect()
    }

    /// Do these utilities reach every reservation value?
    pub(crate) fn reached_by(&self, utilities: &[i128]) -> bool {
        utilities.iter().zip(&self.parties).all(|(utility, party)| *utility >= party.reservation)
    }

    /// Does an exclusion forbid this package?
    pub(crate) fn excludes(&self, package: &[usize]) -> bool {
        self.exclusions.iter().any(|it| it.holds(package))
    }

    /// Number of packages, those of exclusions too.
    #[must_use]
    pub fn packages(&self) -> num_bigint::BigUint {
        self.issues.iter().map(|it| num_bigint::BigUint::from(it.options.len())).product()
    }

    /// Utilities by party as numbers to show.
    #[must_use]
    pub fn shown(&self, utilities: &[i128]) -> Vec<f64> {
        self.parties.iter().zip(utilities).map(|(party, utility)| party.shown(*utility)).collect()
    }

    /// The exclusions that meet an issue.
    pub(crate) fn touching(&self, issue: usize) -> Touching {
        Touching::new(&self.exclusions, issue, self.issues[issue].options.len())
    }
}

/// Sums from an issue to the end.
pub(crate) fn suffix(values: impl DoubleEndedIterator<Item = i128>) -> Vec<i128> {
    let mut out = vec![0];
    for value in values.rev() {
        out.push(out.last().copied().unwrap_or(0) + value);
    }
    out.reverse();
    out
}

/// A decimal number as written, exactly: digits and how many of them stand behind the point. `None` for anything else, or over 30 digits.
#[must_use]
pub fn decimal(text: &str) -> Option<(i128, u32)> {
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    if all.is_empty() || all.len() > 30 || !all.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let places = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
    let value = sign * all.parse::<i128>().ok()?;
    if places < 0 {
        return Some((value.checked_mul(10_i128.checked_pow(places.unsigned_abs())?)?, 0));
    }
    (places <= 30).then_some((value, u32::try_from(places).ok()?))
}

/// Numbers of one scale: each (digits, places) as a whole number of `1 / 10^places`. `None` on overflow.
#[must_use]
pub fn scaled((digits, places): (i128, u32), to: u32) -> Option<i128> {
    digits.checked_mul(10_i128.checked_pow(to.checked_sub(places)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        assert_eq!(decimal("0.30"), Some((30, 2)));
        assert_eq!(decimal("-1.5e1"), Some((-15, 0)));
        assert_eq!(decimal("2e-3"), Some((2, 3)));
        assert_eq!((decimal("1,5"), decimal("NaN"), decimal(""), decimal("1e99")), (None, None, None, None));
        assert_eq!(scaled((3, 1), 3), Some(300));
    }
}
