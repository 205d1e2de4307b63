//! What became of a forecast as of the moment of the view: its outcome's result against its horizon. The view shows a result only
//! once it could be known, so nothing here looks ahead.

use std::collections::BTreeMap;

use armistice_types::case::Outcome;
use armistice_types::forecasts::{BaseRate, Fate, Forecast, ForecastHorizon, HorizonClass};
use armistice_types::time::Day;

/// A fate with one sentence that says why.
pub(super) struct Found {
    pub(super) fate: Fate,
    pub(super) because: String,
    pub(super) resolved: Option<Day>,
    /// Did the outcome come within the horizon? Null without a result that decides it.
    pub(super) came: Option<bool>,
}

/// Without a result on file a forecast stays open, also when its last day is over. What comes after the last day did not come in time,
/// also when it came later. A result of "it did not come" reaches as far as the outcome's own last day.
///
/// A chance of one half says neither that it will come nor that it will not: it has no fate but a score.
pub(super) fn fate(outcome: Option<&Outcome>, says_will: Option<bool>, horizon: &ForecastHorizon, conditional: bool, today: Day) -> Found {
    let open = |because: String| {
        let over = horizon.to.is_some_and(|to| to < today);
        Found { fate: if over { Fate::Passed } else { Fate::Open }, because, resolved: None, came: None }
    };
    let Some(outcome) = outcome else { return open("no outcome of the case file is about it".to_owned()) };
    let (Some(result), Some(resolved)) = (outcome.result, outcome.resolved) else {
        return open("no result is on file".to_owned());
    };
    if horizon.class == HorizonClass::Vague {
        return open("its horizon names no day".to_owned());
    }
    let late = result && horizon.to.is_some_and(|to| to < resolved);
    if let (false, Some(by), Some(to)) = (result, outcome.by, horizon.to)
        && to > by
    {
        return open(format!("the result on file reaches to {by} only"));
    }
    let came = result && !late;
    let Some(says_will) = says_will else {
        let because = "it says neither that it will come nor that it will not".to_owned();
        return Found { came: Some(came), resolved: Some(resolved), ..open(because) };
    };
    if conditional && came != says_will {
        return open("it depends on a condition, so that nothing shows it false".to_owned());
    }
    let because = match (result, late, horizon.to) {
        (true, false, _) => format!("it had come by {resolved}"),
        (true, true, Some(to)) => format!("it had not come by {to}; it came later, by {resolved}"),
        (_, _, Some(to)) => format!("it had not come by {to}"),
        (_, _, None) => format!("as of {resolved} it had not come"),
    };
    Found { fate: if came == says_will { Fate::CameTrue } else { Fate::CameFalse }, because, resolved: Some(resolved), came: Some(came) }
}

/// For each, of the other forecasts with a result, the same kind of horizon and the same direction, how many came true. Counted from speakers' own
/// words only; `None` where there is no other, and where the words give no horizon.
pub(super) fn base_rates(all: &mut [Forecast]) {
    let kind = |it: &Forecast| (it.horizon.class, it.says_will);
    let counts = |it: &Forecast| it.told_by.is_none() && matches!(it.fate, Fate::CameTrue | Fate::CameFalse);
    let mut tally: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for it in all.iter().filter(|it| counts(it)) {
        let (came_true, of) = tally.entry(kind(it)).or_default();
        *came_true += usize::from(it.fate == Fate::CameTrue);
        *of += 1;
    }
    for it in all {
        let given = it.says_will.is_some() && !matches!(it.horizon.class, HorizonClass::Vague | HorizonClass::Unstated);
        let Some((came_true, of)) = tally.get(&kind(it)).filter(|_| given) else { continue };
        let own = usize::from(counts(it));
        let own_true = own * usize::from(it.fate == Fate::CameTrue);
        it.base_rate = (*of > own).then(|| BaseRate { came_true: came_true - own_true, of: of - own });
    }
}

#[cfg(test)]
mod tests {
    use armistice_types::case::RowMeta;
    use armistice_types::marking::Marking;

    use super::*;

    fn day(day: i8) -> Day {
        Day::new(2031, 10, day).unwrap()
    }

    fn outcome(by: Option<i8>, result: Option<(bool, i8)>) -> Outcome {
        Outcome {
            id: "o".into(),
            track: "t".into(),
            proposition: "Ferries sail".to_owned(),
            cues: Vec::new(),
            by: by.map(day),
            result: result.map(|it| it.0),
            resolved: result.map(|it| day(it.1)),
            resolved_known: None,
            entry: None,
            meta: RowMeta { line: 1, marking: Marking::clear(), known: None },
        }
    }

    /// Said of the 1st, seen on the 20th.
    #[track_caller]
    fn check(will: bool, to: Option<i8>, by: Option<i8>, result: Option<(bool, i8)>, expect: Fate) {
        let class = if to.is_some() { HorizonClass::Days } else { HorizonClass::Unstated };
        let horizon = ForecastHorizon { class, words: None, from: None, to: to.map(day), clock: None, by_outcome: false };
        assert_eq!(fate(Some(&outcome(by, result)), Some(will), &horizon, false, day(20)).fate, expect);
    }

    #[test]
    fn what_comes_after_the_horizon_did_not_come_in_time() {
        check(true, Some(5), None, Some((true, 4)), Fate::CameTrue);
        check(true, Some(5), None, Some((true, 9)), Fate::CameFalse);
        check(false, Some(5), None, Some((true, 9)), Fate::CameTrue);
        check(false, None, None, Some((true, 9)), Fate::CameFalse);
        check(true, Some(5), Some(5), Some((false, 6)), Fate::CameFalse);
    }

    #[test]
    fn without_a_result_for_its_days_it_stays_open() {
        check(true, Some(5), None, None, Fate::Passed);
        check(true, Some(25), None, None, Fate::Open);
        check(true, Some(25), Some(10), Some((false, 11)), Fate::Open);
    }

    #[test]
    fn a_vague_horizon_a_condition_and_an_even_chance_decide_nothing() {
        let horizon = |class| ForecastHorizon { class, words: None, from: None, to: None, clock: None, by_outcome: false };
        let row = outcome(None, Some((true, 9)));
        assert_eq!(fate(Some(&row), Some(true), &horizon(HorizonClass::Vague), false, day(20)).fate, Fate::Open);
        assert_eq!(fate(Some(&row), Some(false), &horizon(HorizonClass::Unstated), true, day(20)).fate, Fate::Open);
        let even = fate(Some(&row), None, &horizon(HorizonClass::Unstated), false, day(20));
        assert_eq!((even.fate, even.came), (Fate::Open, Some(true)));
    }
}
