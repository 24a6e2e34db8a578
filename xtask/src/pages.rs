//! The pages of the published folder: copied from `www/`, with the story's plain HTML and this build's file names filled
//! in.

use crate::stage::read;
use crate::{process, stage};
use anyhow::{Context as _, Result};
use std::cell::OnceCell;
use std::path::Path;

/// The comment that pages hold where the story's plain HTML goes.
const GROUND: &str = "<!-- backstory:ground -->";

/// Sources in `www/` that are part of the script and not published by themselves.
const BUNDLED: [&str; 3] = ["shell", "backstory.css", "band.css"];

/// Published pages: what stands in them for the story and for this build's file names is filled in.
pub struct Pages {
    ground: OnceCell<String>,
    words: [(&'static str, String); 3],
}

impl Pages {
    /// `words` are placeholders and what stands for them in this build.
    pub fn new(words: [(&'static str, String); 3]) -> Self {
        Self { ground: OnceCell::new(), words }
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
            } else if matches!(kind, "html" | "js" | "json" | "css" | "txt") {
                std::fs::write(&target, self.fill(&read(&source)?)?)?;
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
        std::fs::write(front, self.fill(&text)?).context("writing index.html")
    }

    fn fill(&self, text: &str) -> Result<String> {
        let mut text = text.to_owned();
        if text.contains(GROUND) {
            text = text.replace(GROUND, self.ground()?);
        }
        for (placeholder, word) in &self.words {
            text = text.replace(placeholder, word);
        }
        Ok(text)
    }

    /// The story as plain HTML, rendered once.
    fn ground(&self) -> Result<&str> {
        if let Some(ground) = self.ground.get() {
            return Ok(ground);
        }
        let rendered = process::read(stage::backstory().args(["render", "--fragment", "seeds"]))?;
        Ok(self.ground.get_or_init(|| rendered))
    }
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
    use super::{with_own_reload, without_trunk_links};

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
