//! The pages that only a checkout's own folder has: the demonstration article, the examples, the page of states.

use crate::stage::{backstory, read};
use crate::{process, repo};
use anyhow::{Context as _, Result};
use std::path::Path;

/// Placeholder for the digest.
const DIGEST: &str = "<!-- backstory:digest -->";

/// Placeholder for the digest in the front page, which explains the terms of that article.
const FRONT_DIGEST: &str = "<!-- backstory:digest-article -->";

/// The front page's script.
const SCRIPT: &str = r#"<script type="module" src="backstory.js"></script>"#;

/// Files and folders of `www/` that show the embed to whoever works on it.
const SHOWN: [&str; 4] = ["examples", "states.css", "states.html", "states.js"];

/// Writes those of `www/` into `folder`, with the digest where they have its place.
///
/// # Errors
/// When the story cannot be rendered, or a file not be read or written.
pub fn write_shown(folder: &Path) -> Result<()> {
    let digest = rendered(&[])?;
    for name in SHOWN {
        copy(&repo::root().join("www").join(name), &folder.join(name), &|text| text.replace(DIGEST, &digest))?;
    }
    Ok(())
}

/// Copies a file, or a folder with all that is in it. Text files are written as `change` makes them.
///
/// # Errors
/// When a file cannot be read or written.
pub fn copy(from: &Path, to: &Path, change: &dyn Fn(String) -> String) -> Result<()> {
    if from.is_dir() {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()), change)?;
        }
    } else if from.extension().is_some_and(|kind| kind == "html" || kind == "json") {
        std::fs::write(to, change(read(from)?))?;
    } else {
        std::fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    }
    Ok(())
}

/// The element of a published page that has the browser request the engine together with the script.
///
/// # Errors
/// When the page cannot be read or has no such element.
pub fn preload(page: &Path) -> Result<String> {
    let text = read(page)?;
    let line = text.lines().find(|line| line.starts_with("<link rel=\"preload\"") && line.contains("application/wasm"));
    Ok(line.with_context(|| format!("{} preloads no engine", page.display()))?.to_owned())
}

/// Makes the front page of the article that Trunk has left at `path`: its digest, the engine requested at once, as its embed is
/// near the top, and none of Trunk's own markup.
///
/// # Errors
/// When the story cannot be rendered, or a file not be written.
pub fn finish_front(path: &Path, preload: &str) -> Result<()> {
    let text = without_trunk_links(&read(path)?);
    let (before, after) = text.split_once(SCRIPT).context("the article does not load the script")?;
    let mut text = format!("{before}{preload}\n  {SCRIPT}{after}");
    let digest = rendered(&["--article", &path.to_string_lossy()])?;
    text = text.replace(FRONT_DIGEST, &digest);
    if let Some(own) = with_own_reload(&text) {
        text = own;
        std::fs::write(path.with_file_name("reload.js"), include_str!("reload.js"))?;
    }
    std::fs::write(path, text).context("writing index.html")
}

/// The digest as `backstory render` prints it.
fn rendered(arguments: &[&str]) -> Result<String> {
    let text = process::read(backstory().args(["render", "--fragment"]).args(arguments).arg("seeds"))?;
    // Printing adds a line break.
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
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
    fn the_inline_reload_script_becomes_a_file() {
        let page = "<p>x</p><script>a</script><script>'{{__TRUNK_ADDRESS__}}'; b</script></body>";
        let own = "<p>x</p><script>a</script><script src=\"reload.js\" defer></script></body>";
        assert_eq!(with_own_reload(page).as_deref(), Some(own));
        assert_eq!(with_own_reload("<script>a</script>"), None);
    }
}
