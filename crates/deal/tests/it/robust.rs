//! Draws of preferences that are known within bounds alone.

use armistice_deal::{Limit, estimates, robust};
use armistice_types::deal::Robustness;

/// One party, two options, each as likely as not to be good enough.
const EITHER: &str = r#"{"issues": [{"name": "Pier", "options": ["north", "south"]}],
 "parties": [{"name": "Port", "reservation": 0.5, "weights": {}, "scores": {"Pier": {"north": [0, 1], "south": [0, 1]}}}]}"#;

fn drawn(text: &str, draws: usize, seed: u64, threads: usize) -> Robustness {
    robust(&estimates(text).unwrap(), draws, seed, threads, &Limit::default()).unwrap().unwrap()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.04
}

#[test]
fn shares_and_worth_are_those_of_the_book() {
    let found = drawn(EITHER, 4_000, 3, 2);
    assert!(found.packages.len() == 2 && found.packages.iter().all(|it| near(it.acceptable, 0.5)), "{found:?}");
    assert!(near(found.nothing_acceptable, 0.25), "{found:?}");
    // Knowing the north pier's score, one takes it where it is good enough, and else the south pier: three in four instead of one in two.
    assert!(found.worth_asking.len() == 2 && found.worth_asking.iter().all(|it| near(it.gain, 0.25)), "{found:?}");
    let names: Vec<&str> = found.worth_asking.iter().map(|it| it.input.as_str()).collect();
    assert!(names.contains(&"Port: score of Pier = north") && names.contains(&"Port: score of Pier = south"), "{names:?}");
}

#[test]
fn a_mean_and_its_deviation_are_drawn_as_said() {
    let text = EITHER.replace("\"north\": [0, 1], \"south\": [0, 1]", "\"north\": {\"mean\": 0.6, \"sd\": 0.1}, \"south\": 0");
    let found = drawn(&text, 4_000, 1, 2);
    // 0.5 is one deviation under the mean.
    assert!(near(found.packages[0].acceptable, 0.841), "{found:?}");
    assert_eq!(found.packages[1].acceptable, 0.0);
}

#[test]
fn any_number_of_threads_draws_the_same_and_another_seed_other_numbers() {
    let one = drawn(EITHER, 501, 9, 1);
    for threads in [2, 3, 7, 64] {
        assert_eq!(drawn(EITHER, 501, 9, threads), one, "{threads}");
    }
    assert_ne!(drawn(EITHER, 501, 10, 1).packages, one.packages);
}

#[test]
fn what_is_known_is_not_drawn() {
    let text = EITHER.replace("[0, 1]", "0.7");
    assert!(robust(&estimates(&text).unwrap(), 100, 1, 2, &Limit::default()).unwrap().is_none());
}

#[test]
fn what_is_no_range_is_named() {
    let wrong = |with: &str| estimates(&EITHER.replace("\"north\": [0, 1]", &format!("\"north\": {with}"))).unwrap_err().to_string();
    assert!(wrong("[1, 0]").contains("[1, 0] is no range: two numbers, the lower first"));
    assert!(wrong("[1, 2, 3]").contains("is no range") && wrong("[\"x\", 1]").contains("\"x\" is not a number"));
    assert!(wrong("{\"mean\": 1}").contains("is no distribution") && wrong("{\"mean\": 1, \"sd\": -1}").contains("`sd` is under 0"));
}
