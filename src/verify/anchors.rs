//! Anchors: entries of the trail that were noted outside of the store are still part of it.

use std::collections::HashMap;

use uuid::Uuid;

use super::breach::{AnchorLines, BreachKind, BreachPlace};
use super::request::AnchorsSource;
use super::verification::Verification;
use crate::model::hex;
use crate::store::{Restoration, Result, Store};
use crate::witness::{Anchor, AnchorLine, AnchorText, read_lines};

/// Hashes of entries that were noted without their numbers, and where each was noted.
#[derive(Default)]
pub(super) struct NotedHashes(HashMap<Vec<u8>, BreachPlace>);

impl NotedHashes {
    /// Takes a hash off the list, since an entry has it.
    pub(super) fn found(&mut self, hash: &[u8]) {
        self.0.remove(hash);
    }

    /// Reports those that no entry has.
    pub(super) fn report_missing(self, v: &mut Verification<'_>) {
        for (hash, place) in self.0 {
            v.found(place, BreachKind::AnchorMissing, &hex(&hash));
        }
    }
}

/// Holds the lines of all files against the entries that they name. Returns the hashes that are noted without a number,
/// which the check of the chain looks for.
pub(super) fn check_anchors(
    v: &mut Verification<'_>,
    hashes: Vec<Vec<u8>>,
    sources: Vec<AnchorsSource>,
) -> Result<NotedHashes> {
    let mut noted = NotedHashes::default();
    noted.0.extend(hashes.into_iter().map(|hash| (hash, BreachPlace::Store)));
    let trail = KnownTrail::read(v.store)?;
    for source in sources {
        check_file(v, &trail, source, &mut noted)?;
    }
    Ok(noted)
}

/// What the lines are compared with beside the entries.
struct KnownTrail {
    /// `None` if the store's identity is not what the program wrote.
    store: Option<Uuid>,
    last: i64,
    /// When the store was put back to an older state: what was noted before, and is not part of the trail, was accepted then.
    restorations: Vec<Restoration>,
}

impl KnownTrail {
    fn read(store: &Store) -> Result<Self> {
        let identity = store.identity().ok().and_then(|identity| Uuid::try_parse(&identity).ok());
        // An entry that cannot be read is reported with the chain.
        let restorations = store.restorations().unwrap_or_default();
        Ok(Self { store: identity, last: store.last_entry_number()?, restorations })
    }

    /// Whether a person accepted that the store was put back to before an anchor.
    fn gave_up(&self, anchor: &Anchor) -> bool {
        self.restorations.iter().any(|restoration| restoration.covers(anchor))
    }
}

/// Successive lines of a file that disagree with the trail in the same way.
struct Disagreement {
    kind: BreachKind,
    lines: AnchorLines,
    /// What the first of them says.
    anchor: Anchor,
}

impl Disagreement {
    fn report(self, v: &mut Verification<'_>) {
        let place = BreachPlace::Anchors(self.lines);
        match self.kind {
            BreachKind::AnchorForeign => v.found(place, self.kind, &self.anchor.store),
            kind => v.differs(place, kind, &self.anchor.entry, &hex(&self.anchor.hash)),
        }
    }
}

fn check_file(
    v: &mut Verification<'_>,
    trail: &KnownTrail,
    source: AnchorsSource,
    noted: &mut NotedHashes,
) -> Result<()> {
    let path = source.path.display().to_string();
    let lines = match source.lines {
        Ok(lines) => lines,
        Err(error) => {
            v.found(BreachPlace::AnchorsFile(path), BreachKind::AnchorsUnreadable, &error);
            return Ok(());
        }
    };
    let mut open: Option<Disagreement> = None;
    for line in read_lines(lines) {
        let AnchorLine { number, text } = match line {
            Ok(line) => line,
            Err(error) => {
                v.found(BreachPlace::AnchorsFile(path.clone()), BreachKind::AnchorsUnreadable, &error);
                break;
            }
        };
        let here = |at| AnchorLines { file: path.clone(), first: number, last: number, at };
        match text {
            AnchorText::Anchor(anchor) => {
                v.summary.anchors += 1;
                let kind = match disagreement(v.store, trail, &anchor)? {
                    Some(_) if trail.gave_up(&anchor) => {
                        v.summary.given_up += 1;
                        None
                    }
                    kind => kind,
                };
                if let (Some(known), Some(kind)) = (&mut open, kind)
                    && known.kind == kind
                {
                    known.lines.last = number;
                    continue;
                }
                let next = kind.map(|kind| Disagreement { kind, lines: here(Some(anchor.at)), anchor });
                if let Some(ended) = std::mem::replace(&mut open, next) {
                    ended.report(v);
                }
            }
            AnchorText::Hash(hash) => {
                v.summary.anchors += 1;
                noted.0.insert(hash.to_vec(), BreachPlace::Anchors(here(None)));
            }
            AnchorText::Empty | AnchorText::Other => {}
        }
    }
    if let Some(ended) = open {
        ended.report(v);
    }
    Ok(())
}

/// Returns how an anchor disagrees with the trail; `None` if it is part of it.
fn disagreement(store: &Store, trail: &KnownTrail, anchor: &Anchor) -> Result<Option<BreachKind>> {
    if trail.store.is_some_and(|known| known != anchor.store) {
        return Ok(Some(BreachKind::AnchorForeign));
    }
    let hash = store.entry_hash(anchor.entry)?;
    Ok(match hash {
        Some(hash) if hash == anchor.hash => None,
        None if anchor.entry > trail.last => Some(BreachKind::AnchorAhead),
        _ => Some(BreachKind::AnchorDiffers),
    })
}
