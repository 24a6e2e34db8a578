//! The one file that an editor keeps and hands on: an archive with the story, what is made of it, and the folder to upload.
//! Opening it goes on where it was saved.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::publish::File;
use crate::story::limits::STORY_BYTES;

/// The story in JSON.
pub const STORY: &str = "story.json";
/// The desk's own choices: look, address.
pub const CHOICES: &str = "desk.json";

/// Beginning of every ZIP file with an entry (APPNOTE.TXT § 4.3.7).
const SIGNATURE: &[u8] = b"PK\x03\x04";

/// What an archive holds for the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The story, in JSON.
    pub story: String,
    /// The desk's choices, in JSON, where it has any.
    pub choices: Option<String>,
}

/// Whether bytes are an archive.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The files as one archive. The same files make the same bytes.
///
/// # Errors
/// When a name or the whole is too long for the format.
pub fn archive(files: &[File]) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(|error| format!("`{name}`: {error}"))?;
        zip.write_all(bytes).map_err(|error| format!("`{name}`: {error}"))?;
    }
    let written = zip.finish().map_err(|error| error.to_string())?;
    Ok(written.into_inner())
}

/// Why an archive cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It cannot be read; the reader's words.
    Damaged(String),
    /// It holds no story: another kind of archive.
    NoStory,
    /// A file in it is larger than a story can be.
    TooLarge(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Damaged(why) => {
                write!(out, "the archive is damaged ({why}); download it again, or open the story.json inside it")
            }
            Refused::NoStory => write!(out, "the archive holds no story.json; open one that the desk has made"),
            Refused::TooLarge(name) => {
                write!(out, "`{name}` is larger than {} MiB, the most a story can have", STORY_BYTES >> 20)
            }
        }
    }
}

impl std::error::Error for Refused {}

/// Takes the story out of an archive; of several, the one that lies least deep.
///
/// # Errors
/// When it is damaged, holds no story or one that is too large.
pub fn open(bytes: &[u8]) -> Result<Opened, Refused> {
    open_within(bytes, STORY_BYTES)
}

/// As [`open`], where no file that is read has more than `most` bytes.
fn open_within(bytes: &[u8], most: u64) -> Result<Opened, Refused> {
    let damaged = |error: &dyn std::fmt::Display| Refused::Damaged(error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let is_named = |name: &str, wanted: &str| name.rsplit('/').next() == Some(wanted);
    // A name that is no text is not ours.
    let names = zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect::<Vec<String>>();
    let found = names.into_iter().filter(|name| is_named(name, STORY)).min_by_key(|name| name.matches('/').count());
    let name = found.ok_or(Refused::NoStory)?;
    let beside = name.strip_suffix(STORY).unwrap_or_default().to_owned() + CHOICES;
    let mut text = |name: &str| -> Result<String, Refused> {
        let file = zip.by_name(name).map_err(|error| damaged(&error))?;
        let mut text = String::new();
        // The size that an archive states may be a lie.
        let read = file.take(most + 1).read_to_string(&mut text).map_err(|error| damaged(&error))?;
        if read as u64 > most { Err(Refused::TooLarge(name.to_owned())) } else { Ok(text) }
    };
    let story = text(&name)?;
    Ok(Opened { story, choices: text(&beside).ok() })
}

/// Every file of an archive that this module wrote, for tests.
///
/// # Errors
/// When it is damaged.
#[cfg(feature = "cli")]
pub fn files(bytes: &[u8]) -> Result<Vec<File>, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let count = zip.len();
    let read = |index| {
        let mut file = zip.by_index(index).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok((name, bytes))
    };
    (0..count).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn what_is_archived_is_opened_again() {
        let files = [file("a/story.json", "{\"title\":1}"), file("a/desk.json", "{}"), file("a/b/story.json", "{}")];
        let zip = archive(&files).unwrap();
        assert!(is_archive(&zip));
        assert_eq!(zip, archive(&files).unwrap());
        assert_eq!(open(&zip), Ok(Opened { story: "{\"title\":1}".to_owned(), choices: Some("{}".to_owned()) }));
        assert_eq!(super::files(&zip).unwrap(), files);
    }

    #[test]
    fn a_file_is_as_large_as_it_unpacks_to_and_not_as_the_archive_says() {
        let whole = archive(&[file("story.json", &" ".repeat(1000))]).unwrap();
        let size = 1000u32.to_le_bytes();
        let at: Vec<usize> = (0..whole.len()).filter(|at| whole.get(*at..at + 4) == Some(&size)).collect();
        // In the header of the file and in the directory (APPNOTE.TXT § 4.3.7, § 4.3.12).
        assert_eq!(at.len(), 2);
        let mut lying = whole.clone();
        for at in at {
            lying[at..at + 4].copy_from_slice(&2u32.to_le_bytes());
        }
        assert_eq!(open_within(&whole, 999), Err(Refused::TooLarge("story.json".to_owned())));
        for most in [1, 999, 1000] {
            assert!(matches!(open_within(&lying, most), Err(Refused::TooLarge(_) | Refused::Damaged(_))), "{most}");
        }
        assert_eq!(open_within(&whole, 1000).map(|opened| opened.story.len()), Ok(1000));
    }

    #[test]
    fn what_is_no_archive_of_the_desk_is_refused_in_words() {
        let other = archive(&[file("xl/workbook.xml", "<x/>")]).unwrap();
        assert_eq!(open(&other), Err(Refused::NoStory));
        let whole = archive(&[file("story.json", "{}")]).unwrap();
        for cut in [0, 4, whole.len() / 2, whole.len() - 1] {
            let opened = open(whole.get(..cut).unwrap_or_default());
            assert!(matches!(opened, Err(Refused::Damaged(_))), "{cut}: {opened:?}");
        }
    }
}
