//! A story in HTML with its revision: the digest, and the page that holds everything.

use super::linked_data::linked_data;
use super::revision::{ATTRIBUTE, revision};
use super::social;
use crate::model::language::untagged;
use crate::model::{Attribute, Inline, Label, Story, plain};
use crate::view::html::write_lines;
use crate::view::node::{Element, el};
use crate::view::{self, Context, Surface};

fn context(story: &Story, heading: u8) -> Context<'_> {
    Context { story, surface: Surface::Static, heading }
}

/// A view that names the revision of its story.
fn stamped(mut view: Element, story: &Story) -> Element {
    // A story that cannot be packed is not published either, and `pack` says why.
    view.attrs.extend(revision(story).ok().map(|revision| (ATTRIBUTE, revision.into())));
    view
}

/// The digest, its heading on `level`. `base` is the address of the folder that holds the story page, empty where that is
/// beside the digest; `used` are the terms that the article around it uses.
pub fn digest(story: &Story, level: u8, base: &str, used: &[usize]) -> Element {
    stamped(view::digest(context(story, level), base, used), story)
}

/// Stylesheet of the story page. Its hash stands in the page's policy ([`STYLE_HASH`]). An entry is not parted in print, a
/// heading stands with what it heads, and addresses of the web are written out.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.55 Charter, \"Bitstream Charter\", \"Noto Serif\", Georgia, serif; overflow-wrap: break-word; }
main { max-inline-size: 42rem; margin-inline: auto; padding: 1.5rem 1.25rem 4rem; }
:is(h1, h2, h3, h4, h5) { line-height: 1.25; text-wrap: balance; }
a { color: inherit; text-underline-offset: 0.15em; text-decoration-color: color-mix(in srgb, currentColor 55%, transparent); }
a:is(:hover, :focus-visible) { text-decoration-color: currentColor; }
:is(ol, ul) { padding: 0; list-style: none; }
.contents { font: 0.875rem/1.7 system-ui, sans-serif; margin-block: 1.5rem; border-block: 1px solid #8888; }
.contents .groups li { display: inline; }
.contents .groups li + li::before { content: \" · \"; }
.contents .groups { margin-block-end: 0.25rem; }
:is(.event, .entry, .account, .voice, .source) { margin-block: 1rem; }
:is(.event, .entry, .account, .voice, .source) :is(h3, h4, p) { margin-block: 0.25rem; }
dt { font-weight: 700; }
dd { margin: 0; }
dd + dt { margin-block-start: 0.5rem; }
:is(.attribution, .kind, .on, .facts)::first-letter { text-transform: uppercase; }
:is(ol, ul):not([class]) { padding-inline-start: 1.25rem; list-style: revert; }
blockquote { margin: 0.5rem 0; border-inline-start: 3px solid; padding-inline-start: 0.75rem; }
figure { margin: 0.75rem 0; }
figure :is(img, video) { display: block; max-inline-size: 100%; block-size: auto; background: #8882; }
audio { inline-size: 100%; }
figcaption { font: 0.8125rem/1.5 system-ui, sans-serif; }
:is(.claim, .date, .kind, .facts, .missing, .forms, .see, .bears-on, .differ, .on) { font: 0.8125rem/1.5 system-ui, sans-serif; }
:target { outline: 2px solid; outline-offset: 0.5rem; }
@media print {
:root { font-size: 9.5pt; }
main { max-inline-size: none; padding: 0; }
:is(h1, h2, h3, h4, h5, dt) { break-after: avoid; }
:is(.event, .entry, .account, .voice, .source, figure, p) { break-inside: avoid; }
figure img { max-block-size: 8cm; inline-size: auto; }
:is(.contents, video, audio) { display: none; }
p { orphans: 3; widows: 3; }
a[href^=http]::after { content: \" (\" attr(href) \")\"; }
}
";

/// Hash of [`STYLE`] as a Content Security Policy names it.
const STYLE_HASH: &str = "sha256-yFCfKcp9hA1WzXmnLoTlT56Jr7JRPpv4OVgnlzw0K2o=";

/// The story page: the whole story, and what it is in the terms of schema.org. `base` is the address of its folder, empty where
/// that is not known, and `picture` that of its [social picture](social); the title's heading is on `level`.
pub fn story_page(story: &Story, base: &str, picture: &str, level: u8) -> String {
    let view = stamped(view::story_page(context(story, level)), story);
    // No script runs there, so that it is enough to name the schemes.
    let files = if has_files(story) { " 'self' https: http:; media-src 'self' https: http:" } else { "" };
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; img-src data:{files}; base-uri 'none'; form-action 'none'"
    );
    let page = |lang: &str| [base, &view::page_name(story, lang)].concat();
    let canonical = (!base.is_empty()).then(|| el("link rel=canonical").attr("href", &page(&story.lang)));
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta http-equiv=Content-Security-Policy").attr("content", &policy))
        .child(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .child(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
        .child(el("title").text(&untagged(&story.title)))
        .child(el("meta").attr("name", "description").attr("content", &untagged(&plain(&story.standfirst))))
        .maybe(canonical);
    let original = story.languages.first().map(|language| ("x-default", language));
    let languages = story.languages.iter().map(|language| (language.id.as_str(), language)).chain(original);
    let alternate = |(lang, language): (&str, &Label)| {
        el("link rel=alternate").attr("hreflang", lang).attr("href", &page(&language.id))
    };
    let head = languages.map(alternate).fold(head, Element::child).child(el("link rel=icon href=data:,"));
    let head = social::meta(story, picture).into_iter().fold(head, Element::child);
    let html = el("html").attr("lang", &story.lang);
    let html = if story.is_right_to_left { html.attr("dir", "rtl") } else { html };
    let html = html.child(head).child(el("body").child(el("main").child(view)));
    let mut out = String::from("<!doctype html>\n");
    out.push_str(&write_lines(&html));
    // A data block, never run (HTML standard § 4.12.1). `<` is escaped so that no text can end it.
    let data = untagged(&linked_data(story).to_string()).replace('<', "\\u003c");
    // Written outside the sink, which escapes text: in `style` the quotation marks and `>` are no markup.
    let tail = format!("<style>{STYLE}</style>\n<script type=\"application/ld+json\">{data}</script></head>");
    out.replacen("</head>", &format!("\n{tail}"), 1)
}

/// Whether the story shows files: pictures, video or audio.
fn has_files(story: &Story) -> bool {
    let of_entries = story.events.iter().map(|event| &event.media).chain(story.terms.iter().map(|term| &term.media));
    let is_file = |inline: &Inline| matches!(inline, Inline::Attribute(Attribute::SRC, _));
    of_entries.chain([&story.media]).flatten().any(is_file)
}

#[cfg(test)]
mod tests {
    use super::{STYLE, STYLE_HASH};

    #[test]
    fn the_policy_of_the_page_names_its_stylesheet() {
        use base64::Engine as _;
        use sha2::Digest as _;
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }
}
