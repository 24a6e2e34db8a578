//! Ukrainian. The oblique form is the genitive, the goal's is the accusative ("по весну").

use super::super::lexicon::Kind::Deep;
use super::super::lexicon::{About, Grammar};
use super::count::{Slavic, decimal, scaled, slavic};
use super::{cldr, plain, roman};

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    months: [cldr::UK.alone, cldr::UK.months, cldr::UK.alone],
    day: ["{d} {m} {y}", "{d} {m}", "{d}"],
    month: "{m} {y}",
    parts: [
        "весна|літо|осінь|зима|I квартал|II квартал|III квартал|IV квартал|перша третина|друга третина|\
         остання третина|перше півріччя|друге півріччя",
        "весни|літа|осені|зими|I кварталу|II кварталу|III кварталу|IV кварталу|першої третини|другої третини|\
         останньої третини|першого півріччя|другого півріччя",
        "весну|літо|осінь|зиму|I квартал|II квартал|III квартал|IV квартал|першу третину|другу третину|\
         останню третину|перше півріччя|друге півріччя",
    ],
    southern: " (Південна півкуля)",
    year_noun: [" рік", " року", " рік"],
    year_in: " року",
    decade: ["{}-ті роки", "{}-х років", "{}-ті роки"],
    decade_from_to: ["десятиліття {}"; 3],
    century: ["{} століття"; 3],
    millennium: ["{} тисячоліття"; 3],
    ordinal: roman,
    deep_count: |years| {
        let (unit, name) = scaled(years, "мільйон", "мільярд");
        let ending = match slavic(years, unit) {
            Slavic::One => "",
            Slavic::Few => "и",
            Slavic::Fraction => "а",
            Slavic::Many => "ів",
        };
        format!("{} {name}{ending}", decimal(years, unit, ","))
    },
    deep_past: "{} років тому",
    deep_future: "через {} років",
    deep_about: "приблизно ",
    deep_to: ["–", " – "],
    alone: &[(&[], "{}", "близько {o}")],
    about: About::Once,
    uncertain: [" (під питанням)", " (обидві дати під питанням)", " (усі дати під питанням)"],
    since: &[(&[Deep], "початок {}", ""), (&[], "з {o}", "приблизно з {o}")],
    until: &[(&[Deep], "кінець {}", ""), (&[], "по {g}", "приблизно по {g}")],
    starting: &[(&[Deep], "початок {}", ""), (&[], "з {o}", "приблизно з {o}")],
    end_unknown: ", кінець невідомий",
    beginning_unknown: ", початок невідомий",
    from: &[(&[Deep], "{}", ""), (&[], "з {o}", "приблизно з {o}")],
    to: &[(&[Deep], " – {}", ""), (&[], " по {g}", " приблизно по {g}")],
    not_after: &[(&[], "не пізніше {o}", "приблизно не пізніше {o}")],
    not_before: &[(&[], "не раніше {o}", "приблизно не раніше {o}")],
    between: &[(&[], "не раніше {o}", "приблизно не раніше {o}")],
    and: &[(&[], " і не пізніше {o}", " і приблизно не пізніше {o}")],
    // "Із" before с and ч: Правопис 2019, § 24.
    contractions: &[("з |с", "із "), ("з |ч", "із ")],
    ..plain(&cldr::UK)
};
