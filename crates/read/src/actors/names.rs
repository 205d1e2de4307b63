//! Proper names in noun phrases, with what stands before them: honorific, title, affiliation.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use crate::attribution::Text;
use crate::lexicon::who;
use crate::phrases::Phrase;
use crate::tags::Tag;
use crate::tokens::Kind;

/// A name as it stands in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name alone.
    pub(super) tokens: Range<usize>,
    pub(super) kind: ActorKind,
    /// Is the kind certain, or only the likeliest?
    pub(super) sure: bool,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) pronoun: Option<&'static str>,
}

/// All names, in text order. Bylines and datelines give none.
pub(super) fn names(text: &Text<'_>) -> Vec<Name> {
    let mut out = Vec::new();
    for (n, chunks) in text.chunks.iter().enumerate() {
        if is_credit(text, n) {
            continue;
        }
        let dateline = dateline_end(text, n);
        let mut i = 0;
        while i < chunks.len() {
            let chunk = &chunks[i];
            i += 1;
            if !matches!(chunk.phrase, Phrase::Noun | Phrase::Adjective | Phrase::Other) || chunk.range.end <= dateline {
                continue;
            }
            let mut range = chunk.range.clone();
            // "Ministry of Foreign Affairs", "Port of Selm": a body's name goes on behind "of".
            while let (Some(of), Some(next)) = (chunks.get(i), chunks.get(i + 1)) {
                let body = proper(text, range.end - 1) && who::organisation(&text.tokens.lower(range.end - 1)).is_some()
                    || text.tokens.is_any(range.end - 1, &["Ministry", "Department", "Office", "House", "Council", "Bank"]);
                if !(body && text.tokens.is(of.range.start, "of") && next.is_noun() && proper(text, next.head())) {
                    break;
                }
                range.end = next.range.end;
                i += 2;
            }
            split(text, range, &mut out);
        }
    }
    out
}

pub(super) fn proper(text: &Text<'_>, i: usize) -> bool {
    text.tags.get(i).is_some_and(|tag| tag.is_proper()) && text.tokens.kind(i) != Kind::Punct
}

/// "By Nell Ostrow", "The Ledger's A. Marsh contributed reporting."
fn is_credit(text: &Text<'_>, n: usize) -> bool {
    let sentence = &text.tokens.sentences[n];
    let words = sentence.len();
    let byline = text.tokens.is_any(sentence.start, &["by", "from", "reporting", "additional"])
        && words <= 14
        && !text.chunks[n].iter().any(crate::phrases::Chunk::is_finite)
        && (sentence.start + 1..sentence.end).filter(|&i| proper(text, i)).count() >= 2
        && text.tokens.paragraphs[text.tokens.paragraph_of(sentence.start)].len() <= words + 1;
    let tail = text.tokens.words(&(sentence.end.saturating_sub(8).max(sentence.start)..sentence.end)).to_lowercase();
    byline
        || ["contributed reporting", "contributed to this report", "reporting by", "edited by", "editing by"]
            .iter()
            .any(|it| tail.contains(it))
}

/// One past the dateline of a sentence that opens a paragraph: "PORT SELM, Wednesday —", "SELM (HNA) —".
fn dateline_end(text: &Text<'_>, n: usize) -> usize {
    let sentence = &text.tokens.sentences[n];
    let opens = text.tokens.paragraphs.iter().any(|it| it.start == sentence.start);
    let upper = text.tokens.word(sentence.start).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if !opens || !upper || text.tokens.word(sentence.start).len() < 2 {
        return sentence.start;
    }
    (sentence.start..sentence.end.min(sentence.start + 12))
        .find(|&i| matches!(text.tokens.word(i), "—" | "–" | "--" | "-"))
        .map_or(sentence.start, |i| i + 1)
}

/// Splits a noun phrase at its possessives: "Lebanon's Mikati" holds two names.
fn split(text: &Text<'_>, range: Range<usize>, out: &mut Vec<Name>) {
    let tags = text.tags;
    let mut start = range.start;
    let mut possessor: Option<Range<usize>> = None;
    let marks: Vec<usize> = range.clone().filter(|&i| tags[i] == Tag::POS).chain([range.end]).collect();
    let before = out.len();
    for end in marks {
        if start >= end {
            start = end + 1;
            continue;
        }
        let part = start..end;
        // "the Israeli Prime Minister's Office": one body, possessor and all.
        let head = text.tokens.lower(end - 1);
        // "Port Workers' Union", "the employers' association": a plural owner and a body are one name.
        let of_many = possessor.as_ref().is_some_and(|owner| {
            text.tokens.lower(owner.end - 1).ends_with('s') && matches!(tags[owner.end - 1], Tag::NNS | Tag::NNPS | Tag::NNP)
        });
        if let (Some(owner), Some(kind)) = (&possessor, who::organisation(&head))
            && part.len() <= 2
            && (of_many && who::state(text.tokens.word(owner.end - 1)).is_none()
                || matches!(
                    head.as_str(),
                    "office"
                        | "ministry"
                        | "government"
                        | "cabinet"
                        | "bureau"
                        | "army"
                        | "military"
                        | "parliament"
                        | "embassy"
                        | "delegation"
                        | "administration"
                        | "team"
                        | "secretariat"
                ))
        {
            let whole = without_article(text, owner.start..end);
            // The possessor is part of this name, not one of its own, unless it is a person or a state.
            if out.len() > before
                && !out.last().is_some_and(|name| {
                    name.kind == ActorKind::State || name.kind == ActorKind::Person && !who::is_title(&text.tokens.lower(owner.end - 1))
                })
            {
                out.pop();
            }
            let affiliation = affiliation_in(text, owner).map(|(name, _)| name);
            out.push(Name { tokens: whole, kind, sure: true, role: None, affiliation, pronoun: None });
        } else if let Some(name) = name_in(text, part.clone(), possessor.as_ref()) {
            out.push(name);
        }
        possessor = Some(part);
        start = end + 1;
    }
}

fn without_article(text: &Text<'_>, range: Range<usize>) -> Range<usize> {
    let skip = range.clone().take_while(|&i| matches!(text.tags[i], Tag::DT | Tag::PRPS | Tag::PDT)).count();
    range.start + skip..range.end
}

const PARTICLES: [&str; 16] = ["bin", "bint", "ibn", "al", "el", "de", "da", "di", "del", "der", "den", "van", "von", "abu", "ben", "ter"];

/// The name that ends a noun phrase.
fn name_in(text: &Text<'_>, range: Range<usize>, possessor: Option<&Range<usize>>) -> Option<Name> {
    let range = without_article(text, range);
    if range.is_empty() {
        return None;
    }
    let mut start = range.end;
    while start > range.start {
        let particle = start < range.end && PARTICLES.contains(&text.tokens.lower(start - 1).as_str());
        let of = text.tokens.is(start - 1, "of") && start < range.end;
        let initial = text.tokens.word(start - 1).ends_with('.') && text.tokens.capital(start - 1);
        let demonym = start < range.end && who::place(text.tokens.word(start - 1)).is_some();
        if !(proper(text, start - 1) || particle || of || initial || demonym || text.tokens.is(start - 1, "&")) {
            break;
        }
        start -= 1;
    }
    if start == range.end {
        return demonym_alone(text, &range);
    }
    let run = start..range.end;
    let title = (run.start..run.end - 1).rev().find(|&i| who::is_title(&text.tokens.lower(i)));
    let honorific = (run.start..run.end - 1).rev().find(|&i| who::honorific(text.tokens.word(i)).is_some());
    if let Some(last) = title.max(honorific) {
        return Some(titled(text, &range, last, possessor));
    }
    let lower_title = run.start.checked_sub(1).filter(|&i| i >= range.start && who::is_title(&text.tokens.lower(i)));
    if let Some(last) = lower_title {
        return Some(titled(text, &range, last, possessor));
    }
    Some(untitled(text, run))
}

/// "Israelis", "the Egyptians": a people as a noun; an adjective names nobody.
fn demonym_alone(text: &Text<'_>, range: &Range<usize>) -> Option<Name> {
    let head = range.end - 1;
    let state = who::state(text.tokens.word(head)).filter(|_| text.tags[head].is_noun())?;
    let _ = state;
    Some(untitled(text, head..range.end))
}

/// A person with a title before the name: everything up to `last` is title and affiliation.
fn titled(text: &Text<'_>, range: &Range<usize>, last: usize, possessor: Option<&Range<usize>>) -> Name {
    let before = range.start..last + 1;
    let (own, used) = affiliation_in(text, &before).map_or((None, 0), |(name, used)| (Some(name), used));
    let role_tokens = before.start + used..before.end;
    let role: Vec<String> = role_tokens
        .clone()
        .filter(|&i| who::honorific(text.tokens.word(i)).is_none() && text.tags[i] != Tag::CC)
        .map(|i| text.tokens.lower(i))
        .collect();
    let affiliation = own.or_else(|| possessor.and_then(|owner| affiliation_in(text, owner)).map(|(name, _)| name));
    let tokens = last + 1..range.end;
    let pronoun = before.clone().find_map(|i| who::honorific(text.tokens.word(i))).filter(|it| *it != "either");
    let gendered = role.last().and_then(|role| {
        if role.ends_with("woman") {
            Some("she")
        } else if role.ends_with("man") && role != "spokesman" {
            Some("he")
        } else {
            None
        }
    });
    let pronoun = pronoun.or(gendered).or_else(|| who::first_name(text.tokens.word(tokens.start)));
    let role = (!role.is_empty() && role.iter().any(|word| who::is_title(word))).then(|| role.join(" "));
    Name { tokens, kind: ActorKind::Person, sure: true, role, affiliation, pronoun }
}

/// The state or body that opens a phrase, and how many of its tokens name it.
pub(super) fn affiliation_in(text: &Text<'_>, range: &Range<usize>) -> Option<(String, usize)> {
    let start = without_article(text, range.clone()).start;
    for end in (start + 1..=range.end).rev() {
        let words = text.tokens.words(&(start..end));
        if let Some(state) = who::state(words) {
            return Some((state.to_owned(), end - range.start));
        }
        let body = who::known_body(words).is_some()
            || end > start + 1
                && who::organisation(&text.tokens.lower(end - 1)).is_some()
                && (start..end).all(|i| proper(text, i) || text.tags[i].is_noun() || text.tokens.capital(i));
        let single_body = end == start + 1 && end < range.end && who::organisation(&text.tokens.lower(start)).is_some();
        // "Israeli Mossad": a known body behind its state is named alone.
        let known = (start + 1..end)
            .find(|&i| who::known_body(text.tokens.words(&(i..end))).is_some() && who::state(text.tokens.words(&(start..i))).is_some());
        if let Some(known) = known {
            return Some((text.tokens.words(&(known..end)).to_owned(), end - range.start));
        }
        if body || single_body {
            return Some((words.to_owned(), end - range.start));
        }
    }
    None
}

/// A name without a title: a state, a known body, a body by its last word, or a person.
fn untitled(text: &Text<'_>, run: Range<usize>) -> Name {
    let words = text.tokens.words(&run);
    let last = text.tokens.lower(run.end - 1);
    let plain = |kind, sure| Name { tokens: run.clone(), kind, sure, role: None, affiliation: None, pronoun: None };
    if let Some(kind) = who::known_body(words) {
        return plain(kind, true);
    }
    if let Some((_, kind)) = who::place(words) {
        let mut name = plain(ActorKind::State, kind != "place" && kind != "capital");
        name.sure &= kind != "demonym" || text.tags[run.end - 1].is_noun();
        return name;
    }
    if let Some(kind) = who::organisation(&last) {
        let mut name = plain(kind, true);
        name.affiliation = affiliation_in(text, &(run.start..run.end - 1)).map(|(name, _)| name).filter(|name| who::state(name).is_some());
        return name;
    }
    if run.len() > 1
        && let Some(pronoun) = who::first_name(text.tokens.word(run.start))
    {
        return Name { pronoun: Some(pronoun), ..plain(ActorKind::Person, true) };
    }
    let acronym = run.len() == 1 && words.len() >= 2 && words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let of = run.clone().any(|i| text.tokens.is_any(i, &["of", "&", "and", "for"]));
    if acronym || of || run.len() > 4 {
        return plain(ActorKind::Organisation, acronym);
    }
    plain(ActorKind::Person, false)
}
