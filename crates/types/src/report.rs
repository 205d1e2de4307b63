//! One document taken in.

use serde::Serialize;

use crate::problem::Problem;
use crate::text::Text;
use crate::time::Published;

words! {
    /// What a document is.
    ReportKind {
        News = "news",
        /// Its issuer speaks.
        Statement = "statement",
        Transcript = "transcript",
        Draft = "draft",
        Note = "note",
    }
}

words! {
    /// What a text has gone through.
    Integrity {
        Original = "original",
        Translation = "translation",
        Cut = "cut",
        RewordedCopy = "reworded copy",
        Unknown = "unknown",
    }
}

/// A document as intake hands it over, before it is read: its text and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// As typed by the user, or found in the case folder.
    pub path: String,
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
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// What it is.
    pub kind: ReportKind,
    /// Stated by the file or the user; the reader judges where it is `None`.
    pub integrity: Option<Integrity>,
    /// The body after header lines: LF line ends, no byte-order mark, otherwise unchanged.
    pub text: String,
    /// What intake noticed.
    pub problems: Vec<Problem>,
}

/// A report as the reader hands it on; see DESIGN section 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `sha256:` and the digest of text, outlet and publication.
    pub id: String,
    /// As typed.
    pub path: String,
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
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// What it is.
    pub kind: ReportKind,
    /// What the text has gone through.
    pub integrity: Integrity,
    /// The body; every span of the reading counts in it.
    pub text: Text,
}
