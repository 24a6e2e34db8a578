//! Hindi. The oblique form stands before postpositions ("1980 के दशक से").

use super::super::lexicon::{About, Grammar};
use super::count::{BILLION, decimal};
use super::{cldr, plain};

const PARTS: &str = "वसंत ऋतु|ग्रीष्म ऋतु|शरद ऋतु|शीत ऋतु|पहली तिमाही|दूसरी तिमाही|तीसरी तिमाही|चौथी तिमाही|पहली चौमाही|\
                     दूसरी चौमाही|तीसरी चौमाही|पहली छमाही|दूसरी छमाही";

pub(in super::super) static GRAMMAR: Grammar = TABLE;

/// With the numerals of its script.
pub(in super::super) static DEVANAGARI_DIGITS: Grammar = Grammar { zero: '०', ..TABLE };

const TABLE: Grammar = Grammar {
    season: "{y} की {p}",
    part: "{y} की {p}",
    parts: [PARTS; 3],
    southern: " (दक्षिणी गोलार्ध)",
    decade: ["{} का दशक", "{} के दशक", "{} के दशक"],
    decade_from_to: ["{} का दशक", "{} के दशक", "{} के दशक"],
    century: ["{} सदी"; 3],
    millennium: ["{} सहस्राब्दी"; 3],
    ordinal,
    deep_count,
    deep_past: "{} वर्ष पहले",
    deep_future: "{} वर्ष बाद",
    deep_about: "लगभग ",
    deep_to: ["", " से "],
    alone: &[(&[], "{}", "लगभग {}")],
    about: About::Once,
    uncertain: [" (अनिश्चित)", " (दोनों तिथियाँ अनिश्चित)", " (सभी तिथियाँ अनिश्चित)"],
    since: &[(&[], "{o} से", "लगभग {o} से")],
    until: &[(&[], "{o} तक", "लगभग {o} तक")],
    starting: &[(&[], "{o} से", "लगभग {o} से")],
    end_unknown: ", अंत अज्ञात",
    beginning_unknown: ", आरंभ अज्ञात",
    from: &[(&[], "{o} से", "लगभग {o} से")],
    to: &[(&[], " {o} तक", " लगभग {o} तक")],
    not_after: &[(&[], "{} या उससे पहले", "लगभग {} या उससे पहले")],
    not_before: &[(&[], "{} या उसके बाद", "लगभग {} या उसके बाद")],
    between: &[(&[], "{o}", "लगभग {o}")],
    and: &[(&[], " और {o} के बीच", " और लगभग {o} के बीच")],
    ..plain(&cldr::HI)
};

/// Ordinals of feminine nouns.
fn ordinal(number: u64) -> String {
    match number {
        1 => "पहली".to_owned(),
        2 => "दूसरी".to_owned(),
        3 => "तीसरी".to_owned(),
        4 => "चौथी".to_owned(),
        6 => "छठी".to_owned(),
        _ => format!("{number}वीं"),
    }
}

/// In lakhs (100,000), crores (10,000,000) and arabs (1,000,000,000).
fn deep_count(years: u64) -> String {
    const LAKH: u64 = 100_000;
    const CRORE: u64 = 10_000_000;
    let (unit, name) = match years {
        BILLION.. => (BILLION, "अरब"),
        CRORE.. => (CRORE, "करोड़"),
        _ => (LAKH, "लाख"),
    };
    format!("{} {name}", decimal(years, unit, "."))
}
