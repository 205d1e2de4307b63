//! Titles and affiliations that stand beside a name: "Orla Finch, the union's president,",
//! "its chairman, Dorn Vance", "Dorn Vance of the port association".

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::names::affiliation_in;
use super::{Actors, folded};
use crate::lexicon::who;
use crate::phrases::{Chunk, Phrase};
use crate::tags::Tag;

/// Adds roles and affiliations to people from what stands beside their names; then names affiliations in full.
pub(super) fn roles(actors: &mut Actors<'_>) {
    let text = actors.text;
    for chunks in &text.chunks {
        for i in 0..chunks.len() {
            let Some(person) = person_at(actors, &chunks[i]) else { continue };
            behind(actors, chunks, i, person);
            before(actors, chunks, i, person);
        }
    }
    for at in 0..actors.all.len() {
        if let Some(name) = actors.all[at].affiliation.clone() {
            actors.all[at].affiliation = Some(full_name(actors, &name));
        }
    }
}

fn person_at(actors: &Actors<'_>, chunk: &Chunk) -> Option<usize> {
    if !chunk.is_noun() {
        return None;
    }
    actors.at(chunk.head()).filter(|&at| actors.all[at].kind == ActorKind::Person)
}

/// "X, the union's president, …", "X, counsel to the association", "X of the association".
fn behind(actors: &mut Actors<'_>, chunks: &[Chunk], i: usize, person: usize) {
    let text = actors.text;
    let of = |at: usize| {
        chunks.get(at).is_some_and(|it| {
            it.phrase == Phrase::Preposition && text.tokens.is_any(it.range.start, &["of", "from", "for", "to", "at", "with"])
        })
    };
    if of(i + 1) && text.tokens.is_any(chunks[i + 1].range.start, &["of", "from"]) {
        if let Some(noun) = chunks.get(i + 2).filter(|it| it.is_noun()) {
            affiliate(actors, person, &noun.range);
        }
        return;
    }
    let Some(noun) = chunks.get(i + 2).filter(|it| it.is_noun() && chunks[i + 1].phrase == Phrase::Comma) else { return };
    let head = noun.head();
    if !who::is_title(&text.tokens.lower(head)) || text.tags[head].is_proper() && person_at(actors, noun).is_some() {
        return;
    }
    // A list of people is no apposition: what follows must close it.
    if let Some(noun_behind) = chunks.get(i + 4).filter(|it| it.is_noun() && of(i + 3)) {
        affiliate(actors, person, &noun_behind.range);
    }
    title(actors, person, &noun.range);
}

/// "Its chairman, X", "the union's president, X", "Association chairman X" is a title of its own.
fn before(actors: &mut Actors<'_>, chunks: &[Chunk], i: usize, person: usize) {
    let text = actors.text;
    let Some(noun) = i.checked_sub(2).map(|at| &chunks[at]).filter(|it| it.is_noun() && chunks[i - 1].phrase == Phrase::Comma) else {
        return;
    };
    if who::is_title(&text.tokens.lower(noun.head()))
        && !text.tags[noun.head()].is_proper()
        && i.checked_sub(3).is_none_or(|at| chunks[at].phrase != Phrase::Comma || i == 3)
    {
        title(actors, person, &noun.range);
        // "the spokesman for the ministry, X": rare; "counsel to the association, X" likewise.
    } else if let (Some(title_chunk), Some(of)) = (i.checked_sub(4).map(|at| &chunks[at]), i.checked_sub(3).map(|at| &chunks[at]))
        && of.phrase == Phrase::Preposition
        && text.tokens.is_any(of.range.start, &["of", "for", "to"])
        && who::is_title(&text.tokens.lower(title_chunk.head()))
        && !text.tags[title_chunk.head()].is_proper()
    {
        let owner = noun.range.clone();
        affiliate(actors, person, &owner);
        title(actors, person, &title_chunk.range.clone());
    }
}

/// Takes role and affiliation from a noun phrase like "the union's president" or "Its chairman".
fn title(actors: &mut Actors<'_>, person: usize, range: &Range<usize>) {
    let text = actors.text;
    let possessive = range.clone().find(|&i| text.tags[i] == Tag::POS);
    let pronoun = text.tags[range.start] == Tag::PRPS;
    let mut start = range.start + usize::from(pronoun || text.tags[range.start] == Tag::DT);
    if let Some(mark) = possessive {
        affiliate(actors, person, &(range.start..mark));
        start = mark + 1;
    } else if pronoun {
        if actors.all[person].affiliation.is_none() {
            actors.all[person].affiliation = actors.owner(range.start);
        }
    } else if let Some((name, used)) = affiliation_in(text, range) {
        if actors.all[person].affiliation.is_none() {
            actors.all[person].affiliation = Some(name);
        }
        start = start.max(range.start + used);
    }
    let role = text.tokens.words(&(start..range.end)).to_lowercase();
    if !role.is_empty() && !actors.all[person].roles.contains(&role) {
        actors.all[person].roles.push(role);
    }
}

impl Actors<'_> {
    /// Whose "its" or "their" is: for "their" the plural noun phrase before it in the sentence, else the body named last.
    pub(super) fn owner(&self, pronoun: usize) -> Option<String> {
        let text = self.text;
        let n = text.tokens.sentence_of(pronoun);
        if text.tokens.is(pronoun, "their")
            && let Some(chunk) = text.chunks[n].iter().find(|it| it.is_noun() && it.range.end <= pronoun)
            && matches!(text.tags[chunk.head()], Tag::NNS | Tag::NNPS)
        {
            let words = text.tokens.words(&chunk.range).to_lowercase();
            return Some(words.strip_prefix("the ").unwrap_or(&words).to_owned());
        }
        let bodies = self
            .all
            .iter()
            .filter(|it| matches!(it.kind, ActorKind::Organisation | ActorKind::GovernmentBody | ActorKind::State | ActorKind::ArmedGroup));
        bodies.filter_map(|it| Some((it.mentions.iter().rfind(|at| at.end <= pronoun)?.end, it.name.clone()))).max().map(|(_, name)| name)
    }
}

/// The body or state that a noun phrase names, as the person's.
fn affiliate(actors: &mut Actors<'_>, person: usize, range: &Range<usize>) {
    if actors.all[person].affiliation.is_some() {
        return;
    }
    let named = actors.at(range.end - 1).filter(|&at| at != person && actors.all[at].kind != ActorKind::Person);
    let name = named.map(|at| actors.all[at].name.clone()).or_else(|| actors.body_called(range).map(|at| actors.all[at].name.clone()));
    let name = name.or_else(|| affiliation_in(actors.text, range).map(|(name, _)| name));
    actors.all[person].affiliation = name;
}

/// The fullest name in the text of what is called `name`: "association" is the one association that has a name.
fn full_name(actors: &Actors<'_>, name: &str) -> String {
    let wanted = folded(name);
    let bodies = || actors.all.iter().filter(|it| !matches!(it.kind, ActorKind::Person | ActorKind::Unnamed));
    if bodies().any(|it| folded(&it.name) == wanted) {
        return bodies().find(|it| folded(&it.name) == wanted).map_or_else(|| name.to_owned(), |it| it.name.clone());
    }
    let mut ending = bodies().filter(|it| folded(&it.name).ends_with(&format!(" {wanted}")));
    match (ending.next(), ending.next()) {
        (Some(only), None) => only.name.clone(),
        _ => name.to_owned(),
    }
}
