//! The first sink: a view as an HTML string, escaped as the HTML standard's fragment serialisation does (§ 13.3), so
//! that it equals what a browser's `innerHTML` says of the same nodes.

use super::node::{Attribute, Element, Node, is_property};

/// Elements without an end tag (HTML standard § 13.1.2).
const VOID: [&str; 7] = ["input", "br", "hr", "wbr", "meta", "link", "img"];

/// A view as HTML.
pub fn write(element: &Element) -> String {
    let mut out = String::new();
    element_into(&mut out, element);
    out
}

/// A view as HTML with one block element a line, for files that people read.
pub fn write_lines(element: &Element) -> String {
    const BLOCKS: [&str; 14] =
        ["section", "ol", "ul", "dl", "li", "div", "article", "h1", "h2", "h3", "h4", "h5", "h6", "dt"];
    let flat = write(element);
    let mut out = String::with_capacity(flat.len() + flat.len() / 20);
    let mut rest = flat.as_str();
    while let Some(at) = rest.find("><") {
        let (head, tail) = rest.split_at(at + 1);
        out.push_str(head);
        let name = tail[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if BLOCKS.contains(&name) {
            out.push('\n');
        }
        rest = tail;
    }
    out.push_str(rest);
    out.push('\n');
    out
}

fn element_into(out: &mut String, element: &Element) {
    out.push('<');
    out.push_str(element.tag);
    for (name, value) in element.attrs.iter().filter(|(name, _)| !is_property(name)) {
        attribute_into(out, name, value);
    }
    let style = style(&element.attrs);
    if !style.is_empty() {
        attribute_into(out, "style", &style);
    }
    out.push('>');
    if VOID.contains(&element.tag) {
        return;
    }
    for child in &element.children {
        match child {
            Node::Element(child) => element_into(out, child),
            Node::Text(words) => escape_into(out, words, false),
        }
    }
    out.push_str("</");
    out.push_str(element.tag);
    out.push('>');
}

fn attribute_into(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_into(out, value, true);
    out.push('"');
}

/// Custom properties as CSSOM serialises a declaration block. A value that could end its declaration is left out:
/// `setProperty` takes none such either.
fn style(attrs: &[Attribute]) -> String {
    let mut out = String::new();
    for (name, value) in attrs.iter().filter(|(name, value)| is_property(name) && is_plain(value)) {
        for part in [if out.is_empty() { "" } else { " " }, name, ": ", value, ";"] {
            out.push_str(part);
        }
    }
    out
}

fn is_plain(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || " .,%+-".contains(c))
}

fn escape_into(out: &mut String, words: &str, in_attribute: bool) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::el;
    use super::*;

    #[test]
    fn data_never_becomes_markup() {
        let hostile = "<img src=x onerror=alert(1)>\"&\u{a0}";
        assert_eq!(
            write(&el("p").attr("title", hostile).text(hostile)),
            "<p title=\"&lt;img src=x onerror=alert(1)&gt;&quot;&amp;&nbsp;\">\
             &lt;img src=x onerror=alert(1)&gt;\"&amp;&nbsp;</p>"
        );
    }

    #[test]
    fn void_elements_have_no_end_tag() {
        assert_eq!(write(&el("p").child(el("input")).child(el("b").text("x"))), "<p><input><b>x</b></p>");
    }

    #[test]
    fn custom_properties_are_one_style_as_browsers_write_it() {
        let mark = el("div.mark part=item").set("--x", "-3px").set("--lane", "2");
        assert_eq!(write(&mark), r#"<div class="mark" part="item" style="--x: -3px; --lane: 2;"></div>"#);
        let hostile = el("i").set("--x", "0;color:red").set("--y", "1px");
        assert_eq!(write(&hostile), r#"<i style="--y: 1px;"></i>"#);
    }

    #[test]
    fn lines_break_between_blocks_only() {
        let view = el("ol").child(el("li").child(el("b").text("a")).child(el("i").text("b")));
        assert_eq!(write_lines(&view), "<ol>\n<li><b>a</b><i>b</i></li></ol>\n");
    }
}
