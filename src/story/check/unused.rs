//! What a story defines and nothing uses. Looked at only in a story without errors: in a broken one the use may stand in
//! a row that could not be read.

use std::collections::BTreeSet;

use crate::story::authored::{Claim, Span, Story, Term};
use crate::story::problem::Problem;
use crate::story::text::{Marked, Piece};

/// Warnings about sources never cited, themes and lanes without events, and terms no text mentions.
pub(crate) fn unused(story: &Story) -> Vec<Problem> {
    let claims = claims(story);
    let cites = claims.iter().flat_map(|claim| &claim.cites).chain(story.eras.iter().flat_map(|era| &era.cites));
    let cited: BTreeSet<usize> = cites.map(|cite| usize::from(cite.value.source)).collect();
    let mut problems = Vec::new();
    for (index, source) in story.sources.iter().enumerate() {
        if !cited.contains(&index) {
            let message = format!("nothing cites the source `{}`", source.id);
            problems.push(warning("unused-source", &source.at, message, "cite it, or take it out"));
        }
    }
    let themes: BTreeSet<&String> = story
        .events
        .iter()
        .flat_map(|event| &event.themes)
        .chain(story.questions.iter().flat_map(|question| &question.themes))
        .collect();
    for theme in story.themes.iter().filter(|theme| !themes.contains(&theme.id)) {
        let message = format!("no event or question has the theme `{}`", theme.id);
        problems.push(warning("unused-theme", &theme.at, message, "give it to one, or take it out"));
    }
    for lane in story.lanes.iter().filter(|lane| !story.events.iter().any(|event| event.lane == lane.id)) {
        let message = format!("no event is in the lane `{}`", lane.id);
        problems.push(warning("unused-lane", &lane.at, message, "put one in it, or take it out"));
    }
    let texts = texts(story);
    for term in story.terms.iter().filter(|term| !is_used(term, &texts)) {
        let message = format!("no text mentions the term `{}` by its label or a form", term.id);
        let help = "list the form the texts use, link it by hand with [[id|words]], or take the term out";
        problems.push(warning("unused-term", &term.at, message, help));
    }
    problems
}

fn warning(code: &'static str, at: &Span, message: String, help: &str) -> Problem {
    Problem::warning(code, at.clone(), message).help(help)
}

fn claims(story: &Story) -> Vec<&Claim> {
    let accounts = story.questions.iter().flat_map(|question| &question.accounts);
    (story.events.iter().map(|event| &event.claim))
        .chain(story.terms.iter().map(|term| &term.claim))
        .chain(accounts.map(|account| &account.claim))
        .chain(story.voices.iter().map(|voice| &voice.claim))
        .collect()
}

/// A text a reader sees, and the term it defines, if it does.
struct Seen<'a> {
    defines: Option<&'a str>,
    words: String,
    links: Vec<&'a str>,
}

impl<'a> Seen<'a> {
    fn text(text: &'a Marked) -> Self {
        let mut seen = Seen { defines: None, words: String::new(), links: Vec::new() };
        for piece in text {
            match piece {
                Piece::Plain(words) => seen.words.push_str(words),
                Piece::Link { id, .. } => {
                    seen.links.push(id);
                    seen.words.push('\n');
                }
                Piece::Unlinked(_) => seen.words.push('\n'),
            }
        }
        seen
    }

    fn words(words: &'a str) -> Self {
        Seen { defines: None, words: words.to_owned(), links: Vec::new() }
    }
}

fn texts(story: &Story) -> Vec<Seen<'_>> {
    let mut texts = vec![Seen::text(&story.standfirst), Seen::text(&story.report)];
    texts.extend(story.about.iter().map(Seen::text));
    texts.extend(story.sources.iter().map(|source| Seen::text(&source.description)));
    for event in &story.events {
        texts.push(Seen::words(&event.headline));
        texts.push(Seen::text(&event.summary));
    }
    for term in &story.terms {
        texts.push(Seen { defines: Some(&term.id), ..Seen::text(&term.definition) });
    }
    for question in &story.questions {
        texts.push(Seen::words(&question.asks));
        texts.push(Seen::text(&question.context));
        texts.extend(question.accounts.iter().map(|account| Seen::text(&account.says)));
    }
    for voice in &story.voices {
        texts.extend([Seen::words(&voice.name), Seen::text(&voice.role), Seen::text(&voice.holds)]);
    }
    texts.extend(claims(story).into_iter().filter_map(|claim| claim.claimant.as_deref()).map(Seen::words));
    texts
}

fn is_used(term: &Term, texts: &[Seen<'_>]) -> bool {
    texts.iter().filter(|text| text.defines != Some(&term.id)).any(|text| {
        text.links.contains(&term.id.as_str())
            || std::iter::once(&term.label).chain(&term.forms).any(|form| contains_words(&text.words, form))
    })
}

/// Whether `text` holds `form` as whole words.
fn contains_words(text: &str, form: &str) -> bool {
    text.match_indices(form).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + form.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::contains_words;

    #[test]
    fn a_form_is_found_as_whole_words_only() {
        assert!(contains_words("the KNB’s head", "KNB"));
        assert!(contains_words("(tenge)", "tenge"));
        assert!(!contains_words("a kremlinologist", "kremlin"));
    }
}
