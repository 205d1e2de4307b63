//! Chains: reports and statements that go back to one origin. Support is counted in chains, never in articles.

use serde::Serialize;

use crate::marking::Marking;
use crate::view::Place;

words! {
    /// Why two reports are joined.
    LinkKind {
        /// The text of the one with small edits.
        NearCopy = "near-copy",
        /// The same sentences in other words.
        Reworded = "reworded copy",
        /// A part of the other's text, with or without words of its own.
        Cut = "cut copy",
        /// Reworded by a machine, with damage.
        Respun = "respun copy",
        /// It names the other, or its outlet, as where it has the words from.
        Relays = "relays",
        /// Both hold the same quotation.
        SharedQuotation = "shared quotation",
        /// A person says so.
        Entered = "as entered",
    }
}

/// In how many chains something is told: at least, where what may be the same is counted once; at most, where it is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Support {
    /// Chains that are certainly apart.
    pub at_least: usize,
    /// Chains that may be apart.
    pub at_most: usize,
}

/// Two reports of one chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The report with the smaller number.
    pub one: usize,
    /// The report with the larger number.
    pub other: usize,
    /// How they are joined.
    pub kind: LinkKind,
    /// Which of the two is the origin, where dates or the texts decide it.
    pub origin: Option<usize>,
    /// One sentence: why they are joined, and why in this direction.
    pub why: String,
    /// Share of the shorter text that stands in the other, in percent; none for links that are not by text.
    pub shared: Option<u8>,
    /// Words of both that show it, a few.
    pub places: Vec<(Place, Place)>,
    /// Id of the entry by which a person says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

/// Reports that go back to one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// By number; one where nothing is a copy of it.
    pub reports: Vec<usize>,
    /// The report that all others go back to, where known.
    pub origin: Option<usize>,
    /// Why, pair by pair.
    pub links: Vec<Link>,
    /// Joined from its reports.
    pub marking: Marking,
}
