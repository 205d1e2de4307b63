//! HTML: one page that needs nothing but itself. No script, nothing from the net, light and dark, paper, keyboard,
//! narrow screens, quotations in their own language and direction. Every value is escaped by [`Markup`].

mod evidence;
mod rows;

use armistice_types::marking::{Level, Marking};
use sha2::{Digest, Sha256};

use crate::markup::Markup;
use crate::notes::Notes;
use crate::outline::{Head, Outline, Section};

const STYLE: &str = include_str!("style.css");

/// The page as HTML.
#[must_use]
pub fn html(outline: &Outline) -> String {
    let notes = Notes::of(outline);
    let mut m = Markup::html();
    m.el("html", &[("lang", "en"), ("dir", "ltr")], |m| {
        head(m, outline);
        m.el("body", &[], |m| {
            m.words("a", &[("class", "skip"), ("href", "#main")], "Skip to the page");
            banner(m, &outline.head, "Marking");
            m.el("div", &[("class", "frame")], |m| {
                title(m, outline);
                contents(m, outline, &notes);
                m.el("main", &[("id", "main")], |m| {
                    for (n, it) in outline.sections.iter().enumerate() {
                        section(m, n + 1, it, &notes);
                    }
                    evidence::notes(m, &notes);
                    evidence::reports(m, &outline.reports);
                });
                footer(m, &outline.head);
            });
            banner(m, &outline.head, "Marking, again");
        });
    });
    m.finish()
}

fn head(m: &mut Markup, outline: &Outline) {
    let css = format!("{STYLE}{}", paper(&outline.head));
    let policy = format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", base64(&Sha256::digest(&css)));
    m.el("head", &[], |m| {
        m.void("meta", &[("charset", "utf-8")]);
        m.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        m.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        m.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        m.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
        if outline.head.marking.as_ref().is_some_and(|it| *it != Marking::clear()) {
            m.void("meta", &[("name", "robots"), ("content", "noindex, nofollow")]);
        }
        m.words("title", &[], &outline.title.split_whitespace().collect::<Vec<_>>().join(" "));
        m.style(&css);
    });
}

/// Marking and page number on every sheet. Of the marking only plain characters get into the style sheet.
fn paper(head: &Head) -> String {
    let marking: String = marked(head).unwrap_or_default().chars().map(|c| if plain(c) { c } else { '?' }).collect();
    let as_of: String = head.as_of.clone().unwrap_or_default().chars().filter(|&c| plain(c)).collect();
    format!(
        "@page{{size:A4;margin:18mm 15mm;@top-center{{content:\"{marking}\";font:bold 9pt sans-serif}}@bottom-left{{content:\"as of {as_of}\";font:8pt sans-serif}}@bottom-right{{content:counter(page) \" / \" counter(pages);font:8pt sans-serif}}}}\n"
    )
}

fn plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '+' | ':' | ',' | '-' | '_' | '.')
}

/// `TLP:AMBER, prisoners`.
pub(crate) fn marked(head: &Head) -> Option<String> {
    let marking = head.marking.as_ref()?;
    let compartments: String = marking.compartments.iter().map(|it| format!(", {it}")).collect();
    Some(format!("TLP:{}{compartments}", marking.level.as_str().to_uppercase()))
}

fn banner(m: &mut Markup, head: &Head, label: &str) {
    let (Some(text), Some(marking)) = (marked(head), &head.marking) else { return };
    let class = match marking.level {
        Level::Clear => "banner",
        Level::Green => "banner green",
        Level::Amber | Level::AmberStrict => "banner amber",
        Level::Red => "banner red",
    };
    m.words("div", &[("class", class), ("role", "region"), ("aria-label", label)], &text);
}

fn title(m: &mut Markup, outline: &Outline) {
    let (kind, name) = match outline.title.split_once("   ") {
        Some((kind, name)) => (Some(Section::new(kind, Vec::new()).heading()), name.to_owned()),
        None => (None, Section::new(&*outline.title, Vec::new()).heading()),
    };
    m.el("header", &[], |m| {
        if let Some(kind) = &kind {
            m.words("p", &[("class", "kicker")], kind);
        }
        m.el("h1", &[], |m| m.words("bdi", &[], &name));
        m.el("dl", &[("class", "facts")], |m| facts(m, &outline.head));
        for line in &outline.head.lines {
            m.words("p", &[("class", "how")], line);
        }
        if outline.head.as_of.is_some() && !outline.head.reviewed {
            m.el("p", &[("class", "how")], |m| {
                m.words("span", &[("class", "chip machine")], "machine");
                m.text(" = read by the program, reviewed by no person. Open a source to see its sentence.");
            });
        }
        if !outline.head.warnings.is_empty() {
            m.el("div", &[("class", "warn"), ("role", "note"), ("aria-label", "Warning")], |m| {
                for it in &outline.head.warnings {
                    m.el("p", &[], |m| {
                        m.words("strong", &[], "Damaged: ");
                        m.text(it);
                    });
                }
            });
        }
    });
}

fn facts(m: &mut Markup, head: &Head) {
    let rows = [
        ("As of", head.as_of.clone()),
        ("Marking", head.marking.as_ref().map(ToString::to_string)),
        ("For clearance", head.clearance.as_ref().map(ToString::to_string)),
    ];
    for (name, value) in rows {
        let Some(value) = value else { continue };
        m.el("div", &[], |m| {
            m.words("dt", &[], name);
            m.words("dd", &[], &value);
        });
    }
}

fn contents(m: &mut Markup, outline: &Outline, notes: &Notes<'_>) {
    m.el("nav", &[("aria-labelledby", "contents")], |m| {
        m.words("h2", &[("id", "contents")], "Contents");
        m.el("ol", &[], |m| {
            for (n, it) in outline.sections.iter().enumerate() {
                let heading = it.heading();
                let short = heading.split(" (").next().unwrap_or(&heading);
                m.el("li", &[], |m| m.words("a", &[("href", &format!("#s{}", n + 1))], short));
            }
            if !notes.list.is_empty() {
                m.el("li", &[], |m| m.words("a", &[("href", "#evidence")], "Evidence"));
            }
            if !outline.reports.is_empty() {
                m.el("li", &[], |m| m.words("a", &[("href", "#reports")], "Reports"));
            }
        });
    });
}

fn section(m: &mut Markup, n: usize, it: &Section, notes: &Notes<'_>) {
    let (id, heading_id) = (format!("s{n}"), format!("s{n}-h"));
    m.el("section", &[("id", &id), ("aria-labelledby", &heading_id)], |m| {
        heading(m, &heading_id, &it.heading());
        if let Some(note) = &it.note {
            m.words("p", &[("class", "status")], note);
        }
        if let Some(table) = &it.table {
            rows::matrix(m, &it.heading(), table, notes);
        }
        rows::lines(m, it, notes);
    });
}

/// A heading; what stands in parentheses is smaller.
pub(super) fn heading(m: &mut Markup, id: &str, text: &str) {
    let (head, rest) = text.find(" (").map_or((text, ""), |at| text.split_at(at));
    m.el("h2", &[("id", id)], |m| {
        m.words("bdi", &[], head);
        if !rest.is_empty() {
            m.words("small", &[], rest);
        }
    });
}

fn footer(m: &mut Markup, head: &Head) {
    m.el("footer", &[], |m| {
        if let Some(as_of) = &head.as_of {
            m.words("p", &[], &format!("As of {as_of}. What could be known later is not in it."));
        }
        if let Some(digest) = &head.digest {
            m.words("p", &[], &format!("Made from reports and case file with digest {digest}."));
        }
        m.words("p", &[], &format!("Made by Armistice {}.", env!("CARGO_PKG_VERSION")));
    });
}

/// As style hashes are written.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for part in bytes.chunks(3) {
        let all = part.iter().fold(0_usize, |all, &byte| all << 8 | usize::from(byte)) << (8 * (3 - part.len()));
        for n in 0..4 {
            let letter = LETTERS[all >> (18 - 6 * n) & 63] as char;
            out.push(if n <= part.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_as_in_its_standard() {
        let shown: Vec<String> = ["", "f", "fo", "foo", "foob"].iter().map(|it| base64(it.as_bytes())).collect();
        assert_eq!(shown, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
