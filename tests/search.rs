//! A reader's search, through compiler and index: every spelling that a story lists finds its term, and the hard cases of
//! scripts, accents and slips do.

use backstory::compile::compile;
use backstory::model::Story;
use backstory::search::{Index, search};
use backstory::story::files::{File, Files, NAMES};
use backstory::story::load;
use std::fs;
use std::path::Path;

fn files(folder: &str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let file = |name: &&str| File { name: (*name).to_owned(), text: fs::read_to_string(folder.join(name)).unwrap() };
    NAMES.iter().map(file).collect()
}

fn compiled(files: Vec<File>) -> Story {
    let (story, _) = load(&Files(files)).expect("the story has no errors");
    compile(&story).unwrap()
}

/// The shipped story's terms alone: what else mentions them is searched in other tests, and takes its time.
fn shipped_terms() -> Story {
    let mut story = compiled(files("seeds"));
    story.events.clear();
    story.questions.clear();
    story.voices.clear();
    story
}

/// Labels of the terms that a query finds, the best first.
fn found<'a>(story: &'a Story, index: &Index, query: &str) -> Vec<&'a str> {
    search(index, query).terms.iter().map(|hit| story.terms[*hit].label.as_str()).collect()
}

/// Terms as `label | form | form`.
const TERMS: &[&str] = &[
    "Kassym-Jomart Tokayev | Tokayev | Токаев | Қасым-Жомарт Тоқаев",
    "Karim Massimov | Massimov",
    "Nursultan Nazarbayev | Nazarbayev | Назарбаев",
    "Nazarbayev University",
    "National Security Committee | KNB",
    "National Security Council",
    "O’Brien",
    "Łódź",
    "Malmö–Øresund line",
    "Straße des 17. Juni",
    "Éire",
    "co\u{ad}operation treaty",
    "İstanbul | Istanbul",
    "新疆 | Xinjiang",
    "新疆生产建设兵团",
    "東京タワー",
    "한국은행",
    "القاهرة | Cairo",
    "ירושלים",
    "หนังสือ",
    "भारत सरकार",
    "Ελλάδα",
    "Việt Nam",
    "RFE/RL",
    "C++",
    "9/11",
    "A. P. Møller",
];

fn quoted(words: &str) -> String {
    ["\"", words, "\""].concat()
}

fn hard_cases() -> Story {
    let mut files = files("src/cli/starter");
    let glossary = files.iter_mut().find(|file| file.name == "glossary.toml").unwrap();
    for (n, line) in TERMS.iter().enumerate() {
        let mut names = line.split(" | ");
        let label = names.next().unwrap();
        let forms: Vec<String> = names.map(quoted).collect();
        let (label, forms) = (quoted(label), forms.join(", "));
        let term = [
            format!("\n[[term]]\nid = \"hard-{n}\"\nlabel = {label}\nforms = [{forms}]\n"),
            String::from(
                "kind = \"concept\"\ndefinition = \"A case.\"\nstatus = \"reported\"\ncites = [\"gazette:1\"]\n",
            ),
        ];
        glossary.text.push_str(&term.concat());
    }
    compiled(files)
}

#[test]
fn hard_cases_find_their_term_first() {
    let story = hard_cases();
    let index = Index::new(&story);
    for (query, label) in [
        // Case, accents, apostrophes, hyphens, in either spelling.
        ("TOKAYEV", "Kassym-Jomart Tokayev"),
        ("kassym jomart", "Kassym-Jomart Tokayev"),
        ("Kassym–Jomart", "Kassym-Jomart Tokayev"),
        ("obrien", "O’Brien"),
        ("O'Brien", "O’Brien"),
        ("O’BRIEN’S", "O’Brien"),
        ("lodz", "Łódź"),
        ("ŁÓDŹ", "Łódź"),
        ("Lo\u{301}dz\u{301}", "Łódź"),
        ("malmo oresund", "Malmö–Øresund line"),
        ("malmö-øresund", "Malmö–Øresund line"),
        ("strasse", "Straße des 17. Juni"),
        ("STRAẞE", "Straße des 17. Juni"),
        ("eire", "Éire"),
        ("E\u{301}ire", "Éire"),
        ("viet nam", "Việt Nam"),
        ("vie\u{323}\u{302}t", "Việt Nam"),
        ("istanbul", "İstanbul"),
        ("İSTANBUL", "İstanbul"),
        ("moller", "A. P. Møller"),
        // Transliterations.
        ("Toqaev", "Kassym-Jomart Tokayev"),
        ("Tokaev", "Kassym-Jomart Tokayev"),
        ("Toqayev’s", "Kassym-Jomart Tokayev"),
        ("Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev"),
        ("Masimov", "Karim Massimov"),
        ("Kerim Massimov", "Karim Massimov"),
        ("Nursultan Nazarbaev", "Nursultan Nazarbayev"),
        ("Sinkiang", "新疆"),
        // Cyrillic, with and without the letters that Russian keyboards lack.
        ("токаев", "Kassym-Jomart Tokayev"),
        ("ТОҚАЕВ", "Kassym-Jomart Tokayev"),
        ("Касым-Жомарт", "Kassym-Jomart Tokayev"),
        ("назарб", "Nursultan Nazarbayev"),
        // Order, beginnings, middles.
        ("tokayev kassym", "Kassym-Jomart Tokayev"),
        ("massimov, karim", "Karim Massimov"),
        ("nat sec com", "National Security Committee"),
        ("sec coun", "National Security Council"),
        ("nazarb univ", "Nazarbayev University"),
        ("university nazarbayev", "Nazarbayev University"),
        ("resund", "Malmö–Øresund line"),
        // Slips.
        ("masismov", "Karim Massimov"),
        ("massimow", "Karim Massimov"),
        ("tokaeyv", "Kassym-Jomart Tokayev"),
        ("nursultan nazarbajew", "Nursultan Nazarbayev"),
        ("comittee", "National Security Committee"),
        ("токоев", "Kassym-Jomart Tokayev"),
        ("нурсултан назарбоев", "Nursultan Nazarbayev"),
        // Soft hyphens and invisible marks, in the story and in the query.
        ("cooperation", "co\u{ad}operation treaty"),
        ("co\u{ad}oper\u{ad}ation", "co\u{ad}operation treaty"),
        // Scripts without spaces or case, and from right to left.
        ("新疆", "新疆"),
        ("生产建设", "新疆生产建设兵团"),
        ("東京", "東京タワー"),
        ("タワー", "東京タワー"),
        ("한국", "한국은행"),
        ("القاهرة", "القاهرة"),
        ("القاه", "القاهرة"),
        ("ירושל", "ירושלים"),
        ("หนังสือ", "หนังสือ"),
        ("सरकार", "भारत सरकार"),
        ("ελλαδα", "Ελλάδα"),
        ("ΕΛΛΆΔΑ", "Ελλάδα"),
        // Signs.
        ("rfe rl", "RFE/RL"),
        ("RFE-RL", "RFE/RL"),
        ("9/11", "9/11"),
        ("9-11", "9/11"),
        ("c++", "C++"),
    ] {
        assert_eq!(found(&story, &index, query).first(), Some(&label), "{query}");
    }
}

#[test]
fn what_is_no_spelling_and_no_slip_finds_nothing() {
    let story = hard_cases();
    let index = Index::new(&story);
    for query in ["kgb", "knx", "9/12", "18. Juni", "大阪", "москва", "zzzz", "tokayev lodz", "!?", "\u{ad}"] {
        assert_eq!(found(&story, &index, query), [""; 0], "{query}");
    }
}

/// As typed: capitals and quotation marks however they come.
fn as_typed(spelling: &str) -> [String; 3] {
    let plain = spelling.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    [spelling.to_owned(), plain.to_lowercase(), plain.to_uppercase()]
}

#[test]
fn every_spelling_of_the_shipped_story_finds_its_term() {
    let story = shipped_terms();
    let index = Index::new(&story);
    let (mut spellings, mut first) = (0, 0);
    for term in &story.terms {
        for spelling in [&term.label].into_iter().chain(&term.forms).chain(&term.search) {
            for query in as_typed(spelling) {
                let found = found(&story, &index, &query);
                let place = found.iter().position(|label| *label == term.label);
                assert!(place.is_some_and(|place| place < 3), "{query} finds {:?}, not {}", found.first(), term.label);
                spellings += 1;
                first += usize::from(place == Some(0));
            }
            // Whole words in any other order are the same words.
            let turned: Vec<&str> = spelling.split(' ').rev().collect();
            let found = found(&story, &index, &turned.join(" "));
            assert!(found.contains(&term.label.as_str()), "{turned:?} does not find {}", term.label);
        }
    }
    assert!(spellings > 700, "{spellings} spellings");
    assert!(first * 100 >= spellings * 98, "only {first} of {spellings} come first");
}

#[test]
fn every_beginning_of_a_headword_finds_it() {
    let story = shipped_terms();
    let index = Index::new(&story);
    for term in &story.terms {
        for (end, c) in term.label.char_indices().filter(|(end, c)| *end >= 3 && c.is_alphanumeric()) {
            let typed = &term.label[..end + c.len_utf8()];
            let found = found(&story, &index, typed);
            assert!(found.contains(&term.label.as_str()), "“{typed}” does not find {}", term.label);
        }
    }
}

/// A story of events from `date: headline`.
fn events(lang: &str, lines: &[&str]) -> Story {
    let mut files = files("src/cli/starter");
    for file in &mut files {
        if file.name == "story.toml" {
            file.text = file.text.replace("lang = \"en\"", &format!("lang = \"{lang}\""));
        }
        if file.name == "events.toml" {
            for (n, line) in lines.iter().enumerate() {
                let (date, headline) = line.split_once(": ").unwrap();
                let event = format!(
                    "\n[[event]]\nid = \"case-{n}\"\ndate = \"{date}\"\nheadline = {}\nsummary = \"A case.\"\n\
                     themes = [\"bridge\"]\nlane = \"town\"\nimportance = 1\nstatus = \"reported\"\ncites = [\"gazette:1\"]\n",
                    quoted(headline)
                );
                file.text.push_str(&event);
            }
        }
    }
    compiled(files)
}

/// Headlines of the events that a query finds, the best first.
fn found_events<'a>(story: &'a Story, query: &str) -> Vec<&'a str> {
    search(&Index::new(story), query).events.iter().map(|hit| story.events[*hit].headline.as_str()).collect()
}

#[test]
fn a_query_in_one_script_finds_events_in_another() {
    let story = events(
        "ru",
        &[
            "2022-01-05: Токаев возглавил Совет безопасности",
            "2022-01-06: Задержан Карим Масимов",
            "2019-03-19: Нурсултан Назарбаев ушёл в отставку",
            "2014-02-22: Киев: Янукович бежал",
            "2014-02-23: Уряд у Києві",
            "2023-01-01: Nursultan Nazarbayev Foundation",
            "2023-01-02: Αθήνα",
        ],
    );
    for (query, first) in [
        ("Nazarbaev", "Нурсултан Назарбаев ушёл в отставку"),
        ("nazarbayev ushel", "Нурсултан Назарбаев ушёл в отставку"),
        ("nursultan otstavku", "Нурсултан Назарбаев ушёл в отставку"),
        ("tokayev", "Токаев возглавил Совет безопасности"),
        ("Massimov", "Задержан Карим Масимов"),
        ("kiev", "Киев: Янукович бежал"),
        ("Yanukovych", "Киев: Янукович бежал"),
        ("kyiv", "Киев: Янукович бежал"),
        ("athina", "Αθήνα"),
        ("МОСКВА", ""),
    ] {
        assert_eq!(found_events(&story, query).first().copied().unwrap_or_default(), first, "{query}");
    }
    // The query's own script ranks first.
    let both = ["Nursultan Nazarbayev Foundation", "Нурсултан Назарбаев ушёл в отставку"];
    assert_eq!(found_events(&story, "Nazarbayev"), both);
    assert_eq!(found_events(&story, "Назарбаев"), [both[1], both[0]]);
}

#[test]
fn a_latin_query_finds_names_in_every_script() {
    let headlines = |lang: &str| match lang {
        "ar" => &["محمد بن سلمان يزور القاهرة", "نزارباييف يستقيل", "فلاديمير بوتين", "في عام ٢٠١٩ استقال"][..],
        "fa" => &["نتانیاهو در تهران", "پوتین به مسکو رفت"],
        "he" => &["נתניהו בירושלים", "נזרבאייב התפטר", "אריאל שרון"],
        "hi" => &["नरेन्द्र मोदी भारत सरकार", "राजीव गांधी"],
        "zh" => &["习近平访问哈萨克斯坦", "北京大学", "托卡耶夫"],
        "ja" => &["トヨタが発表", "さくら銀行"],
        "ko" => &["문재인 대통령", "한국은행"],
        "el" => &["Αλέξανδρος Τσίπρας", "Αθήνα"],
        "ka" => &["თბილისი", "სააკაშვილი"],
        _ => &[],
    };
    for (lang, query, expected) in [
        ("ar", "Muhammad Salman", 0),
        ("ar", "mohammed", 0),
        ("ar", "nazarbayev", 1),
        ("ar", "Putin", 2),
        ("ar", "vladimir", 2),
        ("ar", "2019", 3),
        ("ar", "القاهره", 0),
        ("fa", "Netanyahu", 0),
        ("fa", "tehran", 0),
        ("fa", "putin", 1),
        ("he", "netanyahu", 0),
        ("he", "Yerushalayim", 0),
        ("he", "nazarbayev", 1),
        ("he", "sharon", 2),
        ("hi", "Narendra", 0),
        ("hi", "bharat sarkar", 0),
        ("hi", "rajiv", 1),
        ("zh", "jinping", 0),
        ("zh", "xijinping", 0),
        ("zh", "hasakesitan", 0),
        ("zh", "beijing", 1),
        ("ja", "toyota", 0),
        ("ja", "sakura", 1),
        ("ko", "munjaein", 0),
        ("ko", "hanguk", 1),
        ("el", "alexandros", 0),
        ("el", "athina", 1),
        ("ka", "tbilisi", 0),
        ("ka", "saakashvili", 1),
    ] {
        let headlines = headlines(lang);
        let lines: Vec<String> = headlines.iter().map(|headline| ["2022-01-05: ", headline].concat()).collect();
        let story = events(lang, &lines.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(found_events(&story, query).first(), headlines.get(expected), "{lang}: {query}");
    }
}

#[test]
fn a_query_in_another_script_finds_latin_names() {
    let story = |lang: &str, own: &str| {
        let own = ["2022-01-05: ", own].concat();
        events(lang, &[&own, "2022-01-06: Karim Massimov", "2022-01-07: Xinhua", "2022-01-08: Alexandros Tsipras"])
    };
    for (lang, own, query, found) in [
        ("el", "Ο Αλέξανδρος Τσίπρας στην Αθήνα", "Τσίπρας", 2),
        ("zh", "新华社在北京的中华报道，新闻内容很长很长", "新华", 2),
        ("ru", "Карим Масимов", "Масимов", 2),
    ] {
        assert_eq!(found_events(&story(lang, own), query).len(), found, "{query}");
    }
}

#[test]
fn a_cyrillic_query_finds_latin_names() {
    let story = events("en", &["2022-01-06: Karim Massimov is detained", "2022-01-05: Tokayev takes over"]);
    for (query, headlines) in
        [("Масимов", &["Karim Massimov is detained"][..]), ("токаев", &["Tokayev takes over"]), ("Задержан", &[])]
    {
        assert_eq!(found_events(&story, query), headlines, "{query}");
    }
}

#[test]
fn other_names_of_an_event_find_it_first() {
    let story = compiled(files("seeds"));
    for (query, id) in [
        ("verdict", "sentenced-24-april"),
        ("Conviction", "sentenced-24-april"),
        ("arrest", "detained-5-or-6-january"),
        ("dismissal", "removed-as-security-chief-5-january"),
        ("peking", "beijing-and-wuhan-by-the-profile"),
        ("Пекин", "beijing-and-wuhan-by-the-profile"),
    ] {
        let found = search(&Index::new(&story), query);
        let first = found.events.first().map(|hit| story.events[*hit].id.as_str());
        assert_eq!(first, Some(id), "{query}");
    }
}

#[test]
fn names_in_other_scripts_find_the_shipped_terms() {
    let story = compiled(files("seeds"));
    let index = Index::new(&story);
    for (query, id) in [
        ("Назарбаев", "nazarbayev"),
        ("токаев", "tokayev"),
        ("Масимов", "massimov"),
        ("Кулибаев", "kulibaev"),
        ("kulibayev", "kulibaev"),
        ("Қазақстан", "kazakhstan"),
        ("哈萨克斯坦", "kazakhstan"),
        ("北京大学", "peking-university"),
    ] {
        let found = search(&index, query);
        let first = found.terms.first().map(|hit| story.terms[*hit].id.as_str());
        assert_eq!(first, Some(id), "{query}");
    }
}

#[test]
fn a_number_is_found_with_any_separator() {
    let headlines = ["1,200 arrests", "1 200 arrests", "1.200 arrests", "1\u{202f}200 arrests", "1200 arrests"];
    let lines: Vec<String> = headlines.iter().map(|headline| format!("2022-01-05: {headline}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let story = events("en", &lines);
    for query in ["1200 arrests", "1,200 arrests", "1 200 arrests", "1.200 arrests", "1\u{a0}200 arrests"] {
        assert_eq!(found_events(&story, query), headlines, "{query}");
    }
    assert_eq!(found_events(&story, "1201 arrests"), [""; 0]);
}

#[test]
fn a_date_finds_the_events_of_that_day_first() {
    let story = events(
        "en",
        &[
            "2021-12-16: The march of 5 January is announced",
            "2022-01-04/2022-01-05: Protests spread",
            "2022-01-05: The city hall burns",
            "[2022-01-05,2022-01-06]: The head of the service is detained",
            "2022-01-25: A report of 5 pages",
        ],
    );
    let (day, either) = ("The city hall burns", "The head of the service is detained");
    let (span, march) = ("Protests spread", "The march of 5 January is announced");
    for query in ["5 January", "5 january 2022"] {
        let found = found_events(&story, query);
        assert_eq!(found.first(), Some(&day), "{query}: {found:?}");
        assert_eq!(found.get(1..3), Some(&[span, either][..]), "{query}: {found:?}");
    }
    assert_eq!(found_events(&story, "January 5").get(..3), Some(&[span, day, either][..]));
    assert_eq!(found_events(&story, "march announced"), [march]);
}
