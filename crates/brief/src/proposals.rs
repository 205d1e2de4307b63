//! What `armistice proposals` shows: every proposal by track; as CSV one row a term.

use armistice_types::assessment::Assessment;
use armistice_types::happenings::Named;
use armistice_types::proposals::ProposalState;
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Outline, Section};
use crate::page::Page;
use crate::page::head::{head, reports};

/// Every proposal, the newest of a track first.
#[must_use]
pub fn proposals(view: &View, assessment: &Assessment) -> Outline {
    let page = Page { view, assessment, cites: Cites::new(view) };
    let tracks = view.case.iter().flat_map(|case| &case.tracks);
    let mut sections: Vec<Section> = tracks.map(|track| Section::of(&clean(&track.name), page.proposals(Some(&track.id)))).collect();
    sections.push(Section::new("NO TRACK TOLD", page.proposals(None)));
    sections.retain(|section| !section.lines.is_empty());
    let name = view.case.as_ref().map_or_else(String::new, |case| format!("   {}", clean(&case.name)));
    Outline { title: format!("PROPOSALS{name}"), head: head(view, assessment), sections, reports: reports(view, assessment) }
}

const HEAD: [&str; 18] = [
    "proposal",
    "track",
    "name",
    "kind",
    "version",
    "sponsors",
    "discussed_by",
    "day",
    "day_stated",
    "earlier",
    "superseded_by",
    "answers",
    "ball",
    "term",
    "issue",
    "option",
    "place",
    "marking",
];

/// One row a term; a proposal without terms has one row.
#[must_use]
pub fn proposals_csv(view: &View, assessment: &Assessment) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(HEAD);
    for it in &assessment.proposals {
        for row in rows(&cites, it) {
            let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn rows(cites: &Cites<'_>, it: &ProposalState) -> Vec<Vec<String>> {
    let names = |all: &[Named]| all.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join("; ");
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let answers: Vec<String> =
        it.answers.iter().map(|it| format!("{}: {}{}", it.by.name, it.response, if it.own_words { "" } else { " (reported)" })).collect();
    let base = vec![
        it.id.clone(),
        it.track.as_ref().map(ToString::to_string).unwrap_or_default(),
        it.name.clone(),
        it.kind.map(|it| it.to_string()).unwrap_or_default(),
        text(&it.version),
        names(&it.sponsors),
        names(&it.discussed_by),
        it.day.map(|it| it.to_string()).unwrap_or_default(),
        it.day_stated.to_string(),
        text(&it.earlier),
        text(&it.superseded_by),
        answers.join("; "),
        names(&it.ball),
    ];
    let short = |place| cites.place(place).short;
    let tail = |cells: [String; 4]| base.iter().cloned().chain(cells).chain([it.marking.to_string()]).collect();
    if it.terms.is_empty() {
        let place = it.evidence.first().map(short).unwrap_or_default();
        return vec![tail([String::new(), String::new(), String::new(), place])];
    }
    let option = |it: &armistice_types::proposals::TermState| {
        it.option.clone().map(|(issue, option)| (issue.to_string(), option.to_string())).unwrap_or_default()
    };
    let terms = it.terms.iter().map(|term| (term, option(term)));
    terms.map(|(term, (issue, option))| tail([term.text.clone(), issue, option, short(&term.place)])).collect()
}
