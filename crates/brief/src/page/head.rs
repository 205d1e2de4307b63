//! The head of every page, and the reports that its `R` numbers stand for.

use armistice_types::assessment::Assessment;
use armistice_types::report::Integrity;
use armistice_types::view::{Filed, View};

use crate::clean;

/// As of, reports, marking, reviewed or not, damage.
pub(crate) fn head(view: &View, assessment: &Assessment) -> Vec<String> {
    let _ = assessment;
    let mut outlets: Vec<String> = view.reports.iter().filter_map(|filed| filed.reading.report.outlet.as_deref()).map(clean).collect();
    outlets.sort();
    outlets.dedup();
    let marking = view.reports.iter().fold(armistice_types::marking::Marking::clear(), |all, filed| all.join(&filed.marking));
    let n = view.reports.len();
    let by = if outlets.is_empty() { String::new() } else { format!(" ({})", outlets.join(", ")) };
    let reviewed = view.reports.iter().filter(|filed| filed.reviewed).count();
    let review = if reviewed == n && n > 0 { "Reviewed.".to_owned() } else { "Machine reading, unreviewed.".to_owned() };
    let moment = view.moment.0.to_string();
    let as_of = moment.get(..16).unwrap_or(&moment).replace('T', " ");
    let mut out = vec![
        format!("as of {as_of} UTC | marking {marking} | for clearance {}", view.clearance),
        format!("{n} {}{by}. {review} L5 = line 5 of the report.", if n == 1 { "report" } else { "reports" }),
        "“quoted” words stand in quotation marks in the report; the rest is its own wording. reporter = said in the report's own voice."
            .to_owned(),
    ];
    for filed in &view.reports {
        let number = if n > 1 { format!("R{}", filed.number) } else { "the report".to_owned() };
        match filed.reading.report.integrity {
            Integrity::RewordedCopy => out.push(format!(
                "! {number} is damaged, reads like a reworded copy: words in “quotes” are as printed in this copy; find the original."
            )),
            Integrity::Cut => out.push(format!("! {number} is cut: sentences are missing or stop in the middle.")),
            _ => {}
        }
    }
    out
}

/// The reports that `R` numbers stand for; none where there is one.
pub(crate) fn reports(view: &View) -> Vec<String> {
    if view.reports.len() < 2 {
        return Vec::new();
    }
    let row = |filed: &Filed| {
        let report = &filed.reading.report;
        let outlet = report.outlet.as_deref().map_or_else(|| "no outlet".to_owned(), clean);
        let day = report.published.map_or_else(|| "no date".to_owned(), |it| it.day().to_string());
        let title = report.title.as_deref().map_or_else(|| clean(&report.path), clean);
        format!("R{}  {day}  {outlet}: {title}", filed.number)
    };
    view.reports.iter().map(row).collect()
}
