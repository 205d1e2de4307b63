//! A word as it is compared: in lower case and without accents, so that "Celik" is "Çelik". One name is often written both ways.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The letters of a word in lower case, without the marks on them.
pub(super) fn folded(chars: &[char]) -> String {
    chars.iter().flat_map(|c| c.to_lowercase()).fold(String::new(), |mut out, c| {
        plain(c, &mut out);
        out
    })
}

/// The same word as some write it where they lack the letters: "Mueller" for "Müller"; `None` where that is no other spelling.
pub(super) fn spelled_out(chars: &[char]) -> Option<String> {
    let composed: String = unicode_normalization::UnicodeNormalization::nfc(chars.iter().copied().flat_map(char::to_lowercase)).collect();
    let mut out = String::new();
    for c in composed.chars() {
        match c {
            'ä' => out.push_str("ae"),
            'ö' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'å' => out.push_str("aa"),
            _ => plain(c, &mut out),
        }
    }
    (out != folded(chars)).then_some(out)
}

/// A letter in lower case without its marks. Letters that no decomposition takes apart stand as those without such keys type them.
fn plain(c: char, out: &mut String) {
    match c {
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ŧ' => out.push('t'),
        'ə' => out.push('e'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        // A syllable of Hangul is no letter with a mark.
        '가'..='힣' => out.push(c),
        c if c.is_ascii() || mark(c) => out.extend(c.is_ascii().then_some(c)),
        _ => decompose_canonical(c, |part| out.extend((!mark(part)).then_some(part))),
    }
}

/// A mark that some leave out: an accent, a vowel point of Hebrew or Arabic, a stretched line. Other scripts have vowels among their marks.
pub(super) fn mark(c: char) -> bool {
    let often_left_out = matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}');
    c == '\u{640}' || often_left_out && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_make_no_other_word() {
        let of = |text: &str| folded(&text.chars().collect::<Vec<_>>());
        for (one, other) in [
            ("Çelik", "celik"),
            ("C\u{327}ELIK", "celik"),
            ("İnönü", "inonu"),
            ("Wałęsa", "walesa"),
            ("Đorđe", "dorde"),
            ("Groß", "gross"),
            ("Ёлкин", "елкин"),
            ("김", "김"),
            ("مُحَمَّد", "محمد"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(of(one), other);
        }
        assert_eq!(spelled_out(&['M', 'ü', 'l', 'l', 'e', 'r']).as_deref(), Some("mueller"));
        assert_eq!(spelled_out(&['Ç', 'e', 'l', 'i', 'k']), None);
    }
}
