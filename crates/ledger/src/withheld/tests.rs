//! Whatever reading goes in, a whole one comes out, and no hidden name is anywhere in it.

use armistice_types::marking::AttributionLevel;
use armistice_types::problem::{Code, Problem};
use armistice_types::report::{Integrity, Report, ReportKind};
use armistice_types::statement::{
    Act, Actor, ActorId, ActorKind, Anonymity, Certainty, Custody, Event, EventId, Modality, Proposal, ProposalId, Quote, Reading, Source,
    Statement, StatementId, Term,
};
use armistice_types::text::Span;

use super::withheld;

const WORDS: [&str; 16] = [
    "Orla",
    "Brennick",
    "BRENNICK",
    "Quillam",
    "Halvane",
    "said",
    "the",
    "registrar",
    "“",
    "”",
    ".",
    "\n",
    "we",
    "Ordany",
    "é漢",
    "brennick's",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from((z ^ (z >> 29)) % n as u64).unwrap()
    }

    fn span(&mut self, n: usize) -> Span {
        let (a, b) = (self.below(n + 1), self.below(n + 1));
        Span::new(a.min(b), a.max(b)).unwrap()
    }

    fn spans(&mut self, n: usize) -> Vec<Span> {
        let mut out: Vec<Span> = (0..self.below(4)).map(|_| self.span(n)).collect();
        out.sort();
        out
    }

    fn ids(&mut self) -> Vec<ActorId> {
        (0..self.below(3)).map(|_| ActorId(1 + u32::try_from(self.below(4)).unwrap())).collect()
    }
}

fn actor(random: &mut Random, id: u32, n: usize) -> Actor {
    let (name, kind) = [
        ("Orla Brennick", ActorKind::Person),
        ("Teo Quillam", ActorKind::Person),
        ("Halvane", ActorKind::State),
        ("the registrar of Orla Brennick", ActorKind::Unnamed),
    ][id as usize - 1];
    let (roles, affiliation) = (vec!["registrar".to_owned()], Some("Halvane".to_owned()).filter(|_| random.below(2) == 0));
    Actor { id: ActorId(id), name: name.to_owned(), kind, roles, affiliation, count: None, mentions: random.spans(n), case_id: None }
}

fn statement(random: &mut Random, id: u32, n: usize) -> Statement {
    let actor = Some(ActorId(1 + u32::try_from(random.below(4)).unwrap())).filter(|_| random.below(4) > 0);
    let anonymity = if actor.is_none() { Anonymity::None } else { [Anonymity::Named, Anonymity::Office][random.below(2)] };
    Statement {
        id: StatementId(id),
        source: Source { actor, span: Some(random.span(n)).filter(|_| random.below(3) > 0), anonymity, count: None },
        via: random.ids(),
        cue: Some(random.span(n)).filter(|_| random.below(3) > 0),
        content: random.spans(n),
        quote: Quote::Direct,
        addressees: random.ids(),
        medium: Some("Radio Brennick".to_owned()),
        said_on: None,
        act: Act::Accept,
        negated: false,
        certainty: Certainty::Certain,
        within: Some(StatementId(1)).filter(|_| id > 1 && random.below(2) == 0),
        conditions: random.spans(n),
        horizon: None,
        denies: None,
        about: Vec::new(),
    }
}

fn proposal(random: &mut Random, id: u32, n: usize) -> Proposal {
    let at = random.span(n);
    Proposal {
        id: ProposalId(id),
        name: Some("the Brennick paper".to_owned()),
        kind: None,
        version: None,
        sponsors: random.ids(),
        discussed_by: random.ids(),
        terms: vec![Term { text: "as Brennick said".to_owned(), span: random.span(n) }],
        earlier: (id > 1).then_some(ProposalId(1)),
        earlier_told: true,
        when: None,
        answers: Vec::new(),
        custody: vec![Custody { from: random.ids(), to: random.ids(), when: None, how: Some("from Quillam".to_owned()), span: at }],
        span: at,
        mentions: vec![at],
    }
}

/// Nothing in it fits together but that every span lies in the text.
fn reading(random: &mut Random) -> Reading {
    let text: String = (0..5 + random.below(40)).map(|_| format!("{} ", WORDS[random.below(WORDS.len())])).collect();
    let n = text.chars().count();
    let mut cuts: Vec<usize> = (0..random.below(6)).map(|_| random.below(n)).chain([0, n]).collect();
    cuts.sort_unstable();
    let report = Report {
        id: "sha256:0".to_owned(),
        path: "notes/brennick.txt".to_owned(),
        title: Some("Orla Brennick speaks".to_owned()),
        outlet: Some("Selm Post".to_owned()),
        author: Some("Teo Quillam".to_owned()),
        url: Some("https://selm.example/teo-quillam".to_owned()),
        published: None,
        language: None,
        kind: [ReportKind::News, ReportKind::Note][random.below(2)],
        integrity: Integrity::Original,
        text: text.into(),
    };
    let event = |random: &mut Random, id| Event {
        id: EventId(id),
        kind: "CONSULT".to_owned(),
        mode: None,
        actors: random.ids(),
        recipients: random.ids(),
        place: Some("the Quillam house".to_owned()),
        when: None,
        modality: Modality::Actual,
        told_by: random.ids().pop(),
        span: random.span(n),
    };
    Reading {
        schema: 1,
        report,
        sentences: cuts.windows(2).filter_map(|it| Span::new(it[0], it[1])).collect(),
        actors: (1..=4).map(|id| actor(random, id, n)).collect(),
        statements: (1..=1 + u32::try_from(random.below(4)).unwrap()).map(|id| statement(random, id, n)).collect(),
        events: (1..=2).map(|id| event(random, id)).collect(),
        proposals: (1..=2).map(|id| proposal(random, id, n)).collect(),
        dates: Vec::new(),
        problems: vec![Problem::new(Code::NameVariant, "`Brenick` beside `Brennick`").at(random.span(n)).hint("Quillam?")],
    }
}

fn spans(it: &Reading) -> Vec<Span> {
    let mut out = it.sentences.clone();
    out.extend(it.actors.iter().flat_map(|it| &it.mentions));
    for it in &it.statements {
        out.extend(it.content.iter().chain(&it.conditions).chain(&it.cue).chain(&it.source.span));
    }
    out.extend(it.events.iter().map(|it| it.span));
    for it in &it.proposals {
        out.extend(it.mentions.iter().copied().chain([it.span]).chain(it.terms.iter().map(|it| it.span)));
        out.extend(it.custody.iter().map(|it| it.span));
    }
    out.extend(it.problems.iter().filter_map(|it| it.span));
    out
}

fn named_actors(it: &Reading) -> Vec<ActorId> {
    let said = it.statements.iter().flat_map(|it| it.source.actor.iter().chain(&it.via).chain(&it.addressees));
    let done = it.events.iter().flat_map(|it| it.actors.iter().chain(&it.recipients).chain(&it.told_by));
    let put = it.proposals.iter().flat_map(|it| it.sponsors.iter().chain(&it.discussed_by));
    let handed = it.proposals.iter().flat_map(|it| &it.custody).flat_map(|it| it.from.iter().chain(&it.to));
    said.chain(done).chain(put).chain(handed).copied().collect()
}

#[test]
fn whatever_goes_in_a_whole_reading_comes_out() {
    let mut random = Random(7);
    for round in 0..800 {
        let before = reading(&mut random);
        assert_eq!(withheld(before.clone(), AttributionLevel::OnTheRecord, None), before);
        let count = before.statements.len();
        for &level in &AttributionLevel::ALL[1..] {
            let after = withheld(before.clone(), level, None);
            assert_eq!(after, withheld(before.clone(), level, None), "the same each time");
            let n = after.report.text.chars().count();
            assert!(spans(&after).iter().all(|it| it.end() <= n), "{round} {level}");
            assert!(after.sentences.is_sorted_by_key(|it| it.start()), "{round} {level}: {:?}", after.sentences);
            assert!(after.statements.iter().all(|it| it.content.is_sorted_by_key(|it| it.start())));
            assert!(named_actors(&after).iter().all(|id| after.actor(*id).is_some()), "{round} {level}: {after:#?}");
            assert!(after.proposals.iter().all(|it| it.earlier.is_none_or(|id| after.proposals.iter().any(|it| it.id == id))));
            assert_eq!(after.statements.len(), if level == AttributionLevel::OffTheRecord { 0 } else { count });
            let lines = |it: &Reading| it.report.text.matches('\n').count();
            assert!(level == AttributionLevel::OffTheRecord || lines(&after) == lines(&before), "lines keep their numbers");
            hides(&before, &after, level);
        }
    }
}

/// Brennick and Quillam are hidden where they speak or are named outside of what is said.
fn hides(before: &Reading, after: &Reading, level: AttributionLevel) {
    let json = serde_json::to_string(after).unwrap().to_lowercase();
    let suspects = super::suspects::Suspects::new(before, &before.report.text.index(), None);
    let persons = super::people::persons(before, &suspects);
    for (id, name) in [(1, "brennick"), (2, "quillam")] {
        if persons.contains(&ActorId(id)) || level == AttributionLevel::OffTheRecord {
            assert!(!json.contains(name), "{level}: {json}\nof {before:#?}");
        }
    }
    if level == AttributionLevel::NotForAttribution {
        let told = |it: &Statement| it.source.actor.and_then(|id| after.actor(id)).is_none_or(|it| it.name == "source withheld");
        assert!(after.statements.iter().filter(|it| it.within.is_none()).all(told), "{after:#?}");
    }
}
