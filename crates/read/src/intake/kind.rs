//! What a document is where nobody says: a statement that a body issues, or news.
//!
//! ## What it finds
//! "Statement of the Front on the convoys"; a text by an office, ministry or government. Both only where it speaks as "we" outside
//! quotation marks.
//! ## Why it matters
//! Every sentence of a statement printed whole is its issuer's own word; in news only what somebody is said to have said is.
//! ## Does not find
//! A statement that speaks of its issuer in the third person: `Kind: statement` says so.

use armistice_types::report::ReportKind;

use crate::entities::speaks_for_its_state;
use crate::lexicon::phrases;

/// News, unless the headline or the issuer and the text's own "we" say that it is a statement.
pub(super) fn guess(title: Option<&str>, outlet: Option<&str>, text: &str) -> ReportKind {
    let issued = title.is_some_and(|it| announced(it).is_some()) || outlet.is_some_and(speaks_for_its_state);
    if issued && speaks_as_we(text) { ReportKind::Statement } else { ReportKind::News }
}

/// Who issues it, by the headline: "Statement of the Front of the Upper Valleys on the convoys", "Joint declaration by …"; `Some("")`
/// where the headline does not name anybody.
pub(crate) fn announced(title: &str) -> Option<&str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|it| it.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect();
    let first = usize::from(folded.first().is_some_and(|it| matches!(it.as_str(), "joint" | "official" | "public" | "a" | "the")));
    let (medium, len) = phrases::media().at(&folded, first)?;
    if medium != "statement" {
        return None;
    }
    let at = first + len;
    if !folded.get(at).is_some_and(|it| matches!(it.as_str(), "of" | "by" | "from")) {
        // "Statement on the shelling": by whoever published it. "Statement delayed again" is a headline.
        return folded.get(at).is_none_or(|it| matches!(it.as_str(), "on" | "regarding" | "concerning" | "about")).then_some("");
    }
    let end =
        (at + 1..words.len()).find(|&i| matches!(folded[i].as_str(), "on" | "regarding" | "concerning" | "about")).unwrap_or(words.len());
    let start = words.get(at + 1)?.as_ptr() as usize - title.as_ptr() as usize;
    let last = words.get(end.checked_sub(1)?)?;
    title.get(start..last.as_ptr() as usize - title.as_ptr() as usize + last.len())
}

/// Does "we" or "our" stand outside quotation marks?
fn speaks_as_we(text: &str) -> bool {
    text.split("\n\n").any(|paragraph| {
        let mut quoted = false;
        paragraph.split_whitespace().any(|word| {
            let marks = word.chars().filter(|c| matches!(c, '"' | '“' | '”' | '«' | '»')).count();
            let here = quoted || word.starts_with(['"', '“', '«']);
            quoted ^= marks % 2 == 1;
            !here && matches!(word.to_lowercase().trim_matches(|c: char| !c.is_alphabetic()), "we" | "our")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_one_by_its_headline_or_its_issuer_and_says_we() {
        let we = "We take note of the offer.";
        let kind = |title, outlet, text| guess(title, outlet, text);
        assert_eq!(kind(Some("Statement of the Reed Council on the sluices"), None, we), ReportKind::Statement);
        assert_eq!(kind(Some("The river"), Some("Office of the Governor of Selm"), we), ReportKind::Statement);
        assert_eq!(kind(Some("The river"), Some("Selm Post"), we), ReportKind::News);
        assert_eq!(kind(Some("Statement delayed again"), Some("Selm Post"), we), ReportKind::News);
        assert_eq!(kind(Some("Statement on the sluices"), None, "\"We wait,\" the governor said."), ReportKind::News);
    }

    #[test]
    fn the_headline_names_the_issuer() {
        assert_eq!(announced("Joint declaration by Selm and Orrin on the sluices"), Some("Selm and Orrin"));
        // News of a letter has the same headline.
        assert_eq!(announced("Letter from the Ferrymen's League on the toll"), None);
        assert_eq!(announced("Statement on the sluices"), Some(""));
        assert_eq!(announced("Statement angers Selm"), None);
    }
}
