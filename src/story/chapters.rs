//! The days of chapters, for the checks and the compiler.

use std::ops::RangeInclusive;

use super::edtf::{Edtf, Lexicon};
use crate::model::{Day, Ending};

/// The days that a chapter's date covers; an open end is as far as days go.
pub fn days(when: &Edtf) -> RangeInclusive<Day> {
    let date = when.date(&Lexicon::ISO);
    let from = if date.starts == Ending::Known { date.begin.earliest } else { Day::MIN };
    let to = if date.ends == Ending::Known { date.end.latest } else { Day::MAX };
    from..=to
}

/// The first chapter that covers a day.
pub fn chapter_at(day: Day, chapters: &[RangeInclusive<Day>]) -> Option<usize> {
    chapters.iter().position(|days| days.contains(&day))
}
