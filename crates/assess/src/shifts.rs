//! Shifts: dated moves of one actor on one issue, from what it held to what it holds, in own words of one who can speak for it. Below
//! that it is reported movement, which moves no position.
//!
//! Sayings are walked in the order of their days; those of one report and day are one occasion and never a shift among themselves. Two
//! occasions whose order nothing decides (same day, same Known) give none either, nor does a copy that tells an earlier report again.
//!
//! The rules, in the order in which they are tried:
//! 1. a yes or an offer followed by a refusal of the same option: *withdrawn*;
//! 2. another option wanted (demanded, offered, preferred, accepted) than before: *moved position*;
//! 3. the same option with another stance: *softened* where it stands higher on the list below, *hardened* where lower; what an actor
//!    itself wants it softens the other way round (demands, prefers); a yes to what was demanded is neither;
//! 4. the same yes without its condition: *softened*; with a new one: *hardened*;
//! 5. a soft word (has not ruled out, does not object, studying) on an option beside the one it wants: *softened*.
//!
//! The list: refuses to discuss, rejects, studying, has not ruled out, does not object, accepts with reservations, accepts in principle,
//! accepts. A refusal of an option beside the one it wants is a further position, not a shift.

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::changes::{Held, Shift, ShiftKind};
use armistice_types::coded::Stance;
use armistice_types::marking::Marking;
use armistice_types::time::{Day, Known};
use armistice_types::view::{StatementRef, View};

use crate::chains::Together;
use crate::copies::retold;
use crate::sayings::Saying;

/// By day, then issue, then actor.
pub(crate) fn shifts(view: &View, sayings: &[Saying<'_>], together: &Together<'_>) -> Vec<Shift> {
    let Some(case) = &view.case else { return Vec::new() };
    let own: Vec<&Saying<'_>> = sayings.iter().filter(|it| it.about.own_words && !it.copied && !retold(view, together, it.at)).collect();
    let mut out = Vec::new();
    for issue in &case.issues {
        for actor in &case.actors {
            let here: Vec<&Saying<'_>> =
                own.iter().copied().filter(|it| (&it.about.issue, &it.about.holder) == (&issue.id, &actor.id)).collect();
            out.extend(Walk { case, issue: &issue.id, actor: &actor.id, held: Vec::new(), out: Vec::new() }.over(&here));
        }
    }
    let issue = |key: &IssueKey| case.issues.iter().position(|row| row.id == *key);
    out.sort_by_key(|it: &Shift| (it.after.day.and_then(|day| day.to), issue(&it.issue), it.actor.clone(), it.after.evidence.clone()));
    out
}

/// One stance that is held, with the time it can be known by.
#[derive(Clone)]
struct Standing<'s> {
    saying: &'s Saying<'s>,
    again: Vec<StatementRef>,
}

struct Walk<'s> {
    case: &'s Case,
    issue: &'s IssueKey,
    actor: &'s ActorKey,
    held: Vec<Standing<'s>>,
    out: Vec<Shift>,
}

type Occasion = (Option<Day>, Known, usize);

fn occasion(it: &Saying<'_>) -> Occasion {
    (it.last_day(), it.known, it.at.report)
}

impl<'s> Walk<'s> {
    fn over(mut self, sayings: &[&'s Saying<'s>]) -> Vec<Shift> {
        for group in sayings.chunk_by(|a, b| occasion(a) == occasion(b)) {
            let (binding, other): (Vec<&'s Saying<'s>>, Vec<&'s Saying<'s>>) = group.iter().copied().partition(|it| it.binds());
            for it in other {
                self.reported(it);
            }
            self.occasion(&binding);
        }
        self.out
    }

    fn occasion(&mut self, group: &[&'s Saying<'s>]) {
        let before = self.held.clone();
        let mut found: Vec<Shift> = Vec::new();
        for it in group {
            if let Some((kind, old)) = rule(&before, group, it) {
                let repeats = found.iter().any(|shift| shift.after.option == it.about.option);
                if !repeats {
                    found.push(self.shift(kind, &old, it));
                }
            }
        }
        self.out.extend(found);
        for it in group {
            self.hold(it, group);
        }
    }

    /// What is wanted takes the place of what was wanted; another stance on an option that of the one before on it.
    fn hold(&mut self, it: &'s Saying<'s>, group: &[&'s Saying<'s>]) {
        let same = |old: &Standing<'_>| {
            old.saying.about.option == it.about.option
                && (old.saying.about.stance, old.saying.conditional) == (it.about.stance, it.conditional)
        };
        let again: Vec<StatementRef> =
            self.held.iter().filter(|old| same(old)).flat_map(|old| std::iter::once(old.saying.at).chain(old.again.clone())).collect();
        self.held.retain(|old| {
            let of_now = group.iter().any(|now| now.at == old.saying.at);
            let same_option = old.saying.about.option == it.about.option;
            let both_want = it.about.stance.wants() && old.saying.about.stance.wants();
            !same_option && (of_now || !both_want)
        });
        self.held.push(Standing { saying: it, again });
    }

    fn reported(&mut self, it: &'s Saying<'s>) {
        let before = self.held.clone();
        if let Some((_, old)) = rule(&before, &[it], it) {
            let shift = self.shift(ShiftKind::ReportedMovement, &old, it);
            let told = |other: &Shift| {
                other.kind == ShiftKind::ReportedMovement
                    && (&other.after.option, other.after.stance) == (&shift.after.option, shift.after.stance)
            };
            if !self.out.iter().any(told) {
                self.out.push(shift);
            }
        }
    }

    fn shift(&self, kind: ShiftKind, old: &Standing<'_>, new: &Saying<'_>) -> Shift {
        let before = Held { evidence: std::iter::once(old.saying.at).chain(old.again.iter().copied()).collect(), ..held(old.saying) };
        let after = held(new);
        let marking: Marking = old.saying.marking.join(new.marking);
        let sentence = self.sentence(kind, &before, &after);
        Shift { kind, actor: self.actor.clone(), issue: self.issue.clone(), before, after, sentence, marking }
    }

    /// "Ordany moved from offering 30 days (3 October) to accepting 60 days" with the stances as they are on file.
    fn sentence(&self, kind: ShiftKind, before: &Held, after: &Held) -> String {
        let row = self.case.issue(self.issue);
        let name = self.case.actor(self.actor).map_or_else(|| self.actor.to_string(), |row| row.name.clone());
        let label = |option: &Option<OptionKey>| {
            let found = row.and_then(|row| row.options.iter().find(|it| Some(&it.id) == option.as_ref()));
            found.map_or_else(|| "it".to_owned(), |it| it.label.clone())
        };
        let held = |it: &Held| format!("{}: {}{}", it.stance, label(&it.option), if it.conditional { ", only on a condition" } else { "" });
        let day = |it: &Held| it.day.map_or_else(String::new, |day| format!(" ({day})"));
        let question = row.map_or("", |row| row.question.as_str());
        let verb = match kind {
            ShiftKind::Moved => "moved",
            ShiftKind::Hardened => "hardened",
            ShiftKind::Softened => "softened",
            ShiftKind::Withdrawn => "took back a yes or an offer",
            ShiftKind::ReportedMovement => "is reported to move, not by one who can speak for it",
        };
        format!("{name} {verb} [{question}]: before, {}{}; now, {}{}", held(before), day(before), held(after), day(after))
    }
}

fn held(it: &Saying<'_>) -> Held {
    Held { option: it.about.option.clone(), stance: it.about.stance, conditional: it.conditional, day: it.day, evidence: vec![it.at] }
}

/// The first rule that holds between what stood and a new saying, with what it is measured against.
fn rule<'s>(before: &[Standing<'s>], group: &[&Saying<'_>], new: &Saying<'_>) -> Option<(ShiftKind, Standing<'s>)> {
    let earlier = |old: &&Standing<'_>| {
        let (then, now) = (occasion(old.saying), occasion(new));
        (then.0, then.1) < (now.0, now.1)
    };
    let before: Vec<&Standing<'s>> = before.iter().filter(earlier).collect();
    let same = before.iter().rev().find(|old| old.saying.about.option == new.about.option && new.about.option.is_some());
    if let Some(old) = same {
        return between(old.saying, new).map(|kind| (kind, (*old).clone()));
    }
    // What it wants now beside what it wanted: only where it does not say the old again in the same breath.
    let wanted = before.iter().rev().find(|old| old.saying.about.stance.wants() && old.saying.about.option != new.about.option)?;
    let kept = group.iter().any(|it| it.about.stance.wants() && it.about.option == wanted.saying.about.option);
    // A soft word on another option is one beside what it goes on to want.
    if kept && new.about.stance.wants() || new.about.option.is_none() {
        return None;
    }
    let kind = match new.about.stance {
        stance if stance.wants() => ShiftKind::Moved,
        Stance::Studying | Stance::HasNotRuledOut | Stance::DoesNotObject => ShiftKind::Softened,
        _ => return None,
    };
    Some((kind, (*wanted).clone()))
}

/// Two stances on the same option.
fn between(old: &Saying<'_>, new: &Saying<'_>) -> Option<ShiftKind> {
    let (was, is) = (old.about.stance, new.about.stance);
    let refused = |stance| matches!(stance, Stance::Rejects | Stance::RefusesToDiscuss);
    if refused(is) && (was.is_yes() || was == Stance::Offers) {
        return Some(ShiftKind::Withdrawn);
    }
    if was == is {
        let yes = is.is_yes() || is == Stance::Offers;
        return match (old.conditional, new.conditional) {
            (true, false) if yes => Some(ShiftKind::Softened),
            (false, true) if yes => Some(ShiftKind::Hardened),
            _ => None,
        };
    }
    match (was, is) {
        (Stance::Demands, Stance::Prefers) => return Some(ShiftKind::Softened),
        (Stance::Prefers, Stance::Demands) => return Some(ShiftKind::Hardened),
        _ => {}
    }
    // A demand that is given up without another in its place is told by what is said of the option now.
    let (a, b) = (rank(was)?, rank(is)?);
    let softer = b > a;
    // A condition dropped while a reservation is made, or the other way round, points both ways: nothing is said.
    let condition = was.is_yes() && is.is_yes() && old.conditional != new.conditional;
    if condition && softer != old.conditional {
        return None;
    }
    Some(if softer { ShiftKind::Softened } else { ShiftKind::Hardened })
}

/// How near to a yes; `None` for stances that are not on the list.
fn rank(stance: Stance) -> Option<u8> {
    Some(match stance {
        Stance::RefusesToDiscuss => 0,
        Stance::Rejects => 1,
        Stance::Studying => 2,
        Stance::HasNotRuledOut => 3,
        Stance::DoesNotObject => 4,
        Stance::AcceptsWithReservations => 5,
        Stance::AcceptsInPrinciple => 6,
        Stance::Accepts => 7,
        _ => return None,
    })
}
