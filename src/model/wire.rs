//! The blob's body: both ways from one list of fields. `docs/decisions/007-a-body-in-columns.md` has the numbers.
//!
//! The body is columns: values of one sort lie behind one another, all headlines, all summaries, all importances, because
//! that is what compressors find most in. It opens with the length of each column. A text is one string in which a mark
//! stands for each link, followed by a character that counts into the table of links.
//!
//! Nothing here fails early. A reader that meets nonsense turns sour: from then on it reads zeros and empty lists, and
//! whoever started it asks at the end. A writer that meets a string it cannot mark the end of does likewise.

mod links;

use super::{
    Account, Bounds, Cite, Claim, Date, Ending, Era, Event, Group, Inline, Label, Qualifier, Question, Revision, Shape,
    Source, Status, Story, Term, TermKind, Text, Topic, Voice, When,
};
use links::Link;

/// Ends a string.
const END: char = '\0';
/// Opens a link; a character follows that counts from [`links::FIRST`].
const LINK: char = '\u{1}';
/// Stands alone for a string that is there and empty, where there may be none.
const EMPTY: &str = "\u{2}";

/// The columns in their order: words first, those that resemble each other side by side, then numbers.
#[derive(Clone, Copy)]
enum Column {
    Front,
    Summaries,
    Says,
    Definitions,
    Holds,
    Contexts,
    Inferred,
    Headlines,
    Asks,
    Sources,
    Headwords,
    Forms,
    Links,
    Ids,
    Roles,
    Claimants,
    Names,
    Labels,
    DateWords,
    Letters,
    Folds,
    Counts,
    Steps,
    Statuses,
    Cites,
    Paragraphs,
    Earliest,
    Latest,
    Endings,
    Minutes,
    Shapes,
    Whens,
    Themes,
    Lanes,
    Importances,
    EventQuestions,
    Kinds,
    See,
    InEvents,
    InQuestions,
    QuestionEvents,
    Topics,
    Firsts,
    Lengths,
}

const COLUMNS: usize = Column::Lengths as usize + 1;

/// The body that describes `story`, or nothing where one of its strings holds a character that the wire needs.
pub(super) fn write(story: &Story) -> Option<Vec<u8>> {
    let links = links::of(story);
    let mut writer = Writer { columns: vec![Vec::new(); COLUMNS], at: 0, day: 0, links, is_sour: false };
    let steps = links::as_steps(&writer.links);
    writer.turn_to(Column::Counts);
    steps.write(&mut writer);
    story.write(&mut writer);
    let mut body = Vec::new();
    for column in &writer.columns {
        write_varint(&mut body, column.len() as u64);
    }
    (!writer.is_sour).then(|| [body, writer.columns.concat()].concat())
}

/// The story that `body` describes, or nothing where it is not exactly one.
pub(super) fn read(body: &[u8]) -> Option<Story> {
    let mut reader = Reader { columns: [&[]; COLUMNS], at: 0, day: 0, links: Vec::new(), is_sour: false };
    reader.part(body);
    reader.turn_to(Column::Counts);
    reader.links = links::from_steps(Vec::read(&mut reader));
    let story = Story::read(&mut reader);
    for column in reader.columns {
        reader.is_sour |= !column.is_empty();
    }
    (!reader.is_sour).then_some(story)
}

struct Writer {
    columns: Vec<Vec<u8>>,
    at: usize,
    /// The day written last: the next is told by its distance.
    day: i64,
    links: Vec<Link>,
    is_sour: bool,
}

impl Writer {
    fn turn_to(&mut self, column: Column) {
        self.at = column as usize;
    }

    fn column(&mut self) -> &mut Vec<u8> {
        let at = self.at;
        &mut self.columns[at]
    }

    fn varint(&mut self, value: u64) {
        write_varint(self.column(), value);
    }

    fn signed(&mut self, value: i64) {
        self.varint(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    /// A string without its end.
    fn words(&mut self, words: &str) {
        self.is_sour |= words.contains(END);
        self.column().extend_from_slice(words.as_bytes());
    }

    fn mark(&mut self, mark: char) {
        self.column().extend_from_slice(mark.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

struct Reader<'a> {
    columns: [&'a [u8]; COLUMNS],
    at: usize,
    /// The day read last.
    day: i64,
    links: Vec<Link>,
    is_sour: bool,
}

impl<'a> Reader<'a> {
    /// Parts the body into its columns, which must fill it.
    fn part(&mut self, body: &'a [u8]) {
        self.columns[0] = body;
        let mut lengths = [0; COLUMNS];
        for length in &mut lengths {
            *length = self.varint(32) as usize;
        }
        let mut rest = self.columns[0];
        for (column, length) in self.columns.iter_mut().zip(lengths) {
            let Some((own, behind)) = rest.split_at_checked(length) else {
                self.is_sour = true;
                return;
            };
            *column = own;
            rest = behind;
        }
        self.is_sour |= !rest.is_empty();
    }

    fn turn_to(&mut self, column: Column) {
        self.at = column as usize;
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        if let Some(column) = self.columns.get_mut(self.at)
            && let Some((first, rest)) = column.split_first()
        {
            *column = rest;
            return *first;
        }
        self.is_sour = true;
        0
    }

    /// LEB128, at most `bits` wide.
    #[inline(never)]
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

    fn signed(&mut self) -> i64 {
        let zigzag = self.varint(64);
        (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed()
    }

    /// A string up to its end, which goes too.
    #[inline(never)]
    fn words(&mut self) -> &'a str {
        if let Some(column) = self.columns.get_mut(self.at)
            && let Some(until) = column.iter().position(|byte| *byte == END as u8)
            && let Some((words, [_end, rest @ ..])) = column.split_at_checked(until)
            && let Ok(words) = str::from_utf8(words)
        {
            *column = rest;
            return words;
        }
        self.is_sour = true;
        ""
    }

    /// One of `count` variants.
    fn variant(&mut self, count: u8) -> u8 {
        let variant = self.byte();
        if variant < count {
            return variant;
        }
        self.is_sour = true;
        0
    }
}

/// What can be written and read again. Everything takes at least a byte of some column, so that no count makes a reader
/// of a short body work long.
trait Wire: Sized {
    fn write(&self, to: &mut Writer);
    fn read(from: &mut Reader) -> Self;

    /// A list: its length, and its items.
    fn write_list(list: &[Self], to: &mut Writer) {
        to.varint(list.len() as u64);
        for item in list {
            item.write(to);
        }
    }

    fn read_list(from: &mut Reader) -> Vec<Self> {
        let mut items = Vec::new();
        for _ in 0..from.varint(32) {
            if from.is_sour {
                break;
            }
            items.push(Self::read(from));
        }
        items
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, to: &mut Writer) {
        T::write_list(self, to);
    }

    fn read(from: &mut Reader) -> Self {
        T::read_list(from)
    }
}

impl Wire for u8 {
    fn write(&self, to: &mut Writer) {
        to.column().push(*self);
    }

    fn read(from: &mut Reader) -> Self {
        from.byte()
    }
}

impl Wire for u16 {
    fn write(&self, to: &mut Writer) {
        to.varint((*self).into());
    }

    fn read(from: &mut Reader) -> Self {
        from.varint(16) as u16
    }
}

impl Wire for u32 {
    fn write(&self, to: &mut Writer) {
        to.varint((*self).into());
    }

    fn read(from: &mut Reader) -> Self {
        from.varint(32) as u32
    }
}

impl Wire for bool {
    fn write(&self, to: &mut Writer) {
        u8::from(*self).write(to);
    }

    fn read(from: &mut Reader) -> Self {
        from.variant(2) == 1
    }
}

/// A minute of the day, or none.
impl Wire for Option<u16> {
    fn write(&self, to: &mut Writer) {
        to.varint(self.map_or(0, |minute| u64::from(minute) + 1));
    }

    fn read(from: &mut Reader) -> Self {
        from.varint(16).checked_sub(1).map(|minute| minute as u16)
    }
}

impl Wire for String {
    fn write(&self, to: &mut Writer) {
        to.words(self);
        to.mark(END);
    }

    fn read(from: &mut Reader) -> Self {
        from.words().to_owned()
    }
}

/// None is an empty string; one that is there and empty has a mark.
impl Wire for Option<String> {
    fn write(&self, to: &mut Writer) {
        match self.as_deref() {
            Some("") => to.words(EMPTY),
            words => {
                to.is_sour |= words == Some(EMPTY);
                to.words(words.unwrap_or_default());
            }
        }
        to.mark(END);
    }

    fn read(from: &mut Reader) -> Self {
        match from.words() {
            "" => None,
            EMPTY => Some(String::new()),
            words => Some(words.to_owned()),
        }
    }
}

/// A letter and what searches take it for.
impl Wire for (char, String) {
    fn write(&self, to: &mut Writer) {
        to.varint(u32::from(self.0).into());
        self.1.write(to);
    }

    fn read(from: &mut Reader) -> Self {
        let letter = char::from_u32(from.varint(32) as u32);
        from.is_sour |= letter.is_none();
        (letter.unwrap_or_default(), String::read(from))
    }
}

/// Texts: the pieces are not counted, since the marks of links tell them apart.
impl Wire for Inline {
    fn write(&self, to: &mut Writer) {
        match self {
            Inline::Plain(words) => {
                to.is_sour |= words.contains(LINK);
                to.words(words);
            }
            Inline::Term { term, words } => match links::place(&to.links, *term, words) {
                Some(place) => {
                    to.mark(LINK);
                    to.mark(place);
                }
                None => to.is_sour = true,
            },
        }
    }

    /// Never called: a piece has no end of its own.
    fn read(from: &mut Reader) -> Self {
        from.is_sour = true;
        Inline::Plain(String::new())
    }

    fn write_list(text: &[Self], to: &mut Writer) {
        for inline in text {
            inline.write(to);
        }
        to.mark(END);
    }

    fn read_list(from: &mut Reader) -> Text {
        let mut rest = from.words();
        let mut text = Text::new();
        loop {
            let until = rest.bytes().position(|byte| byte == LINK as u8).unwrap_or(rest.len());
            let (words, link) = rest.split_at_checked(until).unwrap_or_default();
            if !words.is_empty() {
                text.push(Inline::Plain(words.to_owned()));
            }
            let mut marks = link.chars();
            if marks.next().is_none() {
                return text;
            }
            match marks.next().and_then(|place| from.links.get(links::number(place))) {
                Some(link) => text.push(Inline::Term { term: link.term, words: link.words.clone() }),
                None => from.is_sour = true,
            }
            rest = marks.as_str();
        }
    }
}

/// Lists of cites: in one column which source, and whether it is the last cite; in another the paragraph, by its distance from
/// the one before where that is of the same source.
impl Wire for Cite {
    /// Never called: a cite tells whether one follows.
    fn write(&self, to: &mut Writer) {
        to.is_sour = true;
    }

    /// Never called, as [`Wire::write`].
    fn read(from: &mut Reader) -> Self {
        from.is_sour = true;
        Cite { source: 0, paragraph: 0 }
    }

    fn write_list(cites: &[Self], to: &mut Writer) {
        if cites.is_empty() {
            to.turn_to(Column::Cites);
            to.varint(0);
        }
        let mut before = None;
        for (left, cite) in (0..cites.len()).rev().zip(cites) {
            to.turn_to(Column::Cites);
            to.varint(2 * u64::from(cite.source) + if left == 0 { 1 } else { 2 });
            to.turn_to(Column::Paragraphs);
            match before {
                Some((source, paragraph)) if source == cite.source => {
                    to.signed(i64::from(cite.paragraph) - i64::from(paragraph));
                }
                _ => to.varint(cite.paragraph.into()),
            }
            before = Some((cite.source, cite.paragraph));
        }
    }

    fn read_list(from: &mut Reader) -> Vec<Self> {
        let mut cites = Vec::new();
        let mut before = Cite { source: 0, paragraph: 0 };
        while !from.is_sour {
            from.turn_to(Column::Cites);
            let Some(mark) = from.varint(10).checked_sub(1) else {
                // Only an empty list has this mark.
                from.is_sour |= !cites.is_empty();
                break;
            };
            let source = (mark >> 1) as u8;
            from.is_sour |= mark >> 9 != 0;
            from.turn_to(Column::Paragraphs);
            let paragraph = if source == before.source && !cites.is_empty() {
                i64::from(before.paragraph).wrapping_add(from.signed())
            } else {
                from.varint(16).cast_signed()
            };
            from.is_sour |= paragraph >> 16 != 0;
            before = Cite { source, paragraph: paragraph as u16 };
            cites.push(before);
            if mark & 1 == 0 {
                break;
            }
        }
        cites
    }
}

/// Days are told by their distance from the one before, ends by their distance from the beginning.
impl Wire for Bounds {
    fn write(&self, to: &mut Writer) {
        to.turn_to(Column::Earliest);
        to.signed(self.earliest.wrapping_sub(to.day));
        to.turn_to(Column::Latest);
        to.signed(self.latest.wrapping_sub(self.earliest));
        to.day = self.earliest;
    }

    fn read(from: &mut Reader) -> Self {
        from.turn_to(Column::Earliest);
        let earliest = from.day.wrapping_add(from.signed());
        from.turn_to(Column::Latest);
        let latest = earliest.wrapping_add(from.signed());
        from.day = earliest;
        Bounds { earliest, latest }
    }
}

/// Structs are their fields, each in its column. Where a field is itself a struct, its own fields say their columns.
macro_rules! fields {
    ($($type:ident { $($field:ident: $column:ident),* $(,)? })*) => {$(
        impl Wire for $type {
            fn write(&self, to: &mut Writer) {
                $(
                    to.turn_to(Column::$column);
                    self.$field.write(to);
                )*
            }

            fn read(from: &mut Reader) -> Self {
                $type {
                    $($field: {
                        from.turn_to(Column::$column);
                        Wire::read(from)
                    }),*
                }
            }
        }
    )*};
}

/// Variants without fields are their number in the order of this list.
macro_rules! variants {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl Wire for $type {
            fn write(&self, to: &mut Writer) {
                let place = Self::IN_ORDER.iter().position(|variant| variant == self);
                to.column().push(place.unwrap_or_default() as u8);
            }

            fn read(from: &mut Reader) -> Self {
                let variant = from.variant(Self::IN_ORDER.len() as u8);
                Self::IN_ORDER.get(usize::from(variant)).copied().unwrap_or($type::$first)
            }
        }

        impl $type {
            const IN_ORDER: &[$type] = &[$type::$first $(, $type::$variant)*];
        }
    )*};
}

fields! {
    Story {
        id: Front, lang: Front, title: Front, standfirst: Front, about: Front, report: Front, updated: Front,
        themes: Counts, lanes: Counts, eras: Counts, sources: Counts, events: Counts, groups: Counts, terms: Counts,
        questions: Counts, voices: Counts, revisions: Counts, folds: Folds,
    }
    Link { term: Steps, words: Links }
    Label { id: Ids, label: Labels }
    Era { id: Ids, label: Labels, date: Shapes, cites: Cites }
    Claim { status: Statuses, claimant: Claimants, cites: Cites, inferred: Inferred }
    Event {
        id: Ids, when: Whens, headline: Headlines, summary: Summaries, claim: Statuses, themes: Themes, lane: Lanes,
        importance: Importances, questions: EventQuestions,
    }
    Group { label: Labels, first: Firsts }
    Term {
        id: Ids, label: Headwords, kind: Kinds, forms: Forms, search: Forms, definition: Definitions, claim: Statuses,
        see: See, letter: Letters, in_events: InEvents, in_questions: InQuestions,
    }
    Question {
        id: Ids, asks: Asks, context: Contexts, accounts: Counts, events: QuestionEvents, themes: Themes,
        importance: Importances,
    }
    Account { says: Says, claim: Statuses }
    Voice { id: Ids, name: Names, named: Kinds, role: Roles, holds: Holds, on: Topics, claim: Statuses }
    Source {
        id: Ids, label: Sources, document: Sources, title: Sources, kind: Sources, publisher: Sources, author: Sources,
        published: Sources, url: Sources, missing: Sources, description: Sources, paragraphs: Lengths,
    }
    Revision { date: Front, says: Front }
    Qualifier { approximate: Endings, uncertain: Endings }
    Date {
        begin: Earliest, end: Earliest, starts: Endings, ends: Endings, qualifier: Endings, minute: Minutes,
        words: DateWords, shape: Shapes,
    }
}

variants! {
    Status { Reported, Official, Allegation, Anonymous, Opinion, Inference }
    TermKind { Person, Organisation, Place, Office, Law, Concept, Event }
    Topic { Arrest, Case, Verdict, Power, Person }
    Ending { Known, Unknown, Open }
}

impl Wire for When {
    fn write(&self, to: &mut Writer) {
        match self {
            When::Dated(date) => {
                to.varint(0);
                date.write(to);
            }
            When::After { event, words } => {
                to.varint(u64::from(*event) + 1);
                to.turn_to(Column::DateWords);
                words.write(to);
            }
        }
    }

    fn read(from: &mut Reader) -> Self {
        match from.varint(33).checked_sub(1) {
            None => When::Dated(Wire::read(from)),
            Some(event) => {
                from.is_sour |= event >> 32 != 0;
                from.turn_to(Column::DateWords);
                When::After { event: event as u32, words: Wire::read(from) }
            }
        }
    }
}

impl Wire for Shape {
    fn write(&self, to: &mut Writer) {
        match self {
            Shape::Point => to.varint(0),
            Shape::Span => to.varint(1),
            Shape::OneOf(bounds) => {
                to.varint(2);
                bounds.write(to);
            }
        }
    }

    fn read(from: &mut Reader) -> Self {
        match from.variant(3) {
            0 => Shape::Point,
            1 => Shape::Span,
            _ => Shape::OneOf(Wire::read(from)),
        }
    }
}
