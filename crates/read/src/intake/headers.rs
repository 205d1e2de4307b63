//! Plain text and Markdown: optional `Title:`, `Outlet:`, `Author:`, `Date:`, `URL:`, `Kind:`,
//! `Language:` lines, a blank line, then the body, unchanged.

use armistice_types::problem::{Code, Problem};
use armistice_types::time::{Day, Published};

use super::Page;

const NAMES: [&str; 7] = ["title", "outlet", "author", "date", "url", "kind", "language"];

/// Splits header lines from the body. A text whose first lines are not all header lines up to a blank one is all body.
pub(super) fn split(text: &str) -> Page {
    let mut page = Page::default();
    let mut rest = text.trim_start_matches('\n');
    let mut fields = Vec::new();
    loop {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if line.trim().is_empty() && !fields.is_empty() {
            rest = after;
            break;
        }
        match line.split_once(':').map(|(name, value)| (name.trim().to_lowercase(), value.trim())) {
            Some((name, value)) if NAMES.contains(&name.as_str()) => fields.push((name, value)),
            _ => {
                text.clone_into(&mut page.text);
                return page;
            }
        }
        rest = after;
    }
    for (name, value) in fields {
        set(&mut page, &name, value);
    }
    rest.trim_start_matches('\n').clone_into(&mut page.text);
    page
}

fn set(page: &mut Page, name: &str, value: &str) {
    let text = (!value.is_empty()).then(|| value.to_owned());
    match name {
        "title" => page.title = text,
        "outlet" => page.outlet = text,
        "author" => page.author = text,
        "url" => page.url = text,
        "language" => page.language = text,
        "date" => {
            page.published = published(value);
            if page.published.is_none() {
                page.problems.push(bad("Date", value, "write the day as 2031-03-03"));
            }
        }
        _ => match value.to_lowercase().parse() {
            Ok(kind) => page.kind = Some(kind),
            Err(_) => page.problems.push(bad("Kind", value, "one of: news, statement, transcript, draft, note")),
        },
    }
}

fn bad(name: &str, value: &str, hint: &str) -> Problem {
    Problem::new(Code::BadHeader, format!("header line `{name}: {value}` says nothing usable")).hint(hint)
}

/// ISO days and instants, "3 March 2031", "March 3, 2031", "Mon, 3 Mar 2031 08:00:00 +0200".
pub(super) fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Ok(published) = text.parse() {
        return Some(published);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(Published::Instant(zoned.timestamp(), Day(zoned.date())));
    }
    let iso = text.get(..10).and_then(|day| day.parse().ok());
    iso.or_else(|| written_out(text)).map(Published::Day)
}

fn written_out(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let at = words.iter().position(|word| {
        word.len() >= 3 && word.is_char_boundary(3) && MONTHS.contains(&&word[..3]) && word.chars().all(char::is_alphabetic)
    })?;
    let month = MONTHS.iter().position(|month| words[at].starts_with(month))?;
    let number = |word: Option<&String>| word?.trim_end_matches(|c: char| c.is_alphabetic()).parse::<i16>().ok();
    let before = at.checked_sub(1).and_then(|i| number(words.get(i))).filter(|day| *day <= 31);
    let (day, year) = match before {
        Some(day) => (day, number(words.get(at + 1))?),
        None => (number(words.get(at + 1))?, number(words.get(at + 2))?),
    };
    Day::new(year, i8::try_from(month + 1).ok()?, i8::try_from(day).ok()?)
}
