//! Renders problems for a terminal: the line with the location underlined, and the advice.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::authored::Span;
use super::files::{File, Files};
use super::problem::{Problem, Severity};

/// Whether the diagnostics are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Coloured,
    /// For a file or a pipe.
    Plain,
}

/// Bytes between the marks of one snippet; marks farther apart, and those of a longer line, have one each.
const SNIPPET: usize = 4096;
/// Bytes shown on either side of a mark in a line that is longer than a snippet.
const AROUND: usize = 60;

/// Renders problems of a story's files.
#[derive(Debug)]
pub struct Diagnoser<'a> {
    files: &'a Files,
    /// Offsets of the lines of each file.
    lines: Vec<Vec<usize>>,
    paint: Paint,
}

/// A part of a file to underline.
#[derive(Clone)]
struct Mark<'a> {
    bytes: Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// Renders one problem, without a line break at the end. [`Diagnoser`] is for many.
pub fn render(problem: &Problem, files: &Files, paint: Paint) -> String {
    Diagnoser::new(files, paint).render(problem)
}

impl<'a> Diagnoser<'a> {
    /// Looks for the lines of all files, once.
    pub fn new(files: &'a Files, paint: Paint) -> Self {
        let starts =
            |file: &File| std::iter::once(0).chain(file.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Diagnoser { files, lines: files.0.iter().map(starts).collect(), paint }
    }

    /// Renders one problem, without a line break at the end. Takes no longer for a longer file.
    pub fn render(&self, problem: &Problem) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(problem.message.as_str()).id(problem.code);
        let mut group = Group::with_title(title);
        let own = problem.span.iter().map(|span| (span, AnnotationKind::Primary, None));
        let also = problem.also.iter().map(|(span, words)| (span, AnnotationKind::Context, Some(words.as_str())));
        let marks: Vec<(&Span, AnnotationKind, Option<&str>)> = own.chain(also).collect();
        // The problem's own file first; marks in other files follow.
        let mut order: Vec<usize> = Vec::new();
        for (span, ..) in &marks {
            if !order.contains(&span.file) {
                order.push(span.file);
            }
        }
        for index in order {
            let Some(file) = self.files.0.get(index) else { continue };
            let here = marks.iter().filter(|(span, ..)| span.file == index);
            let marks: Vec<Mark<'_>> = here
                .map(|(span, kind, label)| Mark { bytes: fit(&span.bytes, &file.text), kind: *kind, label: *label })
                .collect();
            group = self.show(group, index, &marks);
        }
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = match self.paint {
            Paint::Coloured => Renderer::styled(),
            Paint::Plain => Renderer::plain(),
        };
        renderer.render(&[group])
    }

    /// Adds the marks of a file: in one snippet where they are near each other, else in one each.
    fn show<'s>(&self, group: Group<'s>, file: usize, marks: &[Mark<'s>]) -> Group<'s>
    where
        'a: 's,
    {
        let Some(File { name, text }) = self.files.0.get(file) else { return group };
        let (Some(start), Some(end)) =
            (marks.iter().map(|mark| mark.bytes.start).min(), marks.iter().map(|mark| mark.bytes.end).max())
        else {
            return group;
        };
        let (line, lines) = self.lines_around(file, start..end);
        if lines.len() <= SNIPPET {
            let source = text.get(lines.clone()).unwrap_or_default();
            let annotations = marks.iter().map(|mark| {
                mark.kind.span(mark.bytes.start - lines.start..mark.bytes.end - lines.start).label(mark.label)
            });
            return group
                .element(Snippet::source(source).line_start(line).path(name.as_str()).annotations(annotations));
        }
        if let [mark] = marks {
            // A line too long to be shown: a window of it, with the column that it has in the whole line.
            let from = text.floor_char_boundary(mark.bytes.start.saturating_sub(AROUND).max(lines.start));
            let near = mark.bytes.end.min(mark.bytes.start + SNIPPET);
            let to = text.ceil_char_boundary((near + AROUND).min(lines.end));
            let column = text.get(lines.start..mark.bytes.start).map_or(0, |before| before.chars().count()) + 1;
            let source = text.get(from..to).unwrap_or_default();
            let end = text.floor_char_boundary(near);
            let annotation = mark.kind.span(mark.bytes.start - from..end - from).label(mark.label);
            return group
                .element(Origin::path(name.as_str()).line(line).char_column(column))
                .element(Snippet::source(source).line_start(line).annotation(annotation));
        }
        marks.iter().fold(group, |group, mark| self.show(group, file, std::slice::from_ref(mark)))
    }

    /// The number of the first line that a range touches, and the bytes of all that it touches.
    fn lines_around(&self, file: usize, bytes: Range<usize>) -> (usize, Range<usize>) {
        let starts = self.lines.get(file).map(Vec::as_slice).unwrap_or_default();
        let first = starts.partition_point(|start| *start <= bytes.start).max(1);
        let behind = starts.partition_point(|start| *start < bytes.end).max(first);
        let text = self.files.0.get(file).map_or(0, |file| file.text.len());
        let start = starts.get(first - 1).copied().unwrap_or_default();
        (first, start..starts.get(behind).map_or(text, |next| next - 1).max(bytes.end))
    }
}

/// A byte range that lies inside a text and on its characters' borders.
fn fit(bytes: &Range<usize>, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(bytes.start.min(text.len()));
    let end = text.ceil_char_boundary(bytes.end.clamp(start, text.len()));
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_shown_in_part_with_its_own_column() {
        let text = format!("first\n{}WRONG{}\nlast", "é ".repeat(5000), " x".repeat(5000));
        let start = text.find("WRONG").unwrap();
        let files = Files(vec![File { name: "story.json".to_owned(), text }]);
        let problem = Problem::error("code", Span { file: 0, bytes: start..start + 5 }, "this is wrong");
        let shown = render(&problem, &files, Paint::Plain);
        assert!(shown.contains("--> story.json:2:10001\n"), "{shown}");
        assert!(shown.contains("WRONG") && shown.contains("^^^^^") && shown.len() < 1000, "{shown}");
    }
}
