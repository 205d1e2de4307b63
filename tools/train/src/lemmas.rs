//! Fits `data/models/lemmas.tsv`: how a word's form becomes its lemma, by its tags. Two kinds of rules, both chosen by the longest suffix
//! that has one: which case the lemma is written in, and what is cut off and put on. A suffix has a rule of its own only where it decides
//! otherwise than the next shorter one; a word where it decides otherwise than its suffix. The method is that of suffix tries with
//! majority rules, as in Jongejan and Dalianis (2009), without their conditions on word beginnings.

use std::collections::BTreeMap;

/// The longest suffix that a rule may ask for, in characters.
const LONGEST: usize = 6;

const HEADER: &str = "# How a word becomes its lemma: `class<TAB>suffix<TAB>rule`, sorted; \"^\" is a whole word. A class is a universal tag, with or without \
    a Penn tag;\n# with C (a capital first), A (capitals only) or l (neither) its rules say how the lemma is cased, else how many characters go off \
    and what comes on.\n# Fitted by `tools/train` to UD English EWT and GUM, CC BY-SA 4.0; the card `lemmas.md` has corpora, method and scores.\n";

/// One word of a treebank.
struct Sample {
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
}

/// The table from CoNLL-U files: `class<TAB>suffix<TAB>rule`, sorted; a suffix with "^" is a whole word.
pub fn fit(paths: &[String]) -> Result<String, String> {
    let mut samples = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
        samples.extend(text.lines().filter_map(sample));
    }
    let mut cases: Classes = BTreeMap::new();
    let mut edits: Classes = BTreeMap::new();
    for it in samples.iter().filter(|it| it.lemma != "_" && it.xpos != "GW") {
        let (shape, form) = (shape(&it.form), ungrouped(&it.form, &it.upos));
        let cased = case_rule(&form, &it.lemma);
        add(&mut cases, format!("{} {shape}", it.upos), &form, cased);
        add(&mut cases, format!("{} {} {shape}", it.upos, it.xpos), &form, cased);
        let edit = edit(&in_case(&form, cased), &it.lemma);
        add(&mut edits, it.upos.clone(), &form, &edit);
        add(&mut edits, format!("{} {}", it.upos, it.xpos), &form, &edit);
    }
    let mut lines: Vec<String> = cases.iter().chain(&edits).flat_map(|(class, forms)| rules(class, forms)).collect();
    lines.sort();
    Ok(format!("{HEADER}{}\n", lines.join("\n")))
}

fn sample(line: &str) -> Option<Sample> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, ..] = columns[..] else { return None };
    id.parse::<usize>().ok()?;
    let [form, lemma, upos, xpos] = [form, lemma, upos, xpos].map(str::to_owned);
    Some(Sample { form, lemma, upos, xpos })
}

/// Class to form, in lower case, to rule to how often.
type Classes = BTreeMap<String, BTreeMap<String, BTreeMap<String, usize>>>;

fn add(classes: &mut Classes, class: String, form: &str, rule: &str) {
    *classes.entry(class).or_default().entry(form.to_lowercase()).or_default().entry(rule.to_owned()).or_default() += 1;
}

/// "3,000" as "3000".
fn ungrouped(form: &str, upos: &str) -> String {
    if upos == "NUM" && form.starts_with(|c: char| c.is_ascii_digit()) { form.replace(',', "") } else { form.to_owned() }
}

/// "C" for a capital at the start, "A" for capitals only, "l" for the rest.
fn shape(form: &str) -> char {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return 'l';
    }
    let rest: Vec<char> = letters.collect();
    if !rest.is_empty() && rest.iter().all(|c| c.is_uppercase()) { 'A' } else { 'C' }
}

/// How the lemma is cased: "lower", "title" or "keep"; of those that fit, the form as it is, then small letters.
fn case_rule(form: &str, lemma: &str) -> &'static str {
    let same = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let fits = |rule: &&'static str| (same(&in_case(form, rule), lemma), *rule == "keep", *rule == "lower");
    let best = ["keep", "lower", "title"].into_iter().max_by_key(fits).unwrap_or("keep");
    if same(&in_case(form, best), lemma) == 0 && lemma.starts_with(char::is_lowercase) && form.to_lowercase() != form {
        "lower"
    } else {
        best
    }
}

fn in_case(form: &str, rule: &str) -> String {
    match rule {
        "lower" => form.to_lowercase(),
        "title" => {
            let mut chars = form.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + &chars.as_str().to_lowercase())
        }
        _ => form.to_owned(),
    }
}

/// "2+y": two characters off, "y" on.
fn edit(form: &str, lemma: &str) -> String {
    let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let off = form.chars().count() - shared;
    format!("{off}+{}", lemma.chars().skip(shared).collect::<String>())
}

/// The rules of one class, as lines.
fn rules(class: &str, forms: &BTreeMap<String, BTreeMap<String, usize>>) -> Vec<String> {
    // Suffix to rule to the number of forms whose commonest rule it is.
    let mut suffixes: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (form, counts) in forms {
        let Some((rule, _)) = commonest(counts.iter().map(|(rule, n)| (rule.as_str(), *n))) else { continue };
        let chars: Vec<char> = form.chars().collect();
        for len in 0..=LONGEST.min(chars.len()) {
            *suffixes.entry(chars[chars.len() - len..].iter().collect()).or_default().entry(rule).or_default() += 1;
        }
    }
    let mut chosen: BTreeMap<String, &str> = BTreeMap::new();
    let mut by_length: Vec<&String> = suffixes.keys().collect();
    by_length.sort_by_key(|it| it.chars().count());
    for suffix in by_length {
        let Some((rule, n)) = commonest(suffixes[suffix].iter().map(|(rule, n)| (*rule, *n))) else { continue };
        let shorter = suffix.chars().next().and_then(|first| longest(&chosen, &suffix[first.len_utf8()..]));
        if suffix.is_empty() || shorter != Some(rule) && n > 1 {
            chosen.insert(suffix.clone(), rule);
        }
    }
    let mut lines: Vec<String> = chosen.iter().map(|(suffix, rule)| format!("{class}\t{suffix}\t{rule}")).collect();
    let open = class.starts_with("PROPN") || class.starts_with('X');
    for (form, counts) in forms {
        let Some((rule, n)) = commonest(counts.iter().map(|(rule, n)| (rule.as_str(), *n))) else { continue };
        if longest(&chosen, form) != Some(rule) && (n > 1 || !open && !rule.starts_with(&format!("{}+", form.chars().count()))) {
            lines.push(format!("{class}\t^{form}\t{rule}"));
        }
    }
    lines
}

/// The most frequent; of equals, the first in order.
fn commonest<'r>(counts: impl Iterator<Item = (&'r str, usize)>) -> Option<(&'r str, usize)> {
    counts.fold(None, |best: Option<(&str, usize)>, it| if best.is_none_or(|best| it.1 > best.1) { Some(it) } else { best })
}

/// The rule of the longest suffix.
fn longest<'r>(chosen: &BTreeMap<String, &'r str>, form: &str) -> Option<&'r str> {
    let starts = form.char_indices().map(|(at, _)| at).chain([form.len()]);
    starts.map(|at| &form[at..]).find_map(|suffix| chosen.get(suffix).copied())
}
