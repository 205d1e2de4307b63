//! Notes, grades, estimates, judgements, kept slots and resolutions: they come back as entered, in any order, and lie over the case of
//! those alone who may see them.

use armistice_ledger::{Ledger, NewEntered, Sqlite};
use armistice_types::case::{
    ActorKey, Case, CaseActor, CaseActorKind, Issue, IssueKey, IssueKind, IssueOption, OptionKey, Outcome, OutcomeKey, PersonKey, RowMeta,
    Track, TrackKey,
};
use armistice_types::entries::{
    Basis, Confidence, Content, Credibility, Evidence, Grade, Graded, GradedSource, Judgement, Kept, Note, On, Paper, Passage,
    PreferenceEntry, Reliability, ReservationEntry, Resolve, Rested, RestedRows, Retract, Slot, WordsAt,
};
use armistice_types::marking::Marking;
use armistice_types::time::{Day, Recorded};
use armistice_types::view::View;

use super::made::random;
use super::{at, reordered};

fn abouts() -> Vec<On> {
    let (actor, issue, track) = (ActorKey::from("crews"), IssueKey::from("toll"), TrackKey::from("ferry"));
    let passages = vec![Passage { report: "sha256:1".to_owned(), words: "The ferry sails.".to_owned() }];
    vec![
        On::Whole,
        On::Report { report: "sha256:1".to_owned() },
        On::Statement(WordsAt { report: "sha256:1".to_owned(), words: "the \"ferry\"".to_owned(), start: 4 }),
        On::Cell { actor: actor.clone(), issue: issue.clone() },
        On::Issue { issue },
        On::Track { track },
        On::Actor { actor },
        On::Proposal { paper: Paper { name: "the pier paper".to_owned(), passages } },
    ]
}

fn evidence() -> Evidence {
    let items = vec![
        Rested { digest: "00ff".to_owned(), report: None, start: None },
        Rested { digest: "11ff".to_owned(), report: Some("sha256:1".to_owned()), start: Some(3) },
    ];
    let options = vec![(IssueKey::from("toll"), OptionKey::from("half"))];
    let rows = RestedRows {
        actors: vec![ActorKey::from("crews")],
        tracks: vec![TrackKey::from("ferry")],
        issues: vec![IssueKey::from("toll")],
        options,
    };
    Evidence { digest: "abcdef".to_owned(), items, rows }
}

fn preference(weight: &str) -> Content {
    Content::Preference(PreferenceEntry {
        party: ActorKey::from("crews"),
        issue: IssueKey::from("toll"),
        weight: weight.to_owned(),
        scores: vec![(OptionKey::from("none"), "1".to_owned()), (OptionKey::from("half"), "[0.2, 0.4]".to_owned())],
        basis: Basis::Mediator,
        note: None,
    })
}

fn reservation(value: &str) -> Content {
    let (party, track) = (ActorKey::from("crews"), TrackKey::from("ferry"));
    Content::Reservation(ReservationEntry { party, track, value: value.to_owned(), basis: Basis::Guess, note: Some("a hunch".to_owned()) })
}

fn resolve(result: Option<bool>, on: i8) -> Content {
    let (outcome, on) = (OutcomeKey::from("sails"), Day::new(2031, 10, on).unwrap());
    Content::Resolve(Resolve { outcome, result, on, note: None })
}

fn kept(slot: Slot, track: Option<TrackKey>) -> Content {
    Content::Kept(Kept { slot, track, text: "It holds.".to_owned(), evidence: evidence(), note: None })
}

/// One of every kind and form.
fn contents() -> Vec<Content> {
    let mut out: Vec<Content> = abouts().into_iter().map(|about| Content::Note(Note { about, text: "Ask Finch".to_owned() })).collect();
    for source in [
        GradedSource::Outlet { name: "Selm Post".to_owned() },
        GradedSource::Actor { actor: ActorKey::from("crews") },
        GradedSource::Person { person: PersonKey::from("finch") },
        GradedSource::Named { name: "Orla Finch".to_owned() },
    ] {
        out.extend(Reliability::ALL.iter().map(|grade| {
            let graded = Graded::Reliability { of: source.clone(), grade: *grade };
            Content::Grade(Grade { graded, why: Some("often right".to_owned()) })
        }));
    }
    for of in abouts() {
        out.extend(Credibility::ALL.iter().map(|grade| {
            let graded = Graded::Credibility { of: of.clone(), grade: *grade };
            Content::Grade(Grade { graded, why: None })
        }));
    }
    out.extend(abouts().into_iter().zip(Confidence::ALL.iter().cycle()).map(|(about, confidence)| {
        let (text, why, confidence) = ("It holds.".to_owned(), "Both said so.".to_owned(), *confidence);
        Content::Judgement(Judgement { about, text, why, confidence, evidence: evidence(), note: Some("draft".to_owned()) })
    }));
    out.extend(Slot::ALL.iter().flat_map(|slot| [kept(*slot, None), kept(*slot, Some(TrackKey::from("ferry")))]));
    out.extend([preference("0.3"), reservation("{\"mean\": 0.3, \"sd\": 0.1}")]);
    out.extend([Some(true), Some(false), None].map(|result| resolve(result, 4)));
    out
}

fn enter(ledger: &mut Ledger<Sqlite>, content: Content, day: i8, recorded: i8, marking: &str) -> String {
    let new = NewEntered { known: Some(at(day)), author: "Ada Penn".to_owned(), marking: marking.parse().unwrap(), content };
    // The same entry gets the same id in every ledger.
    let seed = format!("{new:?} {recorded}").bytes().fold(7_u64, |all, it| all.wrapping_mul(31).wrapping_add(it.into()));
    ledger.enter(&new, Recorded(at(recorded).0), &mut random(seed)).unwrap()
}

fn empty() -> Ledger<Sqlite> {
    super::in_memory()
}

fn meta() -> RowMeta {
    RowMeta { line: 1, marking: Marking::clear(), known: None }
}

fn option(id: &str) -> IssueOption {
    IssueOption { id: id.into(), label: id.to_owned(), cues: Vec::new(), value: None, meta: meta() }
}

fn case() -> Case {
    Case {
        name: "Ferry".to_owned(),
        about: None,
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
        fictional: false,
        marking: Marking::clear(),
        actors: vec![CaseActor {
            id: "crews".into(),
            name: "Crews".to_owned(),
            aliases: Vec::new(),
            kind: CaseActorKind::Organisation,
            qid: None,
            meta: meta(),
        }],
        persons: Vec::new(),
        tracks: vec![Track { id: "ferry".into(), name: "Ferry".to_owned(), linked_to: Vec::new(), meta: meta() }],
        roles: Vec::new(),
        issues: vec![Issue {
            id: "toll".into(),
            track: "ferry".into(),
            question: "Toll".to_owned(),
            kind: IssueKind::Categorical,
            unit: None,
            options: vec![option("none"), option("half")],
            meta: meta(),
        }],
        exclusions: Vec::new(),
        clocks: Vec::new(),
        outcomes: vec![Outcome {
            id: "sails".into(),
            track: "ferry".into(),
            proposition: "The ferry sails".to_owned(),
            cues: Vec::new(),
            by: None,
            result: None,
            resolved: None,
            resolved_known: None,
            entry: None,
            meta: meta(),
        }],
        preferences: Vec::new(),
        reservations: Vec::new(),
    }
}

fn view(ledger: &Ledger<Sqlite>, day: i8, clearance: &str) -> View {
    ledger.view(Some(&case()), at(day), &clearance.parse().unwrap()).unwrap()
}

#[test]
fn every_kind_comes_back_as_it_was_entered_and_can_be_retracted() {
    let mut ledger = empty();
    let mut ids = Vec::new();
    for content in contents() {
        ids.push(enter(&mut ledger, content, 1, 20, "clear"));
    }
    let back = ledger.view(None, at(30), &Marking::clear()).unwrap();
    for (id, content) in ids.iter().zip(contents()) {
        assert_eq!(back.entry(id).unwrap().content, content);
    }
    assert_eq!((back.entries.len(), back.standing().len()), (ids.len(), ids.len()));
    for id in &ids {
        enter(&mut ledger, Content::Retract(Retract { entry: id.clone(), why: None }), 2, 21, "clear");
    }
    let back = ledger.view(None, at(30), &Marking::clear()).unwrap();
    assert!(back.standing().iter().all(|it| matches!(it.content, Content::Retract(_))));
    assert_eq!(back.entries.len(), 2 * ids.len(), "nothing is lost");
}

#[test]
fn an_estimate_joins_the_case_of_those_who_may_see_it_and_the_one_known_last_counts() {
    let entries = [("0.3", 3, "red"), ("0.5", 2, "amber"), ("0.7", 1, "clear")];
    let (mut all, mut seen) = (empty(), Vec::new());
    let there = all.heads().len();
    for (recorded, (weight, day, marking)) in (20..).zip(entries) {
        enter(&mut all, preference(weight), day, recorded, marking);
        enter(&mut all, reservation(weight), day, recorded, marking);
    }
    for order in [[0, 1, 2, 3, 4, 5], [4, 5, 2, 3, 0, 1], [2, 3, 4, 5, 0, 1]] {
        let ledger = reordered(&all, &(0..there).chain(order.map(|n| there + n)).collect::<Vec<_>>());
        for (day, clearance, want) in [(9, "red", "0.3"), (9, "amber", "0.5"), (9, "clear", "0.7"), (2, "red", "0.5"), (1, "red", "0.7")] {
            let view = view(&ledger, day, clearance);
            let case = view.case.as_ref().unwrap();
            assert_eq!(case.preferences.iter().map(|it| it.weight.as_str()).collect::<Vec<_>>(), [want], "{day} {clearance}");
            assert_eq!(case.reservations.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), [want]);
            let whose = case.preferences[0].estimated.as_ref().unwrap();
            assert_eq!((whose.author.as_str(), whose.basis), ("Ada Penn", Basis::Mediator));
            assert!(view.entry(&whose.entry).unwrap().marking.visible_to(&view.clearance));
        }
        seen.push(view(&ledger, 9, "red"));
    }
    assert!(seen.iter().all(|it| *it == seen[0]), "the order of entries does not matter");
}

#[test]
fn an_outcome_is_resolved_from_the_day_it_was_known_and_opened_again() {
    let mut ledger = empty();
    enter(&mut ledger, resolve(Some(true), 4), 5, 20, "clear");
    let wrong = enter(&mut ledger, resolve(Some(false), 6), 7, 21, "amber");
    enter(&mut ledger, resolve(None, 8), 8, 22, "red");
    let result = |ledger: &Ledger<Sqlite>, day, clearance| {
        let view = view(ledger, day, clearance);
        let outcome = &view.case.as_ref().unwrap().outcomes[0];
        assert_eq!(outcome.result.is_some(), outcome.resolved.is_some());
        (outcome.result, outcome.entry.is_some())
    };
    assert_eq!(result(&ledger, 4, "red"), (None, false));
    assert_eq!(result(&ledger, 5, "red"), (Some(true), true));
    assert_eq!(result(&ledger, 7, "red"), (Some(false), true));
    assert_eq!(result(&ledger, 7, "clear"), (Some(true), true), "what is above the clearance changes nothing");
    assert_eq!(result(&ledger, 9, "red"), (None, true));
    enter(&mut ledger, Content::Retract(Retract { entry: wrong, why: None }), 8, 23, "amber");
    assert_eq!(result(&ledger, 9, "amber"), (Some(true), true));
}

/// Rows of the case that a view may not show hide what names them; a row that the case does not have is another matter.
#[test]
fn what_names_a_hidden_row_is_hidden_with_it() {
    let mut whole = case();
    whole.actors[0].meta.marking = "red".parse().unwrap();
    whole.tracks[0].meta.marking = "red".parse().unwrap();
    whole.outcomes[0].meta.marking = "red".parse().unwrap();
    let mut ledger = empty();
    for content in contents() {
        enter(&mut ledger, content, 1, 20, "clear");
    }
    let shown = ledger.view(Some(&whole), at(30), &Marking::clear()).unwrap();
    for it in &shown.entries {
        let names = it.content.names();
        let hidden = names.actors.len() + names.tracks.len() + names.issues.len() + names.options.len() + names.outcomes.len();
        assert_eq!(hidden, 0, "{it:?}");
    }
    assert!(shown.entries.len() < contents().len() && !shown.entries.is_empty());
    let all = ledger.view(Some(&whole), at(30), &"red".parse().unwrap()).unwrap();
    assert_eq!(all.entries.len(), contents().len());
}
