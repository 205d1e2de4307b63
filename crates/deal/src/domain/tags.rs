//! A look at the tags of an XML text before a parser is let on it: what would cost a parser, or its tree, memory or time out of measure is
//! refused with its line. Whether the text is XML at all is left to the parser.

/// Elements inside each other; the parser and its tree go as deep.
const DEEP: usize = 100;
/// Elements, texts between them and attributes that are read, of all files together. A million cells of preferences have five each, and their
/// options stand once more. Comments and instructions count as elements.
pub(super) const PIECES: usize = 7_500_000;
/// Bytes of a tag, so that no answer is made of names alone.
const LONG: usize = 4_000;
/// Attributes of a tag: the parser compares each with each.
const ATTRIBUTES: usize = 32;
/// Namespaces of a file: each element below may have a list of all.
const NAMESPACES: usize = 64;

/// Checks a text and takes its pieces from those that are left. The byte of the first mistake, and what it is.
pub(super) fn sound(text: &str, left: &mut usize) -> Result<(), (usize, String)> {
    let (mut depth, mut namespaces, mut at) = (0_usize, 0, 0);
    while let Some(next) = text[at..].find('<') {
        at += next;
        let fail = |what: String| Err((at, what));
        let (tag, attributes) = match piece(&text[at..]) {
            Ok(found) => found,
            Err(what) => return fail(what),
        };
        let pieces = attributes + usize::from(next > 0) + usize::from(!tag.starts_with("</"));
        match left.checked_sub(pieces) {
            Some(rest) => *left = rest,
            None => return fail(format!("more than {PIECES} elements, texts and attributes in all")),
        }
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if is_element(tag) {
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

/// A tag, comment or the like with which a text begins, and how many attributes it has; where its end is missing, all that is left of the text.
fn piece(text: &str) -> Result<(&str, usize), String> {
    for (begins, ends) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(begins) {
            return Ok((text.find(ends).map_or(text, |end| &text[..end + ends.len()]), 0));
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
            (None, b'>') => return Ok((&text[..=at], attributes)),
            (None, b'"' | b'\'') => (quote, attributes) = (Some(byte), attributes + 1),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if attributes > ATTRIBUTES {
            return Err(format!("a tag of more than {ATTRIBUTES} attributes"));
        }
    }
    Ok((text, attributes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_texts_and_attributes_are_counted_over_all_files() {
        let mut left = 9;
        assert!(sound("<a b='>' c=\"'\"> <d/><!-- <e> --></a>", &mut left).is_ok());
        assert_eq!(left, 3);
        let (at, what) = sound("<a> <b> <c> <d>", &mut left).unwrap_err();
        assert_eq!((at, what.as_str()), (8, "more than 7500000 elements, texts and attributes in all"));
    }
}
