//! The table in HTML that a browser puts on the clipboard when a table of a page, of a document or of a sheet is copied.
//!
//! The tokenizer is the standard's own state machine. Nothing nests in memory, and spans cannot make more cells than
//! [`CELLS`].

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use serde::Serialize;

/// Most cells of a table, those that spans make among them.
const CELLS: usize = 1_000_000;
/// A cell of fewer characters with a digit in it may be a date, which is no running text: marks would only be in its way.
const RUNNING: usize = 40;
/// Elements that begin a line.
const BLOCKS: [&str; 12] = ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"];
/// Elements that stay in a cell's text, for the import to read; of `a` the address stays.
const MARKS: [&str; 10] = ["a", "b", "strong", "i", "em", "p", "li", "ul", "ol", "blockquote"];
/// Elements that have no end.
const VOID: [&str; 8] = ["br", "img", "hr", "wbr", "input", "col", "meta", "link"];

/// A table's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The cells' words, a line break between paragraphs.
    pub words: Vec<Vec<String>>,
    /// The same where links, emphasis and lists are marked in HTML.
    pub marked: Vec<Vec<String>>,
}

/// The first table of some HTML with more than one row and more than one column.
pub fn table(html: &str) -> Option<Table> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.end_table();
    builder.found
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(words) => builder.text(&words),
            Token::TagToken(tag) => return builder.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Debug, Clone, Default)]
struct Cell {
    words: String,
    marked: String,
    has_marks: bool,
}

impl Cell {
    /// Words and marked words, trimmed.
    fn done(&self) -> (String, String) {
        let lines = self.words.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let words = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let may_be_date = words.chars().count() < RUNNING && words.contains(|sign: char| sign.is_ascii_digit());
        let marked = if self.has_marks && !may_be_date { self.marked.trim().to_owned() } else { words.clone() };
        (words, marked)
    }
}

#[derive(Default)]
struct Builder {
    found: Option<Table>,
    /// Open tables: those inside a cell are its text.
    depth: usize,
    rows: Vec<Vec<Cell>>,
    cell: Option<Cell>,
    /// Columns and rows that the open cell takes.
    span: (usize, usize),
    /// Cells that reach into rows below, by column: how many rows, and what they hold.
    reaching: Vec<Option<(usize, Cell)>>,
    cells: usize,
    /// The element whose content is not read, and how often it is open.
    silent: Option<(String, usize)>,
}

impl Builder {
    fn text(&mut self, words: &str) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.silent.is_none()) else { return };
        // A line break in HTML is a space.
        let words = words.replace(['\n', '\r', '\t'], " ");
        cell.words.push_str(&words);
        cell.marked.push_str(&words.replace('&', "&amp;").replace('<', "&lt;"));
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if let Some((silent, depth)) = &mut self.silent {
            if silent == name && !tag.self_closing {
                *depth = if is_start { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.silent = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        if is_start && is_silent(tag, name) {
            self.silent = Some((name.to_owned(), 1));
            return match name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                "style" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                _ => TokenSinkResult::Continue,
            };
        }
        if self.found.is_none() {
            self.part(tag, name, is_start);
        }
        TokenSinkResult::Continue
    }

    fn part(&mut self, tag: &Tag, name: &str, is_start: bool) {
        match (name, is_start) {
            ("table", true) => self.depth += 1,
            ("table", false) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            ("tr", _) if self.depth == 1 => {
                self.end_cell();
                if is_start {
                    self.begin_row();
                }
            }
            ("td" | "th", _) if self.depth == 1 => {
                self.end_cell();
                if is_start {
                    self.begin_cell(tag);
                }
            }
            _ => self.mark(tag, name, is_start),
        }
    }

    fn mark(&mut self, tag: &Tag, name: &str, is_start: bool) {
        let Some(cell) = &mut self.cell else { return };
        if name == "br" {
            cell.words.push('\n');
            cell.marked.push_str("<br>");
        } else if BLOCKS.contains(&name) {
            cell.words.push('\n');
        } else if matches!(name, "td" | "th" | "tr") {
            cell.words.push(' ');
            cell.marked.push(' ');
        }
        if !MARKS.contains(&name) {
            return;
        }
        let href = attribute(tag, "href").filter(|href| name == "a" && is_web(href));
        match (is_start, href) {
            (true, Some(href)) => {
                let href = href.replace('&', "&amp;").replace('"', "&quot;");
                cell.marked.push_str(&["<a href=\"", &href, "\">"].concat());
                cell.has_marks = true;
            }
            // A link that leads nowhere is words; its end does no harm.
            (true, None) if name == "a" => {}
            (true, None) => {
                cell.marked.push_str(&["<", name, ">"].concat());
                cell.has_marks = true;
            }
            (false, _) => cell.marked.push_str(&["</", name, ">"].concat()),
        }
    }

    fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.fill();
    }

    /// Adds what reaches into the row from above, up to the next free column.
    fn fill(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(Some((left, cell))) = self.reaching.get_mut(row.len()).filter(|_| self.cells < CELLS) {
            row.push(cell.clone());
            self.cells += 1;
            *left -= 1;
            if *left == 0
                && let Some(place) = self.reaching.get_mut(row.len() - 1)
            {
                *place = None;
            }
        }
    }

    fn begin_cell(&mut self, tag: &Tag) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let number = |name: &str| attribute(tag, name).and_then(|digits| digits.trim().parse::<usize>().ok());
        self.span = (number("colspan").unwrap_or(1).clamp(1, 1_000), number("rowspan").unwrap_or(1).clamp(1, 65_534));
        self.cell = Some(Cell::default());
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (columns, rows) = self.span;
        if self.cells + columns > CELLS {
            return;
        }
        for column in 0..columns {
            let Some(row) = self.rows.last_mut() else { return };
            let here = if column == 0 { cell.clone() } else { Cell::default() };
            let at = row.len();
            row.push(here.clone());
            self.cells += 1;
            if rows > 1 {
                self.reaching.resize((at + 1).max(self.reaching.len()), None);
                if let Some(place) = self.reaching.get_mut(at) {
                    *place = Some((rows - 1, here));
                }
            }
        }
        self.fill();
    }

    fn end_table(&mut self) {
        self.end_cell();
        self.depth = 0;
        self.reaching.clear();
        let rows = std::mem::take(&mut self.rows);
        let is_table = rows.len() > 1 && rows.iter().any(|row| row.len() > 1);
        if self.found.is_some() || !is_table {
            return;
        }
        let mut table = Table::default();
        for row in rows {
            let (words, marked): (Vec<_>, Vec<_>) = row.iter().map(Cell::done).unzip();
            // A row of nothing is none of the table's.
            if words.iter().any(|words| !words.is_empty()) {
                table.words.push(words);
                table.marked.push(marked);
            }
        }
        self.found = (table.words.len() > 1).then_some(table);
    }
}

/// Whether readers see nothing of an element, or a footnote's number.
fn is_silent(tag: &Tag, name: &str) -> bool {
    if VOID.contains(&name) || tag.self_closing {
        return false;
    }
    let style = attribute(tag, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    let class = attribute(tag, "class").unwrap_or_default();
    matches!(name, "script" | "style" | "template" | "title" | "noscript" | "svg")
        || style.contains("display:none")
        || name == "sup" && class.split_whitespace().any(|class| class == "reference")
}

fn is_web(address: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| attribute.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> Vec<Vec<String>> {
        table(html).unwrap_or_default().words
    }

    #[test]
    fn a_table_of_a_page_is_read_with_its_links() {
        // As browsers put a selection of an encyclopedia on the clipboard.
        let html = "<meta charset='utf-8'><table class=\"wikitable\"><caption>Bridges</caption><tbody>\
            <tr><th>Date</th><th>What</th><th>Source</th></tr>\
            <tr><td><span style=\"display: none\">1932-05</span>May 1932<sup class=\"reference\"><a href=\"#n1\">[1]</a></sup></td>\
            <td>The <a href=\"https://a.example/b\">bridge</a> opens</td><td><a href=\"https://a.example/?x=1&amp;y\">Gazette</a></td></tr>\
            <tr><td>2024</td><td>It closes<br>for good</td><td></td></tr></tbody></table>after";
        let table = table(html).unwrap();
        assert_eq!(table.words[0], ["Date", "What", "Source"]);
        assert_eq!(table.words[1], ["May 1932", "The bridge opens", "Gazette"]);
        assert_eq!(table.words[2], ["2024", "It closes\nfor good", ""]);
        assert_eq!(table.marked[1][1], "The <a href=\"https://a.example/b\">bridge</a> opens");
        assert_eq!(table.marked[1][2], "<a href=\"https://a.example/?x=1&amp;y\">Gazette</a>");
        assert_eq!(table.marked[1][0], "May 1932", "a date is plain");
    }

    #[test]
    fn a_table_of_a_document_is_read_without_its_looks() {
        let html = "<b style=\"font-weight:normal\" id=\"docs-internal-guid-1\"><div dir=\"ltr\"><table><colgroup><col><col></colgroup><tbody>\
            <tr><td><p dir=\"ltr\"><span>1932</span></p></td><td><p><span>The footbridge opens</span></p></td></tr>\
            <tr><td><p>2024</p></td><td><p>It closes</p><p>to walkers</p></td></tr></tbody></table></div></b>";
        assert_eq!(words(html), [["1932", "The footbridge opens"], ["2024", "It closes\nto walkers"]]);
    }

    #[test]
    fn merged_cells_keep_their_columns() {
        let html = "<table><tr><th>Year<th>What<th>Where<tr><td rowspan=2>1932<td>One<td>North<tr><td>Two<td>South\
            <tr><td>1940<td colspan=2>Three<tr><td>1941<td>Four<td>West</table>";
        assert_eq!(
            words(html),
            [
                ["Year", "What", "Where"],
                ["1932", "One", "North"],
                ["1932", "Two", "South"],
                ["1940", "Three", ""],
                ["1941", "Four", "West"],
            ]
        );
    }

    #[test]
    fn what_is_no_table_is_none_and_hostile_ones_stay_words() {
        for none in ["", "a<b>b</b>", "<table><tr><td>one</table>", "<table><tr><td>a<tr><td>b</table>", "<table>"] {
            assert_eq!(table(none), None, "{none}");
        }
        let html = "<table><tr><td>1932<td><a href=\"javascript:x\">a</a><script>if (a<b) '<!--<table>'</script><img src=x onerror=y>\
            <tr><td>1933<td>&lt;script&gt;c</table>";
        let found = table(html).unwrap();
        assert_eq!(found.words, [["1932", "a"], ["1933", "<script>c"]]);
        assert!(found.marked.iter().flatten().all(|cell| !cell.contains("javascript") && !cell.contains("<img")));
        let wide = "<tr>".to_owned() + &"<td colspan=1000 rowspan=65534>x".repeat(2_000);
        let huge = table(&format!("<table>{wide}<tr><td>y</table>")).unwrap_or_default();
        assert!(huge.words.iter().map(Vec::len).sum::<usize>() <= 2 * CELLS + 1_000);
        assert!(table(&"<table><tr><td>1<td>".repeat(20_000)).is_none());
    }
}
