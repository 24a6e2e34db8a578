//! Reads marked text with a Markdown parser, whose events the builder takes. What Markdown has beyond the subset becomes
//! what is nearest: a heading a paragraph in bold, code its words.

use super::builder::Builder;
use super::html::{self, Tag as HtmlTag};
use super::{Fault, FaultKind, Parsed, Piece};
use crate::model::Mark;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Stands before a line that must not begin a block. (U+2060 joins words and is not seen.)
const GUARD: &str = "\u{2060} ";

/// Reads marked text. It never fails: what is wrong with it is in [`Parsed::faults`].
///
/// A text on one line is one paragraph, whatever it begins with.
pub fn parse(text: &str) -> Parsed {
    let mut reader = Reader { source: Source::new(text), ..Reader::default() };
    let markdown = std::mem::take(&mut reader.source.markdown);
    for (event, range) in Parser::new_ext(&markdown, Options::ENABLE_WIKILINKS).into_offset_iter() {
        reader.event(event, range, &markdown);
    }
    Parsed { text: reader.builder.finish(), ..reader.parsed }
}

/// A text as the parser gets it.
#[derive(Default)]
struct Source {
    markdown: String,
    /// Where a [`GUARD`] was put in, in bytes of `markdown`.
    guards: Vec<usize>,
}

impl Source {
    fn new(text: &str) -> Source {
        let mut source = Source::default();
        let is_line = !text.trim().contains('\n');
        for line in text.split_inclusive('\n') {
            if is_line || is_guarded(line) {
                source.guards.push(source.markdown.len());
                source.markdown.push_str(GUARD);
            }
            source.markdown.push_str(line);
        }
        source
    }

    /// A place in the text, from one in `markdown`.
    fn place(&self, at: usize) -> usize {
        let before = self.guards.partition_point(|guard| *guard < at);
        // A place inside a guard is that of the guard.
        let inside = before.checked_sub(1).and_then(|last| self.guards.get(last)).map_or(0, |guard| at - guard);
        let whole = GUARD.len() * before;
        at.saturating_sub(whole).saturating_add(GUARD.len().saturating_sub(inside) * usize::from(before > 0))
    }

    /// The words that stand in `markdown` from `start` on, without the guards; an author's own U+2060 stays.
    fn unguarded(&self, words: &str, start: usize) -> String {
        let mut rest = words;
        let mut out = String::with_capacity(words.len());
        let first = self.guards.partition_point(|guard| *guard < start);
        let mut at = start;
        for guard in self.guards.get(first..).unwrap_or_default() {
            let Some((before, behind)) = guard.checked_sub(at).and_then(|length| rest.split_at_checked(length)) else {
                break;
            };
            // The parser takes the guard's space away at the end of a line.
            let Some(behind) = behind.strip_prefix(GUARD).or_else(|| behind.strip_prefix(GUARD.trim_end())) else {
                break;
            };
            out.push_str(before);
            at += rest.len() - behind.len();
            rest = behind;
        }
        out + rest
    }

    /// The words of a span of code, which begin behind its marks and perhaps a space.
    fn code(&self, words: &str, range: &Range<usize>, markdown: &str) -> String {
        let span = markdown.get(range.clone()).unwrap_or_default();
        let inner = span.trim_start_matches('`');
        let is_stripped = inner.starts_with([' ', '\n']) && !words.starts_with(' ');
        self.unguarded(words, range.start + (span.len() - inner.len()) + usize::from(is_stripped))
    }

    fn places(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }
}

/// Whether a line is part of a paragraph whatever Markdown says of it: HTML, which is read tag by tag, a definition of a
/// link, and a sentence that begins with a year.
fn is_guarded(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['<', '[']) || digits > 3
}

/// A `[[…]]` being read.
struct TermMark {
    id: String,
    id_at: Range<usize>,
    words: Option<String>,
    at: Range<usize>,
    /// Links inside it.
    depth: usize,
}

#[derive(Default)]
struct Reader {
    parsed: Parsed,
    builder: Builder,
    source: Source,
    term: Option<TermMark>,
    /// Addresses of the links that have not ended, of those that stay as they are written.
    links: Vec<Option<String>>,
    /// Name of the tag in which nothing is text.
    hidden: Option<String>,
    /// Where the last `[` ended.
    bracket: Option<usize>,
}

impl Reader {
    fn event(&mut self, event: Event, range: Range<usize>, markdown: &str) {
        match event {
            Event::Start(tag) => self.start(tag, &range, markdown),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => {
                self.find_open_mark(&range, markdown);
                let words = self.source.unguarded(&words, range.start);
                self.text(&words, Some(&range));
            }
            Event::Code(words) => self.text(&self.source.code(&words, &range, markdown), None),
            Event::SoftBreak => match &mut self.term {
                Some(TermMark { words: Some(words), .. }) => words.push(' '),
                Some(_) => {}
                None => self.builder.space(),
            },
            Event::HardBreak if self.term.is_none() => self.builder.line_break(),
            Event::Rule => self.builder.open(Mark::PARAGRAPH),
            Event::InlineHtml(tag) => self.html(&self.source.unguarded(&tag, range.start), &range),
            Event::Html(lines) => self.lines(&self.source.unguarded(&lines, range.start), &range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>, markdown: &str) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => self.builder.open(Mark::PARAGRAPH),
            Tag::Heading { .. } => self.open_heading(),
            Tag::BlockQuote(_) => self.builder.open(Mark::QUOTE),
            Tag::List(None) => self.builder.open(Mark::LIST),
            Tag::List(Some(_)) => self.builder.open(Mark::NUMBERED),
            Tag::Item => self.builder.open(Mark::ITEM),
            Tag::Emphasis if self.term.is_none() => self.builder.open(Mark::EMPHASIS),
            Tag::Strong if self.term.is_none() => self.builder.open(Mark::STRONG),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range, markdown),
            Tag::Image { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, .. } => {
                self.text("!", None);
                self.link(link_type, &dest_url, range, markdown);
            }
            Tag::Image { .. } => self.fault(range, FaultKind::Picture),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock => self.builder.close(Mark::PARAGRAPH),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(_) => self.builder.close(Mark::QUOTE),
            TagEnd::List(false) => self.builder.close(Mark::LIST),
            TagEnd::List(true) => self.builder.close(Mark::NUMBERED),
            TagEnd::Item => self.builder.close(Mark::ITEM),
            TagEnd::Emphasis if self.term.is_none() => self.builder.close(Mark::EMPHASIS),
            TagEnd::Strong if self.term.is_none() => self.builder.close(Mark::STRONG),
            TagEnd::Link => self.end_link(),
            // A picture's end has no type; one that is a term's mark has begun as a link.
            TagEnd::Image if self.term.is_some() => self.end_link(),
            _ => {}
        }
    }

    fn open_heading(&mut self) {
        self.builder.open(Mark::PARAGRAPH);
        self.builder.open(Mark::STRONG);
    }

    fn close_heading(&mut self) {
        self.builder.close(Mark::STRONG);
        self.builder.open(Mark::PARAGRAPH);
    }

    fn link(&mut self, kind: LinkType, address: &str, range: &Range<usize>, markdown: &str) {
        if let Some(term) = &mut self.term {
            term.depth += 1;
            return;
        }
        match kind {
            LinkType::WikiLink { has_pothole } => {
                let words = has_pothole.then(String::new);
                let mark = markdown.get(range.clone()).and_then(|mark| mark.find("[["));
                let start = mark.map_or(range.start, |mark| range.start + mark + "[[".len());
                let id = self.source.unguarded(address, start).replace('\n', " ");
                let end = mark.map_or(start, |_| start + address.len());
                self.term = Some(TermMark { id, id_at: start..end, words, at: range.clone(), depth: 0 });
            }
            LinkType::Email => self.open_web(&["mailto:", address].concat()),
            _ if is_address(address) => self.open_web(address),
            _ => {
                self.fault(range, FaultKind::Address(address.to_owned()));
                self.text("[", None);
                self.links.push(Some(address.to_owned()));
            }
        }
    }

    fn open_web(&mut self, address: &str) {
        self.builder.open_web(address);
        self.links.push(None);
    }

    fn end_link(&mut self) {
        let Some(term) = self.term.take_if(|term| term.depth == 0) else {
            match &mut self.term {
                Some(term) => term.depth -= 1,
                None => match self.links.pop() {
                    Some(Some(address)) => self.text(&["](", &address, ")"].concat(), None),
                    _ => self.builder.close_web(),
                },
            }
            return;
        };
        let at = self.source.places(&term.at);
        let piece = match (term.id.strip_prefix('!'), term.words) {
            (Some(first), Some(words)) => Piece::Unlinked([first, "|", &words].concat()),
            (Some(words), None) => Piece::Unlinked(words.to_owned()),
            (None, words) => {
                self.parsed.ids.push(self.source.places(&term.id_at));
                Piece::Link { id: term.id, words }
            }
        };
        let is_empty = match &piece {
            Piece::Unlinked(words) => words.is_empty(),
            Piece::Link { words, .. } => words.as_deref() == Some(""),
            _ => false,
        };
        if is_empty {
            self.parsed.faults.push(Fault { bytes: at, kind: FaultKind::Empty });
        }
        self.builder.term(piece);
    }

    /// Words; `range` where they stand in the text as they are.
    fn text(&mut self, words: &str, range: Option<&Range<usize>>) {
        if self.hidden.is_some() {
            return;
        }
        match &mut self.term {
            Some(TermMark { words: Some(own), .. }) => own.push_str(words),
            Some(_) => {}
            None => self.builder.words(words),
        }
        if let Some(range) = range.filter(|range| !range.is_empty()) {
            let places = self.source.places(range);
            self.parsed.words.push(places);
        }
    }

    /// Notes a `[[` that begins no mark. Brackets behind a backslash are words.
    fn find_open_mark(&mut self, range: &Range<usize>, markdown: &str) {
        let written = markdown.get(range.clone()).unwrap_or_default();
        let is_escaped = markdown.get(..range.start).is_some_and(|before| before.ends_with('\\'));
        let first = written.starts_with('[') && !is_escaped;
        let found = if first && self.bracket == Some(range.start) {
            Some(range.start - 1)
        } else {
            written.find("[[").filter(|at| *at > 0 || !is_escaped).map(|at| range.start + at)
        };
        self.bracket = (written.ends_with('[') && (written.len() > 1 || first)).then_some(range.end);
        if let Some(at) = found.filter(|_| self.term.is_none() && self.hidden.is_none()) {
            let close = markdown.get(at..).and_then(|rest| rest.find("]]"));
            let (end, kind) = match close {
                Some(close) => (at + close + 2, FaultKind::Empty),
                None => (markdown.len(), FaultKind::Unclosed),
            };
            self.fault(&(at..end), kind);
        }
    }

    fn html(&mut self, written: &str, range: &Range<usize>) {
        let tag = html::read(written);
        if let Some(hidden) = &self.hidden {
            let is_end = written
                .strip_prefix("</")
                .is_some_and(|rest| rest.get(..hidden.len()).is_some_and(|name| name.eq_ignore_ascii_case(hidden)));
            if is_end {
                self.hidden = None;
            }
            return;
        }
        match tag {
            HtmlTag::Open(mark) => self.builder.open(mark),
            // What follows begins a paragraph of its own; nothing may have begun this one.
            HtmlTag::Close(Mark::PARAGRAPH) => self.builder.open(Mark::PARAGRAPH),
            HtmlTag::Close(mark) => self.builder.close(mark),
            HtmlTag::OpenHeading => self.open_heading(),
            HtmlTag::CloseHeading => self.close_heading(),
            HtmlTag::OpenLink(address) if is_address(&address) => {
                self.builder.open_web(&address);
            }
            HtmlTag::OpenLink(address) if address.is_empty() => {}
            HtmlTag::OpenLink(address) => self.fault(range, FaultKind::Tag(["a href=", &address].concat())),
            HtmlTag::CloseLink => self.builder.close_web(),
            HtmlTag::Break => self.builder.line_break(),
            HtmlTag::OpenHidden(name) => {
                self.fault(range, FaultKind::Tag(name.to_owned()));
                self.hidden = Some(name.to_owned());
            }
            HtmlTag::Nothing => {}
            HtmlTag::Foreign(name) => self.fault(range, FaultKind::Tag(name.to_owned())),
            HtmlTag::Words => self.text(written, None),
        }
    }

    /// Lines that Markdown takes for HTML as a whole: inside an item of a list, where no guard stands.
    fn lines(&mut self, lines: &str, range: &Range<usize>) {
        let line = [GUARD, lines.trim_end()].concat();
        // Places inside are not known one by one.
        let nowhere = range.start..range.start;
        for (event, at) in Parser::new_ext(&line, Options::ENABLE_WIKILINKS).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Text(words) if at.start == 0 => {
                    let own = words.strip_prefix(GUARD).or_else(|| words.strip_prefix(GUARD.trim_end()));
                    self.text(own.unwrap_or(&words), Some(&nowhere));
                }
                event => self.event(event, nowhere.clone(), ""),
            }
        }
    }

    fn fault(&mut self, range: &Range<usize>, kind: FaultKind) {
        let bytes = self.source.places(range);
        self.parsed.faults.push(Fault { bytes, kind });
    }
}

/// Whether a text may link to an address.
fn is_address(address: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| address.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}
