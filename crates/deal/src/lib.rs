//! DEAL. Logic only, from statements: which packages nothing on file excludes, and what excludes the rest; that never calls a package
//! acceptable. With preferences, from a fictional case or a domain file: what all could accept, exactly (`answer`).
#![deny(clippy::disallowed_methods)]

mod answer;
mod best;
mod blockers;
mod bound;
mod coarse;
mod count;
mod course;
mod domain;
mod dominance;
mod estimates;
mod exclusion;
mod filed;
mod frontier;
mod grow;
mod halves;
mod json;
mod lack;
mod limit;
mod logic;
mod maxima;
mod negmas;
mod points;
mod problem;
#[cfg(test)]
mod random;
mod relax;
mod robust;
mod shown;
mod switching;
mod wish;

pub use answer::{answer, of_estimates};
pub use count::{Count, acceptable};
pub use domain::{Kind, Source, from_files, kind};
pub use estimates::{Estimates, Unknown, number};
pub use exclusion::Exclusion;
pub use filed::of_case;
pub use frontier::{Point, band, behind, frontier};
pub use json::{estimates, from_json};
pub use limit::{Limit, Stage, Watch};
pub use logic::packages;
pub use negmas::negmas;
pub use points::{Judge, Named, Rule};
pub use problem::{Issue, Party, Problem, Unfit, decimal, scaled};
pub use robust::robust;
pub use wish::Wish;
