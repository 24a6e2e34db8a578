//! Words of the interface in the languages that Backstory speaks: a file for each in `languages`, which a translator edits
//! (`docs/translating.md`). A story may replace any of them.
//!
//! [`ENTRIES`] lists the words that readers' browsers get; a few more are needed only to compile.

mod plural;
mod read;
#[cfg(test)]
mod tests;

use crate::model::words::{CATEGORIES, COUNT, ENTRIES, Entry, hole};
use crate::story::problem::nearest;
use plural::Rule;
use read::lines;
use std::sync::OnceLock;

/// Words that the compiler puts into other parts of a story.
const OWN: &[Entry] = &[
    Entry { key: "evidence", parts: &["paragraph", "source", "none"], holes: &[] },
    Entry { key: "printable", parts: &["publisher", "author", "date"], holes: &[] },
    Entry { key: "after", parts: &[], holes: &[] },
    Entry { key: "lane", parts: &[], holes: &[] },
    Entry { key: "language", parts: &[], holes: &[] },
];

/// A file, by the BCP 47 tag of what is in it, and what it holds once it has been read.
struct Language {
    tag: &'static str,
    text: &'static str,
    read: OnceLock<Option<Dictionary>>,
}

macro_rules! languages {
    ($($tag:literal)*) => {
        static LANGUAGES: [Language; [$($tag),*].len()] = [$(Language {
            tag: $tag,
            text: include_str!(concat!("languages/", $tag, ".toml")),
            read: OnceLock::new(),
        }),*];
    };
}

languages! {
    "ar" "de" "en" "es" "fa" "fr" "he" "hi" "id" "it" "ja" "kk" "ko" "nl" "pl" "pt" "ru" "tr" "uk" "zh"
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Dictionary {
    lang: &'static str,
    /// In the order of [`entries`], with a place for each part.
    words: Vec<Option<String>>,
    /// By index into [`CATEGORIES`].
    rules: Vec<(usize, Rule)>,
}

/// The reason why a word cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Description, without a final stop.
    pub message: String,
    /// Advice.
    pub help: String,
}

impl Refusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: help.into() }
    }
}

/// Every word that a file has.
fn entries() -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter().chain(OWN)
}

/// Every word with its key, by place.
fn keys() -> impl Iterator<Item = (String, &'static Entry)> {
    entries().flat_map(|entry| {
        let parts = entry.parts.iter().map(move |part| ([entry.key, ".", part].concat(), entry));
        parts.chain(entry.parts.is_empty().then(|| (entry.key.to_owned(), entry)))
    })
}

/// Whether a table of words can have this key, or a table inside it.
pub fn is_word(key: &str) -> bool {
    key == "plural" || entries().any(|entry| entry.key == key || entry.parts.contains(&key))
}

/// A word's place, its entry and the number of its part.
fn locate(key: &str) -> Option<(usize, &'static Entry, usize)> {
    let (table, part) = key.split_once('.').unwrap_or((key, ""));
    let mut first = 0;
    for entry in entries() {
        if entry.key == table && !table.is_empty() {
            let part = match (entry.parts, part) {
                ([], "") => 0,
                (parts, part) => parts.iter().position(|name| *name == part)?,
            };
            return Some((first + part, entry, part));
        }
        first += entry.size();
    }
    None
}

/// Scripts and regions whose words are written in other letters than those of the language's file.
const OTHER_LETTERS: [&str; 6] = ["Hant", "TW", "HK", "MO", "Latn", "Arab"];

/// The file for a language tag.
fn language(tag: &str) -> Option<&'static Language> {
    let mut parts = tag.split('-');
    let name = parts.next();
    let is_other = parts.any(|part| OTHER_LETTERS.contains(&part));
    LANGUAGES.iter().find(|language| language.tag.split('-').next() == name && !is_other)
}

fn unknown(key: &str) -> Refusal {
    let table = key.split_once('.').map_or(key, |(table, _)| table);
    if let Some(entry) = entries().find(|entry| entry.key == table && !table.is_empty()) {
        let help = match entry.parts {
            [] => format!("write `{table} = \"…\"`"),
            parts => format!("it is a table with {}", parts.join(", ")),
        };
        return Refusal::new(format!("there is no word `{key}`"), help);
    }
    let known: Vec<String> = keys().map(|(key, _)| key).collect();
    let help = nearest(key, known.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
    let help = help.unwrap_or_else(|| "docs/translating.md lists the words".to_owned());
    Refusal::new(format!("there is no word `{key}`"), help)
}

impl Dictionary {
    /// The words of a language, by its BCP 47 tag; none where there is no file.
    pub fn for_language(tag: &str) -> Option<&'static Dictionary> {
        let Language { tag, text, read } = language(tag)?;
        // Tests hold every file to be whole.
        read.get_or_init(|| Dictionary::read(tag, text).ok()).as_ref()
    }

    /// The name of a language in itself; its tag where there is no file for it.
    pub fn name_of(tag: &str) -> &str {
        Dictionary::for_language(tag).and_then(|dictionary| dictionary.word("language")).unwrap_or(tag)
    }

    /// The words of a language, or of English where there is no file for it.
    pub fn nearest(tag: &str) -> Dictionary {
        let read = Dictionary::for_language(tag).or_else(|| Dictionary::for_language("en"));
        read.cloned().unwrap_or_else(|| Dictionary::empty("en"))
    }

    /// The words of a language, or of English, with others that replace some, by key: the rules of plurals first.
    pub fn with(tag: &str, others: &[(String, String)]) -> Dictionary {
        let mut dictionary = Dictionary::nearest(tag);
        let is_rule = |key: &str| key.starts_with("plural.");
        if others.iter().any(|(key, _)| is_rule(key)) {
            dictionary = dictionary.without_rules();
        }
        let rules = others.iter().filter(|(key, _)| is_rule(key));
        for (key, value) in rules.chain(others.iter().filter(|(key, _)| !is_rule(key))) {
            // The loader has reported what is refused.
            let _ = dictionary.set(key, value);
        }
        dictionary
    }

    /// Without the rules of plurals, before others are set.
    #[must_use]
    pub fn without_rules(mut self) -> Dictionary {
        self.rules.clear();
        self
    }

    /// Number of words, rules among them.
    pub fn size(&self) -> usize {
        self.words.iter().flatten().count() + self.rules.len()
    }

    fn empty(lang: &'static str) -> Dictionary {
        Dictionary { lang, words: vec![None; entries().map(Entry::size).sum()], rules: Vec::new() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Every fault, each with the number of its line; 0 is the whole file.
    pub(super) fn read(lang: &'static str, text: &str) -> Result<Dictionary, Vec<(usize, Refusal)>> {
        let mut read = Dictionary::empty(lang);
        let mut faults = Vec::new();
        for line in lines(text) {
            let fault = match line {
                Ok(line) if read.word(&line.key).is_some() => {
                    Some((line.number, Refusal::new(format!("`{}` is here twice", line.key), "take one out")))
                }
                Ok(line) => read.set(&line.key, line.value).err().map(|refusal| (line.number, refusal)),
                Err(number) => {
                    let help = "write `key = \"words\"`, with the quotation marks of the language inside";
                    Some((number, Refusal::new("this is no word under a key", help)))
                }
            };
            faults.extend(fault);
        }
        let missing = read.missing();
        if !missing.is_empty() {
            let message = format!("the file has no {}", missing.join(", "));
            faults.push((0, Refusal::new(message, "add them as languages/en.toml has them")));
        }
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    /// Its language.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// A word by its key.
    pub fn word(&self, key: &str) -> Option<&str> {
        let (at, ..) = locate(key)?;
        self.words.get(at)?.as_deref()
    }

    /// Sets a word, or the rule of a plural category (`plural.one`). The rules come before the words with forms.
    ///
    /// # Errors
    /// There is no such word, a placeholder is amiss, or the rule is none.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Refusal> {
        if let Some(category) = key.strip_prefix("plural.") {
            return self.set_rule(category, value);
        }
        let Some((at, entry, part)) = locate(key) else { return Err(unknown(key)) };
        let category = entry.is_counted().then_some(part);
        if let Some(category) = category.filter(|category| *category > 0)
            && self.numbers(category).next().is_none()
        {
            let name = CATEGORIES.get(category).copied().unwrap_or_default();
            let help = format!("take it out, or give the rule of the form as `plural.{name}`");
            return Err(Refusal::new(format!("the language has no plural form `{name}`"), help));
        }
        let pattern = self.pattern(entry, category, value)?;
        if let Some(word) = self.words.get_mut(at) {
            *word = Some(pattern);
        }
        Ok(())
    }

    fn set_rule(&mut self, category: &str, rule: &str) -> Result<(), Refusal> {
        let names = || CATEGORIES.iter().skip(1).copied().collect::<Vec<_>>().join(", ");
        let Some(category) = CATEGORIES.iter().position(|name| *name == category).filter(|category| *category > 0)
        else {
            let message = format!("`{category}` is no plural category with a rule");
            return Err(Refusal::new(message, format!("known are {}; `other` is what no rule takes", names())));
        };
        let rule = Rule::parse(rule).map_err(|message| {
            Refusal::new(message, "copy the rule from CLDR: `n % 10 = 2..4 and n % 100 != 12..14`")
        })?;
        self.rules.retain(|(known, _)| *known != category);
        self.rules.push((category, rule));
        Ok(())
    }

    /// A value with a mark for each placeholder.
    fn pattern(&self, entry: &Entry, category: Option<usize>, value: &str) -> Result<String, Refusal> {
        let mut pattern = value.to_owned();
        for (nth, name) in entry.holes.iter().enumerate() {
            let written = ["{", name, "}"].concat();
            let count = value.matches(&written).count();
            // A form of a single number may say it in letters.
            let is_said = nth + 1 == entry.holes.len()
                && category.is_some_and(|category| self.numbers(category).nth(1).is_none());
            if count > 1 || count == 0 && !is_said {
                let message = format!("`{}` needs `{written}` once", entry.key);
                return Err(Refusal::new(message, "the name in braces is not translated; a value takes its place"));
            }
            pattern = pattern.replace(&written, hole(nth).encode_utf8(&mut [0; 4]));
        }
        if pattern.contains(['{', '}']) {
            let holes: Vec<String> = entry.holes.iter().map(|name| ["`{", name, "}`"].concat()).collect();
            let known =
                if holes.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", holes.join(", ")) };
            return Err(Refusal::new(format!("`{}` has an unknown placeholder", entry.key), known));
        }
        Ok(pattern)
    }

    /// The plural category of a number.
    fn category(&self, number: u32) -> usize {
        self.rules.iter().find(|(_, rule)| rule.holds(number)).map_or(0, |(category, _)| *category)
    }

    /// Numbers of a category, of the first two hundred.
    fn numbers(&self, category: usize) -> impl Iterator<Item = u32> {
        (0..200).filter(move |number| self.category(*number) == category)
    }

    /// The categories of the first two hundred numbers, a digit each, without those at the end that are `other`.
    pub fn plurals(&self) -> String {
        let digits: String =
            (0..200).filter_map(|number| char::from_digit(u32::try_from(self.category(number)).ok()?, 10)).collect();
        digits.trim_end_matches('0').to_owned()
    }

    /// Keys of words that are not there.
    pub fn missing(&self) -> Vec<String> {
        let is_needed = |key: &str, entry: &Entry| {
            let category =
                || CATEGORIES.iter().position(|name| key.ends_with(&[".", name].concat())).unwrap_or_default();
            !entry.key.is_empty() && (!entry.is_counted() || self.numbers(category()).next().is_some())
        };
        let missing = keys().zip(&self.words).filter(|((key, entry), word)| word.is_none() && is_needed(key, entry));
        missing.map(|((key, _), _)| key).collect()
    }

    /// The words that readers' browsers get, by place; those that the compiler makes are empty.
    pub fn list(&self) -> Vec<String> {
        self.words.iter().take(COUNT).map(|word| word.clone().unwrap_or_default()).collect()
    }
}
