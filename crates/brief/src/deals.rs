//! What `armistice deals` shows where there are preferences: how many packages all could accept, the named ones, the frontier, and what
//! stands in the way where there is none. Every page says whose estimate it is.

use armistice_types::assessment::Assessment;
use armistice_types::deal::{CaseDeals, Count, DealPoint, Deals, NamedPoint, NearPackage, TrackPackages};
use armistice_types::view::View;
use serde_json::json;

use crate::clean;
use crate::csv::defused;
use crate::outline::{Head, Line, Outline, Section};
use crate::tables::packages;

/// Points of a frontier that a page lists; the other forms give all that were handed over.
const LISTED: usize = 12;

/// The page of a case: what nothing on file excludes; then, with preferences, what all could accept.
#[must_use]
pub fn deals(view: &View, assessment: &Assessment, tracks: &[TrackPackages], with: &[CaseDeals]) -> Outline {
    let mut out = packages(view, assessment, tracks);
    if !with.is_empty() {
        out.title = out.title.replacen("NOT EXCLUDED (logic only, no preferences)", "DEALS", 1);
    }
    out.sections.extend(deal_sections(view, with));
    out
}

/// The sections of a case's deals with preferences.
#[must_use]
pub fn deal_sections(view: &View, with: &[CaseDeals]) -> Vec<Section> {
    let case = view.case.as_ref();
    let name = |it: &CaseDeals| {
        let names = it.tracks.iter().map(|id| {
            case.and_then(|case| case.tracks.iter().find(|row| row.id == *id)).map_or_else(|| id.to_string(), |row| clean(&row.name))
        });
        names.collect::<Vec<_>>().join(" and ")
    };
    // The rows that the estimates stand in: the first preference of the case file on one of the tracks' issues.
    let line = |it: &CaseDeals| {
        let case = case?;
        let here = |row: &&armistice_types::case::Preference| case.issue(&row.issue).is_some_and(|issue| it.tracks.contains(&issue.track));
        case.preferences.iter().find(here).map(|row| row.meta.line)
    };
    let sections = with.iter().map(|it| {
        let mut section = section(&format!("WITH PREFERENCES: {}", name(it)), &it.deals, false);
        if let Some(row) = line(it) {
            section.lines = section.lines.into_iter().map(|line| line.case_file(row)).collect();
        }
        section
    });
    sections.collect()
}

/// The page of a problem from a file.
#[must_use]
pub fn problem(name: &str, deals: &Deals) -> Outline {
    let head = Head { as_of: None, marking: None, clearance: None, digest: None, reviewed: false, lines: Vec::new(), warnings: Vec::new() };
    Outline {
        title: format!("DEALS   {}", clean(name)),
        head,
        sections: vec![section("WHAT ALL COULD ACCEPT", deals, true)],
        reports: Vec::new(),
    }
}

/// A case's answer as JSON, with what nothing on file excludes beside it.
#[must_use]
pub fn deals_json(view: &View, outline: &Outline, tracks: &[TrackPackages], with: &[CaseDeals]) -> String {
    let value = json!({"schema": crate::json::SCHEMA, "as_of": view.moment, "clearance": view.clearance, "outline": outline, "packages": tracks, "deals": with});
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// The frontier as rows: utilities by party, how many packages, then an option an issue.
#[must_use]
pub fn deals_csv(deals: &Deals) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let issues = deals.frontier.first().map(|it| it.package.iter().map(|(issue, _)| issue.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let head: Vec<String> = deals.parties.iter().cloned().chain(["packages".to_owned()]).chain(issues).collect();
    let _ = writer.write_record(head.iter().map(|cell| defused(cell)));
    for point in &deals.frontier {
        let utilities = point.utilities.iter().map(ToString::to_string);
        let row: Vec<String> =
            utilities.chain([point.packages.clone()]).chain(point.package.iter().map(|(_, option)| option.clone())).collect();
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// `issues`: name the issue before each option; the labels of a case speak for themselves.
fn section(title: &str, it: &Deals, issues: bool) -> Section {
    let mut lines = vec![Line::new(
        "acceptable",
        format!("{} of {} packages give every party at least what it has without a deal", count(&it.acceptable), it.packages),
    )];
    let named = [
        ("Nash", &it.nash, "greatest product of what each gains"),
        ("egalitarian", &it.egalitarian, "whoever gains least gains as much as can be"),
        ("Kalai–Smorodinsky", &it.kalai_smorodinsky, "each gains the same share of the most it could, as near as can be"),
        ("utilitarian", &it.utilitarian, "greatest sum"),
    ];
    lines.extend(
        named
            .into_iter()
            .filter(|(_, it, _)| !it.points.is_empty())
            .map(|(name, point, means)| Line::new(name, format!("{means}: {}", best(&it.parties, point, issues)))),
    );
    if !it.frontier.is_empty() {
        lines.push(Line::new(
            "frontier",
            format!("{} points that no other beats; what each gets, then the package", count(&it.frontier_points)),
        ));
        lines.extend(it.frontier.iter().take(LISTED).map(|point| Line::new("", shown(&it.parties, point, issues))));
        if it.frontier.len() > LISTED {
            lines.push(Line::new("", format!("and {} more: --format json or csv lists them", it.frontier.len() - LISTED)));
        }
    }
    lines.extend(it.blockers.nearest.iter().map(|near| Line::new("nearest", lacking(near, issues))));
    lines.extend(it.blockers.relaxations.iter().map(|set| {
        let names: Vec<String> = set.drop.iter().map(|name| clean(name)).collect();
        Line::new("would open it", format!("without the exclusion {}", names.join(" and ")))
    }));
    Section { note: Some(it.notes.iter().map(|note| clean(note)).collect::<Vec<_>>().join("; ")), ..Section::new(title, lines) }
}

fn count(it: &Count) -> String {
    match it {
        Count::Exact { exact } => exact.clone(),
        Count::Bounds { lower, upper } => format!("between {lower} and {upper}"),
    }
}

fn best(parties: &[String], it: &NamedPoint, issues: bool) -> String {
    let ties = if it.ties == "1" { String::new() } else { format!(" ({} points tie)", it.ties) };
    it.points.first().map_or_else(String::new, |point| format!("{}{ties}", shown(parties, point, issues)))
}

fn shown(parties: &[String], it: &DealPoint, issues: bool) -> String {
    let gets: Vec<String> = parties.iter().zip(&it.utilities).map(|(party, utility)| format!("{} {utility:.3}", clean(party))).collect();
    format!("{} — {}", gets.join(", "), options(&it.package, issues))
}

fn options(package: &[(String, String)], issues: bool) -> String {
    let shown = |(issue, option): &(String, String)| if issues { format!("{}: {}", clean(issue), clean(option)) } else { clean(option) };
    package.iter().map(shown).collect::<Vec<_>>().join("; ")
}

fn lacking(it: &NearPackage, issues: bool) -> String {
    let lacks: Vec<String> = it.shortfall.iter().map(|(party, share)| format!("{} lacks {share:.3} of its range", clean(party))).collect();
    format!("{} — {}", lacks.join(", "), options(&it.package, issues))
}
