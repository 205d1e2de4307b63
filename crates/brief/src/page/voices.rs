//! Without a case: who says what.

use armistice_types::statement::{Act, Anonymity};
use armistice_types::view::StatementRef;

use super::Page;
use crate::cite;
use crate::outline::Line;

impl Page<'_> {
    /// Without a case: demands, denials, offers … first, by whom; plain assertions are counted.
    pub(super) fn who_says_what(&self) -> Vec<Line> {
        // Who is not named is nobody else: two reports' "officials" stay two groups.
        let same = |a: &StatementRef, b: &StatementRef, anonymity: Anonymity| {
            a.report == b.report || matches!(anonymity, Anonymity::Named | Anonymity::Office)
        };
        let mut groups: Vec<(String, Anonymity, Vec<StatementRef>)> = Vec::new();
        for filed in &self.view.reports {
            for it in filed.reading.statements.iter().filter(|it| it.within.is_none()) {
                if matches!(it.act, Act::Hope | Act::Doubt) {
                    continue;
                }
                let speaker = cite::speaker(filed, it);
                let at = StatementRef { report: filed.number, statement: it.id };
                let anonymity = it.source.anonymity;
                match groups.iter_mut().find(|(name, _, refs)| *name == speaker && refs.iter().any(|other| same(other, &at, anonymity))) {
                    Some((_, _, refs)) => refs.push(at),
                    None => groups.push((speaker, anonymity, vec![at])),
                }
            }
        }
        let class = |it: Anonymity| match it {
            Anonymity::Named | Anonymity::Office => 0,
            Anonymity::Collective => 1,
            Anonymity::Anonymous => 2,
            Anonymity::None => 3,
        };
        groups.sort_by_key(|(_, anonymity, _)| class(*anonymity));
        groups.into_iter().flat_map(|(name, _, refs)| self.group(&name, refs)).collect()
    }

    fn group(&self, name: &str, mut refs: Vec<StatementRef>) -> Vec<Line> {
        let plain = |at: &StatementRef| self.view.statement(*at).is_none_or(|(_, it)| it.act == Act::Assert);
        refs.sort_by_key(|at| (plain(at), *at));
        let shown = refs.iter().take(6);
        let mut out: Vec<Line> = shown
            .enumerate()
            .map(|(n, at)| {
                let deed = self.view.statement(*at).map_or_else(String::new, |(filed, it)| cite::deed(filed, it));
                let word = if plain(at) { String::new() } else { format!("{}: ", upper_first_word(&deed)) };
                let label = if n == 0 { cite::shortened(name, 40) } else { String::new() };
                let day = self.view.statement(*at).and_then(|(_, it)| it.said_on).map_or_else(String::new, |day| format!(" ({day})"));
                Line::new(label, format!("{word}{}{day}", self.cites.content(*at))).from(self.cites.all(&[*at]))
            })
            .collect();
        if refs.len() > 6 {
            out.push(Line::new("", format!("and {} more; `armistice read` shows them", refs.len() - 6)).from(self.cites.all(&refs[6..])));
        }
        out
    }
}

/// "accept (possible)" as "ACCEPT (possible)".
fn upper_first_word(text: &str) -> String {
    match text.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", first.to_uppercase()),
        None => text.to_uppercase(),
    }
}
