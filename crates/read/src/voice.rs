//! Whose voice a text is in, where it is not the reporter's: the issuer's in a statement printed whole, the guest's in the answers of an
//! interview. Takes the paragraphs of a report; gives one attribution a sentence that no cue has.
//!
//! ## What it finds
//! Every sentence of a statement, headings and date lines aside. In an interview, the paragraphs between the questions, questions and
//! answers taking turns.
//! ## Why it matters
//! "We do not agree to six weeks" has no "said"; read by its cues alone, a whole statement would say nothing.
//! ## Does not find
//! Interviews whose questions are told and not printed; a guest whom neither headline nor introduction names.

use std::ops::Range;

use armistice_types::report::{Document, ReportKind};
use armistice_types::statement::ActorKind;

use crate::attribution::{Attribution, Text};
use crate::entities::Actors;
use crate::intake::announced;
use crate::tokens::Kind;

/// The voice of a text.
pub(crate) enum Voice {
    Reporter,
    /// The actor that issues it.
    Issuer(usize),
    /// The actor who answers, and the paragraphs of the answers; those between are questions.
    Guest {
        actor: usize,
        answers: Vec<usize>,
        /// The first question.
        from: usize,
    },
}

/// Questions that make an interview.
const QUESTIONS: usize = 3;
/// A sentence of so few words is a heading, a date or a signature where it has no verb.
const FEWEST: usize = 3;

impl Voice {
    /// The voice of a document; actors that only its head names are added.
    pub(crate) fn of(document: &Document, text: &Text<'_>, found: &[Attribution], actors: &mut Actors<'_>) -> Self {
        if document.kind == ReportKind::Statement {
            return issuer_of(document).map_or(Self::Reporter, |name| Self::Issuer(actors.issuer(name)));
        }
        // The labels of a transcript say who speaks.
        let Some((from, answers)) = turns(text).filter(|_| !found.iter().any(|it| it.in_person)) else { return Self::Reporter };
        let titled = document.title.as_deref().and_then(guest_of).filter(|name| !actors.is_body(name));
        let guest = titled.map(|name| actors.person(name)).or_else(|| introduced(text, from, actors));
        // "Harbour guards: what we know", with answers that nobody gives: an explainer.
        match guest.filter(|_| in_person_often(text, &answers)) {
            Some(actor) => Self::Guest { actor, answers, from },
            None => Self::Reporter,
        }
    }

    /// Who "I" and "we" are outside quotation marks.
    pub(crate) fn first_person(&self) -> Option<usize> {
        match self {
            Self::Reporter => None,
            Self::Issuer(actor) | Self::Guest { actor, .. } => Some(*actor),
        }
    }

    /// Adds what it says without a cue; what an interview's questions put to the guest is nobody's statement.
    pub(crate) fn speak(&self, text: &Text<'_>, found: &mut Vec<Attribution>) {
        let paragraphs: Vec<usize> = match self {
            Self::Reporter => return,
            Self::Issuer(_) => (0..text.tokens.paragraphs.len()).collect(),
            Self::Guest { answers, from, .. } => {
                let answered = |it: &Attribution| {
                    let at = it.cue.as_ref().or(it.content.first()).map_or(0, |range| text.tokens.paragraph_of(range.start));
                    let own = it.core.as_ref().is_some_and(|core| text.first_person(core));
                    if at < *from { !own } else { answers.contains(&at) }
                };
                found.retain(answered);
                answers.clone()
            }
        };
        let mut spoken: Vec<Attribution> = paragraphs
            .iter()
            .flat_map(|&n| sentences(text, n))
            .filter(|sentence| is_clause(text, sentence) && !found.iter().any(|it| has(text, it, sentence)))
            .map(|sentence| in_person(text, sentence))
            .collect();
        found.append(&mut spoken);
        found.sort_by_key(|it| (it.content.first().map(|range| range.start), it.cue.as_ref().map(|cue| cue.start)));
    }
}

/// Who issues a statement: whom the headline names, more fully where the publisher is the same ("Office of the Governor" by the "Office of
/// the Governor of Selm"), else the publisher, else the author.
fn issuer_of(document: &Document) -> Option<&str> {
    let bare = |name: &str| name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).to_lowercase();
    let publisher = document.outlet.as_deref().or(document.author.as_deref());
    let named = document.title.as_deref().and_then(announced).filter(|it| !it.is_empty());
    let fuller = publisher.filter(|it| named.is_none_or(|named| bare(it).contains(&bare(named))));
    fuller.or(named).or(publisher)
}

/// The sentences of a paragraph, without its number ("3.") and the mark at their end.
fn sentences(text: &Text<'_>, paragraph: usize) -> Vec<Range<usize>> {
    let range = &text.tokens.paragraphs[paragraph];
    let (Some(last), true) = (range.end.checked_sub(1), !range.is_empty()) else { return Vec::new() };
    let stop = |i: usize| matches!(text.tokens.word(i), "." | "!" | ";" | "…");
    let number = |it: &Range<usize>| it.clone().all(|i| text.tokens.kind(i) != Kind::Word);
    (text.tokens.sentence_of(range.start)..=text.tokens.sentence_of(last))
        .map(|n| text.tokens.sentences[n].clone())
        .filter(|it| !number(it))
        .map(|mut it| {
            while it.len() > 1 && (text.tokens.kind(it.start) == Kind::Number && text.tokens.is(it.start + 1, ".") || stop(it.start)) {
                it.start += 1;
            }
            while it.len() > 1 && stop(it.end - 1) {
                it.end -= 1;
            }
            it
        })
        .collect()
}

/// Not a heading, a date or a signature.
fn is_clause(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|i| text.tags[i].is_verb()) || sentence.len() > FEWEST && text.tokens.is(sentence.end, ".")
}

/// Does an attribution have the sentence already: its cue governs it, or its content covers most of it?
fn has(text: &Text<'_>, it: &Attribution, sentence: &Range<usize>) -> bool {
    let cue = it.cue.as_ref().is_some_and(|cue| sentence.contains(&cue.start));
    let covered: usize = it.content.iter().map(|range| range.end.min(sentence.end).saturating_sub(range.start.max(sentence.start))).sum();
    // "You will hear that we agree": a cue deep in the sentence leaves its beginning to nobody.
    let governs = cue && !it.embedded && !it.cue.as_ref().is_some_and(|cue| text.quotes.quoted(cue.start));
    governs || 2 * covered > sentence.len()
}

fn in_person(text: &Text<'_>, sentence: Range<usize>) -> Attribution {
    let n = text.tokens.sentence_of(sentence.start);
    Attribution { in_person: true, ..Attribution::uncued(None, vec![sentence], n) }
}

/// The first question of an interview, and its answers: at least [`QUESTIONS`] paragraphs end in a question mark outside quotation marks,
/// all of them every second one from the first on.
fn turns(text: &Text<'_>) -> Option<(usize, Vec<usize>)> {
    let all = text.tokens.paragraphs.len();
    let asks = |n: usize| {
        let range = &text.tokens.paragraphs[n];
        range.end.checked_sub(1).is_some_and(|last| text.tokens.is(last, "?") && !text.quotes.quoted(last))
    };
    let questions: Vec<usize> = (0..all).filter(|&n| asks(n)).collect();
    let first = *questions.first()?;
    let in_turn = questions.iter().all(|n| (n - first).is_multiple_of(2));
    let dense = 4 * questions.len() >= all - first;
    (questions.len() >= QUESTIONS && in_turn && dense).then(|| (first, (first + 1..all).step_by(2).collect()))
}

/// Does every third answer at least speak as "I" or "we" outside quotation marks?
fn in_person_often(text: &Text<'_>, answers: &[usize]) -> bool {
    let first = |i: usize| text.tokens.is_any(i, &["i", "we", "my", "our"]) && !text.quotes.quoted(i);
    let own = answers.iter().filter(|&&n| text.tokens.paragraphs[n].clone().any(first)).count();
    3 * own >= answers.len()
}

/// "Yusel Aram: The guns first": the name that the headline gives the floor to.
fn guest_of(title: &str) -> Option<&str> {
    let name = title.split_once(':')?.0.trim();
    let words = name.split_whitespace().count();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    ((2..=4).contains(&words) && name.split_whitespace().all(capital)).then_some(name)
}

/// The first person whom the paragraphs before the questions name.
fn introduced(text: &Text<'_>, from: usize, actors: &Actors<'_>) -> Option<usize> {
    let end = text.tokens.paragraphs[from].start;
    (0..end).find_map(|i| actors.at(i).filter(|&at| actors.kind(at) == ActorKind::Person))
}
