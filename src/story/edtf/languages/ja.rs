//! Japanese, in the Western calendar.

use super::super::lexicon::Grammar;
use super::count::myriads;
use super::{cldr, plain};

const PARTS: &str = "春|夏|秋|冬|第1四半期|第2四半期|第3四半期|第4四半期|の最初の4か月|の中間の4か月|の最後の4か月|\
                     上半期|下半期";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{y}年{p}",
    part: "{y}年{p}",
    day: [cldr::JA.day, cldr::JA.day_month, "{d}日"],
    parts: [PARTS; 3],
    southern: "（南半球）",
    year_noun: ["年"; 3],
    eras: ["紀元前{}", "西暦{}"],
    time_joint: " ",
    decade: ["{}年代"; 3],
    decade_from_to: ["{}年"; 3],
    century: ["{}世紀"; 3],
    millennium: ["第{}千年紀"; 3],
    deep_count: |years| myriads(years, "万", "億"),
    deep_past: "{}年前",
    deep_future: "{}年後",
    deep_about: "約",
    deep_to: ["", "から"],
    alone: &[(&[], "{}", "{}頃")],
    uncertain: ["（不確実）", "（いずれも不確実）", "（いずれも不確実）"],
    since: &[(&[], "{}から", "{}頃から")],
    until: &[(&[], "{}まで", "{}頃まで")],
    starting: &[(&[], "{}から", "{}頃から")],
    end_unknown: "（終了時期は不明）",
    beginning_unknown: "（開始時期は不明）",
    from: &[(&[], "{}から", "{}頃から")],
    to: &[(&[], "{}まで", "{}頃まで")],
    not_after: &[(&[], "{}以前", "{}頃以前")],
    not_before: &[(&[], "{}以降", "{}頃以降")],
    between: &[(&[], "{}から", "{}頃から")],
    and: &[(&[], "{}の間", "{}頃の間")],
    ..plain(&cldr::JA)
};
