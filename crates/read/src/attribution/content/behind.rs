//! Content behind a cue: a preposition's phrase, words to somebody told, a clause, an infinitive, a noun phrase, a quotation; and
//! the rest of what a cue interrupts.

use std::ops::Range;

use super::extent::clause;
use super::{Finder, Found};
use crate::attribution::Frame;
use crate::attribution::verbs::trimmed;
use crate::lexicon::calendar::is_stretch;
use crate::phrases::{Chunk, Form, Phrase};
use crate::tags::Tag;

/// Prepositions whose phrase may stand between a cue and its clause.
const FILLERS: [&str; 15] =
    ["in", "on", "at", "to", "from", "during", "after", "before", "outside", "by", "late", "early", "through", "over", "of"];

impl Finder<'_> {
    /// Content behind the cue, which starts at chunk `i`.
    pub(super) fn right(&self, i: usize) -> Option<Found> {
        self.by_preposition(i).or_else(|| self.told(i)).or_else(|| self.plainly(i))
    }

    /// "called for a pause", "warned of a strike": the preposition belongs to the cue.
    fn by_preposition(&self, i: usize) -> Option<Found> {
        if self.phrase(i) != Some(Phrase::Preposition) {
            return None;
        }
        let word = self.word(i);
        let takes = word != "to" && self.cue.takes(&word) || word == "to" && self.cue.takes("to-ing");
        let content =
            self.is_noun(i + 1) || self.phrase(i + 1) == Some(Phrase::Verb(Form::Gerund)) || self.phrase(i + 1) == Some(Phrase::Quote);
        (takes && content).then(|| {
            let range = clause(self.text, self.sentence, i + 1, true);
            Found { cue_end: Some(self.sentence.chunks[i].range.end), ..Found::right(Frame::Object, range) }
        })
    }

    /// "told reporters that …", "asked the board to …".
    fn told(&self, i: usize) -> Option<Found> {
        // "wants the commission, a treaty body, to watch the truce": who is to do it is part of what is wanted.
        if self.cue.takes("np-to")
            && self.cue.lemma == "want"
            && let Some((_, end)) = self.addressee(i)
            && let Some(end) = self.over_apposition(end)
            && self.phrase(end) == Some(Phrase::Verb(Form::Infinitive))
        {
            return Some(Found::right(Frame::Clause, clause(self.text, self.sentence, i, false)));
        }
        if self.cue.takes("np-to")
            && let Some((_, end)) = self.addressee(i)
            && self.phrase(end) == Some(Phrase::Verb(Form::Infinitive))
        {
            return Some(Found::right(Frame::Directive, clause(self.text, self.sentence, i, false)));
        }
        let (obj_s, obj_to) = (self.cue.takes("obj-s"), self.cue.takes("obj-to"));
        if !(obj_s || obj_to) {
            return None;
        }
        let (addressee, end) = self.addressee(i)?;
        let j = self.over_fillers(end);
        let mut found = match self.phrase(j)? {
            Phrase::Verb(Form::Infinitive) if obj_to => Found::right(Frame::Directive, clause(self.text, self.sentence, j, false)),
            Phrase::Adverb if obj_to && self.word(j) == "not" && self.phrase(j + 1) == Some(Phrase::Verb(Form::Infinitive)) => {
                Found::right(Frame::Directive, clause(self.text, self.sentence, j, false))
            }
            Phrase::Preposition if obj_to && self.word(j) == "against" => {
                Found::right(Frame::Object, clause(self.text, self.sentence, j, false))
            }
            _ if obj_s || self.cue.takes("wh") => self.clause_at(j, obj_s)?,
            _ => return None,
        };
        found.addressee = Some(addressee);
        Some(found)
    }

    /// The noun phrase told, with what hangs on it, and the chunk behind it.
    pub(super) fn addressee(&self, i: usize) -> Option<(Range<usize>, usize)> {
        if !self.is_noun(i) {
            return None;
        }
        let end = self.sentence.extended_right(i);
        // "warned the talks would fail": a clause, nobody told.
        let clause = self.sentence.chunks.get(end).is_some_and(Chunk::is_finite);
        (!clause).then(|| (trimmed(self.text, self.sentence.span(&(i..end))), end))
    }

    /// Behind an apposition between commas that starts at chunk `i`, without a verb of its own; else `i`.
    fn over_apposition(&self, i: usize) -> Option<usize> {
        if self.phrase(i) != Some(Phrase::Comma) {
            return Some(i);
        }
        let close = (i + 1..self.sentence.chunks.len().min(i + 9)).find(|&j| self.phrase(j) == Some(Phrase::Comma))?;
        (!self.sentence.chunks[i..close].iter().any(Chunk::is_finite)).then_some(close + 1)
    }

    /// Content in the frames that need nobody told.
    fn plainly(&self, start: usize) -> Option<Found> {
        let direct = self.phrase(start)?;
        let infinitive =
            |i: usize| self.cue.takes("to").then(|| Found::right(Frame::Infinitive, clause(self.text, self.sentence, i, false)));
        match direct {
            Phrase::Verb(Form::Infinitive) => return infinitive(start).or_else(|| self.clause_at(start, true)),
            Phrase::Adverb if self.word(start) == "not" && self.phrase(start + 1) == Some(Phrase::Verb(Form::Infinitive)) => {
                return infinitive(start);
            }
            Phrase::Verb(Form::Gerund) if self.cue.takes("ing") => return Some(self.object(start)),
            // "declined to comment": a verb that looks like a noun.
            Phrase::Preposition
                if self.word(start) == "to"
                    && self.sentence.chunks.get(start + 1).is_some_and(|it| it.is_noun() && it.range.len() == 1) =>
            {
                return infinitive(start);
            }
            _ => {}
        }
        let i = self.over_citing(self.over_fillers(start));
        if let Some(found) = self.clause_at(i, self.cue.takes("s")) {
            return Some(found);
        }
        if let Some(Phrase::Verb(Form::Infinitive)) = self.phrase(i)
            && i > start
        {
            return infinitive(i);
        }
        let object = if self.is_noun(start) { start } else { i };
        if self.is_noun(object) || self.phrase(object) == Some(Phrase::Quote) {
            if self.cue.takes("np") || self.cue.takes("np-person") || self.cue.takes("np-s") {
                return Some(self.object(object));
            }
            if self.cue.takes("np-bid") && self.is_bid(object) {
                return Some(self.object(object));
            }
            if self.cue.takes("np-term") && self.is_term(object) || self.cue.takes("np-table") && self.is_tabled(object) {
                return Some(self.object(object));
            }
            if self.cue.takes("quote-np") {
                return self.named(object);
            }
        }
        None
    }

    /// Is the noun phrase an offer or a demand, so that changing it is making it?
    fn is_bid(&self, i: usize) -> bool {
        self.sentence
            .chunks
            .get(i)
            .is_some_and(|chunk| self.text.tokens.is_any(chunk.head(), &["offer", "offers", "bid", "demand", "demands", "proposal"]))
    }

    /// "came down to 12": is the noun phrase a number, or does it hold one?
    fn is_term(&self, i: usize) -> bool {
        let tokens = self.text.tokens;
        let number = |t: usize| self.text.tags[t] == Tag::CD && !tokens.is(t, "one");
        self.sentence.chunks.get(i).is_some_and(|chunk| chunk.range.clone().any(number))
    }

    /// "put 12 percent on the table": does the sentence go on with that?
    fn is_tabled(&self, i: usize) -> bool {
        let tokens = self.text.tokens;
        let from = self.sentence.chunks.get(i).map_or(usize::MAX, |chunk| chunk.range.end);
        let table = |t: usize| tokens.is(t, "on") && tokens.is(t + 1, "the") && tokens.is(t + 2, "table");
        (from..self.sentence.range.end).any(table)
    }

    /// "called the demand "a number …"": a noun phrase that holds quoted words.
    fn named(&self, i: usize) -> Option<Found> {
        let range = clause(self.text, self.sentence, i, true);
        range.clone().any(|token| self.text.quotes.quoted(token)).then(|| Found::right(Frame::Object, range))
    }

    fn object(&self, i: usize) -> Found {
        Found::right(Frame::Object, clause(self.text, self.sentence, i, true))
    }

    /// A clause or quotation that starts at chunk `i`, with "that", a colon, marks, or bare.
    fn clause_at(&self, i: usize, bare: bool) -> Option<Found> {
        let clause_from = |from: usize| Found::right(Frame::Clause, clause(self.text, self.sentence, from, false));
        let takes_clause = self.cue.takes("s") || self.cue.takes("s!") || self.cue.takes("obj-s") || self.cue.takes("np-s");
        let quote_behind = |from: usize| {
            self.phrase(from) == Some(Phrase::Quote)
                && self.sentence.chunks.get(from + 1).is_some_and(|it| self.text.quotes.quoted(it.range.start))
        };
        match self.phrase(i)? {
            Phrase::That if takes_clause => Some(clause_from(self.over_comma(i + 1))),
            Phrase::Mark if self.word(i) == ":" && (self.cue.takes("plain") || takes_clause) => {
                (i + 1 < self.sentence.chunks.len()).then(|| clause_from(i + 1))
            }
            Phrase::Comma if quote_behind(i + 1) && self.cue.takes("plain") => Some(clause_from(i + 1)),
            Phrase::Quote if quote_behind(i) && (self.cue.takes("plain") || takes_clause) => Some(clause_from(i)),
            Phrase::Wh if self.cue.takes("wh") => Some(Found { frame: Frame::Question, ..clause_from(i) }),
            Phrase::Preposition if self.cue.takes("wh") && matches!(self.word(i).as_str(), "whether" | "if") => {
                Some(Found { frame: Frame::Question, ..clause_from(i) })
            }
            _ if bare && self.bare_clause(i) => Some(clause_from(i)),
            _ => None,
        }
    }

    fn over_comma(&self, i: usize) -> usize {
        if self.phrase(i) == Some(Phrase::Comma) { i + 1 } else { i }
    }

    /// Does a clause without "that" start here: a subject, then its finite verb?
    fn bare_clause(&self, i: usize) -> bool {
        let mut at = i;
        // "said in the north people had fled", "said if they left, …"
        if self.phrase(at) == Some(Phrase::Preposition) || self.phrase(at) == Some(Phrase::Adverb) {
            at = match (at..self.sentence.chunks.len()).find(|&j| self.is_noun(j)) {
                Some(noun) if noun <= i + 2 => noun,
                _ => return false,
            };
        }
        if !self.is_noun(at) {
            return false;
        }
        let stop = |chunk: &Chunk| matches!(chunk.phrase, Phrase::Wh | Phrase::That | Phrase::Mark) || chunk.phrase == Phrase::Comma;
        self.sentence.chunks[at..].iter().take_while(|chunk| !stop(chunk)).any(Chunk::is_finite)
            || self.sentence.chunks[at..].iter().any(Chunk::is_finite)
                && self.sentence.chunks.get(at + 1).is_some_and(|chunk| chunk.phrase == Phrase::Comma || chunk.phrase == Phrase::Wh)
    }

    /// "reported, citing two diplomats, that …": the aside between cue and clause.
    fn over_citing(&self, i: usize) -> usize {
        let citing = self.phrase(i) == Some(Phrase::Comma) && matches!(self.word(i + 1).as_str(), "citing" | "quoting");
        let end = (i + 2..self.sentence.chunks.len()).find(|&j| self.phrase(j) == Some(Phrase::Comma));
        end.filter(|_| citing).map_or(i, |end| end + 1)
    }

    /// Skips what may stand between a cue and its clause: adverbs, days, places, the person spoken to.
    pub(super) fn over_fillers(&self, mut i: usize) -> usize {
        loop {
            match self.phrase(i) {
                Some(Phrase::Adverb | Phrase::Time) => i += 1,
                Some(Phrase::Preposition)
                    if FILLERS.contains(&self.word(i).as_str()) && matches!(self.phrase(i + 1), Some(Phrase::Noun | Phrase::Time)) =>
                {
                    let mut end = i + 2;
                    while self.phrase(end) == Some(Phrase::Preposition) && self.word(end) == "of" && self.is_noun(end + 1) {
                        end += 2;
                    }
                    // "said of the plan it failed" keeps; "said in Selm people fled" is a clause: a finite verb right behind.
                    if self.sentence.chunks.get(end).is_some_and(Chunk::is_finite) {
                        return i;
                    }
                    i = end;
                }
                _ => return i,
            }
        }
    }

    /// Is the cue followed by a comma, so that the clause behind may be the rest of the one before?
    pub(super) fn interrupted(&self, behind: usize) -> bool {
        self.phrase(self.over_fillers(behind)) == Some(Phrase::Comma)
    }

    /// The rest of an interrupted content, behind "…, he said,".
    pub(super) fn goes_on(&self, behind: usize, quoted: bool) -> Option<Range<usize>> {
        let comma = self.over_said_to(behind);
        if !matches!(self.phrase(comma)?, Phrase::Comma | Phrase::Mark)
            || self.phrase(comma) == Some(Phrase::Mark) && !matches!(self.word(comma).as_str(), ":" | ";" | "—")
        {
            return None;
        }
        let next = self.sentence.chunks.get(comma + 1)?;
        let quote = next.phrase == Phrase::Quote;
        if quoted || quote {
            return quote.then(|| clause(self.text, self.sentence, comma + 1, false));
        }
        let participle = matches!(next.phrase, Phrase::Verb(Form::Gerund | Form::Participle) | Phrase::Wh | Phrase::Time);
        let aside = next.phrase == Phrase::Preposition && !self.sentence.chunks[comma + 1..].iter().any(Chunk::is_finite);
        // ", a day after the other made the same promise": when it was said.
        let since = self.sentence.chunks.get(comma + 2).is_some_and(|it| self.text.tokens.is_any(it.range.start, &["after", "before"]));
        let measured = since && matches!(next.phrase, Phrase::Noun | Phrase::Time) && is_stretch(&self.text.tokens.lower(next.head()));
        // ", while a draft suggests another date": what the report sets beside what was said.
        let beside =
            matches!((self.word(comma + 1).as_str(), self.word(comma + 2).as_str()), ("while" | "whereas" | "as", _) | ("even", "as"));
        (!participle && !aside && !measured && !beside).then(|| clause(self.text, self.sentence, comma + 1, false))
    }

    /// Skips the person told and fillers, to the comma behind a cue.
    fn over_said_to(&self, behind: usize) -> usize {
        let mut i = behind;
        if self.is_noun(i) && self.cue.takes("obj-s") {
            i = self.addressee(i).map_or(i, |(_, end)| end);
        }
        self.over_fillers(i)
    }
}
