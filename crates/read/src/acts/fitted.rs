//! Whether a statement plainly tells, blames or praises, by a fitted classifier; every other act is the rules'. Only where the models
//! take part, which is in no case. Model: `data/models/acts.bin`, card beside it.

use std::ops::Range;

use armistice_types::statement::Act;

use super::clauses::{Clause, clauses};
use super::{Doing, ends_with_question};
use crate::attribution::{Attribution, Frame, Text};
use crate::fitted::{Features, Model, stem};
use crate::lexicon::cues::cues;
use crate::lexicon::{other_cues, phrases};
use crate::tags::Tag;

/// What the model is asked about.
pub(crate) struct Asked<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) it: &'a Attribution,
    pub(crate) doing: &'a Doing,
    /// How much of its source the statement gives.
    pub(crate) anonymity: &'static str,
    /// Is the noun phrase the speaker's own side?
    pub(crate) own: &'a dyn Fn(&Range<usize>) -> bool,
}

/// Acts that no candidate stands for: only the rules give them.
const GUARDED: [Act; 5] = [Act::Accept, Act::Condition, Act::Deny, Act::NoComment, Act::Offer];

/// What the model may turn into each other; what it says of the others only takes part in fitting.
const OPEN: [Act; 3] = [Act::Assert, Act::Criticise, Act::Praise];

/// The acts that the model knows, in the order of its candidates.
pub(crate) fn known() -> impl Iterator<Item = Act> {
    Act::ALL.iter().copied().filter(|act| !GUARDED.contains(act))
}

/// Does it blame, praise or only tell? The act of the rules where it is another, or none is likelier `by` so much.
pub(crate) fn choose(model: &Model, by: i32, asked: &Asked<'_>) -> Act {
    let ruled = asked.doing.act;
    if !OPEN.contains(&ruled) {
        return ruled;
    }
    let candidates = candidates(asked);
    let score = |at: usize| model.score(&candidates[at], 0);
    let at = known().position(|act| act == ruled);
    let best = known().zip(0..).filter(|(act, _)| OPEN.contains(act)).max_by_key(|&(act, k)| (score(k), act == ruled));
    best.filter(|&(_, k)| at.is_none_or(|at| score(k) - score(at) >= by)).map_or(ruled, |(act, _)| act)
}

/// One candidate an act: what is said of all acts alike, and what speaks for this one.
pub(crate) fn candidates(asked: &Asked<'_>) -> Vec<Features> {
    let base = base(asked);
    let advice = advice(asked);
    let one = |act: Act| {
        let mut out = base.crossed(act as usize);
        let agree: Vec<&str> = advice.iter().filter(|(_, it)| *it == act).map(|(name, _)| *name).collect();
        for name in &agree {
            out.add("agrees", &[name]);
            out.add("agrees for", &[name, act.as_str()]);
        }
        out.add("agree", &[&agree.join(" ")]);
        let ruled = asked.doing.act == act;
        out.add("ruled", &[if ruled { "y" } else { "n" }, act.as_str()]);
        out.add("ruled lemma", &[if ruled { "y" } else { "n" }, asked.it.lemma]);
        out
    };
    known().map(one).collect()
}

/// What the tables and the rules say of the act, each for itself.
fn advice(asked: &Asked<'_>) -> Vec<(&'static str, Act)> {
    let Asked { text, it, doing, own, .. } = asked;
    let mut out = vec![("rule", doing.act), ("cue", it.act)];
    let words: Vec<String> = it.content.iter().cloned().flatten().take(60).map(|i| text.tokens.lower(i)).collect();
    for (name, table) in [("phrase", phrases::act_phrases()), ("tone", phrases::tone())] {
        out.extend(table.first_in(&words).and_then(|(_, act, _)| Some((name, act.parse().ok()?))));
    }
    for i in it.cue.iter().cloned().flatten() {
        let word = text.tokens.lower(i);
        out.extend(cues(&word).last().filter(|_| text.tags[i].is_verb()).map(|entry| ("verb", entry.act)));
        out.extend(other_cues::noun(&word).or_else(|| other_cues::adjective(&word)).map(|other| ("other", other.act)));
    }
    for (k, clause) in clauses(text, &it.content).iter().take(4).enumerate() {
        let mine = clause.speaks_for_itself || clause.subject.as_ref().is_some_and(*own);
        let act = clause.act(mine, !doing.conditions.is_empty());
        out.extend(act.map(|act| (if k == 0 { "clause" } else { "later clause" }, act)));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What speaks for one act or another.
fn base(asked: &Asked<'_>) -> Features {
    let mut out = Features::default();
    let Asked { text, it, doing, .. } = asked;
    let rule = doing.act.as_str();
    let frame = frame(it.frame);
    out.add("bias", &[]);
    out.add("rule", &[rule]);
    out.add("lemma", &[it.lemma]);
    out.add("lemma frame", &[it.lemma, frame]);
    out.add("frame", &[frame, rule]);
    out.add("negated", &[if it.negated { "y" } else { "n" }, rule]);
    out.add("negated lemma", &[if it.negated { "y" } else { "n" }, it.lemma]);
    out.add("anonymity", &[asked.anonymity]);
    out.flag("conditions", !doing.conditions.is_empty());
    out.flag("asks", ends_with_question(text, it));
    cue(asked, &mut out);
    words(asked, &mut out);
    clause(asked, &mut out);
    out
}

fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Clause => "clause",
        Frame::Infinitive => "to",
        Frame::Directive => "directive",
        Frame::Object => "object",
        Frame::Question => "question",
    }
}

fn cue(asked: &Asked<'_>, out: &mut Features) {
    let (text, it) = (asked.text, asked.it);
    let Some(cue) = &it.cue else {
        out.add("no cue", &[]);
        return;
    };
    let words: Vec<String> = cue.clone().map(|i| text.tokens.lower(i)).collect();
    out.add("cue", &[&words.join(" ")]);
    for (i, word) in cue.clone().zip(&words) {
        out.add("cue stem", &[stem(word), if text.tags[i].is_verb() { "v" } else { "" }]);
        out.extend_moods("cue mood", std::slice::from_ref(word));
    }
    out.add("behind cue", &[&text.tokens.lower(cue.end)]);
    out.add("cue tag", &[text.tags[cue.start].name(), frame(it.frame)]);
    if let Some(core) = &it.core {
        out.add("source tag", &[text.tags[core.end - 1].name()]);
        out.flag("first person", text.first_person(core));
    } else {
        out.add("no source", &[]);
    }
}

impl Features {
    /// The moods of the words, each counted once.
    fn extend_moods(&mut self, name: &str, words: &[String]) {
        let mut moods: Vec<&str> =
            words.iter().filter_map(|word| phrases::moods().at(std::slice::from_ref(word), 0)).map(|it| it.0).collect();
        moods.sort_unstable();
        for mood in moods.chunk_by(|a, b| a == b) {
            self.add(name, &[mood[0]]);
            self.add(name, &[mood[0], size(mood.len())]);
        }
        moods.dedup();
        self.add(name, &[&moods.join(" "), "all"]);
    }
}

fn words(asked: &Asked<'_>, out: &mut Features) {
    let (text, it) = (asked.text, asked.it);
    let tokens: Vec<usize> = it.content.iter().cloned().flatten().take(40).collect();
    let words: Vec<String> = tokens.iter().map(|&i| text.tokens.lower(i)).collect();
    let frame = frame(it.frame);
    out.extend_moods("mood", &words);
    out.extend_moods("early mood", &words[..words.len().min(12)]);
    for (k, word) in words.iter().enumerate() {
        if word.len() > 3 || text.tags[tokens[k]] == Tag::MD {
            out.add("stem", &[stem(word)]);
        }
        if k < 2 {
            out.add("opens", &[size(k), word, frame]);
        }
    }
    if let Some((_, value, _)) = phrases::certainty().first_in(&words) {
        out.add("sure", &[value]);
    }
    let quoted = tokens.iter().filter(|&&i| text.quotes.quoted(i)).count();
    out.add(
        "quoted",
        &[
            if quoted == 0 {
                "no"
            } else if quoted == tokens.len() {
                "all"
            } else {
                "some"
            },
            frame,
        ],
    );
}

fn clause(asked: &Asked<'_>, out: &mut Features) {
    let (text, it) = (asked.text, asked.it);
    for (k, clause) in clauses(text, &it.content).iter().take(4).enumerate() {
        let place = if k == 0 { "first" } else { "later" };
        let mine = clause.speaks_for_itself || clause.subject.as_ref().is_some_and(asked.own);
        let mine_word = if mine { "mine" } else { "others" };
        let modal = clause.modal.as_deref().unwrap_or(if clause.past { "past" } else { "now" });
        let verb = text.tokens.lower(clause.main);
        out.add("clause verb", &[stem(&verb), mine_word]);
        out.add("clause modal", &[modal, mine_word, place]);
        out.add("clause class", &[&class(clause), mine_word, modal]);
        out.add("clause negated", &[if clause.negated { "y" } else { "n" }, mine_word, place]);
        out.flag("imperative", clause.imperative);
    }
}

fn class(clause: &Clause) -> String {
    clause.class.map_or_else(String::new, |class| format!("{class:?}"))
}

fn size(n: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7"].get(n).copied().unwrap_or("+")
}
