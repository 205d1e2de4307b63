//! Views: what the ledger shows of all it holds, put together for a moment and a clearance.

use std::collections::BTreeMap;

use armistice_cores as cores;
use armistice_types::case::Case;
use armistice_types::entries::{Content, Entered};
use armistice_types::marking::{AttributionLevel, Clearance};
use armistice_types::report::Report;
use armistice_types::time::Known;
use armistice_types::view::{Filed, View};
use sha2::{Digest, Sha256};

use crate::bitemporal::{self, Visible};
use crate::entry::{EntryKind, Head, hex};
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

    /// A report as every page shows it to whoever may see all: with what its attribution level withholds left out.
    ///
    /// # Errors
    /// Where it cannot be read, is damaged, was expunged or never read.
    pub fn shown(&self, report: &str, case: Option<&Case>) -> Result<Report, Error> {
        let of: Vec<&Head> = self.heads().iter().filter(|it| it.subject.as_deref() == Some(report) && !it.expunged()).collect();
        let filed = self.all_filed(&bitemporal::newest(&of), case)?.pop();
        filed.map(|it| it.reading.report).ok_or_else(|| Error::Damaged { seq: 0, what: "no reading of it is there".to_owned() })
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
            let filed = cores::each(&texts, FEW, |n, (report, reading)| filed(&some[n], (report, reading), case));
            for it in filed {
                out.push(it?);
            }
        }
        Ok(numbered(out.into_iter().zip(pairs).map(|(it, (taken, _))| (it, taken.head.id.as_str())).collect()))
    }
}

/// Reports in the order of a view, numbered from 1. An id is a digest of all the words, so that even its rank among others would tell
/// something of what is withheld: a report that is not on the record has its place by what is shown of it. Of two that show the same the one
/// that came in first is before the other, then the one whose entry (by its id) is.
fn numbered(all: Vec<(Filed, &str)>) -> Vec<Filed> {
    let mut all: Vec<_> = all.into_iter().map(|(it, entry)| ((it.known, rank(&it), it.recorded, entry), it)).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.into_iter().zip(1..).map(|((_, it), number)| Filed { number, ..it }).collect()
}

/// The report's id, or of one that is not on the record a digest of what is shown of it.
fn rank(filed: &Filed) -> String {
    let report = &filed.reading.report;
    if filed.attribution == AttributionLevel::OnTheRecord {
        return report.id.clone();
    }
    let published = report.published.map(|it| it.day().to_string());
    let parts = [report.title.as_deref(), report.outlet.as_deref(), published.as_deref(), Some(&*report.text)];
    let mut hash = Sha256::new();
    for part in parts.into_iter().map(Option::unwrap_or_default) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    format!("sha256:{}", hex(&hash.finalize()))
}

/// A report as a view has it, of its contents: as often as it was taken in, and the reading.
fn filed((taken, read): &(Visible<'_>, &Head), (report, reading): (&[String], &str), case: Option<&Case>) -> Result<Filed, Error> {
    let heads = std::iter::once(taken.head).chain(taken.again.iter().copied());
    let all = report.iter().zip(heads).map(|(text, head)| rows::report(text).map_err(|what| Error::Damaged { seq: head.seq, what }));
    let mut all = all.collect::<Result<Vec<_>, _>>()?.into_iter();
    let missing = || Error::Damaged { seq: taken.head.seq, what: "its content is missing".to_owned() };
    let (report, first) = all.next().ok_or_else(missing)?;
    // Each came in under a level of its own: the strictest counts.
    let attribution = all.map(|it| it.1).fold(first, AttributionLevel::max);
    let reading = rows::reading(reading, report).map_err(|what| Error::Damaged { seq: read.seq, what })?;
    Ok(Filed {
        number: 0,
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
