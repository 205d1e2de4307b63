//! A frontier as a plot for the terminal: what the first party gets to the right, what the second gets upwards.

use armistice_types::deal::{DealPoint, Deals};

use crate::clean;

/// Rows and columns of the plot, without its frame.
const ROWS: usize = 20;
const LEAST: usize = 20;
const MOST: usize = 100;
/// Room for the numbers at the left.
const LEFT: usize = 9;

/// The frontier and the named points, for a page so many columns wide; empty where there are fewer than two parties or no point. Of several
/// points on one spot a named one is shown, and `*` where it is several named ones.
#[must_use]
pub fn plot(deals: &Deals, width: usize) -> String {
    let [first, second, others @ ..] = &deals.parties[..] else { return String::new() };
    let columns = width.saturating_sub(LEFT + 4).clamp(LEAST, MOST);
    let along = |n: usize| {
        deals.frontier.iter().map(|it| it.utilities[n]).fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), u| (a.min(u), b.max(u)))
    };
    let ((left, right), (low, high)) = (along(0), along(1));
    if deals.frontier.is_empty() {
        return String::new();
    }
    let place = |it: &DealPoint| {
        let part = |value: f64, from: f64, to: f64, steps: usize| {
            if to > from { ((value - from) / (to - from) * (steps - 1) as f64).round() as usize } else { 0 }
        };
        (ROWS - 1 - part(it.utilities[1], low, high, ROWS).min(ROWS - 1), part(it.utilities[0], left, right, columns).min(columns - 1))
    };
    let mut grid = vec![vec![' '; columns]; ROWS];
    for point in &deals.frontier {
        let (row, column) = place(point);
        grid[row][column] = '.';
    }
    let named = [('N', &deals.nash), ('E', &deals.egalitarian), ('K', &deals.kalai_smorodinsky), ('U', &deals.utilitarian)];
    for (letter, point) in named {
        for (row, column) in point.points.iter().map(place) {
            let spot = &mut grid[row][column];
            *spot = if matches!(*spot, ' ' | '.') || *spot == letter { letter } else { '*' };
        }
    }
    let mut out = format!("\n{} (up) by {} (right)", clean(second), clean(first));
    if !others.is_empty() {
        out.push_str(&format!("; {} not shown", others.iter().map(|it| clean(it)).collect::<Vec<_>>().join(", ")));
    }
    out.push('\n');
    for (row, cells) in grid.iter().enumerate() {
        let number = if row == 0 {
            format!("{high:.3}")
        } else if row == ROWS - 1 {
            format!("{low:.3}")
        } else {
            String::new()
        };
        out.push_str(format!("{number:>LEFT$} |{}", cells.iter().collect::<String>()).trim_end());
        out.push('\n');
    }
    out.push_str(&format!("{:>LEFT$} +{}\n", "", "-".repeat(columns)));
    out.push_str(&format!("{:>LEFT$}  {left:<.3}{right:>width$.3}\n", "", width = columns.saturating_sub(format!("{left:.3}").len())));
    out.push_str("N Nash, E egalitarian, K Kalai–Smorodinsky, U utilitarian, * several of them, . frontier\n");
    out
}
