//! Single values: from the tree to strict types. A problem's location is inside the string where possible.

use std::ops::{Range, RangeInclusive};

use super::context::{LoadContext, Read, Reported};
use super::markup::{self, Markup};
use super::names::Kind;
use super::{invisible, typography};
use crate::model::{Cite, Evidence};
use crate::story::authored::{At, Span};
use crate::story::edtf::Edtf;
use crate::story::letters::{fold, is_syllabic, latin};
use crate::story::limits;
use crate::story::problem::{Problem, nearest};
use crate::story::text::{self, Fault, FaultKind, Marked, Parsed, Piece};
use crate::story::tree::{Data, Node, Origin};

/// A value under a key.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) context: &'a LoadContext<'a>,
    pub(super) file: usize,
    pub(super) key: &'a str,
    pub(super) node: &'a Node,
}

impl<'a> Value<'a> {
    /// A value of a row in `file`, unless it is from another one.
    pub(super) fn new(context: &'a LoadContext<'a>, file: usize, key: &'a str, node: &'a Node) -> Value<'a> {
        let file = if let Origin::File(other) = node.origin { other } else { file };
        Value { context, file, key, node }
    }

    /// Its location, quotation marks included.
    pub(super) fn span(&self) -> Span {
        Span { file: self.file, bytes: self.node.span.clone() }
    }

    /// The location of a part of the string, or of all of it where escapes shift the bytes.
    pub(super) fn within(&self, part: Range<usize>) -> Span {
        let whole = self.span();
        let (raw, value) = (self.context.raw(&whole), self.node.text().unwrap_or_default());
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let inside = raw.get(quotes..raw.len().saturating_sub(quotes)).unwrap_or_default();
        let lead = if quotes == 3 && inside.len() > value.len() { inside.len() - value.len() } else { 0 };
        if inside.get(lead..) != Some(value) {
            return whole;
        }
        let start = whole.bytes.start + quotes + lead;
        Span { file: self.file, bytes: start + part.start..start + part.end }
    }

    /// The key with another value, as an editor writes it.
    fn pair(&self, value: &str) -> String {
        self.context.form.pair(self.key, value)
    }

    pub(super) fn error(
        &self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Reported {
        self.context.report(Problem::error(code, span, message).help(help))
    }

    fn wrong_type(&self, wanted: &str, help: impl Into<String>) -> Reported {
        let message = format!("`{}` wants {wanted}, not {}", self.key, self.context.form.describe(self.node));
        self.error("wrong-type", self.span(), message, help)
    }

    /// Exact characters: a form, a file name, an address.
    pub(super) fn exact(self) -> Read<String> {
        let words = self.characters()?;
        if words.trim() != words {
            let message = format!("`{}` begins or ends with white space", self.key);
            self.context.report(Problem::warning("white-space", self.span(), message).help("take it out"));
        }
        Ok(words.to_owned())
    }

    /// A text's characters, if none of them is out of place.
    fn characters(self) -> Read<&'a str> {
        let Some(words) = self.node.text() else {
            return Err(self.wrong_type("a text", format!("put it in quotation marks: `{}`", self.pair("\"…\""))));
        };
        if words.trim().is_empty() {
            return Err(self.empty());
        }
        if words.len() > limits::TEXT_BYTES {
            let message =
                format!("`{}` has {} bytes; {} is the most a text can have", self.key, words.len(), limits::TEXT_BYTES);
            return Err(self.error("too-long", self.span(), message, "shorten it, or make several entries of it"));
        }
        if let Some((bytes, sign)) = invisible::control(words) {
            return Err(self.control(self.within(bytes), &sign));
        }
        Ok(words)
    }

    fn control(&self, span: Span, sign: &str) -> Reported {
        let message = format!("`{}` holds {sign}", self.key);
        let help = "take it out; it is invisible and was probably copied with the words";
        self.error("control-character", span, message, help)
    }

    fn empty(&self) -> Reported {
        let help = "write it, or take the line out if it may be absent";
        self.error("empty-text", self.span(), format!("`{}` is empty", self.key), help)
    }

    /// Words that readers see, without marks; with the tag of their language, where that is not the story's. HTML in them is
    /// read, since databases and feeds have it everywhere.
    pub(super) fn words(self) -> Read<String> {
        let words = self.plain_words()?;
        Ok(self.words_in_language(words))
    }

    fn plain_words(self) -> Read<String> {
        let words = self.exact()?;
        if let Some(at) = words.find("[[") {
            let message = format!("`{}` takes plain words, no `[[…]]` marks", self.key);
            return Err(self.error(
                "mark-out-of-place",
                self.within(at..at + 2),
                message,
                "write the words as they should read",
            ));
        }
        match markup::first(&words) {
            None => {
                self.look_at_typography(&words, 0..words.len());
                Ok(words)
            }
            Some((bytes, Markup::Markdown)) => {
                let message = format!("`{}` has marks, which readers see as they are written", self.key);
                let help = "write plain words; texts like `summary` have marks";
                self.context.report(Problem::warning("markup", self.within(bytes), message).help(help));
                Ok(words)
            }
            Some((bytes, Markup::Html)) => {
                let message = format!("`{}` has HTML, of which readers see the words alone", self.key);
                let help = "write plain words; texts like `summary` have marks";
                self.context.report(Problem::warning("markup", self.within(bytes), message).help(help));
                self.sound(markup::words_of(&words))
            }
        }
    }

    /// What a text's HTML says.
    fn sound(&self, words: String) -> Read<String> {
        if let Some((_, sign)) = invisible::control(&words) {
            return Err(self.control(self.span(), &sign));
        }
        if words.is_empty() { Err(self.empty()) } else { Ok(words) }
    }

    /// Running text of one paragraph or several, with its marks read and its links known.
    pub(super) fn text(self) -> Read<Marked> {
        self.parsed().map(|parsed| self.in_language(parsed.text))
    }

    /// Running text of one paragraph.
    pub(super) fn paragraph(self) -> Read<Marked> {
        let parsed = self.parsed()?;
        if parsed.has_blocks() {
            let message = format!("`{}` is one paragraph, without lists and quotations", self.key);
            return Err(self.error("several-paragraphs", self.span(), message, "make one paragraph of it"));
        }
        Ok(self.in_language(parsed.text))
    }

    fn parsed(self) -> Read<Parsed> {
        let words = self.characters()?;
        if words.trim() != words && !words.contains('\n') {
            self.exact()?;
        }
        let parsed = text::parse(words);
        for fault in &parsed.faults {
            self.report_fault(fault)?;
        }
        for part in &parsed.words {
            self.look_at_typography(words, part.clone());
        }
        let mut fault = None;
        for (piece, at) in parsed.text.iter().filter(|piece| matches!(piece, Piece::Link { .. })).zip(&parsed.ids) {
            if let Piece::Link { id, .. } = piece {
                fault = self.lookup(Kind::Term, id, at.clone()).err().or(fault);
            }
        }
        for piece in &parsed.text {
            if let Piece::Plain(words) | Piece::Unlinked(words) | Piece::Link { words: Some(words), .. } = piece
                && let Some((_, sign)) = invisible::control(words)
            {
                // An entity: `&#1;`.
                fault = Some(self.control(self.span(), &sign));
            }
        }
        if parsed.text.is_empty() {
            return Err(self.empty());
        }
        fault.map_or(Ok(parsed), Err)
    }

    /// Reports what is wrong with a text; an error is returned as well.
    fn report_fault(&self, fault: &Fault) -> Read<()> {
        let span = self.within(fault.bytes.clone());
        let (message, help) = match &fault.kind {
            FaultKind::Unclosed => {
                let help = "write [[id|words]], [[id]] or [[!words]]; for brackets that are words, \\[\\[";
                return Err(self.error("bad-mark", span, "this `[[` is never closed with `]]`", help));
            }
            FaultKind::Empty => {
                let help = "write [[id|words]], [[id]] or [[!words]]";
                return Err(self.error("bad-mark", span, "this mark has nothing in it", help));
            }
            FaultKind::Tag(name) => (
                format!("`{}` has a tag `<{name}>`, which is taken out", self.key),
                "pictures, video and audio belong into `media`; tables and forms have no place here",
            ),
            FaultKind::Picture => (
                format!("`{}` has a picture, which is taken out; its words stay", self.key),
                "pictures belong into `media`",
            ),
            FaultKind::Address(address) => (
                format!("`{address}` is no web address: readers see this as it is written"),
                "links begin with https://, http:// or mailto:; for brackets that are words write \\[",
            ),
        };
        self.context.report(Problem::warning("markup", span, message).help(help));
        Ok(())
    }

    fn look_at_typography(&self, words: &str, part: Range<usize>) {
        for slip in typography::slips(words, part) {
            self.context.report(
                Problem::warning("typography", self.within(slip.bytes), format!("{} in `{}`", slip.what, self.key))
                    .help(slip.help),
            );
        }
    }

    /// A new id.
    pub(super) fn id(self) -> Read<String> {
        let id = self.exact()?;
        if is_id(&id) {
            return Ok(id);
        }
        let help = match id_from(&id) {
            suggested if suggested.is_empty() => "for example `first-election`".to_owned(),
            suggested => format!("write `{suggested}`"),
        };
        Err(self.error(
            "bad-id",
            self.span(),
            "an id is lower-case ASCII letters and digits in words joined by hyphens",
            help,
        ))
    }

    /// A new id that links of pages address: of an event, term, question or voice.
    pub(super) fn addressed_id(self) -> Read<String> {
        let id = self.id()?;
        let source = id.strip_prefix("source-").and_then(|id| self.context.names.find(Kind::Source, id));
        if let Some(source) = source {
            let message = format!("links to `{id}` lead to a source");
            let help = format!("write `the-{id}`, or any other");
            let problem = Problem::error("reserved-id", self.span(), message).help(help);
            return Err(self.context.report(problem.also(source.span.clone(), "this source")));
        }
        Ok(id)
    }

    /// The id of something the story defines.
    pub(super) fn known(self, kind: Kind) -> Read<String> {
        let id = self.exact()?;
        self.lookup(kind, &id, 0..id.len())?;
        Ok(id)
    }

    fn lookup(&self, kind: Kind, id: &str, part: Range<usize>) -> Read<()> {
        if self.context.names.find(kind, id).is_some() || self.context.unreadable.contains(&kind) {
            return Ok(());
        }
        let message = format!("there is no {} `{id}`", kind.table());
        Err(self.error("unknown-id", self.within(part), message, self.context.suggest(kind, id)))
    }

    /// A whole number in a range.
    pub(super) fn whole(self, range: RangeInclusive<u16>) -> Read<u16> {
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        let Data::Whole(written, number) = &self.node.data else {
            let pair = self.pair(&range.start().to_string());
            return Err(self.wrong_type(&wanted, format!("write it without quotation marks: `{pair}`")));
        };
        match number {
            Some(number) if range.contains(number) => Ok(*number),
            _ => {
                let message = format!("`{}` wants {wanted}", self.key);
                Err(self.error("out-of-range", self.span(), message, format!("{written} is outside")))
            }
        }
    }

    /// True or false.
    pub(super) fn truth(self) -> Read<bool> {
        match self.node.data {
            Data::Truth(truth) => Ok(truth),
            _ => Err(self.wrong_type("true or false", format!("write `{}`", self.pair("true")))),
        }
    }

    /// One of a few names.
    pub(super) fn choice<T: Copy>(self, choices: &[(&'static str, T)]) -> Read<T> {
        let word = self.exact()?;
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
            return Ok(*choice);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let help = match nearest(&word, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? Known are {}", names.join(", ")),
            None => format!("known are {}", names.join(", ")),
        };
        Err(self.error("unknown-choice", self.span(), format!("`{word}` is not a value of `{}`", self.key), help))
    }

    /// An EDTF date.
    pub(super) fn date(self) -> Read<Edtf> {
        if let Data::Day(written) | Data::Whole(written, _) = &self.node.data {
            let help = format!("write `{}`", self.pair(&format!("\"{written}\"")));
            return Err(self.wrong_type("an EDTF date in quotation marks", help));
        }
        let written = self.exact()?;
        Edtf::parse(&written)
            .map_err(|error| self.error("bad-date", self.within(error.bytes), error.message, error.help))
    }

    /// `source:paragraph`; or `source`, where the story's evidence is less than paragraphs.
    pub(super) fn cite(self) -> Read<At<Cite>> {
        const HELP: &str = "a cite is `source:paragraph`, for example `\"003:8\"`; paragraphs are counted from 1";
        let cite = self.exact()?;
        let Some((id, number)) = cite.split_once(':') else {
            if self.context.evidence == Evidence::Paragraph {
                return Err(self.error("bad-cite", self.span(), format!("`{cite}` is not a cite"), HELP));
            }
            self.lookup(Kind::Source, &cite, 0..cite.len())?;
            let source = self.context.names.find(Kind::Source, &cite).map_or(0, |source| source.index);
            let cite = Cite { source: u8::try_from(source).unwrap_or(u8::MAX), paragraph: 0 };
            return Ok(At { value: cite, span: self.span() });
        };
        let digits = id.len() + 1..cite.len();
        let paragraph = match number.parse::<u16>() {
            Ok(paragraph @ 1..) if number.bytes().all(|byte| byte.is_ascii_digit()) => paragraph,
            _ => {
                let message = format!("`{number}` is not a paragraph number");
                return Err(self.error("bad-cite", self.within(digits), message, HELP));
            }
        };
        self.lookup(Kind::Source, id, 0..id.len())?;
        let Some(source) = self.context.names.find(Kind::Source, id) else {
            return Ok(At { value: Cite { source: 0, paragraph }, span: self.span() });
        };
        if source.is_uncounted {
            let message = format!("the paragraphs of source `{id}` are not counted");
            let help = format!("cite it as a whole, `\"{id}\"`, or give the source `document` and `paragraphs`");
            return Err(self.error("cite-past-end", self.within(digits), message, help));
        }
        if let Some(last) = source.paragraphs
            && paragraph > last
        {
            let message = format!("source `{id}` has no paragraph {paragraph}");
            return Err(self.error("cite-past-end", self.within(digits), message, format!("its last is {last}")));
        }
        Ok(At { value: Cite { source: u8::try_from(source.index).unwrap_or(u8::MAX), paragraph }, span: self.span() })
    }

    /// A web address.
    pub(super) fn url(self) -> Read<String> {
        let url = self.exact()?;
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
            return Ok(url);
        }
        let help = "write the whole address; nothing but http and https is ever linked";
        Err(self.error("bad-url", self.span(), "a url begins with https:// or http://", help))
    }

    /// Sixteen hexadecimal digits.
    pub(super) fn fingerprint(self) -> Read<String> {
        let print = self.exact()?;
        if print.len() == 16 && print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(print);
        }
        // No error, or `verify --write` could not put it right.
        let problem = Problem::warning("bad-fingerprint", self.span(), "a fingerprint is 16 hexadecimal digits");
        self.context.report(problem.help("run `backstory verify --documents DIR --write` to write them anew"));
        Ok(print)
    }

    /// A paragraph `9` or a range of them, `1-5`, both ends included, inside a document that ends with `last`.
    pub(super) fn paragraphs(self, last: u16) -> Read<(u16, u16)> {
        let written = self.exact()?;
        let (from, to) = written.split_once('-').unwrap_or((&written, &written));
        let help = "write a paragraph, `\"9\"`, or a range, `\"1-5\"`";
        match (from.trim().parse(), to.trim().parse()) {
            (Ok(from @ 1..), Ok(to)) if from <= to && to <= last => Ok((from, to)),
            (Ok(1..), Ok::<u16, _>(to)) if to > last => {
                let message = format!("paragraph {to} is past the document’s end");
                Err(self.error("past-end", self.span(), message, format!("its last is {last}")))
            }
            _ => Err(self.error("bad-range", self.span(), format!("`{written}` is not a range of paragraphs"), help)),
        }
    }

    /// A list, every entry read, every bad one reported.
    pub(super) fn list<T>(&self, read: impl Fn(Value<'a>) -> Read<T>) -> Read<Vec<T>> {
        let Some(entries) = self.node.list() else {
            return Err(self.wrong_type("a list", format!("put it in square brackets: `{}`", self.pair("[\"…\"]"))));
        };
        let entries: Vec<Read<T>> = entries.iter().map(|node| read(Value { node, ..*self })).collect();
        entries.into_iter().collect()
    }

    /// With its location.
    pub(super) fn at<T>(self, read: impl FnOnce(Value<'a>) -> Read<T>) -> Read<At<T>> {
        Ok(At { value: read(self)?, span: self.span() })
    }
}

/// Words of a suggested id.
const ID_WORDS: usize = 6;

/// The id that words make: `Événement` makes `evenement`, `Президент` `prezident`. Empty where they have no letter or digit
/// that Latin has a letter for, or one that our tables have none for.
pub(super) fn id_from(words: &str) -> String {
    let mut plain = String::new();
    for c in fold(words).chars() {
        match latin(c) {
            // "zhong-guo": a character without a space after it is a word all the same.
            Some(letters) if is_syllabic(c) => plain.extend([" ", &letters, " "]),
            Some(letters) => plain.push_str(&letters),
            // An apostrophe parts no words.
            None if c == '\'' => {}
            // Half a name would be another one.
            None if c.is_alphabetic() && !c.is_ascii() => return String::new(),
            None => plain.push(if c.is_ascii_alphanumeric() { c } else { ' ' }),
        }
    }
    plain.split_whitespace().take(ID_WORDS).collect::<Vec<_>>().join("-")
}

/// Whether an id is lower-case ASCII words joined by hyphens.
fn is_id(id: &str) -> bool {
    id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{id_from, is_id};

    #[test]
    fn ids_are_hyphened_words() {
        assert!(["a", "001", "detained-6-january"].into_iter().all(is_id));
        assert!(!["", "-", "a-", "A", "a b", "é", "a--b"].into_iter().any(is_id));
    }

    #[test]
    fn words_of_any_script_suggest_an_id() {
        for (words, id) in [
            ("Événement", "evenement"),
            ("Brücke eröffnet", "brucke-eroffnet"),
            ("中国宣布加入", "zhong-guo-xuan-bu-jia-ru"),
            ("北京2008年", "bei-jing-2008-nian"),
            ("문재인 대통령", "munjaein-daetongryeong"),
            ("トヨタ社", "toyota-she"),
            ("מהפכה בירושלים", "mhpkh-byrwshlym"),
            ("الثورة في القاهرة", "lthwrh-fy-lqhrh"),
            ("भारत सरकार ने", "bhart-srkar-ne"),
            ("თბილისი", "tbilisi"),
            ("Łódź", "lodz"),
            ("Президент ушёл", "prezident-ushel"),
            ("Αθήνα", "athina"),
            ("l’élève d’Éire", "leleve-deire"),
            ("東京", ""),
            ("First_Election 2", "first-election-2"),
            ("…", ""),
        ] {
            assert_eq!(id_from(words), id);
        }
    }
}
