//! Dates of the case that press on the talks.

use armistice_types::assessment::ClockState;
use armistice_types::view::View;

use crate::status::day_of;

/// By date.
pub(crate) fn clocks(view: &View) -> Vec<ClockState> {
    let today = day_of(view);
    let rows = view.case.iter().flat_map(|case| &case.clocks);
    let mut out: Vec<ClockState> = rows
        .map(|row| {
            let days_left = (row.date.0 - today.0).get_days();
            ClockState { clock: row.id.clone(), name: row.name.clone(), date: row.date, days_left, line: row.meta.line }
        })
        .collect();
    out.sort_by(|a, b| (a.date, &a.clock).cmp(&(b.date, &b.clock)));
    out
}
