//! Chinese, in simplified characters.

use super::super::lexicon::{About, Grammar};
use super::count::myriads;
use super::{cldr, plain};

const PARTS: &str =
    "春季|夏季|秋季|冬季|第一季度|第二季度|第三季度|第四季度|前四个月|中间四个月|后四个月|上半年|下半年";

pub(in super::super) static GRAMMAR: Grammar = Grammar {
    season: "{y}年{p}",
    part: "{y}年{p}",
    day: [cldr::ZH.day, cldr::ZH.day_month, "{d}日"],
    parts: [PARTS; 3],
    southern: "（南半球）",
    year_noun: ["年"; 3],
    eras: ["公元前{}", "公元{}"],
    time_joint: " ",
    decade: ["{c}世纪{t}年代"; 3],
    // The first ten years of a century have no such name.
    tens: "|10|20|30|40|50|60|70|80|90",
    decade_from_to: ["{}年"; 3],
    century: ["{}世纪"; 3],
    millennium: ["第{}个千年"; 3],
    deep_count: |years| myriads(years, "万", "亿"),
    deep_past: "{}年前",
    deep_future: "{}年后",
    deep_about: "约",
    deep_to: ["", "至"],
    alone: &[(&[], "{}", "约{}")],
    about: About::Once,
    uncertain: ["（存疑）", "（两个日期均存疑）", "（各日期均存疑）"],
    since: &[(&[], "自{}起", "约自{}起")],
    until: &[(&[], "至{}为止", "约至{}为止")],
    starting: &[(&[], "自{}起", "约自{}起")],
    end_unknown: "，结束时间不详",
    beginning_unknown: "，开始时间不详",
    from: &[(&[], "{}", "约{}")],
    to: &[(&[], "至{}", "至约{}")],
    not_after: &[(&[], "不晚于{}", "大约不晚于{}")],
    not_before: &[(&[], "不早于{}", "大约不早于{}")],
    between: &[(&[], "{}", "约{}")],
    and: &[(&[], "至{}之间", "至约{}之间")],
    ..plain(&cldr::ZH)
};
