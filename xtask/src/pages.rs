//! Publishes the files of `www/`: fills the story's digest, its texts and this build's file names into their placeholders.

use crate::stage::read;
use crate::{build, process, stage};
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::cell::OnceCell;
use std::path::Path;

/// Placeholders for the story's digest, with the level of its heading.
const DIGESTS: [(&str, &str); 2] = [("<!-- backstory:digest -->", "2"), ("<!-- backstory:digest-1 -->", "1")];

/// Placeholder for the digest in the front page, which explains the terms of that article.
const FRONT_DIGEST: &str = "<!-- backstory:digest-article -->";

/// Placeholder for the link to the story page's address, where it is known.
const CANONICAL: &str = "<!-- backstory:canonical -->";

/// Placeholders for the story's own texts, with their names in `backstory export`.
const STORY: [(&str, &str); 3] =
    [("__STORY_TITLE__", "title"), ("__STORY_STANDFIRST__", "standfirst"), ("__STORY_LANG__", "lang")];

/// File name of the story page.
const STORY_PAGE: &str = "story.html";

/// Placeholder for a checkbox for each of the story's themes.
const THEMES: &str = "<!-- backstory:themes -->";

/// Placeholder for the address at which the folder is published.
const ADDRESS: &str = "__ADDRESS__";

/// Files of `www/` that are bundled into the script or belong to its lints, and are not published.
const BUNDLED: [&str; 5] = ["shell", "styles", "backstory.css", "tsconfig.json", "eslint.config.cjs"];

/// Values of the placeholders, most of them computed when first needed.
pub struct Pages {
    digests: [OnceCell<String>; 2],
    /// Output of `backstory export`.
    story: OnceCell<Value>,
    values: Vec<(&'static str, String)>,
}

impl Pages {
    /// `values` are pairs of a placeholder and its value in this build.
    pub fn new(mut values: Vec<(&'static str, String)>) -> Self {
        values.push((ADDRESS, build::address()));
        Self { digests: Default::default(), story: OnceCell::new(), values }
    }

    /// Copies `from` into `to` with the same folders, filling in text files.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the story not rendered.
    pub fn publish(&self, from: &Path, to: &Path) -> Result<()> {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
            let source = entry?.path();
            let Some(name) = source.file_name() else { continue };
            let target = to.join(name);
            let kind = source.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if BUNDLED.iter().any(|bundled| name == *bundled) {
                // Published inside the script.
            } else if source.is_dir() {
                self.publish(&source, &target)?;
            } else if matches!(kind, "html" | "js" | "json" | "css" | "txt" | "ts") || name == "_headers" {
                let escape = if kind == "html" { in_html } else { in_json };
                std::fs::write(&target, self.fill(&read(&source)?, escape)?)?;
            } else {
                std::fs::copy(&source, &target)?;
            }
        }
        Ok(())
    }

    /// Fills in the front page, which Trunk has put into `staging`, and removes Trunk's own markup from it.
    ///
    /// # Errors
    /// As [`Pages::publish`].
    pub fn finish_front(&self, staging: &Path) -> Result<()> {
        let front = staging.join("index.html");
        let mut text = without_trunk_links(&read(&front)?);
        let digest = rendered(&["--fragment", "--article", &front.to_string_lossy()])?;
        text = text.replace(FRONT_DIGEST, &digest);
        if let Some(own) = with_own_reload(&text) {
            text = own;
            std::fs::write(staging.join("reload.js"), include_str!("reload.js"))?;
        }
        std::fs::write(front, self.fill(&text, in_html)?).context("writing index.html")
    }

    fn fill(&self, text: &str, escape: fn(&str) -> String) -> Result<String> {
        let mut text = text.to_owned();
        for ((comment, level), cell) in DIGESTS.iter().zip(&self.digests) {
            if text.contains(comment) {
                text = text.replace(comment, &once(cell, || rendered(&["--fragment", "--heading-level", level]))?);
            }
        }
        if text.contains(CANONICAL) {
            let link = build::known_address()
                .map(|address| format!("<link rel=\"canonical\" href=\"{address}{STORY_PAGE}\">"))
                .unwrap_or_default();
            text = text.replace(CANONICAL, &link);
        }
        for (placeholder, key) in STORY {
            if text.contains(placeholder.trim_start_matches("__STORY")) {
                let story = once(&self.story, exported)?;
                let words = story.get(key).and_then(Value::as_str).unwrap_or_default();
                text = text.replace(placeholder, &escape(words));
                // Markup inside a JSON string.
                text = text.replace(&placeholder.replace("__STORY", "__HTML"), &escape(&in_html(words)));
            }
        }
        if text.contains(THEMES) {
            text = text.replace(THEMES, &checkboxes(&once(&self.story, exported)?));
        }
        for (placeholder, value) in &self.values {
            text = text.replace(placeholder, value);
        }
        Ok(text)
    }
}

/// The value of a cell, computed by the first call.
fn once<T: Clone>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<T> {
    if let Some(made) = cell.get() {
        return Ok(made.clone());
    }
    let made = make()?;
    Ok(cell.get_or_init(|| made).clone())
}

/// The story as `backstory render` prints it.
fn rendered(arguments: &[&str]) -> Result<String> {
    let text = process::read(stage::backstory().arg("render").args(arguments).arg("seeds"))?;
    // Printing adds a line break.
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// Writes the story page into `folder`.
///
/// # Errors
/// When the story cannot be rendered, or the page not be written.
pub fn write_story_page(folder: &Path) -> Result<()> {
    let base = build::known_address();
    let arguments: Vec<&str> = base.iter().flat_map(|address| ["--base", address]).collect();
    std::fs::write(folder.join(STORY_PAGE), rendered(&arguments)?).context("writing the story page")
}

/// The story as `backstory export` prints it.
fn exported() -> Result<Value> {
    let text = process::read(stage::backstory().args(["export", "--format", "json", "seeds"]))?;
    serde_json::from_str(&text).context("reading the output of `backstory export`")
}

/// A checkbox for each theme of a story.
fn checkboxes(story: &Value) -> String {
    let themes = story.get("themes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let word = |theme: &Value, key| in_html(theme.get(key).and_then(Value::as_str).unwrap_or_default());
    let checkboxes = themes.iter().map(|theme| {
        let (id, label) = (word(theme, "id"), word(theme, "label"));
        format!("<label class=\"tick\"><input type=\"checkbox\" name=\"themes\" value=\"{id}\"> <span>{label}</span></label>\n")
    });
    checkboxes.collect()
}

/// Text escaped for an element or a quoted attribute.
fn in_html(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Text escaped for a JSON string whose quotation marks the file has already.
fn in_json(words: &str) -> String {
    let quoted = Value::from(words).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}

/// Removes Trunk's link elements, which it leaves in the page when it injects nothing.
fn without_trunk_links(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find("<link data-trunk") {
        let (before, link) = rest.split_at(start);
        let Some(end) = link.find('>') else { break };
        kept.push_str(before.trim_end_matches([' ', '\t']));
        rest = link.get(end + 1..).unwrap_or_default().trim_start_matches('\n');
    }
    kept + rest
}

/// The page with a script file instead of the inline script by which Trunk's server reloads it, which strict content
/// policies refuse; `None` without one.
fn with_own_reload(page: &str) -> Option<String> {
    let within = page.find("__TRUNK_ADDRESS__")?;
    let start = page.get(..within)?.rfind("<script")?;
    let end = within + page.get(within..)?.find("</script>")? + "</script>".len();
    Some(format!("{}<script src=\"reload.js\" defer></script>{}", page.get(..start)?, page.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::{in_html, in_json, with_own_reload, without_trunk_links};

    #[test]
    fn texts_of_a_story_are_escaped_for_html_and_json() {
        assert_eq!(in_html("\"A & <b>"), "&quot;A &amp; &lt;b>");
        for words in ["a \"b\" c\n", "a \"b\"", "\"", "a\\", "\"a\\\"\\", ""] {
            assert_eq!(serde_json::from_str::<String>(&format!("\"{}\"", in_json(words))).unwrap(), words);
        }
    }

    #[test]
    fn trunk_links_leave_the_page() {
        let page = "<head>\n  <link data-trunk rel=\"rust\" href=\"Cargo.toml\"/>\n  <title>x</title>";
        assert_eq!(without_trunk_links(page), "<head>\n  <title>x</title>");
    }

    #[test]
    fn other_links_stay() {
        let page = "<link rel=\"icon\" href=\"i.svg\">";
        assert_eq!(without_trunk_links(page), page);
    }

    #[test]
    fn the_inline_reload_script_becomes_a_file() {
        let page = "<p>x</p><script>a</script><script>'{{__TRUNK_ADDRESS__}}'; b</script></body>";
        let own = "<p>x</p><script>a</script><script src=\"reload.js\" defer></script></body>";
        assert_eq!(with_own_reload(page).as_deref(), Some(own));
        assert_eq!(with_own_reload("<script>a</script>"), None);
    }
}
