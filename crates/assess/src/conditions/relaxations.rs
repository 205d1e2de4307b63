//! All inclusion-minimal sets of demands whose dropping opens the way.
//!
//! Branch and bound over a monotone predicate: a branch is cut where dropping everything that is left would
//! not open the way, and where the way is open already. The search between what is kept and what may still be
//! dropped is that of MARCO (Liffiton, Previti, Malik and Marques-Silva 2016), without its solver.

/// How often the predicate may be asked before the search gives up: more than twice the subsets of twenty demands.
const MOST: u64 = 1 << 22;

/// The sets, as bit masks, and whether they are all of them.
pub(crate) struct Minimal {
    pub(crate) sets: Vec<u64>,
    pub(crate) complete: bool,
}

/// `open` says whether the way is open once the demands of a mask are dropped; dropping more never closes it. At most 63 demands are tried.
pub(crate) fn minimal(demands: usize, open: impl Fn(u64) -> bool) -> Minimal {
    let all = (1_u64 << demands.min(63)) - 1;
    let mut search = Search { open, asked: 0, sets: Vec::new() };
    if search.ask(all) {
        search.walk(0, all);
    }
    let mut sets = search.sets;
    sets.sort_by_key(|set| (set.count_ones(), std::cmp::Reverse(set.reverse_bits())));
    Minimal { sets, complete: demands <= 63 && search.asked <= MOST }
}

struct Search<F> {
    open: F,
    asked: u64,
    sets: Vec<u64>,
}

impl<F: Fn(u64) -> bool> Search<F> {
    fn ask(&mut self, mask: u64) -> bool {
        self.asked += 1;
        (self.open)(mask)
    }

    /// Dropping `dropped` and `left` together opens the way.
    fn walk(&mut self, dropped: u64, left: u64) {
        if self.asked > MOST {
            return;
        }
        if self.ask(dropped) {
            let smaller = (0..64).map(|n| 1_u64 << n).filter(|bit| dropped & bit != 0);
            if smaller.into_iter().all(|bit| !self.ask(dropped & !bit)) {
                self.sets.push(dropped);
            }
            return;
        }
        let bit = left & left.wrapping_neg();
        if bit == 0 {
            return;
        }
        self.walk(dropped | bit, left & !bit);
        if self.ask(dropped | left & !bit) {
            self.walk(dropped, left & !bit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_predicates_agree_with_every_subset_tried() {
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed >> 20
        };
        let rounds = if std::env::var_os("ARMISTICE_LONG").is_some() { 20_000 } else { 400 };
        for round in 0..rounds {
            let n = 1 + usize::try_from(random() % 9).unwrap();
            let ways: Vec<u64> = (0..random() % 6).map(|_| random() & ((1 << n) - 1)).collect();
            let open = |mask: u64| ways.iter().any(|way| way & !mask == 0);
            let want: Vec<u64> =
                (0..1_u64 << n).filter(|&s| open(s) && (0..n).all(|bit| s & 1 << bit == 0 || !open(s & !(1 << bit)))).collect();
            let found = minimal(n, open);
            let mut sets = found.sets;
            sets.sort_unstable();
            assert!(found.complete);
            assert_eq!(sets, want, "round {round}: {ways:?}");
        }
    }

    #[test]
    fn the_hardest_twenty_demands_take_less_than_a_second_in_all() {
        // Any ten of twenty: 184,756 sets, the most there can be.
        let found = minimal(20, |mask| mask.count_ones() >= 10);
        assert!(found.complete);
        assert_eq!(found.sets.len(), 184_756);
    }
}
