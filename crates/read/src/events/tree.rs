//! What the tree of a sentence says of an event where flat chunks do not: whose verb a bare past form is, who is given something, and those
//! acted upon who stand deeper ("rejected a call from the guards", "lifted a ban on crews", "imposed a curfew in Norway").

use std::ops::Range;

use super::clauses::Clauses;
use super::further::OF_A_PLACE;
use super::people::Who;
use crate::lexicon::events::{is_object, is_told};
use crate::phrases::Phrase;
use crate::syntax::Kind;
use crate::tags::Tag;

/// Behind these stands a place, which is acted upon by some types only.
const WHERE: [&str; 3] = ["in", "inside", "at"];
/// How deep a noun may hang below the verb.
const DEEP: usize = 4;
/// How deep a state may be named.
const STEPS: usize = 8;

impl Clauses<'_> {
    /// The tokens that depend on a token, in text order.
    fn below(&self, head: usize) -> impl Iterator<Item = usize> {
        let parse = self.setting.text.parse();
        self.sentence.range.clone().filter(move |&t| t != head && parse.head(t) == Some(head))
    }

    fn relation(&self, token: usize) -> &'static str {
        self.setting.text.parse().relation(token)
    }

    pub(super) fn chunk_of(&self, token: usize) -> usize {
        self.sentence.chunks.partition_point(|it| it.range.end <= token).min(self.sentence.chunks.len() - 1)
    }

    /// The noun that the tree gives a verb as its subject: its own, that of the verb it is joined to or hangs on, or whom that verb bids.
    fn subject_token(&self, main: usize) -> Option<usize> {
        let mut verb = main;
        for _ in 0..DEEP {
            let own = self.below(verb).find(|&t| t < verb && matches!(self.relation(t), "nsubj" | "nsubj:pass"));
            if let Some(own) = own {
                return (verb != main || self.relation(own) == "nsubj").then_some(own);
            }
            let relation = self.relation(verb);
            let governor = self.setting.text.parse().head(verb).filter(|it| self.sentence.range.contains(it) && *it < verb)?;
            if !matches!(relation, "xcomp" | "conj" | "advcl") {
                return None;
            }
            if relation == "xcomp"
                && let Some(bidden) = self.below(governor).find(|&t| governor < t && t < verb && self.relation(t) == "obj")
            {
                return Some(bidden);
            }
            verb = governor;
        }
        None
    }

    /// Chunks of the noun that the tree gives a verb as its active subject, left of it, with what is listed behind it.
    pub(super) fn subject_by_tree(&self, verb: usize) -> Option<Range<usize>> {
        let noun = self.subject_token(self.main(verb))?;
        let chunk = self.chunk_of(noun);
        let last = self.below(noun).filter(|&t| t > noun && self.relation(t) == "conj").last().map_or(chunk, |t| self.chunk_of(t));
        // "thousands of Norwegians"
        let of = self.opens(chunk + 1, &["of"]) && self.phrase(chunk + 2) == Some(Phrase::Noun) && chunk + 2 < verb;
        let last = last.max(if of { chunk + 2 } else { chunk });
        (chunk < verb && self.phrase(chunk) == Some(Phrase::Noun)).then(|| chunk..last.clamp(chunk, verb - 1) + 1)
    }

    /// Does the tree give a bare past form a subject of its own?
    pub(super) fn has_subject(&self, verb: usize) -> bool {
        let main = self.main(verb);
        self.below(main).any(|t| t < main && self.relation(t) == "nsubj")
    }

    /// "opened the port and was refusing": has the verb its subject from another verb?
    pub(super) fn shares_subject(&self, verb: usize) -> bool {
        let main = self.main(verb);
        let joined = (0..verb).rev().find(|&i| self.phrase(i) != Some(Phrase::Adverb)).is_some_and(|i| self.phrase(i) == Some(Phrase::And));
        joined && self.relation(main) == "conj" && !self.below(main).any(|t| self.relation(t).starts_with("nsubj"))
    }

    /// "was attacked by gunmen": who stands behind "by".
    pub(super) fn agent(&self, verb: usize) -> Vec<Who> {
        let by = |t: usize| self.below(t).any(|it| it < t && self.relation(it) == "case" && self.lower(it) == "by");
        let agent = self.below(self.main(verb)).find(|&t| self.relation(t).starts_with("obl") && by(t));
        agent.map_or_else(Vec::new, |t| self.named_at(t, None))
    }

    /// "gave the port five boats": to whom.
    pub(super) fn given(&self, verb: usize) -> Vec<Who> {
        let to = self.below(self.main(verb)).find(|&t| self.relation(t) == "iobj");
        to.map_or_else(Vec::new, |t| self.named_at(t, None))
    }

    /// Those acted upon, by what hangs on the verb: first what is nearest to it. `fit` says who may be.
    pub(super) fn upon_by_tree(&self, kind: &str, verb: usize, fit: &dyn Fn(&Who) -> bool) -> Vec<Who> {
        self.deeper(kind, self.main(verb), DEEP, false, fit)
    }

    /// "loans to the port were frozen", "a request by the guards was turned down": those named below the subject of a passive.
    pub(super) fn upon_by_subject(&self, kind: &str, verb: usize, fit: &dyn Fn(&Who) -> bool) -> Vec<Who> {
        let subject = self.below(self.main(verb)).find(|&t| self.relation(t).starts_with("nsubj"));
        subject.map_or_else(Vec::new, |t| self.deeper(kind, t, DEEP, true, fit))
    }

    fn deeper(&self, kind: &str, head: usize, depth: usize, object: bool, fit: &dyn Fn(&Who) -> bool) -> Vec<Who> {
        let rank = |t: usize| match self.relation(t) {
            "iobj" => Some(0),
            "nmod:poss" | "compound" | "amod" if object => Some(1),
            "obj" => Some(2),
            "nsubj:pass" if t > head => Some(2),
            "xcomp" => Some(3),
            "nmod" | "nmod:of" => Some(4),
            "obl" | "obl:arg" => Some(5),
            "ccomp" | "advcl" | "acl" if matches!(kind, "PROTEST" | "REJECT" | "REQUEST" | "THREATEN") => Some(6),
            _ => None,
        };
        let mut below: Vec<(usize, usize)> = self.below(head).filter(|&t| object || t > head).filter_map(|t| Some((rank(t)?, t))).collect();
        below.sort_unstable();
        for (rank, t) in below {
            let marks = |it: usize| matches!(self.relation(it), "case" | "mark");
            let preposition = self.below(t).find(|&it| it < t && marks(it)).map(|it| self.lower(it));
            let of = preposition.as_deref() == Some("of") && rank == 4;
            // "an offer by the guards", "raids by the guards": whose they are.
            let by = object && preposition.as_deref() == Some("by") && matches!(kind, "ACCUSE" | "REJECT");
            let aside = |it: &str| is_told(it, "beside") || is_told(it, "before to");
            if preposition.as_deref().is_some_and(aside) && !of && !by || self.phrase(self.chunk_of(t)) == Some(Phrase::Time) {
                continue;
            }
            // "met in Selm": nobody is acted upon by being where something happens, but by some types a state or a town is.
            let defiance = kind == "PROTEST" && !self.setting.text.tokens.capital(t) && self.below(t).any(|it| self.relation(it) == "nmod");
            if preposition.as_deref().is_some_and(|it| WHERE.contains(&it)) && !OF_A_PLACE.contains(&kind) && !defiance {
                continue;
            }
            let mut found = match rank {
                6 if self.relation(t) != "acl" => self.clause_subject(t),
                1 => self.state_at(t).or_else(|| self.setting.at(t).map(Who::Known)).into_iter().collect(),
                6 => Vec::new(),
                _ => self.named_at(t, preposition.as_deref()),
            };
            if !by {
                self.without_own(kind, &mut found);
            }
            found.retain(fit);
            if found.is_empty() && depth > 0 && rank != 1 {
                found = self.deeper(kind, t, depth - 1, !matches!(rank, 3 | 6), fit);
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The first state named anywhere below the verb: "investigates killings in Norway", "fasted in protest at Norwegian plans".
    pub(super) fn state_below(&self, kind: &str, verb: usize) -> Vec<Who> {
        let main = self.main(verb);
        let named = (main + 1..self.sentence.range.end).find_map(|t| self.state_at(t).filter(|_| self.is_below(kind, t, main)));
        named.into_iter().collect()
    }

    /// Does a token hang on another by phrases of its own clause, none of them beside the matter, nor only where it happens?
    fn is_below(&self, kind: &str, token: usize, main: usize) -> bool {
        let parse = self.setting.text.parse();
        let mut at = token;
        for _ in 0..STEPS {
            let carries = matches!(
                self.relation(at),
                "obj"
                    | "iobj"
                    | "obl"
                    | "obl:arg"
                    | "nmod"
                    | "nmod:of"
                    | "nmod:poss"
                    | "compound"
                    | "amod"
                    | "appos"
                    | "conj"
                    | "xcomp"
                    | "acl"
            );
            let preposition = self.below(at).find(|&it| it < at && self.relation(it) == "case").map(|it| self.lower(it));
            let beside = preposition.as_deref().is_some_and(|it| {
                it != "of" && it != "over" && is_told(it, "beside")
                    || is_told(it, "before to")
                    || WHERE.contains(&it) && !OF_A_PLACE.contains(&kind)
            });
            let Some(head) = parse.head(at).filter(|_| carries && !beside) else { return false };
            if head == main {
                return true;
            }
            at = head;
        }
        false
    }

    /// "demanded that the guards leave": those who are to do it.
    fn clause_subject(&self, verb: usize) -> Vec<Who> {
        let subject = self.below(verb).find(|&t| self.relation(t).starts_with("nsubj"));
        subject.map_or_else(Vec::new, |t| self.named_at(t, None))
    }

    /// Forces and inspectors that somebody sends, offers or takes back are his own.
    pub(super) fn without_own(&self, kind: &str, found: &mut Vec<Who>) {
        if matches!(kind, "ACCUSE" | "AGREE" | "AID" | "MOBILIZE" | "REJECT" | "RETREAT") {
            let own = |words: &Range<usize>| {
                let noun = words.clone().take_while(|&t| t == words.start || self.setting.text.tags[t] != Tag::IN).last();
                noun.is_some_and(|t| is_object(&self.lower(t), "forces") || is_object(&self.lower(t), "inspectors"))
            };
            found.retain(|who| !matches!(who, Who::Described(words) if own(words)));
        }
    }

    /// Whom a noun and those listed with it name.
    fn named_at(&self, token: usize, preposition: Option<&str>) -> Vec<Who> {
        let place = preposition.is_some_and(|it| WHERE.contains(&it));
        let mut out = Vec::new();
        let listed = std::iter::once(token).chain(self.below(token).filter(|&t| self.relation(t) == "conj"));
        for t in listed {
            let chunk = self.chunk_of(t);
            let mut found =
                if self.phrase(chunk) == Some(Phrase::Noun) { self.people(std::slice::from_ref(&(chunk..chunk + 1))) } else { Vec::new() };
            if place {
                found.retain(|who| matches!(who, Who::Known(at) if self.setting.actors.is_place(*at)) || matches!(who, Who::State(..)));
            }
            if found.is_empty() {
                found = self.place_at(t).or_else(|| self.state_at(t)).into_iter().collect();
            }
            out.extend(found);
        }
        out
    }

    /// A place by its name at a token: by the table, or by what the network takes for one.
    pub(super) fn place_at(&self, token: usize) -> Option<Who> {
        let parse = self.setting.text.parse();
        let (words, _) = self.setting.name_at(token).filter(|(_, kind)| *kind == Kind::Place)?;
        let first = parse.words.all[words.start].tokens.start;
        let range = first..parse.words.all[words.end - 1].tokens.end;
        let head = range.end == token + 1 && self.setting.text.tokens.capital(token);
        let demonym = self.setting.actors.is_demonym(self.setting.text.tokens.words(&range));
        let first = range.start + usize::from(self.setting.text.tokens.is(range.start, "the") && range.len() > 1);
        (head && !demonym).then_some(Who::Place(first..range.end))
    }

    /// The state whose name or adjective stands at a token.
    fn state_at(&self, token: usize) -> Option<Who> {
        let tokens = self.setting.text.tokens;
        (0..3usize.min(token + 1 - self.sentence.range.start)).rev().find_map(|more| {
            let words = token - more..token + 1;
            Some(Who::State(self.setting.actors.state_in(tokens.words(&words))?, words))
        })
    }
}
