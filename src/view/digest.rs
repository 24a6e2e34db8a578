//! The digest: what an article carries of a story, and what stands there without script. Title, standfirst, the events that
//! matter most, and closed `details` with what a reader may ask next; everything else is on the story page, to which it links.
//!
//! It uses the story page's rules of elements, attributes and ids, and its size does not grow with the story.

use super::claim::anchor;
use super::node::{Element, Node, el};
use super::story_page::set_directions;
use super::words::{count, figure};
use super::{BETWEEN, Context, Surface};
use crate::app::Entry;
use crate::model::words::{Word, fill};
use crate::model::{Cite, Event, Inline, Question, Source, Status, Story, Term, When, plain};
use std::collections::BTreeSet;

/// File name of the story page, in the folder that the embed is published in.
pub const STORY_PAGE: &str = "story.html";

/// File name of the story page in one of the story's languages: `story.html` in the original's, `story.ru.html` in others.
pub fn page_name(story: &Story, lang: &str) -> String {
    match story.languages.first() {
        Some(original) if original.id != lang => ["story.", lang, ".html"].concat(),
        _ => STORY_PAGE.to_owned(),
    }
}

/// Most entries of each list. The rest are on the story page, and the widget has them all.
const MAX_EVENTS: usize = 36;
const MAX_QUESTIONS: usize = 12;
const MAX_SOURCES: usize = 12;
const MAX_TERMS: usize = 16;

/// Most characters of a summary's first words.
const OPENING: usize = 90;

/// Most characters of the next sentence's words that the first words end before.
const STRAY: usize = 24;

/// The digest. `base` is the address of the folder that holds the story page, empty where the digest stands beside it;
/// `used` are indices of the terms that the article uses, the first use first. `context.surface` is taken as
/// [`Surface::Static`].
pub fn digest(context: Context, base: &str, used: &[usize]) -> Element {
    let context = Context { surface: Surface::Static, ..context };
    let Context { story, .. } = context;
    let words = context.words();
    let [accounts, glossary] = [1, 3].map(|view| words.nth(Word::VIEWS, view));
    let key: Vec<usize> = (0..story.events.len()).filter(|n| is_key(story.events.get(*n))).collect();
    // None are left to list where each of them leads.
    let all_lead = key.iter().all(|n| story.leads.iter().any(|lead| *lead as usize == *n));
    // Of more questions than fit, the important ones.
    let mut asked: Vec<usize> = (0..story.questions.len()).collect();
    asked.sort_by_key(|n| story.questions.get(*n).map(|question| question.importance));
    asked.truncate(MAX_QUESTIONS);
    let terms = explained(&story.standfirst, used);

    let leads = el("ul.leads role=list")
        .each(story.leads.len(), &|n| Some(context.lead(story.events.get(*story.leads.get(n)? as usize)?)));
    let events = el("ol.events role=list")
        .each(key.len().min(MAX_EVENTS), &|n| Some(context.event_line(story.events.get(*key.get(n)?)?)));
    let questions = el("ul.questions role=list")
        .each(asked.len(), &|n| Some(context.question_line(story.questions.get(*asked.get(n)?)?)));
    let sources = el("ul.sources role=list")
        .each(story.sources.len().min(MAX_SOURCES), &|n| Some(Context::source_line(story.sources.get(n)?)));
    let entries = terms.iter().filter_map(|n| story.terms.get(*n));
    let terms = entries.fold(context.term_list().flag("data-backstory-partial", true), |list, term| {
        let [name, body] = context.term_brief(term);
        list.child(name).child(body)
    });

    let page = [base, &page_name(story, &story.lang)].concat();
    let part = |literal: &'static str, title: &str, size: usize, shown: usize, content: Element| {
        let summary = context.with_ui_lang(el("summary")).text(title).text(" · ").text(&figure(words, size as u64));
        let left = size - shown;
        let more = (left > 0).then(|| {
            let words = [words.get(Word::MORE), " (", &figure(words, left as u64), ")"].concat();
            context.with_ui_lang(el("p")).child(el("a").attr("href", &page).text(&words))
        });
        (!content.children.is_empty()).then(|| el(literal).child(summary).child(content).maybe(more))
    };
    let whole = el("a.story-page").attr("href", &page).word(words, Word::WHOLE_STORY);
    let standfirst = context.running(el("p.standfirst"), &story.standfirst);
    let mut root = context
        .with_story_lang(el("section.backstory.digest").attr("aria-label", &story.title))
        .child(context.heading(0).text(&story.title))
        .maybe((!standfirst.children.is_empty()).then_some(standfirst))
        .maybe(context.language_links(base))
        .maybe((!leads.children.is_empty()).then_some(leads))
        .maybe(
            part("details.timeline", words.get(Word::KEY_EVENTS), key.len(), events.children.len(), events)
                .filter(|_| !all_lead),
        )
        .maybe(part("details.accounts", accounts, story.questions.len(), questions.children.len(), questions))
        .maybe(part("details.glossary", glossary, story.terms.len(), terms.children.len() / 2, terms))
        .maybe(part("details.record", words.get(Word::SOURCES), story.sources.len(), sources.children.len(), sources))
        .child(context.with_ui_lang(el("p.whole")).child(whole));
    let mut held = BTreeSet::new();
    collect_ids(&root, &mut held);
    link_outward(&mut root, &page, &held);
    if story.is_right_to_left {
        set_directions(&mut root);
    }
    root
}

fn is_key(event: Option<&Event>) -> bool {
    event.is_some_and(|event| event.importance == 1)
}

/// Terms that the digest explains: those in its own text, and those of the article.
fn explained(standfirst: &[Inline], used: &[usize]) -> Vec<usize> {
    let own = standfirst.iter().filter_map(|inline| match inline {
        Inline::Term { term, .. } => Some(usize::from(*term)),
        _ => None,
    });
    let mut terms = Vec::new();
    for term in own.chain(used.iter().copied()) {
        if !terms.contains(&term) && terms.len() < MAX_TERMS {
            terms.push(term);
        }
    }
    terms
}

impl Context<'_> {
    /// The languages that the story can be read in, each but its own a link to the story page there.
    pub(super) fn language_links(&self, base: &str) -> Option<Element> {
        let mut links = el("p.languages");
        for language in &self.story.languages {
            let link = if language.id == self.story.lang {
                el("span aria-current=true")
            } else {
                let page = [base, &page_name(self.story, &language.id)].concat();
                el("a").attr("href", &page).attr("hreflang", &language.id).attr("lang", &language.id)
            };
            links = links.behind(" · ").child(link.text(&language.label));
        }
        links.filled()
    }

    /// One of the events that matter most, with the first words of its summary.
    fn lead(&self, event: &Event) -> Element {
        let date = match &event.when {
            When::Dated(date) => el("~span.date").text(&date.words),
            When::After { .. } => self.with_ui_lang(el("span.date")).word(self.words(), Word::UNDATED),
        };
        let opening = opening(&plain(&event.summary));
        // The parts stand apart in words where a host styles none of them; one that does hides what is between them.
        let between = || el("span.between").text(" · ");
        self.attributed_headline(el("li.lead").child(date).child(between()), event)
            .child(between())
            .child(el("~span.opening").text(&opening))
    }

    /// An event in a line: date and headline.
    fn event_line(&self, event: &Event) -> Element {
        let line = match &event.when {
            When::Dated(date) => el("li").text(&date.words),
            When::After { .. } => self.ui_text(el("li"), self.words().get(Word::UNDATED)),
        };
        self.attributed_headline(line.text(" · "), event)
    }

    /// A headline, and whose word it is where it is not the sources' own.
    fn attributed_headline(&self, into: Element, event: &Event) -> Element {
        let line = into.child(self.entry_link(Entry::Event(0), &event.id, &event.headline).story_text());
        match event.claim.status {
            Status::Reported | Status::Official => line,
            status => {
                let mut label = self.status(status).text(")");
                label.children.insert(0, Node::Text("(".into()));
                line.text(" ").child(label)
            }
        }
    }

    /// A question with those who answer it.
    fn question_line(&self, question: &Question) -> Element {
        let mut names: Vec<&str> = Vec::new();
        for account in &question.accounts {
            let name = account.claim.claimant.as_deref().unwrap_or_default();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let size = count(self.words(), question.accounts.len(), Word::ACCOUNTS);
        let line =
            el("li").child(self.entry_link(Entry::Question(0), &question.id, &question.asks).story_text()).text(" ");
        let line = self.ui_text(line, &size);
        let mut line = if names.is_empty() { line } else { line.text(": ") };
        for (nth, name) in names.iter().enumerate() {
            let name =
                if self.story.is_right_to_left { ["\u{2068}", name, "\u{2069}"].concat() } else { (*name).to_owned() };
            line = line.text(if nth > 0 { "; " } else { "" }).text(&name);
        }
        line
    }

    /// A source in a line, under the id that cites link to.
    fn source_line(source: &Source) -> Element {
        let mut facts = String::new();
        for fact in [&source.kind, &source.publisher, &source.author, &source.published].into_iter().flatten() {
            facts.push_str(" · ");
            facts.push_str(fact);
        }
        el("li.source")
            .attr("id", &anchor(&source_id(source)))
            .child(el("~b").text(&source.label))
            .text(" ")
            .child(Self::source_title(source))
            .text(&facts)
    }

    /// A term with its definition and who gives it, as a `dt`/`dd` pair.
    fn term_brief(&self, term: &Term) -> [Element; 2] {
        let claim = &term.claim;
        let mut evidence = el("p.claim");
        if claim.status != Status::Reported {
            evidence = evidence.child(self.status(claim.status));
        }
        if let Some(claimant) = &claim.claimant {
            evidence = self.ui_pattern(evidence.behind(BETWEEN), Word::ACCORDING_TO, Node::Text(claimant.clone()));
        }
        if !claim.cites.is_empty() {
            evidence = evidence.behind(BETWEEN).child(self.cited_sources(&claim.cites));
        }
        let body = el("dd")
            .maybe(self.prose(el("p.definition"), &term.definition))
            .maybe(evidence.filled())
            .maybe(self.inference(claim));
        [self.headword(term), body]
    }

    /// Each cited source once, with its paragraphs.
    fn cited_sources(&self, cites: &[Cite]) -> Element {
        let mut out = el("span.cites");
        for (nth, run) in cites.chunk_by(|one, next| one.source == next.source).enumerate() {
            let Some(source) = run.first().and_then(|cite| self.story.sources.get(usize::from(cite.source))) else {
                continue;
            };
            let mut words = source.label.clone();
            for (n, cite) in run.iter().enumerate() {
                // A source may be cited as a whole.
                if cite.paragraph > 0 {
                    words.push_str(if n > 0 { ", " } else { " " });
                    let number = figure(self.words(), cite.paragraph.into());
                    words.push_str(&fill(self.words().get(Word::PARAGRAPH), &[&number]));
                }
            }
            let out_to = if nth > 0 { out.text("; ") } else { out };
            out = out_to.child(self.entry_link(Entry::Source(0), &source_id(source), &words));
        }
        out
    }
}

fn source_id(source: &Source) -> String {
    ["source-", &source.id].concat()
}

/// The first words of a text, of at most [`OPENING`] characters, and an ellipsis where the sentence goes on. They end with a
/// sentence where only a word or two of the next would follow.
fn opening(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(OPENING) else { return text.to_owned() };
    let head = text.get(..limit).unwrap_or_default();
    // Languages without spaces are cut between characters.
    let is_whole = text.get(limit..).is_some_and(|rest| rest.starts_with(' '));
    let end = if is_whole { limit } else { head.rfind(' ').unwrap_or(limit) };
    let head = head.get(..end).unwrap_or_default().trim_end();
    let ends = head.char_indices().rev().map(|(at, sign)| at + sign.len_utf8());
    let stray = |rest: &str| rest.split_whitespace().count() <= 2 && rest.chars().count() <= STRAY;
    let mut sentences = ends.map(|end| head.split_at(end)).take_while(|(_, rest)| stray(rest));
    if let Some((sentence, _)) = sentences.find(|(sentence, rest)| is_sentence(sentence, rest)) {
        return sentence.to_owned();
    }
    let words = head.trim_end_matches([',', ';', ':', '–', '.', ' ']);
    [words, "…"].concat()
}

/// Whether `text` ends with the stop of a sentence and the marks that close it. A stop behind a short word may be that of an
/// abbreviation ("Dr.", "z. B."), one behind a short number that of an ordinal ("5. Januar").
fn is_sentence(text: &str, rest: &str) -> bool {
    let inner = text.trim_end_matches(['”', '’', '»', '"', ')']);
    let stem = inner.trim_end_matches('.');
    if stem.len() == inner.len() {
        return inner.ends_with(['。', '！', '？', '؟', '।']) || is_apart(rest) && inner.ends_with(['!', '?', '…']);
    }
    let word = stem.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let least = match word {
        // No abbreviation has a quotation mark or bracket behind it.
        _ if text.len() > inner.len() => 1,
        _ if word.chars().all(char::is_uppercase) => 2,
        _ if word.starts_with(char::is_uppercase) => 5,
        _ => 3,
    };
    is_apart(rest) && word.chars().count() >= least
}

/// Whether `rest` stands behind a space, or is nothing.
fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

fn collect_ids(element: &Element, ids: &mut BTreeSet<String>) {
    ids.extend(element.attrs.iter().filter(|(name, _)| *name == "id").map(|(_, id)| id.to_string()));
    for child in &element.children {
        if let Node::Element(child) = child {
            collect_ids(child, ids);
        }
    }
}

/// Makes links to entries that the digest does not hold lead to the story page.
fn link_outward(element: &mut Element, page: &str, held: &BTreeSet<String>) {
    for (name, value) in &mut element.attrs {
        let target = value.strip_prefix('#').filter(|id| *name == "href" && !held.contains(*id));
        if target.is_some() {
            *value = [page, value].concat().into();
        }
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            link_outward(child, page, held);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn an_opening_ends_between_words() {
        assert_eq!(opening("Short."), "Short.");
        let long =
            "A sentence that goes on and on, far beyond what a single line of any list can hold on a page, says Ada.";
        assert_eq!(
            opening(long),
            "A sentence that goes on and on, far beyond what a single line of any list can hold on a…"
        );
        assert_eq!(opening(&"字".repeat(100)).chars().count(), 91);
    }

    #[test]
    fn an_opening_ends_with_a_sentence_before_a_word_or_two_of_the_next() {
        let opening_of_90 = |end: &str| {
            let start = &"Word after word, ".repeat(6)[..89 - end.chars().count()];
            opening(&[start, " ", end, " and so it goes on, over the end of the line."].concat())
        };
        for (end, expected) in [
            ("on 5 January. An", "on 5 January."),
            ("of them. But then he", "of them. But then he…"),
            ("says “no.” But he", "says “no.”"),
            ("in 2022. They", "in 2022."),
            ("is it so? She", "is it so?"),
            ("by RFE/RL. Orda", "by RFE/RL."),
            ("in the U.S. State", "in the U.S. State…"),
            ("says Dr. Who", "says Dr. Who…"),
            ("am 5. Januar", "am 5. Januar…"),
            ("in the words,", "in the words…"),
            ("RFE/RL says.", "RFE/RL says."),
        ] {
            let opening = opening_of_90(end);
            assert!(opening.ends_with(expected), "{end}: {opening}");
        }
        let unspaced = format!("{}。{}", "字".repeat(84), "字".repeat(40));
        assert_eq!(opening(&unspaced), unspaced.chars().take(85).collect::<String>());
    }
}
