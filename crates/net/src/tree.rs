//! The best tree over the words of a sentence: the maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967).

/// Heads from a table of scores: a row a word, a column a head, the root first. Heads count from 1, 0 is the root; exactly one word
/// has it. Ties go to the earlier head. Takes time in proportion to the table where the words' best heads are a tree, and at most
/// once more for every circle.
pub(crate) fn heads(scores: &[f32], n: usize) -> Vec<usize> {
    let mut table = Table { n: n + 1, scores: vec![f32::NEG_INFINITY; (n + 1) * (n + 1)] };
    table.scores[n + 1..].copy_from_slice(&scores[..n * (n + 1)]);
    let best: Vec<usize> = (0..=n).map(|word| if word == 0 { 0 } else { table.best(word) }).collect();
    if best[1..].iter().filter(|head| **head == 0).count() == 1 && circle(&best).is_none() {
        return best[1..].to_vec();
    }
    // A second root costs more than any tree can make up for.
    (1..=n).for_each(|word| table.scores[word * (n + 1)] -= ROOT);
    arborescence(&table)[1..].to_vec()
}

/// Taken off every score of the root: scores lie within some dozens, and a step of a number of this size is a two-thousandth.
const ROOT: f32 = 4096.0;

/// `scores[word * n + head]`; node 0 is the root.
struct Table {
    n: usize,
    scores: Vec<f32>,
}

impl Table {
    fn score(&self, word: usize, head: usize) -> f32 {
        self.scores[word * self.n + head]
    }

    fn best(&self, word: usize) -> usize {
        let heads = (0..self.n).filter(|&head| head != word);
        heads.rev().max_by(|a, b| self.score(word, *a).total_cmp(&self.score(word, *b))).unwrap_or(0)
    }
}

fn arborescence(table: &Table) -> Vec<usize> {
    let mut heads: Vec<usize> = (0..table.n).map(|word| if word == 0 { 0 } else { table.best(word) }).collect();
    let Some(circle) = circle(&heads) else { return heads };
    let inside = |node: usize| circle.contains(&node);
    // The circle as one node, last in a smaller table.
    let outside: Vec<usize> = (0..table.n).filter(|&node| !inside(node)).collect();
    let m = outside.len() + 1;
    let mut smaller = Table { n: m, scores: vec![f32::NEG_INFINITY; m * m] };
    let (mut enters, mut leaves) = (vec![0; m], vec![0; m]);
    for (i, &node) in outside.iter().enumerate() {
        for (j, &other) in outside.iter().enumerate().filter(|(j, _)| *j != i) {
            smaller.scores[i * m + j] = table.score(node, other);
        }
        let from = best_of(&circle, |&it| table.score(node, it));
        leaves[i] = from;
        smaller.scores[i * m + m - 1] = table.score(node, from);
        let to = best_of(&circle, |&it| table.score(it, node) - table.score(it, heads[it]));
        enters[i] = to;
        smaller.scores[(m - 1) * m + i] = table.score(to, node) - table.score(to, heads[to]);
    }
    let found = arborescence(&smaller);
    for (i, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if found[i] == m - 1 { leaves[i] } else { outside[found[i]] };
    }
    let entered = found[m - 1];
    heads[enters[entered]] = outside[entered];
    heads
}

fn best_of(nodes: &[usize], score: impl Fn(&usize) -> f32) -> usize {
    nodes.iter().copied().rev().max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or(0)
}

/// The first circle of heads, in the order of its nodes; node 0 is in none.
fn circle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            let mut out = vec![node];
            while heads[*out.last()?] != node {
                out.push(heads[*out.last()?]);
            }
            out.sort_unstable();
            return Some(out);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every assignment of heads, the best that is a tree with one root.
    fn by_force(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(u32::try_from(n).unwrap()) {
            let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(u32::try_from(i).unwrap()) % (n + 1)).collect();
            let reaches = |mut word: usize| {
                for _ in 0..=n {
                    if word == 0 {
                        return true;
                    }
                    word = heads[word - 1];
                }
                false
            };
            if heads.iter().filter(|head| **head == 0).count() == 1 && (1..=n).all(reaches) {
                best = best.max(sum(scores, &heads));
            }
        }
        best
    }

    fn sum(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(i, head)| scores[i * (heads.len() + 1) + head]).sum()
    }

    #[test]
    fn the_tree_is_the_best_of_all() {
        let mut seed = 7u64;
        for round in 0..400 {
            let n = 1 + round % 5;
            let mut scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    f32::from(u8::try_from(seed >> 58).unwrap())
                })
                .collect();
            (0..n).for_each(|i| scores[i * (n + 1) + i + 1] = f32::NEG_INFINITY);
            let found = heads(&scores, n);
            assert_eq!(found.iter().filter(|head| **head == 0).count(), 1);
            assert_eq!(sum(&scores, &found), by_force(&scores, n));
            assert!(circle(&[vec![0], found.clone()].concat()).is_none());
        }
    }

    #[test]
    fn a_circle_is_opened_where_it_costs_least() {
        // Two words that want each other; the first is the dearer root.
        let never = f32::NEG_INFINITY;
        assert_eq!(heads(&[5.0, never, 9.0, 1.0, 8.0, never], 2), [0, 1]);
    }
}
