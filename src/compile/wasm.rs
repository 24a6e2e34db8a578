//! The story inside the engine: a custom section of a WebAssembly module (core specification, binary format, §5.5).
//!
//! Knows sections and their names; what is in them is the codec's business.

use std::ops::Range;

/// The name of the section that holds the packed story.
pub const SECTION: &str = "backstory.story";

const PREAMBLE: [u8; 8] = *b"\0asm\x01\0\0\0";

/// Why a file was refused as an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasmError {
    /// It does not begin as WebAssembly does: some other file.
    NotWasm,
    /// WebAssembly, but not a core module of version 1: a component, say.
    NotAModule,
    /// A section ends behind the end of the file; the number is where it begins.
    Truncated(usize),
    /// A section's size or name is not written as the format asks; the number is where the section begins.
    Malformed(usize),
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
            WasmError::Truncated(at) => {
                write!(
                    f,
                    "the engine is cut short: its section at byte {at} runs past the end; build or download it again"
                )
            }
            WasmError::Malformed(at) => {
                write!(f, "the engine is damaged: its section at byte {at} cannot be read; build or download it again")
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
    let mut out = Vec::with_capacity(module.len() + name.len() + contents.len() + 16);
    out.extend_from_slice(&PREAMBLE);
    for section in Sections::of(module)? {
        let section = section?;
        if section.name != Some(name.as_bytes()) {
            out.extend_from_slice(module.get(section.whole).unwrap_or_default());
        }
    }
    let length = |bytes: usize| u32::try_from(bytes).map_err(|_| WasmError::TooLarge);
    let mut head = Vec::new();
    write_leb(&mut head, length(name.len())?);
    head.extend_from_slice(name.as_bytes());
    out.push(0);
    write_leb(&mut out, length(head.len().saturating_add(contents.len()))?);
    out.extend_from_slice(&head);
    out.extend_from_slice(contents);
    Ok(out)
}

/// The contents of the first custom section of that name, if there is one.
///
/// # Errors
/// If `module` is no intact module.
pub fn section<'m>(module: &'m [u8], name: &str) -> Result<Option<&'m [u8]>, WasmError> {
    let mut found = None;
    for section in Sections::of(module)? {
        let section = section?;
        if found.is_none() && section.name == Some(name.as_bytes()) {
            found = Some(section.contents);
        }
    }
    Ok(found)
}

/// One section of a module.
struct Section<'m> {
    /// Its bytes in the module, head and all.
    whole: Range<usize>,
    /// Its name, if it is a custom section.
    name: Option<&'m [u8]>,
    /// What follows its head, and its name if it has one.
    contents: &'m [u8],
}

/// The sections of a module, in order; ends at the first error.
struct Sections<'m> {
    module: &'m [u8],
    at: usize,
}

impl<'m> Sections<'m> {
    fn of(module: &'m [u8]) -> Result<Sections<'m>, WasmError> {
        if !module.starts_with(b"\0asm") {
            return Err(WasmError::NotWasm);
        }
        if !module.starts_with(&PREAMBLE) {
            return Err(WasmError::NotAModule);
        }
        Ok(Sections { module, at: PREAMBLE.len() })
    }

    /// The section that begins at `start` with the bytes `rest`.
    fn read(start: usize, rest: &'m [u8]) -> Result<Section<'m>, WasmError> {
        let (id, sized) = rest.split_first().ok_or(WasmError::Truncated(start))?;
        let (size, body) = read_leb(sized, start)?;
        let body = body.get(..size).ok_or(WasmError::Truncated(start))?;
        let head = rest.len() - sized.len() + leb_len(sized);
        let (name, contents) = if *id == 0 {
            let (length, named) = read_leb(body, start).map_err(|_| WasmError::Malformed(start))?;
            let (name, contents) = named.split_at_checked(length).ok_or(WasmError::Malformed(start))?;
            (Some(name), contents)
        } else {
            (None, body)
        };
        Ok(Section { whole: start..start + head + size, name, contents })
    }
}

impl<'m> Iterator for Sections<'m> {
    type Item = Result<Section<'m>, WasmError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.module.get(self.at..).filter(|rest| !rest.is_empty())?;
        let section = Sections::read(self.at, rest);
        self.at = section.as_ref().map_or(self.module.len(), |section| section.whole.end);
        Some(section)
    }
}

/// An unsigned LEB128 number of 32 bits and what follows it. `start` is where its section begins, for the error.
fn read_leb(bytes: &[u8], start: usize) -> Result<(usize, &[u8]), WasmError> {
    let mut value = 0u64;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            let value = u32::try_from(value).map_err(|_| WasmError::Malformed(start))?;
            let rest = bytes.get(place + 1..).unwrap_or_default();
            return Ok((usize::try_from(value).map_err(|_| WasmError::Malformed(start))?, rest));
        }
    }
    Err(if bytes.len() < 5 { WasmError::Truncated(start) } else { WasmError::Malformed(start) })
}

/// How many bytes the number at the head of `bytes` takes.
fn leb_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| *byte & 0x80 != 0).count() + 1
}

fn write_leb(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
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
        for (bytes, error) in [
            (&b""[..], WasmError::NotWasm),
            (b"<!doctype html>", WasmError::NotWasm),
            (b"\0asm", WasmError::NotAModule),
            (b"\0asm\x0d\0\x01\0", WasmError::NotAModule),
            (b"\0asm\x01\0\0\0\x01", WasmError::Truncated(8)),
            (b"\0asm\x01\0\0\0\x01\x05ab", WasmError::Truncated(8)),
            (b"\0asm\x01\0\0\0\x01\x80", WasmError::Truncated(8)),
            (b"\0asm\x01\0\0\0\x01\x80\x80\x80\x80\x80\x00", WasmError::Malformed(8)),
            (b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\x7f", WasmError::Malformed(8)),
            (b"\0asm\x01\0\0\0\x01\x00\x00\x02\x05a", WasmError::Malformed(10)),
        ] {
            assert_eq!(with_section(bytes, SECTION, b"").unwrap_err(), error, "{bytes:?}");
            assert_eq!(section(bytes, SECTION).unwrap_err(), error, "{bytes:?}");
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
