//! The blob: a compiled story as bytes. A header of 16 bytes, then the columns that `wire` describes.
//!
//! | bytes | what |
//! |---|---|
//! | 0–3 | `BKST` |
//! | 4 | major version: readers refuse any but their own |
//! | 5 | minor version: readers accept any |
//! | 6–7 | zero |
//! | 8–15 | FNV-1a checksum of the body, little-endian |
//! | 16– | body |

use super::Story;

const MAGIC: [u8; 4] = *b"BKST";
const HEADER: usize = 16;

/// Readers refuse blobs of another major version.
pub const MAJOR: u8 = 3;
/// Changes that old readers can ignore.
pub const MINOR: u8 = 0;

/// Why a blob was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobError {
    /// It does not begin with `BKST`: some other file.
    NotABlob,
    /// It was packed by another generation of Backstory; the number is its major version.
    Version(u8),
    /// Its bytes are not the ones that were packed.
    Damaged,
    /// The bytes are intact but do not describe a story whose indices all point somewhere and whose dates are dates.
    Invalid,
}

impl std::fmt::Display for BlobError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            BlobError::NotABlob => "this is not a packed story; make one with `backstory pack`",
            BlobError::Version(_) => "this story was packed for another version of Backstory; pack it again",
            BlobError::Damaged => "the packed story is damaged or cut short; publish the file again",
            BlobError::Invalid => "the packed story is inconsistent; run `backstory check` and pack it again",
        })
    }
}

impl std::error::Error for BlobError {}

/// A compiled story as bytes.
///
/// # Errors
/// [`BlobError::Invalid`] if an index of the story points nowhere, or one of its strings holds U+0000 or U+0001.
pub fn pack(story: &Story) -> Result<Vec<u8>, BlobError> {
    if !is_consistent(story) {
        return Err(BlobError::Invalid);
    }
    let body = super::wire::write(story).ok_or(BlobError::Invalid)?;
    let mut out = Vec::with_capacity(HEADER + body.len());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&[MAJOR, MINOR, 0, 0]);
    out.extend_from_slice(&checksum(&body).to_le_bytes());
    out.extend_from_slice(&body);
    Ok(out)
}

/// The story a blob holds. Never panics, whatever the bytes.
///
/// # Errors
/// Says whether the bytes are no blob, of another version, damaged or inconsistent.
pub fn unpack(blob: &[u8]) -> Result<Story, BlobError> {
    let story = unpack_trusting(blob)?;
    if is_consistent(&story) { Ok(story) } else { Err(BlobError::Invalid) }
}

/// The story a blob holds, as it was packed: [`pack`] has seen that its indices point somewhere and its dates are dates,
/// and the checksum vouches for the bytes since. Never panics either; of a blob that something else made, the indices
/// may point nowhere, and no room behind this one takes for granted that they do not.
///
/// # Errors
/// Says whether the bytes are no blob, of another version or damaged.
pub fn unpack_trusting(blob: &[u8]) -> Result<Story, BlobError> {
    let Some((header, body)) = blob.split_at_checked(HEADER) else {
        return Err(if blob.starts_with(&MAGIC) { BlobError::Damaged } else { BlobError::NotABlob });
    };
    let [m0, m1, m2, m3, major, _minor, _, _, sum @ ..] = header else { return Err(BlobError::NotABlob) };
    if [*m0, *m1, *m2, *m3] != MAGIC {
        return Err(BlobError::NotABlob);
    }
    if *major != MAJOR {
        return Err(BlobError::Version(*major));
    }
    if sum != checksum(body).to_le_bytes() {
        return Err(BlobError::Damaged);
    }
    super::wire::read(body).ok_or(BlobError::Damaged)
}

/// 64-bit FNV-1a.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// No day lies farther from 1970 than this: 22 billion years, with which later rooms can reckon without overflow.
const FARTHEST: super::Day = 8_000_000_000_000;

/// Whether every index points somewhere and every date is one, so that later rooms can follow them.
fn is_consistent(story: &Story) -> bool {
    use super::{Claim, Date, Inline, Shape, When};
    let bounds = |b: &super::Bounds| -FARTHEST <= b.earliest && b.earliest <= b.latest && b.latest <= FARTHEST;
    let date = |date: &Date| {
        let members = match &date.shape {
            Shape::OneOf(members) => !members.is_empty() && members.iter().all(bounds),
            Shape::Point | Shape::Span => true,
        };
        members && bounds(&date.begin) && bounds(&date.end) && date.minute.is_none_or(|m| m < 24 * 60)
    };
    let in_range = |index: usize, len: usize| index < len;
    let claim = |claim: &Claim| claim.cites.iter().all(|c| in_range(c.source.into(), story.sources.len()));
    let text = |text: &[Inline]| {
        text.iter().all(|inline| match inline {
            Inline::Plain(_) => true,
            Inline::Term { term, .. } => in_range((*term).into(), story.terms.len()),
        })
    };
    let wide = |list: &[u16], len: usize| list.iter().all(|i| in_range((*i).into(), len));
    let ascends = |list: &[u32], len: usize| {
        list.is_sorted_by(|a, b| a < b) && list.last().is_none_or(|last| in_range(*last as usize, len))
    };
    let narrow = |list: &[u8], len: usize| list.iter().all(|i| in_range((*i).into(), len));

    (0..).zip(&story.events).all(|(n, e)| {
        claim(&e.claim)
            && text(&e.summary)
            && narrow(&e.themes, story.themes.len())
            && in_range(e.lane.into(), story.lanes.len())
            && wide(&e.in_heading, story.terms.len())
            && match &e.when {
                When::Dated(when) => date(when),
                When::After { event, .. } => *event < n,
            }
    }) && story.axis.iter().all(|e| in_range(*e as usize, story.events.len()))
        && story.terms.iter().all(|t| claim(&t.claim) && text(&t.definition) && wide(&t.see, story.terms.len()))
        && story.questions.iter().all(|q| {
            text(&q.context)
                && q.accounts.iter().all(|a| claim(&a.claim) && text(&a.says))
                && ascends(&q.events, story.events.len())
                && wide(&q.in_heading, story.terms.len())
                && narrow(&q.themes, story.themes.len())
        })
        && story
            .voices
            .iter()
            .all(|v| claim(&v.claim) && text(&v.role) && text(&v.holds) && narrow(&v.on, story.topics.len()))
        && story.sources.iter().all(|s| text(&s.description))
        && story
            .eras
            .iter()
            .all(|e| date(&e.date) && e.cites.iter().all(|c| in_range(c.source.into(), story.sources.len())))
        && story.revisions.iter().all(|r| text(&r.says))
        && story.about.iter().all(|p| text(p))
        && text(&story.standfirst)
        && text(&story.report)
        && story.groups.first().map_or(story.events.is_empty(), |g| g.first == 0)
        && story.groups.is_sorted_by(|a, b| a.first < b.first)
        && story.groups.iter().all(|g| in_range(g.first as usize, story.events.len()))
}

#[cfg(test)]
mod large;
#[cfg(test)]
mod tests;
