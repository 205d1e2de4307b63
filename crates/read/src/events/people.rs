//! Who the noun phrases of an event stand for: known actors only, nothing is added.

use std::ops::Range;

use armistice_types::statement::ActorId;

use super::Setting;
use crate::entities::Said;
use crate::phrases::Phrase;
use crate::statements::number;
use crate::subjects::Sentence;

/// The actors in chunk ranges, in text order, each once.
pub(super) fn people(setting: &Setting<'_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> Vec<ActorId> {
    let mut out: Vec<ActorId> = Vec::new();
    for i in ranges.iter().cloned().flatten().filter(|&i| sentence.chunks[i].phrase == Phrase::Noun) {
        let chunk = sentence.chunks[i].range.clone();
        let of = i > 0
            && setting.text.tokens.is_any(sentence.chunks[i - 1].range.start, &["of", "from"])
            && ranges.iter().any(|range| range.contains(&(i - 1)));
        // "the chairman of the association": the noun before "of" stands for both.
        if of && !out.is_empty() {
            continue;
        }
        let recent = recent(setting, chunk.start);
        let found = setting.actors.lookup(&chunk, &Said { recent: &recent }).or_else(|| setting.actors.at(chunk.end - 1));
        if let Some(id) = found.map(|at| ActorId(number(at))).filter(|id| !out.contains(id)) {
            out.push(id);
        }
    }
    out
}

/// Sources of the statements before a token, latest last.
fn recent(setting: &Setting<'_>, token: usize) -> Vec<usize> {
    let at = setting.index.span(setting.text.tokens.bytes(&(token..token + 1))).start();
    let before = setting.statements.iter().filter(|it| it.cue.is_some_and(|cue| cue.start() < at));
    let mut out: Vec<usize> = before.filter_map(|it| it.source.actor).map(|id| id.0 as usize - 1).collect();
    out.reverse();
    out.truncate(8);
    out.reverse();
    out
}
