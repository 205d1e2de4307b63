//! CoNLL-U files as documents of sentences of words: what every measure starts from. Takes a path, gives documents with their comments as
//! written, and where each word stands in the document's running text. Empty nodes ("8.1") are left out.
#![allow(dead_code)] // a column that no measure reads yet is still a column

use std::ops::Range;

/// A document: from one `# newdoc` to the next, or the whole file where there is none.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// `# newdoc id = …`.
    pub id: String,
    /// `# meta::key = value` lines and their like, as written, without "meta::".
    pub meta: Vec<(String, String)>,
    pub sentences: Vec<Sentence>,
    /// The sentences' text, joined by a space where one stood (`SpaceAfter`), or by an empty line where a paragraph begins.
    pub text: String,
}

/// A sentence with its syntactic words.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Comments as `key`, `value`; a comment without "=" has an empty value.
    pub comments: Vec<(String, String)>,
    pub words: Vec<Word>,
    /// Multiword tokens: the words of one written token ("don't"), by index into `words`.
    pub multiword: Vec<Multiword>,
    /// A paragraph begins here (`# newpar`, or the first sentence of a document).
    pub newpar: bool,
    /// Bytes of the document's text.
    pub bytes: Range<usize>,
}

/// One syntactic word: a line with a whole number.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    pub feats: String,
    /// 1-based number of the head within the sentence, 0 for the root.
    pub head: usize,
    pub deprel: String,
    /// `key`, `value`, in order; keys may repeat.
    pub misc: Vec<(String, String)>,
    /// Bytes of the document's text. Words of a multiword token share its place.
    pub bytes: Range<usize>,
}

/// A written token that holds several words.
#[derive(Clone, Debug, Default)]
pub struct Multiword {
    pub form: String,
    pub words: Range<usize>,
    pub misc: Vec<(String, String)>,
}

impl Document {
    /// A value of the document's metadata.
    pub fn meta(&self, key: &str) -> Option<&str> {
        get(&self.meta, key)
    }
}

impl Sentence {
    /// A comment's value.
    pub fn comment(&self, key: &str) -> Option<&str> {
        get(&self.comments, key)
    }
}

impl Sentence {
    /// Does a space, or a new line, follow the sentence's last token?
    fn space_after(&self) -> bool {
        let last = self.multiword.last().filter(|it| it.words.end == self.words.len()).map(|it| &it.misc);
        let misc = last.or(self.words.last().map(|it| &it.misc));
        misc.is_none_or(|misc| get(misc, "SpaceAfter") != Some("No"))
    }
}

impl Word {
    /// The first MISC value under a key.
    pub fn misc(&self, key: &str) -> Option<&str> {
        get(&self.misc, key)
    }
}

fn get<'a>(pairs: &'a [(String, String)], key: &str) -> Option<&'a str> {
    pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// All documents of a file.
pub fn read(path: &str) -> Result<Vec<Document>, String> {
    let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    parse(&text).map_err(|err| format!("`{path}`: {err}"))
}

/// All documents of a CoNLL-U text.
pub fn parse(text: &str) -> Result<Vec<Document>, String> {
    let mut documents: Vec<Document> = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let sentence = sentence(block)?;
        if documents.is_empty() || sentence.comment("newdoc id").is_some() || sentence.comment("newdoc").is_some() {
            let meta = sentence.comments.iter().filter_map(|(key, value)| Some((key.strip_prefix("meta::")?.to_owned(), value.clone())));
            let id = sentence.comment("newdoc id").unwrap_or_default().to_owned();
            documents.push(Document { id, meta: meta.collect(), ..Document::default() });
        }
        if let Some(document) = documents.last_mut() {
            append(document, sentence)?;
        }
    }
    Ok(documents)
}

/// Writes a sentence behind the document's text and finds its words in it.
fn append(document: &mut Document, mut sentence: Sentence) -> Result<(), String> {
    sentence.newpar |= document.sentences.is_empty();
    if let Some(before) = document.sentences.last() {
        document.text.push_str(if sentence.newpar {
            "\n\n"
        } else if before.space_after() {
            " "
        } else {
            ""
        });
    }
    let from = document.text.len();
    document.text.push_str(sentence.comment("text").ok_or("a sentence without `# text`")?);
    sentence.bytes = from..document.text.len();
    let mut at = from;
    let mut n = 0;
    while n < sentence.words.len() {
        let token = sentence.multiword.iter().find(|it| it.words.start == n);
        let (form, words) = token.map_or((sentence.words[n].form.as_str(), n..n + 1), |it| (it.form.as_str(), it.words.clone()));
        let rest = &document.text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let id = sentence.comment("sent_id").unwrap_or("?");
        if !document.text[start..].starts_with(form) {
            return Err(format!("{id}: `{form}` is not what the text goes on with"));
        }
        at = start + form.len();
        n = words.end;
        for word in &mut sentence.words[words] {
            word.bytes = start..at;
        }
    }
    document.sentences.push(sentence);
    Ok(())
}

fn sentence(block: &str) -> Result<Sentence, String> {
    let mut out = Sentence::default();
    for line in block.lines().filter(|line| !line.is_empty()) {
        if let Some(comment) = line.strip_prefix('#') {
            let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
            out.newpar |= key.trim() == "newpar" || key.trim() == "newpar id";
            out.comments.push((key.trim().to_owned(), value.trim().to_owned()));
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, feats, head, deprel, _, rest] = &columns[..] else {
            return Err(format!("not ten columns: `{line}`"));
        };
        let misc = misc(rest);
        if let Some((from, to)) = id.split_once('-') {
            let number = |text: &str| text.parse::<usize>().map_err(|_| format!("no range of words: `{line}`"));
            out.multiword.push(Multiword { form: form.to_owned(), words: number(from)? - 1..number(to)?, misc });
        } else if !id.contains('.') {
            let head = if head == "_" { 0 } else { head.parse().map_err(|_| format!("no head: `{line}`"))? };
            let [form, lemma, upos, xpos, feats, deprel] = [form, lemma, upos, xpos, feats, deprel].map(str::to_owned);
            out.words.push(Word { form, lemma, upos, xpos, feats, head, deprel, misc, bytes: 0..0 });
        }
    }
    Ok(out)
}

fn misc(column: &str) -> Vec<(String, String)> {
    let pair = |part: &str| part.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    if column == "_" { Vec::new() } else { column.split('|').filter_map(pair).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# newdoc id = d1\n# meta::dateCreated = 2031-10-10\n# newpar\n# sent_id = d1-1\n# text = Rill didn't go.\n\
        1\tRill\tRill\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1)\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n# newpar\n# text = No.\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n";

    #[test]
    fn words_have_their_place_in_the_text() {
        let documents = parse(TEXT).unwrap();
        let [document] = &documents[..] else { panic!("{documents:?}") };
        assert_eq!((document.id.as_str(), document.meta("dateCreated")), ("d1", Some("2031-10-10")));
        assert_eq!(document.text, "Rill didn't go.\n\nNo.");
        let places: Vec<&str> = document.sentences.iter().flat_map(|it| &it.words).map(|word| &document.text[word.bytes.clone()]).collect();
        assert_eq!(places, ["Rill", "didn't", "didn't", "go", ".", "No", "."]);
        assert_eq!(document.sentences[0].multiword[0].words, 1..3);
        assert!(document.sentences[1].newpar);
    }
}
