//! A reading moved over to a text with stretches cut out: every span, and every string beside the spans.

use armistice_types::dates::DateMention;
use armistice_types::problem::Problem;
use armistice_types::statement::{Answer, Custody, Proposal, Statement, Term};
use armistice_types::text::Span;

use super::cut::Cut;

/// The cut, and what becomes of a string that has no place of its own.
pub(super) struct Moved<'c> {
    pub(super) cut: &'c Cut,
    pub(super) string: &'c dyn Fn(&str) -> Option<String>,
    pub(super) marker: &'c str,
}

impl Moved<'_> {
    pub(super) fn spans(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().map(|it| self.cut.span(*it)).collect()
    }

    /// The string, or the marker where it may not be shown.
    pub(super) fn or_marker(&self, text: &str) -> String {
        (self.string)(text).unwrap_or_else(|| self.marker.to_owned())
    }

    fn some(&self, text: Option<String>) -> Option<String> {
        text.and_then(|it| (self.string)(&it))
    }

    /// Words that stand at a place: as they stand there now where the cut touches them.
    fn words(&self, text: &str, span: Span) -> String {
        if !self.cut.touches(span) {
            return self.or_marker(text);
        }
        self.cut.text.index().quote(self.cut.span(span)).unwrap_or_default().to_owned()
    }

    pub(super) fn statement(&self, mut it: Statement) -> Statement {
        it.source.span = it.source.span.map(|span| self.cut.span(span));
        it.cue = it.cue.map(|span| self.cut.span(span));
        it.content = self.spans(&it.content);
        it.conditions = self.spans(&it.conditions);
        it.medium = self.some(it.medium);
        if let Some(horizon) = &mut it.horizon {
            horizon.text = self.or_marker(&horizon.text);
        }
        if let Some(denies) = &mut it.denies {
            denies.of = self.or_marker(&denies.of);
        }
        it
    }

    pub(super) fn proposal(&self, it: Proposal) -> Proposal {
        let term = |it: Term| Term { text: self.words(&it.text, it.span), span: self.cut.span(it.span) };
        let answer = |it: Answer| Answer { span: self.cut.span(it.span), ..it };
        let custody = |it: Custody| Custody { how: self.some(it.how), span: self.cut.span(it.span), ..it };
        Proposal {
            name: self.some(it.name),
            version: self.some(it.version),
            terms: it.terms.into_iter().map(term).collect(),
            answers: it.answers.into_iter().map(answer).collect(),
            custody: it.custody.into_iter().map(custody).collect(),
            span: self.cut.span(it.span),
            mentions: self.spans(&it.mentions),
            ..it
        }
    }

    pub(super) fn date(&self, it: DateMention) -> DateMention {
        DateMention { text: self.words(&it.text, it.span), span: self.cut.span(it.span), edtf: it.edtf }
    }
}

/// A problem that says nothing but its kind.
pub(super) fn problem(it: Problem, span: Option<Span>) -> Problem {
    Problem { message: it.code.as_str().replace('-', " "), hint: None, span, code: it.code }
}
