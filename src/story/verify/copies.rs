//! Copied wording: no run of eight or more words of any document, names and titles apart.
#![allow(clippy::cast_possible_truncation, reason = "sources fit 8 bits, and paragraphs past 65,535 are left out")]

use std::collections::{BTreeMap, BTreeSet};

use super::record::Record;
use super::words::{lowered, runs, words};
use crate::model::Cite;

/// Words in a row that are a copy.
const RUN: usize = 8;

/// Words in a row that count towards a text's share of copied words.
const SHORT_RUN: usize = 4;

/// Where each run of eight words stands in the documents.
pub(super) struct Wording<'a> {
    record: &'a Record<'a>,
    runs: BTreeMap<&'a [String], Vec<(Cite, usize)>>,
    short_runs: BTreeSet<&'a [String]>,
    /// Names and titles, in lower-case words; they do not count.
    names: Vec<Vec<String>>,
}

/// A run of words shared with a document.
#[derive(Debug)]
pub(super) struct Copy {
    /// Byte range in the text.
    pub(super) bytes: std::ops::Range<usize>,
    /// How many words it has, names and titles apart.
    pub(super) length: usize,
    /// Where it is from.
    pub(super) cite: Cite,
}

impl<'a> Wording<'a> {
    pub(super) fn new(record: &'a Record<'a>) -> Self {
        let mut index: BTreeMap<&[String], Vec<(Cite, usize)>> = BTreeMap::new();
        for (source, document) in record.documents.iter().enumerate() {
            for (number, paragraph) in document.iter().enumerate().take(usize::from(u16::MAX)) {
                let cite = Cite { source: source as u8, paragraph: number as u16 + 1 };
                for (at, run) in paragraph.words.windows(RUN).enumerate() {
                    index.entry(run).or_default().push((cite, at));
                }
            }
        }
        let paragraphs = record.documents.iter().flatten();
        let short_runs = paragraphs.flat_map(|paragraph| paragraph.words.windows(SHORT_RUN)).collect();
        let titles = record.story.sources.iter().flat_map(|source| {
            let whole = std::iter::once(source.title.as_str());
            whole.chain(source.title.split(": ")).map(lowered).filter(|words| words.len() > 1)
        });
        let names = record.spellings.iter().flatten().cloned().chain(titles).collect();
        Self { record, runs: index, short_runs, names }
    }

    /// The copied runs of a text, longest matches only.
    pub(super) fn copies(&self, text: &str) -> Vec<Copy> {
        let spans = words(text);
        let lower: Vec<String> = spans.iter().map(|word| word.lower.clone()).collect();
        let counts = self.counting(&lower);
        let mut found: Vec<Copy> = Vec::new();
        let mut covered = BTreeSet::new();
        for (at, run) in lower.windows(RUN).enumerate() {
            if covered.contains(&at) {
                continue;
            }
            let longest =
                self.runs.get(run).into_iter().flatten().map(|place| (self.extent(&lower, at, *place), place.0)).max();
            let Some((extent, cite)) = longest else { continue };
            let length = counts.iter().skip(at).take(extent).filter(|counts| **counts).count();
            if length >= RUN
                && let (Some(first), Some(last)) = (spans.get(at), spans.get(at + extent - 1))
            {
                covered.extend(at..at + extent);
                found.push(Copy { bytes: first.bytes.start..last.bytes.end, length, cite });
            }
        }
        found
    }

    /// The words of a text that stand in runs of four or more words of any document, and all its words; names and titles
    /// apart.
    pub(super) fn share(&self, text: &str) -> (usize, usize) {
        let lower = lowered(text);
        let counts = self.counting(&lower);
        let mut copied = vec![false; lower.len()];
        for (at, run) in lower.windows(SHORT_RUN).enumerate() {
            if self.short_runs.contains(run) {
                copied.iter_mut().skip(at).take(SHORT_RUN).for_each(|copied| *copied = true);
            }
        }
        let both = copied.iter().zip(&counts).filter(|(copied, counts)| **copied && **counts).count();
        (both, counts.iter().filter(|counts| **counts).count())
    }

    /// Marks the words that are not part of a name or a title.
    fn counting(&self, lower: &[String]) -> Vec<bool> {
        let mut counts = vec![true; lower.len()];
        for name in &self.names {
            for at in runs(lower, name) {
                counts.iter_mut().skip(at).take(name.len()).for_each(|counts| *counts = false);
            }
        }
        counts
    }

    /// How many words from `at` on are those of a document from a place on.
    fn extent(&self, lower: &[String], at: usize, (cite, start): (Cite, usize)) -> usize {
        let document = self.record.documents.get(usize::from(cite.source));
        let paragraph = document.and_then(|paragraphs| paragraphs.get(usize::from(cite.paragraph) - 1));
        let theirs = paragraph.map(|paragraph| paragraph.words.as_slice()).unwrap_or_default();
        lower.iter().skip(at).zip(theirs.iter().skip(start)).take_while(|(ours, theirs)| ours == theirs).count()
    }
}
