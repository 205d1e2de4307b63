//! Salience: how likely a mention is to be taken up again, by the grammar of its sentence and its distance. Takes
//! chunked sentences, gives the role of every subject; which actor a pronoun means is left to `pronouns`.
//!
//! Weights in the manner of Lappin and Leass (1994): a subject of a main clause before one that is embedded, both
//! before anything else, and nearer before further.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::attribution::Text;
use crate::lexicon::cues::is_plain_say;
use crate::phrases::{Chunk, Phrase};
use crate::subjects::{Sentence, Subject};

/// Words that open a clause which is no main one.
const SUBORDINATE: [&str; 16] = [
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "until", "when", "whereas", "whether",
    "while", "than",
];

/// What a mention is in its clause, the least salient first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Other,
    /// Subject of a clause within another, or one of several subjects.
    Embedded,
    /// Subject of a main clause.
    Main,
}

impl Role {
    /// In the unit in which a sentence further back costs 30.
    pub(super) fn weight(self) -> i64 {
        match self {
            Self::Other => 0,
            Self::Embedded => 20,
            Self::Main => 30,
        }
    }
}

/// The subjects of a text.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    /// By the last token of the noun phrase, or of an apposition to it: the role, and the first token.
    by_head: BTreeMap<usize, (Role, usize)>,
    /// Heads of the subjects of verbs of saying.
    saying: BTreeSet<usize>,
}

impl Subjects {
    /// The subjects of all finite verbs.
    pub(super) fn new(text: &Text<'_>) -> Self {
        let mut out = Self::default();
        for n in 0..text.tokens.sentences.len() {
            let sentence = text.sentence(n);
            for verb in (0..sentence.chunks.len()).filter(|&i| sentence.chunks[i].is_finite()) {
                if let Some(subject) = subject(&sentence, verb) {
                    out.take(&sentence, verb, &subject);
                }
            }
        }
        out
    }

    /// The role of the mention whose last token this is.
    pub(super) fn role(&self, last: usize) -> Role {
        self.by_head.get(&last).map_or(Role::Other, |(role, _)| *role)
    }

    /// Is the word the head of who says something?
    pub(super) fn says(&self, head: usize) -> bool {
        self.saying.contains(&head)
    }

    /// The first tokens of the main subjects whose heads stand within a range, in text order.
    pub(super) fn main(&self, within: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.by_head.range(within).filter(|(_, (role, _))| *role == Role::Main).map(|(_, (_, first))| *first)
    }

    fn take(&mut self, sentence: &Sentence<'_>, verb: usize, subject: &Subject) {
        let role = if several(sentence, subject) || governed(sentence, subject) { Role::Embedded } else { Role::Main };
        for i in subject.chunks.clone().filter(|&i| sentence.chunks[i].is_noun()) {
            // The head, what stands in apposition to it, and who else acts with it.
            let apposed = i > subject.core && matches!(sentence.chunks[i - 1].phrase, Phrase::Comma | Phrase::And);
            if (i == subject.core || apposed) && !relative(sentence, subject, verb) {
                let known = self.by_head.entry(sentence.chunks[i].head()).or_insert((role, sentence.chunks[i].range.start));
                known.0 = role.max(known.0);
                if says(sentence, verb) {
                    self.saying.insert(sentence.chunks[i].head());
                }
            }
        }
    }
}

fn says(sentence: &Sentence<'_>, verb: usize) -> bool {
    is_plain_say(&sentence.tokens.lower(sentence.chunks[verb].head()))
}

/// Left of the verb, or right of a verb of saying behind a quotation.
fn subject(sentence: &Sentence<'_>, verb: usize) -> Option<Subject> {
    let behind_quote = verb > 0 && sentence.chunks[verb - 1].phrase == Phrase::Quote;
    let right = || if says(sentence, verb) { sentence.subject_right(verb) } else { None };
    let left = || sentence.subject_left(verb);
    if behind_quote { right().or_else(left) } else { left().or_else(right) }
}

/// "Marsh and Hale met": none of them alone.
fn several(sentence: &Sentence<'_>, subject: &Subject) -> bool {
    let and = |i: usize| sentence.chunks[i].phrase == Phrase::And;
    let listed = subject.chunks.start.checked_sub(2).is_some_and(|i| and(i + 1) && sentence.chunks[i].phrase == Phrase::Comma);
    subject.chunks.clone().any(and) || listed
}

/// Does another clause govern the one that the subject opens?
fn governed(sentence: &Sentence<'_>, subject: &Subject) -> bool {
    subject.chunks.start.checked_sub(1).map(|i| &sentence.chunks[i]).is_some_and(|chunk| {
        matches!(chunk.phrase, Phrase::That | Phrase::Wh | Phrase::Verb(_)) || sentence.tokens.is_any(chunk.range.start, &SUBORDINATE)
    })
}

/// "Marsh, who leads": the verb of a relative clause makes nobody a subject.
fn relative(sentence: &Sentence<'_>, subject: &Subject, verb: usize) -> bool {
    let between = sentence.chunks.get(subject.chunks.end..verb).unwrap_or_default();
    let opens = between.iter().any(|chunk| matches!(chunk.phrase, Phrase::That | Phrase::Wh));
    opens && !between.iter().any(Chunk::is_finite)
}
