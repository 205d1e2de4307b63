//! What `armistice deals` shows where there are preferences: how many packages all could accept, the named ones, the frontier, and what
//! stands in the way where there is none. Every page says whose estimate it is.

mod blockers;
mod draws;
mod estimates;
mod words;

use armistice_types::assessment::Assessment;
use armistice_types::deal::{Best, CaseDeals, Count, DealPoint, Deals, NamedPoint, NegmasPoints, Ruled, TrackPackages};
use armistice_types::view::View;
use serde_json::json;

use self::blockers::{if_wrong, in_the_way};
use self::draws::across_draws;
use self::estimates::Rows;
use self::words::{Against, against, dropped, gone};
use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Head, Line, Outline, Section};
use crate::packages::packages;

/// Points of a frontier that a page lists; the other forms give all that were handed over.
const LISTED: usize = 12;
/// Packages across draws, and numbers worth asking for, that a page lists.
const FEW: usize = 5;

/// The page of a case: what nothing on file excludes; then, with preferences, what all could accept.
#[must_use]
pub fn deals(view: &View, assessment: &Assessment, tracks: &[TrackPackages], with: &[CaseDeals]) -> Outline {
    let mut out = packages(view, assessment, tracks);
    if !with.is_empty() {
        out.title = out.title.replacen("NOT EXCLUDED (logic only, no preferences)", "DEALS", 1);
    }
    out.sections.extend(estimates::estimates(view, assessment));
    out.sections.extend(deal_sections(view, tracks, with));
    out
}

/// The sections of a case's deals with preferences. A package that a party rules out in its own words, as `tracks` tell, says so.
#[must_use]
pub fn deal_sections(view: &View, tracks: &[TrackPackages], with: &[CaseDeals]) -> Vec<Section> {
    let cites = Cites::new(view);
    let case = view.case.as_ref();
    let name = |it: &CaseDeals| {
        let names = it.tracks.iter().map(|id| {
            case.and_then(|case| case.tracks.iter().find(|row| row.id == *id)).map_or_else(|| id.to_string(), |row| clean(&row.name))
        });
        names.collect::<Vec<_>>().join(" and ")
    };
    let sections = with.iter().map(|it| {
        let ruled: Vec<&Ruled> = tracks.iter().filter(|row| row.tracks == it.tracks).flat_map(|row| &row.ruled_out).collect();
        let on_file = |package: &[(String, String)]| case.map_or_else(Against::default, |case| against(case, &cites, &ruled, package));
        let title = format!("WITH PREFERENCES: {}", name(it));
        let drop = |id: &str| case.map_or_else(|| clean(id), |case| dropped(case, &ruled, id));
        let manner = Manner { issues: false, on_file: &on_file, drop: &drop };
        let mut section = section(&title, &it.deals, &manner);
        section.lines.extend(it.without_ruled_out.iter().flat_map(|left| blockers::without_ruled_out(&it.deals, left, &manner)));
        let rows = Rows::of(view, &it.tracks);
        section.lines = section.lines.into_iter().map(|line| rows.under(line)).collect();
        section
    });
    sections.collect()
}

/// The page of a problem from a file.
#[must_use]
pub fn problem(name: &str, deals: &Deals) -> Outline {
    let head = Head { as_of: None, marking: None, clearance: None, digest: None, reviewed: false, lines: Vec::new(), warnings: Vec::new() };
    let manner = Manner { issues: true, on_file: &|_| Against::default(), drop: &gone };
    Outline {
        title: format!("DEALS   {}", clean(name)),
        head,
        sections: vec![section("WHAT ALL COULD ACCEPT", deals, &manner)],
        reports: Vec::new(),
    }
}

/// A case's answer as JSON, with what nothing on file excludes beside it.
#[must_use]
pub fn deals_json(view: &View, outline: &Outline, tracks: &[TrackPackages], with: &[CaseDeals]) -> String {
    let value = json!({"schema": crate::json::SCHEMA, "as_of": view.moment, "clearance": view.clearance, "outline": outline, "packages": tracks, "deals": with});
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// The frontier as rows: utilities by party, how many packages, to within which distance it stands for the frontier where it is not whole,
/// then an option an issue.
#[must_use]
pub fn deals_csv(deals: &Deals) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let issues = deals.frontier.first().map(|it| it.package.iter().map(|(issue, _)| issue.clone()).collect::<Vec<_>>()).unwrap_or_default();
    // A list that stands for the frontier must not look like it.
    let within = deals.within.map(|it| (("within".to_owned()), it.to_string()));
    let head: Vec<String> =
        deals.parties.iter().cloned().chain(["packages".to_owned()]).chain(within.iter().map(|it| it.0.clone())).chain(issues).collect();
    let _ = writer.write_record(head.iter().map(|cell| defused(cell)));
    for point in &deals.frontier {
        let utilities = point.utilities.iter().map(ToString::to_string);
        let row: Vec<String> = utilities
            .chain([point.packages.clone()])
            .chain(within.iter().map(|it| it.1.clone()))
            .chain(point.package.iter().map(|(_, option)| option.clone()))
            .collect();
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// From a package, issue and option by name, to the words against it.
type OnFile<'f> = dyn Fn(&[(String, String)]) -> Against + 'f;

/// How a page speaks of packages.
struct Manner<'m> {
    /// Name the issue before each option; the labels of a case speak for themselves.
    issues: bool,
    /// What statements on file say against a package.
    on_file: &'m OnFile<'m>,
    /// What would have to be for an exclusion to go, in words that follow "if".
    drop: &'m dyn Fn(&str) -> String,
}

impl Manner<'_> {
    fn line(&self, label: &str, text: &str, package: &[(String, String)]) -> Line {
        let against = (self.on_file)(package);
        let line = Line::new(label, format!("{text}{}", against.text));
        if let Some(sources) = against.sources { line.from(sources) } else { line }
    }
}

fn section(title: &str, it: &Deals, manner: &Manner<'_>) -> Section {
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
    lines.extend(named_points(&it.parties, &named, manner));
    if let Some(best) = &it.top {
        lines.extend(best_few(&it.parties, best, manner));
    }
    if let Some(robust) = &it.robustness {
        lines.extend(across_draws(&it.parties, robust, manner));
    }
    if let Some(theirs) = &it.negmas {
        lines.extend(by_negmas(&it.parties, theirs, manner));
    }
    lines.extend(frontier(it, manner));
    lines.extend(in_the_way(&it.blockers, manner));
    lines.extend(if_wrong(it, manner));
    Section { note: Some(it.notes.iter().map(|note| clean(note)).collect::<Vec<_>>().join("; ")), ..Section::new(title, lines) }
}

/// The points that no other beats, numbered, and the packages behind one where they are asked for.
fn frontier(it: &Deals, manner: &Manner<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !it.frontier.is_empty() {
        let text = match it.within {
            None => format!("{} points that no other beats; what each gets, then the package", count(&it.frontier_points)),
            Some(within) => format!(
                "{} points that stand for it, to within {:.4} of each party's range; what each gets, then the package",
                it.frontier.len(),
                (within * 1e4).ceil() / 1e4
            ),
        };
        lines.push(Line::new(if it.within.is_none() { "frontier" } else { "near the frontier" }, text));
        let numbered = it.frontier.iter().take(LISTED).zip(1..);
        lines.extend(
            numbered.map(|(point, n): (_, usize)| manner.line(&n.to_string(), &shown(&it.parties, point, manner.issues), &point.package)),
        );
        if it.frontier.len() > LISTED {
            lines.push(Line::new("", format!("and {} more: --format json or csv lists them", it.frontier.len() - LISTED)));
        }
    }
    if let Some(behind) = &it.behind {
        lines.push(Line::new("behind a point", format!("{} packages give what point {} does", behind.of, behind.point)));
        lines.extend(behind.packages.iter().map(|it| manner.line("", &options(&it.0, manner.issues), &it.0)));
    }
    lines
}

/// The best points under each definition, each on a line.
fn best_few(parties: &[String], best: &Best, manner: &Manner<'_>) -> Vec<Line> {
    let lists = [
        ("Nash", &best.nash),
        ("egalitarian", &best.egalitarian),
        ("Kalai–Smorodinsky", &best.kalai_smorodinsky),
        ("utilitarian", &best.utilitarian),
    ];
    let line = |name: &str, n: usize, point: &DealPoint| {
        manner.line(&format!("{name} {}", n + 1), &shown(parties, point, manner.issues), &point.package)
    };
    lists
        .into_iter()
        .flat_map(|(name, points)| points.iter().enumerate().map(move |(n, point)| (name, n, point)))
        .map(|(name, n, point)| line(name, n, point))
        .collect()
}

/// The same by NegMAS's definitions.
fn by_negmas(parties: &[String], it: &NegmasPoints, manner: &Manner<'_>) -> Vec<Line> {
    let named = [
        ("NegMAS: Nash", &it.nash, "greatest product of gains over reservation value or worst"),
        ("NegMAS: Kalai", &it.kalai, "greatest least gain"),
        ("NegMAS: KS", &it.ks, "smallest spread of normalised gains"),
        ("NegMAS: welfare", &it.max_welfare, "greatest sum"),
        (
            "NegMAS: relative welfare",
            &it.max_relative_welfare,
            "greatest sum of what each has over its worst, as a share of its greatest gain",
        ),
    ];
    let mut lines = vec![Line::new("NegMAS: frontier", format!("{} points", it.frontier_points))];
    lines.extend(named_points(parties, &named, manner));
    lines
}

/// A line a package: points that are one package, with as many ties, share it.
fn named_points(parties: &[String], named: &[(&str, &NamedPoint, &str)], manner: &Manner<'_>) -> Vec<Line> {
    let mut rows: Vec<(Vec<&str>, Vec<&str>, &NamedPoint)> = Vec::new();
    for (name, point, means) in named.iter().filter(|(_, point, _)| !point.points.is_empty()) {
        match rows.iter_mut().find(|(.., there)| there.points.first() == point.points.first() && there.ties == point.ties) {
            Some((names, meanings, _)) => {
                names.push(name);
                meanings.push(means);
            }
            None => rows.push((vec![name], vec![means], point)),
        }
    }
    let line = |(names, means, point): (Vec<&str>, Vec<&str>, &NamedPoint)| {
        let text = format!("{}: {}", means.join("; "), best(parties, point, manner.issues));
        Some(manner.line(&names.join(", "), &text, &point.points.first()?.package))
    };
    rows.into_iter().filter_map(line).collect()
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
