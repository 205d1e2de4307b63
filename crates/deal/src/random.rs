//! Random small problems for tests, and all their packages.

use crate::exclusion::Exclusion;
use crate::problem::{Issue, Party, Problem};

/// xorshift64*, so that no run differs from another.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n.max(1) as u64).unwrap()
    }
}

/// How many of what a test makes: many more where `ARMISTICE_LONG` asks for it.
pub(crate) fn rounds(few: usize) -> usize {
    if std::env::var_os("ARMISTICE_LONG").is_some() { few * 30 } else { few }
}

/// A problem of up to so many issues and parties.
pub(crate) fn problem(random: &mut Random, issues: usize, parties: usize) -> Problem {
    let options: Vec<usize> = (0..1 + random.below(issues)).map(|_| 1 + random.below(4)).collect();
    let party = |n: usize, random: &mut Random| {
        let gives = options.iter().map(|options| (0..*options).map(|_| random.below(9) as i128 - 2).collect()).collect();
        Party { name: format!("p{n}"), reservation: random.below(20) as i128 - 4, gives, scale: 1 + random.below(3) as i128 }
    };
    let parties = (0..1 + random.below(parties)).map(|n| party(n, random)).collect();
    let exclusion = |n: usize, random: &mut Random| -> Exclusion {
        let mut parts = Vec::new();
        for (issue, options) in options.iter().enumerate() {
            if random.below(2) == 0 {
                // One option, or as for a condition all but one.
                let (one, others) = (random.below(*options), random.below(3) == 0 && *options > 1);
                parts.push((issue, (0..*options).filter(|it| (*it == one) != others).collect()));
            }
        }
        Exclusion { name: format!("e{n}"), parts: if parts.is_empty() { vec![(0, vec![0])] } else { parts } }
    };
    let exclusions = (0..random.below(4)).map(|n| exclusion(n, random)).collect();
    let issues = options.iter().enumerate();
    let issues = issues.map(|(n, options)| Issue { name: format!("i{n}"), options: (0..*options).map(|k| format!("o{k}")).collect() });
    Problem { parties, issues: issues.collect(), exclusions }.checked().unwrap()
}

/// A package: options, utilities, and which exclusions it breaks.
pub(crate) struct Package {
    pub(crate) options: Vec<usize>,
    pub(crate) utilities: Vec<i128>,
    pub(crate) breaks: u64,
}

impl Package {
    /// Which parties get less than they have without a deal.
    pub(crate) fn short(&self, problem: &Problem) -> u64 {
        let short = |(n, party): (usize, &Party)| if self.utilities[n] < party.reservation { 1 << n } else { 0 };
        problem.parties.iter().enumerate().map(short).sum()
    }

    pub(crate) fn is_acceptable(&self, problem: &Problem) -> bool {
        self.breaks == 0 && self.short(problem) == 0
    }
}

/// Every package, acceptable or not.
pub(crate) fn all(problem: &Problem) -> Vec<Package> {
    let mut packages: Vec<Vec<usize>> = vec![Vec::new()];
    for issue in &problem.issues {
        packages = packages.into_iter().flat_map(|it| (0..issue.options.len()).map(move |k| [it.clone(), vec![k]].concat())).collect();
    }
    let of = |options: Vec<usize>| {
        let breaks = problem.exclusions.iter().enumerate().filter(|(_, it)| it.holds(&options)).map(|(n, _)| 1 << n).sum();
        let got = |party: &Party| options.iter().enumerate().map(|(issue, option)| party.gives[issue][*option]).sum();
        Package { utilities: problem.parties.iter().map(got).collect(), options, breaks }
    };
    packages.into_iter().map(of).collect()
}
