//! `armistice deals`: a case, or problems from files. A case without preferences gets the logic-only answer: no utility, frontier or point.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_types::deal::Deals;

use crate::args::Deals as Args;
use crate::{Status, output};

/// A problem file larger than this is refused unread.
const LARGEST: u64 = 64 << 20;

pub(super) fn deals(args: &Args) -> anyhow::Result<Status> {
    match &args.paths[..] {
        [dir] if dir.join("case.toml").exists() => of_case(dir, args),
        paths => {
            let files: Vec<PathBuf> = paths.iter().map(|path| one(path)).collect::<anyhow::Result<_>>()?;
            files.iter().try_for_each(|path| of_file(path, args))?;
            Ok(Status::Fine)
        }
    }
}

fn of_case(dir: &Path, args: &Args) -> anyhow::Result<Status> {
    let (opened, it) = super::show::opened(dir, &args.moment)?;
    let case = it.view.case.as_ref();
    let tracks = case.map(|case| armistice_deal::packages(case, &it.assessment)).unwrap_or_default();
    let with = case.map_or(Ok(Vec::new()), armistice_deal::of_case)?;
    let outline = armistice_brief::deals(&it.view, &it.assessment, &tracks, &with);
    let json = || armistice_brief::deals_json(&it.view, &outline, &tracks, &with);
    output::deliver(&output::formed(&outline, &args.output, &json, &|| armistice_brief::lines_csv(&outline)), &args.output)?;
    Ok(opened.status)
}

/// The problem file that a path means: itself, or the one JSON file of a folder.
fn one(path: &Path) -> anyhow::Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)
        .with_context(|| format!("cannot list `{}`", path.display()))?
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    match &files[..] {
        [file] => Ok(file.clone()),
        [] => bail!("`{}` is no case (no case.toml) and holds no problem file (.json)", path.display()),
        several => bail!("`{}` holds {} JSON files: name the one that holds the problem", path.display(), several.len()),
    }
}

fn of_file(path: &Path, args: &Args) -> anyhow::Result<()> {
    let size = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?.len();
    if size > LARGEST {
        bail!("`{}` has {size} bytes; a problem file has at most {LARGEST}", path.display());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}` as UTF-8 text", path.display()))?;
    let problem = armistice_deal::from_json(&text).with_context(|| {
        format!("`{}` is no problem file: {{\"issues\": [{{\"name\", \"options\"}}], \"parties\": [{{\"name\", \"reservation\", \"weights\", \"scores\"}}]}}", path.display())
    })?;
    let deals: Deals = armistice_deal::answer(&problem, vec!["preferences and reservation values: from the file".to_owned()]);
    let name = path.file_stem().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let outline = armistice_brief::problem(&name, &deals);
    let json = || serde_json::to_string(&deals).unwrap_or_default() + "\n";
    let csv = || armistice_brief::deals_csv(&deals);
    output::deliver(&output::formed(&outline, &args.output, &json, &csv), &args.output)
}
