//! Random cases of linked tracks against brute force over their own rows.

use armistice_deal::{Wish, of_case};
use armistice_types::case::{
    ActorKey, Case, CaseActor, CaseActorKind, Exclusion, Issue, IssueKey, IssueKind, IssueOption, OptionKey, Preference, Reservation, Role,
    RoleKind, RowMeta, Track, TrackKey,
};
use armistice_types::deal::{Count, Ruled, TrackPackages};
use armistice_types::marking::Marking;

use crate::Random;

fn meta() -> RowMeta {
    RowMeta { line: 1, marking: Marking::clear(), known: None }
}

/// Two or three tracks that are linked in a row, two or three parties, each on some of the tracks, and exclusions across them.
fn case(random: &mut Random) -> Case {
    let tracks: Vec<String> = (0..2 + random.below(2)).map(|n| format!("t{n}")).collect();
    let track = |(n, id): (usize, &String)| Track {
        id: TrackKey::from(id.as_str()),
        name: id.clone(),
        linked_to: if n > 0 { vec![TrackKey::from(tracks[n - 1].as_str())] } else { Vec::new() },
        meta: meta(),
    };
    let option =
        |n: u64| IssueOption { id: OptionKey(format!("o{n}")), label: format!("o{n}"), cues: Vec::new(), value: None, meta: meta() };
    let issue = |n: usize, random: &mut Random| Issue {
        id: IssueKey(format!("i{n}")),
        track: TrackKey::from(tracks[n % tracks.len()].as_str()),
        question: format!("i{n}"),
        kind: IssueKind::Ordered,
        unit: None,
        options: (0..1 + random.below(3)).map(option).collect(),
        meta: meta(),
    };
    let issues: Vec<Issue> = (0..tracks.len() + random.below(2) as usize).map(|n| issue(n, random)).collect();
    let (mut roles, mut preferences, mut reservations) = (Vec::new(), Vec::new(), Vec::new());
    let parties: Vec<ActorKey> = (0..2 + random.below(2)).map(|n| ActorKey(format!("p{n}"))).collect();
    for party in &parties {
        for (n, id) in tracks.iter().enumerate() {
            if n > 0 && random.below(3) == 0 {
                continue;
            }
            let track = TrackKey::from(id.as_str());
            let role = RoleKind::MustAssent;
            roles.push(Role { track: track.clone(), actor: party.clone(), role, principal: None, from: None, until: None, meta: meta() });
            let value = (random.below(7) as i64 - 2).to_string();
            reservations.push(Reservation { party: party.clone(), track: track.clone(), value, estimated: None, meta: meta() });
            for issue in issues.iter().filter(|it| it.track == track) {
                if n > 0 && random.below(4) == 0 {
                    continue;
                }
                let scores = issue.options.iter().map(|it| (it.id.clone(), (random.below(9) as i64 - 3).to_string())).collect();
                let weight = format!("{}.5", random.below(2));
                preferences.push(Preference {
                    party: party.clone(),
                    issue: issue.id.clone(),
                    weight,
                    scores,
                    estimated: None,
                    meta: meta(),
                });
            }
        }
    }
    let pair = |it: &Issue, random: &mut Random| (it.id.clone(), it.options[random.below(it.options.len() as u64) as usize].id.clone());
    let exclusion = |random: &mut Random| {
        let options = [&issues[0], &issues[1]].map(|it| pair(it, random)).to_vec();
        Exclusion { options, reason: None, meta: meta() }
    };
    let exclusions = (0..random.below(3)).map(|_| exclusion(random)).collect();
    let actor = |id: &ActorKey| CaseActor {
        id: id.clone(),
        name: id.0.clone(),
        aliases: Vec::new(),
        kind: CaseActorKind::State,
        qid: None,
        meta: meta(),
    };
    Case {
        name: "Random".to_owned(),
        about: None,
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
        fictional: true,
        marking: Marking::clear(),
        actors: parties.iter().map(actor).collect(),
        persons: Vec::new(),
        tracks: tracks.iter().enumerate().map(track).collect(),
        roles,
        issues,
        exclusions,
        clocks: Vec::new(),
        outcomes: Vec::new(),
        preferences,
        reservations,
    }
}

/// Packages that give every party at least the sum of its reservation values, as the sums of what they give, in halves; without some options.
fn acceptable(case: &Case, without: &[(IssueKey, OptionKey)]) -> Vec<i64> {
    let mut packages: Vec<Vec<(IssueKey, OptionKey)>> = vec![Vec::new()];
    for issue in &case.issues {
        let with = |it: Vec<_>| issue.options.iter().map(move |option| [&it[..], &[(issue.id.clone(), option.id.clone())]].concat());
        packages = packages.into_iter().flat_map(with).collect();
    }
    let excluded = |it: &[(IssueKey, OptionKey)]| {
        case.exclusions.iter().any(|row| row.options.iter().all(|pair| it.contains(pair))) || without.iter().any(|pair| it.contains(pair))
    };
    let gets = |party: &ActorKey, it: &[(IssueKey, OptionKey)]| -> i64 {
        let worth = |row: &Preference| -> i64 {
            let option = &it.iter().find(|pair| pair.0 == row.issue).unwrap().1;
            let score: i64 = row.scores.iter().find(|it| it.0 == *option).unwrap().1.parse().unwrap();
            score * if row.weight == "0.5" { 1 } else { 3 }
        };
        case.preferences.iter().filter(|row| row.party == *party).map(worth).sum()
    };
    let has = |party: &ActorKey| -> i64 {
        case.reservations.iter().filter(|row| row.party == *party).map(|row| 2 * row.value.parse::<i64>().unwrap()).sum()
    };
    let fine = |it: &&Vec<(IssueKey, OptionKey)>| !excluded(it) && case.actors.iter().all(|row| gets(&row.id, it) >= has(&row.id));
    packages.iter().filter(fine).map(|it| case.actors.iter().map(|row| gets(&row.id, it)).sum()).collect()
}

#[test]
fn linked_tracks_are_one_space() {
    let rounds = if std::env::var_os("ARMISTICE_LONG").is_some() { 20_000 } else { 200 };
    let (mut random, mut seen, mut some) = (Random(0x11CED), 0, 0);
    for round in 0..rounds {
        let case = case(&mut random);
        let words = case.issues.iter().filter(|_| random.below(4) == 0).map(|it| (it.id.clone(), it.options[0].id.clone()));
        let words: Vec<(IssueKey, OptionKey)> = words.collect();
        let by = |(issue, option): &(IssueKey, OptionKey)| Ruled {
            issue: issue.clone(),
            option: option.clone(),
            by: case.actors[0].id.clone(),
            evidence: Vec::new(),
        };
        let tracks: Vec<TrackKey> = case.tracks.iter().map(|it| it.id.clone()).collect();
        let linked = TrackPackages {
            tracks: tracks.clone(),
            packages: String::new(),
            not_excluded: Count::Exact { exact: String::new() },
            standing: Vec::new(),
            ruled_out: words.iter().map(by).collect(),
            exclusions: Vec::new(),
            closed: Vec::new(),
            openings: Vec::new(),
        };
        let answers = of_case(&case, &[linked], &Wish::default()).unwrap();
        let Some(answer) = answers.iter().find(|it| it.tracks == tracks) else { continue };
        seen += 1;
        let (all, left) = (acceptable(&case, &[]), acceptable(&case, &words));
        some += usize::from(!all.is_empty());
        assert_eq!(answer.deals.acceptable, Count::Exact { exact: all.len().to_string() }, "round {round}: {case:?}");
        if let Some(most) = all.iter().max() {
            assert!((answer.deals.utilitarian.value - *most as f64 / 2.0).abs() < 1e-9, "round {round}: {case:?}");
        }
        assert_eq!(answer.without_ruled_out.is_some(), !words.is_empty(), "round {round}");
        if let Some(without) = &answer.without_ruled_out {
            assert_eq!(without.acceptable, Count::Exact { exact: left.len().to_string() }, "round {round}: {case:?}");
        }
    }
    assert!(seen > rounds / 2 && some > rounds / 10, "{seen}, {some}");
}
