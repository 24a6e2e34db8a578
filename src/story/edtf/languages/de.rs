//! German. The oblique form is the dative with its article, the goal's the accusative of decades and centuries.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::{Century, Day, Decade, Deep, Month, Part};
use super::count::{BILLION, MILLION, decimal};
use super::{cldr, plain};

pub(in super::super) static GRAMMAR: Grammar = TABLE;

/// The words of Austria, whose first month is the Jänner.
pub(in super::super) static AUSTRIAN: Grammar =
    Grammar { cldr: &cldr::AUSTRIAN, months: [cldr::AUSTRIAN.alone; 3], days: [cldr::AUSTRIAN.months; 3], ..TABLE };

const PARTS: &str = "Frühling|Sommer|Herbst|Winter|1. Quartal|2. Quartal|3. Quartal|4. Quartal|1. Drittel|2. Drittel|\
                     3. Drittel|1. Halbjahr|2. Halbjahr";

const TABLE: Grammar = Grammar {
    day: [cldr::DE.day, cldr::DE.day_month, "{d}."],
    parts: [
        PARTS,
        "dem Frühling|dem Sommer|dem Herbst|dem Winter|dem 1. Quartal|dem 2. Quartal|dem 3. Quartal|dem 4. Quartal|\
         dem 1. Drittel|dem 2. Drittel|dem 3. Drittel|dem 1. Halbjahr|dem 2. Halbjahr",
        PARTS,
    ],
    southern: " (Südhalbkugel)",
    day_article: ["", "dem ", ""],
    time: |hour, minute| format!("{hour:02}.{minute:02}"),
    oclock: " Uhr",
    decade: ["{}er-Jahre", "den {}er-Jahren", "die {}er-Jahre"],
    decade_from_to: ["Jahrzehnt {}", "dem Jahrzehnt {}", "das Jahrzehnt {}"],
    century: ["{} Jahrhundert", "dem {} Jahrhundert", "das {} Jahrhundert"],
    millennium: ["{} Jahrtausend", "dem {} Jahrtausend", "das {} Jahrtausend"],
    ordinal: |number| format!("{number}."),
    deep_count: |years| match years {
        MILLION => "1 Million".to_owned(),
        BILLION => "1 Milliarde".to_owned(),
        0..BILLION => format!("{} Millionen", decimal(years, MILLION, ",")),
        _ => format!("{} Milliarden", decimal(years, BILLION, ",")),
    },
    deep_past: "vor {} Jahren",
    deep_future: "in {} Jahren",
    deep_about: "etwa ",
    deep_to: [" bis ", " bis "],
    alone: &[(&[Decade, Century], "{}", "etwa in {o}"), (&[], "{}", "etwa {}")],
    uncertain: [" (unsicher)", " (beide unsicher)", " (alle unsicher)"],
    since: &[
        (&[Deep], "Beginn {}", ""),
        (&[Day, Part, Decade, Century], "seit {o}", "etwa seit {o}"),
        (&[], "seit {o}", "seit etwa {o}"),
    ],
    until: &[
        (&[Deep], "Ende {}", ""),
        (&[Day, Part], "bis zu {o}", "bis etwa zu {o}"),
        (&[Decade, Century], "bis zu {o}", "bis etwa in {g}"),
        (&[], "bis {}", "bis etwa {}"),
    ],
    starting: &[
        (&[Deep], "Beginn {}", ""),
        (&[Day, Part, Decade, Century], "ab {o}", "etwa ab {o}"),
        (&[], "ab {o}", "ab etwa {o}"),
    ],
    end_unknown: ", Ende unbekannt",
    beginning_unknown: ", Beginn unbekannt",
    from: &[(&[], "{}", "etwa {}")],
    to: &[(&[], " bis {}", " bis etwa {}")],
    not_after: &[
        (&[Day], "spätestens am {}", "spätestens etwa am {}"),
        (&[Month, Part], "spätestens im {}", "spätestens etwa im {}"),
        (&[Decade, Century], "spätestens in {o}", "spätestens etwa in {o}"),
        (&[], "spätestens {}", "spätestens etwa {}"),
    ],
    not_before: &[
        (&[Day], "frühestens am {}", "frühestens etwa am {}"),
        (&[Month, Part], "frühestens im {}", "frühestens etwa im {}"),
        (&[Decade, Century], "frühestens in {o}", "frühestens etwa in {o}"),
        (&[], "frühestens {}", "frühestens etwa {}"),
    ],
    between: &[(&[], "zwischen {o}", "zwischen etwa {o}")],
    and: &[(&[], " und {o}", " und etwa {o}")],
    contractions: &[("zu dem ", "zum "), ("in dem ", "im "), ("in das ", "ins ")],
    ..plain(&cldr::DE)
};
