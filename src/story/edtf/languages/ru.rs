//! Russian. The oblique form is the genitive, the goal's is the accusative ("по весну").

use super::super::lexicon::Kind::Deep;
use super::super::lexicon::{Grammar, Roughly};
use super::{BILLION, MILLION, decimal, roman};

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    months_of: [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    parts: [
        ["весна", "весны", "весну"],
        ["лето", "лета", "лето"],
        ["осень", "осени", "осень"],
        ["зима", "зимы", "зиму"],
        ["I квартал", "I квартала", "I квартал"],
        ["II квартал", "II квартала", "II квартал"],
        ["III квартал", "III квартала", "III квартал"],
        ["IV квартал", "IV квартала", "IV квартал"],
        ["первая треть", "первой трети", "первую треть"],
        ["вторая треть", "второй трети", "вторую треть"],
        ["последняя треть", "последней трети", "последнюю треть"],
        ["первое полугодие", "первого полугодия", "первое полугодие"],
        ["второе полугодие", "второго полугодия", "второе полугодие"],
    ],
    southern: " (Южное полушарие)",
    first_day: "1",
    day_end: "",
    day_article: [""; 3],
    day_month: " ",
    month_year: " ",
    season_year: " ",
    part_year: " ",
    year_noun: [" год", " года", " год"],
    before_era: " до н. э.",
    of_era: " н. э.",
    thousands: "\u{a0}",
    decade: ["{}-е годы", "{}-х годов", "{}-е годы"],
    decade_from_to: ["десятилетие {}", "десятилетия {}", "десятилетие {}"],
    century: ["{} век", "{} века", "{} век"],
    millennium: ["{} тысячелетие", "{} тысячелетия", "{} тысячелетие"],
    ordinal: roman,
    deep_count: |years| {
        let (unit, name) = if years < BILLION { (MILLION, "миллион") } else { (BILLION, "миллиард") };
        format!("{} {name}{}", decimal(years, unit, ","), ending(years, unit))
    },
    deep_past: "{} лет назад",
    deep_future: "через {} лет",
    deep_about: "примерно ",
    about: &[(&[], "около {o}")],
    roughly: Roughly::Before("примерно "),
    uncertain: " (под вопросом)",
    since: &[(&[Deep], "начало {}"), (&[], "с {o}")],
    until: &[(&[Deep], "конец {}"), (&[], "по {g}")],
    starting: &[(&[Deep], "начало {}"), (&[], "с {o}")],
    end_unknown: ", конец неизвестен",
    beginning_unknown: ", начало неизвестно",
    from: &[(&[Deep], "{}"), (&[], "с {o}")],
    to: &[(&[Deep], " – {}"), (&[], " по {g}")],
    not_after: &[(&[], "не позднее {o}")],
    not_before: &[(&[], "не ранее {o}")],
    between: &[(&[], "не ранее {o}")],
    and: &[(&[], " и не позднее {o}")],
    or: |_| " или ",
    contractions: &[("с вто", "со вто"), ("с II ", "со II ")],
};

/// 1 миллион, 2 миллиона, 5 миллионов; a fraction takes "миллиона".
fn ending(number: u64, unit: u64) -> &'static str {
    let count = number / unit;
    match (count % 100, count % 10) {
        _ if !number.is_multiple_of(unit) => "а",
        (11..=14, _) => "ов",
        (_, 1) => "",
        (_, 2..=4) => "а",
        _ => "ов",
    }
}
