//! The header of a blob.
//!
//! | bytes | what |
//! |---|---|
//! | 0–3 | `BKST` |
//! | 4 | major version: readers refuse any but their own |
//! | 5 | minor version: readers accept any |
//! | 6–7 | zero |
//! | 8–15 | FNV-1a checksum of the body, little-endian |
//! | 16– | body |

use super::BlobError;

pub(super) const MAGIC: [u8; 4] = *b"BKST";
const HEADER: usize = 16;

/// Readers refuse blobs of another major version.
pub const MAJOR: u8 = 11;
/// Changes that old readers can ignore.
pub const MINOR: u8 = 0;

/// A body under its header.
pub(super) fn seal(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + body.len());
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&[MAJOR, MINOR, 0, 0]);
    out.extend_from_slice(&checksum(body).to_le_bytes());
    out.extend_from_slice(body);
    out
}

/// The body of a blob.
///
/// # Errors
/// [`BlobError::NotABlob`], [`BlobError::Version`] or [`BlobError::Damaged`].
pub(super) fn open(blob: &[u8]) -> Result<&[u8], BlobError> {
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
    Ok(body)
}

/// 64-bit FNV-1a.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
