//! Status of an issue: the first rule of DESIGN section 6 that matches. Conservative throughout: only
//! the unconditional, binding own words of every party that must assent make an agreement.

use armistice_types::assessment::{Account, AgreedKind, IssueState, Position, Status};
use armistice_types::case::{ActorKey, Case, Issue, IssueKind, OptionKey, RoleKind};
use armistice_types::coded::Stance;
use armistice_types::marking::Marking;
use armistice_types::time::Day;
use armistice_types::view::{StatementRef, View};

/// The parties of a track: who must assent on the day of the view.
pub(crate) fn parties(case: &Case, track: &armistice_types::case::TrackKey, day: Day) -> Vec<ActorKey> {
    let mut out: Vec<ActorKey> = Vec::new();
    for row in case.roles.iter().filter(|row| row.track == *track && row.role == RoleKind::MustAssent) {
        let holds = row.from.is_none_or(|from| from <= day) && row.until.is_none_or(|until| day <= until);
        if holds && !out.contains(&row.actor) {
            out.push(row.actor.clone());
        }
    }
    out
}

/// The day of a view's moment, in UTC: only used for roles that begin or end.
pub(crate) fn day_of(view: &View) -> Day {
    let date = view.moment.0.to_string();
    date.get(..10).and_then(|day| day.parse().ok()).unwrap_or(Day(Default::default()))
}

/// In case order.
pub(crate) fn issues(case: &Case, view: &View, positions: &[Position], accounts: &[Account]) -> Vec<IssueState> {
    let day = day_of(view);
    case.issues
        .iter()
        .map(|issue| {
            let parties = parties(case, &issue.track, day);
            let own: Vec<&Position> = positions.iter().filter(|it| it.issue == issue.id && !it.superseded && it.moves_position).collect();
            let told: Vec<&Account> = accounts.iter().filter(|it| it.issue == issue.id).collect();
            let all: Vec<&Position> = positions.iter().filter(|it| it.issue == issue.id && it.moves_position).collect();
            as_read_by(view, Rules { case, issue, parties, own, told, all }.state())
        })
        .collect()
}

/// A status that rests on what a person says that words say gives that person's name with its reason.
fn as_read_by(view: &View, mut state: IssueState) -> IssueState {
    let persons = view.read_by(&state.evidence);
    if !persons.is_empty() {
        state.because.push_str(&format!("; as read by {}", persons.join(", ")));
    }
    state
}

struct Rules<'a> {
    case: &'a Case,
    issue: &'a Issue,
    parties: Vec<ActorKey>,
    /// Binding own words that still stand.
    own: Vec<&'a Position>,
    told: Vec<&'a Account>,
    /// Binding own words, superseded ones too.
    all: Vec<&'a Position>,
}

/// What a rule found: option, why, evidence.
struct Found {
    option: Option<OptionKey>,
    because: String,
    evidence: Vec<StatementRef>,
}

type Rule<'a> = fn(&Rules<'a>) -> Option<Found>;

impl Rules<'_> {
    fn state(&self) -> IssueState {
        let rules: [(Status, Rule<'_>); 8] = [
            (Status::Parked, Self::parked),
            (Status::Agreed, Self::agreed),
            (Status::ReportedAgreed, Self::reported_agreed),
            (Status::Conditional, Self::conditional),
            (Status::OnTheTable, Self::on_the_table),
            (Status::Converging, Self::converging),
            (Status::Contested, Self::contested),
            (Status::OneSided, Self::one_sided),
        ];
        let nothing = Found { option: None, because: "no party's own words on it are on file".to_owned(), evidence: Vec::new() };
        let (status, found) = rules.iter().find_map(|(status, rule)| Some((*status, rule(self)?))).unwrap_or((Status::Unknown, nothing));
        let mut evidence = found.evidence;
        evidence.sort_unstable();
        evidence.dedup();
        let rests = |refs: &[StatementRef]| refs.iter().any(|at| evidence.contains(at));
        let marking = self
            .own
            .iter()
            .filter(|it| rests(&it.evidence))
            .map(|it| &it.marking)
            .chain(self.told.iter().filter(|it| rests(&it.evidence)).map(|it| &it.marking));
        IssueState {
            issue: self.issue.id.clone(),
            track: self.issue.track.clone(),
            status,
            agreed: (status == Status::Agreed).then(|| self.kind_of_agreement(found.option.as_ref())),
            option: found.option,
            because: found.because,
            marking: marking.fold(self.issue.meta.marking.clone(), |all: Marking, it| all.join(it)),
            evidence,
            told: Vec::new(),
        }
    }

    fn name(&self, actor: &ActorKey) -> String {
        self.case.actor(actor).map_or_else(|| actor.to_string(), |row| row.name.clone())
    }

    fn of<'s>(&'s self, party: &'s ActorKey) -> impl Iterator<Item = &'s Position> {
        self.own.iter().copied().filter(move |it| it.actor == *party)
    }

    fn options(&self) -> impl Iterator<Item = &OptionKey> {
        self.issue.options.iter().map(|row| &row.id)
    }

    fn rejects(&self, party: &ActorKey, option: &OptionKey) -> bool {
        self.of(party).any(|it| it.option.as_ref() == Some(option) && matches!(it.stance, Stance::Rejects | Stance::RefusesToDiscuss))
    }

    /// Does the party assent to the option in its own words, without a condition? Its own standing offer of it counts beside another's yes.
    fn assents<'s>(&'s self, party: &'s ActorKey, option: &'s OptionKey, offer_counts: bool) -> Option<&'s Position> {
        self.of(party).find(|it| {
            it.option.as_ref() == Some(option)
                && !it.conditional
                && (it.stance != Stance::AcceptsWithReservations && it.stance.is_yes()
                    || offer_counts && matches!(it.stance, Stance::Offers | Stance::Demands))
        })
    }

    /// Set aside in words by every party that must assent.
    fn parked(&self) -> Option<Found> {
        let refusals: Vec<&Position> =
            self.parties.iter().filter_map(|party| self.of(party).find(|it| it.stance == Stance::RefusesToDiscuss)).collect();
        (refusals.len() >= 2 && refusals.len() == self.parties.len()).then(|| Found {
            option: None,
            because: "every party refuses to discuss it".to_owned(),
            evidence: refusals.iter().flat_map(|it| it.evidence.clone()).collect(),
        })
    }

    fn agreed(&self) -> Option<Found> {
        self.options().find_map(|option| {
            let yes: Vec<&Position> = self.parties.iter().filter_map(|party| self.assents(party, option, false)).collect();
            let refused = self.parties.iter().any(|party| self.rejects(party, option));
            (self.parties.len() >= 2 && yes.len() == self.parties.len() && !refused).then(|| Found {
                option: Some(option.clone()),
                because: "every party says yes to it in its own words".to_owned(),
                evidence: yes.iter().flat_map(|it| it.evidence.clone()).collect(),
            })
        })
    }

    fn kind_of_agreement(&self, option: Option<&OptionKey>) -> AgreedKind {
        let in_principle = self.own.iter().any(|it| it.option.as_ref() == option && it.stance == Stance::AcceptsInPrinciple);
        if in_principle { AgreedKind::InPrinciple } else { AgreedKind::Plain }
    }

    /// Somebody says that a party accepts; that party's own word is missing, and no party's own words are against it.
    fn reported_agreed(&self) -> Option<Found> {
        self.options().find_map(|option| {
            let told: Vec<&&Account> = self
                .told
                .iter()
                .filter(|it| it.option.as_ref() == Some(option) && it.stance.is_yes() && self.parties.contains(&it.actor))
                .collect();
            let refused = self.parties.iter().any(|party| self.rejects(party, option));
            let covered = |party: &&ActorKey| self.assents(party, option, true).is_some() || told.iter().any(|it| it.actor == **party);
            (!told.is_empty() && !refused && self.parties.len() >= 2 && self.parties.iter().filter(covered).count() == self.parties.len())
                .then(|| Found {
                    option: Some(option.clone()),
                    because: format!("others say that {} accepts it; its own word is missing", self.name(&told[0].actor)),
                    evidence: told.iter().flat_map(|it| it.evidence.clone()).collect(),
                })
        })
    }

    fn conditional(&self) -> Option<Found> {
        self.options().find_map(|option| {
            let yes: Vec<&Position> = self
                .own
                .iter()
                .copied()
                .filter(|it| it.conditional && it.stance.is_yes() && it.option.as_ref() == Some(option) && self.parties.contains(&it.actor))
                .collect();
            let refused = self.parties.iter().any(|party| self.rejects(party, option));
            (!yes.is_empty() && !refused).then(|| Found {
                option: Some(option.clone()),
                because: format!("{} accepts it only on a condition", self.name(&yes[0].actor)),
                evidence: yes.iter().flat_map(|it| it.evidence.clone()).collect(),
            })
        })
    }

    /// Put forward by somebody, and a party has not answered it in its own words. Putting forward is not accepting: an offer that
    /// every other party accepts stays on the table until the one that made it says yes to it as well.
    fn on_the_table(&self) -> Option<Found> {
        let others = |it: &Position| self.parties.iter().filter(|party| **party != it.actor).cloned().collect::<Vec<_>>();
        let met = |it: &Position| {
            it.option.as_ref().is_some_and(|option| others(it).iter().all(|party| self.assents(party, option, false).is_some()))
        };
        let demanded =
            |it: &Position| it.stance == Stance::Demands && self.parties.contains(&it.actor) && self.parties.len() > 1 && met(it);
        let mut offers: Vec<&&Position> = self.own.iter().filter(|it| it.stance == Stance::Offers || demanded(it)).collect();
        offers.sort_by_key(|it| std::cmp::Reverse((it.day.and_then(|day| day.to), it.evidence.first().copied())));
        offers.into_iter().find_map(|offer| {
            let option = offer.option.as_ref()?;
            let silent: Vec<&ActorKey> = self
                .parties
                .iter()
                .filter(|party| {
                    **party != offer.actor && !self.of(party).any(|it| it.option.as_ref() == Some(option) && it.stance != Stance::NoComment)
                })
                .collect();
            let refused = self.parties.iter().any(|party| self.rejects(party, option));
            let answered = self.parties.contains(&offer.actor)
                && silent.is_empty()
                && self.parties.iter().filter(|party| **party != offer.actor).all(|party| self.assents(party, option, false).is_some());
            if answered && !refused {
                return Some(Found {
                    option: Some(option.clone()),
                    because: format!(
                        "{} {} it and the other side says yes; its own yes to it is not on file",
                        self.name(&offer.actor),
                        if offer.stance == Stance::Demands { "demands" } else { "offers" }
                    ),
                    evidence: offer.evidence.clone(),
                });
            }
            let reserved = |party: &&ActorKey| {
                self.of(party).any(|it| it.option.as_ref() == Some(option) && it.stance == Stance::AcceptsWithReservations)
            };
            if let Some(party) =
                self.parties.iter().find(|party| **party != offer.actor && reserved(party)).filter(|_| silent.is_empty() && !refused)
            {
                return Some(Found {
                    option: Some(option.clone()),
                    because: format!("{} put it forward; {} says a yes with reservations", self.name(&offer.actor), self.name(party)),
                    evidence: offer.evidence.iter().chain(self.of(party).flat_map(|it| &it.evidence)).copied().collect(),
                });
            }
            let first = silent.first().filter(|_| !refused)?;
            Some(Found {
                option: Some(option.clone()),
                because: format!("{} put it forward; {} has not answered it", self.name(&offer.actor), self.name(first)),
                evidence: offer.evidence.clone(),
            })
        })
    }

    /// Own words of two parties that name different options, none of which both hold.
    fn incompatible(&self) -> Option<(&Position, &Position)> {
        let wants = |it: &Position| it.stance.wants();
        for a in self.own.iter().copied().filter(|it| self.parties.contains(&it.actor)) {
            for b in self.own.iter().copied().filter(|it| self.parties.contains(&it.actor) && it.actor > a.actor) {
                let differ = wants(a) && wants(b) && a.option != b.option;
                let against = a.option == b.option
                    && (wants(a) && matches!(b.stance, Stance::Rejects | Stance::RefusesToDiscuss)
                        || wants(b) && matches!(a.stance, Stance::Rejects | Stance::RefusesToDiscuss));
                if differ || against {
                    return Some((a, b));
                }
            }
        }
        None
    }

    /// Where on the scale an option stands.
    fn rank(&self, option: Option<&OptionKey>) -> Option<f64> {
        let at = self.issue.options.iter().position(|row| Some(&row.id) == option)?;
        match self.issue.kind {
            IssueKind::Categorical => None,
            IssueKind::Ordered => u32::try_from(at).ok().map(f64::from),
            IssueKind::Numeric => self.issue.options[at].value.as_ref()?.parse().ok(),
        }
    }

    /// Incompatible, but a dated move of one party narrowed the gap.
    fn converging(&self) -> Option<Found> {
        let (a, b) = self.incompatible()?;
        let gap = |x: &Position, y: &Position| Some((self.rank(x.option.as_ref())? - self.rank(y.option.as_ref())?).abs());
        let now = gap(a, b)?;
        let moved = |now_held: &Position, other: &Position| {
            self.all
                .iter()
                .find(|it| {
                    it.actor == now_held.actor && it.superseded && it.day.is_some() && gap(it, other).is_some_and(|before| before > now)
                })
                .map(|it| (*it, now_held.actor.clone()))
        };
        let (before, mover) = moved(a, b).or_else(|| moved(b, a))?;
        Some(Found {
            option: None,
            because: format!("the parties differ, but {} has moved towards the other", self.name(&mover)),
            evidence: a.evidence.iter().chain(&b.evidence).chain(&before.evidence).copied().collect(),
        })
    }

    fn contested(&self) -> Option<Found> {
        let Some((a, b)) = self.incompatible() else { return self.all_refused() };
        Some(Found {
            option: None,
            because: format!("the own words of {} and {} cannot both be met", self.name(&a.actor), self.name(&b.actor)),
            evidence: a.evidence.iter().chain(&b.evidence).copied().collect(),
        })
    }

    /// Every option is refused by one party or another, each of at least two refusing one.
    fn all_refused(&self) -> Option<Found> {
        let by = |option: &OptionKey| self.parties.iter().any(|party| self.rejects(party, option));
        let all = self.options().next().is_some() && self.options().all(by);
        let who: Vec<&ActorKey> = self.parties.iter().filter(|party| self.options().any(|option| self.rejects(party, option))).collect();
        let refusals = self.own.iter().filter(|it| it.stance == Stance::Rejects && self.parties.contains(&it.actor));
        (all && who.len() > 1).then(|| Found {
            option: None,
            because: "every option is refused by one party or another in its own words".to_owned(),
            evidence: refusals.flat_map(|it| it.evidence.clone()).collect(),
        })
    }

    fn one_sided(&self) -> Option<Found> {
        let heard: Vec<&ActorKey> = self.parties.iter().filter(|party| self.of(party).next().is_some()).collect();
        let first = heard.first()?;
        let because = if heard.len() == 1 {
            format!("only {} has spoken on it in its own words", self.name(first))
        } else {
            "own words of several parties are on file; no option has an unconditional yes of each".to_owned()
        };
        Some(Found { option: None, because, evidence: self.of(first).flat_map(|it| it.evidence.clone()).collect() })
    }
}
