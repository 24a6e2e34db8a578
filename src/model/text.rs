//! Running text: words, links to terms, and the marks around them; and media, which are made of the same.

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words without a link.
    Plain(String),
    /// Words that link to a term.
    Term {
        /// Index into [`Story::terms`](super::Story::terms).
        term: u16,
        /// The words as the text prints them.
        words: String,
    },
    /// Begins what has a mark.
    Open(Mark),
    /// An attribute of the mark that has begun last, directly behind its beginning or another attribute.
    Attribute(Attribute, String),
    /// Ends what the last unended [`Inline::Open`] begins.
    Close,
}

/// A mark of running text: its place in the engine's list of elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(pub(in crate::model) u8);

impl Mark {
    /// A paragraph of several, or beside a list or a quotation.
    pub const PARAGRAPH: Mark = Mark(0);
    /// A quotation set off.
    pub const QUOTE: Mark = Mark(1);
    /// A list.
    pub const LIST: Mark = Mark(2);
    /// A numbered list.
    pub const NUMBERED: Mark = Mark(3);
    /// An item of a list.
    pub const ITEM: Mark = Mark(4);
    /// Emphasis.
    pub const EMPHASIS: Mark = Mark(5);
    /// Strong emphasis.
    pub const STRONG: Mark = Mark(6);
    /// A line break; nothing is in it.
    pub const BREAK: Mark = Mark(7);
    /// A link to the web.
    pub const LINK: Mark = Mark(8);
    /// A medium and its caption.
    pub const FIGURE: Mark = Mark(9);
    /// A caption.
    pub const CAPTION: Mark = Mark(10);
    /// Small print: the credit of a medium.
    pub const SMALL: Mark = Mark(11);
    /// A picture; nothing is in it.
    pub const IMAGE: Mark = Mark(12);
    /// A video file; nothing is in it.
    pub const VIDEO: Mark = Mark(13);
    /// An audio file; nothing is in it.
    pub const AUDIO: Mark = Mark(14);
    /// The words of a page that opens after a click.
    pub const CARD: Mark = Mark(15);
    /// Number of marks.
    pub const COUNT: u8 = 16;

    /// Whether it is a paragraph or holds paragraphs; the other marks of texts are inside one.
    pub fn is_block(self) -> bool {
        self.0 <= Mark::ITEM.0
    }

    /// Its place among the marks.
    pub fn number(self) -> usize {
        self.0.into()
    }
}

/// An attribute of a mark, as HTML and CSS have it. Addresses of links are `http`, `https` or `mailto`; those of files may be
/// relative to the page that shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute(pub(in crate::model) u8);

impl Attribute {
    /// `href`: the address of a link.
    pub const HREF: Attribute = Attribute(0);
    /// `alt`: the words in place of an image; empty where it is decorative.
    pub const ALT: Attribute = Attribute(1);
    /// `aria-label`: the name of a player.
    pub const LABEL: Attribute = Attribute(2);
    /// `width`, in CSS pixels.
    pub const WIDTH: Attribute = Attribute(3);
    /// `height`, in CSS pixels.
    pub const HEIGHT: Attribute = Attribute(4);
    /// `poster`: the address of the image that stands for a video before it plays.
    pub const POSTER: Attribute = Attribute(5);
    /// `sizes`: how wide an image will be.
    pub const SIZES: Attribute = Attribute(6);
    /// `srcset`: addresses of an image in other sizes, with their widths.
    pub const SRCSET: Attribute = Attribute(7);
    /// `src`: the address of a file.
    pub const SRC: Attribute = Attribute(8);
    /// `object-position`: the point that is kept where an image is cropped.
    pub const FOCUS: Attribute = Attribute(9);
    /// Number of attributes.
    pub const COUNT: u8 = 10;

    /// Its place among the attributes.
    pub fn number(self) -> usize {
        self.0.into()
    }
}

/// Running text. A text of one paragraph has no mark for it; where there are several, or lists or quotations, everything
/// is inside the mark of one. No plain piece is empty, none follows another; the words of a block end with a line break
/// where another block follows, so that words alone never run together.
pub type Text = Vec<Inline>;

/// The words of a text without its links and marks.
pub fn plain(text: &[Inline]) -> String {
    let mut out = String::new();
    for inline in text {
        if let Inline::Plain(words) | Inline::Term { words, .. } = inline {
            out.push_str(words);
        }
    }
    out
}
