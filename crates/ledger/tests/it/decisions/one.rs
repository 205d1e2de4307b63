//! One decision on a statement: what it covers, and what a newer reading leaves of it.

use super::*;

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
