//! `armistice new` and `armistice check`: start a case, check its file.

use std::fs;
use std::io::Write as _;

use anyhow::{Context, bail};

use crate::args::{Check, New};
use crate::{Status, output, pipeline};

/// A case file with every table, commented.
pub const TEMPLATE: &str = include_str!("template.toml");

pub(super) fn new(args: &New) -> anyhow::Result<Status> {
    let dir = &args.dir;
    let file = dir.join("case.toml");
    fs::create_dir_all(dir.join("reports")).with_context(|| format!("cannot make folder `{}`", dir.display()))?;
    match fs::OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(mut out) => out.write_all(TEMPLATE.as_bytes())?,
        Err(err) if err.kind() == std::io::ErrorKind::AlreadyExists => bail!("`{}` is there already; nothing was changed", file.display()),
        Err(err) => return Err(err).with_context(|| format!("cannot write `{}`", file.display())),
    }
    let ignore = dir.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "armistice.db\narmistice.db-*\n")?;
    }
    let dir = dir.display();
    output::print(&format!(
        "Started a case in {dir}.\n  1. Edit {dir}/case.toml, then `armistice check {dir}`.\n  2. Put reports into {dir}/reports, or `armistice add {dir} FILE --published DATE`.\n  3. `armistice brief {dir}`\n"
    ))?;
    Ok(Status::Fine)
}

pub(super) fn check(args: &Check) -> anyhow::Result<Status> {
    let case = pipeline::case(&args.case)?;
    output::print(&format!(
        "{}: no mistakes. {} actors, {} people, {} tracks, {} issues, {} clocks, {} outcomes.\n",
        case.name,
        case.actors.len(),
        case.persons.len(),
        case.tracks.len(),
        case.issues.len(),
        case.clocks.len(),
        case.outcomes.len()
    ))?;
    Ok(Status::Fine)
}
