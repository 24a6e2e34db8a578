//! Fields that a column of a table can fill.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field of an entry, by the name that `--map` takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// All of them.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// The name: `end-year`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Field::$variant => $name,)*
                }
            }
        }
    };
}

fields! {
    /// When, in any notation; perhaps an interval.
    Date = "date",
    /// When it ended.
    End = "end",
    /// Year of its beginning; negative ones are BCE.
    Year = "year",
    /// Month, as a number or a name.
    Month = "month",
    /// Day of the month.
    Day = "day",
    /// Time of day.
    Time = "time",
    /// Year of its end.
    EndYear = "end-year",
    /// Month of its end.
    EndMonth = "end-month",
    /// Day of its end.
    EndDay = "end-day",
    /// Time of its end.
    EndTime = "end-time",
    /// Words a reader sees in the date's place.
    Shown = "shown",
    /// Headline.
    Headline = "headline",
    /// A short label for the drawn timeline.
    Short = "short",
    /// Running text.
    Summary = "summary",
    /// Address of a picture, film, sound or page, or code that embeds one.
    Media = "media",
    /// Address of a picture.
    Image = "image",
    /// Who made it.
    Credit = "credit",
    /// What stands under it.
    Caption = "caption",
    /// What a picture shows.
    Alt = "alt",
    /// Licence of it.
    Licence = "licence",
    /// A link of the event: its source.
    Link = "link",
    /// Source: an address, a title, or both.
    Source = "source",
    /// Group, a lane of the drawn timeline.
    Group = "group",
    /// Tags, parted by commas or semicolons: themes.
    Tags = "tags",
    /// Kind of row: `title`, `era`, or an event.
    Type = "type",
    /// Stable id, the end of a permalink.
    Id = "id",
    /// 1, 2 or 3.
    Importance = "importance",
    /// Words that find the event.
    Search = "search",
    /// Headword of a glossary.
    Term = "term",
    /// Its definition.
    Definition = "definition",
    /// Further forms of a headword, parted by commas or semicolons.
    Forms = "forms",
    /// Kind of a headword: person, place, concept and so on.
    Kind = "kind",
    /// Not read.
    Ignored = "ignore",
}

impl Field {
    /// A field by its name.
    pub fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
