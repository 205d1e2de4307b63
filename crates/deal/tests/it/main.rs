//! Random small problems with ties and exclusions against brute force; and a problem small enough to check by hand.

mod filed;
mod hostile;
mod robust;

use std::collections::{BTreeMap, BTreeSet};

use armistice_deal::{
    Count, Exclusion, Issue, Judge, Limit, Party, Point, Problem, Rule, Wish, acceptable, answer, band, from_json, frontier, negmas,
};

/// xorshift64*, so that no run differs from another.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }
}

fn problem(random: &mut Random) -> Problem {
    let issues: Vec<usize> = (0..1 + random.below(4)).map(|_| 1 + random.below(4) as usize).collect();
    let parties = (0..1 + random.below(4)).map(|n| {
        let gives = issues.iter().map(|options| (0..*options).map(|_| random.below(7) as i128 - 1).collect()).collect();
        Party { name: format!("p{n}"), reservation: random.below(10) as i128 - 1, gives, scale: 1 + random.below(3) as i128 }
    });
    let parties = parties.collect();
    let exclusions = (0..random.below(4)).map(|n| {
        let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, options) in issues.iter().enumerate() {
            if random.below(2) == 0 {
                // One option, or as for a condition all but one.
                let (one, others) = (random.below(*options as u64) as usize, random.below(3) == 0 && *options > 1);
                parts.push((at, (0..*options).filter(|it| (*it == one) != others).collect()));
            }
        }
        if parts.is_empty() {
            parts.push((0, vec![random.below(issues[0] as u64) as usize]));
        }
        Exclusion { name: format!("e{n}"), parts }
    });
    let exclusions = exclusions.collect();
    let named = |(n, options): (usize, &usize)| Issue { name: format!("i{n}"), options: (0..*options).map(|k| format!("o{k}")).collect() };
    Problem { parties, issues: issues.iter().enumerate().map(named).collect(), exclusions }.checked().unwrap()
}

/// Every package that no exclusion forbids and all accept, with its utilities.
fn all(problem: &Problem) -> Vec<(Vec<i128>, Vec<usize>)> {
    let mut packages: Vec<Vec<usize>> = vec![Vec::new()];
    for issue in &problem.issues {
        packages = packages.into_iter().flat_map(|it| (0..issue.options.len()).map(move |k| [it.clone(), vec![k]].concat())).collect();
    }
    let allowed = |package: &Vec<usize>| !problem.exclusions.iter().any(|it| it.holds(package));
    let utilities = |package: &[usize]| -> Vec<i128> {
        problem.parties.iter().map(|party| package.iter().enumerate().map(|(issue, option)| party.gives[issue][*option]).sum()).collect()
    };
    let rows = packages.into_iter().filter(allowed).map(|it| (utilities(&it), it));
    rows.filter(|(got, _)| got.iter().zip(&problem.parties).all(|(utility, party)| *utility >= party.reservation)).collect()
}

#[test]
fn random_problems_agree_with_brute_force() {
    let rounds = if std::env::var_os("ARMISTICE_LONG").is_some() { 100_000 } else { 3_000 };
    let mut random = Random(0x5EED);
    for round in 0..rounds {
        let problem = problem(&mut random);
        let all = all(&problem);
        assert_eq!(acceptable(&problem, &Limit::default()), Count::Exact(all.len().into()), "round {round}: {problem:?}");
        let beats = |a: &Vec<i128>, b: &Vec<i128>| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
        let mut want: BTreeMap<Vec<i128>, usize> = BTreeMap::new();
        for (utilities, _) in all.iter().filter(|it| !all.iter().any(|other| beats(&other.0, &it.0))) {
            *want.entry(utilities.clone()).or_default() += 1;
        }
        let points = frontier(&problem, &Limit::default()).unwrap();
        let got: BTreeMap<Vec<i128>, usize> =
            points.iter().map(|it| (it.utilities.clone(), it.packages.to_string().parse().unwrap())).collect();
        assert_eq!((got.len(), &got), (points.len(), &want), "round {round}: {problem:?}");
        for point in &points {
            assert!(all.iter().any(|(utilities, package)| *package == point.package && *utilities == point.utilities), "round {round}");
        }
        if !points.is_empty() {
            named(&problem, &points, &all, round);
            top(&problem, &all, 1 + round % 4, round);
        }
    }
}

/// Each named point against the best of all packages by its definition.
fn named(problem: &Problem, points: &[Point], all: &[(Vec<i128>, Vec<usize>)], round: usize) {
    // Scales are 1 to 3: on sixths all are whole.
    let common = |it: &[i128]| it.iter().zip(&problem.parties).map(|(utility, party)| utility * 6 / party.scale).collect::<Vec<i128>>();
    let gain = |(utility, party): (&i128, &Party)| (utility - party.reservation) * 6 / party.scale;
    let gains = |it: &[i128]| it.iter().zip(&problem.parties).map(gain).collect::<Vec<i128>>();
    let sum = |it: &[i128]| common(it).iter().sum::<i128>();
    let product = |it: &[i128]| gains(it).iter().product::<i128>();
    let least = |it: &[i128]| {
        let mut gains = gains(it);
        gains.sort_unstable();
        gains
    };
    let best = |value: i128, all: i128| assert_eq!(value, all, "round {round}: {problem:?}");
    let weights: Vec<u32> = vec![1; problem.parties.len()];
    let judge = Judge::new(problem, &weights, points);
    let found = |rule: Rule| &judge.best(rule, points).points[0].utilities;
    best(product(found(Rule::Nash)), all.iter().map(|it| product(&it.0)).max().unwrap());
    best(sum(found(Rule::Utilitarian)), all.iter().map(|it| sum(&it.0)).max().unwrap());
    assert_eq!(least(found(Rule::Egalitarian)), all.iter().map(|it| least(&it.0)).max().unwrap(), "round {round}");
    let ideal: Vec<i128> = (0..problem.parties.len()).map(|p| all.iter().map(|it| gains(&it.0)[p]).max().unwrap()).collect();
    // Over 5040 · n every ideal gain of these problems divides.
    let shares = |it: &[i128]| {
        let mut out: Vec<i128> =
            gains(it).iter().zip(&ideal).filter(|it| *it.1 > 0).map(|(gain, ideal)| gain * 232_792_560 / ideal).collect();
        out.sort_unstable();
        out
    };
    assert_eq!(shares(found(Rule::KalaiSmorodinsky)), all.iter().map(|it| shares(&it.0)).max().unwrap(), "round {round}");
}

/// What a point is worth under a definition.
type Worth<'w> = &'w dyn Fn(&Vec<i128>) -> i128;

/// The best few points with weights, against all points sorted by the definition's value.
fn top(problem: &Problem, all: &[(Vec<i128>, Vec<usize>)], k: usize, round: usize) {
    let weights: Vec<u32> = (0..problem.parties.len()).map(|p| 1 + (round + p) as u32 % 3).collect();
    let points = band(problem, k, &Limit::default()).unwrap();
    let judge = Judge::new(problem, &weights, &points);
    let distinct: BTreeSet<&Vec<i128>> = all.iter().map(|it| &it.0).collect();
    let parties = || problem.parties.iter().zip(&weights);
    // On sixths all are whole, and on 36ths so are gains over their weights.
    let product = |it: &Vec<i128>| parties().zip(it).map(|((party, weight), u)| (u - party.reservation).pow(*weight)).product::<i128>();
    let sum = |it: &Vec<i128>| parties().zip(it).map(|((party, weight), u)| u * 6 / party.scale * i128::from(*weight)).sum::<i128>();
    let least = |it: &Vec<i128>| {
        let gain = |((party, weight), u): ((&Party, &u32), &i128)| (u - party.reservation) * 36 / party.scale / i128::from(*weight);
        parties().zip(it).map(gain).min().unwrap()
    };
    let ideal = |p: usize| all.iter().map(|it| it.0[p]).max().unwrap() - problem.parties[p].reservation;
    let ideals: Vec<i128> = (0..problem.parties.len()).map(ideal).collect();
    // Every ideal gain of these problems divides 232,792,560.
    let share = |it: &Vec<i128>| {
        let part = |(((party, weight), u), ideal): (((&Party, &u32), &i128), &i128)| {
            (u - party.reservation) * 232_792_560 * 6 / ideal / i128::from(*weight)
        };
        parties().zip(it).zip(&ideals).filter(|it| *it.1 > 0).map(part).min().unwrap_or(0)
    };
    let rules: [(Rule, Worth<'_>); 4] =
        [(Rule::Nash, &product), (Rule::Utilitarian, &sum), (Rule::Egalitarian, &least), (Rule::KalaiSmorodinsky, &share)];
    for (rule, value) in rules {
        let mut want: Vec<i128> = distinct.iter().map(|it| value(it)).collect();
        want.sort_unstable_by(|a, b| b.cmp(a));
        let found: Vec<i128> = judge.top(rule, &points, k).iter().map(|it| value(&it.utilities)).collect();
        assert_eq!(found, want[..k.min(want.len())], "round {round}, {rule:?}: {problem:?}");
    }
}

const FERRY: &str = r#"{"issues": [{"name": "Pay", "options": ["3", "5", "7"]}, {"name": "Hours", "options": ["long", "short"]}],
 "parties": [{"name": "Union", "reservation": 0.5, "weights": {"Pay": 0.6, "Hours": 0.4}, "scores": {"Pay": {"5": 0.5, "7": 1}, "Hours": {"short": 1}}},
             {"name": "Port", "reservation": 0.4, "weights": {"Pay": 0.7, "Hours": 0.3}, "scores": {"Pay": {"3": 1, "5": 0.5}, "Hours": {"long": 1}}}]}"#;

#[test]
fn a_small_problem_by_hand() {
    let deals = answer(&from_json(FERRY).unwrap(), Vec::new(), &Wish::default()).unwrap();
    // 5 and long: .3 and .65; 5 and short: .7 and .35; 3 and short: .4 and .7; 7 and long: .6 and .3. None gives both what they have without.
    let value = serde_json::to_value(&deals).unwrap();
    assert_eq!((value["packages"].as_str(), value["acceptable"]["exact"].as_str()), (Some("6"), Some("0")));
    let nearest = &value["blockers"]["nearest"][0];
    assert_eq!(nearest["package"], serde_json::json!({"Pay": "5", "Hours": "short"}));
    assert_eq!(nearest["shortfall"], serde_json::json!({"Port": 0.05}));
}

/// Where pay is 7, hours must be long: of six packages five are left, and with it gone the union has one that it takes.
#[test]
fn a_condition_rules_out_what_breaks_it() {
    let conditions = r#""conditions": [{"if": {"Pay": ["7"]}, "then": {"Hours": "long"}}]"#;
    let text = FERRY.replacen('{', &format!("{{{conditions}, "), 1).replace("\"reservation\": 0.5", "\"reservation\": 0.9");
    let text = text.replace("\"reservation\": 0.4", "\"reservation\": 0");
    let deals = answer(&from_json(&text).unwrap(), Vec::new(), &Wish::default()).unwrap();
    let value = serde_json::to_value(&deals).unwrap();
    assert_eq!(value["acceptable"]["exact"], "0");
    assert_eq!(value["blockers"]["relaxations"], serde_json::json!([{"drop": ["if Pay: 7 then Hours: long"], "cost": 1}]));
    let wrong = |from: &str, to: &str| from_json(&text.replace(from, to)).unwrap_err().to_string();
    assert!(wrong("\"then\": {\"Hours\"", "\"then\": {\"Shifts\"").contains("conditions[0].then.Shifts: no issue is called `Shifts`"));
    assert!(wrong("[\"7\"]", "[\"9\"]").contains("conditions[0].if.Pay: issue `Pay` has no option `9`"));
    assert!(wrong("{\"Hours\": \"long\"}", "{}").contains("conditions[0].then: it names no issue"));
}

#[test]
fn what_is_wrong_is_named() {
    let wrong = |from: &str, to: &str| from_json(&FERRY.replace(from, to)).unwrap_err().to_string();
    assert!(wrong("\"short\": 1", "\"brief\": 1").contains("issue `Hours` has no option `brief`; it has long, short"));
    assert!(wrong("\"weights\": {\"Pay\": 0.7", "\"weights\": {\"Wage\": 0.7").contains("no issue is called `Wage`"));
    assert!(wrong("0.5, \"7\"", "\"much\", \"7\"").contains("\"much\" is not a number"));
    assert!(wrong("[\"long\", \"short\"]", "[]").contains("has no option") || wrong("[\"long\", \"short\"]", "[]").contains("0 options"));
    assert!(from_json("{").unwrap_err().to_string().contains("line 1 column"));
}

/// Reservation values below the worst utility: the worst counts. Every sum is 1.2; only the middle gives both as much.
#[test]
fn negmas_definitions_by_hand() {
    let text = r#"{"issues": [{"name": "Dues", "options": ["low", "middle", "high"]}], "parties": [
        {"name": "Port", "reservation": 0.1, "weights": {"Dues": 1}, "scores": {"Dues": {"low": 0.2, "middle": 0.6, "high": 1}}},
        {"name": "Crews", "reservation": 0.1, "weights": {"Dues": 1}, "scores": {"Dues": {"low": 1, "middle": 0.6, "high": 0.2}}}]}"#;
    let problem = from_json(text).unwrap();
    let found = negmas(&problem, &frontier(&problem, &Limit::default()).unwrap());
    assert_eq!((found.frontier_points.as_str(), &found.disagreement_used[..]), ("3", &[0.2, 0.2][..]));
    for point in [&found.nash, &found.kalai, &found.ks] {
        assert_eq!((point.ties.as_str(), &point.points[0].utilities[..]), ("1", &[0.6, 0.6][..]), "{point:?}");
    }
    assert_eq!((found.max_welfare.ties.as_str(), found.max_relative_welfare.ties.as_str()), ("3", "3"));
    assert!((found.nash.value - 0.16).abs() < 1e-9 && found.ks.value.abs() < 1e-9, "{found:?}");
}
