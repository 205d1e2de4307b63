//! What a signed text holds, as a report tells it, issue by issue: reported agreed, with an account for each party; its own words from
//! before stand aside.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::running::run;

const CASE: &str = "[case]\nname = \"Ferry\"\ntime_zone = \"UTC\"\nfictional = true\n[[actor]]\nid = \"selm\"\nname = \"Selm\"\nkind = \"state\"\n\
[[actor]]\nid = \"orsk\"\nname = \"Orsk\"\nkind = \"state\"\n[[person]]\nid = \"marsh\"\nname = \"Ada Marsh\"\naffiliation = \"selm\"\nrole = \"foreign minister\"\n\
[[track]]\nid = \"ferry\"\nname = \"Ferry\"\n[[role]]\ntrack = \"ferry\"\nactor = \"selm\"\nrole = \"must assent\"\n[[role]]\ntrack = \"ferry\"\n\
actor = \"orsk\"\nrole = \"must assent\"\n[[issue]]\nid = \"boats\"\ntrack = \"ferry\"\nquestion = \"Which boats go back\"\nkind = \"categorical\"\n\
[[issue.option]]\nid = \"all\"\nlabel = \"All\"\ncues = [\"all boats\", \"every boat\"]\n[[issue.option]]\nid = \"two\"\nlabel = \"Two\"\ncues = [\"two boats\"]\n";

/// Status of the issue with its option, then the accounts.
fn boats(text: &str) -> (String, Vec<String>) {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("reports/a.txt"), format!("Outlet: Selm Post\nDate: 2031-03-04\n\n{text}\n")).unwrap();
    let page: Value = serde_json::from_str(&run(&["brief", dir.path().to_str().unwrap(), "--format", "json"])).unwrap();
    let it = &page["assessment"];
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let accounts = it["accounts"].as_array().unwrap().iter();
    let accounts = accounts.map(|row| format!("{} {} {}", word(&row["actor"]), word(&row["stance"]), word(&row["option"]))).collect();
    (format!("{} {}", word(&it["issues"][0]["status"]), word(&it["issues"][0]["option"])), accounts)
}

const SIGNED: &str = "Selm and Orsk signed a truce for the ferry on Monday.";

#[test]
fn what_the_text_is_told_to_hold_is_reported_agreed() {
    for terms in [
        "Under the agreement Orsk will send all boats home.",
        "All boats will go home by Friday.",
        "The deal provides for the return of all boats.",
        "The pumps will be shared. Under the truce every boat goes home, both sides said.",
    ] {
        let (status, accounts) = boats(&format!("{SIGNED} {terms}"));
        let told = terms.contains("both sides said");
        let expect = if told {
            ("unknown -", vec![])
        } else {
            ("reported agreed all", vec!["selm accepts all".to_owned(), "orsk accepts all".to_owned()])
        };
        assert_eq!((status.as_str(), accounts), expect, "{terms}");
    }
}

#[test]
fn what_is_no_term_of_it_is_not() {
    for terms in [
        "Under the agreement Orsk will not send all boats home.",
        "Under the old agreement all boats went home.",
        "A minister said under the agreement all boats would go home.",
        "Whether all boats will go home was unclear. The harbour is full of all boats.",
        "Under the agreement all boats will go home, or two boats will.",
        "\"Under the agreement all boats go home,\" a driver said.",
    ] {
        assert_eq!(boats(&format!("{SIGNED} {terms}")), ("unknown -".to_owned(), Vec::new()), "{terms}");
    }
    assert_eq!(boats("Selm signed a truce for the ferry on Monday. Under the agreement all boats will go home.").1, Vec::<String>::new());
}

#[test]
fn demands_from_before_a_signature_stand_aside() {
    let before = "Ada Marsh, Selm's foreign minister, said on Sunday: \"We demand all boats.\"";
    let (status, accounts) = boats(&format!("{before}\n\n{SIGNED} Under the agreement Orsk will send all boats home."));
    assert_eq!((status.as_str(), accounts.len()), ("reported agreed all", 2));
}
