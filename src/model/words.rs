//! Words of the interface: every word that a reader sees and that is not the story's own. The compiler puts those of the
//! story's language into the story; the engine holds none. [`ENTRIES`] says which there are and what each must hold, for
//! the files of languages and for stories that replace some of them.
#![allow(clippy::cast_possible_truncation, reason = "the list of words has fewer than 256")]

use super::TermKind;

/// The words of a story's interface, in the order of [`ENTRIES`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// A pattern has a mark for each placeholder: see [`hole`].
    pub list: Vec<String>,
}

/// A word, or the first of several: its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(u8);

/// What an entry of the list must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its key in the files of languages; empty where the compiler makes it.
    pub key: &'static str,
    /// Keys of its parts, in the order of the list; none where it is a single word.
    pub parts: &'static [&'static str],
    /// Names of the placeholders that every part has once, in the order of their marks.
    pub holes: &'static [&'static str],
}

impl Entry {
    /// Number of places that it takes in the list.
    pub const fn size(&self) -> usize {
        if self.parts.is_empty() { 1 } else { self.parts.len() }
    }

    /// Whether it is a counted noun, whose parts are its plural forms.
    pub fn is_counted(&self) -> bool {
        self.parts == CATEGORIES
    }
}

/// The plural categories of CLDR (UTS #35, part 3), in the order of a counted noun's forms. Every language has the first.
pub const CATEGORIES: &[&str] = &["other", "one", "two", "few", "many", "zero"];

/// Names of the views, in tab order.
const VIEWS: &[&str] = &["timeline", "accounts", "voices", "glossary", "record"];
/// Names of statuses, in the order of [`Status::ALL`](super::Status::ALL).
const STATUSES: &[&str] = &["reported", "official", "allegation", "anonymous", "opinion", "inference"];
/// Names of kinds of terms, in the order of [`TermKind::ALL`].
const KINDS: &[&str; TermKind::ALL.len()] = &["person", "organisation", "place", "office", "law", "concept", "event"];
/// Headings of filters.
const FACETS: &[&str] = &["theme", "status", "source"];
/// January to December.
const MONTHS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

/// The mark of a pattern's first placeholder; those of others follow. Texts of a blob hold no U+0000 to U+0002.
const FIRST_HOLE: u32 = 3;

/// The mark of a pattern's placeholder.
pub fn hole(nth: usize) -> char {
    char::from_u32(FIRST_HOLE + nth as u32).unwrap_or_default()
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $key:literal $(of $parts:ident)? $({ $($hole:ident)* })?;)*) => {
        /// The list, in order.
        pub const ENTRIES: &[Entry] = &[$(Entry {
            key: $key,
            parts: { let parts: &[&str] = &[]; $(let _ = parts; let parts: &[&str] = $parts;)? parts },
            holes: &[$($(stringify!($hole)),*)?],
        }),*];

        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they number the entries, in constants only")]
        enum Nth { $($name),* }

        impl Word {
            $($(#[$doc])* pub const $name: Word = Word(first(Nth::$name as usize) as u8);)*
        }
    };
}

/// The place of an entry's first word.
const fn first(entry: usize) -> usize {
    let mut at = 0;
    let mut n = 0;
    while n < entry {
        at += ENTRIES[n].size();
        n += 1;
    }
    at
}

/// Number of words in the list.
pub const COUNT: usize = first(ENTRIES.len());

words! {
    /// BCP 47 tag of the words' language; empty where it is the story's.
    LANG = "";
    /// The plural category of each number below 200, a digit each, as [`CATEGORIES`] number them; at the end those of
    /// the first category are left out. Greater numbers are as the hundred with their last two digits.
    PLURALS = "";
    /// What statements rest on.
    EVIDENCE = "";
    /// January to December, by themselves.
    MONTHS = "" of MONTHS;
    /// The same behind the number of a day.
    MONTHS_OF = "" of MONTHS;
    /// The same in few letters.
    MONTHS_SHORT = "" of MONTHS;
    /// A day of a month and year.
    DAY = "" { day month year };
    /// A month of a year.
    MONTH = "" { month year };
    /// A year before the common era.
    BCE = "" { year };
    /// A year of it.
    CE = "" { year };
    /// The digit 0 of the numerals; empty where they are Latin.
    ZERO = "";
    /// Names of the views, in tab order.
    VIEWS = "view" of VIEWS;
    /// Name of the whole, for assistive technology.
    KICKER = "name";
    /// Statuses, in their order.
    STATUSES = "status" of STATUSES;
    /// Meaning of each status.
    MEANINGS = "meaning" of STATUSES;
    /// Kinds of terms, in their order.
    KINDS = "kind" of KINDS;
    /// Who says a statement.
    ACCORDING_TO = "according-to" { claimant };
    /// Before the reason of an inferred fact.
    INFERRED = "inferred";
    /// A paragraph of a source, in a cite.
    PARAGRAPH = "paragraph" { n };
    /// Before the questions an event bears on.
    ACCOUNTS_DIFFER = "accounts-differ";
    /// Stands for the date of an event that no document dates.
    UNDATED = "undated";
    /// Before the events a question bears on.
    BEARS_ON = "bears-on";
    /// Before a term's other spellings.
    ALSO = "also";
    /// Before related terms.
    SEE_ALSO = "see-also";
    /// Heading of the description of the record.
    ABOUT = "about";
    /// Leads to the description of the record.
    ABOUT_LINK = "about-link";
    /// Heading of the documents.
    SOURCES = "sources";
    /// Heading of the statuses' meanings.
    HOW_TO_READ = "how-to-read";
    /// Heading of corrections.
    REVISIONS = "revisions";
    /// Heading of how to report an error.
    REPORT = "report";
    /// The day of the last change.
    UPDATED = "updated" { date };
    /// Before the parts of a record that its document does not print.
    NOT_PRINTED = "not-printed";
    /// Marks a voice without a name.
    UNNAMED = "unnamed";
    /// Label of the search field.
    SEARCH = "search";
    /// Its placeholder.
    SEARCH_HINT = "search-hint";
    /// Empties the search field.
    CLEAR = "clear";
    /// Link to the story page.
    WHOLE_STORY = "whole-story";
    /// Opens the filters.
    FILTER = "filter";
    /// Clears all filters.
    RESET = "reset";
    /// Shows only events of importance 1.
    KEY_EVENTS = "key-events";
    /// Shows all events.
    ALL_EVENTS = "all-events";
    /// Filter headings.
    FACETS = "facet" of FACETS;
    /// Nothing matches the filters.
    NO_EVENTS = "no-events";
    /// Nothing matches the search.
    NO_RESULTS = "no-results" { query };
    /// Before the nearest terms.
    NEAREST = "nearest";
    /// Shows more of a list.
    MORE = "more";
    /// Shows as few rows as at rest.
    FEWER = "fewer";
    /// Shows the previous rows of a list.
    EARLIER = "earlier";
    /// Closes the definition.
    CLOSE = "close";
    /// Leads back to where a link was followed.
    BACK_TO = "back-to" { place };
    /// Goes back to the previous definition.
    BACK = "back";
    /// Copies an entry's own address.
    PERMALINK = "permalink";
    /// Says that it is copied.
    COPIED = "copied";
    /// The chips of the chapters.
    CHAPTERS = "chapters";
    /// Closes the filters.
    DONE = "done";
    /// Shows a term's whole entry.
    IN_GLOSSARY = "in-glossary";
    /// The drawn timeline.
    DRAWN = "chart";
    /// Shows the previous event.
    PREVIOUS = "previous";
    /// Shows the next event.
    NEXT = "next";
    /// Shows all of the story.
    WHOLE = "all-years";
    /// Moves on to the list.
    SKIP = "skip";
    /// Keys of the drawn timeline.
    KEYS = "keys";
    /// Explains the drawing of dates that are not known exactly.
    SOFT = "not-exact";
    /// Magnifies.
    NEARER = "zoom-in";
    /// Shows more time.
    FARTHER = "zoom-out";
    /// A number of events, and the headline of one.
    AMONG_THEM = "among-them" { events headline };
    /// A position in a list.
    OF = "of" { n total };
    /// Events.
    EVENTS = "events" of CATEGORIES { n };
    /// Key events.
    KEY_EVENT_COUNT = "key-event-count" of CATEGORIES { n };
    /// Some of all events; the form is that of all.
    OF_EVENTS = "of-events" of CATEGORIES { n total };
    /// Some of all key events.
    OF_KEY_EVENTS = "of-key-events" of CATEGORIES { n total };
    /// Shows a list of events whole.
    SHOW_EVENTS = "show-events" of CATEGORIES { n };
    /// Shows a list of key events whole.
    SHOW_KEY_EVENTS = "show-key-events" of CATEGORIES { n };
    /// Entries that mention a term.
    MENTIONS = "mentions" of CATEGORIES { n };
    /// Search results.
    RESULTS = "results" of CATEGORIES { n };
    /// Accounts of a question.
    ACCOUNTS = "accounts" of CATEGORIES { n };
    /// Paragraphs of a document.
    PARAGRAPHS = "paragraphs" of CATEGORIES { n };
}

impl Words {
    /// A word; no letters where there is none.
    pub fn get(&self, word: Word) -> &str {
        self.nth(word, 0)
    }

    /// One of several words.
    #[inline(never)]
    pub fn nth(&self, word: Word, n: usize) -> &str {
        self.list.get(usize::from(word.0) + n).map_or("", String::as_str)
    }

    /// Sets a word, or one of several.
    #[cfg(feature = "compile")]
    pub fn set(&mut self, word: Word, n: usize, text: &str) {
        if let Some(place) = self.list.get_mut(usize::from(word.0) + n) {
            text.clone_into(place);
        }
    }

    /// The form of a counted noun for a number.
    pub fn form(&self, noun: Word, number: usize) -> &str {
        // No rule of CLDR for whole numbers looks at more than the last two digits, unless the number is below 100 or is
        // a round million, which no list of a story is long enough for.
        let nth = if number < 200 { number } else { 100 + number % 100 };
        let category = self.get(Word::PLURALS).as_bytes().get(nth).map_or(0, |digit| digit & 7);
        self.nth(noun, category.into())
    }
}

/// A pattern with values in its placeholders.
pub fn fill(pattern: &str, values: &[&str]) -> String {
    let mut out = String::new();
    for c in pattern.chars() {
        match values.get((c as usize).wrapping_sub(FIRST_HOLE as usize)) {
            Some(value) => out.push_str(value),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    #[test]
    fn parts_are_in_the_order_of_their_statuses_and_kinds() {
        assert!(
            Status::ALL.iter().zip(STATUSES).enumerate().all(|(n, (it, name))| *it as usize == n && it.name() == *name)
        );
        assert!(
            TermKind::ALL.iter().zip(KINDS).enumerate().all(|(n, (it, name))| *it as usize == n && it.name() == *name)
        );
        assert_eq!(STATUSES.len(), Status::ALL.len());
    }

    #[test]
    fn every_word_has_a_place_of_its_own() {
        assert_eq!(Word::LANG, Word(0));
        assert_eq!(Word::MONTHS_OF.0, Word::MONTHS.0 + 12);
        assert_eq!(usize::from(Word::PARAGRAPHS.0) + CATEGORIES.len(), COUNT);
        const { assert!(COUNT < 256) };
    }

    #[test]
    fn values_stand_where_the_language_has_them() {
        let pattern = format!("von {} die {}", hole(1), hole(0));
        assert_eq!(fill(&pattern, &["3", "37"]), "von 37 die 3");
        assert_eq!(fill("\u{3}", &["\u{3}"]), "\u{3}");
    }
}
