//! Texts in other tools' forms: HTML, Markdown without marks of terms, plain words.

use std::collections::BTreeMap;

use crate::import::{escaped, escaped_url};
use crate::model::Mark;
use crate::story::authored::Story;
use crate::story::text::{Marked, Piece};

/// Turns texts into those of other tools.
pub(super) struct Texts<'a> {
    labels: BTreeMap<&'a str, &'a str>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(story: &'a Story) -> Self {
        Texts { labels: story.terms.iter().map(|term| (term.id.as_str(), term.label.as_str())).collect() }
    }

    /// The words of a piece that is no mark.
    fn words<'p>(&'p self, piece: &'p Piece) -> Option<&'p str> {
        match piece {
            Piece::Plain(words) | Piece::Unlinked(words) | Piece::Link { words: Some(words), .. } => Some(words),
            Piece::Link { id, words: None } => Some(self.labels.get(id.as_str()).copied().unwrap_or(id)),
            Piece::Open(_) | Piece::Web(_) | Piece::Close => None,
        }
    }

    /// Words on one line.
    pub(super) fn plain(&self, text: &Marked) -> String {
        let words = text.iter().map(|piece| match piece {
            Piece::Open(Mark::BREAK) => " ",
            piece => self.words(piece).unwrap_or_default(),
        });
        words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// In HTML; a single paragraph has no element of its own.
    pub(super) fn html(&self, text: &Marked) -> String {
        let mut html = String::new();
        let mut open = Vec::new();
        for piece in text {
            match piece {
                Piece::Open(Mark::BREAK) => {
                    html.push_str("<br>");
                    open.push("");
                }
                Piece::Open(mark) => {
                    let name = match *mark {
                        Mark::PARAGRAPH => "p",
                        Mark::QUOTE => "blockquote",
                        Mark::LIST => "ul",
                        Mark::NUMBERED => "ol",
                        Mark::ITEM => "li",
                        Mark::EMPHASIS => "em",
                        Mark::STRONG => "strong",
                        // No text has another.
                        _ => "",
                    };
                    html.extend(["<", name, ">"]);
                    open.push(name);
                }
                Piece::Web(url) => {
                    html.extend(["<a href=\"", &html_escape::encode_double_quoted_attribute(url), "\">"]);
                    open.push("a");
                }
                Piece::Close => {
                    if let Some(name) = open.pop().filter(|name| !name.is_empty()) {
                        // The line break that ends a block's words is none of HTML's.
                        if matches!(name, "p" | "li" | "blockquote" | "ul" | "ol") {
                            html.truncate(html.trim_end_matches('\n').len());
                        }
                        html.extend(["</", name, ">"]);
                    }
                }
                piece => html.push_str(&html_escape::encode_text(self.words(piece).unwrap_or_default())),
            }
        }
        html
    }

    /// In Markdown that every reader of it takes, and that a story takes back.
    pub(super) fn markdown(&self, text: &Marked) -> String {
        let has_blocks = text.iter().any(|piece| matches!(piece, Piece::Open(mark) if mark.is_block()));
        let mut writer = Markdown { out: String::new(), prefix: Vec::new(), open: Vec::new(), is_at_start: has_blocks };
        for piece in text {
            match piece {
                Piece::Open(mark) => writer.open(*mark),
                Piece::Web(url) => {
                    writer.begin_line();
                    writer.out.push('[');
                    writer.open.push(Open::Web(url.clone()));
                }
                Piece::Close => writer.close(),
                piece => writer.words(self.words(piece).unwrap_or_default()),
            }
        }
        writer.out.trim_end().to_owned()
    }
}

enum Open {
    Mark(Mark),
    /// A numbered list, and its last number.
    Numbered(usize),
    Web(String),
}

struct Markdown {
    out: String,
    /// What stands before each line.
    prefix: Vec<&'static str>,
    open: Vec<Open>,
    /// Whether a block's words are to come, whose signs would begin a block of their own.
    is_at_start: bool,
}

impl Markdown {
    fn begin_line(&mut self) {
        self.is_at_start = false;
    }

    fn words(&mut self, words: &str) {
        let words = words.trim_end_matches('\n');
        if words.is_empty() {
            return;
        }
        let text = escaped(words);
        if self.is_at_start {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let behind = text.get(digits..).unwrap_or_default();
            if text.starts_with(['-', '+', '>', '#', '=', '~', '|']) {
                self.out.push('\\');
            } else if digits > 0 && behind.starts_with(['.', ')']) {
                self.out.push_str(text.get(..digits).unwrap_or_default());
                self.out.push('\\');
                self.out.push_str(behind);
                self.is_at_start = false;
                return;
            }
        }
        self.out.push_str(&text);
        self.is_at_start = false;
    }

    /// Begins a block below what is there.
    fn part(&mut self, is_tight: bool) {
        if self.out.is_empty() || self.is_at_start {
            return;
        }
        let prefix = self.prefix.concat();
        if !is_tight {
            self.out.push('\n');
            self.out.push_str(prefix.trim_end());
        }
        self.out.push('\n');
        self.out.push_str(&prefix);
    }

    fn open(&mut self, mark: Mark) {
        match mark {
            Mark::PARAGRAPH => {
                self.part(false);
                self.is_at_start = true;
            }
            Mark::QUOTE => {
                self.part(false);
                self.out.push_str("> ");
                self.prefix.push("> ");
                self.is_at_start = true;
            }
            Mark::LIST => self.part(false),
            Mark::NUMBERED => {
                self.part(false);
                self.open.push(Open::Numbered(0));
                return;
            }
            Mark::ITEM => {
                let is_first = self.out.ends_with('\n') || self.out.is_empty() || self.out.ends_with("> ");
                if !is_first {
                    self.part(true);
                }
                if let Some(Open::Numbered(number)) = self.open.last_mut() {
                    *number += 1;
                    self.out.extend([&number.to_string(), ". "]);
                    self.prefix.push("   ");
                } else {
                    self.out.push_str("- ");
                    self.prefix.push("  ");
                }
                self.is_at_start = true;
            }
            Mark::EMPHASIS => self.out.push('*'),
            Mark::STRONG => self.out.push_str("**"),
            Mark::BREAK => {
                self.out.push_str("\\\n");
                self.out.push_str(&self.prefix.concat());
            }
            // No text has another.
            _ => {}
        }
        if matches!(mark, Mark::EMPHASIS | Mark::STRONG) {
            self.is_at_start = false;
        }
        self.open.push(Open::Mark(mark));
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Web(url)) => self.out.extend(["](", &escaped_url(&url), ")"]),
            Some(Open::Mark(Mark::EMPHASIS)) => self.out.push('*'),
            Some(Open::Mark(Mark::STRONG)) => self.out.push_str("**"),
            Some(Open::Mark(Mark::QUOTE | Mark::ITEM)) => {
                self.prefix.pop();
                self.is_at_start = false;
            }
            Some(Open::Mark(Mark::PARAGRAPH | Mark::LIST | Mark::NUMBERED) | Open::Numbered(_)) => {
                self.is_at_start = false;
            }
            Some(Open::Mark(_)) | None => {}
        }
    }
}
