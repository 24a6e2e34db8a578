//! A picture as PNG. Its words are set in fonts of this computer, or in those that are named.

use std::path::PathBuf;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Families that the picture's words are set in where none is named, the first that is there.
const SANS: [&str; 7] =
    ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Helvetica", "Arial"];
const SERIF: [&str; 6] = ["Charter", "Noto Serif", "DejaVu Serif", "Liberation Serif", "Georgia", "Times New Roman"];

/// Draws an SVG. `fonts` are files; without one, the system's fonts are used.
///
/// # Errors
/// When a font cannot be read, there is none, or the SVG cannot be drawn.
pub(super) fn png(svg: &str, fonts: &[PathBuf]) -> Result<Vec<u8>, String> {
    let mut options = Options::default();
    load(&mut options, fonts)?;
    let tree = Tree::from_str(svg, &options).map_err(|error| format!("the picture cannot be drawn: {error}"))?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the picture is too large to be drawn")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| format!("the picture cannot be written: {error}"))
}

/// Loads fonts, and chooses among them.
fn load(options: &mut Options, fonts: &[PathBuf]) -> Result<(), String> {
    let known = options.fontdb_mut();
    for font in fonts {
        let before = known.len();
        known.load_font_file(font).map_err(|error| format!("`{}` cannot be read: {error}", font.display()))?;
        if known.len() == before {
            return Err(format!("`{}` holds no font; name a file .ttf, .otf or .ttc", font.display()));
        }
    }
    if fonts.is_empty() {
        known.load_system_fonts();
    }
    let families: Vec<String> = known.faces().filter_map(|face| Some(face.families.first()?.0.clone())).collect();
    let first = families.first().ok_or(
        "no font is installed to write the words with: install one (on Debian `apt-get install fonts-noto-core`), or name \
         a file with --font",
    )?;
    let best = |wanted: &[&str]| {
        let found = wanted.iter().find(|wanted| families.iter().any(|family| family == *wanted));
        found.map_or_else(|| first.clone(), |family| (*family).to_owned())
    };
    let (sans, serif) = (best(&SANS), best(&SERIF));
    known.set_sans_serif_family(&sans);
    known.set_serif_family(serif);
    options.font_family = sans;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"320\"><rect width=\"480\" height=\"320\" \
                       fill=\"#fff\"/><text x=\"10\" y=\"60\" font-size=\"40\" font-family=\"system-ui,sans-serif\">Background</text></svg>";

    /// Pixels that are not white.
    fn drawn(png: &[u8]) -> usize {
        let picture = Pixmap::decode_png(png).unwrap();
        assert_eq!((picture.width(), picture.height()), (480, 320));
        picture.pixels().iter().filter(|pixel| pixel.red() < 128).count()
    }

    #[test]
    fn words_are_drawn_or_the_lack_of_fonts_is_told() {
        match png(SVG, &[]) {
            Ok(picture) => assert!(drawn(&picture) > 500, "{} dark pixels", drawn(&picture)),
            Err(message) => assert!(message.contains("install one") && message.contains("--font"), "{message}"),
        }
    }

    #[test]
    fn what_is_no_font_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("words.ttf");
        std::fs::write(&text, "words").unwrap();
        assert!(png(SVG, &[text]).unwrap_err().contains("holds no font"));
        assert!(png(SVG, &[folder.path().join("none.ttf")]).unwrap_err().contains("cannot be read"));
    }
}
