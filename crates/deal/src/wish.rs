//! What is asked of a problem beside the plain answer.

use num_integer::Integer;

use crate::limit::Limit;
use crate::problem::{Problem, Unfit, decimal, scaled};

/// What is asked for beside the plain answer.
#[derive(Clone, Debug, Default)]
pub struct Wish<'l> {
    /// How many of the best points under each definition; 0 for none but the best.
    pub top: usize,
    /// Weights of parties in the named points, by name, as decimal numbers; 1 for those left out.
    pub weights: Vec<(String, String)>,
    /// The point of the frontier, from 1 on, of which all packages are listed.
    pub behind: Option<usize>,
    /// The named points by NegMAS's definitions too.
    pub negmas: bool,
    /// How often numbers that are known within bounds alone are drawn.
    pub draws: usize,
    /// By which the same are drawn again.
    pub seed: u64,
    /// On how many threads; any number gives the same. 0 counts as 1.
    pub threads: usize,
    /// How far each search may go.
    pub limit: Limit<'l>,
}

/// The greatest weight, as a whole number beside the others.
const WEIGHTS: i128 = 100;

impl Wish<'_> {
    /// Weights by party, as whole numbers with no common factor.
    pub(crate) fn of(&self, problem: &Problem) -> Result<Vec<u32>, Unfit> {
        let mut given = vec![(1, 0); problem.parties.len()];
        for (n, (name, number)) in self.weights.iter().enumerate() {
            if self.weights[..n].iter().any(|it| it.0 == *name) {
                return Err(Unfit(format!("`{name}` is given a weight twice")));
            }
            let names = || problem.parties.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
            let at = problem.parties.iter().position(|it| it.name == *name);
            let at = at.ok_or_else(|| Unfit(format!("no party is called `{name}`; there are {}", names())))?;
            let weight = decimal(number).filter(|it| it.0 > 0);
            given[at] = weight.ok_or_else(|| Unfit(format!("the weight of `{name}` must be a number over 0, not `{number}`")))?;
        }
        let places = given.iter().map(|it| it.1).max().unwrap_or(0);
        let whole: Option<Vec<i128>> = given.iter().map(|it| scaled(*it, places)).collect();
        let whole = whole.unwrap_or_default();
        let common = whole.iter().fold(0, |all, it| all.gcd(it)).max(1);
        let fits = |it: &i128| u32::try_from(it / common).ok().filter(|it| i128::from(*it) <= WEIGHTS);
        let weights: Vec<u32> = whole.iter().filter_map(fits).collect();
        if weights.len() == problem.parties.len() {
            return Ok(weights);
        }
        let shown: Vec<String> = self.weights.iter().map(|(name, number)| format!("{name} {number}")).collect();
        let shown = shown.join(", ");
        Err(Unfit(format!(
            "the weights ({shown}, 1 for others) must be as whole numbers from 1 to {WEIGHTS}: write 1 and 2, not 0.33333 and 0.66667"
        )))
    }
}
