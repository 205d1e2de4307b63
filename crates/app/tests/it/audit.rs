//! What no page may say: every command that shows a case, in every form, over the project's own cases.
//!
//! A page's words are either quoted, or a report's own, or the case file's, or the program's. What is quoted is quoted in a report.
//! What is found as words of the program is held to three rules: every line rests on something; nobody accepts or agrees but where a statement is cited, and
//! never a package; a number about what will be has its author beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::running::{self, bytes as run};

/// Commands that do not show a case alone.
const OTHERS: [&str; 30] = [
    "new",
    "check",
    "add",
    "draft",
    "accept",
    "reject",
    "edit",
    "state",
    "same-as",
    "not-same-as",
    "read",
    "chains",
    "why",
    "diff",
    "verify",
    "search",
    "export",
    "import",
    "backup",
    "expunge",
    "passphrase",
    "help",
    "note",
    "grade",
    "preference",
    "reservation",
    "assess",
    "keep",
    "resolve",
    "retract",
];
/// Words that promise something; the beginnings of words.
const PROMISES: [&str; 2] = ["accept", "agree"];
/// Words and signs that weigh what will be.
const ODDS: [&str; 8] = ["likely", "unlikely", "likelihood", "chance", "probab", "odds", "percent", "%"];
/// Shares of a text, not of what will be.
const MEASURES: [&str; 3] =
    ["% of the shorter text stands in the other", "% of its words changed", "% of the names and numbers of the shorter stand in the other"];
/// How the program says that nobody is said to accept.
const DISCLAIMERS: [&str; 5] = [
    "that does not say that anybody would accept one",
    "no acceptance by",
    "no line says that",
    "nobody accepts by discussing",
    "putting forward is not accepting",
];

/// Every command that takes a case and nothing else, as the help lists them: a new one is audited without being asked for.
fn commands() -> Vec<String> {
    let help = String::from_utf8(run(&["--help"])).unwrap();
    let listed = help.lines().skip_while(|it| *it != "Commands:").skip(1).take_while(|it| it.starts_with("  "));
    let names = listed.filter(|it| !it.starts_with("   ")).filter_map(|it| it.split_whitespace().next());
    names.filter(|it| !OTHERS.contains(it)).map(str::to_owned).collect()
}

/// A case with a number in its forecasts, beside the project's own.
const NUMBERS: &str = "[case]\nname = \"Ferries\"\ntime_zone = \"UTC\"\nfictional = true\n[[actor]]\nid = \"line\"\nname = \"Sound Line\"\nkind = \"organisation\"\n\
[[track]]\nid = \"pay\"\nname = \"Pay\"\n[[role]]\ntrack = \"pay\"\nactor = \"line\"\nrole = \"must assent\"\n[[outcome]]\nid = \"strike\"\ntrack = \"pay\"\n\
proposition = \"Strike begins\"\ncues = [\"strike\"]\nresult = true\nresolved = 2031-10-09\n";
const FORECAST: &str = "Outlet: Sound Post\nDate: 2031-10-02\n\nOtto Finch, a spokesman for Sound Line, said there was a 70 percent chance of a strike by \
Friday. Ada Marsh, a lawyer, said a strike before Friday was unlikely.\n";

/// A case of the project in a folder of its own, so that no ledger is left in the tree.
fn copy(name: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    running::copy(&running::read_case(name), dir.path());
    dir
}

/// Small letters, one word or sign each.
fn words(text: &str) -> Vec<String> {
    let spaced: String = text.chars().flat_map(|c| if c == '%' { vec![' ', c, ' '] } else { vec![c] }).collect();
    let parts = spaced.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|it| !it.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// What reports and case file of a case say.
struct Said {
    /// Three words in a row.
    threes: BTreeSet<[String; 3]>,
    /// What stands between quotation marks in the reports, words only.
    quoted: Vec<String>,
    /// A word and what it counts: "5 percent" is an amount of pay, not a chance.
    amounts: BTreeSet<[String; 2]>,
}

impl Said {
    fn of(case: &Path) -> Self {
        let mut out = Self { threes: BTreeSet::new(), quoted: Vec::new(), amounts: BTreeSet::new() };
        let reports = fs::read_dir(case.join("reports")).unwrap().map(|it| it.unwrap().path());
        let texts: Vec<String> = reports.map(|it| fs::read_to_string(it).unwrap()).collect();
        for text in &texts {
            let curly = text.split('“').skip(1).map(|it| it.split('”').next().unwrap_or(it));
            let straight = text.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
            // A quotation over paragraphs opens with each.
            let running = text.split('”').filter_map(|it| it.split_once('“')).map(|(_, it)| it);
            out.quoted.extend(curly.chain(straight).chain(running).map(|it| words(it).join(" ")));
        }
        // Of the case file what stands in quotation marks: names, questions, labels, cues.
        let file = fs::read_to_string(case.join("case.toml")).unwrap();
        let strings = file.split('"').skip(1).step_by(2).map(str::to_owned);
        for text in texts.into_iter().chain(strings) {
            let words = words(&text);
            out.threes.extend(words.windows(3).map(|it| [it[0].clone(), it[1].clone(), it[2].clone()]));
            let amounts = words.windows(2).filter(|it| begins(&it[1], &["percent", "%"]));
            out.amounts.extend(amounts.map(|it| [it[0].clone(), it[1].clone()]));
        }
        out
    }

    /// Does every stretch in quotation marks stand in quotation marks in a report? Where it was shortened, as far as it goes.
    fn quotes(&self, text: &str) -> bool {
        let stretches = text.split('“').skip(1).filter_map(|it| it.split_once('”')).map(|(words, _)| words);
        stretches.map(|it| words(it).join(" ")).all(|it| it.is_empty() || self.quoted.iter().any(|quoted| quoted.contains(&it)))
    }

    /// The program's own words of a line: neither in quotation marks, nor three in a row of what a report or the case file says.
    fn own(&self, text: &str) -> Vec<String> {
        let mut own = Vec::new();
        for plain in unquoted(text) {
            let words = words(&plain);
            let mut said = vec![false; words.len()];
            for (n, it) in words.windows(3).enumerate() {
                if self.threes.contains(&[it[0].clone(), it[1].clone(), it[2].clone()]) {
                    said[n..n + 3].fill(true);
                }
            }
            for (n, it) in words.windows(2).enumerate() {
                if self.amounts.contains(&[it[0].clone(), it[1].clone()]) {
                    said[n..n + 2].fill(true);
                }
            }
            own.extend(words.into_iter().zip(said).filter(|(_, said)| !said).map(|(word, _)| word));
        }
        own
    }
}

/// What stands outside quotation marks, in stretches.
fn unquoted(text: &str) -> Vec<String> {
    let (mut out, mut depth) = (vec![String::new()], 0usize);
    for c in text.chars() {
        match c {
            '“' => depth += 1,
            '”' => {
                depth = depth.saturating_sub(1);
                out.push(String::new());
            }
            _ if depth == 0 => out.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    out
}

fn begins(word: &str, with: &[&str]) -> bool {
    with.iter().any(|it| word.starts_with(it))
}

/// Places in reports, and anything at all.
fn rests_on(line: &Value) -> (Vec<&str>, bool) {
    let sources = line["sources"].as_array().unwrap();
    let placed = sources.iter().filter(|it| !it["place"].is_null()).filter_map(|it| it["short"].as_str()).collect();
    (placed, !sources.is_empty())
}

/// Every line and cell of a page, as (where, text, the value with its sources); cells of the head column are names.
fn pieces(page: &Value) -> Vec<(String, String, &Value)> {
    let mut out = Vec::new();
    for section in page["outline"]["sections"].as_array().unwrap() {
        let title = section["title"].as_str().unwrap();
        for line in section["lines"].as_array().unwrap() {
            let text = format!("{}: {}", line["label"].as_str().unwrap(), line["text"].as_str().unwrap());
            out.push((title.to_owned(), text, line));
        }
        for row in section["table"]["rows"].as_array().into_iter().flatten() {
            let head = row[0]["lines"][0].as_str().unwrap_or_default();
            for cell in row.as_array().unwrap().iter().skip(1) {
                let lines: Vec<&str> = cell["lines"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
                if !lines.is_empty() {
                    out.push((format!("{title} [{head}]"), lines.join(" / "), cell));
                }
            }
        }
    }
    out
}

#[test]
fn narrows() {
    audit(&copy("narrows"));
}

#[test]
fn harbour() {
    audit(&copy("harbour"));
}

#[test]
fn levant() {
    audit(&copy("levant-2024"));
}

#[test]
fn a_number_in_a_forecast() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("case.toml"), NUMBERS).unwrap();
    fs::write(dir.path().join("reports/1.txt"), FORECAST).unwrap();
    assert!(audit(&dir) > 0, "the number is on no page");
}

/// Every command in every form; gives how many lines weigh what will be.
fn audit(case: &TempDir) -> usize {
    let said = Said::of(case.path());
    let dir = case.path().to_str().unwrap();
    let mut weighed = 0;
    for command in commands() {
        let page: Value = serde_json::from_slice(&run(&[&command, dir, "--format", "json"])).unwrap();
        for (section, text, piece) in pieces(&page) {
            let here = format!("{command}, {section}: {text}");
            // That there is nothing rests on nothing.
            assert!(rests_on(piece).1 || text.ends_with("none on file"), "{here}");
            // What is worked out from the preferences of an invented case rests on their rows, and says so.
            let worked_out = section.starts_with("WITH PREFERENCES") && piece["sources"].to_string().contains("case file L");
            assert!(worked_out || promises_nothing(&said, &command, &text, piece), "{here}");
            assert!(said.quotes(&text), "no quotation: {here}");
            let weighs = MEASURES.iter().fold(text.clone(), |text, it| text.replace(it, ""));
            if said.own(&weighs).iter().any(|it| begins(it, &ODDS)) {
                assert!(has_author(&text, piece), "{here}");
                weighed += 1;
            }
        }
        let outline = &page["outline"];
        let strings = |it: &'static str| outline["head"][it].as_array().into_iter().flatten().filter_map(Value::as_str);
        for text in strings("lines").chain(strings("warnings")).chain(outline["title"].as_str()) {
            assert!(!said.own(text).iter().any(|it| begins(it, &PROMISES) || begins(it, &ODDS)), "{command}: {text}");
        }
        numbers_have_authors(&page["assessment"]);
        forms_say_no_more(case.path(), &command, &outline.to_string());
    }
    weighed
}

/// Nobody accepts without a statement cited, and a package is accepted by nobody.
fn promises_nothing(said: &Said, command: &str, text: &str, piece: &Value) -> bool {
    let lower = text.to_lowercase();
    let bare = DISCLAIMERS.iter().fold(lower.clone(), |text, it| text.replace(it, ""));
    if !said.own(&bare).iter().any(|it| begins(it, &PROMISES)) {
        return true;
    }
    let package = command == "deals" || said.own(text).iter().any(|it| begins(it, &["package", "excluded"]));
    !rests_on(piece).0.is_empty() && (!package || bare.len() < lower.len())
}

/// Does the text name the speaker of something it cites? The speaker stands last in the short form of a source: `R6 L1 Wynn`, or
/// `L1 Wynn` where there is one report.
fn has_author(text: &str, piece: &Value) -> bool {
    let number = |it: &&str| it.starts_with(['R', 'L']) && it[1..].chars().all(|c| c.is_ascii_digit());
    let speaker = |short: &str| short.split(' ').skip_while(number).collect::<Vec<_>>().join(" ");
    rests_on(piece).0.into_iter().map(speaker).any(|it| !it.is_empty() && text.contains(&it))
}

/// In the data, too: a chance, a likelihood word or a score stands beside its speaker and the statements it rests on.
fn numbers_have_authors(value: &Value) {
    match value {
        Value::Object(fields) => {
            let numbered =
                ["chance", "likelihood", "scores", "probability"].iter().any(|it| fields.get(*it).is_some_and(|it| !it.is_null()));
            let speaker = fields.get("speaker").and_then(Value::as_str).is_some_and(|it| !it.is_empty());
            let statements = fields.get("statements").and_then(Value::as_array).is_some_and(|it| !it.is_empty());
            assert!(!numbered || speaker && statements, "{value}");
            assert!(fields.keys().all(|it| !begins(it, &["accept", "likely", "odds", "intention"])), "{:?}", fields.keys());
            fields.values().for_each(numbers_have_authors);
        }
        Value::Array(items) => items.iter().for_each(numbers_have_authors),
        _ => {}
    }
}

/// The words that a reader of a form sees.
fn visible(form: &str, bytes: &[u8]) -> String {
    let untagged =
        |text: &str| -> String { text.split('<').filter_map(|it| it.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ") };
    match form {
        "docx" => super::forms::parts(bytes).values().map(|it| untagged(it)).collect::<Vec<_>>().join(" "),
        "html" => untagged(String::from_utf8_lossy(bytes).split("</style>").last().unwrap_or_default()),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// No form has a word of promise or weight that the page in data has not.
fn forms_say_no_more(case: &Path, command: &str, outline: &str) {
    let strong =
        |text: &str| -> BTreeSet<String> { words(text).into_iter().filter(|it| begins(it, &PROMISES) || begins(it, &ODDS)).collect() };
    let reports = fs::read_dir(case.join("reports")).unwrap().map(|it| fs::read_to_string(it.unwrap().path()).unwrap());
    let known: BTreeSet<String> = reports.flat_map(|it| strong(&it)).chain(strong(outline)).collect();
    // One renderer shows every page, but each command makes its own rows of data.
    let forms: &[&str] = if command == "brief" { &["text", "md", "html", "csv", "docx"] } else { &["csv"] };
    for form in forms {
        let shown = strong(&visible(form, &run(&[command, case.to_str().unwrap(), "--format", form])));
        // A table of data says what its numbers are, and has the certainty of every statement beside its speaker.
        let columns = ["probability", "probable", "unlikely"];
        let more: Vec<&String> = shown.difference(&known).filter(|it| *form != "csv" || !columns.contains(&it.as_str())).collect();
        assert!(more.is_empty(), "{command} --format {form}: {more:?}");
    }
}
