//! Keys by the names that `KeyboardEvent.key` has, as WebDriver's action sequences want them.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// WebDriver, section 17.4.2: keys without a character of their own have one in the private use area.
const NAMED: [(&str, char); 20] = [
    ("Backspace", '\u{e003}'),
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e007}'),
    ("Shift", '\u{e008}'),
    ("Control", '\u{e009}'),
    ("Alt", '\u{e00a}'),
    ("Escape", '\u{e00c}'),
    ("Space", ' '),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("End", '\u{e010}'),
    ("Home", '\u{e011}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Insert", '\u{e016}'),
    ("Delete", '\u{e017}'),
    ("F6", '\u{e036}'),
    ("Meta", '\u{e03d}'),
];

/// The action sequence for a chord such as `Escape`, `a`, `Shift+Tab` or `Control+Shift+ArrowLeft`.
///
/// # Errors
/// When a part is neither a known name nor a single character.
pub fn chord(chord: &str) -> Result<Value> {
    let keys = match chord {
        "+" => vec!['+'],
        _ => chord.split('+').map(key).collect::<Result<Vec<_>>>()?,
    };
    let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key.to_string() }));
    let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key.to_string() }));
    Ok(sequence(&down.chain(up).collect::<Vec<_>>()))
}

/// The action sequence that types `text`, one key after another.
pub fn text(text: &str) -> Value {
    let strokes = text
        .chars()
        .flat_map(|letter| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": letter.to_string() })));
    sequence(&strokes.collect::<Vec<_>>())
}

fn sequence(actions: &[Value]) -> Value {
    json!([{ "type": "key", "id": "keyboard", "actions": actions }])
}

fn key(name: &str) -> Result<char> {
    if let Some((_, character)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Ok(*character);
    }
    let mut letters = name.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    letter.with_context(|| format!("there is no key `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::{chord, text};

    #[test]
    fn a_chord_lets_go_in_reverse() {
        let keys: Vec<String> = chord("Shift+Tab").unwrap()[0]["actions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|action| format!("{}{}", action["type"].as_str().unwrap(), action["value"].as_str().unwrap()))
            .collect();
        assert_eq!(keys, ["keyDown\u{e008}", "keyDown\u{e004}", "keyUp\u{e004}", "keyUp\u{e008}"]);
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        assert!(chord("Escpae").is_err());
        assert!(chord("Control+").is_err());
        assert!(chord("+").is_ok());
    }

    #[test]
    fn text_is_two_strokes_a_letter() {
        assert_eq!(text("ab")[0]["actions"].as_array().unwrap().len(), 4);
    }
}
