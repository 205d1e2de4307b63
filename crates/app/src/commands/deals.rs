//! `armistice deals`: a case, or problems from files. A case without preferences gets the logic-only answer: no utility, frontier or point.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_deal::{Kind, Limit, Source, Watch, Wish};
use armistice_types::deal::{Count, Deals};

use super::watch::Timed;
use crate::args::{Deals as Args, Format};
use crate::{Outside, Status, output};

/// A file larger than this is refused unread, and so is a folder with more files.
const LARGEST: u64 = 64 << 20;
const FILES: usize = 1_000;
/// And files that are larger together.
const TOGETHER: u64 = 256 << 20;

pub(super) fn deals(args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    if output::format(&args.output) == Format::Csv && (args.top.is_some() || args.negmas || args.behind.is_some()) {
        bail!("CSV has the frontier alone: --top, --behind and --negmas are for text, pages and JSON");
    }
    if let [dir] = &args.paths[..]
        && dir.join("case.toml").exists()
    {
        return of_case(dir, args, outside);
    }
    if let Some(dir) = args.paths.iter().find(|path| path.join("case.toml").exists()) {
        bail!("`{}` is a case: give one case by itself, or problem and domain files", dir.display());
    }
    let (folders, loose): (Vec<&PathBuf>, Vec<&PathBuf>) = args.paths.iter().partition(|path| path.is_dir());
    for folder in folders {
        of_files(&name(folder), &listed(folder)?, false, args, outside)?;
    }
    if !loose.is_empty() {
        let files: Vec<PathBuf> = loose.into_iter().cloned().collect();
        of_files(&name(&files[0]), &files, true, args, outside)?;
    }
    Ok(Status::Fine)
}

fn of_case(dir: &Path, args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = super::show::opened(dir, &args.moment, outside)?;
    let case = it.view.case.as_ref();
    let tracks = case.map(|case| armistice_deal::packages(case, &it.assessment)).unwrap_or_default();
    let watch = Timed::new(args.limit, outside.bars());
    let with = case.map_or(Ok(Vec::new()), |case| armistice_deal::of_case(case, &tracks, &wish(args, &watch)))?;
    drop(watch);
    let outline = armistice_brief::deals(&it.view, &it.assessment, &tracks, &with);
    let json = || armistice_brief::deals_json(&it.view, &outline, &tracks, &with);
    let page = output::formed(&outline, output::form(&args.output, outside.terminal), &json, &|| armistice_brief::lines_csv(&outline));
    found(with.iter().map(|it| &it.deals), args)?;
    output::deliver(&plotted(page, with.iter().map(|it| &it.deals), args), &args.output, outside)?;
    Ok(opened.status)
}

/// What is asked for, within the limits given.
fn wish<'l>(args: &Args, watch: &'l dyn Watch) -> Wish<'l> {
    let bytes = (args.memory as usize).saturating_mul(1 << 20);
    Wish {
        top: args.top.unwrap_or(0),
        behind: args.behind.map(|it| it as usize),
        weights: args.weights.clone(),
        negmas: args.negmas,
        draws: args.draws,
        seed: args.seed,
        threads: armistice_cores::count(),
        limit: Limit::new(bytes, watch),
    }
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
fn of_files(title: &str, paths: &[PathBuf], named: bool, args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    let size: u64 = paths.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|it| it.len()).sum();
    if size > TOGETHER {
        bail!("the files of `{title}` have {size} bytes; together they have at most {TOGETHER}: give fewer at a time");
    }
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
        of_problem(path, text, args, outside)?;
    }
    for (format, says) in [(Kind::Genius, "Genius XML"), (Kind::Web, "GeniusWeb JSON"), (Kind::NegoLog, "NegoLog JSON")] {
        let files: Vec<Source<'_>> =
            texts.iter().filter(|it| it.3 == format).map(|(_, file, text, _)| Source { name: file, text }).collect();
        if !files.is_empty() {
            of_domain(title, format, says, &files, args, outside)?;
        }
    }
    Ok(())
}

fn of_problem(path: &Path, text: &str, args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    let wrong = || {
        format!(
            "`{}` is no problem file: {{\"issues\": [{{\"name\", \"options\"}}], \"parties\": [{{\"name\", \"reservation\", \"weights\", \"scores\"}}]}}",
            path.display()
        )
    };
    let estimates = armistice_deal::estimates(text).with_context(wrong)?;
    estimates.middle().with_context(wrong)?;
    let watch = Timed::new(args.limit, outside.bars());
    let notes = vec!["preferences and reservation values: from the file".to_owned()];
    let title = name(path);
    let deals = armistice_deal::of_estimates(&estimates, notes, &wish(args, &watch)).with_context(|| format!("`{title}`"))?;
    drop(watch);
    show(&title, &deals, args, outside)
}

fn of_domain(title: &str, format: Kind, says: &str, files: &[Source<'_>], args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    let (problem, faults) = armistice_deal::from_files(format, files).with_context(|| format!("`{title}` ({says}) cannot be worked on"))?;
    let mut notes = vec![format!("preferences and reservation values: from the files ({says})")];
    notes.extend(faults);
    let watch = Timed::new(args.limit, outside.bars());
    let deals = armistice_deal::answer(&problem, notes, &wish(args, &watch)).with_context(|| format!("`{title}`"))?;
    drop(watch);
    show(title, &deals, args, outside)
}

fn show(title: &str, deals: &Deals, args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    let outline = armistice_brief::problem(title, deals);
    let json = || serde_json::to_string(deals).unwrap_or_default() + "\n";
    let csv = || armistice_brief::deals_csv(deals);
    let page = output::formed(&outline, output::form(&args.output, outside.terminal), &json, &csv);
    found([deals], args)?;
    output::deliver(&plotted(page, [deals], args), &args.output, outside)
}

/// Is the point there of which packages are asked for?
fn found<'d>(deals: impl IntoIterator<Item = &'d Deals>, args: &Args) -> anyhow::Result<()> {
    let deals: Vec<&Deals> = deals.into_iter().collect();
    let Some(point) = args.behind.filter(|_| deals.iter().all(|it| it.behind.is_none())) else { return Ok(()) };
    let exact = |it: &&Deals| match &it.frontier_points {
        Count::Exact { exact } => exact.parse::<u32>().ok(),
        Count::Bounds { .. } => None,
    };
    match deals.iter().filter_map(exact).max() {
        _ if deals.is_empty() => bail!("--behind asks for a point of a frontier, and without preferences there is none"),
        None => bail!("--behind lists packages where the whole frontier is found, and it is too large"),
        Some(most) if most < point => bail!("there is no point {point}: the frontier has {most}"),
        Some(_) => bail!("point {point} has too many packages behind it, or there was too little time"),
    }
}

/// The page, with plots behind it where they are asked for.
fn plotted<'d>(mut page: Vec<u8>, deals: impl IntoIterator<Item = &'d Deals>, args: &Args) -> Vec<u8> {
    if args.plot && output::format(&args.output) == Format::Text {
        for it in deals {
            page.extend(armistice_brief::plot(it, usize::from(args.output.width)).into_bytes());
        }
    }
    page
}
