//! What the tests make ledgers with: bytes that look random and come again.

use armistice_types::case::{ActorKey, Case, CaseActor, CaseActorKind, RowMeta};
use armistice_types::entries::{Content, Note, On};
use armistice_types::marking::Marking;

/// A case without rows.
pub(crate) fn case() -> Case {
    Case {
        name: "Ferry".to_owned(),
        about: None,
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
        fictional: true,
        marking: Marking::clear(),
        actors: Vec::new(),
        persons: Vec::new(),
        tracks: Vec::new(),
        roles: Vec::new(),
        issues: Vec::new(),
        exclusions: Vec::new(),
        clocks: Vec::new(),
        outcomes: Vec::new(),
        preferences: Vec::new(),
        reservations: Vec::new(),
    }
}

/// A row of the case, known from the ninth on.
pub(crate) fn actor(id: &str, marking: &str) -> CaseActor {
    CaseActor {
        id: ActorKey::from(id),
        name: id.to_owned(),
        aliases: Vec::new(),
        kind: CaseActorKind::Organisation,
        qid: None,
        meta: RowMeta { line: 1, marking: marking.parse().unwrap(), known: Some(super::at(9)) },
    }
}

/// A note on an actor of the case.
pub(crate) fn note_on(actor: &str) -> Content {
    Content::Note(Note { about: On::Actor { actor: ActorKey::from(actor) }, text: "seen on the quay".to_owned() })
}

/// Bytes from a seed (SplitMix64).
pub(crate) fn random(mut seed: u64) -> impl FnMut(&mut [u8]) -> std::io::Result<()> {
    move |bytes| {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&next(&mut seed).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// The next number.
pub(crate) fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut it = *seed;
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}

/// How often a long loop runs: `often` where ARMISTICE_LONG is set.
pub(crate) fn times(seldom: u64, often: u64) -> u64 {
    if std::env::var_os("ARMISTICE_LONG").is_some() { often } else { seldom }
}
