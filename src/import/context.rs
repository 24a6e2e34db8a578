//! What every reader of a format shares: the options, the report, and the way from other tools' words to ours.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::draft::SourceDraft;
use super::html;
use super::media::Medium;
use super::report::{Effect, Place, Report};
use super::rich::{Rich, Run, autolinked, link};
use super::{Failure, Format, Options, Progress};
use crate::story::limits::EVENTS;
use crate::story::text::{self, Fault, FaultKind};

/// Longest text in bytes that is taken; what Markdown adds has room below the limit of a story's text.
const TEXT: usize = 48_000;
/// Longest plain words in bytes that are taken.
const WORDS: usize = 4_000;

/// The state of one import.
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    pub(super) report: Report,
    watch: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    /// Kinds and messages of the notes that are made once for the whole file.
    made: BTreeSet<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(options: &'a Options, watch: &'a mut dyn FnMut(Progress) -> ControlFlow<()>) -> Self {
        Context { options, report: Report::new(Format::Csv), watch, made: BTreeSet::new() }
    }

    /// Counts a row.
    ///
    /// # Errors
    /// There are too many, or the caller stopped the import.
    pub(super) fn row(&mut self, total: Option<usize>) -> Result<(), Failure> {
        self.report.rows += 1;
        if self.report.rows > EVENTS {
            return Err(Failure::TooManyRows(EVENTS));
        }
        if self.report.rows.is_multiple_of(500) { self.progress(self.report.rows, total) } else { Ok(()) }
    }

    /// Tells how far the import is.
    ///
    /// # Errors
    /// The caller stopped the import.
    pub(super) fn progress(&mut self, done: usize, total: Option<usize>) -> Result<(), Failure> {
        match (self.watch)(Progress { done, total }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Failure::Cancelled),
        }
    }

    /// Leaves a row out.
    pub(super) fn leave_out(&mut self, kind: &'static str, place: &Place, message: impl Into<String>, help: &str) {
        self.report.add(Effect::LeftOut, kind, place, message.into(), help);
    }

    pub(super) fn lost(&mut self, kind: &'static str, place: &Place, message: impl Into<String>, help: &str) {
        self.report.add(Effect::Lost, kind, place, message.into(), help);
    }

    pub(super) fn changed(&mut self, kind: &'static str, place: &Place, message: impl Into<String>, help: &str) {
        self.report.add(Effect::Changed, kind, place, message.into(), help);
    }

    pub(super) fn note(&mut self, kind: &'static str, place: &Place, message: impl Into<String>, help: &str) {
        self.report.add(Effect::Noted, kind, place, message.into(), help);
    }

    /// Makes a note once, however many rows it is true of.
    pub(super) fn note_once(&mut self, kind: &'static str, place: &Place, message: impl Into<String>, help: &str) {
        let message = message.into();
        if self.made.insert(format!("{kind} {message}")) {
            self.note(kind, place, message, help);
        }
    }

    /// Running text, and the media that stood in it.
    pub(super) fn text(&mut self, raw: &str, place: &Place) -> (Rich, Vec<Medium>) {
        let raw = self.within(raw, TEXT, place);
        let raw = self.printable(&raw, place);
        if !html::is_html(&raw) {
            if is_markdown(&raw) {
                self.note("markdown", place, "Markdown is kept as it is written", "look how it reads");
                return (Rich { blocks: Vec::new(), markdown: Some(raw) }, Vec::new());
            }
            let mut rich = Rich::lines(&raw);
            for block in &mut rich.blocks {
                block.runs = std::mem::take(&mut block.runs).into_iter().flat_map(autolinked).collect();
            }
            return (rich.folded(), Vec::new());
        }
        let read = self.html(&raw, place);
        if !read.left_out.is_empty() {
            let names: Vec<String> = read.left_out.iter().map(|(name, count)| format!("<{name}> ×{count}")).collect();
            let message = format!("HTML elements were left out: {}", names.join(", "));
            self.lost("html-left-out", place, message, "nothing, unless readers need what they showed");
        }
        for address in &read.refused {
            let shown: String = address.chars().take(60).collect();
            let message = format!("“{shown}” is no web address and was not linked");
            self.lost("bad-link", place, message, "write the whole address: https://…");
        }
        let medium = |embedded| {
            let medium = Medium::embedded(embedded);
            let alt = medium.alt.as_deref().map(|alt| self.words(alt, place)).filter(|alt| !alt.is_empty());
            Medium { alt, ..medium }
        };
        (read.text, read.media.into_iter().map(medium).collect())
    }

    /// Text that is Markdown already.
    pub(super) fn markdown(&mut self, raw: &str, place: &Place) -> Rich {
        let raw = self.within(raw, TEXT, place);
        let raw = self.printable(&raw, place);
        Rich { blocks: Vec::new(), markdown: Some(raw).filter(|raw| !raw.trim().is_empty()) }
    }

    /// Plain words on one line; empty where nothing is left of them.
    pub(super) fn words(&mut self, raw: &str, place: &Place) -> String {
        let raw = self.within(raw, WORDS, place);
        let raw = self.printable(&raw, place);
        let words = if html::is_html(&raw) { self.html(&raw, place).text.words() } else { raw };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // Two brackets are a mark, and plain words have none.
        if words.contains("[[") { words.replace("[[", "[ [").replace("[[", "[ [") } else { words }
    }

    fn within(&mut self, raw: &str, most: usize, place: &Place) -> String {
        let raw = raw.trim();
        if raw.len() <= most {
            return raw.to_owned();
        }
        let head = raw.get(..raw.floor_char_boundary(most)).unwrap_or_default();
        let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
        let message = format!("a text of {} bytes was cut to {}", raw.len(), head.len());
        self.lost("text-cut", place, message, "shorten it, or make several entries of it");
        head.to_owned()
    }

    /// Without characters that nobody sees.
    fn printable(&mut self, raw: &str, place: &Place) -> String {
        let raw = raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'], "\n");
        let Some(first) = raw.chars().find(|c| html::is_hidden(*c)) else { return raw };
        self.tell_hidden(first, place);
        raw.replace(html::is_hidden, "")
    }

    /// HTML, without the invisible characters that its references name.
    fn html(&mut self, raw: &str, place: &Place) -> html::Html {
        let read = html::read(raw);
        if let Some(first) = read.hidden {
            self.tell_hidden(first, place);
        }
        read
    }

    fn tell_hidden(&mut self, first: char, place: &Place) {
        let message = format!("invisible characters were taken out (U+{:04X})", u32::from(first));
        self.changed("control-character", place, message, "nothing: they were probably copied with the words");
    }

    /// A web address, or a note that it is none.
    pub(super) fn address(&mut self, raw: &str, place: &Place) -> Option<String> {
        let raw = raw.trim();
        let found = link(raw).or_else(|| {
            let is_host = raw.split('/').next().is_some_and(|host| {
                host.contains('.')
                    && host.len() < 254
                    && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
                    && host.starts_with("www.")
            });
            is_host.then(|| link(&format!("https://{raw}"))).flatten()
        });
        let found = found.filter(|url| url.starts_with("http"));
        if found.is_none() {
            let shown: String = raw.chars().take(60).collect();
            let message = format!("“{shown}” is no web address and was not linked");
            self.lost("bad-link", place, message, "write the whole address: https://…");
        }
        found
    }

    /// Sources in a cell or a field: addresses, links of HTML, or a title.
    pub(super) fn sources(&mut self, raw: &str, place: &Place) -> Vec<SourceDraft> {
        if html::is_html(raw) {
            let (text, _) = self.text(raw, place);
            let runs: Vec<Run> = text.blocks.into_iter().flat_map(|block| block.runs).collect();
            let linked: Vec<SourceDraft> = runs
                .iter()
                .filter_map(|run| Some((run.link.clone().filter(|url| url.starts_with("http"))?, run.words.trim())))
                .map(|(url, words)| SourceDraft {
                    title: Some(words.to_owned()).filter(|words| *words != url && !words.is_empty()),
                    url: Some(url),
                    ..SourceDraft::default()
                })
                .collect();
            if !linked.is_empty() {
                return linked;
            }
        }
        let pieces: Vec<&str> = raw.split_whitespace().collect();
        let is_address = |piece: &&str| piece.starts_with("http://") || piece.starts_with("https://");
        if !pieces.is_empty() && pieces.iter().all(is_address) {
            let urls = pieces.iter().filter_map(|piece| self.address(piece.trim_end_matches([',', ';']), place));
            return urls.map(|url| SourceDraft { url: Some(url), ..SourceDraft::default() }).collect();
        }
        let url = pieces.iter().find(|piece| is_address(piece)).copied();
        let title = self.words(&url.map_or_else(|| raw.to_owned(), |url| raw.replace(url, " ")), place);
        let title = title.trim_matches([' ', ',', ';', ':', '(', ')', '–', '-']).to_owned();
        let url = url.and_then(|url| self.address(url.trim_end_matches([',', ';', ')', '.']), place));
        if title.is_empty() && url.is_none() {
            return Vec::new();
        }
        vec![SourceDraft { url, title: Some(title).filter(|title| !title.is_empty()), ..SourceDraft::default() }]
    }
}

/// Whether plain text has marks of Markdown that nobody writes by accident: `**bold**`, `[words](https://…)`.
fn is_markdown(text: &str) -> bool {
    let has_link = text.match_indices("](").any(|(at, _)| {
        let address = text.get(at + 2..).unwrap_or_default();
        ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) && address.contains(')')
    });
    let strong = text.split("**").nth(1).is_some_and(|words| !words.is_empty() && words.trim() == words);
    let marks = ["[[", "\\*", "\\[", "\\_"].iter().any(|mark| text.contains(mark)) && text.contains('\\');
    let has_marks = has_link || (strong && text.matches("**").count().is_multiple_of(2)) || marks;
    // An open `[[`, or one around the words of a wiki, is no link of ours: the check would refuse the row.
    has_marks && {
        let parsed = text::parse(text);
        let is_unclosed = |fault: &Fault| matches!(fault.kind, FaultKind::Unclosed | FaultKind::Empty);
        parsed.ids.is_empty() && !parsed.faults.iter().any(is_unclosed)
    }
}
