//! `backstory watch`: a story in a browser, shown anew whenever one of its files changes. While the story has errors, the last one
//! that had none stays, with the problems over it.

mod server;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use clap::Args;

use super::Outcome;
use super::folder::{Opened, Refused, open, translations};
use super::pack::editions;
use super::publish::{Media, Publish, read_built};
use super::report::{count, print, say, written};
use crate::model::pack;
use crate::publish::{File, NOWHERE, Place, languages};
use crate::story::diagnose::Paint;
use crate::story::files::NAMES;
use server::{Server, Site};

/// How often the files are looked at. It asks for a date and a size of each, which works on every file system.
const INTERVAL: Duration = Duration::from_millis(200);

/// What to watch, and where to show it.
#[derive(Debug, Args)]
pub(super) struct Watch {
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    story: PathBuf,
    /// A folder to publish the story in at every change as well
    folder: Option<PathBuf>,
    /// Port of the page, on this computer only; another where it is taken
    #[arg(long, value_name = "N", default_value_t = 8000)]
    port: u16,
    /// A built folder of this version, of any story
    #[arg(long, value_name = "DIST", default_value = "dist")]
    from: PathBuf,
}

impl Watch {
    pub(super) fn run(self) -> Outcome {
        if cfg!(target_os = "wasi") {
            return failed(
                "a program under Node cannot listen: watch needs the native command, or the desk shows the story",
            );
        }
        // A folder that cannot be used is no problem of the story.
        if let Err(message) = read_built(&self.from) {
            return failed(&message);
        }
        let site = Arc::new(Site::default());
        let server = match Server::start(self.port, &site) {
            Ok(server) => server,
            Err(error) => return failed(&format!("no port can be listened on: {error}")),
        };
        say(&format!(
            "http://127.0.0.1:{}/ shows `{}`, and again at every change; Ctrl-C ends it",
            server.port(),
            self.story.display()
        ));
        let mut seen = None;
        loop {
            let now = state_of(&self.story);
            if seen.as_ref() != Some(&now) {
                self.show(&site);
                seen = Some(now);
            }
            sleep(INTERVAL);
        }
    }

    /// Builds the story and shows it, or what is wrong with it.
    fn show(&self, site: &Site) {
        match open(&self.story) {
            Ok(opened) => match self.built(&opened) {
                Ok(files) => {
                    site.show(files);
                    let events = opened.story.events.len();
                    say(&format!("shown: {events} events, {}", count(&opened.warnings)));
                }
                Err(message) => {
                    eprintln!("error: {message}");
                    site.report(format!("error: {message}"));
                }
            },
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                site.report(written(&problems, &files, Paint::Plain));
            }
        }
    }

    fn built(&self, opened: &Opened) -> Result<Vec<File>, String> {
        let (story, others) = editions(&opened.story)?;
        if let Some(folder) = &self.folder {
            Publish::again(&self.story, folder, &self.from).write_own((story.clone(), others.clone()))?;
        }
        let blob = pack(&story).map_err(|error| error.to_string())?;
        let mut files = read_built(&self.from)?.with_story(
            &story,
            &blob,
            Place { base: NOWHERE, stories_from: &[], picture: None },
        )?;
        files.extend(languages(&story, &others, NOWHERE)?);
        files.extend(Media::of(&story, &self.story).files);
        Ok(files)
    }
}

fn failed(message: &str) -> Outcome {
    eprintln!("error: {message}");
    Outcome::Failed
}

/// Dates and sizes of a story's files; of those that are missing, nothing.
fn state_of(story: &Path) -> Vec<Option<(SystemTime, u64)>> {
    let state = |path: PathBuf| {
        let file = std::fs::metadata(path).ok()?;
        Some((file.modified().ok()?, file.len()))
    };
    if story.is_dir() {
        NAMES.iter().map(|name| story.join(name)).chain(translations(story)).map(state).collect()
    } else {
        vec![state(story.to_path_buf())]
    }
}
