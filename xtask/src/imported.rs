//! The published script imported as a package is: bundled by what newsrooms build their pages with, and by Node, which has no
//! elements.

use crate::{bundle, digest, process, repo, tools};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The page that is bundled.
const PAGE: &str = "tests/pages/bundled";
/// What bundles it.
const DRIVER: &str = "xtask/src/bundlers.mjs";
/// The modules that a bundle must hold.
const MODULES: [&str; 2] = ["backstory_bg.wasm", "backstory_compile_bg.wasm"];

/// Folder of the examples that are bundled, which the scenarios serve as they do `dist/`.
pub fn examples() -> PathBuf {
    repo::target().join("xtask/examples")
}

/// Bundles the page by every bundler into a folder of the examples, unless that has been done with this build.
///
/// # Errors
/// When a bundler is missing, or has anything to object to.
pub fn bundle_page() -> Result<PathBuf> {
    let (root, folder) = (repo::root(), examples().join("bundled"));
    let driver = root.join(DRIVER);
    let script = repo::dist().join("backstory.js");
    let inputs =
        [&script, &driver, &root.join(PAGE).join("index.html"), &root.join("xtask/npm/bundlers/package-lock.json")];
    let inputs = inputs.iter().map(|path| std::fs::read(path).with_context(|| format!("reading {}", path.display())));
    let inputs = inputs.collect::<Result<Vec<_>>>()?;
    let stamp = digest::fingerprint(&inputs.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let stamp_file = folder.join("stamp");
    if std::fs::read_to_string(&stamp_file).is_ok_and(|it| it == stamp) {
        return Ok(folder);
    }
    let project = install()?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut node = Command::new("node");
    node.arg(driver).arg(tools::npm()?.file("esbuild/lib/main.js")).arg(tools::bundlers()?.packages());
    process::run(node.arg(project).arg(&folder)).context("bundling tests/pages/bundled")?;
    std::fs::write(stamp_file, stamp)?;
    Ok(folder)
}

/// Packs `dist/` as npm does and installs the tarball beside the page.
fn install() -> Result<PathBuf> {
    let project = repo::target().join("xtask/importing");
    if project.exists() {
        std::fs::remove_dir_all(&project)?;
    }
    std::fs::create_dir_all(&project)?;
    for name in ["index.html", "main.js"] {
        std::fs::copy(repo::root().join(PAGE).join(name), project.join(name))?;
    }
    std::fs::write(project.join("package.json"), "{\"private\":true}")?;
    process::run(Command::new("npm").args(["pack", "--silent"]).arg(repo::dist()).current_dir(&project))?;
    let tarball = format!("backstory-embed-{}.tgz", bundle::VERSION);
    let mut npm = Command::new("npm");
    npm.args(["install", "--offline", "--silent", "--no-audit", "--no-fund"]).arg(project.join(tarball));
    process::run(npm.current_dir(&project))?;
    Ok(project)
}

/// Bundles the page and looks for the lazy parts and both modules in what came of it; imports the script in Node. Returns the
/// number of checks.
///
/// # Errors
/// When something is missing.
pub fn check() -> Result<usize> {
    let folder = bundle_page()?;
    let mut count = 0;
    for entry in std::fs::read_dir(&folder)? {
        let bundle = entry?.path();
        if bundle.is_dir() {
            is_whole(&bundle).with_context(|| format!("the bundle in {}", bundle.display()))?;
            count += 1;
        }
    }
    ensure!(count == 4, "there are {count} bundles");
    let script = repo::dist().join("backstory.js");
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", &format!("await import({:?})", script.display().to_string())]);
    process::run(&mut node)?;
    Ok(count + 1)
}

/// Whether a bundle has the script, its parts and its modules, each module under a name that a script holds.
fn is_whole(bundle: &Path) -> Result<()> {
    let files = files_below(bundle)?;
    let with = |end: &'static str| files.iter().filter(move |path| path.extension().is_some_and(|kind| kind == end));
    let scripts = with("js").map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    ensure!(scripts.len() == 1 + bundle::PARTS.len(), "{} scripts", scripts.len());
    for module in MODULES {
        let bytes = std::fs::read(repo::dist().join(module))?;
        let found = with("wasm").find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            std::fs::read(path).is_ok_and(|it| it == bytes) && scripts.iter().any(|script| script.contains(&*name))
        });
        ensure!(found.is_some(), "no script names {module}");
    }
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
