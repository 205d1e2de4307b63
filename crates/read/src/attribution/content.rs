//! Where the content of a cue stands: behind it, before it, or around it. Takes a cue with its
//! subject, gives token ranges without outer quotation marks, "that" and closing marks.

use std::ops::Range;

use super::verbs::trimmed;
use super::{Attribution, Frame, Text};
use crate::lexicon::calendar::is_stretch;
use crate::lexicon::cues::{Cue, cues, is_plain_say};
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::{Sentence, Subject};
use crate::tags::Tag;

/// Where a cue stands in its sentence, in chunks.
pub(super) struct Place<'a> {
    pub(super) verb: usize,
    /// One past the verb and its particle.
    pub(super) end: usize,
    pub(super) subject: Option<&'a Subject>,
    /// Does the subject stand behind the verb?
    pub(super) inverted: bool,
}

/// What was found.
pub(super) struct Found {
    pub(super) content: Vec<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
    pub(super) frame: Frame,
    /// One past the cue's last token, where a preposition belongs to the cue ("called for").
    pub(super) cue_end: Option<usize>,
    /// Does all of it stand before the cue?
    pub(super) left_only: bool,
}

impl Found {
    fn right(frame: Frame, content: Range<usize>) -> Self {
        Self { content: vec![content], addressee: None, frame, cue_end: None, left_only: false }
    }
}

/// The content of a cue; `None` where the sentence holds none, so that there is no attribution.
pub(super) fn find(text: &Text<'_>, sentence: &Sentence<'_>, cue: &Cue, place: &Place<'_>, before: &[Attribution]) -> Option<Found> {
    let behind = if place.inverted { place.subject.map_or(place.end, |it| it.chunks.end) } else { place.end };
    let finder = Finder { text, sentence, cue };
    let right = finder.right(behind);
    // ", adding that …": the subject stands with the verb before, and so does the quotation before that.
    let gerund = sentence.chunks.get(place.verb).is_some_and(|chunk| chunk.phrase == Phrase::Verb(Form::Gerund));
    let left = if cue.takes("plain") && !gerund { finder.left(place, before) } else { None };
    let mut found = match (right, left) {
        (Some(right), None) => right,
        // `In a statement, Marsh said, "…"`: words of the reporter's own before the source are no part of what was said.
        (Some(right), Some(left))
            if right.content.iter().all(|range| text.quotes.quoted(range.start + 1)) && !is_complete(text, sentence, &left) =>
        {
            right
        }
        (Some(right), Some(left)) if right.frame == Frame::Clause && finder.interrupted(behind) => {
            let content = left.into_iter().chain(right.content).collect();
            Found { content, ..right }
        }
        // "…," he said, "…": what stands before the cue, and what goes on behind it.
        (right, Some(mut left)) => {
            let quoted = left.iter().all(|range| text.quotes.quoted(range.start));
            let rest = finder.goes_on(behind, quoted);
            match (right, rest) {
                (None, None) if !is_complete(text, sentence, &left) => return None,
                (Some(right), None) if !quoted => right,
                (Some(right), None)
                    if right.frame != Frame::Clause
                        || right.content.iter().any(|range| !text.quotes.quoted(range.start)) && !is_complete(text, sentence, &left) =>
                {
                    right
                }
                (_, rest) => {
                    let left_only = rest.is_none();
                    left.extend(rest);
                    let addressee = finder.addressee(place.end).map(|(range, _)| range).filter(|_| !place.inverted && cue.takes("obj-s"));
                    Found { content: left, addressee, frame: Frame::Clause, cue_end: None, left_only }
                }
            }
        }
        (None, None) => return None,
    };
    found.content = found.content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    (!found.content.is_empty()).then_some(found)
}

/// `She paused, he added. "…"`: a cue without content takes the quotation that opens the next sentence of its paragraph;
/// `the minister said:` at a paragraph's end takes the next paragraph.
pub(super) fn in_next_sentence(text: &Text<'_>, n: usize, cue: &Cue, place: &Place<'_>, before: &[Attribution]) -> Option<Found> {
    let here = text.tokens.sentences.get(n)?;
    let next = text.tokens.sentences.get(n + 1)?;
    if !cue.takes("plain") || place.subject.is_none() || !before.is_empty() || text.quotes.quoted(here.start) {
        return None;
    }
    let colon = text.tokens.word(here.end - 1) == ":";
    let same_paragraph = text.tokens.paragraph_of(here.start) == text.tokens.paragraph_of(next.start);
    let quotation =
        text.quotes.outer(next.start + 1).map(|number| text.quotes.all[number].clone()).filter(|it| it.hull().start == next.start + 1);
    let content = match quotation {
        Some(quotation) if same_paragraph || colon => quotation.segments,
        None if colon && !same_paragraph => vec![text.tokens.paragraphs[text.tokens.paragraph_of(next.start)].clone()],
        _ => return None,
    };
    let content = content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    Some(Found { content, addressee: None, frame: Frame::Clause, cue_end: None, left_only: false })
}

/// Does the stretch hold a finite verb, or is it quoted as a whole?
fn is_complete(text: &Text<'_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| {
        text.quotes.quoted(range.start) || sentence.chunks.iter().any(|chunk| chunk.is_finite() && range.contains(&chunk.range.start))
    })
}

struct Finder<'a> {
    text: &'a Text<'a>,
    sentence: &'a Sentence<'a>,
    cue: &'a Cue,
}

impl Finder<'_> {
    fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    fn word(&self, i: usize) -> String {
        self.sentence.chunks.get(i).map_or_else(String::new, |chunk| self.text.tokens.lower(chunk.range.start))
    }

    fn is_noun(&self, i: usize) -> bool {
        self.phrase(i) == Some(Phrase::Noun)
    }

    /// Content behind the cue, which starts at chunk `i`.
    fn right(&self, i: usize) -> Option<Found> {
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
    fn addressee(&self, i: usize) -> Option<(Range<usize>, usize)> {
        if !self.is_noun(i) {
            return None;
        }
        let end = self.sentence.extended_right(i);
        // "warned the talks would fail": a clause, nobody told.
        let clause = self.sentence.chunks.get(end).is_some_and(Chunk::is_finite);
        (!clause).then(|| (trimmed(self.text, self.sentence.span(&(i..end))), end))
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
    fn over_fillers(&self, mut i: usize) -> usize {
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

    /// Content before the cue: a quotation, or the clause that a comma cuts off.
    fn left(&self, place: &Place<'_>, before: &[Attribution]) -> Option<Vec<Range<usize>>> {
        let first = if place.inverted { place.verb } else { place.subject.map_or(place.verb, |it| it.chunks.start) };
        let mut at = first.checked_sub(1)?;
        if self.phrase(at) == Some(Phrase::Comma) && at > 0 && self.phrase(at - 1) == Some(Phrase::Quote) {
            at -= 1;
        }
        match self.phrase(at)? {
            Phrase::Quote => self.quotation_before(self.sentence.chunks[at].range.start),
            Phrase::Comma
                if !self.text.quotes.quoted(self.sentence.chunks[at].range.start)
                    || self.text.quotes.quoted(self.sentence.chunks[first].range.start) =>
            {
                self.clause_before(at, before)
            }
            _ => None,
        }
    }

    /// The quotation that closes with the mark at token `mark`, or the reporter's clause that holds it.
    fn quotation_before(&self, mark: usize) -> Option<Vec<Range<usize>>> {
        let number = self.text.quotes.outer(mark.checked_sub(1)?)?;
        let quotation = &self.text.quotes.all[number];
        let open = quotation.hull().start.checked_sub(1)?;
        let start = self.sentence.range.start;
        let lead = self.sentence.chunks.iter().take_while(|chunk| chunk.range.start < open);
        // A clause of the reporter's own runs into the quotation: it is part of what was said.
        let own = open > start && lead.clone().any(Chunk::is_noun) && !lead.clone().any(|chunk| chunk.phrase == Phrase::Quote);
        if own && self.sentence.range.contains(&open) {
            let from = self.content_start(start);
            return Some(vec![from..mark]);
        }
        Some(quotation.segments.clone())
    }

    /// The clause from the sentence's start, or from the content before, to the comma at chunk `comma`.
    fn clause_before(&self, comma: usize, before: &[Attribution]) -> Option<Vec<Range<usize>>> {
        let end = self.sentence.chunks[comma].range.start;
        let start = before
            .iter()
            .filter(|it| it.frame == Frame::Clause)
            .flat_map(|it| &it.content)
            .map(|range| range.end)
            .filter(|&at| at <= end)
            .max();
        let from = self.content_start(start.unwrap_or(self.sentence.range.start).max(self.sentence.range.start));
        (from < end && start.is_none_or(|start| start < end)).then(|| vec![from..end])
    }

    /// Leaves out a dateline and a leading "but" or "and".
    fn content_start(&self, from: usize) -> usize {
        let tokens = self.text.tokens;
        let dash = (from..self.sentence.range.end.min(from + 12))
            .find(|&i| matches!(tokens.word(i), "—" | "–" | "--") || tokens.word(i) == "-" && !tokens.tokens[i].glued);
        let dateline = dash.filter(|&dash| {
            tokens.word(from).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && tokens.word(from).len() > 1 && dash > from
        });
        let from = dateline.map_or(from, |dash| dash + 1);
        if tokens.is_any(from, &["but", "and", "however"]) { from + 1 } else { from }
    }

    /// Is the cue followed by a comma, so that the clause behind may be the rest of the one before?
    fn interrupted(&self, behind: usize) -> bool {
        self.phrase(self.over_fillers(behind)) == Some(Phrase::Comma)
    }

    /// The rest of an interrupted content, behind "…, he said,".
    fn goes_on(&self, behind: usize, quoted: bool) -> Option<Range<usize>> {
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
        (!participle && !aside && !measured).then(|| clause(self.text, self.sentence, comma + 1, false))
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

const FILLERS: [&str; 15] =
    ["in", "on", "at", "to", "from", "during", "after", "before", "outside", "by", "late", "early", "through", "over", "of"];

/// The clause that starts at chunk `start`, as tokens; `object`: a noun phrase, which a comma ends.
pub(super) fn clause(text: &Text<'_>, sentence: &Sentence<'_>, start: usize, object: bool) -> Range<usize> {
    let chunks = sentence.chunks;
    let from = chunks.get(start).map_or(sentence.range.end, |chunk| chunk.range.start);
    let first_word = if chunks.get(start).is_some_and(|chunk| chunk.phrase == Phrase::Quote) { from + 1 } else { from };
    let quoted = text.quotes.outer(first_word);
    let mut end = start;
    while end < chunks.len() {
        let chunk = &chunks[end];
        let here = text.quotes.outer(chunk.range.start);
        // A clause that opens inside a quotation ends with it, unless the reporter's words run on.
        let leaves = quoted.is_some()
            && here != quoted
            && chunk.phrase == Phrase::Quote
            && chunk.range.start > first_word
            && closes_clause(chunks, end);
        let inside_only = quoted.is_some() && here.is_none() && text.quotes.quoted(from);
        if leaves || inside_only || end > start && ends_clause(text, sentence, start, end, object) {
            break;
        }
        end += 1;
    }
    let end = chunks.get(end).map_or(sentence.range.end, |chunk| chunk.range.start);
    let mut range = from..end;
    // A direct quotation that runs over sentences and paragraphs is one content.
    if let Some(number) = quoted {
        let quotation = &text.quotes.all[number];
        let hull = quotation.hull();
        if first_word == hull.start && range.end < hull.end && !text.quotes.quoted(from) {
            range.end = hull.end;
        }
    }
    range
}

/// Does the clause end with the closing mark at chunk `end`? Not when the reporter's words run on: `"a veto" to the plan`.
fn closes_clause(chunks: &[Chunk], end: usize) -> bool {
    matches!(chunks.get(end + 1).map(|chunk| chunk.phrase), None | Some(Phrase::Comma | Phrase::Mark | Phrase::Noun | Phrase::Quote))
}

fn ends_clause(text: &Text<'_>, sentence: &Sentence<'_>, start: usize, at: usize, object: bool) -> bool {
    let chunks = sentence.chunks;
    let chunk = &chunks[at];
    if text.quotes.quoted(chunk.range.start) {
        return false;
    }
    let next = chunks.get(at + 1);
    // `wants "a word," said the envoy`: behind the closing mark another cue owns what came before.
    let closing = chunk.phrase == Phrase::Quote && text.quotes.quoted(chunk.range.start.saturating_sub(1));
    if closing && next.is_some_and(|next| next.is_finite() && is_plain_say(&text.tokens.lower(next.head()))) {
        return true;
    }
    let word = text.tokens.word(chunk.range.start);
    match chunk.phrase {
        Phrase::Mark => word == ";" || at + 1 == chunks.len(),
        Phrase::Comma if object => !listed(chunks, at),
        Phrase::Comma => {
            let Some(next) = next else { return true };
            let word = text.tokens.lower(next.range.start);
            let reporting = matches!(next.phrase, Phrase::Verb(Form::Gerund))
                && (cues(&text.tokens.lower(next.head())).next().is_some() || word == "citing");
            // A verb behind a comma is not this clause's, unless the comma closes an aside.
            let aside = chunks[start..at].iter().any(|chunk| chunk.phrase == Phrase::Comma);
            next.is_finite() && !aside
                || said_behind(text, chunks, at + 1)
                || reporting
                || word == "according"
                || matches!(next.phrase, Phrase::And) && new_speaker(text, sentence, at + 2)
        }
        Phrase::And => {
            next.is_some_and(Chunk::is_finite) && (object || next.is_some_and(|next| is_plain_say(&text.tokens.lower(next.head()))))
        }
        _ => text.tokens.is(chunk.range.start, "according") && text.tokens.is(chunk.range.start + 1, "to"),
    }
}

/// ", the envoy said": the clause before is what was said, and ends here.
fn said_behind(text: &Text<'_>, chunks: &[Chunk], noun: usize) -> bool {
    let said = chunks.get(noun + 1).filter(|verb| verb.is_finite() && is_plain_say(&text.tokens.lower(verb.head())));
    let closes = matches!(
        chunks.get(noun + 2).map(|chunk| chunk.phrase),
        None | Some(Phrase::Comma | Phrase::Mark | Phrase::Time | Phrase::Preposition)
    );
    chunks.get(noun).is_some_and(Chunk::is_noun) && said.is_some() && closes
}

/// Is the comma inside a list: "the port, the bridge and the road"?
fn listed(chunks: &[Chunk], comma: usize) -> bool {
    let rest = &chunks[comma + 1..];
    rest.first().is_some_and(|chunk| chunk.is_noun() || chunk.phrase == Phrase::And)
        && rest.iter().take(4).any(|chunk| chunk.phrase == Phrase::And)
        && !rest.iter().take(4).any(Chunk::is_verb)
}

/// ", but the union said …": another clause with a reporting verb of its own.
fn new_speaker(text: &Text<'_>, sentence: &Sentence<'_>, noun: usize) -> bool {
    let Some(chunk) = sentence.chunks.get(noun).filter(|chunk| chunk.is_noun()) else { return false };
    let verb = sentence.chunks[noun..].iter().take(5).find(|chunk| chunk.is_finite());
    let pronoun = matches!(text.tags[chunk.head()], crate::tags::Tag::PRP);
    !pronoun && verb.is_some_and(|verb| is_plain_say(&text.tokens.lower(verb.head())))
}

/// Everything in the sentence but the chunks from `at` to `end`: the content of "according to X".
pub(super) fn around(text: &Text<'_>, sentence: &Sentence<'_>, at: usize, end: usize) -> Option<Vec<Range<usize>>> {
    let start = sentence.range.start;
    let cut = sentence.chunks[at].range.start;
    let rest = sentence.chunks.get(end).map_or(sentence.range.end, |chunk| chunk.range.start);
    let left = trimmed(text, start..cut);
    let right = trimmed(text, rest..sentence.range.end);
    let finite = |range: &Range<usize>| sentence.chunks.iter().any(|chunk| chunk.is_finite() && range.contains(&chunk.range.start));
    let goes_on = sentence.chunks.iter().find(|chunk| chunk.range.start >= right.start).is_some_and(|chunk| chunk.phrase != Phrase::And);
    let content: Vec<_> = match (finite(&left), finite(&right)) {
        // "a policy which, according to the agency, failed": one clause round the cue.
        (true, true) if goes_on => vec![left, right],
        (false, true) => vec![right],
        _ => vec![left],
    };
    let content: Vec<_> = content.into_iter().filter(|range| !range.is_empty()).collect();
    (!content.is_empty()).then_some(content)
}
