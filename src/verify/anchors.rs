//! Anchors: entries of the trail that were noted outside of the store are still part of it.

use std::collections::HashMap;

use uuid::Uuid;

use super::breach::{AnchorLines, BreachKind, BreachPlace};
use super::request::AnchorsSource;
use super::verification::Verification;
use crate::failure::Explain as _;
use crate::i18n::Phrase;
use crate::model::{Timestamp, hex};
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

    /// Returns when a person accepted that the store was put back to before an anchor, which is not part of the trail.
    fn excuse(&self, anchor: &Anchor) -> AnchorExcuse {
        let mut covering =
            self.restorations.iter().filter(|restoration| self.may_cover(restoration, anchor)).peekable();
        if covering.peek().is_none() {
            return AnchorExcuse::None;
        }
        let hash = hex(&anchor.hash);
        let known = covering.find(|restoration| restoration.is_known(anchor.at, anchor.entry, &hash));
        known.map_or(AnchorExcuse::BeforeLast, |restoration| AnchorExcuse::Covered(restoration.clone()))
    }

    /// Whether an anchor is of a course that was given up with a restoration, whenever it was noted.
    fn may_cover(&self, restoration: &Restoration, anchor: &Anchor) -> bool {
        if self.store == Some(anchor.store) {
            restoration.gave_up(anchor.entry)
        } else {
            restoration.replaces(&anchor.store.to_string())
        }
    }
}

/// Whether an anchor that is not part of the trail is of a course that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
enum AnchorExcuse {
    None,
    /// It was noted before that restoration.
    Covered(Restoration),
    /// Its time is later, but the clock may have been wrong: it is covered if the last anchor before a restoration follows in the
    /// same file, with no earlier time.
    BeforeLast,
}

/// Successive lines of a file that disagree with the trail in the same way.
struct Disagreement {
    kind: BreachKind,
    excuse: AnchorExcuse,
    lines: AnchorLines,
    /// What the first of them says.
    anchor: Anchor,
    count: u64,
    /// The latest time of them.
    latest: Timestamp,
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

/// A file that is held against the trail.
struct FileCheck<'t> {
    path: String,
    trail: &'t KnownTrail,
    /// The last lines, if they disagree.
    open: Option<Disagreement>,
    /// Lines that a later one may excuse.
    held: Vec<Disagreement>,
}

impl FileCheck<'_> {
    fn lines(&self, number: u64, at: Option<Timestamp>) -> AnchorLines {
        AnchorLines { file: self.path.clone(), first: number, last: number, at }
    }

    fn check(&mut self, v: &mut Verification<'_>, number: u64, anchor: Anchor) -> Result<()> {
        v.summary.anchors += 1;
        let Some(kind) = disagreement(v.store, self.trail, &anchor)? else {
            self.end_open(v);
            return Ok(());
        };
        let excuse = self.trail.excuse(&anchor);
        if let AnchorExcuse::Covered(restoration) = excuse {
            self.end_open(v);
            self.give_up(v, &restoration, &anchor);
            return Ok(());
        }
        match &mut self.open {
            Some(known) if known.kind == kind && known.excuse == excuse && known.anchor.entry <= anchor.entry => {
                known.lines.last = number;
                known.count += 1;
                known.latest = known.latest.max(anchor.at);
            }
            _ => {
                self.end_open(v);
                let (lines, latest) = (self.lines(number, Some(anchor.at)), anchor.at);
                self.open = Some(Disagreement { kind, excuse, lines, anchor, count: 1, latest });
            }
        }
        Ok(())
    }

    /// Counts an anchor as given up, with those before it that it excuses.
    fn give_up(&mut self, v: &mut Verification<'_>, restoration: &Restoration, anchor: &Anchor) {
        v.excuse(restoration);
        v.summary.given_up += 1;
        if restoration.is_last_anchor(anchor) {
            let trail = self.trail;
            let is_excused =
                |held: &mut Disagreement| held.latest <= anchor.at && trail.may_cover(restoration, &held.anchor);
            v.summary.given_up += self.held.extract_if(.., is_excused).map(|held| held.count).sum::<u64>();
        }
    }

    fn end_open(&mut self, v: &mut Verification<'_>) {
        match self.open.take() {
            Some(ended) if ended.excuse == AnchorExcuse::BeforeLast => self.held.push(ended),
            Some(ended) => ended.report(v),
            None => {}
        }
    }

    fn finish(mut self, v: &mut Verification<'_>) {
        self.end_open(v);
        self.held.into_iter().for_each(|held| held.report(v));
    }
}

fn check_file(
    v: &mut Verification<'_>,
    trail: &KnownTrail,
    source: AnchorsSource,
    noted: &mut NotedHashes,
) -> Result<()> {
    let path = source.path.display().to_string();
    let unreadable = |v: &mut Verification<'_>, error: Phrase| {
        v.unreadable(BreachPlace::AnchorsFile(path.clone()), BreachKind::AnchorsUnreadable, error);
    };
    let lines = match source.lines {
        Ok(lines) => lines,
        Err(error) => {
            unreadable(v, error);
            return Ok(());
        }
    };
    let mut file = FileCheck { path: path.clone(), trail, open: None, held: Vec::new() };
    let mut has_anchors = false;
    for line in read_lines(lines) {
        let AnchorLine { number, text } = match line {
            Ok(line) => line,
            Err(error) => {
                unreadable(v, error.phrase());
                // That says enough.
                has_anchors = true;
                break;
            }
        };
        has_anchors |= matches!(text, AnchorText::Anchor(_) | AnchorText::Hash(_));
        match text {
            AnchorText::Anchor(anchor) => file.check(v, number, anchor)?,
            AnchorText::Hash(hash) => {
                v.summary.anchors += 1;
                noted.0.insert(hash.to_vec(), BreachPlace::Anchors(file.lines(number, None)));
            }
            AnchorText::Empty | AnchorText::Other => {}
        }
    }
    file.finish(v);
    if source.is_asked && !has_anchors {
        v.breach(BreachPlace::AnchorsFile(path), BreachKind::AnchorsNone);
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
