//! The drivers of a forecast into a tornado: one bar each, the strongest on top.

use super::MARGIN;
use crate::chart::Forecasted;
use crate::escape;
use crate::measure::{clip, hundredths};
use crate::svg::{px, text};

/// Drivers that are drawn; what follows moves little.
const MOST: usize = 12;
/// Height of a row.
const ROW: f64 = 24.0;

/// Draws it from `y` downwards: the picture, and where it ends.
pub(super) fn tornado(facts: &Forecasted<'_>, width: f64, y: f64) -> (String, f64) {
    let drivers: Vec<_> = facts.drivers().into_iter().take(MOST).collect();
    let more = facts.forecast.drivers.len() - drivers.len();
    let names = (width * 0.28).clamp(140.0, 340.0);
    let amounts = (width * 0.3).clamp(150.0, 330.0);
    let (left, right) = (MARGIN + names + 10.0, width - MARGIN - amounts);
    // Where nothing moves the finish the other way, the bars begin at the left.
    let negative = drivers.iter().any(|driver| driver.correlation < -0.05);
    let zero = if negative { (left + right) / 2.0 } else { left };
    let most = drivers.iter().map(|driver| driver.correlation.abs()).fold(0.01, f64::max);
    let mut svg = text("head", MARGIN, y, "What moves the finish");
    svg += &text("caption", left, y, "rank correlation with the finish: 0 moves nothing, 1 decides alone");
    let mut top = y + 10.0;
    for driver in &drivers {
        let middle = top + ROW / 2.0 + 4.0;
        let name = escape::line(driver.name);
        svg += &text("name", MARGIN, middle, &clip(&name, (names / 0.125) as usize, hundredths));
        let end = zero + driver.correlation / most * (right - if negative { zero } else { left });
        svg += &format!(
            "<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            driver.kind,
            px(zero.min(end)),
            px(top + 4.0),
            px((end - zero).abs().max(1.0)),
            px(ROW - 8.0)
        );
        svg += &text(
            "amount",
            right + 10.0,
            middle,
            &clip(&driver.text, (amounts / 0.115) as usize, hundredths),
        );
        top += ROW;
    }
    svg +=
        &format!("<path class=\"edge line\" d=\"M{x} {}V{}\"/>\n", px(y + 8.0), px(top + 2.0), x = px(zero));
    if more > 0 {
        svg += &text("caption", MARGIN, top + 14.0, &format!("and {more} that move it less"));
        top += 18.0;
    }
    (svg, top + 4.0)
}
