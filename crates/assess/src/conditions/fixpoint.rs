//! Least and greatest fixed point of rules whose conditions are positive.
//!
//! The operator "everything that some rule gives whose conditions all hold" is monotone, so both exist
//! (Knaster and Tarski; the least is that of definite logic programs, van Emden and Kowalski 1976).

/// `head IF all of body`, over atoms numbered from 0. An empty body always holds; several rules for one atom are alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) head: Vec<usize>,
    pub(crate) body: Vec<usize>,
}

/// What holds if each waits for the others: starts from nothing.
pub(crate) fn least(atoms: usize, clauses: &[Clause]) -> Vec<bool> {
    let mut holds = vec![false; atoms];
    loop {
        let mut moved = false;
        for clause in clauses.iter().filter(|it| it.body.iter().all(|&atom| holds[atom])).collect::<Vec<_>>() {
            for &atom in &clause.head {
                moved |= !std::mem::replace(&mut holds[atom], true);
            }
        }
        if !moved {
            return holds;
        }
    }
}

/// What can stand together: starts from everything in `within` and drops what no rule supports.
pub(crate) fn greatest(within: Vec<bool>, clauses: &[Clause]) -> Vec<bool> {
    let mut holds = within;
    loop {
        let mut supported = vec![false; holds.len()];
        for clause in clauses.iter().filter(|it| it.body.iter().all(|&atom| holds[atom])) {
            for &atom in &clause.head {
                supported[atom] = true;
            }
        }
        let mut moved = false;
        for (holds, supported) in holds.iter_mut().zip(supported) {
            moved |= *holds && !supported;
            *holds &= supported;
        }
        if !moved {
            return holds;
        }
    }
}

/// The smallest sets of atoms outside `least` that hold each other up: deadlocks that an exchange at once would open.
pub(crate) fn cycles(least: &[bool], greatest_: &[bool], clauses: &[Clause]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for target in (0..least.len()).filter(|&atom| greatest_[atom] && !least[atom]) {
        let mut within = greatest_.to_vec();
        for atom in (0..least.len()).filter(|&atom| atom != target && !least[atom]) {
            if within[atom] {
                let mut without = within.clone();
                without[atom] = false;
                let without = greatest(without, clauses);
                if without[target] {
                    within = without;
                }
            }
        }
        let set = smallest(within, least, clauses);
        if !found.contains(&set) {
            found.push(set);
        }
    }
    found
}

/// A set that rests on a smaller one gives way to it: what is left when no atom can go without everything beyond `least` falling.
fn smallest(mut within: Vec<bool>, least: &[bool], clauses: &[Clause]) -> Vec<usize> {
    let beyond = |holds: &[bool]| -> Vec<usize> { (0..least.len()).filter(|&atom| holds[atom] && !least[atom]).collect() };
    for atom in beyond(&within) {
        if within[atom] {
            let mut without = within.clone();
            without[atom] = false;
            let without = greatest(without, clauses);
            if !beyond(&without).is_empty() {
                within = without;
            }
        }
    }
    beyond(&within)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator (xorshift64, Marsaglia 2003), so that every run tries the same systems.
    struct Random(u64);

    impl Random {
        fn below(&mut self, n: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 >> 33).unwrap() % n
        }
    }

    /// One commitment an actor; rules with alternatives, several heads, and no conditions now and then.
    fn system(random: &mut Random) -> (usize, Vec<Clause>) {
        let atoms = 1 + random.below(12);
        let clauses = (0..random.below(2 * atoms + 1))
            .map(|_| Clause {
                head: (0..1 + random.below(2)).map(|_| random.below(atoms)).collect(),
                body: (0..random.below(4)).map(|_| random.below(atoms)).collect(),
            })
            .collect();
        (atoms, clauses)
    }

    fn bits(list: &[usize]) -> u32 {
        list.iter().fold(0, |all, atom| all | 1 << atom)
    }

    fn set(holds: &[bool]) -> u32 {
        bits(&(0..holds.len()).filter(|&atom| holds[atom]).collect::<Vec<_>>())
    }

    /// Every subset: the least is where all closed sets meet, the greatest is all self-supporting sets together.
    fn brute(atoms: usize, clauses: &[Clause]) -> (u32, u32, Vec<u32>) {
        let masks: Vec<(u32, u32)> = clauses.iter().map(|it| (bits(&it.head), bits(&it.body))).collect();
        let once = |s: u32| masks.iter().filter(|(_, body)| body & !s == 0).fold(0, |all, (head, _)| all | head);
        let (mut low, mut high) = (u32::MAX, 0);
        let mut upheld = Vec::new();
        for s in 0..1_u32 << atoms {
            let next = once(s);
            if next & !s == 0 {
                low &= s;
            }
            if s & !next == 0 {
                high |= s;
                upheld.push(s);
            }
        }
        let mut smallest: Vec<u32> = Vec::new();
        for extra in upheld.iter().filter(|s| *s & low == low && **s != low).map(|s| s & !low) {
            smallest.retain(|other| extra & !other != 0 || extra == *other);
            if !smallest.iter().any(|other| other & !extra == 0) {
                smallest.push(extra);
            }
        }
        smallest.sort_unstable();
        (low, high, smallest)
    }

    #[test]
    fn random_systems_agree_with_every_subset_tried() {
        let n = if std::env::var_os("ARMISTICE_LONG").is_some() { 100_000 } else { 2_000 };
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let mut deadlocks = 0;
        for round in 0..n {
            let (atoms, clauses) = system(&mut random);
            let (low, high) = (least(atoms, &clauses), greatest(vec![true; atoms], &clauses));
            let mut sets: Vec<u32> = cycles(&low, &high, &clauses).iter().map(|it| bits(it)).collect();
            sets.sort_unstable();
            let want = brute(atoms, &clauses);
            assert_eq!((set(&low), set(&high)), (want.0, want.1), "round {round}: {clauses:?}");
            assert!(sets.iter().all(|it| want.2.contains(it)), "round {round}: {clauses:?}: {sets:?}, want {:?}", want.2);
            assert_eq!(sets.is_empty(), want.2.is_empty(), "round {round}: {clauses:?}");
            deadlocks += usize::from(!sets.is_empty());
        }
        assert!(deadlocks > n / 20, "the generator makes deadlocks: {deadlocks}");
    }
}
