//! The `backstory` command.
#![forbid(unsafe_code)]

fn main() {}
