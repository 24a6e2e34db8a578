//! What an editor may have meant: other people's notations turned into EDTF. Every suggestion is itself read by the
//! parser before it is made.

mod plain;

use super::parse::written;
use plain::{day_month_year, plain};

/// Nobody writes a longer date; beyond this we do not guess.
const LONGEST: usize = 80;
/// "about 5 or 6 January 2022" is three steps deep.
const DEEPEST: u8 = 4;

/// What to write instead.
pub(super) fn help(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = fold(text);
    if matches!(folded.as_str(), "unknown" | "undated" | "n.d." | "n. d." | "nd" | "no date" | "?" | "-" | "none") {
        return Some("leave `date` out and place the event by `after`".to_owned());
    }
    if let Some((first, second)) = day_month_year(&folded) {
        let (british, american) = (first.filter(|date| valid(date)), second.filter(|date| valid(date)));
        return match (british, american) {
            (Some(british), Some(american)) if british != american => {
                Some(format!("write `{british}`, or `{american}` if the month stands first"))
            }
            (Some(date), _) | (None, Some(date)) => Some(format!("write `{date}`")),
            (None, None) => None,
        };
    }
    candidate(&folded, 0).map(|date| format!("write `{date}`"))
}

/// One kind of dash and quote, lower case, single spaces.
fn fold(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|sign| match sign {
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '’' => '\'',
            _ => sign,
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
        .or_else(|| plain(text))
        .or_else(|| {
            text.strip_prefix("the ")
                .or_else(|| text.strip_prefix("in "))
                .or_else(|| text.strip_prefix("on "))
                .and_then(deeper)
        })
        .or_else(|| marked(text, depth))
        .or_else(|| open(text, depth))
        .or_else(|| choice(text, depth))
        .or_else(|| span(text, depth))?;
    valid(&found).then_some(found)
}

/// EDTF but for its letters or spaces: `198x`, `19uu` (the draft of 2012), `2022-01-05 14:30`, `+1984`.
fn repaired(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    let upper = upper.trim_start_matches('+');
    let spaced = upper.replacen(' ', "T", 1);
    [upper.replace('U', "X"), spaced, upper.replace(' ', ""), upper.replace("?~", "%").replace("~?", "%")]
        .into_iter()
        .find(|date| valid(date))
}

/// Qualified in words or signs: "circa 1990", "1990 (?)", "perhaps 1990".
fn marked(text: &str, depth: u8) -> Option<String> {
    const ABOUT: [&str; 10] =
        ["circa ", "circa. ", "c. ", "c.", "ca. ", "ca ", "about ", "around ", "approximately ", "approx. "];
    const UNSURE: [&str; 5] = ["possibly ", "perhaps ", "probably ", "maybe ", "presumably "];
    const UNSURE_BEHIND: [&str; 3] = ["(?)", "?", "(uncertain)"];
    let mark = |rest: &str, sign: &str| {
        let date = candidate(rest, depth + 1)?;
        let bare = date.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'));
        bare.then(|| date + sign)
    };
    let about = ABOUT.iter().find_map(|word| text.strip_prefix(word)).or_else(|| c_before_year(text));
    if let Some(rest) = about {
        return mark(rest, "~");
    }
    let unsure = UNSURE
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .or_else(|| UNSURE_BEHIND.iter().find_map(|word| text.strip_suffix(word)));
    mark(unsure?, "?")
}

/// "c1990".
fn c_before_year(text: &str) -> Option<&str> {
    text.strip_prefix('c').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// One end only: "1994-", "since 1994", "before 2012".
fn open(text: &str, depth: u8) -> Option<String> {
    const PATTERNS: [(&str, &str, &str); 15] = [
        ("since ", "", "/.."),
        ("from ", "", "/.."),
        ("starting ", "", "/.."),
        ("until ", "../", ""),
        ("till ", "../", ""),
        ("up to ", "../", ""),
        ("to ", "../", ""),
        ("no later than ", "[..", "]"),
        ("not after ", "[..", "]"),
        ("before ", "[..", "]"),
        ("by ", "[..", "]"),
        ("no earlier than ", "[", "..]"),
        ("not before ", "[", "..]"),
        ("on or after ", "[", "..]"),
        ("after ", "[", "..]"),
    ];
    for (word, before, behind) in PATTERNS {
        if let Some(rest) = text.strip_prefix(word)
            && let Some(date) = candidate(rest, depth + 1)
            && valid(&format!("{before}{date}{behind}"))
        {
            return Some(format!("{before}{date}{behind}"));
        }
    }
    if let Some(rest) = text.strip_suffix('-') {
        return candidate(rest, depth + 1).map(|date| date + "/..");
    }
    text.strip_prefix('-').and_then(|rest| candidate(rest, depth + 1)).map(|date| format!("../{date}"))
}

/// "5 or 6 January 2022", "between 1990 and 1995".
fn choice(text: &str, depth: u8) -> Option<String> {
    if let Some((first, last)) = text.strip_prefix("between ").and_then(|rest| rest.split_once(" and ")) {
        let (first, last) = both(first, last, depth)?;
        return Some(format!("[{first}..{last}]"));
    }
    let (first, last) = text.split_once(" or ")?;
    let (first, last) = both(first, last, depth)?;
    Some(format!("[{first},{last}]"))
}

/// "2007 to 2012", "2007-2012", "1990-95", "1994-present".
fn span(text: &str, depth: u8) -> Option<String> {
    let text = text.strip_prefix("from ").unwrap_or(text);
    for separator in [" to ", " until ", " - ", "/", "-"] {
        let Some((first, last)) = text.split_once(separator) else { continue };
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
