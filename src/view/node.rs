//! The tree a view is built as. Tags and attribute names are literals of this crate; only text and attribute values
//! carry data, so a sink that escapes (or uses `textContent`) can never turn data into markup.

/// A piece of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

/// An element: a pointer, so that building a view passes words and not whole structures from call to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(Box<Parts>);

/// What an element is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Tag name, lower case.
    pub tag: &'static str,
    /// Tells siblings apart when a list changes: unique among them. 0 is no key.
    pub key: u32,
    /// Names and values, in order.
    pub attrs: Vec<(&'static str, String)>,
    /// In order.
    pub children: Vec<Node>,
}

/// An empty element.
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, key: 0, attrs: Vec::new(), children: Vec::new() }))
}

/// An element with a class.
pub fn classed(tag: &'static str, class: &str) -> Element {
    el(tag).attr("class", class)
}

impl std::ops::Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Element {
    /// Adds an attribute. Its value is data and is escaped by every sink.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.attrs.push((name, value.to_owned()));
        self
    }

    /// Adds an attribute with a number.
    #[must_use]
    pub fn number(self, name: &'static str, value: usize) -> Self {
        let value = decimal(value);
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

    /// Says what the app hears when it is used: a message's name and its operand.
    #[must_use]
    pub fn act(self, message: &'static str, operand: usize) -> Self {
        self.attr("data-act", message).number("data-n", operand)
    }

    /// Tells it apart from its siblings.
    #[must_use]
    pub fn key(mut self, key: usize) -> Self {
        self.0.key = (key as u32).saturating_add(1);
        self
    }

    /// Adds words. Neighbouring words are one text node, as a parser would make them.
    #[must_use]
    pub fn text(mut self, words: &str) -> Self {
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

    /// Adds what `make` makes of each number below `count`. Not generic: a loop in every caller would weigh 2 KB in all.
    #[must_use]
    pub fn each(mut self, count: usize, make: &dyn Fn(usize) -> Option<Element>) -> Self {
        for n in 0..count {
            if let Some(child) = make(n) {
                self.0.children.push(Node::Element(child));
            }
        }
        self
    }
}

/// A number in decimal digits, without the weight of `format!`.
pub fn decimal(mut number: usize) -> String {
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
        for number in [0, 7, 10, 2026, usize::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn neighbouring_words_are_one_text() {
        assert_eq!(el("p").text("a").text("b").text("").children, [Node::Text("ab".into())]);
    }
}
