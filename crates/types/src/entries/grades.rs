//! Grades after STANAG 2511 (the Admiralty code): how reliable a source is and how credible what is told, asked apart. The standard gives no
//! numbers, and nothing is computed from a grade.

use serde::Serialize;

use super::On;
use crate::case::{ActorKey, PersonKey};

words! {
    /// How reliable a source is.
    Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Cannot be judged.
        F = "F",
    }
}

words! {
    /// How credible something told is.
    Credibility {
        /// Confirmed by other sources.
        One = "1",
        /// Probably true.
        Two = "2",
        /// Possibly true.
        Three = "3",
        /// Doubtful.
        Four = "4",
        /// Improbable.
        Five = "5",
        /// Cannot be judged.
        Six = "6",
    }
}

impl Reliability {
    /// In words.
    #[must_use]
    pub fn means(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "cannot be judged",
        }
    }
}

impl Credibility {
    /// In words.
    #[must_use]
    pub fn means(self) -> &'static str {
        match self {
            Self::One => "confirmed by other sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "cannot be judged",
        }
    }
}

/// Who is graded for reliability: always somebody with a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase", tag = "source")]
pub enum GradedSource {
    /// An outlet, as reports name it.
    Outlet {
        /// Its name.
        name: String,
    },
    /// An actor of the case.
    Actor {
        /// Which.
        actor: ActorKey,
    },
    /// A person of the case.
    Person {
        /// Who.
        person: PersonKey,
    },
    /// A named source that the case file does not have, as reports name it.
    Named {
        /// Its name.
        name: String,
    },
}

/// What is graded, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "what")]
pub enum Graded {
    /// A source.
    Reliability {
        /// Who.
        of: GradedSource,
        /// How reliable.
        grade: Reliability,
    },
    /// A report or a statement.
    Credibility {
        /// Which.
        of: On,
        /// How credible.
        grade: Credibility,
    },
}

/// A grade, as a person gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grade {
    /// Of what, and which.
    pub graded: Graded,
    /// In the person's words.
    pub why: Option<String>,
}
