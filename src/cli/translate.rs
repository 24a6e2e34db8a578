//! `backstory translate`: the file that a translation begins with, or what one still lacks.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Opened, Refused, open};
use super::report::{print, say};
use crate::story::files::TRANSLATIONS;
use crate::story::template::template;

/// What to translate, and into what.
#[derive(Debug, Args)]
pub(super) struct Translate {
    /// The story's folder
    story: PathBuf,
    /// BCP 47 tag of the language: `ru`, `pt-BR`
    lang: String,
}

impl Translate {
    /// Writes the file, unless there is one: then it prints what that one lacks.
    pub(super) fn run(self) -> Outcome {
        let Opened { files, story, .. } = match open(&self.story) {
            Ok(opened) => opened,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let lang = self.lang.as_str();
        if let Some(why) = self.refusal(&story.lang) {
            eprintln!("error: {why}");
            return Outcome::Failed;
        }
        if let Some(translation) = story.translations.iter().find(|translation| translation.lang == lang) {
            if translation.missing.is_empty() {
                eprintln!("nothing is missing in `{lang}`");
            } else {
                say(template(&files, &story, lang, Some(&translation.missing)).trim_end());
            }
            return Outcome::Fine;
        }
        let folder = self.story.join(TRANSLATIONS);
        let path = folder.join([lang, ".toml"].concat());
        let text = template(&files, &story, lang, None);
        let written = std::fs::create_dir_all(&folder)
            .map_err(|error| format!("`{}` cannot be made: {error}", folder.display()))
            .and_then(|()| Draft::new(&path, text.as_bytes())?.publish());
        match written {
            Ok(()) => {
                say(&format!("{}: fill it in, and run `backstory check --lang {lang}` as you go", path.display()));
                Outcome::Fine
            }
            Err(why) => {
                eprintln!("error: {why}");
                Outcome::Failed
            }
        }
    }

    /// The reason why there is no such file to write.
    fn refusal(&self, own: &str) -> Option<String> {
        let lang = &self.lang;
        let is_tag = (2..=35).contains(&lang.len())
            && lang
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric()))
            && lang.starts_with(|c: char| c.is_ascii_lowercase());
        if self.story.is_file() {
            let list = "a story in JSON has its translations in its list `translations`: docs/translating.md shows one";
            Some(format!("only folders have files of translations; {list}"))
        } else if !is_tag {
            Some(format!("`{lang}` is not a BCP 47 language tag, such as `ru` or `pt-BR`"))
        } else if lang == own {
            Some(format!("the story itself is in `{lang}`"))
        } else {
            None
        }
    }
}
