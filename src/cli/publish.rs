//! `backstory publish`: the whole folder of one story, or nothing; or a further story for such a folder.
//!
//! Files with twelve hexadecimal digits in their names never change their bytes, and those of earlier publications stay:
//! scripts in caches, and snippets that name one, go on finding them.

mod picture;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Refused, open};
use super::pack::{Editions, editions};
use super::render::folder_address;
use super::report::{print, say, without_controls};
use crate::compile::wasm;
use crate::model::{Story, pack, unpack};
use crate::publish::{Built, ENGINE, File, NOWHERE, Place, STORIES, beside, is_hashed, languages, media};
use picture::Picture;

/// What to publish, and where.
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The story's folder, or its JSON file
    story: PathBuf,
    /// The folder to write: a new or an empty one, or one that this story has already been published in
    folder: PathBuf,
    /// Add the story to a folder that another story has been published in, whose engine is to show it
    #[arg(long, conflicts_with_all = ["from", "stories_from"])]
    add: bool,
    /// Address that the folder is going to have, which oEmbed consumers need: `https://news.example/backstory/`; without it, the
    /// one that it was published with before
    #[arg(long, value_name = "URL", value_parser = folder_address)]
    base: Option<String>,
    /// Let frames show stories from below this address as well: `embed.html?src=ADDRESS`; it holds until the file stories.json
    /// is removed
    #[arg(long, value_name = "URL", value_parser = folder_address)]
    stories_from: Vec<String>,
    /// A built folder of this version, of any story
    #[arg(long, value_name = "DIST", default_value = "dist")]
    from: PathBuf,
}

impl Publish {
    /// For a story that is published as it changes.
    pub(super) fn again(story: &Path, folder: &Path, from: &Path) -> Self {
        let (story, folder, from) = (story.to_path_buf(), folder.to_path_buf(), from.to_path_buf());
        Self { story, folder, add: false, base: None, stories_from: Vec::new(), from }
    }

    pub(super) fn run(self) -> Outcome {
        let story = match open(&self.story) {
            Ok(opened) => opened.story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let write = |editions| if self.add { self.write_beside(editions) } else { self.write_own(editions) };
        match editions(&story).and_then(write) {
            Ok(report) => {
                // Names and ids in a folder may be anybody's.
                say(&without_controls(&report));
                Outcome::Fine
            }
            Err(message) => {
                eprintln!("error: {}", without_controls(&message));
                Outcome::Failed
            }
        }
    }

    /// Writes the whole folder of a story in its languages.
    pub(super) fn write_own(&self, (mut story, mut others): Editions) -> Result<String, String> {
        may_hold(&self.folder, &story)?;
        let built = read_built(&self.from)?;
        let base = self.base.clone().unwrap_or_else(|| base_of(&self.folder));
        let mut media = Media::of(&story, &self.story);
        for edition in others.iter_mut().chain([&mut story]) {
            media.place(edition, &base);
        }
        let blob = pack(&story).map_err(|error| error.to_string())?;
        let stories_from = listed(&self.folder, &self.stories_from)?;
        let picture = Picture::of(&story, &base, &self.folder);
        let place = Place { base: &base, stories_from: &stories_from, picture: picture.bytes() };
        let mut files = built.with_story(&story, &blob, place)?;
        files.extend(languages(&story, &others, &base)?);
        if !stories_from.is_empty() {
            let list = serde_json::json!({ "from": stories_from });
            files.push((LIST.to_owned(), format!("{list:#}\n").into_bytes()));
        }
        files.extend(media.beside(&files, ""));
        let count = files.len();
        write(&self.folder, &files)?;
        picture.remove_earlier(&self.folder, &files, "");
        let mut report = format!("{}: {count} files of the story `{}`", self.folder.display(), story.id);
        if base == NOWHERE {
            report.push_str("\noembed.json names no address yet: give the folder's with --base");
        }
        for id in of_another_version(&self.folder) {
            let _ = write!(report, "\nthis engine cannot read the story `{id}` in {STORIES}: add it again, with --add");
        }
        picture.write_report(&mut report);
        media.write_report(&mut report);
        Ok(report)
    }

    /// Adds a story to the folder of another one.
    fn write_beside(&self, (mut story, mut others): Editions) -> Result<String, String> {
        let shown = self.folder.display();
        let advice = "publish a story of its own there first, without --add";
        let package = std::fs::read_to_string(self.folder.join("package.json"));
        let Ok(package) = package else { return Err(format!("`{shown}` is no published folder; {advice}")) };
        let version = env!("CARGO_PKG_VERSION");
        if !package.contains(&format!("\"version\": \"{version}\"")) {
            return Err(format!("`{shown}` was built by another version than {version}; publish it anew before"));
        }
        match held(&self.folder) {
            Some(Ok(own)) if own.id == story.id => {
                return Err(format!("`{}` is the story that `{shown}` belongs to: publish it without --add", story.id));
            }
            Some(Ok(_)) => {}
            _ => return Err(format!("`{shown}` holds no story; {advice}")),
        }
        let base = self.base.clone().unwrap_or_else(|| base_of(&self.folder));
        let folder = format!("{STORIES}/{}/", story.id);
        let mut media = Media::of(&story, &self.story);
        let place = [&base, &folder[..]].concat();
        for edition in others.iter_mut().chain([&mut story]) {
            media.place(edition, &place);
        }
        let blob = pack(&story).map_err(|error| error.to_string())?;
        let own = self.folder.join(&folder);
        let picture = Picture::of(&story, &base, &own);
        let mut files = beside(&story, &blob, &base, picture.bytes());
        let languages = languages(&story, &others, &place)?;
        files.extend(languages.into_iter().map(|(name, bytes)| (folder.clone() + &name, bytes)));
        files.extend(media.beside(&files, &folder));
        write(&self.folder, &files)?;
        picture.remove_earlier(&own, &files, &folder);
        let known = if base == NOWHERE { "" } else { &base };
        let at = [known, &folder].concat();
        let mut report = format!(
            "{shown}: {} files of the story `{}`\n  an element: <back-story src=\"{at}story.bks\">\n  a frame, and an address to \
             paste: {at}embed.html\n  the story page: {at}story.html",
            files.len(),
            story.id
        );
        if known.is_empty() {
            report.push_str("\nits oembed.json names no address yet: give the folder's with --base");
        }
        picture.write_report(&mut report);
        media.write_report(&mut report);
        Ok(report)
    }
}

/// A built folder, of whatever story.
pub(super) fn read_built(from: &Path) -> Result<Built, String> {
    let built = Built::read(|name| {
        let path = from.join(name);
        std::fs::read(&path).map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
    });
    built.map_err(|why| format!("{why}; `--from` names a whole built folder"))
}

/// A story's files beside it that its media name.
pub(super) struct Media {
    pub(super) files: Vec<File>,
    missing: Vec<String>,
    /// Those that are not for this command to copy.
    refused: Vec<String>,
    /// Whether it has any, and pages elsewhere will not find them.
    is_lost_elsewhere: bool,
}

impl Media {
    /// Reads the files of a story that is in a folder, or in a file.
    pub(super) fn of(story: &Story, place: &Path) -> Self {
        let folder = if place.is_file() { place.parent().unwrap_or(place) } else { place };
        let mut media = Self { files: Vec::new(), missing: Vec::new(), refused: Vec::new(), is_lost_elsewhere: false };
        for name in media::files(story) {
            media.is_lost_elsewhere = true;
            if media::is_active(&name) || has_link(folder, &name) {
                media.refused.push(name);
                continue;
            }
            match std::fs::read(folder.join(&name)) {
                Ok(bytes) => media.files.push((name, bytes)),
                Err(_) => media.missing.push(name),
            }
        }
        media
    }

    /// Hands over the files, named within a folder; those that are made there under the same names stay.
    fn beside(&mut self, made: &[File], within: &str) -> Vec<File> {
        let named = self.files.drain(..).map(|(name, bytes)| ([within, &name].concat(), bytes));
        named.filter(|(name, _)| made.iter().all(|(known, _)| known != name)).collect()
    }

    /// Has the story name them by their whole addresses, where the folder's is known.
    fn place(&mut self, story: &mut Story, base: &str) {
        if !base.starts_with(NOWHERE) {
            media::place(story, base);
            self.is_lost_elsewhere = false;
        }
    }

    /// Writes what an editor has to do.
    fn write_report(&self, report: &mut String) {
        if let Some(first) = self.missing.first() {
            let count = self.missing.len();
            let _ = write!(report, "\nnot beside the story, and to be put into the folder: `{first}` ({count} in all)");
        }
        if let Some(first) = self.refused.first() {
            let count = self.refused.len();
            let _ = write!(
                report,
                "\nnot copied, for an SVG runs scripts at the folder's address and a link leads elsewhere: `{first}` ({count} in \
                 all); save it as PNG, or look at it and put it into the folder"
            );
        }
        if self.is_lost_elsewhere {
            report.push_str("\npictures are found by the folder's own pages only, until it is published with --base");
        }
    }
}

/// Whether a step of the path to a file is a symbolic link: it may lead to what is nobody's to publish.
fn has_link(folder: &Path, name: &str) -> bool {
    let mut path = folder.to_path_buf();
    name.split('/').any(|step| {
        path.push(step);
        path.is_symlink()
    })
}

/// The address that a folder was published with before.
fn base_of(folder: &Path) -> String {
    let before = || -> Option<String> {
        let oembed = std::fs::read(folder.join("oembed.json")).ok()?;
        let oembed: serde_json::Value = serde_json::from_slice(&oembed).ok()?;
        folder_address(oembed.get("provider_url")?.as_str()?).ok()
    };
    before().unwrap_or_else(|| NOWHERE.to_owned())
}

/// Lists the addresses below which frames may show stories.
const LIST: &str = "stories.json";

/// The addresses that are given, or those that the folder was published with before.
fn listed(folder: &Path, given: &[String]) -> Result<Vec<String>, String> {
    let path = folder.join(LIST);
    let Some(text) = std::fs::read_to_string(&path).ok().filter(|_| given.is_empty()) else {
        return Ok(given.to_vec());
    };
    let list: Option<Vec<String>> = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|list| {
        let from = list.get("from")?.as_array()?;
        from.iter().map(|url| folder_address(url.as_str()?).ok()).collect()
    });
    list.ok_or_else(|| format!("`{}` has no list `from` of addresses; write one, or remove the file", path.display()))
}

/// The story that a folder belongs to, where it has an engine with one.
fn held(folder: &Path) -> Option<Result<Story, String>> {
    let engine = std::fs::read(folder.join(ENGINE)).ok()?;
    let blob = wasm::section(&engine, wasm::SECTION).ok().flatten()?;
    Some(unpack(blob).map_err(|error| error.to_string()))
}

/// Stories beside a folder's own that are not of this version.
fn of_another_version(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(STORIES)).into_iter().flatten().flatten();
    let is_other = |entry: &std::fs::DirEntry| {
        std::fs::read(entry.path().join("story.bks")).is_ok_and(|blob| unpack(&blob).is_err())
    };
    entries.filter(is_other).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// A folder belongs to one story: to write another beside it would leave the text of the first under the headline of the second.
///
/// # Errors
/// When the folder holds another story, or something that is no published folder.
fn may_hold(folder: &Path, story: &Story) -> Result<(), String> {
    let shown = folder.display();
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let advice = "a published folder belongs to one story: name a new or an empty folder";
    if !folder.join(ENGINE).is_file() {
        return Err(format!("`{shown}` holds other files; {advice}"));
    }
    match held(folder) {
        Some(Ok(held)) if held.id == story.id => Ok(()),
        Some(Ok(held)) => Err(format!(
            "`{shown}` holds the story `{}`, not `{}`; {advice}, or add it to this one with --add",
            held.id, story.id
        )),
        _ => Err(format!(
            "the story in `{shown}` is of another version and cannot be compared; {advice}, and move the \
                          files with twelve hexadecimal digits in their names there by hand"
        )),
    }
}

/// Writes every file or, where one cannot be written, none.
fn write(folder: &Path, files: &[File]) -> Result<(), String> {
    let mut drafts = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(old) if old == *bytes => continue,
            Ok(_) if is_hashed(name) => {
                return Err(format!("`{}` has other bytes than its name says; remove it", path.display()));
            }
            _ => {}
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| format!("`{}`: {error}", parent.display()))?;
        }
        drafts.push(Draft::new(&path, bytes)?);
    }
    drafts.iter_mut().try_for_each(Draft::publish)
}
