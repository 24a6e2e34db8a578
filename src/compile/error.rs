//! Errors of compiling.

/// The reason why a story could not be compiled. `check` finds all but the limits earlier, and names the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompileError {
    /// More of something than the compiled form can number.
    TooMany {
        /// Plural noun: "sources".
        what: &'static str,
        /// Number in the story.
        count: usize,
        /// Maximum number.
        limit: usize,
    },
    /// An id that names nothing.
    Unknown {
        /// Kind of thing: "theme".
        what: &'static str,
        /// The id.
        id: String,
    },
    /// Events that follow one another in a circle.
    Circle {
        /// One of them.
        event: String,
    },
    /// An event is stated to follow one that certainly began later.
    Contradiction {
        /// The event with `after`.
        event: String,
        /// The later one.
        earlier: String,
    },
    /// Two terms list the same form, so that its meaning in a text is ambiguous.
    SharedForm {
        /// The form.
        form: String,
        /// Id of the term that lists it first.
        first: String,
        /// Id of the term that lists it too.
        second: String,
    },
}

impl CompileError {
    pub(super) fn too_many(what: &'static str, count: usize, limit: usize) -> CompileError {
        CompileError::TooMany { what, count, limit }
    }

    pub(super) fn unknown(what: &'static str, id: &str) -> CompileError {
        CompileError::Unknown { what, id: id.to_owned() }
    }
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CompileError::TooMany { what, count, limit } => {
                write!(f, "the story has {count} {what}; {limit} is the most one story can hold, so cut it in two")
            }
            CompileError::Unknown { what, id } => {
                write!(f, "no {what} has the id `{id}`; define it or correct the spelling")
            }
            CompileError::Circle { event } => {
                write!(f, "the event `{event}` follows itself by way of `after`; give one event of the circle a date")
            }
            CompileError::Contradiction { event, earlier } => {
                write!(
                    f,
                    "the event `{event}` is dated before `{earlier}`, which it is said to follow by way of `after`"
                )
            }
            CompileError::SharedForm { form, first, second } => write!(
                f,
                "`{first}` and `{second}` both list the form “{form}”; keep it in the one that texts mean by it and list \
                 it under `search` in the other"
            ),
        }
    }
}

impl std::error::Error for CompileError {}
