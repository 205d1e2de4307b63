//! Views: what the ledger shows of all it holds, put together for a moment and a clearance.

use std::collections::BTreeMap;

use armistice_cores as cores;
use armistice_types::case::Case;
use armistice_types::entries::{Content, Entered};
use armistice_types::marking::{AttributionLevel, Clearance};
use armistice_types::time::Known;
use armistice_types::view::{Filed, View};

use crate::bitemporal::{self, Visible};
use crate::entry::{EntryKind, Head};
use crate::ledger::Ledger;
use crate::store::{Error, Store};
use crate::withheld::withheld;
use crate::{decisions, entered, overlay, rows};

/// So many reports are taken from the store at a time.
const AT_ONCE: usize = 512;
/// So many are not worth a thread.
const FEW: usize = 32;

impl<S: Store> Ledger<S> {
    /// A function of (entries, case, moment, clearance); nothing later or higher takes part in anything.
    ///
    /// # Errors
    /// Where the ledger cannot be read or a visible entry is damaged.
    pub fn view(&self, case: Option<&Case>, moment: Known, clearance: &Clearance) -> Result<View, Error> {
        let visible: Vec<&Head> = bitemporal::visible(self.heads(), Some(moment), clearance).collect();
        let pairs = bitemporal::newest(&visible);
        let shown = case.map(|case| case.visible(clearance, moment));
        let reports = self.all_filed(&pairs, shown.as_ref())?;
        let mut entries = Vec::new();
        for it in &visible {
            let EntryKind::Entered(kind) = it.kind else { continue };
            let content = entered::content(kind, &self.content(it)?).map_err(|what| Error::Damaged { seq: it.seq, what })?;
            if !case.zip(shown.as_ref()).is_some_and(|(whole, shown)| content.names().hidden(whole, shown)) {
                entries.push(as_entered(it, content));
            }
        }
        self.keep_shown_retractions(&mut entries, case.zip(shown.as_ref()), clearance)?;
        entries.sort_by(|a, b| (a.known, a.recorded, &a.id).cmp(&(b.known, b.recorded, &b.id)));
        let (decided, origins, speakers) = (Vec::new(), Vec::new(), Vec::new());
        let clearance = clearance.clone();
        let view = View { moment, clearance, case: shown, reports, entries, decided, origins, speakers, left_out: 0 };
        Ok(decisions::applied(overlay::laid(view)))
    }

    /// Reports with their readings, numbered from 1. Some at a time are taken from the store and then made out on all cores.
    fn all_filed(&self, pairs: &[(Visible<'_>, &Head)], case: Option<&Case>) -> Result<Vec<Filed>, Error> {
        let mut out = Vec::with_capacity(pairs.len());
        for some in pairs.chunks(AT_ONCE) {
            let stored = |(taken, read): &(Visible<'_>, &Head)| {
                let report = std::iter::once(taken.head).chain(taken.again.iter().copied());
                let contents = report.map(|it| self.content(it)).collect::<Result<Vec<String>, Error>>()?;
                Ok((contents, self.content(read)?))
            };
            let texts = some.iter().map(stored).collect::<Result<Vec<_>, Error>>()?;
            let first = out.len() + 1;
            let filed = cores::each(&texts, FEW, |n, (report, reading)| filed(first + n, &some[n], (report, reading), case));
            for it in filed {
                out.push(it?);
            }
        }
        Ok(out)
    }
}

/// A report as a view has it, of its contents: as often as it was taken in, and the reading.
fn filed(
    number: usize,
    (taken, read): &(Visible<'_>, &Head),
    (report, reading): (&[String], &str),
    case: Option<&Case>,
) -> Result<Filed, Error> {
    let heads = std::iter::once(taken.head).chain(taken.again.iter().copied());
    let all = report.iter().zip(heads).map(|(text, head)| rows::report(text).map_err(|what| Error::Damaged { seq: head.seq, what }));
    let mut all = all.collect::<Result<Vec<_>, _>>()?.into_iter();
    let missing = || Error::Damaged { seq: taken.head.seq, what: "its content is missing".to_owned() };
    let (report, first) = all.next().ok_or_else(missing)?;
    // Each came in under a level of its own: the strictest counts.
    let attribution = all.map(|it| it.1).fold(first, AttributionLevel::max);
    let reading = rows::reading(reading, report).map_err(|what| Error::Damaged { seq: read.seq, what })?;
    Ok(Filed {
        number,
        known: taken.head.known,
        recorded: taken.head.recorded,
        marking: taken.head.marking.join(&read.marking),
        attribution,
        reviewed: false,
        reader: read.author.clone(),
        reading: withheld(reading, attribution, case),
        decisions: BTreeMap::new(),
        marked: BTreeMap::new(),
        rows: BTreeMap::new(),
        struck: 0,
    })
}

fn as_entered(it: &Head, content: Content) -> Entered {
    Entered { id: it.id.clone(), known: it.known, recorded: it.recorded, author: it.author.clone(), marking: it.marking.clone(), content }
}
