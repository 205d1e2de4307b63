//! `armistice new` and `armistice check`: start a case, check its file.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, bail};

use armistice_ledger::Taken;
use armistice_types::marking::{AttributionLevel, Marking};

use crate::args::{Check, New};
use crate::draft::draft;
use crate::opening::{self, Asked};
use crate::{Outside, Status, pipeline};

/// A case file with every table, commented.
pub const TEMPLATE: &str = include_str!("template.toml");

pub(super) fn new(args: &New, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    if args.from.is_empty() {
        start(&args.dir, TEMPLATE)?;
        let dir = args.dir.display();
        outside.print(&format!(
            "Started a case in {dir}.\n  1. Edit {dir}/case.toml, then `armistice check {dir}`.\n  2. Put reports into {dir}/reports, or `armistice add {dir} FILE --published DATE`.\n  3. `armistice brief {dir}`\n"
        ))?;
        return Ok(Status::Fine);
    }
    from_reports(args, outside)
}

/// A draft is written only where every step before it worked: reports taken and read, and the draft itself without a mistake.
fn from_reports(args: &New, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let file = args.dir.join("case.toml");
    if file.exists() {
        bail!("`{}` is there already; nothing was changed", file.display());
    }
    let (documents, status) = pipeline::documents(&args.from, &pipeline::given(&args.says), outside);
    if documents.is_empty() {
        bail!("no report could be taken in; nothing was made");
    }
    let name = args.dir.file_name().map_or_else(|| "Talks".to_owned(), |it| it.to_string_lossy().into_owned());
    let text = draft(&name, &pipeline::readings(&documents, armistice_read::read, outside.bars()));
    if let Err(mistakes) = crate::casefile::parse(&file.display().to_string(), &text) {
        let first = mistakes.first().map_or_else(String::new, |it| it.message.clone());
        bail!(
            "the draft from these reports has {} mistakes, the first: {first}; start with `armistice new {}`",
            mistakes.len(),
            args.dir.display()
        );
    }
    start(&args.dir, &text)?;
    let mut opened = opening::open(&args.dir, Asked::default(), outside)?;
    opened.must_keep()?;
    let taken = opened.file(&documents, &Marking::clear(), AttributionLevel::OnTheRecord, outside)?;
    let new = taken.iter().filter(|it| **it == Taken::New).count();
    let there = taken.len() - new;
    let dir = args.dir.display();
    let refused = args.from.len() - documents.len();
    outside.print(&format!(
        "Drafted a case in {dir}: {} given, {new} taken in, {there} there already, {refused} refused.\n  1. Correct {dir}/case.toml; who must assent is for you to say. Then `armistice check {dir}`.\n  2. `armistice brief {dir}`\n",
        args.from.len()
    ))?;
    Ok(status)
}

/// Makes the folder and its files; never writes over a case file.
fn start(dir: &Path, case: &str) -> anyhow::Result<()> {
    let file = dir.join("case.toml");
    fs::create_dir_all(dir.join("reports")).with_context(|| format!("cannot make folder `{}`", dir.display()))?;
    match fs::OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(mut out) => out.write_all(case.as_bytes())?,
        Err(err) if err.kind() == std::io::ErrorKind::AlreadyExists => bail!("`{}` is there already; nothing was changed", file.display()),
        Err(err) => return Err(err).with_context(|| format!("cannot write `{}`", file.display())),
    }
    let ignore = dir.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "armistice.db\narmistice.db-*\n.armistice.db.*\n")?;
    }
    Ok(())
}

pub(super) fn check(args: &Check, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let case = opening::case(&args.case, outside)?;
    outside.print(&format!(
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
