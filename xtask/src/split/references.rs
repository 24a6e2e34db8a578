//! What of a linked module refers to what: the linker writes it down where it is asked to (`--emit-relocs`), as symbols and
//! as places that name them (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).
//!
//! Code alone does not say it: a function that is called through a table is known to its callers by an address in data, and
//! an address is a mere number.

use anyhow::{Context as _, Result, bail};
use std::collections::HashMap;
use std::ops::Range;
use wasmparser::{
    DataKind, KnownCustom, Linking, Operator, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// Something that a function or a piece of data refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A function whose address is taken, by its name. Plain calls are not among these.
    Function(String),
    /// A piece of data: its place in [`References::data`].
    Data(usize),
}

/// A piece of data in memory.
#[derive(Debug)]
pub struct Data {
    /// Where it lies, in bytes from the beginning of the memory.
    pub place: Range<usize>,
    /// What it refers to.
    pub targets: Vec<Target>,
}

/// What refers to what.
#[derive(Debug, Default)]
pub struct References {
    /// Of each function, by its name.
    pub functions: HashMap<String, Vec<Target>>,
    /// Every piece of data, in the order of memory.
    pub data: Vec<Data>,
}

/// What of the module has been read so far, in its own numbers.
#[derive(Default)]
struct Read<'m> {
    /// Functions that are imported come first in the count.
    imported: usize,
    code: usize,
    bodies: Vec<Range<usize>>,
    data: usize,
    /// Of each segment: where its bytes are in the file, and in memory.
    segments: Vec<(usize, usize)>,
    symbols: Vec<SymbolInfo<'m>>,
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

impl References {
    /// Reads them out of a module that was linked with `--emit-relocs`.
    ///
    /// # Errors
    /// When it was not, or is no module.
    pub fn read(module: &[u8]) -> Result<Self> {
        let read = Read::of(module).context("reading what the linker wrote about the engine")?;
        if read.in_code.is_empty() {
            bail!("the engine was linked without `--emit-relocs`: see lean.rs");
        }
        read.resolved()
    }
}

impl<'m> Read<'m> {
    fn of(module: &'m [u8]) -> Result<Self> {
        let mut read = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        read.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => read.code = range.start,
                Payload::CodeSectionEntry(body) => read.bodies.push(body.range()),
                Payload::DataSection(segments) => {
                    read.data = segments.range().start;
                    for segment in segments {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("a passive segment") };
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                            bail!("a segment whose place is not a number");
                        };
                        let start = segment.range.end - segment.data.len();
                        read.segments.push((start, usize::try_from(value)?));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                read.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(places) => {
                        let places_in =
                            if section.name() == "reloc.CODE" { &mut read.in_code } else { &mut read.in_data };
                        *places_in = places.entries().into_iter().collect::<Result<_, _>>()?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(read)
    }

    fn resolved(self) -> Result<References> {
        let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
        for (number, symbol) in self.symbols.iter().enumerate() {
            if let SymbolInfo::Data { symbol: Some(place), .. } = symbol
                && let Some((_, start)) = self.segments.get(place.index as usize)
            {
                let start = start + place.offset as usize;
                pieces.push((number, start..start + place.size as usize));
            }
        }
        pieces.sort_by_key(|(_, place)| (place.start, place.end));
        let piece_of: HashMap<usize, usize> = pieces.iter().enumerate().map(|(n, (symbol, _))| (*symbol, n)).collect();
        let data = pieces.into_iter().map(|(_, place)| Data { place, targets: Vec::new() }).collect();
        let mut references = References { functions: HashMap::new(), data };

        let target = |entry: &RelocationEntry| -> Option<Target> {
            match (entry.ty, self.symbols.get(entry.index as usize)?) {
                (
                    RelocationType::TableIndexSleb | RelocationType::TableIndexI32,
                    SymbolInfo::Func { name: Some(name), .. },
                ) => Some(Target::Function((*name).to_owned())),
                (
                    RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32,
                    SymbolInfo::Data { .. },
                ) => piece_of.get(&(entry.index as usize)).map(|piece| Target::Data(*piece)),
                _ => None,
            }
        };
        let mut names = vec![None; self.imported + self.bodies.len()];
        for symbol in &self.symbols {
            if let SymbolInfo::Func { index, name: Some(name), .. } = symbol
                && let Some(slot) = names.get_mut(*index as usize)
            {
                *slot = Some(*name);
            }
        }
        for entry in &self.in_code {
            let Some(target) = target(entry) else { continue };
            let at = self.code + entry.offset as usize;
            let body = self.bodies.partition_point(|body| body.end <= at);
            let name = names.get(self.imported + body).copied().flatten().context("a function without a name")?;
            references.functions.entry(name.to_owned()).or_default().push(target);
        }
        for entry in &self.in_data {
            let Some(target) = target(entry) else { continue };
            let at = self.data + entry.offset as usize;
            let segment = self.segments.iter().rev().find(|(start, _)| *start <= at).context("data before all data")?;
            let address = segment.1 + at - segment.0;
            // A symbol may lie within another: both refer to it.
            for piece in references.data.iter_mut().filter(|piece| piece.place.contains(&address)) {
                piece.targets.push(target.clone());
            }
        }
        Ok(references)
    }
}
