//! A table of words for each language. To add one, copy a table, translate it and list it in [`ALL`].

mod de;
pub(super) mod en;
mod es;
mod fr;
mod ru;

use super::lexicon::{Grammar, Lexicon};

/// By BCP 47 tag: a primary language subtag, or a region whose words differ.
pub(super) static ALL: [(&str, Lexicon); 6] = [
    ("en", Lexicon::new(&en::GRAMMAR)),
    ("de", Lexicon::new(&de::GRAMMAR)),
    ("de-AT", Lexicon::new(&de::AUSTRIAN)),
    ("fr", Lexicon::new(&fr::GRAMMAR)),
    ("es", Lexicon::new(&es::GRAMMAR)),
    ("ru", Lexicon::new(&ru::GRAMMAR)),
];

/// Every table, to recognise names of months and seasons in any language.
pub(super) fn grammars() -> impl Iterator<Item = &'static Grammar> {
    ALL.iter().filter_map(|(_, lexicon)| lexicon.grammar())
}

/// A million, and what numbers are called in it.
const MILLION: u64 = 1_000_000;
/// A thousand million.
pub(super) const BILLION: u64 = 1_000_000_000;

/// `number / unit` with at most two decimals; exact for numbers of three significant digits.
fn decimal(number: u64, unit: u64, point: &str) -> String {
    let whole = number / unit;
    match number % unit / (unit / 100) {
        0 => whole.to_string(),
        tenths if tenths % 10 == 0 => format!("{whole}{point}{}", tenths / 10),
        hundredths => format!("{whole}{point}{hundredths:02}"),
    }
}

/// A Roman numeral, for centuries: at most a few dozen.
fn roman(number: u64) -> String {
    let mut out = String::new();
    let mut rest = number;
    for (value, letters) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}

/// "14:30".
fn with_colon(hour: u16, minute: u16) -> String {
    format!("{hour:02}:{minute:02}")
}
