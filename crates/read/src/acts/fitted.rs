//! The act of a statement by a fitted classifier, below the guards of the rules: it never gives a yes, an offer, a condition, a
//! confirmation or a denial, and may only take back those of the rules. Only where the models take part, which is in no case. Model:
//! `data/models/acts.bin`, card beside it.

use std::ops::Range;

use armistice_types::statement::Act;

use super::clauses::{Clause, clauses};
use super::{Doing, ends_with_question};
use crate::attribution::{Attribution, Frame, Text};
use crate::fitted::{Features, Model, Part, add, best, part, stem};
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

/// Acts that only the rules may give.
const GUARDED: [Act; 6] = [Act::Accept, Act::Condition, Act::Confirm, Act::Deny, Act::NoComment, Act::Offer];

/// May only the rules give it?
pub(crate) fn is_guarded(act: Act) -> bool {
    GUARDED.contains(&act)
}

/// What candidates of different acts share, and who advises which act.
pub(crate) struct Case {
    base: Features,
    ruled: Act,
    lemma: Part,
    advice: Vec<(Part, Act)>,
}

/// The likeliest act; that of the rules where none is likelier `by` so much.
pub(crate) fn choose(model: &Model, by: i32, asked: &Asked<'_>) -> Act {
    let case = Case::new(asked);
    let mut own = Features::default();
    let score = |act: &Act| {
        own.0.clear();
        case.own(*act, &mut own);
        model.crossed_score(&case.base, *act as usize) + model.score(&own, 0)
    };
    let scores: Vec<i32> = Act::ALL.iter().map(score).collect();
    let allowed = |k: usize| Act::ALL[k] == case.ruled || !is_guarded(Act::ALL[k]);
    let best = best(scores.iter().enumerate().map(|(k, score)| if allowed(k) { *score } else { i32::MIN }));
    let ruled = Act::ALL.iter().position(|act| *act == case.ruled).map_or(0, |k| scores[k]);
    best.filter(|&best| scores[best] - ruled >= by).map_or(case.ruled, |best| Act::ALL[best])
}

/// One candidate an act, in the order of [`Act::ALL`].
pub(crate) fn candidates(asked: &Asked<'_>) -> Vec<Features> {
    let case = Case::new(asked);
    let one = |act: &Act| {
        let mut out = case.base.crossed(*act as usize);
        case.own(*act, &mut out);
        out
    };
    Act::ALL.iter().map(one).collect()
}

impl Case {
    fn new(asked: &Asked<'_>) -> Self {
        let clauses = clauses(asked.text, &asked.it.content);
        let clauses = &clauses[..clauses.len().min(4)];
        let content: Vec<usize> = asked.it.content.iter().cloned().flatten().take(60).collect();
        let words: Vec<String> = content.iter().map(|&i| asked.text.tokens.lower(i)).collect();
        let about = About { asked, clauses, content: &content, words: &words };
        let mut base = Features::default();
        about.features(&mut base);
        Self { base, ruled: asked.doing.act, lemma: Part::of(asked.it.lemma), advice: about.advice() }
    }

    /// What speaks for this act.
    fn own(&self, act: Act, out: &mut Features) {
        let number = Part::number(act as usize);
        let mut agree = Part::NONE;
        for (name, _) in self.advice.iter().filter(|(_, advised)| *advised == act) {
            agree = agree.and(*name);
            add!(out, "agrees", *name);
            add!(out, "agrees for", *name, number);
        }
        add!(out, "agree", agree);
        let ruled = self.ruled == act;
        add!(out, "ruled", ruled, number);
        add!(out, "ruled lemma", ruled, self.lemma);
    }
}

/// What features and advice look at.
struct About<'a> {
    asked: &'a Asked<'a>,
    clauses: &'a [Clause],
    /// The first tokens of the content.
    content: &'a [usize],
    /// They in lower case.
    words: &'a [String],
}

impl About<'_> {
    /// What the tables and the rules say of the act, each for itself.
    fn advice(&self) -> Vec<(Part, Act)> {
        let Asked { text, it, doing, own, .. } = self.asked;
        let mut out = vec![(part!("rule"), doing.act), (part!("cue"), it.act)];
        for (name, table) in [(part!("phrase"), phrases::act_phrases()), (part!("tone"), phrases::tone())] {
            out.extend(table.first_in(self.words).and_then(|(_, act, _)| Some((name, act.parse().ok()?))));
        }
        for i in it.cue.iter().cloned().flatten() {
            let word = text.tokens.lower(i);
            out.extend(cues(&word).last().filter(|_| text.tags[i].is_verb()).map(|entry| (part!("verb"), entry.act)));
            out.extend(other_cues::noun(&word).or_else(|| other_cues::adjective(&word)).map(|other| (part!("other"), other.act)));
        }
        for (k, clause) in self.clauses.iter().enumerate() {
            let mine = clause.speaks_for_itself || clause.subject.as_ref().is_some_and(*own);
            let act = clause.act(mine, !doing.conditions.is_empty());
            out.extend(act.map(|act| (if k == 0 { part!("clause") } else { part!("later clause") }, act)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// What speaks for one act or another.
    fn features(&self, out: &mut Features) {
        let Asked { text, it, doing, .. } = self.asked;
        let rule = Part::number(doing.act as usize);
        let (frame, lemma) = (frame(it.frame), Part::of(it.lemma));
        add!(out, "bias");
        add!(out, "rule", rule);
        add!(out, "lemma", lemma);
        add!(out, "lemma frame", lemma, frame);
        add!(out, "frame", frame, rule);
        add!(out, "negated", it.negated, rule);
        add!(out, "negated lemma", it.negated, lemma);
        add!(out, "anonymity", self.asked.anonymity);
        if !doing.conditions.is_empty() {
            add!(out, "conditions");
        }
        if ends_with_question(text, it) {
            add!(out, "asks");
        }
        self.cue(out);
        self.words(out);
        self.clause(out);
        self.address(out);
        self.root(out);
        add!(out, "lemma rule", lemma, rule);
    }

    /// To whom it speaks: "you", "please", "let us", "… !"
    fn address(&self, out: &mut Features) {
        let any = |list: &[&str]| self.words.iter().any(|word| list.contains(&word.as_str()));
        add!(out, "you", any(&["you", "your"]), any(&["please"]), self.words.first().is_some_and(|word| word == "let"));
        let end = self.asked.it.content.last().map_or(0, |range| range.end);
        let loud = (end.saturating_sub(1)..=end).any(|i| self.asked.text.tokens.word(i) == "!");
        if loud {
            add!(out, "loud");
        }
        let first = ["i", "we", "you", "he", "she", "they", "it", "this", "that", "there"];
        for word in self.words.iter().take(20).filter(|word| first.contains(&word.as_str())) {
            add!(out, "pronoun", word.as_str());
        }
    }

    /// The word on which the content hangs: its mood, what negates it, its modal and its subject.
    fn root(&self, out: &mut Features) {
        let parse = self.asked.text.parse();
        let inside = |i: usize| self.asked.it.content.iter().any(|range| range.contains(&i));
        let top = |i: &&usize| parse.relation(**i) != "punct" && parse.head(**i).is_none_or(|head| !inside(head));
        let Some((at, &root)) = self.content.iter().enumerate().find(|(_, i)| top(i)) else { return };
        let word = self.words[at].as_str();
        let (mut negated, mut modal, mut subject) = (false, Part::NONE, Part::NONE);
        for (k, &i) in self.content.iter().enumerate().filter(|(_, i)| parse.head(**i) == Some(root)) {
            let own = self.words[k].as_str();
            match parse.relation(i) {
                "aux" | "aux:pass" => modal = modal.and(Part::of(own)),
                "nsubj" | "nsubj:pass" => subject = subject_class(own),
                "det" if own == "no" => negated = true,
                _ => {}
            }
            negated |= matches!(own, "not" | "n't" | "n’t" | "never" | "no");
        }
        let mood = phrases::moods().at(self.words, at).map_or(Part::NONE, |it| Part::of(it.0));
        let frame = frame(self.asked.it.frame);
        add!(out, "root", stem(word), negated);
        add!(out, "root tag", self.asked.text.tags[root].name(), modal);
        add!(out, "root mood", mood, negated, frame);
        add!(out, "root modal", modal, subject);
        add!(out, "root subject", subject, negated);
        add!(out, "root how", parse.relation(root), frame);
        add!(out, "root mood subject", mood, subject, modal);
    }

    fn cue(&self, out: &mut Features) {
        let Asked { text, it, .. } = self.asked;
        let Some(cue) = &it.cue else {
            add!(out, "no cue");
            return;
        };
        let words: Vec<String> = cue.clone().take(12).map(|i| text.tokens.lower(i)).collect();
        add!(out, "cue", Part::all(words.iter().map(|word| Part::of(word))));
        for (i, word) in cue.clone().zip(&words) {
            add!(out, "cue stem", stem(word), text.tags[i].is_verb());
            moods(out, part!("cue mood"), std::slice::from_ref(word));
        }
        add!(out, "behind cue", text.tokens.lower(cue.end).as_str());
        add!(out, "cue tag", text.tags[cue.start].name(), frame(it.frame));
        if let Some(core) = &it.core {
            add!(out, "source tag", text.tags[core.end - 1].name());
            if text.first_person(core) {
                add!(out, "first person");
            }
        } else {
            add!(out, "no source");
        }
    }

    fn words(&self, out: &mut Features) {
        let Asked { text, it, .. } = self.asked;
        let n = self.words.len().min(40);
        let (tokens, words) = (&self.content[..n], &self.words[..n]);
        let frame = frame(it.frame);
        moods(out, part!("mood"), words);
        moods(out, part!("early mood"), &words[..n.min(12)]);
        for (k, word) in words.iter().enumerate() {
            if word.len() > 3 || text.tags[tokens[k]] == Tag::MD {
                add!(out, "stem", stem(word));
            }
            if k < 2 {
                add!(out, "opens", Part::number(k), word.as_str(), frame);
            }
        }
        if let Some((_, value, _)) = phrases::certainty().first_in(words) {
            add!(out, "sure", value);
        }
        let quoted = tokens.iter().filter(|&&i| text.quotes.quoted(i)).count();
        let share = if quoted == 0 { 0 } else { 1 + usize::from(quoted == n) };
        add!(out, "quoted", Part::number(share), frame);
    }

    fn clause(&self, out: &mut Features) {
        for (k, clause) in self.clauses.iter().enumerate() {
            let first = k == 0;
            let mine = clause.speaks_for_itself || clause.subject.as_ref().is_some_and(self.asked.own);
            let modal = clause.modal.as_deref().unwrap_or(if clause.past { "past" } else { "now" });
            let verb = self.asked.text.tokens.lower(clause.main);
            add!(out, "clause verb", stem(&verb), mine);
            add!(out, "clause modal", modal, mine, first);
            add!(out, "clause class", clause.class.map_or(Part::NONE, |class| Part::number(class as usize)), mine, modal);
            add!(out, "clause negated", clause.negated, mine, first);
            if clause.imperative {
                add!(out, "imperative");
            }
        }
    }
}

/// The speaker, the one spoken to, a pronoun, or the word's own mood.
fn subject_class(word: &str) -> Part {
    match word {
        "i" | "we" => part!("speaker"),
        "you" => part!("addressee"),
        "he" | "she" | "they" => part!("another"),
        "it" | "this" | "that" | "there" => part!("thing"),
        _ => part!("named"),
    }
}

fn frame(frame: Frame) -> Part {
    Part::number(frame as usize)
}

/// The moods of the words, each counted once.
fn moods(out: &mut Features, name: Part, words: &[String]) {
    let all = (0..words.len()).filter_map(|i| phrases::moods().at(words, i)).map(|it| it.0);
    let mut moods: Vec<&str> = all.collect();
    moods.sort_unstable();
    for mood in moods.chunk_by(|a, b| a == b) {
        let it = name.and(Part::of(mood[0]));
        out.add(it);
        out.add(it.and(Part::size(mood.len())));
    }
    moods.dedup();
    out.add(moods.iter().fold(name.and(part!("all")), |all, mood| all.and(Part::of(mood))));
}
