//! What persons type: the commands that make entries, without clearance, marking and name. Worlds are built with them, and are tested with them.

use super::draw::Draw;

/// A command line after the folder of the case, drawn for a command; some of it names what is not there. `words` are the person's; `ids`
/// are those of entries.
pub(super) fn typed(command: &str, draw: &mut Draw, words: &str, ids: &[String]) -> Vec<String> {
    let most = if draw.once_in(4) { 9 } else { 3 };
    let report = format!("R{}", 1 + draw.below(most));
    let statement = format!("{report}.s{}", 1 + draw.below(3));
    let places = [
        &report[..],
        &statement,
        "port/toll",
        "crews/toll",
        "crews/winter",
        "issue:toll",
        "track:ferry",
        "actor:crews",
        "P1",
        "P2",
        "case",
    ];
    let id = if ids.is_empty() { "e123".to_owned() } else { draw.one(ids).clone() };
    let number = ["0.3", "0.2..0.6", "1"][draw.below(3)];
    let args: Vec<&str> = match command {
        "note" => vec![draw.word(&places), words],
        "grade" => match draw.below(6) {
            0 => vec![&report, "--reliability", "B", "--why", words],
            1 => vec![&statement, "--reliability", "C"],
            2 => vec![&statement, "--credibility", draw.word(&["1", "2", "4"]), "--why", words],
            3 => vec![&report, "--credibility", "3"],
            4 => vec![draw.word(&["outlet:Selm Post", "outlet:Vexmoor Wire", "outlet:Nobody"]), "--reliability", "D", "--why", words],
            _ => vec![
                draw.word(&["actor:port", "person:marsh", "source:Ivo Marsh", "source:Zarquil Obrant", "person:yarrowgast"]),
                "--reliability",
                "A",
            ],
        },
        "preference" => match draw.below(4) {
            0 => vec!["crews", "winter", "--weight", number, "--score", "run=1", "--score", "stop=0", "--basis", "party", "--note", words],
            1 => vec!["hexwether", "toll", "--weight", number, "--score", "half=1", "--basis", "guess"],
            _ => vec![
                draw.word(&["port", "crews"]),
                "toll",
                "--weight",
                number,
                "--score",
                "none=0.2",
                "--score",
                "half=0.9",
                "--basis",
                "guess",
                "--note",
                words,
            ],
        },
        "reservation" => {
            vec![draw.word(&["port", "crews"]), draw.word(&["ferry", "ferry", "fennimost"]), number, "--basis", "mediator", "--note", words]
        }
        "assess" => vec![draw.word(&places[2..]), words, "--confidence", draw.word(&["low", "high"]), "--why", words],
        "keep" => vec![draw.word(&["bottom-line", "implications", "watch", "recommendation"]), words],
        "resolve" => vec![
            draw.word(&["sails", "sails", "hexwether"]),
            draw.word(&["came-true", "came-false", "open"]),
            "--on",
            draw.word(&["2031-10-09", "2031-10-10"]),
            "--note",
            words,
        ],
        "retract" => vec![&id, "--why", words],
        "draft" => match draw.below(3) {
            0 => vec![draw.word(&["P1", "P2", "P3"]), "--note", words],
            1 => vec!["the toll paper", "--kind", "non-paper", "--parent", draw.word(&["P1", "an older one"]), "--from", "port"],
            _ => vec![draw.word(&["P1", "the toll paper"]), "--version", "third", "--from", "crews", "--how", words, "--on", "2031-10-07"],
        },
        "rules" => match draw.below(5) {
            0 => vec!["--confirm", draw.word(&["r1", "r2"]), "--note", words],
            1 => vec!["--drop", draw.word(&["r1", "r2", "r3"]), "--why", words],
            2 => vec!["--undo", &id, "--why", words],
            3 => vec!["--add", "port toll.half IF crews commits fennimost.yarrowgast"],
            _ => vec!["--add", "port toll.half IF crews commits winter.run", "--note", words],
        },
        "accept" => match draw.below(3) {
            0 => vec!["--report", &report, "--all"],
            1 => vec![&statement, "R1.s1", "--note", words],
            _ => vec![&statement],
        },
        "reject" => vec![&statement, "--why", words],
        "edit" => match draw.below(3) {
            0 => vec![&statement, "--act", draw.word(&["hope", "accept", "reject"]), "--note", words],
            1 => vec![&statement, "--stance", draw.word(&["crews rejects toll.half", "port accepts fennimost.yarrowgast"])],
            _ => vec![&statement, "--source", draw.word(&["Marsh", "none", "Zarquil Obrant"]), "--certainty", "possible"],
        },
        "state" => {
            let said = draw.word(&["said", "said", "Union", "half the toll", "boats in winter", "yarrowgast"]);
            let source = draw.word(&["none", "none", "Marsh", "Finch"]);
            let report = draw.word(&["R1", "R1", "R2", &report]);
            vec![report, "--words", said, "--nth", "1", "--source", source, "--act", "assert", "--stance", "crews rejects toll.half"]
        }
        "same-as" | "not-same-as" => match draw.below(3) {
            0 => vec![&report, draw.word(&["R1", "R2", "R3"])],
            1 => vec![draw.word(&["R1.Marsh", "R1.Finch", "R2.Marsh"]), draw.word(&["marsh", "port", "hexwether"])],
            _ => vec!["R1.Marsh", draw.word(&["R2.Marsh", "R2.Obrant"])],
        },
        other => panic!("nobody types `{other}`"),
    };
    args.into_iter().map(str::to_owned).collect()
}

/// The commands that [`typed`] knows.
pub(super) const COMMANDS: [&str; 16] = [
    "note",
    "grade",
    "preference",
    "reservation",
    "assess",
    "keep",
    "resolve",
    "retract",
    "draft",
    "rules",
    "accept",
    "reject",
    "edit",
    "state",
    "same-as",
    "not-same-as",
];
