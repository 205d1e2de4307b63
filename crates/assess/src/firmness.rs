//! How firmly a stance is held, by `data/firmness.tsv`.

use armistice_types::assessment::Firmness;
use armistice_types::coded::{Authority, Stance};
use armistice_types::statement::Certainty;

const TABLE: &str = include_str!("../../../data/firmness.tsv");

/// A red line needs somebody who can draw it.
pub(crate) fn firmness(stance: Stance, certainty: Certainty, authority: Authority) -> Firmness {
    let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    });
    let fits = |(it, sure, _): &(&str, &str, &str)| *it == stance.as_str() && (*sure == "*" || *sure == certainty.as_str());
    let found = rows.into_iter().find(fits).and_then(|(_, _, firmness)| firmness.parse().ok()).unwrap_or(Firmness::Tentative);
    if found == Firmness::RedLine && !authority.binds() { Firmness::Firm } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stance_has_a_line_that_parses() {
        for stance in Stance::ALL {
            assert!(TABLE.lines().any(|line| line.starts_with(&format!("{stance}\t*\t"))), "{stance}");
        }
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields[2].parse::<Firmness>().is_ok(), "{line}");
        }
    }

    #[test]
    fn only_who_binds_draws_a_red_line() {
        assert_eq!(firmness(Stance::RefusesToDiscuss, Certainty::Certain, Authority::Body), Firmness::RedLine);
        assert_eq!(firmness(Stance::RefusesToDiscuss, Certainty::Certain, Authority::Unnamed), Firmness::Firm);
    }
}
