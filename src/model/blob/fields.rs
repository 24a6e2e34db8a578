//! Every field of the model with its column: the list that both the writer and the reader are generated from.

use super::reader::Reader;
use super::values::{Codec, Item};
use super::writer::Writer;
use super::{Column, variants};
use crate::model::words::Words;
use crate::model::{
    Account, Chapter, Event, Evidence, Folds, Group, Label, Question, Revision, Source, Story, Term, TermKind, Voice,
};

/// Encodes a struct as its fields, each in its column. A field that is itself a struct names the columns of its own fields.
macro_rules! fields {
    ($($type:ident { $($field:ident: $column:ident),* $(,)? };)*) => {$(
        impl Codec for $type {
            fn write(&self, to: &mut Writer, _: Column) {
                $(self.$field.write(to, Column::$column);)*
            }

            fn read(from: &mut Reader, _: Column) -> Self {
                $type { $($field: Codec::read(from, Column::$column),)* }
            }
        }

        impl Item for $type {}
    )*};
}

fields! {
    Story {
        id: Front, lang: Front, languages: Counts, is_right_to_left: Front, title: Front, standfirst: Front, about: Front, report: Front, updated: Front, evidence: Front,
        media: Media,
        themes: Counts, lanes: Counts, topics: Counts, chapters: Counts, sources: Counts, events: Counts, axis: Axis,
        leads: Axis, groups: Counts, terms: Counts, questions: Counts, voices: Counts, revisions: Counts, folds: Folds,
        words: Words,
    };
    Label { id: Ids, label: Labels };
    Chapter { id: Ids, label: Labels, from: Earliest, to: Latest };
    Event {
        id: Ids, when: Whens, headline: Headlines, short: Shorts, search: Shorts, summary: Summaries, media: Media,
        claim: Statuses, themes: Themes, lane: Lanes, chapter: Chapters, importance: Importances, in_heading: InHeading,
        hue: Kinds, accounts: Accounts, questions: Backlinks,
    };
    Group { label: Labels, first: Firsts };
    Term {
        id: Ids, label: Headwords, kind: Kinds, forms: Forms, search: Forms, definition: Definitions, media: Media,
        claim: Statuses, see: See, in_events: Backlinks, in_questions: Backlinks,
    };
    Question {
        id: Ids, asks: Asks, context: Contexts, accounts: Counts, events: QuestionEvents,
        importance: Importances, in_heading: InHeading,
    };
    Account { says: Says, claim: Statuses };
    Voice { id: Ids, name: Names, named: Kinds, role: Roles, holds: Holds, on: Topics, claim: Statuses };
    Source {
        id: Ids, label: Sources, title: Sources, kind: Sources, publisher: Sources, author: Sources,
        published: Sources, url: Sources, missing: Sources, description: Sources, paragraphs: Lengths,
    };
    Revision { date: Front, says: Front };
    Folds { letters: Folds, latin: Folds };
    Words { list: Words };
}

variants! {
    Evidence { Paragraph, Source, None }
    TermKind { Person, Organisation, Place, Office, Law, Concept, Event }
}
