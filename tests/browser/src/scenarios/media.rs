//! Media of an event: they load when it is open, from where its story is; what fails leaves the text whole and moves nothing;
//! no request goes to a third party.

use crate::engine::Engine;
use crate::page::Page;
use crate::scenario::{Failure, Scenario};
use anyhow::ensure;
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    Scenario::new("media: a picture loads when its event opens, and moves nothing", MANUAL, shown),
    Scenario::new("media: a picture that is missing leaves its place and the text", MANUAL, missing),
    Scenario::new("media: a policy without img-src leaves the text whole", "/hosts/trusted-types/index.html", refused),
];

const MANUAL: &str = "/pages/host/?loading=manual";

/// The picture of the selected event.
const IMAGE: &str = "find('back-story >>> figure img')";

/// Shows a story whose event has a picture beside the story, and a player of another site.
fn open(page: &Page, picture: &str) -> Result<(), Failure> {
    let story = json!({
        "lang": "en",
        "title": "The footbridge",
        "events": [
            {
                "id": "closed",
                "date": "2024-03-02",
                "headline": "The council closes the footbridge",
                "summary": "It is **shut**, says the [notice](https://notice.example/).\n\n- To walkers\n- To riders",
                "media": [
                    { "url": format!("/made/{picture}"), "alt": "A bridge.", "width": 1600, "height": 1067, "caption": "The bridge.",
                      "credit": "Ada Penn" },
                    { "url": "https://www.youtube.com/watch?v=x", "title": "The collapse" },
                ],
            },
            { "id": "ferry", "date": "2024-03-04", "headline": "A ferry starts" },
        ],
    });
    page.publish("media.json", story.to_string().into_bytes());
    page.wait_for("customElements.get('back-story')", "the script has run")?;
    page.script(
        "const host = find('back-story');
         host.src = '/made/media.json';
         await host.load();",
    )?;
    page.wait_for("find('back-story >>> #title')?.textContent === 'The footbridge'", "the story is shown")?;
    page.script("find('back-story').select('closed');")?;
    page.wait_for(IMAGE, "the event is open")?;
    Ok(())
}

/// The place of the picture is as its width and height say, and the text beside it is there.
fn stands(page: &Page, when: &str) -> Result<(), Failure> {
    page.script(&format!("{IMAGE}.scrollIntoView({{ block: 'center', behavior: 'instant' }});"))?;
    page.wait_for(&format!("{IMAGE}.complete"), "the picture has loaded or failed")?;
    let [width, height]: [f64; 2] =
        page.eval(&format!("(({{ width, height }}) => [width, height])({IMAGE}.getBoundingClientRect())"))?;
    let wanted = (width * 1067.0 / 1600.0).min(384.0);
    ensure!((height - wanted).abs() < 1.5, "{when} it is {width} x {height}, not {wanted} high");
    let text: String = page.eval(&format!("{IMAGE}.closest('.body').textContent"))?;
    for words in ["It is shut, says the notice", "To riders", "The bridge. Ada Penn", "The collapse · youtube.com"] {
        ensure!(text.contains(words), "{when}: {text}");
    }
    Ok(())
}

fn shown(page: &mut Page) -> Result<(), Failure> {
    let picture =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1067"><rect width="9" height="9"/></svg>"#;
    page.publish("bridge.svg", picture.as_bytes().to_vec());
    open(page, "bridge.svg")?;
    stands(page, "loaded")?;
    // WebKit never reported this size, so that drawing is not asserted there.
    if page.engine() != Engine::Webkit {
        page.wait_for(&format!("{IMAGE}.naturalWidth === 1600"), "it is the picture")?;
    }
    let attributes: Vec<String> = page.eval(&format!("[{IMAGE}.loading, {IMAGE}.decoding, {IMAGE}.alt]"))?;
    ensure!(attributes == ["lazy", "async", "A bridge."], "{attributes:?}");
    // The player of another site is a link, and nothing of it is in the page before a click.
    let asked: Vec<String> = page.eval("performance.getEntriesByType('resource').map((it) => it.name)")?;
    ensure!(!asked.iter().any(|name| name.contains("youtube")), "{asked:?}");
    let link: String = page.eval("find('back-story >>> .page').closest('a').href")?;
    ensure!(link == "https://www.youtube.com/watch?v=x" && page.eval::<bool>("!find('back-story >>> iframe')")?);
    page.assert_accessible("back-story")?;
    Ok(())
}

fn missing(page: &mut Page) -> Result<(), Failure> {
    open(page, "nowhere.svg")?;
    stands(page, "missing")?;
    ensure!(page.eval::<bool>(&format!("{IMAGE}.naturalWidth === 0"))?, "nothing is there");
    page.expect_missing("nowhere.svg")?;
    Ok(())
}

fn refused(page: &mut Page) -> Result<(), Failure> {
    open(page, "bridge.svg")?;
    stands(page, "refused")?;
    page.expect_problem("csp", "img-src")?;
    Ok(())
}
