//! Who a noun phrase or pronoun stands for.

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use super::{Actors, Resolved, folded};
use crate::lexicon::who;
use crate::tags::Tag;

/// What is known where the phrase stands.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Actors that spoke before, latest last.
    pub(crate) recent: &'a [usize],
}

const SINGULAR: [&str; 2] = ["he", "she"];

impl Actors<'_> {
    /// The actor that the source's words stand for; described ones are added. `None` for a pronoun without antecedent.
    pub(crate) fn resolve(&mut self, range: &Range<usize>, core: &Range<usize>, context: &Context<'_>) -> Option<Resolved> {
        // "Israel and the White House": the two together, not the first of them.
        if self.text.tokens.is_any(core.end, &["and", "&"]) && core.end + 1 < range.end {
            return Some(self.together(range));
        }
        if let Some(actor) = self.lookup(range, core, context) {
            self.mention(actor, core);
            let pronoun = self.text.tokens.lower(core.start);
            if core.len() == 1 && SINGULAR.contains(&pronoun.as_str()) {
                self.all[actor].pronoun = self.all[actor].pronoun.or(if pronoun == "he" { Some("he") } else { Some("she") });
            }
            return Some(Resolved { actor, anonymity: self.all[actor].anonymity, count: None });
        }
        if self.is_pronoun(core) {
            return None;
        }
        if let Some(name) = self.new_name(core) {
            return Some(name);
        }
        self.described(range, core)
    }

    /// Like `resolve`, but adds nothing: known actors only.
    pub(crate) fn lookup(&self, range: &Range<usize>, core: &Range<usize>, context: &Context<'_>) -> Option<usize> {
        let tokens = self.text.tokens;
        if self.is_pronoun(core) {
            return self.pronoun(core, context);
        }
        // A proper name at the head of the phrase, then one in an apposition ("its counsel, Yvette Marsh").
        if let Some(named) = self.at(core.end - 1) {
            return Some(named);
        }
        let comma = (core.end..range.end).find(|&i| tokens.word(i) == ",");
        if let Some(comma) = comma
            && let Some(named) = (comma + 1..range.end).find_map(|i| self.at(i)).filter(|&at| self.all[at].kind == ActorKind::Person)
        {
            return Some(named);
        }
        self.by_surname(core).or_else(|| self.by_role(core)).or_else(|| self.body_called(core))
    }

    /// A surname that was not tagged as a name ("Petrides" looks like a plural).
    fn by_surname(&self, core: &Range<usize>) -> Option<usize> {
        let word = self.text.tokens.word(core.end - 1);
        let people = (0..self.all.len()).filter(|&at| self.all[at].kind == ActorKind::Person && self.all[at].name.contains(' '));
        let mut hits = people
            .filter(|&at| core.len() == 1 && word.starts_with(char::is_uppercase) && self.all[at].name.rsplit(' ').next() == Some(word));
        hits.next().filter(|_| hits.next().is_none())
    }

    fn is_pronoun(&self, core: &Range<usize>) -> bool {
        core.len() == 1 && matches!(self.text.tags[core.start], Tag::PRP | Tag::WP | Tag::PRPS)
    }

    /// The latest speaker, else the latest mention, that agrees with the pronoun.
    fn pronoun(&self, core: &Range<usize>, context: &Context<'_>) -> Option<usize> {
        let word = self.text.tokens.lower(core.start);
        let agrees = |at: usize| {
            let actor = &self.all[at];
            match word.as_str() {
                "he" | "she" => {
                    let person = actor.kind == ActorKind::Person || actor.kind == ActorKind::Unnamed && actor.count == Some(1);
                    person && actor.pronoun.is_none_or(|it| it == word)
                }
                "it" => matches!(
                    actor.kind,
                    ActorKind::Organisation | ActorKind::GovernmentBody | ActorKind::State | ActorKind::ArmedGroup | ActorKind::Outlet
                ),
                "they" => {
                    actor.kind == ActorKind::Group
                        || actor.kind == ActorKind::Unnamed && actor.count != Some(1)
                        || matches!(actor.kind, ActorKind::ArmedGroup | ActorKind::Organisation)
                }
                _ => false,
            }
        };
        let sentence = self.text.tokens.sentence_of(core.start);
        let first = self.text.tokens.sentences[sentence.saturating_sub(3)].start;
        let near = |at: usize| self.all[at].mentions.iter().rfind(|it| it.start < core.start && it.start >= first).map(|it| it.start);
        let speaker = context.recent.iter().rev().copied().find(|&at| agrees(at) && near(at).is_some());
        let mentioned = (0..self.all.len()).filter(|&at| agrees(at)).filter_map(|at| Some((near(at)?, at))).max().map(|(_, at)| at);
        // Somebody named since the last speaker, as the subject of a sentence, takes the pronoun over.
        let since = mentioned.filter(|&at| self.opens_sentence(at, core.start) && speaker.is_none_or(|it| near(it) < near(at)));
        since.or(speaker).or(mentioned)
    }

    /// Is the actor's latest mention before a token the first noun phrase of its sentence?
    fn opens_sentence(&self, actor: usize, before: usize) -> bool {
        let Some(mention) = self.all[actor].mentions.iter().rfind(|it| it.start < before) else { return false };
        let n = self.text.tokens.sentence_of(mention.start);
        self.text.chunks[n].iter().find(|chunk| chunk.is_noun()).is_some_and(|chunk| chunk.range.end >= mention.end)
    }

    /// "the prime minister", "Lebanon's prime minister": the one person with that role.
    fn by_role(&self, core: &Range<usize>) -> Option<usize> {
        let (tokens, tags) = (self.text.tokens, self.text.tags);
        let head = core.end.checked_sub(1)?;
        let noun = tokens.lower(head);
        let definite = tokens.is(core.start, "the")
            || tags[core.start] == Tag::PRPS
            || core.clone().any(|i| tags[i] == Tag::POS)
            || tags[core.start].is_proper();
        if !who::is_title(&noun) || matches!(tags[head], Tag::NNS | Tag::NNPS) || !definite {
            return None;
        }
        let possessive = core.clone().find(|&i| tags[i] == Tag::POS);
        let owner = match super::names::affiliation_in(self.text, core).map(|(name, _)| name) {
            // "the country's prime minister": of the state named last.
            None if possessive.is_some_and(|mark| tokens.is_any(mark - 1, &["country", "nation", "state"])) => {
                Some(self.last_state(core.start)?)
            }
            // Somebody's prime minister, but whose is not known: nobody.
            None if possessive.is_some() => {
                let mark = possessive?;
                let owner = self.at(mark - 1).or_else(|| self.body_called(&(core.start..mark)))?;
                Some(self.all[owner].name.clone())
            }
            owner => owner,
        };
        let role_start = possessive.map_or(core.start + usize::from(matches!(tags[core.start], Tag::DT | Tag::PRPS)), |mark| mark + 1);
        let skip = owner.as_ref().filter(|_| possessive.is_none()).map_or(0, |name| name.split(' ').count());
        let role = tokens.words(&((role_start + skip).min(head)..core.end)).to_lowercase();
        let people = || (0..self.all.len()).filter(|&at| self.all[at].kind == ActorKind::Person);
        let fits = |at: usize| {
            let actor = &self.all[at];
            actor.roles.iter().any(|it| *it == role || it.ends_with(&format!(" {role}")))
                && owner.as_ref().is_none_or(|owner| {
                    actor.affiliation.as_ref().is_none_or(|it| folded(it) == folded(owner) || folded(it).ends_with(&folded(owner)))
                })
        };
        let before = people()
            .filter(|&at| fits(at))
            .filter_map(|at| Some((self.all[at].mentions.iter().rfind(|it| it.start < core.start)?.start, at)))
            .max();
        before.map(|(_, at)| at).or_else(|| {
            let mut behind = people().filter(|&at| fits(at));
            behind.next().filter(|_| behind.next().is_none())
        })
    }

    fn last_state(&self, before: usize) -> Option<String> {
        let states = self.all.iter().filter(|it| it.kind == ActorKind::State);
        states.filter_map(|it| Some((it.mentions.iter().rfind(|at| at.start < before)?.start, it.name.clone()))).max().map(|(_, name)| name)
    }

    /// "the union", "the association": the body whose name ends so.
    pub(super) fn body_called(&self, range: &Range<usize>) -> Option<usize> {
        let (tokens, tags) = (self.text.tokens, self.text.tags);
        let start = range.start + usize::from(matches!(tags[range.start], Tag::DT | Tag::PRPS));
        if start >= range.end || !tokens.is(range.start, "the") && start > range.start && tags[range.start] == Tag::DT {
            return None;
        }
        let wanted = tokens.words(&(start..range.end)).to_lowercase().replace('’', "'");
        let bodies = (0..self.all.len()).filter(|&at| {
            matches!(self.all[at].kind, ActorKind::Organisation | ActorKind::GovernmentBody | ActorKind::ArmedGroup | ActorKind::Outlet)
        });
        let hits = bodies.filter(|&at| {
            let name = folded(&self.all[at].name);
            name == wanted
                || name.ends_with(&format!(" {wanted}"))
                || wanted.len() > 4
                    && name.split(' ').any(|word| word == wanted)
                    && !wanted.contains(' ')
                    && who::organisation(&wanted).is_some()
        });
        hits.filter_map(|at| {
            Some((self.all[at].mentions.iter().rfind(|it| it.start < range.start).or(self.all[at].mentions.first())?.start, at))
        })
        .max()
        .map(|(_, at)| at)
    }

    /// A proper name that is nobody yet: a single word that speaks is a person or a body of its own.
    fn new_name(&mut self, core: &Range<usize>) -> Option<Resolved> {
        let (tokens, tags) = (self.text.tokens, self.text.tags);
        let head = core.end - 1;
        if !tags[head].is_proper() {
            return None;
        }
        let start = (core.start..core.end).rev().take_while(|&i| tags[i].is_proper() || tokens.capital(i)).last().unwrap_or(head);
        let name = tokens.words(&(start..core.end)).to_owned();
        let kind = who::place(&name).map_or(ActorKind::Organisation, |_| ActorKind::State);
        let kind =
            if kind == ActorKind::Organisation && who::organisation(&tokens.lower(head)).is_none() { ActorKind::Person } else { kind };
        let anonymity = if kind == ActorKind::Person { Anonymity::Named } else { Anonymity::Office };
        let name = if kind == ActorKind::State { who::state(&name).map_or(name, str::to_owned) } else { name };
        if let Some(at) = (0..self.all.len()).find(|&at| folded(&self.all[at].name) == folded(&name)) {
            self.mention(at, core);
            return Some(Resolved { actor: at, anonymity: self.all[at].anonymity, count: None });
        }
        self.all.push(super::Actor {
            name,
            kind,
            roles: Vec::new(),
            affiliation: None,
            count: None,
            pronoun: None,
            anonymity,
            mentions: vec![start..core.end],
        });
        Some(Resolved { actor: self.all.len() - 1, anonymity, count: None })
    }

    /// Is the noun phrase the speaker, or the side he speaks for?
    pub(crate) fn is_side_of(&self, range: &Range<usize>, speaker: usize, quoted: bool, context: &Context<'_>) -> bool {
        let tokens = self.text.tokens;
        if tokens.is_any(range.start, &["i", "we", "my", "our"]) {
            return quoted;
        }
        let affiliation = self.all[speaker].affiliation.as_deref().map(folded);
        // "his side", "its delegation"
        if self.text.tags[range.start] == Tag::PRPS
            && tokens.is_any(
                range.end - 1,
                &["side", "delegation", "government", "country", "party", "movement", "members", "committee", "union", "team"],
            )
        {
            return !quoted;
        }
        self.lookup(range, range, context).is_some_and(|at| {
            let name = folded(&self.all[at].name);
            at == speaker
                || affiliation
                    .as_ref()
                    .is_some_and(|it| *it == name || self.all[at].kind != ActorKind::Person && name.ends_with(&format!(" {it}")))
        })
    }
}
