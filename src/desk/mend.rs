//! Mends: changes of one value that put a problem right. Only what is certain, or one of a few readings that the editor picks
//! from, is offered; the advice in words covers the rest.

use serde::Serialize;
use serde_json::{Value, json};

use crate::story::edtf::Edtf;
use crate::story::object::Diagnostic;

/// A change of one value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mend {
    /// What it does, for a button: "Write 2021-05-06".
    pub label: String,
    /// Path of the value.
    pub path: String,
    /// The new value; `null` takes it out.
    pub value: Value,
    /// Whether it can be applied with others at once: there is no second reading.
    pub is_certain: bool,
}

/// What mends a problem of this story.
pub fn mends(problem: &Diagnostic, story: &Value) -> Vec<Mend> {
    let Some(value) = at(story, &problem.path) else { return Vec::new() };
    let replace = |value: &str, is_certain| Mend {
        label: format!("Write {value}"),
        path: problem.path.clone(),
        value: json!(value),
        is_certain,
    };
    let words = value.as_str();
    match (problem.code, words) {
        ("bad-date", Some(_)) => {
            let dates = quoted(&problem.help).into_iter().filter(|date| Edtf::parse(date).is_ok());
            let dates: Vec<&str> = dates.collect();
            // An example in the advice is no reading of what is written.
            let is_reading = problem.help.starts_with("write `");
            let is_certain = dates.len() == 1;
            if is_reading { dates.into_iter().map(|date| replace(date, is_certain)).collect() } else { Vec::new() }
        }
        ("bad-id", Some(_)) => quoted(&problem.help).into_iter().take(1).map(|id| replace(id, true)).collect(),
        ("unknown-id", Some(_)) if problem.help.starts_with("did you mean `") => {
            quoted(&problem.help).into_iter().take(1).map(|id| replace(id, false)).collect()
        }
        ("white-space", Some(words)) => vec![Mend {
            label: "Take the white space out".to_owned(),
            path: problem.path.clone(),
            value: json!(words.trim()),
            is_certain: true,
        }],
        ("final-stop", Some(words)) => vec![Mend {
            label: "Take the stop out".to_owned(),
            path: problem.path.clone(),
            value: json!(words.trim_end().trim_end_matches('.')),
            is_certain: true,
        }],
        ("line-break", Some(words)) => vec![Mend {
            label: "Join the lines".to_owned(),
            path: problem.path.clone(),
            value: json!(words.split_whitespace().collect::<Vec<_>>().join(" ")),
            is_certain: true,
        }],
        ("typography", Some(words)) => vec![Mend {
            label: "Set the marks right".to_owned(),
            path: problem.path.clone(),
            value: json!(typographic(words)),
            is_certain: true,
        }],
        ("unknown-key", _) => vec![Mend {
            label: "Take it out".to_owned(),
            path: problem.path.clone(),
            value: Value::Null,
            is_certain: false,
        }],
        ("empty-text", Some(_)) if is_optional(&problem.path) => vec![Mend {
            label: "Take it out".to_owned(),
            path: problem.path.clone(),
            value: Value::Null,
            is_certain: true,
        }],
        _ => Vec::new(),
    }
}

/// Whether an entry can be without the value at a path.
fn is_optional(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    !matches!(key, "headline" | "title" | "lang" | "label" | "asks" | "says" | "name" | "definition" | "holds")
}

/// Words in typographic form: what the checks of typography ask for, where a mark has one reading.
fn typographic(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = rest.next() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '–' | '—' | '“');
        let next = rest.peek().copied();
        let set = match sign {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens && next.is_some_and(char::is_alphabetic) => '‘',
            '\'' => '’',
            '-' if next == Some('-') => {
                rest.next();
                '–'
            }
            '-' if before == ' ' && next == Some(' ') => '–',
            '.' if next == Some('.') && { rest.clone().nth(1) == Some('.') } => {
                rest.next();
                rest.next();
                '…'
            }
            ' ' if before == ' ' && !out.is_empty() => continue,
            sign => sign,
        };
        out.push(set);
        before = set;
    }
    out
}

/// The words between backticks.
fn quoted(help: &str) -> Vec<&str> {
    help.split('`').skip(1).step_by(2).collect()
}

/// The value at a path such as `events[3].date` or `events[3].cites[0]`.
fn at<'a>(story: &'a Value, path: &str) -> Option<&'a Value> {
    let mut here = story;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        here = match step.strip_suffix(']') {
            Some(index) => here.get(index.parse::<usize>().ok()?)?,
            None => here.get(step)?,
        };
    }
    Some(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::check::check;

    /// The labels of an event's mends, and whether each is certain.
    fn offered(event: &Value) -> Vec<(String, bool)> {
        let story = json!({ "lang": "en", "title": "X", "evidence": "none", "events": [event] });
        let problems = check(&story).report.problems;
        let mends = problems.into_iter().flat_map(|found| found.mends);
        mends.map(|mend| (mend.label, mend.is_certain)).collect()
    }

    #[test]
    fn a_misread_date_has_its_readings() {
        let dated = |date: &str| offered(&json!({ "id": "a", "date": date, "headline": "One" }));
        assert_eq!(dated("6 May 2021"), [("Write 2021-05-06".to_owned(), true)]);
        let readings = [("Write 2021-06-05".to_owned(), false), ("Write 2021-05-06".to_owned(), false)];
        assert_eq!(dated("05/06/2021"), readings);
        assert_eq!(dated("whenever"), []);
        assert_eq!(dated("14:30"), [], "an example in the advice is no reading");
    }

    #[test]
    fn what_no_form_shows_can_be_taken_out() {
        let event = json!({ "id": "a", "date": "2021", "headline": "One", "colour": 3 });
        assert_eq!(offered(&event), [("Take it out".to_owned(), false)]);
    }

    #[test]
    fn certain_mends_put_a_story_right() {
        let mut story = json!({ "lang": "en", "title": "X", "evidence": "none", "events": [
            { "id": "a", "date": "May 6, 2021", "headline": "It's \"over\" - at last.", "summary": " Two  words..." },
            { "id": "B c", "date": "2022", "headline": "Two", "summary": "" },
        ] });
        for _ in 0..4 {
            for found in check(&story).report.problems {
                for mend in found.mends.into_iter().filter(|mend| mend.is_certain) {
                    set(&mut story, &mend);
                }
            }
        }
        let events = json!([
            { "id": "a", "date": "2021-05-06", "headline": "It’s “over” – at last", "summary": "Two words…" },
            { "id": "b-c", "date": "2022", "headline": "Two" },
        ]);
        assert_eq!(story["events"], events);
        assert_eq!(check(&story).report.problems, []);
    }

    fn set(story: &mut Value, mend: &Mend) {
        let (row, key) = mend.path.rsplit_once('.').unwrap();
        let index: usize = row.trim_start_matches("events[").trim_end_matches(']').parse().unwrap();
        let row = story["events"][index].as_object_mut().unwrap();
        if mend.value.is_null() {
            row.remove(key);
        } else {
            row.insert(key.to_owned(), mend.value.clone());
        }
    }
}
