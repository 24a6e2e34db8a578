//! Digest and story page as they are sent out: what a sanitizer leaves of them, and where their links lead.

use super::{context, shipped};
use backstory::view::html::write;
use backstory::view::{digest, story_page};
use std::rc::Rc;

/// What WordPress's strictest role keeps (`wp_kses_post`); it keeps every `data-` attribute too.
const KEPT: [&str; 24] = [
    "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "dl", "dt", "dd", "dfn", "span", "a",
    "b", "cite", "q", "details", "summary", "nav",
];
const KEPT_ATTRIBUTES: [&str; 8] = ["class", "id", "lang", "dir", "href", "rel", "role", "aria-label"];

#[test]
fn digest_and_story_page_survive_the_strictest_sanitizer() {
    let story = shipped();
    let html = write(&story_page(context(&story))) + &write(&digest(context(&story), "", &[0, 1]));
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let mut parts = tag.split(' ');
        let name = parts.next().unwrap().trim_start_matches('/');
        assert!(KEPT.contains(&name), "<{name}> would be stripped");
        for attribute in tag.split('"').step_by(2).filter_map(|part| part.rsplit(' ').next()) {
            let Some(attribute) = attribute.strip_suffix('=') else { continue };
            let is_kept = KEPT_ATTRIBUTES.contains(&attribute) || attribute.starts_with("data-");
            assert!(is_kept, "{attribute} would be stripped");
        }
    }
}

#[test]
fn every_link_of_the_story_page_leads_somewhere_in_it() {
    let html = write(&story_page(context(&shipped())));
    let ids: std::collections::HashSet<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), html.matches(" id=\"").count(), "an id stands twice");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
}

#[test]
fn the_story_page_begins_with_links_to_its_parts_and_years() {
    let html = write(&story_page(context(&shipped())));
    let (head, rest) = html.split_once("<nav class=\"contents\">").unwrap();
    let (contents, page) = rest.split_once("</nav>").unwrap();
    assert!(!head.contains("<section class=\"about\""), "contents come first");
    let links: Vec<(&str, &str)> =
        contents.split("<a href=\"#").skip(1).filter_map(|link| link.split_once("</a>")?.0.split_once("\">")).collect();
    for (id, words) in &links {
        let (_, part) = page.split_once(&format!(" id=\"{id}\">")).unwrap();
        let heading = part.split('>').nth(1).and_then(|words| words.split('<').next());
        assert_eq!(heading, Some(*words), "#{id}");
    }
    let words: Vec<&str> = links.iter().map(|(_, words)| *words).collect();
    for part in ["Timeline", "2022", "Disputed points", "Who said what", "Glossary", "Sources"] {
        assert!(words.contains(&part), "{part} is not in {words:?}");
    }
    assert_eq!(links.len(), page.matches("<section class=").count() + page.matches("<li class=\"year\"").count());
    let mut bare = (*shipped()).clone();
    bare.questions.clear();
    assert!(!write(&story_page(context(&Rc::new(bare)))).contains(">Disputed points</a>"));
}
