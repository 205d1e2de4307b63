//! Proposals: who put them forward, what they hold, who has them, and what came back. Putting forward is not accepting.

use armistice_types::case::{Case, TrackKey};
use armistice_types::happenings::Named;
use armistice_types::proposals::{Element, ProposalState};
use armistice_types::statement::{ProposalKind, Response, Statement};
use armistice_types::view::{Place, StatementRef};

use super::{Page, actor_name, option_label};
use crate::cite;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// Of one track, the newest first; `None`: those whose track is not told.
    pub(crate) fn proposals(&self, track: Option<&TrackKey>) -> Vec<Line> {
        let rows = self.assessment.proposals.iter().rev().filter(|it| it.track.as_ref() == track);
        let papers = if track.is_none() { self.papers() } else { Vec::new() };
        rows.flat_map(|it| self.proposal(it)).chain(papers).collect()
    }

    fn proposal(&self, it: &ProposalState) -> Vec<Line> {
        let mut lines = vec![Line::new(&it.id, headline(it, &self.assessment.proposals)).from(self.cites.places(&it.evidence))];
        let case = self.view.case.as_ref();
        if let Some(place) = it.track_from {
            let text = "not told in its own sentence; taken from the one before, by the same side";
            lines.push(Line::new("  track", text).from(self.cites.places(&[place])));
        }
        if it.name.is_empty() && it.sponsors.is_empty() {
            lines.extend(it.terms.first().and_then(|term| self.told_as(term.place)));
        }
        for term in &it.terms {
            let option = case.zip(term.option.as_ref());
            let option =
                option.map_or_else(String::new, |(case, (issue, option))| format!(" ({})", option_label(case, issue, Some(option))));
            lines.push(Line::new("  term", format!("{}{option}", clean(&term.text))).from(self.cites.places(&[term.place])));
        }
        if !it.discussed_by.is_empty() {
            let text = format!("{}; nobody accepts by discussing", names(&it.discussed_by));
            lines.push(Line::new("  discussed", text).from(self.cites.places(&it.evidence)));
            lines.extend(self.which(it));
        }
        for passed in &it.custody {
            let hands = [(" from ", &passed.from), (" to ", &passed.to)]
                .map(|(word, all)| if all.is_empty() { String::new() } else { format!("{word}{}", names(all)) });
            let how = passed.how.as_deref().map_or_else(|| "passed on".to_owned(), clean);
            let text = if how == "seen" { format!("seen by {}", names(&passed.to)) } else { format!("{how}{}", hands.concat()) };
            lines.push(Line::new("  custody", text).from(self.cites.places(&passed.evidence)));
        }
        lines.extend(self.entered_on(&it.id));
        for answer in &it.answers {
            let whose = if answer.own_words { "in its own words" } else { "as reported, not in its own words" };
            let day = answer.day.map_or_else(String::new, |day| format!(", {day}"));
            let text = format!("{}: {} ({whose}{day})", clean(&answer.by.name), response(answer.response));
            lines.push(Line::new("  answer", text).from(self.cites.places(&answer.evidence)));
        }
        for denial in self.assessment.denials.iter().filter(|denial| denial.proposal.as_ref() == Some(&it.id)) {
            let who = self.view.statement(denial.statement).map_or_else(String::new, |(filed, said)| cite::speaker(filed, said));
            let refs: Vec<_> = std::iter::once(denial.statement).chain(denial.also.iter().copied()).collect();
            let text = format!("scope {}, by {who}: {}", denial.scope, denial.leaves_open);
            lines.push(Line::new("  denial", text).from(self.cites.all(&refs)));
        }
        if let Some(because) = &it.ball_because {
            let text = if it.ball.is_empty() { clean(because) } else { format!("{} ({})", names(&it.ball), clean(because)) };
            // That no answer is on file does not say that it was put to them.
            let label = if it.ball.is_empty() || it.ball == it.sponsors { "  with whom" } else { "  no answer" };
            lines.push(Line::new(label, text).from(self.cites.places(&it.ball_evidence)));
        }
        lines.extend(case.and_then(|case| self.no_acceptance(case, it)));
        lines.extend(self.elements(it));
        lines
    }

    /// "They are discussing an offer": with neither a hand nor terms it may be one that stands, and no line says so.
    fn which(&self, it: &ProposalState) -> Option<Line> {
        let stands = |other: &&ProposalState| other.track == it.track && !other.sponsors.is_empty() && other.superseded_by.is_none();
        let others: Vec<&str> = self.assessment.proposals.iter().filter(stands).map(|other| other.id.as_str()).collect();
        let bare = it.track.is_some() && it.sponsors.is_empty() && it.terms.is_empty() && it.superseded_by.is_none();
        let text = format!("whether it is {} is not told", others.join(" or "));
        (bare && !others.is_empty()).then(|| Line::new("  which", text).from(self.cites.places(&it.evidence)))
    }

    /// Terms without a name and a hand mean what their sentence says of them: the statement that holds them, whole.
    fn told_as(&self, place: Place) -> Option<Line> {
        let filed = self.view.report(place.report)?;
        let holds = |it: &&Statement| it.content.iter().any(|span| span.overlaps(place.span));
        let size = |it: &&Statement| it.content.iter().map(|span| span.end() - span.start()).sum::<usize>();
        let statement = filed.reading.statements.iter().filter(holds).min_by_key(size)?;
        let at = StatementRef { report: place.report, statement: statement.id };
        Some(Line::new("  told as", cite::shortened(&self.cites.content(at), 200)).from(self.cites.all(&[at])))
    }

    /// Parties that put it forward without a line in which they accept it.
    fn no_acceptance(&self, case: &Case, it: &ProposalState) -> Option<Line> {
        let open = self.without_acceptance(case, it)?;
        let text = format!("no line says that {open} accepts {}: putting forward is not accepting", it.id);
        Some(Line::new("  open", text).from(self.cites.places(&it.evidence)))
    }

    /// Their names: of several who put it forward together, those who must assent.
    pub(super) fn without_acceptance(&self, case: &Case, it: &ProposalState) -> Option<String> {
        if it.superseded_by.is_some() || it.sponsors.len() < 2 {
            return None;
        }
        let accepted =
            |named: &Named| it.answers.iter().any(|answer| answer.by.actor == named.actor && answer.response == Response::Accepted);
        let party = |named: &&Named| {
            let key = named.actor.as_ref();
            key.is_some_and(|key| case.roles.iter().any(|row| row.actor == *key && row.role == armistice_types::case::RoleKind::MustAssent))
        };
        let open: Vec<String> = it
            .sponsors
            .iter()
            .filter(party)
            .filter(|named| !accepted(named))
            .filter_map(|named| named.actor.as_ref())
            .map(|key| actor_name(case, key))
            .collect();
        (!open.is_empty()).then(|| open.join(" or "))
    }

    fn elements(&self, it: &ProposalState) -> Option<Line> {
        if it.elements.is_empty() {
            return None;
        }
        let told: Vec<&str> = it.elements.iter().map(|(element, _)| element.as_str()).collect();
        let rest = Element::ALL.len() - told.len();
        let text = format!("{} reported; the other {rest} of six (UN guidance) not", told.join("; "));
        let places: Vec<_> =
            it.elements.iter().flat_map(|(_, terms)| terms).filter_map(|&n| it.terms.get(n)).map(|term| term.place).collect();
        Some(Line::new("  elements", text).from(self.cites.places(&places)))
    }
}

/// "new proposals, put forward by A and B, 2031-10-05; replaces P1".
fn headline(it: &ProposalState, all: &[ProposalState]) -> String {
    let mut text = if it.name.is_empty() { "terms without a name".to_owned() } else { clean(&it.name) };
    if let Some(kind) = it.kind {
        text.push_str(&format!(" [{kind}]"));
    }
    if let Some(version) = &it.version {
        text.push_str(&format!(", {}", clean(version)));
    }
    text.push_str(&if it.sponsors.is_empty() {
        "; by whom is not told".to_owned()
    } else {
        let how = if it.kind == Some(ProposalKind::AgreedText) { "told to be agreed between" } else { "put forward by" };
        format!(", {how} {}", names(&it.sponsors))
    });
    if let Some(day) = it.day {
        text.push_str(&if it.day_stated { format!(", {day}") } else { format!(", first told of {day}") });
    }
    if let Some(id) = &it.earlier {
        let words = if it.earlier_told { format!("takes the place of {id}") } else { format!("comes after {id}, by inference") };
        text.push_str(&format!("; {words}"));
    }
    if let Some(new) = &it.superseded_by {
        let told = all.iter().any(|other| other.id == *new && other.earlier_told);
        text.push_str(&if told {
            format!("; replaced by {new}")
        } else {
            format!("; {new} comes after it, by inference: no line says that it takes its place")
        });
    }
    text
}

/// "Sent it back" may be with comments or without.
fn response(it: Response) -> String {
    if it == Response::Comments { "SENT BACK OR COMMENTED ON".to_owned() } else { it.as_str().to_uppercase() }
}

fn names(all: &[Named]) -> String {
    all.iter().map(|it| clean(&it.name)).collect::<Vec<_>>().join(", ")
}
