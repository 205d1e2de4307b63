//! What shows that two capitals in a row are a person, where no table knows the given name and no title stands beside it.
//! Takes a name, looks at its clause and at the rest of the text.

use super::Entities;
use super::names::Sort;
use super::salience::Role;
use crate::lexicon::cues::is_plain_say;

impl Entities<'_> {
    /// Does the name stand where a person does: beside a verb of saying or "who", as the subject of one, or called by its
    /// last word alone elsewhere?
    pub(super) fn acts_as_person(&self, n: usize) -> bool {
        let range = &self.names[n].range;
        let say = |i: usize| is_plain_say(&self.tokens.lower(i));
        let beside = say(range.end) || range.start > 0 && say(range.start - 1);
        let who = self.tokens.is(range.end, "who") || self.tokens.is(range.end, ",") && self.tokens.is(range.end + 1, "who");
        beside || who || self.subjects.says(range.end - 1) || self.called_by_surname(n)
    }

    /// "Ada Marsh … Marsh left": the last word alone, without an article, as the subject of a clause.
    fn called_by_surname(&self, n: usize) -> bool {
        let range = &self.names[n].range;
        let article = |start: usize| start > 0 && self.tokens.is_any(start - 1, &["the", "a", "an"]);
        let surname = self.tokens.word(range.end - 1);
        !article(range.start)
            && self.names.iter().any(|it| {
                it.range.len() == 1
                    && it.sort == Sort::Other
                    && self.tokens.word(it.range.start) == surname
                    && !article(it.range.start)
                    && self.subjects.role(it.range.start) == Role::Main
            })
    }
}
