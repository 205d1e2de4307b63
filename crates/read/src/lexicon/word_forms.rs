//! `data/word-forms.tsv`: forms that the treebanks cut, or keep whole, otherwise than at spaces and marks.

use std::sync::OnceLock;

use super::table::{Map, rows};

const TABLE: &str = include_str!("../../../../data/word-forms.tsv");

/// What the table says of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    /// Stays with the hyphen and the word behind it: "non-stop".
    Prefix,
    /// Stays with the hyphen and the word before it: "clock-wise".
    Suffix,
    /// One word although it holds a mark: "w/o".
    Whole,
    /// More than one word, written together: "can|not".
    Cut,
    /// A word of its own behind a number: "5|pm".
    Unit,
    /// A dot before it is inside an address or a file name.
    Ending,
    /// A word that begins with an apostrophe: "'em".
    Apostrophe,
    /// Keeps its stop before a number: "No. 5".
    BeforeNumber,
    /// Before this word, "its" means "it's".
    BehindIts,
    /// Capital in mid-sentence only where a sentence starts: "However".
    Starter,
    /// A face drawn with marks.
    Face,
}

const CLASSES: [(&str, Class); 11] = [
    ("prefix", Class::Prefix),
    ("suffix", Class::Suffix),
    ("whole", Class::Whole),
    ("cut", Class::Cut),
    ("unit", Class::Unit),
    ("ending", Class::Ending),
    ("apostrophe", Class::Apostrophe),
    ("before number", Class::BeforeNumber),
    ("behind its", Class::BehindIts),
    ("starter", Class::Starter),
    ("face", Class::Face),
];

fn class(name: &str) -> Option<Class> {
    CLASSES.iter().find(|(it, _)| *it == name).map(|(_, class)| *class)
}

type Forms = Map<&'static str, Vec<usize>>;

/// The forms of each class, with the lengths of the pieces; none where the form is one piece.
fn table() -> &'static Map<Class, Forms> {
    static MAP: OnceLock<Map<Class, Forms>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map: Map<Class, Forms> = Map::default();
        for (_, row) in rows(TABLE) {
            let [form, name, ref cut @ ..] = row[..] else { continue };
            let pieces = cut.iter().flat_map(|it| it.split('|').map(str::len)).collect();
            if let Some(class) = class(name) {
                map.entry(class).or_default().insert(form, pieces);
            }
        }
        map
    })
}

/// Is the form, in lower case but for faces, starters and what keeps its stop before a number, of the class?
pub(crate) fn is(class: Class, form: &str) -> bool {
    table().get(&class).is_some_and(|forms| forms.contains_key(form))
}

/// The lengths of the pieces that a form in lower case is cut into; none for most.
pub(crate) fn pieces(form: &str) -> &'static [usize] {
    table().get(&Class::Cut).and_then(|forms| forms.get(form)).map_or(&[], Vec::as_slice)
}

/// The longest form of a class that `rest` starts with, whatever its case.
pub(crate) fn longest(class: Class, rest: &str) -> Option<usize> {
    let forms = table().get(&class)?;
    forms.keys().filter(|form| rest.get(..form.len()).is_some_and(|it| it.eq_ignore_ascii_case(form))).map(|form| form.len()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_form_and_a_class() {
        for (n, row) in rows(TABLE) {
            assert!(row.get(1).is_some_and(|it| class(it).is_some()), "line {n}: {row:?}");
            assert_eq!(row.len(), if row[1] == "cut" { 3 } else { 2 }, "line {n}: {row:?}");
            assert!(row.get(2).is_none_or(|cut| cut.replace('|', "") == row[0]), "line {n}: {row:?}");
        }
        let forms: Vec<_> = rows(TABLE).map(|(_, row)| (row[0], row[1])).collect();
        assert!(forms.windows(2).all(|it| it[0] < it[1]), "sorted");
    }
}
