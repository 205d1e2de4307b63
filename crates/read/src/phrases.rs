//! Phrases: a flat cut of each sentence into noun phrases, verb groups and the words between them.
//! Takes tokens and tags, gives chunks in order that cover the sentence. Which phrase is whose
//! subject is left to `subjects`.

use std::ops::Range;

use armistice_types::numbers::spelled;

use crate::tags::Tag;
use crate::tokens::{Kind, Tokens};

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// A base noun phrase: determiner to head noun, possessives inside; or a pronoun.
    Noun,
    /// A noun phrase that says when: "Thursday", "this week".
    Time,
    /// A verb with its auxiliaries, adverbs between them and negation.
    Verb(Form),
    /// A preposition, or a subordinating word other than "that".
    Preposition,
    /// "that" before a clause.
    That,
    /// who, which, what, when …
    Wh,
    /// and, or, but.
    And,
    Adverb,
    Adjective,
    Comma,
    /// A quotation mark.
    Quote,
    /// Any other mark.
    Mark,
    Other,
}

/// The form of a verb group, by its first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Has a tense or a modal: can be the verb of a clause.
    Finite,
    /// "to" and a verb.
    Infinitive,
    /// "saying", "having said".
    Gerund,
    /// A bare past participle: "named after him", "expected".
    Participle,
    /// A bare base form.
    Base,
}

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) phrase: Phrase,
    /// Token range, never empty.
    pub(crate) range: Range<usize>,
}

impl Chunk {
    /// The chunk's last token: the head of a noun phrase, the main verb of a verb group.
    pub(crate) fn head(&self) -> usize {
        self.range.end - 1
    }

    pub(crate) fn is_noun(&self) -> bool {
        self.phrase == Phrase::Noun
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.phrase == Phrase::Verb(Form::Finite)
    }

    pub(crate) fn is_verb(&self) -> bool {
        matches!(self.phrase, Phrase::Verb(_))
    }
}

/// The chunks of one sentence.
pub(crate) fn phrases(tokens: &Tokens<'_>, tags: &[Tag], sentence: &Range<usize>) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let cutter = Cutter { tokens, tags, end: sentence.end };
        let (mut phrase, end) = cutter.next(at);
        // "None reflect the text": a base form right behind a noun is its verb, unless another verb governs both ("let them go").
        let governed = out.len() >= 2 && !matches!(out[out.len() - 2].phrase, Phrase::Comma | Phrase::Mark | Phrase::Quote | Phrase::And);
        if phrase == Phrase::Verb(Form::Base) && out.last().is_some_and(Chunk::is_noun) && !governed {
            phrase = Phrase::Verb(Form::Finite);
        }
        out.push(Chunk { phrase, range: at..end });
        at = end;
    }
    out
}

struct Cutter<'a> {
    tokens: &'a Tokens<'a>,
    tags: &'a [Tag],
    end: usize,
}

impl Cutter<'_> {
    /// "that" before a clause, whatever its tag: a subject follows, and no verb that it could be the subject of.
    fn opens_clause(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        let subject = match self.tags[at] {
            Tag::WDT => next.is_some_and(|next| !next.is_verb() && !matches!(next, Tag::MD | Tag::RB)),
            Tag::DT => next.is_some_and(|next| matches!(next, Tag::DT | Tag::PRP | Tag::PRPS | Tag::NNP | Tag::NNPS | Tag::NNS | Tag::EX)),
            _ => false,
        };
        subject && self.tokens.is(at, "that")
    }

    fn tag(&self, i: usize) -> Option<Tag> {
        (i < self.end).then(|| self.tags[i])
    }

    /// The chunk that starts at `at`, with its end.
    fn next(&self, at: usize) -> (Phrase, usize) {
        if self.opens_clause(at) {
            return (Phrase::That, at + 1);
        }
        if let Some(end) = self.noun(at) {
            let phrase = if self.says_when(at..end) { Phrase::Time } else { Phrase::Noun };
            return (phrase, end);
        }
        if let Some((form, end)) = self.verb(at) {
            return (Phrase::Verb(form), end);
        }
        let word = self.tokens.word(at);
        let phrase = match self.tags[at] {
            Tag::POS => Phrase::Other,
            _ if self.tokens.kind(at) == Kind::Quote => Phrase::Quote,
            _ if word == "," => Phrase::Comma,
            _ if self.tokens.kind(at) == Kind::Punct => Phrase::Mark,
            Tag::IN if self.tokens.is(at, "that") => Phrase::That,
            Tag::IN | Tag::TO => Phrase::Preposition,
            Tag::WDT | Tag::WP | Tag::WRB | Tag::WPS => Phrase::Wh,
            Tag::CC => Phrase::And,
            Tag::RB | Tag::RBR | Tag::RBS | Tag::RP => Phrase::Adverb,
            Tag::JJ | Tag::JJR | Tag::JJS => Phrase::Adjective,
            _ => Phrase::Other,
        };
        (phrase, at + 1)
    }

    /// The end of the noun phrase that starts at `at`.
    fn noun(&self, at: usize) -> Option<usize> {
        use Tag::{CD, DT, EX, JJ, JJR, JJS, NN, NNP, NNPS, NNS, PDT, POS, PRP, PRPS, VBG, VBN};
        if matches!(self.tags[at], PRP | EX) {
            return Some(at + 1);
        }
        let mut i = at;
        let mut head = None;
        // "about 900 members", "more than a third"
        if self.tokens.is_any(i, &["about", "some", "nearly", "almost", "around", "over"]) && self.tag(i + 1) == Some(CD) {
            i += 1;
        }
        if self.tokens.is_any(i, &["more", "fewer", "less"]) && self.tokens.is(i + 1, "than") && self.tag(i + 2) == Some(CD) {
            i += 2;
        }
        while let Some(tag) = self.tag(i) {
            let kind = self.tokens.kind(i);
            let next = self.tag(i + 1);
            match tag {
                _ if kind == Kind::Quote && tag != POS => break,
                // "the union yesterday": the day is a phrase of its own.
                NN | NNP if head.is_some() && crate::lexicon::calendar::is_day_or_month(&self.tokens.lower(i)) => break,
                NN | NNS | NNP | NNPS => head = Some(i + 1),
                // "an agreement 40 minutes before": how long is a phrase of its own.
                CD if head.is_some() && next == Some(NNS) && crate::lexicon::calendar::is_stretch(&self.tokens.lower(i + 1)) => {
                    break;
                }
                // "in the upper valley four people were killed": a count in words begins a phrase.
                CD if head.is_some()
                    && next == Some(NNS)
                    && spelled(&self.tokens.lower(i)).is_some()
                    && i > at
                    && self.tags[i - 1] != CD =>
                {
                    break;
                }
                CD => head = Some(i + 1),
                PRPS if i == at => {}
                DT | PDT if head.is_none() => {
                    // "this", "both" on their own
                    if !next.is_some_and(|next| {
                        matches!(next, NN | NNS | NNP | NNPS | CD | JJ | JJR | JJS | VBG | VBN | DT | Tag::RB | Tag::RBS | PRPS)
                    }) {
                        return Some(i + 1).filter(|_| !self.tokens.is_any(i, &["the", "a", "an"]));
                    }
                }
                JJ | JJR | JJS => {}
                // "the so-called offer", "a proposed text", "its governing council": inside, before a noun.
                VBG | VBN if i > at && head.is_none() && next.is_some_and(|next| matches!(next, NN | NNS | NNP | NNPS | JJ)) => {}
                Tag::RB | Tag::RBS if i > at && head.is_none() && next.is_some_and(|next| matches!(next, JJ | JJR | JJS | VBN)) => {}
                POS if head == Some(i) => {}
                _ if self.tokens.is_any(i, &["&", "%", "$", "€", "£"]) => head = if self.tokens.is(i, "%") { Some(i + 1) } else { head },
                _ if self.tokens.is(i, "-") && head == Some(i) && next.is_some_and(|next| matches!(next, NN | NNS | NNP | JJ)) => {}
                _ => break,
            }
            i += 1;
            // A new determiner starts a new phrase.
            if head.is_some() && matches!(self.tag(i), Some(DT | PDT | PRPS)) {
                break;
            }
        }
        // "an official", "the accused": an adjective behind its article, with no noun to follow.
        let alone = head.is_none() && i > at + 1 && matches!(self.tags[at], DT | PRPS) && matches!(self.tags[i - 1], JJ | JJR | JJS);
        let end = if alone { i } else { head? };
        // "the union's": the possessive without what it possesses belongs to the phrase.
        Some(if self.tag(end) == Some(POS) && i > end { end + 1 } else { end })
    }

    /// Does the noun phrase say when? Its head is a day, a month or a stretch of time.
    fn says_when(&self, range: Range<usize>) -> bool {
        let head = self.tokens.lower(range.end - 1);
        let day = crate::lexicon::calendar::is_day_or_month(&head);
        if day {
            return range.len() == 1 || !self.tags[range.start..range.end - 1].contains(&Tag::POS);
        }
        let span = crate::lexicon::calendar::is_stretch(&head);
        span && (range.len() == 1
            || self.tokens.is_any(range.start, &["this", "last", "next", "that", "earlier", "late", "early", "each", "every"]))
    }

    /// The form and end of the verb group that starts at `at`.
    fn verb(&self, at: usize) -> Option<(Form, usize)> {
        use Tag::{MD, TO, VB, VBD, VBG, VBN, VBP, VBZ};
        let tag = self.tags[at];
        let mut main = at;
        let form = match tag {
            MD | VBD | VBP | VBZ => Form::Finite,
            VBG => Form::Gerund,
            VBN => Form::Participle,
            VB => Form::Base,
            TO if self.after_adverbs(at + 1).is_some_and(|i| self.tags[i] == VB) => {
                main = self.after_adverbs(at + 1)?;
                Form::Infinitive
            }
            _ => return None,
        };
        while let Some(next) = self.after_adverbs(main + 1) {
            let goes_on = match self.tags[next] {
                VB => self.tags[main] == MD || self.is_form_of_do(main),
                VBN => self.is_have(main) || self.is_be(main),
                VBD => self.is_have(main) || self.is_be(main) && next == main + 1,
                VBG => self.is_be(main),
                _ => false,
            };
            if !goes_on {
                break;
            }
            main = next;
        }
        // A trailing "not" belongs to the group: "is not".
        let mut end = main + 1;
        if self.tokens.is_any(end, &["not", "n't", "n’t"]) && end < self.end {
            end += 1;
        }
        Some((form, if end > main + 1 && self.is_be(main) { end } else { main + 1 }))
    }

    /// The first token at or after `i` that is no adverb, within the sentence.
    fn after_adverbs(&self, mut i: usize) -> Option<usize> {
        while i < self.end && (matches!(self.tags[i], Tag::RB | Tag::RBR) || self.tokens.is_any(i, &["n't", "n’t", "not"])) {
            i += 1;
        }
        (i < self.end).then_some(i)
    }

    fn is_be(&self, i: usize) -> bool {
        self.tokens.is_any(i, &["be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
    }

    fn is_have(&self, i: usize) -> bool {
        self.tokens.is_any(i, &["have", "has", "had", "having", "'ve", "’ve", "'d", "’d", "'s", "’s"])
    }

    fn is_form_of_do(&self, i: usize) -> bool {
        self.tokens.is_any(i, &["do", "does", "did"])
    }
}
