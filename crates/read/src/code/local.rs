//! The stance that the words beside an option give, in the option's own sentence: `data/stance-phrases.tsv`.
//!
//! ## What it finds
//! "She repeated that her government had no use for joint patrols": rejects. "Wants 90 days, because thirty is a coffee break": what
//! stands behind "because" is no demand.
//! ## Why it matters
//! The act of a long quotation is one word for many sentences; where it stands in another sentence, it says nothing of the option.
//! ## Does not find
//! Irony, and what only the sentence before makes clear.

use std::sync::OnceLock;

use armistice_types::coded::Stance;
use armistice_types::statement::{Act, Statement};

use super::cues::Found;
use super::kinds::is;
use super::words::{ARTICLES, folded_words};
use crate::lexicon::act_verbs::class_of;
use crate::lexicon::table::rows;

const TABLE: &str = include_str!("../../../../data/stance-phrases.tsv");

struct Row {
    words: Vec<String>,
    behind: bool,
    stance: Stance,
    whose: Whose,
}

/// Whose side must stand beside a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Any,
    Own,
    /// The speaker's own side right before it, and a condition of his own behind the option.
    OwnIf,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Does a condition of the speaker's own follow in the sentence: "provided", "as long as"?
    pub(super) conditional: bool,
    /// Is it a formal statement of its issuer?
    pub(super) formal: bool,
    /// Does the statement only assert, without blame or praise?
    pub(super) asserts: bool,
}

fn table() -> &'static [Row] {
    static CELL: OnceLock<Vec<Row>> = OnceLock::new();
    CELL.get_or_init(|| rows(TABLE).filter_map(|(_, row)| parse(&row)).collect())
}

fn parse(row: &[&'static str]) -> Option<Row> {
    let [phrase, side, stance, whose] = row else { return None };
    let whose = match *whose {
        "any" => Whose::Any,
        "self" => Whose::Own,
        "if" => Whose::OwnIf,
        _ => return None,
    };
    let words = open(folded_words(phrase).iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
    Some(Row { words, behind: *side == "after", stance: stance.parse().ok()?, whose })
}

/// Words without articles, negated modals opened: "won't" is "will not".
fn open<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    const MODALS: [(&str, &str); 8] = [
        ("won't", "will"),
        ("can't", "can"),
        ("cannot", "can"),
        ("don't", "do"),
        ("doesn't", "does"),
        ("wouldn't", "would"),
        ("couldn't", "could"),
        ("shan't", "shall"),
    ];
    let halves = |word: &'w str| MODALS.iter().find(|(form, _)| *form == word).map_or(vec![word], |(_, modal)| vec![*modal, "not"]);
    words.filter(|word| !ARTICLES.contains(word)).flat_map(halves).collect()
}

/// `names`: how the case calls the holder, folded. The stance of the nearest phrase beside the option; `None` where there is none, or where something stands between.
pub(super) fn stance(found: &Found, names: &[Vec<String>], place: Place) -> Option<Stance> {
    let before = open(found.before.iter().map(String::as_str));
    let after = open(found.after.iter().map(String::as_str));
    if supposed(&before) {
        return None;
    }
    let named = |words: &[&str]| names.iter().any(|name| (0..words.len()).any(|at| starts_with(&words[at..], name)));
    let own = |words: &[&str]| words.iter().any(|word| is(word, "self")) || named(words);
    let behind = table().iter().filter(|row| row.behind).filter_map(|row| {
        let at = (0..=REACH_BEHIND).find(|&at| after.get(at..).is_some_and(|rest| starts_with(rest, &row.words)))?;
        let clear = after[..at].iter().all(|word| !["turns", "negates", "tells"].iter().any(|kind| is(word, kind)));
        // "Forty fishermen say bread is enough": what is told of the fishermen is that they say it.
        let told = found.told.as_ref().is_none_or(|told| told.is_empty() && at == 0 || told.iter().any(|word| row.words.contains(word)));
        let whose = row.whose == Whose::Any || own(&after[at..after.len().min(at + row.words.len() + 2)]);
        (clear && whose && told).then_some((at, row.words.len(), row.stance))
    });
    let led = table().iter().filter(|row| !row.behind).filter_map(|row| {
        let first = before.len().saturating_sub(REACH_BEFORE);
        let at = (first..before.len()).rev().find(|&at| starts_with(&before[at..], &row.words))?;
        let end = at + row.words.len();
        let clear = before[end..].iter().all(|word| !is(word, "turns"));
        // "Do not want 9", "want no 9".
        let negated = before[at.saturating_sub(2)..at].iter().chain(before[end..].iter().rev().take(1)).any(|word| is(word, "negates"));
        // "Wants us to reject it": what somebody is to do.
        if at > 0 && before[at - 1] == "to" {
            return None;
        }
        let no_longer = at >= 2 && before[at - 2..at] == ["no", "longer"];
        let stance = match (row.stance, negated) {
            (stance, false) => stance,
            (Stance::Demands | Stance::Prefers, true) if !no_longer => Stance::Rejects,
            _ => return None,
        };
        let whose = match row.whose {
            Whose::Any => true,
            Whose::Own => own(&before[..at]),
            Whose::OwnIf => place.conditional && led_by_own(&before[..at], names) && straight(&before[..at]),
        };
        // "It should be the Council that pays" says what the Council is to do.
        let cleft = row.words.last().is_some_and(|word| word == "be")
            && after.first().is_some_and(|word| matches!(*word, "that" | "who" | "which" | "to"));
        (clear && whose && !cleft).then_some((before.len() - end, row.words.len(), stance))
    });
    // "Not five, not ten.": a sentence without a verb.
    let fragment =
        before.len() + found.words.len() + after.len() <= 6 && !before.iter().chain(&after).any(|word| class_of(word, "").is_some());
    if fragment && matches!(before.last(), Some(&("not" | "no" | "never"))) {
        return Some(Stance::Rejects);
    }
    if found.carried {
        return behind
            .filter(|(at, _, stance)| *at == 0 && !stance_is_yes(*stance))
            .max_by_key(|(_, len, _)| *len)
            .map(|(.., stance)| stance);
    }
    // "No armband of theirs will be seen".
    let admitted = after.iter().take(4).skip_while(|word| !is(word, "promises")).any(|word| is(word, "admits"));
    if before.len() <= 2 && before.last() == Some(&"no") && admitted {
        return Some(Stance::Rejects);
    }
    // The nearest, then the longest.
    let best = behind.chain(led).min_by_key(|(gap, len, stance)| (*gap, std::cmp::Reverse(*len), *stance));
    best.map(|(.., stance)| stance).or_else(|| taken_up(&after, &own)).or_else(|| holds_on(found, &before, names, place))
}

/// "The army will keep every position": the match itself says that something stays, and the speaker's own side does it; or his formal statement says so.
fn holds_on(found: &Found, before: &[&str], names: &[Vec<String>], place: Place) -> Option<Stance> {
    let subject =
        before.iter().rposition(|word| !matches!(*word, "will" | "would" | "shall" | "must" | "also" | "still")).map_or(0, |at| at + 1);
    let own = found.words.first().is_some_and(|word| is(word, "stays")) && led_by_own(&before[..subject], names);
    let formal = place.formal && before.is_empty() && found.words.iter().any(|word| is(word, "stays"));
    (place.asserts && before.len() <= 4 && (own || formal)).then_some(Stance::Demands)
}

fn stance_is_yes(stance: Stance) -> bool {
    matches!(stance, Stance::Accepts | Stance::AcceptsInPrinciple | Stance::AcceptsWithReservations | Stance::DoesNotObject)
}

/// Do few words, none of them of doubt or of another's telling, stand before a yes: not "we never said we could live with 9"?
fn straight(before: &[&str]) -> bool {
    let turned = |word: &&str| ["negates", "tells", "supposes", "turns"].iter().any(|kind| is(word, kind)) || is(word, "wavers");
    before.len() <= 5 && !before.iter().any(turned)
}

/// "We could", "her government could": the speaker's own side right before a phrase.
fn led_by_own(before: &[&str], names: &[Vec<String>]) -> bool {
    // "Our neighbours could" are not we.
    let me = match before {
        [.., "i" | "we"] => true,
        [.., "my" | "our" | "his" | "her" | "their" | "its", side] => is(side, "self"),
        _ => false,
    };
    me || names
        .iter()
        .any(|name| before.len() >= name.len() && before[before.len() - name.len()..].iter().zip(name).all(|(word, want)| word == want))
}

/// "The minister wants a good deal. "Every sailor home. Ninety days."": what follows a cue that is itself a phrase of the table ("wants", "has no use
/// for", "does not rule out"), where nothing before the option in its sentence turns to something else. Never a yes. `cue`: in lower case.
pub(super) fn by_cue(cue: &str, statement: &Statement, found: &Found) -> Option<Stance> {
    let folded = folded_words(cue);
    let words = open(folded.iter().map(String::as_str));
    let ends =
        |row: &&Row| !row.behind && row.whose == Whose::Any && words.ends_with(&row.words.iter().map(String::as_str).collect::<Vec<_>>());
    let row = table().iter().filter(ends).max_by_key(|row| row.words.len()).filter(|_| in_line(found))?;
    let before = &words[..words.len() - row.words.len()];
    let negated = before.iter().any(|word| is(word, "negates"));
    match row.stance {
        Stance::Demands => Some(Stance::Demands).filter(|_| !statement.negated && before.is_empty()),
        Stance::Rejects if negated && before.len() <= 3 && statement.within.is_none() => Some(Stance::HasNotRuledOut),
        Stance::HasNotRuledOut if !negated && statement.within.is_none() => Some(Stance::HasNotRuledOut),
        _ => None,
    }
}

/// "The mission, they know, will not come: we have no use for it": a phrase behind the option, with a pronoun for the option. Never a yes.
fn taken_up(after: &[&str], own: &dyn Fn(&[&str]) -> bool) -> Option<Stance> {
    let pronoun = |at: usize| after.get(at).is_some_and(|word| matches!(*word, "it" | "that" | "them" | "this"));
    let ends = |at: usize| after.get(at).is_none_or(|word| matches!(*word, "and" | "but" | "at" | "now"));
    let rows = table().iter().filter(|row| !row.behind && matches!(row.stance, Stance::Demands | Stance::Rejects));
    let hits = rows.filter_map(|row| {
        let at = (1..after.len().min(REACH_BEFORE)).find(|&at| starts_with(&after[at..], &row.words))?;
        let behind = at + row.words.len();
        let turned = after[..at].iter().any(|word| ["supposes", "tells", "turns"].iter().any(|kind| is(word, kind)));
        let negated = after[at.saturating_sub(2)..at].iter().any(|word| is(word, "negates"));
        let side = own(&after[at.saturating_sub(3)..at]) || after[at.saturating_sub(2)..at].iter().any(|word| matches!(*word, "i" | "we"));
        (pronoun(behind) && ends(behind + 1) && side && !turned && !negated).then_some((at, row.words.len(), row.stance))
    });
    hits.min_by_key(|(at, len, _)| (*at, std::cmp::Reverse(*len))).map(|(.., stance)| stance)
}

/// "Joint patrols, which Halvane favours": what a clause right behind an option says of another actor, never a yes. `named`: how the case
/// calls the actor, folded.
pub(super) fn told_of(found: &Found, named: &[Vec<String>]) -> Option<Stance> {
    let after: Vec<&str> = found.after.iter().map(String::as_str).filter(|word| !ARTICLES.contains(word)).collect();
    let rest = after.strip_prefix(&["which"]).or_else(|| after.strip_prefix(&["that"]))?;
    let name = named.iter().filter(|name| starts_with(rest, name)).map(Vec::len).max()?;
    let rows = table().iter().filter(|row| !row.behind && row.whose == Whose::Any && starts_with(&rest[name..], &row.words));
    let row = rows.max_by_key(|row| row.words.len())?;
    // "Which Halvane wants to see dead": the phrase must end the clause.
    let ends = rest.get(name + row.words.len()).is_none_or(|next| ["and", "but", "or"].contains(next));
    (ends && matches!(row.stance, Stance::Prefers | Stance::Demands | Stance::Rejects)).then_some(row.stance)
}

/// Does nothing before the option in its sentence turn to something else: "because", "but", "instead of"?
pub(super) fn in_line(found: &Found) -> bool {
    found.before.iter().all(|word| !is(word, "turns") && !is(word, "negates"))
}

/// Does the option's own sentence hold words that can do this act? A content of one sentence needs none.
pub(super) fn evidenced(act: Act, found: &Found) -> bool {
    if !found.among_others {
        return true;
    }
    let words = || found.before.iter().chain(&found.words).chain(&found.after).map(String::as_str);
    let any = |kind: &str| words().any(|word| is(word, kind));
    let verb = words().any(|word| class_of(word, "").is_some());
    match act {
        Act::Accept | Act::Offer | Act::Propose | Act::Condition | Act::Promise => verb || any("offers"),
        Act::Reject if found.loose => found.before.iter().any(|word| is(word, "negates") || is(word, "refuses")),
        Act::Reject => any("negates") && (verb || any("promises") || any("scarce")) || any("refuses"),
        Act::Demand | Act::Appeal => verb || any("asks"),
        _ => true,
    }
}

/// "If we took 9", "who wanted 9", "the company says we want 9": supposed, or another's.
fn supposed(before: &[&str]) -> bool {
    let near = &before[before.len().saturating_sub(REACH_BEFORE)..];
    let opens = near.iter().any(|word| is(word, "supposes"));
    // "Would not hear of 9" reports nothing.
    let told = (0..near.len()).rev().find(|&at| is(near[at], "tells") && near.get(at + 1) != Some(&"of"));
    opens || told.is_some_and(|at| !near[..at].iter().rev().take(3).any(|word| ["i", "we"].contains(word)))
}

fn starts_with(words: &[&str], phrase: &[String]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, want)| *word == want)
}

const REACH_BEFORE: usize = 12;
const REACH_BEHIND: usize = 3;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_used() {
        for (n, row) in rows(TABLE) {
            assert!(parse(&row).is_some_and(|it| !it.words.is_empty()), "stance-phrases.tsv line {n}: {row:?}");
        }
    }
}
