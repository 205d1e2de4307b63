//! Commands that show a view: brief, positions, timeline, statements, proposals, sources, conflicts, forecasts, why, diff.

use std::fmt::Debug;
use std::path::Path;

use anyhow::bail;
use armistice_brief::Outline;
use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, Case, IssueKey};
use armistice_types::view::View;

use crate::args::{Brief, Diff, Moment, Output, Show, Timeline, Why};
use crate::opening::{self, Asked, Opened};
use crate::output::Form;
use crate::pipeline::{self, Assessed};
use crate::{Outside, Status, output};

pub(super) fn opened(case: &Path, moment: &Moment, outside: &mut Outside<'_>) -> anyhow::Result<(Opened, Assessed)> {
    let opened = opening::open(case, moment.asked(), outside)?;
    let assessed = assessed(&opened, moment)?;
    Ok((opened, assessed))
}

fn assessed(opened: &Opened, moment: &Moment) -> anyhow::Result<Assessed> {
    let assessed = opened.assessed(moment.as_of)?;
    Ok(if moment.reviewed_only { crate::reviewed::only(assessed) } else { assessed })
}

/// What is shown, and how.
struct Page<'p> {
    case: &'p Path,
    moment: &'p Moment,
    output: &'p Output,
    /// The command, and what it was given beside moment, clearance and form. Where the case lies and where the page goes is no part of it.
    asked: &'p dyn Debug,
    outline: &'p dyn Fn(&Assessed) -> anyhow::Result<Outline>,
    csv: &'p dyn Fn(&Assessed, &Outline) -> String,
}

impl Page<'_> {
    fn show(&self, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
        let mut opened = opening::open(self.case, self.moment.asked(), outside)?;
        let (until, form) = (self.moment.as_of, output::form(self.output, outside.terminal));
        let page = opened.answered(until, &(self.asked, self.moment.reviewed_only, form), outside, |opened| {
            let it = assessed(opened, self.moment)?;
            let outline = (self.outline)(&it)?;
            let json = || armistice_brief::json(&it.view, &it.assessment, &outline);
            Ok(output::formed(&outline, form, &json, &|| (self.csv)(&it, &outline)))
        })?;
        output::deliver(&page, self.output, outside)?;
        Ok(opened.status)
    }
}

fn lines(_: &Assessed, outline: &Outline) -> String {
    armistice_brief::lines_csv(outline)
}

pub(super) fn brief(args: &Brief, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    if let [dir] = &args.paths[..]
        && dir.is_dir()
    {
        let outline = |it: &Assessed| with_deals(args, it);
        let (moment, output) = (&args.moment, &args.output);
        return Page { case: dir, moment, output, asked: &("brief", args.deals), outline: &outline, csv: &lines }.show(outside);
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
    let outline = armistice_brief::brief(&it.view, &it.assessment);
    output::show(&outline, &it.view, &it.assessment, &args.output, &|| lines(&it, &outline), outside)?;
    Ok(status)
}

fn with_deals(args: &Brief, it: &Assessed) -> anyhow::Result<Outline> {
    let mut outline = armistice_brief::brief(&it.view, &it.assessment);
    if args.deals {
        let case = it.view.case.as_ref();
        let tracks = case.map(|case| armistice_deal::packages(case, &it.assessment)).unwrap_or_default();
        let wish = armistice_deal::Wish::default();
        let with = case.map_or(Ok(Vec::new()), |case| armistice_deal::of_case(case, &tracks, &wish))?;
        outline.sections.extend(armistice_brief::deal_sections(&it.view, &tracks, &with));
    }
    Ok(outline)
}

/// A command that shows one part of a case.
fn part(
    name: &str,
    args: &Show,
    outline: fn(&View, &Assessment) -> Outline,
    csv: &dyn Fn(&Assessed, &Outline) -> String,
    outside: &mut Outside<'_>,
) -> anyhow::Result<Status> {
    let outline = |it: &Assessed| Ok(outline(&it.view, &it.assessment));
    let Show { case, moment, output } = args;
    Page { case, moment, output, asked: &name, outline: &outline, csv }.show(outside)
}

pub(super) fn positions(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    part("positions", args, armistice_brief::positions, &lines, outside)
}

pub(super) fn conflicts(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    part("conflicts", args, armistice_brief::conflicts, &lines, outside)
}

pub(super) fn forecasts(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let csv = |it: &Assessed, _: &Outline| armistice_brief::forecasts_csv(&it.view, &it.assessment);
    part("forecasts", args, armistice_brief::forecasts, &csv, outside)
}

pub(super) fn sources(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let csv = |it: &Assessed, _: &Outline| armistice_brief::sources_csv(&it.view, &it.assessment);
    part("sources", args, armistice_brief::sources, &csv, outside)
}

pub(super) fn proposals(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let csv = |it: &Assessed, _: &Outline| armistice_brief::proposals_csv(&it.view, &it.assessment);
    part("proposals", args, armistice_brief::proposals, &csv, outside)
}

pub(super) fn statements(args: &Show, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let outline = |it: &Assessed| Ok(armistice_brief::statements(&it.view, &it.coded, &it.assessment));
    let csv = |it: &Assessed, _: &Outline| armistice_brief::statements_csv(&it.view, &it.coded);
    let Show { case, moment, output } = args;
    Page { case, moment, output, asked: &"statements", outline: &outline, csv: &csv }.show(outside)
}

pub(super) fn timeline(args: &Timeline, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let days = (args.from, args.to);
    if days.0.zip(days.1).is_some_and(|(from, to)| to < from) {
        bail!("--to lies before --from");
    }
    let outline = |it: &Assessed| Ok(armistice_brief::timeline(&it.view, &it.assessment, days));
    let csv = |it: &Assessed, _: &Outline| armistice_brief::timeline_csv(&it.view, &it.assessment, days);
    let Show { case, moment, output } = &args.show;
    Page { case, moment, output, asked: &("timeline", days), outline: &outline, csv: &csv }.show(outside)
}

pub(super) fn why(args: &Why, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (actor, issue) = (ActorKey::from(args.actor.as_str()), IssueKey::from(args.issue.as_str()));
    let outline = |it: &Assessed| {
        if let Some(case) = &it.view.case {
            known(case, &actor, &issue)?;
        }
        Ok(armistice_brief::why(&it.view, &it.coded, &it.assessment, &actor, &issue))
    };
    let Why { case, moment, output, .. } = args;
    Page { case, moment, output, asked: &("why", &actor, &issue), outline: &outline, csv: &lines }.show(outside)
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
    let mut opened = opening::open(&args.case, asked, outside)?;
    let form = output::form(&args.output, outside.terminal);
    let page =
        opened.answered(args.to, &("diff", args.from, args.to, args.reviewed_only, form), outside, |opened| between(opened, args, form))?;
    output::deliver(&page, &args.output, outside)?;
    Ok(opened.status)
}

/// What is new on one day against another.
fn between(opened: &Opened, args: &Diff, form: Form) -> anyhow::Result<Vec<u8>> {
    let only = |it: Assessed| if args.reviewed_only { crate::reviewed::only_on_any_day(it) } else { it };
    let before = only(opened.assessed(Some(args.from))?);
    let after = only(opened.assessed(args.to)?);
    let changes = armistice_assess::changes(moment(&before), moment(&after));
    let to = args.to.map_or_else(|| "now".to_owned(), |day| day.to_string());
    let outline = armistice_brief::changes(&after.view, &after.assessment, &changes, &args.from.to_string(), &to);
    let json = || armistice_brief::changes_json(&after.view, &after.assessment, &outline, &changes);
    Ok(output::formed(&outline, form, &json, &|| armistice_brief::changes_csv(&after.view, &changes)))
}
