//! Did it take place? By the tense of the verb, the verb that governs it, the clause it stands in and
//! the statement it is part of. Doubt goes against the event: `actual` needs a plain past or present.

use armistice_types::statement::{Act, Modality, Statement};

use super::{Happening, Setting};
use crate::lexicon::events::governed;
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

const NEGATIONS: [&str; 5] = ["not", "n't", "n’t", "never", "no"];

/// The modality of an event.
pub(super) fn modality(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Modality {
    let statement = statement_at(setting, sentence, it);
    let by_verb = by_verb(setting, sentence, it, statement.is_some());
    if statement.is_some_and(|it| it.act == Act::Deny) {
        return Modality::Denied;
    }
    if by_verb == Modality::Actual && supposed(setting, sentence, it.verb) {
        return Modality::Hypothetical;
    }
    let open = |it: &Statement| {
        matches!(it.act, Act::Hope | Act::Doubt | Act::Appeal | Act::Demand | Act::Condition | Act::Threaten | Act::Propose)
    };
    match (by_verb, statement) {
        (Modality::Actual | Modality::Planned, Some(statement)) if open(statement) && in_reported_future(statement) => {
            Modality::Hypothetical
        }
        _ => by_verb,
    }
}

/// What is hoped, demanded or threatened is not planned by that.
fn in_reported_future(statement: &Statement) -> bool {
    statement.act != Act::Threaten
}

/// The innermost statement whose content holds the verb.
fn statement_at<'a>(setting: &Setting<'a>, sentence: &Sentence<'_>, it: &Happening) -> Option<&'a Statement> {
    let verb = setting.index.span(setting.text.tokens.bytes(&sentence.chunks[it.verb].range));
    let holds = |it: &&Statement| it.content.iter().any(|span| span.start() <= verb.start() && verb.end() <= span.end());
    setting.statements.iter().filter(holds).min_by_key(|it| it.content.iter().map(|span| span.end() - span.start()).sum::<usize>())
}

fn by_verb(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening, reported: bool) -> Modality {
    let tokens = setting.text.tokens;
    let chunk = &sentence.chunks[it.verb];
    let negated = chunk.range.clone().any(|t| tokens.is_any(t, &NEGATIONS)) || tokens.is_any(chunk.range.end, &["no"]);
    let negated = negated
        || it
            .actors
            .first()
            .is_some_and(|range| tokens.is_any(sentence.chunks[range.start].range.start, &["no", "nobody", "none", "neither"]));
    if negated {
        return Modality::Denied;
    }
    match chunk.phrase {
        Phrase::Verb(Form::Infinitive | Form::Gerund | Form::Base) => governor(setting, sentence, it.verb),
        Phrase::Verb(Form::Participle) => Modality::Actual,
        _ => finite(setting, chunk, reported),
    }
}

fn finite(setting: &Setting<'_>, chunk: &crate::phrases::Chunk, reported: bool) -> Modality {
    let tokens = setting.text.tokens;
    let modal = chunk.range.clone().find(|&t| setting.text.tags[t] == Tag::MD);
    let perfect = chunk.range.clone().any(|t| tokens.is_any(t, &["have", "had", "been"]));
    match modal {
        Some(t) if tokens.is_any(t, &["will", "'ll", "’ll", "shall", "wo"]) => Modality::Planned,
        // "she would see both sides": the future, told in the past.
        Some(t) if tokens.is_any(t, &["would", "'d", "’d"]) && reported && !perfect => Modality::Planned,
        Some(_) => Modality::Hypothetical,
        // "had collapsed" in a report's own voice looks back beyond the news.
        None if !reported && tokens.is(chunk.range.start, "had") && chunk.range.len() > 1 => Modality::Historical,
        None => Modality::Actual,
    }
}

/// The verbs before an infinitive or gerund, nearest first: the one that opens the chain decides ("was expected to continue meeting").
fn governor(setting: &Setting<'_>, sentence: &Sentence<'_>, verb: usize) -> Modality {
    let mut out = None;
    for i in (0..verb).rev() {
        let chunk = &sentence.chunks[i];
        let adjective = chunk.phrase == Phrase::Adjective;
        if chunk.is_verb() || adjective {
            let word = setting.text.tokens.lower(chunk.head());
            let negated = chunk.range.clone().any(|t| setting.text.tokens.is_any(t, &NEGATIONS));
            match governed(&word) {
                Some(_) if negated => out = Some(Modality::Denied),
                Some(Modality::Actual) => out = out.or_else(|| Some(finite(setting, chunk, false))),
                Some(modality) => out = Some(modality),
                None if out.is_none() && !adjective => out = Some(Modality::Planned),
                None => {}
            }
            if chunk.is_finite() {
                break;
            }
        } else if matches!(chunk.phrase, Phrase::Comma | Phrase::Mark | Phrase::That | Phrase::Wh) {
            break;
        } else if chunk.phrase == Phrase::Preposition && setting.text.tokens.is_any(chunk.range.start, &["after", "following"]) {
            return Modality::Actual;
        }
    }
    out.unwrap_or(Modality::Hypothetical)
}

/// "if the guns fall silent", "unless they leave", "whether they met".
fn supposed(setting: &Setting<'_>, sentence: &Sentence<'_>, verb: usize) -> bool {
    let back = (0..verb).rev().take_while(|&i| !matches!(sentence.chunks[i].phrase, Phrase::Comma | Phrase::Mark | Phrase::That));
    back.take(6)
        .any(|i| setting.text.tokens.is_any(sentence.chunks[i].range.start, &["if", "unless", "whether", "should", "until", "before"]))
}
