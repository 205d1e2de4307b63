//! What no page may say: every command that shows a case, in every form, over the project's own cases.
//!
//! A page's words are either quoted, or a report's own, or the case file's, or the program's. What is found as words of the
//! program is held to three rules: every line rests on something; nobody accepts or agrees but where a statement is cited, and
//! never a package; a number about what will be has its author beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Commands that do not show a case alone.
const OTHERS: [&str; 9] = ["new", "check", "add", "read", "chains", "why", "diff", "verify", "help"];
/// Words that promise something; the beginnings of words.
const PROMISES: [&str; 2] = ["accept", "agree"];
/// Words and signs that weigh what will be.
const ODDS: [&str; 8] = ["likely", "unlikely", "likelihood", "chance", "probab", "odds", "percent", "%"];
/// How the program says that nobody is said to accept.
const DISCLAIMERS: [&str; 5] = [
    "that does not say that anybody would accept one",
    "no acceptance by",
    "no line says that",
    "nobody accepts by discussing",
    "putting forward is not accepting",
];

fn run(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

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

/// The cases, each in a folder of its own, so that no ledger is left in the tree.
fn cases() -> Vec<TempDir> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut out: Vec<TempDir> = ["narrows", "harbour", "levant-2024"].iter().map(|name| copy(&all.join(name))).collect();
    let numbers = TempDir::new().unwrap();
    fs::create_dir(numbers.path().join("reports")).unwrap();
    fs::write(numbers.path().join("case.toml"), NUMBERS).unwrap();
    fs::write(numbers.path().join("reports/1.txt"), FORECAST).unwrap();
    out.push(numbers);
    out
}

fn copy(from: &Path) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::copy(from.join("case.toml"), dir.path().join("case.toml")).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    for path in fs::read_dir(from.join("reports")).into_iter().flatten().map(|it| it.unwrap().path()) {
        fs::copy(&path, dir.path().join("reports").join(path.file_name().unwrap())).unwrap();
    }
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
    /// A word and what it counts: "5 percent" is an amount of pay, not a chance.
    amounts: BTreeSet<[String; 2]>,
}

impl Said {
    fn of(case: &Path) -> Self {
        let mut out = Self { threes: BTreeSet::new(), amounts: BTreeSet::new() };
        let reports = fs::read_dir(case.join("reports")).unwrap().map(|it| it.unwrap().path());
        let texts = reports.map(|it| fs::read_to_string(it).unwrap());
        // Of the case file what stands in quotation marks: names, questions, labels, cues.
        let file = fs::read_to_string(case.join("case.toml")).unwrap();
        let strings = file.split('"').skip(1).step_by(2).map(str::to_owned);
        for text in texts.chain(strings) {
            let words = words(&text);
            out.threes.extend(words.windows(3).map(|it| [it[0].clone(), it[1].clone(), it[2].clone()]));
            let amounts = words.windows(2).filter(|it| begins(&it[1], &["percent", "%"]));
            out.amounts.extend(amounts.map(|it| [it[0].clone(), it[1].clone()]));
        }
        out
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
fn every_line_rests_on_a_report_a_line_of_the_case_file_or_an_entry() {
    for case in cases() {
        for command in commands() {
            let page: Value = serde_json::from_slice(&run(&[&command, case.path().to_str().unwrap(), "--format", "json"])).unwrap();
            for (section, text, piece) in pieces(&page) {
                // That there is nothing rests on nothing.
                let empty = text.ends_with("none on file");
                assert!(rests_on(piece).1 || empty, "{command}, {section}: {text}");
            }
        }
    }
}

#[test]
fn nobody_accepts_without_a_statement_and_no_package_is_acceptable() {
    for case in cases() {
        let said = Said::of(case.path());
        for command in commands() {
            let page: Value = serde_json::from_slice(&run(&[&command, case.path().to_str().unwrap(), "--format", "json"])).unwrap();
            for (section, text, piece) in pieces(&page) {
                let lower = DISCLAIMERS.iter().fold(text.to_lowercase(), |text, it| text.replace(it, ""));
                let disclaimed = lower.len() < text.to_lowercase().len();
                let promises = said.own(&lower).into_iter().any(|it| begins(&it, &PROMISES));
                let about = said.own(&text);
                let package = command == "deals" || about.iter().any(|it| begins(it, &["package", "excluded"]));
                let cited = !rests_on(piece).0.is_empty();
                assert!(!promises || cited && !package || disclaimed && cited, "{command}, {section}: {text}");
            }
            let outline = &page["outline"];
            let mut loose = vec![outline["title"].as_str().unwrap_or_default()];
            let strings = |it: &'static str| outline["head"][it].as_array().into_iter().flatten().filter_map(Value::as_str);
            loose.extend(strings("lines").chain(strings("warnings")));
            for text in loose {
                let own = said.own(text);
                assert!(!own.iter().any(|it| begins(it, &PROMISES) || begins(it, &ODDS)), "{command}: {text}");
            }
        }
    }
}

#[test]
fn a_number_about_what_will_be_has_its_author_beside_it() {
    let mut seen = 0;
    for case in cases() {
        let said = Said::of(case.path());
        for command in commands() {
            let page: Value = serde_json::from_slice(&run(&[&command, case.path().to_str().unwrap(), "--format", "json"])).unwrap();
            for (section, text, piece) in pieces(&page) {
                if !said.own(&text).iter().any(|it| begins(it, &ODDS)) {
                    continue;
                }
                // The speaker stands last in the short form of a source: `R6 L1 Wynn`, or `L1 Wynn` where there is one report.
                let named = |short: &&str| {
                    let number = |it: &&str| it.starts_with(['R', 'L']) && it[1..].chars().all(|c| c.is_ascii_digit());
                    text.contains(&short.split(' ').skip_while(number).collect::<Vec<_>>().join(" "))
                };
                assert!(rests_on(piece).0.iter().any(named), "{command}, {section}: {text}");
                seen += 1;
            }
            numbers_have_authors(&page["assessment"]);
        }
    }
    assert!(seen > 0, "the number of the fourth case is on no page");
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

#[test]
fn no_form_says_more_than_the_page_in_data() {
    let strong =
        |text: &str| -> BTreeSet<String> { words(text).into_iter().filter(|it| begins(it, &PROMISES) || begins(it, &ODDS)).collect() };
    for case in cases() {
        let dir = case.path().to_str().unwrap();
        let reports = fs::read_dir(case.path().join("reports")).unwrap().map(|it| fs::read_to_string(it.unwrap().path()).unwrap());
        let reports: BTreeSet<String> = reports.flat_map(|it| strong(&it)).collect();
        for command in commands() {
            let page: Value = serde_json::from_slice(&run(&[&command, dir, "--format", "json"])).unwrap();
            let known: BTreeSet<String> = strong(&page["outline"].to_string()).union(&reports).cloned().collect();
            for form in ["text", "md", "html", "csv", "docx"] {
                let shown = strong(&visible(form, &run(&[&command, dir, "--format", form])));
                // A table of data says what its numbers are, and has the certainty of every statement beside its speaker.
                let columns = ["probability", "probable", "unlikely"];
                let more: Vec<&String> = shown.difference(&known).filter(|it| form != "csv" || !columns.contains(&it.as_str())).collect();
                assert!(more.is_empty(), "{command} --format {form}: {more:?}");
            }
        }
    }
}
