//! Workbooks as archives: what unpacking one would take, before the reader of workbooks unpacks it.

use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::Failure;
use super::sheet::CELLS;

/// Refuses an archive that unpacks to more than `most` bytes, whatever it says of itself. Every entry counts: the reader of
/// workbooks takes names in any case, and a sheet from wherever the workbook says.
pub(super) fn unpacks(bytes: &[u8], most: u64) -> Result<(), Failure> {
    let broken = |error: &dyn std::fmt::Display| Failure::Workbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = most;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = file.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let mut file = file.take(left + 1);
        if name.ends_with("sharedstrings.xml") {
            states_few_texts(BufReader::new(&mut file))?;
        }
        let read = std::io::copy(&mut file, &mut std::io::sink());
        left = file.limit().checked_sub(1).ok_or(Failure::UnpacksTooLarge)?;
        // A picture may be damaged: nobody looks at it.
        if let (Err(error), Some("xml" | "rels")) = (read, name.rsplit('.').next()) {
            return Err(broken(&error));
        }
    }
    Ok(())
}

/// Refuses a list that says that it has more texts than are ever read: the reader of workbooks reserves memory for as many.
fn states_few_texts(list: impl BufRead) -> Result<(), Failure> {
    let mut reader = quick_xml::Reader::from_reader(list);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "sst" => {
                let mut attributes = tag.html_attributes();
                let counts = attributes.with_checks(false).flatten().filter(|it| it.key.as_ref() == "uniqueCount");
                let is_few = |count: &str| count.trim().parse().is_ok_and(|count: usize| count <= CELLS);
                return match counts.map(|count| count.value.into_owned()).find(|count| !is_few(count)) {
                    Some(count) => {
                        Err(Failure::Workbook(format!("it states “{count}” texts; {CELLS} are the most that are read")))
                    }
                    None => Ok(()),
                };
            }
            // What is wrong with it is for the reader of workbooks to say.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::UNPACKED_BYTES;
    use super::*;

    /// An archive of files.
    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn every_file_of_an_archive_counts_whatever_its_name() {
        for name in ["xl/sharedStrings.xml", "xl/SHAREDSTRINGS.XML", "xl/worksheets/sheet1.png"] {
            let bytes = zipped(&[("xl/workbook.xml", "<x/>"), (name, &"<y/>".repeat(100))]);
            assert_eq!(unpacks(&bytes, 404), Ok(()), "{name}");
            assert_eq!(unpacks(&bytes, 403), Err(Failure::UnpacksTooLarge), "{name}");
        }
    }

    #[test]
    fn a_count_of_texts_reserves_no_memory() {
        let stated = |count: &str| {
            let list = format!("<?xml version=\"1.0\"?><!-- x --><x:sst uniqueCount=\"{count}\"><si/></x:sst>");
            unpacks(&zipped(&[("xl/SharedStrings.xml", &list)]), UNPACKED_BYTES)
        };
        assert_eq!(stated("2"), Ok(()));
        assert_eq!(stated("4000000"), Ok(()));
        for count in ["4000001", "1000000000000", "18446744073709551615", "18446744073709551616", "x"] {
            assert!(matches!(stated(count), Err(Failure::Workbook(_))), "{count}");
        }
    }
}
