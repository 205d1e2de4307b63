//! The best tree over the words of a sentence: the maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967).

/// Heads from a table of scores: a row a word, a column a head, the root first; a word's score with itself is minus infinity. Heads
/// count from 1, 0 is the root; exactly one word has it. Of heads with one score the earlier is taken. The table is used up. Takes
/// time in proportion to it.
pub(crate) fn heads(scores: &mut [f32], n: usize) -> Vec<usize> {
    let table = &mut Table { n: n + 1, scores };
    let best = table.bests();
    if best[1..].iter().filter(|head| **head == 0).count() == 1 && circle(&best).is_none() {
        return best[1..].to_vec();
    }
    // A second root costs more than any tree can make up for.
    (1..=n).for_each(|word| *table.score(word, 0) -= ROOT);
    arborescence(table)[1..].to_vec()
}

/// Taken off every score of the root: scores lie within some dozens, and a step of a number of this size is a two-thousandth.
const ROOT: f32 = 4096.0;

/// Scores of words with heads. Node 0 is the root, which has no row. The first word of a circle stands for it once it is closed.
struct Table<'s> {
    n: usize,
    scores: &'s mut [f32],
}

impl Table<'_> {
    fn score(&mut self, word: usize, head: usize) -> &mut f32 {
        &mut self.scores[(word - 1) * self.n + head]
    }

    fn best(&self, word: usize) -> usize {
        let row = &self.scores[(word - 1) * self.n..word * self.n];
        row.iter().enumerate().fold((0, f32::NEG_INFINITY), |best, (head, it)| if *it > best.1 { (head, *it) } else { best }).0
    }

    fn bests(&self) -> Vec<usize> {
        (0..self.n).map(|word| if word == 0 { 0 } else { self.best(word) }).collect()
    }

    /// Makes one node of a circle, its first; `left` are the nodes that are left beside it.
    fn close(&mut self, circle: Vec<usize>, heads: &[usize], left: &[usize]) -> Closed {
        let one = circle[0];
        let own: Vec<(usize, f32)> = circle.iter().map(|&it| (heads[it], *self.score(it, heads[it]))).collect();
        let mut closed = Closed { enters: vec![0; self.n], leaves: vec![0; self.n], heads: Vec::new(), circle };
        for &node in left {
            let (mut to, mut gain) = (one, f32::NEG_INFINITY);
            let (mut from, mut most) = (one, f32::NEG_INFINITY);
            for (&it, own) in closed.circle.iter().zip(&own) {
                let enters = *self.score(it, node) - own.1;
                (to, gain) = if enters > gain { (it, enters) } else { (to, gain) };
                let leaves = if node == 0 { f32::NEG_INFINITY } else { *self.score(node, it) };
                (from, most) = if leaves > most { (it, leaves) } else { (from, most) };
            }
            (closed.enters[node], closed.leaves[node]) = (to, from);
            *self.score(one, node) = gain;
            if node > 0 {
                closed.circle[1..].iter().for_each(|&it| *self.score(node, it) = f32::NEG_INFINITY);
                *self.score(node, one) = most;
            }
        }
        closed.circle.iter().for_each(|&it| *self.score(one, it) = f32::NEG_INFINITY);
        closed.heads = own.into_iter().map(|own| own.0).collect();
        closed
    }
}

/// A circle that became one node.
struct Closed {
    circle: Vec<usize>,
    /// The heads of its nodes within it.
    heads: Vec<usize>,
    /// By a head outside, which of its nodes that head is best for.
    enters: Vec<usize>,
    /// By a node outside, which of its nodes is that node's best head.
    leaves: Vec<usize>,
}

fn arborescence(table: &mut Table<'_>) -> Vec<usize> {
    let mut heads = table.bests();
    let mut left: Vec<usize> = (0..table.n).collect();
    let mut all = Vec::new();
    while let Some(circle) = circle(&heads) {
        left.retain(|node| !circle.contains(node));
        let closed = table.close(circle, &heads, &left);
        let one = closed.circle[0];
        for &node in left.iter().filter(|node| **node > 0) {
            if closed.circle.contains(&heads[node]) {
                heads[node] = one;
            }
        }
        // What is inside is looked at no more: it hangs from the root until the circle is opened.
        closed.circle.iter().for_each(|&it| heads[it] = 0);
        heads[one] = table.best(one);
        left.push(one);
        all.push(closed);
    }
    for closed in all.into_iter().rev() {
        let one = closed.circle[0];
        let entered = heads[one];
        let inside = |node: &usize| closed.circle.contains(node);
        for node in (1..heads.len()).filter(|node| !inside(node)) {
            if heads[node] == one {
                heads[node] = closed.leaves[node];
            }
        }
        closed.circle.iter().zip(&closed.heads).for_each(|(&node, head)| heads[node] = *head);
        heads[closed.enters[entered]] = entered;
    }
    heads
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
            let found = heads(&mut scores.clone(), n);
            assert_eq!(found.iter().filter(|head| **head == 0).count(), 1);
            assert_eq!(sum(&scores, &found), by_force(&scores, n));
            assert!(circle(&[vec![0], found.clone()].concat()).is_none());
        }
    }

    #[test]
    fn a_circle_is_opened_where_it_costs_least() {
        // Two words that want each other; the first is the dearer root.
        let never = f32::NEG_INFINITY;
        assert_eq!(heads(&mut [5.0, never, 9.0, 1.0, 8.0, never], 2), [0, 1]);
    }
}
