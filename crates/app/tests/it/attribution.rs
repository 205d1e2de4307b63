//! Attribution levels: what a report's sources do not allow to be printed is in no output of any command.

use std::fs;
use std::path::Path;

use armistice_read::intake::{Given, report_id, take};
use tempfile::TempDir;

use crate::forms::parts;
use crate::running::{case, inside, run};

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

/// The forms of every command; `chains` has the first three.
const FORMS: [&str; 6] = ["json", "csv", "text", "html", "docx", "md"];

/// Everything that the commands hand out of a case, each with how it was asked for; one form each, by turns.
fn outputs(dir: &Path, turn: usize) -> Vec<(String, String)> {
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
    for (n, args) in commands.into_iter().enumerate() {
        let form = FORMS[(n + turn) % if args[0] == "chains" { 3 } else { 6 }];
        let ran = inside(&[args, &["--format", form]].concat());
        assert!(ran.status == 0, "{args:?} {form}: {}", String::from_utf8_lossy(&ran.err));
        let mut text = String::from_utf8_lossy(&ran.err).into_owned();
        if ran.out.starts_with(b"PK\x03\x04") {
            text.extend(parts(&ran.out).into_values());
        } else {
            text.push_str(&String::from_utf8(ran.out).unwrap());
        }
        out.push((format!("{args:?} {form}"), text));
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
    let long = std::env::var_os("ARMISTICE_LONG").is_some();
    for seed in 1..if long { 300 } else { 4 } {
        let mut random = Random(seed);
        let level = ["background as described", "not for attribution", "off the record"][usize::try_from(seed % 3).unwrap()];
        let (one, people) = report(&mut random);
        let (two, more) = report(&mut random);
        let reports = [one, two];
        let dir = filed(&reports, level, &PEOPLE[people[0]].0.to_lowercase().replace(' ', "_"));
        let turn = usize::try_from(seed).unwrap();
        let outputs = outputs(dir.path(), turn);
        let people: Vec<usize> = people.into_iter().chain(more).collect();
        absent(&outputs, &people.iter().flat_map(|&n| PEOPLE[n].1).copied().collect::<Vec<_>>(), &reports);
        if level != "background as described" {
            absent(&outputs, &people.iter().map(|&n| PEOPLE[n].3).collect::<Vec<_>>(), &reports);
        }
        if level == "off the record" {
            absent(&outputs, &["selm", "envelope", "kelsund", "brenholt", "thirty"], &reports);
        }
        let ids = reports.iter().map(|it| take(it.as_bytes(), "x", &Given::default()).unwrap()).map(|it| report_id(&it));
        let ids: Vec<String> = ids.map(|it| it.trim_start_matches("sha256:").to_owned()).collect();
        absent(&outputs, &ids.iter().map(String::as_str).collect::<Vec<_>>(), &reports);
        let short = level.strip_suffix(" as described").unwrap_or(level);
        let form = ["text", "html", "json"][turn % 3];
        let page = String::from_utf8(inside(&["brief", dir.path().to_str().unwrap(), "--format", form]).out).unwrap();
        assert!(page.contains(short) && page.contains("2 reports"), "{page}");
    }
}

/// Whether a name is this or that makes no difference to any output; off the record no word does.
#[test]
fn what_is_withheld_makes_no_difference() {
    let head = "Title: A talk\nOutlet: Selm Post\nKind: note\nDate: 2031-10-04\n\n";
    let text = |name: &str, family: &str| {
        format!(
            "{head}{name}, the quartermaster of Halvane, said on Monday that Ordany accepts monitors of the commission.\n\
             “We will withdraw from the outer islands if Ordany releases the sailors,” said {family}.\n\
             {family} hopes that talks could resume within days. The envoys of Lusmark met in Kelsund on 2 October.\n"
        )
    };
    let other = format!("{head}“All the sailors will be released,” said Teodor Quillam, the registrar.\n");
    let (one, two) = (text("Orla Brennick", "Brennick"), text("Zdenka Pendrith", "Pendrith"));
    let pairs = [("background as described", &two), ("not for attribution", &two), ("off the record", &two), ("off the record", &other)];
    for (turn, (level, second)) in pairs.into_iter().enumerate() {
        let (a, b) = (filed(std::slice::from_ref(&one), level, "a"), filed(std::slice::from_ref(second), level, "a"));
        let all = |dir: &TempDir| {
            let place = dir.path().to_str().unwrap();
            let named = outputs(dir.path(), turn).into_iter().map(|(how, it)| (how.replace(place, "TOP"), it.replace(place, "TOP")));
            named.collect::<Vec<_>>()
        };
        for ((how, first), (_, second)) in all(&a).into_iter().zip(all(&b)) {
            assert!(first == second, "{level}: {how}\n{first}\n---\n{second}");
        }
    }
}

/// Two texts of which no words are shown are no copies of each other, nor are two whose sources are withheld.
#[test]
fn withheld_words_join_no_reports() {
    let texts = [
        "Date: 2031-10-04\n\nOrla Brennick, the quartermaster, said on Monday that Ordany accepts monitors of the commission. “The islands \
         are ours,” said Brennick. Brennick hopes for a deal within days.\n",
        "Date: 2031-10-05\n\nTeodor Quillam, the registrar, denied that a pause was near. Quillam told Radio Ansel: “Nobody has seen a paper, \
         and nobody will sign one before the vote.” Quillam would not say more.\n",
    ]
    .map(str::to_owned);
    for level in ["not for attribution", "off the record"] {
        let dir = filed(&texts, level, "a");
        let ran = inside(&["chains", dir.path().to_str().unwrap()]);
        let said = String::from_utf8(ran.out).unwrap();
        assert!(said.starts_with("2 reports: 0 chains of copies"), "{level}: {said}");
    }
}

/// Whom the case knows by name is not found again by role, and binds nobody.
#[test]
fn nobody_is_known_again_by_office() {
    let text = "Date: 2031-10-04\n\nDorn Caskey, the prime minister of Ordany, said that Ordany accepts monitors of the commission. \
                “We accept the release of all the sailors,” said Caskey, Ordany's chief negotiator.\n";
    let rows = |level: &str| {
        let dir = filed(&[text.to_owned()], level, "a");
        String::from_utf8(inside(&["statements", dir.path().to_str().unwrap(), "--format", "csv"]).out).unwrap()
    };
    assert!(rows("on the record").contains("Dorn Caskey"));
    let described = rows("background as described");
    assert!(described.contains("prime minister") && !described.to_lowercase().contains("caskey"), "{described}");
    let dir = filed(&[text.to_owned()], "background as described", "a");
    let positions = String::from_utf8(inside(&["positions", dir.path().to_str().unwrap(), "--format", "json"]).out).unwrap();
    assert!(!positions.contains("\"status\": \"agreed") && !positions.to_lowercase().contains("caskey"));
    let unattributed = rows("not for attribution");
    assert!(
        !unattributed.contains("prime minister") && !unattributed.contains(",ordany,monitors,commission,accepts,true"),
        "{unattributed}"
    );
}

/// A name that the reader takes for a body, or does not see at all, is hidden as well; what names a party, a place or a people is not.
#[test]
fn names_that_the_reader_misses_are_withheld_too() {
    let notes = [
        "Brennick said talks would resume.",
        "Zdenka Pendrith: we will not sign.",
        "Spoke to Brennick yesterday. She says no deal before winter.",
        "BRENNICK SAYS NO DEAL. Nothing will be signed, an official said.",
        "Had lunch w/ Teodor. Thinks Ordany will accept.",
        "Call with T. Quillam (registrar), 3 Oct: Ordany accepts monitors.",
        "Quillam/Brennick both doubt that the paper exists.",
        "Quillam (Halvane) - no movement on sailors; expects that talks resume.",
        "The source, Huw Pendrith, asked not to be named.",
        "From: Orla Brennick <orla@port.example>\n\nWe accept the monitors.",
    ];
    let notes = notes.map(|it| format!("Date: 2031-10-04\nKind: note\n\n{it}\n"));
    let dir = filed(&notes, "background as described", "a");
    absent(&outputs(dir.path(), 3), &["brennick", "pendrith", "zdenka", "teodor", "quillam", "orla"], &notes);
    let plain = "Date: 2031-10-04\n\nAn Ordan official in Kelsund said that Halvanian envoys reject the Waterways Commission. Shelling hit Cairo on Monday, \
                 the Selm Harbour Authority said.\n";
    let dir = filed(&[plain.to_owned()], "background as described", "a");
    let page = String::from_utf8(inside(&["statements", dir.path().to_str().unwrap(), "--format", "html"]).out).unwrap();
    assert!(!page.contains("[name withheld]") && page.contains("Halvanian envoys"), "{page}");
}

fn said(args: &[&str]) -> String {
    let ran = inside(args);
    assert_eq!(ran.status, 0, "{args:?}: {}", String::from_utf8_lossy(&ran.err));
    String::from_utf8_lossy(&ran.err).into_owned() + &String::from_utf8_lossy(&ran.out)
}

/// A name may stand in the headline or the address alone, and with or without its accents.
#[test]
fn a_headline_names_nobody_and_an_address_is_not_shown() {
    let says = "said that Ordany accepts monitors of the commission.\n";
    let reports = [
        format!(
            "Title: Zarquil Obrant: Ordany accepts monitors\nOutlet: Selm Post\nURL: https://selm.example/o%62rant\nDate: 2031-10-02\n\n\
             The deputy director of the Port of Selm {says}"
        ),
        format!(
            "Title: Celik: of monitors\nOutlet: Selm Post\nURL: https://selm.example/celik-says\nDate: 2031-10-03\n\n\
             Orla Çelik, deputy director of the Port of Selm, {says}"
        ),
        format!("Outlet: Selm Post\nDate: 2031-10-04\n\nOrla Çelik, deputy director of the Port of Selm, again {says}"),
    ];
    let dir = filed(&reports, "background as described", "celik");
    let hidden = ["obrant", "zarquil", "çelik", "celik", "o%62", "selm.example"];
    for turn in [2, 3] {
        absent(&outputs(dir.path(), turn), &hidden, &reports);
    }
    let path = dir.path().to_str().unwrap();
    assert!(said(&["search", path, "obrant"]).contains("0 of") && said(&["search", path, "celik"]).contains("0 of"));
    assert!(said(&["search", path, "monitors"]).contains("[name withheld]: Ordany accepts monitors"));
}

/// The id of a report is a digest of its words, those withheld included: with it a guess at a name could be tried.
#[test]
fn entries_give_no_digest_of_words_withheld() {
    let text =
        "Outlet: Selm Post\nDate: 2031-10-02\n\nOrla Brennick, the quartermaster of Halvane, said that Halvane will withdraw from the \
                outer islands.\n"
            .to_owned();
    let id = report_id(&take(text.as_bytes(), "x", &Given::default()).unwrap());
    for level in ["on the record", "background as described", "not for attribution", "off the record"] {
        let dir = filed(std::slice::from_ref(&text), level, "a");
        let path = dir.path().to_str().unwrap();
        let by = ["--author", "Ada Penn"];
        said(&[&["note", path, "R1", "hm"], &by[..]].concat());
        said(&[&["assess", path, "halvane/withdrawal", "they will", "--confidence", "low", "--why", "w"], &by[..]].concat());
        said(&[&["keep", path, "bottom-line", "they will"], &by[..]].concat());
        let json = said(&["entries", path, "--format", "json"]);
        let open = level == "on the record";
        assert_eq!(json.contains(&id), open, "{json}");
        assert_eq!(json.contains("\"report\": \"R1\""), !open, "{json}");
        let digests = json.lines().filter(|it| it.trim_start().starts_with("\"digest\": \""));
        assert_eq!(digests.filter(|it| !it.contains("sha256:")).count() > 0, open, "{json}");
        let others: Vec<(String, String)> =
            ["csv", "text", "html"].into_iter().map(|form| (form.to_owned(), said(&["entries", path, "--format", form]))).collect();
        absent(&others, &[id.trim_start_matches("sha256:")], std::slice::from_ref(&text));
    }
}

/// A grade of an outlet or an office holds no report's id; it stays behind all the same where only reports that stay behind show whom it grades.
#[test]
fn a_grade_of_a_source_stays_behind_with_its_report() {
    let text = "Date: 2031-10-02\n\nThe Selm Harbour Authority said that Halvane will withdraw from the outer islands.\n";
    let dir = filed(&[format!("Outlet: Obrant Wire\n{text}")], "background as described", "a");
    let path = dir.path().to_str().unwrap();
    for what in ["R1", "R1.s1"] {
        said(&["grade", path, what, "--reliability", "B", "--author", "Ada Penn"]);
    }
    let exported = said(&["export", path, "--clearance", "clear"]);
    assert!(!exported.contains("\"grade\"") && !exported.contains("Obrant") && exported.contains("4 entries stay behind"), "{exported}");
    let file = dir.path().join("b.txt");
    fs::write(&file, format!("Outlet: Obrant Wire\n{}", text.replace("withdraw", "soon withdraw"))).unwrap();
    said(&["add", path, file.to_str().unwrap()]);
    let exported = said(&["export", path, "--clearance", "clear"]);
    assert_eq!(exported.matches("\"what\":\"reliability\"").count(), 2, "{exported}");
}

/// Nor does a retraction of a note hold an id of the report that the note is on.
#[test]
fn a_retraction_stays_behind_with_what_it_takes_back() {
    let text = "Date: 2031-10-02\n\nThe Selm Harbour Authority said that Halvane will withdraw from the outer islands.\n";
    let dir = filed(&[format!("Outlet: Wire\n{text}")], "off the record", "a");
    let path = dir.path().to_str().unwrap();
    let entry = |args: &[&str]| {
        let out = run(&[&[args[0], path], &args[1..], &["--author", "Ada Penn"]].concat());
        out.lines().find_map(|line| line.strip_prefix("entry ")?.split(' ').next()).unwrap().to_owned()
    };
    let note = entry(&["note", "R1", "as he told us"]);
    let first = entry(&["retract", &note, "--why", "the registrar never said that"]);
    entry(&["retract", &first, "--why", "the registrar did say it"]);
    let exported = said(&["export", path, "--clearance", "clear"]);
    assert!(!exported.contains("registrar") && exported.contains("5 entries stay behind"), "{exported}");
}

#[test]
fn an_expunge_names_a_report_as_pages_do() {
    let text =
        "Title: Obrant tells us all\nOutlet: Zarquil letter\nDate: 2031-10-02\n\nZarquil Obrant, the registrar, said no.\n".to_owned();
    for level in ["background as described", "not for attribution", "off the record"] {
        let dir = filed(std::slice::from_ref(&text), level, "obrant");
        let ran = inside(&["expunge", dir.path().to_str().unwrap(), "R1", "--why", "asked for", "--author", "Ada Penn"]);
        let shown = String::from_utf8(ran.out).unwrap();
        assert!(shown.contains("report taken in (") && shown.contains("withheld]"), "{shown}");
        absent(&[(level.to_owned(), shown)], &["obrant", "zarquil"], std::slice::from_ref(&text));
    }
}
