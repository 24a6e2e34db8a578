//! The files of a published folder that hold its story, filled into the templates of `www/`.

use std::collections::BTreeSet;
use std::path::Path;

use super::origins::origins;
use super::{page, social};
use crate::model::language::untagged;
use crate::model::{Event, Story, plain};
use crate::view::STORY_PAGE;
use crate::view::html::{write, write_lines};

/// Address of a folder whose address is not known. The domain cannot exist (RFC 2606).
pub const NOWHERE: &str = "https://backstory.invalid/";

/// A packed story that has a folder of its own beside its pages.
pub(super) const STORY_FILE: &str = "story.bks";

/// Names of the files that are made here.
#[cfg(test)]
pub(super) const MADE: [&str; 6] =
    ["_headers", "builder.html", "embed.html", "index.html", "oembed.json", "story.html"];

/// Templates, with their names in the folder.
const TEMPLATES: [(&str, &str); 5] = [
    ("_headers", include_str!("../../www/_headers")),
    ("builder.html", include_str!("../../www/builder.html")),
    ("embed.html", include_str!("../../www/embed.html")),
    ("index.html", include_str!("sample.html")),
    ("oembed.json", include_str!("../../www/oembed.json")),
];

/// Placeholders for the story's text, with the level of its heading.
const PLACES: [(&str, u8); 2] = [("<!-- backstory:digest -->", 2), ("<!-- backstory:digest-1 -->", 1)];

/// What a publication is filled with beside its story.
pub(super) struct Values<'a> {
    /// Beginning of its content-hashed names.
    pub(super) stem: &'a str,
    /// The script's hash.
    pub(super) integrity: String,
    /// The engine's hash.
    pub(super) engine_integrity: String,
    /// The folder's address.
    pub(super) base: &'a str,
    /// Addresses below which frames may show stories, beside those in the folder.
    pub(super) stories_from: &'a [String],
    /// The address of its social picture, empty where it has none or the folder's is not known.
    pub(super) picture: String,
}

/// The folder's address, empty where it is not known.
fn known(base: &str) -> &str {
    if base.starts_with(NOWHERE) { "" } else { base }
}

/// Every such file, with its name.
pub(super) fn filled(story: &Story, values: &Values) -> Vec<(&'static str, String)> {
    let own = own(story, values);
    let base = known(values.base);
    let mut files: Vec<(&'static str, String)> =
        TEMPLATES.iter().map(|(name, template)| (*name, fill(name, template, story, base, &own))).collect();
    files.push((STORY_PAGE, page::story_page(story, base, &values.picture, 1)));
    files
}

/// The pages of a story that another story's folder shows: `base` is the address of its own folder, which lies two below that, and
/// `picture` that of its social picture, empty where it has none.
pub(super) fn filled_beside(story: &Story, base: &str, picture: &str) -> Vec<(&'static str, String)> {
    let preload = format!("<link rel=\"preload\" as=\"fetch\" href=\"{STORY_FILE}\" crossorigin>");
    let values = [
        ("<!-- backstory:preload -->", preload),
        ("<!-- backstory:stories -->", String::new()),
        ("<!-- backstory:social -->", social_lines(story, picture)),
        ("__FOLDER__", "../../".to_owned()),
        ("__SRC__", format!(" src=\"{STORY_FILE}\"")),
        ("__ADDRESS__", base.to_owned()),
    ];
    let base = known(base);
    let templates = TEMPLATES.iter().filter(|(name, _)| matches!(*name, "embed.html" | "oembed.json"));
    let mut files: Vec<(&'static str, String)> =
        templates.map(|(name, template)| (*name, fill(name, template, story, base, &values))).collect();
    files.push((STORY_PAGE, page::story_page(story, base, picture, 1)));
    files
}

/// The lines of Open Graph in a page's head.
fn social_lines(story: &Story, picture: &str) -> String {
    social::meta(story, picture).iter().map(write).collect::<Vec<_>>().join("\n")
}

type Escape = fn(&str) -> String;

fn escape_for(name: &str) -> Escape {
    let is_html = Path::new(name).extension().is_some_and(|extension| extension == "html");
    if is_html { in_html } else { in_json }
}

/// What the templates name beside the story's words, for the folder's own story.
fn own(story: &Story, values: &Values) -> Vec<(&'static str, String)> {
    let stem = values.stem;
    let engine = format!("{stem}_bg.wasm");
    let preload = format!(
        "<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" href=\"{engine}\" integrity=\"{}\" crossorigin>",
        values.engine_integrity
    );
    let listed = values.stories_from.join(" ");
    let listed = format!("<meta name=\"backstory-stories\" content=\"{}\">", in_html(&listed));
    let origins = origins(story);
    let sources = |all: BTreeSet<String>| in_html(&all.into_iter().collect::<Vec<_>>().join(" "));
    vec![
        ("<!-- backstory:social -->", social_lines(story, &values.picture)),
        ("__IMAGE_ORIGINS__", sources(origins.images)),
        ("__MEDIA_ORIGINS__", sources(origins.media)),
        ("<!-- backstory:preload -->", preload),
        ("<!-- backstory:stories -->", listed),
        ("__FOLDER__", String::new()),
        ("__SRC__", String::new()),
        ("<!-- backstory:themes -->", checkboxes(story)),
        ("<!-- backstory:entries -->", options(story)),
        ("__ADDRESS__", values.base.to_owned()),
        ("__SCRIPT_FILE__", format!("{stem}.js")),
        ("__SCRIPT_INTEGRITY__", values.integrity.clone()),
        ("__WASM_INTEGRITY__", values.engine_integrity.clone()),
        ("__WASM_COPY__", engine),
        ("__ARTICLE_COPY__", format!("{stem}_article.js")),
        ("__PROSE_COPY__", format!("{stem}_prose.js")),
        ("__FRAMED_COPY__", format!("{stem}_framed.js")),
        ("__COMPILE_COPY__", format!("{stem}_compile.js")),
        ("__COMPILER_COPY__", format!("{stem}_compile_bg.wasm")),
    ]
}

/// A template with a story's words and other values. `base` is the folder's address, empty where it is not known.
fn fill(name: &str, template: &str, story: &Story, base: &str, values: &[(&str, String)]) -> String {
    let escape = escape_for(name);
    let mut places: Vec<(String, String)> = Vec::new();
    for (comment, level) in PLACES {
        if template.contains(comment) {
            places.push((comment.to_owned(), write_lines(&page::digest(story, level, base, &[]))));
        }
    }
    let canonical = (!base.is_empty()).then(|| format!("<link rel=\"canonical\" href=\"{base}{STORY_PAGE}\">"));
    places.push(("<!-- backstory:canonical -->".to_owned(), canonical.unwrap_or_default()));
    let standfirst = plain(&story.standfirst);
    for (name, words) in [("TITLE", &story.title), ("STANDFIRST", &standfirst), ("LANG", &story.lang)] {
        let words = &untagged(words);
        places.push((format!("__STORY_{name}__"), escape(words)));
        // Markup inside a JSON string.
        places.push((format!("__HTML_{name}__"), escape(&in_html(words))));
    }
    places.extend(values.iter().map(|(placeholder, value)| ((*placeholder).to_owned(), value.clone())));
    replaced(template, &places)
}

/// A template with every placeholder replaced, in one pass: a title that is itself a placeholder stays a title, escaped for its
/// place, where a second pass would put text in that is escaped for another.
fn replaced(template: &str, places: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    loop {
        let found = places.iter().filter_map(|place| Some((rest.find(&place.0)?, place)));
        let Some((at, (placeholder, value))) = found.min_by_key(|(at, _)| *at) else { return out + rest };
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str(value);
        rest = after.strip_prefix(placeholder.as_str()).unwrap_or_default();
    }
}

/// A checkbox for each theme of a story.
fn checkboxes(story: &Story) -> String {
    let checkboxes = story.themes.iter().map(|theme| {
        let (id, label) = (in_html(&theme.id), in_html(&theme.label));
        format!(
            "<label class=\"tick\"><input type=\"checkbox\" name=\"themes\" value=\"{id}\"> <span>{label}</span></label>\n"
        )
    });
    checkboxes.collect()
}

/// An option for each event and each term of a story, in two groups.
fn options(story: &Story) -> String {
    let option = |kind: &str, id: &str, words: &str| {
        format!("<option value=\"{kind}:{}\">{}</option>\n", in_html(id), in_html(words))
    };
    let event = |event: &Event| {
        let date = event.when.date().map_or("", |date| date.words.as_str());
        let dot = if date.is_empty() { "" } else { " · " };
        option("event", &event.id, &[date, dot, &event.headline].concat())
    };
    let events: String = story.events.iter().map(event).collect();
    let terms: String = story.terms.iter().map(|term| option("term", &term.id, &term.label)).collect();
    format!("<optgroup label=\"Events\">\n{events}</optgroup>\n<optgroup label=\"Terms\">\n{terms}</optgroup>")
}

/// Text escaped for an element or a quoted attribute.
fn in_html(words: &str) -> String {
    untagged(words).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Text escaped for a JSON string whose quotation marks the file has already.
fn in_json(words: &str) -> String {
    let quoted = serde_json::Value::from(words).to_string();
    quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
}
