//! `backstory draw`: a picture of the drawn timeline, for social cards and print. The geometry is the widget's own, at rest, and so
//! are the words of the axis; the picture has its own colours and asks for no font but the system's.

mod svg;

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::draft::Draft;
use super::folder::{Opened, Refused, open};
use super::report::{print, say};
use crate::compile::compile;
use svg::{Size, svg};

/// What to draw, and where to.
#[derive(Debug, Args)]
pub(super) struct Draw {
    /// The story's folder, or its JSON file
    #[arg(default_value = "seeds")]
    folder: PathBuf,
    /// Write an SVG here; `-` is standard output
    #[arg(long, value_name = "FILE", required = true)]
    svg: PathBuf,
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
        let written = drawn.and_then(|picture| {
            if self.svg.as_os_str() == "-" {
                say(picture.trim_end());
                return Ok(());
            }
            if self.svg.is_dir() {
                return Err(format!("`{}` is a folder; name a file in it", self.svg.display()));
            }
            Draft::new(&self.svg, picture.as_bytes())?.publish()
        });
        match written {
            Ok(()) => Outcome::Fine,
            Err(message) => {
                eprintln!("error: {message}");
                Outcome::Failed
            }
        }
    }
}
