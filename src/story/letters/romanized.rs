//! Scripts of Asia in Latin letters, one character at a time. The tables are those of the library `any_ascii`, cut to what
//! stories need and written out by `tests/romanized.rs`: the whole library is as large as the compiler.

use std::borrow::Cow;

/// Ranges of letters: the first one's number in hexadecimal, then a transliteration for each.
const LETTERS: &str = include_str!("letters.txt");

/// A syllable of Mandarin and its characters, line by line: those of GB 2312, the 6,763 of simplified Chinese.
const HAN: &str = include_str!("han.txt");

/// The transliteration of a letter; empty where it is not sounded.
pub(super) fn latin(c: char) -> Option<Cow<'static, str>> {
    match c {
        '가'..='힣' => Some(Cow::Owned(syllable(u32::from(c) - u32::from('가')))),
        '一'..='龥' => HAN.lines().find_map(|line| {
            let (syllable, characters) = line.split_once(' ')?;
            characters.contains(c).then_some(Cow::Borrowed(syllable))
        }),
        _ => LETTERS.lines().find_map(|line| {
            let (first, letters) = line.split_once(' ')?;
            let index = u32::from(c).checked_sub(u32::from_str_radix(first, 16).ok()?)?;
            letters.split('|').nth(usize::try_from(index).ok()?).map(Cow::Borrowed)
        }),
    }
}

/// Whether each character of a script is a syllable or word by itself.
pub fn is_syllabic(c: char) -> bool {
    matches!(c, '一'..='龥')
}

/// A syllable of Hangul in the Revised Romanization (국어의 로마자 표기법, 2000), without the changes of sound between syllables.
fn syllable(index: u32) -> String {
    const INITIALS: &str = "g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h";
    const VOWELS: &str = "a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i";
    const FINALS: &str = "|k|k|k|n|n|n|t|l|k|m|l|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t";
    let letter = |letters: &'static str, index: u32| {
        usize::try_from(index).ok().and_then(|index| letters.split('|').nth(index)).unwrap_or_default()
    };
    [letter(INITIALS, index / 588), letter(VOWELS, index % 588 / 28), letter(FINALS, index % 28)].concat()
}
