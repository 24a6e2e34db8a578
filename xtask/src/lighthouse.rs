//! Lighthouse on the demonstration article, with the embed and without it: no category may be lower with it.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score is between 0 and 100")]

use crate::{process, repo, tools};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// The categories that are compared.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// Number of runs per page. Other work on the machine can only slow a page down, so the best run counts.
const RUNS: usize = 3;

/// The folder, beside the real one, whose article has no embed.
const WITHOUT: &str = "xtask/without";

/// Runs it on what `dist/` holds and prints both rows; `false` when a category is lower with the embed.
///
/// # Errors
/// When there is no build, or Lighthouse, Chromium or the server cannot be run.
pub fn compare() -> Result<bool> {
    let lighthouse = tools::lighthouse()?;
    let without = repo::target().join(WITHOUT);
    write_without(&without)?;
    let mut rows = Vec::new();
    for folder in [&without, &repo::dist()] {
        let (mut server, address) = serve(folder)?;
        let scored = best(&lighthouse, &address);
        let _ = server.kill();
        let _ = server.wait();
        rows.push(scored?);
    }
    let [plain, embed] = rows.as_slice() else { bail!("there are not two rows") };
    println!("{:<28} {:>8} {:>8}", "best of three runs", "without", "with");
    let mut is_kept = true;
    for ((category, plain), embed) in CATEGORIES.iter().zip(plain).zip(embed) {
        println!("{category:<28} {plain:>8} {embed:>8}");
        is_kept &= embed >= plain;
    }
    Ok(is_kept)
}

/// The article with neither the embed nor its script, nor the comment of what was there.
fn write_without(folder: &Path) -> Result<()> {
    let page = std::fs::read_to_string(repo::dist().join("index.html")).context("there is no dist/")?;
    let (before, rest) = page.split_once("<back-story").context("the article has no embed")?;
    let (_, after) = rest.split_once("</back-story>").context("the article's embed has no end")?;
    let script = "<script type=\"module\" src=\"backstory.js\"></script>";
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("index.html"), format!("{before}{after}").replace(script, ""))?;
    std::fs::copy(repo::dist().join("article.css"), folder.join("article.css"))?;
    Ok(())
}

/// Serves a folder on a free port of 127.0.0.1, compressed as hosts do.
fn serve(folder: &Path) -> Result<(std::process::Child, String)> {
    let mut node = Command::new("node");
    node.arg(repo::root().join("xtask/src/compressed.mjs")).arg(folder).stdout(Stdio::piped());
    let mut child = node.spawn().context("could not start Node")?;
    let mut address = String::new();
    let output = child.stdout.take().context("the server's output is missing")?;
    BufReader::new(output).read_line(&mut address)?;
    Ok((child, address.trim().to_owned()))
}

/// The best of each category's scores, in hundredths.
fn best(lighthouse: &tools::Npm, address: &str) -> Result<Vec<u32>> {
    let mut runs: Vec<Vec<u32>> = Vec::new();
    for _ in 0..RUNS {
        let mut command = lighthouse.script("lighthouse/cli/index.js");
        command.args([address, "--output=json", "--quiet", "--chrome-flags=--headless --no-sandbox"]);
        command.arg(format!("--only-categories={}", CATEGORIES.join(",")));
        command.env("CHROME_PATH", "/usr/bin/chromium").stderr(Stdio::null());
        let report: Value = serde_json::from_str(&process::read(&mut command).context("running Lighthouse")?)?;
        let score = |category: &&str| {
            let score = report.pointer(&format!("/categories/{category}/score")).and_then(Value::as_f64);
            // Scores are between 0 and 1.
            score
                .map(|score| (score * 100.0).round() as u32)
                .with_context(|| format!("there is no score of {category}"))
        };
        runs.push(CATEGORIES.iter().map(score).collect::<Result<_>>()?);
    }
    let best = |at: usize| runs.iter().filter_map(|run| run.get(at).copied()).max().unwrap_or_default();
    Ok((0..CATEGORIES.len()).map(best).collect())
}
