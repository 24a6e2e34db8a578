//! Indonesian.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::Deep;
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "musim semi|musim panas|musim gugur|musim dingin|kuartal pertama|kuartal kedua|kuartal ketiga|\
                     kuartal keempat|sepertiga pertama|sepertiga kedua|sepertiga terakhir|paruh pertama|paruh kedua";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    part: "{p} tahun {y}",
    parts: [PARTS; 3],
    southern: " (belahan bumi selatan)",
    decade: ["tahun {}-an"; 3],
    decade_from_to: ["dekade {}"; 3],
    century: ["abad {}"; 3],
    millennium: ["milenium {}"; 3],
    ordinal: |number| format!("ke-{number}"),
    deep_count: |years| {
        let (unit, name) = scaled(years, "juta", "miliar");
        format!("{} {name}", decimal(years, unit, ","))
    },
    deep_past: "{} tahun lalu",
    deep_future: "{} tahun lagi",
    deep_about: "sekitar ",
    deep_to: [" hingga ", " hingga "],
    alone: &[(&[], "{}", "sekitar {}")],
    uncertain: [" (tidak pasti)", " (keduanya tidak pasti)", " (semuanya tidak pasti)"],
    since: &[(&[], "sejak {}", "sejak sekitar {}")],
    until: &[(&[], "hingga {}", "hingga sekitar {}")],
    starting: &[(&[], "mulai {}", "mulai sekitar {}")],
    end_unknown: ", akhirnya tidak diketahui",
    beginning_unknown: ", awalnya tidak diketahui",
    from: &[(&[], "{}", "sekitar {}")],
    to: &[(&[], " hingga {}", " hingga sekitar {}")],
    not_after: &[(&[Deep], "{} atau lebih awal", ""), (&[], "paling lambat {}", "paling lambat sekitar {}")],
    not_before: &[(&[Deep], "{} atau sesudahnya", ""), (&[], "paling awal {}", "paling awal sekitar {}")],
    between: &[(&[], "antara {}", "antara sekitar {}")],
    and: &[(&[], " dan {}", " dan sekitar {}")],
    ..plain(&cldr::ID)
};
