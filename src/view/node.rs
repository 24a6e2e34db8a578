//! The tree a view is built as. Tags and attribute names are literals of this crate; only text and attribute values
//! carry data, so a sink that escapes (or uses `textContent`) can never turn data into markup.
#![allow(
    clippy::cast_possible_truncation,
    reason = "counts fit 32 bits, numbers of choices 8; minutes are exact in `f64`"
)]

use crate::model::joined;
use crate::model::language::split;
use crate::model::words::{Word, Words};
use std::borrow::Cow;

/// A piece of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

/// An element: a pointer, so that calls which build a view pass a word and not a whole structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(Box<Parts>);

/// Parts of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Tag name as the DOM writes it.
    pub tag: &'static str,
    /// Identity among siblings when a list changes; 0 is none.
    pub key: u32,
    /// Names and values, in order. A name that [`is_property`] is a CSS property.
    pub attrs: Vec<Attribute>,
    /// In order.
    pub children: Vec<Node>,
    /// True if its words are the story's own. Only in them a search marks its matches.
    pub is_story_text: bool,
}

/// A name and a value.
pub type Attribute = (&'static str, Cow<'static, str>);

/// An empty element, described by one literal:
///
/// ```text
/// literal   = ["~"] tag *2("." class) *(" " attribute)
/// attribute = name ["=" value]                   without "=", the value is empty
/// ```
///
/// The `~` is [`story_text`](Element::story_text).
///
/// `button.row type=button part=item-title` is `<button class="row" type="button" part="item-title">`. Nothing is quoted
/// or escaped, so that no value has a space; a value with one, and all data, is for [`attr`](Element::attr). One literal is
/// smaller than the calls that would do the same, by some 20 bytes of code an attribute.
///
/// The DOM appends later attributes: one that comes and goes is last, or the two sinks differ.
pub fn el(literal: &'static str) -> Element {
    let words = literal.strip_prefix('~');
    let (name, mut rest) = cut(words.unwrap_or(literal), b' ');
    let (tag, classes) = cut(name, b'.');
    let (class, other) = cut(classes, b'.');
    let mut attrs = Vec::new();
    if !class.is_empty() {
        attrs.push((
            "class",
            if other.is_empty() { Cow::Borrowed(class) } else { Cow::Owned(joined(&[class, " ", other])) },
        ));
    }
    while !rest.is_empty() {
        let (attribute, after) = cut(rest, b' ');
        let (name, value) = cut(attribute, b'=');
        attrs.push((name, Cow::Borrowed(value)));
        rest = after;
    }
    Element(Box::new(Parts { tag, key: 0, attrs, children: Vec::new(), is_story_text: words.is_some() }))
}

/// The words before the first `by`, and those behind it.
pub fn cut(words: &str, by: u8) -> (&str, &str) {
    let at = words.bytes().position(|byte| byte == by).unwrap_or(words.len());
    (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default())
}

/// An element whose class is data.
pub fn classed(literal: &'static str, class: &str) -> Element {
    el(literal).attr("class", class)
}

/// Returns whether an attribute is a CSS property, which the sinks write as style: a custom one, an inset or a size.
pub fn is_property(name: &str) -> bool {
    name.starts_with("--") || name.starts_with("inset") || name.ends_with("-size")
}

impl std::ops::Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl std::ops::DerefMut for Element {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Element {
    /// Adds an attribute. Its value is data and is escaped by every sink; it cannot say that it is in another language.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        if let Some((before, _, words)) = split(value) {
            return self.attr(name, &joined(&[before, words]));
        }
        self.0.attrs.push((name, Cow::Owned(value.to_owned())));
        self
    }

    /// Adds an attribute with a number.
    #[must_use]
    pub fn number(self, name: &'static str, value: usize) -> Self {
        let value = decimal(value as u64);
        self.attr(name, &value)
    }

    /// Adds an attribute without a value where `present`.
    #[must_use]
    pub fn flag(self, name: &'static str, present: bool) -> Self {
        if present { self.attr(name, "") } else { self }
    }

    /// Adds `name="true"` or `name="false"`, for ARIA states.
    #[must_use]
    pub fn state(self, name: &'static str, is: bool) -> Self {
        self.attr(name, if is { "true" } else { "false" })
    }

    /// Sets a CSS property (see [`is_property`]). The value is a number, a length, a percentage or a name: letters, digits and
    /// `.,%+-`, without spaces at its ends. Properties are together, last.
    #[must_use]
    pub fn set(self, property: &'static str, value: &str) -> Self {
        self.attr(property, value)
    }

    /// Says that its words are the story's own.
    #[must_use]
    pub fn story_text(mut self) -> Self {
        self.0.is_story_text = true;
        self
    }

    /// Adds the message that its use sends: a name and an operand.
    #[must_use]
    pub fn act(self, message: &'static str, operand: usize) -> Self {
        self.attr("data-act", message).number("data-n", operand)
    }

    /// Sets its identity among siblings.
    #[must_use]
    pub fn key(mut self, key: usize) -> Self {
        self.0.key = (key as u32).saturating_add(1);
        self
    }

    /// Adds words behind what is there.
    #[must_use]
    pub fn behind(self, words: &'static str) -> Element {
        if self.children.is_empty() { self } else { self.text(words) }
    }

    /// The element, unless nothing is in it.
    pub fn filled(self) -> Option<Element> {
        (!self.children.is_empty()).then_some(self)
    }

    /// Adds words; those in another language as an element that says so. Neighbouring words are one text node, as a parser
    /// would make them.
    #[must_use]
    pub fn text(mut self, words: &str) -> Self {
        if let Some((before, lang, words)) = split(words) {
            return self.text(before).child(el("span dir=auto").attr("lang", &lang).text(words));
        }
        if let Some(Node::Text(last)) = self.0.children.last_mut() {
            last.push_str(words);
        } else if !words.is_empty() {
            self.0.children.push(Node::Text(words.to_owned()));
        }
        self
    }

    /// Adds a child.
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.0.children.push(Node::Element(child));
        self
    }

    /// Adds a child where there is one.
    #[must_use]
    pub fn maybe(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Adds a word of the interface.
    #[must_use]
    #[inline(never)]
    pub fn word(self, words: &Words, word: Word) -> Self {
        self.text(words.get(word))
    }

    /// Adds the children that `make` returns for each number below `count`.
    #[must_use]
    #[inline]
    pub fn each<F: Fn(usize) -> Option<Element>>(self, count: usize, make: &F) -> Self {
        self.each_made(count, make)
    }

    /// Not generic: a loop in every caller would weigh 2 KB in all.
    fn each_made(mut self, count: usize, make: &dyn Make) -> Self {
        for n in 0..count {
            if let Some(child) = make.make(n) {
                self.0.children.push(Node::Element(child));
            }
        }
        self
    }
}

/// Maker of a child by number. `dyn Fn` would do, but adds two functions for every closure, 42 bytes each.
trait Make {
    fn make(&self, n: usize) -> Option<Element>;
}

impl<F: Fn(usize) -> Option<Element>> Make for F {
    fn make(&self, n: usize) -> Option<Element> {
        self(n)
    }
}

/// A number in decimal digits, without the weight of `format!`.
pub fn decimal(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_full() {
        for number in [0, 7, 10, 2026, 13_800_000_000, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn a_literal_says_tag_classes_and_attributes() {
        let says = |literal: &'static str| {
            let element = el(literal);
            let attrs: Vec<String> = element.attrs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{} {}", element.tag, attrs.join(" | "))
        };
        for (literal, read) in [
            ("p", "p "),
            ("p.summary", "p class=summary"),
            ("~p.summary", "p class=summary"),
            ("li.event.importance-1", "li class=event importance-1"),
            ("a href=#a=b.c rel=noopener", "a href=#a=b.c | rel=noopener"),
            ("button.row type=button hidden data-n=0", "button class=row | type=button | hidden= | data-n=0"),
        ] {
            assert_eq!(says(literal), read, "{literal}");
        }
    }

    #[test]
    fn neighbouring_words_are_one_text() {
        assert_eq!(el("p").text("a").text("b").text("").children, [Node::Text("ab".into())]);
    }
}
