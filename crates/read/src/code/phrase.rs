//! The words of a phrase in a text, in their order, with a few others between. Options (`cues`), conditions and outcomes are all found so;
//! each says which words are the same and what a word between is.

/// A word between two words of a phrase.
pub(super) enum Between {
    /// It never counts: an article.
    Passed,
    /// One of those for which there is room.
    Other,
    /// No phrase reaches over it.
    Bar,
}

/// How many others may stand between.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Between one word of the phrase and the next.
    pub(super) each: usize,
    /// In all.
    pub(super) all: usize,
}

/// The places of a phrase of so many words whose first stands at `at`; every next word is taken where it first comes. `same(i, n)`: is word `i`
/// of the text word `n` of the phrase? `None` for an empty phrase.
pub(super) fn places(
    text: usize,
    at: usize,
    phrase: usize,
    room: Room,
    same: impl Fn(usize, usize) -> bool,
    between: impl Fn(usize) -> Between,
) -> Option<Vec<usize>> {
    let mut out = Vec::with_capacity(phrase);
    let (mut i, mut all) = (at, room.all);
    for n in 0..phrase {
        let mut each = room.each;
        while n > 0 && i < text && !same(i, n) {
            match between(i) {
                Between::Passed => {}
                Between::Other => (each, all) = (each.checked_sub(1)?, all.checked_sub(1)?),
                Between::Bar => return None,
            }
            i += 1;
        }
        if i >= text || !same(i, n) {
            return None;
        }
        out.push(i);
        i += 1;
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, phrase: &str, (each, all): (usize, usize), expect: Option<&[usize]>) {
        let (text, phrase): (Vec<&str>, Vec<&str>) = (text.split(' ').collect(), phrase.split(' ').filter(|it| !it.is_empty()).collect());
        let between = |i: usize| match text[i] {
            "the" => Between::Passed,
            "but" => Between::Bar,
            _ => Between::Other,
        };
        let found = places(text.len(), 0, phrase.len(), Room { each, all }, |i, n| text[i] == phrase[n], between);
        assert_eq!(found.as_deref(), expect, "{text:?}");
    }

    #[test]
    fn others_may_stand_between_as_far_as_there_is_room() {
        check("patrols that we run together", "patrols together", (3, 9), Some(&[0, 4]));
        check("patrols that we would run together", "patrols together", (3, 9), None);
        check("patrols the the the together", "patrols together", (0, 0), Some(&[0, 4]));
        check("a x b x c", "a b c", (1, 2), Some(&[0, 2, 4]));
        check("a x b x c", "a b c", (1, 1), None);
        check("a but b", "a b", (3, 9), None);
        check("a b", "a b c", (3, 9), None);
        check("b a", "a", (3, 9), None);
        check("a", "", (3, 9), None);
    }
}
