//! READ: bytes to statements. Who said what, in which words, each with its place; what is doubtful
//! as problems. Knows no case but in [`code()`], no clock and no files.
//!
//! The steps, each behind a typed interface: intake, tokens, sentences, tags, quotations, phrases,
//! attribution, actors, acts, times, statements.
#![deny(clippy::disallowed_methods)]

mod acceptance;
mod acts;
mod attribution;
mod code;
mod damage;
mod entities;
mod events;
mod fitted;
#[doc(hidden)]
pub mod fitting;
pub mod intake;
pub mod lemmas;
mod lexicon;
mod medium;
mod phrases;
mod proposals;
mod quotes;
mod sentences;
mod statements;
mod subjects;
pub mod syntax;
pub mod tags;
mod tokens;
mod voice;
mod when;
pub mod words;

use std::ops::Range;

use armistice_types::SCHEMA;
use armistice_types::dates::DateMention;
use armistice_types::problem::{Code, Problem};
use armistice_types::report::{Document, Integrity, Report};
use armistice_types::statement::{Actor, ActorId, Reading, is_a_yes};
use armistice_types::text::CharIndex;
use armistice_types::time::Published;
use tags::Tag;
use voice::Voice;

pub use code::{Coder, code};

/// Name and version of this reader, and a digest of its rules (`build.rs`); a ledger reads a report again when any of it changes.
pub const READER: &str = concat!("rules/", env!("CARGO_PKG_VERSION"), "+", env!("ARMISTICE_RULES"));

/// Reads one document by the rules. Never fails: what cannot be read is named among the problems. This is what a case counts.
#[must_use]
pub fn read(document: &Document) -> Reading {
    read_by(document, fitting::none())
}

/// Reads one document by the rules and by what was fitted on annotated text: more is found, and every statement of the rules is there,
/// some with another act or in other words. No model gives a yes, an offer, a condition, a confirmation or a denial, or moves one to other
/// words. For looking at a text: a case counts [`read`]'s.
#[must_use]
pub fn read_more(document: &Document) -> Reading {
    read_by(document, fitting::shipped())
}

/// Tags, sentence by sentence.
fn tagged(tokens: &tokens::Tokens<'_>) -> Vec<Tag> {
    let mut tagged = Vec::with_capacity(tokens.tokens.len());
    for sentence in &tokens.sentences {
        let words: Vec<&str> = sentence.clone().map(|i| tokens.word(i)).collect();
        let mut tags = tags::tag(&words);
        names_of_states(&words, &mut tags);
        verbs_taken_for_nouns(&words, &mut tags);
        tagged.extend(tags);
    }
    tagged
}

fn read_by(document: &Document, fitted: &fitting::Fitted) -> Reading {
    let tokens = tokens::tokens(&document.text);
    let tagged = tagged(&tokens);
    let quotes = quotes::quotes(&tokens);
    let text = attribution::Text::new(&tokens, &tagged, &quotes).with(fitted);
    let english = intake::reads_as_english(document);
    let (mut found, unspoken) = if english { attribution::attributions(&text) } else { (Vec::new(), Vec::new()) };
    let mut actors = entities::Actors::new(&text, document.outlet.as_deref());
    let index = CharIndex::new(&document.text);
    let voice = if english { Voice::of(document, &text, &found, &mut actors) } else { Voice::Reporter };
    voice.speak(&text, &mut found);
    let parts = statements::Parts {
        text: &text,
        index: &index,
        published: document.published.map(Published::day),
        first_person: voice.first_person(),
        outlet: document.outlet.as_deref(),
        author: document.author.as_deref(),
    };
    let (statements, undated) = statements::statements(&parts, found, &mut actors);
    let published = document.published.map(Published::day);
    let by_tree = if english { text.tags_by_tree() } else { Vec::new() };
    let events = if english { events::events(&text.retagged(&by_tree), &mut actors, &index, published, &statements) } else { Vec::new() };
    let setting = proposals::Setting {
        text: &text,
        actors: (&mut actors).into(),
        index: &index,
        published,
        statements: &statements,
        events: &events,
    };
    let proposals = if english { proposals::proposals(&setting) } else { Vec::new() };
    let span = |range: &Range<usize>| index.span(tokens.bytes(range));
    let (damaged, integrity) = if english { damage::damage(&text, &actors.variants) } else { (Vec::new(), Integrity::Unknown) };
    let mut problems = document.problems.clone();
    problems.extend(
        damaged.into_iter().chain(undated).map(|(range, problem)| if range.is_empty() { problem } else { problem.at(span(&range)) }),
    );
    problems.extend(unspoken.into_iter().map(|number| {
        Problem::new(Code::QuoteWithoutSpeaker, "a quotation that nobody is said to have spoken").at(span(&quotes.all[number].hull()))
    }));
    let dates = if english { when::dates(&text, published) } else { Vec::new() };
    let dates =
        dates.into_iter().map(|(range, edtf)| DateMention { span: span(&range), text: one_line(tokens.words(&range)), edtf }).collect();
    let actors = actors.finish().into_iter().enumerate().map(|(n, it)| actor(n, it, &span)).collect();
    Reading {
        schema: SCHEMA,
        sentences: tokens.sentences.iter().map(span).collect(),
        report: report(document, integrity),
        actors,
        statements,
        events,
        proposals,
        dates,
        problems,
    }
}

/// Words without the line ends between them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "The union reaffirms its call", "accepts 9 percent": a reporting verb between a noun and a determiner or a number that was tagged
/// as a plural. "Told the Post": what stands right behind an article is no finite verb.
fn verbs_taken_for_nouns(words: &[&str], tags: &mut [Tag]) {
    for i in 1..words.len().saturating_sub(1) {
        if matches!(tags[i], Tag::VB | Tag::VBP | Tag::VBZ | Tag::MD) && matches!(words[i - 1], "the" | "a" | "an" | "The" | "A" | "An") {
            tags[i] = if words[i].starts_with(char::is_uppercase) { Tag::NNP } else { Tag::NN };
        }
        let between = tags[i - 1].is_noun() && matches!(tags[i + 1], Tag::DT | Tag::PRPS | Tag::PRP | Tag::CD)
            || tags[i - 1].is_noun() && words[i + 1] == "that";
        // "Marsh travels on Friday to Selm"
        let lower = words[i].to_lowercase();
        let goes = tags[i - 1] == Tag::NNP && matches!(tags[i + 1], Tag::IN | Tag::TO) && lexicon::events::event_noun(&lower).is_none();
        if tags[i] == Tag::NNS && goes && lexicon::events::event_verbs(&lower).iter().any(|it| it.kind == "CONSULT") {
            tags[i] = Tag::VBZ;
        }
        if tags[i] == Tag::NNS && between && (lexicon::cues::cues(&words[i].to_lowercase()).next().is_some() || holds(words[i])) {
            tags[i] = Tag::VBZ;
        }
    }
}

/// "Norway froze aid": the name of a state is no adverb or verb, and a word in small letters behind it no part of it.
fn names_of_states(words: &[&str], tags: &mut [Tag]) {
    for i in 0..words.len() {
        if matches!(tags[i], Tag::RB | Tag::VB | Tag::VBP | Tag::UH | Tag::IN | Tag::FW) && entities::is_state(words[i]) {
            tags[i] = Tag::NNP;
        }
        let told = |word: &str| lexicon::events::event_verbs(word).iter().map(|it| it.kind).collect::<Vec<_>>();
        let verb = |word: &str| word.ends_with("ed") && !told(word).is_empty() && !told(word).into_iter().any(is_a_yes);
        if i > 0 && tags[i] == Tag::NNP && words[i].starts_with(char::is_lowercase) && entities::is_state(words[i - 1]) && verb(words[i]) {
            tags[i] = Tag::VBD;
        }
    }
}

/// "The accord keeps 45 percent": a verb by which a paper holds its terms.
fn holds(word: &str) -> bool {
    lexicon::phrases::proposal_verbs().at(&[word.to_lowercase()], 0).is_some_and(|(role, _)| role == "contains")
}

fn actor(n: usize, it: entities::Actor, span: &dyn Fn(&Range<usize>) -> armistice_types::text::Span) -> Actor {
    Actor {
        id: ActorId(statements::number(n)),
        name: it.name,
        kind: it.kind,
        roles: it.roles,
        affiliation: it.affiliation,
        count: it.count,
        mentions: it.mentions.iter().map(span).collect(),
        case_id: None,
    }
}

fn report(document: &Document, integrity: Integrity) -> Report {
    Report {
        id: intake::report_id(document),
        path: document.path.clone(),
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        author: document.author.clone(),
        url: document.url.clone(),
        published: document.published,
        language: document.language.clone(),
        kind: document.kind,
        integrity: document.integrity.unwrap_or(integrity),
        text: document.text.clone().into(),
    }
}
