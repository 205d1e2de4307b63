//! Attribution levels: what a report's sources do not allow to be printed is in no output of any command.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::forms::parts;
use crate::running::{case, inside};

/// Full name, the words of it that no page has otherwise, a role and a word of that role that no page has otherwise.
const PEOPLE: [(&str, &[&str], &str, &str); 7] = [
    ("Orla Brennick", &["orla", "brennick"], "quartermaster", "quartermaster"),
    ("Teodor Quillam", &["teodor", "quillam"], "harbour registrar", "registrar"),
    ("Maren Ostrava-Lind", &["maren", "ostrava"], "chief pilot", "pilot"),
    ("J. K. Vesperine", &["vesperine"], "lighthouse inspector", "lighthouse"),
    ("Ibrahim al-Sawahel", &["ibrahim", "sawahel"], "deputy harbourmaster", "harbourmaster"),
    ("Zdenka van der Olmec", &["zdenka", "olmec"], "trade attaché", "attaché"),
    ("Huw Pendrith-Vane", &["pendrith"], "archivist", "archivist"),
];

const CONTENTS: [&str; 7] = [
    "Halvane will withdraw from the outer islands",
    "Ordany accepts monitors of the commission",
    "all the sailors will be released within days",
    "talks could resume before the election",
    "the Wardens reject any pause of thirty days",
    "we will sign if Ordany releases the sailors",
    "a second paper is being studied in Brenholt",
];

/// Sentences about a person `{N}`, the family name `{F}`, in capitals `{U}`, in small letters `{L}`, with role `{R}`, state `{A}`, and words `{C}`.
const SENTENCES: [&str; 19] = [
    "“{C},” said {F}.",
    "“{C},” {N} told the Selm Post on 3 October.",
    "According to {A} {R} {N}, {C}.",
    "{A}'s {R}, {N}, denied that {C}.",
    "{N} expects that {C} by 12 October.",
    "{F} hopes that {C}, an aide to {F} said.",
    "Met {N} at the port. It was clear that {C}.",
    "{N}: {C}.",
    "{U} REFUSES TO SIGN\n\nThe paper says {C}.",
    "Notes go to {L}@port.example and port.example/{L}.html.",
    "“{C},” the {R} said. “I, {N}, will not sign.”",
    "{F}'s proposal says that {C}; {N} handed it to Ordany in a sealed envelope.",
    "Two officials close to {F} said {C}.",
    "{F} met the envoys of Lusmark in Kelsund on 2 October.",
    "“{C},” said Mr {F}, “and soon.”",
    "The {R} told {A}'s cabinet that {C}.",
    "Asked about it, {N} would not comment.",
    "Officials quoted {F} as saying that {C}.",
    "{N}, who speaks for {A}, said that {C} and that Halvane accepts the outer islands.",
];

/// Steele, Lea and Flood's generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap()
    }
}

fn filled(template: &str, person: usize, affiliation: &str, content: &str) -> String {
    let (name, _, role, _) = PEOPLE[person];
    let family = name.rsplit(' ').next().unwrap();
    template
        .replace("{N}", name)
        .replace("{F}", family)
        .replace("{U}", &name.to_uppercase())
        .replace("{L}", &name.to_lowercase().replace(". ", ".").replace(' ', "-"))
        .replace("{R}", role)
        .replace("{A}", affiliation)
        .replace("{C}", content)
}

/// A report with two persons, each said once who they are; with their numbers.
fn report(random: &mut Random) -> (String, [usize; 2]) {
    let first = random.below(PEOPLE.len());
    let people = [first, (first + 1 + random.below(PEOPLE.len() - 1)) % PEOPLE.len()];
    let affiliations = people.map(|_| ["Halvane", "Ordany"][random.below(2)]);
    let mut lines: Vec<String> = Vec::new();
    for (&person, affiliation) in people.iter().zip(affiliations) {
        let content = CONTENTS[random.below(CONTENTS.len())];
        lines.push(filled("{N}, the {R} of {A}, said on Monday that {C}.", person, affiliation, content));
    }
    for _ in 0..3 + random.below(5) {
        let n = random.below(2);
        let content = CONTENTS[random.below(CONTENTS.len())];
        let at = random.below(lines.len() + 1);
        lines.insert(at, filled(SENTENCES[random.below(SENTENCES.len())], people[n], affiliations[n], content));
    }
    let kind = ["news", "note", "transcript"][random.below(3)];
    let (by, other) = (PEOPLE[people[0]], PEOPLE[people[1]]);
    let head = format!(
        "Title: {} meets {}\nOutlet: Selm Post\nAuthor: {}\nURL: https://selm.example/{}\nKind: {kind}\nDate: 2031-10-0{}\n\n",
        by.0.rsplit(' ').next().unwrap(),
        other.0,
        if kind == "news" { "A. Desk" } else { by.0 },
        by.1[0],
        3 + random.below(6)
    );
    (head + &lines.join(["\n", " ", "\n\n"][random.below(3)]) + "\n", people)
}

/// Everything that the commands hand out of a case, each with how it was asked for.
fn outputs(dir: &Path) -> Vec<(String, String)> {
    let path = dir.to_str().unwrap();
    let commands: [&[&str]; 14] = [
        &["brief", path],
        &["brief", path, "--deals"],
        &["positions", path],
        &["timeline", path],
        &["statements", path],
        &["proposals", path],
        &["sources", path],
        &["rules", path],
        &["conflicts", path],
        &["forecasts", path],
        &["why", path, "halvane", "withdrawal"],
        &["diff", path, "--from", "2031-10-01"],
        &["deals", path],
        &["chains", path],
    ];
    let mut out = Vec::new();
    for args in commands {
        for form in ["text", "md", "html", "json", "csv", "docx"] {
            let ran = inside(&[args, &["--format", form]].concat());
            let none = args[0] == "chains" && !["text", "json", "csv"].contains(&form);
            assert!(ran.status == 0 || none, "{args:?} {form}: {}", String::from_utf8_lossy(&ran.err));
            let mut text = String::from_utf8_lossy(&ran.err).into_owned();
            if ran.out.starts_with(b"PK\x03\x04") {
                text.extend(parts(&ran.out).into_values());
            } else {
                text.push_str(&String::from_utf8(ran.out).unwrap());
            }
            out.push((format!("{args:?} {form}"), text));
        }
    }
    out
}

/// A case that takes the reports in at a level.
fn filed(reports: &[String], level: &str, stem: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::copy(case("narrows").join("case.toml"), dir.path().join("case.toml")).unwrap();
    for (n, text) in reports.iter().enumerate() {
        let file = dir.path().join(format!("{stem}-{n}.txt"));
        fs::write(&file, text).unwrap();
        let ran = inside(&["add", dir.path().to_str().unwrap(), file.to_str().unwrap(), "--attribution", level]);
        assert_eq!(ran.status, 0, "{}", String::from_utf8_lossy(&ran.err));
        fs::remove_file(file).unwrap();
    }
    dir
}

#[track_caller]
fn absent(outputs: &[(String, String)], words: &[&str], reports: &[String]) {
    for (how, text) in outputs {
        let lower = text.to_lowercase();
        for word in words {
            if let Some(at) = lower.find(word) {
                let from = (0..=at.saturating_sub(300)).rev().find(|n| lower.is_char_boundary(*n)).unwrap_or(0);
                let near: String = lower[from..].chars().take(600).collect();
                panic!("{how} says `{word}`:\n…{near}…\nof\n{}", reports.join("\n---\n"));
            }
        }
    }
}

#[test]
fn no_output_names_whom_a_level_withholds() {
    let rounds = if std::env::var_os("ARMISTICE_LONG").is_some() { 300 } else { 6 };
    let first = std::env::var("ARMISTICE_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    for seed in first..first + rounds {
        let mut random = Random(seed);
        let level = ["background as described", "not for attribution", "off the record"][usize::try_from(seed % 3).unwrap()];
        let (one, people) = report(&mut random);
        let (two, more) = report(&mut random);
        let reports = [one, two];
        let dir = filed(&reports, level, &PEOPLE[people[0]].0.to_lowercase().replace(' ', "_"));
        let outputs = outputs(dir.path());
        let people: Vec<usize> = people.into_iter().chain(more).collect();
        absent(&outputs, &people.iter().flat_map(|&n| PEOPLE[n].1).copied().collect::<Vec<_>>(), &reports);
        if level != "background as described" {
            absent(&outputs, &people.iter().map(|&n| PEOPLE[n].3).collect::<Vec<_>>(), &reports);
        }
        if level == "off the record" {
            absent(&outputs, &["selm", "envelope", "kelsund", "brenholt", "thirty"], &reports);
        }
        let short = level.strip_suffix(" as described").unwrap_or(level);
        for form in ["text", "html", "json"] {
            let page = String::from_utf8(inside(&["brief", dir.path().to_str().unwrap(), "--format", form]).out).unwrap();
            assert!(page.contains(short) && page.contains("2 reports"), "{page}");
        }
    }
}
