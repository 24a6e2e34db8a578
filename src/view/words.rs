//! Words of the interface: every word that is not the story's own, a table per language.

use crate::model::{Status, TermKind};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// Names of the views, in tab order: timeline, accounts, voices, glossary, record.
    pub views: [&'static str; 5],
    /// Name of the whole, for assistive technology.
    pub kicker: &'static str,
    /// Statuses, in [`Status::ALL`]'s order.
    pub statuses: [&'static str; 6],
    /// Meaning of each status, in the same order.
    pub status_meanings: [&'static str; 6],
    /// Kinds of terms, in [`TermKind::ALL`]'s order.
    pub kinds: [&'static str; 7],
    /// Before a claimant.
    pub according_to: &'static str,
    /// Before the reason of an inferred fact.
    pub inferred: &'static str,
    /// Stands for "paragraph" in a cite.
    pub paragraph: &'static str,
    /// Before the questions an event bears on.
    pub accounts_differ: &'static str,
    /// Stands for the date of an event that no document dates.
    pub undated: &'static str,
    /// Before the events a question bears on.
    pub bears_on: &'static str,
    /// Before a term's other spellings.
    pub also: &'static str,
    /// Before related terms.
    pub see_also: &'static str,
    /// Before the mentions of a term.
    pub appears_in: &'static str,
    /// Heading of the description of the record.
    pub about: &'static str,
    /// What statements rest on, by [`Evidence`](crate::model::Evidence): paragraphs, sources, nothing.
    pub evidence: [&'static str; 3],
    /// Leads to the description of the record.
    pub about_link: &'static str,
    /// Heading of the documents.
    pub sources: &'static str,
    /// Heading of the statuses' meanings.
    pub how_to_read: &'static str,
    /// Heading of corrections.
    pub revisions: &'static str,
    /// Heading of how to report an error.
    pub report: &'static str,
    /// Before the day of the last change.
    pub updated: &'static str,
    /// Between the parts of a record that is not printed.
    pub not_printed: &'static str,
    /// Names of parts that may not be printed: publisher, author, date.
    pub printables: [(&'static str, &'static str); 3],
    /// Marks a voice without a name.
    pub unnamed: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// Its placeholder.
    pub search_hint: &'static str,
    /// Empties the search field.
    pub clear: &'static str,
    /// Link to the story page.
    pub whole_story: &'static str,
    /// Opens the filters.
    pub filter: &'static str,
    /// Clears all filters.
    pub reset: &'static str,
    /// Shows only events of importance 1.
    pub key_events: &'static str,
    /// Shows all events.
    pub all_events: &'static str,
    /// Filter headings: themes, statuses, sources.
    pub facets: [&'static str; 3],
    /// Counts: one and many of events, terms, accounts, voices, results.
    pub counts: Counts,
    /// Nothing matches the filters.
    pub no_events: &'static str,
    /// Nothing matches the search.
    pub no_results: &'static str,
    /// Before the nearest terms.
    pub nearest: &'static str,
    /// Shows more of a list.
    pub more: &'static str,
    /// Before a count: shows the whole list.
    pub show_all: &'static str,
    /// Shows as few rows as at rest.
    pub fewer: &'static str,
    /// Shows the previous rows of a list.
    pub earlier: &'static str,
    /// Closes the definition.
    pub close: &'static str,
    /// Before the name of the place where a link was followed.
    pub back_to: &'static str,
    /// Goes back to the previous definition.
    pub back: &'static str,
    /// Copies an entry's own address.
    pub permalink: &'static str,
    /// Says that it is copied.
    pub copied: &'static str,
    /// The chips of the chapters.
    pub chapters: &'static str,
    /// Closes the filters.
    pub done: &'static str,
    /// Shows a term's whole entry.
    pub in_glossary: &'static str,
    /// The drawn timeline.
    pub drawn: &'static str,
    /// Shows the previous event.
    pub previous: &'static str,
    /// Shows the next event.
    pub next: &'static str,
    /// Shows all of the story.
    pub whole: &'static str,
    /// Moves on to the list.
    pub skip: &'static str,
    /// Keys of the drawn timeline.
    pub keys: &'static str,
    /// Explains the drawing of dates that are not known exactly.
    pub soft: &'static str,
    /// Magnifies.
    pub nearer: &'static str,
    /// Shows more time.
    pub farther: &'static str,
    /// Between a count of events and the headline of one.
    pub among_them: &'static str,
    /// January to December.
    pub months: [&'static str; 12],
    /// Behind a year before the common era.
    pub bce: &'static str,
}

/// Words with numbers: one, many.
#[derive(Debug)]
pub struct Counts {
    /// Events.
    pub events: [&'static str; 2],
    /// Key events.
    pub key_events: [&'static str; 2],
    /// Events, of how many.
    pub of: &'static str,
    /// Entries that mention a term.
    pub entries: [&'static str; 2],
    /// Search results.
    pub results: [&'static str; 2],
    /// Accounts.
    pub accounts: [&'static str; 2],
    /// Paragraphs of a document.
    pub paragraphs: [&'static str; 2],
}

impl Words {
    /// The table for a language tag, English where there is none.
    pub fn for_language(_tag: &str) -> &'static Words {
        &ENGLISH
    }

    /// A status in words.
    pub fn status(&self, status: Status) -> &'static str {
        self.statuses.get(status as usize).copied().unwrap_or_default()
    }

    /// A kind of term in words.
    pub fn kind(&self, kind: TermKind) -> &'static str {
        self.kinds.get(kind as usize).copied().unwrap_or_default()
    }
}

/// A number with its noun.
pub fn count(number: usize, [one, many]: [&str; 2]) -> String {
    let mut out = super::node::decimal(number as u64);
    out.push(' ');
    out.push_str(if number == 1 { one } else { many });
    out
}

static ENGLISH: Words = Words {
    lang: "en",
    views: ["Timeline", "Disputed points", "Who said what", "Glossary", "Sources"],
    kicker: "Backstory",
    statuses: ["Reported", "Official", "Allegation", "Unnamed source", "Opinion", "Our reckoning"],
    status_meanings: [
        "The outlet says it in its own voice.",
        "A state body or an office-holder, present or former, or a spokesman says it.",
        "Someone accuses, or asserts what the documents cannot confirm. It is not a finding.",
        "People whom the document does not name say it.",
        "Someone’s view.",
        "The editors’ own reckoning, with the sum shown or pointed to.",
    ],
    kinds: ["Person", "Organisation", "Place", "Office", "Law", "Concept", "Event"],
    according_to: "According to ",
    inferred: "Our reckoning: ",
    paragraph: "para",
    accounts_differ: "Accounts differ: ",
    undated: "No date given",
    bears_on: "Events in question: ",
    also: "Also: ",
    see_also: "See also: ",
    appears_in: "Appears in ",
    about: "About this timeline",
    evidence: [
        "Every statement names its source and the paragraph.",
        "Every statement names its source.",
        "Statements here may stand without a source.",
    ],
    about_link: "About",
    sources: "Sources",
    how_to_read: "How to read a statement",
    revisions: "Corrections and additions",
    report: "Seen an error?",
    updated: "Updated ",
    not_printed: "Not given: ",
    printables: [("publisher", "publisher"), ("author", "author"), ("date", "date")],
    unnamed: "unnamed source",
    search: "Search events and terms",
    search_hint: "Search",
    clear: "Clear search",
    whole_story: "The whole story, with every source",
    filter: "Filters",
    reset: "Clear filters",
    key_events: "Key events",
    all_events: "All events",
    facets: ["Theme", "How it is known", "Source"],
    counts: Counts {
        events: ["event", "events"],
        key_events: ["key event", "key events"],
        of: " of ",
        entries: ["entry", "entries"],
        results: ["result", "results"],
        accounts: ["account", "accounts"],
        paragraphs: ["paragraph", "paragraphs"],
    },
    no_events: "No event fits these filters.",
    no_results: "Nothing found for ",
    nearest: "Nearest: ",
    more: "Show more",
    show_all: "Show all ",
    fewer: "Show fewer",
    earlier: "Show earlier",
    close: "Close",
    back: "Back",
    back_to: "← Back to ",
    permalink: "Copy link",
    copied: "Copied",
    chapters: "Chapters",
    done: "Done",
    in_glossary: "See in glossary",
    drawn: "Timeline chart",
    previous: "Previous",
    next: "Next",
    skip: "Skip the chart",
    keys: "Arrow keys move between events, plus and minus zoom, Enter opens.",
    soft: "date not exact",
    whole: "All years",
    nearer: "Zoom in",
    farther: "Zoom out",
    among_them: ", among them: ",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    bce: " BCE",
};

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Status, TermKind};

    #[test]
    fn words_are_in_the_order_of_their_statuses_and_kinds() {
        assert!(Status::ALL.iter().enumerate().all(|(n, status)| *status as usize == n));
        assert!(TermKind::ALL.iter().enumerate().all(|(n, kind)| *kind as usize == n));
        assert_eq!(ENGLISH.status(Status::Inference), "Our reckoning");
        assert_eq!(ENGLISH.kind(TermKind::Event), "Event");
    }
}
