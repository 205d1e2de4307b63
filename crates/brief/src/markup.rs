//! Writes HTML and XML. Elements close where they were opened, and everything from outside is escaped on its way in:
//! there is no other way to put text on a page.

/// Attributes of an element.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A page in the making.
pub(crate) struct Markup {
    out: String,
    xml: bool,
}

impl Markup {
    /// HTML with its doctype.
    pub(crate) fn html() -> Self {
        Self { out: "<!doctype html>\n".to_owned(), xml: false }
    }

    /// XML with its declaration.
    pub(crate) fn xml() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(), xml: true }
    }

    /// An element with what `inside` writes.
    pub(crate) fn el(&mut self, name: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        if matches!(name, "p" | "li" | "tr" | "table" | "section" | "h1" | "h2" | "h3" | "ul" | "ol" | "head" | "title" | "w:p" | "w:tr") {
            self.out.push('\n');
        }
    }

    /// An element that holds text only.
    pub(crate) fn words(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.el(name, attributes, |m| m.text(text));
    }

    /// An element that holds nothing.
    pub(crate) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.out.push_str(if self.xml { "/>" } else { ">" });
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// The mark that ends a right-to-left stretch: ours, as a document's own are left out.
    pub(crate) fn left_to_right(&mut self) {
        self.out.push('\u{200e}');
    }

    /// A style sheet of our own, which must hold no `<`.
    pub(crate) fn style(&mut self, css: &str) {
        debug_assert!(!css.contains('<'), "a style sheet cannot close its element");
        self.out.push_str("<style>");
        self.out.push_str(css);
        self.out.push_str("</style>\n");
    }

    /// The page.
    pub(crate) fn finish(mut self) -> String {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out
    }

    fn start(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
    }
}

/// Markup escaped; characters that XML forbids, and those that turn or hide text, left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn a_document_cannot_write_markup_or_turn_the_page() {
        let mut m = Markup::html();
        m.words("p", &[("title", "\"><script>")], "<script>a & 'b'\u{202e}\u{1b}\u{0}\u{ffff}</p>");
        let want = "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;a &amp; 'b'&lt;/p&gt;</p>";
        assert!(m.finish().contains(want));
    }
}
