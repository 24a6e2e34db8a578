//! French. The oblique form carries the article.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep, Month, Year};
use super::count::{decimal, scaled};
use super::{cldr, plain, roman};

const PARTS: &str = "le printemps|l’été|l’automne|l’hiver|le premier trimestre|le deuxième trimestre|\
                     le troisième trimestre|le quatrième trimestre|le premier quadrimestre|le deuxième quadrimestre|\
                     le troisième quadrimestre|le premier semestre|le second semestre";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    parts: [
        "printemps|été|automne|hiver|premier trimestre|deuxième trimestre|troisième trimestre|quatrième trimestre|\
         premier quadrimestre|deuxième quadrimestre|troisième quadrimestre|premier semestre|second semestre",
        PARTS,
        PARTS,
    ],
    southern: " (hémisphère sud)",
    first_day: "1er",
    day_article: ["", "le ", "le "],
    eras: ["{} av. J.-C.", "{} apr. J.-C."],
    time,
    decade: ["années {}", "les années {}", "les années {}"],
    decade_from_to: ["décennie {}", "la décennie {}", "la décennie {}"],
    century: ["{} siècle", "le {} siècle", "le {} siècle"],
    millennium: ["{} millénaire", "le {} millénaire", "le {} millénaire"],
    ordinal: |number| if number == 1 { "Ier".to_owned() } else { format!("{}e", roman(number)) },
    deep_count: |years| {
        let (unit, name) = scaled(years, "million", "milliard");
        let plural = if years < 2 * unit { "" } else { "s" };
        format!("{} {name}{plural}", decimal(years, unit, ","))
    },
    deep_past: "il y a {} d’années",
    deep_future: "dans {} d’années",
    deep_about: "environ ",
    deep_to: [" à ", " à "],
    alone: &[(&[], "{}", "vers {o}")],
    uncertain: [" (incertain)", " (dates incertaines)", " (dates incertaines)"],
    since: &[
        (&[Deep], "début {}", ""),
        (&[Month, Year], "depuis {}", "depuis environ {}"),
        (&[], "depuis {o}", "depuis {o} environ"),
    ],
    until: &[
        (&[Deep], "fin {}", ""),
        (&[Month, Year], "jusqu’en {}", "jusque vers {}"),
        (&[], "jusqu’à {o}", "jusque vers {o}"),
    ],
    starting: &[(&[Deep], "début {}", ""), (&[], "à partir de {o}", "à partir de {o} environ")],
    end_unknown: ", fin inconnue",
    beginning_unknown: ", début inconnu",
    from: &[(&[Deep], "{}", ""), (&[], "de {o}", "de {o} environ")],
    to: &[(&[Deep], " – {}", ""), (&[], " à {o}", " à {o} environ")],
    not_after: &[
        (&[Day], "au plus tard {o}", "vers {o} au plus tard"),
        (&[Month, Year], "au plus tard en {}", "vers {} au plus tard"),
        (&[], "{} au plus tard", "vers {o} au plus tard"),
    ],
    not_before: &[
        (&[Day], "au plus tôt {o}", "vers {o} au plus tôt"),
        (&[Month, Year], "au plus tôt en {}", "vers {} au plus tôt"),
        (&[], "{} au plus tôt", "vers {o} au plus tôt"),
    ],
    between: &[(&[], "entre {o}", "entre {o} environ")],
    and: &[(&[], " et {o}", " et {o} environ")],
    contractions: &[
        ("de le ", "du "),
        ("de les ", "des "),
        ("à le ", "au "),
        ("à les ", "aux "),
        ("jusqu’à le ", "jusqu’au "),
        ("jusqu’à les ", "jusqu’aux "),
        ("de |avril", "d’"),
        ("de |août", "d’"),
        ("de |octobre", "d’"),
    ],
    ..plain(&cldr::FR)
};

/// "14 h 30", "14 h", with no-break spaces.
fn time(hour: u16, minute: u16) -> String {
    if minute == 0 { format!("{hour}\u{a0}h") } else { format!("{hour}\u{a0}h\u{a0}{minute:02}") }
}
