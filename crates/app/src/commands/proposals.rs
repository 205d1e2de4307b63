//! `armistice proposals`: what was put forward, what it holds, what came back.

use crate::args::Show;
use crate::{Outside, Status, output};

pub(super) fn proposals(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let outline = armistice_brief::proposals(&it.view, &it.assessment);
    let csv = || armistice_brief::proposals_csv(&it.view, &it.assessment);
    output::show(&outline, &it.view, &it.assessment, &args.output, &csv, outside)?;
    Ok(opened.status)
}
