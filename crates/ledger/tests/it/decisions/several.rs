//! Several decisions on the same words, in any order, at any marking.

use super::*;

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
