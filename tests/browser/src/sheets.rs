//! Contact sheets: pictures of one width joined in columns, for inspection by eye.

use image::RgbImage;
use image::imageops::replace;

/// Width of a sheet, in pixels: five telephones or two articles side by side.
const WIDTH: u32 = 1_760;
/// Height of a sheet, in pixels. Image viewers scale larger sheets down until their text cannot be read.
const HEIGHT: u32 = 1_400;
/// Space between two pictures, in pixels.
const GAP: u32 = 12;
/// A picture is not cut to fill fewer rows than this.
const REST: u32 = 200;

/// Lays pictures one below the other, column by column and sheet by sheet. One that does not fit into the rest of its column goes
/// on in the next.
pub fn lay(pictures: &[RgbImage]) -> Vec<RgbImage> {
    let width = pictures.iter().map(RgbImage::width).max().unwrap_or(0);
    let columns = ((WIDTH + GAP) / (width + GAP)).max(1);
    let (mut sheets, mut column, mut top) = (Vec::new(), columns, 0);
    for picture in pictures {
        let mut done = 0;
        while done < picture.height() {
            let left = picture.height() - done;
            if sheets.is_empty() || (left > HEIGHT - top && HEIGHT - top < REST) {
                (column, top) = (column + 1, 0);
                if column >= columns {
                    sheets.push(RgbImage::from_pixel(columns * (width + GAP) - GAP, HEIGHT, image::Rgb([136; 3])));
                    column = 0;
                }
            }
            let height = left.min(HEIGHT - top);
            let part = image::imageops::crop_imm(picture, 0, done, picture.width(), height).to_image();
            if let Some(sheet) = sheets.last_mut() {
                replace(sheet, &part, i64::from(column * (width + GAP)), i64::from(top));
            }
            done += height;
            top = (top + height + GAP).min(HEIGHT);
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::{GAP, HEIGHT, REST, lay};
    use image::{Rgb, RgbImage};

    #[test]
    fn pictures_fill_columns_and_go_on_in_the_next() {
        let picture = |height, level| RgbImage::from_pixel(800, height, Rgb([level; 3]));
        let sheets = lay(&[picture(HEIGHT - REST / 2, 1), picture(HEIGHT + 300, 2), picture(100, 3)]);
        let [first, second] = sheets.as_slice() else { panic!("{} sheets", sheets.len()) };
        assert_eq!((first.width(), first.height()), (1_612, HEIGHT));
        // What is left of the first column is too low for the second picture, whose end stands on the second sheet.
        assert_eq!(first.get_pixel(0, HEIGHT - 1).0, [136; 3]);
        assert_eq!(first.get_pixel(812, 0).0, [2; 3]);
        assert_eq!(second.get_pixel(0, 299).0, [2; 3]);
        assert_eq!(second.get_pixel(0, 300 + GAP).0, [3; 3]);
    }
}
