//! Actors of a report: names with titles and affiliations, and the sources that are only described.
//! Takes chunks; gives actors with their mentions, and answers who a noun phrase or pronoun stands for.
//!
//! A phrase with no antecedent becomes an actor as described; nothing is guessed: a wrong speaker is
//! worse than a bare description.

mod apposition;
mod clusters;
mod describe;
mod names;
mod resolve;

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use crate::attribution::Text;
pub(crate) use clusters::Variant;
pub(crate) use resolve::Context;

/// One actor of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    /// Fullest form, without article and honorific.
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) roles: Vec<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) count: Option<u32>,
    /// "he" or "she", where title, first name or a pronoun gives it.
    pub(crate) pronoun: Option<&'static str>,
    pub(crate) anonymity: Anonymity,
    /// Token ranges, in text order.
    pub(crate) mentions: Vec<Range<usize>>,
}

/// Who a noun phrase stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) actor: usize,
    pub(crate) anonymity: Anonymity,
    /// How many of the actor, where the text takes some ("one of the sources").
    pub(crate) count: Option<u32>,
}

/// All actors of a report, by index.
pub(crate) struct Actors<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) all: Vec<Actor>,
    pub(crate) variants: Vec<Variant>,
}

impl<'a> Actors<'a> {
    /// Finds and joins the names of a text.
    pub(crate) fn new(text: &'a Text<'a>, outlet: Option<&str>) -> Self {
        let names = names::names(text);
        let (all, variants) = clusters::clusters(text, names);
        let mut actors = Self { text, all, variants };
        apposition::roles(&mut actors);
        for actor in &mut actors.all {
            if outlet.is_some_and(|outlet| folded(&actor.name) == folded(outlet)) {
                actor.kind = ActorKind::Outlet;
            }
        }
        actors
    }

    /// An actor that the report does not name in its text: the issuer of a statement.
    pub(crate) fn issuer(&mut self, name: &str) -> usize {
        if let Some(found) = (0..self.all.len()).find(|&at| self.is_named(at, name)) {
            return found;
        }
        self.all.push(Actor {
            name: name.to_owned(),
            kind: ActorKind::Organisation,
            roles: Vec::new(),
            affiliation: None,
            count: None,
            pronoun: None,
            anonymity: Anonymity::Office,
            mentions: Vec::new(),
        });
        self.all.len() - 1
    }

    /// Whoever writes "I" outside quotations.
    pub(crate) fn author(&mut self, name: Option<&str>) -> usize {
        let at = self.issuer(name.unwrap_or("the author"));
        if self.all[at].kind == ActorKind::Organisation && self.all[at].mentions.is_empty() {
            (self.all[at].kind, self.all[at].anonymity) = (ActorKind::Person, Anonymity::Named);
        }
        at
    }

    /// Is this the actor's name, article and case aside?
    pub(crate) fn is_named(&self, actor: usize, name: &str) -> bool {
        folded(&self.all[actor].name) == folded(name)
    }

    /// The actor with a mention that covers the token.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        (0..self.all.len())
            .filter(|&at| self.all[at].mentions.iter().any(|it| it.contains(&token)))
            .min_by_key(|&at| self.all[at].mentions.iter().filter(|it| it.contains(&token)).map(ExactSizeIterator::len).min())
    }

    /// Is the noun phrase an outlet?
    pub(crate) fn is_outlet(&self, range: &Range<usize>) -> bool {
        range.end.checked_sub(1).and_then(|head| self.at(head)).is_some_and(|at| self.all[at].kind == ActorKind::Outlet)
    }
}

/// Lower case, without a leading article.
pub(crate) fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}
