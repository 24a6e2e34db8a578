//! What holds of every input, whatever its bytes. The fuzz targets try new inputs; `tests/import_properties.rs` replays the kept
//! ones and generates others.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use backstory::compile::annotate::{Part, plan};
use backstory::compile::compile;
use backstory::compile::link::{Headword, Linker};
use backstory::import::report::Effect;
use backstory::import::{Failure, Format, Imported, Options, import};
use backstory::model::{TermKind, pack, unpack};
use backstory::story::edtf::{Edtf, Lexicon};
use backstory::story::files::{File, Files};
use backstory::story::object::Object;
use backstory::story::problem::Problem;
use backstory::story::{authored, load, load_object, text};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// What is fuzzed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A file of the named format.
    Import(Format),
    /// A file whose format is recognised.
    Any,
    /// Parts of an `.xlsx` workbook, in an archive that is well: see [`workbook`].
    XlsxParts,
    /// `content.xml` of an `.ods` workbook, in an archive that is well.
    OdsContent,
    /// HTML in the text of a slide.
    Html,
    /// A date, in EDTF or in words.
    Date,
    /// A text in the story's Markdown.
    Text,
    /// An article in which terms are linked.
    Article,
}

/// The targets that are no format.
const OTHERS: [Target; 7] =
    [Target::Any, Target::XlsxParts, Target::OdsContent, Target::Html, Target::Date, Target::Text, Target::Article];

impl Target {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Target> {
        Format::ALL.into_iter().map(Target::Import).chain(OTHERS)
    }

    /// A target by its name.
    pub fn named(name: &str) -> Option<Target> {
        Target::all().find(|target| target.name() == name)
    }

    /// Its name, which its folder in `tests/fuzzing/corpus` has too.
    pub fn name(self) -> &'static str {
        match self {
            Target::Import(format) => format.name(),
            Target::Any => "any",
            Target::XlsxParts => "xlsx-parts",
            Target::OdsContent => "ods-content",
            Target::Html => "html",
            Target::Date => "date",
            Target::Text => "text",
            Target::Article => "article",
        }
    }

    /// Panics where an invariant of the target does not hold of `bytes`.
    pub fn check(self, bytes: &[u8]) {
        let words = || String::from_utf8_lossy(bytes);
        match self {
            Target::Import(format) => {
                assert_sound(imported(bytes, &Options { format: Some(format), ..Options::default() }));
            }
            Target::Any => {
                assert_sound(imported(bytes, &Options::default()));
            }
            Target::XlsxParts => {
                assert_sound(imported(&workbook(bytes), &Options::default()));
            }
            Target::OdsContent => {
                assert_sound(imported(&archive(&[("content.xml", bytes)]), &Options::default()));
            }
            Target::Html => assert_no_markup(&words()),
            Target::Date => assert_date(&words()),
            Target::Text => assert_text(&words()),
            Target::Article => assert_article(&words()),
        }
    }
}

/// An import that nobody stops.
pub fn imported(bytes: &[u8], options: &Options) -> Result<Imported, Failure> {
    import(bytes, options, &mut |_| ControlFlow::Continue(()))
}

/// The story that a JSON text is, and its warnings.
fn loaded(json: &str) -> Result<(authored::Story, Vec<Problem>), Vec<Problem>> {
    load_object(&Object::read(serde_json::from_str::<serde_json::Value>(json).unwrap()))
}

fn errors(problems: &[Problem]) -> Vec<&Problem> {
    problems.iter().filter(|problem| problem.is_error()).collect()
}

/// Every row is accounted for, every note says what to do, and what came out passes the check: the same story in JSON and in TOML.
pub fn assert_sound(outcome: Result<Imported, Failure>) -> Option<Imported> {
    let imported = outcome.map_err(|failure| assert!(!failure.help().is_empty(), "{failure}")).ok()?;
    let report = &imported.report;
    assert_eq!(report.rows, report.entries.total() + report.left_out, "{report:#?}");
    let left_out = report.notes.iter().filter(|note| note.effect == Effect::LeftOut).count();
    assert_eq!(left_out, report.left_out, "each row that is left out has a note: {report:#?}");
    for note in &report.notes {
        assert!(!note.message.is_empty() && !note.help.is_empty(), "{note:#?}");
    }
    let json = imported.story.json().unwrap();
    if report.entries.events > 0 && report.format != Format::Backstory {
        let story = match loaded(&json) {
            Ok((story, _)) => story,
            Err(problems) => panic!("{:#?}\n{json}", errors(&problems)),
        };
        let toml = imported.story.toml().unwrap();
        let files = Files(toml.into_iter().map(|(name, text)| File { name: name.to_owned(), text }).collect());
        let same = match load(&files) {
            Ok((same, _)) => same,
            Err(problems) => panic!("{:#?}\n{files:#?}", errors(&problems)),
        };
        let packed = pack(&compile(&story).unwrap()).unwrap();
        assert!(packed == pack(&compile(&same).unwrap()).unwrap(), "TOML and JSON differ\n{json}\n{files:#?}");
        assert!(unpack(&packed).is_ok(), "{json}");
    }
    Some(imported)
}

/// HTML in a text leaves nothing behind but words, marks and links.
pub fn assert_no_markup(html: &str) {
    let file = serde_json::json!({ "events": [
        { "start_date": { "year": "1990" }, "text": { "headline": "Headline", "text": html } },
    ] });
    let imported = assert_sound(imported(file.to_string().as_bytes(), &Options::default())).unwrap();
    assert_eq!(imported.report.entries.events, 1);
    let story: serde_json::Value = serde_json::from_str(&imported.story.json().unwrap()).unwrap();
    let summary = story["events"][0]["summary"].as_str().unwrap_or_default().to_owned();
    let (_, warnings) = loaded(&story.to_string()).unwrap();
    // What looks like a mark of Markdown, or like a reference of HTML that there is not, is words in a description.
    let is_markup = |warning: &Problem| warning.code == "markup" && !warning.message.starts_with("`alt`");
    assert!(!warnings.iter().any(is_markup), "{html}\n{summary}\n{warnings:#?}");
    for medium in story["events"][0]["media"].as_array().into_iter().flatten() {
        let alt = medium["alt"].as_str().unwrap_or_default();
        let has_tag =
            alt.split('<').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        assert!(!has_tag, "{html}\n{alt}");
    }
    let schemes = |piece: &text::Piece| match piece {
        text::Piece::Web(url) => !["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)),
        _ => false,
    };
    assert!(!text::parse(&summary).text.iter().any(schemes), "{html}\n{summary}");
}

/// Bounds are in order in every language, words are there, and what is recognised in words is EDTF.
fn assert_date(words: &str) {
    for date in [Edtf::parse(words).ok(), Edtf::recognise(words)].into_iter().flatten() {
        assert_eq!(Edtf::parse(date.as_str()).as_ref(), Ok(&date), "{words:?}");
        for language in ["en", "de", "ru", "fa", "zh"] {
            let date = date.date(Lexicon::or_english(language));
            assert!(date.begin.earliest <= date.begin.latest && date.end.earliest <= date.end.latest, "{words:?}");
            assert!(date.begin.earliest <= date.end.latest, "{words:?}");
            assert!(!date.words.is_empty(), "{words:?}");
        }
    }
    if let Err(error) = Edtf::parse(words) {
        assert!(words.get(error.bytes.clone()).is_some(), "{words:?} {error:?}");
        assert!(!error.message.is_empty() && !error.help.is_empty(), "{words:?} {error:?}");
    }
}

/// Places are on the boundaries of characters; what opens is closed.
fn assert_text(words: &str) {
    let parsed = text::parse(words);
    for at in parsed.ids.iter().chain(&parsed.words).chain(parsed.faults.iter().map(|fault| &fault.bytes)) {
        assert!(words.get(at.clone()).is_some(), "{at:?} in {words:?}");
    }
    let mut depth = 0_usize;
    for piece in &parsed.text {
        match piece {
            text::Piece::Open(_) | text::Piece::Web(_) => depth += 1,
            text::Piece::Close => depth = depth.checked_sub(1).unwrap_or_else(|| panic!("{words:?} closes too much")),
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{words:?} {:?}", parsed.text);
}

/// Links lie in open words, in order, apart, and are no more than the cap. Each line is a paragraph; `#` begins a section,
/// `>` a quotation, `@` a term that is linked already.
fn assert_article(article: &str) {
    let forms = |forms: &[&str]| forms.iter().map(|form| (*form).to_owned()).collect::<Vec<_>>();
    let forms =
        [forms(&["Council", "town hall", "the hall"]), forms(&["Anna Ødegård", "Ødegård"]), forms(&["vote", "e"])];
    let kinds = [TermKind::Organisation, TermKind::Person, TermKind::Concept];
    let ids = ["council", "odegard", "vote"];
    let headwords: Vec<Headword> = (0..3)
        .map(|index| Headword { id: ids[index], label: ids[index], kind: kinds[index], forms: &forms[index] })
        .collect();
    let linker = Linker::new(&headwords, [article]).unwrap();
    let mut parts = Vec::new();
    for line in article.lines() {
        match line.chars().next() {
            Some('#') => parts.push(Part::Section),
            Some('@') => parts.push(Part::Term(line.get(1..).unwrap_or_default().to_owned())),
            _ => parts.push(Part::Break),
        }
        for text in line.split('_') {
            parts.push(Part::Words { text: text.to_owned(), is_open: !line.starts_with('>') });
        }
    }
    for cap in [usize::MAX, 2] {
        let links = plan(&linker, &ids, &parts, cap);
        assert!(links.len() <= cap, "{article:?}");
        for link in &links {
            let Some(Part::Words { text, is_open: true }) = parts.get(link.part) else {
                panic!("{article:?} {link:?}")
            };
            assert!(text.get(link.at.clone()).is_some_and(|words| !words.is_empty()), "{article:?} {link:?}");
            assert!(usize::from(link.term) < ids.len(), "{article:?} {link:?}");
        }
        for pair in links.windows(2) {
            let is_before =
                pair[0].part < pair[1].part || pair[0].part == pair[1].part && pair[0].at.end <= pair[1].at.start;
            assert!(is_before, "{article:?} {links:?}");
        }
    }
    for (at, _) in linker.uses(article) {
        assert!(article.get(at.clone()).is_some(), "{at:?} in {article:?}");
    }
}

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
    <row r=\"2\"><c r=\"A2\" s=\"1\"><v>44562</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row></sheetData></worksheet>";
const STRINGS: &str = "<sst><si><t>Date</t></si><si><t>Headline</t></si><si><t>A bridge opens</t></si></sst>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>";
const WORKBOOK: &str = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <workbookPr/><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
    Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
    <Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" \
    Target=\"sharedStrings.xml\"/></Relationships>";

const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";

/// An `.xlsx` workbook whose sheet, strings, styles, list of sheets and relations are the parts of `bytes` between null bytes; an
/// empty part is one that is well.
pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    let mut given = bytes.split(|byte| *byte == 0);
    let mut part = |fallback: &'static str| match given.next() {
        Some(part) if !part.is_empty() => Cow::Owned(part.to_vec()),
        _ => Cow::Borrowed(fallback.as_bytes()),
    };
    let [sheet, strings, styles, list, relations] = [SHEET, STRINGS, STYLES, WORKBOOK, RELATIONS].map(&mut part);
    archive(&[
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", &list),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
    ])
}

/// An archive of files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
