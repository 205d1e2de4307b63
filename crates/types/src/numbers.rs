//! Numbers in English words.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number that a lower-case word stands for, 0 to 99, tens and units joined by a hyphen: "seven", "eighty-six". `None` for every other
/// word; digits are none.
#[must_use]
pub fn spelled(word: &str) -> Option<u32> {
    let find = |list: &[&str], it: &str| list.iter().position(|word| *word == it).and_then(|n| u32::try_from(n).ok());
    let tens = |it: &str| find(&TENS, it).map(|n| (n + 2) * 10);
    match word.split_once('-') {
        Some((ten, unit)) => Some(tens(ten)? + find(&UNITS[1..10], unit)? + 1),
        None => find(&UNITS, word).or_else(|| tens(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tens_and_units_join() {
        assert_eq!((spelled("eighty-six"), spelled("seventeen"), spelled("zero")), (Some(86), Some(17), Some(0)));
        assert_eq!((spelled("eighty-ten"), spelled("twenty-zero"), spelled("86"), spelled("hundred")), (None, None, None, None));
    }
}
