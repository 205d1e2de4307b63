//! What stands in the way of a deal, on a page: nearest packages, who would have to come down, what would have to go, and which single input
//! would change the answer if it were wrong.

use armistice_types::deal::{Blockers, Concession, Count, Deals, NearPackage, SwitchingValue};

use super::{FEW, Manner, best, count, options};
use crate::clean;
use crate::outline::Line;

/// Where no package is acceptable to all; nothing where some are.
pub(super) fn in_the_way(it: &Blockers, manner: &Manner<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = it.nearest.iter().map(|near| manner.line("nearest", &lacking(near, manner.issues), &near.package)).collect();
    let concessions = it.concessions.iter().take(FEW).map(|row| manner.line("would open it", &conceding(row, manner), &row.package));
    lines.extend(concessions);
    lines.extend(it.relaxations.iter().take(FEW).map(|set| Line::new("would open it", format!("if {}", dropping(&set.drop, manner)))));
    let more = it.concessions.len().saturating_sub(FEW) + it.relaxations.len().saturating_sub(FEW);
    if more > 0 {
        lines.push(Line::new("", format!("and {more} more: --format json lists them")));
    }
    lines
}

fn dropping(drop: &[String], manner: &Manner<'_>) -> String {
    drop.iter().map(|name| (manner.drop)(name)).collect::<Vec<_>>().join(", and ")
}

fn conceding(it: &Concession, manner: &Manner<'_>) -> String {
    let down = |(party, share): &(String, f64)| format!("{} came down by {share:.3} of its range", clean(party));
    let mut parts: Vec<String> = it.concede.iter().map(down).collect();
    parts.extend(it.drop.iter().map(|name| (manner.drop)(name)));
    format!("if {}: {}", parts.join(" and "), options(&it.package, manner.issues))
}

fn lacking(it: &NearPackage, issues: bool) -> String {
    let lacks: Vec<String> = it.shortfall.iter().map(|(party, share)| format!("{} lacks {share:.3} of its range", clean(party))).collect();
    format!("{} — {}", lacks.join(", "), options(&it.package, issues))
}

/// The single inputs that would change whether any package is acceptable: those of a party that are as far away on one line.
pub(super) fn if_wrong(it: &Deals, manner: &Manner<'_>) -> Vec<Line> {
    let none = is_none(&it.acceptable);
    let says = if none { "some package would be acceptable to all" } else { "no package would be acceptable to all" };
    let rows = it.switching_values.chunk_by(|a, b| a.party == b.party && a.apart == b.apart);
    let line = |rows: &[SwitchingValue]| {
        let ifs: Vec<String> = rows.iter().map(|row| input(row, manner)).collect();
        let text = match rows.first().and_then(|row| row.party.as_ref().map(|party| (party, row.apart))) {
            Some((party, apart)) => format!("{says} if, for {}, {} ({apart:.3} of its range away)", clean(party), ifs.join(", or ")),
            None => format!("{says} if {}", ifs.join(", or if ")),
        };
        Line::new("if wrong", text)
    };
    let mut lines: Vec<Line> = rows.clone().take(FEW).map(line).collect();
    let more: usize = rows.skip(FEW).map(<[SwitchingValue]>::len).sum();
    if more > 0 {
        lines.push(Line::new("", format!("and {more} more inputs: --format json lists them")));
    }
    lines
}

/// An input at its switching value.
fn input(row: &SwitchingValue, manner: &Manner<'_>) -> String {
    let of = row.of.as_deref().unwrap_or_default();
    let (Some(now), Some(at)) = (row.now, row.at) else { return (manner.drop)(of) };
    let (now, at) = told_apart(now, at);
    let far = |word: &str| if is_opening(row) { at.clone() } else { format!("{word} {at}") };
    match &row.issue {
        None => format!("the reservation value were {}, not {now}", far("above")),
        Some(issue) => {
            let option = options(&[(issue.clone(), of.to_owned())], manner.issues);
            format!("the option {option} gave {}, not {now}", far("less than"))
        }
    }
}

/// Two numbers with three digits behind the point, or as many as tell them apart.
fn told_apart(a: f64, b: f64) -> (String, String) {
    let shown = |digits: usize| (format!("{a:.digits$}"), format!("{b:.digits$}"));
    (3..15).map(shown).find(|(a, b)| a != b).unwrap_or_else(|| (a.to_string(), b.to_string()))
}

/// Would it take a lower reservation value, or more of an option, than is now taken?
fn is_opening(row: &SwitchingValue) -> bool {
    row.now.zip(row.at).is_some_and(|(now, at)| if row.issue.is_none() { at < now } else { at > now })
}

fn is_none(it: &Count) -> bool {
    matches!(it, Count::Exact { exact } if exact == "0")
}

/// What is left of the acceptable packages without those that a party rules out in its own words, and what would have to be taken back
/// where nothing is; nothing where there was no deal before.
pub(super) fn without_ruled_out(all: &Deals, left: &Deals, manner: &Manner<'_>) -> Vec<Line> {
    if is_none(&all.acceptable) {
        return Vec::new();
    }
    let text = format!("{} of these packages hold nothing that a party rules out in its own words", count(&left.acceptable));
    let mut lines = vec![Line::new("on file", text)];
    if let Some(point) = left.egalitarian.points.first() {
        let text = format!("of them, whoever gains least gains most at: {}", best(&left.parties, &left.egalitarian, manner.issues));
        lines.push(manner.line("", &text, &point.package));
    }
    if is_none(&left.acceptable) {
        lines.extend(in_the_way(&Blockers { nearest: Vec::new(), ..left.blockers.clone() }, manner));
    }
    lines
}
