use super::*;

fn markdown(text: &str) -> String {
    read(text).text.markdown()
}

#[test]
fn structure_emphasis_and_links_stay() {
    for (html, expected) in [
        ("<p>One <b>two</b> <i>three </i>four.</p><p>Five</p>", "One **two** *three* four.\n\nFive"),
        ("A &amp; B&#39;s<br>next", "A & B's\\\nnext"),
        ("one<br><br/>two", "one\n\ntwo"),
        ("<ul><li>a<li>b</ul><ol><li>c</li></ol>", "- a\n- b\n1. c"),
        ("<a href=\"https://a.example/?b=1&amp;c\">see</a> it", "[see](https://a.example/?b=1&c) it"),
        ("<a href='/local'>see</a>", "see"),
        ("<blockquote>Words<p>more</blockquote>", "> Words\n\n> more"),
        ("<h2>Head</h2>text", "**Head**\n\ntext"),
        ("https://a.example/b", "<https://a.example/b>"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ] {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn hostile_markup_leaves_words_only() {
    for (html, expected) in [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<script><!--<script>x</script>--></script>b", "ab"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<svg/onload=alert(1)><g>x</g></svg>a", "a"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>a", "a"),
        ("<a href=\"javascript:alert(1)\" onclick=x>a</a>", "a"),
        ("<a href=\"java\nscript:alert(1)\">a</a>", "a"),
        ("<a href=\"&#x6A;avascript:alert(1)\">a</a>", "a"),
        ("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", ""),
        ("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">a", "\">a"),
        ("<iframe srcdoc=\"<script>x</script>\"></iframe>a", "a"),
        ("<iframe><b>a</iframe>b", "b"),
        ("<template><script>x</script></template>a", "a"),
        ("<style>p{background:url(x)}</style>a", "a"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>"),
        ("a<!-- <script>x</script> -->b", "ab"),
        ("<p", ""),
        ("<xmp><script>x</script></xmp>a", "a"),
        ("a<plaintext><b>c", "a\\<b>c"),
        ("<object data=\"data:text/html,x\"><b>b</b></object>a", "a"),
    ] {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn media_in_texts_are_found_and_what_is_left_out_is_counted() {
    let html = read(
        "<img src='https://a.example/b.jpg' alt='A bridge'><iframe src='//v.example/1'></iframe><form><input></form>",
    );
    assert_eq!(
        html.media,
        [
            Embedded { element: "img", url: "https://a.example/b.jpg".into(), alt: Some("A bridge".into()) },
            Embedded { element: "iframe", url: "https://v.example/1".into(), alt: None },
        ]
    );
    assert_eq!(html.left_out.keys().collect::<Vec<_>>(), ["input"]);
    assert_eq!(read("<a href='data:x'>b</a>").refused, ["data:x"]);
}

#[test]
fn html_is_told_from_signs() {
    for html in ["a <b>b</b>", "<br/>", "A &amp; B", "&#39;", "<!-- x -->", "<P CLASS=x>"] {
        assert!(is_html(html), "{html}");
    }
    for plain in ["5 < 6", "a <b and c", "AT&T", "R&D; x", "<name> said", "x & y; z"] {
        assert!(!is_html(plain), "{plain}");
    }
}

#[test]
fn depth_costs_nothing() {
    let deep = format!("{}a{}", "<div><b>".repeat(20_000), "</b></div>".repeat(20_000));
    assert_eq!(markdown(&deep), "**a**");
}
