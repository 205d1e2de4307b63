//! Where sentences end. Takes tokens and paragraphs, gives ranges of tokens that cover them all.
//! A sentence never runs over a paragraph; a closing quotation mark belongs to the sentence it closes, and so do notes (`[2]`).
//! `stops` says whether a stop ends a sentence, `lines` where one ends without a stop.

mod lines;
mod stops;

use std::ops::Range;

use crate::tokens::Tokens;

/// The longest sentence, in tokens: what goes on longer is no sentence, and is cut so that the steps that look at whole sentences
/// take time in proportion to the text. The longest of 36,000 sentences of news, fiction and web pages has 370.
const LONGEST: usize = 512;

/// Sentences in order, as token ranges; none is longer than [`LONGEST`].
pub(crate) fn sentences(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for paragraph in &tokens.paragraphs {
        let mut start = paragraph.start;
        let mut i = paragraph.start;
        while i < paragraph.end {
            if let Some(after) = stops::end(tokens, start..paragraph.end, i) {
                cut(start..after, &mut out);
                (start, i) = (after, after);
                continue;
            }
            if let Some(line) = lines::line(tokens, start..paragraph.end, i) {
                cut(start..line.start, &mut out);
                cut(line.clone(), &mut out);
                (start, i) = (line.end, line.end);
                continue;
            }
            i += 1;
        }
        cut(start..paragraph.end, &mut out);
    }
    out
}

/// A sentence, in pieces where it is too long.
fn cut(mut sentence: Range<usize>, out: &mut Vec<Range<usize>>) {
    while sentence.len() > LONGEST {
        out.push(sentence.start..sentence.start + LONGEST);
        sentence.start += LONGEST;
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use crate::tokens::tokens;

    #[track_caller]
    fn check(expect: &[&str]) {
        let text = expect.join(" ");
        let cut = tokens(&text);
        let found: Vec<&str> = cut.sentences.iter().map(|range| cut.words(range)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn stops_of_abbreviations_end_nothing() {
        check(&["Gen. Ilse Marrow met Mr. Tam at 9 a.m. on Friday.", "The U.S. envoy left."]);
        check(&["They sailed at 6 p.m.", "The harbour was dark."]);
        check(&["J. R. Stone signed for Orvan Co. and left."]);
    }

    #[test]
    fn quotations_keep_their_closing_mark_and_their_cue() {
        check(&["“We will wait.”", "She sat down."]);
        check(&["\"Why now?\" Marsh asked.", "No one answered."]);
        check(&["\"Stop!\" one guard shouted."]);
        check(&["“It is done.", "It is over,” he said."]);
    }

    #[test]
    fn no_sentence_is_longer_than_the_longest() {
        let text = "guards wait, ".repeat(1000);
        let cut = tokens(&text);
        assert_eq!(cut.sentences.len(), (cut.tokens.len()).div_ceil(super::LONGEST));
        assert!(cut.sentences.iter().all(|it| it.len() <= super::LONGEST));
        assert!(cut.sentences.windows(2).all(|it| it[0].end == it[1].start));
    }

    #[test]
    fn a_stray_stop_is_no_sentence_of_words() {
        check(&["He spoke on Monday.", "."]);
    }

    #[test]
    fn notes_and_what_closes_behind_a_space_belong_to_the_sentence_before() {
        check(&["The pier was shut. [2] [ 3 ]", "Selm kept it so."]);
        check(&["It was calm.[4]", "He left. )", "She stayed."]);
        check(&["They waited . . . and left.", "It rained."]);
        check(&["We love it! :)", "Come again."]);
    }

    #[test]
    fn stops_of_lists_numbers_and_names_end_nothing() {
        check(&["1. The port opens first.", "2. The guards leave."]);
        check(&["He is No. 2 of the union.", "No.", "It stands."]);
        check(&["Call 555.016.7184 or read TERMS.DOC first.", "She holds a Ph.D. in law."]);
        check(&["She joined Yahoo! in May.", "What a port!", "it rains."]);
        check(&["SELM, Or. -- The ferry sails.", "It is late."]);
        check(&["The old pier (opened in 1950!), once full, stands.", "“Why?”, he asked."]);
    }

    #[test]
    fn a_line_without_a_stop_ends_where_a_stamp_or_an_address_shows_it() {
        check(&["Ferry talks end without a word", "Sunday, May 28, 2006", "The two sides left Selm."]);
        check(&["They met on Sunday, May 28, 2006 In Selm."]);
        check(&["Orla Finch", "11/30/2000 10:52 AM", "Please read this."]);
        check(&["See https://quay.example/a", "The rest is old."]);
        check(&["Yours, Orla", "--------------------", "Selm Port"]);
    }
}
