//! Roles that a report gives an actor and the case file does not: "Selm, which is the guards' main negotiator".
//!
//! ## What it finds
//! In one sentence a case actor, a verb of being or the comma of an apposition, another case actor in the possessive, and a noun of one who
//! speaks for another (`data/role-nouns.tsv`).
//! ## Why it matters
//! A mediator that a report calls one side's negotiator must not become that side's voice; and whoever reads the page must see that the
//! report said so.
//! ## Does not find
//! People, whom reports describe in many ways; and it changes no role: only a case file gives one.

use armistice_types::assessment::RoleTold;
use armistice_types::case::{ActorKey, Case, RoleKind};
use armistice_types::text::Span;
use armistice_types::view::{Filed, Place, View};

const NOUNS: &str = include_str!("../../../data/role-nouns.tsv");
/// So many words may stand between the possessive and the noun.
const BETWEEN: usize = 3;

/// A name of a case actor in a sentence, in bytes.
struct Name {
    start: usize,
    end: usize,
    actor: ActorKey,
}

/// By place. A role that the case file gives as well is none of them.
pub(crate) fn told(view: &View) -> Vec<RoleTold> {
    let Some(case) = &view.case else { return Vec::new() };
    view.reports.iter().flat_map(|filed| of_report(case, filed)).collect()
}

fn of_report(case: &Case, filed: &Filed) -> Vec<RoleTold> {
    let index = filed.reading.report.text.index();
    let mut out = Vec::new();
    for sentence in &filed.reading.sentences {
        let Some(text) = index.quote(*sentence) else { continue };
        if !nouns().any(|noun| text.contains(noun)) {
            continue;
        }
        let names = names(case, text);
        for of in &names {
            let Some((words, end)) = noun_behind(text, of) else { continue };
            let Some(holder) = holder(text, &names, of) else { continue };
            if in_the_case(case, &holder.actor, &of.actor) {
                continue;
            }
            let scalar = |byte: usize| sentence.start() + text[..byte].chars().count();
            let Some(span) = Span::new(scalar(of.start), scalar(end)) else { continue };
            out.push(RoleTold {
                actor: holder.actor.clone(),
                principal: of.actor.clone(),
                words: words.to_owned(),
                marking: filed.marking.clone(),
                place: Place { report: filed.number, span },
            });
        }
    }
    out
}

fn nouns() -> impl Iterator<Item = &'static str> {
    NOUNS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Names of case actors in text order, the longest at each place.
fn names(case: &Case, text: &str) -> Vec<Name> {
    let mut all: Vec<Name> = Vec::new();
    for row in &case.actors {
        for name in std::iter::once(&row.name).chain(&row.aliases).filter(|name| !name.is_empty()) {
            let found = text.match_indices(name.as_str()).filter(|(at, _)| alone(text, *at, at + name.len()));
            all.extend(found.map(|(at, _)| Name { start: at, end: at + name.len(), actor: row.id.clone() }));
        }
    }
    all.sort_by(|a, b| (a.start, b.end, &a.actor).cmp(&(b.start, a.end, &b.actor)));
    let mut out: Vec<Name> = Vec::new();
    for name in all {
        if out.last().is_none_or(|last| last.end <= name.start) {
            out.push(name);
        }
    }
    out
}

/// The case actors whose names stand in a text, in text order.
pub(crate) fn named(case: &Case, text: &str) -> Vec<ActorKey> {
    names(case, text).into_iter().map(|name| name.actor).collect()
}

/// The case actor with whose name a text begins, over "the".
pub(crate) fn leads(case: &Case, text: &str) -> Option<ActorKey> {
    let start = text.len() - text.trim_start_matches("the ").trim_start_matches("The ").len();
    names(case, text).into_iter().find(|name| name.start <= start).map(|name| name.actor)
}

/// Do the bytes stand as words of their own?
fn alone(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(text[..start].chars().next_back()) && !inside(text[end..].chars().next())
}

/// `’s main negotiator` behind a name: the words with the name, and where they end.
fn noun_behind<'t>(text: &'t str, of: &Name) -> Option<(&'t str, usize)> {
    let rest = &text[of.end..];
    let mark = ["’s ", "'s ", "’ ", "' "].iter().find(|mark| rest.starts_with(**mark))?;
    let mut at = of.end + mark.len();
    for _ in 0..=BETWEEN {
        let word = text[at..].split(|c: char| c.is_whitespace()).next()?;
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if nouns().any(|noun| noun == bare) {
            return text.get(of.start..at + bare.len()).map(|words| (words, at + bare.len()));
        }
        if bare != word || word.is_empty() {
            return None;
        }
        at += word.len() + text[at + word.len()..].chars().next()?.len_utf8();
    }
    None
}

/// Who is called so: the name before "is", over a relative clause that says with whom; or the name before the comma.
fn holder<'n>(text: &str, names: &'n [Name], of: &Name) -> Option<&'n Name> {
    let before = |it: &&Name| it.end <= of.start && it.actor != of.actor;
    let mut candidates = names.iter().filter(before).rev();
    candidates.find(|it| {
        let between = text[it.end..of.start].trim();
        let word = text[..it.start].trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
        let beside = ["at", "by", "for", "from", "in", "of", "on", "to", "with"].contains(&word.as_str());
        let clause = between.trim_start_matches(',').trim_start();
        let is = |words: &str| matches!(words.rsplit(' ').next().unwrap_or(""), "is" | "are" | "was" | "were" | "remains");
        let relative = is(clause) && (clause.starts_with("which ") || clause.starts_with("who "));
        let plain = !beside && (between == "," || !clause.contains(' ') && is(clause));
        !between.contains([';', ':', '“', '"']) && (relative || plain)
    })
}

/// Does the case file say that the one speaks for the other?
fn in_the_case(case: &Case, actor: &ActorKey, principal: &ActorKey) -> bool {
    case.roles.iter().any(|row| row.actor == *actor && row.role == RoleKind::SpeaksFor && row.principal.as_ref() == Some(principal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_word() {
        let all: Vec<&str> = nouns().collect();
        assert!(all.is_sorted() && all.iter().all(|noun| noun.chars().all(char::is_lowercase)));
    }

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, &str)>) {
        let actors = [("selm", "Selm"), ("dorn", "Dorn"), ("guards", "Harbour Guards"), ("union", "the Union")];
        let mut names: Vec<Name> = Vec::new();
        for (key, name) in actors {
            names.extend(text.match_indices(name).map(|(at, _)| Name { start: at, end: at + name.len(), actor: ActorKey(key.to_owned()) }));
        }
        names.sort_by_key(|it| it.start);
        let found = names.iter().find_map(|of| Some((holder(text, &names, of)?.actor.0.as_str(), noun_behind(text, of)?.0)));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn who_is_called_whose_negotiator() {
        check(
            "Envoys of Selm, which together with Dorn is Harbour Guards’ chief negotiator, left.",
            Some(("selm", "Harbour Guards’ chief negotiator")),
        );
        check("Selm is Dorn's representative in the talks.", Some(("selm", "Dorn's representative")));
        check("Selm, Dorn's main spokesman, spoke.", Some(("selm", "Dorn's main spokesman")));
    }

    #[test]
    fn what_gives_nobody_a_role() {
        check("Selm met Dorn's chief negotiator.", None);
        check("Selm is Dorn's neighbour and has a negotiator.", None);
        check("Selm said that Dorn's chief negotiator had left.", None);
        check("Selm, Dorn and Harbour Guards' negotiator met.", None);
        check("In Selm, Dorn's negotiator spoke.", None);
        check("Selm is Dorn's oldest, and its negotiator left.", None);
    }
}
