//! The hostile-host matrix: each folder of `tests/hosts/` is a host with its page, its `headers`, and `holds.toml`, which
//! says what must hold there. After every step no host may have seen storage used, an unreadable embed or an objection
//! of axe-core's; errors, violations and requests elsewhere are the runner's to find.
//!
//! axe-core looks at the hosts in Chromium. It judges the tree and the computed styles, which a host spoils in every engine alike,
//! and takes 1 s a page in the others. What engines do differently it sees in the scenarios of views and languages.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::path::PathBuf;

/// What must hold at a host.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The name of the scenario, behind "hosts: ".
    what: String,
    /// The path to open, where it is not the folder's own page.
    #[serde(default)]
    opens: String,
    shows: Shown,
    /// The code that the page must receive, where something fails.
    #[serde(default)]
    code: String,
    /// Where the embed is: the frame to step into before looking at it.
    #[serde(default)]
    frame: String,
    #[serde(default, rename = "step")]
    steps: Vec<Step>,
    /// What the page may run into: it is the host's doing.
    #[serde(default)]
    expect: Vec<Expected>,
    /// Paths that are answered with an error.
    #[serde(default)]
    missing: Vec<String>,
    /// The elements that axe-core looks at, as a selector, where the whole page would take it minutes.
    #[serde(default)]
    axe_in: String,
    /// axe-core itself does not bear what this host does.
    #[serde(default)]
    without_axe: bool,
    /// axe-core's objections to what the host itself does.
    #[serde(default)]
    axe_rules_of_the_host: Vec<String>,
}

/// What a reader finds.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Shown {
    Widget,
    Fallback,
}

/// Something that happens, and what must become true after it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default, rename = "do")]
    does: String,
    until: String,
    /// Completes "waited in vain until …".
    what: String,
}

/// A problem that the host has by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    part: String,
    /// Engines that keep quiet about it.
    #[serde(default)]
    not_in: Vec<String>,
}

/// The folder of the cases.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../hosts")
}

/// A scenario for each case. Their names live as long as the run.
///
/// # Errors
/// When a case cannot be read.
pub fn cases() -> Result<Vec<Scenario>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder()).context("reading tests/hosts")? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let scenario = |name: &String| -> Result<Scenario> {
        let case = read(name)?;
        let page = if case.opens.is_empty() { format!("/hosts/{name}/index.html") } else { case.opens };
        // The runner keeps scenarios as constants are kept, and there is one run.
        Ok(Scenario::new(format!("hosts: {}", case.what).leak(), page.leak(), hold))
    };
    names.iter().map(scenario).collect()
}

fn read(name: &str) -> Result<Case> {
    let path = folder().join(name).join("holds.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

fn hold(page: &mut Page) -> Result<(), Failure> {
    let path: String = page.eval("location.pathname")?;
    let name = path.trim_start_matches("/hosts/").split('/').next().unwrap_or_default().to_owned();
    let case = read(&name)?;
    check(page, &case).context("at first")?;
    for step in &case.steps {
        page.script(&step.does)?;
        page.wait_for(&step.until, &step.what)?;
        check(page, &case).with_context(|| format!("after “{}”", step.what))?;
    }
    for expected in &case.expect {
        if !expected.not_in.contains(&page.engine().to_string()) {
            page.expect_problem(&expected.kind, &expected.part)?;
        }
    }
    for part in &case.missing {
        page.expect_missing(part)?;
    }
    Ok(())
}

/// Visible and with words in it, in the widget or as the page's own text.
const WIDGET: &str = "[...document.querySelectorAll('back-story, section[data-backstory-src]')].some((host) => {
    const root = host.shadowRoot?.querySelector('.root');
    return root?.checkVisibility() && root.offsetHeight > 100 && root.textContent.length > 500; })";
const FALLBACK: &str = "[...document.querySelectorAll('back-story, section[data-backstory-src]')].every((host) => {
    const text = host.firstElementChild;
    return text.checkVisibility() && text.offsetHeight > 0 && !host.shadowRoot?.querySelector('.root'); })";

/// Waits until a widget that is shown listens as well, which it does some tasks later.
const LISTENS: &str = "const type = customElements.get('back-story');
    for (const host of document.querySelectorAll('back-story'))
      if (type && host instanceof type && host.shadowRoot?.querySelector('.root')) await Reflect.get(type.prototype, 'ready', host);";

/// What must hold after every step.
fn check(page: &mut Page, case: &Case) -> Result<(), Failure> {
    if !case.frame.is_empty() {
        page.wait_for(&format!("find('{}')", case.frame), "the frame is there")?;
        page.enter_frame(&case.frame)?;
    }
    match case.shows {
        Shown::Widget => {
            page.wait_for(WIDGET, "the widget is shown")?;
            page.script(LISTENS)?;
        }
        Shown::Fallback => {
            if !case.code.is_empty() {
                page.wait_for("window.error()", "the page learns of the failure")?;
                let reported: String = page.eval("window.error().code")?;
                ensure!(reported == case.code, "got {reported}: {}", page.eval::<String>("window.error().message")?);
                ensure!(page.eval::<bool>("window.error().help.length > 20")?, "no help");
            }
            page.wait_for(FALLBACK, "the fallback shows")?;
        }
    }
    let kept: usize = page.eval(
        "(() => { try { return document.cookie.length + localStorage.length + sessionStorage.length; }
                  catch { return 0; } })()",
    )?;
    ensure!(kept == 0, "something was stored");
    let is_without_axe = case.without_axe || page.engine() != Engine::Chromium;
    let objections = if is_without_axe { Vec::new() } else { page.axe(&case.axe_in)? };
    let is_ours = |objection: &&String| !case.axe_rules_of_the_host.iter().any(|rule| objection.contains(rule));
    let ours: Vec<&str> = objections.iter().filter(is_ours).map(String::as_str).collect();
    ensure!(ours.is_empty(), "axe-core objects:\n{}", ours.join("\n"));
    if case.frame.is_empty() { Ok(()) } else { page.leave_frames() }
}
