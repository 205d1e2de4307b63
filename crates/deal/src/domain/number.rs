//! Numbers of domain files as exact fractions, and fractions as whole numbers on a scale of each party's own.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::problem::{Party, decimal};

/// Digits from which on a decimal is taken for a printed double.
const DOUBLE: usize = 15;
/// Greatest denominator of a fraction that such a decimal may stand for.
const DENOMINATOR: u32 = 10_000;
/// Places that are kept where exact numbers would not fit into 128 bits.
const ROUNDED: u32 = 27;

/// A number as written. One of 15 or more digits that a fraction with a denominator of at most 10,000 prints as is that fraction
/// (`0.08888888888888889` is 4/45), so that two roundings of one number stay equal. `None` for what is no number of at most 30 digits.
pub(super) fn number(text: &str) -> Option<BigRational> {
    let (digits, places) = decimal(text)?;
    let exact = BigRational::new(digits.into(), BigInt::from(10).pow(places));
    let long = digits.unsigned_abs().to_string().len() >= DOUBLE && places > 0;
    Some(if long { nearby(&exact).unwrap_or(exact) } else { exact })
}

/// The first convergent of the continued fraction that lies within two roundings of a double.
fn nearby(exact: &BigRational) -> Option<BigRational> {
    let most = exact.abs() / BigInt::from(10).pow(15) / BigInt::from(3);
    let (mut before, mut last) = ((BigInt::zero(), BigInt::one()), (BigInt::one(), BigInt::zero()));
    let mut rest = exact.clone();
    loop {
        let whole = rest.floor().to_integer();
        let next = (&whole * &last.0 + &before.0, &whole * &last.1 + &before.1);
        if next.1 > BigInt::from(DENOMINATOR) {
            return None;
        }
        let found = BigRational::new(next.0.clone(), next.1.clone());
        if (&found - exact).abs() <= most {
            return Some(found);
        }
        rest = (rest - whole).recip();
        (before, last) = (last, next);
    }
}

/// A party whose table stands on the least scale that makes every number whole; or, where that does not fit, on one of 27 places: then
/// the second value is true.
pub(super) fn party(name: String, reservation: &BigRational, gives: &[Vec<BigRational>]) -> Option<(Party, bool)> {
    let all = || gives.iter().flatten().chain([reservation]);
    let exact = all().fold(BigInt::one(), |scale, it| if scale.bits() > 128 { scale } else { scale.lcm(it.denom()) });
    let highest: BigRational = gives.iter().map(|row| row.iter().map(Signed::abs).max().unwrap_or_else(BigRational::zero)).sum();
    let highest: BigInt = highest.max(reservation.abs()).ceil().to_integer() + 1;
    let fits = |scale: &BigInt| (scale * &highest).bits() <= 110;
    let (scale, rounded) = if fits(&exact) { (exact, false) } else { (BigInt::from(10).pow(ROUNDED), true) };
    if !fits(&scale) {
        return None;
    }
    let whole = |it: &BigRational| (it * &scale).round().to_integer().to_i128();
    let rows = gives.iter().map(|row| row.iter().map(whole).collect::<Option<Vec<_>>>()).collect::<Option<_>>()?;
    Some((Party { name, reservation: whole(reservation)?, gives: rows, scale: scale.to_i128()? }, rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, numerator: i64, denominator: i64) {
        assert_eq!(number(text), Some(BigRational::new(numerator.into(), denominator.into())), "{text}");
    }

    #[test]
    fn printed_doubles_are_the_fractions_they_stand_for() {
        check("0.08888888888888889", 4, 45);
        check("-0.08888888888888888", -4, 45);
        check("0.5700000000000001", 57, 100);
        check("0.25", 1, 4);
        check("0.333", 333, 1000);
        // No fraction of a small denominator: as written.
        check("0.24745764370861967", 24_745_764_370_861_967, 100_000_000_000_000_000);
        assert_eq!(number("much"), None);
    }
}
