//! Persian, in the Gregorian calendar.

use super::super::lexicon::Grammar;
use super::super::lexicon::Kind::Deep;
use super::count::{decimal, scaled};
use super::{cldr, plain};

const PARTS: &str = "بهار|تابستان|پاییز|زمستان|سه‌ماههٔ اول|سه‌ماههٔ دوم|سه‌ماههٔ سوم|سه‌ماههٔ چهارم|ثلث اول|ثلث دوم|\
                     ثلث آخر|نیمهٔ اول|نیمهٔ دوم";

pub(in super::super) static GRAMMAR: Grammar = TABLE;

/// With Latin numerals.
pub(in super::super) static LATIN_DIGITS: Grammar = Grammar { zero: '0', ..TABLE };

const TABLE: Grammar = Grammar {
    part: "{p} سال {y}",
    parts: [PARTS; 3],
    southern: " (نیمکرهٔ جنوبی)",
    time_joint: "، ",
    decade: ["دههٔ {}"; 3],
    decade_from_to: ["دههٔ {}"; 3],
    century: ["قرن {}"; 3],
    millennium: ["هزارهٔ {}"; 3],
    deep_count: |years| {
        let (unit, name) = scaled(years, "میلیون", "میلیارد");
        format!("{} {name}", decimal(years, unit, "٫"))
    },
    deep_past: "{} سال پیش",
    deep_future: "{} سال بعد",
    deep_about: "حدود ",
    deep_to: [" تا ", " تا "],
    alone: &[(&[], "{}", "حدود {}")],
    uncertain: [" (نامطمئن)", " (هر دو تاریخ نامطمئن)", " (همهٔ تاریخ‌ها نامطمئن)"],
    since: &[(&[Deep], "آغاز: {}", ""), (&[], "از {} به بعد", "از حدود {} به بعد")],
    until: &[(&[Deep], "پایان: {}", ""), (&[], "تا {}", "تا حدود {}")],
    starting: &[(&[Deep], "آغاز: {}", ""), (&[], "از {}", "از حدود {}")],
    end_unknown: "، پایان نامعلوم",
    beginning_unknown: "، آغاز نامعلوم",
    from: &[(&[Deep], "{}", ""), (&[], "از {}", "از حدود {}")],
    to: &[(&[Deep], " – {}", ""), (&[], " تا {}", " تا حدود {}")],
    not_after: &[(&[], "{} یا پیش از آن", "حدود {} یا پیش از آن")],
    not_before: &[(&[], "{} یا پس از آن", "حدود {} یا پس از آن")],
    between: &[(&[], "بین {}", "بین حدود {}")],
    and: &[(&[], " و {}", " و حدود {}")],
    ..plain(&cldr::FA)
};
