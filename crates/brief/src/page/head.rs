//! The head of every page, and the reports that its `R` numbers stand for.

use armistice_types::assessment::Assessment;
use armistice_types::marking::{AttributionLevel, Marking};
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
    let whole = |filed: &Filed| filed.reviewed && filed.reading.events.is_empty() && filed.reading.proposals.is_empty();
    let reviewed = n > 0 && view.reports.iter().all(whole);
    let review = review(view);
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
        warnings: view.reports.iter().filter_map(|filed| warning(filed, n)).chain(levels(view)).collect(),
    }
}

/// How many statements persons have reviewed. Events and proposals are the program's reading, whoever reviewed the statements beside them.
fn review(view: &View) -> String {
    let of = |filed: &Filed| filed.reading.statements.iter().filter(|it| filed.reviewed_at(it.id)).count();
    let (done, all) = view.reports.iter().fold((0, 0), |(done, all), filed| (done + of(filed), all + filed.reading.statements.len()));
    let left = view.left_out;
    let mut out = match done {
        _ if left > 0 => format!("{done} of {} statements reviewed; {left} not reviewed and left out.", all + left),
        0 => "Machine reading, unreviewed.".to_owned(),
        _ if done == all => "Every statement reviewed.".to_owned(),
        _ => format!("{done} of {all} statements reviewed; the rest is machine reading."),
    };
    let statements = |n: usize| if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") };
    let struck: usize = view.reports.iter().map(|it| it.struck).sum();
    if struck > 0 {
        let have = if struck == 1 { "is" } else { "are" };
        out.push_str(&format!(" {} {have} struck out by persons; `armistice entries` names them.", statements(struck)));
    }
    out
}

/// ", 17 chains": copies count once.
fn chains(assessment: &Assessment) -> String {
    match assessment.chains.len() {
        0 => String::new(),
        1 => ", 1 chain".to_owned(),
        n => format!(", {n} chains"),
    }
}

fn number(filed: &Filed, n: usize) -> String {
    if n > 1 { format!("R{}", filed.number) } else { "the report".to_owned() }
}

/// What is withheld of which reports, and why: a line for each level.
fn levels(view: &View) -> Vec<String> {
    let line = |level: &AttributionLevel| {
        let of: Vec<&Filed> = view.reports.iter().filter(|it| it.attribution == *level).collect();
        let names: Vec<String> = of.iter().map(|it| number(it, view.reports.len())).collect();
        let (is, whose) = if of.len() == 1 { ("is", "its") } else { ("are", "their") };
        let says = match level {
            AttributionLevel::OnTheRecord => return None,
            AttributionLevel::Background => "on background: persons are described, names that may be theirs are withheld".to_owned(),
            AttributionLevel::NotForAttribution => {
                format!("not for attribution: {whose} sources, and words that tell who they are, are withheld")
            }
            AttributionLevel::OffTheRecord => format!("off the record: none of {whose} words are shown"),
        };
        (!of.is_empty()).then(|| format!("{} {is} {says}.", names.join(", ")))
    };
    AttributionLevel::ALL.iter().filter_map(line).collect()
}

fn warning(filed: &Filed, n: usize) -> Option<String> {
    let number = number(filed, n);
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
        hash.update(format!("\n{} {} {}", named(filed), filed.marking, filed.reviewed));
        for it in filed.reading.statements.iter().filter(|it| filed.reviewed_at(it.id)) {
            hash.update(format!(" {}", it.id));
        }
    }
    for entered in &view.entries {
        hash.update(format!("\n{} {}", entered.id, entered.marking));
    }
    format!("sha256:{}", hex(hash.finalize()))
}

/// The report's id; of words that are withheld in part a digest of what is shown, since the id would tell whether a guess at the rest is right.
fn named(filed: &Filed) -> String {
    let report = &filed.reading.report;
    if filed.attribution == AttributionLevel::OnTheRecord {
        return report.id.clone();
    }
    let shown = serde_json::json!([filed.attribution, report.title, report.outlet, report.published, &*report.text]);
    hex(Sha256::digest(shown.to_string()))
}

fn hex(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
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
            attribution: (filed.attribution != AttributionLevel::OnTheRecord).then(|| filed.attribution.short().to_owned()),
            reviewed: filed.reviewed,
            grades: Vec::new(),
        }
    };
    page.with_grades(view.reports.iter().map(row).collect())
}
