//! Damaged text: what is cut, run together, unbalanced or misspelled, and whether the whole reads like
//! a reworded copy. Takes tokens, chunks, quotations and near spellings; gives problems in token ranges.
//!
//! Headlines, datelines, lists and fragments inside quotations are no damage.

use std::collections::BTreeSet;
use std::ops::Range;

use armistice_types::problem::{Code, Problem};
use armistice_types::report::Integrity;

use crate::attribution::Text;
use crate::entities::Variant;
use crate::lexicon::phrases;
use crate::phrases::Chunk;
use crate::tokens::Kind;

/// Sentences longer than this many tokens have run together.
const LONGEST: usize = 90;

type Found = (Range<usize>, Problem);

/// The problems in text order, and what they say of the whole.
pub(crate) fn damage(text: &Text<'_>, variants: &[Variant]) -> (Vec<Found>, Integrity) {
    let mut out = strays(text);
    out.extend(sentences(text));
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for it in variants {
        let words = text.tokens.words(&it.tokens);
        if known.insert(words) {
            let problem = Problem::new(Code::NameVariant, format!("`{words}` is spelled unlike `{}`", it.known));
            out.push((it.tokens.clone(), problem.hint("taken for the same person; check the name")));
        }
    }
    out.extend(respun(text));
    let integrity = integrity(&out, text);
    // In sound prose a few words alone are a figure of speech.
    if !out.is_empty() {
        out.extend(fragments(text));
    }
    out.sort_by_key(|(range, problem)| (range.start, range.end, problem.code));
    if integrity == Integrity::RewordedCopy {
        let whole = Problem::new(Code::MachineReworded, "the text is damaged in several ways and reads like a reworded copy of another");
        out.push((0..0, whole.hint("find the original; words in quotation marks are as printed in this copy")));
    }
    (out, integrity)
}

fn strays(text: &Text<'_>) -> Vec<Found> {
    text.quotes.stray.iter().map(|&i| (i..i + 1, Problem::new(Code::UnbalancedQuote, "a quotation mark opens or closes alone"))).collect()
}

fn sentences(text: &Text<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (n, range) in text.tokens.sentences.iter().enumerate() {
        let first = range.start;
        let opens_paragraph = text.tokens.opens_paragraph(first);
        let quoted = text.quotes.quoted(first) || text.tokens.kind(first) == Kind::Quote;
        let problem = |message: &str| (range.clone(), Problem::new(Code::CutSentence, message));
        if range.len() == 1 && text.tokens.word(first) == "." {
            out.push(problem("a full stop without a sentence before it"));
        } else if starts_small(text, first) && !quoted && !(opens_paragraph && listed(text, n)) && range.len() > 1 {
            out.push(problem("a sentence that starts in the middle"));
        } else if stops_early(text, n, range) {
            out.push(problem("a sentence that stops without an end"));
        } else if range.len() > LONGEST && text.chunks[n].iter().filter(|chunk| chunk.is_finite()).count() > 4 {
            out.push((range.clone(), Problem::new(Code::RunOnSentence, format!("a sentence of {} words", range.len()))));
        }
    }
    out
}

/// So many words without a verb behind a sentence are a rest of one.
const FEW: usize = 3;

/// "The guards have left the quay. Still cold." The last of a paragraph in a damaged text: a few words, no verb, no name, no quotation.
fn fragments(text: &Text<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (n, range) in text.tokens.sentences.iter().enumerate() {
        let words: Vec<usize> = range.clone().filter(|&t| text.tokens.kind(t) == Kind::Word).collect();
        let paragraph = &text.tokens.paragraphs[text.tokens.paragraph_of(range.start)];
        let last = paragraph.start < range.start && range.end == paragraph.end;
        let plain = words.len() + 1 == range.len() && text.tokens.word(range.end - 1) == ".";
        let name = words.iter().skip(1).any(|&t| text.tags[t].is_proper());
        let verb = text.chunks[n].iter().any(Chunk::is_verb);
        let quoted = range.clone().any(|t| text.quotes.quoted(t));
        let few = (2..=FEW).contains(&words.len()) && !starts_small(text, range.start);
        if last && plain && few && !name && !verb && !quoted {
            out.push((range.clone(), Problem::new(Code::CutSentence, "a few words alone, without a verb")));
        }
    }
    out
}

/// A small letter where a sentence starts, in a word that is not written so on purpose ("iPhone", "al-Noor").
fn starts_small(text: &Text<'_>, first: usize) -> bool {
    let word = text.tokens.word(first);
    text.tokens.kind(first) == Kind::Word
        && word.chars().all(|c| c.is_lowercase() || matches!(c, '’' | '\''))
        && !text.tags[first].is_proper()
        && !word.starts_with(['’', '\''])
}

/// Lines of a list start small by custom: several paragraphs do.
fn listed(text: &Text<'_>, n: usize) -> bool {
    let start = text.tokens.sentences[n].start;
    let paragraph = text.tokens.paragraph_of(start);
    let small = |p: usize| {
        text.tokens
            .paragraphs
            .get(p)
            .is_some_and(|it| starts_small(text, it.start) || !text.tokens.word(it.start).starts_with(char::is_alphabetic))
    };
    small(paragraph + 1) || paragraph > 0 && small(paragraph - 1)
}

/// The last sentence of a paragraph of prose ends without a mark; a headline, which is a paragraph of its own, does.
fn stops_early(text: &Text<'_>, n: usize, range: &Range<usize>) -> bool {
    let last = range.end - 1;
    let paragraph = &text.tokens.paragraphs[text.tokens.paragraph_of(range.start)];
    let prose = paragraph.start < range.start && range.len() > 6 && text.chunks[n].iter().any(Chunk::is_finite);
    prose
        && last + 1 == paragraph.end
        && matches!(text.tokens.kind(last), Kind::Word | Kind::Number)
        && !text.tokens.word(last).ends_with('.')
}

fn respun(text: &Text<'_>) -> Vec<Found> {
    let words: Vec<String> = (0..text.tokens.tokens.len()).map(|i| text.tokens.lower(i)).collect();
    let mut out = Vec::new();
    for i in 0..words.len() {
        if let Some((meant, len)) = phrases::respun().at(&words, i) {
            let shown = text.tokens.words(&(i..i + len));
            out.push((i..i + len, Problem::new(Code::MachineReworded, format!("`{shown}` reads like a reworded `{meant}`"))));
        }
    }
    out
}

/// Several independent kinds of damage make a reworded copy; cuts alone a cut text.
fn integrity(found: &[Found], text: &Text<'_>) -> Integrity {
    let count = |code: Code| found.iter().filter(|(_, it)| it.code == code).count();
    let stops = found.iter().filter(|(range, it)| it.code == Code::CutSentence && range.len() == 1).count();
    let cuts = count(Code::CutSentence) - stops;
    let kinds = [stops, cuts, count(Code::UnbalancedQuote), count(Code::NameVariant), count(Code::MachineReworded)]
        .iter()
        .filter(|&&n| n > 0)
        .count();
    let all = found.len();
    let dense = all * 400 >= text.tokens.tokens.len();
    let torn = cuts > 0 && count(Code::UnbalancedQuote) > 0 && all >= 3;
    if (kinds >= 3 && all >= 4 || torn) && dense {
        Integrity::RewordedCopy
    } else if stops + cuts >= 3 && dense {
        Integrity::Cut
    } else {
        Integrity::Unknown
    }
}
