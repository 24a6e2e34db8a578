//! Suggestions for an editor: dates in other notations turned into EDTF. Every suggestion is itself parsed before it is
//! made.

mod machine;
mod names;
mod nearby;
mod plain;
mod spoken;

use super::parse::written;
use machine::{basic_format, clock_behind, expanded_year, is_clock, unix_time};
use nearby::{neighbour, third};
use plain::{century_or_decade, day_month_year, plain, short_year};

/// Longer texts get no suggestion: they are no dates.
const LONGEST: usize = 80;
/// "about 5 or 6 January 2022" is three levels deep.
const DEEPEST: u8 = 4;

/// Help for a text that is not EDTF, or `None` where no date is recognised in it.
pub(super) fn help(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    if matches!(folded.as_str(), "unknown" | "undated" | "n.d." | "n. d." | "nd" | "no date" | "?" | "-" | "none") {
        return Some("leave `date` out and place the event by `after`".to_owned());
    }
    if is_clock(&folded) {
        return Some("a time needs its day: write `2022-01-05T14:30`".to_owned());
    }
    if let Some(time) = unix_time(&folded).filter(|time| valid(time)) {
        return Some(format!("write `{time}` if it is a Unix time, `Y{folded}` if it is a year"));
    }
    if let Some([british, american]) = day_month_year(&folded) {
        let (british, american) = (Some(british).filter(|date| valid(date)), Some(american).filter(|date| valid(date)));
        return match (british, american) {
            (Some(british), Some(american)) if british != american => {
                Some(format!("write `{british}`, or `{american}` if the month comes first"))
            }
            (Some(date), _) | (None, Some(date)) => Some(format!("write `{date}`")),
            (None, None) => None,
        };
    }
    if let Some([decade, century]) = century_or_decade(&folded) {
        return Some(format!("write `{decade}` for the decade, `{century}` for the century"));
    }
    if let Some(digits) = folded.strip_prefix('-').filter(|digits| digits.len() < 4)
        && let Some(years) = digits.parse::<i64>().ok().filter(|years| *years > 0)
    {
        let year = super::moment::iso_year(1 - years);
        return Some(format!("write `{year}` for {years} BCE: the year 1 BCE is `0000`"));
    }
    let found = candidate(&folded, 0).or_else(|| spoken::spoken(&folded).filter(|date| valid(date)));
    found.map(|date| format!("write `{date}`")).or_else(|| {
        // The draft of 2012 wrote `199u-01`: the letters are right now, the rest may not be.
        let upper = folded.to_uppercase().replace('U', "X");
        written(&upper).err().filter(|fault| !fault.foreign).map(|fault| fault.error.help)
    })
}

/// The EDTF of a date in another notation, where it has one meaning only: "5 January 2022", "circa 1990". `None` for one that
/// has two ("05/01/2022", "the 1900s", a number that may be a Unix time), and where no date is recognised.
pub(super) fn certain(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    let is_ambiguous =
        day_month_year(&folded).is_some() || century_or_decade(&folded).is_some() || unix_time(&folded).is_some();
    if is_ambiguous {
        return None;
    }
    candidate(&folded, 0).or_else(|| spoken::spoken(&folded).filter(|date| valid(date)))
}

/// One kind of dash, quote and digit, lower case, single spaces, no marks of direction.
fn fold(text: &str) -> String {
    let digit = |sign: char, zero: char| {
        u32::from(sign).checked_sub(u32::from(zero)).and_then(|digit| char::from_digit(digit, 10))
    };
    let text: String = text
        .chars()
        .filter(|sign| !matches!(sign, '\u{200e}' | '\u{200f}' | '\u{61c}'))
        .map(|sign| match sign {
            '‐' | '‑' | '–' | '—' | '−' | '־' => '-',
            '’' => '\'',
            _ => ['٠', '۰', '०', '０'].into_iter().find_map(|zero| digit(sign, zero)).unwrap_or(sign),
        })
        .collect();
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn valid(date: &str) -> bool {
    written(date).is_ok()
}

/// The EDTF for a folded text.
fn candidate(text: &str, depth: u8) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let text = text.trim().trim_end_matches(',');
    let deeper = |text: &str| candidate(text, depth + 1);
    let found = repaired(text)
        .or_else(|| shortened(text))
        .or_else(|| plain(text))
        .or_else(|| {
            ["the ", "in ", "on ", "im ", "en ", "le ", "el ", "в "]
                .iter()
                .find_map(|word| text.strip_prefix(word))
                .and_then(deeper)
        })
        .or_else(|| clock_behind(text).and_then(|(date, time)| Some(deeper(date)? + &time)))
        .or_else(|| third(text, &deeper))
        .or_else(|| marked(text, depth))
        .or_else(|| open(text, depth))
        .or_else(|| choice(text, depth))
        .or_else(|| span(text, depth))?;
    valid(&found).then_some(found)
}

/// EDTF but for its letters, spaces or hyphens: `198x`, `19uu` (the draft of 2012), `2022-01-05 14:30`, `+1984`,
/// `20220105T143000Z` (ISO's basic format), `-000043-03-15` (the expanded years of scripts).
fn repaired(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    let upper = upper.trim_start_matches('+');
    let spaced = upper.replacen(' ', "T", 1);
    [upper.replace('U', "X"), spaced, upper.replace(' ', ""), upper.replace("?~", "%").replace("~?", "%")]
        .into_iter()
        .chain(basic_format(upper))
        .chain(expanded_year(upper))
        .find(|date| valid(date))
}

/// Interval whose end leaves out the part it has in common with the beginning, as ISO 8601 allows and EDTF does not:
/// `2020-06/07`, `2022-01-05/11`.
fn shortened(text: &str) -> Option<String> {
    let (from, to) = text.split_once('/').filter(|(from, to)| from.contains('-') && to.len() < from.len())?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let head = from.get(..from.len() - to.len()).filter(|head| head.ends_with('-') && digits(from) && digits(to))?;
    Some(format!("{from}/{head}{to}"))
}

/// Words before a date that is about.
const ABOUT: [&str; 22] = [
    "circa ",
    "circa. ",
    "c. ",
    "c.",
    "ca. ",
    "ca.",
    "ca ",
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "approx ",
    "etwa ",
    "um ",
    "gegen ",
    "ungefähr ",
    "vers ",
    "environ ",
    "hacia ",
    "около ",
    "примерно ",
    "ок. ",
];

/// Qualified in words or signs: "circa 1990", "1800 approx", "1990 (?)", "perhaps 1990"; "perhaps about 1990" is both.
fn marked(text: &str, depth: u8) -> Option<String> {
    const ABOUT_BEHIND: [&str; 9] =
        [" approximately", " approx.", " approx", " circa", " ca.", " ca", " c.", " environ", "~"];
    const UNSURE: [&str; 14] = [
        "possibly ",
        "perhaps ",
        "probably ",
        "maybe ",
        "presumably ",
        "?",
        "vielleicht ",
        "vermutlich ",
        "wohl ",
        "peut-être ",
        "quizás ",
        "forse ",
        "talvez ",
        "возможно ",
    ];
    const UNSURE_BEHIND: [&str; 3] = ["(?)", "?", "(uncertain)"];
    let mark = |rest: &str, sign: &str| {
        let date = short_year(rest).or_else(|| candidate(rest, depth + 1))?;
        let other = if sign == "~" { '?' } else { '~' };
        let (date, sign) = date.strip_suffix(other).map_or((date.as_str(), sign), |date| (date, "%"));
        let bare = date.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'));
        bare.then(|| date.to_owned() + sign)
    };
    let before = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).map(str::to_owned);
    let behind = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word)).map(str::to_owned);
    if let Some(rest) = before(&ABOUT).or_else(|| c_before_year(text)).or_else(|| behind(&ABOUT_BEHIND)) {
        return mark(&rest, "~");
    }
    mark(&before(&UNSURE).or_else(|| behind(&UNSURE_BEHIND))?, "?")
}

/// "c1990", "ca1860".
fn c_before_year(text: &str) -> Option<String> {
    let year = text.strip_prefix("ca").or_else(|| text.strip_prefix('c'))?;
    year.starts_with(|first: char| first.is_ascii_digit()).then(|| year.to_owned())
}

/// One end only: "1994-", "since 1994", "before 2012".
fn open(text: &str, depth: u8) -> Option<String> {
    const PATTERNS: [(&str, &str, &str); 23] = [
        ("since ", "", "/.."),
        ("from ", "", "/.."),
        ("starting ", "", "/.."),
        ("seit ", "", "/.."),
        ("depuis ", "", "/.."),
        ("desde ", "", "/.."),
        ("с ", "", "/.."),
        ("until ", "../", ""),
        ("till ", "../", ""),
        ("up to ", "../", ""),
        ("to ", "../", ""),
        ("bis ", "../", ""),
        ("jusqu'en ", "../", ""),
        ("jusqu'au ", "../", ""),
        ("hasta ", "../", ""),
        ("по ", "../", ""),
        ("no later than ", "[..", "]"),
        ("not after ", "[..", "]"),
        ("by ", "[..", "]"),
        ("no earlier than ", "[", "..]"),
        ("not before ", "[", "..]"),
        ("on or after ", "[", "..]"),
        ("on or before ", "[..", "]"),
    ];
    for (word, before, behind) in PATTERNS {
        if let Some(rest) = text.strip_prefix(word)
            && let Some(date) = candidate(rest, depth + 1)
            && valid(&format!("{before}{date}{behind}"))
        {
            return Some(format!("{before}{date}{behind}"));
        }
    }
    if let Some(date) = exclusive(text, depth) {
        return Some(date);
    }
    if let Some((from, to)) = text.split_once("..").filter(|(from, to)| from.len() + to.len() > 0) {
        let end = |text: &str| if text.is_empty() { Some(String::new()) } else { candidate(text, depth + 1) };
        return Some(format!("[{}..{}]", end(from)?, end(to)?));
    }
    if let Some(rest) = text.strip_suffix('-') {
        return candidate(rest, depth + 1).map(|date| date + "/..");
    }
    text.strip_prefix('-').and_then(|rest| candidate(rest, depth + 1)).map(|date| format!("../{date}"))
}

/// "before 1928": the set ends with the last date that is before it, `[..1927]`. The same with "after".
fn exclusive(text: &str, depth: u8) -> Option<String> {
    const BEFORE: [&str; 8] =
        ["before ", "earlier than ", "prior to ", "vor ", "avant ", "avant le ", "antes de ", "до "];
    const AFTER: [&str; 6] = ["after ", "later than ", "nach ", "après ", "después de ", "после "];
    let behind = |words: &[&str]| words.iter().find_map(|word| candidate(text.strip_prefix(word)?, depth + 1));
    if let Some(date) = behind(&BEFORE) {
        return neighbour(&date, nearby::Side::Before).map(|date| format!("[..{date}]"));
    }
    neighbour(&behind(&AFTER)?, nearby::Side::After).map(|date| format!("[{date}..]"))
}

/// "5 or 6 January 2022", "between 1990 and 1995", "entre le 3 et le 5 mai 1850".
fn choice(text: &str, depth: u8) -> Option<String> {
    const BETWEEN: [(&str, &str); 7] = [
        ("between ", " and "),
        ("zwischen ", " und "),
        ("entre ", " et "),
        ("entre ", " y "),
        ("entre ", " e "),
        ("tra ", " e "),
        ("tussen ", " en "),
    ];
    for (head, joint) in BETWEEN {
        if let Some((first, last)) = text.strip_prefix(head).and_then(|rest| rest.split_once(joint)) {
            let (first, last) = both(without_article(first), without_article(last), depth)?;
            return Some(format!("[{first}..{last}]"));
        }
    }
    let (first, last) = text.split_once(" or ")?;
    let (first, last) = both(first, last, depth)?;
    Some(format!("[{first},{last}]"))
}

/// "3" for "le 3".
fn without_article(text: &str) -> &str {
    ["le ", "el ", "il ", "dem ", "o "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// "2007 to 2012", "2007-2012", "1990-95", "1994-present".
fn span(text: &str, depth: u8) -> Option<String> {
    let text = ["from ", "de ", "von ", "с "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    for separator in [" to ", " until ", " bis ", " à ", " a ", " по ", " - ", "/", "-"] {
        let Some((first, last)) = text.split_once(separator) else { continue };
        if matches!(first, "unknown" | "open") {
            let begin = if first == "open" { ".." } else { "" };
            return candidate(last, depth + 1).map(|date| format!("{begin}/{date}"));
        }
        let ends = match last.trim() {
            "present" | "now" | "today" | "open" => candidate(first, depth + 1).map(|date| (date, "..".to_owned())),
            "unknown" => candidate(first, depth + 1).map(|date| (date, String::new())),
            last => both(first, last, depth),
        };
        if let Some((first, last)) = ends {
            return Some(format!("{first}/{last}"));
        }
    }
    None
}

/// Two dates of which one may borrow from the other: "5" from "8 January 2022", "95" from "1990".
fn both(first: &str, last: &str, depth: u8) -> Option<(String, String)> {
    let (first, last) = (first.trim(), last.trim());
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if short(last) {
        let date = candidate(first, depth + 1)?;
        let borrowed = date.get(..date.len().checked_sub(2)?)?;
        return (last.len() == 2 && date.len() == 4).then(|| (date.clone(), format!("{borrowed}{last}")));
    }
    let date = candidate(last, depth + 1)?;
    if short(first) {
        let month = date.get(..8).filter(|_| date.len() == 10)?;
        return Some((format!("{month}{first:0>2}"), date));
    }
    if let Some(own) = candidate(first, depth + 1) {
        return Some((own, date));
    }
    let year = date.get(..4)?;
    Some((plain(&format!("{first} {year}"))?, date))
}
