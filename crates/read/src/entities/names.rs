//! Names: capitalised runs cut into persons, bodies and places, with the capitalised title before a
//! person. Takes runs, gives names in order, each with its own words and what kind of thing it is.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::gazetteer::{Body, Place, PlaceKind, gazetteer};
use super::key;
use crate::tags::Tag;
use crate::tokens::{Kind, Tokens};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Place(Place),
    Body(Body),
    /// A title without a name: "the President".
    Title,
    /// A name of unknown kind.
    Other,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name's own words.
    pub(super) range: Range<usize>,
    /// Title words directly before, in the same run.
    pub(super) title: Option<Range<usize>>,
    pub(super) sort: Sort,
}

/// Cuts runs.
pub(super) struct Cutter<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) tags: &'a [Tag],
}

impl Cutter<'_> {
    /// The names of all runs, in order.
    pub(super) fn names(&self, runs: &[Range<usize>]) -> Vec<Name> {
        let mut out = Vec::new();
        for run in runs {
            self.cut(run.clone(), &mut out);
        }
        out
    }

    fn word(&self, i: usize) -> &str {
        self.tokens.word(i)
    }

    /// The longest well-known body or place that starts at `at`.
    pub(super) fn known(&self, at: usize, end: usize) -> Option<(usize, Sort)> {
        (at + 1..=end.min(at + 8)).rev().find_map(|stop| {
            let name = key(self.tokens, &(at..stop));
            let body = gazetteer().body(&name).map(Sort::Body);
            let sort = body.or_else(|| gazetteer().place(&name).map(Sort::Place))?;
            Some((stop, sort))
        })
    }

    fn is_head(&self, i: usize) -> bool {
        gazetteer().title(self.word(i)).head
    }

    /// Could these words be somebody's name?
    fn personal(&self, range: &Range<usize>) -> bool {
        let links =
            range.clone().any(|i| self.tokens.is_any(i, &["of", "for", "on", "and", "the", "&"]) || self.tokens.kind(i) == Kind::Number);
        let body = range.len() > 1
            && gazetteer().head(self.word(range.end - 1)).is_some()
            && !(range.len() == 2 && gazetteer().is_given(self.word(range.start)));
        let known = matches!(self.known(range.start, range.end), Some((stop, _)) if stop == range.end);
        let place = range.len() > 1
            && gazetteer().ends_a_place(self.word(range.end - 1))
            && !gazetteer().is_given(self.word(range.start))
            && !gazetteer().title(self.word(range.start.saturating_sub(1))).head;
        !place && !range.is_empty() && range.len() <= 6 && !links && !body && !known
    }

    fn cut(&self, run: Range<usize>, out: &mut Vec<Name>) {
        if run.is_empty() {
            return;
        }
        if let Some((stop, sort)) = self.known(run.start, run.end)
            && stop == run.end
        {
            out.push(Name { range: run, title: None, sort });
            return;
        }
        if let Some(person) = self.titled(&run) {
            out.push(Name { title: Some(run.start..person.start), range: person, sort: Sort::Person });
            return;
        }
        if let Some(at) = self.cut_by_owner(&run) {
            self.cut(run.start..at, out);
            self.cut(at + 1..run.end, out);
            return;
        }
        self.untitled(run, out);
    }

    /// A possessive that cuts the run: what follows is not a body of the owner.
    fn cut_by_owner(&self, run: &Range<usize>) -> Option<usize> {
        let body = gazetteer().head(self.word(run.end - 1)).is_some();
        run.clone()
            .find(|&i| i > run.start && i + 1 < run.end && (self.tags[i] == Tag::POS || matches!(self.word(i), "'s" | "’s")) && !body)
    }

    /// The person behind the run's last title: "CIA Director |Bill Burns|", "Minister of Trade |Ada Marsh|".
    fn titled(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let title = |i: usize| self.is_head(i) || gazetteer().title(self.word(i)).honorific;
        let last = run.clone().rev().find(|&i| i + 1 < run.end && title(i))?;
        let mut from = last + 1;
        if self.tokens.is_any(from, &["of", "for", "to", "on"]) {
            from = self.after_complement(from + 1, run.end)?;
        }
        let honorific = gazetteer().title(self.word(last)).honorific && !self.is_head(last);
        let given_title = gazetteer().is_given(self.word(last)) && last == run.start;
        let person = from..run.end;
        let plausible = self.personal(&person) || honorific && person.len() == 1;
        (plausible && !given_title && !matches!(self.word(from), "'s" | "’s" | "'" | "’")).then_some(person)
    }

    /// Where the words behind "of" end and a person's name begins.
    fn after_complement(&self, mut at: usize, end: usize) -> Option<usize> {
        if self.tokens.is(at, "the") {
            at += 1;
        }
        if let Some((stop, _)) = self.known(at, end)
            && stop < end
            && !self.tokens.is_any(stop, &["of", "for", "and", "on"])
            && gazetteer().head(self.word(stop)).is_none()
        {
            return Some(stop);
        }
        let portfolio = (at..end).take_while(|&i| gazetteer().title(self.word(i)).portfolio || self.tokens.is_any(i, &["and", "&"])).last();
        let given = (at + 1..end.saturating_sub(1)).find(|&i| gazetteer().is_given(self.word(i)));
        portfolio.map(|last| last + 1).filter(|&from| from < end).or(given)
    }

    fn untitled(&self, run: Range<usize>, out: &mut Vec<Name>) {
        // "Malaysian Airlines", "Saudi Interior Ministry": the adjective belongs to the body's name.
        if let Some(body) = self.body(&run) {
            self.push_body(run, body, out);
            return;
        }
        if self.titles_only(&run) {
            out.push(Name { range: run, title: None, sort: Sort::Title });
            return;
        }
        if let Some((stop, sort)) = self.known(run.start, run.end) {
            let adjective = matches!(sort, Sort::Place(Place { kind: PlaceKind::Demonym, .. }));
            let rest = stop..run.end;
            let person = gazetteer().is_given(self.word(run.start)) && self.personal(&run);
            if !person && (adjective || !matches!(sort, Sort::Place(_)) || self.personal(&rest)) {
                out.push(Name { range: run.start..stop, title: None, sort });
                self.cut(rest, out);
                return;
            }
        }
        let sort = self.plain(&run);
        out.push(Name { range: run, title: None, sort });
    }

    /// "the Prime Minister", "President", "Secretary of State"
    fn titles_only(&self, run: &Range<usize>) -> bool {
        let word = |i: usize| {
            let title = gazetteer().title(self.word(i));
            title.head
                || title.modifier
                || title.portfolio
                || gazetteer().place(self.word(i)).is_some()
                || gazetteer().body(self.word(i)).is_some()
        };
        let first = run.clone().find(|&i| self.tokens.is_any(i, &["of", "for", "to"])).unwrap_or(run.end);
        first > run.start && self.is_head(first - 1) && (run.start..first).all(word)
    }

    /// What body the run is, by its head word: last, or before "of".
    fn body(&self, run: &Range<usize>) -> Option<Body> {
        let link = run.clone().skip(1).find(|&i| self.tokens.is_any(i, &["of", "for", "on", "to", "in", "at"]));
        let head = link.unwrap_or(run.end) - 1;
        let known = |range: Range<usize>| gazetteer().body(&key(self.tokens, &range));
        if run.len() < 2 {
            return None;
        }
        let person = link.is_none()
            && run.len() == 2
            && gazetteer().is_given(self.word(run.start))
            && !gazetteer().title(self.word(run.start)).portfolio;
        let body = gazetteer().head(self.word(head)).or_else(|| known(run.start..head + 1)).filter(|_| !person)?;
        let state = self.state_of(run).or(body.state);
        // "the Daily Ledger" is an outlet, "the Union of Wire Drawers" a union: only the head counts.
        Some(Body { kind: body.kind, state })
    }

    /// The state in a body's name: "Saudi Interior Ministry".
    fn state_of(&self, run: &Range<usize>) -> Option<&'static str> {
        run.clone().find_map(|i| match self.known(i, run.end)? {
            (_, Sort::Place(place)) => place.state,
            _ => None,
        })
    }

    /// A body; "Council on Trade Relations Ada Marsh" holds a person behind it.
    fn push_body(&self, run: Range<usize>, body: Body, out: &mut Vec<Name>) {
        let link = run.clone().skip(1).find(|&i| self.tokens.is_any(i, &["of", "for", "on", "to"]));
        let given =
            link.and_then(|link| (link + 2..run.end - 1).find(|&i| gazetteer().is_given(self.word(i)) && self.personal(&(i..run.end))));
        let end = given.unwrap_or(run.end);
        out.push(Name { range: run.start..end, title: None, sort: Sort::Body(body) });
        if end < run.end {
            out.push(Name { range: end..run.end, title: None, sort: Sort::Person });
        }
    }

    /// A run that no table explains.
    fn plain(&self, run: &Range<usize>) -> Sort {
        let given = gazetteer().is_given(self.word(run.start));
        let article = run.start > 0 && self.tokens.is_any(run.start - 1, &["the", "a", "an"]) && !self.tokens.tokens[run.start].glued;
        if run.len() == 1 {
            let word = self.word(run.start);
            let acronym = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.' || c == '&');
            return match acronym {
                true if article || !given => Sort::Body(Body { kind: ActorKind::Organisation, state: None }),
                _ if given => Sort::Person,
                _ => Sort::Other,
            };
        }
        if self.is_head(run.end - 1) && !given {
            return Sort::Title;
        }
        if self.personal(run) && (given || !article) && (given || run.len() <= 4 && self.tags[run.end - 1] != Tag::NNPS) {
            Sort::Person
        } else {
            Sort::Other
        }
    }
}
