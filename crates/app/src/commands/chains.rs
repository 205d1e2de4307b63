//! `armistice chains`: copies among many reports, by their texts alone. Nothing is read for statements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_assess::{Copied, Text, copies, groups};
use armistice_read::intake::{Given, take};
use armistice_types::report::Integrity;
use armistice_types::time::{Day, Published};
use indicatif::ProgressStyle;
use serde::Deserialize;

use crate::args::{Chains, Format, Whom};
use crate::opening::{self, Asked};
use crate::{Outside, Status, output, pipeline};

/// One text, by whatever way it came in.
struct Taken {
    id: String,
    text: String,
    outlet: Option<String>,
    day: Option<Day>,
    respun: bool,
}

/// A line of a JSON Lines file.
#[derive(Deserialize)]
struct Row {
    id: Option<String>,
    text: String,
    outlet: Option<String>,
    published: Option<String>,
    integrity: Option<String>,
}

pub(super) fn chains(args: &Chains, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let bar = outside
        .bars()
        .spinner()
        .with_style(ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    bar.set_message("taking reports in");
    let (taken, status) = take_all(args, outside)?;
    if taken.is_empty() {
        bail!("nothing to compare");
    }
    bar.set_message(format!("comparing {} reports", taken.len()));
    let texts: Vec<Text<'_>> =
        taken.iter().map(|it| Text { text: &it.text, outlet: it.outlet.as_deref(), day: it.day, respun: it.respun }).collect();
    let found = copies(&texts);
    bar.finish_and_clear();
    let chain = chain_numbers(taken.len(), &found);
    let shown = match output::format(&args.output) {
        Format::Json => json(&taken, &found, &chain)?,
        Format::Csv => csv(&taken, &found, &chain)?,
        Format::Text => text(&taken, &found, &chain),
        other => bail!("`chains` has the forms text, json and csv, not {}", format!("{other:?}").to_lowercase()),
    };
    output::deliver(shown.as_bytes(), &args.output, outside)?;
    Ok(status)
}

/// Chain of each text that has one, from 1.
fn chain_numbers(n: usize, found: &[Copied]) -> BTreeMap<usize, usize> {
    let pairs: BTreeSet<(usize, usize)> = found.iter().map(|it| (it.one, it.other)).collect();
    groups(n, &pairs).into_iter().enumerate().flat_map(|(n, group)| group.into_iter().map(move |at| (at, n + 1))).collect()
}

/// Files, the files of folders by name, the reports of cases, and the rows of JSON Lines files. What cannot be taken is named; the rest
/// goes on.
fn take_all(args: &Chains, outside: &mut Outside<'_>) -> anyhow::Result<(Vec<Taken>, Status)> {
    let (mut out, mut status) = (Vec::new(), Status::Fine);
    for path in &args.paths {
        if path.join("case.toml").is_file() {
            status = status.max(of_case(path, args.clearance.as_ref(), &mut out, outside)?);
            continue;
        }
        for file in files(path)? {
            let rows = file.extension().is_some_and(|it| it == "jsonl");
            let result = if rows { json_lines(&file, &mut out) } else { one(&file, &mut out, outside) };
            if let Err(err) = result {
                outside.tell(&format!("error: {err:#}"));
                status = Status::Refused;
            }
        }
    }
    Ok((out, status))
}

/// The files of a folder by name, or the file itself.
fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("cannot read folder `{}`", path.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).filter(|it| it.is_file()).collect();
    files.sort();
    Ok(files)
}

/// What a case's ledger and `reports/` hold; nothing is written into the case.
fn of_case(dir: &Path, clearance: Option<&Whom>, out: &mut Vec<Taken>, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let opened = opening::open(dir, Asked { no_write: true, clearance }, outside)?;
    let view = opened.view(None)?;
    out.extend(view.reports.into_iter().map(|filed| {
        let report = filed.reading.report;
        Taken {
            id: format!("R{} {}", filed.number, report.title.as_deref().unwrap_or(&report.path)),
            respun: report.integrity == Integrity::RewordedCopy,
            outlet: report.outlet,
            day: report.published.map(Published::day),
            text: report.text.into_string(),
        }
    }));
    Ok(opened.status)
}

fn one(path: &Path, out: &mut Vec<Taken>, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    let shown = path.display().to_string();
    let bytes = pipeline::bytes(path, outside.stdin).with_context(|| format!("cannot read `{shown}`"))?;
    let document = take(&bytes, &shown, &Given::default()).map_err(|refusal| anyhow::anyhow!("{refusal}\n  hint: {}", refusal.hint()))?;
    out.push(Taken {
        id: shown,
        outlet: document.outlet,
        day: document.published.map(Published::day),
        respun: document.integrity == Some(Integrity::RewordedCopy),
        text: document.text,
    });
    Ok(())
}

/// Every row, or the first one that is wrong, with its line; nothing is taken of a file that has one.
fn json_lines(path: &Path, out: &mut Vec<Taken>) -> anyhow::Result<()> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{shown}`"))?;
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = || format!("`{shown}` line {}", n + 1);
        let row: Row = serde_json::from_str(line).with_context(at)?;
        let published: Option<Published> =
            row.published.as_deref().map(str::parse).transpose().map_err(anyhow::Error::msg).with_context(at)?;
        rows.push(Taken {
            id: row.id.unwrap_or_else(|| (n + 1).to_string()),
            outlet: row.outlet,
            day: published.map(Published::day),
            respun: row.integrity.as_deref() == Some(Integrity::RewordedCopy.as_str()),
            text: row.text,
        });
    }
    out.extend(rows);
    Ok(())
}

fn json(taken: &[Taken], found: &[Copied], chain: &BTreeMap<usize, usize>) -> anyhow::Result<String> {
    let mut out = String::new();
    for it in found {
        let row = serde_json::json!({
            "one": taken[it.one].id, "other": taken[it.other].id, "chain": chain.get(&it.one), "kind": it.kind,
            "origin": it.origin.map(|at| &taken[at].id), "shared": it.shared, "changed": it.changed, "why": it.because,
        });
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(out)
}

fn csv(taken: &[Taken], found: &[Copied], chain: &BTreeMap<usize, usize>) -> anyhow::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["chain", "one", "other", "kind", "origin", "shared", "changed", "why"])?;
    for it in found {
        let number = chain.get(&it.one).map_or_else(String::new, ToString::to_string);
        let origin = it.origin.map_or("", |at| taken[at].id.as_str());
        let (shared, changed) = (it.shared.to_string(), it.changed.to_string());
        out.write_record([&number, &taken[it.one].id, &taken[it.other].id, it.kind.as_str(), origin, &shared, &changed, it.because])?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

fn text(taken: &[Taken], found: &[Copied], chain: &BTreeMap<usize, usize>) -> String {
    let alone = taken.len() - chain.len();
    let n = chain.values().max().copied().unwrap_or(0);
    let mut out = format!("{} reports: {n} chains of copies, {alone} reports that copy no other\n", taken.len());
    let clean = |at: usize| armistice_brief::clean(&taken[at].id);
    for number in 1..=n {
        let _ = writeln!(out, "\nchain {number}");
        for it in found.iter().filter(|it| chain.get(&it.one) == Some(&number)) {
            let copy = it.origin.map(|origin| if origin == it.one { it.other } else { it.one });
            let pair = match (copy, it.origin) {
                (Some(copy), Some(origin)) => format!("{} copies {}", clean(copy), clean(origin)),
                _ => format!("{} and {} have one origin", clean(it.one), clean(it.other)),
            };
            let _ = writeln!(out, "  {pair}: {}, {} % shared, {} % of words changed; {}", it.kind, it.shared, it.changed, it.because);
        }
    }
    out
}
