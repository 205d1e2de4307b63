//! Text to tokens, sentences and paragraphs. Takes the body of a report, gives byte ranges into it;
//! nothing is normalised and nothing is dropped but white space. Tags and quotations are left to
//! `tags` and `quotes`.
//!
//! Words are cut as in the English treebanks: clitics (`'s`, `n't`, `'ll`) are tokens of their own,
//! hyphenated words stay whole, and a known abbreviation keeps its stop.

use std::ops::Range;

use crate::lexicon::abbreviations;
use crate::sentences;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with whatever is inside them.
    Word,
    /// Starts with a digit.
    Number,
    /// A double quotation mark, a guillemet, or a single mark that cannot be an apostrophe.
    Quote,
    /// Everything else.
    Punct,
}

/// A token, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// Does it touch the token before, without white space?
    pub(crate) glued: bool,
}

/// A text cut into tokens; sentences and paragraphs are ranges of tokens, in order, covering all.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) paragraphs: Vec<Range<usize>>,
}

impl<'t> Tokens<'t> {
    /// The token as written; empty outside the text, so that neighbours may be looked at freely.
    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The token in lower case.
    pub(crate) fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    /// Is the token this word, whatever its case?
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Is the token one of these words, whatever their case?
    pub(crate) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(i, word))
    }

    /// What the token is made of; punctuation outside the text.
    pub(crate) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Punct, |token| token.kind)
    }

    /// The bytes from the first token of the range to its last; empty at the text's end for an empty range.
    pub(crate) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => first.start..last.end,
            _ => self.text.len()..self.text.len(),
        }
    }

    /// The words of a token range, as written.
    pub(crate) fn words(&self, range: &Range<usize>) -> &'t str {
        &self.text[self.bytes(range)]
    }

    /// Index of the sentence that holds a token.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= i)
    }

    /// Index of the paragraph that holds a token.
    pub(crate) fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.end <= i)
    }

    /// Is the token the first of its paragraph?
    pub(crate) fn opens_paragraph(&self, i: usize) -> bool {
        self.paragraphs.get(self.paragraph_of(i)).is_some_and(|paragraph| paragraph.start == i)
    }

    /// Does the token start with a capital?
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }
}

/// Cuts a text. Every character that is not white space belongs to exactly one token.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    let mut out = Tokens { text, tokens: Vec::new(), sentences: Vec::new(), paragraphs: Vec::new() };
    for line in paragraphs(text) {
        let first = out.tokens.len();
        let mut at = line.start;
        for chunk in text[line.clone()].split_inclusive(char::is_whitespace) {
            let word = chunk.trim_end();
            if !word.is_empty() {
                cut(text, at, at + word.len(), &mut out.tokens);
            }
            at += chunk.len();
        }
        if out.tokens.len() > first {
            out.paragraphs.push(first..out.tokens.len());
        }
    }
    out.sentences = sentences::sentences(&out);
    out
}

/// Paragraphs as byte ranges: lines, or blocks between blank lines where a text is hard-wrapped.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut blocks: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(range);
        }
    }
    blocks.retain(|block| !block.is_empty());
    let inner = blocks.iter().flat_map(|block| &block[..block.len() - 1]);
    let (mut wrapped, mut all) = (0, 0);
    for line in inner {
        let end = text[line.clone()].trim_end();
        all += 1;
        wrapped += usize::from((40..=100).contains(&end.len()) && !end.ends_with(['.', '!', '?', '”', '"', ':']));
    }
    if all > 0 && wrapped * 2 > all {
        return blocks.iter().map(|block| block[0].start..block[block.len() - 1].end).collect();
    }
    blocks.into_iter().flatten().collect()
}

/// Cuts one stretch without white space.
fn cut(text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let len = if rest.starts_with(char::is_alphanumeric) { word_len(rest) } else { mark_len(rest) };
        let piece = &rest[..len];
        let first = out.len();
        if piece.starts_with(char::is_alphanumeric) {
            let kind = if piece.starts_with(|c: char| c.is_ascii_digit()) { Kind::Number } else { Kind::Word };
            let split = clitic(piece);
            out.push(Token { start: at, end: at + split, kind, glued: at > start });
            if split < len {
                out.push(Token { start: at + split, end: at + len, kind: Kind::Word, glued: true });
            }
        } else {
            out.push(Token { start: at, end: at + len, kind: mark_kind(rest), glued: at > start });
        }
        // A clitic that follows a closing mark ("Freightline"'s) or stands alone.
        if first > 0 && out[first].glued && matches!(piece, "'" | "’") && rest[len..].eq_ignore_ascii_case("s") {
            out[first] = Token { start: at, end, kind: Kind::Word, glued: true };
            return;
        }
        at += len;
    }
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Length of the word at the start of `rest`, with inner hyphens, apostrophes, points and commas.
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let letter_next = next.is_some_and(char::is_alphanumeric);
        let inside = match c {
            _ if c.is_alphanumeric() || is_mark(c) => true,
            '-' | '‑' | '&' | '\'' | '’' | '_' => letter_next,
            '.' | '@' => {
                letter_next && (rest[..at].chars().all(|c| c.is_ascii_digit() || c == ',') == next.is_some_and(|c| c.is_ascii_digit()))
            }
            ',' | ':' => next.is_some_and(|c| c.is_ascii_digit()) && rest[..at].ends_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        if !inside {
            break;
        }
        len = at + c.len_utf8();
    }
    let stop = rest[len..].starts_with('.');
    // A missing space ("said.The") is cut at the stop, an initialism ("U.S") is not.
    if let Some(at) = rest[..len].find('.') {
        let pieces = rest[..len].split('.');
        let initials = pieces.clone().all(|piece| piece.chars().count() <= 2) || rest[..len].starts_with(|c: char| c.is_ascii_digit());
        let address =
            rest[..len].contains('@') || pieces.clone().next_back().is_some_and(|last| last.chars().all(|c| c.is_ascii_lowercase()));
        if !initials && !address {
            return at;
        }
    }
    if stop && (abbreviations::is_abbreviation(&rest[..len]) || rest[..len].contains('.') && initialism(&rest[..len])) {
        len + 1
    } else {
        len
    }
}

/// "U.S", "a.m", "J": letters one by one.
fn initialism(word: &str) -> bool {
    word.split('.').all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic))
}

/// Combining marks belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

/// Where a word's clitic starts; the word's length when it has none.
fn clitic(word: &str) -> usize {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return word.len();
    }
    for apostrophe in APOSTROPHES {
        let negation = format!("n{apostrophe}t");
        if lower.ends_with(&negation) && lower.len() > negation.len() {
            return word.len() - negation.len();
        }
        if let Some(at) = lower.rfind(apostrophe)
            && matches!(&lower[at + apostrophe.len_utf8()..], "s" | "re" | "ve" | "ll" | "d" | "m")
            && at > 0
        {
            return at;
        }
    }
    if lower == "cannot" { 3 } else { word.len() }
}

/// Length of the mark at the start: runs of the same point or dash are one token.
fn mark_len(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if matches!(first, '.' | '-' | '…' | '*' | '_' | '=' | '!' | '?') {
        return rest.len() - rest.trim_start_matches(first).len();
    }
    if rest.starts_with("``") || rest.starts_with("''") { 2 } else { first.len_utf8() }
}

fn mark_kind(rest: &str) -> Kind {
    match rest.chars().next() {
        Some('"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '›') => Kind::Quote,
        Some('\'' | '’' | '`') => Kind::Quote,
        _ => Kind::Punct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let cut = tokens(text);
        let words: Vec<&str> = (0..cut.tokens.len()).map(|i| cut.word(i)).collect();
        assert_eq!(words.join("|"), expect);
    }

    #[test]
    fn words_are_cut_as_in_the_treebanks() {
        check("Dr. Orla Finch won't sign.", "Dr.|Orla|Finch|wo|n't|sign|.");
        check("The U.S. envoy's month-long trip", "The|U.S.|envoy|'s|month-long|trip");
        check("“No,” she’d said—twice.", "“|No|,|”|she|’d|said|—|twice|.");
        check("12.5 percent, 3,000 crates at 9:30 a.m. today", "12.5|percent|,|3,000|crates|at|9:30|a.m.|today");
        check("the workers' vote", "the|workers|'|vote");
        check("He left.Then she spoke", "He|left|.|Then|she|spoke");
        check("cannot wait... or so", "can|not|wait|...|or|so");
    }

    #[test]
    fn hard_wrapped_text_has_blocks_as_paragraphs() {
        let text = "The harbour master of Selm said on Tuesday that the\nferry would sail again, whatever the guards at\nthe pier might say of it.\n\nNobody else spoke.";
        assert_eq!(tokens(text).paragraphs.len(), 2);
        assert_eq!(tokens("One line here.\nAnother line here.\nA third.").paragraphs.len(), 3);
    }

    #[test]
    fn every_character_but_white_space_is_in_one_token() {
        for text in ["", " \n\t", "a\u{301}b 'tis «oui» 'x'", "\u{202e}abc\u{0}def", "…’’’’ “‘a’”", "é.ß.漢字、🙂 12.a.b@c"]
        {
            let cut = tokens(text);
            let kept: String = (0..cut.tokens.len()).map(|i| cut.word(i)).collect();
            let want: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(kept, want);
        }
    }
}
