//! Unused definitions. Checked only in a story without errors: in a broken one the use may be in a row that was not read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::Input;
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::noncontiguous::Builder;

use crate::model::Cite;
use crate::story::authored::{At, Span, Story};
use crate::story::problem::Problem;
use crate::story::text::Piece;
use crate::story::texts::{Owner, Words, for_each_text};

/// Warnings about sources never cited, themes and lanes without events, topics without voices, and terms no text mentions.
pub(crate) fn unused(story: &Story) -> Vec<Problem> {
    let mut cited = vec![false; story.sources.len()];
    let mut cite = |cites: &[At<Cite>]| {
        for cite in cites {
            if let Some(cited) = cited.get_mut(usize::from(cite.value.source)) {
                *cited = true;
            }
        }
    };
    story.eras.iter().for_each(|era| cite(&era.cites));
    for_each_text(story, &mut |text| cite(text.owner.claim().map(|claim| claim.cites.as_slice()).unwrap_or_default()));
    let mut problems = Vec::new();
    for (source, is_cited) in story.sources.iter().zip(cited) {
        if !is_cited {
            let message = format!("nothing cites the source `{}`", source.id);
            problems.push(warning("unused-source", &source.at, message, "cite it, or take it out"));
        }
    }
    let of_events = story.events.iter().flat_map(|event| &event.themes);
    let of_questions = story.questions.iter().flat_map(|question| &question.themes);
    let themes: BTreeSet<&str> = of_events.chain(of_questions).map(String::as_str).collect();
    for theme in story.themes.iter().filter(|theme| !themes.contains(theme.id.as_str())) {
        let message = format!("no event or question has the theme `{}`", theme.id);
        problems.push(warning("unused-theme", &theme.at, message, "give it to one, or take it out"));
    }
    for lane in
        story.lanes.iter().filter(|lane| !story.events.iter().any(|event| event.lane.as_ref() == Some(&lane.id)))
    {
        let message = format!("no event is in the lane `{}`", lane.id);
        problems.push(warning("unused-lane", &lane.at, message, "put one in it, or take it out"));
    }
    for topic in &story.topics {
        if !story.voices.iter().any(|voice| voice.on.contains(&topic.id)) {
            let message = format!("no voice is on the topic `{}`", topic.id);
            problems.push(warning("unused-topic", &topic.at, message, "give it to one, or take it out"));
        }
    }
    problems.extend(super::chapters::empty(story));
    let used = used_terms(story);
    for term in story.terms.iter().filter(|term| !used.contains(term.id.as_str())) {
        let message = format!("no text mentions the term `{}` by its label or a form", term.id);
        let help = "list the form the texts use, link it by hand with [[id|words]], or take the term out";
        problems.push(warning("unused-term", &term.at, message, help));
    }
    problems
}

fn warning(code: &'static str, at: &Span, message: String, help: &str) -> Problem {
    Problem::warning(code, at.clone(), message).help(help)
}

/// Ids of the terms that a text links, or mentions as whole words by label or form. A term's own texts do not count.
fn used_terms(story: &Story) -> BTreeSet<&str> {
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for term in &story.terms {
        for spelling in std::iter::once(&term.label).chain(&term.forms) {
            owners.entry(spelling).or_default().push(&term.id);
        }
    }
    let Ok(automaton) = Builder::new().prefilter(false).build(owners.keys()) else {
        // More spellings than an automaton can number: nothing can be said of any.
        return story.terms.iter().map(|term| term.id.as_str()).collect();
    };
    let owners: Vec<Vec<&str>> = owners.into_values().collect();
    let mut used = BTreeSet::new();
    for_each_text(story, &mut |text| {
        let own = match text.owner {
            Owner::Term(term) => Some(term.id.as_str()),
            _ => None,
        };
        let words = linkable(text.words, &mut |id| used.extend((own != Some(id)).then_some(id)));
        for found in automaton.try_find_overlapping_iter(Input::new(&words)).into_iter().flatten() {
            let ids = owners.get(found.pattern().as_usize()).into_iter().flatten().copied();
            let ids = ids.filter(|id| own != Some(*id)).filter(|id| !used.contains(id));
            let ids: Vec<&str> = ids.collect();
            if !ids.is_empty() && is_whole(&words, found.range()) {
                used.extend(ids);
            }
        }
    });
    used
}

/// The words of a text in which forms are found; `link` is called with the ids of marks, which part the words.
fn linkable<'a>(words: Words<'a>, link: &mut dyn FnMut(&'a str)) -> String {
    match words {
        Words::Plain(words) => words.to_owned(),
        Words::Marked(text) => {
            let mut out = String::new();
            for piece in text {
                match piece {
                    Piece::Plain(words) => out.push_str(words),
                    Piece::Unlinked(_) => out.push('\n'),
                    Piece::Open(_) | Piece::Web(_) | Piece::Close => {}
                    Piece::Link { id, .. } => {
                        link(id);
                        out.push('\n');
                    }
                }
            }
            out
        }
    }
}

/// Whether no letter or digit touches a range of a text.
fn is_whole(text: &str, at: Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn a_form_is_found_as_whole_words_only() {
        for (text, form, expected) in
            [("the KNB’s head", "KNB", true), ("(tenge)", "tenge", true), ("a kremlinologist", "kremlin", false)]
        {
            let at = text.find(form).unwrap();
            assert_eq!(is_whole(text, at..at + form.len()), expected, "{text}");
        }
    }
}
