//! English, in British order.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::Day;
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "spring|summer|autumn|winter|the first quarter|the second quarter|the third quarter|\
                     the fourth quarter|the first third|the second third|the last third|the first half|the second half";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    part: "{p} of {y}",
    parts: [
        "spring|summer|autumn|winter|first quarter|second quarter|third quarter|fourth quarter|first third|\
         second third|last third|first half|second half",
        PARTS,
        PARTS,
    ],
    southern: " (southern hemisphere)",
    // CLDR's alternative names: they serve readers of every faith.
    eras: ["{} BCE", "{} CE"],
    decade: ["{}s", "the {}s", "the {}s"],
    decade_from_to: ["decade {}", "the decade {}", "the decade {}"],
    century: ["{} century", "the {} century", "the {} century"],
    millennium: ["{} millennium", "the {} millennium", "the {} millennium"],
    ordinal,
    deep_count: |years| {
        let (unit, name) = scaled(years, "million", "billion");
        format!("{} {name}", decimal(years, unit, "."))
    },
    deep_past: "{} years ago",
    deep_future: "{} years from now",
    deep_about: "about ",
    deep_to: [" to ", " to "],
    alone: &[(&[], "{}", "about {o}")],
    uncertain: [" (uncertain)", " (both uncertain)", " (all uncertain)"],
    since: &[(&[], "since {o}", "since about {o}")],
    until: &[(&[], "until {o}", "until about {o}")],
    starting: &[(&[], "from {o}", "from about {o}")],
    end_unknown: ", end unknown",
    beginning_unknown: ", beginning unknown",
    from: &[(&[], "{o}", "about {o}")],
    to: &[(&[], " to {o}", " to about {o}")],
    not_after: &[
        (&[Day], "on or before {}", "on or before about {}"),
        (&[], "in or before {o}", "in or before about {o}"),
    ],
    not_before: &[
        (&[Day], "on or after {}", "on or after about {}"),
        (&[], "in or after {o}", "in or after about {o}"),
    ],
    between: &[(&[], "between {o}", "between about {o}")],
    and: &[(&[], " and {o}", " and about {o}")],
    ..plain(&cldr::EN)
};

fn ordinal(number: u64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
