//! Russian. The oblique form is the genitive, the goal's is the accusative ("по весну").

use super::super::lexicon::Kind::Deep;
use super::super::lexicon::{About, Grammar};
use super::count::{Slavic, decimal, scaled, slavic};
use super::{cldr, plain, roman};

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: [cldr::RU.alone, cldr::RU.months, cldr::RU.alone],
    day: ["{d} {m} {y}", "{d} {m}", "{d}"],
    month: "{m} {y}",
    parts: [
        "весна|лето|осень|зима|I квартал|II квартал|III квартал|IV квартал|первая треть|вторая треть|последняя треть|\
         первое полугодие|второе полугодие",
        "весны|лета|осени|зимы|I квартала|II квартала|III квартала|IV квартала|первой трети|второй трети|\
         последней трети|первого полугодия|второго полугодия",
        "весну|лето|осень|зиму|I квартал|II квартал|III квартал|IV квартал|первую треть|вторую треть|последнюю треть|\
         первое полугодие|второе полугодие",
    ],
    year_in: " года",
    southern: " (Южное полушарие)",
    year_noun: [" год", " года", " год"],
    eras: ["{} до н. э.", "{} н. э."],
    decade: ["{}-е годы", "{}-х годов", "{}-е годы"],
    decade_from_to: ["десятилетие {}", "десятилетия {}", "десятилетие {}"],
    century: ["{} век", "{} века", "{} век"],
    millennium: ["{} тысячелетие", "{} тысячелетия", "{} тысячелетие"],
    ordinal: roman,
    deep_count: |years| {
        let (unit, name) = scaled(years, "миллион", "миллиард");
        let ending = match slavic(years, unit) {
            Slavic::One => "",
            Slavic::Few | Slavic::Fraction => "а",
            Slavic::Many => "ов",
        };
        format!("{} {name}{ending}", decimal(years, unit, ","))
    },
    deep_past: "{} лет назад",
    deep_future: "через {} лет",
    deep_about: "примерно ",
    deep_to: ["–", " – "],
    alone: &[(&[], "{}", "около {o}")],
    about: About::Once,
    uncertain: [" (под вопросом)", " (обе даты под вопросом)", " (все даты под вопросом)"],
    since: &[(&[Deep], "начало {}", ""), (&[], "с {o}", "примерно с {o}")],
    until: &[(&[Deep], "конец {}", ""), (&[], "по {g}", "примерно по {g}")],
    starting: &[(&[Deep], "начало {}", ""), (&[], "с {o}", "примерно с {o}")],
    end_unknown: ", конец неизвестен",
    beginning_unknown: ", начало неизвестно",
    from: &[(&[Deep], "{}", ""), (&[], "с {o}", "примерно с {o}")],
    to: &[(&[Deep], " – {}", ""), (&[], " по {g}", " примерно по {g}")],
    not_after: &[(&[], "не позднее {o}", "примерно не позднее {o}")],
    not_before: &[(&[], "не ранее {o}", "примерно не ранее {o}")],
    between: &[(&[], "не ранее {o}", "примерно не ранее {o}")],
    and: &[(&[], " и не позднее {o}", " и примерно не позднее {o}")],
    // "Со" before второй, II, 2 and 100 to 199 (сто).
    contractions: &[("с |вто", "со "), ("с |II ", "со "), ("с |2 ", "со "), ("с |1## ", "со ")],
    ..plain(&cldr::RU)
};
