//! What stands within a hope, a doubt, a denial or a question, or within what somebody tells of others, has not been said: an acceptance
//! there is none, and commits nobody.

use armistice_types::statement::Act;
use armistice_types::time::Day;

use super::{FIRST_PERSON, Parts, Told, within_any, within_known};
use crate::acceptance::says;
use crate::attribution::{Attribution, Found, Frame};

/// "doubts that they will agree", "denied that it had accepted": what is hoped, doubted, denied or asked has not been said.
pub(super) fn nobody_accepts_in_a_hope(parts: &Parts<'_>, told: &mut [Told]) {
    for n in 0..told.len() {
        let outer = within_known(told, n);
        let open = outer
            .is_some_and(|outer| is_open(&told[outer]) || embedded_in(&told[n].at, &told[outer].at) || of_another(parts, told, n, outer));
        let accepts = told[n].doing.act == Act::Accept;
        // "It is not clear that the port accepted": somebody's clause, but not one that is read as anybody's statement. A heading
        // in quotation marks, a year long past.
        let quoted = told[n].at.cue.as_ref().is_some_and(|cue| parts.text.quotes.quoted(cue.start));
        let unowned = accepts && outer.is_none() && (told[n].at.embedded || quoted) || accepts && of_an_earlier_year(parts, &told[n].at);
        // What only the model found makes no yes of what the rules would have left.
        let doubtful = accepts && within_any(told, n, |it| it.at.found == Found::Fitted).is_some();
        let offered = matches!(told[n].doing.act, Act::Offer | Act::Demand | Act::Propose) && of_an_earlier_year(parts, &told[n].at);
        let denied = outer.is_some_and(|outer| told[outer].doing.act == Act::Deny || of_another(parts, told, n, outer));
        let commits = matches!(told[n].doing.act, Act::Reject | Act::Demand | Act::Propose | Act::Condition);
        if unowned
            || doubtful
            || offered
            || open && matches!(told[n].doing.act, Act::Accept | Act::Offer | Act::Promise)
            || denied && commits
        {
            told[n].doing.act = Act::Assert;
        }
    }
}

/// Is what stands in the content not said to be so: hoped, denied, asked, or "I won't say that …"?
fn is_open(outer: &Told) -> bool {
    let act = matches!(
        outer.doing.act,
        Act::Hope | Act::Doubt | Act::Predict | Act::Deny | Act::Ask | Act::Appeal | Act::Demand | Act::Condition
    );
    act || outer.at.negated || matches!(outer.at.frame, Frame::Question | Frame::Directive)
}

/// "You will hear that we accept it": does a word inside the outer content govern the clause?
fn embedded_in(at: &Attribution, outer: &Attribution) -> bool {
    let governor = at.source.as_ref().and_then(|it| it.start.checked_sub(1));
    at.embedded && governor.is_some_and(|governor| outer.content.iter().any(|range| range.contains(&governor)))
}

/// "They think we accept it": the speaker's "we", in what he says that others think.
fn of_another(parts: &Parts<'_>, told: &[Told], n: usize, outer: usize) -> bool {
    let actor = |m: usize| told[m].source.map(|it| it.actor);
    actor(outer) != actor(n) && told[n].at.core.as_ref().is_some_and(|core| parts.text.tokens.is_any(core.start, &FIRST_PERSON))
}

/// "We accepted nine in 2019": is a year before that of the report named, or "last year"?
fn of_an_earlier_year(parts: &Parts<'_>, at: &Attribution) -> bool {
    let year = |t: usize| {
        parts.text.tokens.word(t).parse::<i16>().ok().filter(|it| (1900..2200).contains(it) && parts.text.tokens.word(t).len() == 4)
    };
    let published = parts.published.map(Day::year);
    let words: Vec<&str> = at.content.iter().map(|range| parts.text.tokens.words(range)).collect();
    says(&words.join(" ").to_lowercase(), "long past")
        || at.content.iter().cloned().flatten().filter_map(year).any(|it| published.is_some_and(|published| it < published))
}
