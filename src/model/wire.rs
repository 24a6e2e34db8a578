//! The blob's body: two streams, words and numbers, each in the order in which a story's fields are listed here.
//!
//! ```text
//! body    := length of words (varint), words, numbers
//! words   := every text, ended by U+0000; in running text a linked term stands as U+0001, a character for the term's
//!            index, the linked words, U+0002
//! numbers := LEB128 varints, signed ones in zigzag; lists begin with their length, variants with their number
//! ```
//!
//! Kept apart, words compress as words do; and this reader is a quarter of what derived visitors weigh in the engine
//! (`docs/decisions/002-own-wire-format.md`). One list of fields serves reading and writing, so that the two cannot
//! drift.
//!
//! Nothing here fails early. A reader that meets nonsense turns sour: from then on it reads zeros and empty lists, and
//! whoever started it asks at the end.

use super::{
    Account, Bounds, Cite, Claim, Date, Ending, Era, Event, Group, Inline, Label, Qualifier, Question, Revision, Shape,
    Source, Status, Story, Term, TermKind, Text, Topic, Voice, When,
};

/// Ends a text.
const END: char = '\0';
/// Begins a linked term.
const LINK: char = '\u{1}';
/// Ends a linked term.
const UNLINK: char = '\u{2}';

/// The story that `body` describes, or nothing where it is not exactly one.
pub(super) fn read(body: &[u8]) -> Option<Story> {
    let mut numbers = Reader { words: "", numbers: body, is_sour: false };
    let length = numbers.length();
    let (words, rest) = numbers.numbers.split_at_checked(length)?;
    let mut reader = Reader { words: str::from_utf8(words).ok()?, numbers: rest, is_sour: numbers.is_sour };
    let story = Story::read(&mut reader);
    (!reader.is_sour && reader.words.is_empty() && reader.numbers.is_empty()).then_some(story)
}

/// A story as a body, or nothing where a text holds one of the three control characters that part texts.
pub(super) fn write(story: &Story) -> Option<Vec<u8>> {
    let mut writer = Writer::default();
    story.write(&mut writer);
    let mut body = Writer::default();
    body.varint(writer.words.len() as u64);
    body.numbers.extend_from_slice(writer.words.as_bytes());
    body.numbers.extend_from_slice(&writer.numbers);
    (!writer.is_sour).then_some(body.numbers)
}

struct Reader<'a> {
    words: &'a str,
    numbers: &'a [u8],
    is_sour: bool,
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            return *first;
        }
        self.is_sour = true;
        0
    }

    /// LEB128, at most `bits` wide.
    fn varint(&mut self, bits: u32) -> u64 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            let part = u64::from(byte & 0x7f);
            if shift >= bits || (part << shift) >> shift != part {
                self.is_sour = true;
                return 0;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        if bits < 64 && value >> bits != 0 {
            self.is_sour = true;
            return 0;
        }
        value
    }

    /// The length of a list or of the words: never more than there are bytes left, since every item takes one.
    fn length(&mut self) -> usize {
        let length = self.varint(32) as usize;
        if length > self.numbers.len() + self.words.len() {
            self.is_sour = true;
            return 0;
        }
        length
    }

    /// The words up to `end`, which is passed.
    fn until(&mut self, end: char) -> &str {
        let words = self.words;
        let at = words.bytes().position(|byte| u32::from(byte) == u32::from(end));
        let parts = at.and_then(|at| Some((words.get(..at)?, words.get(at + 1..)?)));
        self.is_sour |= parts.is_none();
        let (text, rest) = parts.unwrap_or_default();
        self.words = rest;
        text
    }

    /// One of `count` variants.
    fn variant(&mut self, count: u64) -> u64 {
        let variant = self.varint(32);
        if variant < count {
            return variant;
        }
        self.is_sour = true;
        0
    }
}

#[derive(Default)]
struct Writer {
    words: String,
    numbers: Vec<u8>,
    is_sour: bool,
}

impl Writer {
    fn varint(&mut self, mut value: u64) {
        while value > 0x7f {
            self.numbers.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.numbers.push(value as u8);
    }

    fn text(&mut self, words: &str) {
        self.is_sour |= words.bytes().any(|byte| byte <= 2);
        self.words.push_str(words);
    }
}

trait Wire: Sized {
    fn read(from: &mut Reader) -> Self;
    fn write(&self, to: &mut Writer);
}

impl Wire for u8 {
    fn read(from: &mut Reader) -> Self {
        from.byte()
    }

    fn write(&self, to: &mut Writer) {
        to.numbers.push(*self);
    }
}

impl Wire for u16 {
    fn read(from: &mut Reader) -> Self {
        from.varint(16) as u16
    }

    fn write(&self, to: &mut Writer) {
        to.varint(u64::from(*self));
    }
}

impl Wire for i64 {
    fn read(from: &mut Reader) -> Self {
        let zigzag = from.varint(64);
        (zigzag >> 1).cast_signed() ^ (zigzag & 1).cast_signed().wrapping_neg()
    }

    fn write(&self, to: &mut Writer) {
        to.varint(((self << 1) ^ (self >> 63)).cast_unsigned());
    }
}

impl Wire for bool {
    fn read(from: &mut Reader) -> Self {
        from.variant(2) == 1
    }

    fn write(&self, to: &mut Writer) {
        to.numbers.push(u8::from(*self));
    }
}

impl Wire for String {
    fn read(from: &mut Reader) -> Self {
        from.until(END).to_owned()
    }

    fn write(&self, to: &mut Writer) {
        to.text(self);
        to.words.push(END);
    }
}

/// A text that may be absent: an empty one is.
impl Wire for Option<String> {
    fn read(from: &mut Reader) -> Self {
        let text = String::read(from);
        if text.is_empty() { None } else { Some(text) }
    }

    fn write(&self, to: &mut Writer) {
        to.text(self.as_deref().unwrap_or_default());
        to.words.push(END);
    }
}

impl Wire for Option<u16> {
    fn read(from: &mut Reader) -> Self {
        // One more than the number, so that 0 is none.
        let number = from.varint(17);
        number.checked_sub(1).and_then(|number| u16::try_from(number).ok())
    }

    fn write(&self, to: &mut Writer) {
        to.varint(self.map_or(0, |number| u64::from(number) + 1));
    }
}

impl Wire for char {
    fn read(from: &mut Reader) -> Self {
        let mut chars = from.words.chars();
        let first = chars.next();
        from.words = chars.as_str();
        from.is_sour |= first.is_none();
        first.unwrap_or(' ')
    }

    fn write(&self, to: &mut Writer) {
        to.is_sour |= *self <= UNLINK;
        to.words.push(*self);
    }
}

/// The character that stands for a term's index: from the space on, past the surrogates.
fn term_char(term: u16) -> Option<char> {
    let code = u32::from(term) + 0x20;
    char::from_u32(if code < 0xd800 { code } else { code + 0x800 })
}

fn char_term(c: char) -> Option<u16> {
    let code = u32::from(c);
    u16::try_from(if code < 0xd800 { code } else { code - 0x800 }.checked_sub(0x20)?).ok()
}

impl Wire for Text {
    fn read(from: &mut Reader) -> Self {
        let whole = from.until(END);
        let mut text = Text::new();
        let mut is_sour = false;
        for (nth, part) in whole.split(LINK).enumerate() {
            let mut rest = part;
            if nth > 0 {
                let mut chars = part.chars();
                let term = chars.next().and_then(char_term);
                let mut inner = Reader { words: chars.as_str(), numbers: &[], is_sour: term.is_none() };
                let words = inner.until(UNLINK).to_owned();
                rest = inner.words;
                is_sour |= inner.is_sour;
                text.push(Inline::Term { term: term.unwrap_or(0), words });
            }
            if !rest.is_empty() {
                text.push(Inline::Plain(rest.to_owned()));
            }
        }
        from.is_sour |= is_sour;
        text
    }

    fn write(&self, to: &mut Writer) {
        for inline in self {
            match inline {
                Inline::Plain(words) => to.text(words),
                Inline::Term { term, words } => {
                    to.words.push(LINK);
                    to.words.extend(term_char(*term));
                    to.text(words);
                    to.words.push(UNLINK);
                }
            }
        }
        to.words.push(END);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(from: &mut Reader) -> Self {
        let length = from.length();
        let mut items = Vec::new();
        for _ in 0..length {
            if from.is_sour {
                break;
            }
            items.push(T::read(from));
        }
        items
    }

    fn write(&self, to: &mut Writer) {
        to.varint(self.len() as u64);
        for item in self {
            item.write(to);
        }
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(from: &mut Reader) -> Self {
        (A::read(from), B::read(from))
    }

    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }
}

/// Structs are their fields in the order of their definition.
macro_rules! fields {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Wire for $type {
            fn read(from: &mut Reader) -> Self {
                $type { $($field: Wire::read(from)),* }
            }

            fn write(&self, to: &mut Writer) {
                $(self.$field.write(to);)*
            }
        }
    )*};
}

/// Variants without fields are their number in the order of their definition.
macro_rules! variants {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl Wire for $type {
            fn read(from: &mut Reader) -> Self {
                const ALL: &[$type] = &[$type::$first $(, $type::$variant)*];
                let variant = from.variant(ALL.len() as u64) as usize;
                ALL.get(variant).copied().unwrap_or($type::$first)
            }

            fn write(&self, to: &mut Writer) {
                to.varint(*self as u64);
            }
        }
    )*};
}

fields! {
    Story {
        id, lang, title, standfirst, about, report, updated, themes, lanes, eras, sources, events, groups, terms,
        questions, voices, revisions, folds
    }
    Label { id, label }
    Era { id, label, date, cites }
    Cite { source, paragraph }
    Claim { status, claimant, cites, inferred }
    Event { id, when, headline, summary, claim, themes, lane, importance, questions }
    Group { label, first }
    Term { id, label, kind, forms, search, definition, claim, see, letter, in_events, in_questions }
    Question { id, asks, context, accounts, events, themes, importance }
    Account { says, claim }
    Voice { id, name, named, role, holds, on, claim }
    Source { id, label, document, title, kind, publisher, author, published, url, missing, description, paragraphs }
    Revision { date, says }
    Qualifier { approximate, uncertain }
}

variants! {
    Status { Reported, Official, Allegation, Anonymous, Opinion, Inference }
    TermKind { Person, Organisation, Place, Office, Law, Concept, Event }
    Topic { Arrest, Case, Verdict, Power, Person }
    Ending { Known, Unknown, Open }
}

/// The first day, and how many days later the last one is.
impl Wire for Bounds {
    fn read(from: &mut Reader) -> Self {
        let earliest = i64::read(from);
        Bounds { earliest, latest: earliest.wrapping_add(i64::read(from)) }
    }

    fn write(&self, to: &mut Writer) {
        self.earliest.write(to);
        self.latest.wrapping_sub(self.earliest).write(to);
    }
}

/// The end is told by how far it lies from the beginning, which is nowhere for a point.
impl Wire for Date {
    fn read(from: &mut Reader) -> Self {
        let shape = Wire::read(from);
        let begin = Bounds::read(from);
        let later = Bounds::read(from);
        let end = Bounds {
            earliest: begin.earliest.wrapping_add(later.earliest),
            latest: begin.latest.wrapping_add(later.latest),
        };
        let (starts, ends, qualifier) = (Wire::read(from), Wire::read(from), Wire::read(from));
        Date { shape, begin, end, starts, ends, qualifier, minute: Wire::read(from), words: Wire::read(from) }
    }

    fn write(&self, to: &mut Writer) {
        self.shape.write(to);
        self.begin.write(to);
        Bounds {
            earliest: self.end.earliest.wrapping_sub(self.begin.earliest),
            latest: self.end.latest.wrapping_sub(self.begin.latest),
        }
        .write(to);
        self.starts.write(to);
        self.ends.write(to);
        self.qualifier.write(to);
        self.minute.write(to);
        self.words.write(to);
    }
}

impl Wire for When {
    fn read(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => When::Dated(Wire::read(from)),
            _ => When::After { event: Wire::read(from), words: Wire::read(from) },
        }
    }

    fn write(&self, to: &mut Writer) {
        match self {
            When::Dated(date) => {
                to.varint(0);
                date.write(to);
            }
            When::After { event, words } => {
                to.varint(1);
                event.write(to);
                words.write(to);
            }
        }
    }
}

impl Wire for Shape {
    fn read(from: &mut Reader) -> Self {
        match from.variant(3) {
            0 => Shape::Point,
            1 => Shape::Span,
            _ => Shape::OneOf(Wire::read(from)),
        }
    }

    fn write(&self, to: &mut Writer) {
        match self {
            Shape::Point => to.varint(0),
            Shape::Span => to.varint(1),
            Shape::OneOf(members) => {
                to.varint(2);
                members.write(to);
            }
        }
    }
}
