//! How many slips of the finger part two words.

/// A column of the optimal string alignment table.
pub(super) struct Column {
    letter: char,
    /// In the row above, and in the one before that.
    above: usize,
    before: usize,
}

/// The slips (a letter more, less or other, or two neighbours swapped) between two words, if at most `limit`. `columns` is
/// room to reckon in.
pub(super) fn within(a: &str, b: &str, limit: usize, columns: &mut Vec<Column>) -> Option<usize> {
    columns.clear();
    for letter in b.chars() {
        columns.push(Column { letter, above: columns.len() + 1, before: 0 });
    }
    let mut slips = columns.len();
    let mut previous = '\0';
    for (row, from) in a.chars().enumerate() {
        // To the left of the first column a row holds its own number.
        let (mut diagonal, mut left) = (row, row + 1);
        let (mut corner, mut beside) = (0, row.wrapping_sub(1));
        let mut last = '\0';
        for column in &mut *columns {
            let mut cost = (diagonal + usize::from(from != column.letter)).min(left.min(column.above) + 1);
            if from == last && column.letter == previous {
                cost = cost.min(corner + 1);
            }
            (corner, beside) = (beside, column.before);
            (diagonal, column.before, column.above) = (column.above, column.above, cost);
            left = cost;
            last = column.letter;
        }
        slips = left;
        previous = from;
    }
    (slips <= limit).then_some(slips)
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
