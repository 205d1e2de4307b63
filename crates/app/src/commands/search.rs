//! `armistice search`: words in everything that may be shown.

use anyhow::bail;
use armistice_ledger::{Passages, search as found};

use crate::args::Search;
use crate::opening::open;
use crate::{Outside, Status, output};

pub(super) fn search(args: &Search, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let opened = open(&args.case, args.moment.asked(), outside)?;
    let view = opened.view(args.moment.as_of)?;
    let words = args.words.join(" ");
    let searched = armistice_brief::searched(&view);
    let passages: Vec<Passages<'_>> = searched.iter().map(|it| Passages { title: &it.title, text: &it.text }).collect();
    let Some(hits) = found(&passages, &words)? else {
        bail!("there is no word to look for in `{words}`");
    };
    let hits: Vec<(usize, Vec<std::ops::Range<usize>>)> = hits.into_iter().map(|it| (it.at, it.words)).collect();
    let outline = armistice_brief::search(&view, &words, &searched, &hits, args.limit);
    let json = || armistice_brief::search_json(&view, &outline);
    let page = output::formed(&outline, output::form(&args.output, outside.terminal), &json, &|| armistice_brief::lines_csv(&outline));
    output::deliver(&page, &args.output, outside)?;
    Ok(opened.status)
}
