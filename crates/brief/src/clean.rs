//! Documents are untrusted: what of their text may reach a terminal or a page.

/// Without control and direction-changing characters; white space folded to single spaces.
#[must_use]
pub fn clean(text: &str) -> String {
    let marks = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let shown = |c: char| (!c.is_control() || c.is_whitespace()) && !marks(c);
    let kept: String = text.chars().filter(|&c| shown(c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escapes_and_direction_marks_do_not_pass() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\n\n d\u{7}"), "a[31mbc d");
    }
}
