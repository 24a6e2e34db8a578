//! Pictures of elements, held against references that are kept as thumbnails: what an eye would notice from afar, not every
//! pixel, which engines and fonts draw a little differently from version to version.

use crate::engine::Engine;
use anyhow::{Context as _, Result, ensure};
use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageFormat};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Width of a thumbnail, in pixels.
const WIDTH: u32 = 96;
/// Pixels that differ by less than this, of 255 levels of grey, are the same.
const LEVELS: u8 = 40;
/// Permille of a thumbnail's pixels that may differ: a line that moved by a pixel, not a line more or less.
const TOLERANCE: usize = 15;
/// Difference in height that a thumbnail may have, in pixels: about one of 96.
const HEIGHT: u32 = 1;

/// True if references are written instead of compared (`--renew-pictures`).
pub static RENEW: OnceLock<()> = OnceLock::new();

/// Holds a picture against the reference of its name, or writes that.
///
/// # Errors
/// When they differ, or there is no reference; the message says by how much. The picture is then in
/// `target/browser-failures/`.
pub fn compare(png: &[u8], engine: Engine, name: &str) -> Result<()> {
    let taken = image::load_from_memory_with_format(png, ImageFormat::Png).context("reading a screenshot")?.to_luma8();
    let height = (taken.height() * WIDTH / taken.width().max(1)).max(1);
    let taken = resize(&taken, WIDTH, height, FilterType::Triangle);
    let file = format!("{name}-{engine}.png");
    let path = root().join("tests/pictures").join(&file);
    if RENEW.get().is_some() {
        std::fs::create_dir_all(root().join("tests/pictures"))?;
        return taken.save(&path).with_context(|| format!("writing {}", path.display()));
    }
    let compared = image::open(&path)
        .with_context(|| format!("there is no reference {file}; `cargo xtask browse --renew-pictures` writes it"))
        .and_then(|reference| difference(&taken, &reference.to_luma8()));
    compared
        .inspect_err(|_| {
            let failures = root().join("target/browser-failures");
            let _ = std::fs::create_dir_all(&failures).and_then(|()| std::fs::write(failures.join(&file), png));
        })
        .with_context(|| format!("{file} differs; look at target/browser-failures/{file}"))
}

fn difference(taken: &GrayImage, reference: &GrayImage) -> Result<()> {
    let (one, other) = (taken.height(), reference.height());
    ensure!(one.abs_diff(other) <= HEIGHT, "it is {one} thumbnail pixels high, the reference {other}");
    let pixels = taken.enumerate_pixels().filter(|(x, y, _)| *x < reference.width() && *y < other);
    let differing = pixels.filter(|(x, y, pixel)| {
        let [level] = pixel.0;
        let [expected] = reference.get_pixel(*x, *y).0;
        level.abs_diff(expected) > LEVELS
    });
    let permille = differing.count() * 1_000 / (taken.width() * one.min(other)).max(1) as usize;
    ensure!(permille <= TOLERANCE, "{permille} of 1,000 thumbnail pixels differ, {TOLERANCE} may");
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A picture in at most 32 colours, which is a third of the bytes.
///
/// # Errors
/// When the bytes are no PNG.
pub fn with_palette(png: &[u8]) -> Result<Vec<u8>> {
    let picture = image::load_from_memory_with_format(png, ImageFormat::Png)?.to_rgba8();
    let quantizer = color_quant::NeuQuant::new(1, 32, picture.as_raw());
    let indices: Result<Vec<u8>, _> =
        picture.pixels().map(|pixel| u8::try_from(quantizer.index_of(&pixel.0))).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(quantizer.color_map_rgb());
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices?)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{GrayImage, difference};
    use image::Luma;

    #[test]
    fn a_moved_line_passes_and_a_missing_one_does_not() {
        let lines =
            |ys: &[u32]| GrayImage::from_fn(96, 200, |_, y| Luma([if ys.contains(&(y / 4)) { 0 } else { 255 }]));
        let faint = GrayImage::from_fn(96, 200, |_, y| Luma([if y / 4 == 3 { 30 } else { 255 }]));
        assert!(difference(&faint, &lines(&[3])).is_ok());
        assert!(difference(&lines(&[3]), &lines(&[3, 9])).is_err());
        assert!(difference(&lines(&[3]), &lines(&[5])).is_err());
        assert!(difference(&GrayImage::new(96, 210), &GrayImage::new(96, 200)).is_err());
    }
}
