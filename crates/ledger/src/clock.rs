//! When new entries are recorded. The clock of a computer may be behind that of another, or behind its own of yesterday: an entry made now is
//! still recorded later than those that are there, or a retraction would retract nothing and newer words would stand behind older ones.

use std::collections::BTreeMap;

use armistice_types::marking::Marking;
use armistice_types::time::Recorded;
use jiff::SignedDuration;

use crate::entry::Head;

/// The time at which entries are made, beside what a ledger says that it is.
pub(crate) struct Clock<'h> {
    now: Recorded,
    /// By marking, the latest time that entries say, where it is later than now.
    ahead: BTreeMap<&'h Marking, Recorded>,
}

impl<'h> Clock<'h> {
    /// It is `now`, and these entries are there.
    pub(crate) fn new(heads: &'h [Head], now: Recorded) -> Self {
        let mut ahead: BTreeMap<&Marking, Recorded> = BTreeMap::new();
        for it in heads.iter().filter(|it| it.recorded > now) {
            let latest = ahead.entry(&it.marking).or_insert(it.recorded);
            *latest = it.recorded.max(*latest);
        }
        Self { now, ahead }
    }

    /// When an entry with this marking is recorded: now, or just after the entries that say a later time. Of these only such count as
    /// everybody may see who may see the new one, so that it tells nothing of others.
    pub(crate) fn recorded(&self, marking: &Marking) -> Recorded {
        let below = self.ahead.iter().filter(|(it, _)| it.visible_to(marking));
        let after = |it: &Recorded| it.0.checked_add(SignedDuration::from_nanos(1)).map_or(*it, Recorded);
        below.map(|(_, latest)| after(latest)).max().unwrap_or(self.now)
    }
}
