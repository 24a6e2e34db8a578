//! The story inside the engine: a custom section of a WebAssembly module (core specification, binary format, §5.5).
//!
//! Knows sections and their names; what is in them is the codec's business.

use wasm_encoder::{CustomSection, Section as _};
use wasmparser::{Parser, Payload};

/// The name of the section that holds the packed story.
pub const SECTION: &str = "backstory.story";

const PREAMBLE: [u8; 8] = wasm_encoder::Module::HEADER;

/// Why a file was refused as an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmError {
    /// It does not begin as WebAssembly does: some other file.
    NotWasm,
    /// WebAssembly, but not a core module of version 1: a component, say.
    NotAModule,
    /// A section is cut off or not written as the format asks; the number is the byte at which reading failed.
    Damaged(usize),
    /// The story is larger than the 4 GiB that a section can hold.
    TooLarge,
}

impl std::fmt::Display for WasmError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WasmError::NotWasm => f.write_str("this is not WebAssembly; name the engine, `backstory_bg.wasm`"),
            WasmError::NotAModule => {
                f.write_str("this is WebAssembly but no module of version 1; name the engine, `backstory_bg.wasm`")
            }
            WasmError::Damaged(at) => {
                write!(f, "the engine is cut short or damaged at byte {at}; build or download it again")
            }
            WasmError::TooLarge => f.write_str("the story is larger than the 4 GiB a WebAssembly section can hold"),
        }
    }
}

impl std::error::Error for WasmError {}

/// `module` with `contents` as its only section of that name, at the end. Every other byte stays as it was.
///
/// # Errors
/// If `module` is no intact module or `contents` is too large.
pub fn with_section(module: &[u8], name: &str, contents: &[u8]) -> Result<Vec<u8>, WasmError> {
    let size = contents.len().saturating_add(name.len()).saturating_add(5);
    u32::try_from(size).map_err(|_| WasmError::TooLarge)?;
    let mut out = PREAMBLE.to_vec();
    for section in sections(module)? {
        if section.name != Some(name) {
            out.extend_from_slice(section.whole);
        }
    }
    CustomSection { name: name.into(), data: contents.into() }.append_to(&mut out);
    Ok(out)
}

/// The contents of the first custom section of that name, if there is one.
///
/// # Errors
/// If `module` is no intact module.
pub fn section<'m>(module: &'m [u8], name: &str) -> Result<Option<&'m [u8]>, WasmError> {
    let found = sections(module)?.into_iter().find(|section| section.name == Some(name));
    Ok(found.map(|section| section.contents))
}

/// One section of a module.
struct Section<'m> {
    /// Its bytes with its head: id, size and, in a custom section, name.
    whole: &'m [u8],
    /// The name of a custom section.
    name: Option<&'m str>,
    /// The bytes after the head.
    contents: &'m [u8],
}

/// The sections of a module, in order.
fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, WasmError> {
    if !module.starts_with(b"\0asm") {
        return Err(WasmError::NotWasm);
    }
    if !module.starts_with(&PREAMBLE) {
        return Err(WasmError::NotAModule);
    }
    // A module in memory is smaller than its address space.
    let index = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    let mut sections = Vec::new();
    let mut start = PREAMBLE.len();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|error| WasmError::Damaged(index(error.offset())))?;
        let Some((_, range)) = payload.as_section() else { continue };
        let (name, contents) = match &payload {
            Payload::CustomSection(custom) => (Some(custom.name()), custom.data()),
            _ => (None, module.get(index(range.start)..index(range.end)).unwrap_or_default()),
        };
        // Sections follow one another: each begins, with its id and size, where the last one ends.
        let whole = module.get(start..index(range.end)).unwrap_or_default();
        start = index(range.end);
        sections.push(Section { whole, name, contents });
    }
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A type section, a custom section "name" and a code section whose size is written in five bytes.
    fn module() -> Vec<u8> {
        let mut module = PREAMBLE.to_vec();
        module.extend_from_slice(&[1, 4, 1, 0x60, 0, 0]);
        module.extend_from_slice(&[0, 7, 4, b'n', b'a', b'm', b'e', 9, 9]);
        module.extend_from_slice(&[10, 0x81, 0x80, 0x80, 0x80, 0x00, 0]);
        module
    }

    #[test]
    fn a_story_is_added_and_replaced() {
        let bare = module();
        let first = with_section(&bare, SECTION, b"one").unwrap();
        assert_eq!(first[..bare.len()], bare);
        assert_eq!(first[bare.len()..], *b"\x00\x13\x0fbackstory.storyone");
        assert_eq!(section(&first, SECTION), Ok(Some(&b"one"[..])));
        assert_eq!(section(&first, "name"), Ok(Some(&[9, 9][..])));
        assert_eq!(section(&bare, SECTION), Ok(None));

        let second = with_section(&first, SECTION, &[7; 1000]).unwrap();
        assert_eq!(second[..bare.len()], bare);
        assert_eq!(section(&second, SECTION), Ok(Some(&[7; 1000][..])));
        assert_eq!(with_section(&second, SECTION, b"one").unwrap(), first);
    }

    #[test]
    fn other_files_are_refused() {
        for (bytes, expected) in [
            (&b""[..], "this is not WebAssembly"),
            (b"<!doctype html>", "this is not WebAssembly"),
            (b"\0asm", "no module of version 1"),
            (b"\0asm\x0d\0\x01\0", "no module of version 1"),
            (b"\0asm\x01\0\0\0\x01", "damaged at byte 9"),
            (b"\0asm\x01\0\0\0\x01\x05ab", "damaged at byte"),
            (b"\0asm\x01\0\0\0\x01\x80", "damaged at byte"),
            (b"\0asm\x01\0\0\0\x01\x80\x80\x80\x80\x80\x00", "damaged at byte"),
            (b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\x7f", "damaged at byte"),
            (b"\0asm\x01\0\0\0\x00\x02\x05a", "damaged at byte"),
        ] {
            for error in [with_section(bytes, SECTION, b"").unwrap_err(), section(bytes, SECTION).unwrap_err()] {
                assert!(error.to_string().contains(expected), "{bytes:?}: {error}");
            }
        }
    }

    #[test]
    fn a_cut_module_is_noticed_unless_cut_between_sections() {
        let module = module();
        let between = [8, 14, 23, module.len()];
        for cut in 8..=module.len() {
            assert_eq!(section(&module[..cut], SECTION).is_ok(), between.contains(&cut), "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let module = [&PREAMBLE[..], &bytes].concat();
            if let Ok(packed) = with_section(&module, SECTION, b"story") {
                prop_assert_eq!(section(&packed, SECTION), Ok(Some(&b"story"[..])));
            }
        }
    }
}
