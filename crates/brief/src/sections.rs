//! The brief: where the talks stand. With a case, track by track; without one, who says what.

use armistice_types::assessment::{Account, Assessment, Outlook, Position};
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, RoleKind, Track};
use armistice_types::coded::Coded;
use armistice_types::report::Integrity;
use armistice_types::statement::{Act, Anonymity};
use armistice_types::view::{Filed, StatementRef, View};

use crate::cite::{self, Cites};
use crate::clean;
use crate::outline::{Line, Outline, Section};

/// The whole brief. A section with nothing to say is left out.
#[must_use]
pub fn brief(view: &View, coded: &[Coded], assessment: &Assessment) -> Outline {
    let page = Page { view, coded, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    match &view.case {
        Some(case) => {
            sections.push(Section::new("IN SHORT", case.tracks.iter().map(|track| page.in_short(case, track)).collect()));
            sections.extend(case.tracks.iter().map(|track| page.track(case, track)));
        }
        None => sections.push(Section::new("WHO SAYS WHAT", page.who_says_what())),
    }
    sections.push(Section::new("DENIALS", page.denials()));
    sections.push(Section::new("CONFLICTS (two statements that cannot both hold)", page.conflicts()));
    sections.push(Section::new("HOPE AND DOUBT (kept out of positions)", page.hope_and_doubt()));
    sections.push(Section::new("CLOCKS", page.clocks()));
    sections.push(Section::new(if view.case.is_some() { "NOT HEARD" } else { "NAMED BUT NOT HEARD" }, page.not_heard()));
    sections.push(Section::new("DAMAGE", page.damage()));
    sections.push(Section::new("ASK", page.ask()));
    sections.retain(|section| !section.lines.is_empty());
    Outline { title: page.title(), head: head(view, assessment), sections, reports: reports(view) }
}

/// As of, reports, marking, reviewed or not, damage.
pub(crate) fn head(view: &View, assessment: &Assessment) -> Vec<String> {
    let _ = assessment;
    let mut outlets: Vec<String> = view.reports.iter().filter_map(|filed| filed.reading.report.outlet.as_deref()).map(clean).collect();
    outlets.sort();
    outlets.dedup();
    let marking = view.reports.iter().fold(armistice_types::marking::Marking::clear(), |all, filed| all.join(&filed.marking));
    let n = view.reports.len();
    let by = if outlets.is_empty() { String::new() } else { format!(" ({})", outlets.join(", ")) };
    let reviewed = view.reports.iter().filter(|filed| filed.reviewed).count();
    let review = if reviewed == n && n > 0 { "Reviewed.".to_owned() } else { "Machine reading, unreviewed.".to_owned() };
    let moment = view.moment.0.to_string();
    let as_of = moment.get(..16).unwrap_or(&moment).replace('T', " ");
    let mut out = vec![
        format!("as of {as_of} UTC | marking {marking} | for clearance {}", view.clearance),
        format!("{n} {}{by}. {review} L5 = line 5 of the report.", if n == 1 { "report" } else { "reports" }),
        "“quoted” words stand in quotation marks in the report; the rest is its own wording. reporter = said in the report's own voice."
            .to_owned(),
    ];
    for filed in &view.reports {
        let number = if n > 1 { format!("R{}", filed.number) } else { "the report".to_owned() };
        match filed.reading.report.integrity {
            Integrity::RewordedCopy => out.push(format!(
                "! {number} is damaged, reads like a reworded copy: words in “quotes” are as printed in this copy; find the original."
            )),
            Integrity::Cut => out.push(format!("! {number} is cut: sentences are missing or stop in the middle.")),
            _ => {}
        }
    }
    out
}

/// The reports that `R` numbers stand for; none where there is one.
pub(crate) fn reports(view: &View) -> Vec<String> {
    if view.reports.len() < 2 {
        return Vec::new();
    }
    let row = |filed: &Filed| {
        let report = &filed.reading.report;
        let outlet = report.outlet.as_deref().map_or_else(|| "no outlet".to_owned(), clean);
        let day = report.published.map_or_else(|| "no date".to_owned(), |it| it.day().to_string());
        let title = report.title.as_deref().map_or_else(|| clean(&report.path), clean);
        format!("R{}  {day}  {outlet}: {title}", filed.number)
    };
    view.reports.iter().map(row).collect()
}

/// What the sections are built from.
struct Page<'v> {
    view: &'v View,
    coded: &'v [Coded],
    assessment: &'v Assessment,
    cites: Cites<'v>,
}

/// Name of an actor on the page.
pub(crate) fn actor_name(case: &Case, key: &ActorKey) -> String {
    case.actor(key).map_or_else(|| key.to_string(), |row| clean(&row.name))
}

/// Label of an option on the page; "it" where the issue only is touched.
pub(crate) fn option_label(case: &Case, issue: &IssueKey, option: Option<&OptionKey>) -> String {
    let row = case.issue(issue).and_then(|issue| issue.options.iter().find(|row| Some(&row.id) == option));
    row.map_or_else(|| "it".to_owned(), |row| clean(&row.label))
}

impl Page<'_> {
    fn title(&self) -> String {
        match &self.view.case {
            Some(case) => format!("WHERE THE TALKS STAND   {}", clean(&case.name)),
            None => "WHERE THE TALKS STAND".to_owned(),
        }
    }

    fn in_short(&self, case: &Case, track: &Track) -> Line {
        let state = self.assessment.tracks.iter().find(|it| it.track == track.id);
        let issues: Vec<_> = self.assessment.issues.iter().filter(|it| it.track == track.id).collect();
        let mut counts: Vec<String> = Vec::new();
        for status in armistice_types::assessment::Status::ALL {
            let n = issues.iter().filter(|it| it.status == *status).count();
            if n > 0 {
                counts.push(format!("{n} {status}"));
            }
        }
        let silent: Vec<String> = self
            .assessment
            .not_heard
            .iter()
            .filter(|it| it.track.as_ref() == Some(&track.id) && it.roles.contains(&RoleKind::MustAssent))
            .map(|it| clean(&it.name))
            .collect();
        let silent = if silent.is_empty() { String::new() } else { format!("; not heard in its own words: {}", silent.join(", ")) };
        let status = state.map_or_else(|| "unknown".to_owned(), |it| it.status.to_string());
        let _ = case;
        Line::new(clean(&track.name), format!("{status}. Issues: {}{silent}", counts.join(", "))).case_file(track.meta.line)
    }

    fn track(&self, case: &Case, track: &Track) -> Section {
        let state = self.assessment.tracks.iter().find(|it| it.track == track.id);
        let mut lines = Vec::new();
        if !track.linked_to.is_empty() {
            let names: Vec<String> = track
                .linked_to
                .iter()
                .map(|id| case.tracks.iter().find(|row| row.id == *id).map_or_else(|| id.to_string(), |row| clean(&row.name)))
                .collect();
            lines.push(Line::new("linked to", names.join(", ")).case_file(track.meta.line));
        }
        for issue in self.assessment.issues.iter().filter(|it| it.track == track.id) {
            let question = case.issue(&issue.issue).map_or_else(String::new, |row| clean(&row.question));
            let line = case.issue(&issue.issue).map_or(0, |row| row.meta.line);
            let option =
                issue.option.as_ref().map_or_else(String::new, |option| format!(" ({})", option_label(case, &issue.issue, Some(option))));
            let kind = issue.agreed.map_or_else(String::new, |kind| format!(" [{kind}]"));
            let mut head =
                Line::new("ISSUE", format!("{question}: {}{kind}{option}; {}", issue.status.as_str().to_uppercase(), issue.because))
                    .from(self.cites.all(&issue.evidence));
            if head.sources.is_empty() {
                head = head.case_file(line);
            }
            lines.push(head);
            lines.extend(self.own_words(case, &issue.issue));
            lines.extend(self.assessment.accounts.iter().filter(|it| it.issue == issue.issue).map(|it| self.account(case, it)));
        }
        let note = state.map(|it| format!("status: {} ({})", it.status.as_str().to_uppercase(), it.because));
        Section { note, ..Section::new(clean(&track.name).to_uppercase(), lines) }
    }

    fn own_words(&self, case: &Case, issue: &IssueKey) -> Vec<Line> {
        let rows: Vec<&Position> = self.assessment.positions.iter().filter(|it| it.issue == *issue).collect();
        rows.into_iter().map(|it| self.position(case, it)).collect()
    }

    fn position(&self, case: &Case, it: &Position) -> Line {
        let label = option_label(case, &it.issue, it.option.as_ref());
        let day = it.day.map_or_else(String::new, |day| format!(", {day}{}", if it.day_stated { "" } else { " (published)" }));
        let condition = self.condition(it);
        let state = match (it.moves_position, it.superseded) {
            (false, _) => "reported movement, not a position: ",
            (true, true) => "earlier: ",
            (true, false) => "",
        };
        let words = it.evidence.first().map_or_else(String::new, |at| cite::shortened(&self.cites.content(*at), 110));
        Line::new(
            format!("  {}", actor_name(case, &it.actor)),
            format!("{state}{}{condition}: {label} ({}{day}) {words}", it.stance.as_str().to_uppercase(), it.firmness),
        )
        .from(self.cites.all(&it.evidence))
    }

    /// A conditional yes never stands without its condition.
    fn condition(&self, it: &Position) -> String {
        if !it.conditional {
            return String::new();
        }
        let Some((filed, statement)) = it.evidence.first().and_then(|at| self.view.statement(*at)) else {
            return " ON A CONDITION".to_owned();
        };
        let words: Vec<String> = statement.conditions.iter().map(|span| self.cites.words(filed.number, *span)).collect();
        if words.is_empty() { " ON A CONDITION (see its words)".to_owned() } else { format!(" ONLY: “{}”", words.join("”, “")) }
    }

    fn account(&self, case: &Case, it: &Account) -> Line {
        let by = it.by.as_deref().map_or_else(|| "the report".to_owned(), clean);
        let label = option_label(case, &it.issue, it.option.as_ref());
        let words = it.evidence.first().map_or_else(String::new, |at| cite::shortened(&self.cites.content(*at), 90));
        let text = format!("as told by {by}, not in its own words: {}: {label} ({words})", it.stance);
        Line::new(format!("  on {}", actor_name(case, &it.actor)), text).from(self.cites.all(&it.evidence))
    }

    /// Without a case: demands, denials, offers … first, by whom; plain assertions are counted.
    fn who_says_what(&self) -> Vec<Line> {
        let mut groups: Vec<(String, Anonymity, Vec<StatementRef>)> = Vec::new();
        for filed in &self.view.reports {
            for it in filed.reading.statements.iter().filter(|it| it.within.is_none()) {
                if matches!(it.act, Act::Hope | Act::Doubt) {
                    continue;
                }
                let speaker = cite::speaker(filed, it);
                let at = StatementRef { report: filed.number, statement: it.id };
                match groups.iter_mut().find(|(name, ..)| *name == speaker) {
                    Some((_, _, refs)) => refs.push(at),
                    None => groups.push((speaker, it.source.anonymity, vec![at])),
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

    fn denials(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Denial| {
            let (filed, statement) = self.view.statement(it.statement)?;
            let text = format!(
                "{} | of: {} | scope {}: {}",
                self.cites.content(it.statement),
                cite::shortened(&clean(&it.of), 80),
                it.scope,
                it.leaves_open
            );
            Some(Line::new(cite::shortened(&cite::speaker(filed, statement), 36), text).from(self.cites.all(&[it.statement])))
        };
        self.assessment.denials.iter().filter_map(line).collect()
    }

    fn conflicts(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Conflict| {
            let refs: Vec<StatementRef> = it.one.iter().chain(&it.other).copied().collect();
            Line::new(it.kind.as_str(), clean(&it.sentence)).from(self.cites.all(&refs))
        };
        self.assessment.conflicts.iter().map(line).collect()
    }

    fn hope_and_doubt(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Forecast| {
            let first = *it.statements.first()?;
            let (filed, statement) = self.view.statement(first)?;
            let until = match (&statement.horizon, it.until) {
                (Some(horizon), Some(until)) => format!(" (“{}”: to {until})", clean(&horizon.text)),
                (Some(horizon), None) => format!(" (“{}”)", clean(&horizon.text)),
                (None, _) => String::new(),
            };
            let retold =
                if it.statements.len() > 1 { format!(", told {} times, counted once", it.statements.len()) } else { String::new() };
            let word = match it.outlook {
                Outlook::Hope => "hope",
                Outlook::Doubt => "doubt",
            };
            let cue = statement.cue.map_or_else(String::new, |span| format!(" | {}", self.cites.words(filed.number, span)));
            let text = format!("{}{cue} | {}{until}{retold}", cite::speaker(filed, statement), self.cites.content(first));
            Some(Line::new(word, text).from(self.cites.all(&it.statements)))
        };
        self.assessment.forecasts.iter().filter_map(line).collect()
    }

    fn clocks(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::ClockState| {
            let left = match it.days_left {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days if days > 0 => format!("in {days} days"),
                days => format!("{} days ago", -days),
            };
            Line::new(it.date.to_string(), format!("{} ({left})", clean(&it.name))).case_file(it.line)
        };
        self.assessment.clocks.iter().map(line).collect()
    }

    fn not_heard(&self) -> Vec<Line> {
        let case = self.view.case.as_ref();
        self.assessment
            .not_heard
            .iter()
            .map(|it| {
                let track = it
                    .track
                    .as_ref()
                    .and_then(|id| case?.tracks.iter().find(|row| row.id == *id))
                    .map_or_else(String::new, |row| format!(" on {}", clean(&row.name)));
                let roles: Vec<&str> = it.roles.iter().map(|role| role.as_str()).collect();
                let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join(", ")) };
                let told = if it.accounts > 0 { format!("; {} accounts by others", it.accounts) } else { String::new() };
                let line = Line::new(clean(&it.name), format!("no words of its own{track}{roles}{told}"));
                match it.actor.as_ref().and_then(|key| case?.actor(key)) {
                    Some(row) => line.case_file(row.meta.line),
                    None => line,
                }
            })
            .collect()
    }

    fn damage(&self) -> Vec<Line> {
        use armistice_types::problem::Code;
        let mut out = Vec::new();
        for filed in &self.view.reports {
            for code in Code::ALL.iter().filter(|code| !matches!(code, Code::DateUnresolved)) {
                let found: Vec<_> = filed.reading.problems.iter().filter(|it| it.code == *code).collect();
                let Some(first) = found.first() else { continue };
                let index = armistice_types::text::CharIndex::new(&filed.reading.report.text);
                let lines: Vec<String> =
                    found.iter().filter_map(|it| it.span).map(|span| format!("L{}", index.line(span.start()))).collect();
                let number = if self.view.reports.len() > 1 { format!("R{} ", filed.number) } else { String::new() };
                let text =
                    if found.len() == 1 { clean(&first.message) } else { format!("{} times: {}", found.len(), clean(&first.message)) };
                let mut line = Line::new(code.as_str(), text);
                line.sources.push(format!("{number}{}", lines.join(" ")).trim().to_owned());
                out.push(line);
            }
        }
        out
    }

    fn ask(&self) -> Vec<Line> {
        let mut out: Vec<Line> = self.assessment.not_heard.iter().take(8).map(|it| Line::new("", clean(&it.question))).collect();
        for it in self.assessment.conflicts.iter().take(4) {
            let refs: Vec<StatementRef> = it.one.iter().chain(&it.other).copied().collect();
            out.push(Line::new("", format!("Which holds? {}", clean(&it.sentence))).from(self.cites.all(&refs)));
        }
        if self.view.reports.iter().any(|filed| filed.reading.report.integrity == Integrity::RewordedCopy) {
            out.push(Line::new("", "Where is the original text?"));
        }
        let _ = self.coded;
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
