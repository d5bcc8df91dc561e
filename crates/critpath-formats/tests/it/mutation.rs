//! Texts with random damage, the same on every machine.

use critpath::diagnostic::Diagnostic;

/// A generator that is the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    /// A number below this one.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// One of these texts, with some of its parts replaced by some of the pieces.
    pub fn mutate(&mut self, texts: &[String], pieces: &[&str]) -> String {
        let mut text = texts[self.roll(texts.len())].clone();
        for _ in 0..=self.roll(4) {
            let mut at = self.roll(text.len());
            let mut end = (at + self.roll(40)).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(at..end, pieces[self.roll(pieces.len())]);
        }
        text
    }
}

/// Every finding stands at a place of the text.
pub fn all_inside(diagnostics: &[Diagnostic], text: &str) {
    for diagnostic in diagnostics {
        let inside =
            diagnostic.span.is_none_or(|span| span.start <= span.end && span.end as usize <= text.len());
        assert!(inside, "{diagnostic:?}");
    }
}
