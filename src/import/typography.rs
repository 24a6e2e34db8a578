//! Typographic signs for those that keyboards have: quotation marks of the language, apostrophes, dashes, dots.

/// The quotation marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotes {
    outer: Option<[&'static str; 2]>,
    inner: [&'static str; 2],
}

/// As the Common Locale Data Repository has them (`delimiters`), for languages that newsrooms of our readers write.
const TABLE: [(&[&str], [&str; 2], [&str; 2]); 8] = [
    (&["en", "pt", "nl", "tr", "vi", "id", "hi", "zh", "ko", "ga", "cy", "ms"], ["“", "”"], ["‘", "’"]),
    (&["de", "cs", "sk", "sl", "hr", "et", "lt", "is"], ["„", "“"], ["‚", "‘"]),
    (&["fr"], ["«\u{a0}", "\u{a0}»"], ["“", "”"]),
    (&["es", "it", "el", "ca", "eu", "gl"], ["«", "»"], ["“", "”"]),
    (&["ru", "uk", "be", "kk", "ky", "bg"], ["«", "»"], ["„", "“"]),
    (&["pl", "ro", "hu", "sr"], ["„", "”"], ["‚", "’"]),
    (&["sv", "fi"], ["”", "”"], ["’", "’"]),
    (&["no", "nb", "nn", "da"], ["«", "»"], ["‘", "’"]),
];

impl Quotes {
    /// Those of a language, by the first part of its BCP 47 tag. Without any, double marks stay as they are.
    pub(super) fn of(lang: &str) -> Quotes {
        let language = lang.split('-').next().unwrap_or_default();
        let row = TABLE.iter().find(|(languages, ..)| languages.contains(&language));
        match row {
            Some((_, outer, inner)) => Quotes { outer: Some(*outer), inner: *inner },
            None => Quotes { outer: None, inner: ["‘", "’"] },
        }
    }

    /// A text with its signs set. `before` is the character before it, where it goes on from another stretch.
    pub(super) fn set(&self, text: &str, before: Option<char>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut before = before.unwrap_or(' ');
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let behind = rest.get(c.len_utf8()..).unwrap_or_default();
            let next = behind.chars().next().unwrap_or(' ');
            let opens = before.is_whitespace() || matches!(before, '(' | '[' | '–' | '—' | '“' | '«' | '„' | '‘' | '/');
            // Feet and inches, minutes and seconds.
            let measures = before.is_ascii_digit() && !next.is_alphanumeric();
            let mut length = c.len_utf8();
            match c {
                '"' if !measures || opens => match self.outer {
                    Some([open, close]) => out.push_str(if opens { open } else { close }),
                    None => out.push('"'),
                },
                // ’90s, ’tis: what is left out is not opened.
                '\'' if opens && next.is_ascii_digit() => out.push('’'),
                '\'' if opens && next.is_alphanumeric() => {
                    let closes = behind
                        .find('\'')
                        .and_then(|at| behind.get(at + 1..))
                        .is_some_and(|after| after.chars().next().is_none_or(|c| !c.is_alphanumeric()));
                    out.push_str(if closes { self.inner[0] } else { "’" });
                }
                '\'' if !measures => out.push('’'),
                '-' if behind.starts_with('-') && !behind.starts_with("--") && before != '-' => {
                    out.push('–');
                    length = 2;
                }
                '-' if before == ' ' && next == ' ' => out.push('–'),
                '.' if behind.starts_with("..") && !behind.starts_with("...") && before != '.' => {
                    out.push('…');
                    length = 3;
                }
                _ => out.push(c),
            }
            before = rest.get(..length).and_then(|signs| signs.chars().next_back()).unwrap_or(c);
            rest = rest.get(length..).unwrap_or_default();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_set_as_the_language_has_them() {
        for (lang, text, set) in [
            ("en", "\"Yes\", he said. 'No' and don't...", "“Yes”, he said. ‘No’ and don’t…"),
            ("en-GB", "in the '90s - or 5' 10\"", "in the ’90s – or 5' 10\""),
            ("de", "\"Ja\" -- (\"nein\")", "„Ja“ – („nein“)"),
            ("fr", "l'\"eau\"", "l’\u{a0}»eau\u{a0}»"),
            ("ru", "\"Мост\"", "«Мост»"),
            ("ar", "\"x\"", "\"x\""),
            ("en", "2007-2012, a-b, ---, ....", "2007-2012, a-b, ---, ...."),
        ] {
            assert_eq!(Quotes::of(lang).set(text, None), set, "{lang}");
        }
    }
}
