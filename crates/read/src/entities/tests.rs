//! Facts about actors, on invented people and places.

use super::{Context, Entities, Hints, entities};
use crate::attribution::Text;
use crate::quotes::quotes;
use crate::tags::{Tag, tag};
use crate::tokens::{Tokens, tokens};

fn read<'a>(text: &'a Text<'a>) -> Entities<'a> {
    entities(text, Hints::default())
}

fn tagged(cut: &Tokens<'_>) -> Vec<Tag> {
    cut.sentences.iter().flat_map(|it| tag(&it.clone().map(|i| cut.word(i)).collect::<Vec<_>>())).collect()
}

/// `expect`: the persons as `name | role, role | affiliation`.
#[track_caller]
fn persons(text: &str, expect: &[&str]) {
    let cut = tokens(text);
    let (tags, marks) = (tagged(&cut), quotes(&cut));
    let chunked = Text::new(&cut, &tags, &marks);
    let found = read(&chunked);
    let persons = found.actors.iter().filter(|it| it.kind == armistice_types::statement::ActorKind::Person);
    let shown: Vec<String> =
        persons.map(|it| format!("{} | {} | {}", it.name, it.roles.join(", "), it.affiliation.as_deref().unwrap_or("-"))).collect();
    assert_eq!(shown, expect);
}

/// Sources stand in `{braces}`; `expect`: `name, anonymity` of each, in order, with `×n` where a part speaks.
#[track_caller]
fn sources(text: &str, expect: &[&str]) {
    let plain: String = text.chars().filter(|c| !matches!(c, '{' | '}')).collect();
    let cut = tokens(&plain);
    let (tags, marks) = (tagged(&cut), quotes(&cut));
    let chunked = Text::new(&cut, &tags, &marks);
    let mut found = read(&chunked);
    let (mut recent, mut shown) = (Vec::new(), Vec::new());
    for (n, piece) in text.split('{').enumerate().skip(1) {
        let before: usize = text.split('{').take(n).map(|it| it.len() - it.matches('}').count()).sum();
        let end = before + piece.find('}').expect("a source is closed");
        let np = cut.tokens.partition_point(|it| it.end <= before)..cut.tokens.partition_point(|it| it.start < end);
        let resolved = found.resolve(np, Context { recent_sources: &recent, ..Context::default() });
        recent.extend(resolved.map(|it| it.actor));
        shown.push(resolved.map_or("-".to_owned(), |it| {
            let count = it.count.map_or(String::new(), |count| format!(" ×{count}"));
            format!("{}, {}{count}", found.actors[it.actor].name, it.anonymity)
        }));
    }
    assert_eq!(shown, expect);
}

#[test]
fn a_title_before_a_name_gives_role_and_affiliation() {
    persons(
        "Norwegian Defense Minister Ilse Marrow met CIA Director Tom Hale.",
        &["Ilse Marrow | defense minister | Norway", "Tom Hale | director | CIA"],
    );
    persons("Norway's caretaker Prime Minister Ilse Marrow spoke.", &["Ilse Marrow | caretaker prime minister | Norway"]);
    persons("National Security Council spokesman Tom Hale said so.", &["Tom Hale | spokesman | National Security Council"]);
    persons("Minister of Trade Ilse Marrow left.", &["Ilse Marrow | minister of trade | -"]);
}

#[test]
fn an_apposition_gives_role_and_affiliation() {
    let union = "The Quarrymen's Union met. ";
    persons(&format!("{union}Ilse Marrow, the union's president, spoke."), &["Ilse Marrow | president | Quarrymen's Union"]);
    persons(&format!("{union}Its chairman, Tom Hale, spoke."), &["Tom Hale | chairman | Quarrymen's Union"]);
    persons("Ada Finch, counsel to the Selm Port Owners' Association, told all.", &["Ada Finch | counsel | Selm Port Owners' Association"]);
    persons(&format!("{union}Tom Hale of the union agreed."), &["Tom Hale |  | Quarrymen's Union"]);
}

#[test]
fn bylines_credits_and_datelines_are_no_actors() {
    persons("By Ada Finch and Tom Hale\n\nSELM, Norway — Ilse Marrow spoke.", &["Ilse Marrow |  | -"]);
    persons("Ilse Marrow spoke.\n\nThe Daily's Ada Finch and Tom Hale contributed reporting.", &["Ilse Marrow |  | -"]);
}

#[test]
fn short_forms_point_to_the_full_name() {
    sources("Ilse Marrow left. {Marrow} said so. {Ms. Marrow} said more.", &["Ilse Marrow, named", "Ilse Marrow, named"]);
    sources("Ilse Marrow and Tom Marrow came. {Mr. Marrow} spoke.", &["Tom Marrow, named"]);
    sources("The Selm Ferry Union met. {The union} said so.", &["Selm Ferry Union, office"]);
    sources(
        "{The Norwegian Prime Minister's Office} said so after Prime Minister Ilse Marrow spoke.",
        &["Norwegian Prime Minister's Office, office"],
    );
}

#[test]
fn pronouns_agree_with_whom_they_point_to() {
    sources("Ilse Marrow met Tom Hale. {She} said so. {He} said otherwise.", &["Ilse Marrow, named", "Tom Hale, named"]);
    sources("Ilse Marrow met the Selm Ferry Union. {It} said so.", &["Selm Ferry Union, office"]);
    sources("The rain fell. {She} said so.", &["-"]);
}

#[test]
fn a_pronoun_means_the_subject_of_the_sentence_before() {
    sources("Ilse Marrow said no. Ada Finch, who leads for the port, spent an hour with Jane Dell. {She} said so.", &["Ada Finch, named"]);
    sources("Adam Finch said no. Tom Hale of the wage board answered on Friday. {He} said so.", &["Tom Hale, named"]);
    sources("Tom Hale had nothing to add to what Adam Finch wrote. {He} said so.", &["Tom Hale, named"]);
    sources("Tom Hale was asked about Adam Finch. {He} said so.", &["Tom Hale, named"]);
    sources("Ada Finch spoke. Secretary of Trade Tom Hale was asked. {He} said so.", &["Tom Hale, named"]);
}

#[test]
fn a_subject_that_is_a_pronoun_hands_on_whom_it_means() {
    sources("Tom Hale came late. He had brought Adam Finch. {He} said so.", &["Tom Hale, named"]);
    sources("Ilse Marrow spoke. Ada Finch cares. Her two sons were taken, {she} said.", &["Ada Finch, named"]);
}

#[test]
fn whoever_is_named_in_what_is_said_hardly_says_it() {
    sources("Tom Hale met the press. Adam Finch would go, {he} said.", &["Tom Hale, named"]);
    sources("Tom Hale would not talk of drafts. The union had answered the real one, {he} said.", &["Tom Hale, named"]);
}

#[test]
fn two_who_may_be_meant_alike_are_neither() {
    sources("The letter named Tom Hale and Adam Finch. {He} said so.", &["-"]);
    sources("The letter named Tom Hale and Ada Finch. {He} said so.", &["Tom Hale, named"]);
    sources("\"My union is small,\" Ada Finch said. Lorries came, {it} said.", &["-"]);
}

#[test]
fn a_clause_shows_the_gender_of_its_only_person() {
    sources("Quillem Dorre said he was late. {She} said so.", &["-"]);
    sources("Quillem Dorre said he was late. {He} said so.", &["Quillem Dorre, named"]);
}

#[test]
fn an_office_is_not_that_of_whoever_is_named_later() {
    sources("Ada Finch did not dispute it. {The envoy} said so. Tom Hale, the Finnish envoy, left.", &["the envoy, anonymous"]);
    sources("Tom Hale, the envoy, met Ada Finch, the envoy of Norway. {The envoy} said so.", &["Tom Hale, named"]);
}

#[test]
fn a_place_is_no_person() {
    persons("In Orsel House, the envoy warned that it would rain.", &[]);
    persons("Orsel House opened. Tam Orsel, who runs it, spoke.", &["Tam Orsel |  | -"]);
    persons("Quillem Dorre came late. Later Dorre left.", &["Quillem Dorre |  | -"]);
}

#[test]
fn unnamed_sources_stay_as_described() {
    sources(
        "{Two sources familiar with the talks} said so. {One of the sources} said more.",
        &["two sources familiar with the talks, anonymous", "two sources familiar with the talks, anonymous ×1"],
    );
    sources("{People familiar with the talks} said so.", &["people familiar with the talks, anonymous"]);
    sources("{A diplomat} said so. {A diplomat} said otherwise.", &["a diplomat, anonymous", "a diplomat, anonymous"]);
    sources(
        "{Norwegian officials} hope. {Norwegian officials} doubt.",
        &["Norwegian officials, collective", "Norwegian officials, collective"],
    );
}

#[test]
fn a_spokesman_is_not_whom_he_speaks_for() {
    sources("Ilse Marrow left. {A spokesman for Marrow} said so.", &["a spokesman for Marrow, anonymous"]);
    sources("Ilse Marrow left. {Marrow's lawyer} said so.", &["Marrow's lawyer, anonymous"]);
}

#[test]
fn a_title_alone_points_to_its_holder_only_when_nothing_speaks_against_it() {
    sources("Prime Minister Ilse Marrow left. {The prime minister} said so.", &["Ilse Marrow, named"]);
    sources(
        "The rain in Norway fell. {The country's prime minister} said so. Norway's Prime Minister Ilse Marrow left.",
        &["Ilse Marrow, named"],
    );
    sources("Norwegian President Ilse Marrow left. {The Finnish president} said so.", &["the Finnish president, anonymous"]);
    sources("Vice President Ilse Marrow left. {The president} said so.", &["the president, anonymous"]);
}

#[test]
fn two_who_speak_together_are_neither_of_them() {
    sources("{Ilse Marrow and Tom Hale} said so.", &["Ilse Marrow and Tom Hale, named"]);
}

#[test]
fn a_near_spelling_joins_and_is_noted() {
    let cut = tokens("Minister Ilse Orlandsen left. Minister Ilse Orlandson stayed.");
    let (tags, marks) = (tagged(&cut), quotes(&cut));
    let chunked = Text::new(&cut, &tags, &marks);
    let found = read(&chunked);
    assert_eq!(
        found.variants.iter().map(|(range, name)| (cut.words(range), name.as_str())).collect::<Vec<_>>(),
        [("Ilse Orlandson", "Ilse Orlandsen")]
    );
}

#[test]
fn any_text_is_read_without_a_panic() {
    for text in [
        "",
        ",",
        "The",
        "Mr.",
        "A's",
        "'s",
        "Ada Marsh,",
        "of of of",
        "President of",
        "قال الوزير إن",
        "\u{202e}A \u{0}",
        "(",
        "By",
        "A —",
        "Its, Ada Finch",
    ] {
        let cut = tokens(text);
        let (tags, marks) = (tagged(&cut), quotes(&cut));
        let chunked = Text::new(&cut, &tags, &marks);
        let mut found = read(&chunked);
        for start in 0..cut.tokens.len() {
            for end in start..=cut.tokens.len() {
                found.resolve(start..end, Context::default());
            }
        }
    }
}

#[test]
fn whom_a_paragraph_begins_with_says_what_is_quoted_in_it() {
    let before = "{Ilse Marrow} said no.\n\n";
    // Somebody new by name, by description, behind a question; a surname for a full name before it.
    sources(
        &format!("{before}Perla Quist, who teaches law in Selm, is not. \"I doubt it,\" {{she}} said."),
        &["Ilse Marrow, named", "Perla Quist, named"],
    );
    sources(
        "{Tom Hale} said no.\n\nA second diplomat involved in the talks was blunter. \"I have seen nothing,\" {he} said.",
        &["Tom Hale, named", "a second diplomat, anonymous"],
    );
    sources(
        "{Tom Hale} said no.\n\nThe town's headmaster, Osk Grell, keeps two rooms. \"I listen,\" {he} said.",
        &["Tom Hale, named", "Osk Grell, named"],
    );
    sources(
        "The Selm Ferry Union met. {The union} waited.\n\nWhose is it? The mayor's office was quick. \"It is old,\" {it} said.",
        &["Selm Ferry Union, office", "mayor's office, office"],
    );
    sources("The driver of Anna Velt was out.\n\nVelt rinses the cups. \"You may write it,\" {she} said.", &["Anna Velt, named"]);
}

#[test]
fn who_is_only_named_in_a_paragraph_takes_no_words_from_the_speaker() {
    // An owner, the object of a preposition, the other gender, somebody new in mid-paragraph.
    sources(
        "{Ilse Marrow} left.\n\nPerla Quist's house was shut. \"I knocked,\" {she} said.",
        &["Ilse Marrow, named", "Ilse Marrow, named"],
    );
    sources("{Ilse Marrow} left.\n\nTo Perla Quist it was lost. \"I knocked,\" {she} said.", &["Ilse Marrow, named", "Ilse Marrow, named"]);
    sources("{Mrs. Marrow} left.\n\nTom Quist was out. \"I knocked,\" {she} said.", &["Marrow, named", "Marrow, named"]);
    sources(
        "{Mr. Hale} spoke.\n\nTom Quist waited. Bo Lunt, the driver, came in. \"We are late,\" {he} said.",
        &["Hale, named", "Bo Lunt, named"],
    );
    sources("Mr. Marrow spoke. Mr. Hale, {he} said, had gone.", &["Marrow, named"]);
}

#[test]
fn a_minister_is_not_the_prime_minister() {
    sources("Prime Minister Ilse Marrow left. {The minister} spoke.", &["the minister, anonymous"]);
    sources("Prime Minister Ilse Marrow left. {The prime minister} spoke.", &["Ilse Marrow, named"]);
    sources("Trade Minister Ilse Marrow left. {The minister} spoke.", &["Ilse Marrow, named"]);
}
