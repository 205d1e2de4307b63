//! What ASSESS hands over. Every row carries the statements it rests on.

use serde::Serialize;

use crate::case::{ActorKey, ClockKey, IssueKey, OptionKey, RoleKind, TrackKey};
use crate::chains::{Chain, Link, Support};
use crate::changes::Shift;
use crate::coded::{Authority, Stance};
use crate::conditions::{Conditions, Obstacle};
use crate::entries::EntryState;
use crate::forecasts::Forecast;
use crate::happenings::{EventState, Named};
use crate::marking::Marking;
use crate::proposals::ProposalState;
use crate::sources::SourceState;
use crate::statement::{Certainty, DenialScope};
use crate::time::{Day, Edtf};
use crate::view::{Place, StatementRef};

words! {
    /// How firmly a stance is held.
    Firmness {
        Tentative = "tentative",
        Leaning = "leaning",
        Firm = "firm",
        RedLine = "red line",
    }
}

words! {
    /// Status of an issue: DESIGN section 6, first that matches.
    Status {
        Parked = "parked",
        Agreed = "agreed",
        ReportedAgreed = "reported agreed",
        Conditional = "conditional",
        OnTheTable = "on the table",
        Converging = "converging",
        Contested = "contested",
        OneSided = "one-sided",
        Unknown = "unknown",
    }
}

words! {
    /// What kind of agreement [`Status::Agreed`] is.
    AgreedKind {
        Plain = "agreed",
        InPrinciple = "in principle",
        AdReferendum = "ad referendum",
        SubjectToOverall = "subject to overall agreement",
        ReadingsDiffer = "readings differ",
    }
}

words! {
    /// Status of a track.
    TrackStatus {
        NoTalks = "no talks",
        Talks = "talks",
        ProposalOnTheTable = "proposal on the table",
        AgreedInPrinciple = "agreed in principle",
        Signed = "signed",
        InForce = "in force",
        Broken = "broken",
    }
}

words! {
    /// Why two statements are set against each other.
    ConflictKind {
        /// One says what the other denies.
        Denied = "denied",
        /// Accounts of the same actor's stance differ.
        RivalAccounts = "rival accounts",
        /// An actor's own words differ from another's account of them.
        AccountAgainstOwnWords = "account against own words",
        /// The same actor's own words, same day, cannot both hold.
        OwnWordsDiffer = "own words differ",
        /// One says that an actor agreed, another that it did not.
        AccountsContradict = "accounts contradict",
        /// Two sources give different numbers of one thing on one day.
        CountsDiffer = "counts differ",
    }
}

/// What one actor holds on one option, in one voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Who holds it.
    pub actor: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// On which option; null when only the issue is touched.
    pub option: Option<OptionKey>,
    /// The stance.
    pub stance: Stance,
    /// How firmly.
    pub firmness: Firmness,
    /// With what authority it was said.
    pub authority: Authority,
    /// False below the authorised speaker: "reported movement", not a moved position.
    pub moves_position: bool,
    /// Does it hold only on a condition?
    pub conditional: bool,
    /// How sure the words are.
    pub certainty: Certainty,
    /// When it was said, else the day it was published.
    pub day: Option<Edtf>,
    /// Does the report say on which day, or is it the day of publication?
    pub day_stated: bool,
    /// Does a later own stance on the same issue stand in its place?
    pub superseded: bool,
    /// In how many chains it is told.
    pub support: Support,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on, the deciding statement first.
    pub evidence: Vec<StatementRef>,
}

/// What somebody else says about an actor's stance. Never merged into positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// About whom.
    pub actor: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// On which option.
    pub option: Option<OptionKey>,
    /// The stance as told.
    pub stance: Stance,
    /// By whom, as named in the report; null when no source is given.
    pub by: Option<String>,
    /// The case's actor behind the teller, where known.
    pub by_actor: Option<ActorKey>,
    /// When it was said, else published.
    pub day: Option<Edtf>,
    /// In how many chains it is told.
    pub support: Support,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
    /// Words of a report that it rests on, where they are no statement: what a signed text holds.
    pub told: Vec<Place>,
}

/// Where one issue stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueState {
    /// Which issue.
    pub issue: IssueKey,
    /// On which track.
    pub track: TrackKey,
    /// First rule of the table that matches.
    pub status: Status,
    /// Only with [`Status::Agreed`].
    pub agreed: Option<AgreedKind>,
    /// The option agreed, reported agreed, conditional or on the table.
    pub option: Option<OptionKey>,
    /// One sentence: why this status.
    pub because: String,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
    /// Words of a report that it rests on, where they are no statement: what a signed text holds.
    pub told: Vec<Place>,
}

/// A deal signed, agreed, in force or broken, as told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// What came about.
    pub status: TrackStatus,
    /// On which day, else the day of the report.
    pub day: Option<Edtf>,
    /// One sentence: who, as told by whom.
    pub because: String,
    /// The words that tell it.
    pub told: Vec<Place>,
}

/// Where one track stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackState {
    /// Which track.
    pub track: TrackKey,
    /// The status.
    pub status: TrackStatus,
    /// One sentence: why.
    pub because: String,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
    /// Words of a report that it rests on, where they are no statement: a signature told.
    pub told: Vec<Place>,
    /// From when, where a report tells.
    pub since: Option<Edtf>,
    /// What is told of its deal as a whole, in order of days; the last gives the status.
    pub turns: Vec<Turn>,
    /// With whom the next word lies; empty where nothing on file says.
    pub ball: Vec<Named>,
    /// Lines on a signature, a break or an entry into force that do not count: told by another, or of which track is not told. With their place.
    pub beside: Vec<(String, Place)>,
}

/// Two statements that cannot both hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Why they clash.
    pub kind: ConflictKind,
    /// One side.
    pub one: Vec<StatementRef>,
    /// The other.
    pub other: Vec<StatementRef>,
    /// The issue, where it is one of the case.
    pub issue: Option<IssueKey>,
    /// A sentence for the page.
    pub sentence: String,
    /// Words of either side that are no statements.
    pub places: Vec<Place>,
    /// Joined from both sides.
    pub marking: Marking,
}

/// A denial, with what it denies and what it leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Denial {
    /// The statement.
    pub statement: StatementRef,
    /// What is denied of the thing.
    pub scope: DenialScope,
    /// The thing, in the report's words.
    pub of: String,
    /// A sentence saying what the denial does not say.
    pub leaves_open: String,
    /// The statements denied, where found.
    pub denied: Vec<StatementRef>,
    /// The same denial told again: in the report's words, by a copy, on the next day.
    pub also: Vec<StatementRef>,
    /// The draft or proposal that it is about, by its id, where one only fits.
    pub proposal: Option<String>,
    /// The track: of that proposal, else of what it, or what it denies, is about.
    pub track: Option<TrackKey>,
    /// Joined from what it rests on.
    pub marking: Marking,
}

/// An actor with a role, or much spoken of, without words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotHeard {
    /// The track; null without a case.
    pub track: Option<TrackKey>,
    /// The case's actor; null without a case.
    pub actor: Option<ActorKey>,
    /// Name on the page.
    pub name: String,
    /// Its roles on the track.
    pub roles: Vec<RoleKind>,
    /// How many statements by others are about it.
    pub accounts: usize,
    /// The question that would fill the gap.
    pub question: String,
}

/// What somebody else says of a party that is tied to no option of the case, in the report's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldOf {
    /// On which track.
    pub track: TrackKey,
    /// Of whom.
    pub actor: ActorKey,
    /// The statement.
    pub statement: StatementRef,
    /// The report's marking.
    pub marking: Marking,
}

/// A role that a report gives an actor and the case file does not: shown, never taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleTold {
    /// Who is called so.
    pub actor: ActorKey,
    /// For whom it would speak.
    pub principal: ActorKey,
    /// The report's words.
    pub words: String,
    /// The report's marking.
    pub marking: Marking,
    /// Where they stand.
    pub place: Place,
}

/// A date that presses on the talks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockState {
    /// The case's clock.
    pub clock: ClockKey,
    /// What happens then.
    pub name: String,
    /// The day.
    pub date: Day,
    /// Days from the moment of the view; negative once past.
    pub days_left: i32,
    /// Line of the case file.
    pub line: u32,
}

/// Everything that is computed from a view and its coding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// Own words; by actor, issue, then newest first.
    pub positions: Vec<Position>,
    /// Others' accounts; same order.
    pub accounts: Vec<Account>,
    /// In case order.
    pub issues: Vec<IssueState>,
    /// In case order.
    pub tracks: Vec<TrackState>,
    /// By first statement.
    pub conflicts: Vec<Conflict>,
    /// By statement.
    pub denials: Vec<Denial>,
    /// By day, then statement.
    pub forecasts: Vec<Forecast>,
    /// By track, then case order; without a case by number of mentions, then name.
    pub not_heard: Vec<NotHeard>,
    /// By track, party, then newest first.
    pub told_of: Vec<ToldOf>,
    /// By place.
    pub roles_told: Vec<RoleTold>,
    /// By date.
    pub clocks: Vec<ClockState>,
    /// By number.
    pub proposals: Vec<ProposalState>,
    /// Meetings and other events, retellings joined; by day, then place.
    pub events: Vec<EventState>,
    /// Reports that go back to one origin; by first report, each report in one.
    pub chains: Vec<Chain>,
    /// Reports of different chains that may have one source: one cites the other, or both hold one quotation.
    pub joins: Vec<Link>,
    /// Who is quoted: in case order, then by name, then by first statement. No ranking.
    pub sources: Vec<SourceState>,
    /// Rules read from conditions, and what follows from them.
    pub conditions: Conditions,
    /// What came of every entry of a person; in the order of the view.
    pub entries: Vec<EntryState>,
    /// What stands in the way; by track, kind, then first statement.
    pub obstacles: Vec<Obstacle>,
    /// Dated moves in own words; by day, then issue, then actor.
    pub shifts: Vec<Shift>,
}
