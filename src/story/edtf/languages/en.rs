//! English, in British order.

use super::super::lexicon::Kind::Day;
use super::super::lexicon::{About, Grammar};
use super::{BILLION, MILLION, decimal, with_colon};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: MONTHS,
    months_of: MONTHS,
    parts: [
        ["spring"; 3],
        ["summer"; 3],
        ["autumn"; 3],
        ["winter"; 3],
        ["first quarter", "the first quarter", "the first quarter"],
        ["second quarter", "the second quarter", "the second quarter"],
        ["third quarter", "the third quarter", "the third quarter"],
        ["fourth quarter", "the fourth quarter", "the fourth quarter"],
        ["first third", "the first third", "the first third"],
        ["second third", "the second third", "the second third"],
        ["last third", "the last third", "the last third"],
        ["first half", "the first half", "the first half"],
        ["second half", "the second half", "the second half"],
    ],
    southern: " (southern hemisphere)",
    first_day: "1",
    day_end: "",
    day_article: [""; 3],
    day_month: " ",
    month_year: " ",
    season_year: " ",
    part_year: " of ",
    year_noun: [""; 3],
    before_era: " BCE",
    of_era: " CE",
    time: with_colon,
    oclock: "",
    thousands: ",",
    decade: ["{}s", "the {}s", "the {}s"],
    decade_from_to: ["decade {}", "the decade {}", "the decade {}"],
    century: ["{} century", "the {} century", "the {} century"],
    millennium: ["{} millennium", "the {} millennium", "the {} millennium"],
    ordinal,
    deep_count: |years| {
        if years < BILLION {
            format!("{} million", decimal(years, MILLION, "."))
        } else {
            format!("{} billion", decimal(years, BILLION, "."))
        }
    },
    deep_past: "{} years ago",
    deep_future: "{} years from now",
    deep_about: "about ",
    deep_to: [" to ", " to "],
    alone: &[(&[], "{}", "about {o}")],
    about: About::Each,
    uncertain: [" (uncertain)", " (both uncertain)", " (all uncertain)"],
    since: &[(&[], "since {o}", "since about {o}")],
    until: &[(&[], "until {o}", "until about {o}")],
    starting: &[(&[], "from {o}", "from about {o}")],
    end_unknown: ", end unknown",
    beginning_unknown: ", beginning unknown",
    from: &[(&[], "{o}", "about {o}")],
    to: &[(&[], " to {o}", " to about {o}")],
    not_after: &[(&[Day], "by {}", "by about {}"), (&[], "in or before {o}", "in or before about {o}")],
    not_before: &[
        (&[Day], "on or after {}", "on or after about {}"),
        (&[], "in or after {o}", "in or after about {o}"),
    ],
    between: &[(&[], "between {o}", "between about {o}")],
    and: &[(&[], " and {o}", " and about {o}")],
    or: |_| " or ",
    contractions: &[],
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
