//! Whose words a statement printed whole, an interview and a transcript are, tied to a case.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::running::run;

const CASE: &str = "[case]\nname = \"The Reed\"\ntime_zone = \"UTC\"\nfictional = true\n\
[[actor]]\nid = \"arland\"\nname = \"Arland\"\nkind = \"state\"\n[[actor]]\nid = \"borland\"\nname = \"Borland\"\nkind = \"state\"\n\
[[person]]\nid = \"rask\"\nname = \"Otto Rask\"\naffiliation = \"borland\"\nrole = \"foreign minister\"\n\
[[track]]\nid = \"river\"\nname = \"River\"\n[[role]]\ntrack = \"river\"\nactor = \"arland\"\nrole = \"must assent\"\n\
[[role]]\ntrack = \"river\"\nactor = \"borland\"\nrole = \"must assent\"\n\
[[issue]]\nid = \"debt\"\ntrack = \"river\"\nquestion = \"What is paid\"\nkind = \"categorical\"\n\
[[issue.option]]\nid = \"all\"\nlabel = \"The whole debt\"\ncues = [\"the whole debt\"]\n[[issue.option]]\nid = \"half\"\nlabel = \"Half the debt\"\ncues = [\"half the debt\"]\n\
[[issue]]\nid = \"gates\"\ntrack = \"river\"\nquestion = \"What becomes of the upper gates\"\nkind = \"categorical\"\n\
[[issue.option]]\nid = \"open\"\nlabel = \"Open gates\"\ncues = [\"open the upper gates\", \"free the upper gates\"]\n[[issue.option]]\nid = \"shut\"\nlabel = \"Shut gates\"\ncues = [\"shut the upper gates\"]\n";

/// The positions and rules of the case with one report.
fn assessed(report: &str) -> Value {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::write(dir.path().join("reports/one.txt"), report).unwrap();
    let page: Value = serde_json::from_str(&run(&["brief", dir.path().to_str().unwrap(), "--format", "json"])).unwrap();
    page["assessment"].clone()
}

fn positions(of: &Value) -> Vec<String> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = of["positions"].as_array().unwrap().iter();
    rows.map(|row| ["actor", "stance", "issue", "option"].map(|name| text(row, name)).join(" ")).collect()
}

#[test]
fn a_ministry_speaks_for_its_state_and_they_are_what_it_asked_for() {
    let by = |words: &str| {
        assessed(&format!(
            "Title: Statement on the Reed\nOutlet: Ministry of Waters of Arland\nDate: 2031-10-08\n\nWe have read the paper. {words}\n"
        ))
    };
    let page = by("We demand the whole debt. When it has been paid, we will free the upper gates.");
    assert!(positions(&page).contains(&"arland demands debt all".to_owned()), "{:?}", positions(&page));
    let rules = page["conditions"]["rules"].to_string();
    assert!(rules.contains("borland") && rules.contains("\"all\""), "{rules}");
    // What is over was not asked for.
    let rules = by("We demand the whole debt. When it is over, we will free the upper gates.")["conditions"]["rules"].to_string();
    assert!(!rules.contains("borland"), "{rules}");
}

#[test]
fn an_answer_is_the_guests_and_a_question_is_nobodys() {
    let page = assessed(
        "Title: Otto Rask: \"We count\"\nOutlet: Selm Post\nDate: 2031-10-08\n\nMinister, you will shut the upper gates. Why?\n\nNo, we will \
         open the upper gates.\n\nAnd the debt?\n\nWe reject the whole debt.\n\nSo you accept half the debt?\n\nI have no answer today.\n",
    );
    let got = positions(&page);
    assert!(got.contains(&"borland rejects debt all".to_owned()), "{got:?}");
    assert!(!got.iter().any(|it| it.ends_with("half") || it.ends_with("shut")), "{got:?}");
}

#[test]
fn a_bank_is_no_state() {
    let page = assessed("Title: Statement on the Reed\nOutlet: Bank of Arland\nDate: 2031-10-08\n\nWe demand the whole debt.\n");
    assert_eq!(positions(&page), Vec::<String>::new());
}

#[test]
fn an_explainer_an_army_and_news_of_a_letter_speak_for_nobody() {
    for report in [
        "Title: Otto Rask: what we know\nOutlet: Selm Post\nDate: 2031-10-08\n\nWho is he?\n\nOtto Rask is the foreign minister.\n\nWhat of the \
         debt?\n\nBorland would accept half the debt.\n\nAnd the gates?\n\nThey stay.\n",
        "Title: Statement on the Reed\nOutlet: Liberation Army of Arland\nDate: 2031-10-08\n\nWe accept half the debt.\n",
        "Title: Letter from Arland on the Reed\nOutlet: Selm Post\nDate: 2031-10-08\n\nThe letter, which we have seen, is short. Arland would accept \
         half the debt.\n",
    ] {
        assert_eq!(positions(&assessed(report)), Vec::<String>::new(), "{report}");
    }
}
