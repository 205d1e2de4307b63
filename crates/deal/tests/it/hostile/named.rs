//! What is said of bad files, one fault each: the file, the line (XML), the path or line and column (JSON), what is wrong, and what to do.

use armistice_deal::{Kind, Source, estimates, from_files, kind};

use super::seeds::{Files, GENIUS, NEGOLOG, OURS, WEB};

/// The files with one changed: the notes of an answer, or the words of a refusal.
pub(super) fn said(files: Files, changes: &[(&str, &str, &str)]) -> Result<Vec<String>, String> {
    let mut texts: Vec<(&str, String)> = files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (file, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|it| it.0 == *file).unwrap();
        assert!(text.contains(from), "{from} does not stand in {file}");
        *text = text.replace(from, to);
    }
    let sources: Vec<Source<'_>> = texts.iter().map(|(name, text)| Source { name, text }).collect();
    let formats: Vec<Kind> = sources.iter().map(|it| kind(it.text)).collect();
    assert!(formats.iter().all(|it| *it == formats[0]), "{formats:?}");
    if formats[0] == Kind::Problem {
        return estimates(sources[0].text).map(|_| Vec::new()).map_err(|err| err.to_string());
    }
    from_files(formats[0], &sources).map(|it| it.1).map_err(|err| err.to_string())
}

#[track_caller]
pub(super) fn refused(files: Files, file: &str, from: &str, to: &str, words: &str) {
    let found = said(files, &[(file, from, to)]).unwrap_err();
    assert!(found.contains(words), "{found}");
}

#[track_caller]
pub(super) fn noted(files: Files, file: &str, from: &str, to: &str, words: &str) {
    let found = said(files, &[(file, from, to)]).unwrap();
    assert!(found.iter().any(|it| it == words), "{found:#?}");
}

#[test]
fn files_without_a_fault_have_no_notes() {
    for files in [GENIUS, WEB, NEGOLOG, OURS] {
        assert_eq!(said(files, &[]), Ok(Vec::new()));
    }
}

#[test]
fn geniusweb_files_are_refused_or_read_over_with_their_path() {
    for (file, from, to, words) in [
        ("port.json", "\"name\": \"port\"}}", "\"name\": \"port\"}", "port.json: EOF while parsing an object at line 8 column 0"),
        (
            "port.json",
            "\"Dues\": 0.5, \"Berths\"",
            "\"Dues\": 0.5, \"Dues\"",
            "port.json: the key `Dues` stands twice in one object: rename or remove one at line 5 column 38",
        ),
        ("port.json", "\"Dues\": 0.5", "\"Dues\": 1e999", "port.json: number out of range at line 5 column 32"),
        ("port.json", "\"Dues\": 0.5", "\"Dues\": NaN", "port.json: expected value at line 5 column 28"),
        ("port.json", "\"Dues\": 0.5", "\"Dues\": \"most\"", "port.json: issueWeights.Dues: \"most\" is not a number of at most 30 digits"),
        ("port.json", "\"middle\": 0.7", "\"middle\": [0.7]", "port.json: issueUtilities.Dues.middle: [0.7] is not a number"),
        ("port.json", "\"lowValue\": 2,", "", "port.json: issueUtilities.Berths.lowValue: null is not a number"),
        (
            "guild.json",
            "[2, 6, 1]",
            "[0, 999999999, 1]",
            "guild.json: domain.issuesValues.Berths: issue `Berths` has 1000000000 options; 1 to 65535",
        ),
        ("guild.json", "[2, 6, 1]", "[6, 2, 1]", "guild.json: domain.issuesValues.Berths.range: [low, high, step] is needed"),
        ("guild.json", "[2, 6, 1]", "[2, 6, 0]", "the step over 0"),
        ("guild.json", "{\"range\": [2, 6, 1]}", "{\"values\": [\"few\"]}", "guild.json: issueUtilities.Berths: option `few` is no number"),
        ("guild.json", "{\"range\": [2, 6, 1]}", "{}", "guild.json: domain.issuesValues.Berths: `values`, a list of options, or `range`"),
        ("guild.json", "\"Dues\": \"middle\"", "\"Dues\": \"none\"", "guild.json: reservationBid: issue `Dues` has no option \"none\""),
        ("port.json", "LinearAdditive", "SumOfGroups", "port.json: preferences that are not additive are not solved yet"),
    ] {
        refused(WEB, file, from, to, words);
    }
    for (file, from, to, words) in [
        (
            "guild.json",
            "\"low\", \"middle\", ",
            "\"low\", \"middle\", \"low\", ",
            "guild.json: domain.issuesValues.Dues.values[2]: option `low` stands twice, once is counted",
        ),
        ("port.json", "\"middle\": 0.7", "\"medium\": 0.7", "port.json: issueUtilities.Dues.medium is not in the issue and counts nothing"),
        ("port.json", "\"middle\": 0.7", "\"medium\": 0.7", "port.json: issueUtilities.Dues.middle is missing and counts 0"),
        ("port.json", "{\"Dues\": 0.5", "{\"Rent\": 0.5", "port.json: issueWeights.Rent is not in the domain and counts nothing"),
    ] {
        noted(WEB, file, from, to, words);
    }
    let other = [("port.json", "\"Dues\"", "\"Rent\""), ("port.json", "\"Berths\"", "\"Tugs\"")];
    let found = said(WEB, &other).unwrap_err();
    assert!(found.contains("port.json: issueUtilities has no issue of the domain: is it a profile of another domain?"), "{found}");
}

#[test]
fn negolog_files_are_refused_or_read_over_with_their_path() {
    for (file, from, to, words) in [
        ("port.json", "{\"low\": 0.1,", "{\"low\": 0.1", "port.json: expected `,` or `}` at line 3 column 33"),
        (
            "port.json",
            "\"middle\": 0.8",
            "\"low\": 0.8",
            "port.json: the key `low` stands twice in one object: rename or remove one at line 3",
        ),
        ("port.json", "\"reservationValue\": 0.0", "\"reservationValue\": null", "port.json: reservationValue: null is not a number"),
        ("port.json", "\"issues\": {", "\"themes\": {", "port.json: issues is missing, or no object"),
        ("guild.json", "{\"ours\": 0.4, \"theirs\": 1}", "{}", "guild.json: issues.Pilots: issue `Pilots` has 0 options"),
    ] {
        refused(NEGOLOG, file, from, to, words);
    }
    noted(NEGOLOG, "port.json", "\"high\": 1", "\"top\": 1", "port.json: issues.Dues.top is not in the issue and counts nothing");
    noted(
        NEGOLOG,
        "port.json",
        "\"Pilots\": 0.45",
        "\"Tugs\": 0.45",
        "port.json: issueWeights.Tugs is not in the first profile and counts nothing",
    );
}

#[test]
fn our_own_files_are_refused_with_path_or_line() {
    for (from, to, words) in [
        (
            "\"weights\": {\"Dues\": 0.6",
            "\"wieghts\": {\"Dues\": 0.6",
            "unknown field `wieghts`, expected one of `name`, `reservation`, `weights`, `scores` at line 5 column 49",
        ),
        (
            "\"options\": [\"ours\"",
            "\"options\": [\"ours\", \"ours\"",
            "issues[1].options[1]: option `ours` of issue `Pilots` stands there already: rename or remove one",
        ),
        ("\"ours\", \"theirs\"]", "\"\", \"theirs\"]", "issues[1].options[0]: an option without a name"),
        ("{\"name\": \"Pilots\"", "{\"name\": \"Dues\"", "issues[1]: an issue `Dues` stands there already: rename or remove one"),
        ("{\"name\": \"Pilots\"", "{\"name\": \"\"", "issues[1]: an issue without a name"),
        ("[\"ours\", \"theirs\"]", "[]", "issues[1]: issue `Pilots` has 0 options"),
        ("\"Port\"", "\"Guild\"", "parties[1].name: a party `Guild` stands there already: rename or remove one"),
        (
            "\"low\": 0, \"middle\": 0.6",
            "\"low\": 0, \"low\": 0.6",
            "the key `low` stands twice in one object: rename or remove one at line 8",
        ),
        ("[0.4, 0.7]", "[0.7, 0.4]", "parties[0].scores.Dues.middle: [0.7, 0.4] is no range: two numbers, the lower first"),
        ("\"reservation\": 0.3", "\"reservation\": \"NaN\"", "parties[0].reservation: \"NaN\" is not a number of at most 30 digits"),
        ("\"Dues\": 0.6, \"P", "\"Dues\": 1e-400, \"P", "parties[0].weights.Dues: 1e-400 is not a number of at most 30 digits"),
        (
            "\"weights\": {\"Dues\": 0.5",
            "\"weights\": {\"Rent\": 0.5",
            "parties[1].weights.Rent: no issue is called `Rent`; there are Dues, Pilots",
        ),
        ("\"high\": 1}", "\"top\": 1}", "parties[1].scores.Dues.top: issue `Dues` has no option `top`; it has low, middle, high"),
        ("{\"Dues\": \"high\", \"", "{\"Dues\": \"top\", \"", "exclusions[0].Dues: issue `Dues` has no option `top`"),
        ("[{\"Dues\": \"high\", \"Pilots\": \"ours\"}]", "[{}]", "exclusions[0]: it names no issue"),
        ("\"exclusions\": [", "\"exclusions\": [[], ", "invalid type: sequence, expected a map at line 9"),
    ] {
        refused(OURS, "ellary.json", from, to, words);
    }
    let both = said(OURS, &[("ellary.json", "0.4, 0.7", "0.7, 0.4"), ("ellary.json", "\"sd\": 0.1", "\"sd\": -1")]).unwrap_err();
    assert_eq!(both.lines().count(), 2, "every mistake at once: {both}");
    // The mark that some programs put in front of a text is none of ours.
    assert_eq!(said(OURS, &[("ellary.json", "{\"issues\"", "\u{feff}{\"issues\"")]), Ok(Vec::new()));
}

#[test]
fn a_folder_of_two_domains_or_none_is_refused_by_the_names_of_its_files() {
    let text = |files: Files, name: &str| files.iter().find(|it| it.0 == name).unwrap().1;
    let refused = |files: &[(&str, &str)], words: &str| {
        let sources: Vec<Source<'_>> = files.iter().map(|(name, text)| Source { name, text }).collect();
        let found = from_files(kind(files[0].1), &sources).unwrap_err().to_string();
        assert!(found.contains(words), "{found}");
    };
    let (domain, guild) = (text(GENIUS, "ellary.xml"), text(GENIUS, "guild.xml"));
    refused(
        &[("a.xml", domain), ("b.xml", domain), ("c.xml", guild)],
        "a.xml, b.xml hold issues without weights: which is the domain? Leave one",
    );
    refused(&[("a.xml", domain)], "no profile: a file with weights and evaluations for each party is needed beside the issues of a.xml");
    let (domain, guild) = (text(WEB, "ellary.json"), text(WEB, "guild.json").replace("\"domain\"", "\"of\""));
    refused(
        &[("a.json", domain), ("b.json", domain), ("c.json", &guild)],
        "a.json, b.json hold issues without weights: which is the domain?",
    );
    refused(&[("a.json", domain)], "no profile (LinearAdditiveUtilitySpace) among a.json");
    refused(&[("c.json", &guild)], "c.json: domain.issuesValues is missing, and there is no domain file");
    for format in [Kind::Genius, Kind::Web, Kind::NegoLog, Kind::Problem, Kind::Other] {
        assert!(from_files(format, &[]).is_err());
    }
}

#[test]
fn a_torn_file_is_still_known_by_its_keys_and_another_is_not_taken_for_one() {
    for (files, format) in [(WEB, Kind::Web), (NEGOLOG, Kind::NegoLog), (OURS, Kind::Problem)] {
        let text = files[0].1;
        assert_eq!(kind(&text[..text.len() - 4]), format, "{text}");
    }
    assert_eq!(kind("{\"issues\": ["), Kind::Problem);
    for other in ["", "{}", "[1]", "{\"parties\": 2, \"issues\": 3}", "name = 'x'", "<html></html>", "\"parties\"", "null"] {
        assert_eq!(kind(other), Kind::Other, "{other}");
    }
}
