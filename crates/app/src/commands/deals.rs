//! `armistice deals`: a case, or problems from files. A case without preferences gets the logic-only answer: no utility, frontier or point.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use armistice_deal::{Kind, Limit, Problem, Source, Wish};
use armistice_types::deal::{Deals, Robustness};

use crate::args::{Deals as Args, Format};
use crate::{Status, output};

/// A file larger than this is refused unread, and so is a folder with more files.
const LARGEST: u64 = 64 << 20;
const FILES: usize = 1_000;

pub(super) fn deals(args: &Args) -> anyhow::Result<Status> {
    if output::format(&args.output) == Format::Csv && (args.top.is_some() || args.negmas) {
        bail!("CSV has the frontier alone: --top and --negmas are for text, pages and JSON");
    }
    if let [dir] = &args.paths[..]
        && dir.join("case.toml").exists()
    {
        return of_case(dir, args);
    }
    if let Some(dir) = args.paths.iter().find(|path| path.join("case.toml").exists()) {
        bail!("`{}` is a case: give one case by itself, or problem and domain files", dir.display());
    }
    let (folders, loose): (Vec<&PathBuf>, Vec<&PathBuf>) = args.paths.iter().partition(|path| path.is_dir());
    for folder in folders {
        of_files(&name(folder), &listed(folder)?, false, args)?;
    }
    if !loose.is_empty() {
        let files: Vec<PathBuf> = loose.into_iter().cloned().collect();
        of_files(&name(&files[0]), &files, true, args)?;
    }
    Ok(Status::Fine)
}

fn of_case(dir: &Path, args: &Args) -> anyhow::Result<Status> {
    let (opened, it) = super::show::opened(dir, &args.moment)?;
    let case = it.view.case.as_ref();
    let tracks = case.map(|case| armistice_deal::packages(case, &it.assessment)).unwrap_or_default();
    let over = over(args);
    let with = case.map_or(Ok(Vec::new()), |case| armistice_deal::of_case(case, &wish(args, &over)))?;
    let outline = armistice_brief::deals(&it.view, &it.assessment, &tracks, &with);
    let json = || armistice_brief::deals_json(&it.view, &outline, &tracks, &with);
    let page = output::formed(&outline, &args.output, &json, &|| armistice_brief::lines_csv(&outline));
    output::deliver(&plotted(page, with.iter().map(|it| &it.deals), args), &args.output)?;
    Ok(opened.status)
}

/// What is asked for, within the limits given; `over` tells whether the time is up.
fn wish<'l>(args: &Args, over: &'l (dyn Fn() -> bool + Sync)) -> Wish<'l> {
    Wish { top: args.top.unwrap_or(0), weights: args.weights.clone(), negmas: args.negmas, limit: Limit { held: held(args), over } }
}

/// Utilities, of 16 bytes each, that fit in the memory given.
fn held(args: &Args) -> usize {
    (args.memory as usize).saturating_mul(1 << 20) / 16
}

/// Is the time given for a search up? Counted from here.
fn over(args: &Args) -> impl Fn() -> bool + Sync + use<> {
    let end = args.limit.map(|seconds| Instant::now() + Duration::from_secs(seconds.into()));
    move || end.is_some_and(|end| Instant::now() >= end)
}

fn name(path: &Path) -> String {
    path.file_stem().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned())
}

/// The XML and JSON files of a folder, by name.
fn listed(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let ours = |path: &PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json") || it.eq_ignore_ascii_case("xml"));
    let rows = std::fs::read_dir(folder).with_context(|| format!("cannot list `{}`", folder.display()))?;
    let mut files: Vec<PathBuf> = rows.filter_map(|it| Some(it.ok()?.path())).filter(|path| ours(path) && path.is_file()).collect();
    files.sort();
    match files.len() {
        0 => bail!("`{}` is no case (no case.toml) and holds no problem or domain file (.json, .xml)", folder.display()),
        n if n > FILES => bail!("`{}` holds {n} files; at most {FILES} are read", folder.display()),
        _ => Ok(files),
    }
}

fn text(path: &Path) -> anyhow::Result<String> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?.len();
    if size > LARGEST {
        bail!("`{}` has {size} bytes; a problem or domain file has at most {LARGEST}", path.display());
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|err| String::from_utf8_lossy(err.as_bytes()).into_owned()))
}

/// The problems in some files: each of our own by itself, domain and profiles of one format together. Files `named` by the user must be of
/// use; others of a folder are left out.
fn of_files(title: &str, paths: &[PathBuf], named: bool, args: &Args) -> anyhow::Result<()> {
    let mut texts = Vec::new();
    for path in paths {
        let text = text(path)?;
        let kind = armistice_deal::kind(&text);
        if kind != Kind::Other {
            let file = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
            texts.push((path, file, text, kind));
        } else if named {
            bail!("`{}` is no problem file and no domain or profile of Genius (XML), GeniusWeb or NegoLog (JSON)", path.display());
        }
    }
    if texts.is_empty() {
        bail!("no file of `{title}` is a problem, a domain or a profile");
    }
    for (path, _, text, _) in texts.iter().filter(|it| it.3 == Kind::Problem) {
        let wrong = || {
            format!(
                "`{}` is no problem file: {{\"issues\": [{{\"name\", \"options\"}}], \"parties\": [{{\"name\", \"reservation\", \"weights\", \"scores\"}}]}}",
                path.display()
            )
        };
        let estimates = armistice_deal::estimates(text).with_context(wrong)?;
        let problem = estimates.middle().with_context(wrong)?;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let over = over(args);
        let limit = Limit { held: held(args), over: &over };
        let robustness = armistice_deal::robust(&estimates, args.draws, args.seed, threads, &limit)?;
        let mut notes = vec!["preferences and reservation values: from the file".to_owned()];
        if !estimates.unknown().is_empty() {
            notes.push("some numbers are ranges or distributions: the figures are of their middles, but for those across draws".to_owned());
        }
        if robustness.is_none() && !estimates.unknown().is_empty() && args.draws > 0 {
            notes.push("there was too little time for all draws; they are left out".to_owned());
        }
        show(&name(path), &problem, notes, robustness, args)?;
    }
    for (format, says) in [(Kind::Genius, "Genius XML"), (Kind::Web, "GeniusWeb JSON"), (Kind::NegoLog, "NegoLog JSON")] {
        let files: Vec<Source<'_>> =
            texts.iter().filter(|it| it.3 == format).map(|(_, file, text, _)| Source { name: file, text }).collect();
        if files.is_empty() {
            continue;
        }
        let (problem, faults) =
            armistice_deal::from_files(format, &files).with_context(|| format!("`{title}` ({says}) cannot be worked on"))?;
        let mut notes = vec![format!("preferences and reservation values: from the files ({says})")];
        notes.extend(faults);
        show(title, &problem, notes, None, args)?;
    }
    Ok(())
}

fn show(title: &str, problem: &Problem, notes: Vec<String>, robustness: Option<Robustness>, args: &Args) -> anyhow::Result<()> {
    let deals =
        Deals { robustness, ..armistice_deal::answer(problem, notes, &wish(args, &over(args))).with_context(|| format!("`{title}`"))? };
    let outline = armistice_brief::problem(title, &deals);
    let json = || serde_json::to_string(&deals).unwrap_or_default() + "\n";
    let csv = || armistice_brief::deals_csv(&deals);
    let page = output::formed(&outline, &args.output, &json, &csv);
    output::deliver(&plotted(page, [&deals], args), &args.output)
}

/// The page, with plots behind it where they are asked for.
fn plotted<'d>(mut page: Vec<u8>, deals: impl IntoIterator<Item = &'d Deals>, args: &Args) -> Vec<u8> {
    if args.plot && output::format(&args.output) == Format::Text {
        for it in deals {
            page.extend(armistice_brief::plot(it, output::style(&args.output).width).into_bytes());
        }
    }
    page
}
