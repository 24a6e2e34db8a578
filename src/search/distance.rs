//! Edit distance of two words: optimal string alignment, with neighbours swapped counted as one edit.

/// A column of the alignment table, for one letter of the second word.
pub(super) struct Column {
    letter: char,
    /// Cost in the row above, and in the row before that.
    above: usize,
    before: usize,
}

/// Returns the edits (a letter more, less or other, or two neighbours swapped) between two words, if at most `limit`.
/// `columns` is a buffer, reused between calls.
pub(super) fn within(a: &str, b: &str, limit: usize, columns: &mut Vec<Column>) -> Option<usize> {
    columns.clear();
    for letter in b.chars() {
        columns.push(Column { letter, above: columns.len() + 1, before: 0 });
    }
    let mut edits = columns.len();
    let mut previous = '\0';
    for (row, from) in a.chars().enumerate() {
        // The column before the first holds the number of the row.
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
        edits = left;
        previous = from;
    }
    (edits <= limit).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edits(a: &str, b: &str) -> Option<usize> {
        within(a, b, 2, &mut Vec::new())
    }

    #[test]
    fn edits_are_counted() {
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
            assert_eq!((edits(a, b), edits(b, a)), (expected, expected), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_that_of_strsim(a in "[abc]{0,7}", b in "[abc]{0,7}") {
            let expected = strsim::osa_distance(&a, &b);
            prop_assert_eq!(edits(&a, &b), (expected <= 2).then_some(expected));
        }
    }
}
