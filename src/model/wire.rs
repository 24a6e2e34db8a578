//! Reads the blob's body, which is postcard (<https://postcard.jamesmunns.com/wire-format>). Serde's derived visitors
//! for these types weigh 8 KB brotli in the engine, this reader 2: the native side writes with serde and postcard, and
//! `codec`'s tests hold the two against each other.
//!
//! Nothing here fails early. A reader that meets nonsense turns sour: from then on it reads zeros and empty lists, and
//! whoever started it asks at the end.

use super::{
    Account, Bounds, Cite, Claim, Date, Ending, Era, Event, Group, Inline, Label, Qualifier, Question, Revision, Shape,
    Source, Status, Story, Term, TermKind, Topic, Voice, When,
};

/// The story that `body` describes, or nothing where it is not exactly one.
pub(super) fn read(body: &[u8]) -> Option<Story> {
    let mut reader = Reader { rest: body, is_sour: false };
    let story = Story::read(&mut reader);
    (!reader.is_sour && reader.rest.is_empty()).then_some(story)
}

struct Reader<'a> {
    rest: &'a [u8],
    is_sour: bool,
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
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

    /// The length of a list or text: never more than there are bytes left, since every item takes one.
    fn length(&mut self) -> usize {
        let length = self.varint(32) as usize;
        if length > self.rest.len() {
            self.is_sour = true;
            self.rest = &[];
            return 0;
        }
        length
    }

    fn string(&mut self) -> String {
        let length = self.length();
        let (text, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        if let Ok(text) = str::from_utf8(text) {
            return text.to_owned();
        }
        self.is_sour = true;
        String::new()
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

trait Wire: Sized {
    fn read(from: &mut Reader) -> Self;
}

impl Wire for u8 {
    fn read(from: &mut Reader) -> Self {
        from.byte()
    }
}

impl Wire for u16 {
    fn read(from: &mut Reader) -> Self {
        from.varint(16) as u16
    }
}

impl Wire for i64 {
    fn read(from: &mut Reader) -> Self {
        let zigzag = from.varint(64);
        (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()
    }
}

impl Wire for bool {
    fn read(from: &mut Reader) -> Self {
        let byte = from.byte();
        from.is_sour |= byte > 1;
        byte == 1
    }
}

impl Wire for String {
    fn read(from: &mut Reader) -> Self {
        from.string()
    }
}

impl Wire for char {
    fn read(from: &mut Reader) -> Self {
        let text = from.string();
        let mut chars = text.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else {
            from.is_sour = true;
            return ' ';
        };
        c
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
}

impl<T: Wire> Wire for Option<T> {
    fn read(from: &mut Reader) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn read(from: &mut Reader) -> Self {
        (A::read(from), B::read(from))
    }
}

/// Structs are their fields in the order of their definition.
macro_rules! fields {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Wire for $type {
            fn read(from: &mut Reader) -> Self {
                $type { $($field: Wire::read(from)),* }
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
    Bounds { earliest, latest }
    Qualifier { approximate, uncertain }
    Date { shape, begin, end, starts, ends, qualifier, minute, words }
}

variants! {
    Status { Reported, Official, Allegation, Anonymous, Opinion, Inference }
    TermKind { Person, Organisation, Place, Office, Law, Concept, Event }
    Topic { Arrest, Case, Verdict, Power, Person }
    Ending { Known, Unknown, Open }
}

impl Wire for Inline {
    fn read(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => Inline::Plain(Wire::read(from)),
            _ => Inline::Term { term: Wire::read(from), words: Wire::read(from) },
        }
    }
}

impl Wire for When {
    fn read(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => When::Dated(Wire::read(from)),
            _ => When::After { event: Wire::read(from), words: Wire::read(from) },
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
}
