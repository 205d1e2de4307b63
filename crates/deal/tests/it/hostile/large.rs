//! Files that are large in one way: refused before they take memory or time, with their place. The sizes are those that show an answer that
//! grows with the square of a file; files of 64 MB are for a stopwatch.

use armistice_deal::{Kind, Source, estimates, from_files, kind};

/// So many of something, each with its number in the place of `#`.
fn many(n: usize, each: &str, between: &str) -> String {
    (0..n).map(|k| each.replace('#', &k.to_string())).collect::<Vec<_>>().join(between)
}

#[track_caller]
fn refused(text: &str, words: &str) {
    refused_of(1, text, words);
}

/// The same, for so many parties of whom each has such a file.
#[track_caller]
fn refused_of(parties: usize, text: &str, words: &str) {
    let found = match kind(text) {
        Kind::Problem | Kind::Other => estimates(text).unwrap_err().to_string(),
        format => from_files(format, &vec![Source { name: "big", text }; parties]).unwrap_err().to_string(),
    };
    assert!(found.contains(words) && found.len() < 100_000, "{}", found.chars().take(1_000).collect::<String>());
}

fn ours(issues: &str, parties: &str) -> String {
    format!("{{\"issues\": [{issues}],\n \"parties\": [{parties}]}}")
}

fn genius(issues: &str) -> String {
    format!("<utility_space><objective>\n{issues}\n<weight index=\"1\" value=\"1\"/></objective></utility_space>")
}

#[test]
fn deep_files() {
    let deep = "[".repeat(100_000);
    refused(&format!("{{\"parties\": {deep}"), "recursion limit exceeded at line 1 column 1");
    refused(
        &format!("{{\"issueWeights\": {{}}, \"issues\": {deep}{}}}", "]".repeat(100_000)),
        "big: recursion limit exceeded at line 1 column 1",
    );
    refused(&format!("{{\"issuesValues\": {}", "{\"a\":".repeat(100_000)), "big: recursion limit exceeded at line 1 column");
    refused(&genius(&"<issue>\n".repeat(100_000)), "big line 100: more than 100 elements inside each other");
}

#[test]
fn wide_files() {
    let options = many(100_000, "\"#\"", ",");
    let party = "{\"name\": \"A\", \"weights\": {}, \"scores\": {}}";
    refused(
        &ours(&format!("{{\"name\": \"Dues\", \"options\": [{options}]}}"), party),
        "issues[0]: issue `Dues` has 100000 options; 1 to 65535",
    );
    let ranges = many(20, "\"#\": {\"range\": [1, 5000, 1]}", ",");
    let web = format!("{{\"LinearAdditiveUtilitySpace\": {{\"domain\": {{\"issuesValues\": {{{ranges}}}}}}}}}");
    refused_of(100, &web, "big: domain.issuesValues.2: with issue `2` there are more than 1000000 options for 100 parties");
    let ranges = many(20, "<issue name=\"#\" type=\"integer\" lowerbound=\"1\" upperbound=\"5000\"/>", "\n");
    refused_of(100, &genius(&ranges), "big line 4: with issue `2` there are more than 1000000 options for 100 parties");
    refused(
        &format!("{{\"issueWeights\": {{}}, \"issues\": {{\"a\": {{{}}}}}}}", many(70_000, "\"#\": 1", ",")),
        "issue `a` has 70000 options",
    );
    let issues = many(2_001, "<issue name=\"#\"><item value=\"x\"/></issue>", "\n");
    refused(&genius(&issues), "big line 2002: issue `2000` is one too many: at most 2000 issues are worked on");
    let issues = many(2_000, "{\"name\": \"#\", \"options\": [\"x\"]}", ",");
    let parties = many(2_000, "{\"name\": \"#\", \"weights\": {}, \"scores\": {}}", ",");
    refused(&ours(&issues, &parties), "issues[500]: with issue `500` there are more than 1000000 options for 2000 parties");
}

#[test]
fn many_names_are_looked_up_as_quickly_as_few() {
    let options = many(10_000, "\"#\"", ",");
    let scores = many(10_000, "\"#\": 1", ",");
    let text = ours(
        &format!("{{\"name\": \"Dues\", \"options\": [{options}]}}"),
        &format!("{{\"name\": \"A\", \"weights\": {{}}, \"scores\": {{\"Dues\": {{{scores}}}}}}}"),
    );
    assert!(estimates(&text).is_ok());
    refused(&text.replace("\"9999\": 1", "\"10000\": 1"), "has no option `10000`; it has 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9990 more");
    let items = many(10_000, "<item value=\"x\" evaluation=\"1\"/>", "\n");
    let text = genius(&format!("<issue index=\"1\" name=\"Dues\">{items}</issue>"));
    let (_, notes) = from_files(Kind::Genius, &[Source { name: "big", text: &text }]).unwrap();
    assert!(notes.len() == 21 && notes[20].starts_with("and ") && notes[20].ends_with(" more faults of the files"), "{notes:?}");
}

#[test]
fn long_names_and_numbers() {
    let long = "long ".repeat(20_000);
    let issue = "{\"name\": \"Dues\", \"options\": [\"x\"]}";
    let party = |score: &str| format!("{{\"name\": \"A\", \"weights\": {{}}, \"scores\": {{\"Dues\": {{\"x\": {score}}}}}}}");
    refused(&ours(&issue.replace("Dues", &long), ""), "a text of 100000 bytes: no name may have more than 1000 at line 1 column");
    refused(&ours(issue, &party(&format!("0.{}", "1".repeat(100_000)))), "parties[0].scores.Dues.x: 0.1111111111");
    refused(&format!("{{\"issueWeights\": {{\"{long}\": 1}}, \"issues\": 1}}"), "big: a text of 100000 bytes");
    refused(&genius(&format!("\n<issue name=\"{long}\"/>")), "big line 3: a tag of more than 4000 bytes");
    refused(&genius(&format!("<issue {}/>", many(100, "a#=\"\"", " "))), "big line 2: a tag of more than 32 attributes");
    refused(&genius(&many(100, "<issue xmlns:a#=\"b\"/>", "\n")), "big line 66: more than 64 namespaces");
}

/// "A billion laughs": each entity ten of the one before.
#[test]
fn entities_are_not_unfolded() {
    let laughs = many(20, "<!ENTITY a# \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">", "\n");
    refused(
        &format!("<?xml version=\"1.0\"?>\n<!DOCTYPE x [{laughs}]>\n<issue name=\"&a19;\"/>"),
        "big line 2: document types and entities",
    );
    refused(&format!("<issue>\n<![CDATA[ don't ]]>\n<!-- don't -->{laughs}</issue>"), "big line 3: document types and entities");
}
