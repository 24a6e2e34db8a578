//! Running text on its way to a story: blocks of runs, written in the Markdown subset of `docs/story-format.md`.

use super::typography::Quotes;

/// A stretch of words in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) is_strong: bool,
    pub(super) is_emphasis: bool,
    /// `http`, `https` or `mailto`.
    pub(super) link: Option<String>,
}

impl Run {
    pub(super) fn plain(words: impl Into<String>) -> Run {
        Run { words: words.into(), ..Run::default() }
    }

    fn has_style_of(&self, other: &Run) -> bool {
        self.is_strong == other.is_strong && self.is_emphasis == other.is_emphasis && self.link == other.link
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    /// An item of a list, numbered where it has a number.
    Item(Option<usize>),
    Quotation,
}

/// A paragraph, an item or a quotation. A line break inside is `\n` in its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) runs: Vec<Run>,
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) blocks: Vec<Block>,
    /// Words that are Markdown already and are kept as they are.
    pub(super) markdown: Option<String>,
}

impl Rich {
    /// Plain words of one paragraph.
    pub(super) fn plain(words: &str) -> Rich {
        let block = Block { kind: BlockKind::Paragraph, runs: vec![Run::plain(words)] };
        Rich { blocks: vec![block], markdown: None }.folded()
    }

    /// Plain text of several lines: a blank line parts paragraphs, `- ` and `1. ` begin items.
    pub(super) fn lines(text: &str) -> Rich {
        let mut blocks: Vec<Block> = Vec::new();
        let mut is_open = false;
        for line in text.lines().map(str::trim) {
            let item = item(line);
            match (line.is_empty(), item) {
                (true, _) => is_open = false,
                (false, Some((number, words))) => {
                    blocks.push(Block { kind: BlockKind::Item(number), runs: vec![Run::plain(words)] });
                    is_open = false;
                }
                (false, None) => {
                    let open = blocks.last_mut().and_then(|block| block.runs.last_mut()).filter(|_| is_open);
                    if let Some(run) = open {
                        run.words.push('\n');
                        run.words.push_str(line);
                    } else {
                        blocks.push(Block { kind: BlockKind::Paragraph, runs: vec![Run::plain(line)] });
                        is_open = true;
                    }
                }
            }
        }
        // A single line is a paragraph, whatever it begins with.
        match blocks.as_mut_slice() {
            [only] if matches!(only.kind, BlockKind::Item(_)) => Rich::plain(text),
            _ => Rich { blocks, markdown: None }.folded(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.markdown.is_none()
    }

    /// White space folded, empty runs and blocks gone, neighbours of one style joined.
    pub(super) fn folded(self) -> Rich {
        let fold = |block: Block| {
            let mut runs: Vec<Run> = Vec::new();
            for run in block.runs {
                let before = runs.last().map_or('\n', |run| run.words.chars().next_back().unwrap_or(' '));
                let words = folded(&run.words, before);
                if words.is_empty() {
                    continue;
                }
                match runs.last_mut().filter(|last| last.has_style_of(&run)) {
                    Some(last) => last.words.push_str(&words),
                    None => runs.push(Run { words, ..run }),
                }
            }
            while let Some(last) = runs.last_mut() {
                last.words.truncate(last.words.trim_end().len());
                if !last.words.is_empty() {
                    break;
                }
                runs.pop();
            }
            Block { runs, ..block }
        };
        let blocks = self.blocks.into_iter().map(fold).filter(|block| !block.runs.is_empty()).collect();
        Rich { blocks, markdown: self.markdown.filter(|text| !text.trim().is_empty()) }
    }

    /// The same, with every run's words changed.
    pub(super) fn map(mut self, mut change: impl FnMut(&str) -> String) -> Rich {
        for run in self.blocks.iter_mut().flat_map(|block| &mut block.runs) {
            run.words = change(&run.words);
        }
        self.markdown = self.markdown.map(|text| change(&text));
        self
    }

    /// Its words on one line, without marks.
    pub(super) fn words(&self) -> String {
        if let Some(text) = &self.markdown {
            return text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let blocks = self
            .blocks
            .iter()
            .map(|block| block.runs.iter().map(|run| run.words.replace('\n', " ")).collect::<String>());
        blocks.collect::<Vec<_>>().join(" ")
    }

    /// In Markdown.
    pub(super) fn markdown(&self) -> String {
        if let Some(text) = &self.markdown {
            return text.trim().replace('\r', "");
        }
        let mut text = String::new();
        let mut before = None;
        for block in &self.blocks {
            let is_list = matches!((before, block.kind), (Some(BlockKind::Item(_)), BlockKind::Item(_)));
            if before.is_some() {
                text.push_str(if is_list { "\n" } else { "\n\n" });
            }
            before = Some(block.kind);
            let (first, next) = match block.kind {
                BlockKind::Paragraph => (String::new(), ""),
                BlockKind::Item(None) => ("- ".to_owned(), "  "),
                BlockKind::Item(Some(number)) => (format!("{number}. "), "   "),
                BlockKind::Quotation => ("> ".to_owned(), "> "),
            };
            text.push_str(&first);
            let words = runs(&block.runs);
            let words = if block.kind == BlockKind::Paragraph { escaped_beginning(&words) } else { words };
            text.push_str(&words.replace('\n', &format!("\\\n{next}")));
        }
        text
    }

    /// In Markdown, as one paragraph.
    pub(super) fn one_paragraph(self) -> String {
        let mut joined: Vec<Run> = Vec::new();
        if let Some(text) = self.markdown {
            return text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        for block in self.blocks {
            if !joined.is_empty() {
                joined.push(Run::plain(" "));
            }
            joined.extend(block.runs.into_iter().map(|run| Run { words: run.words.replace('\n', " "), ..run }));
        }
        let block = Block { kind: BlockKind::Paragraph, runs: joined };
        Rich { blocks: vec![block], markdown: None }.folded().markdown()
    }

    /// With typographic quotation marks, dashes and dots; the flag tells whether any word changed.
    pub(super) fn set(self, quotes: &Quotes) -> (Rich, bool) {
        let mut is_changed = false;
        let mut before = None;
        let rich = self.map(|words| {
            let set = quotes.set(words, before);
            before = words.chars().next_back().filter(|_| !words.ends_with('\n'));
            is_changed |= set != words;
            set
        });
        (rich, is_changed)
    }
}

/// The words of a list's item.
fn item(line: &str) -> Option<(Option<usize>, &str)> {
    if let Some(words) = ["- ", "* ", "• ", "– "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((None, words.trim()));
    }
    let (number, words) = line.split_once(". ")?;
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().ok().map(|number| (Some(number), words.trim()))).flatten()
}

/// Spaces and tabs folded; a line break swallows those around it. No-break spaces stay.
fn folded(words: &str, mut before: char) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            ' ' | '\t' | '\r' | '\u{b}' | '\u{c}' => {
                if !matches!(before, ' ' | '\n') {
                    out.push(' ');
                    before = ' ';
                }
            }
            '\n' => {
                out.truncate(out.trim_end_matches(' ').len());
                if before != '\n' {
                    out.push('\n');
                }
                before = '\n';
            }
            _ => {
                out.push(c);
                before = c;
            }
        }
    }
    out
}

/// Runs in Markdown. Emphasis is written around words, never around the spaces beside them.
fn runs(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        let core = run.words.trim();
        if core.is_empty() {
            text.push_str(&run.words);
            continue;
        }
        let start = run.words.len() - run.words.trim_start().len();
        text.push_str(run.words.get(..start).unwrap_or_default());
        let marks = match (run.is_strong, run.is_emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        // Marks beside letters, as in `*re*view`, are read as marks only if the text around allows it.
        let words = escaped(core);
        match &run.link {
            Some(url) if url == core && url.starts_with("http") => text.extend(["<", url, ">"]),
            Some(url) => text.extend([marks, "[", &words, "](", &escaped_url(url), ")", marks]),
            None => text.extend([marks, &words, marks]),
        }
        text.push_str(run.words.get(start + core.len()..).unwrap_or_default());
    }
    text
}

/// Words whose signs Markdown would take for marks.
pub(crate) fn escaped(words: &str) -> String {
    // At an end a bracket may meet that of a link.
    let is_edge = |sign: char| matches!(sign, '[' | ']');
    let has_brackets = words.starts_with(is_edge)
        || words.ends_with(is_edge)
        || ["[[", "]]", "](", "]["].iter().any(|mark| words.contains(mark));
    let mut text = String::with_capacity(words.len());
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(' ');
        let is_mark = match c {
            '\\' | '*' | '`' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '[' | ']' => has_brackets,
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => {
                next == '#'
                    || rest.split(';').next().is_some_and(|name| {
                        name.len() < rest.len()
                            && (1..=32).contains(&name.len())
                            && name.bytes().all(|b| b.is_ascii_alphanumeric())
                    })
            }
            _ => false,
        };
        if is_mark {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
    text
}

/// A paragraph that begins as an item, a quotation or a heading would.
fn escaped_beginning(words: &str) -> String {
    let lines = words.split('\n').map(|line| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let behind = line.get(digits..).unwrap_or_default();
        if line.starts_with(['-', '+', '>', '#', '=', '~', '|']) {
            format!("\\{line}")
        } else if digits > 0 && behind.starts_with(['.', ')']) {
            format!("{}\\{behind}", line.get(..digits).unwrap_or_default())
        } else {
            line.to_owned()
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An address inside `(…)`: its brackets would end it, and begin a link of their own.
pub(crate) fn escaped_url(url: &str) -> String {
    let mut text = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => text.push_str("%28"),
            ')' => text.push_str("%29"),
            '<' => text.push_str("%3C"),
            '>' => text.push_str("%3E"),
            '\\' => text.push_str("%5C"),
            '[' => text.push_str("%5B"),
            ']' => text.push_str("%5D"),
            '*' => text.push_str("%2A"),
            '`' => text.push_str("%60"),
            c if c.is_whitespace() || c.is_control() => text.push_str("%20"),
            c => text.push(c),
        }
    }
    text
}

/// An address that may be linked: `http`, `https` or `mailto`, without white space; `//host` is `https`.
pub(super) fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let url = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let is_whole = match scheme.as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '_')) && rest.len() < 4_000
        }),
        "mailto" => rest.contains('@') && rest.len() < 400,
        _ => false,
    };
    let is_clean = !rest.contains(|c: char| c.is_control() || matches!(c, '"' | '<' | '>' | '\\') || c.is_whitespace());
    if is_whole && is_clean {
        return Some(format!("{scheme}:{rest}"));
    }
    // Blanks in a path are common in files of pictures.
    let mended = rest.trim().replace(' ', "%20");
    (is_whole && mended != rest).then(|| link(&format!("{scheme}:{mended}"))).flatten()
}

/// Words with their web addresses as links of their own.
pub(super) fn autolinked(run: Run) -> Vec<Run> {
    if run.link.is_some() || !run.words.contains("://") {
        return vec![run];
    }
    let mut found = Vec::new();
    let mut rest = run.words.as_str();
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, behind) = rest.split_at(at);
        let end = behind
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'))
            .unwrap_or(behind.len());
        let address = behind.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        // A bracket that the sentence closes is the sentence's own.
        let surplus = address.matches(')').count().saturating_sub(address.matches('(').count());
        let address = (0..surplus).fold(address, |address, _| address.strip_suffix(')').unwrap_or(address));
        let url = link(address);
        let length = address.len().max(1);
        found.push(Run { words: before.to_owned(), ..run.clone() });
        found.push(Run { words: behind.get(..length).unwrap_or_default().to_owned(), link: url, ..run.clone() });
        rest = behind.get(length..).unwrap_or_default();
    }
    found.push(Run { words: rest.to_owned(), ..run.clone() });
    found.retain(|run| !run.words.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_only_where_they_would_be_marks() {
        for (words, written) in [
            ("5 * 3 and a_b, snake_case", "5 \\* 3 and a_b, snake_case"),
            ("_all_", "\\_all\\_"),
            ("AT&T &amp; R&D; 5 < 6 <b>", "AT&T \\&amp; R\\&D; 5 < 6 \\<b>"),
            ("Then [he] left", "Then [he] left"),
            ("[He] left", "\\[He\\] left"),
            ("[[knb]] [a](b)", "\\[\\[knb\\]\\] \\[a\\](b)"),
            ("- not a list", "\\- not a list"),
            ("1. Not a list", "1\\. Not a list"),
            ("1990. A year", "1990\\. A year"),
            ("C:\\dir", "C:\\\\dir"),
        ] {
            assert_eq!(Rich::plain(words).markdown(), written);
        }
    }

    #[test]
    fn brackets_inside_a_link_are_no_mark() {
        let run = Run { link: Some("https://a.example/6".into()), ..Run::plain("[6]") };
        let block = Block { kind: BlockKind::Paragraph, runs: vec![Run::plain("see ["), run, Run::plain("] it")] };
        let rich = Rich { blocks: vec![block], markdown: None };
        assert_eq!(rich.markdown(), "see \\[[\\[6\\]](https://a.example/6)\\] it");
    }

    #[test]
    fn lines_become_paragraphs_lists_and_breaks() {
        assert_eq!(Rich::lines("One\ntwo\n\n\nThree").markdown(), "One\\\ntwo\n\nThree");
        assert_eq!(Rich::lines("Two:\n- a\n• b\n").markdown(), "Two:\n\n- a\n- b");
        assert_eq!(Rich::lines("1. a\n2. b").markdown(), "1. a\n2. b");
        assert_eq!(Rich::lines("- alone").markdown(), "\\- alone");
    }

    #[test]
    fn addresses_in_words_are_linked_without_the_sentence_around_them() {
        let linked = |words: &str| {
            let runs = autolinked(Run::plain(words));
            Rich { blocks: vec![Block { kind: BlockKind::Paragraph, runs }], markdown: None }.folded().markdown()
        };
        assert_eq!(
            linked("See https://a.example/x, or (http://b.example/y_(z))."),
            "See <https://a.example/x>, or (<http://b.example/y_(z)>)."
        );
        assert_eq!(linked("https:// alone"), "https:// alone");
    }

    #[test]
    fn only_web_addresses_and_mail_are_links() {
        assert_eq!(link("//a.example/b"), Some("https://a.example/b".into()));
        assert_eq!(link(" HTTPS://a.example/b c "), Some("https://a.example/b%20c".into()));
        assert_eq!(link("mailto:a@b.example"), Some("mailto:a@b.example".into()));
        for hostile in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "https:javascript:alert(1)",
            "https://",
            "http://\"onclick=x",
            "file:///etc/passwd",
            "a/b",
            "",
        ] {
            assert_eq!(link(hostile), None, "{hostile}");
        }
    }
}
