//! What is done by saying it. Takes an attribution and the words of its content, gives the act, its
//! certainty, negation, conditions and what a denial denies.
//!
//! The cue decides where its verb is an act of its own ("rejected"); behind a plain "said" the
//! clause does: what the speaker says that his own side does, will or must do. Only a clause whose
//! subject is the speaker's own side can accept or offer; when in doubt the act stays `assert`.

mod clauses;
mod conditions;
mod denials;
pub(crate) mod fitted;
mod yes;

pub(crate) use yes::verb_in_subject;

use std::ops::Range;

use armistice_types::statement::{Act, Certainty, DenialScope};

use crate::attribution::{Attribution, Frame, Text};
use crate::lexicon::phrases;
use crate::tokens::Kind;
pub(crate) use clauses::{Clause, clauses};
pub(crate) use conditions::conditions;

/// What an attribution does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doing {
    pub(crate) act: Act,
    pub(crate) negated: bool,
    pub(crate) certainty: Certainty,
    /// Token ranges of conditions, marker included.
    pub(crate) conditions: Vec<Range<usize>>,
    /// Scope of a denial, and the token range of the thing denied.
    pub(crate) denies: Option<(DenialScope, Range<usize>)>,
}

/// `own`: is the noun phrase at these tokens the speaker, or the side he speaks for? `others`: what somebody else is said to say
/// within this content, which gives nothing in this speaker's name.
pub(crate) fn doing(text: &Text<'_>, it: &Attribution, own: &dyn Fn(&Range<usize>) -> bool, others: &[Range<usize>]) -> Doing {
    let mut clauses = clauses(text, &it.content);
    for clause in &mut clauses {
        let first_person = clause.subject.as_ref().is_some_and(|it| text.first_person(it));
        // "The minister said:" and a paragraph of his own words, without quotation marks.
        clause.speaks_for_itself |= first_person && text.tokens.sentence_of(clause.verb.start) != it.sentence;
        clause.speaks_for_itself &= clause.subject.as_ref().is_none_or(|subject| is_speaker(text, it, subject));
    }
    let conditions = if it.frame == Frame::Question { Vec::new() } else { conditions(text, it) };
    let words: Vec<String> = it.content.iter().cloned().flatten().map(|i| text.tokens.lower(i)).collect();
    let mut act = by_cue(text, it, &words);
    if decided_by_content(it) {
        act = by_content(text, it, &clauses, &words, own, others, !conditions.is_empty()).unwrap_or(act);
    }
    if act == Act::Accept && !decided_by_content(it) && yes::cue_is_none(text, it) {
        act = Act::Assert;
    }
    let denies = (act == Act::Deny || act == Act::Assert).then(|| denials::scope(text, it, &clauses, act)).flatten();
    if denies.is_some() {
        act = Act::Deny;
    }
    let main_negated = clauses.first().is_some_and(|clause| clause.negated) && it.frame == Frame::Clause;
    Doing { act, negated: it.negated || main_negated, certainty: certainty(it, act, &words), conditions, denies }
}

/// Is the first person at these tokens the source? Not in "They think we accept it": whoever speaks these words is.
pub(crate) fn is_speaker(text: &Text<'_>, it: &Attribution, first_person: &Range<usize>) -> bool {
    let (Some(cue), Some(core)) = (&it.cue, &it.core) else { return true };
    let own = text.first_person(core);
    let between = cue.end.min(first_person.start)..first_person.start.max(cue.end);
    own || !text.quotes.quoted(cue.start) || between.into_iter().any(|t| text.tokens.kind(t) == Kind::Quote)
}

/// The act of the cue itself.
fn by_cue(text: &Text<'_>, it: &Attribution, words: &[String]) -> Act {
    let comment =
        words.iter().take(3).any(|word| matches!(word.as_str(), "comment" | "elaborate" | "say" | "respond" | "answer" | "discuss"));
    match (it.lemma, it.frame) {
        ("decline" | "refuse", Frame::Infinitive) if comment => Act::NoComment,
        ("ask", Frame::Directive | Frame::Object) => Act::Appeal,
        ("ask", Frame::Clause) if words.last().is_none_or(|word| word != "?") && !ends_with_question(text, it) => Act::Assert,
        // "offered condolences", "accepted an invitation": acts of talks only where something of talks is their object.
        ("offer" | "accept" | "agree to" | "approve" | "endorse" | "float" | "table", Frame::Object) if !term(words) => Act::Assert,
        // "agreed that the book is old" is an opinion; "agreed that a panel would decide" is an agreement.
        ("agree", Frame::Clause) if !words.iter().any(|word| matches!(word.as_str(), "would" | "should" | "shall")) => Act::Assert,
        ("tell", Frame::Directive) => Act::Demand,
        ("warn", Frame::Directive) => Act::Demand,
        ("think" | "believe" | "know" | "feel", _) if it.negated => Act::Doubt,
        (_, Frame::Object) if it.negated && it.act == Act::Accept && will_not(text, it) => Act::Reject,
        _ if it.negated => negated(it.act),
        _ => it.act,
    }
}

/// Does the object name a term of talks, or a number?
fn term(words: &[String]) -> bool {
    phrases::deal_nouns().first_in(words).is_some() || words.iter().any(|word| clauses::is_number(word))
}

/// "We do not agree to six weeks", "will not accept it": refused now. "Did not", "has not" and "do not yet" only tell what has not come.
fn will_not(text: &Text<'_>, it: &Attribution) -> bool {
    let Some(cue) = &it.cue else { return false };
    let from = cue.start.saturating_sub(3).max(text.tokens.sentences[text.tokens.sentence_of(cue.start)].start);
    let words: Vec<String> = (from..cue.end).map(|t| text.tokens.lower(t)).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    any(&["do", "does", "will", "wo", "shall", "can", "ca", "cannot"])
        && any(&["not", "n't", "n’t", "never", "cannot"])
        && !any(&["yet", "why", "if", "did", "have", "has", "had"])
}

/// "did not agree", "does not expect": the act of a negated cue.
fn negated(act: Act) -> Act {
    match act {
        Act::Hope | Act::Predict => Act::Doubt,
        // Not accepting is not rejecting, not rejecting is not accepting, not having offered is neither.
        _ => Act::Assert,
    }
}

fn ends_with_question(text: &Text<'_>, it: &Attribution) -> bool {
    it.content.last().is_some_and(|range| text.tokens.word(range.end) == "?" || text.tokens.word(range.end.saturating_sub(1)) == "?")
}

/// Does the cue only report that something was said?
fn decided_by_content(it: &Attribution) -> bool {
    it.frame == Frame::Clause
        && !it.negated
        && matches!(it.act, Act::Assert | Act::Ask | Act::Predict)
        && !matches!(it.lemma, "know" | "understand" | "find" | "learn" | "see" | "realise" | "realize")
}

fn by_content(
    text: &Text<'_>,
    it: &Attribution,
    clauses: &[Clause],
    words: &[String],
    own: &dyn Fn(&Range<usize>) -> bool,
    others: &[Range<usize>],
    conditional: bool,
) -> Option<Act> {
    if ends_with_question(text, it) && it.content.iter().map(ExactSizeIterator::len).sum::<usize>() < 40 {
        return Some(Act::Ask);
    }
    let phrase =
        phrases::act_phrases().first_in(words).filter(|found| theirs(text, it, found, others)).and_then(|(_, act, _)| act.parse().ok());
    let mut best: Option<Act> = None;
    for clause in clauses.iter().take(4) {
        let mine = clause.speaks_for_itself || clause.subject.as_ref().is_some_and(own);
        // "I say we accept it" is a yes, "let them say we accept it" is none.
        let reported = clause.governed && !clauses.iter().any(|it| it.speaks_for_itself && it.verb.end <= clause.verb.start);
        let told = others.iter().any(|range| range.contains(&clause.verb.start));
        let gives = |act: &Act| match act {
            Act::Accept => !(told || reported || yes::in_jest(it)) && yes::stands(text, &clause.verb),
            Act::Condition | Act::Offer | Act::Promise => !(told || reported || yes::in_jest(it)),
            Act::Demand | Act::Reject | Act::Propose => !told,
            _ => true,
        };
        if let Some(act) = clause.act(mine, conditional).filter(gives) {
            best = Some(best.map_or(act, |best| if weight(act) > weight(best) { act } else { best }));
        }
    }
    let act = match (best, phrase) {
        (Some(best), Some(phrase)) if weight(phrase) > weight(best) => Some(phrase),
        (None, phrase) => phrase,
        (best, _) => best,
    };
    act.or_else(|| phrases::tone().first_in(words).and_then(|(_, act, _)| act.parse().ok()))
        .or((it.act == Act::Predict).then_some(Act::Predict))
}

/// Is a phrase found in the content (place, act, words) the speaker's: not in what another is said to say, no "we" of another's?
fn theirs(text: &Text<'_>, it: &Attribution, found: &(usize, &str, usize), others: &[Range<usize>]) -> bool {
    let mut tokens = it.content.iter().cloned().flatten().skip(found.0).take(found.2);
    tokens.all(|t| {
        let first_person = text.tokens.is_any(t, &["we", "our", "i", "my"]);
        !others.iter().any(|range| range.contains(&t)) && (!first_person || is_speaker(text, it, &(t..t + 1)))
    })
}

/// Which of several acts of one content is its dominant thrust.
fn weight(act: Act) -> u8 {
    match act {
        Act::Deny => 12,
        Act::Reject => 11,
        Act::Condition => 10,
        Act::Threaten => 9,
        Act::Demand => 8,
        Act::Offer => 7,
        Act::Accept => 6,
        Act::Propose => 5,
        Act::Promise | Act::Appeal => 4,
        Act::Hope | Act::Doubt => 3,
        Act::Predict => 2,
        _ => 1,
    }
}

fn certainty(it: &Attribution, act: Act, words: &[String]) -> Certainty {
    let cue_says = match act {
        Act::Hope => Some(Certainty::Possible),
        Act::Doubt => Some(Certainty::Unlikely),
        Act::Predict if it.act == Act::Predict && it.lemma == "expect" => Some(Certainty::Probable),
        _ => None,
    };
    let found = (0..words.len()).filter_map(|i| phrases::certainty().at(words, i)).filter_map(|(word, _)| word.parse().ok()).min();
    cue_says.into_iter().chain(found).min().unwrap_or(Certainty::Certain)
}
