//! Capitalised runs: stretches of text that look like names, with the small words inside them. Takes
//! tokens and tags, gives token ranges in order; datelines, bylines and credits are left out. What
//! names a run holds is left to `names`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::gazetteer::gazetteer;
use super::key;
use crate::lexicon::calendar::is_day_or_month;
use crate::tags::Tag;
use crate::tokens::{Kind, Tokens};

/// Small words inside personal names.
const PARTICLES: [&str; 17] =
    ["bin", "ibn", "al", "el", "abu", "de", "del", "della", "da", "di", "dos", "du", "van", "von", "der", "la", "ter"];
/// Words that stand in names of bodies ("Council on …") behind a word that calls for them.
const LINKS: [&str; 7] = ["of", "for", "on", "to", "in", "at", "the"];

/// Finds runs.
pub(super) struct Finder<'a> {
    tokens: &'a Tokens<'a>,
    tags: &'a [Tag],
    /// Words that are capitalised where only names are.
    known: BTreeSet<&'a str>,
    /// Words that also stand in lower case.
    common: BTreeSet<&'a str>,
    /// Words that stand behind a given name or an honorific.
    surnames: BTreeSet<&'a str>,
}

/// Runs in text order.
pub(super) fn runs<'a>(tokens: &'a Tokens<'a>, tags: &'a [Tag]) -> Vec<Range<usize>> {
    let mut finder = Finder { tokens, tags, known: BTreeSet::new(), common: BTreeSet::new(), surnames: BTreeSet::new() };
    finder.known = finder.words_of_names();
    finder.common = (0..tokens.tokens.len()).map(|i| tokens.word(i)).filter(|word| word.starts_with(char::is_lowercase)).collect();
    let named = |i: &usize| gazetteer().is_given(tokens.word(i - 1)) || gazetteer().title(tokens.word(i - 1)).honorific;
    finder.surnames =
        (1..tokens.tokens.len()).filter(named).map(|i| tokens.word(i)).filter(|word| word.starts_with(char::is_uppercase)).collect();
    let mut out = Vec::new();
    for (n, sentence) in tokens.sentences.iter().enumerate() {
        if finder.is_credit(n) {
            continue;
        }
        let headline = finder.is_headline(sentence);
        let mut at = finder.after_dateline(n);
        while at < sentence.end {
            if finder.opens(at, sentence, headline) {
                let end = finder.end(at, sentence, headline);
                out.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
    }
    out
}

impl<'a> Finder<'a> {
    fn words_of_names(&self) -> BTreeSet<&'a str> {
        let mut known = BTreeSet::new();
        for sentence in self.tokens.sentences.iter().filter(|it| !self.is_headline(it)) {
            for i in sentence.clone().filter(|&i| !self.starts(i, sentence) && self.looks_proper(i)) {
                known.insert(self.tokens.word(i));
            }
        }
        known
    }

    /// Does a clause start here, so that a capital says nothing?
    fn starts(&self, i: usize, sentence: &Range<usize>) -> bool {
        i == sentence.start
            || self.tokens.kind(i - 1) == Kind::Quote
            || matches!(self.tokens.word(i - 1), ":" | "—" | "–" | "(" | "*" | "•" | "-" | "--")
    }

    /// Capitalised, and no word of grammar or the calendar.
    fn looks_proper(&self, i: usize) -> bool {
        let word = self.tokens.word(i);
        let capital = self.tokens.capital(i) || self.has_article(word);
        let grammar = matches!(
            self.tags[i],
            Tag::DT
                | Tag::PDT
                | Tag::IN
                | Tag::CC
                | Tag::PRP
                | Tag::PRPS
                | Tag::WDT
                | Tag::WP
                | Tag::WPS
                | Tag::WRB
                | Tag::TO
                | Tag::EX
                | Tag::MD
                | Tag::POS
                | Tag::UH
        );
        self.tokens.kind(i) == Kind::Word
            && capital
            && word != "I"
            && !is_day_or_month(&word.to_lowercase())
            && !(grammar && gazetteer().place(word).is_none() && gazetteer().body(word).is_none())
    }

    /// "al-Sissi", "el-Baradei", "d'Estaing"
    fn has_article(&self, word: &str) -> bool {
        let article = ["al-", "el-", "as-", "ash-", "ar-", "az-", "ad-", "an-", "at-", "bin-", "d'", "d’"]
            .iter()
            .find_map(|it| word.strip_prefix(it));
        article.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    }

    /// Every longer word has a capital: capitals say little.
    fn is_headline(&self, sentence: &Range<usize>) -> bool {
        let long: Vec<usize> =
            sentence.clone().filter(|&i| self.tokens.kind(i) == Kind::Word && self.tokens.word(i).chars().count() > 3).collect();
        let capital = long.iter().filter(|&&i| self.tokens.capital(i)).count();
        let verbless =
            !sentence.clone().any(|i| matches!(self.tags[i], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) && !self.tokens.capital(i));
        long.len() >= 4 && capital * 10 >= long.len() * 9 && verbless
    }

    fn opens(&self, i: usize, sentence: &Range<usize>, headline: bool) -> bool {
        if !self.looks_proper(i) {
            return false;
        }
        let word = self.tokens.word(i);
        let tables = gazetteer();
        if headline {
            return self.known.contains(word) || tables.place(word).is_some() || tables.body(word).is_some();
        }
        if !self.starts(i, sentence) {
            return true;
        }
        let follows = i + 1 < sentence.end && self.tokens.capital(i + 1) && self.looks_proper(i + 1);
        let noun = matches!(self.tags[i], Tag::NN | Tag::NNS | Tag::JJ);
        // "Secretary of Defence Ada Marsh was asked"
        let office = tables.title(word).head && self.tokens.is(i + 1, "of") && tables.title(self.tokens.word(i + 2)).portfolio;
        let office = office && self.tokens.capital(i + 2);
        office
            || self.tags[i].is_proper() && (!tables.title(word).modifier || follows)
            || self.known.contains(word) && !(noun && self.common.contains(word.to_lowercase().as_str()))
            || tables.place(word).is_some()
            || tables.body(word).is_some()
            || tables.is_given(word) && follows
            || follows
                && (tables.title(word).head || tables.title(word).honorific || tables.title(word).portfolio || tables.title(word).modifier)
            || follows && noun && (self.known.contains(word) || tables.head(self.tokens.word(i + 1)).is_some())
    }

    /// One past the last token of the run that opens at `start`.
    fn end(&self, start: usize, sentence: &Range<usize>, headline: bool) -> usize {
        let mut end = start + 1;
        while end < sentence.end {
            if self.looks_proper(end) && (!headline || self.opens(end, sentence, headline)) {
                end += 1;
            } else if let Some(next) = self.over_particles(end, sentence).or_else(|| self.over_link(start, end, sentence)) {
                end = next;
            } else {
                break;
            }
        }
        end
    }

    fn proper_at(&self, i: usize, sentence: &Range<usize>) -> bool {
        i < sentence.end && self.looks_proper(i)
    }

    /// "bin Abdulrahman", "- Islamic", "'s Office", "101 Radio"
    fn over_particles(&self, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut i = end;
        while i < sentence.end && i < end + 3 && PARTICLES.contains(&self.tokens.word(i)) {
            i += 1;
        }
        if i > end && self.proper_at(i, sentence) {
            return Some(i + 1);
        }
        let word = self.tokens.word(end);
        let number = self.tokens.kind(end) == Kind::Number && !is_day_or_month(&self.tokens.lower(end - 1));
        let joins = matches!(word, "-" | "&" | "‑") || number;
        if joins && self.proper_at(end + 1, sentence) {
            return Some(end + 2);
        }
        let possessive = self.tags[end] == Tag::POS || matches!(word, "'s" | "’s");
        if (possessive || matches!(word, "'" | "’"))
            && self.proper_at(end + 1, sentence)
            && self.owned_body(end + 1, sentence, word.len() < 4 && word.chars().count() == 1)
        {
            return Some(end + 2);
        }
        None
    }

    /// Do the capitals from `i` end in a word that bodies' names end in ("'s Office", "' Union")?
    fn owned_body(&self, i: usize, sentence: &Range<usize>, plural: bool) -> bool {
        let last = (i..sentence.end).take_while(|&j| self.looks_proper(j)).last();
        let Some(last) = last else { return false };
        let owner = key(self.tokens, &(i - 2..i - 1));
        let titled = gazetteer().title(&owner).head || gazetteer().head(&owner).is_some();
        let state = gazetteer().place(&owner).is_some();
        gazetteer().body(&key(self.tokens, &(i - 2..last + 1))).is_some()
            || gazetteer().head(self.tokens.word(last)).is_some()
                && (plural || titled || state || !gazetteer().is_given(&owner) && !self.known_person(i - 2))
    }

    /// A surname that stands behind a given name or an honorific somewhere in the text.
    fn known_person(&self, i: usize) -> bool {
        self.surnames.contains(self.tokens.word(i))
    }

    /// Over "of the", "on", "for", "and" where the words before call for it.
    fn over_link(&self, start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let tables = gazetteer();
        let word = self.tokens.word(end);
        if matches!(word, "and" | "&" | ",") {
            return self.over_and(start, end, sentence);
        }
        if !LINKS.contains(&word) || word == "the" {
            return None;
        }
        let mut next = end + 1;
        if self.tokens.is(next, "the") {
            next += 1;
        }
        if !self.proper_at(next, sentence) {
            return None;
        }
        let last = self.tokens.word(end - 1);
        let one = end - start == 1;
        let calls = tables.head(last).is_some() || tables.title(last).head;
        let person = (start..end).any(|i| tables.is_given(self.tokens.word(i))) && !calls;
        let known = tables.place(last).is_some() || tables.body(last).is_some();
        // "to" and "in" only behind a title or a council: "Ambassador to", "School in" is no name.
        let fits = match word {
            "of" => calls || (one || tables.head(last).is_some()) && !known && !person && !self.known_person(end - 1),
            "to" => tables.title(last).head,
            "for" | "on" => calls,
            _ => false,
        };
        let longest = (next + 1..(next + 4).min(sentence.end)).any(|stop| tables.body(&key(self.tokens, &(start..stop))).is_some());
        (fits || longest).then_some(next + 1)
    }

    /// "Ministry of Health and Environment", "Trinidad and Tobago", "Food and Drug Administration"
    fn over_and(&self, start: usize, end: usize, sentence: &Range<usize>) -> Option<usize> {
        let next = end + 1;
        if !self.proper_at(next, sentence) || self.tokens.is(end, ",") {
            return None;
        }
        let tables = gazetteer();
        let whole = (next + 1..(next + 3).min(sentence.end + 1)).any(|stop| {
            let name = key(self.tokens, &(start..stop));
            tables.place(&name).is_some() || tables.body(&name).is_some()
        });
        let portfolio = |i: usize| tables.title(self.tokens.word(i)).portfolio;
        let inside = (start..end).any(|i| self.tokens.is(i, "of")) && portfolio(end - 1) && portfolio(next);
        let last = (next..sentence.end).take_while(|&j| self.looks_proper(j)).last().unwrap_or(next);
        let before = end - start == 1 && portfolio(start) && last > next && tables.head(self.tokens.word(last)).is_some();
        // "Centre for Strategic and Regional Studies"
        let studies = (start..end).any(|i| self.tokens.is_any(i, &["of", "for"]))
            && (self.tokens.word(last).ends_with('s') || portfolio(last))
            && tables.place(self.tokens.word(next)).is_none()
            && tables.body(&key(self.tokens, &(next..last + 1))).is_none()
            && !tables.title(self.tokens.word(next)).head;
        (whole || inside || before || studies).then_some(next + 1)
    }

    /// The first token behind a dateline ("SELM, Wednesday —", "SELM (CNS) —"), else the sentence's first.
    fn after_dateline(&self, n: usize) -> usize {
        let sentence = &self.tokens.sentences[n];
        let paragraph = self.tokens.paragraphs.binary_search_by_key(&sentence.start, |it| it.start);
        if paragraph.is_err() {
            return sentence.start;
        }
        let stop = (sentence.start..sentence.end.min(sentence.start + 12)).find(|&i| matches!(self.tokens.word(i), "—" | "–" | "-" | "--"));
        let Some(stop) = stop.filter(|&stop| stop > sentence.start && stop + 1 < sentence.end) else { return sentence.start };
        let verb = (sentence.start..stop).any(|i| self.tags[i].is_verb() && !self.tokens.capital(i));
        let plain = (sentence.start..stop)
            .all(|i| self.tokens.capital(i) || self.tokens.kind(i) != Kind::Word || self.tokens.is_any(i, &["of", "the"]));
        if plain && !verb { stop + 1 } else { sentence.start }
    }

    /// "By Ada Marsh", "Ada Marsh contributed reporting": the desk's names, not the report's actors.
    fn is_credit(&self, n: usize) -> bool {
        let sentence = &self.tokens.sentences[n];
        let has = |words: &[&str]| sentence.clone().any(|i| self.tokens.is_any(i, words));
        let verb = sentence.clone().any(|i| matches!(self.tags[i], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD) && !self.tokens.capital(i));
        let byline = self.tokens.is(sentence.start, "by") && self.tokens.capital(sentence.start + 1) && !verb && sentence.len() <= 20;
        let marks = ["contributed", "reported", "edited", "editing", "additional", "compiled", "writing"];
        let what = ["reporting", "report", "story", "article", "editing", "writing", "coverage"];
        byline
            || has(&["contributed"]) && has(&what)
            || has(&["editing", "writing"]) && has(&["by"]) && has(&marks) && !verb && has(&["reporting", "additional", "editing"])
    }
}
