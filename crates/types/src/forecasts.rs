//! Forecasts: what somebody says is to come, by when, and what came of it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::case::{ActorKey, ClockKey, OutcomeKey};
use crate::marking::Marking;
use crate::time::{Day, Edtf};
use crate::view::StatementRef;

words! {
    /// What kind of word about the future it is. None of them is a position.
    ForecastKind {
        Hope = "hope",
        Doubt = "doubt",
        Prediction = "prediction",
        /// A promise with a day or about an outcome.
        Commitment = "commitment",
        /// A threat with a day or about an outcome.
        Threat = "threat",
    }
}

words! {
    /// What became of it, as of the moment of the view.
    Fate {
        CameTrue = "came true",
        CameFalse = "came false",
        Open = "open",
        /// Its last day is over and no result is on file.
        Passed = "open, horizon passed",
    }
}

words! {
    /// How far a horizon reaches, by the days from when it was said to its last day.
    HorizonClass {
        /// To the next day.
        Hours = "hours",
        /// Two to seven days.
        Days = "days",
        /// Eight to thirty-one days.
        Weeks = "weeks",
        /// Up to a year.
        Months = "months",
        Years = "years",
        /// Named by what it comes before, not by a day: "before the vote".
        BeforeEvent = "before an event",
        /// In words that name no length and no day: "soon".
        Vague = "vague",
        Unstated = "no horizon",
    }
}

/// The days a forecast looks to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForecastHorizon {
    /// How far it reaches.
    pub class: HorizonClass,
    /// In the speaker's words; null where only the outcome of the case file has a day.
    pub words: Option<String>,
    /// First day.
    pub from: Option<Day>,
    /// Last day, included.
    pub to: Option<Day>,
    /// The clock of the case that the words name.
    pub clock: Option<ClockKey>,
    /// Is the last day the `by` of the outcome, because the words give none?
    pub by_outcome: bool,
}

/// A share in hundredths of a percent: 7000 is 70 percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u16);

/// A number with four digits behind the point, counted in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub u32);

/// A number that the speaker gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedChance {
    /// As said of what was said: "a 70 percent chance of no strike" is 70 percent.
    pub said: Share,
    /// The same as the chance that the outcome comes about; null where no outcome is tied.
    pub of_outcome: Option<Share>,
    /// The speaker's words.
    pub words: String,
}

/// A likelihood word of the speaker's, with what two standards read into it. Never scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LikelihoodWord {
    /// As said.
    pub word: String,
    /// Percent in ICD 203.
    pub icd_203: Option<(u8, u8)>,
    /// Percent in the guidance note of the IPCC.
    pub ipcc: Option<(u8, u8)>,
}

/// How a number came out; lower is better in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// Did the outcome come within the horizon?
    pub came: bool,
    /// 0 to 1.
    pub brier: Score,
    /// In nats; null where the chance given to what came was nothing.
    pub log: Option<Score>,
}

/// How other forecasts with the same kind of horizon and the same direction came out in this ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BaseRate {
    /// How many came true.
    pub came_true: usize,
    /// Of how many with a result; at least one.
    pub of: usize,
}

/// The same forecast said again by the same speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repeated {
    /// Where.
    pub statement: StatementRef,
    /// When, else when published.
    pub day: Option<Edtf>,
}

/// A word about what is to come. Counted once for a speaker, what he speaks of and the horizon, however often it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// What kind of word.
    pub kind: ForecastKind,
    /// Does the speaker say that the outcome comes about? Null where nothing decides it.
    pub says_will: Option<bool>,
    /// Who, as named in the report that tells it first.
    pub speaker: String,
    /// Named speakers only are followed from report to report.
    pub named: bool,
    /// The case's actor behind the speaker.
    pub actor: Option<ActorKey>,
    /// Who tells it, where it is not the speaker's own word.
    pub told_by: Option<String>,
    /// The outcome of the case it is about.
    pub outcome: Option<OutcomeKey>,
    /// The outcome in the words of the case file, else what was said.
    pub proposition: String,
    /// First told, then told again in the order of the reports.
    pub statements: Vec<StatementRef>,
    /// Said again on a later day; also among the statements.
    pub repeated: Vec<Repeated>,
    /// When it was said, else published; null where a report recalls it after the fact.
    pub day: Option<Edtf>,
    /// Its horizon.
    pub horizon: ForecastHorizon,
    /// Does it depend on a condition? It is then never counted as false.
    pub conditional: bool,
    /// A number of the speaker's own.
    pub chance: Option<StatedChance>,
    /// A likelihood word of the speaker's own.
    pub likelihood: Option<LikelihoodWord>,
    /// What became of it.
    pub fate: Fate,
    /// One sentence: why.
    pub because: String,
    /// The day on which the result was known.
    pub resolved: Option<Day>,
    /// Line of the outcome in the case file.
    pub line: Option<u32>,
    /// Id of the entry by which a person says what came of the outcome, where it is not the case file that does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// For a number of a named speaker's own on a resolved outcome.
    pub scores: Option<Scores>,
    /// Beside it, never in its place.
    pub base_rate: Option<BaseRate>,
    /// Joined from what it rests on.
    pub marking: Marking,
}

impl Share {
    /// From percent; `None` above 100.
    #[must_use]
    pub fn percent(percent: u16) -> Option<Self> {
        (percent <= 100).then(|| Self(percent * 100))
    }

    /// The rest to 100 percent.
    #[must_use]
    pub fn rest(self) -> Self {
        Self(10_000 - self.0.min(10_000))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{} %", self.0 / 100),
            part => write!(f, "{}.{part:02} %", self.0 / 100),
        }
    }
}

impl Serialize for Share {
    /// As a share of one.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10_000.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10_000.0)
    }
}
