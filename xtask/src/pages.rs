//! The pages of the published folder: copied from `www/`, with the story's plain HTML and this build's file names filled
//! in.

use crate::stage::read;
use crate::{build, process, stage};
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::cell::OnceCell;
use std::path::Path;

/// The comments that pages hold where the story's plain HTML goes, and the level of its heading there.
const GROUNDS: [(&str, &str); 2] = [("<!-- backstory:ground -->", "2"), ("<!-- backstory:ground-1 -->", "1")];

/// What stands for the story's own words, and what `backstory export` calls them.
const STORY: [(&str, &str); 3] =
    [("__STORY_TITLE__", "title"), ("__STORY_STANDFIRST__", "standfirst"), ("__STORY_LANG__", "lang")];

/// The comment that stands for the story's themes, as boxes to tick.
const THEMES: &str = "<!-- backstory:themes -->";

/// Stands for the address at which the folder is published.
const ADDRESS: &str = "__ADDRESS__";

/// Sources in `www/` that are part of the script or of its tests and not published by themselves.
const BUNDLED: [&str; 5] = ["shell", "styles", "backstory.css", "tsconfig.json", "eslint.config.cjs"];

/// Published pages: what stands in them for the story and for this build's file names is filled in.
pub struct Pages {
    grounds: [OnceCell<String>; 2],
    /// What `backstory export` says.
    story: OnceCell<Value>,
    words: Vec<(&'static str, String)>,
}

impl Pages {
    /// `words` are placeholders and what stands for them in this build.
    pub fn new(mut words: Vec<(&'static str, String)>) -> Self {
        words.push((ADDRESS, build::address()));
        Self { grounds: Default::default(), story: OnceCell::new(), words }
    }

    /// Copies `from` into `to` with the same folders; text is filled in on the way.
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
                // Inside the script already.
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

    /// Fills in the front page, which Trunk has put into `staging`, and takes Trunk's own marks out of it.
    ///
    /// # Errors
    /// As [`Pages::publish`].
    pub fn finish_front(&self, staging: &Path) -> Result<()> {
        let front = staging.join("index.html");
        let mut text = without_trunk_links(&read(&front)?);
        if let Some(own) = with_own_reload(&text) {
            text = own;
            std::fs::write(staging.join("reload.js"), include_str!("reload.js"))?;
        }
        std::fs::write(front, self.fill(&text, in_html)?).context("writing index.html")
    }

    fn fill(&self, text: &str, escape: fn(&str) -> String) -> Result<String> {
        let mut text = text.to_owned();
        for ((comment, level), cell) in GROUNDS.iter().zip(&self.grounds) {
            if text.contains(comment) {
                text = text.replace(comment, &once(cell, || rendered(level))?);
            }
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
            text = text.replace(THEMES, &boxes(&once(&self.story, exported)?));
        }
        for (placeholder, word) in &self.words {
            text = text.replace(placeholder, word);
        }
        Ok(text)
    }
}

/// What a cell holds, made the first time.
fn once<T: Clone>(cell: &OnceCell<T>, make: impl FnOnce() -> Result<T>) -> Result<T> {
    if let Some(made) = cell.get() {
        return Ok(made.clone());
    }
    let made = make()?;
    Ok(cell.get_or_init(|| made).clone())
}

/// The story as plain HTML under a heading of this level.
fn rendered(level: &str) -> Result<String> {
    process::read(stage::backstory().args(["render", "--fragment", "--heading-level", level, "seeds"]))
}

/// The story as `backstory export` writes it.
fn exported() -> Result<Value> {
    let text = process::read(stage::backstory().args(["export", "--format", "json", "seeds"]))?;
    serde_json::from_str(&text).context("reading what `backstory export` wrote")
}

/// A box to tick for each theme of a story.
fn boxes(story: &Value) -> String {
    let themes = story.get("themes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let word = |theme: &Value, key| in_html(theme.get(key).and_then(Value::as_str).unwrap_or_default());
    let boxes = themes.iter().map(|theme| {
        let (id, label) = (word(theme, "id"), word(theme, "label"));
        format!("<label class=\"tick\"><input type=\"checkbox\" name=\"themes\" value=\"{id}\"> <span>{label}</span></label>\n")
    });
    boxes.collect()
}

/// Words inside an element or a quoted attribute.
fn in_html(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Words inside a JSON string that the file has already quoted.
fn in_json(words: &str) -> String {
    Value::from(words).to_string().trim_matches('"').to_owned()
}

/// Trunk leaves its own link elements in the page when it injects nothing; readers have no use for them.
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

/// The page with a script file in place of the inline one by which Trunk's server reloads it; `None` without one.
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
    fn a_story_cannot_end_what_its_words_stand_in() {
        assert_eq!(in_html("\"A & <b>"), "&quot;A &amp; &lt;b>");
        assert_eq!(in_json("a \"b\" c\n"), "a \\\"b\\\" c\\n");
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
    fn the_inline_reload_becomes_a_file() {
        let page = "<p>x</p><script>a</script><script>'{{__TRUNK_ADDRESS__}}'; b</script></body>";
        let own = "<p>x</p><script>a</script><script src=\"reload.js\" defer></script></body>";
        assert_eq!(with_own_reload(page).as_deref(), Some(own));
        assert_eq!(with_own_reload("<script>a</script>"), None);
    }
}
