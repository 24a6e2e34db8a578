use super::*;
use crate::model::words::{Word, Words, fill};

/// What is wrong with a file, a line each.
fn faults(text: &str) -> String {
    let line = |(number, refusal): (usize, Refusal)| format!("{number}: {}\n   {}\n", refusal.message, refusal.help);
    Dictionary::read("xx", text).err().unwrap_or_default().into_iter().map(line).collect()
}

#[test]
fn every_file_has_every_word_and_no_other() {
    for language in &LANGUAGES {
        assert_eq!(faults(language.text), "", "languages/{}.toml", language.tag);
    }
}

#[test]
fn files_are_toml() {
    for language in &LANGUAGES {
        let (node, faults) = crate::story::tree::toml::parse(language.text);
        assert!(faults.is_empty(), "languages/{}.toml", language.tag);
        let mut toml = Vec::new();
        for entry in node.table().unwrap().entries() {
            match entry.node.table() {
                Some(table) => toml.extend(
                    table
                        .entries()
                        .iter()
                        .map(|part| (format!("{}.{}", entry.key, part.key), part.node.text().unwrap().to_owned())),
                ),
                None => toml.push((entry.key.clone(), entry.node.text().unwrap().to_owned())),
            }
        }
        let read = lines(language.text).map(|line| line.unwrap());
        assert_eq!(read.map(|line| (line.key, line.value.to_owned())).collect::<Vec<_>>(), toml, "{}", language.tag);
    }
}

#[test]
fn broken_files_say_what_is_wrong_and_where() {
    let english = LANGUAGES.iter().find(|language| language.tag == "en").unwrap().text;
    let broken = english
        .replace("one = \"n = 1\"", "one = \"n is 1\"")
        .replace("close = \"Close\"", "close = 'Close'")
        .replace("Updated {date}.", "Updated.")
        .replace("{n} of {total}\"\n#", "{n} of {all}\"\n#")
        .replace("reset =", "resett =");
    let found = faults(&broken);
    let number = |words: &str| 1 + broken.lines().position(|line| line.contains(words)).unwrap();
    for line in [
        format!("{}: `is` is neither `=` nor `!=`", number("n is 1")),
        format!("{}: this is no word under a key", number("'Close'")),
        format!("{}: `updated` needs `{{date}}` once", number("Updated.")),
        format!("{}: `of` needs `{{total}}` once", number("{all}")),
        format!("{}: there is no word `resett`\n   did you mean `reset`?", number("resett")),
        "0: the file has no".to_owned(),
    ] {
        assert!(found.contains(&line), "{line} is not in\n{found}");
    }
}

#[test]
fn every_word_of_the_first_file_has_a_comment_above_it() {
    let english = LANGUAGES.iter().find(|language| language.tag == "en").unwrap().text;
    let mut has_comment = false;
    for (line, number) in english.lines().zip(1..) {
        if line.is_empty() {
            has_comment = false;
        }
        has_comment |= line.starts_with('#');
        assert!(has_comment || !line.contains('='), "line {number}: {line}");
    }
}

#[test]
fn a_number_has_the_form_of_its_noun() {
    let dictionary = Dictionary::nearest("en");
    let mut words = Words { list: dictionary.list() };
    words.set(Word::PLURALS, 0, &dictionary.plurals());
    let count = |number: usize| fill(words.form(Word::EVENTS, number), &[&number.to_string()]);
    assert_eq!(
        [0, 1, 2, 11, 101, 1_000_001].map(count),
        ["0 events", "1 event", "2 events", "11 events", "101 events", "1000001 events"]
    );
}

/// The plural category of a number, as a reader's browser finds it.
fn category(words: &Words, number: usize) -> &str {
    words.form(Word::EVENTS, number)
}

#[test]
fn plural_rules_are_those_of_cldr() {
    for language in &LANGUAGES {
        let dictionary = Dictionary::for_language(language.tag).unwrap();
        let mut words = Words { list: dictionary.list() };
        words.set(Word::PLURALS, 0, &dictionary.plurals());
        for (n, name) in CATEGORIES.iter().enumerate() {
            words.set(Word::EVENTS, n, name);
        }
        let locale: icu_locale_core::Locale = language.tag.parse().unwrap();
        let cldr = icu_plurals::PluralRules::try_new_cardinal(locale.into()).unwrap();
        for number in 0..=1_000_usize {
            let expected = format!("{:?}", cldr.category_for(number)).to_lowercase();
            assert_eq!(category(&words, number), expected, "{number} in {}", language.tag);
        }
    }
}

#[test]
fn arrows_point_to_where_reading_begins() {
    for language in &LANGUAGES {
        let back = Dictionary::for_language(language.tag).unwrap().word("back-to").unwrap();
        let arrow = if ["ar", "fa", "he"].contains(&language.tag) { '→' } else { '←' };
        assert!(back.starts_with(arrow), "{}: {back}", language.tag);
    }
}

#[test]
fn the_script_for_an_elements_words_has_every_key() {
    let quoted = |words: &[&str]| words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ");
    let mut list = String::from(
        "// The words of the interface that a page may replace: key, place in the engine's list, parts, placeholders, whether they\n\
         // are plural forms. Written by `BACKSTORY_WRITE=1 cargo test --lib words`.\n\n\
         /** @type {[string, number, string[], string[], boolean][]} */\nexport const WORDS = [\n",
    );
    let mut place = 0;
    for entry in ENTRIES {
        if !entry.key.is_empty() {
            let line = format!(
                "  [{:?}, {place}, [{}], [{}], {}],\n",
                entry.key,
                quoted(entry.parts),
                quoted(entry.holes),
                entry.is_counted()
            );
            list.push_str(&line);
        }
        place += entry.size();
    }
    list.push_str("];\n");
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/shell/words-list.js");
    if std::env::var_os("BACKSTORY_WRITE").is_some() {
        std::fs::write(&file, &list).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), list);
}
