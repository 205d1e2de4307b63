//! Export, import, export: the same bytes, whatever the ledger holds; torn exports are refused and leave nothing behind.

use armistice_ledger::{Error, Export, Expunge, Ledger, NewEntered, NewReport, Sqlite, Store, Unwritten, export, import};
use armistice_types::entries::{Content, Retract};
use armistice_types::marking::{AttributionLevel, Clearance};
use armistice_types::time::Recorded;

use super::made::{case, next, random, times};
use super::{at, file, file_by, in_memory, marking, reading, report};

fn lines<S: Store>(ledger: &Ledger<S>, clearance: Option<&Clearance>) -> String {
    let case = case();
    let out: Export = export(ledger, clearance.map(|it| (&case, it))).unwrap();
    out.lines(ledger).map(|it| it.unwrap() + "\n").collect()
}

fn imported(text: &str) -> Result<Ledger<Sqlite>, Error> {
    let mut store = Sqlite::in_memory(&mut random(77))?;
    import(&mut store, &mut text.as_bytes(), &mut random(78))?;
    Ledger::new(store)
}

/// Reports, entries, retractions and expunges in an order drawn.
fn drawn(seed: &mut u64) -> Ledger<Sqlite> {
    let mut ledger = in_memory();
    for step in 0..next(seed) % 12 {
        let n = 1 + i8::try_from(next(seed) % 9).unwrap();
        match next(seed) % 4 {
            0 | 1 => {
                let report = report(n);
                let attribution = AttributionLevel::ALL[usize::try_from(next(seed) % 4).unwrap()];
                let new = NewReport { report: &report, known: Some(at(n)), marking: marking(n), attribution };
                let reader = ["rules/1.0.0", "rules/1.1.0"][usize::try_from(step % 2).unwrap()];
                file_by(&mut ledger, &new, &reading(n), (reader, at(20), next(seed)));
            }
            2 => {
                let entry = ledger.heads().first().map_or_else(|| "none".to_owned(), |it| it.id.clone());
                let content = Content::Retract(Retract { entry, why: Some("a \"slip\"\n\u{2028}é".to_owned()) });
                let new = NewEntered { known: Some(at(n)), author: "Ada Penn".to_owned(), marking: marking(n), content };
                ledger.enter(&new, Recorded(at(21).0), &mut random(next(seed))).unwrap();
            }
            _ if !ledger.heads().is_empty() => {
                let at_random = usize::try_from(next(seed)).unwrap_or(0) % ledger.heads().len();
                let going = ledger.going(&[ledger.heads()[at_random].id.clone()]).unwrap();
                let what = Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked for", why_below: None };
                if !going.is_empty() {
                    ledger.expunge(&what, Recorded(at(22).0), &mut random(next(seed))).unwrap();
                }
            }
            _ => {}
        }
    }
    ledger
}

#[test]
fn export_import_export_gives_the_same_bytes() {
    let mut seed = 3;
    for _ in 0..times(100, 1_000) {
        let ledger = drawn(&mut seed);
        let out = lines(&ledger, None);
        let mut again = imported(&out).unwrap();
        assert_eq!(lines(&again, None), out);
        assert_eq!(again.heads(), ledger.heads());
        assert_eq!(again.store().verify().unwrap().1, []);
        for clearance in ["clear", "amber", "red"] {
            let clearance: Clearance = clearance.parse().unwrap();
            let part = lines(&ledger, Some(&clearance));
            let mut other = imported(&part).unwrap();
            assert_eq!(other.store().verify().unwrap().1, [], "chained over what is in it");
            assert!(other.heads().iter().all(|it| it.marking.visible_to(&clearance)));
            assert_eq!(lines(&other, Some(&clearance)), part);
        }
    }
}

#[test]
fn a_torn_export_is_refused_with_its_line_and_leaves_nothing() {
    let mut ledger = in_memory();
    for n in 1..=3 {
        let report = report(n);
        let new = NewReport { report: &report, known: Some(at(n)), marking: marking(n), attribution: AttributionLevel::OnTheRecord };
        file(&mut ledger, &new, &reading(n), "rules/1.0.0", at(20));
    }
    let whole = lines(&ledger, None);
    let rows: Vec<&str> = whole.lines().collect();
    let without = |n: usize| rows.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, it)| format!("{it}\n")).collect::<String>();
    let torn = [
        (String::new(), 1, "empty"),
        ("{}\n".to_owned(), 1, "no export"),
        (without(0), 1, "no export"),
        (without(2), 3, "numbered"),
        (without(6), 7, "ends after 5 entries of 6"),
        (whole.replace("stopped 2 times", "stopped 9 times"), 4, "digest"),
        (whole.replacen("\"author\":\"intake\"", "\"author\":\"Ada Penn\"", 1), 2, "link"),
        (whole[..whole.len() - 30].to_owned(), 7, ""),
    ];
    for (text, line, what) in torn {
        let mut store = Sqlite::in_memory(&mut random(77)).unwrap();
        match import(&mut store, &mut text.as_bytes(), &mut random(78)) {
            Err(Error::Import { line: at, what: said }) => {
                assert!(at == line && said.contains(what), "line {at}: {said}, not {line}: {what}")
            }
            other => panic!("{other:?}"),
        }
        assert!(store.heads().unwrap().is_empty());
    }
    let mut store = imported(&whole).unwrap();
    assert!(matches!(import(store.store(), &mut whole.as_bytes(), &mut random(78)), Err(Error::NotEmpty { entries: 6 })));
}

/// What must not be attributed does not travel below the top; how much stays behind is said.
#[test]
fn what_is_not_on_the_record_stays_behind() {
    let mut ledger = in_memory();
    for (n, attribution) in [(3, AttributionLevel::OnTheRecord), (6, AttributionLevel::NotForAttribution)] {
        let report = report(n);
        let new = NewReport { report: &report, known: Some(at(n)), marking: marking(0), attribution };
        file(&mut ledger, &new, &reading(n), "rules/1.0.0", at(20));
    }
    let out = export(&ledger, Some((&case(), &"red".parse().unwrap()))).unwrap();
    assert_eq!((out.heads.len(), out.left_out), (2, 2));
    assert!(!lines(&ledger, Some(&"red".parse().unwrap())).contains("stopped 6 times"));
}

/// A ledger that is not written: what is added stands behind what the file holds, and the file stays as it is.
#[test]
fn what_is_not_written_is_added_in_memory_only() {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut ledger = Ledger::new(super::opened(&path)).unwrap();
    let put = |n: i8| (report(n), reading(n));
    let (first, reading_of_first) = put(1);
    let new = NewReport { report: &first, known: Some(at(1)), marking: marking(0), attribution: AttributionLevel::OnTheRecord };
    file(&mut ledger, &new, &reading_of_first, "rules/1.0.0", at(20));
    let store = Sqlite::open_read_only(&path, None, &mut random(1)).unwrap();
    let mut over = Ledger::new(Unwritten::new(Some(store), &mut random(2)).unwrap()).unwrap();
    let (second, reading_of_second) = put(2);
    let new = NewReport { report: &second, known: Some(at(2)), marking: marking(0), attribution: AttributionLevel::OnTheRecord };
    file(&mut over, &new, &reading_of_second, "rules/1.0.0", at(21));
    let seen = over.view(None, at(30), &marking(0)).unwrap();
    assert_eq!(seen.reports.iter().map(|it| it.reading.report.id.as_str()).collect::<Vec<_>>(), ["sha256:1", "sha256:2"]);
    assert_eq!(lines(&over, None).lines().count(), 5);
    assert_eq!(super::opened(&path).heads().unwrap().len(), 2);
}
