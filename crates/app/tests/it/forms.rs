//! The forms that a browser and a word processor open.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::running::{armistice, bytes as run, read_case};

fn narrows() -> String {
    read_case("narrows").to_str().unwrap().to_owned()
}

/// An invented report that tries to write on the page, in three scripts.
const HOSTILE: &str = "Title: <script>alert(1)</script>\u{202e} & \"x\"\nOutlet: עיתון \"הנמל\"\nURL: javascript:alert(1)\nDate: 2031-10-04\n\n\
Dov Arlan, the harbour minister, said on Friday: \u{201c}לא נחתום על הטיוטה\u{201d}. The coast delegation's chair, Yusra al-Wadi, said \
\u{201c}لن نوقّع <img src=x onerror=alert(2)> اليوم\u{201d}. The guards denied on Thursday that they had </style><b>shelled</b> \u{1b}[31mthe pier.\n";

fn hostile() -> (TempDir, String) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("hostile.txt");
    fs::write(&path, HOSTILE).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

/// Tags of a page: name, attributes, closing or not. Panics where a `<` starts no tag.
fn tags(page: &str) -> Vec<(String, String, bool)> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with(['!', '?']) {
            continue;
        }
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag.trim_end_matches('/'), ""));
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':'), "`{tag}`");
        if !tag.ends_with('/') && name != "meta" {
            out.push((name.to_owned(), attributes.to_owned(), closing));
        }
    }
    out
}

/// Every element closes where it was opened.
#[track_caller]
fn balanced(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for (name, _, closing) in tags(page) {
        if closing {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()));
        } else {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Values of an attribute, everywhere on a page.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let mark = format!(" {name}=\"");
    page.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[track_caller]
fn sound(page: &str) {
    balanced(page);
    let lower = page.to_lowercase();
    for bad in [
        "<script",
        "<img",
        "<link",
        "<iframe",
        " onerror=\"",
        " onclick=\"",
        " src=\"",
        "href=\"http",
        "href=\"javascript",
        "url(",
        "@import",
    ] {
        assert!(!lower.contains(bad), "`{bad}` is on the page");
    }
    assert!(page.contains("default-src 'none'") && page.starts_with("<!doctype html>"));
    let ids = values(page, "id");
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "ids are unique");
    for href in values(page, "href") {
        assert!(href.strip_prefix('#').is_some_and(|id| set.contains(id)), "`{href}` leads nowhere");
    }
    for id in values(page, "aria-labelledby") {
        assert!(set.contains(id), "`{id}`");
    }
    assert!(!page.chars().any(|c| matches!(c, '\u{1b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn every_html_page_stands_alone() {
    let case = narrows();
    let (_dir, path) = hostile();
    for args in [
        vec!["brief", &case, "--no-write"],
        vec!["positions", &case, "--no-write"],
        vec!["statements", &case, "--no-write"],
        vec!["conflicts", &case, "--no-write"],
        vec!["deals", &case, "--no-write"],
        vec!["why", &case, "halvane", "withdrawal", "--no-write"],
        vec!["diff", &case, "--from", "2031-10-05", "--no-write"],
        vec!["brief", &path],
        vec!["read", &path],
    ] {
        let page = String::from_utf8(run(&[&args[..], &["--format", "html"]].concat())).unwrap();
        sound(&page);
    }
}

/// The parts of a document, by a reader that is not ours: inflated, checked, parsed for balance.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let word = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let long = |at: usize| word(at) | word(at + 2) << 16;
    let mut out = BTreeMap::new();
    let mut at = 0;
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let (packed, size, name) = (long(at + 18), long(at + 22), word(at + 26));
        let start = at + 30 + name;
        let text = miniz_oxide::inflate::decompress_to_vec(&bytes[start..start + packed]).unwrap();
        assert_eq!(text.len(), size);
        out.insert(String::from_utf8(bytes[at + 30..start].to_vec()).unwrap(), String::from_utf8(text).unwrap());
        at = start + packed;
    }
    assert!(bytes[at..].starts_with(b"PK\x01\x02"));
    out
}

#[test]
fn every_document_is_sound() {
    let case = narrows();
    let (_dir, path) = hostile();
    for args in [vec!["brief", &case, "--no-write"], vec!["positions", &case, "--no-write"], vec!["brief", &path]] {
        let args = [&args[..], &["--format", "docx"]].concat();
        let bytes = run(&args);
        assert_eq!(bytes, run(&args), "the same page gives the same bytes");
        let parts = parts(&bytes);
        for (name, text) in &parts {
            assert!(text.starts_with("<?xml") && !text.contains('\u{202e}') && !text.contains('\u{1b}'), "{name}");
            balanced(text);
        }
        let (body, notes) = (&parts["word/document.xml"], &parts["word/endnotes.xml"]);
        let ids = |text: &str, tag: &str| -> Vec<String> {
            let found = tags_whole(text).into_iter().filter(|it| it.starts_with(tag));
            found.filter_map(|it| values(&it, "w:id").first().map(|id| (*id).to_owned())).collect()
        };
        let told = ids(body, "w:endnoteReference ");
        let kept: Vec<String> = ids(notes, "w:endnote ").into_iter().filter(|id| id != "-1" && id != "0").collect();
        assert!(!told.is_empty());
        assert_eq!(told, kept, "each endnote is referred to once, in order");
        // LibreOffice sets the notes on sheets without header.
        assert_eq!(notes.matches("TLP:CLEAR").count(), kept.len());
        for field in values(body, "w:instr") {
            let name = field.split_whitespace().nth(1).unwrap();
            assert!(body.contains(&format!("w:name=\"{name}\"")), "{field}");
        }
        assert!(parts["word/header1.xml"].contains("TLP:CLEAR") && parts["word/footer1.xml"].contains("PAGE"));
    }
    let bytes = run(&["brief", &path, "--format", "docx"]);
    assert!(parts(&bytes)["word/document.xml"].contains("<w:rtl/><w:lang w:bidi=\"he\"/>"));
}

/// Tags of a text, whole.
fn tags_whole(text: &str) -> Vec<String> {
    text.split('<').skip(1).filter_map(|it| it.split('>').next()).map(str::to_owned).collect()
}

#[test]
fn quotations_keep_their_language_and_direction() {
    let (_dir, path) = hostile();
    let page = String::from_utf8(run(&["brief", &path, "--format", "html"])).unwrap();
    assert!(page.contains("<bdi lang=\"he\" dir=\"rtl\">לא נחתום על הטיוטה</bdi>"), "{page}");
    assert!(page.contains("lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn what_is_marked_is_marked_wherever_it_stands() {
    let (dir, path) = hostile();
    let case = dir.path().join("talks");
    let case = case.to_str().unwrap();
    run(&["new", case]);
    run(&["add", case, &path, "--marking", "amber:prisoners"]);
    let show = |form: &str| run(&["statements", case, "--clearance", "red:prisoners", "--format", form]);
    let page = String::from_utf8(show("html")).unwrap();
    sound(&page);
    assert!(page.contains("TLP:AMBER, prisoners") && page.contains(" [amber:prisoners]") && page.contains("noindex"), "{page}");
    let parts = parts(&show("docx"));
    assert!(parts["word/header1.xml"].contains("TLP:AMBER, prisoners"));
    assert!(
        parts["word/endnotes.xml"].contains("TLP:AMBER, prisoners")
            && parts["word/endnotes.xml"].contains("[amber:prisoners]")
            && parts["word/document.xml"].contains("[amber:prisoners]")
    );
}

/// A short page, whole; `ARMISTICE_UPDATE=1` stores it.
#[test]
fn a_small_page_is_as_stored() {
    let (_dir, path) = hostile();
    let now = String::from_utf8(run(&["brief", &path, "--format", "html"])).unwrap();
    let style = now.find("<style>").unwrap()..now.find("</style>").unwrap();
    let policy = now.find("'sha256-").unwrap()..now.find("'; base-uri").unwrap();
    let now = format!("{}{}{}", &now[..policy.start], &now[policy.end..style.start], &now[style.end..]);
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored/small.html");
    if std::env::var_os("ARMISTICE_UPDATE").is_some() {
        fs::write(&stored, &now).unwrap();
    }
    assert!(fs::read_to_string(&stored).unwrap() == now, "small.html differs:\n{now}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let (dir, path) = hostile();
    let page = dir.path().join("page.html");
    let shown = page.to_str().unwrap();
    assert!(run(&["brief", &path, "-o", shown]).is_empty());
    assert_eq!(fs::read(&page).unwrap(), run(&["brief", &path, "--format", "html"]), "the ending names the form");
    let nowhere = dir.path().join("none/page.html");
    let output = armistice(&["brief", &path, "-o", nowhere.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("none/page.html"));
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_page_as_rows_has_its_marking_and_review() {
    let case = narrows();
    let text = String::from_utf8(run(&["brief", &case, "--no-write", "--format", "csv"])).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("section,label,text,sources,marking,reviewed"));
    assert!(lines.clone().count() > 20 && lines.all(|line| line.contains(",clear,")));
}
