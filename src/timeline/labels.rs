//! Which marks keep a label, and where: whole or not at all, in the mark's own row, nearer to it than to any other mark.
//!
//! The important go first. A name lies in what is drawn to length where it fits, else beside it; a dot's begins at its shape.
//! A label to the left of its mark would be read as another day's where days can be told apart: there is none.
//!
//! Whether a label is shown depends on its neighbours alone, and on the edges of the window, which cut none.

use super::frame::{MarkKind, PlacedMark};
use super::mark_shape::{MarkShape, Stretch, VISIBLE};

/// Pixels between a mark and the label beside it: a dot's frame, while it is selected, lies between.
const NEAR: f64 = 7.0;
/// Pixels between a label and the ends of the window: letters are wider in some engines than in others.
const EDGE: f64 = 4.0;
/// Pixels between a label and the next mark.
const APART: f64 = 14.0;
/// Pixels between a label and the ends of the bar it lies in.
const INSET: f64 = 6.0;
/// Half of the width of a point's shape, in ems.
const SHAPE: f64 = 0.4;

/// Room for the labels of a lane.
pub(super) struct LabelRoom {
    /// The time of the story.
    pub story: Stretch,
    /// The window.
    pub view: Stretch,
    /// Font size.
    pub em: f64,
    /// Width of a mark.
    pub target: f64,
    /// True where the axis tells days apart.
    pub has_days: bool,
}

impl LabelRoom {
    /// Places the labels of a row of marks given by time: of equals the last first, as it may have room on one side only.
    pub fn place(&self, row: &mut [PlacedMark]) {
        for importance in 0..4 {
            for index in (0..row.len()).rev() {
                let Some(mark) = row.get(index).filter(|mark| mark.importance == importance) else { continue };
                let before = index.checked_sub(1).and_then(|before| row.get(before));
                let label = self.label(mark, before, row.get(index + 1));
                if let Some(mark) = row.get_mut(index) {
                    mark.label = label;
                }
            }
        }
    }

    fn label(&self, mark: &PlacedMark, before: Option<&PlacedMark>, after: Option<&PlacedMark>) -> Option<Stretch> {
        let (area, w) = (mark.area, mark.preferred_width);
        if w <= 0.0 {
            return None;
        }
        let mut first =
            before.map_or(self.story.x, |it| it.label.map_or(it.area.end(), |l| l.end().max(it.area.end())) + APART);
        let mut last = after.map_or(self.story.end(), |it| it.label.map_or(it.area.x, |l| l.x.min(it.area.x)) - APART);
        let view = self.view;
        let is_wide = mark.drawing.shape == MarkShape::Bar || area.w > self.target + VISIBLE;
        // The shape that a label stands beside.
        let middle = area.x + area.w / 2.0;
        let shape = if is_wide || matches!(mark.kind, MarkKind::Cluster(_)) {
            area
        } else {
            Stretch { x: middle - SHAPE * self.em, w: 2.0 * SHAPE * self.em }
        };
        if shape.end() > view.x && shape.x < view.end() {
            (first, last) = (first.max(view.x + EDGE), last.min(view.end() - EDGE));
        } else if shape.x >= view.end() {
            // Nor does one stand in the window whose mark does not.
            first = first.max(view.end());
        } else {
            last = last.min(view.x);
        }
        let fits = |x: f64, first: f64, last: f64| (x >= first && x + w <= last).then_some(Stretch { x, w });
        if is_wide {
            let start = area.x + INSET;
            let end = area.end() - INSET;
            let seen = start.max(view.x + INSET);
            // One that has left the window keeps its label at its start.
            let start = if shape.end() <= view.x { start } else { seen };
            let inside = fits(start, start, end.min(last));
            if inside.is_some() {
                return inside;
            }
        }
        fits(shape.end() + NEAR, first, last)
            .or_else(|| fits(shape.x - NEAR - w, first, last).filter(|_| !self.has_days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Drawing;

    const WHOLE: Stretch = Stretch { x: 0.0, w: 1000.0 };

    /// Labels of a row of dots, or bars where wider than a mark: position, width, width of the label, importance.
    fn row_in(view: Stretch, has_days: bool, marks: &[(f64, f64, f64, u8)]) -> Vec<Option<(f64, f64)>> {
        let mut row: Vec<PlacedMark> = marks
            .iter()
            .map(|&(x, w, preferred_width, importance)| PlacedMark {
                lane: 0,
                row: 0,
                y: 0.0,
                area: Stretch { x, w },
                label: None,
                kind: MarkKind::Item(0),
                drawing: Drawing {
                    shape: if w > 24.0 { MarkShape::Bar } else { MarkShape::Wide },
                    ..Drawing::default()
                },
                preferred_width,
                importance,
                first: 0,
            })
            .collect();
        LabelRoom { story: WHOLE, view, em: 10.0, target: 24.0, has_days }.place(&mut row);
        row.iter().map(|mark| mark.label.map(|label| (label.x, label.w))).collect()
    }

    fn row(marks: &[(f64, f64, f64, u8)]) -> Vec<Option<(f64, f64)>> {
        row_in(WHOLE, false, marks)
    }

    #[test]
    fn a_label_lies_inside_or_beside_or_nowhere() {
        assert_eq!(row(&[(100.0, 24.0, 80.0, 1)]), [Some((123.0, 80.0))]);
        assert_eq!(row(&[(100.0, 200.0, 80.0, 1)]), [Some((106.0, 80.0))]);
        assert_eq!(row(&[(100.0, 60.0, 80.0, 1)]), [Some((167.0, 80.0))], "beside a bar that is too short");
        assert_eq!(row(&[(100.0, 24.0, 0.0, 1)]), [None]);
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (96.0, 24.0, 0.0, 1)]), [None, None], "whole or absent");
        assert_eq!(row(&[(0.0, 24.0, 80.0, 1), (60.0, 24.0, 80.0, 1)]), [None, Some((83.0, 80.0))]);
    }

    #[test]
    fn at_the_end_of_the_story_it_turns_to_the_left_unless_days_are_told_apart() {
        assert_eq!(row(&[(970.0, 24.0, 80.0, 1)]), [Some((891.0, 80.0))]);
        assert_eq!(row_in(WHOLE, true, &[(970.0, 24.0, 80.0, 1)]), [None]);
    }

    #[test]
    fn the_more_important_wins_the_gap() {
        let gap = |left, right| row(&[(846.0, 24.0, 80.0, left), (970.0, 24.0, 80.0, right)]);
        assert_eq!(gap(1, 2), [Some((869.0, 80.0)), None]);
        assert_eq!(gap(2, 1), [Some((767.0, 80.0)), Some((891.0, 80.0))], "and the other turns");
        assert_eq!(gap(2, 2), gap(2, 1), "as the first of two equals does");
    }

    #[test]
    fn the_window_cuts_no_label() {
        let view = Stretch { x: 100.0, w: 400.0 };
        let at = |x, w| row_in(view, false, &[(x, w, 80.0, 1)]);
        assert_eq!(at(472.0, 24.0), [Some((393.0, 80.0))], "to the left at its end");
        assert_eq!(at(394.0, 24.0), [Some((315.0, 80.0))], "nor does one touch it");
        assert_eq!(at(90.0, 24.0), [Some((113.0, 80.0))]);
        assert_eq!(at(70.0, 24.0), [None], "of a mark before it none stands in it");
        assert_eq!(at(0.0, 300.0), [Some((106.0, 80.0))], "a bar that comes in from the left");
        assert_eq!(at(450.0, 300.0), [Some((363.0, 80.0))], "and one that leaves on the right");
    }
}
