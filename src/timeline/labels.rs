//! Which marks keep a label, and where. Between two marks of a row lies one gap. The label of the left one may fill it; so may
//! that of the right one where its own right has no room: both if they fit, otherwise the more important. So no label can
//! touch another, and whether one is shown depends on its neighbours alone, never on where the window is; only a label that
//! an edge of the window cuts is made to fit ([`fitted`]).

use super::frame::PlacedMark;
use super::mark_shape::Stretch;

/// Pixels between a mark and the label beside it.
const NEAR: f64 = 4.0;
/// Pixels between a label and the next mark.
const APART: f64 = 8.0;
/// Pixels between a label and the ends of the bar it lies in.
const INSET: f64 = 6.0;

impl PlacedMark {
    /// The least width of its label.
    fn least(&self, shortest: f64) -> f64 {
        self.preferred_width.min(shortest)
    }

    /// Returns whether it has no label yet and one would fit in `room` pixels.
    fn fits(&self, room: f64, shortest: f64) -> bool {
        self.preferred_width > 0.0 && self.label.is_none() && room >= self.least(shortest)
    }
}

/// Places the labels of a row of marks given by time. `shortest` is the least width of a cut label; none reaches beyond
/// `bounds`, the ends of the story. Labels inside their marks are only marked as such: [`inside`] positions them in view.
pub(super) fn place(row: &mut [PlacedMark], shortest: f64, bounds: Stretch) {
    for mark in row.iter_mut() {
        if mark.preferred_width > 0.0 && mark.area.w - 2.0 * INSET >= mark.preferred_width {
            mark.label = Some(INSIDE);
        }
    }
    // Gap `right` lies left of mark `right`.
    for right in 0..=row.len() {
        let start = |index: usize| row.get(index).map_or(bounds.end() + APART, |mark| mark.area.x);
        let to = start(right);
        let from = match right.checked_sub(1).and_then(|left| row.get(left)) {
            Some(mark) => mark.area.end(),
            None => bounds.x - APART,
        };
        let mut room = to - from - NEAR - APART;
        let left = right.checked_sub(1).and_then(|left| row.get(left)).filter(|mark| mark.fits(room, shortest));
        let next = row.get(right).filter(|mark| {
            let own_room = start(right + 1) - mark.area.end() - NEAR - APART;
            mark.fits(room, shortest) && own_room < mark.least(shortest)
        });
        let (mut takes_left, mut takes_right) = (left.is_some(), next.is_some());
        let mut reserved = 0.0;
        if let (Some(one), Some(other)) = (left, next) {
            let least = other.least(shortest) + NEAR + APART;
            if room >= one.least(shortest) + least {
                reserved = least;
            } else {
                takes_right = one.importance > other.importance;
                takes_left = !takes_right;
            }
        }
        if takes_left && let Some(mark) = row.get_mut(right - 1) {
            let w = mark.preferred_width.min(room - reserved);
            mark.label = Some(Stretch { x: from + NEAR, w });
            room -= w + NEAR + APART;
        }
        if takes_right && let Some(mark) = row.get_mut(right) {
            let w = mark.preferred_width.min(room);
            mark.label = Some(Stretch { x: to - NEAR - w, w });
        }
    }
    for mark in row {
        if mark.fits(mark.area.w - 2.0 * INSET, shortest) {
            mark.label = Some(INSIDE);
        }
    }
}

/// A label inside its mark that has no position yet.
const INSIDE: Stretch = Stretch { x: 0.0, w: -1.0 };

/// Returns whether a mark's label goes inside it.
pub(super) fn is_inside(mark: &PlacedMark) -> bool {
    mark.label.is_some_and(|label| label.w < 0.0)
}

/// The label inside a mark, if there is room: where the mark comes into view of a viewport that begins at pixel `viewport_x`.
/// (Not by `position: sticky`: that makes a layer of every label, and of all that lies over it.)
pub(super) fn inside(mark: Stretch, viewport_x: f64, preferred_width: f64, shortest: f64) -> Option<Stretch> {
    let least = preferred_width.min(shortest);
    let room = mark.w - 2.0 * INSET;
    let hidden = (viewport_x - mark.x).max(0.0);
    // A mark that has left the window, or nearly, keeps its label at its start.
    let hidden = if room - hidden >= least { hidden } else { 0.0 };
    (room >= least).then_some(Stretch { x: mark.x + hidden + INSET, w: preferred_width.min(room - hidden) })
}

/// A label that an edge of the window `view` cuts: shorter, if it can be, and none where its mark is out of view.
pub(super) fn fitted(label: Stretch, mark: Stretch, view: Stretch, least: f64) -> Option<Stretch> {
    let is_cut = |by: f64| label.x < by && by < label.end();
    if !is_cut(view.x) && !is_cut(view.end()) {
        return Some(label);
    }
    let seen = label.within(view);
    (seen.w >= least && mark.end() > view.x && mark.x < view.end()).then_some(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Drawing, MarkKind};

    const BOUNDS: Stretch = Stretch { x: 0.0, w: 1000.0 };

    #[derive(Debug, PartialEq)]
    enum Position {
        None,
        Beside(Stretch),
        Inside,
    }

    fn row(marks: &[(f64, f64, f64, u8)]) -> Vec<Position> {
        let mut row: Vec<PlacedMark> = marks
            .iter()
            .map(|&(x, w, preferred_width, importance)| PlacedMark {
                lane: 0,
                row: 0,
                y: 0.0,
                area: Stretch { x, w },
                label: None,
                kind: MarkKind::Item(0),
                drawing: Drawing::default(),
                preferred_width,
                importance,
                first: 0,
            })
            .collect();
        place(&mut row, 40.0, BOUNDS);
        row.iter()
            .map(|mark| match mark.label {
                Some(_) if is_inside(mark) => Position::Inside,
                Some(label) => Position::Beside(label),
                None => Position::None,
            })
            .collect()
    }

    fn beside(x: f64, w: f64) -> Position {
        Position::Beside(Stretch { x, w })
    }

    #[test]
    fn a_label_lies_inside_or_beside_or_nowhere() {
        assert_eq!(row(&[(100.0, 24.0, 80.0, 1)]), [beside(128.0, 80.0)]);
        assert_eq!(row(&[(100.0, 200.0, 80.0, 1)]), [Position::Inside]);
        assert_eq!(row(&[(100.0, 24.0, 0.0, 1)]), [Position::None]);
        // Cut down to the gap; a gap too small leaves the first one bare.
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (96.0, 24.0, 0.0, 1)]), [beside(28.0, 60.0), Position::None]);
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (60.0, 24.0, 80.0, 1)]), [Position::None, beside(88.0, 80.0)]);
        // Rather cut inside than none at all.
        assert_eq!(row(&[(0.0, 60.0, 80.0, 1), (60.0, 24.0, 0.0, 1)]), [Position::Inside, Position::None]);
    }

    #[test]
    fn a_label_cut_by_the_window_is_shortened_or_dropped() {
        let view = Stretch { x: 100.0, w: 400.0 };
        let fit = |x, w, mark| fitted(Stretch { x, w }, Stretch { x: mark, w: 24.0 }, view, 40.0);
        let at = |x, w| Some(Stretch { x, w });
        assert_eq!(fit(200.0, 80.0, 172.0), at(200.0, 80.0), "in view");
        assert_eq!(fit(600.0, 80.0, 572.0), at(600.0, 80.0), "out of view");
        assert_eq!(fit(440.0, 80.0, 412.0), at(440.0, 60.0), "cut on the right");
        assert_eq!(fit(60.0, 90.0, 154.0), at(100.0, 50.0), "cut on the left, before its mark");
        assert_eq!(fit(480.0, 80.0, 452.0), None, "too little is left");
        assert_eq!(fit(60.0, 90.0, 30.0), None, "its mark is out of view");
    }

    #[test]
    fn at_the_end_of_the_story_it_turns_to_the_left() {
        assert_eq!(row(&[(970.0, 24.0, 80.0, 1)]), [beside(886.0, 80.0)]);
    }

    #[test]
    fn the_more_important_wins_the_gap() {
        let gap = |left, right| row(&[(846.0, 24.0, 80.0, left), (970.0, 24.0, 80.0, right)]);
        assert_eq!(gap(2, 2), [beside(874.0, 80.0), Position::None]);
        assert_eq!(gap(2, 1), [Position::None, beside(886.0, 80.0)]);
        let wide = row(&[(600.0, 24.0, 80.0, 2), (970.0, 24.0, 80.0, 1)]);
        assert_eq!(wide, [beside(628.0, 80.0), beside(886.0, 80.0)], "a wide gap has room for both");
    }
}
