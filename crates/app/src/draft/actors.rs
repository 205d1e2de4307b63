//! Actors and persons of a draft: joined over reports by name, with the words that the reports use for them.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::statement::{Act, Actor, ActorKind, Anonymity, Statement};

use super::rows::{Ids, Out, list, quoted};
use super::{Sources, one_line};

/// One actor or person over all reports.
pub(super) struct Row {
    pub(super) id: String,
    name: String,
    kind: ActorKind,
    aliases: BTreeSet<String>,
    roles: BTreeMap<String, usize>,
    affiliation: BTreeMap<String, usize>,
    mentions: usize,
    first: String,
    /// Where it puts something forward, asks for something or answers in its own words.
    bargains: Option<String>,
    /// Where it is called a mediator.
    mediates: Option<String>,
    /// Where it is named among those who put a proposal forward: parties do, and mediators.
    sponsors: Option<String>,
}

impl Row {
    fn new(name: &str, kind: ActorKind, first: String) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            kind,
            aliases: BTreeSet::new(),
            roles: BTreeMap::new(),
            affiliation: BTreeMap::new(),
            mentions: 0,
            first,
            bargains: None,
            mediates: None,
            sponsors: None,
        }
    }
}

/// Actors, then persons, each by mentions, then name.
pub(super) struct People {
    pub(super) actors: Vec<Row>,
    persons: Vec<Row>,
}

/// Mentions that an actor without words of its own needs.
const MENTIONS: usize = 3;
/// Aliases of one row.
const ALIASES: usize = 4;

pub(super) fn people(sources: &Sources<'_>) -> People {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let outlets: BTreeSet<&str> = sources.readings.iter().filter_map(|it| it.report.outlet.as_deref()).collect();
    for (n, reading) in sources.readings.iter().enumerate() {
        for actor in &reading.actors {
            let an_outlet = outlets.iter().any(|it| ends(it, &actor.name));
            let Some(first) = actor.mentions.first().filter(|_| !an_outlet && has_a_row(actor)) else { continue };
            let row = rows.entry(folded(&actor.name)).or_insert_with(|| Row::new(bare(&actor.name), actor.kind, sources.place(n, *first)));
            add(row, sources, n, actor);
            row.sponsors = row.sponsors.take().or_else(|| puts_forward(sources, n, actor));
            let own = reading.statements.iter().filter(|it| it.source.actor == Some(actor.id) && it.within.is_none());
            for statement in own {
                row.mentions += 2;
                row.bargains = row.bargains.take().or_else(|| bargain(sources, n, statement));
            }
        }
    }
    let (persons, actors): (Vec<Row>, Vec<Row>) = rows.into_values().partition(|row| row.kind == ActorKind::Person);
    let (mut persons, mut actors) = (joined(persons), joined(actors));
    tell(&mut actors, &persons);
    // "Both", "Officials": a group of one word that no longer name has joined.
    actors.retain(|row| row.kind != ActorKind::Group || row.name.contains(' '));
    actors.retain(|row| row.mentions >= MENTIONS || row.bargains.is_some() || row.sponsors.is_some());
    persons.retain(|row| row.mentions > 1);
    let mut ids = Ids::default();
    for list in [&mut actors, &mut persons] {
        list.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.name.cmp(&b.name)));
        for row in list.iter_mut() {
            row.id = ids.of(&row.name);
        }
    }
    distinct(&mut actors);
    distinct(&mut persons);
    People { actors, persons }
}

/// An alias that names another row, too, names nobody.
fn distinct(rows: &mut [Row]) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter() {
        let own: BTreeSet<String> = row.aliases.iter().map(|it| folded(it)).chain([folded(&row.name)]).collect();
        own.into_iter().for_each(|name| *names.entry(name).or_default() += 1);
    }
    for row in rows {
        row.aliases.retain(|it| names.get(&folded(it)) == Some(&1));
    }
}

/// Is it somebody a case could name? Not an outlet, nobody unnamed, not a state's officials, and not two that a sentence names together.
fn has_a_row(actor: &Actor) -> bool {
    let described = actor.kind == ActorKind::Group && (actor.affiliation.is_some() || actor.name.contains(" and "));
    !matches!(actor.kind, ActorKind::Outlet | ActorKind::Unnamed) && !described && named(&actor.name)
}

/// Where a report names it among those who put a proposal forward.
fn puts_forward(sources: &Sources<'_>, n: usize, actor: &Actor) -> Option<String> {
    let own = sources.readings[n].proposals.iter().find(|it| it.sponsors.contains(&actor.id))?;
    Some(format!("{}: among those who put it forward", sources.place(n, own.span)))
}

/// A name, not a description: it begins with a capital, and is nobody's office.
fn named(name: &str) -> bool {
    bare(name).starts_with(char::is_uppercase)
        && !bare(name).to_lowercase().ends_with("'s office")
        && !bare(name).to_lowercase().ends_with("’s office")
}

/// "Aldane" is Matthis Aldane, "Waterways Commission" the International one: a name that one other alone ends or begins with is its alias.
fn joined(rows: Vec<Row>) -> Vec<Row> {
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let longer = |name: &str| {
        let body = name.strip_prefix("Government of ").or_else(|| name.strip_prefix("Governments of "));
        if let Some(state) = body.and_then(|body| names.iter().find(|it| it.as_str() == body)) {
            return Some(state.clone());
        }
        let mut hits = names.iter().filter(|it| it.as_str() != name && ends(it, name) && !it.starts_with("Government"));
        hits.next().filter(|_| hits.next().is_none()).cloned()
    };
    let into: BTreeMap<String, String> = names.iter().filter_map(|name| Some((name.clone(), longer(name)?))).collect();
    let (short, mut out): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| into.contains_key(&row.name));
    for row in short {
        // A short name of a short name: followed to its end.
        let mut name = row.name.clone();
        while let Some(next) = into.get(&name) {
            name.clone_from(next);
        }
        if let Some(whole) = out.iter_mut().find(|it| it.name == name) {
            whole.mentions += row.mentions;
            if row.name.starts_with("Government") {
                whole.kind = ActorKind::State;
            }
            whole.aliases.insert(row.name);
            whole.aliases.extend(row.aliases);
            whole.bargains = whole.bargains.take().or(row.bargains);
            whole.mediates = whole.mediates.take().or(row.mediates);
            whole.sponsors = whole.sponsors.take().or(row.sponsors);
            for (role, n) in row.roles {
                *whole.roles.entry(role).or_default() += n;
            }
            for (body, n) in row.affiliation {
                *whole.affiliation.entry(body).or_default() += n;
            }
        }
    }
    out
}

/// Does the longer name end or begin with the whole words of the shorter?
fn ends(long: &str, short: &str) -> bool {
    let (long, short) = (folded(long), folded(short));
    long == short || long.ends_with(&format!(" {short}")) || long.starts_with(&format!("{short} "))
}

fn bare(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

fn folded(name: &str) -> String {
    bare(name).to_lowercase().replace('’', "'")
}

fn add(row: &mut Row, sources: &Sources<'_>, n: usize, actor: &Actor) {
    row.mentions += actor.mentions.len();
    for span in &actor.mentions {
        let words = one_line(sources.words(n, *span), 60);
        if named(&words) && folded(&words) != folded(&row.name) && !words.contains(',') {
            row.aliases.insert(bare(&words).to_owned());
        }
    }
    for role in &actor.roles {
        *row.roles.entry(role.clone()).or_default() += 1;
        if role.to_lowercase().contains("mediator") {
            row.mediates = row.mediates.take().or_else(|| Some(format!("\"{role}\", {}", row.first)));
        }
    }
    if let Some(name) = &actor.affiliation {
        *row.affiliation.entry(name.clone()).or_default() += 1;
    }
}

fn bargain(sources: &Sources<'_>, n: usize, it: &Statement) -> Option<String> {
    let bargains = matches!(it.act, Act::Offer | Act::Demand | Act::Propose | Act::Accept | Act::Reject | Act::Condition);
    let named = matches!(it.source.anonymity, Anonymity::Named | Anonymity::Office);
    (bargains && named).then(|| Some(format!("{}: {}", sources.place(n, *it.content.first()?), it.act)))?
}

/// What persons do, the body does that they are said to belong to; a body that only persons name is added.
fn tell(actors: &mut Vec<Row>, persons: &[Row]) {
    for person in persons {
        let Some(name) = affiliation(person) else { continue };
        let at = actors.iter().position(|row| folded(&row.name) == folded(&name));
        let at = at.unwrap_or_else(|| {
            actors.push(Row { mentions: 1, ..Row::new(bare(&name), ActorKind::Organisation, person.first.clone()) });
            actors.len() - 1
        });
        let row = &mut actors[at];
        row.mentions += person.mentions;
        row.bargains = row.bargains.take().or_else(|| person.bargains.clone().map(|it| format!("{it}, by {}", person.name)));
        row.mediates = row.mediates.take().or_else(|| person.mediates.clone().map(|it| format!("{it}, {}", person.name)));
    }
}

/// The affiliation that most reports state; ties to the first by name.
fn affiliation(row: &Row) -> Option<String> {
    row.affiliation.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|it| it.0.clone())
}

fn role(row: &Row) -> Option<String> {
    row.roles.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|it| it.0.clone())
}

pub(super) fn write(out: &mut Out, people: &People) {
    out.heading("who speaks or acts; merge rows that are one, drop those that do not matter");
    for row in &people.actors {
        out.row("[[actor]]");
        out.comment(&format!("{}, named or speaking {} times", row.first, row.mentions));
        out.set("id", &quoted(&row.id));
        out.set("name", &quoted(&row.name));
        let aliases: Vec<String> =
            row.aliases.iter().filter(|it| it.to_lowercase() != row.name.to_lowercase()).take(ALIASES).cloned().collect();
        if !aliases.is_empty() {
            out.set("aliases", &list(&aliases));
        }
        let kind = if row.kind == ActorKind::Person { ActorKind::Organisation } else { row.kind };
        out.set("kind", &quoted(kind.as_str()));
    }
    out.heading("people; with a role, a person's words bind the actor");
    for row in &people.persons {
        out.row("[[person]]");
        out.comment(&format!("{}, named or speaking {} times", row.first, row.mentions));
        out.set("id", &quoted(&row.id));
        out.set("name", &quoted(&row.name));
        let body = affiliation(row).and_then(|name| people.actors.iter().find(|it| folded(&it.name) == folded(&name)));
        match (body, affiliation(row)) {
            (Some(body), _) => out.set("affiliation", &quoted(&body.id)),
            (None, Some(name)) => out.comment(&format!("affiliation? the report says: {name}")),
            (None, None) => out.comment("affiliation? no report says"),
        }
        match role(row) {
            Some(role) => out.set("role", &quoted(&role)),
            None => out.comment("role? no report says"),
        }
    }
}

/// Roles as far as the reports go: who bargains negotiates; who must assent is for a person to say.
pub(super) fn roles(out: &mut Out, people: &People) {
    out.comment("role: negotiates, must assent, signs, mediates, can spoil, implements, speaks for (with `for`), outsider");
    out.comment("Nobody is a party until a row says `must assent`: statuses need it, and no report says who must.");
    for row in &people.actors {
        let (role, why) = match (&row.mediates, &row.bargains) {
            (Some(why), _) => ("mediates", why),
            (None, Some(why)) => ("negotiates", why),
            (None, None) => {
                if let Some(why) = &row.sponsors {
                    out.comment(&format!("role of {}? {why}", row.id));
                }
                continue;
            }
        };
        out.row("[[role]]");
        out.comment(why);
        out.set("track", "\"talks\"");
        out.set("actor", &quoted(&row.id));
        out.set("role", &quoted(role));
    }
}
