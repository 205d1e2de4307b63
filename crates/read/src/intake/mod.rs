//! Intake: bytes to a [`Document`]. Text and Markdown with header lines, HTML by its main text and
//! metadata. What cannot be taken is refused with the reason and a hint.

mod encoding;
mod headers;
mod html;
mod kind;
mod language;

use armistice_types::problem::{Code, Problem};
use armistice_types::report::{Document, Integrity, ReportKind};
use armistice_types::time::Published;
use sha2::{Digest, Sha256};

pub(crate) use kind::announced;
pub(crate) use language::reads_as_english;

/// Larger files are refused: 1 MiB, some 170,000 words.
pub const LARGEST: usize = 1024 * 1024;

/// What the user says of a document; it goes before what the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// When it came out.
    pub published: Option<Published>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// What it is.
    pub kind: Option<ReportKind>,
    /// What the text has gone through.
    pub integrity: Option<Integrity>,
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing but white space.
    #[error("`{path}` is empty")]
    Empty {
        /// As typed.
        path: String,
    },
    /// Larger than [`LARGEST`].
    #[error("`{path}` is larger than {LARGEST} bytes, the most that is taken")]
    TooLarge {
        /// As typed.
        path: String,
    },
    /// Not text.
    #[error("`{path}` is no text: it looks like {what}")]
    Binary {
        /// As typed.
        path: String,
        /// What its first bytes look like.
        what: &'static str,
    },
    /// HTML without words.
    #[error("`{path}` is HTML without a text")]
    NoText {
        /// As typed.
        path: String,
    },
}

impl Refusal {
    /// What the user can do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "check that the file was saved whole",
            Self::TooLarge { .. } => "split it, or take the article out of the dump it stands in",
            Self::Binary { .. } => "save its text as plain text, Markdown or HTML and add that",
            Self::NoText { .. } => "save the page after it has loaded, or copy its text into a plain file",
        }
    }
}

/// Takes one file. `path` is only shown and used for its ending.
///
/// # Errors
/// [`Refusal`] where the bytes hold no text that can be read.
pub fn take(bytes: &[u8], path: &str, given: &Given) -> Result<Document, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge { path: path.to_owned() });
    }
    if let Some(what) = encoding::binary(bytes) {
        return Err(Refusal::Binary { path: path.to_owned(), what });
    }
    let (text, mut problems) = encoding::decode(bytes);
    if text.trim().is_empty() {
        return Err(Refusal::Empty { path: path.to_owned() });
    }
    let page = if html::is_html(&text, path) {
        html::main_text(&text).filter(|page| !page.text.trim().is_empty()).ok_or_else(|| Refusal::NoText { path: path.to_owned() })?
    } else {
        headers::split(&text)
    };
    problems.extend(page.problems);
    if page.text.trim().is_empty() {
        return Err(Refusal::Empty { path: path.to_owned() });
    }
    let title = given.title.clone().or(page.title);
    let outlet = given.outlet.clone().or(page.outlet);
    let guessed = || kind::guess(title.as_deref(), outlet.as_deref(), &page.text);
    let mut document = Document {
        path: path.to_owned(),
        kind: given.kind.or(page.kind).unwrap_or_else(guessed),
        title,
        outlet,
        author: given.author.clone().or(page.author),
        url: given.url.clone().or(page.url),
        published: given.published.or(page.published),
        language: given.language.clone().or(page.language),
        integrity: given.integrity,
        text: page.text,
        problems,
    };
    document.language = document.language.take().or_else(|| language::detect(&document.text).map(str::to_owned));
    if !reads_as_english(&document) {
        let language = document.language.as_deref().unwrap_or("unknown");
        let problem = Problem::new(Code::UnsupportedLanguage, format!("the text reads as `{language}`, the reader knows English only"));
        document.problems.push(problem.hint("add an English translation with --kind and say so in its header"));
    }
    if document.published.is_none() {
        let problem = Problem::new(Code::NoDate, "the report gives no date of publication");
        document.problems.push(problem.hint("add a `Date:` line, or give --published"));
    }
    Ok(document)
}

/// What a format gives.
#[derive(Debug, Default)]
struct Page {
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    url: Option<String>,
    published: Option<Published>,
    language: Option<String>,
    kind: Option<ReportKind>,
    text: String,
    problems: Vec<Problem>,
}

/// `sha256:` and the digest of text, outlet and publication, each with its length before it.
#[must_use]
pub fn report_id(document: &Document) -> String {
    let published = document.published.map(|it| it.to_string()).unwrap_or_default();
    let mut hasher = Sha256::new();
    for part in [document.text.as_str(), document.outlet.as_deref().unwrap_or(""), &published] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Document {
        take(text.as_bytes(), "a.txt", &Given::default()).unwrap()
    }

    #[test]
    fn header_lines_are_taken_off() {
        let document = taken(
            "Title: Ferry stops\r\nOutlet: Selm Post\r\nDate: 3 March 2031\r\nKind: statement\r\n\r\nThe ferry stopped and the guards said that it would not sail.\r\n",
        );
        assert_eq!(document.title.as_deref(), Some("Ferry stops"));
        assert_eq!(document.published.map(|it| it.to_string()).as_deref(), Some("2031-03-03"));
        assert_eq!(document.kind, ReportKind::Statement);
        assert_eq!(document.text, "The ferry stopped and the guards said that it would not sail.\n");
    }

    #[test]
    fn a_text_without_headers_is_all_body() {
        assert_eq!(taken("SELM POST\nTalks: none, he said.\n").text, "SELM POST\nTalks: none, he said.\n");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_a_problem() {
        let document = taken("Date: some day in spring\n\nThe ferry stopped.\n");
        let codes: Vec<Code> = document.problems.iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::BadHeader) && codes.contains(&Code::NoDate), "{codes:?}");
    }

    #[test]
    fn encodings_are_found() {
        let utf16: Vec<u8> = "\u{feff}The guards said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(take(&utf16, "a", &Given::default()).unwrap().text, "The guards said no.");
        let latin = b"\x93We wait,\x94 the na\xefve guard of the caf\xe9 said to the men of the port, who were d\xe9j\xe0 l\xe0.";
        assert_eq!(
            take(latin, "a", &Given::default()).unwrap().text,
            "“We wait,” the naïve guard of the café said to the men of the port, who were déjà là."
        );
        let broken = take(b"The guards \xff\xfe said no \xf0\x28.", "a", &Given::default()).unwrap();
        assert!(broken.text.contains("said no"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, what) in
            [(&b"%PDF-1.7 x"[..], "a PDF"), (b"PK\x03\x04abc", "a zip"), (b"\x89PNG\r\n\x1a\n", "an image"), (b"a\0b\0\0c", "binary")]
        {
            let refusal = take(bytes, "a", &Given::default()).unwrap_err().to_string();
            assert!(refusal.contains(what), "{refusal}");
        }
        assert!(matches!(take(b" \n", "a", &Given::default()), Err(Refusal::Empty { .. })));
        assert!(matches!(take(b"<html><body></body></html>", "a", &Given::default()), Err(Refusal::NoText { .. })));
        assert!(matches!(take(&vec![b'a'; LARGEST + 1], "a", &Given::default()), Err(Refusal::TooLarge { .. })));
    }

    #[test]
    fn deep_nesting_does_not_exhaust_the_stack() {
        let html = format!("<html><body>{}<p>The guards said no.</p></body></html>", "<div>".repeat(100_000));
        let _ = take(html.as_bytes(), "a.html", &Given::default());
    }

    #[test]
    fn html_gives_its_main_text_and_metadata() {
        let body =
            "<p>The guards said on Monday that the ferry would not sail before the vote, whatever the port might say of it.</p>".repeat(8);
        let html = format!(
            "<html lang=en><head><title>Ferry stops</title><meta property='og:site_name' content='Selm Post'><meta property='article:published_time' content='2031-03-03T08:00:00Z'></head><body><nav>Home</nav><article><h1>Ferry stops</h1>{body}</article></body></html>"
        );
        let document = take(html.as_bytes(), "a.html", &Given::default()).unwrap();
        assert_eq!(document.outlet.as_deref(), Some("Selm Post"));
        assert_eq!(document.published.map(|it| it.day().to_string()).as_deref(), Some("2031-03-03"));
        assert!(document.text.lines().filter(|line| line.starts_with("The guards")).count() == 8, "{}", document.text);
    }

    #[test]
    fn other_languages_are_named() {
        for (text, language) in [
            ("قال الوزير إن المفاوضات سوف تستمر في المدينة غدا", "ar"),
            ("Переговоры продолжатся завтра, сказал министр", "ru"),
            ("Le ministre a dit que les négociations continueront dans la ville avec les parties", "fr"),
        ] {
            let document = taken(text);
            assert_eq!(document.language.as_deref(), Some(language));
            assert!(document.problems.iter().any(|it| it.code == Code::UnsupportedLanguage));
        }
    }

    #[test]
    fn the_id_depends_on_text_outlet_and_day_alone() {
        let (mut a, mut b) = (taken("One."), taken("One."));
        (a.path, b.path) = ("x".to_owned(), "y".to_owned());
        assert_eq!(report_id(&a), report_id(&b));
        b.outlet = Some("Selm Post".to_owned());
        assert_ne!(report_id(&a), report_id(&b));
    }
}
