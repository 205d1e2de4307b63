//! Sources that are only described: "two sources familiar with the negotiations", "U.S. officials",
//! "one of the sources". Each becomes an actor as described; a part of one points back to it.

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use super::names::affiliation_in;
use super::{Actor, Actors, Resolved, folded};
use crate::lexicon::who;
use crate::tags::Tag;

const PARTS: [(&str, u32); 8] =
    [("one", 1), ("two", 2), ("three", 3), ("another", 1), ("both", 2), ("some", 0), ("several", 0), ("many", 0)];
const NUMBERS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const WITHHELD: [&str; 9] = ["familiar", "briefed", "knowledge", "close", "anonymity", "anonymous", "unnamed", "involved", "aware"];

impl Actors<'_> {
    /// The actor that a description stands for: an earlier one that it points back to, or a new one.
    pub(super) fn described(&mut self, range: &Range<usize>, core: &Range<usize>) -> Option<Resolved> {
        let tokens = self.text.tokens;
        if let Some(part) = self.part_of(range, core) {
            return Some(part);
        }
        let head = self.head(core)?;
        let noun = tokens.lower(head);
        let bare = range.len() <= core.len();
        let definite = tokens.is_any(core.start, &["the", "these", "those", "both"]);
        if definite
            && bare
            && let Some(earlier) = self.earlier(&noun, range.start)
        {
            return Some(self.again(earlier, core, None));
        }
        let name = self.description(range);
        if let Some(same) = (0..self.all.len())
            .find(|&at| matches!(self.all[at].kind, ActorKind::Unnamed | ActorKind::Group) && folded(&self.all[at].name) == folded(&name))
        {
            return Some(self.again(same, core, None));
        }
        Some(self.new_description(range, core, head, name))
    }

    /// The head noun of a base noun phrase: its last noun or number.
    fn head(&self, core: &Range<usize>) -> Option<usize> {
        let tags = self.text.tags;
        core.clone()
            .rev()
            .find(|&i| tags[i].is_noun())
            .or_else(|| core.clone().rev().find(|&i| matches!(tags[i], Tag::CD | Tag::DT | Tag::PRP | Tag::JJ)))
    }

    /// Several named actors that speak as one: a group of its own, which nobody's position rests on.
    pub(super) fn together(&mut self, range: &Range<usize>) -> Resolved {
        let name = self.description(range);
        let known = (0..self.all.len()).find(|&at| self.all[at].kind == ActorKind::Group && folded(&self.all[at].name) == folded(&name));
        let actor = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push(Actor {
                name,
                kind: ActorKind::Group,
                roles: Vec::new(),
                affiliation: None,
                count: None,
                pronoun: None,
                anonymity: Anonymity::Collective,
                mentions: Vec::new(),
            });
        }
        self.mention(actor, range);
        Resolved { actor, anonymity: Anonymity::Collective, count: None }
    }

    /// "one of the sources", "one of the two officials": some of an earlier actor.
    fn part_of(&mut self, range: &Range<usize>, core: &Range<usize>) -> Option<Resolved> {
        let tokens = self.text.tokens;
        let of = core.end;
        let part = PARTS.iter().find(|(word, _)| tokens.is(core.end - 1, word))?;
        if !tokens.is(of, "of") || of + 1 >= range.end {
            return None;
        }
        let whole = of + 1..range.end;
        let head = whole.clone().find(|&i| self.text.tags[i].is_noun() && !self.text.tags.get(i + 1).is_some_and(|tag| tag.is_noun()))?;
        let earlier = self.earlier(&tokens.lower(head), range.start)?;
        Some(self.again(earlier, core, Some(part.1).filter(|&n| n > 0)))
    }

    /// The latest described actor before a token whose description has this head noun, singular or plural.
    fn earlier(&self, noun: &str, before: usize) -> Option<usize> {
        let stem = |word: &str| word.trim_end_matches('s').to_owned();
        (0..self.all.len())
            .filter(|&at| matches!(self.all[at].kind, ActorKind::Unnamed | ActorKind::Group))
            .filter(|&at| self.all[at].name.to_lowercase().split(' ').any(|word| stem(word) == stem(noun)))
            .filter_map(|at| Some((self.all[at].mentions.iter().map(|it| it.start).rfind(|&start| start < before)?, at)))
            .max()
            .map(|(_, at)| at)
    }

    fn again(&mut self, actor: usize, core: &Range<usize>, count: Option<u32>) -> Resolved {
        self.mention(actor, core);
        Resolved {
            actor,
            anonymity: self.all[actor].anonymity,
            count: count.filter(|_| self.all[actor].count.is_none_or(|all| Some(all) != count)),
        }
    }

    /// Adds a mention, in order.
    pub(super) fn mention(&mut self, actor: usize, at: &Range<usize>) {
        let mentions = &mut self.all[actor].mentions;
        if !mentions.contains(at) {
            let place = mentions.partition_point(|it| (it.start, it.end) < (at.start, at.end));
            mentions.insert(place, at.clone());
        }
    }

    /// The words, spaces folded, without a leading "the".
    fn description(&self, range: &Range<usize>) -> String {
        let words = self.text.tokens.words(range).split_whitespace().collect::<Vec<_>>().join(" ");
        words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(&words).to_owned()
    }

    fn new_description(&mut self, range: &Range<usize>, core: &Range<usize>, head: usize, name: String) -> Resolved {
        let (tokens, tags) = (self.text.tokens, self.text.tags);
        let noun = tokens.lower(head);
        let known = who::nominal(&noun);
        let count = core.clone().find_map(|i| {
            let word = tokens.lower(i);
            NUMBERS.iter().position(|it| *it == word).and_then(|n| u32::try_from(n).ok()).or_else(|| word.parse().ok())
        });
        let many = known.map_or(
            matches!(tags[head], Tag::NNS | Tag::NNPS) || tokens.is_any(head, &["both", "all", "many", "some", "others"]),
            |(many, _)| many,
        );
        let withheld = range.clone().any(|i| WITHHELD.contains(&tokens.lower(i).as_str())) || count.is_some() && known.is_some();
        let title = who::is_title(&noun);
        let anonymity = match known {
            _ if withheld => Anonymity::Anonymous,
            Some((_, anonymity)) => anonymity,
            None if who::organisation(&noun).is_some() => Anonymity::Office,
            None if many => Anonymity::Collective,
            None => Anonymity::Anonymous,
        };
        let kind = match anonymity {
            Anonymity::Collective => ActorKind::Group,
            Anonymity::Office => who::organisation(&noun).unwrap_or(ActorKind::GovernmentBody),
            _ => ActorKind::Unnamed,
        };
        let affiliation = self.affiliation_of(range, core);
        let roles = if title && kind == ActorKind::Unnamed { vec![noun] } else { Vec::new() };
        let count = count.or((kind == ActorKind::Unnamed && !many).then_some(1));
        self.all.push(Actor { name, kind, roles, affiliation, count, pronoun: None, anonymity, mentions: vec![core.clone()] });
        Resolved { actor: self.all.len() - 1, anonymity, count: None }
    }

    /// The state or body that a description names: "Israeli officials", "a union negotiator", "officials from Selm".
    fn affiliation_of(&self, range: &Range<usize>, core: &Range<usize>) -> Option<String> {
        let text = self.text;
        let inside = core.start..core.end.saturating_sub(1).max(core.start);
        let by_word = (inside.start..inside.end).find_map(|i| affiliation_in(text, &(i..inside.end)).map(|(name, _)| name));
        let from = (core.end..range.end).find(|&i| text.tokens.is_any(i, &["from", "of", "at", "for"]));
        let by_from = || from.and_then(|i| affiliation_in(text, &(i + 1..range.end))).map(|(name, _)| name);
        let owner = || (text.tags[core.start] == Tag::PRPS).then(|| self.owner(core.start)).flatten();
        let name = by_word.or_else(by_from).or_else(owner)?;
        let folded_name = folded(&name);
        let mut full = self.all.iter().filter(|it| !matches!(it.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group));
        let found = full.find(|it| folded(&it.name) == folded_name || folded(&it.name).ends_with(&format!(" {folded_name}")));
        Some(found.map_or(name, |it| it.name.clone()))
    }
}
