//! The first module: what is late is taken out of it, and what the late part needs is given to it.

use super::{Share, segments};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use walrus::ir::{self, Instr, InstrSeqId, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, GlobalId, LocalFunction, MemoryId,
    Module, TableId, TypeId,
};

/// Makes the first module: late functions go, calls to them go through the table, late data is empty, and what the second
/// module needs is given to it.
pub fn make(module: &mut Module, late: &HashSet<usize>, places: &[Range<usize>]) -> Result<Share> {
    let mut share = Share::default();
    let table = module.tables.main_function_table()?.context("the engine has no table of functions")?;
    // What stands in a slot until the second module fills it.
    let mut nothing = FunctionBuilder::new(&mut module.types, &[], &[]);
    nothing.func_body().unreachable();
    let nothing = nothing.finish(Vec::new(), &mut module.funcs);
    for segment in module.elements.iter_mut() {
        let ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(offset)) } = segment.kind else {
            continue;
        };
        let ElementItems::Functions(items) = &mut segment.items else { continue };
        for (slot, function) in (usize::try_from(offset)?..).zip(items) {
            if of == table && late.contains(&function.index()) {
                share.slots.insert(slot, function.index());
                *function = nothing;
            }
        }
    }

    let mut gates = Gates { table, next: usize::try_from(module.tables.get(table).initial)?, slots: HashMap::new() };
    let types: HashMap<usize, TypeId> = module.funcs.iter().map(|it| (it.id().index(), it.ty())).collect();
    for (_, function) in module.funcs.iter_local_mut().filter(|(id, _)| !late.contains(&id.index())) {
        gates.open_in(function, late, &types);
    }
    let exported: Vec<_> = module.exports.iter().map(|export| (export.id(), export.item)).collect();
    for (export, item) in exported {
        if let ExportItem::Function(function) = item
            && late.contains(&function.index())
        {
            let way = gates.way_to(module, function);
            module.exports.get_mut(export).item = way.into();
        }
    }
    share.slots.extend(gates.slots.iter().map(|(function, slot)| (*slot, *function)));
    let grown = module.tables.get_mut(table);
    grown.initial = gates.next as u64;
    grown.maximum = grown.maximum.map(|most| most.max(grown.initial));

    give(module, late, table, &mut share)?;
    for segment in segments(module)? {
        for place in places {
            let (from, to) = (place.start.max(segment.place.start), place.end.min(segment.place.end));
            if from < to {
                let bytes = &mut module.data.get_mut(segment.id).value;
                bytes[from - segment.place.start..to - segment.place.start].fill(0);
            }
        }
    }
    walrus::passes::gc::run(module);
    Ok(share)
}

/// Slots of the table that calls of late functions go through.
struct Gates {
    table: TableId,
    next: usize,
    slots: HashMap<usize, usize>,
}

impl Gates {
    fn slot(&mut self, function: FunctionId) -> i32 {
        let next = &mut self.next;
        let slot = *self.slots.entry(function.index()).or_insert_with(|| {
            *next += 1;
            *next - 1
        });
        i32::try_from(slot).unwrap_or(i32::MAX)
    }

    /// Turns a function's calls of late ones into calls through the table.
    fn open_in(&mut self, function: &mut LocalFunction, late: &HashSet<usize>, types: &HashMap<usize, TypeId>) {
        for sequence in sequences(function) {
            let instructions = &mut function.block_mut(sequence).instrs;
            for (instruction, place) in std::mem::take(instructions) {
                if let Instr::Call(call) = &instruction
                    && late.contains(&call.func.index())
                    && let Some(ty) = types.get(&call.func.index())
                {
                    let slot = Value::I32(self.slot(call.func));
                    instructions.push((ir::Const { value: slot }.into(), place));
                    instructions.push((ir::CallIndirect { ty: *ty, table: self.table }.into(), place));
                } else {
                    instructions.push((instruction, place));
                }
            }
        }
    }

    /// A function that does nothing but to call a late one through the table.
    fn way_to(&mut self, module: &mut Module, function: FunctionId) -> FunctionId {
        let ty = module.funcs.get(function).ty();
        let (parameters, results) = {
            let ty = module.types.get(ty);
            (ty.params().to_vec(), ty.results().to_vec())
        };
        let mut way = FunctionBuilder::new(&mut module.types, &parameters, &results);
        let locals: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut body = way.func_body();
        for local in &locals {
            body.local_get(*local);
        }
        body.i32_const(self.slot(function)).instr(ir::CallIndirect { ty, table: self.table });
        way.finish(locals, &mut module.funcs)
    }
}

/// Every sequence of instructions in a function.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    struct Sequences(Vec<InstrSeqId>);
    impl<'i> ir::Visitor<'i> for Sequences {
        fn start_instr_seq(&mut self, sequence: &'i ir::InstrSeq) {
            self.0.push(sequence.id());
        }
    }
    let mut found = Sequences(Vec::new());
    ir::dfs_in_order(&mut found, function, function.entry_block());
    found.0
}

/// Gives what late functions use to the second module, by an export each, if it has none.
fn give(module: &mut Module, late: &HashSet<usize>, table: TableId, share: &mut Share) -> Result<()> {
    #[derive(Default)]
    struct Uses {
        functions: BTreeMap<usize, FunctionId>,
        globals: BTreeMap<usize, GlobalId>,
        memories: BTreeMap<usize, MemoryId>,
        tables: BTreeMap<usize, TableId>,
    }
    impl ir::Visitor<'_> for Uses {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.functions.insert(id.index(), *id);
        }
        fn visit_global_id(&mut self, id: &GlobalId) {
            self.globals.insert(id.index(), *id);
        }
        fn visit_memory_id(&mut self, id: &MemoryId) {
            self.memories.insert(id.index(), *id);
        }
        fn visit_table_id(&mut self, id: &TableId) {
            self.tables.insert(id.index(), *id);
        }
    }
    let mut uses = Uses::default();
    uses.tables.insert(table.index(), table);
    let memory = module.get_memory_id()?;
    uses.memories.insert(memory.index(), memory);
    for (_, function) in module.funcs.iter_local().filter(|(id, _)| late.contains(&id.index())) {
        ir::dfs_in_order(&mut uses, function, function.entry_block());
    }
    uses.functions.retain(|index, _| !late.contains(index));
    let mut named = |item: ExportItem| {
        if let Some(export) = module.exports.iter().find(|export| is_same(export.item, item)) {
            return export.name.clone();
        }
        let name = format!("shared{}", module.exports.iter().count());
        module.exports.add(&name, item);
        name
    };
    share.functions = uses.functions.iter().map(|(index, id)| (*index, named((*id).into()))).collect();
    share.globals = uses.globals.iter().map(|(index, id)| (*index, named((*id).into()))).collect();
    share.memories = uses.memories.iter().map(|(index, id)| (*index, named((*id).into()))).collect();
    share.tables = uses.tables.iter().map(|(index, id)| (*index, named((*id).into()))).collect();
    Ok(())
}

fn is_same(one: ExportItem, other: ExportItem) -> bool {
    match (one, other) {
        (ExportItem::Function(one), ExportItem::Function(other)) => one == other,
        (ExportItem::Global(one), ExportItem::Global(other)) => one == other,
        (ExportItem::Memory(one), ExportItem::Memory(other)) => one == other,
        (ExportItem::Table(one), ExportItem::Table(other)) => one == other,
        _ => false,
    }
}
