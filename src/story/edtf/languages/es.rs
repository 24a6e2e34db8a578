//! Spanish. The oblique form carries the article.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep};
use super::super::words::grouped;
use super::count::{BILLION, MILLION, decimal};
use super::{cldr, plain, roman};

const PARTS: &str = "la primavera|el verano|el otoño|el invierno|el primer trimestre|el segundo trimestre|\
                     el tercer trimestre|el cuarto trimestre|el primer cuatrimestre|el segundo cuatrimestre|\
                     el tercer cuatrimestre|el primer semestre|el segundo semestre";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{p} de {y}",
    part: "{p} de {y}",
    parts: [
        "primavera|verano|otoño|invierno|primer trimestre|segundo trimestre|tercer trimestre|cuarto trimestre|\
         primer cuatrimestre|segundo cuatrimestre|tercer cuatrimestre|primer semestre|segundo semestre",
        PARTS,
        PARTS,
    ],
    southern: " (hemisferio sur)",
    day_article: ["", "el ", "el "],
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
    or: Some(or),
    contractions: &[("de el ", "del "), ("a el ", "al ")],
    ..plain(&cldr::ES)
};

/// "O" becomes "u" before the sound of o: octubre, 8 (ocho), 11 (once), 80 (ochenta), 800 (ochocientos).
fn or(words: &str) -> &'static str {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    if words.starts_with('o') || digits.starts_with('8') || digits == "11" { " u " } else { " o " }
}
