//! The parts round the body: types, relations, styles, endnotes, header and footer.

use super::{SPACE, paragraph, run};
use crate::html::marked;
use crate::markup::Markup;
use crate::notes::Notes;
use crate::outline::Head;
use crate::runs::{Direction, Run, runs};

pub(super) const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/endnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>
"#;

pub(super) const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
"#;

pub(super) const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="endnotes.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>
"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:endnotePr><w:pos w:val="sectEnd"/><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
"#;

pub(super) const STYLES: &str = include_str!("styles.xml");

/// Title only: no author, no date, nothing of the machine it was made on.
pub(super) fn core(title: &str) -> String {
    let mut m = Markup::xml();
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    m.el("cp:coreProperties", &spaces, |m| m.words("dc:title", &[], &title.split_whitespace().collect::<Vec<_>>().join(" ")));
    m.finish()
}

/// Every sentence that the page rests on. Each note begins with the marking of the page: LibreOffice sets endnotes on sheets of their own,
/// without header.
pub(super) fn endnotes(notes: &Notes<'_>, head: &Head) -> String {
    let marking = marked(head).map_or_else(String::new, |it| format!(" {it}"));
    let mut m = Markup::xml();
    m.el("w:endnotes", &[SPACE], |m| {
        for (id, kind, mark) in [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")] {
            m.el("w:endnote", &[("w:type", kind), ("w:id", id)], |m| {
                m.el("w:p", &[], |m| m.el("w:r", &[], |m| m.void(mark, &[])));
            });
        }
        for (n, note) in notes.list.iter().enumerate() {
            m.el("w:endnote", &[("w:id", &(n + 1).to_string())], |m| {
                paragraph(m, "EndnoteText", |m| {
                    m.el("w:r", &[], |m| {
                        m.el("w:rPr", &[], |m| m.void("w:rStyle", &[("w:val", "EndnoteReference")]));
                        m.void("w:endnoteRef", &[]);
                    });
                    if !marking.is_empty() {
                        run(m, &marking, |m| m.void("w:b", &[]));
                    }
                    run(m, &format!(" {}, ", note.short), |_| {});
                    shown(m, &runs(note.outlet(), None));
                    run(m, &format!("{}: ", note.place()), |_| {});
                    shown(m, &runs(note.words, note.language));
                });
            });
        }
    });
    m.finish()
}

/// Runs of a line; what is quoted keeps its language and direction.
pub(super) fn shown(m: &mut Markup, runs: &[Run]) {
    for it in runs {
        match it {
            Run::Plain { text } => run(m, text, |_| {}),
            Run::Quote { text, language, direction } => {
                let rtl = *direction == Direction::Rtl;
                run(m, text, |m| {
                    if rtl {
                        m.void("w:rtl", &[]);
                    }
                    if let Some(language) = language {
                        m.void("w:lang", &[(if rtl { "w:bidi" } else { "w:val" }, language)]);
                    }
                });
                if rtl {
                    // A word processor isolates nothing: figures behind the words would be drawn into them.
                    m.el("w:r", &[], |m| m.el("w:t", &[], Markup::left_to_right));
                }
            }
        }
    }
}

/// The marking.
pub(super) fn header(head: &Head) -> String {
    let mut m = Markup::xml();
    m.el("w:hdr", &[SPACE], |m| paragraph(m, "Marking", |m| run(m, &marked(head).unwrap_or_default(), |_| {})));
    m.finish()
}

/// As of, and the number of the page.
pub(super) fn footer(head: &Head) -> String {
    let mut m = Markup::xml();
    m.el("w:ftr", &[SPACE], |m| {
        paragraph(m, "Footer", |m| {
            let as_of = head.as_of.as_deref().map_or_else(String::new, |it| format!("as of {it}   |   "));
            run(m, &format!("{as_of}page "), |_| {});
            m.el("w:fldSimple", &[("w:instr", " PAGE ")], |m| run(m, "1", |_| {}));
            run(m, " of ", |_| {});
            m.el("w:fldSimple", &[("w:instr", " NUMPAGES ")], |m| run(m, "1", |_| {}));
        });
        if let Some(digest) = &head.digest {
            paragraph(m, "Footer", |m| run(m, &format!("made from {digest}"), |_| {}));
        }
    });
    m.finish()
}
