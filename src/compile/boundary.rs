//! Boundaries of listed forms in running text: whole words only, in any script.
//!
//! Knows nothing of terms or names; `names` judges the capitalised words beside a match.

use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::GraphemeCursor;

/// Whether `at` begins and ends at word boundaries of `text`, so that a link over it cuts no word in two.
///
/// A boundary is where a letter or digit meets something else. Beyond that:
/// - nothing is cut inside a grapheme or at a soft hyphen, joiner or combining mark with a letter behind it;
/// - scripts written without spaces (Han, kana, Hangul with its particles, Thai, Khmer …) have a boundary at every
///   character, and so has a word of another script beside them;
/// - `’s` and the English contractions end a word; any other apostrophe between letters belongs to it, save an elided
///   article before it (`l’`, `d’`, `dell’`);
/// - a hyphen detaches a name from a lower-case word (`Tokayev-era`, `ex-KNB`), but belongs to the word where its other
///   side is a capital or a digit (`Nur-Sultan`, `COVID-19`) or where the form itself is a common word (`pre-trial`);
/// - a stop or comma belongs to the word inside domains and numbers (`bloomberg.com`, `179.2`, `3,000`).
pub fn is_whole(text: &str, at: Range<usize>) -> bool {
    let (Some(before), Some(inside), Some(after)) = (text.get(..at.start), text.get(at.clone()), text.get(at.end..))
    else {
        return false;
    };
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    is_grapheme_edge(text, at.start)
        && is_grapheme_edge(text, at.end)
        && begins_clean(before, first)
        && ends_clean(after, last, word_before(inside))
}

/// Whether a sentence, quotation or line begins at `at`.
pub fn is_sentence_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    if before.ends_with(is_opening) {
        return true;
    }
    let rest =
        before.trim_end_matches(|c: char| c.is_whitespace() || is_opening(c) || matches!(c, '’' | '”' | '»' | ')'));
    rest.is_empty()
        || rest.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', ':'])
        || before[rest.len()..].contains('\n')
}

/// Quotes and brackets that a sentence can begin with.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '"' | '\'' | '(' | '[' | '¿' | '¡' | '「' | '『')
}

fn is_grapheme_edge(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

fn begins_clean(before: &str, first: char) -> bool {
    if !is_word(first) || is_unspaced(first) {
        return true;
    }
    let before = before.trim_end_matches(is_invisible);
    let mut rest = before.chars();
    let Some(beside) = rest.next_back() else { return true };
    let further = word_before(rest.as_str());
    match beside {
        c if is_unspaced(c) => true,
        c if is_word(c) => false,
        '@' | '&' | '#' => false,
        c if is_apostrophe(c) => further.chars().all(char::is_lowercase),
        c if is_hyphen(c) => further.is_empty() || (!first.is_lowercase() && is_plain(further)),
        '.' => further.is_empty() || !(first.is_lowercase() || first.is_numeric()),
        ',' => !(first.is_numeric() && further.ends_with(char::is_numeric)),
        _ => true,
    }
}

fn ends_clean(after: &str, last: char, last_word: &str) -> bool {
    if !is_word(last) || is_unspaced(last) {
        return true;
    }
    let after = after.trim_start_matches(is_invisible);
    let mut rest = after.chars();
    let Some(beside) = rest.next() else { return true };
    let further = word_after(rest.as_str());
    match beside {
        c if is_unspaced(c) => true,
        c if is_word(c) => false,
        '@' | '&' => false,
        c if is_apostrophe(c) => matches!(further, "" | "s" | "S" | "d" | "ll" | "re" | "ve"),
        c if is_hyphen(c) => further.is_empty() || is_detached(last_word, further),
        '.' => !further.starts_with(|c: char| c.is_lowercase() || c.is_numeric()),
        ',' => !(last.is_numeric() && further.starts_with(char::is_numeric)),
        _ => true,
    }
}

/// Whether a hyphen between a form's last word and another word parts them: a name and a common word.
fn is_detached(form_word: &str, other: &str) -> bool {
    !form_word.starts_with(char::is_lowercase) && is_plain(other)
}

/// Neither a name nor a number.
fn is_plain(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// The run of word characters that ends `text`, perhaps empty.
pub fn word_before(text: &str) -> &str {
    let start = text.trim_end_matches(|c| is_word(c) || is_invisible(c)).len();
    text.get(start..).unwrap_or_default()
}

/// The run of word characters that begins `text`, perhaps empty.
pub fn word_after(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| is_word(c) || is_invisible(c)).len();
    text.get(..text.len() - rest).unwrap_or_default()
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Characters that are not seen and divide no word: soft hyphen, joiners, directional marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Scripts that put no space between words, and Hangul, whose particles follow a name without one.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1100}'..='\u{11ff}' // Hangul jamo
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7af}' // Hangul
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' // Han
    )
}
