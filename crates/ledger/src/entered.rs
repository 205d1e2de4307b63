//! The stored form of what persons enter, version 1: one row struct a kind, read back here and nowhere else. A new kind
//! adds a variant to `types::entries::Content`, a row here, and a line to `subject` and `content`.

mod estimates;
mod grades;
mod judgements;
mod on;
mod same;
mod statements;

use armistice_types::case::{ActorKey, IssueKey, OptionKey};
use armistice_types::conditions::Atom;
use armistice_types::entries::{
    Content, DraftEntry, EnteredKind, Graded, GradedSource, Handed, On, Paper, Passage, Retract, RuleAnchor, RuleEntry, RuleTerms,
};
use armistice_types::statement::ProposalKind;
use armistice_types::time::Edtf;
use serde::Deserialize;

use crate::rows::Word;

/// Newest version of a content that is read here.
const VERSION: u32 = 1;

/// The JSON that an entry is stored as: the public object with its version.
pub(crate) fn json(content: &Content) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(content)?;
    if let Some(object) = value.as_object_mut() {
        object.insert("v".to_owned(), VERSION.into());
    }
    serde_json::to_string(&value)
}

/// What an entry is about, for looking entries up.
pub(crate) fn subject(content: &Content) -> String {
    match content {
        Content::Rule(it) => it.terms().party.to_string(),
        Content::Draft(it) => it.paper.name.clone(),
        Content::Retract(it) => it.entry.clone(),
        Content::Statement(it) => it.anchor().report.clone(),
        Content::Same(it) => it.reports().first().map_or_else(String::new, |it| (*it).to_owned()),
        Content::Note(it) => on(&it.about),
        Content::Grade(it) => match &it.graded {
            Graded::Reliability { of, .. } => match of {
                GradedSource::Outlet { name } | GradedSource::Named { name } => name.clone(),
                GradedSource::Actor { actor } => actor.to_string(),
                GradedSource::Person { person } => person.to_string(),
            },
            Graded::Credibility { of, .. } => on(of),
        },
        Content::Preference(it) => it.party.to_string(),
        Content::Reservation(it) => it.party.to_string(),
        Content::Judgement(it) => on(&it.about),
        Content::Kept(it) => it.track.as_ref().map_or_else(|| "case".to_owned(), ToString::to_string),
        Content::Resolve(it) => it.outcome.to_string(),
    }
}

fn on(it: &On) -> String {
    match it {
        On::Whole => "case".to_owned(),
        On::Report { report } => report.clone(),
        On::Statement(at) => at.report.clone(),
        On::Cell { actor, .. } | On::Actor { actor } => actor.to_string(),
        On::Issue { issue } => issue.to_string(),
        On::Track { track } => track.to_string(),
        On::Proposal { paper } => paper.name.clone(),
    }
}

/// Reads a content back.
pub(crate) fn content(kind: EnteredKind, text: &str) -> Result<Content, String> {
    let version: Version = parsed(text)?;
    if version.v > VERSION {
        return Err(format!("the content has version {}, this program reads up to {VERSION}", version.v));
    }
    Ok(match kind {
        EnteredKind::Rule => Content::Rule(parsed::<RuleRow>(text)?.entry()),
        EnteredKind::Draft => Content::Draft(parsed::<DraftRow>(text)?.entry()),
        EnteredKind::Retract => {
            let row: RetractRow = parsed(text)?;
            Content::Retract(Retract { entry: row.entry, why: row.why })
        }
        EnteredKind::Statement => Content::Statement(parsed::<statements::EntryRow>(text)?.entry()),
        EnteredKind::Same => Content::Same(parsed::<same::SameRow>(text)?.entry()),
        EnteredKind::Note => Content::Note(parsed::<judgements::NoteRow>(text)?.entry()),
        EnteredKind::Grade => Content::Grade(parsed::<grades::GradeRow>(text)?.entry()),
        EnteredKind::Preference => Content::Preference(parsed::<estimates::PreferenceRow>(text)?.entry()),
        EnteredKind::Reservation => Content::Reservation(parsed::<estimates::ReservationRow>(text)?.entry()),
        EnteredKind::Assessment => Content::Judgement(parsed::<judgements::JudgementRow>(text)?.entry()),
        EnteredKind::Kept => Content::Kept(parsed::<judgements::KeptRow>(text)?.entry()),
        EnteredKind::Resolve => Content::Resolve(parsed::<judgements::ResolveRow>(text)?.entry()),
    })
}

fn parsed<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|err| err.to_string())
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
struct RetractRow {
    entry: String,
    why: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum RuleRow {
    Confirm { rule: AnchorRow, note: Option<String> },
    Drop { rule: AnchorRow, why: String },
    Add { terms: TermsRow, note: Option<String> },
}

impl RuleRow {
    fn entry(self) -> RuleEntry {
        match self {
            Self::Confirm { rule, note } => RuleEntry::Confirm { rule: rule.anchor(), note },
            Self::Drop { rule, why } => RuleEntry::Drop { rule: rule.anchor(), why },
            Self::Add { terms, note } => RuleEntry::Add { terms: terms.terms(), note },
        }
    }
}

#[derive(Deserialize)]
struct PassageRow {
    report: String,
    words: String,
}

fn passages(rows: Vec<PassageRow>) -> Vec<Passage> {
    rows.into_iter().map(|it| Passage { report: it.report, words: it.words }).collect()
}

#[derive(Deserialize)]
struct AnchorRow {
    terms: TermsRow,
    passages: Vec<PassageRow>,
}

impl AnchorRow {
    fn anchor(self) -> RuleAnchor {
        RuleAnchor { terms: self.terms.terms(), passages: passages(self.passages) }
    }
}

#[derive(Deserialize)]
struct TermsRow {
    party: String,
    gives: Vec<(String, String)>,
    needs: Vec<AtomRow>,
    unless: Vec<AtomRow>,
    open: Vec<String>,
}

impl TermsRow {
    fn terms(self) -> RuleTerms {
        RuleTerms {
            party: ActorKey(self.party),
            gives: self.gives.into_iter().map(|(issue, option)| (IssueKey(issue), OptionKey(option))).collect(),
            needs: self.needs.into_iter().map(AtomRow::atom).collect(),
            unless: self.unless.into_iter().map(AtomRow::atom).collect(),
            open: self.open,
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "atom", rename_all = "lowercase")]
enum AtomRow {
    Commits { party: String, issue: String, option: String },
    Performs { party: String, issue: String, option: String },
    Event { words: String },
}

impl AtomRow {
    fn atom(self) -> Atom {
        match self {
            Self::Commits { party, issue, option } => {
                Atom::Commits { party: ActorKey(party), issue: IssueKey(issue), option: OptionKey(option) }
            }
            Self::Performs { party, issue, option } => {
                Atom::Performs { party: ActorKey(party), issue: IssueKey(issue), option: OptionKey(option) }
            }
            Self::Event { words } => Atom::Event { words },
        }
    }
}

#[derive(Deserialize)]
struct PaperRow {
    name: String,
    passages: Vec<PassageRow>,
}

impl PaperRow {
    fn paper(self) -> Paper {
        Paper { name: self.name, passages: passages(self.passages) }
    }
}

#[derive(Deserialize)]
struct HandedRow {
    from: Vec<String>,
    to: Vec<String>,
    #[serde(default)]
    rows: Vec<String>,
    date: Option<Word<Edtf>>,
    how: Option<String>,
}

impl HandedRow {
    fn handed(self) -> Handed {
        let rows = self.rows.into_iter().map(ActorKey).collect();
        Handed { from: self.from, to: self.to, rows, date: self.date.map(|it| it.0), how: self.how }
    }
}

#[derive(Deserialize)]
struct DraftRow {
    paper: PaperRow,
    text: Option<Word<ProposalKind>>,
    version: Option<String>,
    parent: Option<PaperRow>,
    custody: Option<HandedRow>,
    note: Option<String>,
}

impl DraftRow {
    fn entry(self) -> DraftEntry {
        DraftEntry {
            paper: self.paper.paper(),
            text: self.text.map(|it| it.0),
            version: self.version,
            parent: self.parent.map(PaperRow::paper),
            custody: self.custody.map(HandedRow::handed),
            note: self.note,
        }
    }
}
