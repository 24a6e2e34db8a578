//! The words of a story's interface: those of its language, or of English, with those that the story replaces.

use crate::model::Evidence;
use crate::model::words::{Word, Words, hole};
use crate::story::edtf::Lexicon;
use crate::story::words::Dictionary;

/// The words of a language's interface, or English ones, for a story that is made without being compiled.
pub fn words_of(lang: &str, evidence: Evidence) -> Words {
    Interface::new(lang, &[]).words(evidence)
}

/// The words of a story's interface.
pub(super) struct Interface {
    dictionary: Dictionary,
    /// The tag of the story's language, whose region may have months of its own.
    tag: String,
    /// Whether they are in the story's language.
    is_own: bool,
}

impl Interface {
    /// The words of a language, by its BCP 47 tag, with others that replace some, by key.
    pub(super) fn new(lang: &str, others: &[(String, String)]) -> Interface {
        let is_known = Dictionary::for_language(lang).is_some();
        let dictionary = Dictionary::with(lang, others);
        // A language without a file speaks for itself only where the story gives every word.
        Interface { is_own: is_known || others.len() >= dictionary.size(), dictionary, tag: lang.to_owned() }
    }

    /// "after", before a colon and a headline; an arrow where the words are in another language, since texts are in the
    /// story's.
    pub(super) fn after(&self) -> &str {
        self.own("after", "→")
    }

    /// The name of the only lane.
    pub(super) fn lane(&self) -> &str {
        self.own("lane", "…")
    }

    fn own<'a>(&'a self, key: &str, neutral: &'a str) -> &'a str {
        self.dictionary.word(key).filter(|_| self.is_own).unwrap_or(neutral)
    }

    /// A part of a source's description, by its name.
    pub(super) fn printable(&self, name: &str) -> String {
        self.dictionary.word(&["printable.", name].concat()).unwrap_or(name).to_owned()
    }

    /// The words that a reader's browser gets.
    pub(super) fn words(&self, evidence: Evidence) -> Words {
        let mut words = Words { list: self.dictionary.list() };
        let lang = if self.is_own { "" } else { self.dictionary.lang() };
        words.set(Word::LANG, 0, lang);
        words.set(Word::PLURALS, 0, &self.dictionary.plurals());
        let evidence = self.dictionary.word(&["evidence.", evidence.name()].concat());
        words.set(Word::EVIDENCE, 0, evidence.unwrap_or_default());
        set_calendar(&mut words, &self.tag);
        words
    }
}

/// Sets the names of months and the patterns of days.
fn set_calendar(words: &mut Words, lang: &str) {
    let calendar = Lexicon::or_english(lang).calendar();
    for (names, word) in [
        (calendar.months, Word::MONTHS),
        (calendar.months_of, Word::MONTHS_OF),
        (calendar.months_short, Word::MONTHS_SHORT),
    ] {
        for (n, month) in names.split('|').enumerate() {
            words.set(word, n, month);
        }
    }
    let [first, second, third] = [0, 1, 2].map(|n| hole(n).to_string());
    let day = calendar.day.replacen("{d}", &first, 1).replacen("{m}", &second, 1).replacen("{y}", &third, 1);
    words.set(Word::DAY, 0, &day);
    words.set(Word::MONTH, 0, &calendar.month.replacen("{m}", &first, 1).replacen("{y}", &second, 1));
    if calendar.zero != '0' {
        words.set(Word::ZERO, 0, calendar.zero.encode_utf8(&mut [0; 4]));
    }
    words.set(Word::BCE, 0, &calendar.before_era.replacen("{}", &first, 1));
    words.set(Word::CE, 0, &calendar.of_era.replacen("{}", &first, 1));
}
