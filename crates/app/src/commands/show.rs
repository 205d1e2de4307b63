//! Commands that show a view: brief, positions, timeline, sources, statements, conflicts, why, diff.

use std::path::Path;

use anyhow::bail;
use armistice_brief::Outline;
use armistice_types::case::{ActorKey, Case, IssueKey};

use crate::args::{Brief, Diff, Moment, Output, Show, Timeline, Why};
use crate::opening::{self, Asked, Opened};
use crate::pipeline::{self, Assessed};
use crate::{Outside, Status, output};

pub(super) fn opened(case: &Path, moment: &Moment, outside: &mut Outside<'_>) -> anyhow::Result<(Opened, Assessed)> {
    let opened = opening::open(case, moment.asked(), outside)?;
    let mut assessed = opened.assessed(moment.as_of)?;
    if moment.reviewed_only {
        assessed = crate::reviewed::only(assessed);
    }
    Ok((opened, assessed))
}

fn print(outline: &Outline, it: &Assessed, output: &Output, outside: &mut Outside<'_>) -> anyhow::Result<()> {
    output::show(outline, &it.view, &it.assessment, output, &|| armistice_brief::lines_csv(outline), outside)
}

pub(super) fn brief(args: &Brief, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    if let [dir] = &args.paths[..]
        && dir.is_dir()
    {
        let (opened, it) = opened(dir, &args.moment, outside)?;
        let mut outline = armistice_brief::brief(&it.view, &it.assessment);
        if args.deals {
            let case = it.view.case.as_ref();
            let tracks = case.map(|case| armistice_deal::packages(case, &it.assessment)).unwrap_or_default();
            let wish = armistice_deal::Wish::default();
            let with = case.map_or(Ok(Vec::new()), |case| armistice_deal::of_case(case, &tracks, &wish))?;
            outline.sections.extend(armistice_brief::deal_sections(&it.view, &tracks, &with));
        }
        print(&outline, &it, &args.output, outside)?;
        return Ok(opened.status);
    }
    if let Some(dir) = args.paths.iter().find(|path| path.is_dir()) {
        bail!("`{}` is a folder among files: give one case, or files only", dir.display());
    }
    if args.moment.reviewed_only {
        bail!("files without a case hold nothing that a person has reviewed: leave --reviewed-only out, or make a case of them");
    }
    let (documents, status) = pipeline::documents(&args.paths, &pipeline::given(&args.says), outside);
    if documents.is_empty() {
        bail!("nothing to read");
    }
    let it = pipeline::without_case(&documents, &args.moment, outside)?;
    print(&armistice_brief::brief(&it.view, &it.assessment), &it, &args.output, outside)?;
    Ok(status)
}

pub(super) fn positions(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    print(&armistice_brief::positions(&it.view, &it.assessment), &it, &args.output, outside)?;
    Ok(opened.status)
}

pub(super) fn statements(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    let outline = armistice_brief::statements(&it.view, &it.coded, &it.assessment);
    output::show(&outline, &it.view, &it.assessment, &args.output, &|| armistice_brief::statements_csv(&it.view, &it.coded), outside)?;
    Ok(opened.status)
}

pub(super) fn conflicts(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    print(&armistice_brief::conflicts(&it.view, &it.assessment), &it, &args.output, outside)?;
    Ok(opened.status)
}

pub(super) fn forecasts(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    let outline = armistice_brief::forecasts(&it.view, &it.assessment);
    output::show(&outline, &it.view, &it.assessment, &args.output, &|| armistice_brief::forecasts_csv(&it.view, &it.assessment), outside)?;
    Ok(opened.status)
}

pub(super) fn sources(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    let outline = armistice_brief::sources(&it.view, &it.assessment);
    output::show(&outline, &it.view, &it.assessment, &args.output, &|| armistice_brief::sources_csv(&it.view, &it.assessment), outside)?;
    Ok(opened.status)
}

pub(super) fn timeline(args: &Timeline, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let days = (args.from, args.to);
    if days.0.zip(days.1).is_some_and(|(from, to)| to < from) {
        bail!("--to lies before --from");
    }
    let (opened, it) = opened(&args.show.case, &args.show.moment, outside)?;
    let outline = armistice_brief::timeline(&it.view, &it.assessment, days);
    let csv = || armistice_brief::timeline_csv(&it.view, &it.assessment, days);
    output::show(&outline, &it.view, &it.assessment, &args.show.output, &csv, outside)?;
    Ok(opened.status)
}

pub(super) fn why(args: &Why, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (opened, it) = opened(&args.case, &args.moment, outside)?;
    let (actor, issue) = (ActorKey::from(args.actor.as_str()), IssueKey::from(args.issue.as_str()));
    if let Some(case) = &it.view.case {
        known(case, &actor, &issue)?;
    }
    print(&armistice_brief::why(&it.view, &it.coded, &it.assessment, &actor, &issue), &it, &args.output, outside)?;
    Ok(opened.status)
}

fn known(case: &Case, actor: &ActorKey, issue: &IssueKey) -> anyhow::Result<()> {
    let list = |ids: Vec<&str>| ids.join(", ");
    if case.actor(actor).is_none() {
        bail!("no actor has the id `{actor}`; there are: {}", list(case.actors.iter().map(|it| it.id.0.as_str()).collect()));
    }
    if case.issue(issue).is_none() {
        bail!("no issue has the id `{issue}`; there are: {}", list(case.issues.iter().map(|it| it.id.0.as_str()).collect()));
    }
    Ok(())
}

fn moment(it: &Assessed) -> armistice_assess::Moment<'_> {
    armistice_assess::Moment { view: &it.view, coded: &it.coded, assessment: &it.assessment }
}

pub(super) fn diff(args: &Diff, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    if args.to.is_some_and(|to| to < args.from) {
        bail!("--to lies before --from");
    }
    let asked = Asked { no_write: args.no_write, clearance: args.clearance.as_ref() };
    let opened = opening::open(&args.case, asked, outside)?;
    let only = |it: Assessed| if args.reviewed_only { crate::reviewed::only_on_any_day(it) } else { it };
    let before = only(opened.assessed(Some(args.from))?);
    let after = only(opened.assessed(args.to)?);
    let changes = armistice_assess::changes(moment(&before), moment(&after));
    let to = args.to.map_or_else(|| "now".to_owned(), |day| day.to_string());
    let outline = armistice_brief::changes(&after.view, &after.assessment, &changes, &args.from.to_string(), &to);
    let json = || armistice_brief::changes_json(&after.view, &after.assessment, &outline, &changes);
    let shown = output::formed(&outline, &args.output, &json, &|| armistice_brief::changes_csv(&after.view, &changes), outside.terminal);
    output::deliver(&shown, &args.output, outside)?;
    Ok(opened.status)
}
