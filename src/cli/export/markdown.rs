//! The story as one text of Markdown, to read, to print or to paste.

use super::texts::Texts;
use crate::import::{escaped, escaped_url};
use crate::model::Cite;
use crate::story::authored::{At, Event, Medium, MediumKind, Source, Story, When};
use crate::story::edtf::Lexicon;

/// The text.
pub(super) fn markdown(story: &Story) -> String {
    let texts = Texts::of(story);
    let lexicon = Lexicon::for_language(&story.lang).unwrap_or(&Lexicon::ISO);
    let mut out = format!("# {}\n", escaped(&story.title));
    let mut add = |text: &str| {
        if !text.is_empty() {
            out.push('\n');
            out.push_str(text);
            out.push('\n');
        }
    };
    add(&texts.markdown(&story.standfirst));
    for medium in &story.media {
        add(&self::medium(medium, &texts));
    }
    for paragraph in &story.about {
        add(&texts.markdown(paragraph));
    }
    for event in &story.events {
        add(&format!("## {}", escaped(&heading(event, lexicon))));
        add(&texts.markdown(&event.summary));
        for medium in &event.media {
            add(&self::medium(medium, &texts));
        }
        add(&cites(story, &event.claim.cites));
    }
    for term in &story.terms {
        add(&format!("## {}", escaped(&term.label)));
        add(&texts.markdown(&term.definition));
        add(&cites(story, &term.claim.cites));
    }
    for question in &story.questions {
        add(&format!("## {}", escaped(&question.asks)));
        add(&texts.markdown(&question.context));
        for account in &question.accounts {
            let by = account.claim.claimant.as_deref().unwrap_or_default();
            add(&format!("**{}**: {}", escaped(by), texts.markdown(&account.says)));
            add(&cites(story, &account.claim.cites));
        }
    }
    for voice in &story.voices {
        add(&format!("## {}", escaped(&voice.name)));
        add(&texts.markdown(&voice.role));
        add(&texts.markdown(&voice.holds));
        add(&cites(story, &voice.claim.cites));
    }
    out
}

/// “2 March 2024: The council closes the footbridge”.
fn heading(event: &Event, lexicon: &Lexicon) -> String {
    match (&event.shown, &event.when) {
        (Some(shown), _) => format!("{shown}: {}", event.headline),
        (None, When::Dated { date, .. }) => format!("{}: {}", date.value.words(lexicon), event.headline),
        (None, When::After(_)) => event.headline.clone(),
    }
}

fn medium(medium: &Medium, texts: &Texts<'_>) -> String {
    let alt = escaped(medium.alt.as_deref().unwrap_or_default());
    let title = medium.title.as_deref().unwrap_or(&medium.url);
    let mut line = match medium.kind {
        MediumKind::Image => format!("![{alt}]({})", escaped_url(&medium.url)),
        _ => format!("[{}]({})", escaped(title), escaped_url(&medium.url)),
    };
    let caption = texts.markdown(&medium.caption);
    let credit = medium.credit.as_deref().map(escaped).unwrap_or_default();
    for words in [caption, credit].iter().filter(|words| !words.is_empty()) {
        line.push_str(" · ");
        line.push_str(words);
    }
    line
}

/// “Elmford Gazette ¶ 3; Roads office”, with links where there are pages.
fn cites(story: &Story, cites: &[At<Cite>]) -> String {
    let one = |cite: &At<Cite>| {
        let source: &Source = story.sources.get(usize::from(cite.value.source))?;
        let label = escaped(&source.label);
        let linked = source.url.as_ref().map_or(label.clone(), |url| format!("[{label}]({})", escaped_url(url)));
        Some(match cite.value.paragraph {
            0 => linked,
            paragraph => format!("{linked} ¶ {paragraph}"),
        })
    };
    cites.iter().filter_map(one).collect::<Vec<_>>().join("; ")
}
