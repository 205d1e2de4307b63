//! An entry of a person in words: what it says, by itself, and what it is about, as the view has it. What it says gives nothing of what the
//! view does not show.

use armistice_types::assessment::Assessment;
use armistice_types::case::TrackKey;
use armistice_types::entries::{Content, Entered, Grade, Graded, RuleEntry, Touches};
use armistice_types::marking::Marking;
use armistice_types::view::View;

use super::actor_name;
use crate::cite::Cites;
use crate::clean;

/// A person's own words: curved quotation marks become straight ones, as on a page they stand only round words of reports.
pub(crate) fn own(words: &str) -> String {
    clean(words).replace(['“', '”', '„', '«', '»'], "\"")
}

/// "; words", where there are any.
fn because(words: &Option<String>) -> String {
    words.as_deref().map_or_else(String::new, |words| format!("; {}", own(words)))
}

/// What an entry says, in one line, without what it is about.
pub(crate) fn says(it: &Entered) -> String {
    match &it.content {
        Content::Rule(RuleEntry::Confirm { rule, note }) => format!("confirms: {}{}", clean(&rule.terms.to_string()), because(note)),
        Content::Rule(RuleEntry::Drop { rule, why }) => format!("drops: {}; why: {}", clean(&rule.terms.to_string()), own(why)),
        Content::Rule(RuleEntry::Add { terms, note }) => format!("adds: {}{}", clean(&terms.to_string()), because(note)),
        Content::Draft(draft) => format!("on the draft {}{}", clean(&draft.paper.name), because(&draft.note)),
        Content::Retract(of) => format!("retracts entry {}{}", clean(&of.entry), because(&of.why)),
        Content::Statement(it) => super::decided::statement(it),
        Content::Same(it) => super::decided::same(it),
        Content::Note(note) => own(&note.text),
        Content::Grade(grade) => graded(grade),
        Content::Preference(row) => {
            let scores: Vec<String> = row.scores.iter().map(|(option, score)| format!("{option} {}", number(score))).collect();
            format!("weight {}; {} ({}){}", number(&row.weight), clean(&scores.join(", ")), row.basis, because(&row.note))
        }
        Content::Reservation(row) => format!("{} without a deal ({}){}", number(&row.value), row.basis, because(&row.note)),
        Content::Judgement(row) => {
            format!("{} ({} confidence; why: {}){}", own(&row.text), row.confidence, own(&row.why), because(&row.note))
        }
        Content::Kept(row) => format!("{}: {}{}", row.slot, own(&row.text), because(&row.note)),
        Content::Resolve(row) => match row.result {
            Some(true) => format!("came true, {}{}", row.on, because(&row.note)),
            Some(false) => format!("came false, {}{}", row.on, because(&row.note)),
            None => format!("open again, {}{}", row.on, because(&row.note)),
        },
    }
}

/// A number as written, without the quotation marks of a distribution.
pub(crate) fn number(written: &str) -> String {
    clean(&written.replace('"', ""))
}

/// A grade by its letter or number alone.
pub(crate) fn letter(it: &Graded) -> String {
    match it {
        Graded::Reliability { grade, .. } => format!("reliability {grade}"),
        Graded::Credibility { grade, .. } => format!("credibility {grade}"),
    }
}

/// A grade in words.
pub(crate) fn graded(it: &Grade) -> String {
    match &it.graded {
        Graded::Reliability { grade, .. } => format!("{} ({}){}", letter(&it.graded), grade.means(), because(&it.why)),
        Graded::Credibility { grade, .. } => format!("{} ({}){}", letter(&it.graded), grade.means(), because(&it.why)),
    }
}

/// What an entry is about, in words, and the marking that these bring.
pub(crate) fn about(view: &View, assessment: &Assessment, cites: &Cites<'_>, it: &Touches) -> (String, Marking) {
    let case = view.case.as_ref();
    let actor = |key| case.map_or_else(String::new, |case| actor_name(case, key));
    let issue = |key| case.and_then(|case| case.issue(key)).map_or_else(String::new, |row| clean(&row.question));
    let track = |key: &TrackKey| {
        let row = case.and_then(|case| case.tracks.iter().find(|row| row.id == *key));
        row.map_or_else(String::new, |row| clean(&row.name))
    };
    let clear = Marking::clear;
    match it {
        Touches::Rule { id } => (format!("rule {id}"), clear()),
        Touches::Proposal { id } => {
            let row = assessment.proposals.iter().find(|row| row.id == *id);
            (id.clone(), row.map_or_else(clear, |row| row.marking.clone()))
        }
        Touches::Entry { id } => (format!("entry {id}"), clear()),
        Touches::Report { report } => {
            let filed = view.report(*report);
            (format!("R{report}"), filed.map_or_else(clear, |filed| filed.marking.clone()))
        }
        // One that was struck out is not in the view any more.
        Touches::Statement(at) if view.statement(*at).is_none() => (format!("R{}", at.report), of_reports(view, &[at.report])),
        Touches::Statement(at) => {
            let (_, marking) = cites.all(&[*at]);
            (format!("{}: {}", cites.short(*at), crate::cite::shortened(&cites.content(*at), 90)), marking)
        }
        Touches::Cell { actor: who, issue: what } => (format!("{} on [{}]", actor(who), issue(what)), clear()),
        Touches::Issue { issue: what } => (format!("the issue [{}]", issue(what)), clear()),
        Touches::Track { track: which } => (format!("the track {}", track(which)), clear()),
        Touches::Actor { actor: who } => (actor(who), clear()),
        Touches::Source { name } => (clean(name), clear()),
        Touches::Speaker { report, name } => (format!("{} in R{report}", clean(name)), of_reports(view, &[*report])),
        Touches::Reports { one, other } => (format!("R{one} and R{other}"), of_reports(view, &[*one, *other])),
        Touches::Reservation { actor: who, track: which } => (format!("{} on the track {}", actor(who), track(which)), clear()),
        Touches::Outcome { outcome } => {
            let row = case.and_then(|case| case.outcomes.iter().find(|row| row.id == *outcome));
            (row.map_or_else(String::new, |row| format!("[{}]", clean(&row.proposition))), clear())
        }
        Touches::Whole => ("the whole".to_owned(), clear()),
        Touches::Paper => ("a paper of which no report tells".to_owned(), clear()),
        Touches::Nothing { .. } => (String::new(), clear()),
    }
}

fn of_reports(view: &View, numbers: &[usize]) -> Marking {
    numbers.iter().filter_map(|n| view.report(*n)).fold(Marking::clear(), |all, it| all.join(&it.marking))
}
