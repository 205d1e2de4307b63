//! A look at the tags of an XML text before a parser is let on it: what would cost a parser, or its tree, memory or time out of measure is
//! refused with its line. Whether the text is XML at all is left to the parser.

/// Elements inside each other; the parser and its tree go as deep.
const DEEP: usize = 100;
/// Tags, comments and instructions that are read, of all files together. A million cells of preferences have one each, and their options
/// stand once more.
pub(super) const TAGS: usize = 2_500_000;
/// Bytes of a tag, so that no answer is made of names alone.
const LONG: usize = 4_000;
/// Attributes of a tag: the parser compares each with each.
const ATTRIBUTES: usize = 32;
/// Namespaces of a file: each element below may have a list of all.
const NAMESPACES: usize = 64;

/// Checks a text and takes its tags from those that are left. The byte of the first mistake, and what it is.
pub(super) fn sound(text: &str, left: &mut usize) -> Result<(), (usize, String)> {
    let (mut depth, mut namespaces, mut at) = (0_usize, 0, 0);
    while let Some(next) = text[at..].find('<') {
        at += next;
        let fail = |what: String| Err((at, what));
        let tag = match piece(&text[at..]) {
            Ok(tag) => tag,
            Err(what) => return fail(what),
        };
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if let Some(rest) = left.checked_sub(1) {
            *left = rest;
        } else {
            return fail(format!("more than {TAGS} elements in all"));
        }
        if is_element(tag) {
            depth += usize::from(!tag.ends_with("/>"));
            namespaces += tag.matches("xmlns").count();
        }
        if depth > DEEP {
            return fail(format!("more than {DEEP} elements inside each other"));
        }
        if namespaces > NAMESPACES {
            return fail(format!("more than {NAMESPACES} namespaces: domain files need none"));
        }
        at += tag.len();
    }
    Ok(())
}

fn is_element(tag: &str) -> bool {
    !["</", "<!", "<?"].iter().any(|it| tag.starts_with(it))
}

/// A tag, comment or the like with which a text begins; where its end is missing, all that is left of the text.
fn piece(text: &str) -> Result<&str, String> {
    for (begins, ends) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(begins) {
            return Ok(text.find(ends).map_or(text, |end| &text[..end + ends.len()]));
        }
    }
    if text.starts_with("<!") {
        return Err("document types and entities (<!DOCTYPE, <!ENTITY) are not read: remove them".to_owned());
    }
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in text.bytes().enumerate() {
        if at >= LONG {
            return Err(format!("a tag of more than {LONG} bytes: a quotation mark or `>` is missing, or a name is too long"));
        }
        match (quote, byte) {
            (None, b'>') => return Ok(&text[..=at]),
            (None, b'"' | b'\'') => (quote, attributes) = (Some(byte), attributes + 1),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if attributes > ATTRIBUTES {
            return Err(format!("a tag of more than {ATTRIBUTES} attributes"));
        }
    }
    Ok(text)
}
