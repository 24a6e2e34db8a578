//! Every text of an authored story that a reader sees, one after another: the one list that the linker, `check` and
//! `verify` go by.

use super::authored::{
    Account, At, Chapter, Claim, Era, Event, Medium, Named, Question, Revision, Source, Span, Story, Term, Voice,
};
use super::edtf::Edtf;
use super::text::{Marked, Piece};

/// A text, the key it is written under, and the row that has it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The row.
    pub owner: Owner<'a>,
    /// The key in a file: "summary".
    pub key: &'static str,
    /// The text.
    pub words: Words<'a>,
}

/// The row that a text is written in.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// `[story]`.
    Head,
    /// A theme, a lane or a topic.
    Label(&'a Named),
    /// An era.
    Era(&'a Era),
    /// A chapter.
    Chapter(&'a Chapter),
    /// A source.
    Source(&'a Source),
    /// An event.
    Event(&'a Event),
    /// A term.
    Term(&'a Term),
    /// A question, its accounts apart.
    Question(&'a Question),
    /// An account, and its question.
    Account(&'a Account, &'a Question),
    /// A voice.
    Voice(&'a Voice),
    /// A revision.
    Revision(&'a Revision),
}

impl<'a> Owner<'a> {
    /// Location of the row; nothing for `[story]`.
    pub fn at(self) -> Option<&'a Span> {
        match self {
            Owner::Head => None,
            Owner::Revision(revision) => Some(&revision.at),
            Owner::Label(named) => Some(&named.at),
            Owner::Era(era) => Some(&era.at),
            Owner::Chapter(chapter) => Some(&chapter.at),
            Owner::Source(source) => Some(&source.at),
            Owner::Event(event) => Some(&event.at),
            Owner::Term(term) => Some(&term.at),
            Owner::Question(question) => Some(&question.at),
            Owner::Account(account, _) => Some(&account.at),
            Owner::Voice(voice) => Some(&voice.at),
        }
    }

    /// The entry's id, an account's being its question's; "story" where the row has none.
    pub fn id(self) -> &'a str {
        match self {
            Owner::Head | Owner::Revision(_) => "story",
            Owner::Label(named) => &named.id,
            Owner::Era(era) => &era.id,
            Owner::Chapter(chapter) => &chapter.id,
            Owner::Source(source) => &source.id,
            Owner::Event(event) => &event.id,
            Owner::Term(term) => &term.id,
            Owner::Question(question) | Owner::Account(_, question) => &question.id,
            Owner::Voice(voice) => &voice.id,
        }
    }

    /// The row in a message: "the event `x`".
    pub fn name(self) -> String {
        let noun = match self {
            Owner::Head | Owner::Revision(_) => return "the story".to_owned(),
            Owner::Label(_) => "the label",
            Owner::Era(_) => "the era",
            Owner::Chapter(_) => "the chapter",
            Owner::Source(_) => "the source",
            Owner::Event(_) => "the event",
            Owner::Term(_) => "the term",
            Owner::Question(_) => "the question",
            Owner::Account(..) => "an account of the question",
            Owner::Voice(_) => "the voice",
        };
        format!("{noun} `{}`", self.id())
    }

    /// The date of an event.
    pub fn date(self) -> Option<&'a At<Edtf>> {
        match self {
            Owner::Event(event) => event.date(),
            _ => None,
        }
    }

    /// Origin of the row's statement, if it makes one.
    pub fn claim(self) -> Option<&'a Claim> {
        match self {
            Owner::Event(event) => Some(&event.claim),
            Owner::Term(term) => Some(&term.claim),
            Owner::Account(account, _) => Some(&account.claim),
            Owner::Voice(voice) => Some(&voice.claim),
            Owner::Head
            | Owner::Label(_)
            | Owner::Era(_)
            | Owner::Chapter(_)
            | Owner::Source(_)
            | Owner::Question(_)
            | Owner::Revision(_) => None,
        }
    }
}

/// Words with or without marks.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// Running text, in which terms are linked.
    Marked(&'a Marked),
    /// Words without marks.
    Plain(&'a str),
}

impl<'a> Words<'a> {
    /// The words as they are written, piece by piece; a link to a term's own label has none.
    pub fn pieces(self) -> impl Iterator<Item = &'a str> {
        let (marked, plain) = match self {
            Words::Marked(text) => (text.as_slice(), None),
            Words::Plain(words) => (&[][..], Some(words)),
        };
        let words = marked.iter().filter_map(|piece| match piece {
            Piece::Plain(words) | Piece::Unlinked(words) => Some(words.as_str()),
            Piece::Link { words, .. } => words.as_deref(),
            Piece::Open(_) | Piece::Web(_) | Piece::Close => None,
        });
        words.chain(plain)
    }
}

/// Calls `visit` for every text, in the order of the files. Ids, dates, addresses and file names are no texts.
pub fn for_each_text<'a>(story: &'a Story, visit: &mut dyn FnMut(Text<'a>)) {
    let mut row = |owner: Owner<'a>, texts: &[(&'static str, Option<Words<'a>>)]| {
        for (key, words) in texts {
            if let Some(words) = *words {
                visit(Text { owner, key, words });
            }
        }
        if let Some(claim) = owner.claim() {
            let claimant = if matches!(owner, Owner::Account(..)) { "attributed_to" } else { "claimant" };
            for (key, words) in [(claimant, &claim.claimant), ("inferred", &claim.inferred)] {
                if let Some(words) = words {
                    visit(Text { owner, key, words: Words::Plain(words) });
                }
            }
        }
    };
    let marked = |text: &'a Marked| Some(Words::Marked(text));
    let plain = |words: &'a str| Some(Words::Plain(words));
    let maybe = |words: &'a Option<String>| words.as_deref().map(Words::Plain);
    let shown = |media: &'a [Medium]| {
        media.iter().flat_map(move |medium| {
            [
                ("alt", maybe(&medium.alt)),
                ("title", maybe(&medium.title)),
                ("caption", marked(&medium.caption)),
                ("credit", maybe(&medium.credit)),
                ("licence", maybe(&medium.licence)),
            ]
        })
    };

    row(Owner::Head, &[("title", plain(&story.title)), ("standfirst", marked(&story.standfirst))]);
    for paragraph in &story.about {
        row(Owner::Head, &[("about", marked(paragraph))]);
    }
    row(Owner::Head, &[("report", marked(&story.report))]);
    row(Owner::Head, &shown(&story.media).collect::<Vec<_>>());
    for named in story.themes.iter().chain(&story.lanes).chain(&story.topics) {
        row(Owner::Label(named), &[("label", plain(&named.label))]);
    }
    for era in &story.eras {
        row(Owner::Era(era), &[("label", plain(&era.label))]);
    }
    for chapter in &story.chapters {
        row(Owner::Chapter(chapter), &[("label", plain(&chapter.label))]);
    }
    for revision in &story.revisions {
        row(Owner::Revision(revision), &[("says", marked(&revision.says))]);
    }
    for source in &story.sources {
        row(
            Owner::Source(source),
            &[
                ("label", plain(&source.label)),
                ("title", plain(&source.title)),
                ("kind", maybe(&source.kind)),
                ("publisher", maybe(&source.publisher)),
                ("author", maybe(&source.author)),
                ("description", marked(&source.description)),
            ],
        );
    }
    for event in &story.events {
        let mut texts =
            vec![("shown", maybe(&event.shown)), ("headline", plain(&event.headline)), ("short", maybe(&event.short))];
        texts.extend(event.search.iter().map(|words| ("search", plain(words))));
        texts.push(("summary", marked(&event.summary)));
        texts.extend(shown(&event.media));
        row(Owner::Event(event), &texts);
    }
    for term in &story.terms {
        let spellings = [("forms", &term.forms), ("search", &term.search)];
        let mut texts = vec![("label", plain(&term.label))];
        texts.extend(spellings.into_iter().flat_map(|(key, list)| list.iter().map(move |form| (key, plain(form)))));
        texts.push(("definition", marked(&term.definition)));
        texts.extend(shown(&term.media));
        row(Owner::Term(term), &texts);
    }
    for question in &story.questions {
        row(Owner::Question(question), &[("asks", plain(&question.asks)), ("context", marked(&question.context))]);
        for account in &question.accounts {
            row(Owner::Account(account, question), &[("says", marked(&account.says))]);
        }
    }
    for voice in &story.voices {
        let texts = [("name", plain(&voice.name)), ("role", marked(&voice.role)), ("holds", marked(&voice.holds))];
        row(Owner::Voice(voice), &texts);
    }
}
