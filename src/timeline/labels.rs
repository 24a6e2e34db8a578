//! Which marks keep a label, and where. Between two marks of a row lies one gap. The label of the left one may fill it; so may
//! that of the right one where its own right has no room: both if they fit, otherwise the more important. So no label can
//! touch another, and whether one is shown depends on its neighbours alone, never on where the window stands.

use super::marks::Stretch;

/// Pixels between a mark and the label beside it.
const NEAR: f64 = 4.0;
/// Pixels between a label and the next mark.
const APART: f64 = 8.0;
/// Pixels between a label and the ends of the bar it lies in.
const INSET: f64 = 6.0;

/// Where a mark's label goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    None,
    /// Beside the mark, in these pixels.
    Beside(Stretch),
    /// In the mark, wherever that is in view.
    Inside,
}

/// A mark of a row that would like a label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub mark: Stretch,
    /// What the whole label would take, in pixels; 0 for none.
    pub wants: f64,
    /// 1 to 3; anything above for marks without a label.
    pub importance: u8,
    pub place: Place,
}

impl Wish {
    fn least(&self, shortest: f64) -> f64 {
        self.wants.min(shortest)
    }

    fn open(&self) -> bool {
        self.wants > 0.0 && self.place == Place::None
    }

    fn fits_inside(&self, wants: f64) -> bool {
        self.wants > 0.0 && self.mark.w - 2.0 * INSET >= wants
    }
}

/// Places the labels of a row of marks given by time. `shortest` is what a label can be cut down to; none reaches beyond
/// `walls`, the ends of the story.
pub(super) fn place(row: &mut [Wish], shortest: f64, walls: Stretch) {
    for wish in row.iter_mut() {
        if wish.fits_inside(wish.wants) {
            wish.place = Place::Inside;
        }
    }
    // Gap `right` lies left of mark `right`.
    for right in 0..=row.len() {
        let left = right.checked_sub(1);
        let from = left.and_then(|left| row.get(left)).map_or(walls.x - APART, |wish| wish.mark.end());
        let to = row.get(right).map_or(walls.end() + APART, |wish| wish.mark.x);
        let room = to - from - NEAR - APART;
        let one = left.and_then(|left| row.get(left)).filter(|wish| wish.open() && room >= wish.least(shortest));
        let other = row.get(right).filter(|wish| {
            let own_to = row.get(right + 1).map_or(walls.end() + APART, |next| next.mark.x);
            let own_room = own_to - wish.mark.end() - NEAR - APART;
            wish.open() && room >= wish.least(shortest) && own_room < wish.least(shortest)
        });
        let (mut one, mut other) = (one.copied(), other.copied());
        let mut reserved = 0.0;
        if let (Some(left_wish), Some(right_wish)) = (one, other) {
            let least = right_wish.least(shortest) + NEAR + APART;
            if room >= left_wish.least(shortest) + least {
                reserved = least;
            } else if left_wish.importance <= right_wish.importance {
                other = None;
            } else {
                one = None;
            }
        }
        let mut room = room;
        if let (Some(wish), Some(of)) = (one, left.and_then(|left| row.get_mut(left))) {
            let w = wish.wants.min(room - reserved);
            of.place = Place::Beside(Stretch { x: from + NEAR, w });
            room -= w + NEAR + APART;
        }
        if let (Some(wish), Some(of)) = (other, row.get_mut(right)) {
            let w = wish.wants.min(room);
            of.place = Place::Beside(Stretch { x: to - NEAR - w, w });
        }
    }
    for wish in row {
        if wish.place == Place::None && wish.fits_inside(wish.least(shortest)) {
            wish.place = Place::Inside;
        }
    }
}

/// The label inside a mark: in that part of it which is in view, if it has room there.
pub(super) fn inside(mark: Stretch, view: Stretch, wants: f64, shortest: f64) -> Option<Stretch> {
    let seen = mark.within(view);
    let room = seen.w - 2.0 * INSET;
    (room >= wants.min(shortest)).then_some(Stretch { x: seen.x + INSET, w: wants.min(room) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WALLS: Stretch = Stretch { x: 0.0, w: 1000.0 };

    fn row(marks: &[(f64, f64, f64, u8)]) -> Vec<Place> {
        let mut row: Vec<Wish> = marks
            .iter()
            .map(|&(x, w, wants, importance)| Wish { mark: Stretch { x, w }, wants, importance, place: Place::None })
            .collect();
        place(&mut row, 40.0, WALLS);
        row.into_iter().map(|wish| wish.place).collect()
    }

    fn beside(x: f64, w: f64) -> Place {
        Place::Beside(Stretch { x, w })
    }

    #[test]
    fn a_label_lies_inside_or_beside_or_nowhere() {
        assert_eq!(row(&[(100.0, 24.0, 80.0, 1)]), [beside(128.0, 80.0)]);
        assert_eq!(row(&[(100.0, 200.0, 80.0, 1)]), [Place::Inside]);
        assert_eq!(row(&[(100.0, 24.0, 0.0, 1)]), [Place::None]);
        // Cut down to the gap; a gap too small leaves the first one bare.
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (96.0, 24.0, 0.0, 1)]), [beside(28.0, 60.0), Place::None]);
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (60.0, 24.0, 80.0, 1)]), [Place::None, beside(88.0, 80.0)]);
        // Rather cut inside than none at all.
        assert_eq!(row(&[(0.0, 60.0, 80.0, 1), (60.0, 24.0, 0.0, 1)]), [Place::Inside, Place::None]);
    }

    #[test]
    fn at_the_end_of_the_story_it_turns_to_the_left() {
        assert_eq!(row(&[(970.0, 24.0, 80.0, 1)]), [beside(886.0, 80.0)]);
    }

    #[test]
    fn the_more_important_wins_the_gap() {
        let gap = |left, right| row(&[(846.0, 24.0, 80.0, left), (970.0, 24.0, 80.0, right)]);
        assert_eq!(gap(2, 2), [beside(874.0, 80.0), Place::None]);
        assert_eq!(gap(2, 1), [Place::None, beside(886.0, 80.0)]);
        let wide = row(&[(600.0, 24.0, 80.0, 2), (970.0, 24.0, 80.0, 1)]);
        assert_eq!(wide, [beside(628.0, 80.0), beside(886.0, 80.0)], "a wide gap has room for both");
    }
}
