//! Spanish. The oblique form carries the article.

use super::super::lexicon::Kind::{Day, Deep};
use super::super::lexicon::{About, Grammar};
use super::super::words::grouped;
use super::{BILLION, MILLION, decimal, roman, with_colon};

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: MONTHS,
    months_of: MONTHS,
    parts: [
        ["primavera", "la primavera", "la primavera"],
        ["verano", "el verano", "el verano"],
        ["otoño", "el otoño", "el otoño"],
        ["invierno", "el invierno", "el invierno"],
        ["primer trimestre", "el primer trimestre", "el primer trimestre"],
        ["segundo trimestre", "el segundo trimestre", "el segundo trimestre"],
        ["tercer trimestre", "el tercer trimestre", "el tercer trimestre"],
        ["cuarto trimestre", "el cuarto trimestre", "el cuarto trimestre"],
        ["primer cuatrimestre", "el primer cuatrimestre", "el primer cuatrimestre"],
        ["segundo cuatrimestre", "el segundo cuatrimestre", "el segundo cuatrimestre"],
        ["tercer cuatrimestre", "el tercer cuatrimestre", "el tercer cuatrimestre"],
        ["primer semestre", "el primer semestre", "el primer semestre"],
        ["segundo semestre", "el segundo semestre", "el segundo semestre"],
    ],
    southern: " (hemisferio sur)",
    first_day: "1",
    day_end: "",
    day_article: ["", "el ", "el "],
    day_month: " de ",
    month_year: " de ",
    season_year: " de ",
    part_year: " de ",
    year_noun: [""; 3],
    before_era: " a. C.",
    of_era: " d. C.",
    time: with_colon,
    oclock: "",
    thousands: "\u{202f}",
    decade: ["década de {}", "la década de {}", "la década de {}"],
    decade_from_to: ["decenio {}", "el decenio {}", "el decenio {}"],
    century: ["siglo {}", "el siglo {}", "el siglo {}"],
    millennium: ["{} milenio", "el {} milenio", "el {} milenio"],
    ordinal: roman,
    deep_count: |years| match years {
        0..2_000_000 => format!("{} millón", decimal(years, MILLION, ",")),
        2_000_000..BILLION => format!("{} millones", decimal(years, MILLION, ",")),
        // "Billón" is a million millions: thousands of millions are counted in millions.
        _ if years / MILLION < 10_000 => format!("{} millones", years / MILLION),
        _ => format!("{} millones", grouped(years / MILLION, "\u{202f}")),
    },
    deep_past: "hace {} de años",
    deep_future: "dentro de {} de años",
    deep_about: "unos ",
    deep_to: [" a ", " a "],
    alone: &[(&[], "{}", "hacia {o}")],
    about: About::Each,
    uncertain: [" (dudoso)", " (ambas fechas dudosas)", " (todas las fechas dudosas)"],
    since: &[
        (&[Deep], "comienzo {}", ""),
        (&[Day], "desde {o}", "desde {o} aproximadamente"),
        (&[], "desde {o}", "desde aproximadamente {o}"),
    ],
    until: &[
        (&[Deep], "fin {}", ""),
        (&[Day], "hasta {o}", "hasta {o} aproximadamente"),
        (&[], "hasta {o}", "hasta aproximadamente {o}"),
    ],
    starting: &[
        (&[Deep], "comienzo {}", ""),
        (&[Day], "desde {o}", "desde {o} aproximadamente"),
        (&[], "desde {o}", "desde aproximadamente {o}"),
    ],
    end_unknown: ", final desconocido",
    beginning_unknown: ", comienzo desconocido",
    from: &[
        (&[Deep], "{}", ""),
        (&[Day], "de {o}", "desde {o} aproximadamente"),
        (&[], "de {o}", "de aproximadamente {o}"),
    ],
    to: &[
        (&[Deep], " – {}", ""),
        (&[Day], " a {o}", " hasta {o} aproximadamente"),
        (&[], " a {o}", " a aproximadamente {o}"),
    ],
    not_after: &[(&[], "{} o antes", "aproximadamente {o} o antes")],
    not_before: &[(&[], "{} o después", "aproximadamente {o} o después")],
    between: &[(&[], "entre {o}", "entre aproximadamente {o}")],
    and: &[(&[], " y {o}", " y aproximadamente {o}")],
    or,
    contractions: &[("de el ", "del "), ("a el ", "al ")],
};

/// "O" becomes "u" before the sound of o: octubre, 8 (ocho), 11 (once), 80 (ochenta), 800 (ochocientos).
fn or(words: &str) -> &'static str {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    if words.starts_with('o') || digits.starts_with('8') || digits == "11" { " u " } else { " o " }
}
