//! Names: whoever and whatever a statement names must be in the paragraphs it cites, in one spelling or another.

use std::collections::BTreeSet;

use super::documents::Document;
use super::numerals::month;
use super::record::{Record, terms_in};
use super::statements::{Statement, Text};
use super::words::{Word, begins_sentence, lowered, words};

/// Which words are names, as far as their use in all documents and in the story tells.
pub(super) struct Lexis {
    /// Seen in lower case.
    common: BTreeSet<String>,
    /// Seen with a capital inside a sentence, or part of a term's spelling.
    proper: BTreeSet<String>,
}

impl Lexis {
    pub(super) fn new<'a>(
        record: &Record<'_>,
        documents: &[Document],
        texts: impl Iterator<Item = &'a Text<'a>>,
    ) -> Self {
        let mut lexis = Lexis { common: BTreeSet::new(), proper: BTreeSet::new() };
        for text in documents.iter().flat_map(Document::paragraphs) {
            lexis.learn(text);
        }
        for text in texts {
            lexis.learn(&text.words);
        }
        for term in &record.story.terms {
            for spelling in std::iter::once(&term.label).chain(&term.forms) {
                lexis.proper.extend(words(spelling).into_iter().filter(Word::is_capitalised).map(|word| word.lower));
            }
        }
        lexis
    }

    fn learn(&mut self, text: &str) {
        for word in words(text) {
            if !word.is_capitalised() {
                self.common.insert(word.lower);
            } else if !begins_sentence(text, &word) {
                self.proper.insert(word.lower);
            }
        }
    }

    /// Whether a word is a name where it stands. At the beginning of a sentence only one that is never written small is.
    fn is_name(&self, text: &str, word: &Word<'_>) -> bool {
        let is_short = word.raw.chars().nth(1).is_none();
        if !word.is_capitalised() || is_short || month(word.raw).is_some() {
            return false;
        }
        !begins_sentence(text, word) || self.proper.contains(&word.lower) && !self.common.contains(&word.lower)
    }
}

/// Names in a text that nothing cited bears out.
pub(super) fn unsupported<'t>(
    text: &'t Text<'_>,
    statement: &Statement<'_>,
    record: &Record<'_>,
    lexis: &Lexis,
) -> Vec<Word<'t>> {
    let names: Vec<Word<'t>> = words(&text.words).into_iter().filter(|word| lexis.is_name(&text.words, word)).collect();
    if names.is_empty() {
        return names;
    }
    let allowed = allowed(text, statement, record);
    let is_borne_out = |word: &Word<'_>| {
        let american = american(&word.lower);
        allowed.contains(&word.lower) || allowed.iter().any(|other| is_kin(&american, other))
    };
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|word| !is_borne_out(word) && seen.insert(word.lower.clone())).collect()
}

/// All words that may stand in a statement with a capital: those of the cited paragraphs, all spellings of the terms met
/// there, the names by which the story calls its sources, titles and authors of the cited ones, and the editors' own sum.
/// An attribution may also name whoever is speaking where a quotation runs over several paragraphs.
fn allowed(text: &Text<'_>, statement: &Statement<'_>, record: &Record<'_>) -> BTreeSet<String> {
    let mut allowed = BTreeSet::new();
    let mut terms = BTreeSet::new();
    for paragraph in record.cited(&statement.claim.cites) {
        allowed.extend(paragraph.words.iter().cloned());
        terms.extend(paragraph.terms.iter().copied());
    }
    for (index, source) in record.story.sources.iter().enumerate() {
        allowed.extend(lowered(&source.label));
        allowed.extend(source.publisher.iter().flat_map(|publisher| lowered(publisher)));
        if statement.claim.cites.iter().any(|cite| usize::from(cite.value.source) == index) {
            let title = lowered(&source.title);
            terms.extend(terms_in(&title, &record.spellings));
            allowed.extend(title);
            allowed.extend(source.author.iter().flat_map(|author| lowered(author)));
        }
    }
    for spelling in terms.iter().filter_map(|term| record.spellings.get(*term)).flatten() {
        allowed.extend(spelling.iter().cloned());
    }
    if text.is_attribution() {
        for voice in statement.claim.cites.iter().flat_map(|cite| record.speaking_at(cite.value)) {
            allowed.extend(lowered(&voice.name));
            allowed.extend(lowered(&record.printer.print(&voice.role)));
        }
    } else {
        // The attribution is held against the record by itself; whom it names, the rest may name.
        let attributions = statement.texts.iter().filter(|text| text.is_attribution());
        allowed.extend(attributions.flat_map(|text| lowered(&text.words)));
    }
    allowed.extend(statement.claim.inferred.iter().flat_map(|sum| lowered(sum)));
    allowed
}

/// The American spelling of a British word that names are made of: documents are often American where a story is not.
fn american(word: &str) -> String {
    word.replace("isation", "ization")
        .replace("defence", "defense")
        .replace("labour", "labor")
        .replace("centre", "center")
}

/// Whether two words are forms of one name: Russia and Russian, China and Chinese, Kazakh and Kazakhs and Kazakhstan.
fn is_kin(left: &str, right: &str) -> bool {
    const ENDINGS: [&str; 16] =
        ["", "a", "n", "s", "i", "an", "ns", "ian", "ese", "ish", "ans", "ern", "tan", "tani", "stan", "stani"];
    let shared: usize = left
        .chars()
        .zip(right.chars())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left.len_utf8())
        .sum();
    let is_ending = |word: &str| word.get(shared..).is_some_and(|end| ENDINGS.contains(&end));
    shared >= 4 && is_ending(left) && is_ending(right)
}

#[cfg(test)]
mod tests {
    use super::is_kin;

    #[test]
    fn peoples_and_their_countries_are_kin_and_strangers_are_not() {
        for (left, right) in
            [("russian", "russia"), ("chinese", "china"), ("kazakhs", "kazakhstan"), ("belarusian", "belarus")]
        {
            assert!(is_kin(left, right) && is_kin(right, left), "{left} {right}");
        }
        for (left, right) in [("massimov", "musayev"), ("putin", "pushkin"), ("penn", "pennant"), ("iran", "iraq")] {
            assert!(!is_kin(left, right), "{left} {right}");
        }
    }
}
