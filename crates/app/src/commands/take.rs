//! `armistice add` and `armistice read`: documents in.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_ledger::Taken;
use armistice_read::Coder;
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::report::Document;
use armistice_types::statement::Reading;

use crate::args::{Add, Format, Read};
use crate::opening::{self, AT_ONCE, Asked};
use crate::{Outside, Status, output, pipeline};

pub(super) fn add(args: &Add, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let guarded = args.marking != Marking::clear() || args.attribution != AttributionLevel::OnTheRecord;
    if guarded {
        outside_reports(&args.case, &args.files)?;
    }
    let mut opened = opening::open(&args.case, Asked { no_write: false, clearance: args.clearance.as_ref() }, outside)?;
    opened.must_keep()?;
    let (mut status, mut new, mut there, mut refused) = (opened.status, 0, 0, 0);
    for files in args.files.chunks(AT_ONCE) {
        let (documents, of_these) = pipeline::documents(files, &pipeline::given(&args.says), outside);
        status = status.max(of_these);
        refused += files.len() - documents.len();
        let taken = opened
            .file(&documents, &args.marking, args.attribution, outside)
            .with_context(|| format!("{new} files were taken in before this, and are kept"))?;
        new += taken.iter().filter(|it| **it == Taken::New).count();
        there += taken.iter().filter(|it| **it != Taken::New).count();
        if guarded {
            kept_as_it_is(&documents, &taken, outside);
        }
    }
    outside.print(&format!(
        "{} given: {new} taken in, {there} there already, {refused} refused; marking {}\n",
        args.files.len(),
        args.marking
    ))?;
    Ok(status)
}

/// Says of each report that was there already that it stays as it was.
fn kept_as_it_is(documents: &[Document], taken: &[Taken], outside: &mut Outside<'_>) {
    for (document, taken) in documents.iter().zip(taken) {
        if let Taken::AlreadyThere(marking) = taken {
            outside.tell(&format!(
                "note: `{}` is there already, with marking {marking}: its marking and its attribution stay as they are; `armistice expunge` removes what must not be seen",
                document.path
            ));
        }
    }
}

/// What lies in `reports/` is taken in as clear by the next command, and lies there for all to read.
fn outside_reports(case: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    let Ok(folder) = case.join("reports").canonicalize() else { return Ok(()) };
    match files.iter().find(|it| it.canonicalize().is_ok_and(|it| it.starts_with(&folder))) {
        Some(file) => bail!(
            "`{}` lies in the case's reports/, whose files are clear and on the record for whoever can read the folder: move it elsewhere and add it from there",
            file.display()
        ),
        None => Ok(()),
    }
}

pub(super) fn read(args: &Read, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let case = args.case.as_deref().map(|dir| opening::case_for(dir, args.clearance.as_ref(), outside)).transpose()?;
    let (documents, status) = pipeline::documents(&args.files, &pipeline::given(&args.says), outside);
    if args.trees {
        let trees: String = documents.iter().map(|document| armistice_read::syntax::conllu(&document.text)).collect();
        output::deliver(trees.as_bytes(), &args.output, outside)?;
        return Ok(status);
    }
    // What only a fitted model finds is shown here; a case counts what the rules find.
    let mut readings =
        pipeline::readings(&documents, if case.is_some() { armistice_read::read } else { armistice_read::read_more }, outside.bars());
    if let Some(case) = &case {
        let coder = Coder::new(case);
        for reading in &mut readings {
            tie(reading, &coder);
        }
    }
    let format = output::format(&args.output);
    if format == Format::Csv {
        bail!("`read` has no CSV form; `armistice statements CASE --format csv` has, or use --format json")
    }
    if readings.len() > 1 && matches!(format, Format::Html | Format::Docx) {
        bail!("{format:?} holds one page: give one file, or use `armistice brief FILE…`")
    }
    let mut bytes = Vec::new();
    for (n, reading) in readings.iter().enumerate() {
        if n > 0 && format != Format::Json {
            bytes.push(b'\n');
        }
        let json = || serde_json::to_string(reading).unwrap_or_default() + "\n";
        bytes.extend(output::formed(&armistice_brief::reading(reading), output::form(&args.output, outside.terminal), &json, &String::new));
    }
    output::deliver(&bytes, &args.output, outside)?;
    Ok(status)
}

/// Adds the case's ids and stances to a reading.
fn tie(reading: &mut Reading, coder: &Coder<'_>) {
    let mut coded = coder.code(reading);
    for actor in &mut reading.actors {
        actor.case_id = coded.actors.get(&actor.id).and_then(|it| it.case_id()).map(str::to_owned);
    }
    for statement in &mut reading.statements {
        statement.about = coded.about.remove(&statement.id).unwrap_or_default();
    }
}
