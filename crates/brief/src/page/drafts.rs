//! What persons entered on drafts, beside what reports tell of them: under their names, never merged.

use armistice_types::entries::{Content, DraftEntry, Entered, Paper, Touches};

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// What persons say of one proposal of the view.
    pub(super) fn entered_on(&self, proposal: &str) -> Vec<Line> {
        let on = |touches: &Touches| matches!(touches, Touches::Proposal { id } if id == proposal);
        self.drafts(on).into_iter().flat_map(|(it, draft, _)| self.told(it, draft)).collect()
    }

    /// Papers of which no report tells, and entries that cannot be tied to a proposal any more: named, never left out.
    pub(super) fn papers(&self) -> Vec<Line> {
        let free = |touches: &Touches| matches!(touches, Touches::Paper | Touches::Nothing { .. });
        let mut out = Vec::new();
        let mut last: Option<&str> = None;
        for (it, draft, touches) in self.drafts(free) {
            let name = draft.paper.name.as_str();
            if last != Some(name) {
                let text = match touches {
                    Touches::Nothing { because } => format!("{}; {}", clean(name), clean(because)),
                    _ => format!("{}; no report tells of it", clean(name)),
                };
                out.push(self.by_entries(Line::new("draft", text), std::slice::from_ref(&it.id), true));
            }
            last = Some(name);
            out.extend(self.told(it, draft));
        }
        out
    }

    /// Entries on drafts that are not retracted; by name of the paper, then in the order of the view.
    fn drafts(&self, want: impl Fn(&Touches) -> bool) -> Vec<(&Entered, &DraftEntry, &Touches)> {
        let gone = self.view.retractions();
        let states = self.assessment.entries.iter().filter(|state| want(&state.touches) && !gone.contains_key(state.id.as_str()));
        let found = states.filter_map(|state| Some((self.view.entry(&state.id)?, &state.touches)));
        let mut out: Vec<_> = found
            .filter_map(|(it, touches)| match &it.content {
                Content::Draft(draft) => Some((it, draft, touches)),
                _ => None,
            })
            .collect();
        out.sort_by(|a, b| a.1.paper.name.cmp(&b.1.paper.name));
        out
    }

    /// One line for each thing said.
    fn told(&self, it: &Entered, draft: &DraftEntry) -> Vec<Line> {
        let mut rows: Vec<(&str, String)> = Vec::new();
        rows.extend(draft.text.map(|kind| ("  kind", kind.to_string())));
        rows.extend(draft.version.as_deref().map(|words| ("  version", clean(words))));
        rows.extend(draft.parent.as_ref().map(|paper| ("  made from", self.paper_name(paper))));
        if let Some(handed) = &draft.custody {
            let who = |word: &str, all: &[String]| {
                let names = all.iter().map(|name| clean(name)).collect::<Vec<_>>().join(", ");
                if all.is_empty() { String::new() } else { format!(" {word} {names}") }
            };
            let how = handed.how.as_deref().map_or_else(String::new, |how| format!(", {}", clean(how)));
            let day = handed.date.map_or_else(String::new, |day| format!(", {day}"));
            rows.push(("  custody", format!("went{}{}{how}{day}", who("from", &handed.from), who("to", &handed.to))));
        }
        rows.extend(draft.note.as_deref().map(|words| ("  note", clean(words))));
        let line = |(label, text): (&str, String)| {
            let line = Line::new(label, format!("{text} (as entered by {})", clean(&it.author)));
            self.by_entries(line, std::slice::from_ref(&it.id), true)
        };
        rows.into_iter().map(line).collect()
    }

    /// Its number in this view where it stands on words of a report, else its name.
    fn paper_name(&self, paper: &Paper) -> String {
        let name = clean(&paper.name);
        let here = self.assessment.proposals.iter().find(|it| {
            let texts = it.evidence.iter().filter_map(|at| self.view.report(at.report)).map(|filed| &filed.reading.report.id);
            clean(&it.name) == name && texts.into_iter().any(|id| paper.passages.iter().any(|passage| passage.report == *id))
        });
        here.map_or_else(|| name.clone(), |it| if name.is_empty() { it.id.clone() } else { format!("{} ({name})", it.id) })
    }
}
