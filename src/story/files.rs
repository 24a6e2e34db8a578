//! The files of a story, kept so that diagnostics can show their lines.

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
