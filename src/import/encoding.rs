//! Bytes to text: the encodings in which spreadsheets and editors save.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Failure;

/// A text and how it was read.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding's name: `UTF-8`, `windows-1252`.
    pub(super) encoding: &'static str,
    /// Whether the encoding is a guess from the letters.
    pub(super) is_guess: bool,
    /// The first line with bytes that the encoding has no letter for.
    pub(super) replaced: Option<usize>,
}

/// Reads a text: by its byte order mark, as UTF-8, as UTF-16 where every other byte is zero, else in the encoding that its
/// letters suggest.
///
/// # Errors
/// The bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Failure> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Failure::Empty);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(decoded(bytes.get(length..).unwrap_or_default(), encoding, false));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), is_guess: false, replaced: None });
    }
    if let Some(encoding) = utf_16(bytes) {
        return Ok(decoded(bytes, encoding, true));
    }
    let controls = bytes.iter().filter(|byte| **byte < 9 || (14..27).contains(*byte)).count();
    if controls * 50 > bytes.len() {
        return Err(Failure::NotText);
    }
    // A file that is UTF-8 but for a few bytes is damaged UTF-8, not another encoding.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let letters = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if letters > broken {
        return Ok(decoded(bytes, UTF_8, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(decoded(bytes, detector.guess(None, Utf8Detection::Deny), true))
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, is_guess: bool) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = has_errors.then(|| {
        let before = text.split('\u{fffd}').next().unwrap_or_default();
        before.matches('\n').count() + 1
    });
    Decoded { text: text.into_owned(), encoding: encoding.name(), is_guess, replaced }
}

/// UTF-16 without a byte order mark: of mostly Latin text, every other byte is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.as_chunks::<2>().0;
    let zeros = |at: usize| pairs.iter().take(2_000).filter(|pair| pair.get(at) == Some(&0)).count();
    let (big, little) = (zeros(0), zeros(1));
    let most = pairs.len().min(2_000) * 2 / 5;
    match (big > most, little > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_spreadsheets_are_read() {
        let utf_16 = |text: &str, bom: bool, little: bool| {
            let units =
                text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
            let mark = if little { [0xff, 0xfe] } else { [0xfe, 0xff] };
            mark.into_iter().filter(|_| bom).chain(units).collect::<Vec<u8>>()
        };
        let text = "Datum;Titel\n1990;Über die Brücke – für Fußgänger";
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (utf_16(text, true, true), "UTF-16LE"),
            (utf_16(text, true, false), "UTF-16BE"),
            (utf_16(text, false, true), "UTF-16LE"),
            (utf_16(text, false, false), "UTF-16BE"),
            (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), "windows-1252"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.replaced), (text, encoding, None));
        }
        let russian = "Дата;Заголовок\n1990;Мост открыт для пешеходов";
        let decoded = decode(&encoding_rs::WINDOWS_1251.encode(russian).0).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (russian, "windows-1251"));
    }

    #[test]
    fn damage_is_found_and_binary_files_are_refused() {
        let decoded = decode("é\nüber die Brücke \n1".as_bytes()).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", None));
        let damaged = [b"Ein Stra\xc3\x9fenfest f\xc3\xbcr \xc3\xa4ltere\n B\xc3\xbcrger\xff".as_slice()].concat();
        let decoded = decode(&damaged).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", Some(2)));
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n\x01\x02\x03\rIHDR\x04\x05\x06\x07"), Err(Failure::NotText)));
        assert!(matches!(decode(b" \n\0"), Err(Failure::Empty)));
    }
}
