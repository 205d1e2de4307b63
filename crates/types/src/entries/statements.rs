//! What a person decides on statements: one is accepted as read, put right, rejected, or added by its words.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, OutcomeKey};
use crate::coded::Stance;
use crate::statement::{Act, ActorKind, Anonymity, Certainty, Denies, Horizon, Quote};
use crate::text::Span;
use crate::time::Edtf;

/// Words of a report at their place. A report's text never changes, so they stay where they are, however it is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Stretch {
    /// The words as they stand there.
    pub words: String,
    /// Where they begin, in Unicode scalar values of the report's text.
    pub start: usize,
}

impl Stretch {
    /// Where they stand.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        Span::new(self.start, self.start.checked_add(self.words.chars().count())?)
    }
}

/// By what a statement is found again in another reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementAnchor {
    /// Id of the report, a digest of its text.
    pub report: String,
    /// What was said, in one or more stretches.
    pub content: Vec<Stretch>,
    /// The words that report the saying.
    pub cue: Option<Stretch>,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidBy {
    /// As the report names or describes it; null where no source is expressed.
    pub name: Option<String>,
    /// What it is; null where no source is expressed.
    pub kind: Option<ActorKind>,
    /// How much of the source is given.
    pub anonymity: Anonymity,
    /// The words that name it there.
    pub words: Option<Stretch>,
}

/// A tie to the case, without the words that matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Tie {
    /// Whose stance it is.
    pub holder: ActorKey,
    /// The issue.
    pub issue: IssueKey,
    /// The option; null when only the issue is touched.
    pub option: Option<OptionKey>,
    /// The stance.
    pub stance: Stance,
    /// Does the holder speak for itself?
    pub own_words: bool,
}

/// What a statement says of an outcome of the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OutcomeSaid {
    /// Which.
    pub outcome: OutcomeKey,
    /// That it comes about, or that it does not.
    pub comes: bool,
}

/// All that a statement is taken to say: what a person has before the eyes who accepts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who said it.
    pub source: SaidBy,
    /// In whose words it stands, nearest first: the sources of the statements that it is nested in; empty text for one without a source.
    pub told_by: Vec<String>,
    /// What is done by saying it.
    pub act: Act,
    /// Is it negated?
    pub negated: bool,
    /// How sure the source is.
    pub certainty: Certainty,
    /// How the words are reported.
    pub quote: Quote,
    /// The words of conditions on it.
    pub conditions: Vec<Stretch>,
    /// When it was said.
    pub said_on: Option<Edtf>,
    /// The days it looks to.
    pub horizon: Option<Horizon>,
    /// What it denies.
    pub denies: Option<Denies>,
    /// Its ties to issues of the case.
    pub ties: Vec<Tie>,
    /// Its ties to outcomes of the case.
    pub outcomes: Vec<OutcomeSaid>,
}

/// What a person decides on a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "do")]
pub enum StatementEntry {
    /// The words say what was read from them, ties to the case included.
    Accept {
        /// Which.
        statement: StatementAnchor,
        /// What was accepted. Where a reading says something else, that is not accepted.
        said: Box<Said>,
        /// In the person's words.
        note: Option<String>,
    },
    /// They say something else.
    Edit {
        /// Which.
        statement: StatementAnchor,
        /// What was read from them, ties left out.
        was: Box<Said>,
        /// What they say, as the person reads them.
        said: Box<Said>,
        /// In the person's words.
        note: Option<String>,
    },
    /// They say no such thing.
    Reject {
        /// Which.
        statement: StatementAnchor,
        /// What was read from them, ties left out.
        was: Box<Said>,
        /// In the person's words.
        why: String,
    },
    /// A statement that was not found.
    Add {
        /// Its words.
        statement: StatementAnchor,
        /// What they say, as the person reads them.
        said: Box<Said>,
        /// In the person's words.
        note: Option<String>,
    },
}

impl StatementEntry {
    /// By what the statement is found again.
    #[must_use]
    pub fn anchor(&self) -> &StatementAnchor {
        match self {
            Self::Accept { statement, .. }
            | Self::Edit { statement, .. }
            | Self::Reject { statement, .. }
            | Self::Add { statement, .. } => statement,
        }
    }

    /// What it was taken to say when the entry was made.
    #[must_use]
    pub fn seen(&self) -> &Said {
        match self {
            Self::Accept { said, .. } | Self::Add { said, .. } => said,
            Self::Edit { was, .. } | Self::Reject { was, .. } => was,
        }
    }

    /// Everything it says of statements.
    pub(super) fn said(&self) -> Vec<&Said> {
        match self {
            Self::Accept { said, .. } | Self::Add { said, .. } => vec![&**said],
            Self::Edit { was, said, .. } => vec![&**was, &**said],
            Self::Reject { was, .. } => vec![&**was],
        }
    }
}

impl Said {
    /// The same without ties to the case.
    #[must_use]
    pub fn untied(&self) -> Self {
        Self { ties: Vec::new(), outcomes: Vec::new(), ..self.clone() }
    }

    /// In what a saying differs from this one, ties to the case aside; each as one would say it.
    #[must_use]
    pub fn differs(&self, now: &Self) -> Vec<String> {
        let mut out = Vec::new();
        let mut differ = |what: &str, was: String, is: String| {
            if was != is {
                let shown = |it: String| if it.is_empty() { "none".to_owned() } else { it };
                out.push(format!("{what} {} (it was {})", shown(is), shown(was)));
            }
        };
        let both = |of: &dyn Fn(&Self) -> String| (of(self), of(now));
        let name = |it: &Option<String>| it.as_deref().map(folded).unwrap_or_default();
        let mut compare = |what: &str, of: &dyn Fn(&Self) -> String| {
            let (was, is) = both(of);
            differ(what, was, is);
        };
        compare("source", &|it| name(&it.source.name));
        compare("anonymity", &|it| it.source.anonymity.to_string());
        compare("told by", &|it| it.told_by.iter().map(|it| folded(it)).collect::<Vec<_>>().join(", "));
        compare("act", &|it| it.act.to_string());
        compare("negated", &|it| it.negated.to_string());
        compare("certainty", &|it| it.certainty.to_string());
        compare("quotation", &|it| it.quote.to_string());
        compare("condition", &|it| it.conditions.iter().map(|it| folded(&it.words)).collect::<Vec<_>>().join("; "));
        compare("said on", &|it| it.said_on.map(|it| it.to_string()).unwrap_or_default());
        compare("looks to", &|it| it.horizon.as_ref().map(days).unwrap_or_default());
        compare("denies", &|it| it.denies.as_ref().map(|it| format!("{}: {}", it.scope, folded(&it.of))).unwrap_or_default());
        out
    }

    /// In what its ties to the case differ.
    #[must_use]
    pub fn differs_in_ties(&self, now: &Self) -> Vec<String> {
        let shown = |it: &Self| {
            let ties = it.ties.iter().map(ToString::to_string);
            ties.chain(it.outcomes.iter().map(ToString::to_string)).collect::<std::collections::BTreeSet<String>>()
        };
        let (was, is) = (shown(self), shown(now));
        let more = is.difference(&was).map(|it| format!("also {it}"));
        more.chain(was.difference(&is).map(|it| format!("no longer {it}"))).collect()
    }
}

fn days(it: &Horizon) -> String {
    let day = |it: Option<crate::time::Day>| it.map(|it| it.to_string()).unwrap_or_default();
    format!("{}/{} {}", day(it.from), day(it.to), folded(&it.text)).trim().to_owned()
}

/// Lower-case words with one blank between them.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// As a person types it: `ordany accepts withdrawal.full`, with `(account)` behind it where another tells it.
impl std::fmt::Display for Tie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.holder, self.stance, self.issue)?;
        if let Some(option) = &self.option {
            write!(f, ".{option}")?;
        }
        f.write_str(if self.own_words { "" } else { " (account)" })
    }
}

impl std::fmt::Display for OutcomeSaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.outcome, if self.comes { "comes about" } else { "does not come about" })
    }
}
