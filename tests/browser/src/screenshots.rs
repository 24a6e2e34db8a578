//! Screenshots at three widths, light and dark, in each engine, for inspection by eye.

use crate::Options;
use crate::engine::{Compositing, Engine};
use crate::page::Page;
use crate::pictures::with_palette;
use crate::scenarios::{PREPARED, SCENES, Scene};
use crate::server::Server;
use crate::sheets;
use crate::webdriver::Session;
use anyhow::{Context as _, Result, ensure};
use image::ImageFormat;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A telephone, a tablet and a desk, in CSS pixels.
pub const SIZES: [(u32, u32); 3] = [(360, 900), (768, 900), (1280, 900)];

/// Takes all screenshots into `folder`: of the whole page or, with scenes, of the window over the embed in each.
///
/// # Errors
/// When an engine does not start or a picture cannot be taken.
pub fn take(options: &Options, folder: &Path) -> Result<()> {
    let scenes = scenes(&options.scenes)?;
    let view = options.view.as_deref().unwrap_or("default");
    for &engine in &options.engines {
        let driver = engine.start_driver(&options.geckodriver, Compositing::On)?;
        let server = Server::start(&options.folders)?;
        let session = Session::start(engine, &driver)?;
        let mut page = Page::new(&session, &server, None);
        for &(width, height) in &options.sizes {
            for dark in [false, true] {
                let scheme = if dark { "dark" } else { "light" };
                let path = |name: &str| folder.join(format!("{name}-{width}-{scheme}-{engine}.png"));
                page.reset()?;
                page.size(width, height)?;
                page.scheme(dark)?;
                if options.has_sections {
                    sections(&mut page, options, scheme, &path)?;
                    continue;
                }
                if scenes.is_empty() {
                    prepare(&mut page, options, dark)?;
                    page.screenshot_of_page(&path(view))?;
                    println!("{}", path(view).display());
                }
                for scene in &scenes {
                    prepare(&mut page, options, dark)?;
                    show(&page, scene)?;
                    page.screenshot(&path(scene.name))?;
                    println!("{}", path(scene.name).display());
                }
            }
        }
    }
    Ok(())
}

/// A picture for each section of a page that says by `data-ready` that all of them are there, or sheets of all of them. Its
/// address names the colours, which not every engine's driver can set.
fn sections(page: &mut Page, options: &Options, scheme: &str, path: &impl Fn(&str) -> PathBuf) -> Result<()> {
    let mark = if options.page.contains('?') { '&' } else { '?' };
    page.open(&format!("{}{mark}theme={scheme}", options.page))?;
    page.wait_for("document.documentElement.dataset.ready === ''", "all sections are there")?;
    let pictures = page.pictures_of_sections()?;
    if options.has_sheets {
        let pictures: Result<Vec<_>> = pictures
            .iter()
            .map(|(_, png)| Ok(image::load_from_memory_with_format(png, ImageFormat::Png)?.to_rgb8()))
            .collect();
        for (n, sheet) in sheets::lay(&pictures?).iter().enumerate() {
            let path = path(&format!("sheet-{}", n + 1));
            std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            sheet.save(&path).with_context(|| format!("writing {}", path.display()))?;
            println!("{}", path.display());
        }
        return Ok(());
    }
    for (name, picture) in pictures {
        let path = path(&name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&path, picture).with_context(|| format!("writing {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Bytes that both pictures of the README may have together.
const README_BYTES: usize = 150_000;

/// Takes the README's pictures into `folder`: the first view of the demonstration article, wide and narrow, in Chromium.
///
/// # Errors
/// When they cannot be taken, or weigh too much.
pub fn for_readme(options: &Options, folder: &Path) -> Result<()> {
    let driver = Engine::Chromium.start_driver(&options.geckodriver, Compositing::On)?;
    let server = Server::start(&options.folders)?;
    let session = Session::start(Engine::Chromium, &driver)?;
    let mut page = Page::new(&session, &server, None);
    let mut bytes = 0;
    for (name, width) in [("first-view-wide.png", 1280), ("first-view-narrow.png", 400)] {
        page.reset()?;
        page.size(width, 1_600)?;
        prepare(&mut page, options, false)?;
        page.script("find('back-story').scrollIntoView({ behavior: 'instant' }); await rested();")?;
        let picture = with_palette(&page.picture_of("back-story")?)?;
        bytes += picture.len();
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(name), picture)?;
        println!("{}", folder.join(name).display());
    }
    ensure!(bytes <= README_BYTES, "the README's pictures weigh {bytes} bytes, more than {README_BYTES}");
    Ok(())
}

/// The scenes of these names; `all` stands for every one.
fn scenes(names: &[String]) -> Result<Vec<&'static Scene>> {
    if names == ["all"] {
        return Ok(SCENES.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            let known = || SCENES.iter().map(|scene| scene.name).collect::<Vec<_>>().join(", ");
            let found = SCENES.iter().find(|scene| scene.name == name);
            found.with_context(|| format!("there is no scene `{name}`; there are {}", known()))
        })
        .collect()
}

/// Opens the page, waits for the embed, where there is one, and turns it to the view that is wanted.
fn prepare(page: &mut Page, options: &Options, dark: bool) -> Result<()> {
    page.open(&options.page)?;
    if page.engine() == Engine::Webkit {
        page.scheme(dark)?;
    }
    page.script(
        "const late = new Promise((resolve) => setTimeout(resolve, 5000));
         return Promise.race([late, document.querySelector('back-story')?.load?.()]).then(() => null);",
    )
    .context("the embed did not come up")?;
    if let Some(view) = &options.view {
        let view = Value::from(view.as_str());
        page.script(&format!("document.querySelector('back-story')?.setAttribute('view', {view});"))?;
    }
    page.script("await (find('back-story')?.shadowRoot ? rested() : settled(() => document.fonts.status));").map(drop)
}

/// Brings the embed to the top of the window and into the state of the scene.
fn show(page: &Page, scene: &Scene) -> Result<()> {
    ensure!(page.eval::<bool>("Boolean(find('back-story')?.shadowRoot)")?, "the page shows no widget");
    let script = scene.script;
    page.script(&format!(
        "{PREPARED}
         scrollTo(0, host.getBoundingClientRect().top + scrollY - 8);
         {script}
         return null;"
    ))
    .with_context(|| format!("in the scene `{}`", scene.name))?;
    Ok(())
}
