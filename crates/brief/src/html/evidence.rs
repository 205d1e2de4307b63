//! Evidence: one key away beside a line, and in full at the end, numbered for paper.

use crate::markup::Markup;
use crate::notes::{Note, Notes};
use crate::outline::ReportRow;
use crate::source::{Source, shorts};

/// So many sentences open beside a line; the others stand at the end.
const BESIDE: usize = 4;

/// The sources of a line: their short forms, which open onto the sentences. `chips` says how far they go.
pub(super) fn beside(m: &mut Markup, sources: &[Source], notes: &Notes<'_>, chips: impl Fn(&mut Markup)) {
    let mut numbers: Vec<usize> = sources.iter().filter_map(|it| notes.number(it)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let short = shorts(sources).join("; ");
    if numbers.is_empty() {
        m.words("span", &[], &short);
        chips(m);
        return;
    }
    m.el("details", &[], |m| {
        m.el("summary", &[], |m| {
            m.words("bdi", &[], &short);
            let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            m.words("span", &[("class", "no"), ("aria-hidden", "true")], &format!(" [{}]", list.join(", ")));
            chips(m);
        });
        for (number, note) in numbers.iter().filter_map(|&n| Some((n, notes.list.get(n - 1)?))).take(BESIDE) {
            reference(m, number, note);
            quotation(m, note);
        }
        if numbers.len() > BESIDE {
            m.el("p", &[("class", "ref")], |m| {
                m.text("Further evidence: ");
                for number in &numbers[BESIDE..] {
                    link(m, *number);
                    m.text(" ");
                }
            });
        }
    });
}

fn reference(m: &mut Markup, number: usize, note: &Note<'_>) {
    m.el("p", &[("class", "ref")], |m| {
        m.words("bdi", &[], note.outlet());
        m.text(&note.place());
        m.text(" · note ");
        link(m, number);
    });
}

fn link(m: &mut Markup, number: usize) {
    m.words("a", &[("href", &format!("#n{number}"))], &number.to_string());
}

/// The words of the report, in its language and direction.
fn quotation(m: &mut Markup, note: &Note<'_>) {
    match note.language {
        Some(language) => m.words("blockquote", &[("lang", language), ("dir", "auto")], note.words),
        None => m.words("blockquote", &[("dir", "auto")], note.words),
    }
}

/// Every sentence that the page rests on.
pub(super) fn notes(m: &mut Markup, notes: &Notes<'_>) {
    if notes.list.is_empty() {
        return;
    }
    m.el("section", &[("id", "evidence"), ("aria-labelledby", "evidence-h")], |m| {
        super::heading(m, "evidence-h", "Evidence (the sentences, as they stand in the reports)");
        m.el("ol", &[("class", "notes")], |m| {
            for (n, note) in notes.list.iter().enumerate() {
                m.el("li", &[("id", &format!("n{}", n + 1))], |m| {
                    m.el("p", &[("class", "ref")], |m| {
                        m.words("bdi", &[], note.short);
                        m.text(" · ");
                        m.words("bdi", &[], note.outlet());
                        m.text(&note.place());
                    });
                    quotation(m, note);
                });
            }
        });
    });
}

/// The reports that `R` numbers stand for.
pub(super) fn reports(m: &mut Markup, reports: &[ReportRow]) {
    if reports.is_empty() {
        return;
    }
    const HEAD: [&str; 5] = ["Report", "Published", "Outlet", "Title", "State"];
    m.el("section", &[("id", "reports"), ("aria-labelledby", "reports-h")], |m| {
        super::heading(m, "reports-h", "Reports");
        m.el("table", &[("class", "reports"), ("role", "table")], |m| {
            m.words("caption", &[("class", "vh")], "The reports that R numbers stand for");
            m.el("thead", &[("role", "rowgroup")], |m| {
                m.el("tr", &[("role", "row")], |m| {
                    for it in HEAD {
                        m.words("th", &[("scope", "col"), ("role", "columnheader")], it);
                    }
                });
            });
            m.el("tbody", &[("role", "rowgroup")], |m| {
                for it in reports {
                    report(m, it, &HEAD);
                }
            });
        });
    });
}

fn report(m: &mut Markup, it: &ReportRow, head: &[&'static str; 5]) {
    let review = if it.reviewed { "reviewed" } else { "unreviewed" };
    let level = it.attribution.as_deref().map_or_else(String::new, |it| format!("{it}, "));
    let grades: String = it.grades.iter().map(|it| format!("; {it}")).collect();
    let state = format!("{level}{}, marking {}, {review}{grades}", it.integrity, it.marking);
    m.el("tr", &[("role", "row")], |m| {
        m.words("th", &[("scope", "row"), ("role", "rowheader")], &format!("R{}", it.number));
        m.words("td", &[("role", "cell"), ("data-label", head[1])], it.day.as_deref().unwrap_or("no date"));
        m.el("td", &[("role", "cell"), ("data-label", head[2])], |m| m.words("bdi", &[], it.outlet.as_deref().unwrap_or("no outlet")));
        m.el("td", &[("role", "cell"), ("data-label", head[3])], |m| {
            match &it.language {
                Some(language) => m.words("bdi", &[("lang", language)], &it.title),
                None => m.words("bdi", &[], &it.title),
            }
            if let Some(url) = &it.url {
                m.text(" ");
                m.words("bdi", &[("class", "url")], url);
            }
        });
        m.words("td", &[("role", "cell"), ("data-label", head[4])], &state);
    });
}
