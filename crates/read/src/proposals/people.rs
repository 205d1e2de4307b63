//! Who the nouns beside a proposal stand for: known actors, and those not met before as named or described.

use std::cell::RefCell;
use std::ops::Range;

use armistice_types::statement::{ActorId, Event, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::Day;

use crate::attribution::Text;
use crate::entities::{Actors, Said};
use crate::phrases::Phrase;
use crate::statements::number;
use crate::subjects::Sentence;

/// Everything that proposals are read from.
pub(crate) struct Setting<'a, 't> {
    pub(crate) text: &'a Text<'a>,
    /// Those that no other step asked for are added.
    pub(crate) actors: RefCell<&'a mut Actors<'t>>,
    pub(crate) index: &'a CharIndex<'a>,
    pub(crate) published: Option<Day>,
    pub(crate) statements: &'a [Statement],
    pub(crate) events: &'a [Event],
}

/// The actors that chunk ranges stand for, by the first noun of each, in text order, each once.
pub(super) fn people(setting: &Setting<'_, '_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> Vec<ActorId> {
    let mut out: Vec<ActorId> = Vec::new();
    for range in ranges {
        let inside = |i: &usize| matches!(sentence.chunks[*i].phrase, Phrase::Noun | Phrase::Preposition);
        let Some(first) = range.clone().find(|&i| sentence.chunks[i].phrase == Phrase::Noun) else { continue };
        let end = (first..range.end).take_while(inside).last().unwrap_or(first) + 1;
        let (whole, core) = (sentence.span(&(first..end)), sentence.chunks[first].range.clone());
        let recent = recent(setting, core.start);
        let known = setting.actors.borrow().lookup(&core, &Said { recent: &recent });
        let added = || setting.actors.borrow_mut().resolve(&whole, &core, &Said { recent: &recent }).map(|it| it.actor);
        if let Some(id) = known.or_else(added).map(|at| ActorId(number(at))).filter(|id| !out.contains(id)) {
            out.push(id);
        }
    }
    out
}

/// The actor that words stand for, if it is known.
pub(super) fn known(setting: &Setting<'_, '_>, words: Range<usize>) -> Option<ActorId> {
    let recent = recent(setting, words.start);
    setting.actors.borrow().lookup(&words, &Said { recent: &recent }).map(|at| ActorId(number(at)))
}

/// "The judge" after "Judge Orla Finch": whose name the word stood before last.
pub(super) fn titled(setting: &Setting<'_, '_>, word: usize) -> Option<ActorId> {
    let tokens = setting.text.tokens;
    let lower = tokens.lower(word);
    let title = (0..word).rev().find(|&t| tokens.capital(t) && tokens.lower(t) == lower && tokens.capital(t + 1))?;
    setting.actors.borrow().at(title + 1).map(|at| ActorId(number(at)))
}

/// The actor that words stand for, known or added.
pub(super) fn named(setting: &Setting<'_, '_>, words: Range<usize>) -> Vec<ActorId> {
    let recent = recent(setting, words.start);
    let added = || setting.actors.borrow_mut().resolve(&words, &words, &Said { recent: &recent }).map(|it| ActorId(number(it.actor)));
    known(setting, words.clone()).or_else(added).into_iter().collect()
}

/// Sources of the statements before a token, latest last.
fn recent(setting: &Setting<'_, '_>, token: usize) -> Vec<usize> {
    let at = setting.index.span(setting.text.tokens.bytes(&(token..token + 1))).start();
    let end = setting.statements.partition_point(|it| first(it) < at);
    let before = setting.statements[..end].iter().rev().filter(|it| it.cue.is_some_and(|cue| cue.start() < at));
    let mut out: Vec<usize> = before.filter_map(|it| it.source.actor).map(|id| id.0 as usize - 1).take(8).collect();
    out.reverse();
    out
}

/// Statements stand in the order of their first spans.
fn first(it: &Statement) -> usize {
    it.content.iter().chain(&it.cue).chain(&it.source.span).map(|span: &Span| span.start()).min().unwrap_or(0)
}
