//! Italian. The oblique form carries the article.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Deep, Month, Year};
use super::count::{BILLION, MILLION, decimal, scaled};
use super::{cldr, plain, roman};

const PARTS: &str = "la primavera|l’estate|l’autunno|l’inverno|il primo trimestre|il secondo trimestre|\
                     il terzo trimestre|il quarto trimestre|il primo quadrimestre|il secondo quadrimestre|\
                     il terzo quadrimestre|il primo semestre|il secondo semestre";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{p} del {y}",
    part: "{p} del {y}",
    parts: [
        "primavera|estate|autunno|inverno|primo trimestre|secondo trimestre|terzo trimestre|quarto trimestre|\
         primo quadrimestre|secondo quadrimestre|terzo quadrimestre|primo semestre|secondo semestre",
        PARTS,
        PARTS,
    ],
    southern: " (emisfero sud)",
    first_day: "1º",
    day_article: ["", "il ", "il "],
    decade: ["anni {}", "gli anni {}", "gli anni {}"],
    decade_from_to: ["decennio {}", "il decennio {}", "il decennio {}"],
    century: ["{} secolo", "il {} secolo", "il {} secolo"],
    millennium: ["{} millennio", "il {} millennio", "il {} millennio"],
    ordinal: roman,
    deep_count: |years| {
        let (unit, [one, many]) = scaled(years, ["milione", "milioni"], ["miliardo", "miliardi"]);
        format!("{} {}", decimal(years, unit, ","), if matches!(years, MILLION | BILLION) { one } else { many })
    },
    deep_past: "{} di anni fa",
    deep_future: "tra {} di anni",
    deep_about: "circa ",
    deep_to: ["–", " – "],
    alone: &[(&[Month], "{}", "intorno a {}"), (&[Year], "{}", "intorno a il {}"), (&[], "{}", "intorno a {o}")],
    uncertain: [" (data incerta)", " (entrambe le date incerte)", " (tutte le date incerte)"],
    since: &[(&[Deep], "inizio {}", ""), (&[Year], "da il {}", "da il {} circa"), (&[], "da {o}", "da {o} circa")],
    until: &[
        (&[Deep], "fine {}", ""),
        (&[Year], "fino a il {}", "fino a il {} circa"),
        (&[], "fino a {o}", "fino a {o} circa"),
    ],
    starting: &[
        (&[Deep], "inizio {}", ""),
        (&[Year], "a partire da il {}", "a partire da il {} circa"),
        (&[], "a partire da {o}", "a partire da {o} circa"),
    ],
    end_unknown: ", fine sconosciuta",
    beginning_unknown: ", inizio sconosciuto",
    from: &[(&[Deep], "{}", ""), (&[Year], "da il {}", "da il {} circa"), (&[], "da {o}", "da {o} circa")],
    to: &[(&[Deep], " – {}", ""), (&[Year], " a il {}", " a il {} circa"), (&[], " a {o}", " a {o} circa")],
    not_after: &[
        (&[Deep], "{} o prima", ""),
        (&[Year], "entro il {}", "entro il {} circa"),
        (&[], "entro {o}", "entro {o} circa"),
    ],
    not_before: &[
        (&[Deep], "{} o dopo", ""),
        (&[Year], "non prima di il {}", "non prima di il {} circa"),
        (&[], "non prima di {o}", "non prima di {o} circa"),
    ],
    between: &[(&[Deep], "tra {}", ""), (&[Year], "tra il {}", "tra il {} circa"), (&[], "tra {o}", "tra {o} circa")],
    and: &[(&[Deep], " e {}", ""), (&[Year], " e il {}", " e il {} circa"), (&[], " e {o}", " e {o} circa")],
    // The article before eight and eleven, in figures and in Roman numerals, is l’.
    contractions: &[
        ("da il |8", "dall’"),
        ("da il |11 ", "dall’"),
        ("da il |VIII ", "dall’"),
        ("da il |XI ", "dall’"),
        ("da il ", "dal "),
        ("da gli ", "dagli "),
        ("da la ", "dalla "),
        ("da |l’", "dal"),
        ("a il |8", "all’"),
        ("a il |11 ", "all’"),
        ("a il |VIII ", "all’"),
        ("a il |XI ", "all’"),
        ("a il ", "al "),
        ("a gli ", "agli "),
        ("a la ", "alla "),
        ("a |l’", "al"),
        ("di il |8", "dell’"),
        ("di il |11 ", "dell’"),
        ("di il |VIII ", "dell’"),
        ("di il |XI ", "dell’"),
        ("di il ", "del "),
        ("di gli ", "degli "),
        ("di la ", "della "),
        ("di |l’", "del"),
        ("il |8", "l’"),
        ("il |11 ", "l’"),
        ("il |VIII ", "l’"),
        ("il |XI ", "l’"),
    ],
    ..plain(&cldr::IT)
};
