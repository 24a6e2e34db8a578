//! `backstory draw`: a picture of the drawn timeline, in a file.

#[cfg(not(any(target_os = "wasi", target_arch = "x86")))]
mod png;

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Opened, Refused, open};
use super::report::{print, say};
use crate::compile::compile;
use crate::draw::{SOCIAL, Size, svg};
use crate::model::Story;

/// What to draw, and where to.
#[derive(Debug, Args)]
pub(super) struct Draw {
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
    /// Write an SVG here, for print; `-` is standard output
    #[arg(long, value_name = "FILE", required_unless_present = "png")]
    svg: Option<PathBuf>,
    /// Write a PNG here, for social cards
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// A font for the words of the PNG, in place of the system's; may be given several times
    #[arg(long = "font", value_name = "FILE", requires = "png")]
    fonts: Vec<PathBuf>,
    /// Width and height in CSS pixels
    #[arg(long, value_name = "WxH", default_value = "1200x630", value_parser = size)]
    size: Size,
}

/// `1200x630`; what is smaller than a thumbnail or larger than a poster is refused.
fn size(written: &str) -> Result<Size, String> {
    let (width, height) = written.split_once(['x', '×']).ok_or("write width and height: 1200x630")?;
    let number =
        |digits: &str, least: u16| digits.trim().parse::<u16>().ok().filter(|number| (least..=8_000).contains(number));
    match (number(width, 480), number(height, 320)) {
        (Some(width), Some(height)) => Ok(Size { width: f64::from(width), height: f64::from(height) }),
        _ => Err("the least is 480x320, the most 8000x8000".to_owned()),
    }
}

impl Draw {
    pub(super) fn run(self) -> Outcome {
        let story = match open(&self.folder) {
            Ok(Opened { story, .. }) => story,
            Err(Refused { files, problems }) => {
                print(&problems, &files);
                return Outcome::Failed;
            }
        };
        let drawn = compile(&story).map_err(|error| error.to_string()).map(|story| svg(&story, self.size));
        let written = drawn.and_then(|picture| self.write(&picture));
        match written {
            Ok(()) => Outcome::Fine,
            Err(message) => {
                eprintln!("error: {message}");
                Outcome::Failed
            }
        }
    }

    /// Writes every picture that is asked for, or none.
    fn write(&self, picture: &str) -> Result<(), String> {
        let mut drafts = Vec::new();
        if let Some(place) = self.svg.as_deref().filter(|place| *place != Path::new("-")) {
            drafts.push(Draft::new(place, picture.as_bytes())?);
        }
        if let Some(place) = &self.png {
            drafts.push(Draft::new(place, &png(picture, &self.fonts)?)?);
        }
        if self.svg.as_deref() == Some(Path::new("-")) {
            say(picture.trim_end());
        }
        drafts.iter_mut().try_for_each(Draft::publish)
    }
}

/// The [social picture](crate::publish::social) of a story, in the system's fonts.
///
/// # Errors
/// When this build draws no PNG, or no font is installed.
pub(super) fn social(story: &Story) -> Result<Vec<u8>, String> {
    png(&svg(story, SOCIAL), &[])
}

/// A picture as PNG.
#[cfg(not(any(target_os = "wasi", target_arch = "x86")))]
fn png(picture: &str, fonts: &[PathBuf]) -> Result<Vec<u8>, String> {
    png::png(picture, fonts)
}

/// Where no library for fonts is built in.
#[cfg(any(target_os = "wasi", target_arch = "x86"))]
fn png(_: &str, _: &[PathBuf]) -> Result<Vec<u8>, String> {
    Err("this build of the command draws SVG only, for it finds no fonts: take `--svg` and save it as PNG in a browser, or use the \
         native command"
        .to_owned())
}
