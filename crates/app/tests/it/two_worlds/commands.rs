//! Every command of the program with arguments drawn for a pair: each form, each moment, and arguments that name what is hidden.

use super::draw::Draw;
use super::persons;
use super::texts::{CANARIES, HIDDEN, OPEN, Text};
use super::worlds::Pair;

/// How a command takes the clearance of a pair, and how it ends at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It shows a case.
    Shows,
    /// It writes an entry.
    Writes,
    /// It needs the top, and is refused below.
    Top,
    /// It takes no clearance: files alone, or a case file.
    Without,
}

/// Every command. One that is not here fails the test.
pub(super) const ALL: [(&str, Kind); 40] = [
    ("new", Kind::Without),
    ("check", Kind::Without),
    ("add", Kind::Writes),
    ("read", Kind::Without),
    ("brief", Kind::Shows),
    ("positions", Kind::Shows),
    ("timeline", Kind::Shows),
    ("statements", Kind::Shows),
    ("proposals", Kind::Shows),
    ("sources", Kind::Shows),
    ("rules", Kind::Shows),
    ("draft", Kind::Writes),
    ("accept", Kind::Writes),
    ("reject", Kind::Writes),
    ("edit", Kind::Writes),
    ("state", Kind::Writes),
    ("same-as", Kind::Writes),
    ("not-same-as", Kind::Writes),
    ("note", Kind::Writes),
    ("grade", Kind::Writes),
    ("preference", Kind::Writes),
    ("reservation", Kind::Writes),
    ("assess", Kind::Writes),
    ("keep", Kind::Writes),
    ("resolve", Kind::Writes),
    ("retract", Kind::Writes),
    ("entries", Kind::Shows),
    ("conflicts", Kind::Shows),
    ("forecasts", Kind::Shows),
    ("chains", Kind::Shows),
    ("why", Kind::Shows),
    ("diff", Kind::Shows),
    ("deals", Kind::Shows),
    ("search", Kind::Shows),
    ("verify", Kind::Top),
    ("export", Kind::Shows),
    ("import", Kind::Without),
    ("backup", Kind::Top),
    ("expunge", Kind::Top),
    ("passphrase", Kind::Top),
];

/// What is shown after something was written.
pub(super) const AFTER: [&str; 8] = ["entries", "export", "brief", "statements", "search", "proposals", "sources", "deals"];

/// Does a case of which rows are hidden show that they are there? Then the command takes no clearance and reads the case file itself, or hands
/// out its revisions, one of which can be seen in the second world alone.
pub(super) fn shows_the_file(args: &[String]) -> bool {
    matches!(&args[0][..], "check" | "export")
}

/// The command's arguments, drawn, with the command.
pub(super) fn drawn(command: &str, kind: Kind, pair: &Pair, draw: &mut Draw) -> Vec<String> {
    let dir = pair.at.to_str().unwrap();
    let mut args = vec![command.to_owned()];
    let own = own(command, pair, draw);
    // Problems, drafts and what is read without a case have no case before them.
    if own.first().is_none_or(|it| it != "--") {
        args.push(dir.to_owned());
    }
    args.extend(own.into_iter().filter(|it| it != "--"));
    if kind != Kind::Without {
        args.extend(["--clearance".to_owned(), pair.clearance.clone()]);
    }
    if kind == Kind::Shows {
        args.extend(form(command, pair, draw));
        let writes = ["--confirm", "--drop", "--add", "--undo"].iter().any(|it| args.iter().any(|arg| arg == it));
        if !matches!(command, "export" | "chains") && (!writes && draw.once_in(2)) {
            args.push("--no-write".to_owned());
        }
    }
    if !matches!(command, "export" | "chains" | "diff" | "add") && matches!(kind, Kind::Shows | Kind::Writes) {
        if draw.once_in(3) {
            let day = draw.word(&["2031-10-01", "2031-10-05", "2031-10-09", "2031-10-13", "2031-11-30", "2032-02-01"]);
            args.extend(["--as-of", day].map(str::to_owned));
        }
        if draw.once_in(5) {
            args.push("--reviewed-only".to_owned());
        }
    }
    if persons::COMMANDS.contains(&command) {
        args.extend(["--author", "Uma Reed"].map(str::to_owned));
        if draw.once_in(3) {
            args.extend(["--marking", draw.word(&["green", "amber", "red:port"])].map(str::to_owned));
        }
        if draw.once_in(4) {
            args.extend(["--known", draw.word(&["2031-10-03", "2031-10-09", "2031-11-01"])].map(str::to_owned));
        }
    }
    args
}

/// A form of the command, by flag or by the file that it is written to.
fn form(command: &str, pair: &Pair, draw: &mut Draw) -> Vec<String> {
    let forms: &[&str] = match command {
        "export" => &["jsonl", "csv"],
        "chains" => &["text", "json", "csv"],
        _ => &["text", "md", "html", "json", "csv", "docx"],
    };
    let form = *draw.one(forms);
    let mut args = Vec::new();
    if form != "text" || draw.once_in(3) {
        args.extend(["--format", form].map(str::to_owned));
    }
    if draw.once_in(4) {
        args.extend(["--output".to_owned(), pair.at.join("out/page").to_str().unwrap().to_owned()]);
    }
    args
}

/// What a command is given of its own; `--` in front where it is given no case.
fn own(command: &str, pair: &Pair, draw: &mut Draw) -> Vec<String> {
    let file = |n: usize| pair.at.join(Text::file(n)).to_str().unwrap().to_owned();
    let words = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<String>>();
    let n = draw.below(OPEN.len() + HIDDEN.len());
    let ids = match draw.below(4) {
        0 | 1 if !pair.entered.is_empty() => &pair.entered,
        2 if !pair.ids.is_empty() => &pair.ids,
        _ => &pair.hidden_ids,
    };
    match command {
        "new" => {
            let dir = pair.at.join("out/new").to_str().unwrap().to_owned();
            if draw.once_in(2) { vec!["--".to_owned(), dir] } else { vec!["--".to_owned(), dir, "--from".to_owned(), file(n)] }
        }
        "check" | "positions" | "statements" | "proposals" | "sources" | "entries" | "conflicts" | "forecasts" | "export" | "verify" => {
            vec![]
        }
        "chains" => {
            if draw.once_in(3) {
                vec![file(n), file(7)]
            } else {
                vec![]
            }
        }
        "timeline" => {
            if draw.once_in(3) {
                words(&["--from", "2031-10-04"])
            } else {
                vec![]
            }
        }
        "brief" => {
            if draw.once_in(3) {
                words(&["--deals"])
            } else {
                vec![]
            }
        }
        "deals" => {
            let ways: [&[&str]; 3] =
                [&["--draws", "20"], &["--draws", "0", "--top", "3"], &["--draws", "0", "--weight", "Hexwether House=2"]];
            words(ways[draw.below(3)])
        }
        "add" => {
            let mut args = vec![file(n)];
            args.extend(Text::of(n).flags());
            if draw.once_in(3) {
                args.extend(words(&["--marking", "green", "--attribution", "not for attribution"]));
            }
            args
        }
        "read" => {
            let mut args = vec!["--".to_owned(), file(n)];
            args.extend(form("read", pair, draw));
            if draw.once_in(2) {
                args.extend(["--case", pair.at.to_str().unwrap(), "--clearance", &pair.clearance].map(str::to_owned));
            }
            args
        }
        "why" => words(&[draw.word(&["port", "crews", "hexwether"]), draw.word(&["toll", "winter", "fennimost"])]),
        "diff" => {
            let mut args = words(&["--from", draw.word(&["2031-10-01", "2031-10-05", "2031-10-08"])]);
            if draw.once_in(2) {
                args.extend(words(&["--to", draw.word(&["2031-10-09", "2031-12-24"])]));
            }
            args
        }
        "search" => {
            let hidden = *draw.one(&CANARIES);
            match draw.below(4) {
                0 => words(&[hidden]),
                1 => words(&["toll", "--limit", "1"]),
                2 => words(&[draw.word(&["toll", "the Union", "marsh", "wint*", "ferry", "flour"])]),
                _ => words(&["slip*"]),
            }
        }
        "import" => vec![pair.at.join("files/1.txt").to_str().unwrap().to_owned()],
        "backup" => vec![pair.at.join("out/copy.db").to_str().unwrap().to_owned()],
        "expunge" => {
            let what = if draw.once_in(3) || ids.is_empty() { "R1".to_owned() } else { draw.one(ids).clone() };
            let mut args = vec![what];
            args.extend(words(&["--why", "it must go", "--author", "Uma Reed", "--yes"]));
            args
        }
        "passphrase" => words(&[draw.word(&["--close", "--open", "--change"])]),
        "rules" if !draw.once_in(3) => vec![],
        // Half an id finds an entry as well.
        _ => {
            let ids: Vec<String> = ids.iter().map(|it| if draw.once_in(3) { it[..6].to_owned() } else { it.clone() }).collect();
            persons::typed(command, draw, "boats in winter, we hear", &ids)
        }
    }
}
