//! What systems for content leave of each snippet, by their own rules, recorded in `tests/filters/` with their sources. The embed
//! survives, or the builder tells what to use there.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use lol_html::{RewriteStrSettings, element, rewrite_str};
use serde::Deserialize;
use tempfile::TempDir;

/// A filter, and what it leaves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// Where the rules were read.
    source: String,
    /// Words by which the builder tells what to do there.
    note: String,
    element: Left,
    section: Left,
    frame: Left,
    /// What the system writes around a snippet.
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    /// Markup becomes text.
    #[serde(default)]
    escapes: bool,
    /// The attributes of each allowed element, and of all of them under `*`; all is allowed where there is none. A name may end in `*`.
    attributes: Option<BTreeMap<String, Vec<String>>>,
}

/// What is left of a snippet.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Left {
    /// It works: the host, its attributes, and all of the text in it.
    Whole,
    /// The text with its headings, lists, links and ids, which the article's terms can use.
    Text,
    /// The words.
    Words,
    Nothing,
}

impl Filter {
    fn apply(&self, html: &str) -> String {
        let Some(allowed) = &self.attributes else {
            let inner = if self.escapes { html.replace('<', "&lt;").replace('"', "”") } else { html.to_owned() };
            return [&self.before[..], &inner, &self.after].concat();
        };
        let everywhere = &allowed["*"];
        let handler = element!("*", |element| {
            let Some(own) = allowed.get(&element.tag_name()) else {
                element.remove_and_keep_content();
                return Ok(());
            };
            let names: Vec<String> = element.attributes().iter().map(lol_html::html_content::Attribute::name).collect();
            for name in names {
                let is_kept = own.iter().chain(everywhere).any(|rule| match rule.strip_suffix('*') {
                    Some(prefix) => name.starts_with(prefix),
                    None => name == *rule,
                });
                if !is_kept {
                    element.remove_attribute(&name);
                }
            }
            Ok(())
        });
        rewrite_str(html, RewriteStrSettings::new().append_element_content_handler(handler)).unwrap()
    }
}

/// The words of some HTML, without the white space between its elements.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        words.push_str(text);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn left(after: &str, snippet: &str, host: &str, text: &str) -> Left {
    let ids = |html: &str| html.matches(" id=\"backstory-").count();
    let has_words = !words(text).is_empty() && words(after).contains(&words(text));
    if after.contains(snippet) {
        Left::Whole
    } else if after.contains(host) && has_words && ids(after) == ids(text) {
        // What is gone are attributes that the embed does not need, such as `lang` on a heading.
        Left::Whole
    } else if has_words && ids(after) == ids(text) && ids(text) > 0 && after.contains("data-backstory-revision") {
        Left::Text
    } else if has_words || words(after).contains("backstory") {
        Left::Words
    } else {
        Left::Nothing
    }
}

fn backstory(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_system_keeps_a_snippet_or_the_builder_tells_what_to_use() {
    let folder = TempDir::new().unwrap();
    backstory(folder.path(), &["new", "story"]);
    let text = backstory(folder.path(), &["render", "story", "--fragment"]);
    let text = text.trim();
    let builder = std::fs::read_to_string("www/choices.js").unwrap();
    let snippets = [
        (
            "element",
            format!("<back-story heading-level=\"2\">\n{text}\n</back-story>"),
            "<back-story heading-level=\"2\">",
        ),
        (
            "section",
            format!("<section data-backstory-src=\"\">\n{text}\n</section>"),
            "<section data-backstory-src=\"\">",
        ),
        (
            "frame",
            "<iframe src=\"https://news.example/backstory/embed.html\" title=\"Background\"></iframe>".into(),
            "<iframe",
        ),
    ];
    let mut names: Vec<_> = std::fs::read_dir("tests/filters").unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names {
        let name = path.display();
        let filter: Filter = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(filter.source.len() > 20, "{name}: no source");
        assert!(builder.contains(&filter.note), "{name}: the builder does not say “{}”", filter.note);
        for (what, snippet, host) in &snippets {
            let after = filter.apply(snippet);
            let expected = match *what {
                "element" => filter.element,
                "section" => filter.section,
                _ => filter.frame,
            };
            let text = if *what == "frame" { "" } else { text };
            assert_eq!(
                left(&after, snippet, host, text),
                expected,
                "{name}, {what}: {}",
                &after[..after.len().min(600)]
            );
        }
    }
}
