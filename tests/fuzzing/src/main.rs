//! The program that libFuzzer runs: one target, named by the environment variable `FUZZ_TARGET`. `cargo xtask fuzz` calls it.
#![no_main]

mod invariants;

use std::sync::LazyLock;

use invariants::Target;

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    Target::named(&name).unwrap_or_else(|| {
        panic!("set FUZZ_TARGET to one of: {}", Target::all().map(Target::name).collect::<Vec<_>>().join(", "))
    })
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET.check(bytes));
