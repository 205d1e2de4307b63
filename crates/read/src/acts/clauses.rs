//! The clauses of a content: subject, verb, modal, negation; and what saying such a clause does.

use std::ops::Range;

use armistice_types::numbers::spelled;
use armistice_types::statement::Act;

use crate::attribution::Text;
use crate::lexicon::act_verbs::{Class, class_of};
use crate::lexicon::events::is_object;
use crate::lexicon::phrases;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

/// One finite clause of a content, or an infinitive or imperative that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Token range of its subject.
    pub(crate) subject: Option<Range<usize>>,
    /// Its subject is "I" or "we", inside the speaker's own words.
    pub(crate) speaks_for_itself: bool,
    /// Does something within the content govern it: "you will hear that we …", "let them say we …"?
    pub(crate) governed: bool,
    /// The verb group.
    pub(crate) verb: Range<usize>,
    /// Its main verb, or the infinitive behind "ready to", "going to".
    pub(crate) main: usize,
    pub(crate) class: Option<Class>,
    /// In lower case.
    pub(crate) modal: Option<String>,
    pub(crate) negated: bool,
    pub(crate) imperative: bool,
    /// Holds "have" and a participle.
    pub(crate) perfect: bool,
    /// Simple past or perfect: it has been done.
    pub(crate) past: bool,
}

const NEGATIONS: [&str; 6] = ["not", "n't", "n’t", "never", "no", "neither"];

/// The finite clauses that start inside the content, in text order.
pub(crate) fn clauses(text: &Text<'_>, content: &[Range<usize>]) -> Vec<Clause> {
    let mut out = Vec::new();
    let inside = |i: usize| content.iter().any(|range| range.contains(&i));
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return out };
    for n in text.tokens.sentence_of(first.start)..=text.tokens.sentence_of(last.end.saturating_sub(1)) {
        let sentence = text.sentence(n);
        for (i, chunk) in sentence.chunks.iter().enumerate() {
            if !inside(chunk.range.start) {
                continue;
            }
            let opens = i == 0 || !inside(sentence.chunks[i - 1].range.start) || sentence.chunks[i - 1].phrase == Phrase::Quote;
            // `she would "do everything"`: the modal stands before the mark.
            let governed = i >= 2 && sentence.chunks[i - 1].phrase == Phrase::Quote && sentence.chunks[i - 2].is_verb();
            let imperative = chunk.phrase == Phrase::Verb(Form::Base) && opens && !governed;
            if chunk.phrase != Phrase::Verb(Form::Finite) && !imperative {
                continue;
            }
            let subject = if imperative {
                None
            } else {
                sentence.subject_left(i).filter(|it| inside(sentence.chunks[it.core].range.start) || content.len() > 1)
            };
            let before = subject.as_ref().and_then(|it| it.chunks.start.checked_sub(1)).map(|i| &sentence.chunks[i]);
            let governs =
                |it: &&crate::phrases::Chunk| matches!(it.phrase, Phrase::That | Phrase::Wh | Phrase::Verb(_)) && inside(it.range.start);
            let core = subject.as_ref().map(|it| sentence.chunks[it.core].range.clone());
            let main = main_verb(text, &sentence, i);
            let modal = chunk.range.clone().find(|&t| text.tags[t] == Tag::MD).map(|t| text.tokens.lower(t));
            let subject_negated =
                core.as_ref().is_some_and(|core| text.tokens.is_any(core.start, &["no", "none", "nobody", "nothing", "neither"]));
            let object_negated = text.tokens.is_any(object_start(text, chunk.range.end), &["no", "nothing", "neither"]);
            out.push(Clause {
                speaks_for_itself: core.as_ref().is_some_and(|core| text.first_person(core) && text.quotes.quoted(core.start)),
                subject: core,
                governed: before.filter(governs).is_some(),
                // "Do not yet agree" refuses nothing.
                class: class(text, main).filter(|_| !chunk.range.clone().any(|t| text.tokens.is(t, "yet"))),
                negated: subject_negated || object_negated || chunk.range.clone().any(|t| text.tokens.is_any(t, &NEGATIONS)),
                past: modal.is_none()
                    && chunk.range.clone().any(|t| matches!(text.tags[t], Tag::VBD) || text.tokens.is_any(t, &["had", "has", "have"])),
                modal,
                verb: chunk.range.clone(),
                main,
                imperative,
                perfect: chunk.range.clone().any(|t| text.tokens.is_any(t, &["have", "had", "has"])),
            });
        }
    }
    out
}

/// Where the object of a verb that ends here begins: "accepted nothing", "agreed to nothing".
pub(super) fn object_start(text: &Text<'_>, end: usize) -> usize {
    if text.tokens.is_any(end, &["to", "on", "with"]) { end + 1 } else { end }
}

/// Digits, or a number in words above one; lower case.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || spelled(word).is_some_and(|n| n > 1)
}

/// The class of a verb; "take" accepts only a term of talks ("would take a four-year term", not "take care").
fn class(text: &Text<'_>, main: usize) -> Option<Class> {
    let class = class_of(&text.tokens.lower(main), &text.tokens.lower(main + 1));
    // "Will block the valley road": no refusal.
    if class == Some(Class::Refusing) && (main + 1..main + 5).any(|t| is_object(&text.tokens.lower(t), "roads")) {
        return Some(Class::Harming);
    }
    if class != Some(Class::Taking) {
        return class;
    }
    let words: Vec<String> = (main + 1..main + 7).map(|i| text.tokens.lower(i)).collect();
    let term = phrases::deal_nouns().first_in(&words).is_some() || words.iter().take(3).any(|word| is_number(word));
    term.then_some(Class::Accepting)
}

/// The main verb of the group, or the infinitive that carries the sense: "is going to leave", "wants to talk".
fn main_verb(text: &Text<'_>, sentence: &crate::subjects::Sentence<'_>, i: usize) -> usize {
    let chunk = &sentence.chunks[i];
    let main = chunk.range.clone().rev().find(|&t| text.tags[t].is_verb()).unwrap_or(chunk.range.start);
    let next = sentence.chunks.get(i + 1).filter(|next| next.phrase == Phrase::Verb(Form::Infinitive));
    match next {
        Some(next) if text.tokens.is_any(main, &["going", "have", "has", "had", "need", "needs", "go", "want", "wants"]) => next.head(),
        _ => main,
    }
}

impl Clause {
    /// What the speaker does by saying the clause; `mine`: its subject is the speaker's own side.
    pub(crate) fn act(&self, mine: bool, conditional: bool) -> Option<Act> {
        let modal = self.modal.as_deref();
        let obliged = matches!(modal, Some("must"));
        let future = matches!(modal, Some("will" | "would" | "'ll" | "’ll" | "shall" | "wo" | "ca" | "can" | "could"));
        if self.imperative {
            return Some(Act::Appeal);
        }
        if mine {
            return match (self.class, self.negated) {
                (Some(Class::Accepting), false) if obliged => None,
                // "would have accepted" did not.
                (Some(Class::Accepting | Class::Giving), false) if self.modal.is_some() && self.perfect => None,
                (_, false) if obliged => Some(Act::Demand),
                (Some(Class::Accepting), false) if conditional && (future || self.modal.is_none()) => Some(Act::Condition),
                (Some(Class::Accepting), false) if modal.is_none() || matches!(modal, Some("will" | "would" | "'ll" | "’ll" | "shall")) => {
                    Some(Act::Accept)
                }
                (Some(Class::Accepting), true) if self.past => Some(Act::Deny),
                (Some(Class::Accepting | Class::Giving | Class::Yielding), true) if future || modal.is_none() && !self.past => {
                    Some(Act::Reject)
                }
                (Some(Class::Talking), true) if future => Some(Act::Reject),
                (Some(Class::Refusing), false) => Some(Act::Reject),
                (Some(Class::Giving | Class::Yielding), false) if conditional && future => Some(Act::Condition),
                (Some(Class::Giving | Class::Yielding), false) if future => Some(Act::Offer),
                (Some(Class::Harming), false) if future => Some(Act::Threaten),
                (Some(Class::Praising), false) => Some(Act::Praise),
                (Some(Class::Condemning), false) => Some(Act::Criticise),
                (Some(Class::Hoping), false) => Some(Act::Hope),
                (Some(Class::Doubting), false) => Some(Act::Doubt),
                (Some(Class::Proposing), false) => Some(Act::Propose),
                (_, true) if matches!(modal, Some("will" | "would" | "wo" | "ca" | "can" | "could")) => Some(Act::Reject),
                (_, false) if matches!(modal, Some("will" | "would" | "'ll" | "’ll" | "shall")) && !conditional => Some(Act::Promise),
                _ => None,
            };
        }
        if obliged || matches!(modal, Some("should")) && !self.negated {
            return Some(if obliged { Act::Demand } else { Act::Appeal });
        }
        // "may have been" looks back.
        (matches!(modal, Some("could" | "may" | "might")) && !self.perfect).then_some(Act::Predict)
    }
}
