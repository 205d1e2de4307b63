//! What the terms of a cease-fire cover of the six elements of the UN guidance, by `data/ceasefire-elements.tsv`.
//! A term says no more than its words: what it does not name is not covered.

use armistice_types::proposals::{Element, ProposalState};
use armistice_types::view::View;

const TABLE: &str = include_str!("../../../../data/ceasefire-elements.tsv");

/// Nouns that make terms those of a cease-fire.
const CEASE_FIRE: [&str; 6] = ["ceasefire", "cease-fire", "truce", "pause", "armistice", "halt"];

/// Elements with the terms that name them, in the order of the guidance; empty where no term is a cease-fire.
pub(super) fn elements(view: &View, it: &ProposalState) -> Vec<(Element, Vec<usize>)> {
    let words: Vec<Vec<String>> = it.terms.iter().map(|term| words(&term.text)).collect();
    if !words.iter().flatten().any(|word| CEASE_FIRE.contains(&word.as_str())) {
        return Vec::new();
    }
    Element::ALL
        .iter()
        .filter_map(|element| {
            let of = |n: &usize| words[*n].iter().any(|word| names(word, *element)) || *element == Element::Area && area(view, it, *n);
            let terms: Vec<usize> = (0..words.len()).filter(of).collect();
            (!terms.is_empty()).then_some((*element, terms))
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

fn names(word: &str, element: Element) -> bool {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(|(_, of)| *of == element.as_str()).any(|(cue, _)| if cue.starts_with('-') { word.ends_with(cue) } else { word == cue })
}

/// A cease-fire "in Selm": the place stands in the term or right behind it.
fn area(view: &View, it: &ProposalState, n: usize) -> bool {
    let term = &it.terms[n];
    let fire = words(&term.text).iter().any(|word| CEASE_FIRE.contains(&word.as_str()));
    let Some(filed) = view.report(term.place.report) else { return false };
    let text = &filed.reading.report.text;
    let index = text.index();
    let (Some(start), Some(end)) = (index.byte(term.place.span.start()), index.byte(term.place.span.end())) else { return false };
    let behind: String = text[start..].chars().take(text[start..end].chars().count() + 40).collect();
    let place = |tail: &str| {
        let tail = tail.strip_prefix("the ").unwrap_or(tail);
        tail.starts_with(char::is_uppercase)
    };
    fire && behind.find(" in ").is_some_and(|at| at <= end - start && place(&behind[at + 4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_an_element() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (cue, element) = line.split_once('\t').unwrap();
            assert_eq!(cue, cue.to_lowercase());
            assert!(element.parse::<Element>().is_ok(), "{line}");
        }
    }

    #[test]
    fn a_release_is_no_element_of_a_cease_fire() {
        assert!(names("60-day", Element::Time) && names("observers", Element::Monitoring));
        assert!(Element::ALL.iter().all(|element| !names("release", *element)));
    }
}
