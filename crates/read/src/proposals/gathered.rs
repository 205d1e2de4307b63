//! The proposals found so far, and to which of them a noun phrase points. A mention joins an earlier one
//! only where its distinguishing words are the same, or where the report has one proposal only.

use std::collections::BTreeMap;
use std::ops::Range;

use armistice_types::statement::{ActorId, Proposal, ProposalId, ProposalKind, Term};
use armistice_types::text::Span;

use super::{Setting, people};
use crate::lexicon::phrases::paper_nouns;
use crate::statements::number;
use crate::tags::Tag;
use crate::tokens::Kind;

/// Words that tell no proposal from another.
const PLAIN: [&str; 18] = [
    "a", "an", "the", "their", "its", "his", "her", "that", "this", "any", "new", "latest", "some", "these", "those", "own", "written",
    "whole",
];

pub(super) struct Gathered<'a, 's, 't> {
    setting: &'a Setting<'s, 't>,
    /// With the words that tell it from others.
    found: Vec<(Vec<String>, Proposal)>,
    /// Noun phrases by their first token, and what they point to.
    referred: BTreeMap<usize, usize>,
    /// The one spoken of last, and in which paragraph.
    last: Option<(usize, usize)>,
}

impl<'a, 's, 't> Gathered<'a, 's, 't> {
    pub(super) fn new(setting: &'a Setting<'s, 't>) -> Self {
        Self { setting, found: Vec::new(), referred: BTreeMap::new(), last: None }
    }

    pub(super) fn get(&mut self, at: usize) -> &mut Proposal {
        &mut self.found[at].1
    }

    /// A proposal of its own.
    pub(super) fn add(&mut self, name: Option<&Range<usize>>, tokens: &Range<usize>) -> usize {
        let text = self.setting.text;
        let span = self.span(tokens);
        let shown = |it: &Range<usize>| text.tokens.words(it).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = name.map(|it| self.key(it)).unwrap_or_default();
        self.found.push((
            key,
            Proposal {
                id: ProposalId(number(self.found.len())),
                name: name.map(shown),
                kind: name.and_then(|it| self.kind(it)),
                version: None,
                sponsors: Vec::new(),
                discussed_by: Vec::new(),
                terms: Vec::new(),
                earlier: None,
                earlier_told: false,
                when: None,
                answers: Vec::new(),
                custody: Vec::new(),
                span,
                mentions: Vec::new(),
            },
        ));
        self.spoken_of(self.found.len() - 1, tokens)
    }

    /// The proposal that a noun phrase points to, a new one where it points to none; `None` where it cannot be told.
    pub(super) fn refer(&mut self, np: &Range<usize>) -> Option<usize> {
        let tokens = self.setting.text.tokens;
        if let Some(at) = self.referred.get(&np.start) {
            return Some(*at);
        }
        // "no paper", "any plan", "one text": nothing that exists, or no one of them.
        if tokens.is_any(np.start, &["no", "any", "what", "which", "another", "every"]) {
            return None;
        }
        let at = self.referred_anew(np)?;
        self.referred.insert(np.start, at);
        Some(at)
    }

    fn referred_anew(&mut self, np: &Range<usize>) -> Option<usize> {
        let tokens = self.setting.text.tokens;
        let key = self.key(np);
        let definite = tokens.is_any(np.start, &["the", "their", "its", "his", "her", "that", "this"]);
        if let Some(at) = self.by_possessor(np) {
            return Some(self.spoken_of(at, np));
        }
        // "The tentative accord": the text that the report tells to be agreed.
        if let Some(at) = self.agreed_text().filter(|_| definite && !is_paper(&tokens.lower(np.end - 1))) {
            return Some(self.spoken_of(at, np));
        }
        let known = self.found.iter().rposition(|(words, _)| *words == key && !key.is_empty());
        let at = match known {
            Some(at) if definite || key.len() > 1 => at,
            _ if definite && key.len() <= 1 => match self.found.len() {
                0 => return Some(self.add(Some(np), np)),
                1 => 0,
                _ => self.in_hand(np)?,
            },
            _ => return Some(self.add(Some(np), np)),
        };
        Some(self.spoken_of(at, np))
    }

    /// "The plan", of several: the one spoken of last in this paragraph or the one before, where it has no name or one with the same noun.
    fn in_hand(&self, np: &Range<usize>) -> Option<usize> {
        let tokens = self.setting.text.tokens;
        let (at, paragraph) = self.last?;
        let name = self.found[at].1.name.as_deref().and_then(|it| it.rsplit(' ').next()).map(str::to_lowercase);
        let near = tokens.paragraph_of(np.start) <= paragraph + 1;
        (near && name.is_none_or(|noun| noun == tokens.lower(np.end - 1))).then_some(at)
    }

    /// The one text that sides are told to have agreed.
    pub(super) fn agreed_text(&self) -> Option<usize> {
        let mut all = (0..self.found.len()).filter(|&at| self.found[at].1.kind == Some(ProposalKind::AgreedText));
        all.next().filter(|_| all.next().is_none())
    }

    /// "The judge's paper": the one paper that the judge put forward.
    fn by_possessor(&self, np: &Range<usize>) -> Option<usize> {
        let of = np.clone().find(|&t| self.setting.text.tags[t] == Tag::POS)?;
        if self.key(&(of + 1..np.end)).len() > 1 {
            return None;
        }
        let by = people::known(self.setting, np.start..of).or_else(|| people::titled(self.setting, of.checked_sub(1)?))?;
        let mut all = (0..self.found.len()).filter(|&at| self.found[at].1.sponsors.contains(&by));
        all.next().filter(|_| all.next().is_none())
    }

    /// What "it" at the head of a sentence stands for: the paper of the paragraph.
    pub(super) fn it(&mut self, token: usize) -> Option<usize> {
        let here = self.setting.text.tokens.paragraph_of(token);
        self.last.filter(|(_, paragraph)| *paragraph == here).map(|(at, _)| at)
    }

    /// What "it" stands for as an object: the paper that the sentence before, in the same paragraph, spoke of last.
    pub(super) fn just_before(&mut self, token: usize) -> Option<usize> {
        let at = self.it(token)?;
        let here = self.setting.text.tokens.sentence_of(token);
        let before = here.checked_sub(1).and_then(|n| self.setting.text.tokens.sentences.get(n)).map(|it| self.span(it));
        // "it had received the paper and was studying it"
        let own = self.setting.text.tokens.sentences.get(here).filter(|it| it.start < token).map(|it| self.span(&(it.start..token)));
        let there = |it: &Span| before.is_some_and(|span| it.overlaps(span)) || own.is_some_and(|span| it.overlaps(span));
        self.found[at].1.mentions.iter().any(there).then_some(at)
    }

    /// What a noun phrase that starts at this token was found to point to.
    pub(super) fn referred(&self, token: usize) -> Option<usize> {
        self.referred.get(&token).copied()
    }

    /// Of exactly two, the one that is not this.
    pub(super) fn the_other(&self, at: usize) -> Option<usize> {
        (self.found.len() == 2).then_some(1 - at.min(1))
    }

    /// The next "it" means this one.
    pub(super) fn in_focus(&mut self, at: usize, token: usize) {
        self.last = Some((at, self.setting.text.tokens.paragraph_of(token)));
    }

    fn spoken_of(&mut self, at: usize, tokens: &Range<usize>) -> usize {
        let span = self.span(tokens);
        if self.found[at].1.mentions.last() != Some(&span) {
            self.found[at].1.mentions.push(span);
        }
        self.last = Some((at, self.setting.text.tokens.paragraph_of(tokens.start)));
        at
    }

    pub(super) fn sponsors(&mut self, at: usize, people: Vec<ActorId>) {
        let all = &mut self.found[at].1.sponsors;
        for id in people {
            if !all.contains(&id) {
                all.push(id);
            }
        }
    }

    /// The one proposal with a term of this head noun.
    pub(super) fn with_term(&self, head: &str) -> Option<usize> {
        let ends = |it: &Proposal| it.terms.iter().any(|term| term.text.to_lowercase().split(' ').next_back() == Some(head));
        let mut all = (0..self.found.len()).filter(|&at| ends(&self.found[at].1));
        all.next().filter(|_| all.next().is_none())
    }

    /// Adds terms, without their article; a term that stands there already is not added again.
    pub(super) fn terms(&mut self, at: usize, items: &[Range<usize>]) {
        for item in items {
            let articles = ["a", "an", "the", "some", "their", "its"];
            let start = if self.setting.text.tokens.is_any(item.start, &articles) { item.start + 1 } else { item.start };
            let tokens = start..item.end;
            if tokens.is_empty() {
                continue;
            }
            let text = self.setting.text.tokens.words(&tokens).split_whitespace().collect::<Vec<_>>().join(" ");
            let span = self.span(&tokens);
            let all = &mut self.found[at].1.terms;
            if !all.iter().any(|it| it.text.eq_ignore_ascii_case(&text)) {
                all.push(Term { text, span });
            }
        }
    }

    /// Those with something to tell, numbered anew.
    pub(super) fn finish(mut self) -> Vec<Proposal> {
        let earlier: Vec<ProposalId> = self.found.iter().filter_map(|(_, it)| it.earlier).collect();
        let tells = |it: &Proposal| {
            !(it.sponsors.is_empty() && it.discussed_by.is_empty() && it.terms.is_empty() && it.answers.is_empty() && it.custody.is_empty())
                || it.earlier.is_some()
                || earlier.contains(&it.id)
        };
        self.found.retain(|(_, it)| tells(it));
        let old: Vec<ProposalId> = self.found.iter().map(|(_, it)| it.id).collect();
        let new = |id: ProposalId| old.iter().position(|it| *it == id).map(|n| ProposalId(number(n)));
        let all = self.found.into_iter().map(|(_, it)| it);
        all.map(|it| Proposal { id: new(it.id).unwrap_or(it.id), earlier: it.earlier.and_then(new), ..it }).collect()
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        self.setting.index.span(self.setting.text.tokens.bytes(tokens))
    }

    /// The words that tell a paper from others, folded to the singular: those of the phrase, and what it is said to be of or for
    /// ("the offer of 12 percent" is not the one of 15).
    fn key(&self, np: &Range<usize>) -> Vec<String> {
        let tokens = self.setting.text.tokens;
        let of = tokens.is_any(np.end, &["of", "for"]);
        let behind = if of { np.end + 1..np.end + 3 } else { np.end..np.end };
        let of_it = behind.take_while(|&t| matches!(tokens.kind(t), Kind::Word | Kind::Number));
        let words = np.clone().filter(|&t| self.setting.text.tags[t] != Tag::POS).chain(of_it).map(|t| tokens.lower(t));
        // "the two-page paper" is the paper.
        words
            .filter(|word| !PLAIN.contains(&word.as_str()) && !word.ends_with("-page") && !word.ends_with("-page,"))
            .map(|word| word.trim_end_matches('s').to_owned())
            .collect()
    }

    fn kind(&self, np: &Range<usize>) -> Option<ProposalKind> {
        let has = |words: &[&str]| np.clone().any(|t| self.setting.text.tokens.is_any(t, words));
        match () {
            () if has(&["non-paper"]) => Some(ProposalKind::NonPaper),
            () if has(&["bridging"]) => Some(ProposalKind::Bridging),
            () if has(&["agreed"]) && has(&["text"]) => Some(ProposalKind::AgreedText),
            () if has(&["tentative", "provisional", "preliminary", "initialled"])
                && has(&["agreement", "deal", "accord", "settlement", "pact"]) =>
            {
                Some(ProposalKind::AgreedText)
            }
            () if has(&["mediator", "mediators"]) => Some(ProposalKind::MediatorsText),
            () => None,
        }
    }
}

/// Is this the noun of a paper?
pub(super) fn is_paper(word: &str) -> bool {
    paper_nouns().at(&[word.to_owned()], 0).is_some_and(|(kind, _)| kind == "paper")
}
