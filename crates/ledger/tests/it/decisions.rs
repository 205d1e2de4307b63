//! What persons decide on statements, in a view: found again in another reading, never covering what was not seen, never lost.

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

#[test]
fn an_accepted_statement_is_reviewed_and_the_one_of_the_same_words_beside_it_is_not() {
    let mut world = World::new(first());
    assert!(reviewed(&world.view()).is_empty());
    let entry = world.accept(2);
    assert_eq!(reviewed(&world.view()), [2]);
    assert!(matches!(state(&world.view(), &entry).touches, Touches::Statement(at) if at.statement == StatementId(2)));
    world.accept(1);
    world.accept(3);
    assert!(!world.view().reports[0].reviewed, "one is left");
    world.accept(4);
    assert!(world.view().reports[0].reviewed);
    world.retract(&entry);
    assert_eq!(reviewed(&world.view()), [1, 3, 4]);
}

#[test]
fn words_told_by_another_are_reviewed_with_the_others_only() {
    let mut world = World::new(first());
    world.accept(4);
    assert!(reviewed(&world.view()).is_empty());
    world.accept(1);
    assert_eq!(reviewed(&world.view()), [1, 4]);
}

#[test]
fn a_newer_reading_keeps_a_decision_where_it_says_the_same_and_lists_it_where_it_does_not() {
    let mut world = World::new(first());
    let (one, two) = (world.accept(1), world.accept(2));
    // Numbers change, and a span is cut otherwise.
    let mut again = first();
    again[0] = statement(7, 1, Act::Accept, span("crews sign", 0), None);
    again.truncate(3);
    world.read("rules/0.2.0", again.clone());
    assert_eq!(reviewed(&world.view()), [7, 2]);
    // The same words say less now: that nobody accepted.
    again[1].act = Act::Hope;
    world.read("rules/0.3.0", again);
    let view = world.view();
    assert_eq!(reviewed(&view), [7]);
    assert!(state(&view, &one).besides.is_empty());
    assert_eq!(state(&view, &two).besides, ["read otherwise now: act hope (it was accept)"]);
    // And nothing is read from them any more.
    world.read("rules/0.4.0", vec![statement(1, 1, Act::Hope, span("rain", 0), None)]);
    let view = world.view();
    assert!(matches!(&state(&view, &two).touches, Touches::Nothing { because } if because.contains("no statement")));
}

#[test]
fn a_newer_reading_that_drops_the_condition_is_not_what_was_accepted() {
    let mut conditional = first();
    conditional[2].conditions = vec![span("hoped for", 0)];
    let mut world = World::new(conditional);
    world.accept(3);
    assert_eq!(reviewed(&world.view()), [3]);
    world.read("rules/0.2.0", first());
    assert!(reviewed(&world.view()).is_empty());
}

#[test]
fn a_rejected_statement_leaves_with_what_is_nested_in_it_and_with_the_yes_read_from_its_words() {
    let mut world = World::new(first());
    let entry = world.reject(1);
    let view = world.view();
    assert_eq!(ids(&view), [2, 3]);
    assert!(view.reports[0].reading.events.is_empty(), "no yes stays by another road");
    let told = state(&view, &entry).besides.join("; ");
    assert!(told.contains("s4, nested in it") && told.contains("AGREE"), "{told}");
    world.read("rules/0.2.0", first());
    assert_eq!(ids(&world.view()), [2, 3], "a newer reader's, too");
    world.retract(&entry);
    assert_eq!((ids(&world.view()), world.view().reports[0].reading.events.len()), (vec![1, 2, 3, 4], 1));
}

#[test]
fn an_edited_statement_says_what_the_person_says_whatever_a_newer_reader_finds() {
    let mut world = World::new(first());
    let entry = world.edit(1, |it| it.act = Act::Hope);
    for reader in ["rules/0.2.0", "rules/0.3.0"] {
        let view = world.view();
        let filed = &view.reports[0];
        let statement = filed.reading.statements.iter().find(|it| it.content.contains(&span("the crews sign", 0))).unwrap();
        assert_eq!(statement.act, Act::Hope);
        let decision = &filed.decisions[&statement.id];
        assert_eq!((decision.deed, decision.author.as_str(), decision.entries.as_slice()), (Deed::Edited, ADA, &[entry.clone()][..]));
        assert!(filed.reading.events.is_empty(), "what was read as a yes is no yes any more");
        let newer = if reader == "rules/0.2.0" { first() } else { vec![statement.clone()] };
        world.read(reader, if reader == "rules/0.3.0" { vec![first()[2].clone()] } else { newer });
    }
    let view = world.view();
    assert_eq!(ids(&view), [3, 4], "the words are not read now; the saying stands, behind the reader's");
    assert!(state(&view, &entry).besides[0].contains("nothing is read from its words now"));
}

#[test]
fn of_several_entries_on_one_statement_the_later_counts_and_an_acceptance_of_an_edit_stands_beside_it() {
    let mut world = World::new(first());
    let struck = world.reject(3);
    assert_eq!(ids(&world.view()), [1, 2, 4]);
    world.retract(&struck);
    let edited = world.edit(3, |it| it.certainty = Certainty::Possible);
    let accepted = world.accept(3);
    let decision = world.view().reports[0].decisions[&StatementId(3)].clone();
    assert_eq!((decision.deed, decision.entries), (Deed::Edited, vec![edited.clone(), accepted]));
    let again = world.edit(3, |it| it.act = Act::Doubt);
    let view = world.view();
    assert_eq!(view.reports[0].decisions[&StatementId(3)].entries, [again]);
    assert!(state(&view, &edited).besides.join(" ").contains("a later entry counts in its place"));
}

#[test]
fn an_added_statement_stands_behind_the_readers_until_the_reader_finds_it() {
    let mut world = World::new(first());
    let gone = world.add("hoped", 0, Act::Assert);
    let entry = world.add("Finch", 1, Act::Assert);
    assert_eq!(ids(&world.view()), [1, 2, 3, 4, 5, 6]);
    assert_eq!(reviewed(&world.view()), [5, 6]);
    world.retract(&gone);
    assert_eq!(ids(&world.view()), [1, 2, 3, 4, 6], "its number stays");
    let mut found = first();
    found.push(statement(5, 1, Act::Assert, span("Finch", 1), None));
    world.read("rules/0.2.0", found);
    let view = world.view();
    assert_eq!((ids(&view), reviewed(&view)), (vec![1, 2, 3, 4, 5], vec![5]), "not twice");
    assert!(state(&view, &entry).besides.contains(&"the program reads it so, too".to_owned()));
}

#[test]
fn the_order_in_which_entries_were_appended_does_not_matter() {
    let mut world = World::new(first());
    let (four, three) = (world.of(4), world.of(3));
    let tie = |said: Said| {
        let tie = Tie { holder: ActorKey::from("crews"), issue: "pay".into(), option: None, stance: Stance::Offers, own_words: true };
        Said { ties: vec![tie], ..said }
    };
    let edit = |act: Act| {
        let (statement, was) = three.clone();
        Content::Statement(StatementEntry::Edit {
            statement,
            said: Box::new(tie(Said { act, ..was.clone() })),
            was: Box::new(was),
            note: None,
        })
    };
    let contents = [
        edit(Act::Doubt),
        edit(Act::Predict),
        Content::Statement(StatementEntry::Accept { statement: four.0, said: Box::new(four.1), note: None }),
        Content::Same(SameEntry {
            same: true,
            what: Sameness::Origin { one: "sha256:1".to_owned(), other: "sha256:1".to_owned() },
            note: None,
        }),
    ];
    let made = |order: [usize; 4]| {
        let mut world = World::new(first());
        for n in order {
            let known = at(5 + i8::try_from(n).unwrap());
            let new = NewEntered { known: Some(known), author: ADA.to_owned(), marking: Marking::clear(), content: contents[n].clone() };
            world.ledger.enter(&new, Recorded(at(20).0), &mut random(seed(&new))).unwrap();
        }
        world.view()
    };
    world.n = 0;
    let all = made([0, 1, 2, 3]);
    assert_eq!(all.reports[0].reading.statement(StatementId(3)).unwrap().act, Act::Predict);
    assert_eq!(all.decided.len(), 4);
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        assert_eq!(made(order), all);
    }
}

#[test]
fn a_decision_above_the_clearance_changes_nothing_below_it() {
    let without = World::new(first()).seen("green");
    let mut world = World::new(first());
    let (statement, was) = world.of(1);
    let said = Said { act: Act::Hope, ..was.clone() };
    for entry in [
        StatementEntry::Accept { statement: statement.clone(), said: Box::new(was.clone()), note: None },
        StatementEntry::Edit { statement: statement.clone(), was: Box::new(was.clone()), said: Box::new(said.clone()), note: None },
        StatementEntry::Add { statement: statement.clone(), said: Box::new(said), note: None },
        StatementEntry::Reject { statement, was: Box::new(was), why: "a joke".to_owned() },
    ] {
        world.enter(ADA, "amber", Content::Statement(entry));
    }
    assert_eq!(world.seen("green"), without);
    let seen = world.seen("amber");
    assert_eq!(ids(&seen), [2, 3]);
}

#[test]
fn what_a_decision_says_bears_its_marking_and_so_does_what_is_nested_in_it() {
    let mut world = World::new(first());
    let (statement, said) = world.of(1);
    world.enter(ADA, "amber", Content::Statement(StatementEntry::Accept { statement, said: Box::new(said), note: None }));
    let view = world.view();
    let marking = |id: u32| view.reports[0].marking_at(StatementId(id)).to_string();
    assert_eq!([1, 2, 3, 4].map(marking), ["amber", "clear", "clear", "amber"]);
}

/// Marsh denies, and a person takes a part of the words, or all of them, for a yes.
fn denied() -> World {
    let mut world = World::new(vec![statement(1, 2, Act::Deny, span("Marsh said the crews sign", 0), None)]);
    world.n = 1;
    world
}

#[test]
fn what_was_decided_on_a_statement_that_was_taken_back_leaves_the_words_around_it_alone() {
    for words in ["crews sign", "the crews sign", "said the crews sign", "Marsh said the crews sign"] {
        let nth = usize::from(!words.contains("Marsh"));
        let mut world = denied();
        let (at, was) = world.of(1);
        let content = vec![Stretch { words: words.to_owned(), start: span(words, nth).start() }];
        let at = StatementAnchor { content, ..at };
        let said = Said { act: Act::Accept, ..was };
        let boxed = || Box::new(said.clone());
        let of = |entry: StatementEntry| Content::Statement(entry);
        let added = world.enter(ADA, "clear", of(StatementEntry::Add { statement: at.clone(), said: boxed(), note: None }));
        assert_eq!(ids(&world.view()), [1, 2], "{words}");
        let why = "a joke".to_owned();
        let struck = world.enter("Bob", "clear", of(StatementEntry::Reject { statement: at.clone(), was: boxed(), why }));
        assert_eq!(ids(&world.view()), [1], "{words}");
        let taken = world.retract(&added);
        let view = world.view();
        let left = view.reports[0].reading.statement(StatementId(1)).unwrap();
        assert_eq!((ids(&view), left.act), (vec![1], Act::Deny), "{words}");
        assert!(matches!(state(&view, &struck).touches, Touches::Nothing { .. }), "and it is listed");
        world.retract(&taken);
        world.retract(&struck);
        let accepted = world.enter("Bob", "clear", of(StatementEntry::Accept { statement: at.clone(), said: boxed(), note: None }));
        let doubts = Box::new(Said { certainty: Certainty::Possible, ..said.clone() });
        let edited = world.enter("Cy", "clear", of(StatementEntry::Edit { statement: at, was: boxed(), said: doubts, note: None }));
        let view = world.view();
        assert_eq!(view.reports[0].decisions[&StatementId(2)].entries, std::slice::from_ref(&edited), "{words}");
        world.retract(&added);
        let view = world.view();
        let acts: Vec<Act> = view.reports[0].reading.statements.iter().map(|it| it.act).collect();
        assert_eq!(acts, [Act::Deny, Act::Accept], "the words of its author stand by themselves: {words}");
        assert!(state(&view, &edited).besides[0].contains("nothing is read from its words now"), "{words}");
        assert!(!view.reports[0].decisions.contains_key(&StatementId(1)), "{words}");
        world.retract(&edited);
        let view = world.view();
        assert_eq!(ids(&view), [1], "{words}");
        assert!(matches!(state(&view, &accepted).touches, Touches::Nothing { .. }), "{words}");
    }
}

#[test]
fn what_two_persons_say_of_the_same_words_is_one_where_it_ties_them_alike_and_two_where_it_does_not() {
    let mut world = World::new(first());
    let (at, was) = world.of(3);
    let content = vec![Stretch { words: "Finch".to_owned(), start: span("Finch", 1).start() }];
    let at = StatementAnchor { content, ..at };
    let tied = |stance: Stance| {
        let tie = Tie { holder: ActorKey::from("crews"), issue: "pay".into(), option: None, stance, own_words: true };
        Said { act: Act::Assert, ties: vec![tie], ..was.clone() }
    };
    let add = |stance: Stance| Content::Statement(StatementEntry::Add { statement: at.clone(), said: Box::new(tied(stance)), note: None });
    let one = world.enter(ADA, "clear", add(Stance::Accepts));
    let same = world.enter("Bob", "clear", add(Stance::Accepts));
    let other = world.enter("Cy", "clear", add(Stance::Rejects));
    let again = world.enter("Di", "clear", add(Stance::Rejects));
    let view = world.view();
    assert_eq!(ids(&view), [1, 2, 3, 4, 5, 7]);
    let decisions = &view.reports[0].decisions;
    let by = |id: u32| decisions[&StatementId(id)].entries.clone();
    assert_eq!((by(5), by(7)), (vec![one, same], vec![other.clone(), again]));
    assert_eq!(decisions[&StatementId(7)].said.ties[0].stance, Stance::Rejects);
    assert!(state(&view, &other).besides.is_empty());
    // And what is decided on the one does not touch the other.
    let accept = StatementEntry::Accept { statement: at.clone(), said: Box::new(tied(Stance::Rejects)), note: None };
    let accepted = world.enter("Eli", "clear", Content::Statement(accept));
    let struck = StatementEntry::Reject { statement: at.clone(), was: Box::new(tied(Stance::Rejects)), why: "a joke".to_owned() };
    assert!(world.view().reports[0].decisions[&StatementId(7)].entries.contains(&accepted));
    world.enter("Eli", "clear", Content::Statement(struck));
    assert_eq!(ids(&world.view()), [1, 2, 3, 4, 5]);
}
