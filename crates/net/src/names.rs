//! Marks of names over a sentence: outside 0, then begin and inside of each kind. Which may follow which, and the likeliest of all
//! rows of them (Viterbi 1967), by what is said of each word and what a mark adds behind another (a linear chain: Lafferty, McCallum and
//! Pereira 2001).

/// Whether a mark may stand behind another: inside stands only behind begin or inside of its kind. Before the first word stands 0.
#[must_use]
pub fn follows(mark: usize, before: usize) -> bool {
    mark == 0 || mark % 2 == 1 || before == mark || before + 1 == mark
}

/// The marks of the best sum. `scores` has a row of `width` numbers a word, of which the first `marks` count; `pairs` says what a mark
/// adds behind another, a row for each that stands before. Of several the first.
#[must_use]
pub fn likeliest(scores: &[f32], width: usize, marks: usize, pairs: &[f32]) -> Vec<u8> {
    let mut best = vec![f32::NEG_INFINITY; marks];
    let mut next = best.clone();
    let mut from: Vec<u8> = Vec::with_capacity(scores.len() / width * marks);
    best[0] = 0.0;
    for row in scores.chunks_exact(width) {
        for (mark, next) in next.iter_mut().enumerate() {
            let (mut most, mut at) = (f32::NEG_INFINITY, 0);
            for before in (0..marks).filter(|before| follows(mark, *before)) {
                let sum = best[before] + pairs[before * marks + mark];
                if sum > most {
                    (most, at) = (sum, before);
                }
            }
            *next = most + row[mark];
            from.push(u8::try_from(at).unwrap_or(0));
        }
        std::mem::swap(&mut best, &mut next);
    }
    let mut mark = (0..marks).rev().max_by(|a, b| best[*a].total_cmp(&best[*b])).unwrap_or(0);
    let mut out = vec![0; from.len() / marks];
    for (to, from) in out.iter_mut().zip(from.chunks_exact(marks)).rev() {
        *to = u8::try_from(mark).unwrap_or(0);
        mark = usize::from(from[mark]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scores: &[[f32; 3]], pairs: &[f32; 9], expect: &[u8]) {
        assert_eq!(likeliest(scores.as_flattened(), 3, 3, pairs), expect);
    }

    #[test]
    fn no_name_begins_inside() {
        check(&[[0.0, 1.0, 5.0], [0.0, 0.0, 2.0], [3.0, 0.0, 0.0]], &[0.0; 9], &[1, 2, 0]);
        check(&[[0.0, 1.0, 0.5], [0.0, 0.0, 2.0], [3.0, 0.0, 0.0]], &[0.0; 9], &[1, 2, 0]);
        check(&[], &[0.0; 9], &[]);
    }

    #[test]
    fn what_a_mark_adds_behind_another_counts() {
        let pairs = [0.0, 0.0, 0.0, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        check(&[[0.0, 1.0, 0.0], [0.5, 0.0, 0.0]], &pairs, &[1, 1]);
        check(&[[0.0, 1.0, 0.0], [2.5, 0.0, 0.0]], &pairs, &[0, 0]);
        check(&[[0.0, 3.0, 0.0], [2.5, 0.0, 0.0]], &pairs, &[1, 0]);
    }
}
