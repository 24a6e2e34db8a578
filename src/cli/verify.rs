//! `backstory verify`: a story held against its documents.

use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::check::inventory;
use super::folder::{Opened, Refused, open};
use super::report::{count, print, say};
use crate::story::authored::Story;
use crate::story::problem::Problem;
use crate::story::verify::{Document, verify, with_fingerprints};

/// What to verify, and against what.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The folder that holds the documents named in sources.toml
    #[arg(long, value_name = "DIR")]
    documents: PathBuf,
    /// Exit with 1 on warnings too
    #[arg(long)]
    deny_warnings: bool,
    /// Write the documents' fingerprints into sources.toml first
    #[arg(long)]
    write: bool,
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
}

impl Verify {
    pub(super) fn run(self) -> Outcome {
        match self.verified() {
            Ok(Opened { files, story, warnings }) => {
                print(&warnings, &files);
                say(&format!("{}: the documents bear out {}", count(&warnings), inventory(&story)));
                if self.deny_warnings && !warnings.is_empty() { Outcome::Failed } else { Outcome::Fine }
            }
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                say(&format!("{} in `{}`", count(&problems), self.folder.display()));
                Outcome::Failed
            }
        }
    }

    /// The story as it was read, with the warnings of the comparison alone.
    fn verified(&self) -> Result<Opened, Refused> {
        let mut opened = open(&self.folder)?;
        let documents = match documents(&opened.story, &self.documents) {
            Ok(documents) => documents,
            Err(problems) => return Err(Refused { files: opened.files, problems }),
        };
        if self.write {
            if let Err(problems) = write(&self.folder, &opened, &documents) {
                return Err(Refused { files: opened.files, problems });
            }
            opened = open(&self.folder)?;
        }
        let problems = verify(&opened.story, &opened.files, &documents);
        if problems.iter().any(Problem::is_error) {
            return Err(Refused { files: opened.files, problems });
        }
        Ok(Opened { warnings: problems, ..opened })
    }
}

/// Reads the documents of a story's sources, in their order.
fn documents(story: &Story, folder: &Path) -> Result<Vec<Document>, Vec<Problem>> {
    let mut documents = Vec::new();
    let mut problems = Vec::new();
    for source in &story.sources {
        let Some(document) = &source.document else {
            documents.push(Document::default());
            continue;
        };
        // Fingerprints of other files would be written into a story that is published.
        if !Path::new(document).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            let message = format!("the document `{document}` is not inside the folder of documents");
            let help = format!("put it into `{}`, and name it by its path in there", folder.display());
            problems.push(Problem::error("document-outside", source.at.clone(), message).help(help));
            continue;
        }
        match fs::read_to_string(folder.join(document)) {
            Ok(text) => documents.push(Document::read(&text)),
            Err(error) => {
                let message = format!("the document `{document}` cannot be read: {error}");
                let help = format!(
                    "put it into `{}` as UTF-8 text, or name another folder with --documents",
                    folder.display()
                );
                problems.push(Problem::error("document-missing", source.at.clone(), message).help(help));
            }
        }
    }
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

/// Writes the documents' fingerprints, unless they are there already.
fn write(folder: &Path, opened: &Opened, documents: &[Document]) -> Result<(), Vec<Problem>> {
    const NAME: &str = "sources.toml";
    let failed = |why: String| {
        let message = format!("the fingerprints cannot be written to {NAME}: {why}");
        vec![Problem::without_place("not-written", message).help("nothing was changed; look at the file and run again")]
    };
    if folder.is_file() {
        return Err(failed("the story is a JSON file, without one".into()));
    }
    let file = opened.files.position(NAME).and_then(|index| opened.files.0.get(index));
    let text = file.map(|file| file.text.as_str()).unwrap_or_default();
    let written = with_fingerprints(text, &opened.story, documents)
        .ok_or_else(|| failed("its tables are not those that were read".into()))?;
    if written == text {
        return Ok(());
    }
    // Written beside it and renamed, so that a full disk leaves the old file whole.
    let (target, draft) = (folder.join(NAME), folder.join(".sources.toml.draft"));
    let moved = fs::write(&draft, &written).and_then(|()| fs::rename(&draft, &target));
    moved.map_err(|error| {
        let _ = fs::remove_file(&draft);
        failed(error.to_string())
    })
}
