//! Holds the tables of letters of Asian scripts in Latin against the library that they are taken from. They are committed
//! because the library weighs as much as the compiler that browsers load.
//!
//! `BACKSTORY_WRITE=1 cargo test --test romanized` writes them anew.

use any_ascii::any_ascii_char;
use backstory::story::letters::latin;
use std::fs;
use std::path::Path;

/// Letters of Armenian, Hebrew, Arabic, Devanagari, Bengali, Thai, Georgian and kana, as newspapers transliterate them.
const SCRIPTS: [(u32, u32); 8] = [
    (0x531, 0x587),
    (0x5d0, 0x5ea),
    (0x620, 0x6d5),
    (0x900, 0x97f),
    (0x980, 0x9ff),
    (0xe01, 0xe4e),
    (0x10d0, 0x10fa),
    (0x3041, 0x30ff),
];

/// Letters that newspapers write in another way than the library.
const OTHERWISE: [(char, &str); 11] = [
    // Vav is a vowel more often than a v; shin is sh in most names, tsadi ts.
    ('ו', "w"),
    ('ש', "sh"),
    ('ב', "b"),
    ('פ', "p"),
    ('כ', "k"),
    ('ך', "k"),
    ('च', "ch"),
    ('श', "sh"),
    ('ष', "sh"),
    ('ं', "n"),
    ('ँ', "n"),
];

fn letter(c: char) -> String {
    match OTHERWISE.iter().find(|(other, _)| *other == c) {
        Some((_, latin)) => (*latin).to_owned(),
        None => any_ascii_char(c).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect(),
    }
}

fn letters() -> String {
    let line = |(first, last): &(u32, u32)| {
        let letters: Vec<String> = (*first..=*last).filter_map(char::from_u32).map(letter).collect();
        format!("{first:04x} {}\n", letters.join("|"))
    };
    SCRIPTS.iter().map(line).collect()
}

/// What the committed table says, as the library says it.
fn han(committed: &str) -> String {
    let line = |line: &str| {
        let (_, characters) = line.split_once(' ').unwrap();
        let syllable = any_ascii_char(characters.chars().next().unwrap()).to_lowercase();
        let kept: String = characters.chars().filter(|c| any_ascii_char(*c).eq_ignore_ascii_case(&syllable)).collect();
        format!("{syllable} {kept}\n")
    };
    committed.lines().map(line).collect()
}

#[test]
fn the_tables_are_those_of_the_library() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/story/letters");
    let committed = fs::read_to_string(folder.join("han.txt")).unwrap();
    for (name, table) in [("letters.txt", letters()), ("han.txt", han(&committed))] {
        if std::env::var_os("BACKSTORY_WRITE").is_some() {
            fs::write(folder.join(name), &table).unwrap();
        }
        let committed = fs::read_to_string(folder.join(name)).unwrap();
        assert!(
            committed == table,
            "{name} is not what the library says: BACKSTORY_WRITE=1 cargo test --test romanized"
        );
    }
    assert!(committed.chars().filter(|c| !c.is_ascii()).count() >= 6_763);
}

#[test]
fn letters_of_every_script_have_latin_ones() {
    for (text, expected) in [
        ("习近平", "xijinping"),
        ("北京", "beijing"),
        ("トヨタ", "toyota"),
        ("がっこう", "gatkou"),
        // Examples of the rules of 2000.
        ("구미", "gumi"),
        ("영동", "yeongdong"),
        ("옥천", "okcheon"),
        ("합덕", "hapdeok"),
        ("월곶", "wolgot"),
        ("벚꽃", "beotkkot"),
        ("한밭", "hanbat"),
        ("محمد", "mhmd"),
        ("نتنیاهو", "ntnyhw"),
        ("נתניהו", "ntnyhw"),
        ("भारत", "bhart"),
        ("თბილისი", "tbilisi"),
        ("Երևան", "Erevan"),
    ] {
        let found: String =
            text.chars().map(|c| latin(c).map_or_else(|| c.to_string(), std::borrow::Cow::into_owned)).collect();
        assert_eq!(found.to_lowercase(), expected.to_lowercase(), "{text}");
    }
}
