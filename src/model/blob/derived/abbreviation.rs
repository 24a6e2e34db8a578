//! Abbreviates ids: a capital letter (or one of the signs after `Z`) stands for a word of the entry's name, `A` for the first
//! word; two of them imply a hyphen. Everything else is written as it is.
#![allow(
    clippy::cast_possible_truncation,
    reason = "a column is read with the width of its type, and counts fit the blob"
)]

/// Precedes an id that cannot be abbreviated.
const MARK: char = '\u{2}';
/// The sign of the first word.
const FIRST: u8 = b'A';
/// Number of words with a sign.
const SIGNS: usize = 32;

/// Replaces signs by words of `name`.
pub(super) fn expand(id: &mut String, name: &str) {
    let mut out = String::new();
    let mut is_behind_word = false;
    if let Some(whole) = id.strip_prefix(MARK) {
        out.push_str(whole);
        id.clear();
    }
    for c in id.chars() {
        let word = (c as usize).wrapping_sub(FIRST.into());
        let is_word = word < SIGNS;
        if is_word {
            if is_behind_word {
                out.push('-');
            }
            push_word(word, name, &mut out);
        } else {
            out.push(c);
        }
        is_behind_word = is_word;
    }
    *id = out;
}

/// Appends a word in lower case. Only ASCII letters and digits make words here.
fn push_word(mut number: usize, name: &str, out: &mut String) {
    let mut is_inside = false;
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            is_inside = true;
            if number == 0 {
                out.push(byte.to_ascii_lowercase().into());
            }
        } else if is_inside {
            if number == 0 {
                return;
            }
            is_inside = false;
            number -= 1;
        }
    }
}

/// The abbreviation that [`expand`] turns into `id`.
pub(super) fn abbreviate(id: &str, name: &str) -> String {
    let words: Vec<String> = (0..SIGNS)
        .map(|number| {
            let mut word = String::new();
            push_word(number, name, &mut word);
            word
        })
        .collect();
    let mut out = String::new();
    // The word last taken, if nothing stands behind it: words mostly come in the order in which the name has them.
    let mut next = 0;
    let mut is_behind_word = false;
    for (part, words_of_id) in id.split('-').enumerate() {
        let in_turn = || (next..SIGNS).chain(0..next).filter_map(|n| Some((n, words.get(n)?)));
        let whole = in_turn().find(|(_, word)| !word.is_empty() && *word == words_of_id);
        let beginning = || in_turn().find(|(_, word)| word.len() > 3 && words_of_id.starts_with(word.as_str()));
        let Some((n, word)) = whole.or_else(beginning) else {
            out.extend([if part > 0 { "-" } else { "" }, words_of_id]);
            is_behind_word = false;
            continue;
        };
        if part > 0 && !is_behind_word {
            out.push('-');
        }
        out.push(char::from(FIRST + n as u8));
        let rest = words_of_id.strip_prefix(word.as_str()).unwrap_or_default();
        out.push_str(rest);
        is_behind_word = rest.is_empty();
        next = n + 1;
    }
    let mut check = out.clone();
    expand(&mut check, name);
    if check == id { out } else { [&*MARK.to_string(), id].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_the_name_become_signs() {
        for (id, name, short) in [
            ("knb", "KNB", "A"),
            ("detained-6-january", "Massimov is detained 5 or 6 January 2022", "CFG"),
            ("attended-school", "He attends a school", "attended-D"),
            ("lifelong-chair", "A chair for life", "Dlong-B"),
            ("old-old-men", "Old men", "AAB"),
            ("nothing-of-it", "Else", "nothing-of-it"),
            ("the-expose", "the exposé", "ABe"),
            ("Capital", "", "\u{2}Capital"),
            ("", "Name", ""),
            ("a--b", "a b", "A--B"),
        ] {
            assert_eq!(abbreviate(id, name), short, "{id}");
        }
    }

    proptest! {
        #[test]
        fn what_is_abbreviated_is_expanded(
            id in "([a-c]{1,3}|[A-D]|-|\\PC|\u{2}){0,8}", name in "([a-c]{1,3}|[ -]|\\PC){0,12}"
        ) {
            let mut out = abbreviate(&id, &name);
            expand(&mut out, &name);
            prop_assert_eq!(out, id);
        }
    }
}
