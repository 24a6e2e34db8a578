//! The files of a story, kept so that diagnostics can show their lines.

/// The files every story has, in the order they are read.
pub const NAMES: [&str; 6] =
    ["story.toml", "sources.toml", "events.toml", "glossary.toml", "questions.toml", "voices.toml"];

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
    /// The place of the file whose name, without folders, is `name`.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|file| file.name.rsplit(['/', '\\']).next() == Some(name))
    }
}
