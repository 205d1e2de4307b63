//! One report's telling of its proposals, as rows: names, terms with their options, answers, custody, track.

use std::collections::BTreeSet;

use armistice_types::case::{ActorKey, Case, CaseActor, RoleKind, TrackKey};
use armistice_types::coded::{Coded, TermTie};
use armistice_types::happenings::Named;
use armistice_types::proposals::{Answered, Passed, ProposalState, TermState};
use armistice_types::statement::{ActorId, ActorKind, Answer, Proposal, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::{Edtf, Published};
use armistice_types::view::{Filed, Place, View};

use super::{Row, before};

/// Words between two terms in one stretch that belong to neither.
const JOINING: [&str; 16] =
    ["a", "an", "and", "at", "by", "for", "in", "of", "on", "over", "plus", "the", "to", "under", "with", "including"];

/// One report's telling of its proposals.
pub(super) struct Telling<'v> {
    pub(super) view: &'v View,
    pub(super) filed: &'v Filed,
    pub(super) coded: &'v Coded,
    pub(super) index: CharIndex<'v>,
}

impl Telling<'_> {
    pub(super) fn row(&self, it: &Proposal) -> Row {
        let published = self.filed.reading.report.published.map(Published::day).map(Edtf::day);
        let mut state = ProposalState {
            id: String::new(),
            track: None,
            track_from: None,
            name: it.name.clone().unwrap_or_default(),
            kind: it.kind,
            version: it.version.clone(),
            sponsors: self.named(&it.sponsors),
            discussed_by: self.named(&it.discussed_by),
            terms: self.terms(it),
            day: it.when.or(published),
            day_stated: it.when.is_some(),
            earlier: None,
            earlier_told: false,
            superseded_by: None,
            answers: it.answers.iter().filter_map(|answer| self.answered(answer)).collect(),
            custody: it
                .custody
                .iter()
                .map(|passed| Passed {
                    from: self.named(&passed.from),
                    to: self.named(&passed.to),
                    day: passed.when,
                    how: passed.how.clone(),
                    evidence: vec![self.place(passed.span)],
                })
                .collect(),
            ball: Vec::new(),
            ball_because: None,
            ball_evidence: Vec::new(),
            elements: Vec::new(),
            marking: self.filed.marking.clone(),
            evidence: vec![self.place(it.span)],
        };
        if let Some(case) = &self.view.case {
            state.track = self.track(case, it, &state);
            let before = || before::track(case, self.filed, self.coded, &self.index, it.span);
            if let (None, Some((track, place))) = (&state.track, before()) {
                (state.track, state.track_from) = (Some(track), Some(place));
            }
        }
        Row { proper: it.name.as_deref().and_then(proper), state, earlier: None, told: false, joined: None }
    }

    fn place(&self, span: Span) -> Place {
        Place { report: self.filed.number, span }
    }

    fn named(&self, ids: &[ActorId]) -> Vec<Named> {
        let named = |id: &ActorId| {
            let Some(actor) = self.filed.reading.actor(*id) else { return Vec::new() };
            let key = self.coded.actors.get(id).and_then(|it| it.actor.clone());
            let sides = if key.is_none() && actor.kind == ActorKind::Group { self.sides(&actor.name) } else { Vec::new() };
            if sides.is_empty() { vec![Named { name: actor.name.clone(), actor: key }] } else { sides }
        };
        ids.iter().flat_map(named).collect()
    }

    /// "the province and the growers": the two of the case whom the words name; empty where one of them is not told.
    fn sides(&self, name: &str) -> Vec<Named> {
        let Some(case) = &self.view.case else { return Vec::new() };
        let bare = |it: &str| it.trim().to_lowercase().trim_start_matches("the ").to_owned();
        let named = |part: &str| {
            let calls = |row: &&CaseActor| std::iter::once(&row.name).chain(&row.aliases).any(|it| bare(it) == bare(part));
            case.actors.iter().find(calls).map(|row| Named { name: row.name.clone(), actor: Some(row.id.clone()) })
        };
        let parts: Vec<&str> = name.split(" and ").collect();
        if parts.len() < 2 { Vec::new() } else { parts.into_iter().map(named).collect::<Option<_>>().unwrap_or_default() }
    }

    /// A term that names several options of the case is a row for each, in the words that name it.
    fn terms(&self, it: &Proposal) -> Vec<TermState> {
        let mut out = Vec::new();
        let coded = self.coded.proposals.get(&it.id).map_or(&[][..], Vec::as_slice);
        for (n, term) in it.terms.iter().enumerate() {
            let found: Vec<_> = coded.iter().filter(|tie| tie.term == n).collect();
            if found.len() < 2 {
                let option = found.first().map(|tie| (tie.issue.clone(), tie.option.clone()));
                out.push(TermState { text: term.text.clone(), option, place: self.place(term.span) });
                continue;
            }
            out.extend((0..found.len()).map(|at| {
                let span = self.stretch(term.span, &found, at);
                let text = self.index.quote(span).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
                TermState { text, option: Some((found[at].issue.clone(), found[at].option.clone())), place: self.place(span) }
            }));
        }
        out
    }

    /// The words of one tie of several in a term: to where the next begins, without the words that only join them.
    fn stretch(&self, term: Span, ties: &[&TermTie], at: usize) -> Span {
        let matched = ties[at].matched;
        let after = ties.iter().map(|it| it.matched.start()).filter(|start| *start > matched.start()).min();
        let first = ties.iter().all(|it| it.matched.start() >= matched.start());
        let start = if first { term.start() } else { matched.start() };
        let whole = after.map_or(term.end(), |next| next.max(matched.end()));
        let Some(text) = Span::new(start, whole).and_then(|span| self.index.quote(span)) else { return matched };
        let mut kept = text;
        while let Some(last) = kept.split_whitespace().next_back().filter(|it| it.ends_with(',') || JOINING.contains(it)) {
            let Some(shorter) = kept.trim_end().strip_suffix(last) else { break };
            kept = shorter.trim_end();
            if last.ends_with(',') && !JOINING.contains(&last.trim_end_matches(',')) {
                kept = text[..kept.len() + text[kept.len()..].find(',').unwrap_or(0)].trim_end();
                break;
            }
        }
        let end = (start + kept.trim_end().chars().count()).max(matched.end());
        Span::new(start, end).unwrap_or(matched)
    }

    fn answered(&self, it: &Answer) -> Option<Answered> {
        let by = self.named(&[it.by]).pop()?;
        Some(Answered { own_words: self.own_words(it), by, response: it.response, day: it.when, evidence: vec![self.place(it.span)] })
    }

    /// Does the actor itself, or one who can speak for it, say so, with nobody passing it on?
    fn own_words(&self, it: &Answer) -> bool {
        let side = self.coded.actors.get(&it.by).and_then(|it| it.actor.as_ref());
        let speaks = |statement: &Statement| {
            let source = statement.source.actor.and_then(|id| self.coded.actors.get(&id));
            source.is_some_and(|source| side.is_some() && source.actor.as_ref() == side && source.authority.binds())
        };
        let inside = |statement: &&Statement| statement.content.iter().any(|span| span.overlaps(it.span));
        let mut around = self.filed.reading.statements.iter().filter(inside).peekable();
        around.peek().is_some() && around.all(|statement| speaks(statement) && statement.within.is_none() && statement.via.is_empty())
    }

    /// The track of its options; else the one whose name stands in a sentence that speaks of it.
    fn track(&self, case: &Case, it: &Proposal, state: &ProposalState) -> Option<TrackKey> {
        let of_option = |term: &TermState| term.option.as_ref().and_then(|(issue, _)| case.issue(issue)).map(|issue| issue.track.clone());
        let tracks: BTreeSet<TrackKey> = state.terms.iter().filter_map(of_option).collect();
        if !tracks.is_empty() {
            return if tracks.len() == 1 { tracks.into_iter().next() } else { None };
        }
        let sentences = self.filed.reading.sentences.iter().filter(|sentence| it.mentions.iter().any(|span| span.overlaps(**sentence)));
        let words: BTreeSet<String> = sentences
            .filter_map(|sentence| self.index.quote(*sentence))
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>())
            .collect();
        let named = |name: &str| {
            name.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().count() > 3 && words.contains(&word.to_lowercase()))
        };
        let mut found = case.tracks.iter().filter(|track| named(&track.name));
        let one = found.next().filter(|_| found.next().is_none()).map(|track| track.id.clone());
        one.or_else(|| by_people(case, state))
    }
}

/// The one track on which everybody has a role who is told to put it forward, discuss, answer or get it.
fn by_people(case: &Case, state: &ProposalState) -> Option<TrackKey> {
    let people = state.sponsors.iter().chain(&state.discussed_by).chain(state.answers.iter().map(|it| &it.by));
    let keys: BTreeSet<&ActorKey> = people.chain(state.custody.iter().flat_map(|it| &it.to)).filter_map(|it| it.actor.as_ref()).collect();
    let takes_part = |key: &ActorKey, track: &TrackKey| {
        case.roles.iter().any(|row| row.actor == *key && row.track == *track && row.role != RoleKind::Outsider)
    };
    let mut all = case.tracks.iter().map(|it| &it.id).filter(|track| keys.iter().all(|key| takes_part(key, track)));
    all.next().filter(|_| !keys.is_empty() && all.next().is_none()).cloned()
}

/// The capitalised words of a name with its noun; `None` for a name without any.
fn proper(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital: Vec<&str> =
        words.iter().enumerate().filter(|(n, it)| *n > 0 && it.starts_with(char::is_uppercase)).map(|(_, it)| *it).collect();
    (!capital.is_empty()).then(|| format!("{} {}", capital.join(" "), words.last().unwrap_or(&"")).to_lowercase())
}
