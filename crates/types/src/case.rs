//! The case: what a person has written down about one negotiation. Facts only, already checked. What is at stake (clocks, outcomes, and the
//! preferences of fictional cases) stands in `stakes`, what of a case may be shown in `shown`.

mod shown;
mod stakes;

use serde::Serialize;

use crate::marking::Marking;
use crate::time::{Day, Known};
pub use stakes::{Clock, Outcome, Preference, Reservation};

keys! {
    /// Id of an `[[actor]]`.
    ActorKey,
    /// Id of a `[[person]]`.
    PersonKey,
    /// Id of a `[[track]]`.
    TrackKey,
    /// Id of an `[[issue]]`.
    IssueKey,
    /// Id of an `[[issue.option]]`, unique within its issue.
    OptionKey,
    /// Id of a `[[clock]]`.
    ClockKey,
    /// Id of an `[[outcome]]`.
    OutcomeKey,
}

words! {
    /// What an actor does on a track.
    RoleKind {
        Negotiates = "negotiates",
        /// A party: nothing is agreed without it.
        MustAssent = "must assent",
        Signs = "signs",
        Mediates = "mediates",
        CanSpoil = "can spoil",
        Implements = "implements",
        /// Speaks for another actor, named by the role's `for`.
        SpeaksFor = "speaks for",
        Outsider = "outsider",
    }
}

words! {
    /// How the options of an issue relate.
    IssueKind {
        Categorical = "categorical",
        /// Options in the order of the file.
        Ordered = "ordered",
        /// Every option has a value in the issue's unit.
        Numeric = "numeric",
    }
}

words! {
    /// What an actor of a case is.
    CaseActorKind {
        State = "state",
        GovernmentBody = "government body",
        Organisation = "organisation",
        ArmedGroup = "armed group",
        Outlet = "outlet",
        Group = "group",
    }
}

/// Where a row stands and who may be shown it. Shown as "case file, line N".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowMeta {
    /// 1-based line of the case file.
    pub line: u32,
    /// Who may be shown the row.
    pub marking: Marking,
    /// From when the row could be known; always where `None`.
    pub known: Option<Known>,
}

/// One negotiation, as checked from `case.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Short name.
    pub name: String,
    /// One or two sentences.
    pub about: Option<String>,
    /// IANA name, such as `Asia/Beirut`; `UTC` where the file gives none.
    pub time_zone: String,
    /// BCP 47 tag of the case's own words.
    pub language: String,
    /// Invented: private preferences may stand in the file.
    pub fictional: bool,
    /// Marking of the case as a whole.
    pub marking: Marking,
    /// In file order, as everything below.
    pub actors: Vec<CaseActor>,
    /// People who act or speak.
    pub persons: Vec<CasePerson>,
    /// Tables within the case.
    pub tracks: Vec<Track>,
    /// Who does what on which track.
    pub roles: Vec<Role>,
    /// Questions to settle.
    pub issues: Vec<Issue>,
    /// Options that cannot stand together.
    pub exclusions: Vec<Exclusion>,
    /// Dates that press.
    pub clocks: Vec<Clock>,
    /// What came of it.
    pub outcomes: Vec<Outcome>,
    /// Fictional cases only.
    pub preferences: Vec<Preference>,
    /// Fictional cases only.
    pub reservations: Vec<Reservation>,
}

/// `[[actor]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseActor {
    /// Its id.
    pub id: ActorKey,
    /// Full name.
    pub name: String,
    /// Other forms under which reports name it.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: CaseActorKind,
    /// Wikidata id.
    pub qid: Option<String>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[person]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CasePerson {
    /// Its id.
    pub id: PersonKey,
    /// Full name.
    pub name: String,
    /// Other forms.
    pub aliases: Vec<String>,
    /// The actor the person belongs to.
    pub affiliation: Option<ActorKey>,
    /// Function, in words.
    pub role: Option<String>,
    /// First day of the affiliation.
    pub from: Option<Day>,
    /// Last day of the affiliation.
    pub until: Option<Day>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[track]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Track {
    /// Its id.
    pub id: TrackKey,
    /// Name on the page.
    pub name: String,
    /// Tracks it is linked to.
    pub linked_to: Vec<TrackKey>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[role]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// On which track.
    pub track: TrackKey,
    /// Who.
    pub actor: ActorKey,
    /// Does what.
    pub role: RoleKind,
    /// For whom, with [`RoleKind::SpeaksFor`].
    pub principal: Option<ActorKey>,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[issue]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Its id.
    pub id: IssueKey,
    /// On which track.
    pub track: TrackKey,
    /// The question, in words.
    pub question: String,
    /// How its options relate.
    pub kind: IssueKind,
    /// Unit of numeric options.
    pub unit: Option<String>,
    /// Possible answers.
    pub options: Vec<IssueOption>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[issue.option]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueOption {
    /// Its id within the issue.
    pub id: OptionKey,
    /// Name on the page.
    pub label: String,
    /// Phrases by which reports name it.
    pub cues: Vec<String>,
    /// Number in the issue's unit, as written, for numeric issues.
    pub value: Option<String>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[exclusion]]`: options that cannot stand in one package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exclusion {
    /// The issue and option pairs, two or more.
    pub options: Vec<(IssueKey, OptionKey)>,
    /// Why, in words.
    pub reason: Option<String>,
    /// Place and marking.
    pub meta: RowMeta,
}

impl Case {
    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: &ActorKey) -> Option<&CaseActor> {
        self.actors.iter().find(|row| row.id == *id)
    }

    /// The issue with this id.
    #[must_use]
    pub fn issue(&self, id: &IssueKey) -> Option<&Issue> {
        self.issues.iter().find(|row| row.id == *id)
    }

    /// The marking of what holds everything in the case.
    #[must_use]
    pub fn joined_marking(&self) -> Marking {
        let metas = (self.actors.iter().map(|it| &it.meta))
            .chain(self.persons.iter().map(|it| &it.meta))
            .chain(self.tracks.iter().map(|it| &it.meta))
            .chain(self.roles.iter().map(|it| &it.meta))
            .chain(self.issues.iter().map(|it| &it.meta))
            .chain(self.issues.iter().flat_map(|it| it.options.iter().map(|row| &row.meta)))
            .chain(self.exclusions.iter().map(|it| &it.meta))
            .chain(self.clocks.iter().map(|it| &it.meta))
            .chain(self.outcomes.iter().map(|it| &it.meta))
            .chain(self.preferences.iter().map(|it| &it.meta))
            .chain(self.reservations.iter().map(|it| &it.meta));
        metas.fold(self.marking.clone(), |all, meta| all.join(&meta.marking))
    }
}
