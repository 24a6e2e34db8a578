//! Problems as a person reads them in a terminal: the line, the place underlined, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::files::Files;
use super::problem::{Problem, Severity};

/// Whether the diagnostics are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Coloured,
    /// For a file or a pipe.
    Plain,
}

/// Renders one problem, without a line break at the end.
pub fn render(problem: &Problem, files: &Files, paint: Paint) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str()).id(problem.code);
    let mut group = Group::with_title(title);
    // One snippet a file, the problem's own first; marks in other files follow.
    let mut marks = Vec::new();
    if let Some(span) = &problem.span {
        marks.push((span, AnnotationKind::Primary, None));
    }
    marks.extend(problem.also.iter().map(|(span, words)| (span, AnnotationKind::Context, Some(words.as_str()))));
    let mut order: Vec<usize> = Vec::new();
    for (span, ..) in &marks {
        if !order.contains(&span.file) {
            order.push(span.file);
        }
    }
    for index in order {
        let Some(file) = files.0.get(index) else { continue };
        let here = marks.iter().filter(|(span, ..)| span.file == index);
        let annotations = here.map(|(span, kind, words)| kind.span(fit(&span.bytes, &file.text)).label(*words));
        group = group.element(Snippet::source(file.text.as_str()).path(file.name.as_str()).annotations(annotations));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match paint {
        Paint::Coloured => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    renderer.render(&[group])
}

/// A byte range that lies inside a text and on its characters' borders.
fn fit(bytes: &std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(bytes.start.min(text.len()));
    let end = text.ceil_char_boundary(bytes.end.clamp(start, text.len()));
    start..end
}
