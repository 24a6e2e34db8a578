//! Stories as an editor could write them, in every shape that docs/story-format.md knows: each kind of EDTF date, eras and
//! spans with open ends, deep time, texts in several scripts and languages. The same story for the same seed.
//!
//! Used by the scenarios here and by `tests/` of the crate itself, so it knows nothing but JSON.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "random numbers below a small bound")]

use serde_json::{Value, json};

/// Languages with words of their own for dates, and some without, one of which is written from right to left.
const LANGUAGES: [&str; 8] = ["en", "de", "es", "fr", "ru", "kk", "ar", "zh"];
/// Words of texts: several scripts, and characters that HTML and the story format give a meaning to.
const WORDS: [&str; 24] = [
    "river",
    "bridge",
    "council",
    "Straße",
    "l’élève",
    "совет",
    "Қазақстан",
    "مجلس",
    "委員会",
    "co-operation",
    "5",
    "<b>",
    "&amp;",
    "“quoted”",
    "e\u{301}",
    "naïve",
    "İstanbul",
    "ﬁnal",
    "—",
    "10,000",
    "O’Brien",
    "‏",
    "🏛",
    "a",
];
const STATUSES: [&str; 6] = ["reported", "official", "allegation", "anonymous", "opinion", "inference"];
const KINDS: [&str; 7] = ["person", "organisation", "place", "office", "law", "concept", "event"];

/// A linear congruential generator (Knuth's MMIX constants).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn pick<'list>(&mut self, list: &[&'list str]) -> &'list str {
        let at = self.below(list.len() as u64) as usize;
        list.get(at).copied().unwrap_or_default()
    }

    /// A few words, the first of them a letter's.
    fn words(&mut self, most: u64) -> String {
        let mut words = String::from("The");
        for _ in 0..=self.below(most) {
            words.push(' ');
            words.push_str(self.pick(&WORDS));
        }
        words
    }

    /// A date in a year, as precise as the draw says, without qualifiers.
    fn moment(&mut self, year: i64) -> String {
        let number = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        let (month, day) = (1 + self.below(12), 1 + self.below(28));
        match self.below(9) {
            0 | 1 => number,
            2 => format!("{number}-{month:02}"),
            3 => format!("{number}-{}", 21 + self.below(4)),
            4 => format!("{}X", number.get(..number.len() - 1).unwrap_or_default()),
            5 => format!("{number}-{month:02}-{day:02}T{:02}:{:02}", self.below(24), self.below(60)),
            6 => format!("{number}-{month:02}-XX"),
            _ => format!("{number}-{month:02}-{day:02}"),
        }
    }

    /// A year of the calendar; years of deep time are in [`Random::date`].
    fn year(&mut self) -> i64 {
        match self.below(8) {
            0 => -(self.below(4_000) as i64) - 1,
            1 => 1 + self.below(1_000) as i64,
            _ => 1_900 + self.below(140) as i64,
        }
    }

    /// Years before the calendar or beyond it, of six digits to eleven.
    fn deep_year(&mut self) -> String {
        match self.below(4) {
            0 => "Y-13800000000".into(),
            1 => format!("Y-{}", 100_000 + self.below(4_000_000_000)),
            2 => format!("Y-{}E{}", 1 + self.below(9), 6 + self.below(4)),
            _ => format!("Y{}", 100_000 + self.below(900_000)),
        }
    }

    /// A date of any shape.
    pub fn date(&mut self) -> String {
        let year = self.year();
        let later = year + 1 + self.below(60) as i64;
        match self.below(14) {
            0 => format!("{}/{}", self.moment(year), self.moment(later + 10)),
            1 => format!("{}/..", self.moment(year)),
            2 => format!("../{}", self.moment(year)),
            3 => format!("{}/", self.moment(year)),
            4 => format!("/{}", self.moment(year)),
            5 => format!("[{},{}]", self.moment(year), self.moment(later + 10)),
            6 => format!("[..{}]", self.moment(year)),
            7 => format!("[{}..]", self.moment(year)),
            8 => format!("{}{}", self.moment(year.max(1)), self.pick(&["?", "~", "%"])),
            9 => self.deep_year(),
            10 => "Y-13800000000/..".into(),
            _ => self.moment(year),
        }
    }

    /// The fields of a statement: its kind, its claimant and its cites.
    fn claim(&mut self, row: &mut Value) {
        let status = self.pick(&STATUSES);
        row["status"] = json!(status);
        if status != "reported" || self.one_in(4) {
            row["claimant"] = json!(self.words(3));
        }
        row["cites"] = json!([format!("s{}:{}", self.below(2), 1 + self.below(9))]);
        if self.one_in(5) {
            row["inferred"] = json!(self.words(5));
        }
    }

    /// A text that may name a term.
    fn text(&mut self, terms: u64) -> String {
        let mut text = self.words(12);
        if terms > 0 && self.one_in(2) {
            let term = self.below(terms);
            let mention = match self.below(3) {
                0 => format!(" Term{term} "),
                1 => format!(" [[term-{term}]] "),
                _ => format!(" [[term-{term}|{}]] ", self.words(2)),
            };
            text += &mention;
            text += &self.words(4);
        }
        text.trim_end().to_owned() + "."
    }
}

/// A story in JSON, with so many events.
pub fn random_story(seed: u64, events: u64) -> Value {
    let mut random = Random::new(seed);
    let random = &mut random;
    let terms = random.below(6);
    let (themes, lanes) = (1 + random.below(3), 1 + random.below(4));
    let labels = |random: &mut Random, id: &str, count: u64| -> Vec<Value> {
        (0..count).map(|n| json!({ "id": format!("{id}-{n}"), "label": random.words(2) })).collect()
    };
    let mut story = json!({
        "id": format!("random-{seed}"),
        "lang": LANGUAGES[(seed % LANGUAGES.len() as u64) as usize],
        "title": random.words(6),
        "standfirst": random.text(terms),
        "about": [random.text(terms)],
        "report": random.words(6),
        "updated": "2026-01-31",
        "themes": labels(random, "theme", themes),
        "lanes": labels(random, "lane", lanes),
        "topics": labels(random, "topic", 2),
        "revisions": [{ "date": "2026-01-31", "says": random.text(terms) }],
    });
    story["eras"] = (0..random.below(5))
        .map(
            |n| json!({ "id": format!("era-{n}"), "label": random.words(2), "date": random.date(), "cites": ["s0:1"] }),
        )
        .collect();
    story["chapters"] = ["1850/1949", "1950/1999", "2000/.."]
        .into_iter()
        .skip(random.below(4) as usize)
        .enumerate()
        .map(|(n, when)| json!({ "id": format!("chapter-{n}"), "label": random.words(1), "when": when }))
        .collect();
    story["lead"] = (0..events.min(8)).filter(|_| random.one_in(3)).map(|n| json!(format!("event-{n}"))).collect();
    story["sources"] = (0..2)
        .map(|n| {
            json!({
                "id": format!("s{n}"), "label": random.words(1), "document": format!("s{n}.txt"), "title": random.words(4),
                "kind": "report", "publisher": random.words(1), "author": random.words(1), "published": random.moment(2025),
                "description": random.words(8), "paragraphs": 9,
            })
        })
        .collect();
    story["events"] = (0..events).map(|n| event(random, n, terms, themes, lanes)).collect();
    story["terms"] = (0..terms).map(|n| term(random, n, terms)).collect();
    story["questions"] = (0..random.below(3)).map(|n| question(random, n, terms, themes)).collect();
    story["voices"] = (0..random.below(3)).map(|n| voice(random, n, terms)).collect();
    story
}

fn event(random: &mut Random, n: u64, terms: u64, themes: u64, lanes: u64) -> Value {
    let mut row = json!({
        "id": format!("event-{n}"),
        "headline": random.words(6),
        "summary": random.text(terms),
        "themes": [format!("theme-{}", random.below(themes))],
        "lane": format!("lane-{}", random.below(lanes)),
        "importance": 1 + random.below(3),
    });
    if n > 0 && random.one_in(8) {
        row["after"] = json!(format!("event-{}", n - 1));
    } else {
        row["date"] = json!(random.date());
    }
    if random.one_in(6) && row["date"].is_string() {
        row["shown"] = json!(random.words(3));
    }
    if random.one_in(3) {
        row["short"] = json!("A bridge");
        row["search"] = json!([random.words(1)]);
    }
    random.claim(&mut row);
    row
}

fn term(random: &mut Random, n: u64, terms: u64) -> Value {
    let mut row = json!({
        "id": format!("term-{n}"),
        "label": format!("Term{n} {}", random.words(1)),
        "kind": random.pick(&KINDS),
        "forms": [format!("Term{n}")],
        "search": [format!("Other{n}")],
        "sort": format!("{n}, Term"),
        "definition": random.text(terms),
    });
    random.claim(&mut row);
    row
}

fn question(random: &mut Random, n: u64, terms: u64, themes: u64) -> Value {
    let account = |random: &mut Random| {
        let mut row = json!({ "says": random.text(terms), "attributed_to": random.words(3) });
        random.claim(&mut row);
        without_claimant(row)
    };
    json!({
        "id": format!("question-{n}"),
        "asks": random.words(6) + "?",
        "events": ["event-0"],
        "disputes": if random.one_in(2) { json!(["event-0"]) } else { json!([]) },
        "themes": [format!("theme-{}", random.below(themes))],
        "importance": 1 + random.below(3),
        "accounts": [account(random), account(random)],
    })
}

fn voice(random: &mut Random, n: u64, terms: u64) -> Value {
    let mut row = json!({
        "id": format!("voice-{n}"),
        "name": random.words(2),
        "named": random.one_in(2),
        "role": random.text(terms),
        "holds": random.text(terms),
        "on": [format!("topic-{}", random.below(2))],
    });
    random.claim(&mut row);
    without_claimant(row)
}

/// Accounts name theirs as `attributed_to`; a voice is one.
fn without_claimant(mut row: Value) -> Value {
    if let Some(row) = row.as_object_mut() {
        row.remove("claimant");
    }
    row
}
