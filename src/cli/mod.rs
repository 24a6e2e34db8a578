//! The `backstory` command: check, render, pack, export, verify.
