//! Korean.

use super::super::lexicon::Grammar;
use super::count::myriads;
use super::{cldr, plain};

const PARTS: &str = "봄|여름|가을|겨울|1분기|2분기|3분기|4분기|첫 4개월|가운데 4개월|마지막 4개월|상반기|하반기";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{y}년 {p}",
    part: "{y}년 {p}",
    day: [cldr::KO.day, cldr::KO.day_month, "{d}일"],
    parts: [PARTS; 3],
    southern: " (남반구)",
    year_noun: ["년"; 3],
    eras: ["기원전 {}", "서기 {}"],
    time_joint: " ",
    decade: ["{}년대"; 3],
    decade_from_to: ["{}년"; 3],
    century: ["{}세기"; 3],
    millennium: ["제{}천년기"; 3],
    deep_count: |years| myriads(years, "만", "억"),
    deep_past: "{} 년 전",
    deep_future: "{} 년 후",
    deep_about: "약 ",
    deep_to: ["", "~"],
    alone: &[(&[], "{}", "{}경")],
    uncertain: [" (불확실)", " (두 날짜 모두 불확실)", " (모든 날짜 불확실)"],
    since: &[(&[], "{}부터", "{}경부터")],
    until: &[(&[], "{}까지", "{}경까지")],
    starting: &[(&[], "{}부터", "{}경부터")],
    end_unknown: ", 종료 시점 미상",
    beginning_unknown: ", 시작 시점 미상",
    from: &[(&[], "{}부터", "{}경부터")],
    to: &[(&[], " {}까지", " {}경까지")],
    not_after: &[(&[], "{} 이전", "{}경 이전")],
    not_before: &[(&[], "{} 이후", "{}경 이후")],
    between: &[(&[], "{}에서", "{}경에서")],
    and: &[(&[], " {} 사이", " {}경 사이")],
    ..plain(&cldr::KO)
};
