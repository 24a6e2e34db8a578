//! Running text linked: the first use of each term in a paragraph, by its listed forms.
//!
//! Knows ids, forms and words; nothing of events, dates or files.

use super::CompileError;
use super::boundary::{is_sentence_start, is_whole};
use super::names::{Beside, Names};
use crate::model::{Attribute, Inline, Mark as TextMark, TermKind, Text, language};
use crate::story::text::Piece;
use aho_corasick::Input;
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::noncontiguous::{Builder, NFA};
use std::collections::BTreeMap;
use std::ops::Range;

/// A term as the linker needs it.
#[derive(Debug, Clone, Copy)]
pub struct Headword<'a> {
    /// The id that `[[id]]` names.
    pub id: &'a str,
    /// The words that `[[id]]` prints.
    pub label: &'a str,
    /// People's surnames are linked with more care than other forms.
    pub kind: TermKind,
    /// The exact forms to find.
    pub forms: &'a [String],
}

/// Finds terms in texts. A term's number is its index in the list the linker was made from.
#[derive(Debug)]
pub struct Linker {
    /// The plain one: those that are faster on long texts would make the compiler for browsers 12 KB larger.
    automaton: NFA,
    patterns: Vec<Pattern>,
    ids: BTreeMap<String, u16>,
    labels: Vec<String>,
    names: Names,
}

/// A form as the automaton looks for it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about a form")]
struct Pattern {
    term: u16,
    kind: TermKind,
    /// A lower-case form with a capital: only where a sentence begins.
    opens_sentence: bool,
    /// One word: "Aliyev" may be anybody's name, "Mukhtar Ablyazov" is one man's.
    is_single: bool,
    begins_capital: bool,
    ends_capital: bool,
}

/// A range that a mark covers, and the term it links.
type Mark = (Range<usize>, Option<u16>);

/// A marked text in words.
#[derive(Debug, Default)]
struct Reading {
    words: String,
    /// From left to right.
    marks: Vec<Mark>,
    /// What begins and ends in it, and where.
    edges: Vec<(usize, Inline)>,
}

/// A form found in a text.
#[derive(Debug, Clone)]
struct Found {
    at: Range<usize>,
    pattern: usize,
}

/// A text of another language than the story's: every piece of it says so, for each becomes an element of its own.
fn in_language(tag: &str, mut text: Text) -> Text {
    for inline in &mut text {
        if let Inline::Plain(words) | Inline::Term { words, .. } = inline
            && language::split(words).is_none()
        {
            words.insert_str(0, tag);
        }
    }
    text
}

impl Linker {
    /// A linker for `terms`. `prose` is all the running text of the story, which teaches it the language's common words.
    ///
    /// # Errors
    /// If two terms list the same form, if there are more than 65,535 terms or too many forms for one automaton.
    pub fn new<'a>(terms: &[Headword<'a>], prose: impl IntoIterator<Item = &'a str>) -> Result<Linker, CompileError> {
        let mut ids = BTreeMap::new();
        let mut owners = BTreeMap::<String, Pattern>::new();
        for (index, headword) in terms.iter().enumerate() {
            let term = u16::try_from(index).map_err(|_| CompileError::too_many("terms", terms.len(), 65_535))?;
            ids.insert(headword.id.to_owned(), term);
            for form in headword.forms.iter().filter(|form| !form.trim().is_empty()) {
                let pattern = Pattern::new(form, term, headword.kind);
                let capitalised = capitalised(form);
                if let Some(capitalised) = capitalised {
                    // A capital that is itself listed, here or by another term, wins.
                    let opener = Pattern { opens_sentence: true, ..Pattern::new(&capitalised, term, headword.kind) };
                    owners.entry(capitalised).or_insert(opener);
                }
                if let Some(other) = owners.insert(form.clone(), pattern)
                    && other.term != term
                    && !other.opens_sentence
                {
                    let first = terms.get(usize::from(other.term)).map_or("", |t| t.id);
                    return Err(CompileError::SharedForm {
                        form: form.clone(),
                        first: first.to_owned(),
                        second: headword.id.to_owned(),
                    });
                }
            }
        }
        let automaton = Builder::new().prefilter(false).build(owners.keys());
        let automaton = automaton.map_err(|_| CompileError::too_many("forms", owners.len(), 65_535))?;
        Ok(Linker {
            automaton,
            patterns: owners.into_values().collect(),
            ids,
            labels: terms.iter().map(|t| t.label.to_owned()).collect(),
            names: Names::new(prose),
        })
    }

    /// The text with its links. `own` is the term whose definition it is: it is not linked to itself.
    ///
    /// Forms are found from left to right, the longest first where several begin together; a form that is not linked,
    /// because its term already is, still hides the shorter forms inside it. Marks are kept as written, and a term with a
    /// mark is linked there and nowhere else; of two marks for one term the first is linked.
    ///
    /// # Errors
    /// If a mark names no term.
    pub fn link(&self, text: &[Piece], own: Option<u16>) -> Result<Text, CompileError> {
        if let [Piece::Plain(tag), rest @ ..] = text
            && language::split(tag).is_some_and(|(_, _, words)| words.is_empty())
        {
            return Ok(in_language(tag, self.link(rest, own)?));
        }
        let Reading { words, marks, edges } = self.read(text)?;
        let mut linked: Vec<u16> = own.into_iter().collect();
        let mut links: Vec<(Range<usize>, u16)> = Vec::new();
        for (at, term) in &marks {
            if let Some(term) = term
                && !linked.contains(term)
            {
                linked.push(*term);
                links.push((at.clone(), *term));
            }
        }
        for found in self.find(&words, &marks) {
            let Some(pattern) = self.patterns.get(found.pattern) else { continue };
            if !linked.contains(&pattern.term) {
                linked.push(pattern.term);
                links.push((found.at, pattern.term));
            }
        }
        links.sort_by_key(|(at, _)| at.start);
        Ok(cut(&words, links, edges))
    }

    /// Ranges of a text without marks that name terms, and those terms; from left to right, none overlapping.
    pub fn uses(&self, text: &str) -> Vec<(Range<usize>, u16)> {
        let term = |found: Found| Some((found.at, self.patterns.get(found.pattern)?.term));
        self.find(text, &[]).into_iter().filter_map(term).collect()
    }

    /// The terms that a text without marks names, each once, in order of first use.
    pub fn mentions(&self, text: &str) -> Vec<u16> {
        let mut terms = Vec::new();
        for found in self.find(text, &[]) {
            match self.patterns.get(found.pattern) {
                Some(pattern) if !terms.contains(&pattern.term) => terms.push(pattern.term),
                _ => {}
            }
        }
        terms
    }

    /// The words of a marked text as printed, the ranges that marks cover with the terms they link, and what begins and ends
    /// between them. No form is found across an edge, and none in a link to the web.
    fn read(&self, text: &[Piece]) -> Result<Reading, CompileError> {
        let mut reading = Reading::default();
        let mut open = Vec::new();
        let mut web = None;
        for piece in text {
            let start = reading.words.len();
            let edge = match piece {
                Piece::Plain(plain) => {
                    reading.words.push_str(plain);
                    continue;
                }
                Piece::Unlinked(plain) => {
                    reading.words.push_str(plain);
                    reading.marks.push((start..reading.words.len(), None));
                    continue;
                }
                Piece::Link { id, words: printed } => {
                    let term = *self.ids.get(id).ok_or_else(|| CompileError::unknown("term", id))?;
                    let label = self.labels.get(usize::from(term)).map_or("", String::as_str);
                    reading.words.push_str(printed.as_deref().unwrap_or(label));
                    reading.marks.push((start..reading.words.len(), web.is_none().then_some(term)));
                    continue;
                }
                Piece::Open(mark) => {
                    open.push(false);
                    Inline::Open(*mark)
                }
                Piece::Web(address) => {
                    open.push(true);
                    web = Some(start);
                    reading.edges.push((start, Inline::Open(TextMark::LINK)));
                    Inline::Attribute(Attribute::HREF, address.clone())
                }
                Piece::Close => {
                    if open.pop() == Some(true)
                        && let Some(begin) = web.take()
                    {
                        reading.marks.push((begin..start, None));
                    }
                    Inline::Close
                }
            };
            reading.marks.push((start..start, None));
            reading.edges.push((start, edge));
        }
        Ok(reading)
    }

    /// Every form in `text`, outside marks, as a whole word and no part of a longer name: leftmost, then
    /// longest, none overlapping.
    fn find(&self, text: &str, marks: &[Mark]) -> Vec<Found> {
        let mut whole: Vec<Found> = self
            .automaton
            .try_find_overlapping_iter(Input::new(text))
            .into_iter()
            .flatten()
            .map(|m| Found { at: m.range(), pattern: m.pattern().as_usize() })
            .filter(|found| !marks.iter().any(|(mark, _)| mark.start < found.at.end && found.at.start < mark.end))
            .filter(|found| is_whole(text, found.at.clone()))
            .filter(|found| {
                let opens = self.patterns.get(found.pattern).is_some_and(|p| p.opens_sentence);
                !opens || is_sentence_start(text, found.at.start)
            })
            .collect();
        whole.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));

        let mut end = 0;
        let mut out = Vec::new();
        for found in &whole {
            if found.at.start >= end && !self.is_part_of_a_name(text, found, &whole) {
                end = found.at.end;
                out.push(found.clone());
            }
        }
        out
    }

    /// Whether a capitalised word beside a form makes it part of a longer name that no term lists.
    fn is_part_of_a_name(&self, text: &str, found: &Found, all: &[Found]) -> bool {
        let Some(pattern) = self.patterns.get(found.pattern) else { return true };
        // A full name is distinct from the words before it; a surname, a place, a body of one word is not.
        let before = pattern.begins_capital && pattern.is_single && {
            match self.names.before(text, found.at.start) {
                Beside::Apart => false,
                Beside::Name(edge) => !self.is_met(pattern, all.iter().filter(|other| other.at.end == edge)),
            }
        };
        // An office precedes the name of any holder.
        let after = pattern.ends_capital && pattern.kind != TermKind::Office && {
            match Names::after(text, found.at.end) {
                Beside::Apart => false,
                Beside::Name(edge) => !self.is_met(pattern, all.iter().filter(|other| other.at.start == edge)),
            }
        };
        before || after
    }

    /// Whether one of the forms beside `pattern` is a name of its own: two people's names side by side are one person's
    /// ("Timur Nazarbayev"), unless both are listed for the same one.
    fn is_met<'f>(&self, pattern: &Pattern, mut beside: impl Iterator<Item = &'f Found>) -> bool {
        beside.any(|other| {
            self.patterns.get(other.pattern).is_some_and(|other| {
                other.term == pattern.term || other.kind != TermKind::Person || pattern.kind != TermKind::Person
            })
        })
    }
}

impl Pattern {
    fn new(form: &str, term: u16, kind: TermKind) -> Pattern {
        let mut words = form.split_whitespace();
        let first = words.next().unwrap_or_default();
        let last = words.next_back();
        Pattern {
            term,
            kind,
            opens_sentence: false,
            is_single: last.is_none(),
            begins_capital: first.starts_with(char::is_uppercase),
            ends_capital: last.unwrap_or(first).starts_with(char::is_uppercase),
        }
    }
}

/// A form that begins with a small letter, with a capital instead.
fn capitalised(form: &str) -> Option<String> {
    let mut letters = form.chars();
    let first = letters.next().filter(|c| c.is_lowercase())?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// `words` cut into plain runs and links, with its edges. Links and edges are in order and do not overlap.
fn cut(words: &str, links: Vec<(Range<usize>, u16)>, edges: Vec<(usize, Inline)>) -> Text {
    let mut out = Text::new();
    let mut done = 0;
    let mut edges = edges.into_iter().peekable();
    let mut plain = |out: &mut Text, done: usize, to: usize| {
        let mut done = done;
        let mut run = |out: &mut Text, to: usize| {
            if let Some(run) = words.get(done..to).filter(|run| !run.is_empty()) {
                out.push(Inline::Plain(run.to_owned()));
            }
            done = to;
        };
        while let Some((at, edge)) = edges.next_if(|(at, _)| *at <= to) {
            run(out, at);
            out.push(edge);
        }
        run(out, to);
    };
    for (at, term) in links {
        plain(&mut out, done, at.start);
        done = at.end;
        out.push(Inline::Term { term, words: words.get(at).unwrap_or_default().to_owned() });
    }
    plain(&mut out, done, words.len());
    out
}

#[cfg(test)]
mod tests;
