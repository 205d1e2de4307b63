//! CoNLL-U files to tagged sentences, tokenised as the product tokenises: words joined by hyphens
//! without space are one token, marks are tagged as marks.

use armistice_read::tags::{Tag, is_mark};

/// One sentence with its gold tags.
pub struct Tagged {
    pub words: Vec<String>,
    pub tags: Vec<Tag>,
}

/// Reads one file.
pub fn read(path: &str) -> Result<Vec<Tagged>, String> {
    let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    Ok(text.split("\n\n").filter_map(sentence).collect())
}

struct Row<'t> {
    word: &'t str,
    tag: &'t str,
    space: bool,
}

fn sentence(block: &str) -> Option<Tagged> {
    let mut multiword_end = 0usize;
    let mut multiword_space = true;
    let mut rows = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, word, _, _, tag, .., misc] = fields[..] else { continue };
        let no_space = misc.split('|').any(|it| it == "SpaceAfter=No");
        if let Some((_, end)) = id.split_once('-') {
            multiword_end = end.parse().ok()?;
            multiword_space = !no_space;
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let inside = number < multiword_end;
        let space = if number == multiword_end { multiword_space } else { !no_space && !inside };
        rows.push(Row { word, tag, space });
    }
    (!rows.is_empty()).then(|| joined(&rows))
}

/// Joins "month", "-", "long" where nothing stands between them.
fn joined(rows: &[Row<'_>]) -> Tagged {
    let mut out = Tagged { words: Vec::new(), tags: Vec::new() };
    let mut i = 0;
    while i < rows.len() {
        let mut word = rows[i].word.to_owned();
        let mut last = i;
        while last + 2 < rows.len()
            && rows[last + 1].word == "-"
            && !rows[last].space
            && !rows[last + 1].space
            && rows[last + 2].word.starts_with(char::is_alphanumeric)
        {
            word.push('-');
            word.push_str(rows[last + 2].word);
            last += 2;
        }
        let own = Tag::from_name(rows[last].tag);
        let before_noun = rows.get(last + 1).is_some_and(|next| matches!(next.tag, "NN" | "NNS" | "NNP" | "NNPS"));
        let tag = match own {
            _ if is_mark(&word) => Tag::Punct,
            Tag::NN | Tag::NNS | Tag::VBN | Tag::VBG | Tag::CD if last > i && before_noun => Tag::JJ,
            tag => tag,
        };
        out.words.push(word);
        out.tags.push(tag);
        i = last + 1;
    }
    out
}
