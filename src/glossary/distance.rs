//! How many slips of the finger part two words.

/// The slips (a letter more, less or other, or two neighbours swapped) between two words, if at most `limit`. `cells` is room
/// to reckon in.
pub(super) fn within(a: &str, b: &str, limit: usize, cells: &mut Vec<usize>) -> Option<usize> {
    // The optimal string alignment table, row behind row: what a cell needs lies a fixed way back.
    cells.clear();
    cells.push(0);
    for _ in b.chars() {
        cells.push(cells.len());
    }
    let width = cells.len();
    let mut above = None;
    for (row, from) in a.chars().enumerate() {
        cells.push(row + 1);
        let mut left = None;
        for to in b.chars() {
            let back = |by: usize| cells.get(cells.len().wrapping_sub(by)).copied().unwrap_or_default();
            let mut cost = (back(1) + 1).min(back(width) + 1).min(back(width + 1) + usize::from(from != to));
            if above == Some(to) && left == Some(from) {
                cost = cost.min(back(2 * width + 2) + 1);
            }
            cells.push(cost);
            left = Some(to);
        }
        above = Some(from);
    }
    cells.last().copied().filter(|slips| *slips <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        within(a, b, 2, &mut Vec::new())
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, expected) in [
            ("", "", Some(0)),
            ("massimov", "massimov", Some(0)),
            ("massimov", "massinov", Some(1)),
            ("massimov", "masismov", Some(1)),
            ("massimov", "masimov", Some(1)),
            ("almaty", "almtay", Some(1)),
            ("ab", "ba", Some(1)),
            ("токаев", "токоев", Some(1)),
            ("massimov", "assimow", Some(2)),
            ("massimov", "tokayev", None),
            ("a", "abcd", None),
        ] {
            assert_eq!((slips(a, b), slips(b, a)), (expected, expected), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_strsim_says(a in "[abc]{0,7}", b in "[abc]{0,7}") {
            let expected = strsim::osa_distance(&a, &b);
            prop_assert_eq!(slips(&a, &b), (expected <= 2).then_some(expected));
        }
    }
}
