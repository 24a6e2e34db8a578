use super::*;
use proptest::prelude::*;

/// A text as HTML would have it: links to terms in double brackets, words without links in braces.
fn shown(text: &[Piece]) -> String {
    let mut open = Vec::new();
    let printed: String = text
        .iter()
        .map(|piece| match piece {
            Piece::Plain(words) => words.replace('\n', "⏎"),
            Piece::Link { id, words: None } => format!("[[{id}]]"),
            Piece::Link { id, words: Some(words) } => format!("[[{id}|{words}]]"),
            Piece::Unlinked(words) => format!("{{{words}}}"),
            Piece::Web(address) => {
                open.push("a");
                format!("<a {address}>")
            }
            Piece::Open(mark) => {
                let name = match *mark {
                    Mark::PARAGRAPH => "p",
                    Mark::QUOTE => "quote",
                    Mark::LIST => "ul",
                    Mark::NUMBERED => "ol",
                    Mark::ITEM => "li",
                    Mark::EMPHASIS => "em",
                    Mark::STRONG => "b",
                    Mark::BREAK => "br",
                    _ => unreachable!("a mark of media"),
                };
                open.push(name);
                format!("<{name}>")
            }
            Piece::Close => format!("</{}>", open.pop().expect("a mark that has begun")),
        })
        .collect();
    assert!(open.is_empty(), "{printed}");
    printed.replace("<br></br>", "<br>")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        let parsed = parse(written);
        assert_eq!(shown(&parsed.text), *expected, "{written:?}");
        assert_eq!(parsed.faults, [], "{written:?}");
    }
}

#[test]
fn a_text_of_plain_words_is_what_it_was() {
    for words in [
        "Words, and no more than words.",
        "1988. A year that begins a sentence.",
        "1. The first of nothing.",
        "- a dash – and an asterisk * and ** two",
        "> larger than, 5 < 6 and 7 > 6",
        "# a number sign",
        "+ plus",
        "snake_case_words and 2 * 3 * 4",
        "“[He] left” (2022)",
        "R&D; AT&T, 100 %",
        "    spaces before are none",
        "three\u{a0}kilometres",
        "~~~ and --- and ===",
        "a | b | c",
        "C:\\windows",
        "K* is a star",
    ] {
        let parsed = parse(words);
        assert_eq!(parsed.text, [Piece::Plain(words.trim_start().to_owned())], "{words}");
        assert_eq!(parsed.faults, [], "{words}");
    }
    assert_eq!(parse("").text, []);
}

#[test]
fn marks_of_terms_are_read() {
    check(&[
        ("a [[knb]] b [[knb|the committee]] c [[!KNB]]", "a [[knb]] b [[knb|the committee]] c {KNB}"),
        ("[[knb]]", "[[knb]]"),
        ("Wow![[knb]]", "Wow![[knb]]"),
        ("*[[knb|the *old* committee]]*", "<em>[[knb|the old committee]]</em>"),
        ("[[!a|b]]", "{a|b}"),
        ("\\[\\[knb\\]\\]", "[[knb]]"),
        ("[[a]][[b]]", "[[a]][[b]]"),
        ("[[a|one\ntwo]]", "[[a|one two]]"),
    ]);
}

#[test]
fn ids_have_their_places() {
    for text in ["a [[knb]] b [[cnpc|the firm]]", "a\n\n[[knb]]\n[[cnpc|x]]", "- <b>[[knb]]</b>\n- [[cnpc]]"] {
        let ids = parse(text).ids;
        let ids: Vec<&str> = ids.into_iter().map(|at| &text[at]).collect();
        assert_eq!(ids, ["knb", "cnpc"], "{text}");
    }
}

#[test]
fn broken_marks_say_where() {
    let fault = |text: &str| parse(text).faults.into_iter().map(|fault| (fault.bytes, fault.kind)).collect::<Vec<_>>();
    assert_eq!(fault("a [[b"), [(2..5, FaultKind::Unclosed)]);
    assert_eq!(fault("a [[]] b"), [(2..6, FaultKind::Empty)]);
    assert_eq!(fault("a [[!]] b"), [(2..7, FaultKind::Empty)]);
    assert_eq!(fault("a [[b|]] c"), [(2..8, FaultKind::Empty)]);
    assert_eq!(fault("one\n\ntwo [[b"), [(9..12, FaultKind::Unclosed)]);
}

#[test]
fn emphasis_and_links_are_read() {
    check(&[
        ("*a* and **b**", "<em>a</em> and <b>b</b>"),
        ("_a_ begins", "<em>a</em> begins"),
        ("see [the law](https://example.org/a?b=c)", "see <a https://example.org/a?b=c>the law</a>"),
        ("[*a* b](http://example.org)", "<a http://example.org><em>a</em> b</a>"),
        ("<https://example.org>", "<a https://example.org>https://example.org</a>"),
        ("<desk@example.org>", "<a mailto:desk@example.org>desk@example.org</a>"),
        ("[write](mailto:desk@example.org)", "<a mailto:desk@example.org>write</a>"),
        ("\\*a\\* \\<b> \\[c](https://d.example)", "*a* <b> [c](https://d.example)"),
        ("A &amp; B&#39;s &eacute;", "A & B's é"),
        ("`code` is words", "code is words"),
    ]);
}

#[test]
fn blocks_are_read() {
    check(&[
        ("one\ntwo", "one two"),
        ("one\n\ntwo", "<p>one⏎</p><p>two</p>"),
        ("one  \ntwo", "one⏎<br>two"),
        ("- a\n- b", "<ul><li>a⏎</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a⏎</li><li>b</li></ol>"),
        (
            "one:\n\n- a\n\n- b\n  - c\n\ntwo",
            "<p>one:⏎</p><ul><li>a⏎</li><li>b⏎<ul><li>c⏎</li></ul></li></ul><p>two</p>",
        ),
        ("> a\n>\n> b", "<quote><p>a⏎</p><p>b</p></quote>"),
        ("# Title\n\nwords", "<p><b>Title</b>⏎</p><p>words</p>"),
        ("one\n\n    two", "<p>one⏎</p><p>two</p>"),
        ("one\n\n1988. Two.", "<p>one⏎</p><p>1988. Two.</p>"),
        ("one\n\n---\n\ntwo", "<p>one⏎</p><p>two</p>"),
        ("one\r\n\r\ntwo\r\n", "<p>one⏎</p><p>two</p>"),
    ]);
}

#[test]
fn html_becomes_the_same() {
    check(&[
        ("a <b>bold</b> <i>word</i>", "a <b>bold</b> <em>word</em>"),
        ("<p>one</p><p>two</p>", "<p>one⏎</p><p>two</p>"),
        ("<p>one</p>\n\n<p>two <em>three</em></p>", "<p>one⏎</p><p>two <em>three</em></p>"),
        ("<p class=\"lead\">The council&#39;s notice.</p>", "The council's notice."),
        ("one<br>two<br/><br />three", "<p>one⏎<br>two⏎</p><p>three</p>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a⏎</li><li>b</li></ul>"),
        ("<li>a<li>b", "<ul><li>a⏎</li><li>b</li></ul>"),
        ("<h2>Title</h2>words", "<p><b>Title</b>⏎</p><p>words</p>"),
        ("<blockquote>a</blockquote>b", "<quote><p>a⏎</p></quote><p>b</p>"),
        ("<a href=\"https://a.example/?b&amp;c\">a</a>", "<a https://a.example/?b&c>a</a>"),
        ("<div><span>a</span> <u>b</u></div>", "a b"),
        ("<b>never ended", "<b>never ended</b>"),
        ("a</b></p></ul>", "a"),
        ("<b></b><p></p>a", "a"),
        ("- <p>a</p>\n- b", "<ul><li>a⏎</li><li>b</li></ul>"),
        ("the <redacted> name", "the <redacted> name"),
        ("a<!-- no -->b", "ab"),
        ("a<b><br><br></b>", "a"),
        ("\n<b><br>", ""),
        ("<b>one</p><p>two</b>", "<p><b>one</b>⏎</p><p>two</p>"),
    ]);
}

#[test]
fn what_has_no_place_in_a_text_is_taken_out_and_told() {
    for (text, expected, at, kind) in [
        ("a <img src=x onerror=alert(1)> b", "a  b", "<img src=x onerror=alert(1)>", FaultKind::Tag("img".into())),
        ("a<script>alert(1)</script>b", "ab", "<script>", FaultKind::Tag("script".into())),
        (
            "![a picture](https://a.example/a.png)",
            "a picture",
            "![a picture](https://a.example/a.png)",
            FaultKind::Picture,
        ),
        ("[sic](2022)", "[sic](2022)", "[sic](2022)", FaultKind::Address("2022".into())),
        (
            "[x](javascript:alert%281%29)",
            "[x](javascript:alert%281%29)",
            "[x](javascript:alert%281%29)",
            FaultKind::Address("javascript:alert%281%29".into()),
        ),
        (
            "<a href=\"javascript:alert(1)\">x</a>",
            "x",
            "<a href=\"javascript:alert(1)\">",
            FaultKind::Tag("a href=javascript:alert(1)".into()),
        ),
    ] {
        let parsed = parse(text);
        assert_eq!(shown(&parsed.text), expected, "{text}");
        let found: Vec<_> =
            parsed.faults.iter().map(|fault| (&text[fault.bytes.clone()], fault.kind.clone())).collect();
        assert_eq!(found, [(at, kind)], "{text}");
    }
}

/// U+2060 stands before guarded lines; the author's own are words, in whatever mark they are.
#[test]
fn an_authors_own_word_joiner_is_no_guard() {
    for (text, expected, ids) in [
        ("a [[term\u{2060} ds]] b", "<p>a [[term\u{2060} ds]] b</p>", vec!["term\u{2060} ds"]),
        ("[[a\u{2060} é]]", "<p>[[a\u{2060} é]]</p>", vec!["a\u{2060} é"]),
        ("\u{2060} a *\u{2060} b*\u{2060} c", "<p>\u{2060} a <em>\u{2060} b</em>\u{2060} c</p>", vec![]),
        ("**a**\u{2060} b", "<p><b>a</b>\u{2060} b</p>", vec![]),
        ("x [[a\n<b]] y\n<i>c</i>", "<p>x [[a <b]] y <em>c</em></p>", vec!["a\n<b"]),
        ("`a\n[b`\nc", "<p>a [b c</p>", vec![]),
        ("`a\u{2060} b`", "<p>a\u{2060} b</p>", vec![]),
        ("![[é]]", "<p>![[é]]</p>", vec!["é"]),
    ] {
        let parsed = parse(text);
        let paragraph = shown(&parsed.text);
        let paragraph = if paragraph.starts_with("<p>") { paragraph } else { format!("<p>{paragraph}</p>") };
        assert_eq!(paragraph, expected, "{text:?}");
        let found: Vec<_> = parsed.ids.iter().map(|at| text.get(at.clone()).unwrap_or("no place")).collect();
        assert_eq!(found, ids, "{text:?}");
    }
}

proptest! {
    /// Whatever is written, the text is well formed and its places lie in it.
    #[test]
    fn no_text_is_ill_formed(text in "([a-z*_\\[\\]!|<>/#\\-. \n\\\\`&;()]|<p>|</p>|<li>|<b>|</b>|<br>|<ul>|</ul>|\\[\\[|\\]\\]|\n\n|- |1\\. |> ){0,40}") {
        let parsed = parse(&text);
        // Every mark ends.
        let printed = shown(&parsed.text);
        for pair in parsed.text.windows(2) {
            let is_empty = matches!(pair, [Piece::Web(_), Piece::Close])
                || matches!(pair, [Piece::Open(mark), Piece::Close] if *mark != Mark::BREAK);
            prop_assert!(!is_empty, "{:?} is {}", text, printed);
            let is_nested = matches!(
                pair,
                [Piece::Open(Mark::PARAGRAPH | Mark::EMPHASIS | Mark::STRONG), Piece::Open(mark)] if mark.is_block()
            );
            prop_assert!(!is_nested, "{:?} is {}", text, printed);
        }
        for at in parsed.ids.iter().chain(&parsed.words).chain(parsed.faults.iter().map(|fault| &fault.bytes)) {
            prop_assert!(text.get(at.clone()).is_some(), "{:?} in {:?}", at, text);
        }
        let links = parsed.text.iter().filter(|piece| matches!(piece, Piece::Link { .. })).count();
        prop_assert_eq!(links, parsed.ids.len());
        prop_assert!(parsed.text.iter().all(|piece| !matches!(piece, Piece::Plain(words) if words.is_empty())));
    }
}
