//! The form in which ledgers travel, as JSON Lines: a line on the whole, then one an entry, its content as it is stored, with the
//! content's key, so that digests and chain can be checked where it arrives. `docs/LEDGER.md` has the fields.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use armistice_types::case::Case;
use armistice_types::entries::{Content, Evidence, Graded, GradedSource};
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::statement::Reading;
use armistice_types::view::View;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::bitemporal;
use crate::crypt::{Key, Random};
use crate::entry::{EntryKind, Head, hex, unhex};
use crate::expunge;
use crate::ledger::{self, Ledger};
use crate::rows;
use crate::sqlite::Sqlite;
use crate::store::{Error, Store, Whole};

/// What the first line calls itself.
const NAME: &str = "armistice ledger";
const VERSION: u32 = 1;
/// No entry is longer than this on its line.
const LONGEST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Top {
    export: String,
    version: u32,
    clearance: String,
    marking: String,
    entries: u64,
}

#[derive(Serialize, Deserialize)]
struct Row<'r> {
    seq: u64,
    id: String,
    kind: String,
    subject: Option<String>,
    known: String,
    recorded: String,
    author: String,
    marking: String,
    digest: String,
    chain: String,
    key: Option<String>,
    #[serde(borrow)]
    content: Option<&'r RawValue>,
}

/// What an export holds.
#[derive(Clone, Debug)]
pub struct Export {
    /// Joined from all that is in it.
    pub marking: Marking,
    /// `None` for all of the ledger.
    pub clearance: Option<Clearance>,
    /// As they stand in the ledger.
    pub heads: Vec<Head>,
    /// Entries that the clearance may see and that stay behind, because their report's sources may not be attributed.
    pub left_out: usize,
}

/// What goes out of a case for a clearance; for none everything. Below the top, what persons entered goes as far as a view of the case shows
/// it, the case file as it stands if all of it may be seen, and reports that are not on the record stay behind with all that rests on
/// them: whoever has an export has its words.
///
/// # Errors
/// Where the ledger cannot be read.
pub fn export<S: Store>(ledger: &Ledger<S>, to: Option<(&Case, &Clearance)>) -> Result<Export, Error> {
    let Some((case, clearance)) = to else {
        return Ok(Export { marking: ledger.highest(), clearance: None, heads: ledger.heads().to_vec(), left_out: 0 });
    };
    let seen: Vec<&Head> = ledger.heads().iter().filter(|it| it.marking.visible_to(clearance)).collect();
    let mut kept_back: Vec<&str> = Vec::new();
    for it in bitemporal::taken(seen.iter().copied()) {
        let level = rows::report(&ledger.content(it)?).map_err(|what| Error::Damaged { seq: it.seq, what })?.1;
        if let (true, Some(subject)) = (level != AttributionLevel::OnTheRecord, it.subject.as_deref()) {
            kept_back.push(subject);
        }
    }
    let view = ledger.all_for(case, clearance)?;
    let shown: BTreeMap<&str, &Content> = view.entries.iter().map(|it| (it.id.as_str(), &it.content)).collect();
    let on_record = OnRecord::of(&view);
    let whole_case = case.joined_marking().visible_to(clearance);
    let revision = ledger.last_revision(Some(clearance)).filter(|_| whole_case).map(|it| it.seq);
    let told = told_gone(ledger, &seen)?;
    let seen: Vec<&Head> = seen
        .into_iter()
        .filter(|it| match it.kind {
            EntryKind::CaseRevised => revision == Some(it.seq),
            _ if it.expunged() => told.contains(&it.id),
            EntryKind::Entered(_) => shown.contains_key(it.id.as_str()),
            _ => true,
        })
        .collect();
    let (mut heads, mut behind): (Vec<Head>, BTreeSet<&str>) = (Vec::new(), BTreeSet::new());
    for it in &seen {
        let goes = match it.kind {
            EntryKind::ReportTaken | EntryKind::ReadingMade => it.subject.as_deref().is_none_or(|it| !kept_back.contains(&it)),
            EntryKind::Entered(_) if !it.expunged() && !kept_back.is_empty() => {
                let content = ledger.content(it)?;
                let tells = |it: &&Content| match it {
                    Content::Retract(of) => behind.contains(&*of.entry),
                    of => on_record.lacks(of),
                };
                !kept_back.iter().any(|report| content.contains(report)) && !shown.get(it.id.as_str()).is_some_and(tells)
            }
            _ => true,
        };
        if goes {
            heads.push((*it).clone());
        } else {
            behind.insert(&it.id);
        }
    }
    let marking = heads.iter().fold(Marking::clear(), |all, it| all.join(&it.marking));
    Ok(Export { marking, clearance: Some(clearance.clone()), left_out: seen.len() - heads.len(), heads })
}

/// Ids of what these say is destroyed. A tombstone of which none says so stays behind: what it was named what may not be seen.
fn told_gone<S: Store>(ledger: &Ledger<S>, seen: &[&Head]) -> Result<BTreeSet<String>, Error> {
    let mut out = BTreeSet::new();
    for it in seen.iter().filter(|it| it.kind == EntryKind::Expunged && !it.expunged()) {
        out.extend(expunge::ids(&ledger.content(it)?));
    }
    Ok(out)
}

/// What the reports on the record show.
struct OnRecord<'v> {
    outlets: BTreeSet<&'v str>,
    readings: Vec<&'v Reading>,
    /// Their words and the names in them, in lower case; made when it is asked for.
    words: OnceCell<Vec<String>>,
}

impl<'v> OnRecord<'v> {
    fn of(view: &'v View) -> Self {
        let on_record = view.reports.iter().filter(|it| it.attribution == AttributionLevel::OnTheRecord);
        let readings: Vec<&Reading> = on_record.map(|it| &it.reading).collect();
        Self { outlets: readings.iter().filter_map(|it| it.report.outlet.as_deref()).collect(), readings, words: OnceCell::new() }
    }

    fn names(&self, name: &str) -> bool {
        let words = self.words.get_or_init(|| {
            let names = |it: &Reading| it.actors.iter().map(|it| it.name.to_lowercase()).collect::<Vec<_>>();
            self.readings.iter().flat_map(|it| names(it).into_iter().chain([it.report.text.to_lowercase()])).collect()
        });
        let name = name.to_lowercase();
        words.iter().any(|it| it.contains(&name))
    }

    /// Does an entry that names no report say something of one that may stay behind: a grade of a source that no report on the record shows,
    /// or a judgement that rests on more than it names?
    fn lacks(&self, it: &Content) -> bool {
        let unnamed = |it: &Evidence| it.items.is_empty() && !it.rows.is_empty();
        match it {
            Content::Grade(grade) => match &grade.graded {
                Graded::Reliability { of: GradedSource::Outlet { name }, .. } => !self.outlets.contains(name.as_str()),
                Graded::Reliability { of: GradedSource::Named { name }, .. } => !self.names(name),
                Graded::Reliability { of: GradedSource::Actor { .. } | GradedSource::Person { .. }, .. } | Graded::Credibility { .. } => {
                    false
                }
            },
            Content::Judgement(it) => unnamed(&it.evidence),
            Content::Kept(it) => unnamed(&it.evidence),
            _ => false,
        }
    }
}

impl Export {
    /// Its lines, one at a time: numbered and chained over what is in it.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn lines<'l, S: Store>(&'l self, ledger: &'l Ledger<S>) -> impl Iterator<Item = Result<String, Error>> + 'l {
        let top = Top {
            export: NAME.to_owned(),
            version: VERSION,
            clearance: self.clearance.as_ref().map_or_else(|| "top".to_owned(), ToString::to_string),
            marking: self.marking.to_string(),
            entries: self.heads.len() as u64,
        };
        std::iter::once(json(&top)).chain(self.entries(ledger).map(|it| it.and_then(|it| line(&it))))
    }

    /// Its entries, one at a time: numbered and chained over what is in it.
    pub fn entries<'l, S: Store>(&'l self, ledger: &'l Ledger<S>) -> impl Iterator<Item = Result<Whole, Error>> + 'l {
        let mut before = String::new();
        self.heads.iter().zip(1..).map(move |(head, seq)| {
            let mut whole = ledger.whole(head)?;
            whole.head.seq = seq;
            whole.head.chain = whole.head.link(&before);
            before.clone_from(&whole.head.chain);
            Ok(whole)
        })
    }
}

fn json(it: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(it).map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })
}

fn line(Whole { head, kept }: &Whole) -> Result<String, Error> {
    let kept = kept.as_ref();
    let damaged = |err: serde_json::Error| Error::Damaged { seq: head.seq, what: err.to_string() };
    let content: Option<&RawValue> = kept.map(|(_, content)| serde_json::from_str(content)).transpose().map_err(damaged)?;
    json(&Row {
        seq: head.seq,
        id: head.id.clone(),
        kind: head.kind.as_str().to_owned(),
        subject: head.subject.clone(),
        known: head.known.to_string(),
        recorded: head.recorded.to_string(),
        author: head.author.clone(),
        marking: head.marking.to_string(),
        digest: head.digest.clone(),
        chain: head.chain.clone(),
        key: kept.map(|(key, _)| hex(key)),
        content,
    })
}

/// Takes an export into an empty ledger: the same entries, ids, keys and chain. Gives how many.
///
/// # Errors
/// Where the ledger is not empty or cannot be written, or a line is not what an export gives; nothing is stored then.
pub fn import(ledger: &mut Sqlite, lines: &mut dyn BufRead, random: Random<'_>) -> Result<u64, Error> {
    let there = ledger.entries()?;
    if there > 0 {
        return Err(Error::NotEmpty { entries: there });
    }
    let mut source = Lines { lines, number: 0, seq: 0, before: String::new(), ids: BTreeSet::new() };
    let first = source.next_line()?.ok_or_else(|| source.wrong("it is empty"))?;
    let top: Top = serde_json::from_str(&first).map_err(|_| source.wrong("it is no export of a ledger"))?;
    if top.export != NAME || top.version != VERSION {
        return Err(source.wrong(&format!("`{}` version {} is not read here", top.export, top.version)));
    }
    let entries = std::iter::from_fn(|| match source.entry() {
        Ok(None) if source.seq != top.entries => {
            Some(Err(source.wrong(&format!("the export ends after {} entries of {}", source.seq, top.entries))))
        }
        other => other.transpose(),
    });
    Ok(ledger.restore(entries, random)?.len() as u64)
}

struct Lines<'l> {
    lines: &'l mut dyn BufRead,
    number: usize,
    seq: u64,
    before: String,
    ids: BTreeSet<String>,
}

impl Lines<'_> {
    fn wrong(&self, what: &str) -> Error {
        Error::Import { line: self.number.max(1), what: what.to_owned() }
    }

    fn next_line(&mut self) -> Result<Option<String>, Error> {
        use std::io::Read as _;
        let mut line = String::new();
        let read = (&mut *self.lines).take(LONGEST).read_line(&mut line);
        self.number += 1;
        match read {
            Ok(0) => Ok(None),
            Ok(_) if line.len() as u64 == LONGEST => Err(self.wrong("it is too long")),
            Ok(_) => Ok(Some(line)),
            Err(err) => Err(self.wrong(&err.to_string())),
        }
    }

    /// The next entry, its number, digest and link checked.
    fn entry(&mut self) -> Result<Option<Whole>, Error> {
        let Some(line) = self.next_line()? else { return Ok(None) };
        let row: Row<'_> = serde_json::from_str(&line).map_err(|err| self.wrong(&err.to_string()))?;
        let whole = whole(row).map_err(|what| self.wrong(&what))?;
        if !self.ids.insert(whole.head.id.clone()) {
            return Err(self.wrong(&format!("a second entry has the id `{}`", whole.head.id)));
        }
        self.seq += 1;
        if whole.head.seq != self.seq {
            return Err(self.wrong(&format!("its entry is numbered {}, and should be {}", whole.head.seq, self.seq)));
        }
        if whole.head.link(&self.before) != whole.head.chain {
            return Err(self.wrong("its entry does not link to the one before"));
        }
        self.before.clone_from(&whole.head.chain);
        Ok(Some(whole))
    }
}

fn whole(row: Row<'_>) -> Result<Whole, String> {
    let kept = match (row.key, row.content, &row.subject) {
        (Some(key), Some(content), Some(subject)) => {
            let key = unhex(&key).and_then(|it| Key::of(&it)).ok_or("its key is none")?;
            if hex(&key.digest(&[subject, content.get()])) != row.digest {
                return Err("its content has another digest".to_owned());
            }
            Some((key.bytes().to_vec(), content.get().to_owned()))
        }
        (None, None, None) => None,
        _ => return Err("key, content and subject are there together, or none of them".to_owned()),
    };
    let head = Head {
        seq: row.seq,
        id: row.id,
        kind: EntryKind::from_stored(&row.kind).ok_or_else(|| format!("unknown kind `{}`", row.kind))?,
        subject: row.subject,
        known: row.known.parse()?,
        recorded: row.recorded.parse()?,
        author: row.author,
        marking: row.marking.parse()?,
        digest: row.digest,
        chain: row.chain,
    };
    let named = head.id.strip_prefix('e').and_then(unhex).is_some_and(|it| it.len() == 6);
    if !named || head.author.chars().any(char::is_control) {
        return Err("its id or its author is none that an export gives".to_owned());
    }
    if let Some((_, content)) = &kept {
        ledger::reads(&head, content)?;
    }
    Ok(Whole { head, kept })
}
