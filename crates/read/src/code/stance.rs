//! The stance that a statement gives on an option it names.
//!
//! The act decides, and the words before the match can turn it ("without", "rather than", "drop its call for"); of what is plainly
//! asserted, phrases beside the option (`local`). Hopes and predictions give no stance.

use armistice_types::case::IssueKey;
use armistice_types::coded::{About, Stance};
use armistice_types::statement::{Act, Certainty, Quote, Statement};
use armistice_types::text::{CharIndex, Span};

use super::cues::Found;
use super::kinds::is;
use super::local::{self, Place};
use super::own_clause;
use super::words::{ARTICLES, folded_words};
use crate::acceptance;
use crate::lexicon::act_verbs::{Class, class_of};

/// `None` where the statement commits its holder to nothing on this option.
/// `formal`: is the report a formal statement of its issuer?
pub(super) fn stance(index: &CharIndex<'_>, statement: &Statement, found: &Found, names: &[Vec<String>], formal: bool) -> Option<Stance> {
    let place = Place { conditional: conditional(index, statement, found), formal, asserts: statement.act == Act::Assert };
    if found.carried {
        return local::stance(found, names, place);
    }
    let near = &found.before[found.before.len().saturating_sub(2)..];
    let clause = &found.before[found.before.len().saturating_sub(8)..];
    let instead = near.iter().any(|word| is(word, "instead"));
    if ended(found) {
        return None;
    }
    if let Some(stance) = spurned(found) {
        return stance;
    }
    let cue = statement.cue.and_then(|span| index.quote(span)).map(str::to_lowercase).unwrap_or_default();
    let gives_up = clause.windows(2).any(|pair| pair[1] == "up" && matches!(pair[0].as_str(), "give" | "gave" | "given" | "giving"));
    // "Lifted its offer to 40 percent" gives up nothing.
    let dropped = cue.split_whitespace().filter(|_| statement.act != Act::Offer);
    let given_up = gives_up || dropped.chain(clause.iter().map(String::as_str)).any(|word| is(word, "given up"));
    let words = content(index, statement);
    if found.in_condition {
        // What a party makes its yes depend on, it demands; what "unless" names, too.
        let commits = matches!(statement.act, Act::Condition | Act::Accept | Act::Offer | Act::Demand | Act::Threaten | Act::Promise)
            || plain(statement.act) && own_clause::accepts(&words, names);
        // "if none is built without the consent of the panel": two negations ask for the consent.
        let twice = near.iter().any(|word| word == "without")
            && clause.iter().any(|word| matches!(word.as_str(), "none" | "no" | "not" | "nothing" | "never"));
        // "If they first accept 45": the other's yes is asked for, which is less than a demand of 45.
        let others_yes = clause.iter().any(|word| word == "settle" || class_of(word, "") == Some(Class::Accepting));
        return (commits && (twice || !instead && !given_up && !others_yes)).then_some(Stance::Demands);
    }
    if given_up {
        let own = clause.iter().any(|word| is(word, "self")) || names.iter().any(|name| clause.windows(name.len()).any(|it| it == name));
        return (own && commits_own(statement) && objection_dropped(&clause.iter().map(String::as_str).collect::<Vec<_>>()))
            .then_some(Stance::DoesNotObject);
    }
    // "would leave the islands but wanted the sailors back": what stands behind "wanted" is demanded, whatever the whole does.
    let turn = clause.iter().rposition(|word| matches!(word.as_str(), "but" | "while" | "though")).map_or(0, |at| at + 1);
    let wants = clause[turn..].iter().any(|word| is(word, "wants"));
    let commits = matches!(statement.act, Act::Offer | Act::Accept | Act::Condition | Act::Promise | Act::Demand | Act::Propose);
    if wants && !instead && commits {
        return Some(Stance::Demands);
    }
    if plain(statement.act) {
        return local::stance(found, names, place)
            .or_else(|| local::by_cue(&cue, statement, found))
            .or_else(|| listed(index, statement, found, instead));
    }
    if !local::evidenced(statement.act, found) {
        return local::stance(found, names, place);
    }
    // "We refuse three weeks but agree to sixty days": what stands behind "but" is not refused.
    if statement.act == Act::Reject && turn > 0 && !clause[turn..].iter().any(|word| is(word, "negates") || is(word, "refuses")) {
        return local::stance(found, names, place);
    }
    let stance = match statement.act {
        Act::Accept if statement.negated => return None,
        Act::Accept => accepted(statement, &words)?,
        // A yes with its condition beside it; the condition itself travels with the statement.
        Act::Condition => Stance::Accepts,
        Act::Reject if of_a_kind(found) => return None,
        Act::Reject if talks_only(found) => Stance::RefusesToDiscuss,
        Act::Reject => Stance::Rejects,
        Act::Demand => Stance::Demands,
        // "Ready to release sixty once they are home": a yes that waits, as "will release" is.
        Act::Offer if place.conditional && ready_to_do(&cue, found) && commits_own(statement) => Stance::Accepts,
        Act::Offer | Act::Propose => Stance::Offers,
        Act::Promise if found.words.first().is_some_and(|word| is(word, "stays")) && !instead => Stance::Demands,
        Act::Promise if statement.certainty >= Certainty::Probable => Stance::Prefers,
        Act::Appeal if asked(clause, found) || cleft(found) => return None,
        Act::Appeal => Stance::Prefers,
        Act::NoComment => Stance::NoComment,
        _ => return None,
    };
    // "Won't go below 15": not 15 is refused.
    let beside = near.last().is_some_and(|word| is(word, "beyond"));
    match (stance, instead) {
        (Stance::Rejects | Stance::RefusesToDiscuss, _) if beside => None,
        (stance, false) => Some(stance),
        // "no robot cranes" demanded, "without a veto" offered: not that option.
        (Stance::Demands | Stance::Rejects | Stance::Offers | Stance::Accepts, true)
            if near.last().is_some_and(|word| word == "from" || word == "than") =>
        {
            None
        }
        (Stance::Demands, true) => Some(Stance::Rejects),
        (Stance::Rejects, true) => Some(Stance::Rejects),
        _ => None,
    }
}

/// "An end to the closure of the road", "the closure has to end": the option is not what is wanted.
fn ended(found: &Found) -> bool {
    let before = found.before.iter().rev().filter(|word| !ARTICLES.contains(&word.as_str())).take(2);
    let linked = before.clone().next().is_some_and(|word| matches!(word.as_str(), "to" | "of"));
    let before = before.enumerate().any(|(n, word)| is(word, "ends") && (n == 0 || linked));
    let modal = found.after.iter().take(2).any(|word| matches!(word.as_str(), "must" | "should" | "has" | "have" | "will"));
    let behind = found.after.first().is_some_and(|word| is(word, "ends"));
    before || behind || modal && found.after.iter().take(4).any(|word| is(word, "ends"))
}

/// "Would stop for good, brushing aside an offer of two weeks": the words right before refuse it. "Without rejecting the offer" says nothing of it.
fn spurned(found: &Found) -> Option<Option<Stance>> {
    let words = &found.before[found.before.len().saturating_sub(14)..];
    let at = words.iter().rposition(|word| is(word, "spurns"))?;
    let offer = words[at..].iter().any(|word| is(word, "put forward"));
    let turned = words[at..].iter().any(|word| is(word, "turns") || matches!(word.as_str(), "for" | "and"));
    let kept = |word: &String| is(word, "negates") || matches!(word.as_str(), "without" | "short" | "than" | "of");
    let stance = Some(Stance::Rejects).filter(|_| !words[at.saturating_sub(2)..at].iter().any(kept));
    (offer && !turned).then_some(stance)
}

/// Do words before the option end it, refuse it or give it up, so that no other reading of the sentence may find a yes to it?
pub(super) fn vetoed(found: &Found) -> bool {
    let clause = &found.before[found.before.len().saturating_sub(5)..];
    ended(found) || spurned(found).is_some() || clause.iter().any(|word| is(word, "given up"))
}

/// "Withdraw our earlier objection to observers": not objecting is all that is said.
fn objection_dropped(clause: &[&str]) -> bool {
    let dropped = clause.iter().position(|word| is(word, "given up")).unwrap_or(clause.len());
    let objection = clause.iter().rposition(|word| *word == "objection").filter(|at| *at > dropped);
    let negated = clause[..dropped.min(clause.len())].iter().any(|word| is(word, "negates"));
    !negated && objection.is_some_and(|at| clause.len() - at <= 3 && clause.get(at + 1) == Some(&"to"))
}

/// "Ready to release": a deed is offered, and not a talk.
fn ready_to_do(cue: &str, found: &Found) -> bool {
    let ready = |word: &str| is(word, "ready");
    let near = &found.before[found.before.len().saturating_sub(6)..];
    let verb = near.iter().chain(found.words.first()).rfind(|word| class_of(word, "").is_some());
    let gives = verb.is_some_and(|word| matches!(class_of(word, ""), Some(Class::Giving | Class::Accepting)));
    gives && (cue.split_whitespace().any(ready) || near.iter().any(|word| ready(word)))
}

/// Said as a matter of fact or as a commitment, not hoped, asked or denied.
fn commits_own(statement: &Statement) -> bool {
    !statement.negated
        && statement.certainty >= Certainty::Probable
        && matches!(statement.act, Act::Assert | Act::Accept | Act::Offer | Act::Promise | Act::Confirm | Act::Reject)
}

/// Does a condition that the speaker sets stand behind the match, in its sentence: "provided …", "as long as …"? "If" may only suppose.
fn conditional(index: &CharIndex<'_>, statement: &Statement, found: &Found) -> bool {
    let Some(end) = found.matched.last().map(|span| span.end()) else { return false };
    statement.conditions.iter().any(|condition| {
        let between = Span::new(end, condition.start().max(end)).and_then(|it| index.quote(it));
        let same = condition.start() >= end && between.is_some_and(|it| !it.contains(['.', '!', '?', ';']));
        let first = index.quote(*condition).and_then(|text| folded_words(text).into_iter().next());
        same && first.is_some_and(|word| is(&word, "firm if"))
    })
}

/// "Will not sign anything that leaves a soldier": what the option does there, the words alone do not say.
fn of_a_kind(found: &Found) -> bool {
    let at = found.before.iter().rposition(|word| ["anything", "nothing", "any", "no", "none"].contains(&word.as_str()));
    at.is_some_and(|at| found.before[at..].iter().any(|word| ["that", "which", "while", "until", "where", "as"].contains(&word.as_str())))
}

/// "We ask the commission to send somebody": whom one asks is not what one asks for.
fn asked(clause: &[String], found: &Found) -> bool {
    let whom = found.after.first().is_some_and(|word| word == "to");
    whom && clause.iter().rev().take(5).any(|word| is(word, "asks whom"))
}

/// "It should be the commission that pays": what it is to do, and not that it is to be there.
fn cleft(found: &Found) -> bool {
    let that = found.after.first().is_some_and(|word| matches!(word.as_str(), "that" | "who" | "which"));
    that && found.before.last().is_some_and(|word| word == "be" || ARTICLES.contains(&word.as_str()))
}

/// Acts that commit nobody: what stands beside the option decides.
fn plain(act: Act) -> bool {
    matches!(act, Act::Assert | Act::Criticise | Act::Praise | Act::Confirm)
}

/// "Eighteen percent over three years," she told the crowd. "Those are our two points.": a list without a verb, called one behind it.
fn listed(index: &CharIndex<'_>, statement: &Statement, found: &Found, instead: bool) -> Option<Stance> {
    // A part that begins with a capital letter begins a sentence.
    let parts = statement.content.iter().filter_map(|span| index.quote(*span));
    let text: String = parts.map(|it| format!("{}{it}", if it.starts_with(char::is_uppercase) { ". " } else { " " })).collect();
    let sentences: Vec<Vec<String>> = text.split(['.', '!', '?', ';']).map(folded_words).filter(|it| !it.is_empty()).collect();
    let at = sentences.iter().position(|it| it.windows(found.words.len().max(1)).any(|words| words == found.words))?;
    let verbless = !sentences[at].iter().any(|word| is(word, "finite"));
    let called = sentences.get(at + 1).filter(|_| verbless && statement.quote == Quote::Direct)?;
    let points = called.first().is_some_and(|word| ["that", "those", "these", "this"].contains(&word.as_str()));
    let is_so = called.get(1).is_some_and(|word| ["is", "are", "was", "were"].contains(&word.as_str()));
    let names = called.iter().take(8).any(|word| is(word, "listing"));
    let other = called.iter().any(|word| is(word, "negates") || ["his", "her", "their"].contains(&word.as_str()));
    (points && is_so && names && !other).then_some(if instead { Stance::Rejects } else { Stance::Demands })
}

/// "may accept" is no acceptance; "in principle" and "with reservations" are kinds of it. A yes that those who sent the speaker must still
/// give is not a yes yet.
fn accepted(statement: &Statement, words: &str) -> Option<Stance> {
    if statement.certainty < Certainty::Probable {
        return None;
    }
    Some(if acceptance::says(words, "for others") || acceptance::says(words, "reserved") {
        Stance::AcceptsWithReservations
    } else if acceptance::says(words, "in principle") {
        Stance::AcceptsInPrinciple
    } else {
        Stance::Accepts
    })
}

/// In the option's own sentence.
fn talks_only(found: &Found) -> bool {
    let words = found.before.iter().chain(&found.words).chain(&found.after).cloned().collect::<Vec<_>>().join(" ");
    contains(&words, &["discuss", "negotiate", "talk about"])
}

fn content(index: &CharIndex<'_>, statement: &Statement) -> String {
    let parts: Vec<&str> = statement.content.iter().filter_map(|span| index.quote(*span)).collect();
    parts.join(" ").to_lowercase()
}

fn contains(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| words.contains(phrase))
}

/// "Turned down 12 percent over four years": the whole is refused, which need not hold for each of its terms. Of one sentence only the one
/// named first is kept. `sentence`: the number of the sentence of a place.
fn first_of_a_refused_package(rows: Vec<About>, sentence: &dyn Fn(usize) -> usize) -> Vec<About> {
    let place = |row: &About| row.matched.first().map_or(0, |span| span.start());
    let refused: Vec<(usize, usize, IssueKey)> =
        rows.iter().filter(|row| row.stance == Stance::Rejects).map(|row| (sentence(place(row)), place(row), row.issue.clone())).collect();
    let keeps = |row: &About| {
        let here: Vec<_> = refused.iter().filter(|it| it.0 == sentence(place(row))).collect();
        let several = here.iter().any(|it| it.2 != here[0].2);
        row.stance != Stance::Rejects || !several || here.iter().map(|it| it.1).min() == Some(place(row))
    };
    let keep: Vec<bool> = rows.iter().map(keeps).collect();
    rows.into_iter().zip(keep).filter_map(|(row, keep)| keep.then_some(row)).collect()
}

/// A statement that seems both to accept and to reject one option commits to neither: show the words.
pub(super) fn without_contradictions(rows: Vec<About>, sentence: &dyn Fn(usize) -> usize) -> Vec<About> {
    let rows = first_of_a_refused_package(rows, sentence);
    let clash = |a: &About, b: &About| {
        (&a.issue, &a.option) == (&b.issue, &b.option) && (a.stance == Stance::Rejects) != (b.stance == Stance::Rejects)
    };
    let keep: Vec<bool> = rows.iter().map(|a| !rows.iter().any(|b| clash(a, b))).collect();
    rows.into_iter().zip(keep).filter_map(|(row, keep)| keep.then_some(row)).collect()
}
