//! The engine in two modules: what every reader needs for the first view, and what comes late, once a reader does
//! something. Both share memory and table, and know nothing of each other's loading: `www/shell/late.js` sees to it that
//! the second is there before anything that is in it is asked for.
//!
//! What comes late is said in the source. A function whose name begins with `late_`, and what only such functions and the
//! exports in [`LATE`] use, lies in the second module, with the data that only they use. Calls to them go through the
//! table, whose slots the second module fills.

mod references;
#[cfg(test)]
mod tests;

use anyhow::{Context as _, Result, ensure};
use references::{References, Target};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use walrus::ir::{self, Instr, InstrSeqId, Value};
use walrus::{
    ConstExpr, DataId, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalId, GlobalKind, ImportedFunction, LocalFunction, MemoryId, Module, ModuleConfig, TableId, TypeId,
};

/// What the shell calls only once the second module is there.
const LATE: [&str; 3] = ["widget_ask", "widget_define", "widget_go"];
/// How the names of functions begin that come late.
const MARK: &str = "late_";
/// The module that the second one takes everything from: the first.
const FIRST: &str = "a";
/// Data that lies nearer than so many bytes together is one segment: another one takes as many to describe.
const NEAR: usize = 8;

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
    let share = first(&mut module, &late, &places)?;
    later(&mut second, &places, &share)?;
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

fn parse(bytes: &[u8]) -> Result<Module> {
    let mut module = ModuleConfig::new().generate_producers_section(false).parse(bytes)?;
    // The linker's notes are about a module that is no more.
    let notes: Vec<_> = module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    for name in notes.iter().filter(|name| *name == "linking" || name.starts_with("reloc.")) {
        module.customs.remove_raw(name);
    }
    Ok(module)
}

/// What is reached without anything late, and what is reached at all.
struct Sides<'m> {
    module: &'m Module,
    references: &'m References,
    by_name: HashMap<&'m str, FunctionId>,
    functions: HashSet<FunctionId>,
    data: HashSet<usize>,
    /// Late functions that were met.
    gates: HashSet<FunctionId>,
}

impl<'m> Sides<'m> {
    fn of(module: &'m Module, references: &'m References) -> Result<Self> {
        let by_name = module.funcs.iter().filter_map(|it| Some((it.name.as_deref()?, it.id()))).collect();
        let mut sides = Self {
            module,
            references,
            by_name,
            functions: HashSet::new(),
            data: HashSet::new(),
            gates: HashSet::new(),
        };
        for export in LATE {
            sides.gates.insert(module.exports.get_func(export).with_context(|| format!("looking for {export}"))?);
        }
        Ok(sides)
    }

    /// The functions and the data that are only reached through something late: their numbers, and its places in memory,
    /// in order.
    fn late(mut self) -> (HashSet<usize>, Vec<Range<usize>>) {
        let mut roots: Vec<FunctionId> = self.module.start.into_iter().collect();
        for export in self.module.exports.iter() {
            if let ExportItem::Function(function) = export.item {
                roots.push(function);
            }
        }
        self.walk(roots, true);
        let (early, early_data) = (self.functions.clone(), self.data.clone());
        let gates = self.gates.iter().copied().collect();
        self.walk(gates, false);
        let is_late = |it: &&FunctionId| !early.contains(*it) && is_local(self.module, **it);
        let functions = self.functions.iter().filter(is_late).map(|it| it.index()).collect();
        let mut places: Vec<Range<usize>> = Vec::new();
        for (n, piece) in self.references.data.iter().enumerate() {
            if self.data.contains(&n) && !early_data.contains(&n) {
                places.push(piece.place.clone());
            }
        }
        (functions, places)
    }

    /// Follows what functions use; not through the gates, where `stops`.
    fn walk(&mut self, from: Vec<FunctionId>, stops: bool) {
        let mut open = from;
        while let Some(function) = open.pop() {
            let name = self.module.funcs.get(function).name.as_deref().unwrap_or_default();
            if stops && (self.gates.contains(&function) || is_marked(name)) {
                self.gates.insert(function);
                continue;
            }
            if !self.functions.insert(function) {
                continue;
            }
            if let FunctionKind::Local(local) = &self.module.funcs.get(function).kind {
                open.extend(calls(local));
            }
            let mut targets: Vec<&Target> = self.references.functions.get(name).into_iter().flatten().collect();
            while let Some(target) = targets.pop() {
                match target {
                    Target::Function(name) => open.extend(self.by_name.get(name.as_str())),
                    Target::Data(piece) => {
                        if self.data.insert(*piece) {
                            targets.extend(self.references.data.get(*piece).into_iter().flat_map(|it| &it.targets));
                        }
                    }
                }
            }
        }
    }
}

/// Whether one of the words that a mangled name is made of begins with the mark: a word stands behind its length.
fn is_marked(name: &str) -> bool {
    name.match_indices(MARK)
        .any(|(at, _)| name.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
}

fn is_local(module: &Module, function: FunctionId) -> bool {
    matches!(module.funcs.get(function).kind, FunctionKind::Local(_))
}

/// The functions that a function calls.
fn calls(function: &LocalFunction) -> HashSet<FunctionId> {
    struct Calls(HashSet<FunctionId>);
    impl<'i> ir::Visitor<'i> for Calls {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.insert(*function);
        }
    }
    let mut calls = Calls(HashSet::new());
    ir::dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
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

/// Makes the first module: late functions go, calls to them go through the table, late data is empty, and what the second
/// module needs is given to it.
fn first(module: &mut Module, late: &HashSet<usize>, places: &[Range<usize>]) -> Result<Share> {
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
        slot as i32
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
    impl<'i> ir::Visitor<'i> for Uses {
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

/// Makes the second module: only late functions and their data, all else is taken from the first.
fn later(module: &mut Module, places: &[Range<usize>], share: &Share) -> Result<()> {
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
fn runs(slots: &BTreeMap<usize, usize>) -> Vec<(usize, Vec<usize>)> {
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() == *slot => run.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    runs
}
