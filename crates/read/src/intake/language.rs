//! Which language a text is in, as far as the reader must know: by its script, and for Latin script
//! by the share of words that every text of a language holds.

use armistice_types::report::Document;

const COMMON: [(&str, &[&str]); 6] = [
    (
        "en",
        &["the", "of", "and", "to", "in", "that", "said", "is", "was", "for", "it", "on", "with", "he", "as", "by", "have", "not", "we"],
    ),
    ("fr", &["le", "la", "les", "des", "et", "que", "dans", "une", "est", "pour", "qui", "du", "avec", "sur", "pas"]),
    ("es", &["el", "los", "las", "que", "una", "por", "con", "para", "del", "se", "es", "su", "como", "más"]),
    ("de", &["der", "die", "das", "und", "ist", "nicht", "mit", "von", "den", "auf", "ein", "eine", "zu", "sich"]),
    ("it", &["il", "che", "di", "per", "una", "gli", "della", "con", "non", "sono", "nel", "alla"]),
    ("pt", &["o", "os", "que", "uma", "para", "com", "não", "dos", "das", "em", "foi", "ao"]),
];

/// The likeliest language; `None` for a text too short or too odd to tell.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let sample = &text[..text.char_indices().nth(4000).map_or(text.len(), |(at, _)| at)];
    let mut counts = [0usize; 6];
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        let script = match u32::from(c) {
            0x0590..=0x05ff => 1,
            0x0600..=0x06ff | 0x0750..=0x077f => 2,
            0x0400..=0x04ff => 3,
            0x3040..=0x30ff => 4,
            0x4e00..=0x9fff => 5,
            _ => 0,
        };
        counts[script] += 1;
    }
    let most = (0..6).max_by_key(|&i| (counts[i], 6 - i))?;
    match most {
        1 => Some("he"),
        2 => Some("ar"),
        3 => Some("ru"),
        4 => Some("ja"),
        5 => Some("zh"),
        _ => latin(sample),
    }
}

fn latin(sample: &str) -> Option<&'static str> {
    let words: Vec<String> = sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let share = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let scores: Vec<(usize, &str)> = COMMON.iter().map(|(language, list)| (share(list), *language)).collect();
    let best = scores.iter().max_by_key(|(n, language)| (*n, *language == "en"))?;
    (best.0 * 12 >= words.len() && best.0 > 0).then_some(best.1)
}

/// Does the text read as English? A text too short to tell is given the benefit of the doubt.
pub(crate) fn reads_as_english(document: &Document) -> bool {
    let stated = document.language.as_deref().map(|it| it.split('-').next().unwrap_or(it).to_lowercase());
    match detect(&document.text) {
        Some(found) => found == "en",
        None => stated.is_none_or(|it| it == "en"),
    }
}
