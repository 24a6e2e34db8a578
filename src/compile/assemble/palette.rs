//! The palette: eight hues. The stylesheet has their lightness and chroma, so that the contrast of all of them is the same on
//! light and on dark pages.

/// Halves of the hues of the slots, in degrees of OKLCH. Neighbours are far apart.
const HUES: [u8; 8] = [125, 25, 75, 165, 47, 100, 10, 145];

/// Half of the hue of a slot of the palette; 0 for none.
pub(super) fn hue(slot: u8) -> u8 {
    HUES.get(usize::from(slot).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::HUES;

    /// Red, green and blue of `OKLab`, from 0 to 1, linear (Björn Ottosson’s matrices, as CSS Color 4 § 18 has them).
    fn linear([l, a, b]: [f64; 3]) -> [f64; 3] {
        let cube = |[a_of, b_of]: [f64; 2]| (l + a_of * a + b_of * b).powi(3);
        let long = cube([0.396_337_777_4, 0.215_803_757_3]);
        let middle = cube([-0.105_561_345_8, -0.063_854_172_8]);
        let short = cube([-0.089_484_177_5, -1.291_485_548_0]);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
        .map(|part| part.clamp(0.0, 1.0))
    }

    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        let (one, other) = (luminance(one), luminance(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_colour_is_seen_on_light_and_dark_pages() {
        let styles = include_str!("../../../www/styles/marks.css");
        let (_, rule) = styles.split_once("--own: color-mix(in oklab, var(--ink) ").unwrap();
        let numbers: Vec<f64> = rule.split([' ', '%', '(']).filter_map(|part| part.parse().ok()).take(3).collect();
        let [of_ink, lightness, chroma] = numbers[..] else { panic!("{rule}") };
        let share = of_ink / 100.0;
        // Lightness of ink and paper: of the demonstration article, and of the strongest pages.
        for (ink, paper) in [(0.22, 0.99), (0.0, 1.0), (0.92, 0.19), (1.0, 0.0)] {
            for hue in HUES {
                let (sine, cosine) = (2.0 * f64::from(hue)).to_radians().sin_cos();
                let [a, b] = [cosine, sine].map(|of| chroma * of * (1.0 - share));
                let mixed = [lightness / 100.0 * (1.0 - share) + ink * share, a, b];
                let contrast = contrast(linear(mixed), linear([paper, 0.0, 0.0]));
                // WCAG 1.4.11, non-text contrast.
                assert!(contrast >= 3.0, "{hue} on {paper}: {contrast}");
            }
        }
        for pair in HUES.windows(2) {
            let apart = 2 * u16::from(pair[0].abs_diff(pair[1]));
            assert!(apart.min(360 - apart) >= 75, "{pair:?}");
        }
    }
}
