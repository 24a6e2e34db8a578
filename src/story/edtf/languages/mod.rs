//! A table of words for each language. What CLDR has of it is in `cldr`, generated; the phrases that CLDR lacks are in the
//! file of the language. To add one, copy a table, translate it, list it in [`ALL`] and in `tests/cldr.rs`, and check forty
//! dates in `tests/dates/`.

mod ar;
mod cldr;
mod count;
mod de;
pub(super) mod en;
mod es;
mod fa;
mod fr;
mod he;
mod hi;
mod id;
mod it;
mod ja;
mod kk;
mod ko;
mod nl;
mod pl;
mod pt;
mod ru;
mod tr;
mod uk;
mod zh;

use super::lexicon::{About, Cldr, Grammar, Lexicon};
pub(super) use count::BILLION;

/// English, for stories in a language without a table.
pub(super) static ENGLISH: Lexicon = Lexicon::new(&en::GRAMMAR);

/// By BCP 47 tag: a primary language subtag, a region whose words differ, or numerals chosen by Unicode's extension `nu`.
pub(super) static ALL: [(&str, Lexicon); 39] = [
    ("en", Lexicon::new(&en::GRAMMAR)),
    ("ru", Lexicon::new(&ru::GRAMMAR)),
    ("kk", Lexicon::new(&kk::GRAMMAR)),
    ("uk", Lexicon::new(&uk::GRAMMAR)),
    ("de", Lexicon::new(&de::GRAMMAR)),
    ("de-AT", Lexicon::new(&de::AUSTRIAN)),
    ("fr", Lexicon::new(&fr::GRAMMAR)),
    ("es", Lexicon::new(&es::GRAMMAR)),
    ("pt", Lexicon::new(&pt::GRAMMAR)),
    ("pt-PT", Lexicon::new(&pt::PORTUGAL)),
    ("it", Lexicon::new(&it::GRAMMAR)),
    ("nl", Lexicon::new(&nl::GRAMMAR)),
    ("pl", Lexicon::new(&pl::GRAMMAR)),
    ("tr", Lexicon::new(&tr::GRAMMAR)),
    ("ar", Lexicon::new(&ar::GRAMMAR)),
    ("ar-BH", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-EG", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-IQ", Lexicon::new(&ar::LEVANT)),
    ("ar-JO", Lexicon::new(&ar::LEVANT)),
    ("ar-KW", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-LB", Lexicon::new(&ar::LEVANT)),
    ("ar-OM", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-PS", Lexicon::new(&ar::LEVANT)),
    ("ar-QA", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-SA", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-SD", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-SY", Lexicon::new(&ar::LEVANT)),
    ("ar-YE", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("ar-u-nu-arab", Lexicon::new(&ar::ARABIC_DIGITS)),
    ("he", Lexicon::new(&he::GRAMMAR)),
    ("fa", Lexicon::new(&fa::GRAMMAR)),
    ("fa-u-nu-latn", Lexicon::new(&fa::LATIN_DIGITS)),
    ("zh", Lexicon::new(&zh::GRAMMAR)),
    ("ja", Lexicon::new(&ja::GRAMMAR)),
    ("ko", Lexicon::new(&ko::GRAMMAR)),
    ("hi", Lexicon::new(&hi::GRAMMAR)),
    ("hi-u-nu-deva", Lexicon::new(&hi::DEVANAGARI_DIGITS)),
    ("id", Lexicon::new(&id::GRAMMAR)),
    ("in", Lexicon::new(&id::GRAMMAR)),
];

/// Every table, to recognise names of months and seasons in any language.
pub(super) fn grammars() -> impl Iterator<Item = &'static Grammar> {
    ALL.iter().filter_map(|(_, lexicon)| lexicon.grammar())
}

/// What CLDR says of a language, and what most languages have in common. A table says what it has not.
const fn plain(cldr: &'static Cldr) -> Grammar {
    Grammar {
        cldr,
        zero: cldr.zero,
        months: [cldr.alone; 3],
        days: [cldr.months; 3],
        day: [cldr.day, cldr.day_month, "{d}"],
        month: cldr.month,
        season: "{p} {y}",
        part: "{p} {y}",
        parts: [""; 3],
        southern: "",
        first_day: "1",
        day_article: [""; 3],
        year_noun: [""; 3],
        year_in: "",
        eras: cldr.eras,
        time: with_colon,
        oclock: "",
        time_joint: ", ",
        decade: [""; 3],
        tens: "00|10|20|30|40|50|60|70|80|90",
        decade_from_to: [""; 3],
        century: [""; 3],
        millennium: [""; 3],
        ordinal: |number| number.to_string(),
        deep_count: |years| years.to_string(),
        deep_past: "{}",
        deep_future: "{}",
        deep_about: "",
        deep_to: ["", " – "],
        alone: &[],
        about: About::Each,
        uncertain: [""; 3],
        since: &[],
        until: &[],
        starting: &[],
        end_unknown: "",
        beginning_unknown: "",
        from: &[],
        to: &[],
        not_after: &[],
        not_before: &[],
        between: &[],
        and: &[],
        or: None,
        contractions: &[],
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
