//! A date as the compiled story carries it: bounds in days and finished words.

/// Days since 1970-01-01 in the proleptic Gregorian calendar, negative before it. 13.8 billion years are 5.04e12 days.
pub type Day = i64;

/// The first and last day on which something can have happened, both included; `earliest <= latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// First possible day.
    pub earliest: Day,
    /// Last possible day.
    pub latest: Day,
}

/// Shape of an event on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// It happened once, somewhere in `begin` (which equals `end`): or then or earlier where it starts `Open` (EDTF `[..b]`),
    /// then or later where it ends `Open` (`[a..]`).
    Point,
    /// It lasted from somewhere in `begin` to somewhere in `end`.
    Span,
    /// It happened once, in exactly one of these; `begin` and `end` span them all.
    OneOf(Vec<Bounds>),
}

/// Knowledge of an end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Within its bounds.
    Known,
    /// There is one, nobody says when (EDTF `/` with nothing beside it). Bounds repeat the other end's.
    Unknown,
    /// It has none, or none yet (EDTF `..`). Bounds repeat the other end's.
    Open,
}

/// Firmness of a date (EDTF `?`, `~`, `%`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Qualifier {
    /// `~`: about.
    pub approximate: bool,
    /// `?`: the source is not sure.
    pub uncertain: bool,
}

/// When something happened, with its uncertainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Point, span or one of a set.
    pub shape: Shape,
    /// When it began.
    pub begin: Bounds,
    /// When it ended; equals `begin` for a point.
    pub end: Bounds,
    /// Knowledge of its beginning.
    pub starts: Ending,
    /// Knowledge of its end.
    pub ends: Ending,
    /// Firmness.
    pub qualifier: Qualifier,
    /// Minute of the first day, 0 to 1439, where the time of day is known.
    pub minute: Option<u16>,
    /// Display words: "5 or 6 January 2022".
    pub words: String,
}

impl Date {
    /// The order of the drawn timeline ([`Story::axis`](super::Story::axis)): by first possible day (by last, where the
    /// beginning is open or unknown), then by minute; of two that begin together the longer, less precise one comes first.
    pub fn sort_key(&self) -> (Day, u16, std::cmp::Reverse<Day>) {
        let first = match self.starts {
            Ending::Known => self.begin.earliest,
            Ending::Unknown | Ending::Open => self.end.latest,
        };
        (first, self.minute.unwrap_or(0), std::cmp::Reverse(self.end.latest))
    }
}
