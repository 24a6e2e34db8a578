//! The engine in two modules: what every reader needs for the first view, and what comes late, once a reader does
//! something. Both share memory and table, and know nothing of each other's loading: `www/shell/late.js` sees to it that
//! the second is there before anything that is in it is asked for.
//!
//! What comes late is said in the source. A function whose name begins with `late_`, and what only such functions and the
//! exports in [`sides::LATE`] use, lies in the second module, with the data that only they use. Calls to them go through the
//! table, whose slots the second module fills.

mod first;
mod later;
mod references;
mod sides;
#[cfg(test)]
mod tests;

use anyhow::{Context as _, Result, ensure};
use references::References;
use sides::{MARK, Sides};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, Module, ModuleConfig};

/// The engine's two modules.
pub struct Parts {
    /// What every reader loads.
    pub first: Vec<u8>,
    /// What comes late.
    pub late: Vec<u8>,
}

/// Parts the engine. `linked` is the module as it was linked, with what the linker wrote about it; `bound` the same after
/// wasm-bindgen, with the names of its functions as they were.
///
/// # Errors
/// When one of them is not what it should be, or nothing comes late.
pub fn split(linked: &[u8], bound: &[u8]) -> Result<Parts> {
    let references = References::read(linked)?;
    let mut module = parse(bound)?;
    let (late, places) = Sides::of(&module, &references)?.late();
    ensure!(!late.is_empty(), "nothing of the engine comes late: no function's name begins with `{MARK}`");
    let mut second = parse(bound)?;
    let share = first::make(&mut module, &late, &places)?;
    later::make(&mut second, &places, &share)?;
    Ok(Parts { first: module.emit_wasm(), late: second.emit_wasm() })
}

/// The same module with other names for what it takes from the first: long name, short name.
///
/// # Errors
/// When the module takes something that has no short name.
pub fn rename(late: &[u8], names: &[(String, String)]) -> Result<Vec<u8>> {
    let mut module = parse(late)?;
    let names: HashMap<&str, &str> = names.iter().map(|(long, short)| (long.as_str(), short.as_str())).collect();
    let imports: Vec<_> = module.imports.iter().map(|import| (import.id(), import.name.clone())).collect();
    for (id, long) in imports {
        let short =
            names.get(long.as_str()).with_context(|| format!("the engine gives no `{long}` to its late part"))?;
        (*short).clone_into(&mut module.imports.get_mut(id).name);
    }
    Ok(module.emit_wasm())
}

/// A module without what the linker wrote about the one that it was.
///
/// # Errors
/// When it is none.
pub fn without_notes(module: &[u8]) -> Result<Vec<u8>> {
    Ok(parse(module)?.emit_wasm())
}

fn parse(bytes: &[u8]) -> Result<Module> {
    let mut module = ModuleConfig::new().generate_producers_section(false).parse(bytes)?;
    // The linker's notes are about a module that is no more.
    let notes: Vec<_> = module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    for name in notes.iter().filter(|name| *name == "linking" || name.starts_with("reloc.")) {
        module.customs.remove_raw(name);
    }
    Ok(module)
}

/// What the second module takes from the first, each under the name that the first gives it, and the slots of the table
/// that it fills. In numbers, which mean the same in both: they are read from the same bytes.
#[derive(Default)]
struct Share {
    functions: BTreeMap<usize, String>,
    globals: BTreeMap<usize, String>,
    memories: BTreeMap<usize, String>,
    tables: BTreeMap<usize, String>,
    slots: BTreeMap<usize, usize>,
}

/// A segment of data that is put in its place when the module starts.
struct Segment {
    id: DataId,
    place: Range<usize>,
}

fn segments(module: &Module) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = data.kind else { continue };
        let start = usize::try_from(offset)?;
        segments.push(Segment { id: data.id(), place: start..start + data.value.len() });
    }
    Ok(segments)
}
