//! Geometry of the drawn timeline: days in, rectangles out. Knows no DOM, no text layout, no story.
