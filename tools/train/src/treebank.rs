//! CoNLL-U and IOB files to sentences of words with tags, trees and names.

use std::collections::BTreeMap;

/// One sentence, cut into words as its file cuts it.
pub struct Sentence {
    pub doc: String,
    pub words: Vec<String>,
    pub tree: Option<Tree>,
    pub names: Option<Vec<Mark>>,
}

/// Heads count from 1, 0 is the root.
pub struct Tree {
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub heads: Vec<usize>,
    pub relations: Vec<String>,
}

/// What a word is to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Outside,
    Begins(Kind),
    Inside(Kind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Person,
    Place,
    Organisation,
}

impl Mark {
    /// Its number in the model: outside 0, then begin and inside of person, place, organisation.
    pub fn number(self) -> u8 {
        match self {
            Self::Outside => 0,
            Self::Begins(kind) => 1 + 2 * kind as u8,
            Self::Inside(kind) => 2 + 2 * kind as u8,
        }
    }
}

fn text(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))
}

/// A treebank; names too where its `Entity` marks give them.
pub fn conllu(path: &str) -> Result<Vec<Sentence>, String> {
    let text = text(path)?;
    let entities = text.contains("Entity=");
    let mut doc = String::new();
    let mut out = Vec::new();
    let mut open = Open::default();
    for block in text.split("\n\n") {
        if let Some(id) = block.lines().find_map(|line| line.strip_prefix("# newdoc id = ")) {
            doc = id.to_owned();
            open = Open::default();
        }
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .filter(|row| row.len() == 10 && row[0].parse::<usize>().is_ok())
            .collect();
        if rows.is_empty() {
            continue;
        }
        let column = |at: usize| rows.iter().map(|row| row[at].to_owned()).collect::<Vec<_>>();
        let heads = rows.iter().map(|row| row[6].parse().map_err(|_| format!("{path}: head `{}`", row[6]))).collect::<Result<_, _>>()?;
        let tree = Tree { upos: column(3), xpos: column(4), heads, relations: column(7) };
        let names = entities.then(|| named(&open.mentions(&rows), &tree));
        out.push(Sentence { doc: doc.clone(), words: column(1), tree: Some(tree), names });
    }
    Ok(out)
}

/// GUM's mentions: `(12-person-new-…` opens, `12)` closes, `(12-person-…)` does both.
#[derive(Default)]
struct Open(BTreeMap<String, (usize, String)>);

/// First word, last word, type.
type Mention = (usize, usize, String);

impl Open {
    fn mentions(&mut self, rows: &[Vec<&str>]) -> Vec<Mention> {
        self.0.clear();
        let mut out = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let marks = row[9].split('|').find_map(|it| it.strip_prefix("Entity=")).unwrap_or("");
            let mut rest = marks;
            while !rest.is_empty() {
                if let Some(opened) = rest.strip_prefix('(') {
                    let end = opened.find(['(', ')']).unwrap_or(opened.len());
                    let mut fields = opened[..end].split('-');
                    let (id, kind) = (fields.next().unwrap_or("").to_owned(), fields.next().unwrap_or("").to_owned());
                    if opened[end..].starts_with(')') {
                        out.push((i, i, kind));
                        rest = &opened[end + 1..];
                    } else {
                        self.0.insert(id, (i, kind));
                        rest = &opened[end..];
                    }
                } else {
                    let end = rest.find(')').unwrap_or(rest.len());
                    if let Some((start, kind)) = self.0.remove(&rest[..end]) {
                        out.push((start, i, kind));
                    }
                    rest = rest.get(end + 1..).unwrap_or("");
                }
            }
        }
        out.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        out
    }
}

/// The names in mentions: proper nouns round a head that is one, without titles; outer mentions first.
fn named(mentions: &[Mention], tree: &Tree) -> Vec<Mark> {
    let mut out = vec![Mark::Outside; tree.heads.len()];
    let proper = |i: usize| tree.xpos[i].starts_with("NNP");
    for (start, end, kind) in mentions {
        let kind = match kind.as_str() {
            "person" => Kind::Person,
            "place" => Kind::Place,
            "organization" => Kind::Organisation,
            _ => continue,
        };
        let outside = |i: &usize| !(*start + 1..=*end + 1).contains(&tree.heads[*i]);
        let Some(head) = (*start..=*end).find(outside).filter(|head| proper(*head)) else { continue };
        let (mut first, mut last) = (head, head);
        let part = |i: usize| proper(i) && tree.relations[i] != "nmod:desc" && tree.relations[i] != "appos";
        while first > *start && (part(first - 1) || tree.xpos[first - 1] == "HYPH" && first - 1 > *start && part(first - 2)) {
            first -= 1;
        }
        loop {
            let joins = |i: usize| {
                i < *end && (tree.xpos[i] == "HYPH" || kind != Kind::Person && matches!(tree.relations[i].as_str(), "case" | "cc"))
            };
            if last < *end && part(last + 1) {
                last += 1;
            } else if joins(last + 1) && part(last + 2) {
                last += 2;
            } else if kind != Kind::Person && joins(last + 1) && tree.relations[last + 2] == "det" && last + 2 < *end && part(last + 3) {
                last += 3;
            } else {
                break;
            }
        }
        if out[first..=last].iter().all(|it| *it == Mark::Outside) {
            out[first] = Mark::Begins(kind);
            out[first + 1..=last].fill(Mark::Inside(kind));
        }
    }
    out
}

/// Words with marks of names: IOB2 in the third of tab-separated columns (Universal NER), or IO in the second of two (WikiGold).
pub fn iob(path: &str) -> Result<Vec<Sentence>, String> {
    let text = text(path)?;
    let mut doc = String::new();
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        if let Some(id) = block.lines().find_map(|line| line.strip_prefix("# newdoc id = ")) {
            doc = id.to_owned();
        }
        let (mut words, mut names) = (Vec::new(), Vec::new());
        let mut before = "O";
        for line in block.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
            let tabs: Vec<&str> = line.split('\t').collect();
            let (word, tag) = match tabs[..] {
                [_, word, tag, ..] => (word, tag),
                _ => line.split_once(' ').ok_or_else(|| format!("{path}: `{line}` has no tag"))?,
            };
            words.push(word.to_owned());
            names.push(mark(tag, before));
            before = tag;
        }
        if !words.is_empty() && words[0] != "-DOCSTART-" {
            out.push(Sentence { doc: doc.clone(), words, tree: None, names: Some(names) });
        }
    }
    Ok(out)
}

fn mark(tag: &str, before: &str) -> Mark {
    let Some((place, kind)) = tag.split_once('-') else { return Mark::Outside };
    let same = before.split_once('-').is_some_and(|it| it.1 == kind);
    let kind = match kind {
        "PER" => Kind::Person,
        "LOC" => Kind::Place,
        "ORG" => Kind::Organisation,
        _ => return Mark::Outside,
    };
    if place == "I" && same { Mark::Inside(kind) } else { Mark::Begins(kind) }
}
