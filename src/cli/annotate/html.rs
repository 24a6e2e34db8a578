//! An article's HTML as the parts that [`plan`](crate::compile::annotate::plan) reads, each with its place in the file.
//! `www/shell/link-terms.js` has the same three lists.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use html_escape::decode_html_entities;
use lol_html::html_content::{Element, TextChunk};
use lol_html::{HandlerTypes, HtmlRewriter, Settings, doc_text, element};

use crate::compile::annotate::Part;

/// Elements that text flows through; any other ends a run of words.
const INLINE: &str = "a abbr b bdi bdo button cite code data del dfn em font i ins kbd label mark q s samp small span strong \
                      sub sup time u var wbr";
const SECTION: &str = "h1 h2 h3 h4 h5 h6 article aside footer header main nav section";
/// Elements whose words are not linked. Of some (`xmp`, `plaintext`, `noembed`, `noframes`) the text is no markup.
const EXCLUDED: &str = "a audio blockquote button canvas caption cite code dfn figcaption h1 h2 h3 h4 h5 h6 iframe input kbd \
                    label listing math noembed noframes noscript object option plaintext pre q samp script select style \
                    summary svg template textarea title var video xmp back-story";
const EXCLUDED_BY: [&str; 6] =
    ["contenteditable", "hidden", "inert", "data-backstory-skip", "data-backstory-src", "data-backstory-term"];
const EXCLUDED_ROLES: [&str; 4] = ["button", "heading", "link", "textbox"];

/// Why an article could not be read.
#[derive(Debug)]
pub(super) enum NotRead {
    /// Nothing in it matches the selector.
    NoRoot,
    /// Its markup is ambiguous or too deep for the parser.
    Html(String),
}

/// An article in parts.
#[derive(Debug, Default)]
pub(super) struct Article {
    parts: Vec<Part>,
    /// For each part, the byte of the file at which each byte of its words, and their end, stands; empty for other parts.
    places: Vec<Vec<usize>>,
}

/// What the tokenizer saw, in order.
enum Event {
    Open(Opened),
    /// The end tag of the element that began at this byte.
    Close(usize),
    Text(Range<usize>),
}

#[expect(clippy::struct_excessive_bools, reason = "four independent facts about an element")]
struct Opened {
    begins: usize,
    is_void: bool,
    is_inline: bool,
    is_section: bool,
    is_excluded: bool,
    term: Option<String>,
}

/// The elements that are open, and counts of some: an article may nest as deep as it likes.
#[derive(Default)]
struct OpenElements {
    stack: Vec<Opened>,
    /// Where the elements begin whose text is linked.
    roots: BTreeSet<usize>,
    within_roots: usize,
    excluded: usize,
    excluded_blocks: usize,
}

impl OpenElements {
    /// Whether words are read: inside a root, and not inside a block whose words are not linked.
    fn is_within(&self) -> bool {
        self.within_roots > 0 && self.excluded_blocks == 0
    }

    fn push(&mut self, element: Opened) {
        self.within_roots += usize::from(self.roots.contains(&element.begins));
        self.excluded += usize::from(element.is_excluded);
        self.excluded_blocks += usize::from(element.is_excluded && !element.is_inline);
        self.stack.push(element);
    }

    fn pop(&mut self) -> Option<Opened> {
        let element = self.stack.pop()?;
        self.within_roots -= usize::from(self.roots.contains(&element.begins));
        self.excluded -= usize::from(element.is_excluded);
        self.excluded_blocks -= usize::from(element.is_excluded && !element.is_inline);
        Some(element)
    }
}

impl Article {
    /// Reads the parts under the elements that match `selector`.
    ///
    /// # Errors
    /// No element does, or the parser gives up.
    pub(super) fn read(text: &str, selector: &str) -> Result<Article, NotRead> {
        let (events, roots) = events(text, selector)?;
        if roots.is_empty() {
            return Err(NotRead::NoRoot);
        }
        let mut article = Article::default();
        let mut open = OpenElements { roots, ..OpenElements::default() };
        for event in events {
            match event {
                Event::Open(element) => {
                    if open.is_within() || open.roots.contains(&element.begins) {
                        article.edge(&element);
                        if let Some(id) = &element.term {
                            article.push(Part::Term(id.clone()), Vec::new());
                        }
                    }
                    if !element.is_void {
                        open.push(element);
                    }
                }
                Event::Close(begins) => {
                    // Elements that were left open inside end with it.
                    while let Some(element) = open.pop() {
                        if open.is_within() || open.roots.contains(&element.begins) {
                            article.edge(&element);
                        }
                        if element.begins == begins {
                            break;
                        }
                    }
                }
                Event::Text(range) => {
                    if open.is_within() {
                        let is_open = open.excluded == 0;
                        let (words, places) = seen(text, range);
                        article.push(Part::Words { text: words, is_open }, places);
                    }
                }
            }
        }
        Ok(article)
    }

    /// In the file's order.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The bytes of the file that bytes of a part's words stand for.
    pub(super) fn source(&self, part: usize, at: &Range<usize>) -> Option<Range<usize>> {
        let places = self.places.get(part)?;
        Some(*places.get(at.start)?..*places.get(at.end)?)
    }

    /// An element begins or ends.
    fn edge(&mut self, element: &Opened) {
        if element.is_section {
            self.push(Part::Section, Vec::new());
        } else if !element.is_inline {
            self.push(Part::Break, Vec::new());
        }
    }

    fn push(&mut self, part: Part, places: Vec<usize>) {
        self.parts.push(part);
        self.places.push(places);
    }
}

/// Everything in the file, and where the elements begin that match `selector`.
fn events(text: &str, selector: &str) -> Result<(Vec<Event>, BTreeSet<usize>), NotRead> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let roots = Rc::new(RefCell::new(BTreeSet::new()));
    let any = |element: &mut Element| {
        let begins = element.source_location().bytes().start;
        events.borrow_mut().push(Event::Open(opened(element)));
        if let Some(handlers) = element.end_tag_handlers() {
            let events = Rc::clone(&events);
            handlers.push(Box::new(move |_| {
                events.borrow_mut().push(Event::Close(begins));
                Ok(())
            }));
        }
        Ok(())
    };
    let root = |element: &mut Element| {
        roots.borrow_mut().insert(element.source_location().bytes().start);
        Ok(())
    };
    let words = |chunk: &mut TextChunk| {
        let range = chunk.source_location().bytes();
        let mut events = events.borrow_mut();
        match events.last_mut() {
            // One text node may come in several chunks.
            Some(Event::Text(last)) if last.end == range.start => last.end = range.end,
            _ => events.push(Event::Text(range)),
        }
        Ok(())
    };
    let settings = Settings::new()
        .append_element_content_handler(element!("*", any))
        .append_element_content_handler(element!(selector, root))
        .append_document_content_handler(doc_text!(words));
    let not_read = |error: lol_html::errors::RewritingError| NotRead::Html(error.to_string());
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(text.as_bytes()).map_err(not_read)?;
    rewriter.end().map_err(not_read)?;
    Ok((events.take(), roots.take()))
}

fn opened<H: HandlerTypes>(element: &Element<'_, '_, H>) -> Opened {
    let name = element.tag_name();
    let named = |list: &str| list.split_ascii_whitespace().any(|listed| listed == name);
    let role = element.get_attribute("role").unwrap_or_default();
    let is_story =
        element.get_attribute("class").is_some_and(|class| class.split_ascii_whitespace().any(|it| it == "backstory"));
    Opened {
        begins: element.source_location().bytes().start,
        is_void: !element.can_have_content(),
        is_inline: named(INLINE),
        is_section: named(SECTION) || role == "heading",
        is_excluded: named(EXCLUDED)
            || is_story
            || EXCLUDED_ROLES.contains(&role.as_str())
            || EXCLUDED_BY.iter().any(|attribute| element.has_attribute(attribute)),
        term: element.get_attribute("data-backstory-term"),
    }
}

/// Text as a reader sees it: references decoded, white space as one space. With it the byte of the file at which each of
/// its bytes, and its end, stands.
fn seen(text: &str, range: Range<usize>) -> (String, Vec<usize>) {
    let mut words = String::new();
    let mut places = Vec::new();
    let mut at = range.start;
    while let Some(rest) = text.get(at..range.end).filter(|rest| !rest.is_empty()) {
        let (decoded, length) = next(rest);
        places.resize(places.len() + decoded.len(), at);
        words.push_str(&decoded);
        at += length;
    }
    places.push(at);
    (words, places)
}

/// What stands first in raw text, and how many bytes of it stand for that.
fn next(raw: &str) -> (String, usize) {
    let spaces = raw.len() - raw.trim_start_matches([' ', '\t', '\n', '\u{c}', '\r']).len();
    if spaces > 0 {
        return (" ".to_owned(), spaces);
    }
    let reference = raw.starts_with('&').then(|| raw.find(';')).flatten().and_then(|end| raw.get(..=end));
    let decoded = reference.map(|reference| (decode_html_entities(reference), reference.len()));
    let (words, length) = match decoded {
        Some((decoded, length)) if raw.get(..length) != Some(&decoded) => (decoded.into_owned(), length),
        _ => {
            let first: String = raw.chars().take(1).collect();
            let length = first.len();
            (first, length)
        }
    };
    // A space that does not break is a space between a name's parts.
    (words.replace('\u{a0}', " "), length)
}
