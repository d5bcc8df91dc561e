//! A verdict into a picture: one self-contained sheet, no scripts, no fonts of its own.

use critpath::model::result::{GateReason, GateResult, Verdict};

use super::{ORDER, counts, facts, mark, saying, subject, title, word};
use crate::escape::{line, markup};
use crate::measure::{clip, columns, hundredths};
use crate::svg::{Theme, sheet_css};

const MARGIN: f64 = 24.0;
const WIDTH: f64 = 920.0;
/// Where the words of a reason begin, beside its mark.
const INDENT: f64 = 60.0;
const LINE: f64 = 18.0;

/// Draws the sheet. The same input gives the same bytes. O(n).
pub fn svg(result: &GateResult, theme: Theme) -> String {
    let mut sheet = Sheet { body: String::new(), y: MARGIN };
    sheet.head(result);
    for verdict in ORDER {
        for reason in saying(&result.reasons, verdict) {
            sheet.reason(reason);
        }
    }
    let height = sheet.y + MARGIN - 8.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"critpath-sheet\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"critpath-sheet-title\">\n\
         <title id=\"critpath-sheet-title\">{}: {}</title>\n<style>{}</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\n{}</svg>\n",
        word(result.verdict),
        markup(&title(result)),
        sheet_css(theme),
        sheet.body
    )
}

struct Sheet {
    body: String,
    y: f64,
}

impl Sheet {
    fn head(&mut self, result: &GateResult) {
        let class = class(result.verdict);
        let words = format!("{} {}", mark(result.verdict), word(result.verdict));
        let width = 32.0 + hundredths(&words) as f64 * 0.20;
        self.body += &format!(
            "<rect class=\"plate {class}\" x=\"{MARGIN}\" y=\"{}\" width=\"{width}\" height=\"40\" rx=\"8\"/>\n",
            self.y
        );
        self.text("verdict", MARGIN + width / 2.0, 27.0, &words);
        let left = MARGIN + width + 18.0;
        let room = ((WIDTH - MARGIN - left) / 0.18) as usize;
        self.text("title", left, 18.0, &clip(&line(&title(result)), room, hundredths));
        let facts: Vec<String> = std::iter::once(counts(result)).chain(facts(result)).collect();
        let room = ((WIDTH - MARGIN - left) / 0.12) as usize;
        self.text("facts", left, 38.0, &clip(&facts.join("  \u{b7}  "), room, hundredths));
        self.y += 60.0;
    }

    fn reason(&mut self, reason: &GateReason) {
        let class = class(reason.verdict);
        let top = self.y;
        self.body += &format!(
            "<path class=\"rule\" d=\"M{MARGIN} {top}H{}\"/>\n<circle class=\"plate {class}\" cx=\"{}\" cy=\"{}\" r=\"10\"/>\n",
            WIDTH - MARGIN,
            MARGIN + 14.0,
            top + 20.0
        );
        self.text("mark", MARGIN + 14.0, 24.5, mark(reason.verdict));
        let owner = reason.owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
        let advisory = if reason.advisory { ", advisory" } else { "" };
        let about = format!("{} {}{owner}{advisory}", subject(reason.kind), reason.subject);
        let about = clip(&line(&about), 2_400, hundredths).into_owned();
        let room = WIDTH - MARGIN - INDENT - hundredths(&about) as f64 * 0.12 - 16.0;
        self.text("name", INDENT, 25.0, &clip(&line(&reason.name), (room / 0.14) as usize, hundredths));
        self.text("about", WIDTH - MARGIN, 25.0, &about);
        self.y += 30.0;
        self.paragraph("detail", &reason.detail);
        if let Some(needed) = &reason.needed {
            self.paragraph(&format!("needed {class}"), &format!("\u{2192} {needed}"));
        }
        self.y += 12.0;
    }

    /// Words in lines, of which a sheet has few.
    fn paragraph(&mut self, class: &str, content: &str) {
        const LINES: usize = 4;
        let lines = wrap(&line(content), WIDTH - MARGIN - INDENT);
        for (at, content) in lines.iter().take(LINES).enumerate() {
            let cut = at + 1 == LINES && lines.len() > LINES;
            let content = if cut { format!("{content} \u{2026}") } else { content.clone() };
            self.text(class, INDENT, LINE - 4.0, &content);
            self.y += LINE;
        }
    }

    /// A text at its baseline, so far below where the sheet is.
    fn text(&mut self, class: &str, x: f64, below: f64, content: &str) {
        let y = self.y + below;
        self.body += &format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>\n", markup(content));
    }
}

/// Lines that fit into a width, in a font of 13 pixels; a word that is longer is cut.
fn wrap(content: &str, width: f64) -> Vec<String> {
    let room = (width / 0.13) as usize;
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in content.split(' ').filter(|word| columns(word) > 0) {
        let word = clip(word, room, hundredths);
        let needed = hundredths(&word);
        match lines.last_mut() {
            Some((line, used)) if *used + 38 + needed <= room => {
                *line += " ";
                *line += &word;
                *used += 38 + needed;
            }
            _ => lines.push((word.into_owned(), needed)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "go",
        Verdict::NoGo => "no-go",
        Verdict::Inconclusive => "open",
    }
}
