//! Portuguese, of Brazil. The oblique form carries the article.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep, Month, Year};
use super::super::words::grouped;
use super::count::{MILLION, decimal, scaled};
use super::{cldr, plain, roman};

const PARTS: &str = "a primavera|o verão|o outono|o inverno|o primeiro trimestre|o segundo trimestre|\
                     o terceiro trimestre|o quarto trimestre|o primeiro quadrimestre|o segundo quadrimestre|\
                     o terceiro quadrimestre|o primeiro semestre|o segundo semestre";

pub(in super::super) static GRAMMAR: Grammar = TABLE;

/// The words of Portugal: no word for a thousand millions, and the article behind "até a".
pub(in super::super) static PORTUGAL: Grammar = Grammar {
    first_day: "1",
    millennium: ["{} milénio", "o {} milénio", "o {} milénio"],
    deep_count: |years| match years {
        0..2_000_000 => format!("{} milhão", decimal(years, MILLION, ",")),
        _ if years / MILLION < 10_000 => format!("{} milhões", decimal(years, MILLION, ",")),
        _ => format!("{} milhões", grouped(years / MILLION, "\u{a0}")),
    },
    until: &[
        (&[Deep], "fim {}", ""),
        (&[Day, Month, Year], "até {o}", "até {o} aproximadamente"),
        (&[], "até a {o}", "até a {o} aproximadamente"),
    ],
    ..TABLE
};

const TABLE: Grammar = Grammar {
    season: "{p} de {y}",
    part: "{p} de {y}",
    parts: [
        "primavera|verão|outono|inverno|primeiro trimestre|segundo trimestre|terceiro trimestre|quarto trimestre|\
         primeiro quadrimestre|segundo quadrimestre|terceiro quadrimestre|primeiro semestre|segundo semestre",
        PARTS,
        PARTS,
    ],
    southern: " (hemisfério sul)",
    first_day: "1º",
    decade: ["década de {}", "a década de {}", "a década de {}"],
    decade_from_to: ["década {}", "a década {}", "a década {}"],
    century: ["século {}", "o século {}", "o século {}"],
    millennium: ["{} milênio", "o {} milênio", "o {} milênio"],
    ordinal: roman,
    deep_count: |years| {
        let (unit, [one, many]) = scaled(years, ["milhão", "milhões"], ["bilhão", "bilhões"]);
        format!("{} {}", decimal(years, unit, ","), if years < 2 * unit { one } else { many })
    },
    deep_past: "há {} de anos",
    deep_future: "daqui a {} de anos",
    deep_about: "cerca de ",
    deep_to: [" a ", " a "],
    alone: &[(&[], "{}", "por volta de {o}")],
    uncertain: [" (data incerta)", " (ambas as datas incertas)", " (todas as datas incertas)"],
    since: &[(&[Deep], "início {}", ""), (&[], "desde {o}", "desde {o} aproximadamente")],
    until: &[(&[Deep], "fim {}", ""), (&[], "até {o}", "até {o} aproximadamente")],
    starting: &[(&[Deep], "início {}", ""), (&[], "a partir de {o}", "a partir de {o} aproximadamente")],
    end_unknown: ", fim desconhecido",
    beginning_unknown: ", início desconhecido",
    from: &[(&[Deep], "{}", ""), (&[], "de {o}", "de {o} aproximadamente")],
    to: &[(&[Deep], " – {}", ""), (&[], " a {o}", " a {o} aproximadamente")],
    not_after: &[(&[], "{} ou antes", "por volta de {o} ou antes")],
    not_before: &[(&[], "{} ou depois", "por volta de {o} ou depois")],
    between: &[(&[Day], "entre {}", "entre {} aproximadamente"), (&[], "entre {o}", "entre {o} aproximadamente")],
    and: &[(&[], " e {o}", " e {o} aproximadamente")],
    contractions: &[("de a ", "da "), ("de o ", "do "), ("a a ", "à "), ("a o ", "ao ")],
    ..plain(&cldr::PT)
};
