//! Subjects: the noun phrase that does what a verb group says. Takes the chunks of a sentence, gives
//! the source's words with title and adjacent apposition, without a relative clause.
//!
//! Rules over flat chunks, after the practice of shallow quotation attribution (Krestel, Bergler and
//! Witte 2008; Pareti et al. 2013): left of the verb over adverbs, days and parentheses; right of it
//! where the words stand inverted ("said the envoy").

use std::ops::Range;

use crate::lexicon::calendar::is_day_or_month;
use crate::lexicon::cues::is_plain_say;
use crate::phrases::{Chunk, Form, Phrase};
use crate::tokens::Tokens;

/// One sentence, cut into chunks.
pub(crate) struct Sentence<'a> {
    pub(crate) tokens: &'a Tokens<'a>,
    pub(crate) range: Range<usize>,
    pub(crate) chunks: &'a [Chunk],
}

/// Where a subject stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Chunk range, apposition included.
    pub(crate) chunks: Range<usize>,
    /// The chunk that is the head of the subject.
    pub(crate) core: usize,
}

/// Prepositions whose phrase belongs to the noun before it, when that noun is to speak.
const ATTACHED: [&str; 14] =
    ["of", "from", "for", "in", "at", "with", "on", "to", "near", "inside", "within", "by", "involving", "including"];
const ATTACHED_RIGHT: [&str; 5] = ["of", "for", "from", "to", "at"];

impl Sentence<'_> {
    /// The words of a chunk range, as tokens.
    pub(crate) fn span(&self, chunks: &Range<usize>) -> Range<usize> {
        match (self.chunks.get(chunks.start), chunks.end.checked_sub(1).and_then(|last| self.chunks.get(last))) {
            (Some(first), Some(last)) if chunks.start < chunks.end => first.range.start..last.range.end,
            _ => self.range.end..self.range.end,
        }
    }

    fn phrase(&self, i: usize) -> Option<Phrase> {
        self.chunks.get(i).map(|chunk| chunk.phrase)
    }

    fn before(&self, i: usize) -> Option<(usize, Phrase)> {
        let i = i.checked_sub(1)?;
        Some((i, self.chunks[i].phrase))
    }

    fn word_in(&self, i: usize, words: &[&str]) -> bool {
        self.chunks.get(i).is_some_and(|chunk| self.tokens.is_any(chunk.range.start, words))
    }

    /// The subject of the verb group at `verb` on its left; `None` where the sentence gives none.
    pub(crate) fn subject_left(&self, verb: usize) -> Option<Subject> {
        let mut i = verb;
        loop {
            let (p, phrase) = self.before(i)?;
            match phrase {
                Phrase::Adverb => i = p,
                // "I very much welcome", "a trader with two boats due on Saturday said"
                Phrase::Adjective if self.word_in(p, &["much", "due"]) => i = p,
                Phrase::Time => {
                    i = p;
                    if self
                        .before(i)
                        .is_some_and(|(q, phrase)| phrase == Phrase::Preposition && self.word_in(q, &["on", "in", "late", "early", "by"]))
                    {
                        i -= 1;
                    }
                }
                Phrase::Comma => return self.over_parenthesis(p),
                Phrase::Noun => return Some(self.extended_left(p)),
                Phrase::Wh if self.word_in(p, &["who", "which", "that"]) => return self.antecedent(p),
                Phrase::That => return self.before(p).filter(|(_, phrase)| *phrase == Phrase::Noun).and_then(|_| self.antecedent(p)),
                Phrase::And => return self.shared(p),
                Phrase::Verb(_) if self.phrase(verb) == Some(Phrase::Verb(Form::Infinitive)) => return self.subject_left(p),
                // "the draft shared online did not …": a participle, or what looks like a past tense, behind its noun.
                Phrase::Verb(Form::Participle | Form::Finite) => match self.before(self.over_adverbs(p)) {
                    Some((noun, Phrase::Noun)) => return Some(self.extended_left(noun)),
                    _ => return None,
                },
                _ => return None,
            }
        }
    }

    /// The noun phrase before "who" or "which", with or without a comma between.
    fn antecedent(&self, wh: usize) -> Option<Subject> {
        let (mut p, mut phrase) = self.before(wh)?;
        if phrase == Phrase::Comma {
            (p, phrase) = self.before(p)?;
        }
        if phrase == Phrase::Noun {
            let mut subject = self.extended_left(p);
            // "Yvette Stroud, counsel to the port, who …": the name before the apposition.
            if let Some((comma, Phrase::Comma)) = self.before(subject.chunks.start)
                && let Some((name, Phrase::Noun)) = self.before(comma)
                && self.tokens.capital(self.chunks[name].head())
            {
                subject = Subject { chunks: self.extended_left(name).chunks.start..subject.chunks.end, core: name };
            }
            return Some(subject);
        }
        None
    }

    /// `X, …, said`: over an apposition, which belongs to the subject, or a relative clause, which does not.
    fn over_parenthesis(&self, closing: usize) -> Option<Subject> {
        for opening in (1..closing).rev().filter(|&k| self.phrase(k) == Some(Phrase::Comma)) {
            let inside = &self.chunks[opening + 1..closing];
            let relative = self.phrase(opening + 1) == Some(Phrase::Wh);
            let clause = inside.iter().any(Chunk::is_finite);
            let quoted = inside.iter().any(|chunk| chunk.phrase == Phrase::Quote);
            let teller = self.is_teller(opening + 1..closing);
            if quoted || inside.is_empty() || clause && !relative && !teller {
                return None;
            }
            let Some((name, Phrase::Noun | Phrase::Time)) = self.before(opening) else {
                // "Marsh said on Monday, in Selm, …": not a parenthesis behind a noun.
                continue;
            };
            if self.phrase(name) == Some(Phrase::Time) {
                continue;
            }
            let core = self.extended_left(name);
            // "the port's counsel, Yvette Stroud, of the association, said": commas inside the apposition.
            if !relative
                && self.before(core.chunks.start).is_some_and(|(_, phrase)| phrase == Phrase::Comma)
                && !self.tokens.capital(self.chunks[name].head())
                && !self.tokens.capital(inside[0].range.end - 1)
            {
                continue;
            }
            let apposition =
                matches!(inside[0].phrase, Phrase::Noun | Phrase::Adjective) || self.word_in(opening + 1, &["of", "from", "at", "for"]);
            let end = if relative || teller || !apposition { core.chunks.end } else { closing };
            return Some(Subject { chunks: core.chunks.start..end, core: core.core });
        }
        None
    }

    /// "they said", "the envoy said on Monday": who tells the sentence that it stands in.
    fn is_teller(&self, chunks: Range<usize>) -> bool {
        let rest = |i: usize| matches!(self.phrase(i), Some(Phrase::Time | Phrase::Adverb | Phrase::Preposition));
        let verb = chunks.start + 1;
        self.phrase(chunks.start) == Some(Phrase::Noun)
            && self.chunks.get(verb).is_some_and(|chunk| chunk.is_finite() && is_plain_say(&self.tokens.lower(chunk.head())))
            && (verb + 1..chunks.end).all(rest)
    }

    /// The subject that a verb behind "and" shares with the verb before.
    fn shared(&self, and: usize) -> Option<Subject> {
        let verb = (0..and).rev().find(|&i| self.chunks[i].is_finite())?;
        let clause_between = self.chunks[verb..and].iter().any(|chunk| chunk.phrase == Phrase::Mark);
        if clause_between { None } else { self.subject_left(verb) }
    }

    /// The noun phrase that ends with chunk `tail`, with what it hangs on to its left.
    pub(crate) fn extended_left(&self, tail: usize) -> Subject {
        let (mut start, end) = (tail, tail + 1);
        while let Some((p, phrase)) = self.before(start) {
            let q = self.before(p);
            match (phrase, q) {
                (Phrase::Preposition, Some((q, Phrase::Noun))) if self.word_in(p, &ATTACHED) => start = q,
                (Phrase::Preposition, Some((q, Phrase::Adjective | Phrase::Verb(Form::Participle | Form::Gerund))))
                    if self.word_in(p, &ATTACHED) =>
                {
                    match self.before(self.over_adverbs(q)) {
                        Some((r, Phrase::Noun)) => start = r,
                        _ => break,
                    }
                }
                (Phrase::Preposition, Some((verb, Phrase::Verb(Form::Finite)))) => {
                    let reduced = || self.reduced(verb).filter(|_| self.word_in(p, &ATTACHED));
                    match self.relative(verb).or_else(|| self.whose(verb)).or_else(reduced) {
                        Some(noun) => start = noun,
                        None => break,
                    }
                }
                (Phrase::Verb(Form::Finite), _) => match self.relative(p) {
                    Some(noun) => start = noun,
                    None => break,
                },
                (Phrase::Verb(Form::Gerund | Form::Participle), Some((q, Phrase::Noun))) => start = q,
                (Phrase::And, Some((q, Phrase::Noun)))
                    if self.word_in(p, &["and", "&"]) && self.opens_clause(self.extended_left(q).chunks.start) =>
                {
                    start = self.extended_left(q).chunks.start;
                }
                _ => break,
            }
        }
        let core = (start..end).find(|&i| self.chunks[i].is_noun()).unwrap_or(tail);
        Subject { chunks: start..end, core }
    }

    /// The noun before "who" when the verb group is that of a relative clause without commas.
    fn relative(&self, verb: usize) -> Option<usize> {
        let (wh, Phrase::Wh) = self.before(self.over_adverbs(verb))? else { return None };
        let (noun, Phrase::Noun) = self.before(wh)? else { return None };
        self.word_in(wh, &["who", "which", "that"]).then_some(noun)
    }

    /// "a mother whose son comes": the noun before "whose", where its noun is the verb's subject.
    fn whose(&self, verb: usize) -> Option<usize> {
        let (son, Phrase::Noun) = self.before(self.over_adverbs(verb))? else { return None };
        let (wh, Phrase::Wh) = self.before(son)? else {
            // The word may stand in the noun phrase itself.
            let noun = self.before(son).filter(|(_, phrase)| *phrase == Phrase::Noun).map(|(noun, _)| noun)?;
            return self.word_in(son, &["whose"]).then_some(noun);
        };
        let (noun, Phrase::Noun) = self.before(wh)? else { return None };
        self.word_in(wh, &["whose"]).then_some(noun)
    }

    /// "two officials briefed on the talks said": a one-word past tense between its noun and a second verb is a participle.
    fn reduced(&self, verb: usize) -> Option<usize> {
        let (noun, Phrase::Noun) = self.before(self.over_adverbs(verb))? else { return None };
        (self.chunks[verb].range.len() == 1).then_some(noun)
    }

    fn over_adverbs(&self, mut i: usize) -> usize {
        while self.before(i).is_some_and(|(_, phrase)| phrase == Phrase::Adverb) {
            i -= 1;
        }
        i
    }

    /// Does a clause start with this chunk?
    fn opens_clause(&self, i: usize) -> bool {
        match self.before(i) {
            None => true,
            Some((p, Phrase::Comma)) => {
                self.chunks[..p].iter().all(|chunk| !chunk.is_noun()) || !self.before(p).is_some_and(|(_, phrase)| phrase == Phrase::Noun)
            }
            Some((p, Phrase::Preposition)) => self
                .word_in(p, &["after", "before", "because", "as", "while", "when", "if", "since", "although", "though", "unless", "until"]),
            Some((_, phrase)) => matches!(phrase, Phrase::Quote | Phrase::Mark | Phrase::That | Phrase::And | Phrase::Time),
        }
    }

    /// The subject right of an inverted verb: "said the envoy, a former judge, …".
    pub(crate) fn subject_right(&self, verb: usize) -> Option<Subject> {
        let mut i = verb + 1;
        while self.phrase(i) == Some(Phrase::Adverb) {
            i += 1;
        }
        if self.phrase(i) != Some(Phrase::Noun) {
            return None;
        }
        let end = self.extended_right(i);
        Some(Subject { chunks: i..end, core: i })
    }

    /// One past the last chunk of the noun phrase that starts at `i`, apposition included.
    pub(crate) fn extended_right(&self, i: usize) -> usize {
        let mut end = self.attached_right(i + 1);
        if self.phrase(end) == Some(Phrase::Comma) {
            let stop = (end + 1..self.chunks.len())
                .find(|&j| {
                    matches!(
                        self.phrase(j),
                        Some(Phrase::Comma | Phrase::Mark | Phrase::Quote | Phrase::And | Phrase::Verb(_) | Phrase::Wh | Phrase::That)
                    )
                })
                .unwrap_or(self.chunks.len());
            let noun = self.phrase(end + 1) == Some(Phrase::Noun) && stop > end + 1;
            let closes = matches!(self.phrase(stop), None | Some(Phrase::Comma | Phrase::Mark));
            let pronoun = noun
                && self.chunks[end + 1].range.len() == 1
                && !self.tokens.capital(self.chunks[end + 1].head())
                && self.tokens.kind(self.chunks[end + 1].head()) == crate::tokens::Kind::Word;
            let time = noun && is_day_or_month(&self.tokens.lower(self.chunks[end + 1].head()));
            if noun && closes && !time && (!pronoun || stop > end + 2) {
                end = stop;
            }
        }
        end
    }

    pub(crate) fn attached_right(&self, mut end: usize) -> usize {
        loop {
            let attached = |i: usize| self.phrase(i) == Some(Phrase::Preposition) && self.phrase(i + 1) == Some(Phrase::Noun);
            let close = self
                .chunks
                .get(end - 1)
                .is_some_and(|chunk| self.tokens.is_any(chunk.head(), &["familiar", "close", "acquainted", "involved"]));
            if attached(end) && (close || self.word_in(end, &ATTACHED_RIGHT)) {
                end += 2;
            } else if matches!(self.phrase(end), Some(Phrase::Adjective | Phrase::Verb(Form::Participle | Form::Gerund)))
                && attached(end + 1)
                && self.word_in(end + 1, &ATTACHED)
            {
                end += 3;
            } else if matches!(self.phrase(end), Some(Phrase::And))
                && self.word_in(end, &["and"])
                && self.phrase(end + 1) == Some(Phrase::Noun)
                && !self.chunks.get(end + 2).is_some_and(Chunk::is_verb)
                && !matches!(self.phrase(end + 2), Some(Phrase::Adverb))
                && self.tokens.capital(self.chunks[end + 1].range.start)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }
}
