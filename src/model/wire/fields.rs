//! Every field of the model, with its column: what is written and read follows from this list.

use super::reader::Reader;
use super::values::{Item, Wire};
use super::writer::Writer;
use super::{Column, follows, variants};
use crate::model::{
    Account, Era, Event, Folds, Group, Label, Question, Revision, Source, Story, Term, TermKind, Voice,
};

/// Structs are their fields, each in its column; those behind the semicolon follow from the rest of the story, and what is
/// behind the braces puts back what follows from the struct itself. Where a field is itself a struct, its own fields say
/// their columns.
macro_rules! fields {
    ($($type:ident { $($field:ident: $column:ident),* $(,)? $(; $($left_out:ident),*)? } $(=> $put_back:path)?;)*) => {$(
        impl Wire for $type {
            fn write(&self, to: &mut Writer, _: Column) {
                $(self.$field.write(to, Column::$column);)*
            }

            fn read(from: &mut Reader, _: Column) -> Self {
                #[allow(unused_mut, reason = "where nothing is put back")]
                let mut whole = $type {
                    $($field: Wire::read(from, Column::$column),)*
                    $($($left_out: Vec::new(),)*)?
                };
                $($put_back(&mut whole);)?
                whole
            }
        }

        impl Item for $type {}
    )*};
}

fields! {
    Story {
        id: Front, lang: Front, title: Front, standfirst: Front, about: Front, report: Front, updated: Front,
        themes: Counts, lanes: Counts, topics: Counts, eras: Counts, sources: Counts, events: Counts, axis: Axis, groups: Counts, terms: Counts,
        questions: Counts, voices: Counts, revisions: Counts, folds: Folds,
    } => follows::story;
    Label { id: Ids, label: Labels } => follows::label;
    Era { id: Ids, label: Labels, date: Manners, cites: Cites } => follows::era;
    Event {
        id: Ids, when: Whens, headline: Headlines, summary: Summaries, claim: Statuses, themes: Themes, lane: Lanes,
        importance: Importances, in_heading: InHeading;
        questions
    } => follows::event;
    Group { label: Labels, first: Firsts };
    Term {
        id: Ids, label: Headwords, kind: Kinds, forms: Forms, search: Forms, definition: Definitions, claim: Statuses,
        see: See, letter: Letters;
        in_events, in_questions
    } => follows::term;
    Question {
        id: Ids, asks: Asks, context: Contexts, accounts: Counts, events: QuestionEvents, themes: Themes,
        importance: Importances, in_heading: InHeading,
    } => follows::question;
    Account { says: Says, claim: Statuses };
    Voice { id: Ids, name: Names, named: Kinds, role: Roles, holds: Holds, on: Topics, claim: Statuses } => follows::voice;
    Source {
        id: Ids, label: Sources, document: Sources, title: Sources, kind: Sources, publisher: Sources, author: Sources,
        published: Sources, url: Sources, missing: Sources, description: Sources, paragraphs: Lengths,
    };
    Revision { date: Front, says: Front };
    Folds { letters: Folds, latin: Folds };
}

variants! {
    TermKind { Person, Organisation, Place, Office, Law, Concept, Event }
}
