//! The blob's body. `docs/decisions/007-a-body-in-columns.md` has the numbers.
//!
//! The body is columns: values of one sort lie behind one another, all headlines, all summaries, all importances, because
//! that is what compressors find most in. It opens with the length of each column. A text is one string in which a mark
//! stands for each link, followed by a character that counts into the table of links. What follows from the rest of the
//! story is left out and put back (`follows`).
//!
//! Nothing here fails early. A reader that meets nonsense turns sour: from then on it reads zeros and empty lists, and
//! whoever started it asks at the end. A writer that meets a string it cannot mark the end of does likewise.

mod claims;
mod dates;
mod fields;
mod follows;
mod links;
mod reader;
mod texts;
mod values;
mod writer;

use super::Story;
use reader::Reader;
use values::Wire;
use writer::Writer;

/// Ends a string.
const END: char = '\0';

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
    Minutes,
    Manners,
    Whens,
    Themes,
    Lanes,
    Importances,
    Kinds,
    See,
    InHeading,
    QuestionEvents,
    Topics,
    Axis,
    Firsts,
    Lengths,
}

const COLUMNS: usize = Column::Lengths as usize + 1;

/// The body that describes `story`, or nothing where one of its strings holds a character that the wire needs, or what is left
/// out does not follow as it should.
pub(super) fn write(story: &Story) -> Option<Vec<u8>> {
    let short = follows::leave_out(story);
    let links = links::Table::of(&short);
    let mut writer = Writer::new(&links, &short);
    links.write(&mut writer);
    short.write(&mut writer, Column::Front);
    writer.body().filter(|body| read(body).as_ref() == Some(story))
}

/// The story that `body` describes, or nothing where it is not exactly one.
pub(super) fn read(body: &[u8]) -> Option<Story> {
    let mut reader = Reader::new(body);
    links::read(&mut reader);
    let story = Story::read(&mut reader, Column::Front);
    reader.is_done().then_some(story)
}

/// Variants without fields are their number in the order of this list.
macro_rules! variants {
    ($($type:ident { $first:ident $(, $variant:ident)* })*) => {$(
        impl $type {
            const IN_ORDER: &[$type] = &[$type::$first $(, $type::$variant)*];

            fn number(self) -> u8 {
                Self::IN_ORDER.iter().position(|variant| *variant == self).unwrap_or_default() as u8
            }

            /// The first for a number that is none's.
            fn numbered(number: u8) -> $type {
                Self::IN_ORDER.get(usize::from(number)).copied().unwrap_or($type::$first)
            }
        }

        impl Wire for $type {
            fn write(&self, to: &mut Writer, column: Column) {
                to.byte(column, self.number());
            }

            fn read(from: &mut Reader, column: Column) -> Self {
                Self::numbered(from.variant(column, Self::IN_ORDER.len() as u8))
            }
        }
    )*};
}
use variants;
