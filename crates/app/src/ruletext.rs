//! A rule as a person types it: `ordany sailors.all IF halvane performs withdrawal.full AND event "the vote" UNLESS …`.
//! Every mistake is shown with its place and a hint, all at once, as in a case file.

use std::ops::Range;

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::conditions::Atom;
use armistice_types::entries::RuleTerms;

use crate::casefile::Mistake;
use crate::casefile::mistake::{Log, nearest};

/// The form of a rule, for hints.
const FORM: &str = "ACTOR ISSUE.OPTION IF ACTOR commits|performs ISSUE.OPTION AND event \"WORDS\" UNLESS …";

/// Reads a rule; `shown` names where the text comes from, such as `--add`.
///
/// # Errors
/// Every mistake found, in the order of the text.
pub fn parse(shown: &str, text: &str, case: &Case) -> Result<RuleTerms, Vec<Mistake>> {
    let mut log = Log::new(shown, text);
    let mut parser = Parser { tokens: tokens(text), at: 0, end: text.len(), case, log: &mut log };
    let terms = parser.rule();
    let mistakes = log.finish();
    if mistakes.is_empty() { Ok(terms) } else { Err(mistakes) }
}

#[derive(Clone, Debug)]
struct Token {
    text: String,
    quoted: bool,
    span: Range<usize>,
}

/// Words at blanks; what stands in straight or curved quotation marks is one; a comma is one by itself.
fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut quote: Option<(char, usize)> = None;
    let mut word: Option<usize> = None;
    let push = |out: &mut Vec<Token>, span: Range<usize>, quoted: bool| {
        out.push(Token { text: text.get(span.clone()).unwrap_or("").to_owned(), quoted, span });
    };
    for (at, c) in text.char_indices() {
        if let Some((close, from)) = quote {
            if c == close {
                push(&mut out, from..at, true);
                quote = None;
            }
            continue;
        }
        let opens = match c {
            '"' => Some('"'),
            '“' => Some('”'),
            _ => None,
        };
        if c.is_whitespace() || c == ',' || opens.is_some() {
            if let Some(from) = word.take() {
                push(&mut out, from..at, false);
            }
            if c == ',' {
                push(&mut out, at..at + 1, false);
            }
            quote = opens.map(|close| (close, at + c.len_utf8()));
        } else {
            word.get_or_insert(at);
        }
    }
    if let Some((_, from)) = quote {
        push(&mut out, from..text.len(), true);
    }
    if let Some(from) = word {
        push(&mut out, from..text.len(), false);
    }
    out
}

struct Parser<'p, 't> {
    tokens: Vec<Token>,
    at: usize,
    end: usize,
    case: &'p Case,
    log: &'p mut Log<'t>,
}

impl Parser<'_, '_> {
    fn rule(&mut self) -> RuleTerms {
        let party = self.actor("the party whose rule it is");
        let mut gives: Vec<(IssueKey, OptionKey)> = self.option("what it accepts").into_iter().collect();
        while self.eat(&[",", "and"]) {
            gives.extend(self.option("what else it accepts"));
        }
        let asks = self.tokens.get(self.at).is_some_and(|it| ["if", "unless"].contains(&it.text.to_lowercase().as_str()));
        let needs = if self.eat(&["if"]) { self.atoms(&["and", ","]) } else { Vec::new() };
        let unless = if self.eat(&["unless"]) { self.atoms(&["or", ","]) } else { Vec::new() };
        if let Some(rest) = self.tokens.get(self.at).cloned() {
            self.log.add(rest.span, format!("`{}` is not expected here", rest.text), format!("a rule is `{FORM}`"));
        } else if !asks && !gives.is_empty() {
            self.log.add(self.end..self.end, "a rule needs a condition", "go on with IF or UNLESS");
        }
        gives.sort();
        gives.dedup();
        RuleTerms { party: party.unwrap_or(ActorKey(String::new())), gives, needs: tidy(needs), unless: tidy(unless), open: Vec::new() }
    }

    fn atoms(&mut self, joined: &[&str]) -> Vec<Atom> {
        let mut out: Vec<Atom> = self.atom().into_iter().collect();
        while self.eat(joined) {
            out.extend(self.atom());
        }
        out
    }

    fn atom(&mut self) -> Option<Atom> {
        if self.eat(&["event"]) {
            return match self.next() {
                Some(it) if it.quoted && !it.text.trim().is_empty() => Some(Atom::Event { words: it.text.trim().to_owned() }),
                it => {
                    let span = it.map_or(self.end..self.end, |it| it.span);
                    self.log.add(span, "an event stands in quotation marks", "such as event \"the vote\"");
                    None
                }
            };
        }
        let party = self.actor("who must do or promise it");
        let verb = self.next();
        let performs: Option<bool> = match verb.as_ref().map(|it| it.text.to_lowercase()).as_deref() {
            Some("performs") => Some(true),
            Some("commits") => Some(false),
            _ => {
                let (span, text) = verb.map_or((self.end..self.end, String::new()), |it| (it.span, it.text));
                let hint = nearest(&text, ["commits", "performs"]).map_or_else(
                    || "say whether a promise is enough (commits) or it must be done (performs)".to_owned(),
                    |it| format!("did you mean `{it}`?"),
                );
                self.log.add(span, "`commits` or `performs` is expected here", hint);
                None
            }
        };
        self.eat(&["to"]);
        let (issue, option) = self.option("what must be done or promised")?;
        let (party, performs) = (party?, performs?);
        Some(if performs { Atom::Performs { party, issue, option } } else { Atom::Commits { party, issue, option } })
    }

    fn actor(&mut self, what: &str) -> Option<ActorKey> {
        let Some(token) = self.next() else {
            self.log.add(self.end..self.end, format!("the rule ends before {what}"), format!("a rule is `{FORM}`"));
            return None;
        };
        let key = ActorKey(token.text.clone());
        if self.case.actor(&key).is_some() {
            return Some(key);
        }
        let by_name = self.case.actors.iter().find(|row| row.name.eq_ignore_ascii_case(&token.text)).map(|row| row.id.0.as_str());
        let ids = || self.case.actors.iter().map(|row| row.id.0.as_str());
        let hint = meant(by_name.or_else(|| nearest(&token.text, ids())), ids());
        self.log.add(token.span, format!("no actor has the id `{}`", token.text), hint);
        None
    }

    fn option(&mut self, what: &str) -> Option<(IssueKey, OptionKey)> {
        let Some(token) = self.next() else {
            self.log.add(self.end..self.end, format!("the rule ends before {what}"), "as ISSUE.OPTION");
            return None;
        };
        let Some((issue, option)) = token.text.split_once('.') else {
            self.log.add(token.span, format!("`{}` is no ISSUE.OPTION", token.text), format!("a rule is `{FORM}`"));
            return None;
        };
        let key = IssueKey::from(issue);
        let Some(row) = self.case.issue(&key) else {
            let ids = || self.case.issues.iter().map(|row| row.id.0.as_str());
            let span = token.span.start..token.span.start + issue.len();
            self.log.add(span, format!("no issue has the id `{issue}`"), meant(nearest(issue, ids()), ids()));
            return None;
        };
        let ids = || row.options.iter().map(|it| it.id.0.as_str());
        if !ids().any(|id| id == option) {
            let span = token.span.start + issue.len() + 1..token.span.end;
            self.log.add(span, format!("the issue `{issue}` has no option `{option}`"), meant(nearest(option, ids()), ids()));
            return None;
        }
        Some((key, OptionKey::from(option)))
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        let there = self.tokens.get(self.at).is_some_and(|it| !it.quoted && words.contains(&it.text.to_lowercase().as_str()));
        self.at += usize::from(there);
        there
    }
}

fn tidy(mut atoms: Vec<Atom>) -> Vec<Atom> {
    atoms.sort();
    atoms.dedup();
    atoms
}

/// "did you mean `b`?", else what there is.
fn meant<'w>(near: Option<&'w str>, all: impl Iterator<Item = &'w str>) -> String {
    near.map_or_else(|| format!("there are: {}", all.collect::<Vec<_>>().join(", ")), |it| format!("did you mean `{it}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        let text = include_str!("../../../cases/narrows/case.toml");
        crate::casefile::parse("case.toml", text).unwrap()
    }

    #[test]
    fn a_rule_prints_as_it_is_typed() {
        for text in [
            "ordany sailors.all IF halvane performs withdrawal.full",
            "ordany length.d60, sailors.all IF halvane commits monitors.commission AND event \"the vote\" UNLESS event \"the storm\"",
            "halvane withdrawal.full UNLESS ordany performs sailors.trial OR event \"ice\"",
        ] {
            assert_eq!(parse("--add", text, &case()).unwrap().to_string(), text);
        }
        let loose = parse("--add", "ordany sailors.all and length.d60 if halvane commits to withdrawal.full", &case()).unwrap();
        assert_eq!(loose.to_string(), "ordany length.d60, sailors.all IF halvane commits withdrawal.full");
    }

    #[track_caller]
    fn check(text: &str, want: &[(usize, &str, &str)]) {
        let found = parse("--add", text, &case()).unwrap_err();
        let shown: Vec<(usize, &str, &str)> = found.iter().map(|it| (it.column, it.message.as_str(), it.hint.as_str())).collect();
        assert_eq!(shown.len(), want.len(), "{text}: {shown:?}");
        for (got, want) in shown.iter().zip(want) {
            assert!(got.0 == want.0 && got.1.contains(want.1) && got.2.contains(want.2), "{text}: {got:?}, want {want:?}");
        }
    }

    #[test]
    fn every_mistake_has_its_place_and_a_hint() {
        check("ordeny sailors.all IF halvane performs withdrawal.full", &[(1, "no actor", "`ordany`")]);
        check("Halvane withdrawal.full IF ordany commits sailors.all", &[(1, "no actor", "`halvane`")]);
        check("ordany sailors.al IF halvane performs withdrawl.full", &[(16, "no option `al`", "`all`"), (39, "no issue", "`withdrawal`")]);
        check("ordany sailors.all IF halvane perform withdrawal.full", &[(31, "`commits` or `performs`", "`performs`")]);
        check("ordany sailors.all", &[(19, "needs a condition", "IF")]);
        check("ordany sailors IF event vote", &[(8, "no ISSUE.OPTION", "ACTOR"), (25, "quotation marks", "event")]);
        check("", &[(1, "ends before", "ACTOR"), (1, "ends before", "ISSUE.OPTION")]);
        check("ordany sailors.all IF event \"the vote\" THEN peace", &[(40, "`THEN`", "ACTOR")]);
    }
}
