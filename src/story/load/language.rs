//! Tags of languages, and texts that are in another language than their story.

use super::context::Read;
use super::value::Value;
use crate::model::language;
use crate::story::edtf::Lexicon;
use crate::story::problem::Problem;
use crate::story::text::{Marked, Piece};
use crate::story::tree::Origin;

impl<'a> Value<'a> {
    /// The tag of a language that Backstory has words in; of another it warns.
    pub(super) fn lang(self) -> Read<String> {
        let tag = self.tag()?;
        if Lexicon::for_language(tag).is_none() {
            let message = format!("Backstory has no words in `{tag}`");
            let help =
                "dates and the interface will be in English; `words` and an event’s `shown` take words of your own";
            self.context.report(Problem::warning("no-date-words", self.span(), message).help(help));
        }
        Ok(tag.to_owned())
    }

    /// A BCP 47 language tag, as far as its shape shows.
    pub(super) fn tag(self) -> Read<&'a str> {
        self.exact()?;
        let tag = self.node.text().unwrap_or_default();
        let mut parts = tag.split('-');
        let is_language = parts
            .next()
            .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        let is_tag = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if is_language && is_tag {
            return Ok(tag);
        }
        let help = "for example `en`, `en-GB` or `kk-Cyrl`";
        Err(self.error("bad-language", self.span(), format!("`{tag}` is not a BCP 47 language tag"), help))
    }

    /// Words behind the tag of their language, where that is not the story's.
    pub(super) fn words_in_language(self, words: String) -> String {
        match &self.node.origin {
            Origin::Untranslated(lang) => language::tag(lang) + &words,
            _ => words,
        }
    }

    /// A text behind the tag of its language, where that is not the story's.
    pub(super) fn in_language(self, mut text: Marked) -> Marked {
        if let Origin::Untranslated(lang) = &self.node.origin {
            text.insert(0, Piece::Plain(language::tag(lang)));
        }
        text
    }
}
