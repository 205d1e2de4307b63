//! The head of every page, and the reports that its `R` numbers stand for.

use armistice_types::assessment::Assessment;
use armistice_types::marking::Marking;
use armistice_types::report::Integrity;
use armistice_types::view::{Filed, View};
use sha2::{Digest, Sha256};

use super::Page;
use crate::cite::Cites;
use crate::clean;
use crate::outline::{Head, ReportRow};

/// As of, reports, marking, reviewed or not, damage.
pub(crate) fn head(view: &View, assessment: &Assessment) -> Head {
    let mut outlets: Vec<String> = view.reports.iter().filter_map(|filed| filed.reading.report.outlet.as_deref()).map(clean).collect();
    outlets.sort();
    outlets.dedup();
    let marking = view.reports.iter().fold(case_marking(view), |all, filed| all.join(&filed.marking));
    let marking = view.entries.iter().fold(marking, |all, it| all.join(&it.marking));
    let n = view.reports.len();
    let by = if outlets.is_empty() { String::new() } else { format!(" ({})", outlets.join(", ")) };
    let reviewed = n > 0 && view.reports.iter().all(|filed| filed.reviewed);
    let review = if reviewed { "Reviewed." } else { "Machine reading, unreviewed." };
    let moment = view.moment.0.to_string();
    let as_of = moment.get(..16).unwrap_or(&moment).replace('T', " ");
    let lines = vec![
        format!("{n} {}{}{by}. {review}", if n == 1 { "report" } else { "reports" }, chains(assessment)),
        "L5 = line 5 of the report. “quoted” words stand in quotation marks in the report; the rest is its own wording. reporter = said in the report's own voice."
            .to_owned(),
    ];
    Head {
        as_of: Some(format!("{as_of} UTC")),
        marking: Some(marking),
        clearance: Some(view.clearance.clone()),
        digest: Some(digest(view)),
        reviewed,
        lines,
        warnings: view.reports.iter().filter_map(|filed| warning(filed, n)).collect(),
    }
}

/// ", 17 chains": copies count once.
fn chains(assessment: &Assessment) -> String {
    match assessment.chains.len() {
        0 => String::new(),
        1 => ", 1 chain".to_owned(),
        n => format!(", {n} chains"),
    }
}

fn warning(filed: &Filed, n: usize) -> Option<String> {
    let number = if n > 1 { format!("R{}", filed.number) } else { "the report".to_owned() };
    match filed.reading.report.integrity {
        Integrity::RewordedCopy => Some(format!(
            "{number} is damaged, reads like a reworded copy: words in “quotes” are as printed in this copy; find the original."
        )),
        Integrity::Cut => Some(format!("{number} is cut: sentences are missing or stop in the middle.")),
        _ => None,
    }
}

fn case_marking(view: &View) -> Marking {
    view.case.as_ref().map_or_else(Marking::clear, |case| case.joined_marking())
}

/// Of the reports, as their ids are digests, and of the rows of the case file that the view holds.
fn digest(view: &View) -> String {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&view.case).unwrap_or_default());
    for filed in &view.reports {
        hash.update(format!("\n{} {} {}", filed.reading.report.id, filed.marking, filed.reviewed));
    }
    for entered in &view.entries {
        hash.update(format!("\n{} {}", entered.id, entered.marking));
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// A page tells nobody in which folder its maker works.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The reports that `R` numbers stand for.
pub(crate) fn reports(view: &View, assessment: &Assessment) -> Vec<ReportRow> {
    let page = Page { view, assessment, cites: Cites::new(view) };
    let row = |filed: &Filed| {
        let report = &filed.reading.report;
        ReportRow {
            number: filed.number,
            day: report.published.map(|it| it.day().to_string()),
            outlet: report.outlet.as_deref().map(clean),
            title: report.title.as_deref().map_or_else(|| clean(file_name(&report.path)), clean),
            url: report.url.as_deref().map(clean),
            language: report.language.clone(),
            integrity: report.integrity.to_string(),
            marking: filed.marking.clone(),
            reviewed: filed.reviewed,
            grades: Vec::new(),
        }
    };
    page.with_grades(view.reports.iter().map(row).collect())
}
