//! Polish. The oblique form is the genitive; the goal's, used behind "nie później niż", is the locative with its
//! preposition, or for seasons the instrumental.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep, Month, Year};
use super::count::{Slavic, decimal, scaled, slavic};
use super::{cldr, plain, roman};

const LOCATIVE: &str = "styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|\
                        grudniu";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: [cldr::PL.alone, cldr::PL.months, LOCATIVE],
    parts: [
        "wiosna|lato|jesień|zima|I kwartał|II kwartał|III kwartał|IV kwartał|pierwsze cztery miesiące|\
         środkowe cztery miesiące|ostatnie cztery miesiące|pierwsze półrocze|drugie półrocze",
        "wiosny|lata|jesieni|zimy|I kwartału|II kwartału|III kwartału|IV kwartału|pierwszych czterech miesięcy|\
         środkowych czterech miesięcy|ostatnich czterech miesięcy|pierwszego półrocza|drugiego półrocza",
        "wiosną|latem|jesienią|zimą|w I kwartale|w II kwartale|w III kwartale|w IV kwartale|\
         w pierwszych czterech miesiącach|w środkowych czterech miesiącach|w ostatnich czterech miesiącach|\
         w pierwszym półroczu|w drugim półroczu",
    ],
    southern: " (półkula południowa)",
    year_noun: ["", " roku", " roku"],
    decade: ["lata {t}. {c} wieku", "lat {t}. {c} wieku", "w latach {t}. {c} wieku"],
    // The first ten years of a century have no such name.
    tens: "|10|20|30|40|50|60|70|80|90",
    decade_from_to: ["lata {}", "lat {}", "w latach {}"],
    century: ["{} wiek", "{} wieku", "w {} wieku"],
    millennium: ["{} tysiąclecie", "{} tysiąclecia", "w {} tysiącleciu"],
    ordinal: roman,
    deep_count: |years| {
        let (unit, name) = scaled(years, "milion", "miliard");
        let ending = match slavic(years, unit) {
            Slavic::One if years == unit => "",
            Slavic::Few => "y",
            Slavic::Fraction => "a",
            Slavic::One | Slavic::Many => "ów",
        };
        format!("{} {name}{ending}", decimal(years, unit, ","))
    },
    deep_past: "{} lat temu",
    deep_future: "za {} lat",
    deep_about: "mniej więcej ",
    deep_to: ["–", " – "],
    alone: &[(&[], "{}", "około {o}")],
    uncertain: [" (data niepewna)", " (obie daty niepewne)", " (wszystkie daty niepewne)"],
    since: &[(&[Deep], "początek {}", ""), (&[], "od {o}", "od około {o}")],
    until: &[(&[Deep], "koniec {}", ""), (&[], "do {o}", "do około {o}")],
    starting: &[(&[Deep], "początek {}", ""), (&[], "od {o}", "od około {o}")],
    end_unknown: ", koniec nieznany",
    beginning_unknown: ", początek nieznany",
    from: &[(&[Deep], "{}", ""), (&[], "od {o}", "od około {o}")],
    to: &[(&[Deep], " – {}", ""), (&[], " do {o}", " do około {o}")],
    not_after: &[
        (&[Deep, Day], "nie później niż {}", "nie później niż około {o}"),
        (&[Month, Year], "nie później niż w {g}", "nie później niż około {o}"),
        (&[], "nie później niż {g}", "nie później niż około {o}"),
    ],
    not_before: &[
        (&[Deep, Day], "nie wcześniej niż {}", "nie wcześniej niż około {o}"),
        (&[Month, Year], "nie wcześniej niż w {g}", "nie wcześniej niż około {o}"),
        (&[], "nie wcześniej niż {g}", "nie wcześniej niż około {o}"),
    ],
    between: &[(&[Deep], "w okresie {}", ""), (&[], "w okresie od {o}", "w okresie od około {o}")],
    and: &[(&[Deep], " – {}", ""), (&[], " do {o}", " do około {o}")],
    contractions: &[("w |wrz", "we ")],
    ..plain(&cldr::PL)
};
