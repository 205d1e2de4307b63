//! To which days a forecast looks: the days its own words give, else the clock they name, else the day of the outcome it is about.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use armistice_types::case::{Case, Clock, Outcome};
use armistice_types::forecasts::{ForecastHorizon, HorizonClass};
use armistice_types::statement::Statement;
use armistice_types::time::Day;

use super::words::{holds, rows, words};

/// Words of a horizon that name neither a day nor a length, longest first; they are kept, and nothing is made of them.
const VAGUE: [&str; 14] = [
    "any time soon",
    "anytime soon",
    "in the foreseeable future",
    "in the near future",
    "at the last minute",
    "in good time",
    "before long",
    "that day",
    "that night",
    "imminently",
    "overnight",
    "shortly",
    "soon",
    "imminent",
];

const CONCEPTS: &str = include_str!("../../../../data/outcome-words.tsv");
/// The line of the table and the concept, by word.
static CONCEPT: LazyLock<BTreeMap<&str, (usize, &str)>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for (n, row) in rows(CONCEPTS).enumerate() {
        out.entry(row[0]).or_insert((n, row[1]));
    }
    out
});

/// `said`: the day on which it was said, else published.
pub(super) fn horizon(
    case: Option<&Case>,
    statement: &Statement,
    content: &[String],
    outcome: Option<&Outcome>,
    said: Option<Day>,
) -> ForecastHorizon {
    let by = outcome.and_then(|it| it.by);
    let vague = |words: &str| ForecastHorizon {
        class: HorizonClass::Vague,
        words: Some(words.to_owned()),
        from: said,
        to: None,
        clock: None,
        by_outcome: false,
    };
    let Some(given) = &statement.horizon else {
        if let Some(words) = VAGUE.iter().find(|words| holds(content, words)) {
            return vague(words);
        }
        return ForecastHorizon { class: HorizonClass::Unstated, words: None, from: said, to: by, clock: None, by_outcome: by.is_some() };
    };
    let spoken = Some(given.text.clone());
    if let Some(to) = given.to {
        let class = said.map_or(HorizonClass::Vague, |said| class((to.0 - said.0).get_days()));
        return ForecastHorizon { class, words: spoken, from: given.from, to: Some(to), clock: None, by_outcome: false };
    }
    let list = words(&given.text);
    let before = list.first().is_some_and(|word| word == "before");
    let clock = case.and_then(|case| clock(case, &list));
    match clock {
        Some(clock) => {
            let to = if before { clock.date.plus(-1) } else { clock.date };
            let class = if before { HorizonClass::BeforeEvent } else { class(said.map_or(0, |said| (to.0 - said.0).get_days())) };
            ForecastHorizon { class, words: spoken, from: said, to: Some(to), clock: Some(clock.id.clone()), by_outcome: false }
        }
        None if before => {
            let class = HorizonClass::BeforeEvent;
            ForecastHorizon { class, words: spoken, from: said, to: by, clock: None, by_outcome: by.is_some() }
        }
        None => vague(&given.text),
    }
}

fn class(days: i32) -> HorizonClass {
    match days {
        ..=1 => HorizonClass::Hours,
        2..=7 => HorizonClass::Days,
        8..=31 => HorizonClass::Weeks,
        32..=366 => HorizonClass::Months,
        _ => HorizonClass::Years,
    }
}

/// The one clock of the case that the words name: "before the vote" and "Presidential election".
fn clock<'c>(case: &'c Case, list: &[String]) -> Option<&'c Clock> {
    let names = |row: &&Clock| words(&row.name).iter().any(|word| list.iter().any(|other| same(word, other)));
    let mut found = case.clocks.iter().filter(names);
    found.next().filter(|_| found.next().is_none())
}

/// Telling words that are the same or share a concept.
fn same(a: &str, b: &str) -> bool {
    let concept = |word: &str| {
        let bare = word.strip_suffix('s').unwrap_or(word).to_owned();
        let first = [word, &bare].iter().filter_map(|it| CONCEPT.get(*it)).min();
        first.map(|(_, concept)| (*concept).to_owned()).unwrap_or(bare)
    };
    let (a, b) = (concept(a), concept(b));
    a == b && !matches!(a.as_str(), "small" | "come" | "not") && a.chars().all(char::is_alphabetic)
}
