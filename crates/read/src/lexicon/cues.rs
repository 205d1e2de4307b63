//! `data/cues.tsv`: verbs that report speech, belief, intent or a verbal act, with what they may
//! take as content. Gives the entries for a word form; inflects regular verbs itself.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use armistice_types::statement::Act;

use super::table::{Map, in_order, rows};

const TABLE: &str = include_str!("../../../../data/cues.tsv");

/// One reporting verb.
#[derive(Debug)]
pub(crate) struct Cue {
    /// Dictionary form, particle included: `turn down`.
    pub(crate) lemma: &'static str,
    /// Words after the verb itself: `down`; empty for one-word verbs.
    pub(crate) particle: Vec<&'static str>,
    frames: Vec<&'static str>,
    /// The act where the content does not decide.
    pub(crate) act: Act,
}

impl Cue {
    /// May the verb take content in this frame?
    pub(crate) fn takes(&self, frame: &str) -> bool {
        self.frames.contains(&frame)
    }
}

struct Table {
    cues: Vec<Cue>,
    /// Lower-case form of the verb itself to indices of `cues`, longest particle first.
    forms: Map<String, Vec<usize>>,
}

fn table() -> &'static Table {
    static TABLE_CELL: OnceLock<Table> = OnceLock::new();
    TABLE_CELL.get_or_init(|| {
        let (mut cues, mut forms) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
        for (_, row) in rows(TABLE) {
            let Ok((cue, irregular)) = parse(&row) else { continue };
            let verb = cue.lemma.split(' ').next().unwrap_or(cue.lemma);
            for form in inflected(verb, &irregular) {
                forms.entry(form).or_default().push(cues.len());
            }
            cues.push(cue);
        }
        let forms = in_order(forms, |&i| (std::cmp::Reverse(cues[i].particle.len()), i));
        Table { cues, forms }
    })
}

fn parse(row: &[&'static str]) -> Result<(Cue, Vec<&'static str>), String> {
    let [lemma, irregular, frames, act] = row else { return Err(format!("want four columns, found {}", row.len())) };
    let particle = lemma.split(' ').skip(1).collect();
    let cue = Cue { lemma, particle, frames: frames.split(',').collect(), act: act.parse()? };
    Ok((cue, irregular.split(',').filter(|form| !form.is_empty()).collect()))
}

/// The verbs that a lower-case form may belong to; those with the longest particle first.
pub(crate) fn cues(form: &str) -> impl Iterator<Item = &'static Cue> {
    let table = table();
    table.forms.get(form).into_iter().flatten().map(|&i| &table.cues[i])
}

/// Is the form one that goes with direct quotations ("said", "asked")?
pub(crate) fn is_plain_say(form: &str) -> bool {
    cues(form).any(|cue| cue.takes("plain"))
}

/// All forms of a verb: base, third person, gerund, past and participle.
pub(super) fn inflected(verb: &str, irregular: &[&str]) -> Vec<String> {
    let y = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let third = match y {
        Some(stem) => format!("{stem}ies"),
        None if verb.ends_with(['s', 'x', 'z']) || verb.ends_with("sh") || verb.ends_with("ch") => format!("{verb}es"),
        None if verb == "go" => "goes".to_owned(),
        None => format!("{verb}s"),
    };
    // A doubled consonant shows in the irregular form: "admitted" gives "admitting".
    let doubled =
        irregular.iter().find_map(|form| form.strip_suffix("ed").filter(|stem| stem.len() == verb.len() + 1 && stem.starts_with(verb)));
    let gerund = match (doubled, verb.strip_suffix('e').filter(|stem| !stem.ends_with('e'))) {
        (Some(stem), _) | (None, Some(stem)) => format!("{stem}ing"),
        (None, None) => format!("{verb}ing"),
    };
    let mut forms = vec![verb.to_owned(), third, gerund];
    if irregular.is_empty() {
        forms.push(match y {
            Some(stem) => format!("{stem}ied"),
            None if verb.ends_with('e') => format!("{verb}d"),
            None => format!("{verb}ed"),
        });
    }
    forms.extend(irregular.iter().map(|&form| form.to_owned()));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_parses_and_stands_in_order() {
        let mut last = "";
        for (n, row) in rows(TABLE) {
            let (cue, _) = parse(&row).unwrap_or_else(|err| panic!("line {n}: {err}"));
            assert!(last < cue.lemma, "line {n}: `{}` stands after `{last}`", cue.lemma);
            last = cue.lemma;
        }
    }

    #[test]
    fn forms_are_found_by_their_spelling() {
        for (form, lemma) in [
            ("denies", "deny"),
            ("denied", "deny"),
            ("planning", "plan"),
            ("admitting", "admit"),
            ("agreeing", "agree"),
            ("wrote", "write"),
            ("promised", "promise"),
            ("turned", "turn down"),
        ] {
            assert!(cues(form).any(|cue| cue.lemma == lemma), "{form}");
        }
        assert!(cues("table").all(|cue| !cue.takes("plain")));
    }
}
