//! French. The oblique form carries the article.

use super::super::lexicon::Kind::{Day, Deep, Month, Year};
use super::super::lexicon::{About, Grammar};
use super::{BILLION, MILLION, decimal, roman};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: MONTHS,
    months_of: MONTHS,
    parts: [
        ["printemps", "le printemps", "le printemps"],
        ["été", "l’été", "l’été"],
        ["automne", "l’automne", "l’automne"],
        ["hiver", "l’hiver", "l’hiver"],
        ["premier trimestre", "le premier trimestre", "le premier trimestre"],
        ["deuxième trimestre", "le deuxième trimestre", "le deuxième trimestre"],
        ["troisième trimestre", "le troisième trimestre", "le troisième trimestre"],
        ["quatrième trimestre", "le quatrième trimestre", "le quatrième trimestre"],
        ["premier quadrimestre", "le premier quadrimestre", "le premier quadrimestre"],
        ["deuxième quadrimestre", "le deuxième quadrimestre", "le deuxième quadrimestre"],
        ["troisième quadrimestre", "le troisième quadrimestre", "le troisième quadrimestre"],
        ["premier semestre", "le premier semestre", "le premier semestre"],
        ["second semestre", "le second semestre", "le second semestre"],
    ],
    southern: " (hémisphère sud)",
    first_day: "1er",
    day_end: "",
    day_article: ["", "le ", "le "],
    day_month: " ",
    month_year: " ",
    season_year: " ",
    part_year: " ",
    year_noun: [""; 3],
    before_era: " av. J.-C.",
    of_era: " apr. J.-C.",
    time,
    oclock: "",
    thousands: "\u{202f}",
    decade: ["années {}", "les années {}", "les années {}"],
    decade_from_to: ["décennie {}", "la décennie {}", "la décennie {}"],
    century: ["{} siècle", "le {} siècle", "le {} siècle"],
    millennium: ["{} millénaire", "le {} millénaire", "le {} millénaire"],
    ordinal: |number| if number == 1 { "Ier".to_owned() } else { format!("{}e", roman(number)) },
    deep_count: |years| {
        let (unit, name) = if years < BILLION { (MILLION, "million") } else { (BILLION, "milliard") };
        let plural = if years < 2 * unit { "" } else { "s" };
        format!("{} {name}{plural}", decimal(years, unit, ","))
    },
    deep_past: "il y a {} d’années",
    deep_future: "dans {} d’années",
    deep_about: "environ ",
    deep_to: [" à ", " à "],
    alone: &[(&[], "{}", "vers {o}")],
    about: About::Each,
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
    or: |_| " ou ",
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
};

/// "14 h 30", "14 h", with no-break spaces.
fn time(hour: u16, minute: u16) -> String {
    if minute == 0 { format!("{hour}\u{a0}h") } else { format!("{hour}\u{a0}h\u{a0}{minute:02}") }
}
