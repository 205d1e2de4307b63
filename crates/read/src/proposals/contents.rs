//! What a paper is said to hold: in the clause of its noun ("the plan provides for …"), in a sentence that goes on about it ("it would also
//! …", "under the plan, …"), and as somebody describes it.

use std::ops::Range;

use armistice_types::numbers::spelled;

use super::clauses::Clause;
use super::gathered::{Gathered, is_paper};
use crate::lexicon::phrases::deal_nouns;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

impl Clause<'_, '_, '_> {
    /// "It provides for a truce, the departure of all marines and a watch over shipping": what a paper is said to provide for is a term,
    /// whatever it is.
    pub(super) fn contains(&self, verb: usize, after: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let Some(from) = (verb + 1..verb + 4).find(|&j| self.opens(j) && self.sentence.chunks[j].range.start >= after) else { return };
        let terms = self.parts(from, false);
        if let Some(at) = self.subject_paper(verb, subject, out) {
            out.terms(at, &terms);
        }
    }

    /// "It would also raise pay by 15 percent", "the draft has the union taking ten days": the verb belongs to the term.
    pub(super) fn goes_on(&self, verb: usize, effect: bool, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let tokens = self.setting.text.tokens;
        let own = self.sentence.chunks[verb].range.clone();
        let would =
            own.clone().any(|t| tokens.is_any(t, &["would", "will"])) && !own.clone().any(|t| tokens.is_any(t, &["not", "never", "be"]));
        let has = own.len() == 1 && tokens.is_any(own.start, &["has", "had"]) && self.phrase(verb + 2) == Some(Phrase::Verb(Form::Gerund));
        if !(would || has) || !self.settled(verb) {
            return;
        }
        if let Some(term) = would.then(|| self.brought_about(verb)).flatten() {
            if let Some(at) = self.subject_paper(verb, subject, out) {
                out.terms(at, &[term]);
            }
            return;
        }
        let parts = self.parts(verb + 1, true);
        let Some(first) = parts.first() else { return };
        let terms: Vec<Range<usize>> =
            std::iter::once(if has { first.clone() } else { self.main(verb)..first.end }).chain(parts.iter().skip(1).cloned()).collect();
        let said = has || effect || terms.iter().any(|it| self.of_deals(it));
        let Some(at) = said.then(|| self.subject_paper(verb, subject, out)).flatten() else { return };
        out.terms(at, &terms);
    }

    /// "Under the plan, the company would hire 40", "inspectors could close a sluice under her plan": the clause is the term.
    pub(super) fn under(&self, i: usize, out: &mut Gathered<'_, '_, '_>) {
        let start = self.sentence.chunks[i].range.start;
        let it = self.phrase(i + 1) == Some(Phrase::Noun) && self.is_it(i + 1);
        let Some(whole) = self.sentence.chunks.get(i + 1).filter(|_| self.word(i, &["under"])).map(|it| it.range.clone()) else { return };
        let first = start == self.sentence.range.start;
        // "Under her plan inspectors could …": no comma parts the paper from who acts.
        let determined = self.setting.text.tokens.is_any(whole.start, &["the", "his", "her", "its", "their", "this", "that"]);
        let inside = whole.clone().skip(1).take(2).find(|&t| is_paper(&self.setting.text.tokens.lower(t)) && t + 1 < whole.end);
        let np = inside.filter(|_| first && determined).map_or(whole.clone(), |t| whole.start..t + 1);
        if !(self.paper(i + 1) || it || inside.is_some() && first && determined) {
            return;
        }
        let terms = if first { self.after_under(i, np.end) } else { self.before_under(i) };
        if terms.is_empty() {
            return;
        }
        let Some(at) = (if it { out.it(start) } else { out.refer(&np) }) else { return };
        out.terms(at, &terms);
    }

    /// `end`: one past the paper's last token.
    fn after_under(&self, i: usize, end: usize) -> Vec<Range<usize>> {
        if end < self.sentence.chunks[i + 1].range.end {
            let verb = (i + 2..i + 5).find(|&j| self.sentence.chunks.get(j).is_some_and(|it| it.is_finite())).filter(|&j| self.brings(j));
            let mut parts = verb.map(|verb| self.parts(verb + 1, true)).unwrap_or_default();
            if let Some(first) = parts.first_mut() {
                first.start = end;
            }
            return parts;
        }
        // "under the plan put forward by the company, …"
        let comma = (i + 2..i + 9).take_while(|&j| !self.sentence.chunks.get(j).is_none_or(|it| it.is_finite()));
        let from = comma.filter(|&j| self.phrase(j) == Some(Phrase::Comma)).map(|j| j + 1).next().unwrap_or(i + 2);
        // "under her plan automated pumps could …": a participle that only looks like a verb stands before its noun.
        let noun = (from..from + 2).find(|&j| self.phrase(j) == Some(Phrase::Noun));
        let led = noun.is_some_and(|noun| (from..noun).all(|j| self.sentence.chunks[j].range.len() == 1 && !self.word(j, &["to"])));
        let verb = (from..from + 6).find(|&j| self.sentence.chunks.get(j).is_some_and(|it| it.is_finite()) && self.brings(j));
        let Some(verb) = verb.filter(|&verb| led && noun.is_some_and(|noun| noun < verb)) else { return Vec::new() };
        let mut parts = self.parts(verb + 1, true);
        if let Some(first) = parts.first_mut() {
            first.start = self.sentence.chunks[from].range.start;
        }
        parts
    }

    fn before_under(&self, i: usize) -> Vec<Range<usize>> {
        let verb = (0..i).rev().take_while(|&j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote)));
        let verb = { verb }.find(|&j| self.sentence.chunks[j].is_finite()).filter(|&verb| self.brings(verb));
        let subject = verb.and_then(|verb| self.sentence.subject_left(verb));
        let term = subject.map(|it| self.sentence.span(&(it.chunks.start..i)));
        term.into_iter().filter(|_| verb.is_some_and(|verb| verb + 1 < i)).collect()
    }

    /// "would have the guards leave the hills altogether": what it makes others do, up to the end of the clause.
    fn brought_about(&self, verb: usize) -> Option<Range<usize>> {
        let makes = self.setting.text.tokens.is_any(self.main(verb), &["have", "see", "make", "let"]);
        let act = (verb + 2..verb + 6).find(|&j| matches!(self.phrase(j), Some(Phrase::Verb(Form::Base | Form::Finite | Form::Gerund))))?;
        let noun = self.phrase(verb + 1) == Some(Phrase::Noun)
            && (verb + 2..act).all(|j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::That)));
        let closes = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote));
        let end = (act..self.sentence.chunks.len()).find(closes).unwrap_or(self.sentence.chunks.len());
        (makes && noun).then(|| self.sentence.span(&(verb + 1..end)))
    }

    /// Does a verb tell what a paper would bring about?
    fn brings(&self, verb: usize) -> bool {
        let mut own = self.sentence.chunks[verb].range.clone();
        let told = ["would", "will", "must", "could", "can", "may", "get", "gets"];
        own.any(|t| self.setting.text.tokens.is_any(t, &told)) && self.settled(verb)
    }

    /// "a plan in which 40 would go home and the guards would leave the bridge", "a text that would give them the gate": the clauses are terms.
    pub(super) fn in_which(&self, at: usize) -> Vec<Range<usize>> {
        let tokens = self.setting.text.tokens;
        let led = self.word(at, &["in", "under", "by"]) && self.word(at + 1, &["which"]);
        let itself = self.word(at, &["that", "which"]) && matches!(self.phrase(at), Some(Phrase::Wh | Phrase::That));
        let from = if led { at + 2 } else { at + 1 };
        if !(led || itself) || itself && !self.sentence.chunks.get(from).is_some_and(|it| it.is_finite()) {
            return Vec::new();
        }
        let closes = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote));
        let end = (from..self.sentence.chunks.len()).find(closes).unwrap_or(self.sentence.chunks.len());
        let finite = |j: usize| self.sentence.chunks.get(j).is_some_and(|it| it.is_finite());
        let mut out = Vec::new();
        let mut start = from;
        for j in from..=end {
            let next = j < end && self.phrase(j) == Some(Phrase::And) && (j + 1..(j + 4).min(end)).any(finite);
            if j != end && !next {
                continue;
            }
            let verb = (start..j).find(|&k| finite(k));
            if verb.is_some_and(|verb| self.brings(verb) && verb + 1 < j) {
                let first = if itself && start == from { self.main(from) } else { self.sentence.chunks[start].range.start };
                out.push(first..self.sentence.chunks[j - 1].range.end);
            }
            start = j + 1;
        }
        out.retain(|it| it.len() > 1 && !tokens.is_any(it.start, &["he", "she", "they", "who"]));
        out
    }

    /// "Its offer is plain: 40 percent, six seasons and no new pumps": the list behind a colon, where it follows the paper's own clause.
    pub(super) fn listed(&self, i: usize) -> Vec<Range<usize>> {
        let tokens = self.setting.text.tokens;
        let colon = (i + 1..self.sentence.chunks.len()).find(|&j| tokens.is(self.sentence.chunks[j].range.start, ":"));
        let Some(colon) = colon.filter(|&j| !(i + 1..j).any(|k| self.paper(k) || tokens.is(self.sentence.chunks[k].head(), "one"))) else {
            return Vec::new();
        };
        self.list_behind(colon)
    }

    /// The parts of a list behind a colon, where some of them can be terms.
    pub(super) fn list_behind(&self, colon: usize) -> Vec<Range<usize>> {
        let parts = self.parts(colon + 1, false);
        if parts.len() > 1 && parts.iter().any(|it| self.of_deals(it)) { parts } else { Vec::new() }
    }

    /// "Both officials described a pause of 14 days, with the guns ten kilometres back": of the paper that the sentence before spoke of.
    pub(super) fn described(&self, verb: usize, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let Some(from) = object.filter(|j| !self.paper(*j)) else { return };
        let parts = self.parts(from, false);
        if !parts.first().is_some_and(|it| self.of_deals(it)) {
            return;
        }
        if let Some(at) = out.just_before(self.sentence.chunks[verb].range.start) {
            out.terms(at, &parts);
        }
    }

    /// A stretch with a number, or a noun of deals.
    pub(super) fn of_deals(&self, tokens: &Range<usize>) -> bool {
        let words: Vec<String> = tokens.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        tokens.clone().any(|t| self.counted(t)) || deal_nouns().first_in(&words).is_some()
    }

    /// A number, or a word that begins with one: "45", "six-season".
    pub(super) fn counted(&self, token: usize) -> bool {
        let first = || self.setting.text.tokens.lower(token).split_once('-').map(|(first, _)| first.to_owned());
        let number = |it: String| spelled(&it).is_some() || !it.is_empty() && it.chars().all(|c| c.is_ascii_digit());
        self.setting.text.tags[token] == Tag::CD || first().is_some_and(number)
    }

    /// No negation, condition or question round a verb that may have a modal.
    fn settled(&self, verb: usize) -> bool {
        let tokens = self.setting.text.tokens;
        let open = ["if", "unless", "whether", "should", "until", "before", "nobody", "none", "neither", "no"];
        let back = (0..verb).rev().take_while(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Comma | Phrase::Mark));
        !self.sentence.chunks[verb].range.clone().any(|t| tokens.is_any(t, &["not", "n't", "n’t", "never"]))
            && !back.take(6).any(|i| tokens.is_any(self.sentence.chunks[i].range.start, &open))
            && !self.sentence.range.clone().any(|t| tokens.is(t, "?"))
    }

    fn opens(&self, j: usize) -> bool {
        matches!(self.phrase(j), Some(Phrase::Noun | Phrase::Time | Phrase::Verb(Form::Gerund))) && !self.word(j, &["according"])
    }

    /// What a list names: its parts, divided by commas, "and" and "with", each with what hangs on it, up to the next clause. Commas alone
    /// divide nothing: what follows is an aside. With `verbs`, a part may be a verb with what it does ("and set up a panel").
    pub(super) fn parts(&self, from: usize, verbs: bool) -> Vec<Range<usize>> {
        let (mut out, mut start, mut i, mut and) = (Vec::new(), from, from, false);
        // "would raise pay": a noun that looks like a verb.
        if verbs && self.phrase(i) == Some(Phrase::Verb(Form::Base)) {
            i += 1;
        }
        let clause = |j: usize| (j + 1..j + 3).any(|k| self.sentence.chunks.get(k).is_some_and(|it| it.is_finite()));
        loop {
            match self.phrase(i) {
                Some(Phrase::Comma | Phrase::And) => {
                    let next = (i..i + 3).find(|&j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::And))).unwrap_or(i);
                    let with = self.word(next, &["with", "plus", "including"]) && self.phrase(i) == Some(Phrase::Comma);
                    let next = if with { next + 1 } else { next };
                    and |= with || (i..next).any(|j| self.phrase(j) == Some(Phrase::And));
                    out.push(self.sentence.span(&(start..i)));
                    let joined = verbs && matches!(self.phrase(next), Some(Phrase::Verb(Form::Base | Form::Participle)));
                    if !(self.opens(next) || joined) || clause(next) {
                        break;
                    }
                    (start, i) = (next, next + 1);
                }
                Some(Phrase::Noun | Phrase::Time | Phrase::Adverb | Phrase::Adjective) => i += 1,
                Some(Phrase::Preposition)
                    if !self.word(i, &["according", "as", "if", "unless", "because", "while", "although", "though"]) =>
                {
                    i += 1
                }
                Some(Phrase::Verb(Form::Gerund | Form::Participle | Form::Infinitive)) => i += 1,
                _ => {
                    out.push(self.sentence.span(&(start..i)));
                    break;
                }
            }
        }
        if !and {
            out.truncate(1);
        }
        out.retain(|it| !it.is_empty());
        out
    }
}
