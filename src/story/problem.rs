//! A problem in a story, for the editor who can correct it: description, location, advice.

use super::authored::Span;

/// Severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The story cannot be used until this is put right.
    Error,
    /// The story works; a reader is served worse.
    Warning,
}

/// Something to put right in a story's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Location; absent for a problem of a whole file.
    pub span: Option<Span>,
    /// Severity.
    pub severity: Severity,
    /// A stable name for the kind of problem: `unknown-key`.
    pub code: &'static str,
    /// Description, without a final stop.
    pub message: String,
    /// Advice.
    pub help: Option<String>,
    /// Other places that have to do with it, each with words of its own.
    pub also: Vec<(Span, String)>,
    /// Id of the entry that has the problem, for lists of problems by kind.
    pub about: Option<String>,
}

impl Problem {
    /// A problem that makes the story unusable.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            severity: Severity::Error,
            code,
            message: message.into(),
            help: None,
            also: Vec::new(),
            about: None,
        }
    }

    /// A problem the story can live with.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// A problem with a file as a whole.
    pub fn without_place(code: &'static str, message: impl Into<String>) -> Self {
        Self { span: None, ..Self::error(code, Span::default(), message) }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another location.
    #[must_use]
    pub fn also(mut self, span: Span, words: impl Into<String>) -> Self {
        self.also.push((span, words.into()));
        self
    }

    /// Names the entry that has the problem.
    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.about = Some(id.into());
        self
    }

    /// Whether the story cannot be used until this is put right.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts problems by file and location, those without a location first.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| {
        problem.span.as_ref().map(|span| (span.file, span.bytes.start, span.bytes.end, problem.severity))
    });
}

/// The candidate that `word` was most likely meant to be: a third of its letters may differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(word.chars().count()).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_what_was_meant_and_other_words_do_not() {
        let keys = ["headline", "summary", "importance"];
        assert_eq!(nearest("headlin", keys), Some("headline"));
        assert_eq!(nearest("Sumary", keys), Some("summary"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
