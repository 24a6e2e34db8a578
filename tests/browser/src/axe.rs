//! axe-core's rules, run inside the page under test.

use crate::webdriver::Session;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary")]
    summary: Option<String>,
}

/// The rules of WCAG levels A and AA, and axe-core's best practices.
const RUN: &str = "
    const [context] = arguments;
    return window.axe.run(context || document, { resultTypes: ['violations'], preload: false })
        .then((results) => results.violations.map(({ id, help, nodes }) => ({
            id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })));";

/// Objections of axe-core, a paragraph for each rule.
///
/// # Errors
/// When axe-core is missing or cannot run in this page.
pub fn violations(session: &Session, axe: Option<&Path>, context: &str) -> Result<Vec<String>> {
    let path = axe.context("no axe-core: run through `cargo xtask test` or `browse`, or give --axe FILE")?;
    if session.execute("return typeof window.axe", &[])? != "object" {
        let source = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        session.execute(&source, &[])?;
    }
    let found = session.execute(RUN, &[Value::from(context)]).context("running axe-core")?;
    let found: Vec<Violation> = serde_json::from_value(json!(found))?;
    Ok(found.iter().map(Violation::report).collect())
}

impl Violation {
    fn report(&self) -> String {
        let nodes = self.nodes.iter().map(|node| {
            let summary = node.summary.as_deref().unwrap_or_default().replace('\n', " ");
            format!("\n    {}\n      {summary}", node.html)
        });
        format!("  {} ({}){}", self.help, self.id, nodes.collect::<String>())
    }
}
