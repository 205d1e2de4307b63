//! DOCX: headings, tables, numbered endnotes, the marking on every sheet. Plain Office Open XML (ECMA-376), written by
//! hand: the format is text in a zip, and the same page must give the same bytes.

mod body;
mod parts;

use crate::markup::Markup;
use crate::notes::Notes;
use crate::outline::Outline;
use crate::zip::packed;

/// Every part names this space.
const SPACE: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");

/// The page as a document for word processors.
#[must_use]
pub fn docx(outline: &Outline) -> Vec<u8> {
    let notes = Notes::of(outline);
    packed(&[
        ("[Content_Types].xml", parts::TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(&outline.title)),
        ("word/document.xml", body::document(outline, &notes)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::STYLES.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/endnotes.xml", parts::endnotes(&notes, &outline.head)),
        ("word/header1.xml", parts::header(&outline.head)),
        ("word/footer1.xml", parts::footer(&outline.head)),
    ])
}

/// A stretch of text with the properties that `properties` writes.
fn run(m: &mut Markup, text: &str, properties: impl FnOnce(&mut Markup)) {
    m.el("w:r", &[], |m| {
        m.el("w:rPr", &[], properties);
        m.words("w:t", &[("xml:space", "preserve")], text);
    });
}

/// A paragraph in a style.
fn paragraph(m: &mut Markup, style: &str, inside: impl FnOnce(&mut Markup)) {
    m.el("w:p", &[], |m| {
        m.el("w:pPr", &[], |m| m.void("w:pStyle", &[("w:val", style)]));
        inside(m);
    });
}
