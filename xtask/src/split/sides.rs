//! What is on which side: what the first view reaches, and what only comes late.

use super::references::{References, Target};
use anyhow::{Context as _, Result};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use walrus::{ExportItem, FunctionId, FunctionKind, LocalFunction, Module, ir};

/// What the shell calls only once the second module is there.
pub const LATE: [&str; 3] = ["widget_ask", "widget_define", "widget_go"];
/// How the names of functions begin that come late.
pub const MARK: &str = "late_";

/// What is reached without anything late, and what is reached at all.
pub struct Sides<'m> {
    module: &'m Module,
    references: &'m References,
    by_name: HashMap<&'m str, FunctionId>,
    functions: HashSet<FunctionId>,
    data: HashSet<usize>,
    /// Late functions that were met.
    gates: HashSet<FunctionId>,
}

impl<'m> Sides<'m> {
    /// `module` with the names of its functions as the linker knew them.
    ///
    /// # Errors
    /// When the shell's late calls are not among its exports.
    pub fn of(module: &'m Module, references: &'m References) -> Result<Self> {
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
    pub fn late(mut self) -> (HashSet<usize>, Vec<Range<usize>>) {
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
        let functions = self.functions.iter().filter(is_late).map(FunctionId::index).collect();
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
pub fn is_marked(name: &str) -> bool {
    name.match_indices(MARK)
        .any(|(at, _)| name.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit())))
}

fn is_local(module: &Module, function: FunctionId) -> bool {
    matches!(module.funcs.get(function).kind, FunctionKind::Local(_))
}

/// The functions that a function calls.
fn calls(function: &LocalFunction) -> HashSet<FunctionId> {
    struct Calls(HashSet<FunctionId>);
    impl ir::Visitor<'_> for Calls {
        fn visit_function_id(&mut self, function: &FunctionId) {
            self.0.insert(*function);
        }
    }
    let mut calls = Calls(HashSet::new());
    ir::dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
}
