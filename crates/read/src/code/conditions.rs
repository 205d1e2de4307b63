//! What a conditional yes depends on: the words of its conditions tied to options, clocks and outcomes of the case.
//!
//! ## What it finds
//! "We will leave the islands if the crews come home first": leaves, if the other party has brought the crews home.
//! ## Why it matters
//! Two such promises that wait for each other are a deadlock over sequence that no promise shows alone.
//! ## Does not find
//! Conditions whose words name nothing in the case: they are kept as words, and nothing follows from them.

use std::collections::BTreeMap;

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, RoleKind, TrackKey};
use armistice_types::coded::{About, Authority, CodedActor, Stance, Tied};
use armistice_types::conditions::Atom;
use armistice_types::statement::{Act, ActorId, Certainty, Reading, Statement, StatementId};
use armistice_types::text::{CharIndex, Span};

use super::Coder;
use super::condition_words::{Mode, clause, mode, of_kind, plain, says, table};
use super::words::folded_words;
use crate::lexicon::act_verbs::{Class, class_of};

/// Every statement of a case's actor that gives something on a condition.
pub(super) fn tied(
    coder: &Coder<'_>,
    reading: &Reading,
    actors: &BTreeMap<ActorId, CodedActor>,
    about: &BTreeMap<StatementId, Vec<About>>,
) -> BTreeMap<StatementId, Tied> {
    let index = reading.report.text.index();
    let it = Tying { coder, case: coder.case, reading, actors, about, index };
    reading
        .statements
        .iter()
        .filter_map(|statement| {
            let rows = about.get(&statement.id).map_or(&[][..], Vec::as_slice);
            Some((statement.id, it.statement(statement, rows)?))
        })
        .collect()
}

struct Tying<'r> {
    coder: &'r Coder<'r>,
    case: &'r Case,
    reading: &'r Reading,
    actors: &'r BTreeMap<ActorId, CodedActor>,
    about: &'r BTreeMap<StatementId, Vec<About>>,
    index: CharIndex<'r>,
}

impl Tying<'_> {
    fn statement(&self, statement: &Statement, rows: &[About]) -> Option<Tied> {
        if statement.certainty < Certainty::Probable || matches!(statement.act, Act::Deny | Act::Reject | Act::Ask | Act::Threaten) {
            return None;
        }
        let (holder, own_words, authority) = self.speaker(statement)?;
        let mut conditions = self.conditions(statement);
        // "Five is the offer. If somebody has another, he should tell me.": a sentence of its own, which the offer does not wait for.
        let own = self.apart(statement, rows);
        conditions.retain(|words| !own.contains(words));
        if conditions.is_empty() {
            return None;
        }
        let gives = self.gives(statement, rows, &holder, &conditions);
        let mut tied = Tied { holder, own_words, authority, gives, needs: Vec::new(), unless: Vec::new(), open: Vec::new() };
        for words in &conditions {
            let named = self.named(words, &tied.holder);
            let named = if named.is_empty() { self.meant(words, statement, &tied.holder) } else { named };
            self.tie(words, named, &mut tied);
        }
        for list in [&mut tied.needs, &mut tied.unless] {
            list.sort();
            list.dedup();
        }
        Some(tied)
    }

    /// The holder of a statement. "Its chief negotiator" of a sentence whose subject is an actor of the case is the
    /// person of that function whom the case names, where there is one only.
    fn speaker(&self, statement: &Statement) -> Option<(ActorKey, bool, Authority)> {
        if let Some((holder, own)) = super::holder(self.reading, self.actors, statement) {
            let authority = statement.source.actor.and_then(|id| self.actors.get(&id)).map_or(Authority::Unnamed, |it| it.authority);
            return Some((holder, own, authority));
        }
        let name = self.reading.actor(statement.source.actor?)?.name.to_lowercase();
        let role = name.strip_prefix("its ").or_else(|| name.strip_prefix("their "))?;
        let mut persons = self.case.persons.iter().filter(|row| row.role.as_ref().is_some_and(|it| it.to_lowercase() == role));
        let holder = persons.next()?.affiliation.clone()?;
        let alone = persons.next().is_none() && statement.within.is_none();
        (alone && self.subject(statement, &holder).is_some()).then_some((holder, true, Authority::Spokesperson))
    }

    /// The words of a content behind the holder's own name, where it begins with that name.
    fn subject(&self, statement: &Statement, holder: &ActorKey) -> Option<String> {
        let text = self.index.quote(*statement.content.first()?)?.to_lowercase();
        let text = text.strip_prefix("the ").unwrap_or(&text);
        let row = self.case.actor(holder)?;
        let names = std::iter::once(&row.name).chain(&row.aliases).map(|name| name.to_lowercase());
        let rest = names.filter_map(|name| Some(text.strip_prefix(name.strip_prefix("the ").unwrap_or(&name))?.to_owned()));
        rest.filter(|rest| rest.starts_with(' ')).min_by_key(String::len)
    }

    /// The words of every condition: those the reader found, those behind the content in its sentence, and those behind "once", "after" … in it.
    fn conditions(&self, statement: &Statement) -> Vec<String> {
        let quoted = |span: Span| self.index.quote(span).unwrap_or("").to_owned();
        let mut out: Vec<String> = statement.conditions.iter().map(|span| quoted(*span)).collect();
        for content in &statement.content {
            if let Some(behind) = self.behind(*content)
                && !statement.conditions.iter().any(|it| it.overlaps(behind))
            {
                out.push(quoted(behind));
            }
            if statement.conditions.iter().any(|it| it.overlaps(*content)) {
                continue;
            }
            let text = quoted(*content);
            let lower = text.to_ascii_lowercase();
            let at = of_kind("mark-performs").filter_map(|row| lower.find(&row.within)).min();
            out.extend(at.and_then(|at| text.get(at..)).map(|it| clause(it).to_owned()));
        }
        out
    }

    /// The conditions of a statement that gives by offers alone which stand in other sentences than every offer, with a main clause of
    /// their own there. A yes takes every condition of its statement.
    fn apart(&self, statement: &Statement, rows: &[About]) -> Vec<String> {
        let yes = |row: &About| matches!(row.stance, Stance::Accepts | Stance::AcceptsInPrinciple | Stance::AcceptsWithReservations);
        let offers: Vec<Span> =
            rows.iter().filter(|row| row.stance == Stance::Offers).filter_map(|row| row.matched.first().copied()).collect();
        if offers.is_empty() || rows.iter().any(yes) {
            return Vec::new();
        }
        let own = |condition: &&Span| {
            let Some(sentence) = self.reading.sentences.iter().find(|it| it.overlaps(**condition)) else { return false };
            let ends = [(sentence.start(), condition.start()), (condition.end(), sentence.end())];
            let rest = ends.iter().filter_map(|(from, to)| Span::new(*from, *to)).filter_map(|span| self.index.quote(span));
            let words = rest.map(|text| text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).count()).sum::<usize>();
            words > 2 && !offers.iter().any(|it| it.overlaps(*sentence))
        };
        statement.conditions.iter().filter(own).filter_map(|span| self.index.quote(*span)).map(str::to_owned).collect()
    }

    /// A condition that follows a content in its sentence: "…, provided that the sailors are home".
    fn behind(&self, content: Span) -> Option<Span> {
        let sentence = self.reading.sentences.iter().find(|it| it.start() < content.end() && content.end() < it.end())?;
        let rest = Span::new(content.end(), sentence.end())?;
        let text = self.index.quote(rest)?;
        let words = text.trim_start_matches([',', ' ', '\n']).to_lowercase();
        table().iter().any(|row| row.is_mark() && words.starts_with(&row.opening)).then_some(rest)
    }

    /// The options the holder gives: coded ones, else those named behind "HOLDER will free …"; never one that is named in a condition.
    fn gives(&self, statement: &Statement, rows: &[About], holder: &ActorKey, conditions: &[String]) -> Vec<(IssueKey, OptionKey)> {
        let yes = |stance: Stance| matches!(stance, Stance::Accepts | Stance::AcceptsInPrinciple | Stance::Offers);
        let coded = rows.iter().filter(|row| yes(row.stance) && row.holder == *holder);
        let mut out: Vec<_> = coded.filter_map(|row| Some((row.issue.clone(), row.option.clone()?))).collect();
        if out.is_empty()
            && let Some(rest) = self.subject(statement, holder)
        {
            let words: Vec<&str> = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let class = words.get(1).and_then(|verb| class_of(verb, words.get(2).copied().unwrap_or("")));
            if words.first().is_some_and(|it| matches!(*it, "will" | "would")) && matches!(class, Some(Class::Giving | Class::Accepting)) {
                let upto = conditions.iter().filter_map(|it| rest.find(&it.to_lowercase())).min().unwrap_or(rest.len());
                out = self.named(rest.get(..upto).unwrap_or(""), holder);
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// The options that words name, on tracks where the holder must assent; none of an issue of which two are named. Where no cue stands in
    /// the words, those that coding finds in statements.
    fn named(&self, words: &str, holder: &ActorKey) -> Vec<(IssueKey, OptionKey)> {
        let index = CharIndex::new(words);
        let all = Span::new(0, words.chars().count());
        let found = all.map_or_else(Vec::new, |all| self.coder.options.found_in(&index, &[all], &[]));
        let words = plain(words);
        let mut out: Vec<(IssueKey, OptionKey)> = Vec::new();
        for issue in self.case.issues.iter().filter(|it| self.parties(&it.track).contains(holder)) {
            let hit = |text: &String| self.coder.phrases.stands(text, &words);
            let mut options = issue.options.iter().filter(|row| row.cues.iter().chain([&row.label]).any(hit));
            match (options.next(), options.next()) {
                (Some(option), None) => out.push((issue.id.clone(), option.id.clone())),
                (None, _) => {
                    let mut here = found.iter().filter(|it| it.issue == issue.id && !it.carried).filter_map(|it| it.option.clone());
                    out.extend(here.next().filter(|one| here.all(|other| other == *one)).map(|one| (issue.id.clone(), one)));
                }
                _ => {}
            }
        }
        out
    }

    fn parties(&self, track: &TrackKey) -> Vec<ActorKey> {
        let rows = self.case.roles.iter().filter(|row| row.track == *track && row.role == RoleKind::MustAssent);
        rows.map(|row| row.actor.clone()).collect()
    }

    /// "We demand all 42. When they are home, we leave": what "they" means is what the same speaker demanded in the sentence before, where
    /// it is to be carried out. "When it is over" means nothing that was asked for.
    fn meant(&self, words: &str, statement: &Statement, holder: &ActorKey) -> Vec<(IssueKey, OptionKey)> {
        let pronoun = folded_words(words).into_iter().take(3).any(|word| matches!(word.as_str(), "they" | "it" | "that" | "this"))
            && says(words, "performs");
        let sentence =
            |it: &Statement| it.content.first().map(|first| self.reading.sentences.partition_point(|span| span.start() <= first.start()));
        let of = |it: &Statement| it.source.actor == statement.source.actor && it.within == statement.within;
        let before = self.reading.statements.iter().filter(|it| pronoun && of(it));
        let before = before.filter(|it| sentence(it).is_some_and(|n| Some(n + 1) == sentence(statement)));
        let rows = before.filter_map(|it| self.about.get(&it.id)).flatten();
        let demanded = rows.filter(|row| row.holder == *holder && row.stance == Stance::Demands);
        demanded.filter_map(|row| Some((row.issue.clone(), row.option.clone()?))).collect()
    }

    /// One condition, with the options that it is about, to atoms; what names nothing stays open.
    fn tie(&self, words: &str, named: Vec<(IssueKey, OptionKey)>, tied: &mut Tied) {
        let mode = mode(words);
        let mut found: Vec<Atom> = Vec::new();
        for (issue, option) in named {
            let Some(track) = self.case.issue(&issue).map(|it| it.track.clone()) else { continue };
            let others: Vec<ActorKey> = self.parties(&track).into_iter().filter(|it| *it != tied.holder).collect();
            let spoken: Vec<&ActorKey> = others.iter().filter(|it| self.speaks_of(words, it)).collect();
            // A condition that names nobody means the other party, where there is one only.
            let party = match (&spoken[..], &others[..]) {
                ([one], _) => (*one).clone(),
                ([], [one]) => one.clone(),
                _ => continue,
            };
            found.push(if mode == Mode::Performs {
                Atom::Performs { party, issue, option }
            } else {
                Atom::Commits { party, issue, option }
            });
        }
        if found.is_empty() {
            let text = plain(words);
            let clocks = self.case.clocks.iter().filter(|row| self.coder.phrases.stands(&row.name, &text)).map(|row| &row.name);
            let outcomes = self.case.outcomes.iter().filter(|row| row.cues.iter().any(|cue| self.coder.phrases.stands(cue, &text)));
            let words = clocks.chain(outcomes.map(|row| &row.proposition)).next();
            found.extend(words.map(|words| Atom::Event { words: words.clone() }));
        }
        match (found.is_empty(), mode) {
            (true, _) => tied.open.push(words.trim_matches([',', ' ']).to_owned()),
            (false, Mode::Not) => tied.unless.extend(found),
            (false, _) => tied.needs.extend(found),
        }
    }

    fn speaks_of(&self, words: &str, actor: &ActorKey) -> bool {
        let lower = plain(words);
        let row = self.case.actor(actor);
        row.is_some_and(|row| std::iter::once(&row.name).chain(&row.aliases).any(|name| self.coder.phrases.stands(name, &lower)))
    }
}
