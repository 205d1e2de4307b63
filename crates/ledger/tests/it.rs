//! What a ledger promises, in a small world where every case can be tried: five reports, two readers, three markings.

#[path = "it/damage.rs"]
mod damage;
#[path = "it/decisions.rs"]
mod decisions;
#[path = "it/entered.rs"]
mod entered;
#[path = "it/formats.rs"]
mod formats;
#[path = "it/going.rs"]
mod going;
#[path = "it/journals.rs"]
mod journals;
#[path = "it/killed.rs"]
mod killed;
#[path = "it/made.rs"]
mod made;
#[path = "it/pages.rs"]
mod pages;
#[path = "it/persons.rs"]
mod persons;
#[path = "it/several.rs"]
mod several;
#[path = "it/travel.rs"]
mod travel;

use armistice_ledger::{Ledger, NewReport, Sqlite, Store, Taken, Taking};
use armistice_types::dates::DateMention;
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::problem::{Code, Problem};
use armistice_types::report::{Integrity, Report, ReportKind};
use armistice_types::statement::{
    Act, Actor, ActorId, ActorKind, Anonymity, Answer, Certainty, Custody, DenialScope, Denies, Event, EventId, Horizon, Modality,
    Proposal, ProposalId, ProposalKind, Quote, Reading, Response, Source, Statement, StatementId, Term,
};
use armistice_types::text::Span;
use armistice_types::time::{Day, Edtf, Known, Published, Recorded};

fn at(day: i8) -> Known {
    format!("2031-10-{day:02}T12:00:00Z").parse().unwrap()
}

fn report(n: i8) -> Report {
    Report {
        id: format!("sha256:{n}"),
        path: format!("{n}.txt"),
        title: Some("Ferry".to_owned()),
        outlet: Some("Selm Post".to_owned()),
        author: None,
        url: None,
        published: Some(Published::Day(Day::new(2031, 10, n).unwrap())),
        language: Some("en".to_owned()),
        kind: ReportKind::News,
        integrity: Integrity::Unknown,
        text: format!("The ferry stopped {n} times.").into(),
    }
}

/// A reading with every field filled.
fn reading(n: i8) -> Reading {
    let span = Span::new(0, 3).unwrap();
    let day = Edtf::range(Day::new(2031, 10, 1).unwrap(), Day::new(2031, 10, 7).unwrap());
    Reading {
        schema: 1,
        report: Report { integrity: Integrity::Cut, ..report(n) },
        sentences: vec![span],
        actors: vec![Actor {
            id: ActorId(1),
            name: "Orla Finch".to_owned(),
            kind: ActorKind::Person,
            roles: vec!["director".to_owned()],
            affiliation: Some("Port".to_owned()),
            count: Some(1),
            mentions: vec![span],
            case_id: None,
        }],
        statements: vec![Statement {
            id: StatementId(1),
            source: Source { actor: Some(ActorId(1)), span: Some(span), anonymity: Anonymity::Named, count: Some(1) },
            via: vec![ActorId(1)],
            cue: Some(span),
            content: vec![span, span],
            quote: Quote::Mixed,
            addressees: vec![ActorId(1)],
            medium: Some("statement".to_owned()),
            said_on: Some(day),
            act: Act::NoComment,
            negated: true,
            certainty: Certainty::Possible,
            within: Some(StatementId(1)),
            conditions: vec![span],
            horizon: Some(Horizon { from: Day::new(2031, 10, 1), to: None, text: "soon".to_owned() }),
            denies: Some(Denies { scope: DenialScope::Current, of: "draft".to_owned() }),
            about: Vec::new(),
        }],
        events: vec![Event {
            id: EventId(1),
            kind: "CONSULT".to_owned(),
            mode: Some("visit".to_owned()),
            actors: vec![ActorId(1)],
            recipients: Vec::new(),
            place: Some("Selm".to_owned()),
            when: Some(day),
            modality: Modality::Planned,
            told_by: Some(ActorId(1)),
            span,
        }],
        proposals: vec![Proposal {
            id: ProposalId(1),
            name: Some("the Selm paper".to_owned()),
            kind: Some(ProposalKind::NonPaper),
            version: Some("second".to_owned()),
            sponsors: vec![ActorId(1)],
            discussed_by: Vec::new(),
            terms: vec![Term { text: "x".to_owned(), span }],
            earlier: None,
            earlier_told: false,
            when: None,
            answers: vec![Answer { by: ActorId(1), response: Response::Studying, when: Some(day), span }],
            custody: vec![Custody { from: vec![ActorId(1)], to: vec![ActorId(1)], when: None, how: Some("by hand".to_owned()), span }],
            span,
            mentions: vec![span],
        }],
        dates: vec![
            DateMention { span, text: "in July".to_owned(), edtf: Some("XXXX-07".parse().unwrap()) },
            DateMention { span, text: "before the vote".to_owned(), edtf: None },
        ],
        problems: vec![Problem::new(Code::CutSentence, "cut").at(span).hint("mend"), Problem::new(Code::NoDate, "none")],
    }
}

fn marking(n: i8) -> Marking {
    ["clear", "amber", "red:port"][usize::try_from(n).unwrap() % 3].parse().unwrap()
}

fn in_memory() -> Ledger<Sqlite> {
    Ledger::new(Sqlite::in_memory(&mut made::random(0)).unwrap()).unwrap()
}

/// The entries of a ledger as they are, in another order.
fn reordered(ledger: &Ledger<Sqlite>, order: &[usize]) -> Ledger<Sqlite> {
    let mut out = Sqlite::in_memory(&mut made::random(0)).unwrap();
    out.restore(order.iter().map(|n| ledger.whole(&ledger.heads()[*n])), &mut made::random(2)).unwrap();
    Ledger::new(out).unwrap()
}

fn opened(path: &std::path::Path) -> Sqlite {
    Sqlite::open(path, None, &mut made::random(1)).unwrap()
}

/// Takes one report in, for somebody who may see all. The same report by the same reader gets the same ids in every ledger.
#[track_caller]
fn file<S: Store>(ledger: &mut Ledger<S>, new: &NewReport<'_>, reading: &Reading, reader: &str, now: Known) -> Taken {
    let seed = [&new.report.id, reader].concat().bytes().fold(7_u64, |all, it| all.wrapping_mul(31).wrapping_add(it.into()));
    file_by(ledger, new, reading, (reader, now, seed))
}

/// The same with ids from a seed.
#[track_caller]
fn file_by<S: Store>(ledger: &mut Ledger<S>, new: &NewReport<'_>, reading: &Reading, (reader, now, seed): (&str, Known, u64)) -> Taken {
    let clearance = "red:port".parse().unwrap();
    let by = Taking { clearance: &clearance, reader, now: Recorded(now.0), random: &mut made::random(seed) };
    ledger.file(&[(new.clone(), reading)], by).unwrap().pop().unwrap()
}

/// Files the reports in the order given; `readers` are the versions that read each.
fn ledger(order: &[i8], readers: &[&str]) -> Ledger<Sqlite> {
    let mut ledger = in_memory();
    for &n in order {
        for reader in readers {
            let (report, reading) = (report(n), reading(n));
            let new = NewReport { report: &report, known: Some(at(n)), marking: marking(n), attribution: AttributionLevel::OnTheRecord };
            file(&mut ledger, &new, &reading, reader, at(20));
        }
    }
    ledger
}

fn view(ledger: &Ledger<Sqlite>, day: i8, clearance: &str) -> String {
    let clearance: Clearance = clearance.parse().unwrap();
    serde_json::to_string(&ledger.view(None, at(day), &clearance).unwrap()).unwrap()
}

fn orders() -> Vec<Vec<i8>> {
    let mut out = vec![vec![]];
    for n in 1..=4 {
        out = out
            .into_iter()
            .flat_map(|order: Vec<i8>| {
                (0..=order.len()).map(move |at| {
                    let mut it = order.clone();
                    it.insert(at, n);
                    it
                })
            })
            .collect();
    }
    out
}

#[test]
fn a_reading_comes_back_as_it_was_kept() {
    let ledger = ledger(&[3], &["rules/1.0.0"]);
    let view = ledger.view(None, at(30), &"red:port".parse().unwrap()).unwrap();
    assert_eq!(view.reports[0].reading, reading(3));
}

#[test]
fn a_view_does_not_depend_on_the_order_of_entries() {
    let first = ledger(&[1, 2, 3, 4], &["rules/1.0.0", "rules/1.1.0"]);
    for order in orders() {
        let other = ledger(&order, &["rules/1.1.0", "rules/1.0.0"]);
        for day in 0..6 {
            for clearance in ["clear", "amber", "red", "red:port"] {
                assert_eq!(view(&first, day.max(1), clearance), view(&other, day.max(1), clearance), "{order:?}");
            }
        }
    }
}

#[test]
fn later_and_higher_entries_change_nothing_below_and_before() {
    for order in orders() {
        for n in 0..order.len() {
            let (some, all) = (ledger(&order[..n], &["rules/1.0.0"]), ledger(&order, &["rules/1.0.0"]));
            for day in 1..6 {
                let later = order[n..].iter().all(|it| *it > day);
                if later {
                    assert_eq!(view(&some, day, "red:port"), view(&all, day, "red:port"));
                }
            }
            for clearance in ["clear", "amber"] {
                let above = order[n..].iter().all(|it| !marking(*it).visible_to(&clearance.parse().unwrap()));
                if above {
                    assert_eq!(view(&some, 30, clearance), view(&all, 30, clearance));
                }
            }
        }
    }
}

#[test]
fn the_newest_reader_wins_and_versions_count_as_numbers() {
    let ledger = ledger(&[1, 2], &["rules/0.10.0", "rules/0.9.0"]);
    let view = ledger.view(None, at(30), &"red:port".parse().unwrap()).unwrap();
    assert!(view.reports.iter().all(|it| it.reader == "rules/0.10.0"));
}

/// Two builds of one version: the one that read last counts, in whatever order the entries came; the other reads again.
#[test]
fn of_two_builds_of_one_reader_the_later_reading_wins() {
    let (report, old, new) = (report(1), reading(1), Reading { statements: Vec::new(), ..reading(1) });
    let taken = NewReport { report: &report, known: Some(at(1)), marking: marking(0), attribution: AttributionLevel::Background };
    let top = "red:port".parse().unwrap();
    let mut both = in_memory();
    for (reading, reader, day) in [(&old, "rules/1.0.0+ff", 20), (&new, "rules/1.0.0+00", 21)] {
        file(&mut both, &taken, reading, reader, at(day));
    }
    for order in [[0, 1, 2], [2, 1, 0]] {
        let ledger = reordered(&both, &order);
        assert_eq!(ledger.read_by("rules/1.0.0+00", &top).len(), 1);
        assert!(ledger.read_by("rules/1.0.0+ff", &top).is_empty(), "its rules are not the newest");
        assert!(ledger.read_by("rules/2.0.0+11", &top).is_empty());
        assert_eq!(ledger.read_by("rules/0.9.0+22", &top).len(), 1, "an older version does not read after a newer one");
        let view = ledger.view(None, at(30), &"red:port".parse().unwrap()).unwrap();
        assert_eq!(view.reports[0].reader, "rules/1.0.0+00");
        assert!(view.reports[0].reading.statements.is_empty());
    }
}

#[test]
fn the_same_report_twice_changes_nothing() {
    let mut ledger = ledger(&[1], &["rules/1.0.0"]);
    let before = ledger.store().verify().unwrap();
    let report = Report { path: "elsewhere.txt".to_owned(), ..report(1) };
    let new = NewReport { report: &report, known: Some(at(9)), marking: marking(2), attribution: AttributionLevel::OnTheRecord };
    assert_eq!(file(&mut ledger, &new, &reading(1), "rules/1.0.0", at(21)), Taken::AlreadyThere(marking(1)));
    assert_eq!(ledger.store().verify().unwrap(), before);
    assert_eq!(before.0, 2);
}

#[test]
fn what_is_kept_is_there_after_reopening_and_cannot_be_changed() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    {
        let mut ledger = Ledger::new(opened(&path)).unwrap();
        let report = report(1);
        let new = NewReport { report: &report, known: None, marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
        file(&mut ledger, &new, &reading(1), "rules/1.0.0", at(20));
    }
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    assert_eq!(ledger.store().verify().unwrap(), (2, Vec::new()));
    let raw = rusqlite::Connection::open(&path).unwrap();
    for table in ["heads", "keys", "contents"] {
        assert!(raw.execute(&format!("UPDATE {table} SET sealed = x'00'"), []).is_err());
    }
    assert!(raw.execute("DELETE FROM heads", []).is_err());
}

/// What a clearance may not see is not even "there already": the same report comes in again, with a reading of its own.
#[test]
fn a_report_above_the_clearance_is_not_there() {
    let mut ledger = in_memory();
    let (report, reading) = (report(2), reading(2));
    let red = NewReport { report: &report, known: Some(at(2)), marking: marking(2), attribution: AttributionLevel::OnTheRecord };
    file(&mut ledger, &red, &reading, "rules/1.0.0", at(20));
    let clear = Marking::clear();
    assert!(ledger.read_by("rules/1.0.0", &clear).is_empty() && ledger.unread("rules/2.0.0", &clear).is_empty());
    let by = Taking { clearance: &clear, reader: "rules/1.0.0", now: Recorded(at(21).0), random: &mut made::random(5) };
    let new = NewReport { known: Some(at(3)), marking: clear.clone(), ..red };
    assert_eq!(ledger.file(&[(new, &reading)], by).unwrap(), [Taken::New]);
    assert_eq!(ledger.heads().len(), 4);
    let seen = ledger.view(None, at(30), &clear).unwrap();
    assert_eq!((seen.reports.len(), seen.reports[0].known, &seen.reports[0].marking), (1, at(3), &clear));
    assert_eq!(ledger.view(None, at(30), &"red:port".parse().unwrap()).unwrap().reports.len(), 1, "one report, however often it came in");
}
