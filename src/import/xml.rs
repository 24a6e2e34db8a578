//! XML, as a flat row of tags and words. Nothing nests in memory.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::html;

/// A piece of XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A tag that opens an element. An empty element has an end too.
    Start {
        /// With its prefix: `content:encoded`.
        name: String,
        attributes: Vec<(String, String)>,
    },
    Text(String),
    End(String),
}

/// A syntax error, after which nothing is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

/// Reads a text. Elements that are closed in another order than they were opened are read as they come.
pub(super) struct Pieces<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    pending: Option<String>,
    is_done: bool,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Pieces { text, reader, pending: None, is_done: false }
    }

    fn fault(&self, message: String) -> Fault {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(0).min(self.text.len());
        let before = self.text.get(..self.text.floor_char_boundary(at)).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Fault { line: before.matches('\n').count() + 1, column, message }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Piece, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.pending.take() {
            return Some(Ok(Piece::End(name)));
        }
        while !self.is_done {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(self.fault(error.to_string())));
                }
            };
            match event {
                Event::Start(tag) => return Some(Ok(start(&tag))),
                Event::Empty(tag) => {
                    self.pending = Some(tag.name().as_ref().to_owned());
                    return Some(Ok(start(&tag)));
                }
                Event::End(tag) => return Some(Ok(Piece::End(tag.name().as_ref().to_owned()))),
                Event::Text(text) => return Some(Ok(Piece::Text(text.xml10_content().into_owned()))),
                Event::CData(text) => return Some(Ok(Piece::Text(text.xml10_content().into_owned()))),
                // References are those of HTML too: `&nbsp;` is common in files that were written by hand.
                Event::GeneralRef(name) => {
                    let name: &str = &name.xml10_content();
                    let words = html::read(&format!("x&{name};x")).text.words();
                    let sign = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
                    return Some(Ok(Piece::Text(sign.to_owned())));
                }
                Event::Eof => self.is_done = true,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        None
    }
}

fn start(tag: &BytesStart<'_>) -> Piece {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute.value.as_ref();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned);
        (attribute.key.as_ref().to_owned(), value)
    });
    Piece::Start { name: tag.name().as_ref().to_owned(), attributes: attributes.collect() }
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_words_and_references_are_read_in_order() {
        let pieces: Vec<Piece> =
            Pieces::new("\u{feff}<?xml version='1.0'?><a b=\"c &amp; d\">x&lt;y&nbsp;<![CDATA[<b>]]><e/></a>")
                .flatten()
                .collect();
        let text: String = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(words) => Some(words.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(text, "x<y\u{a0}<b>");
        assert_eq!(pieces[0], Piece::Start { name: "a".into(), attributes: vec![("b".into(), "c & d".into())] });
        assert_eq!(pieces.last(), Some(&Piece::End("a".into())));
    }

    #[test]
    fn depth_costs_nothing_and_entities_do_not_grow() {
        assert_eq!(Pieces::new(&"<a>".repeat(300_000)).flatten().count(), 300_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"xxxx\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let pieces: Vec<Piece> = Pieces::new(bomb).flatten().collect();
        assert!(!format!("{pieces:?}").contains("xxxx"), "{pieces:?}");
    }
}
