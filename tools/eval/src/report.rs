//! All measures as one page: `armistice-eval report --data PATH --tools PATH --binary PATH [--part dev|test] -o docs/EVALUATION.md`.
//!
//! `--data` holds the corpora by name (`ud-ewt`, `ud-gum`, `ner-uner`, `attribution`, `events/plover`, `re3d`, `litbank`), `--tools` has
//! `score_attribution.py`, `--binary` is the program. A corpus that is not there is named as left out. Run it in the project's folder: it calls
//! `bench/events.py` and keeps the hand-written `evaluation-notes.md` beside the page at the end. `targets.tsv` has floors and goals. The same corpora and program give
//! the same page, but for the speed. Attribution has no test part here: `dev` stands in both.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::attribution::{self, figures};
use crate::{conllu, names, resample, speed, ud};

const TARGETS: &str = include_str!("../targets.tsv");

/// What is measured with.
struct Setting {
    data: PathBuf,
    tools: PathBuf,
    binary: PathBuf,
    part: String,
}

/// The page as it grows.
#[derive(Default)]
struct Page {
    /// By the names of `targets.tsv`.
    figures: Vec<(String, f64)>,
    sections: String,
    left_out: Vec<String>,
}

type Measure = fn(&Setting, &mut Page) -> Result<(), String>;

/// Writes the page.
pub fn run(args: &[String]) -> Result<(), String> {
    let get = |name: &str| args.iter().position(|it| it == name).and_then(|at| args.get(at + 1));
    let need = |name: &str| get(name).ok_or_else(|| format!("`{name}` is missing"));
    let part = get("--part").map_or("dev", String::as_str).to_owned();
    let setting = Setting { data: need("--data")?.into(), tools: need("--tools")?.into(), binary: need("--binary")?.into(), part };
    let out = PathBuf::from(need("-o")?);
    let mut page = Page::default();
    let measures: [(&str, Measure); 6] =
        [("trees", trees), ("names", name_spans), ("attribution", attributions), ("dates", dates), ("events", events), ("speed", speeds)];
    for (name, measure) in measures {
        eprintln!("{name} …");
        if let Err(err) = measure(&setting, &mut page) {
            eprintln!("{name} left out: {err}");
            page.left_out.push(name.to_owned());
        }
    }
    let notes = std::fs::read_to_string(out.with_file_name("evaluation-notes.md")).unwrap_or_default();
    std::fs::write(&out, page.text(&setting.part, &notes)).map_err(|err| format!("cannot write `{}`: {err}", out.display()))
}

impl Page {
    fn figure(&mut self, name: String, value: f64) {
        self.figures.push((name, value));
    }

    fn text(&self, part: &str, notes: &str) -> String {
        let mut out = format!(
            "# Evaluation\n\nWritten by `armistice-eval report` (`tools/eval`), which says how each figure is counted; part `{part}` of each corpus \
             that has parts (attribution: `dev`). No model was fitted on it; `dev` parts were looked at to choose.\n\n| what | floor | goal | ours |\n| --- | --- | --- | --- |\n"
        );
        for row in TARGETS.lines().filter(|line| !line.starts_with('#')) {
            let [name, what, floor, goal] = row.split('\t').collect::<Vec<_>>()[..] else { continue };
            if let Some((_, value)) = self.figures.iter().find(|(it, _)| it == name) {
                let shown = if *value > 1000.0 { format!("{value:.0}") } else { format!("{value:.1}") };
                let met = |target: &str| target.parse::<f64>().is_ok_and(|target| *value >= target);
                let mark = if met(goal) {
                    " (goal met)"
                } else if met(floor) || floor == "-" {
                    ""
                } else {
                    " (below the floor)"
                };
                let _ = writeln!(out, "| {what} | {floor} | {goal} | {shown}{mark} |");
            }
        }
        if !self.left_out.is_empty() {
            let _ = writeln!(out, "\nNot measured: {}.", self.left_out.join(", "));
        }
        out.push_str(&self.sections);
        if !notes.trim().is_empty() {
            let _ = writeln!(out, "\n{}", notes.trim());
        }
        out
    }
}

impl Setting {
    fn corpus(&self, path: &str) -> Result<String, String> {
        let path = self.data.join(path.replace("PART", &self.part));
        if path.exists() { Ok(path.display().to_string()) } else { Err(format!("`{}` is not there", path.display())) }
    }
}

/// Standard output of a command that succeeds.
fn output(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let done = command.output().map_err(|err| format!("cannot run {shown}: {err}"))?;
    if !done.status.success() {
        return Err(format!("{shown}: {}", String::from_utf8_lossy(&done.stderr).trim()));
    }
    String::from_utf8(done.stdout).map_err(|_| format!("{shown} gives no UTF-8"))
}

fn trees(setting: &Setting, page: &mut Page) -> Result<(), String> {
    let mut table = "\n## Words, tags and trees\n\nF1 as the CoNLL 2018 shared task counts it.\n\n| corpus | from | ".to_owned();
    table += &format!("{} |\n|{}\n", ud::NAMES.join(" | "), " --- |".repeat(ud::NAMES.len() + 2));
    // PUD has nothing but a test part.
    let corpora = [("EWT", "ud-ewt/en_ewt-ud-PART.conllu"), ("GUM", "ud-gum/en_gum_open-PART.conllu"), ("PUD", "ud-pud/en_pud-ud-test.conllu")];
    for (corpus, path) in &corpora[..if setting.part == "test" { 3 } else { 2 }] {
        let documents = conllu::read(&setting.corpus(path)?)?;
        for (from, raw) in [("gold words", false), ("raw text", true)] {
            let counts = ud::count(&documents, raw)?;
            let cells: Vec<String> = counts.iter().map(|it| format!("{:.2}", it.f1())).collect();
            let _ = writeln!(table, "| {corpus} | {from} | {} |", cells.join(" | "));
            for (name, count) in ud::NAMES.iter().zip(counts) {
                page.figure(format!("tree {corpus} {}{name}", if raw { "raw " } else { "" }), count.f1());
            }
        }
    }
    page.sections += &table;
    Ok(())
}

fn name_spans(setting: &Setting, page: &mut Page) -> Result<(), String> {
    if setting.part == "dev" {
        return Err("the names are fitted on the development part".to_owned());
    }
    let mut table = "\n## Names\n\nPersons, places and organisations of the same span and type, in given words.\n\n| corpus | type | precision | recall | F1 | \
                     gold |\n| --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    // WikiGold is what the names are fitted on too.
    for (corpus, path) in [("EWT", "ner-uner/en_ewt-ud-PART.iob2"), ("PUD", "ner-uner/en_pud-ud-test.iob2")] {
        for (kind, count) in names::count(&setting.corpus(path)?)? {
            let part = |of: usize| 100.0 * count.right as f64 / of.max(1) as f64;
            let _ = writeln!(
                table,
                "| {corpus} | {kind} | {:.1} | {:.1} | {:.1} | {} |",
                part(count.ours),
                part(count.gold),
                count.f1(),
                count.gold
            );
            if kind == "all" {
                page.figure(format!("names {corpus}"), count.f1());
            }
        }
    }
    page.sections += &table;
    Ok(())
}

fn attributions(setting: &Setting, page: &mut Page) -> Result<(), String> {
    let gold = setting.corpus("attribution/dev.jsonl")?;
    let folder = std::env::temp_dir().join(format!("armistice-eval-{}", std::process::id()));
    let scored = attribution_tallies(setting, &gold, &folder);
    let removed = std::fs::remove_dir_all(&folder);
    let documents = scored?;
    removed.map_err(|err| format!("cannot remove `{}`: {err}", folder.display()))?;
    let groups: [(&str, &[&str]); 3] = [("all", &["gum", "re3d", "ewt"]), ("GUM news and re3d", &["gum", "re3d"]), ("EWT", &["ewt"])];
    let mut table = "\n## Who said what\n\nAs `score_attribution.py` counts it, in percent; in brackets the middle 95 % of 1,000 draws of as many documents, \
                     with the same seed.\n\n| documents | sources | cues | contents | linked | who | act |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for (group, origins) in groups {
        let tallies: Vec<_> = documents.iter().filter(|it| origins.contains(&it.origin.as_str())).map(|it| it.tally).collect();
        let values = figures(tallies.iter());
        let ranges = resample::ranges(&tallies, 1000, 2031);
        let cell = |(value, (low, high)): (&f64, &(f64, f64))| format!("{:.1} ({:.0}–{:.0})", 100.0 * value, 100.0 * low, 100.0 * high);
        let cells: Vec<String> = values.iter().zip(&ranges).map(cell).collect();
        let _ = writeln!(table, "| {group}, {} | {} |", tallies.len(), cells.join(" | "));
        // The targets are those of these documents.
        if group == "GUM news and re3d" {
            for (name, value) in attribution::NAMES.iter().zip(values) {
                page.figure(format!("attribution {name}"), 100.0 * value);
            }
        }
    }
    page.sections += &table;
    Ok(())
}

/// Reads the gold texts with the program, counts, and checks the sums against the script's.
fn attribution_tallies(setting: &Setting, gold: &str, folder: &Path) -> Result<Vec<attribution::Document>, String> {
    let script = setting.tools.join("score_attribution.py");
    output(Command::new("python3").arg(&script).arg("texts").arg(gold).arg(folder))?;
    let listed = std::fs::read_dir(folder).map_err(|err| format!("cannot list `{}`: {err}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listed.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    let readings = output(Command::new(&setting.binary).arg("read").args(&paths).args(["--format", "json"]))?;
    let stored = folder.join("readings.jsonl");
    std::fs::write(&stored, &readings).map_err(|err| format!("cannot write `{}`: {err}", stored.display()))?;
    let shown = output(Command::new("python3").arg(&script).arg("score").arg(gold).arg(&stored))?;
    let theirs: serde_json::Value =
        shown.lines().last().and_then(|line| serde_json::from_str(line).ok()).ok_or("the script's last line is no JSON")?;
    let text = std::fs::read_to_string(gold).map_err(|err| format!("cannot read `{gold}`: {err}"))?;
    let documents = attribution::tallies(&text, &readings)?;
    for (name, value) in attribution::NAMES.iter().zip(figures(documents.iter().map(|it| &it.tally))) {
        let value = if ["who", "act"].contains(name) { value } else { 100.0 * value };
        let scripts = theirs[*name].as_f64().unwrap_or(0.0);
        if (value - scripts).abs() > 0.051 {
            return Err(format!("{name} is {value:.3} here and {scripts} by the script"));
        }
    }
    Ok(documents)
}

/// The number behind a word on a line.
fn number(line: &str, behind: &str) -> Option<f64> {
    line.split_once(behind)?.1.split_whitespace().next()?.parse().ok()
}

fn dates(setting: &Setting, page: &mut Page) -> Result<(), String> {
    let own = std::env::current_exe().map_err(|err| format!("cannot find this program: {err}"))?;
    let shown = output(Command::new(own).arg("dates").arg(setting.corpus("ud-gum/en_gum_open-PART.conllu")?))?;
    let all = shown.lines().find(|line| line.starts_with("~ all")).ok_or("no line for all genres")?;
    page.figure("dates found".to_owned(), 100.0 * number(all, "F1 ").ok_or("no F1")?);
    page.figure("dates right".to_owned(), 100.0 * number(all, "value right ").ok_or("no share")?);
    let lines: Vec<&str> = shown.lines().skip(1).collect();
    let _ = writeln!(page.sections, "\n## Expressions of time\n\nGUM's markup, by genre.\n\n```text\n{}\n```", lines.join("\n"));
    Ok(())
}

fn events(setting: &Setting, page: &mut Page) -> Result<(), String> {
    let gold = setting.corpus("events/plover/PLOVER_GSR_CAMEO.txt")?;
    let shown = output(Command::new("python3").arg("bench/events.py").arg(&setting.binary).arg(gold).args(["--half", &setting.part]))?;
    for (name, begins) in [("types", "type"), ("actors", "actor"), ("recipients", "recipient")] {
        let value = shown.lines().find(|line| line.trim_start().starts_with(begins)).and_then(|line| number(line, "F1 "));
        page.figure(format!("events {name}"), 100.0 * value.ok_or_else(|| format!("no line for {name}"))?);
    }
    let _ = writeln!(page.sections, "\n## Events\n\nPLOVER's sentences, by `bench/events.py`.\n\n```text\n{}\n```", shown.trim_end());
    Ok(())
}

fn speeds(setting: &Setting, page: &mut Page) -> Result<(), String> {
    let paths = ["ud-ewt", "ud-gum", "re3d", "litbank"].map(|it| setting.corpus(it)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let best = speed::best(&paths, 5, |_| ())?;
    page.figure("speed".to_owned(), best.speed());
    let _ = writeln!(
        page.sections,
        "\n## Speed\n\nBest of five processes, one core, every text once: {} documents, {} words, {:.0} words a second, {:.0} MB at most.",
        best.documents,
        best.words,
        best.speed(),
        best.peak as f64 / 1024.0
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_figure_with_a_floor_and_a_goal() {
        let rows: Vec<Vec<&str>> = TARGETS.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        assert!(rows.windows(2).all(|it| it[0][0] < it[1][0]), "sorted");
        for row in rows {
            assert!(row.len() == 4 && row[2..].iter().all(|it| *it == "-" || it.parse::<f64>().is_ok()), "{row:?}");
        }
    }

    #[test]
    fn the_page_has_what_was_measured_and_says_what_was_not() {
        let mut page = Page { sections: "\n## More\n".to_owned(), left_out: vec!["speed".to_owned()], ..Page::default() };
        page.figure("dates found".to_owned(), 93.0);
        page.figure("dates right".to_owned(), 60.0);
        let text = page.text("dev", "## By hand\n");
        assert!(text.contains("| 80 | 92 | 93.0 (goal met) |") && text.contains("| 72 | 85 | 60.0 (below the floor) |"), "{text}");
        assert!(text.contains("Not measured: speed.") && text.ends_with("\n## More\n\n## By hand\n"), "{text}");
    }

    #[test]
    fn numbers_are_found_behind_their_words() {
        assert_eq!(number("actors  P 0.5  R 0.25  F1 0.333  (gold 4)", "F1 "), Some(0.333));
        assert_eq!(number("no figure", "F1 "), None);
    }
}
