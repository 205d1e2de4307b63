//! One invented ferry dispute in three formats, and what is said of files with faults.

use super::{Kind, Source, from_files, kind};
use crate::{Wish, answer};

const DOMAIN: &str = r#"<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="root" type="objective">
<issue index="1" name="Pay" type="discrete"><item index="1" value="3"/><item index="2" value="5"/><item index="3" value="7"/></issue>
<issue index="2" name="Crew" type="integer" vtype="integer" lowerbound="4" upperbound="6"/>
</objective></utility_space></negotiation_template>"#;
const UNION: &str = r#"<utility_space><objective index="0" name="root">
<issue index="1" name="Pay"><item value="3" evaluation="0"/><item value="5" evaluation="2"/><item value="7" evaluation="3"/></issue>
<issue index="2" name="Crew" type="integer"><evaluator ftype="linear" offset="0" slope="0.5"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/>
</objective><reservation value="0.4"/></utility_space>"#;
const PORT: &str = r#"<utility_space><objective index="0" name="root">
<issue index="1" name="Pay"><item value="3" evaluation="10"/><item value="5" evaluation="6"/><item value="7" evaluation="1"/></issue>
<issue index="2" name="Crew" type="integer"><evaluator ftype="linear" offset="1" slope="-0.75"/></issue>
<weight index="1" value="0.7"/><weight index="2" value="0.3"/>
</objective></utility_space>"#;

fn genius<'t>(domain: &'t str, union: &'t str, port: &'t str) -> [Source<'t>; 3] {
    [Source { name: "ferry.xml", text: domain }, Source { name: "b-union.xml", text: union }, Source { name: "a-port.xml", text: port }]
}

#[track_caller]
fn refused(files: &[Source<'_>], words: &[&str]) {
    let said = from_files(kind(files[0].text), files).unwrap_err().to_string();
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
}

#[test]
fn genius_normalises_each_issue_and_clamps_integers() {
    let (problem, notes) = from_files(Kind::Genius, &genius(DOMAIN, UNION, PORT)).unwrap();
    assert!(notes.is_empty(), "{notes:?}");
    let shown: Vec<(String, Vec<Vec<f64>>)> = problem
        .parties
        .iter()
        .map(|it| (it.name.clone(), it.gives.iter().map(|row| row.iter().map(|n| it.shown(*n)).collect()).collect()))
        .collect();
    // A crew of 6 would give the port 1 − 1.5, which is 0.
    let port = vec![vec![0.7, 0.42, 0.07], vec![0.3, 0.075, 0.0]];
    let union = vec![vec![0.0, 0.4, 0.6], vec![0.0, 0.2, 0.4]];
    assert_eq!(shown, [("a-port".to_owned(), port), ("b-union".to_owned(), union)]);
    let deals = answer(&problem, Vec::new(), &Wish::default()).unwrap();
    // 5 with any crew, 7 with any crew, 3 with a crew of 6.
    assert_eq!(serde_json::to_value(&deals.acceptable).unwrap()["exact"], "7");
    // 5 with a crew of 6 adds up to 1.22; 3 with a crew of 6 to 1.1, 5 with one of 4 to 1.12.
    assert_eq!(deals.utilitarian.points[0].utilities, [0.42, 0.8]);
}

#[test]
fn faults_are_read_over_and_named_or_refused_with_their_line() {
    let missing = UNION.replace("<item value=\"5\" evaluation=\"2\"/>", "").replace("\"0.4\"/>\n</obj", "\"0.7\"/>\n</obj");
    let (_, notes) = from_files(Kind::Genius, &genius(DOMAIN, &missing, PORT)).unwrap();
    assert_eq!(
        notes,
        [
            "b-union.xml line 2, issue `Pay`: option `5` has no evaluation and counts 0",
            "b-union.xml line 4: weights add up to 1.3, not 1; they are used as written"
        ]
    );
    let (much, torn) = (UNION.replace("\"3\"/>", "\"much\"/>"), PORT.replace("</objective>", ""));
    refused(&genius(DOMAIN, &much, PORT), &["b-union.xml line 2: evaluation `much` is not a number"]);
    refused(&genius(DOMAIN, UNION, &torn), &["a-port.xml line 5: this is no XML", "utility_space"]);
    let wide = DOMAIN.replace("\"6\"/>", "\"6000000000\"/>");
    refused(&genius(&wide, UNION, PORT), &["ferry.xml line 4", "5999999997 options; 1 to 65535 options"]);
    refused(&genius(DOMAIN, UNION, &DOMAIN.replace("Pay", "Wage")), &["which is the domain?"]);
    let boxes = UNION.replace("<reservation", "<utility><ufun type=\"PlainUfun\"/></utility><reservation");
    refused(&genius(DOMAIN, &boxes, PORT), &["b-union.xml line 5", "not additive"]);
}

/// Nothing here may take the program down.
#[test]
fn hostile_files_are_refused() {
    let deep = format!("<utility_space><issue/>{}", "<objective>".repeat(300_000));
    refused(&[Source { name: "deep.xml", text: &deep }], &["more than 100 elements inside each other"]);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><utility_space><issue name=\"&b;\"/></utility_space>";
    refused(&[Source { name: "bomb.xml", text: bomb }], &["bomb.xml"]);
    let open = "<issue".repeat(200_000);
    refused(&[Source { name: "open.xml", text: &open }], &["open.xml"]);
    assert_eq!(kind(&"[".repeat(1_000_000)), Kind::Other);
    let huge = r#"{"issueWeights": {"a": 1e400}, "issues": {"a": {"x": 1}}}"#;
    refused(&[Source { name: "huge.json", text: huge }], &["huge.json: number out of range at line 1 column 28"]);
    let long = r#"{"issueWeights": {"a": 1e25}, "issues": {"a": {"x": 1e25}}}"#;
    refused(&[Source { name: "long.json", text: long }], &["numbers are too large"]);
}

#[test]
fn geniusweb_and_negolog_count_as_written() {
    let profile = |low: &str, high: &str| {
        format!(
            r#"{{"LinearAdditiveUtilitySpace": {{"issueUtilities": {{
              "Pay": {{"DiscreteValueSetUtilities": {{"valueUtilities": {{"3": {low}, "7": {high}}}}}}},
              "Crew": {{"NumberValueSetUtilities": {{"lowValue": 4, "lowUtility": {low}, "highValue": 6, "highUtility": {high}}}}}}},
              "issueWeights": {{"Pay": 0.6, "Crew": 0.4}}, "reservationBid": {{"issuevalues": {{"Pay": "3", "Crew": "5"}}}},
              "domain": {{"name": "ferry", "issuesValues": {{"Pay": {{"values": ["3", "7"]}}, "Crew": {{"range": [4, 6, 1]}}}}}}}}}}"#
        )
    };
    let (up, down) = (profile("0", "1"), profile("1", "0"));
    let files = [Source { name: "union.json", text: &up }, Source { name: "port.json", text: &down }];
    assert_eq!(kind(&up), Kind::Web);
    let (problem, notes) = from_files(Kind::Web, &files).unwrap();
    assert!(notes.is_empty(), "{notes:?}");
    let union = &problem.parties[1];
    let crew: Vec<f64> = union.gives[1].iter().map(|it| union.shown(*it)).collect();
    assert_eq!((problem.issues[1].options.join(" "), crew, union.shown(union.reservation)), ("4 5 6".to_owned(), vec![0.0, 0.2, 0.4], 0.2));
    let wrong = up.replace("\"Pay\": 0.6", "\"Pay\": \"most\"");
    refused(&[Source { name: "union.json", text: &wrong }], &["union.json: issueWeights.Pay: \"most\" is not a number"]);

    let one = r#"{"reservationValue": 0.3, "issueWeights": {"Pay": 1}, "issues": {"Pay": {"3": 0.25, "7": 1}}}"#;
    let two = r#"{"issueWeights": {"Pay": 1}, "issues": {"Pay": {"3": 1}, "Crew": {"4": 1}}}"#;
    assert_eq!(kind(one), Kind::NegoLog);
    let (problem, notes) =
        from_files(Kind::NegoLog, &[Source { name: "a.json", text: one }, Source { name: "b.json", text: two }]).unwrap();
    assert_eq!(
        notes,
        ["b.json: issues.Pay.7 is missing and counts 0", "b.json: issues.Crew is not in the first profile and counts nothing"]
    );
    assert_eq!(serde_json::to_value(answer(&problem, Vec::new(), &Wish::default()).unwrap().acceptable).unwrap()["exact"], "1");
}
