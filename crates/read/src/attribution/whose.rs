//! Whose verb of saying it is: the subject on its left or right, of the clause that a gerund hangs on, of the verb that an infinitive follows.

use std::ops::Range;

use super::Text;
use super::verbs::{Candidate, main_verb};
use crate::lexicon::cues::Cue;
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::{Sentence, Subject};

/// `Some((None, …))`: the sentence gives no source. `None`: no attribution at all.
pub(super) fn subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, candidate: &Candidate) -> Option<(Option<Subject>, bool)> {
    let left = match sentence.chunks[verb].phrase {
        Phrase::Verb(Form::Finite) => sentence.subject_left(verb),
        Phrase::Verb(Form::Gerund) => gerund_subject(text, sentence, verb),
        Phrase::Verb(Form::Infinitive) => infinitive_subject(text, sentence, verb),
        Phrase::Verb(Form::Base) => return None,
        // A participle without auxiliary may be a mistagged past tense ("Burns warned").
        _ => sentence.subject_left(verb).filter(|_| candidate.cue.takes("plain")),
    };
    let finite = !matches!(sentence.chunks[verb].phrase, Phrase::Verb(Form::Gerund | Form::Infinitive));
    // "…," said the envoy: nothing but marks and quoted words stand before the verb.
    let after_mark = verb == 0 || matches!(sentence.chunks[verb - 1].phrase, Phrase::Quote | Phrase::Comma | Phrase::Mark);
    let left = left
        .filter(|it| !text.quotes.quoted(sentence.chunks[it.core].range.start) || text.quotes.quoted(sentence.chunks[verb].range.start));
    // "Nobody in the room said …": nothing has been said.
    if left.as_ref().is_some_and(|it| text.tokens.is_any(sentence.chunks[it.chunks.start].range.start, &NOBODY)) {
        return None;
    }
    if let (false, Some(subject)) = (after_mark && candidate.cue.takes("plain") && inverted_here(text, sentence, verb), &left) {
        return Some((Some(subject.clone()), false));
    }
    if finite && candidate.cue.takes("plain") && after_mark {
        return sentence.subject_right(candidate.end - 1).map(|subject| (Some(subject), true));
    }
    left.filter(|it| !text.tokens.is_any(sentence.chunks[it.core].range.start, &NO_SOURCE)).map(|subject| (Some(subject), false))
}

/// Whose verb it is, were it this verb of the table.
pub(super) fn of(
    text: &Text<'_>,
    sentence: &Sentence<'_>,
    verb: usize,
    cue: &'static Cue,
    range: Range<usize>,
) -> Option<(Option<Subject>, bool)> {
    let end = sentence.chunks.iter().position(|it| it.range.start >= range.end).unwrap_or(sentence.chunks.len()).max(verb + 1);
    subject(text, sentence, verb, &Candidate { cue, end, range })
}

/// Does a noun phrase that starts with this token name nobody?
pub(super) fn is_nobody(text: &Text<'_>, start: usize) -> bool {
    text.tokens.is_any(start, &NOBODY) || text.tokens.is_any(start, &["few", "there", "what"])
}

/// Whoever says what these say has said nothing.
const NOBODY: [&str; 5] = ["nobody", "none", "no", "neither", "nothing"];

/// "Nobody said yes": nobody is no source; an object form is nobody's subject.
const NO_SOURCE: [&str; 17] = [
    "nobody",
    "none",
    "no",
    "neither",
    "nothing",
    "there",
    "what",
    "himself",
    "herself",
    "itself",
    "themselves",
    "ourselves",
    "him",
    "them",
    "me",
    "us",
    "myself",
];

/// Does the verb stand directly behind a quotation or a comma, with its subject on the right?
fn inverted_here(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> bool {
    let Some(mark) = verb.checked_sub(1) else { return false };
    let behind_quote = sentence.chunks[mark].phrase == Phrase::Quote
        || mark > 0 && sentence.chunks[mark].phrase == Phrase::Comma && sentence.chunks[mark - 1].phrase == Phrase::Quote;
    let noun_right = sentence.chunks.get(verb + 1).is_some_and(Chunk::is_noun);
    let clause_right = sentence.chunks.get(sentence.extended_right(verb + 1)).is_some_and(Chunk::is_finite);
    behind_quote && noun_right && !clause_right && !text.quotes.quoted(sentence.chunks[verb].range.start)
}

/// "…, saying that": the subject of the clause it hangs on; "with the minister saying": the noun before.
fn gerund_subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Option<Subject> {
    let prev = verb.checked_sub(1)?;
    match sentence.chunks[prev].phrase {
        Phrase::Noun => sentence.subject_left(verb),
        Phrase::Preposition if text.tokens.is(sentence.chunks[prev].range.start, "as") => quoted_as_saying(sentence, prev),
        // "without saying that it was a fake": nobody has said so.
        Phrase::Preposition if text.tokens.is(sentence.chunks[prev].range.start, "without") => None,
        Phrase::Comma | Phrase::Preposition | Phrase::And | Phrase::Adverb | Phrase::Time => {
            // The verb of the clause that the gerund hangs on, not one of a relative clause before it.
            let relative =
                |i: usize| i > 0 && matches!(sentence.chunks[i - 1].phrase, Phrase::Wh | Phrase::That) && !follows_a_verb(sentence, i - 1);
            let main = (0..verb).rev().find(|&i| sentence.chunks[i].is_finite() && !relative(i))?;
            sentence.subject_left(main)
        }
        _ => None,
    }
}

/// "said that": what opens a clause behind a verb is no relative pronoun.
fn follows_a_verb(sentence: &Sentence<'_>, that: usize) -> bool {
    that > 0 && sentence.chunks[that - 1].is_verb()
}

/// "quoted the minister as saying": the noun before "as".
fn quoted_as_saying(sentence: &Sentence<'_>, preposition: usize) -> Option<Subject> {
    let noun = preposition.checked_sub(1).filter(|&i| sentence.chunks[i].is_noun())?;
    Some(Subject { chunks: noun..noun + 1, core: noun })
}

/// "voted to accept", "went on to say": verbs after which the infinitive has been done.
const CARRIED_OUT: [&str; 8] = ["vote", "voted", "went", "continued", "continues", "continue", "goes", "rushed"];

fn infinitive_subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Option<Subject> {
    let governor = (0..verb).rev().find(|&i| sentence.chunks[i].is_verb())?;
    let between = sentence.chunks[governor + 1..verb].iter();
    let near = between.clone().count() <= 6
        && between.clone().all(|chunk| matches!(chunk.phrase, Phrase::Adverb | Phrase::Noun | Phrase::Time | Phrase::Preposition));
    let carried_out = text.tokens.is_any(main_verb(text, &sentence.chunks[governor]), &CARRIED_OUT);
    (near && carried_out).then(|| sentence.subject_left(governor)).flatten()
}
