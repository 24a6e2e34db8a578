//! Which of a story's terms an article uses.

use serde::Serialize;

use crate::compile::CompileError;
use crate::compile::link::{Headword, Linker};
use crate::model::Story;

/// A stretch of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// The id of the term that they name, if they name one.
    pub term: Option<String>,
}

/// An article cut where it names terms: every use of every term, as `annotate` finds them.
///
/// # Errors
/// When two terms list the same form.
pub fn read(story: &Story, article: &str) -> Result<Vec<Piece>, CompileError> {
    let forms: Vec<Vec<String>> = story
        .terms
        .iter()
        .map(|term| {
            // A compiled term lists the headword among its forms only by leaving it out of `search`.
            let own = (!term.search.contains(&term.label)).then(|| term.label.clone());
            own.into_iter().chain(term.forms.iter().cloned()).collect()
        })
        .collect();
    let terms = story.terms.iter().zip(&forms);
    let headwords: Vec<Headword> =
        terms.map(|(term, forms)| Headword { id: &term.id, label: &term.label, kind: term.kind, forms }).collect();
    let linker = Linker::new(&headwords, [])?;
    let mut pieces = Vec::new();
    let mut done = 0;
    for (at, term) in linker.uses(article) {
        let plain = article.get(done..at.start).unwrap_or_default();
        if !plain.is_empty() {
            pieces.push(Piece { words: plain.to_owned(), term: None });
        }
        let words = article.get(at.clone()).unwrap_or_default().to_owned();
        pieces.push(Piece { words, term: story.terms.get(usize::from(term)).map(|term| term.id.clone()) });
        done = at.end;
    }
    let rest = article.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(Piece { words: rest.to_owned(), term: None });
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::check::check;
    use serde_json::json;

    #[test]
    fn an_article_is_cut_where_it_names_terms_and_keeps_every_letter() {
        let story = json!({
            "lang": "en", "title": "X", "evidence": "none",
            "events": [{ "id": "a", "date": "2022", "headline": "One" }],
            "terms": [{ "id": "council", "label": "Council", "kind": "organisation", "forms": ["Council", "town hall"],
                        "definition": "It sits on Mondays.", "status": "reported", "cites": [] }],
        });
        let checked = check(&story);
        let story = checked.story.unwrap_or_else(|| panic!("{:?}", checked.report));
        let article = "The Council met.\nThe town hall was full of councillors, “the Council” said.";
        let pieces = read(&story, article).unwrap();
        let named: Vec<&str> =
            pieces.iter().filter(|piece| piece.term.is_some()).map(|piece| piece.words.as_str()).collect();
        assert_eq!(named, ["Council", "town hall", "Council"]);
        let all: String = pieces.iter().map(|piece| piece.words.as_str()).collect();
        assert_eq!(all, article);
    }
}
