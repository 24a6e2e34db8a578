//! HTML in other tools' texts, to running text: structure, emphasis and links stay, everything else is left out and counted.
//! The tokenizer is the standard's own state machine; nothing nests in memory, so depth costs nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::elements::{BLOCKS, KNOWN, PLAIN, SILENT, is_heading, is_medium};
use super::rich::{Block, BlockKind, Rich, Run, autolinked, link};

/// What a text of HTML holds.
#[derive(Debug, Default)]
pub(super) struct Html {
    pub(super) text: Rich,
    /// Pictures, frames, videos and audio, in their order.
    pub(super) media: Vec<Embedded>,
    /// Elements that were left out, by name.
    pub(super) left_out: BTreeMap<String, usize>,
    /// Addresses that may not be linked, as written.
    pub(super) refused: Vec<String>,
    /// The first invisible character that a reference named, as `&#3;`; all of them are taken out.
    pub(super) hidden: Option<char>,
}

/// Whether nobody sees a character: a control, or a mark of direction that words do not need to close.
pub(super) fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        c => c.is_control(),
    }
}

/// A medium inside a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Embedded {
    /// `img`, `iframe`, `video`, `audio`, `blockquote` for an embedded post.
    pub(super) element: &'static str,
    pub(super) url: String,
    pub(super) alt: Option<String>,
}

/// Whether a text has tags or entities of HTML.
pub(super) fn is_html(text: &str) -> bool {
    let is_tag = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let (name, behind) = name.split_at(end);
        rest.starts_with("!--")
            || behind.starts_with(['>', '/', ' ', '\t', '\n', '\r', '\u{c}'])
                && behind.contains('>')
                && KNOWN.contains(&name.to_ascii_lowercase().as_str())
    };
    let is_entity = |rest: &str| {
        let Some((name, _)) = rest.split_once(';') else { return false };
        let digits = name.strip_prefix('#');
        match digits {
            Some(digits) => {
                let digits = digits.strip_prefix(['x', 'X']).unwrap_or(digits);
                (1..=7).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }
            None => (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        }
    };
    text.match_indices('<').any(|(at, _)| text.get(at + 1..).is_some_and(is_tag))
        || text.match_indices('&').any(|(at, _)| text.get(at + 1..).is_some_and(is_entity))
}

/// Reads a text of HTML.
pub(super) fn read(text: &str) -> Html {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    // The sink hands over no script that would stop it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Builder>);

/// The text so far.
#[derive(Default)]
struct Builder {
    html: Html,
    /// The open block.
    runs: Vec<Run>,
    kind: Option<BlockKind>,
    strong: usize,
    emphasis: usize,
    quotation: usize,
    /// Counters of open lists: `None` is a list of points.
    lists: Vec<Option<usize>>,
    links: Vec<Option<String>>,
    /// The silent element that is open, and how often.
    silent: Option<(String, usize)>,
    /// Whether white space is text.
    pre: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(words) => builder.words(&words),
            Token::TagToken(tag) => return builder.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder {
    fn words(&mut self, words: &str) {
        if self.silent.is_some() {
            return;
        }
        self.html.hidden = self.html.hidden.or_else(|| words.chars().find(|c| is_hidden(*c)));
        let words = words.replace(is_hidden, "").replace(['\u{2028}', '\u{2029}'], "\n");
        // A line break in HTML is a space.
        let words = if self.pre > 0 { words } else { words.replace(['\n', '\r', '\t'], " ") };
        self.push(words);
    }

    fn push(&mut self, words: String) {
        let run = Run {
            words,
            is_strong: self.strong > 0,
            is_emphasis: self.emphasis > 0,
            link: self.links.iter().rev().find_map(Clone::clone),
        };
        self.runs.push(run);
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some((silent, depth)) = &mut self.silent {
            if silent == name {
                match tag.kind {
                    TagKind::StartTag if !tag.self_closing => *depth += 1,
                    TagKind::StartTag => {}
                    TagKind::EndTag => *depth -= 1,
                }
                if *depth == 0 {
                    self.silent = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag => return self.start(tag, name),
            TagKind::EndTag => self.end(name),
        }
        TokenSinkResult::Continue
    }

    fn start(&mut self, tag: &Tag, name: &str) -> TokenSinkResult<()> {
        self.media(tag, name);
        if SILENT.contains(&name) {
            self.leave_out(name);
            if !tag.self_closing || !matches!(name, "svg" | "math") {
                self.silent = Some((name.to_owned(), 1));
            }
            return match name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                "style" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                _ => TokenSinkResult::Continue,
            };
        }
        match name {
            "br" => self.push("\n".to_owned()),
            "b" | "strong" => self.strong += 1,
            "i" | "em" | "cite" | "dfn" => self.emphasis += 1,
            "a" => {
                let href = attribute(tag, "href");
                let url = href.as_deref().and_then(link);
                if let (Some(href), None) = (href.filter(|href| !href.is_empty() && !href.starts_with('#')), &url) {
                    self.html.refused.push(href);
                }
                // A link inside a link ends the outer one.
                self.links = vec![url];
            }
            "ul" | "ol" => {
                self.close_block();
                self.lists.push((name == "ol").then_some(0));
            }
            "td" | "th" => self.push(" ".to_owned()),
            "iframe" | "noembed" | "noframes" | "xmp" => {
                if name != "iframe" {
                    self.leave_out(name);
                }
                self.silent = Some((name.to_owned(), 1));
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "plaintext" => return TokenSinkResult::Plaintext,
            _ if BLOCKS.contains(&name) => self.open_block(name),
            _ if PLAIN.contains(&name) || is_medium(name) => {}
            _ => self.leave_out(name),
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str) {
        match name {
            "b" | "strong" => self.strong = self.strong.saturating_sub(1),
            "i" | "em" | "cite" | "dfn" => self.emphasis = self.emphasis.saturating_sub(1),
            "a" => self.links.clear(),
            "ul" | "ol" => {
                self.close_block();
                self.lists.pop();
            }
            _ if BLOCKS.contains(&name) => self.end_block(name),
            _ => {}
        }
    }

    fn open_block(&mut self, name: &str) {
        self.close_block();
        match name {
            "li" => {
                let number = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Some(*number)
                    }
                    _ => None,
                };
                self.kind = Some(BlockKind::Item(number));
            }
            "blockquote" => self.quotation += 1,
            "pre" => self.pre += 1,
            _ if is_heading(name) => self.strong += 1,
            _ => {}
        }
    }

    fn end_block(&mut self, name: &str) {
        // The words before are of the heading still.
        self.close_block();
        match name {
            "blockquote" => self.quotation = self.quotation.saturating_sub(1),
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ if is_heading(name) => self.strong = self.strong.saturating_sub(1),
            _ => {}
        }
    }

    fn close_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.words.trim().is_empty()) {
            return;
        }
        let usual = if self.quotation > 0 { BlockKind::Quotation } else { BlockKind::Paragraph };
        let kind = self.kind.take().unwrap_or(usual);
        // Two line breaks are a paragraph in all but name.
        let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
        let mut breaks = 0;
        for run in runs {
            if run.words == "\n" {
                breaks += 1;
                continue;
            }
            if run.words.trim().is_empty() && breaks > 0 {
                continue;
            }
            if breaks > 1 {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                if breaks == 1 && !part.is_empty() {
                    part.push(Run::plain("\n"));
                }
                part.extend(autolinked(run));
            }
            breaks = 0;
        }
        for (index, runs) in parts.into_iter().enumerate() {
            let kind = if index > 0 && matches!(kind, BlockKind::Item(_)) { usual } else { kind };
            self.html.text.blocks.push(Block { kind, runs });
        }
    }

    fn media(&mut self, tag: &Tag, name: &str) {
        let element = match name {
            "img" => "img",
            "iframe" | "embed" | "frame" => "iframe",
            "video" => "video",
            "audio" => "audio",
            "source" => "source",
            "object" => "object",
            "blockquote" => "blockquote",
            _ => return,
        };
        let key = match element {
            "object" => "data",
            "blockquote" => "cite",
            _ => "src",
        };
        let Some(url) = attribute(tag, key).filter(|url| !url.trim().is_empty()) else {
            return;
        };
        match link(&url).filter(|url| url.starts_with("http")) {
            Some(_) if element == "blockquote" => {}
            Some(url) => self.html.media.push(Embedded { element, url, alt: attribute(tag, "alt") }),
            None => self.html.refused.push(url),
        }
    }

    fn leave_out(&mut self, name: &str) {
        *self.html.left_out.entry(name.chars().take(24).collect()).or_default() += 1;
    }

    fn finish(mut self) -> Html {
        self.close_block();
        self.html.text = self.html.text.folded();
        self.html
    }
}

/// The words of an attribute that holds HTML itself, as pictures' descriptions in newsroom systems do, once or encoded again.
pub(super) fn plain(attribute: &str) -> String {
    const ROUNDS: usize = 4;
    let mut words = attribute.split_whitespace().collect::<Vec<_>>().join(" ");
    for _ in 0..ROUNDS {
        let read = read(&words).text.words();
        if read == words {
            return words;
        }
        words = read;
    }
    words.replace(['<', '&'], " ")
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.replace(is_hidden, ""))
}

#[cfg(test)]
mod tests;
