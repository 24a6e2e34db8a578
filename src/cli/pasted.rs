//! Which pages carry a story's text, and whether it is of the story as it is now.

use std::cell::RefCell;
use std::path::Path;

use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::Outcome;
use super::report::{say, without_controls};
use crate::publish::revision::ATTRIBUTE;

/// A story's text in a page: the line that it begins in, and its revision, if it names one.
#[derive(Debug, PartialEq)]
struct Pasted {
    line: usize,
    revision: Option<String>,
}

/// Prints of each page whether its text is the story's as it is now.
pub(super) fn compare(pages: &[String], current: &str) -> Outcome {
    let mut outcome = Outcome::Fine;
    for page in pages {
        match read(page) {
            Ok(texts) if texts.is_empty() => say(&format!("{page}: no text of a story")),
            Ok(texts) => {
                for Pasted { line, revision } in texts {
                    let (is_well, what) = judge(revision.as_deref(), current);
                    say(&format!("{page}:{line}: {}", without_controls(&what)));
                    if !is_well {
                        outcome = Outcome::Failed;
                    }
                }
            }
            Err(message) => {
                eprintln!("error: {message}");
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// Whether a text is to be left as it is, and what to say of it.
fn judge(revision: Option<&str>, current: &str) -> (bool, String) {
    const PASTE: &str = "paste what `backstory render --fragment` prints, or what the builder copies";
    let story_of = |revision: &str| revision.rsplit_once('-').map(|(id, _)| id.to_owned());
    match revision {
        Some(revision) if revision == current => (true, "current".into()),
        Some(revision) if story_of(revision) != story_of(current) => (true, format!("another story ({revision})")),
        Some(revision) => (false, format!("OLD TEXT ({revision}, now {current}): {PASTE}")),
        None => (false, format!("OLD TEXT, from before texts named their revision: {PASTE}")),
    }
}

fn read(page: &str) -> Result<Vec<Pasted>, String> {
    if page.contains("://") {
        return Err(format!(
            "`{page}` is an address, and this command asks the network for nothing: save the page, as by \
                            `curl --output page.html {page}`, and name the file"
        ));
    }
    let html = std::fs::read(Path::new(page)).map_err(|error| format!("`{page}` cannot be read: {error}"))?;
    texts(&String::from_utf8_lossy(&html)).map_err(|error| format!("`{page}` cannot be read as HTML: {error}"))
}

fn texts(html: &str) -> Result<Vec<Pasted>, lol_html::errors::RewritingError> {
    let found = RefCell::new(Vec::new());
    let handler = element!("section.backstory, [data-backstory-revision]", |element| {
        let begins = element.source_location().bytes().start;
        let line = html.bytes().take(begins).filter(|byte| *byte == b'\n').count() + 1;
        found.borrow_mut().push(Pasted { line, revision: element.get_attribute(ATTRIBUTE) });
        Ok(())
    });
    rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(handler))?;
    Ok(found.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_section_and_judged_by_their_revision() {
        let html = "<p>x\n<section class='backstory wide' data-backstory-revision=a-b-1>\n</section>\n<section class=backstory>";
        let old = Pasted { line: 4, revision: None };
        assert_eq!(texts(html).unwrap(), [Pasted { line: 2, revision: Some("a-b-1".into()) }, old]);
        for (revision, is_well, says) in [
            (Some("a-b-1"), true, "current"),
            (Some("a-b-2"), false, "OLD TEXT (a-b-2, now a-b-1)"),
            (Some("a-1"), true, "another story"),
            (None, false, "OLD TEXT, from before"),
        ] {
            let (well, said) = judge(revision, "a-b-1");
            assert!(well == is_well && said.starts_with(says), "{revision:?}: {said}");
        }
    }
}
