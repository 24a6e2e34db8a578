//! Tools installed by cargo.

use crate::{process, repo};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// A crate with a command in it.
pub struct CargoTool {
    /// Name of the crate in the registry.
    package: &'static str,
    /// Name of its program.
    program: &'static str,
    /// Arguments of `cargo install`.
    flags: &'static [&'static str],
}

// Its lock file may name yanked crates, and its default features include a downloader.
pub const WASM_BINDGEN_CLI: CargoTool =
    CargoTool { package: "wasm-bindgen-cli", program: "wasm-bindgen", flags: &["--no-default-features"] };
// Its default features ask the network for tools and for newer versions of itself, with two cryptographic libraries for that: half of
// its building time. It finds its tools on PATH here.
pub const TRUNK_CLI: CargoTool =
    CargoTool { package: "trunk", program: "trunk", flags: &["--locked", "--no-default-features"] };
pub const GECKODRIVER_CLI: CargoTool =
    CargoTool { package: "geckodriver", program: "geckodriver", flags: &["--locked"] };

impl CargoTool {
    /// The program's path: on PATH in this version, in the cache, or newly built into the cache.
    ///
    /// # Errors
    /// When building it fails.
    pub fn find_or_install(&self, version: &str) -> Result<PathBuf> {
        let folder = repo::tool_cache()?.join(format!("{}-{version}", self.program));
        let cached = folder.join("bin").join(self.program);
        if cached.is_file() {
            return Ok(cached);
        }
        if self.on_path(version) {
            return Ok(PathBuf::from(self.program));
        }
        self.install(version, &folder)?;
        Ok(cached)
    }

    fn on_path(&self, version: &str) -> bool {
        Command::new(self.program).arg("--version").output().is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).split_whitespace().nth(1).is_some_and(|found| found == version)
        })
    }

    fn install(&self, version: &str, folder: &std::path::Path) -> Result<()> {
        let partial = super::partial(folder);
        let mut command = process::cargo();
        command
            .args(["install", &format!("{}@{version}", self.package), "--quiet", "--no-track", "--root"])
            .arg(&partial)
            .args(self.flags)
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            // A tool's own speed matters less than the minutes until it is there: wasm-bindgen takes two seconds of a build, and half
            // a second at opt-level 1.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_TARGET_DIR", partial.join("target"));
        process::run_with_progress(
            &format!("installing {} {version} (once, 2 to 4 minutes)", self.program),
            &mut command,
        )?;
        std::fs::remove_dir_all(partial.join("target")).ok();
        super::promote(&partial, folder)
    }
}
