//! Stored decisions on statements.

use armistice_types::case::{ActorKey, IssueKey, OptionKey, OutcomeKey};
use armistice_types::coded::Stance;
use armistice_types::entries::{OutcomeSaid, Said, SaidBy, StatementAnchor, StatementEntry, Stretch, Tie};
use armistice_types::statement::{Act, ActorKind, Anonymity, Certainty, DenialScope, Denies, Horizon, Quote};
use armistice_types::time::{Day, Edtf};
use serde::Deserialize;

use crate::rows::Word;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
#[expect(clippy::large_enum_variant, reason = "read once and turned into the entry at once")]
pub(super) enum EntryRow {
    Accept { statement: AnchorRow, said: SaidRow, note: Option<String> },
    Edit { statement: AnchorRow, was: SaidRow, said: SaidRow, note: Option<String> },
    Reject { statement: AnchorRow, was: SaidRow, why: String },
    Add { statement: AnchorRow, said: SaidRow, note: Option<String> },
}

impl EntryRow {
    pub(super) fn entry(self) -> StatementEntry {
        let boxed = |it: SaidRow| Box::new(it.said());
        match self {
            Self::Accept { statement, said, note } => StatementEntry::Accept { statement: statement.anchor(), said: boxed(said), note },
            Self::Edit { statement, was, said, note } => {
                StatementEntry::Edit { statement: statement.anchor(), was: boxed(was), said: boxed(said), note }
            }
            Self::Reject { statement, was, why } => StatementEntry::Reject { statement: statement.anchor(), was: boxed(was), why },
            Self::Add { statement, said, note } => StatementEntry::Add { statement: statement.anchor(), said: boxed(said), note },
        }
    }
}

#[derive(Deserialize)]
pub(super) struct StretchRow {
    words: String,
    start: usize,
}

impl StretchRow {
    pub(super) fn stretch(self) -> Stretch {
        Stretch { words: self.words, start: self.start }
    }
}

#[derive(Deserialize)]
pub(super) struct AnchorRow {
    report: String,
    content: Vec<StretchRow>,
    cue: Option<StretchRow>,
}

impl AnchorRow {
    fn anchor(self) -> StatementAnchor {
        let content = self.content.into_iter().map(StretchRow::stretch).collect();
        StatementAnchor { report: self.report, content, cue: self.cue.map(StretchRow::stretch) }
    }
}

#[derive(Deserialize)]
struct SaidByRow {
    name: Option<String>,
    kind: Option<Word<ActorKind>>,
    anonymity: Word<Anonymity>,
    words: Option<StretchRow>,
}

#[derive(Deserialize)]
struct HorizonRow {
    from: Option<Word<Day>>,
    to: Option<Word<Day>>,
    text: String,
}

#[derive(Deserialize)]
struct DeniesRow {
    scope: Word<DenialScope>,
    of: String,
}

#[derive(Deserialize)]
struct TieRow {
    holder: String,
    issue: String,
    option: Option<String>,
    stance: Word<Stance>,
    own_words: bool,
}

#[derive(Deserialize)]
struct OutcomeRow {
    outcome: String,
    comes: bool,
}

#[derive(Deserialize)]
pub(super) struct SaidRow {
    source: SaidByRow,
    told_by: Vec<String>,
    act: Word<Act>,
    negated: bool,
    certainty: Word<Certainty>,
    quote: Word<Quote>,
    conditions: Vec<StretchRow>,
    said_on: Option<Word<Edtf>>,
    horizon: Option<HorizonRow>,
    denies: Option<DeniesRow>,
    ties: Vec<TieRow>,
    outcomes: Vec<OutcomeRow>,
}

impl SaidRow {
    fn said(self) -> Said {
        let source = SaidBy {
            name: self.source.name,
            kind: self.source.kind.map(|it| it.0),
            anonymity: self.source.anonymity.0,
            words: self.source.words.map(StretchRow::stretch),
        };
        let day = |it: Option<Word<Day>>| it.map(|it| it.0);
        Said {
            source,
            told_by: self.told_by,
            act: self.act.0,
            negated: self.negated,
            certainty: self.certainty.0,
            quote: self.quote.0,
            conditions: self.conditions.into_iter().map(StretchRow::stretch).collect(),
            said_on: self.said_on.map(|it| it.0),
            horizon: self.horizon.map(|it| Horizon { from: day(it.from), to: day(it.to), text: it.text }),
            denies: self.denies.map(|it| Denies { scope: it.scope.0, of: it.of }),
            ties: self.ties.into_iter().map(TieRow::tie).collect(),
            outcomes: self.outcomes.into_iter().map(|it| OutcomeSaid { outcome: OutcomeKey(it.outcome), comes: it.comes }).collect(),
        }
    }
}

impl TieRow {
    fn tie(self) -> Tie {
        Tie {
            holder: ActorKey(self.holder),
            issue: IssueKey(self.issue),
            option: self.option.map(OptionKey),
            stance: self.stance.0,
            own_words: self.own_words,
        }
    }
}
