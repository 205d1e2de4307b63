//! What became of a forecast as of the moment of the view: its outcome's result against its horizon. The view shows a result only
//! once it could be known, so nothing here looks ahead.

use armistice_types::case::Outcome;
use armistice_types::forecasts::{BaseRate, Fate, Forecast, ForecastHorizon};
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

/// Of the other forecasts with a result, the same kind of horizon and the same direction, how many came true. Counted from speakers' own
/// words only; `None` where there is no other.
pub(super) fn base_rate(all: &[Forecast], n: usize) -> Option<BaseRate> {
    let it = &all[n];
    it.says_will?;
    let others = all.iter().enumerate().filter(|(m, other)| {
        *m != n
            && other.told_by.is_none()
            && (other.horizon.class, other.says_will) == (it.horizon.class, it.says_will)
            && matches!(other.fate, Fate::CameTrue | Fate::CameFalse)
    });
    let fates: Vec<Fate> = others.map(|(_, other)| other.fate).collect();
    let came_true = fates.iter().filter(|fate| **fate == Fate::CameTrue).count();
    (!fates.is_empty()).then_some(BaseRate { came_true, of: fates.len() })
}
