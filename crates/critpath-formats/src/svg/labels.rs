//! Words that are wanted somewhere on a picture into places where none covers another and none leaves it.

use super::layout::Area;

/// Height of a word above and below its line.
const ABOVE: f64 = 9.0;
const BELOW: f64 = 3.0;
/// Distance of lines.
const LINE: f64 = ABOVE + BELOW;
/// Distance to the edges of the picture.
const EDGE: f64 = 2.0;

/// The words that have a place.
#[derive(Debug)]
pub(super) struct Labels {
    area: Area,
    taken: Vec<Area>,
}

impl Labels {
    pub fn new(area: Area) -> Self {
        Labels { area, taken: Vec::new() }
    }

    /// The widest word that there is room for.
    pub fn room(&self) -> f64 {
        self.area.width - 2.0 * EDGE
    }

    /// Left end and line of a word: at the first of some left ends at which it covers no other, on the line nearest to the one
    /// that is wanted. Nothing if the picture is full. O(lines × words).
    pub fn place(&mut self, lefts: &[f64], line: f64, width: f64) -> Option<(f64, f64)> {
        let area = self.area;
        let (first, last) = (area.y + EDGE + ABOVE, area.y + area.height - EDGE - BELOW);
        if width > self.room() || first > last {
            return None;
        }
        let line = line.clamp(first, last);
        let lines = (area.height / LINE) as u32 + 1;
        let away = (0..=lines).flat_map(|at| [f64::from(at) * LINE, -f64::from(at) * LINE]);
        for y in away.map(|away| line + away).filter(|y| (first..=last).contains(y)) {
            for left in lefts {
                let x = left.clamp(area.x + EDGE, area.x + area.width - EDGE - width);
                let wanted = Area { x, y: y - ABOVE, width, height: LINE };
                if !self.taken.iter().any(|taken| covers(taken, &wanted)) {
                    self.taken.push(wanted);
                    return Some((x, y));
                }
            }
        }
        None
    }
}

fn covers(a: &Area, b: &Area) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wanted_at_one_place_stand_beside_and_below_each_other_until_it_is_full() {
        let area = Area { x: 100.0, y: 50.0, width: 200.0, height: 60.0 };
        let mut labels = Labels::new(area);
        let placed: Vec<_> = std::iter::from_fn(|| labels.place(&[290.0, 110.0], 70.0, 90.0)).collect();
        assert_eq!(placed[0], (208.0, 70.0), "it is moved in from the edge");
        assert_eq!(placed.len(), 6, "three lines hold two each: {placed:?}");
        for (at, (x, y)) in placed.iter().enumerate() {
            assert!(*x >= 100.0 && x + 90.0 <= 300.0 && y - ABOVE >= 50.0 && y + BELOW <= 110.0);
            let beside = placed[..at].iter().all(|(a, b)| (a - x).abs() >= 90.0 || (b - y).abs() >= LINE);
            assert!(beside, "{placed:?}");
        }
        assert_eq!(labels.place(&[100.0], 70.0, 1_000.0), None);
    }
}
