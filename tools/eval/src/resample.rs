//! Intervals by drawing documents again (percentile bootstrap; Efron 1979). The draws come from SplitMix64 with a given seed, so that the
//! same tallies give the same intervals.

use crate::attribution::{NAMES, Tally, figures};

/// For each figure, the ends of the middle 95 % over the draws; nothing but zeros without documents.
pub fn ranges(tallies: &[Tally], draws: usize, seed: u64) -> [(f64, f64); NAMES.len()] {
    let mut random = SplitMix(seed);
    let mut values = [const { Vec::new() }; NAMES.len()];
    for _ in 0..draws {
        let drawn: Vec<&Tally> = tallies.iter().map(|_| &tallies[random.below(tallies.len())]).collect();
        for (all, value) in values.iter_mut().zip(figures(drawn.into_iter())) {
            all.push(value);
        }
    }
    values.map(|mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let at = |share: f64| all.get(((all.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
        (at(0.025), at(0.975))
    })
}

struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((u128::from(z ^ (z >> 31))) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_value_and_is_the_same_twice() {
        let tallies: Vec<Tally> = (0..20).map(|n| [[n % 4, 4, 4]; NAMES.len()]).collect();
        let (low, high) = ranges(&tallies, 200, 7)[0];
        assert!(low < 0.375 && 0.375 < high && low > 0.2 && high < 0.6, "{low} {high}");
        assert_eq!(ranges(&tallies, 200, 7), ranges(&tallies, 200, 7));
    }

    #[test]
    fn without_documents_there_is_no_interval() {
        assert_eq!(ranges(&[], 10, 7)[0], (0.0, 0.0));
    }
}
