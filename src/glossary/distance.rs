//! How many slips of the finger part two words.

/// The slips (a letter more, less or other, or two neighbours swapped) between two words, if at most `limit`.
pub(super) fn within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // Rows of the optimal string alignment table: two back, one back, this one.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, from) in a.iter().enumerate() {
        let mut left = row + 1;
        let mut this = vec![left];
        let mut least = left;
        let mut last = None;
        for (column, to) in b.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX - 1);
            let mut cost = at(&above, column) + usize::from(from != to);
            cost = cost.min(left + 1).min(at(&above, column + 1) + 1);
            if previous == Some(to) && last == Some(from) {
                cost = cost.min(at(&before, column.wrapping_sub(1)) + 1);
            }
            this.push(cost);
            least = least.min(cost);
            left = cost;
            last = Some(to);
        }
        if least > limit {
            return None;
        }
        before = std::mem::replace(&mut above, this);
        previous = Some(from);
    }
    above.last().copied().filter(|slips| *slips <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slips(a: &str, b: &str) -> Option<usize> {
        let chars = |word: &str| word.chars().collect::<Vec<_>>();
        within(&chars(a), &chars(b), 2)
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
