//! Arabic, with the month names of Egypt. Case endings are not written; ordinals of centuries stand in figures ("القرن الـ20"),
//! which have no case.

use super::super::lexicon::Kind::{Deep, Part, Year};
use super::super::lexicon::{Cldr, Grammar};
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "ربيع|صيف|خريف|شتاء|الربع الأول|الربع الثاني|الربع الثالث|الربع الرابع|الثلث الأول|الثلث الثاني|\
                     الثلث الأخير|النصف الأول|النصف الثاني";

pub(in super::super) static GRAMMAR: Grammar = TABLE;

/// With Arabic-Indic numerals, as from Egypt to the Gulf.
pub(in super::super) static ARABIC_DIGITS: Grammar = with_cldr(&cldr::EGYPT);

/// With the month names of the Levant and Iraq.
pub(in super::super) static LEVANT: Grammar = with_cldr(&cldr::LEVANT);

const fn with_cldr(of: &'static Cldr) -> Grammar {
    Grammar {
        cldr: of,
        zero: of.zero,
        months: [of.alone; 3],
        days: [of.months; 3],
        deep_count: |years| count(years, "٫"),
        ..TABLE
    }
}

const TABLE: Grammar = Grammar {
    part: "{p} من عام {y}",
    parts: [PARTS; 3],
    southern: " (نصف الكرة الجنوبي)",
    time_joint: "، ",
    decade: ["{t} القرن الـ{c}"; 3],
    tens: "||عشرينيات|ثلاثينيات|أربعينيات|خمسينيات|ستينيات|سبعينيات|ثمانينيات|تسعينيات",
    decade_from_to: ["عقد {}"; 3],
    century: ["القرن الـ{}"; 3],
    millennium: ["الألفية الـ{}"; 3],
    deep_count: |years| count(years, "."),
    deep_past: "قبل {} سنة",
    deep_future: "بعد {} سنة",
    deep_about: "نحو ",
    deep_to: ["", " إلى "],
    alone: &[(&[Year], "{}", "نحو عام {}"), (&[], "{}", "نحو {}")],
    uncertain: [" (غير مؤكد)", " (كلا التاريخين غير مؤكد)", " (جميع التواريخ غير مؤكدة)"],
    since: &[
        (&[Deep], "البداية {}", ""),
        (&[Year], "منذ عام {}", "منذ عام {} تقريبًا"),
        (&[], "منذ {}", "منذ {} تقريبًا"),
    ],
    until: &[
        (&[Deep], "النهاية {}", ""),
        (&[Year], "حتى عام {}", "حتى عام {} تقريبًا"),
        (&[], "حتى {}", "حتى {} تقريبًا"),
    ],
    starting: &[
        (&[Deep], "البداية {}", ""),
        (&[Year], "من عام {}", "من عام {} تقريبًا"),
        (&[], "من {}", "من {} تقريبًا"),
    ],
    end_unknown: "، النهاية غير معروفة",
    beginning_unknown: "، البداية غير معروفة",
    from: &[(&[Deep], "{}", ""), (&[], "من {}", "من {} تقريبًا")],
    to: &[(&[Deep], " – {}", ""), (&[], " إلى {}", " إلى {} تقريبًا")],
    not_after: &[(&[Part], "{} أو قبله", "{} تقريبًا أو قبله"), (&[], "{} أو قبل ذلك", "{} تقريبًا أو قبل ذلك")],
    not_before: &[(&[Part], "{} أو بعده", "{} تقريبًا أو بعده"), (&[], "{} أو بعد ذلك", "{} تقريبًا أو بعد ذلك")],
    between: &[(&[Year], "بين عامي {}", "بين عامي {} تقريبًا"), (&[], "بين {}", "بين {} تقريبًا")],
    and: &[(&[], " و{}", " و{} تقريبًا")],
    ..plain(&cldr::AR)
};

/// "13.8 مليار", "مليوني", "5 ملايين": the noun alone for one and two, in the plural from three to ten.
fn count(years: u64, point: &str) -> String {
    let (unit, [one, two, few]) = scaled(years, ["مليون", "مليوني", "ملايين"], ["مليار", "ملياري", "مليارات"]);
    let count = years / unit;
    match count {
        _ if !years.is_multiple_of(unit) => format!("{} {one}", decimal(years, unit, point)),
        1 => one.to_owned(),
        2 => two.to_owned(),
        _ if (3..=10).contains(&(count % 100)) => format!("{count} {few}"),
        _ => format!("{count} {one}"),
    }
}
