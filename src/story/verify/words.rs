//! Texts as runs of words, in which names, numbers and copied wording are looked for.

use std::ops::Range;

/// A word or a numeral: a run of letters, or of letters and digits; apostrophes, hyphens and points part words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Byte range in the text.
    pub(super) bytes: Range<usize>,
    /// As it stands.
    pub(super) raw: &'a str,
    /// In lower case, for comparing.
    pub(super) lower: String,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.raw.starts_with(char::is_uppercase)
    }
}

/// The words of a text. The `s` of a possessive is left out, so that “Orda’s” is “Orda”.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begin, c.is_alphanumeric()) {
            (None, true) => begin = Some(at),
            (Some(start), false) => {
                begin = None;
                let raw = text.get(start..at).unwrap_or_default();
                let is_possessive =
                    raw == "s" && text.get(..start).is_some_and(|text| text.ends_with(['’', '\'', '‘']));
                if !is_possessive {
                    words.push(Word { bytes: start..at, raw, lower: raw.to_lowercase() });
                }
            }
            _ => {}
        }
    }
    words
}

/// The words of a text in lower case.
pub(super) fn lowered(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.lower).collect()
}

/// Where `part` stands in `whole`, word by word.
pub(super) fn runs<'a>(whole: &'a [String], part: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    whole.windows(part.len().max(1)).enumerate().filter(move |(_, window)| *window == part).map(|(at, _)| at)
}

/// Whether a word begins a sentence, so that its capital says nothing. A point behind an initial or an abbreviation ends
/// no sentence.
pub(super) fn begins_sentence(text: &str, word: &Word<'_>) -> bool {
    const ABBREVIATIONS: [&str; 18] = [
        "Mr", "Mrs", "Ms", "Dr", "St", "No", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
        "Nov", "Dec",
    ];
    let before = text.get(..word.bytes.start).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "“‘\"'([•*".contains(c));
    let Some(last) = before.chars().next_back() else { return true };
    // A closing quotation mark may stand behind the stop: said “no.” The …
    let before =
        if matches!(last, '”' | '’' | ')') { before.trim_end_matches(['”', '’', ')']) } else { before };
    match before.chars().next_back() {
        None | Some('!' | '?' | ':' | '…') => true,
        Some('.') => {
            let stem = before.trim_end_matches('.');
            let abbreviated = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let is_initial = abbreviated.chars().count() == 1 && abbreviated.starts_with(char::is_uppercase);
            !is_initial && !ABBREVIATIONS.contains(&abbreviated)
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initial(text: &str) -> Vec<&str> {
        words(text).into_iter().filter(|word| begins_sentence(text, word)).map(|word| word.raw).collect()
    }

    #[test]
    fn words_lose_their_possessives_and_hyphens() {
        assert_eq!(
            lowered("Orda’s 18-year U.S. plan, O’Brien"),
            ["orda", "18", "year", "u", "s", "plan", "o", "brien"]
        );
    }

    #[test]
    fn sentences_begin_after_stops_but_not_after_initials() {
        assert_eq!(initial("He went. She stayed."), ["He", "She"]);
        assert_eq!(initial("D. Ergozhin and the U.S. State Department"), ["D"]);
        assert_eq!(initial("She said “no.” They left: All of them"), ["She", "They", "All"]);
        assert_eq!(initial("the word “Elbasy” and (Orda)"), ["the"]);
    }
}
