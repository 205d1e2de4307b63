//! What persons enter is kept, filtered and chained like everything else, and nothing of it is ever changed.

use armistice_ledger::{Ledger, NewEntered, NewReport, Sqlite, case_text};
use armistice_types::case::{ActorKey, IssueKey, OptionKey, OutcomeKey, PersonKey};
use armistice_types::coded::Stance;
use armistice_types::conditions::Atom;
use armistice_types::entries::{
    CaseRow, Content, DraftEntry, Handed, OutcomeSaid, Paper, Passage, Retract, RuleAnchor, RuleEntry, RuleTerms, Said, SaidBy, SameEntry,
    Sameness, SourceAnchor, StatementAnchor, StatementEntry, Stretch, Tie,
};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::statement::{Act, ActorKind, Anonymity, Certainty, DenialScope, Denies, Horizon, ProposalKind, Quote};
use armistice_types::time::{Day, Edtf, Recorded};
use armistice_types::view::View;

use super::made::{actor, case, note_on, random};
use super::{at, file, in_memory, marking, reading, reordered, report};

fn passages() -> Vec<Passage> {
    vec![Passage { report: "sha256:1".to_owned(), words: "If the ferry sails, said Finch, \"we sign\".".to_owned() }]
}

fn terms() -> RuleTerms {
    let (party, issue, option) = (ActorKey::from("port"), IssueKey::from("toll"), OptionKey::from("none"));
    RuleTerms {
        party: ActorKey::from("crews"),
        gives: vec![(IssueKey::from("strike"), OptionKey::from("over"))],
        needs: vec![
            Atom::Commits { party: party.clone(), issue: issue.clone(), option: option.clone() },
            Atom::Performs { party, issue, option },
        ],
        unless: vec![Atom::Event { words: "the ice comes".to_owned() }],
        open: vec!["if the sea is calm".to_owned()],
    }
}

fn paper() -> Paper {
    Paper { name: "the pier paper".to_owned(), passages: passages() }
}

/// One of every kind and form.
fn contents() -> Vec<Content> {
    let rule = RuleAnchor { terms: terms(), passages: passages() };
    let custody = Handed {
        from: vec!["Finch".to_owned()],
        to: vec!["crews".to_owned()],
        rows: vec![ActorKey::from("crews")],
        date: Some(Edtf::day(Day::new(2031, 10, 2).unwrap())),
        how: Some("by hand".to_owned()),
    };
    let draft = DraftEntry {
        paper: paper(),
        text: Some(ProposalKind::MediatorsText),
        version: Some("second".to_owned()),
        parent: Some(Paper { name: "the first".to_owned(), passages: Vec::new() }),
        custody: Some(custody),
        note: Some("seen by me".to_owned()),
    };
    vec![
        Content::Rule(RuleEntry::Confirm { rule: rule.clone(), note: Some("as said".to_owned()) }),
        Content::Rule(RuleEntry::Drop { rule, why: "it was a joke".to_owned() }),
        Content::Rule(RuleEntry::Add { terms: terms(), note: None }),
        Content::Draft(draft.clone()),
        Content::Draft(DraftEntry { text: None, version: None, parent: None, custody: None, note: None, ..draft }),
        Content::Retract(Retract { entry: "e0123456789".to_owned(), why: Some("mistaken".to_owned()) }),
        Content::Retract(Retract { entry: "e0123456789".to_owned(), why: None }),
    ]
    .into_iter()
    .chain(decided())
    .collect()
}

/// On statements and on who is who, every field filled.
fn decided() -> Vec<Content> {
    let words = || Stretch { words: "The".to_owned(), start: 0 };
    let statement = StatementAnchor { report: "sha256:1".to_owned(), content: vec![words(), words()], cue: Some(words()) };
    let day = Day::new(2031, 10, 2);
    let tie = |option: Option<&str>| Tie {
        holder: ActorKey::from("crews"),
        issue: IssueKey::from("strike"),
        option: option.map(OptionKey::from),
        stance: Stance::AcceptsInPrinciple,
        own_words: option.is_none(),
    };
    let said = Said {
        source: SaidBy {
            name: Some("Orla Finch".to_owned()),
            kind: Some(ActorKind::Person),
            anonymity: Anonymity::Named,
            words: Some(words()),
        },
        told_by: vec!["Port".to_owned(), String::new()],
        act: Act::NoComment,
        negated: true,
        certainty: Certainty::Possible,
        quote: Quote::Mixed,
        conditions: vec![words()],
        said_on: day.map(Edtf::day),
        horizon: Some(Horizon { from: None, to: day, text: "soon".to_owned() }),
        denies: Some(Denies { scope: DenialScope::Said, of: "it".to_owned() }),
        ties: vec![tie(None), tie(Some("over"))],
        outcomes: vec![OutcomeSaid { outcome: OutcomeKey::from("strike"), comes: true }],
    };
    let bare = Said { source: SaidBy { name: None, kind: None, anonymity: Anonymity::None, words: None }, ..said.untied() };
    let at = |at: &StatementAnchor| at.clone();
    let source = || SourceAnchor { report: "sha256:1".to_owned(), name: "Orla Finch".to_owned(), words: Some(words()) };
    let same = |same: bool, what: Sameness| Content::Same(SameEntry { same, what, note: same.then(|| "seen".to_owned()) });
    vec![
        Content::Statement(StatementEntry::Accept { statement: at(&statement), said: Box::new(said.clone()), note: None }),
        Content::Statement(StatementEntry::Edit {
            statement: at(&statement),
            was: Box::new(bare.clone()),
            said: Box::new(said.clone()),
            note: None,
        }),
        Content::Statement(StatementEntry::Reject { statement: at(&statement), was: Box::new(bare), why: "a joke".to_owned() }),
        Content::Statement(StatementEntry::Add { statement, said: Box::new(said), note: Some("in full".to_owned()) }),
        same(true, Sameness::Row { source: source(), row: CaseRow::Actor(ActorKey::from("crews")) }),
        same(false, Sameness::Row { source: source(), row: CaseRow::Person(PersonKey::from("finch")) }),
        same(true, Sameness::Sources { one: source(), other: source() }),
        same(false, Sameness::Origin { one: "sha256:1".to_owned(), other: "sha256:1".to_owned() }),
    ]
}

fn enter(ledger: &mut Ledger<Sqlite>, n: i8, content: Content) -> String {
    let new = NewEntered { known: Some(at(n)), author: "Ada Penn".to_owned(), marking: marking(n), content };
    ledger.enter(&new, Recorded(at(16 + n).0), &mut random(n.unsigned_abs().into())).unwrap()
}

/// With the report that the entries name: without it in the view they are not in it.
fn empty() -> Ledger<Sqlite> {
    let mut ledger = in_memory();
    filed(&mut ledger);
    ledger
}

fn filed(ledger: &mut Ledger<Sqlite>) {
    let (report, reading) = (report(1), reading(1));
    let new = NewReport { report: &report, known: Some(at(1)), marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
    file(ledger, &new, &reading, "rules/0.1.0", at(20));
}

fn ledger(order: &[i8]) -> Ledger<Sqlite> {
    let mut ledger = empty();
    let all = contents();
    for n in order {
        enter(&mut ledger, *n, all[usize::try_from(*n - 1).unwrap()].clone());
    }
    ledger
}

fn view(ledger: &Ledger<Sqlite>, day: i8, clearance: &str) -> View {
    ledger.view(None, at(day), &clearance.parse().unwrap()).unwrap()
}

#[test]
fn every_kind_comes_back_as_it_was_entered() {
    let all: Vec<i8> = (1..=15).collect();
    let mut ledger = ledger(&all);
    let back: Vec<Content> = view(&ledger, 30, "red:port").entries.into_iter().map(|it| it.content).collect();
    // The retractions are of an entry that is not there, which must look like one that may not be shown.
    let shown: Vec<Content> = contents().into_iter().filter(|it| !matches!(it, Content::Retract(_))).collect();
    assert_eq!(back, shown);
    assert_eq!(ledger.store().verify().unwrap(), (17, Vec::new()));
}

#[test]
fn ids_and_views_do_not_depend_on_the_order_and_later_or_higher_entries_do_not_show() {
    let all = ledger(&[1, 2, 3, 4]);
    let other = reordered(&all, &[0, 1, 4, 2, 5, 3]);
    for day in 1..6 {
        for clearance in ["clear", "amber", "red", "red:port"] {
            let seen = view(&all, day, clearance);
            assert_eq!(seen, view(&other, day, clearance));
            assert!(seen.entries.iter().all(|it| it.known <= at(day) && it.marking.visible_to(&seen.clearance)));
        }
    }
    assert!(view(&all, 30, "clear").entries.len() < view(&all, 30, "red:port").entries.len());
}

#[test]
fn a_retraction_is_another_entry_and_may_be_retracted() {
    let mut ledger = empty();
    let put = |ledger: &mut Ledger<Sqlite>, n: i8, content| {
        let new = NewEntered { known: Some(at(n)), author: "Ada Penn".to_owned(), marking: marking(1), content };
        ledger.enter(&new, Recorded(at(20 + n).0), &mut random(n.unsigned_abs().into())).unwrap()
    };
    let retract = |entry: &str| Content::Retract(Retract { entry: entry.to_owned(), why: None });
    let rule = put(&mut ledger, 1, contents()[2].clone());
    let undone = put(&mut ledger, 2, retract(&rule));
    let standing = |ledger: &Ledger<Sqlite>, day: i8| {
        let view = view(ledger, day, "red:port");
        view.standing().iter().any(|it| it.id == rule)
    };
    assert!(standing(&ledger, 1) && !standing(&ledger, 2), "the past keeps what it knew");
    put(&mut ledger, 3, retract(&undone));
    assert!(standing(&ledger, 3) && !standing(&ledger, 2));
}

/// Makes an entry of now, by a clock that says this day.
fn at_once(ledger: &mut Ledger<Sqlite>, day: i8, marking: &str, content: Content) -> String {
    let seed = ledger.heads().len() as u64;
    let new = NewEntered { known: None, author: "Ada Penn".to_owned(), marking: marking.parse().unwrap(), content };
    ledger.enter(&new, Recorded(at(day).0), &mut random(100 + seed)).unwrap()
}

/// A clock that is behind what is there: what is entered is later all the same, and only what its readers may see makes it so.
#[test]
fn what_is_entered_is_recorded_after_what_is_there_whatever_the_clock_says() {
    let mut ledger = empty();
    let rule = contents()[2].clone();
    let wrong = at_once(&mut ledger, 25, "amber", rule.clone());
    at_once(&mut ledger, 27, "red", rule.clone());
    let undone = at_once(&mut ledger, 21, "amber", Content::Retract(Retract { entry: wrong.clone(), why: None }));
    let gone = |ledger: &Ledger<Sqlite>, id: &str| view(ledger, 30, "red:port").retractions().contains_key(id);
    assert!(gone(&ledger, &wrong), "a retraction retracts");
    at_once(&mut ledger, 21, "amber", Content::Retract(Retract { entry: undone, why: None }));
    assert!(!gone(&ledger, &wrong), "and is retracted");
    let newer = at_once(&mut ledger, 21, "amber", rule.clone());
    assert_eq!(view(&ledger, 30, "amber").entries.last().unwrap().id, newer, "the last words stand last");
    let below = at_once(&mut ledger, 21, "clear", rule.clone());
    let ahead = NewEntered { known: Some(at(22)), author: "Ada Penn".to_owned(), marking: "amber".parse().unwrap(), content: rule };
    let ahead = ledger.enter(&ahead, Recorded(at(21).0), &mut random(200)).unwrap();
    let of = |id: &str| ledger.heads().iter().find(|it| it.id == id).map(|it| (it.recorded, it.known)).unwrap();
    assert_eq!(of(&below), (Recorded(at(21).0), at(21)), "what is above tells nothing by its time");
    assert!(of(&newer).0 > Recorded(at(25).0) && of(&newer).0 < Recorded(at(26).0) && of(&newer).1.0 == of(&newer).0.0);
    assert!(of(&ahead).0 > of(&newer).0 && of(&ahead).1.0 == of(&ahead).0.0, "no moment ahead of the clock is before the last words");
}

/// Neither the case file nor a reading is kept again at every look because the clock was ahead once.
#[test]
fn a_clock_that_was_ahead_makes_no_entry_twice() {
    let mut ledger = empty();
    let (clear, report, reading) = (Marking::clear(), report(1), reading(1));
    let keep = |ledger: &mut Ledger<Sqlite>, text: &str, reader: &str, day: i8| {
        ledger.revise(text, &clear, &clear, Recorded(at(day).0), &mut random(ledger.heads().len() as u64)).unwrap();
        let new = NewReport { report: &report, known: Some(at(1)), marking: clear.clone(), attribution: AttributionLevel::OnTheRecord };
        file(ledger, &new, &reading, reader, at(day));
    };
    keep(&mut ledger, "the first", "rules/0.1.0+b", 28);
    let there = ledger.heads().len();
    for _ in 0..3 {
        keep(&mut ledger, "the second", "rules/0.1.0+a", 21);
        assert_eq!(ledger.heads().len(), there + 2);
    }
    let last = ledger.last_revision(None).unwrap();
    assert_eq!(case_text(&ledger.content(last).unwrap()).unwrap(), "the second");
    assert_eq!(view(&ledger, 30, "clear").reports[0].reader, "rules/0.1.0+a");
}

#[test]
fn an_entry_on_a_report_that_the_view_does_not_show_is_not_in_it() {
    let mut ledger = in_memory();
    enter(&mut ledger, 1, contents()[0].clone());
    enter(&mut ledger, 2, contents()[2].clone());
    assert_eq!(view(&ledger, 30, "red:port").entries.len(), 1, "the report is not there");
    filed(&mut ledger);
    assert_eq!(view(&ledger, 30, "red:port").entries.len(), 2);
}

/// Behind a higher revision the case file is kept again for those who saw that one, and for nobody below.
#[test]
fn a_revision_above_a_clearance_makes_no_other_below() {
    let mut ledger = in_memory();
    let clear = Marking::clear();
    let [red, port, both] = ["red", "amber:port", "red:port"].map(|it| it.parse::<Marking>().unwrap());
    let kept = [
        ("a", &clear, &clear, vec!["clear"]),
        ("b", &red, &red, vec!["red"]),
        ("a", &clear, &clear, vec![]),
        ("b", &red, &clear, vec![]),
        ("a", &clear, &red, vec!["red"]),
        ("a", &clear, &red, vec![]),
        ("c", &port, &clear, vec!["amber:port"]),
        ("c", &port, &clear, vec![]),
        ("a", &clear, &both, vec!["amber:port"]),
        ("d", &clear, &both, vec!["clear"]),
    ];
    for (n, (text, marking, clearance, added)) in kept.into_iter().enumerate() {
        let of = ledger.heads().len();
        ledger.revise(text, marking, clearance, Recorded(at(n as i8 + 1).0), &mut random(n as u64)).unwrap();
        assert_eq!(ledger.heads()[of..].iter().map(|it| it.marking.to_string()).collect::<Vec<_>>(), added, "{n}");
        if marking.visible_to(clearance) {
            let last = ledger.content(ledger.last_revision(Some(clearance)).unwrap()).unwrap();
            assert_eq!(case_text(&last).unwrap(), text, "{n}");
        }
    }
}

/// Of when a page is, is told by what may be seen alone: neither an entry on a hidden row counts, nor one that takes it back.
#[test]
fn an_entry_that_names_a_hidden_row_does_not_say_of_when_a_page_is() {
    let mut ledger = empty();
    let put = |ledger: &mut Ledger<Sqlite>, n: i8, content| {
        let new = NewEntered { known: Some(at(n)), author: "Ada Penn".to_owned(), marking: Marking::clear(), content };
        ledger.enter(&new, Recorded(at(20 + n).0), &mut random(n.unsigned_abs().into())).unwrap()
    };
    let mut case = case();
    case.actors = vec![actor("port", "clear"), actor("vex", "red")];
    put(&mut ledger, 2, note_on("port"));
    let hidden = put(&mut ledger, 4, note_on("vex"));
    put(&mut ledger, 5, Content::Retract(Retract { entry: hidden, why: None }));
    let latest = |ledger: &Ledger<Sqlite>, clearance: &str| ledger.latest(Some(&case), &clearance.parse().unwrap()).unwrap();
    assert_eq!((latest(&ledger, "clear"), latest(&ledger, "red")), (Some(at(2)), Some(at(5))));
    assert_eq!(ledger.latest(None, &Marking::clear()).unwrap(), Some(at(5)));
}
