//! `armistice export` and `import`: a ledger on its way.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, bail};
use armistice_ledger::{Error, Export as Exported, Ledger, Sqlite, Store, Unwritten, Whole, export as exported, import as imported};
use armistice_types::marking::Marking;

use crate::args::{Export, ExportForm, Import, Whom};
use crate::opening::{self, LEDGER};
use crate::{Outside, Status, output};

pub(super) fn export(args: &Export, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    super::keeping::ledger_there(&args.case)?;
    let file = opening::ledger_to_read(&args.case, outside)?;
    let ledger = Ledger::new(Unwritten::new(Some(file), outside.random)?)?;
    let out = match &args.clearance {
        Some(Whom::Top) => exported(&ledger, None)?,
        None if ledger.highest() != Marking::clear() => {
            bail!("the case holds entries above `clear`: say for whom this is, with --clearance, or `--clearance top` for all")
        }
        below => {
            let clear = Marking::clear();
            let clearance = if let Some(Whom::Of(clearance)) = below { clearance } else { &clear };
            exported(&ledger, Some((&opening::case(&args.case, outside)?, clearance)))?
        }
    };
    match &args.output {
        Some(path) => output::private_by(path, &mut |file| written(&out, &ledger, args.format, file))
            .with_context(|| format!("cannot write `{}`", path.display()))?,
        None => written(&out, &ledger, args.format, outside.out).context("cannot write to standard output")?,
    }
    outside.tell(&format!("{} entries, marking {}", out.heads.len(), out.marking));
    if out.left_out > 0 {
        outside.tell(&format!("note: {} entries stay behind: their reports are not on the record", out.left_out));
    }
    Ok(Status::Fine)
}

fn written<S: Store>(export: &Exported, ledger: &Ledger<S>, form: ExportForm, out: &mut dyn Write) -> anyhow::Result<()> {
    match form {
        ExportForm::Jsonl => {
            for line in export.lines(ledger) {
                writeln!(out, "{}", line?)?;
            }
            out.flush()?;
        }
        ExportForm::Csv => {
            let mut rows = csv::Writer::from_writer(out);
            rows.write_record(["seq", "id", "kind", "subject", "known", "recorded", "author", "marking", "digest", "chain", "content"])?;
            for entry in export.entries(ledger) {
                rows.write_record(row(&entry?).iter().map(|cell| armistice_brief::defused(cell)))?;
            }
            rows.flush()?;
        }
    }
    Ok(())
}

fn row(it: &Whole) -> [String; 11] {
    let head = &it.head;
    [
        head.seq.to_string(),
        head.id.clone(),
        head.kind.as_str().to_owned(),
        head.subject.clone().unwrap_or_default(),
        head.known.to_string(),
        head.recorded.to_string(),
        head.author.clone(),
        head.marking.to_string(),
        head.digest.clone(),
        head.chain.clone(),
        it.kept.as_ref().map_or_else(|| "expunged".to_owned(), |(_, content)| content.clone()),
    ]
}

pub(super) fn import(args: &Import, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let path = args.case.join(LEDGER);
    if opening::has_ledger(&args.case) {
        bail!("`{}` is there already: an export is imported into a case that has no ledger yet; nothing was changed", path.display());
    }
    let shown = args.file.display().to_string();
    let made = if args.file == Path::new("-") {
        // A buffer of our own: what is handed in need not have one.
        let mut lines = BufReader::new(&mut *outside.stdin);
        imported_beside(&args.case, &mut lines, outside.random)
    } else {
        let file = fs::File::open(&args.file).with_context(|| format!("cannot read `{shown}`"))?;
        imported_beside(&args.case, &mut BufReader::new(file), outside.random)
    };
    let (n, case) = made.with_context(|| format!("cannot import `{shown}`"))?;
    let file = args.case.join("case.toml");
    let mut said = format!("{n} entries imported into `{}`\n", args.case.display());
    match case {
        Some(text) if !file.exists() => {
            output::new_by(&file, &mut |out| Ok(out.write_all(text.as_bytes())?))?;
            said.push_str(&format!("`{}` was written from the export\n", file.display()));
        }
        None if !file.exists() => {
            said.push_str(&format!("note: the export has no case file; write `{}` before you go on\n", file.display()))
        }
        _ => {}
    }
    outside.print(&said)?;
    Ok(Status::Fine)
}

/// Into a new ledger beside its place, which gets its name when all is in it; gives how many entries, and the last case file among them.
fn imported_beside(case: &Path, lines: &mut dyn BufRead, random: armistice_ledger::Random<'_>) -> Result<(u64, Option<String>), Error> {
    // Editors put it before a text; what cannot be read is found when its line is.
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    if lines.fill_buf().is_ok_and(|it| it.starts_with(BYTE_ORDER_MARK)) {
        lines.consume(BYTE_ORDER_MARK.len());
    }
    Sqlite::made_beside(&case.join(LEDGER), random, |store, random| {
        let n = imported(store, lines, random)?;
        let ledger = Ledger::new(&mut *store)?;
        let text = ledger.last_revision(None).map(|it| ledger.content(it)).transpose()?;
        Ok((n, text.map(|it| armistice_ledger::case_text(&it)).transpose().map_err(|what| Error::Damaged { seq: 0, what })?))
    })
}
