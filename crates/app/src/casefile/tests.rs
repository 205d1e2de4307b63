use super::parse;

const GOOD: &str = r#"[case]
name = "Ferry"
fictional = true
[[actor]]
id = "guards"
name = "Selm Guards"
kind = "armed group"
[[actor]]
id = "port"
name = "Port of Selm"
kind = "organisation"
[[track]]
id = "pier"
name = "Pier"
[[role]]
track = "pier"
actor = "guards"
role = "must assent"
[[issue]]
id = "toll"
track = "pier"
question = "Toll"
kind = "numeric"
unit = "crowns"
[[issue.option]]
id = "t5"
label = "Five crowns"
value = 5
cues = ["five crowns"]
"#;

#[track_caller]
fn check(text: &str, line: usize, message: &str, hint: &str) {
    let mistakes = parse("case.toml", text).unwrap_err();
    let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    assert!(mistakes.iter().any(|it| it.line == line && it.message.contains(message) && it.hint.contains(hint)), "{}", shown.join("\n"));
}

#[track_caller]
fn check_swap(from: &str, to: &str, line: usize, message: &str, hint: &str) {
    assert!(GOOD.contains(from));
    check(&GOOD.replacen(from, to, 1), line, message, hint);
}

#[test]
fn a_good_file_passes() {
    let case = parse("case.toml", GOOD).unwrap();
    assert_eq!((case.actors.len(), case.issues[0].options[0].value.as_deref()), (2, Some("5")));
    assert_eq!(case.actors[0].meta.line, 4);
}

#[test]
fn each_mistake_is_shown_at_its_line_with_a_hint() {
    check_swap("kind = \"armed group\"", "kind = \"armed grup\"", 7, "unknown kind", "armed group");
    check_swap("actor = \"guards\"", "actor = \"gaurds\"", 17, "no actor has the id", "guards");
    check_swap("name = \"Pier\"", "nane = \"Pier\"", 14, "unknown key `nane`", "name");
    check_swap("value = 5\n", "", 26, "without a value", "value");
    check_swap("value = 5", "value = \"five\"", 28, "`value`", "a number");
    check_swap("role = \"must assent\"", "role = \"speaks for\"", 18, "speaks for nobody", "for");
    check_swap("name = \"Ferry\"", "name = \"Ferry\"\ntime_zone = \"Mars/Base\"", 3, "unknown time zone", "IANA");
    check_swap("id = \"port\"", "id = \"guards\"", 9, "given twice", "own");
    check_swap("name = \"Port of Selm\"", "name = \"Selm Guards\"", 10, "already names actor", "one of them");
    check_swap("cues = [\"five crowns\"]", "cues = \"five crowns\"", 29, "is string", "list of texts");
    check(&format!("{GOOD}[[exclusion]]\noptions = [\"toll.t5\", \"toll.t6\"]\n"), 31, "no option has the id \"toll.t6\"", "toll.t5");
    check(&format!("{GOOD}[[clock]]\nid = \"c\"\nname = \"Vote\"\ndate = \"soon\"\n"), 33, "is no day", "2031-10-03");
    check(
        &format!("{GOOD}[[person]]\nid = \"p\"\nname = \"Orla Finch\"\nfrom = 2031-02-01\nuntil = 2031-01-01\n"),
        34,
        "lies before",
        "earlier",
    );
    check(&format!("{GOOD}x = [1, "), 30, "", "");
}

#[test]
fn all_mistakes_are_shown_at_once() {
    let text = GOOD
        .replace("armed group", "armed grup")
        .replace("actor = \"guards\"", "actor = \"x\"")
        .replace("value = 5", "value = true")
        .replace("name = \"Ferry\"", "");
    assert_eq!(parse("case.toml", &text).unwrap_err().len(), 4);
}

#[test]
fn preferences_belong_to_the_ledger_unless_the_case_is_fictional() {
    let row = "[[preference]]\nparty = \"port\"\nissue = \"toll\"\nweight = 1\nscores = { t5 = 0.5 }\n";
    assert!(parse("case.toml", &format!("{GOOD}{row}")).is_ok());
    check(&format!("{}{row}", GOOD.replace("fictional = true\n", "")), 29, "not fictional", "ledger entry");
}

#[test]
fn the_template_passes_its_own_check() {
    if let Err(mistakes) = parse("case.toml", crate::commands::new::TEMPLATE) {
        panic!("{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}
