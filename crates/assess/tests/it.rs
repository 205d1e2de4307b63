//! The status table as a mediator could read it: every line of `status.tsv` holds. And entries of persons, found again.

#[path = "it/entries.rs"]
mod entries;

use std::collections::BTreeMap;

use armistice_assess::assess;
use armistice_types::case::{
    ActorKey, Case, CaseActor, CaseActorKind, Issue, IssueKey, IssueKind, IssueOption, OptionKey, Role, RoleKind, RowMeta, Track, TrackKey,
};
use armistice_types::coded::{About, Authority, Coded, CodedActor, Stance};
use armistice_types::marking::Marking;
use armistice_types::report::{Integrity, Report, ReportKind};
use armistice_types::statement::{Act, Actor, ActorId, ActorKind, Anonymity, Certainty, Quote, Reading, Source, Statement, StatementId};
use armistice_types::text::Span;
use armistice_types::time::{Day, Edtf, Known, Published, Recorded};
use armistice_types::view::{Filed, View};

const TABLE: &str = include_str!("status.tsv");

fn meta() -> RowMeta {
    RowMeta { line: 1, marking: Marking::clear(), known: None }
}

fn case(kind: IssueKind) -> Case {
    let actor = |id: &str| CaseActor {
        id: id.into(),
        name: id.to_owned(),
        aliases: Vec::new(),
        kind: CaseActorKind::State,
        qid: None,
        meta: meta(),
    };
    let role = |id: &str, role| Role { track: "t".into(), actor: id.into(), role, principal: None, from: None, until: None, meta: meta() };
    let option = |id: &str| IssueOption { id: id.into(), label: id.to_owned(), cues: Vec::new(), value: Some(id.to_owned()), meta: meta() };
    Case {
        name: "Table".to_owned(),
        about: None,
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
        fictional: true,
        marking: Marking::clear(),
        actors: ["A", "B", "M", "X"].map(actor).to_vec(),
        persons: Vec::new(),
        tracks: vec![Track { id: TrackKey::from("t"), name: "T".to_owned(), linked_to: Vec::new(), meta: meta() }],
        roles: vec![
            role("A", RoleKind::MustAssent),
            role("B", RoleKind::MustAssent),
            role("M", RoleKind::Mediates),
            role("X", RoleKind::Outsider),
        ],
        issues: vec![Issue {
            id: "i".into(),
            track: "t".into(),
            question: "Q".to_owned(),
            kind,
            unit: None,
            options: ["1", "2", "3"].map(option).to_vec(),
            meta: meta(),
        }],
        exclusions: Vec::new(),
        clocks: Vec::new(),
        outcomes: Vec::new(),
        preferences: Vec::new(),
        reservations: Vec::new(),
    }
}

/// One saying as a report of its own.
fn filed(number: usize, words: &str) -> (Filed, Coded) {
    let day = Day::new(2031, 10, i8::try_from(number).unwrap()).unwrap();
    let mut parts: Vec<&str> = words.split(' ').collect();
    let mut flag = |name: &str| parts.iter().position(|it| *it == name).map(|at| parts.remove(at)).is_some();
    let (condition, told, unnamed) = (flag("if"), flag("told"), flag("unnamed"));
    let (who, option, stance) = (parts[0], parts[parts.len() - 1], parts[1..parts.len() - 1].join(" "));
    let span = Span::new(0, 1).unwrap();
    let actor = Actor {
        id: ActorId(1),
        name: who.to_owned(),
        kind: ActorKind::State,
        roles: Vec::new(),
        affiliation: None,
        count: None,
        mentions: vec![span],
        case_id: None,
    };
    let statement = Statement {
        id: StatementId(1),
        source: Source { actor: Some(ActorId(1)), span: Some(span), anonymity: Anonymity::Office, count: None },
        via: Vec::new(),
        cue: Some(span),
        content: vec![span],
        quote: Quote::Indirect,
        addressees: Vec::new(),
        medium: None,
        said_on: Some(Edtf::day(day)),
        act: Act::Assert,
        negated: false,
        certainty: Certainty::Certain,
        within: None,
        conditions: if condition { vec![span] } else { Vec::new() },
        horizon: None,
        denies: None,
        about: Vec::new(),
    };
    let report = Report {
        id: format!("r{number}"),
        path: String::new(),
        title: None,
        outlet: None,
        author: None,
        url: None,
        published: Some(Published::Day(day)),
        language: None,
        kind: ReportKind::News,
        integrity: Integrity::Unknown,
        text: "x".to_owned().into(),
    };
    let at: Known = format!("{day}T12:00:00Z").parse().unwrap();
    let reading = Reading {
        schema: 1,
        report,
        sentences: Vec::new(),
        actors: vec![actor],
        statements: vec![statement],
        events: Vec::new(),
        proposals: Vec::new(),
        dates: Vec::new(),
        problems: Vec::new(),
    };
    let filed = Filed {
        number,
        known: at,
        recorded: Recorded(at.0),
        marking: Marking::clear(),
        attribution: armistice_types::marking::AttributionLevel::OnTheRecord,
        reviewed: false,
        reader: "test/1".to_owned(),
        reading,
        decisions: Default::default(),
        marked: Default::default(),
        rows: Default::default(),
        struck: 0,
    };
    let about = About {
        holder: ActorKey::from(who),
        issue: IssueKey::from("i"),
        option: Some(OptionKey::from(option)),
        stance: stance.parse::<Stance>().unwrap(),
        own_words: !told,
        matched: Vec::new(),
    };
    let authority = if unnamed { Authority::Unnamed } else { Authority::Body };
    let coded_actor = CodedActor { person: None, actor: Some(who.into()), authority, matched: who.to_owned() };
    (
        filed,
        Coded {
            actors: BTreeMap::from([(ActorId(1), coded_actor)]),
            about: BTreeMap::from([(StatementId(1), vec![about])]),
            ..Coded::default()
        },
    )
}

fn status(kind: &str, sayings: &str) -> String {
    let rows: Vec<(Filed, Coded)> =
        sayings.split("; ").filter(|it| !it.is_empty()).enumerate().map(|(n, words)| filed(n + 1, words)).collect();
    let (reports, coded): (Vec<Filed>, Vec<Coded>) = rows.into_iter().unzip();
    let view = View {
        entries: Vec::new(),
        decided: Vec::new(),
        origins: Vec::new(),
        speakers: Vec::new(),
        left_out: 0,
        moment: "2031-11-01T00:00:00Z".parse().unwrap(),
        clearance: Marking::clear(),
        case: Some(case(kind.parse().unwrap())),
        reports,
    };
    assess(&view, &coded).issues[0].status.to_string()
}

#[test]
fn every_line_of_the_status_table_holds() {
    let mut wrong = Vec::new();
    let rows: Vec<Vec<&str>> = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() >= 30);
    for row in rows {
        let found = status(row[1], row[2]);
        if found != row[3] {
            wrong.push(format!("{}: {} -> {found}, want {}", row[0], row[2], row[3]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
