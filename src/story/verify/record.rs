//! The documents, read once for everything they can bear out.
#![allow(clippy::cast_possible_truncation, reason = "sources fit 8 bits, and paragraphs past 65,535 are left out")]

use std::collections::BTreeSet;

use super::documents::Document;
use super::facts::{Fact, printed};
use super::statements::Printer;
use super::words::{lowered, runs};
use crate::model::Cite;
use crate::story::authored::{At, Story, Term, Voice};

/// One paragraph.
pub(super) struct Paragraph {
    /// In lower case.
    pub(super) words: Vec<String>,
    pub(super) facts: BTreeSet<Fact>,
    /// Indices of the terms one of whose spellings it prints.
    pub(super) terms: BTreeSet<usize>,
    /// Indices of the voices whose surname it prints.
    voices: BTreeSet<usize>,
}

/// All documents of a story, in its sources' order.
pub(super) struct Record<'a> {
    pub(super) story: &'a Story,
    pub(super) documents: Vec<Vec<Paragraph>>,
    /// Every spelling of every term, in lower-case words.
    pub(super) spellings: Vec<Vec<Vec<String>>>,
    pub(super) printer: Printer<'a>,
}

impl<'a> Record<'a> {
    pub(super) fn new(story: &'a Story, documents: &[Document]) -> Self {
        let surnames: Vec<Option<String>> = story.voices.iter().map(surname).collect();
        let spellings: Vec<Vec<Vec<String>>> = story.terms.iter().map(spellings).collect();
        let documents = documents
            .iter()
            .map(|document| {
                document
                    .paragraphs()
                    .map(|text| {
                        let words = lowered(text);
                        let terms = terms_in(&words, &spellings);
                        let voices = (0..)
                            .zip(&surnames)
                            .filter_map(|(voice, name)| words.contains(name.as_ref()?).then_some(voice));
                        Paragraph { voices: voices.collect(), facts: printed(text), terms, words }
                    })
                    .collect()
            })
            .collect();
        Self { story, documents, spellings, printer: Printer::new(story) }
    }

    /// The paragraphs some cites name, as far as they exist.
    pub(super) fn cited(&self, cites: &[At<Cite>]) -> Vec<&Paragraph> {
        cites.iter().filter_map(|cite| self.paragraph(cite.value)).collect()
    }

    fn paragraph(&self, cite: Cite) -> Option<&Paragraph> {
        self.documents.get(usize::from(cite.source))?.get(usize::from(cite.paragraph).checked_sub(1)?)
    }

    /// The voices who can be speaking in a paragraph: those named there, or last named before it in the same document. A
    /// voice that does not cite the document does not speak in it.
    pub(super) fn speaking_at(&self, cite: Cite) -> Vec<&'a Voice> {
        let speaks = |voice: &&Voice| voice.claim.cites.iter().any(|other| other.value.source == cite.source);
        (1..=cite.paragraph)
            .rev()
            .filter_map(|paragraph| self.paragraph(Cite { paragraph, ..cite }))
            .map(|paragraph| {
                paragraph.voices.iter().filter_map(|voice| self.story.voices.get(*voice)).filter(speaks).collect()
            })
            .find(|voices: &Vec<&Voice>| !voices.is_empty())
            .unwrap_or_default()
    }

    /// A cite as it is written.
    pub(super) fn name(&self, cite: Cite) -> String {
        let id = self.story.sources.get(usize::from(cite.source)).map_or("?", |source| source.id.as_str());
        format!("{id}:{}", cite.paragraph)
    }

    /// "003:8, 003:9".
    pub(super) fn list(&self, cites: impl IntoIterator<Item = Cite>) -> String {
        cites.into_iter().map(|cite| self.name(cite)).collect::<Vec<_>>().join(", ")
    }

    /// The paragraphs for which something holds, as cites.
    pub(super) fn find(&self, holds: impl Fn(&Paragraph) -> bool) -> Vec<Cite> {
        let mut found = Vec::new();
        for (source, paragraphs) in self.documents.iter().enumerate() {
            for (at, _) in
                paragraphs.iter().enumerate().take(usize::from(u16::MAX)).filter(|(_, paragraph)| holds(paragraph))
            {
                found.push(Cite { source: source as u8, paragraph: at as u16 + 1 });
            }
        }
        found
    }
}

/// The last word of a voice's name, if it has one.
fn surname(voice: &Voice) -> Option<String> {
    if voice.named { lowered(&voice.name).pop() } else { None }
}

/// Every spelling of a term, those only search knows among them.
fn spellings(term: &Term) -> Vec<Vec<String>> {
    let all = std::iter::once(&term.label).chain(&term.forms).chain(&term.search);
    all.map(|spelling| lowered(spelling)).filter(|words| !words.is_empty()).collect()
}

/// The terms one of whose spellings stands in some words.
pub(super) fn terms_in(words: &[String], spellings: &[Vec<Vec<String>>]) -> BTreeSet<usize> {
    let stands = |spelling: &Vec<String>| runs(words, spelling).next().is_some();
    spellings.iter().enumerate().filter(|(_, forms)| forms.iter().any(stands)).map(|(term, _)| term).collect()
}
