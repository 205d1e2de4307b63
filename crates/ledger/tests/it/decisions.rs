//! What persons decide on statements, in a view: found again in another reading, never covering what was not seen, never lost.

#[path = "decisions/one.rs"]
mod one;
#[path = "decisions/several.rs"]
mod several;

use armistice_ledger::{Ledger, NewEntered, NewReport, Sqlite, anchor, said};
use armistice_types::case::ActorKey;
use armistice_types::coded::Stance;
use armistice_types::decided::Deed;
use armistice_types::entries::{
    Content, EntryState, Retract, Said, SameEntry, Sameness, StatementAnchor, StatementEntry, Stretch, Tie, Touches,
};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::report::Report;
use armistice_types::statement::{
    Act, Actor, ActorId, ActorKind, Anonymity, Certainty, Event, EventId, Modality, Quote, Reading, Source, Statement, StatementId,
};
use armistice_types::text::Span;
use armistice_types::time::Recorded;
use armistice_types::view::View;

use super::made::random;
use super::{at, reading as full, report};

const TEXT: &str = "Finch said the crews sign. Marsh said the crews sign. Finch hoped for rain.";
const ADA: &str = "Ada Penn";

fn filed_report() -> Report {
    Report { text: TEXT.to_owned().into(), ..report(1) }
}

fn span(words: &str, nth: usize) -> Span {
    let at = TEXT.match_indices(words).nth(nth).unwrap().0;
    Span::new(at, at + words.len()).unwrap()
}

fn statement(id: u32, who: u32, act: Act, content: Span, within: Option<u32>) -> Statement {
    let source = Source { actor: Some(ActorId(who)), span: None, anonymity: Anonymity::Named, count: None };
    Statement {
        id: StatementId(id),
        source,
        via: Vec::new(),
        cue: None,
        content: vec![content],
        quote: Quote::Indirect,
        addressees: Vec::new(),
        medium: None,
        said_on: None,
        act,
        negated: false,
        certainty: Certainty::Certain,
        within: within.map(StatementId),
        conditions: Vec::new(),
        horizon: None,
        denies: None,
        about: Vec::new(),
    }
}

fn actor(id: u32, name: &str) -> Actor {
    let kind = ActorKind::Person;
    Actor {
        id: ActorId(id),
        name: name.to_owned(),
        kind,
        roles: Vec::new(),
        affiliation: None,
        count: None,
        mentions: Vec::new(),
        case_id: None,
    }
}

fn reading(statements: Vec<Statement>) -> Reading {
    let events = vec![Event {
        id: EventId(1),
        kind: "AGREE".to_owned(),
        mode: None,
        actors: vec![ActorId(1)],
        recipients: Vec::new(),
        place: None,
        when: None,
        modality: Modality::Actual,
        told_by: None,
        span: span("crews sign", 0),
    }];
    let actors = vec![actor(1, "Finch"), actor(2, "Marsh")];
    Reading { report: filed_report(), sentences: Vec::new(), actors, statements, events, proposals: Vec::new(), ..full(1) }
}

/// Finch accepts, Marsh accepts in the same words, Finch hopes; what Finch tells of the crews is nested in his words.
fn first() -> Vec<Statement> {
    vec![
        statement(1, 1, Act::Accept, span("the crews sign", 0), None),
        statement(2, 2, Act::Accept, span("the crews sign", 1), None),
        statement(3, 1, Act::Hope, span("rain", 0), None),
        statement(4, 2, Act::Promise, span("crews sign", 0), Some(1)),
    ]
}

/// The same entry gets the same id in every ledger.
fn seed(new: &NewEntered) -> u64 {
    format!("{new:?}").bytes().fold(7, |all, it| all.wrapping_mul(31).wrapping_add(it.into()))
}

struct World {
    ledger: Ledger<Sqlite>,
    n: i8,
}

impl World {
    fn new(statements: Vec<Statement>) -> Self {
        let mut world = Self { ledger: super::in_memory(), n: 0 };
        world.read("rules/0.1.0", statements);
        world
    }

    fn read(&mut self, reader: &str, statements: Vec<Statement>) {
        let report = filed_report();
        let new = NewReport { report: &report, known: Some(at(1)), marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
        super::file(&mut self.ledger, &new, &reading(statements), reader, at(1));
    }

    fn enter(&mut self, author: &str, marking: &str, content: Content) -> String {
        self.n += 1;
        let known = at(1 + self.n);
        let new = NewEntered { known: Some(known), author: author.to_owned(), marking: marking.parse().unwrap(), content };
        self.ledger.enter(&new, Recorded(known.0), &mut random(seed(&new))).unwrap()
    }

    fn seen(&self, clearance: &str) -> View {
        self.ledger.view(None, at(30), &clearance.parse().unwrap()).unwrap()
    }

    fn view(&self) -> View {
        self.seen("red")
    }

    /// Anchor and saying of a statement as the view has it.
    fn of(&self, id: u32) -> (StatementAnchor, Said) {
        let view = self.view();
        let filed = &view.reports[0];
        let statement = filed.reading.statement(StatementId(id)).unwrap();
        (anchor(&filed.reading.report, statement), said(&filed.reading, statement, None))
    }

    fn accept(&mut self, id: u32) -> String {
        let (statement, said) = self.of(id);
        self.enter(ADA, "clear", Content::Statement(StatementEntry::Accept { statement, said: Box::new(said), note: None }))
    }

    fn reject(&mut self, id: u32) -> String {
        let (statement, was) = self.of(id);
        self.enter(ADA, "clear", Content::Statement(StatementEntry::Reject { statement, was: Box::new(was), why: "a joke".to_owned() }))
    }

    fn edit(&mut self, id: u32, change: impl Fn(&mut Said)) -> String {
        let (statement, was) = self.of(id);
        let mut said = was.clone();
        change(&mut said);
        self.enter(
            ADA,
            "clear",
            Content::Statement(StatementEntry::Edit { statement, was: Box::new(was), said: Box::new(said), note: None }),
        )
    }

    fn add(&mut self, words: &str, nth: usize, act: Act) -> String {
        let (at, was) = self.of(3);
        let place = span(words, nth);
        let content = vec![Stretch { words: words.to_owned(), start: place.start() }];
        let said = Said { act, ..was };
        self.enter(
            ADA,
            "clear",
            Content::Statement(StatementEntry::Add { statement: StatementAnchor { content, ..at }, said: Box::new(said), note: None }),
        )
    }

    fn retract(&mut self, entry: &str) -> String {
        self.enter(ADA, "clear", Content::Retract(Retract { entry: entry.to_owned(), why: None }))
    }
}

fn ids(view: &View) -> Vec<u32> {
    view.reports[0].reading.statements.iter().map(|it| it.id.0).collect()
}

fn reviewed(view: &View) -> Vec<u32> {
    let filed = &view.reports[0];
    ids(view).into_iter().filter(|id| filed.reviewed_at(StatementId(*id))).collect()
}

#[track_caller]
fn state<'v>(view: &'v View, entry: &str) -> &'v EntryState {
    view.decided.iter().find(|it| it.id == entry).unwrap()
}
