//! provisional dump
use crate::{attribution::{attributions, Text}, quotes, tags, tokens};
pub fn dump(body: &str) -> Vec<String> {
    let tokens = tokens::tokens(body);
    let mut tagged = Vec::new();
    for s in &tokens.sentences { let words: Vec<&str> = s.clone().map(|i| tokens.word(i)).collect(); tagged.extend(tags::tag(&words)); }
    let quotes = quotes::quotes(&tokens);
    let text = Text::new(&tokens, &tagged, &quotes);
    let (found, unspoken) = attributions(&text);
    let ci = |r: &std::ops::Range<usize>| { let b = tokens.bytes(r); (body[..b.start].chars().count(), body[..b.end].chars().count()) };
    let mut out: Vec<String> = found.iter().map(|a| {
        let d = crate::acts::doing(&text, a, &|r| tokens.is_any(r.start, &["i","we","he","she","it","they"]));
        format!("{:?}\t{:?}\t{:?}\t{}\t{:?}", a.source.as_ref().map(ci), a.cue.as_ref().map(ci), a.content.iter().map(ci).collect::<Vec<_>>(), d.act, a.frame)
    }).collect();
    out.extend(unspoken.iter().map(|q| format!("UNSPOKEN {}", tokens.words(&quotes.all[*q].hull()))));
    out
}
