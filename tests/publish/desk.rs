//! What the desk publishes: the same folder, in an archive with all that an editor keeps.

use std::collections::BTreeMap;
use std::fs;

use backstory::desk::archive;
use backstory::desk::publication::Publication;
use backstory::publish::Built;

use crate::built::{integrity, prepared};
use crate::text;

#[test]
fn a_publication_of_the_desk_has_its_picture_where_services_look() {
    let folder = prepared();
    let dist = folder.path().join("dist");
    let story = r#"{ "id": "bridge", "lang": "en", "title": "The “bridge” & more", "evidence": "none",
        "events": [{ "id": "a", "date": "1932", "headline": "It opens" }],
        "media": [{ "url": "https://img.example/b.jpg", "alt": "A bridge", "width": 3, "height": 2 }] }"#;
    let base = "https://news.example/bridge/";
    for (base, picture, is_named) in [(base, &b"PNG"[..], true), ("", b"PNG", false), (base, b"", false)] {
        let mut publication = Publication::default();
        for name in Built::names() {
            publication.add(name.clone(), fs::read(dist.join(&name)).unwrap());
        }
        let filled = publication.fill(story, base, picture).unwrap();
        let others = [("snippets/a.txt".to_owned(), "b".to_owned())];
        let zip = publication.archive("{}", &others).unwrap();
        let files: BTreeMap<String, Vec<u8>> = archive::files(&zip).unwrap().into_iter().collect();
        for name in ["social.png", "backstory/social.png"] {
            assert_eq!(files.get(name).map(Vec::as_slice), Some(picture).filter(|it| !it.is_empty()), "{name}");
        }
        for page in ["backstory/story.html", "backstory/embed.html"] {
            let html = text(&files, page);
            let line = "<meta property=\"og:image\" content=\"https://news.example/bridge/social.png\">";
            assert_eq!(html.contains(line), is_named, "{page}: {html}");
            assert_eq!(html.contains("og:title\" content=\"The “bridge” &amp; more\""), is_named, "{page}");
        }
        assert_eq!(filled.integrity, integrity(&files[&format!("backstory/{}", filled.script)]));
        assert!(text(&files, "backstory/builder.html").contains("data-images=\"https://img.example\""));
        assert_eq!(text(&files, "snippets/a.txt"), "b");
        assert_eq!(archive::open(&zip).unwrap().story, story);
    }
}
