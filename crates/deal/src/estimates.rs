//! Preferences as an analyst gives them: numbers, or ranges and distributions of numbers. A middle problem comes of the middles, and any
//! number of drawn problems of draws: each by its own number, so that the same come out in any order and on any number of threads.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::quoted;
use crate::exclusion::Exclusion;
use crate::problem::{Issue, Party, Problem, Unfit, decimal, scaled};

/// A decimal number: digits, and how many of them stand behind the point.
pub(crate) type Decimal = (i128, u32);

/// Places behind the point that a drawn number has at least.
const DRAWN: u32 = 6;

/// A number as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// Known.
    Exact(Decimal),
    /// Anywhere between the two, each as likely: `[low, high]`.
    Between(Decimal, Decimal),
    /// About a mean: `{"mean": m, "sd": s}`.
    About(Decimal, Decimal),
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): whole numbers alone, so that every machine draws the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// From 0 up to 2^32, which is left out.
    fn part(&mut self) -> i128 {
        i128::from(self.next() >> 32)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About<'a> {
    #[serde(borrow)]
    mean: &'a RawValue,
    #[serde(borrow)]
    sd: &'a RawValue,
}

/// The least that a number as written can be: `0.3`, a range `[0.2, 0.4]`, or its mean for `{"mean": 0.3, "sd": 0.1}`.
///
/// # Errors
/// What it is not.
pub fn number(text: &str) -> Result<f64, Unfit> {
    let (Number::Exact(it) | Number::Between(it, _) | Number::About(it, _)) = Number::of(text)?;
    #[expect(clippy::cast_precision_loss, reason = "only its sign and size are looked at")]
    Ok(it.0 as f64 / 10f64.powi(i32::try_from(it.1).unwrap_or(i32::MAX)))
}

impl Number {
    /// A decimal number as written, a range, `[low, high]`, or a distribution, `{"mean": m, "sd": s}`.
    ///
    /// # Errors
    /// What it is not.
    pub(crate) fn of(text: &str) -> Result<Self, Unfit> {
        let unfit = |what: &str| Unfit(format!("{} is {what}", quoted(text)));
        let one = |text: &str| {
            decimal(text.trim_matches('"')).ok_or_else(|| Unfit(format!("{} is not a number of at most 30 digits", quoted(text))))
        };
        if text.starts_with('[') {
            let pair: [&RawValue; 2] = serde_json::from_str(text).map_err(|_| unfit("no range: two numbers, the lower first"))?;
            let (low, high) = (one(pair[0].get())?, one(pair[1].get())?);
            let ordered = Self::alike(low, high, 0).is_some_and(|(low, high, _)| low <= high);
            return if ordered { Ok(Self::Between(low, high)) } else { Err(unfit("no range: two numbers, the lower first")) };
        }
        if text.starts_with('{') {
            let about: About<'_> = serde_json::from_str(text).map_err(|_| unfit("no distribution: {\"mean\": number, \"sd\": number}"))?;
            let (mean, sd) = (one(about.mean.get())?, one(about.sd.get())?);
            return if sd.0 >= 0 { Ok(Self::About(mean, sd)) } else { Err(unfit("no distribution: `sd` is under 0")) };
        }
        one(text).map(Self::Exact)
    }

    fn is_exact(self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// Two decimals on one scale, of at least so many places.
    fn alike(a: Decimal, b: Decimal, least: u32) -> Option<(i128, i128, u32)> {
        let places = a.1.max(b.1).max(least);
        Some((scaled(a, places)?, scaled(b, places)?, places))
    }

    fn middle(self) -> Option<Decimal> {
        match self {
            Self::Exact(it) | Self::About(it, _) => Some(it),
            Self::Between(low, high) => {
                let (low, high, places) = Self::alike(low, high, 0)?;
                // A half needs a place more.
                Some((low.checked_add(high)?.checked_mul(5)?, places + 1))
            }
        }
    }

    fn drawn(self, random: &mut Random) -> Option<Decimal> {
        match self {
            Self::Exact(it) => Some(it),
            Self::Between(low, high) => {
                let (low, high, places) = Self::alike(low, high, DRAWN)?;
                Some((low.checked_add(high.checked_sub(low)?.checked_mul(random.part())? >> 32)?, places))
            }
            // The sum of twelve even draws less six has mean 0 and standard deviation 1, and is normal but for its far tails.
            Self::About(mean, sd) => {
                let (mean, sd, places) = Self::alike(mean, sd, DRAWN)?;
                let twelve: i128 = (0..12).map(|_| random.part()).sum::<i128>() - (6 << 32);
                Some((mean.checked_add(sd.checked_mul(twelve)? >> 32)?, places))
            }
        }
    }
}

/// What one party is taken to want.
#[derive(Clone, Debug)]
pub(crate) struct Estimate {
    pub(crate) name: String,
    /// The reservation value, in parts that are added up, each by what it is called.
    pub(crate) reservation: Vec<(String, Number)>,
    /// By issue.
    pub(crate) weights: Vec<Number>,
    /// By issue and option.
    pub(crate) scores: Vec<Vec<Number>>,
}

impl Estimate {
    fn numbers(&self) -> impl Iterator<Item = Number> {
        let scores = self.weights.iter().zip(&self.scores).flat_map(|(weight, scores)| std::iter::once(weight).chain(scores));
        self.reservation.iter().map(|it| &it.1).chain(scores).copied()
    }
}

/// A problem of which some numbers may be known within bounds alone.
#[derive(Clone, Debug)]
pub struct Estimates {
    pub(crate) issues: Vec<Issue>,
    pub(crate) parties: Vec<Estimate>,
    pub(crate) exclusions: Vec<Exclusion>,
}

/// The parts of a party's reservation value, and what each option of each issue is worth to it; `None` where that is too long to be exact.
type Worth = (Vec<Decimal>, Vec<Vec<Option<Decimal>>>);

/// A number that is not known exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Whose and which: "Port: reservation value", "Port: weight of Pay", "Port: score of Pay = 5".
    pub name: String,
    /// Its place among all numbers, party by party.
    place: usize,
}

impl Estimates {
    /// The numbers that are not known exactly, in the order of parties, issues and options.
    #[must_use]
    pub fn unknown(&self) -> Vec<Unknown> {
        let mut out = Vec::new();
        let mut place = 0;
        for party in &self.parties {
            let of_issue = |(n, issue): (usize, &Issue)| {
                let scores = issue.options.iter().map(|option| format!("{}: score of {} = {option}", party.name, issue.name));
                let names: Vec<String> = std::iter::once(format!("{}: weight of {}", party.name, issue.name)).chain(scores).collect();
                names.into_iter().take(1 + party.scores[n].len()).collect::<Vec<_>>()
            };
            let reservation = party.reservation.iter().map(|it| format!("{}: {}", party.name, it.0));
            let names = reservation.chain(self.issues.iter().enumerate().flat_map(of_issue));
            for (number, name) in party.numbers().zip(names) {
                if !number.is_exact() {
                    out.push(Unknown { name, place });
                }
                place += 1;
            }
        }
        out
    }

    /// The problem of the middles.
    ///
    /// # Errors
    /// Numbers too long to be exact, and all that [`Problem::checked`] refuses.
    pub fn middle(&self) -> Result<Problem, Unfit> {
        self.with(&self.picked(|number| number.middle())?)
    }

    /// A drawn problem, and what its unknown numbers are, each on the scale of its own draws.
    ///
    /// # Errors
    /// As [`Estimates::middle`].
    pub fn drawn(&self, unknown: &[Unknown], seed: u64, draw: u64) -> Result<(Problem, Vec<i128>), Unfit> {
        let mut random = Random(Random(seed).next() ^ Random(!draw).next());
        let mut numbers = self.picked(|number| number.drawn(&mut random))?;
        self.without_turned_weights(&mut numbers);
        Ok((self.with(&numbers)?, unknown.iter().map(|it| numbers[it.place].0).collect()))
    }

    /// A drawn weight under 0 would turn a party's preferences round: it counts 0, as if the party were indifferent.
    fn without_turned_weights(&self, numbers: &mut [Decimal]) {
        let mut place = 0;
        for party in &self.parties {
            place += party.reservation.len();
            for (weight, scores) in party.weights.iter().zip(&party.scores) {
                if !weight.is_exact() {
                    numbers[place].0 = numbers[place].0.max(0);
                }
                place += 1 + scores.len();
            }
        }
    }

    fn picked(&self, mut pick: impl FnMut(Number) -> Option<Decimal>) -> Result<Vec<Decimal>, Unfit> {
        let numbers = self.parties.iter().flat_map(Estimate::numbers).map(&mut pick);
        numbers.collect::<Option<Vec<_>>>().ok_or_else(|| Unfit("numbers are too long to be exact: use fewer digits".to_owned()))
    }

    /// The problem of these numbers, on one scale for all parties.
    fn with(&self, numbers: &[Decimal]) -> Result<Problem, Unfit> {
        let mut numbers = numbers.iter().copied();
        let mut next = || numbers.next().unwrap_or_default();
        let rows: Vec<Worth> = self
            .parties
            .iter()
            .map(|party| {
                let parts: Vec<Decimal> = party.reservation.iter().map(|_| next()).collect();
                let issues = party.scores.iter().map(|scores| {
                    let weight = next();
                    let product = |score: Decimal| Some((weight.0.checked_mul(score.0)?, weight.1 + score.1));
                    scores.iter().map(|_| product(next())).collect()
                });
                (parts, issues.collect())
            })
            .collect();
        let products = rows.iter().flat_map(|(_, issues)| issues.iter().flatten().flatten().map(|it| it.1));
        let places = products.chain(rows.iter().flat_map(|it| &it.0).map(|it| it.1)).max().unwrap_or(0);
        let too_long = |party: &str| Unfit(format!("party `{party}`: numbers are too long to be exact: use fewer digits"));
        let longest = |it: &&(&Estimate, &Worth)| {
            let worth = it.1;
            worth.0.iter().chain(worth.1.iter().flatten().flatten()).map(|it| it.1).max()
        };
        let blamed = || self.parties.iter().zip(&rows).max_by_key(|it| longest(&it)).map_or("", |it| &it.0.name);
        let scale = 10_i128.checked_pow(places).ok_or_else(|| too_long(blamed()))?;
        let whole = |it: Decimal| scaled(it, places).filter(|it| it.unsigned_abs() < 10_u128.pow(30));
        let party = |(estimate, (parts, issues)): (&Estimate, &Worth)| {
            let row = |scores: &Vec<Option<Decimal>>| scores.iter().map(|it| whole((*it)?)).collect::<Option<Vec<i128>>>();
            let gives = issues.iter().map(row).collect::<Option<Vec<_>>>();
            let reservation = parts.iter().map(|it| whole(*it)).sum::<Option<i128>>();
            let (gives, reservation) = gives.zip(reservation).ok_or_else(|| too_long(&estimate.name))?;
            Ok(Party { name: estimate.name.clone(), reservation, gives, scale })
        };
        let parties = self.parties.iter().zip(&rows).map(party).collect::<Result<Vec<_>, Unfit>>()?;
        Problem { parties, issues: self.issues.clone(), exclusions: self.exclusions.clone() }.checked()
    }
}
