//! What holds across draws of preferences, on a page.

use armistice_types::deal::{RobustPackage, Robustness};

use super::{FEW, Manner, options};
use crate::clean;
use crate::outline::Line;

/// What holds where preferences are known within bounds alone.
pub(super) fn across_draws(parties: &[String], it: &Robustness, manner: &Manner<'_>) -> Vec<Line> {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let mut none =
        format!("{} draws (seed {}); in {} of them nothing is acceptable to all", it.draws, it.seed, percent(it.nothing_acceptable));
    if it.not_found > 0.0 {
        none += &format!(", of {} too much would have to be searched to say", percent(it.not_found));
    }
    let package = |row: &RobustPackage| {
        let is = if row.is.is_empty() { String::new() } else { format!(" ({} with the middles)", row.is.join(", ")) };
        let named: Vec<String> =
            row.named.iter().filter(|it| it.1 > 0.0).map(|(name, share)| format!("{name} point in {}", percent(*share))).collect();
        let named = if named.is_empty() { String::new() } else { format!("; {}", named.join(", ")) };
        let gets: Vec<String> =
            parties.iter().zip(&row.utilities).map(|(party, utility)| format!("{} {utility:.3}", clean(party))).collect();
        let text = format!(
            "every party at or above its reservation value in {}{named}{is} — {}; {}",
            percent(row.acceptable),
            gets.join(", "),
            options(&row.package, manner.issues)
        );
        manner.line("", &text, &row.package)
    };
    let shown = it.packages.iter().enumerate().filter(|(n, row)| *n < FEW || !row.is.is_empty());
    let worth = it.worth_asking.iter().take(FEW);
    let worth = worth.map(|row| {
        Line::new(
            "worth asking",
            format!("{}: knowing it would raise the best of these shares by {}", clean(&row.input), percent(row.gain)),
        )
    });
    std::iter::once(Line::new("across draws", none)).chain(shown.map(|(_, row)| package(row))).chain(worth).collect()
}
