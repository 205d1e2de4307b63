//! The rows of the case and the reports that an entry names: what decides whether a view may show it.

use super::{CaseRow, Content, Graded, GradedSource, On, RestedRows, RuleTerms, SameEntry, Sameness, StatementEntry};
use crate::case::{ActorKey, Case, IssueKey, OptionKey, OutcomeKey, PersonKey, RowMeta, TrackKey};
use crate::conditions::Atom;
use crate::marking::Marking;

/// Rows of the case, by kind, and reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names<'c> {
    /// Actors.
    pub actors: Vec<&'c ActorKey>,
    /// Persons.
    pub persons: Vec<&'c PersonKey>,
    /// Tracks.
    pub tracks: Vec<&'c TrackKey>,
    /// Issues.
    pub issues: Vec<&'c IssueKey>,
    /// Options of issues.
    pub options: Vec<(&'c IssueKey, &'c OptionKey)>,
    /// Outcomes.
    pub outcomes: Vec<&'c OutcomeKey>,
    /// Reports, by id. One that is not in a view hides what is said of it, whether the ledger has it or not.
    pub reports: Vec<&'c str>,
}

impl<'c> Names<'c> {
    pub(super) fn of(content: &'c Content) -> Self {
        let mut out = Self::default();
        match content {
            Content::Rule(it) => {
                out.rule(it.terms());
                out.reports.extend(it.passages().iter().map(|it| it.report.as_str()));
            }
            Content::Draft(it) => {
                let papers = std::iter::once(&it.paper).chain(&it.parent);
                out.reports.extend(papers.flat_map(|it| &it.passages).map(|it| it.report.as_str()));
                out.actors.extend(it.custody.iter().flat_map(|it| &it.rows));
            }
            Content::Retract(_) => {}
            Content::Statement(it) => out.statement(it),
            Content::Same(it) => out.same(it),
            Content::Note(it) => out.on(&it.about),
            Content::Judgement(it) => {
                out.on(&it.about);
                out.rested(&it.evidence.rows);
            }
            Content::Kept(it) => {
                out.tracks.extend(&it.track);
                out.rested(&it.evidence.rows);
            }
            Content::Resolve(it) => out.outcomes.push(&it.outcome),
            Content::Grade(it) => match &it.graded {
                Graded::Reliability { of: GradedSource::Actor { actor }, .. } => out.actors.push(actor),
                Graded::Reliability { of: GradedSource::Person { person }, .. } => out.persons.push(person),
                Graded::Reliability { .. } => {}
                Graded::Credibility { of, .. } => out.on(of),
            },
            Content::Preference(it) => {
                out.actors.push(&it.party);
                out.issues.push(&it.issue);
                out.options.extend(it.scores.iter().map(|(option, _)| (&it.issue, option)));
            }
            Content::Reservation(it) => {
                out.actors.push(&it.party);
                out.tracks.push(&it.track);
            }
        }
        out
    }

    fn on(&mut self, on: &'c On) {
        match on {
            On::Cell { actor, issue } => {
                self.actors.push(actor);
                self.issues.push(issue);
            }
            On::Issue { issue } => self.issues.push(issue),
            On::Track { track } => self.tracks.push(track),
            On::Actor { actor } => self.actors.push(actor),
            On::Whole | On::Report { .. } | On::Statement(_) | On::Proposal { .. } => {}
        }
    }

    fn rested(&mut self, rows: &'c RestedRows) {
        self.actors.extend(&rows.actors);
        self.tracks.extend(&rows.tracks);
        self.issues.extend(&rows.issues);
        self.options.extend(rows.options.iter().map(|(issue, option)| (issue, option)));
    }

    fn statement(&mut self, it: &'c StatementEntry) {
        self.reports.push(&it.anchor().report);
        for said in it.said() {
            self.actors.extend(said.ties.iter().map(|tie| &tie.holder));
            self.issues.extend(said.ties.iter().map(|tie| &tie.issue));
            self.options.extend(said.ties.iter().filter_map(|tie| Some((&tie.issue, tie.option.as_ref()?))));
            self.outcomes.extend(said.outcomes.iter().map(|it| &it.outcome));
        }
    }

    fn same(&mut self, it: &'c SameEntry) {
        self.reports.extend(it.reports());
        if let Sameness::Row { row, .. } = &it.what {
            match row {
                CaseRow::Actor(key) => self.actors.push(key),
                CaseRow::Person(key) => self.persons.push(key),
            }
        }
    }

    fn rule(&mut self, terms: &'c RuleTerms) {
        self.actors.push(&terms.party);
        self.options.extend(terms.gives.iter().map(|(issue, option)| (issue, option)));
        for atom in terms.needs.iter().chain(&terms.unless) {
            if let Atom::Commits { party, issue, option } | Atom::Performs { party, issue, option } = atom {
                self.actors.push(party);
                self.options.push((issue, option));
            }
        }
    }

    /// The rows that a case has of these, each with those without which it is not shown.
    fn rows<'r>(&self, case: &'r Case) -> Vec<Option<Vec<&'r RowMeta>>> {
        let one = |meta: Option<&'r RowMeta>| meta.map(|it| vec![it]);
        let track = |key: &TrackKey| case.tracks.iter().find(|row| row.id == *key).map(|row| &row.meta);
        let issue = |key: &IssueKey| {
            let row = case.issue(key)?;
            Some([Some(&row.meta), track(&row.track)].into_iter().flatten().collect())
        };
        let option = |key: &IssueKey, option: &OptionKey| {
            let row = case.issue(key)?;
            let found = row.options.iter().find(|it| it.id == *option)?;
            Some([Some(&row.meta), Some(&found.meta), track(&row.track)].into_iter().flatten().collect())
        };
        let person = |key: &PersonKey| {
            let row = case.persons.iter().find(|row| row.id == *key)?;
            let affiliation = row.affiliation.as_ref().and_then(|key| case.actor(key));
            Some([Some(&row.meta), affiliation.map(|row| &row.meta)].into_iter().flatten().collect())
        };
        let outcome = |key: &OutcomeKey| {
            let row = case.outcomes.iter().find(|row| row.id == *key)?;
            Some([Some(&row.meta), track(&row.track)].into_iter().flatten().collect())
        };
        let mut out: Vec<Option<Vec<&RowMeta>>> = Vec::new();
        out.extend(self.actors.iter().map(|key| one(case.actor(key).map(|row| &row.meta))));
        out.extend(self.persons.iter().map(|key| person(key)));
        out.extend(self.tracks.iter().map(|key| one(track(key))));
        out.extend(self.issues.iter().map(|key| issue(key)));
        out.extend(self.options.iter().map(|(key, it)| option(key, it)));
        out.extend(self.outcomes.iter().map(|key| outcome(key)));
        out
    }

    /// Is one of the rows in the whole case and not in what of it is shown? A row that the case no longer has is another matter.
    #[must_use]
    pub fn hidden(&self, whole: &Case, shown: &Case) -> bool {
        self.rows(whole).iter().zip(self.rows(shown)).any(|(there, here)| there.is_some() && here.is_none())
    }

    /// The marking of all of the rows together.
    #[must_use]
    pub fn marking(&self, case: &Case) -> Marking {
        self.rows(case).into_iter().flatten().flatten().fold(Marking::clear(), |all, it| all.join(&it.marking))
    }
}
