//! The second module: only late functions and their data, all else is taken from the first.

use super::{Share, segments};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionId, FunctionKind, GlobalKind, ImportedFunction, Module,
};

/// The module that the second one takes everything from: the first.
const FIRST: &str = "a";
/// Data that lies nearer than so many bytes together is one segment: another one takes as many to describe.
const NEAR: usize = 8;

/// Makes the second module: only late functions and their data, all else is taken from the first.
pub fn make(module: &mut Module, places: &[Range<usize>], share: &Share) -> Result<()> {
    module.start = None;
    for export in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let by_index: HashMap<usize, FunctionId> = functions.iter().map(|id| (id.index(), *id)).collect();
    for id in functions {
        let Some(name) = share.functions.get(&id.index()) else { continue };
        let ty = module.funcs.get(id).ty();
        if let FunctionKind::Import(imported) = &module.funcs.get(id).kind {
            let import = module.imports.get_mut(imported.import);
            (import.module, import.name) = (FIRST.to_owned(), name.clone());
        } else {
            let import = module.imports.add(FIRST, name, id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }
    for id in module.globals.iter().map(walrus::Global::id).collect::<Vec<_>>() {
        let Some(name) = share.globals.get(&id.index()) else { continue };
        let import = module.imports.add(FIRST, name, id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    let lates = pieces(module, places)?;
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    for id in module.memories.iter().map(walrus::Memory::id).collect::<Vec<_>>() {
        let Some(name) = share.memories.get(&id.index()) else { continue };
        let import = module.imports.add(FIRST, name, id);
        let memory = module.memories.get_mut(id);
        memory.import = Some(import);
        memory.data_segments.clear();
        for (start, bytes) in &lates {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(*start)?));
            let data = module.data.add(DataKind::Active { memory: id, offset }, bytes.clone());
            module.memories.get_mut(id).data_segments.insert(data);
        }
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    let main = module.tables.main_function_table()?.context("the engine has no table of functions")?;
    for id in module.tables.iter().map(walrus::Table::id).collect::<Vec<_>>() {
        module.tables.get_mut(id).elem_segments.clear();
        let Some(name) = share.tables.get(&id.index()) else { continue };
        let import = module.imports.add(FIRST, name, id);
        // As many slots as there are, or more.
        let table = module.tables.get_mut(id);
        (table.import, table.maximum) = (Some(import), None);
    }
    for (start, items) in runs(&share.slots) {
        let items = items.iter().filter_map(|index| by_index.get(index).copied()).collect();
        let offset = ConstExpr::Value(Value::I32(i32::try_from(start)?));
        let kind = ElementKind::Active { table: main, offset };
        let element = module.elements.add(kind, ElementItems::Functions(items));
        module.tables.get_mut(main).elem_segments.insert(element);
    }
    walrus::passes::gc::run(module);
    Ok(())
}

/// The bytes at these places, as few segments as pays, each with where it begins.
fn pieces(module: &Module, places: &[Range<usize>]) -> Result<Vec<(usize, Vec<u8>)>> {
    let mut pieces: Vec<(usize, Vec<u8>)> = Vec::new();
    for segment in segments(module)? {
        let bytes = &module.data.get(segment.id).value;
        let mut merged: Vec<Range<usize>> = Vec::new();
        for place in places {
            let place = place.start.max(segment.place.start)..place.end.min(segment.place.end);
            match merged.last_mut() {
                _ if place.is_empty() => {}
                Some(last) if place.start <= last.end + NEAR => last.end = last.end.max(place.end),
                _ => merged.push(place),
            }
        }
        for place in merged {
            let within = place.start - segment.place.start..place.end - segment.place.start;
            pieces.push((place.start, bytes.get(within).context("data outside its segment")?.to_vec()));
        }
    }
    Ok(pieces)
}

/// Neighbouring slots together, with the first one's number.
pub fn runs(slots: &BTreeMap<usize, usize>) -> Vec<(usize, Vec<usize>)> {
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() == *slot => run.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    runs
}
