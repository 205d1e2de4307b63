//! `armistice entries` and `armistice retract`: everything that persons entered, and taking an entry back by another.

use anyhow::bail;
use armistice_types::entries::{Content, Entered, Retract};

use super::entering::{Entering, Made, plain};
use crate::args::{Retract as RetractArgs, Show};
use crate::opening::Opened;
use crate::pipeline::Assessed;
use crate::{Outside, Status, output};

pub(super) fn entries(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let outline = armistice_brief::entries(&it.view, &it.assessment);
    let json = || armistice_brief::entries_json(&it.view, &it.assessment);
    let csv = || armistice_brief::entries_csv(&it.view, &it.assessment);
    let page = output::formed(&outline, output::form(&args.output, outside.terminal), &json, &csv);
    output::deliver(&page, &args.output, outside)?;
    Ok(opened.status)
}

pub(super) fn retract(args: &RetractArgs, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let why = args.why.as_deref().or(args.signed.note.as_deref());
    let said = taken_back(&mut opened, &it, &mut entering, &args.entry, why, outside)?;
    outside.print(&said)?;
    Ok(opened.status)
}

/// Takes an entry back by another, of whatever kind it is; the same entry cannot be taken back twice.
pub(super) fn taken_back(
    opened: &mut Opened,
    it: &Assessed,
    entering: &mut Entering<'_>,
    id: &str,
    why: Option<&str>,
    outside: &mut Outside<'_>,
) -> anyhow::Result<String> {
    let entry = entry(it, id)?;
    if let Some(by) = it.view.retractions().get(entry.id.as_str()) {
        bail!("entry {} is retracted already, by {} ({}); retracting {} would bring it back", entry.id, by.author, by.id, by.id);
    }
    let why = why.map(|it| plain("--why", it)).transpose()?;
    let content = Content::Retract(Retract { entry: entry.id.clone(), why });
    let made = Made::typed(content).about(&entry.marking, Some(entry.known));
    let said = entering.enter(opened, it, made, outside)?;
    Ok(format!("took back entry {} of {}\n{said}\n", entry.id, entry.author))
}

/// The entry with this id, or the only one whose id begins so.
fn entry<'a>(it: &'a Assessed, id: &str) -> anyhow::Result<&'a Entered> {
    let begins: Vec<&Entered> = it.view.entries.iter().filter(|entry| id.len() >= 4 && entry.id.starts_with(id)).collect();
    match &begins[..] {
        [one] => Ok(one),
        [] => bail!("no entry has the id `{id}`; {}", super::on::there_are(it.view.entries.iter().map(|entry| entry.id.as_str()))),
        _ => bail!("several entries have an id that begins with `{id}`; give more of it"),
    }
}
