//! What persons entered, found again: statements by their words however they are read, judgements by what they rested on.

use armistice_assess::{ground, words_at};
use armistice_types::assessment::Assessment;
use armistice_types::entries::{Content, Entered, Note, On, Touches, WordsAt};
use armistice_types::view::StatementRef;

use super::*;

const TEXT: &str = "Marsh said the ferry sails on Friday, whatever comes. Finch said that the toll stays.";

/// A view of one report with this text and a statement on each of these stretches of words.
fn read_as(contents: &[&str], entries: Vec<Entered>) -> (View, Assessment) {
    let (mut filed, _) = filed(1, "A offers 1");
    filed.reading.report.text = TEXT.to_owned().into();
    let blank = filed.reading.statements.remove(0);
    for (n, words) in (1..).zip(contents) {
        let at = TEXT.find(words).unwrap();
        let span = Span::new(at, at + words.len()).unwrap();
        filed.reading.statements.push(Statement { id: StatementId(n), cue: None, content: vec![span], ..blank.clone() });
    }
    let moment = "2031-11-01T00:00:00Z".parse().unwrap();
    let (decided, origins, speakers) = (Vec::new(), Vec::new(), Vec::new());
    let view = View {
        left_out: 0,
        decided,
        origins,
        speakers,
        entries,
        moment,
        clearance: Marking::clear(),
        case: Some(case(IssueKind::Categorical)),
        reports: vec![filed],
    };
    let assessment = assess(&view, &[Coded::default()]);
    (view, assessment)
}

fn note(about: WordsAt) -> Entered {
    let at: Known = "2031-10-02T00:00:00Z".parse().unwrap();
    let content = Content::Note(Note { about: On::Statement(about), text: "n".to_owned() });
    let (id, author) = ("e0".to_owned(), "Ada Penn".to_owned());
    Entered { id, known: at, recorded: Recorded(at.0), author, marking: Marking::clear(), content }
}

/// What a note on the first statement of one reading touches in another.
#[track_caller]
fn check(then: &[&str], now: &[&str], want: Option<u32>) {
    let (view, _) = read_as(then, Vec::new());
    let at = words_at(&view, StatementRef { report: 1, statement: StatementId(1) }).unwrap();
    assert_eq!(at.words, then[0]);
    let (_, assessment) = read_as(now, vec![note(at)]);
    match (&assessment.entries[0].touches, want) {
        (Touches::Statement(found), Some(want)) => assert_eq!(found.statement, StatementId(want)),
        (Touches::Nothing { because }, None) => assert!(because.contains("no statement"), "{because}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_statement_is_found_again_by_its_words_or_not_at_all() {
    let (ferry, toll) = ("the ferry sails on Friday", "the toll stays");
    check(&[ferry, toll], &[ferry, toll], Some(1));
    check(&[ferry], &[toll, ferry], Some(2));
    check(&[ferry], &["the ferry sails on Friday, whatever comes"], Some(1));
    check(&[ferry], &["sails", "ferry sails on Friday"], Some(2));
    check(&[ferry], &["Friday"], None);
    check(&[ferry], &[toll], None);
    check(&[ferry], &[], None);
}

#[test]
fn words_of_a_report_that_is_not_there_tie_to_nothing_and_say_no_more() {
    let at = |report: &str, words: &str| WordsAt { report: report.to_owned(), words: words.to_owned(), start: 11 };
    for (about, because) in [(at("elsewhere", "the ferry"), "not in this view"), (at("r1", "the harbour"), "do not stand")] {
        let (_, assessment) = read_as(&["the ferry sails"], vec![note(about)]);
        let Touches::Nothing { because: said } = &assessment.entries[0].touches else { panic!() };
        assert!(said.contains(because) && !said.contains("elsewhere") && !said.contains("harbour"), "{said}");
    }
}

/// What a judgement rests on after some sayings, each a report of its own.
fn evidence(sayings: &str, on: &On) -> (armistice_assess::Ground, View) {
    let rows = sayings.split("; ").filter(|it| !it.is_empty()).enumerate();
    let (reports, coded): (Vec<Filed>, Vec<Coded>) = rows.map(|(n, words)| filed(n + 1, words)).unzip();
    let moment = "2031-11-01T00:00:00Z".parse().unwrap();
    let (decided, origins, speakers) = (Vec::new(), Vec::new(), Vec::new());
    let view = View {
        left_out: 0,
        decided,
        origins,
        speakers,
        entries: Vec::new(),
        moment,
        clearance: Marking::clear(),
        case: Some(case(IssueKind::Categorical)),
        reports,
    };
    let assessment = assess(&view, &coded);
    (ground(&view, &coded, &assessment, on), view)
}

#[test]
fn evidence_changes_with_its_own_cell_and_with_nothing_else() {
    let cell = |actor: &str| On::Cell { actor: actor.into(), issue: "i".into() };
    let (was, _) = evidence("A demands 1", &cell("A"));
    let differs = |sayings: &str, on: &On, was: &armistice_assess::Ground| {
        let (now, view) = evidence(sayings, on);
        now.changed(&view, &was.evidence)
    };
    assert_eq!(differs("A demands 1", &cell("A"), &was), None);
    assert_eq!(differs("A demands 1; B demands 2", &cell("A"), &was), None, "another cell");
    let more = differs("A demands 1; A offers 2", &cell("A"), &was).unwrap();
    assert_eq!((more.new.len(), more.gone.len(), more.status), (1, 0, false));
    assert_eq!(more.new[0].report, 2);
    let other = differs("A offers 1", &cell("A"), &was).unwrap();
    assert_eq!((other.new.len(), other.gone.len()), (1, 0), "the same words with another stance are new and not gone as well");
    let gone = differs("B demands 1", &cell("A"), &was).unwrap();
    assert_eq!((gone.new.len(), gone.gone.len()), (0, 1));
    let (none, _) = evidence("", &cell("A"));
    assert_eq!(differs("A demands 1", &cell("A"), &none).unwrap().new.len(), 1, "what rested on nothing");
    let issue = On::Issue { issue: "i".into() };
    let (was, _) = evidence("A demands 1", &issue);
    let contested = differs("A demands 1; B demands 2", &issue, &was).unwrap();
    assert!(contested.status && contested.new.len() == 1, "{contested:?}");
}
