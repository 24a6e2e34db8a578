//! Numbers as they are written out.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a story has at most 255 sources; numbers of days and months are small"
)]

/// What a word says as part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// One to nineteen, and the tens.
    Small(u128),
    /// Hundred, thousand, million and so on.
    Scale(u128),
}

/// Reads a word of a number: cardinals, ordinals, plurals, in lower case.
pub(super) fn numeral(word: &str) -> Option<Numeral> {
    const SMALL: [(&str, &str, u128); 28] = [
        ("one", "first", 1),
        ("two", "second", 2),
        ("three", "third", 3),
        ("four", "fourth", 4),
        ("five", "fifth", 5),
        ("six", "sixth", 6),
        ("seven", "seventh", 7),
        ("eight", "eighth", 8),
        ("nine", "ninth", 9),
        ("ten", "tenth", 10),
        ("eleven", "eleventh", 11),
        ("twelve", "twelfth", 12),
        ("thirteen", "thirteenth", 13),
        ("fourteen", "fourteenth", 14),
        ("fifteen", "fifteenth", 15),
        ("sixteen", "sixteenth", 16),
        ("seventeen", "seventeenth", 17),
        ("eighteen", "eighteenth", 18),
        ("nineteen", "nineteenth", 19),
        ("twenty", "twentieth", 20),
        ("thirty", "thirtieth", 30),
        ("forty", "fortieth", 40),
        ("fifty", "fiftieth", 50),
        ("sixty", "sixtieth", 60),
        ("seventy", "seventieth", 70),
        ("eighty", "eightieth", 80),
        ("ninety", "ninetieth", 90),
        ("zero", "zeroth", 0),
    ];
    const SCALES: [(&str, u128); 8] = [
        ("dozen", 12),
        ("hundred", 100),
        ("thousand", 1_000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("trillion", 1_000_000_000_000),
        ("bn", 1_000_000_000),
        ("mln", 1_000_000),
    ];
    let stem = |suffix: &str| word.strip_suffix(suffix);
    let plain = stem("thly").map(|stem| format!("{stem}th")).or_else(|| stem("rdly").map(|stem| format!("{stem}rd")));
    let word = plain.as_deref().unwrap_or(word);
    if let Some((.., value)) = SMALL.iter().find(|(cardinal, ordinal, _)| {
        word == *cardinal
            || word == *ordinal
            || word.strip_suffix('s').is_some_and(|one| one == *cardinal || one == *ordinal)
    }) {
        return Some(Numeral::Small(*value));
    }
    let is_scale =
        |scale: &str| word == scale || word.strip_suffix('s') == Some(scale) || word.strip_suffix("th") == Some(scale);
    SCALES.iter().find(|(scale, _)| is_scale(scale)).map(|(_, value)| Numeral::Scale(*value))
}

/// A month's number, by its English name or abbreviation as it stands in a text, capital included.
pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [(&str, &str); 12] = [
        ("January", "Jan"),
        ("February", "Feb"),
        ("March", "Mar"),
        ("April", "Apr"),
        ("May", "May"),
        ("June", "Jun"),
        ("July", "Jul"),
        ("August", "Aug"),
        ("September", "Sep"),
        ("October", "Oct"),
        ("November", "Nov"),
        ("December", "Dec"),
    ];
    let word = if word == "Sept" { "Sep" } else { word };
    let is_word = |(long, short): &(&str, &str)| {
        *long == word || *short == word || (word.len() > 3 || word == "MAY") && long.to_uppercase() == word
    };
    MONTHS.iter().position(is_word).map(|at| at as u8 + 1)
}

/// A month's name.
pub(super) fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("that month")
}
