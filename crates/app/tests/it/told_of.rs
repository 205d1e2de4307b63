//! What the page says of parties that are not heard themselves, of roles that a report gives, of what is not settled and of drafts whose
//! track only the sentence before tells.

use std::fs;

use tempfile::TempDir;

use crate::running::run;

const CASE: &str = r#"[case]
name = "Ferry"
time_zone = "UTC"
fictional = true
[[actor]]
id = "selm"
name = "Selm"
kind = "state"
[[actor]]
id = "orsk"
name = "Orsk"
kind = "state"
[[actor]]
id = "dorn"
name = "Dorn"
kind = "state"
[[actor]]
id = "guards"
name = "Pier Guards"
kind = "armed group"
[[actor]]
id = "gulls"
name = "Gulls"
kind = "armed group"
[[person]]
id = "marsh"
name = "Ada Marsh"
affiliation = "selm"
role = "foreign minister"
[[track]]
id = "ferry"
name = "Ferry"
[[track]]
id = "pier"
name = "Pier"
[[role]]
track = "ferry"
actor = "selm"
role = "must assent"
[[role]]
track = "ferry"
actor = "orsk"
role = "must assent"
[[role]]
track = "ferry"
actor = "dorn"
role = "mediates"
[[role]]
track = "ferry"
actor = "gulls"
role = "can spoil"
[[role]]
track = "pier"
actor = "selm"
role = "must assent"
[[role]]
track = "pier"
actor = "guards"
role = "must assent"
[[issue]]
id = "toll"
track = "ferry"
question = "How high the toll for passengers is"
kind = "categorical"
[[issue.option]]
id = "none"
label = "No toll"
cues = ["without a toll"]
"#;

fn page(text: &str) -> String {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("reports/a.txt"), format!("Outlet: Dorn Post\nDate: 2031-03-04\n\n{text}\n")).unwrap();
    run(&["brief", dir.path().to_str().unwrap(), "--width", "400"])
}

/// What others are shown to say of parties.
#[track_caller]
fn others(text: &str, expect: &[&str]) {
    let page = page(text);
    let found: Vec<&str> = page.lines().filter_map(|line| line.trim().strip_prefix("others")).map(str::trim).collect();
    assert_eq!(found.len(), expect.len(), "{page}");
    assert!(found.iter().zip(expect).all(|(line, words)| line.starts_with("not its own words: ") && line.contains(words)), "{page}");
}

#[test]
fn what_others_say_of_a_party_stands_apart_from_its_own_words() {
    others(
        "A diplomat said on Monday that Orsk wants confirmation that there is a mandate.",
        &["a diplomat | assert | wants confirmation"],
    );
    others("There is pessimism that Orsk will sail under the new plan.", &["no source given | doubt | Orsk will sail"]);
    others("An official said the Pier Guards would not leave the quay.", &["an official | "]);
}

#[test]
fn a_yes_told_by_others_own_people_and_what_is_of_no_one_track_are_left_out() {
    others("A diplomat said on Monday that Orsk had agreed to the plan.", &[]);
    others("A diplomat said on Monday that Orsk accepted the offer.", &[]);
    others("Ada Marsh, Selm's foreign minister, said on Monday that Selm would keep the quay.", &[]);
    others("A diplomat said on Monday that Selm was tired.", &[]);
    others("A diplomat said on Monday that the harbour of Orsk was full.", &[]);
    others("A diplomat said on Monday that Dorn was patient.", &[]);
}

#[test]
fn a_role_that_only_a_report_gives_is_shown_and_not_taken_over() {
    let told = page("Envoys from Dorn, which is Orsk’s main negotiator, left on Monday.");
    assert!(told.contains("called “Orsk’s main negotiator” by the report; the case file has it as: mediates"), "{told}");
    let none = page("Envoys from Dorn met Orsk’s main negotiator on Monday.");
    assert!(!none.contains("ROLES TOLD"), "{none}");
}

#[test]
fn what_is_not_settled_stands_with_the_track_of_its_subject() {
    let open = page("People close to the talks said that details remain unresolved, including the toll and the number of passengers.");
    let track = open.split("\nPIER").next().unwrap();
    assert!(track.lines().any(|line| line.trim_start().starts_with("open ") && line.contains("details remain unresolved")), "{open}");
    let bare = page("People close to the talks said that many details remain unresolved.");
    assert!(!bare.lines().any(|line| line.trim_start().starts_with("open ")), "{bare}");
}

#[test]
fn a_draft_takes_its_track_from_the_sentence_that_leads_up_to_it() {
    let lead = "Selm has played down reports of a truce with the Pier Guards. ";
    let led = page(&format!(
        "{lead}“Many drafts have been circulated. None reflect the state of the talks,” Ada Marsh, Selm's foreign minister, said."
    ));
    assert!(led.contains("taken from the one before, by the same side"), "{led}");
    assert!(led.contains("does not say that it was never genuine"), "{led}");
    let other = page(&format!("{lead}“Many drafts have been circulated. None reflect the state of the talks,” a spokesman for Dorn said."));
    assert!(!other.contains("taken from the one before"), "{other}");
    let alone = page("Selm met the Pier Guards. “Many drafts have been circulated,” Ada Marsh, Selm's foreign minister, said.");
    assert!(!alone.contains("taken from the one before"), "{alone}");
}

#[test]
fn an_offer_without_a_hand_may_be_one_that_stands() {
    let lead = "In recent days Dorn put forward new proposals, including a week-long truce without a toll. ";
    let bare = page(&format!("{lead}Negotiators from Dorn are discussing a limited offer with Orsk, an official said on Monday."));
    assert!(bare.lines().any(|line| line.trim_start().starts_with("which ") && line.contains("whether it is P1 is not told")), "{bare}");
    let alone = page("Negotiators from Dorn are discussing a limited offer with Orsk, an official said on Monday.");
    assert!(!alone.lines().any(|line| line.trim_start().starts_with("which ")), "{alone}");
}

#[test]
fn who_can_spoil_a_deal_is_missed_under_its_track() {
    let silent = page("Ada Marsh, Selm's foreign minister, said on Monday that the quay was open.");
    let track = silent.split("\nFERRY").nth(1).and_then(|rest| rest.split("\nPIER").next()).unwrap();
    assert!(track.contains("Gulls") && track.contains("OWN WORDS: none (can spoil)"), "{silent}");
    let heard = page("The Gulls said on Monday that the quay was open.");
    assert!(!heard.contains("(can spoil)\n") && !heard.contains("OWN WORDS: none (can spoil)"), "{heard}");
}

#[test]
fn who_denies_one_draft_has_not_denied_several() {
    let many = page(
        "“Many drafts have been circulated,” Ada Marsh, Selm's foreign minister, said. A spokesman for Dorn said the draft shared online did not reflect the current status of the talks.",
    );
    assert!(many.contains("DENIALS") && !many.contains("the draft (P"), "{many}");
}

#[test]
fn said_right_behind_quoted_words_after_a_meeting_is_said_that_day_or_later() {
    let text = |second: &str| {
        page(&format!(
            "“We are optimistic that a truce will be reached in the next few hours or days,” Ada Marsh said on Sunday.\n\nMarsh said she was optimistic that a truce could be reached {second}."
        ))
    };
    let after = text("“in the next few hours or days” after speaking with envoys on Monday");
    assert!(after.contains("date unclear, 2031-03-02 or 2031-03-03/2031-03-04"), "{after}");
    assert!(!text("“in the next few hours or days” on the quay").contains("date unclear"));
}
