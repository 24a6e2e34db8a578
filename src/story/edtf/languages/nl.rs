//! Dutch. The oblique form carries the article.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Day, Deep};
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "de lente|de zomer|de herfst|de winter|het eerste kwartaal|het tweede kwartaal|het derde kwartaal|\
                     het vierde kwartaal|het eerste derde deel|het tweede derde deel|het laatste derde deel|\
                     de eerste helft|de tweede helft";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{p} van {y}",
    part: "{p} van {y}",
    parts: [
        "lente|zomer|herfst|winter|eerste kwartaal|tweede kwartaal|derde kwartaal|vierde kwartaal|eerste derde deel|\
         tweede derde deel|laatste derde deel|eerste helft|tweede helft",
        PARTS,
        PARTS,
    ],
    southern: " (zuidelijk halfrond)",
    decade: ["jaren {}", "de jaren {}", "de jaren {}"],
    decade_from_to: ["decennium {}", "het decennium {}", "het decennium {}"],
    century: ["{} eeuw", "de {} eeuw", "de {} eeuw"],
    millennium: ["{} millennium", "het {} millennium", "het {} millennium"],
    ordinal: |number| format!("{number}e"),
    deep_count: |years| {
        let (unit, name) = scaled(years, "miljoen", "miljard");
        format!("{} {name}", decimal(years, unit, ","))
    },
    deep_past: "{} jaar geleden",
    deep_future: "over {} jaar",
    deep_about: "ongeveer ",
    deep_to: [" tot ", " tot "],
    alone: &[(&[], "{}", "omstreeks {o}")],
    uncertain: [" (onzeker)", " (beide onzeker)", " (alle onzeker)"],
    since: &[(&[Deep], "begin: {}", ""), (&[], "sinds {o}", "sinds omstreeks {o}")],
    until: &[(&[Deep], "einde: {}", ""), (&[], "tot en met {o}", "tot omstreeks {o}")],
    starting: &[(&[Deep], "begin: {}", ""), (&[], "vanaf {o}", "vanaf omstreeks {o}")],
    end_unknown: ", einde onbekend",
    beginning_unknown: ", begin onbekend",
    from: &[(&[Deep], "{}", ""), (&[], "van {o}", "van omstreeks {o}")],
    to: &[(&[Deep], " – {}", ""), (&[], " tot en met {o}", " tot omstreeks {o}")],
    not_after: &[
        (&[Deep], "{} of eerder", ""),
        (&[Day], "uiterlijk op {}", "uiterlijk omstreeks {}"),
        (&[], "uiterlijk in {o}", "uiterlijk omstreeks {o}"),
    ],
    not_before: &[
        (&[Deep], "{} of later", ""),
        (&[Day], "op zijn vroegst op {}", "op zijn vroegst omstreeks {}"),
        (&[], "op zijn vroegst in {o}", "op zijn vroegst omstreeks {o}"),
    ],
    between: &[(&[], "tussen {o}", "tussen omstreeks {o}")],
    and: &[(&[], " en {o}", " en omstreeks {o}")],
    ..plain(&cldr::NL)
};
