//! The files of a story, kept so that diagnostics can show their lines.

/// The files every story has, in the order they are read.
pub const NAMES: [&str; 6] =
    ["story.toml", "sources.toml", "events.toml", "glossary.toml", "questions.toml", "voices.toml"];

/// The folder of a story's translations.
pub const TRANSLATIONS: &str = "translations";

/// One file of a story.
#[derive(Debug, Clone)]
pub struct File {
    /// As it should be shown: `seeds/events.toml`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// All files of a story; [`Span::file`](super::authored::Span::file) indexes it.
#[derive(Debug, Clone, Default)]
pub struct Files(pub Vec<File>);

impl Files {
    /// The files of translations, `translations/ru.toml`, with the language tag in their names.
    pub fn translations(&self) -> impl Iterator<Item = (usize, &str)> {
        self.0.iter().enumerate().filter_map(|(index, file)| {
            let (folder, name) = file.name.rsplit_once(['/', '\\'])?;
            let is_translation = folder.rsplit(['/', '\\']).next() == Some(TRANSLATIONS);
            Some((index, name.strip_suffix(".toml")?)).filter(|_| is_translation)
        })
    }

    /// The place of the file whose name, without folders, is `name`.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|file| file.name.rsplit(['/', '\\']).next() == Some(name))
    }
}
