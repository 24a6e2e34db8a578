//! Writes fingerprints into `sources.toml` and leaves every other byte as it is.

use toml::de::DeTable;

use super::documents::Document;
use crate::story::authored::Story;

/// Fingerprints on one line.
const A_LINE: usize = 5;

/// The text of `sources.toml` with each source's fingerprints set to those of its document; `documents` are in the
/// sources' order. `None` if the text is not the one the story was loaded from.
pub fn with_fingerprints(text: &str, story: &Story, documents: &[Document]) -> Option<String> {
    let top = DeTable::parse(text).ok()?;
    let rows = top.get_ref().get("source")?.get_ref().as_array()?;
    if rows.len() != story.sources.len() || rows.len() != documents.len() {
        return None;
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edits = Vec::new();
    for (row, document) in rows.iter().zip(documents) {
        let row = row.get_ref().as_table()?;
        if row.get("document").is_none() {
            continue;
        }
        let list = list(&document.fingerprints(), newline);
        if let Some(value) = row.get("fingerprints") {
            edits.push((value.span(), list));
        } else {
            let count = row.get("paragraphs")?.span();
            let end = text.get(count.end..)?.find('\n').map_or(text.len(), |at| count.end + at);
            let end = if text.get(..end)?.ends_with('\r') { end - 1 } else { end };
            edits.push((end..end, format!("{newline}fingerprints = {list}")));
        }
    }
    let mut written = text.to_owned();
    // From the last to the first, so that places stay true.
    edits.sort_by_key(|(bytes, _)| std::cmp::Reverse(bytes.start));
    for (bytes, edit) in edits {
        written.replace_range(bytes, &edit);
    }
    Some(written)
}

fn list(fingerprints: &[String], newline: &str) -> String {
    let lines: Vec<String> = fingerprints
        .chunks(A_LINE)
        .map(|line| {
            let quoted: Vec<String> = line.iter().map(|print| format!("\"{print}\"")).collect();
            format!("  {},", quoted.join(", "))
        })
        .collect();
    format!("[{newline}{}{newline}]", lines.join(newline))
}
