//! A built folder as far as `publish` reads one, and a story beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use backstory::compile::wasm::{SECTION, with_section};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};
use tempfile::TempDir;

/// The smallest module there is.
pub const ENGINE: &[u8] = b"\0asm\x01\0\0\0";

pub fn backstory(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backstory")).args(arguments).current_dir(folder).output().unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The shipped story, packed once.
fn shipped() -> &'static [u8] {
    static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
    PACKED.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let seeds = root().join("seeds").display().to_string();
        assert!(backstory(folder.path(), &["pack", &seeds, "--blob", "shipped.bks"]).status.success());
        fs::read(folder.path().join("shipped.bks")).unwrap()
    })
}

/// A built folder of the shipped story in `dist`, as far as `publish` reads one, and the starter story in `story`.
pub fn prepared() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert!(backstory(at, &["new", "story"]).status.success());
    let dist = at.join("dist");
    copy(&root().join("www"), &dist);
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root().join(license), dist.join(license)).unwrap();
    }
    let package = fs::read_to_string(dist.join("package.json")).unwrap();
    fs::write(dist.join("package.json"), package.replace("__VERSION__", env!("CARGO_PKG_VERSION"))).unwrap();
    let engine = with_section(ENGINE, SECTION, shipped()).unwrap();
    let script = format!(
        "import('./backstory.aaaaaaaaaaaa_article.js');new URL('backstory.aaaaaaaaaaaa_bg.wasm');'{}'",
        integrity(&engine)
    );
    for stem in ["backstory", "backstory.aaaaaaaaaaaa"] {
        fs::write(dist.join(format!("{stem}.js")), &script).unwrap();
        fs::write(dist.join(format!("{stem}_bg.wasm")), &engine).unwrap();
        fs::write(dist.join(format!("{stem}_compile_bg.wasm")), ENGINE).unwrap();
        for part in ["article", "prose", "framed", "compile"] {
            fs::write(dist.join(format!("{stem}_{part}.js")), format!("// {part}")).unwrap();
        }
    }
    for page in ["story.html", "index.html"] {
        fs::write(dist.join(page), "<title>Massimov</title>").unwrap();
    }
    folder
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
