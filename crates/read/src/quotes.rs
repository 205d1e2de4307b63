//! Quotations: which tokens stand between quotation marks. Takes tokens, gives quotations as ranges
//! of tokens without their marks, and the marks that open or close nothing.
//!
//! A quotation ends with its paragraph, unless the next paragraph opens with the same mark: then it
//! runs on, one segment a paragraph. Who is quoted is left to `attribution`.

use std::ops::Range;

use crate::tokens::{Kind, Tokens};

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Token ranges inside the marks, one per paragraph, none empty.
    pub(crate) segments: Vec<Range<usize>>,
    /// Was it closed?
    pub(crate) closed: bool,
    /// Index of the quotation it stands in.
    pub(crate) inside: Option<usize>,
}

impl Quotation {
    /// From the first quoted token to one past the last.
    pub(crate) fn hull(&self) -> Range<usize> {
        let end = self.segments.last().map_or(0, |segment| segment.end);
        self.segments.first().map_or(0, |segment| segment.start)..end
    }
}

/// All quotations of a text.
#[derive(Debug)]
pub(crate) struct Quotes {
    /// In order of their opening mark.
    pub(crate) all: Vec<Quotation>,
    /// Per token: the outermost quotation it stands in; its marks stand in none.
    outer: Vec<Option<u32>>,
    /// Marks that open or close nothing.
    pub(crate) stray: Vec<usize>,
}

impl Quotes {
    /// The outermost quotation that holds the token.
    pub(crate) fn outer(&self, i: usize) -> Option<usize> {
        self.outer.get(i).copied().flatten().map(|q| q as usize)
    }

    /// Does the token stand between quotation marks?
    pub(crate) fn quoted(&self, i: usize) -> bool {
        self.outer(i).is_some()
    }
}

/// What a mark can do, and in which style: a quotation closes only with the style that opened it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angle,
}

struct Open {
    style: Style,
    segments: Vec<Range<usize>>,
    from: usize,
    mark: usize,
    number: usize,
}

struct Finder<'t> {
    tokens: &'t Tokens<'t>,
    all: Vec<Option<Quotation>>,
    stack: Vec<Open>,
    /// How many quotations of each style are open.
    open: [usize; 3],
    stray: Vec<usize>,
}

/// Pairs the marks of a text, paragraph by paragraph.
pub(crate) fn quotes(tokens: &Tokens<'_>) -> Quotes {
    let mut finder = Finder { tokens, all: Vec::new(), stack: Vec::new(), open: [0; 3], stray: Vec::new() };
    for (n, paragraph) in tokens.paragraphs.iter().enumerate() {
        let mut from = paragraph.start;
        if let Some(open) = finder.stack.first_mut() {
            // Only quotations that the paragraph takes up again were kept on the stack.
            open.from = paragraph.start + 1;
            from = paragraph.start + 1;
        }
        for i in from..paragraph.end {
            finder.mark(i, paragraph);
        }
        finder.paragraph_ends(n);
    }
    finder.finish()
}

impl Finder<'_> {
    fn mark(&mut self, i: usize, paragraph: &Range<usize>) {
        if self.tokens.kind(i) != Kind::Quote {
            return;
        }
        let Some((style, role)) = self.role(i, paragraph) else { return };
        match role {
            Role::Open => self.open(style, i),
            Role::Close => self.close(style, i),
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let top = self.stack.pop()?;
        self.open[top.style as usize] -= 1;
        Some(top)
    }

    fn is_open(&self, style: Style) -> bool {
        self.open[style as usize] > 0
    }

    fn open(&mut self, style: Style, i: usize) {
        // The same style cannot stand directly in itself: the earlier mark was never closed.
        while self.stack.last().is_some_and(|top| top.style == style) {
            if let Some(top) = self.pop() {
                self.abandon(top, i);
            }
        }
        let number = self.all.len();
        self.all.push(None);
        self.open[style as usize] += 1;
        self.stack.push(Open { style, segments: Vec::new(), from: i + 1, mark: i, number });
    }

    fn close(&mut self, style: Style, i: usize) {
        let depth = if self.is_open(style) { self.stack.iter().rposition(|open| open.style == style) } else { None };
        let Some(depth) = depth else {
            if style == Style::Double || style == Style::Angle {
                self.stray.push(i);
            }
            return;
        };
        while self.stack.len() > depth + 1 {
            if let Some(inner) = self.pop() {
                self.abandon(inner, i);
            }
        }
        if let Some(open) = self.pop() {
            self.keep(open, i, true);
        }
    }

    /// A mark that was not closed before `end`: single ones were apostrophes, the others are damage.
    fn abandon(&mut self, open: Open, end: usize) {
        if open.style != Style::Single {
            self.stray.push(open.mark);
            let end = if end > open.from && self.tokens.kind(end - 1) == Kind::Quote { end - 1 } else { end };
            self.keep(open, end, false);
        }
    }

    fn keep(&mut self, mut open: Open, end: usize, closed: bool) {
        if open.from < end {
            open.segments.push(open.from..end);
        }
        if !open.segments.is_empty() {
            let inside = self.stack.last().map(|outer| outer.number);
            self.all[open.number] = Some(Quotation { segments: open.segments, closed, inside });
        }
    }

    /// Ends what is open, unless the next paragraph takes it up again with the same mark.
    fn paragraph_ends(&mut self, n: usize) {
        let end = self.tokens.paragraphs[n].end;
        while self.stack.len() > 1 {
            if let Some(inner) = self.pop() {
                self.abandon(inner, end);
            }
        }
        let taken_up = self.tokens.paragraphs.get(n + 1).is_some_and(|next| {
            self.stack
                .first()
                .is_some_and(|open| self.role(next.start, next) == Some((open.style, Role::Open)) && self.closes_later(open.style, next))
        });
        if taken_up {
            if let Some(open) = self.stack.first_mut()
                && open.from < end
            {
                open.segments.push(open.from..end);
            }
        } else if let Some(open) = self.pop() {
            self.abandon(open, end);
        }
    }

    /// Does a paragraph that opens with a mark hold an even number of further ones, as a running quotation's does?
    fn closes_later(&self, style: Style, paragraph: &Range<usize>) -> bool {
        let mut depth = 1i32;
        for i in paragraph.start + 1..paragraph.end {
            match self.role(i, paragraph) {
                Some((s, Role::Open)) if s == style => depth += 1,
                Some((s, Role::Close)) if s == style => depth -= 1,
                _ => {}
            }
        }
        (0..=1).contains(&depth)
    }

    fn role(&self, i: usize, paragraph: &Range<usize>) -> Option<(Style, Role)> {
        let glued_before = i > paragraph.start && self.tokens.tokens[i].glued;
        let glued_after = i + 1 < paragraph.end && self.tokens.tokens[i + 1].glued;
        let by_place = || match (glued_before, glued_after) {
            (false, true) => Some(Role::Open),
            (true, false) => Some(Role::Close),
            (true, true) => {
                let after = self.tokens.word(i + 1);
                let opens = matches!(self.tokens.word(i - 1), "(" | "[" | "—" | "–" | "-" | "--" | "“" | "\"" | "‘");
                let closes = after.starts_with([',', '.', ';', ':', '?', '!', ')', ']', '—', '–', '-', '"', '”']);
                if opens && !closes { Some(Role::Open) } else { Some(Role::Close) }
            }
            // Spaced on both sides, as in texts rebuilt from tokens: whatever is due.
            (false, false) if i + 1 == paragraph.end => Some(Role::Close),
            (false, false) if i == paragraph.start => Some(Role::Open),
            (false, false) => None,
        };
        match self.tokens.word(i) {
            "“" => Some((Style::Double, Role::Open)),
            "”" => Some((Style::Double, Role::Close)),
            "„" | "``" => Some((Style::Double, Role::Open)),
            "''" => Some((Style::Double, Role::Close)),
            "«" | "‹" => Some((Style::Angle, Role::Open)),
            "»" | "›" => Some((Style::Angle, Role::Close)),
            "\"" => {
                let due = if self.is_open(Style::Double) { Role::Close } else { Role::Open };
                Some((Style::Double, by_place().unwrap_or(due)))
            }
            "‘" => Some((Style::Single, Role::Open)),
            "'" | "’" | "`"
                if glued_before != glued_after || glued_before && !self.tokens.word(i + 1).starts_with(char::is_alphanumeric) =>
            {
                let role = by_place()?;
                // A closing single mark needs an open one; an opening one before a digit or a short clitic is an apostrophe ("'90s").
                let open = self.is_open(Style::Single);
                let apostrophe = self.tokens.word(i) == "’" && role == Role::Open || self.tokens.kind(i + 1) == Kind::Number;
                (role == Role::Close && open || role == Role::Open && !apostrophe).then_some((Style::Single, role))
            }
            _ => None,
        }
    }

    fn finish(self) -> Quotes {
        let mut renumber = vec![None; self.all.len()];
        let mut all: Vec<Quotation> = Vec::new();
        for (number, quotation) in self.all.into_iter().enumerate() {
            if let Some(quotation) = quotation {
                renumber[number] = Some(all.len());
                all.push(quotation);
            }
        }
        let mut outer = vec![None; self.tokens.tokens.len()];
        for (n, quotation) in all.iter_mut().enumerate() {
            quotation.inside = quotation.inside.and_then(|number| renumber[number]);
            // What stands inside another is covered by it.
            if quotation.inside.is_none() {
                for i in quotation.segments.iter().cloned().flatten() {
                    outer[i] = outer[i].or(u32::try_from(n).ok());
                }
            }
        }
        let mut stray = self.stray;
        stray.sort_unstable();
        Quotes { all, outer, stray }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    /// `expect`: quotations as words, segments joined by ` // `; then the number of stray marks.
    #[track_caller]
    fn check(text: &str, expect: &[&str], stray: usize) {
        let cut = tokens(text);
        let found = quotes(&cut);
        let words: Vec<String> =
            found.all.iter().map(|q| q.segments.iter().map(|s| cut.words(s)).collect::<Vec<_>>().join(" // ")).collect();
        assert_eq!(words, expect);
        assert_eq!(found.stray.len(), stray, "stray marks");
    }

    #[test]
    fn straight_and_curly_marks_pair() {
        check("\"We wait,\" he said. \"Or not.\"", &["We wait,", "Or not."], 0);
        check("“We wait,” he said.", &["We wait,"], 0);
        check("He called it “a ‘gift’ to no one”.", &["a ‘gift’ to no one", "gift"], 0);
        check("«Nous attendons», dit-il.", &["Nous attendons"], 0);
    }

    #[test]
    fn apostrophes_quote_nothing() {
        check("The workers' vote and the envoy's trip in the '90s weren't Orvan's.", &[], 0);
        check("'We wait,' she said of the guards' vote.", &["We wait,"], 0);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_that_open_again() {
        check("“One is here.\n“Two is here.”\nThree.", &["One is here. // Two is here."], 0);
        check("“One is here.\n“Two is here,” he said. “Three.”", &["One is here. // Two is here,", "Three."], 0);
    }

    #[test]
    fn a_quotation_left_open_ends_with_its_paragraph_or_the_next_mark() {
        check("“One is here.\nTwo is not.", &["One is here."], 1);
        check("“One said he. “Two,” she said.", &["One said he.", "Two,"], 1);
        check("One is here,” he said.", &[], 1);
    }
}
