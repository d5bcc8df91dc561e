//! Bands of float and what drag costs into the words that tables and pages share.

use critpath::duration::readable;
use critpath::model::result::{FloatBand, FloatResult, FloatsResult};

/// A band: `up to 0, critical`, `up to 1d`, `more than 5d`.
pub(crate) fn band_label(band: &FloatBand, day_s: i64) -> String {
    let amount = |seconds: i64| readable(seconds, day_s);
    match (band.above_s, band.up_to_s) {
        (None, Some(up_to)) => format!("up to {}, critical", amount(up_to)),
        (_, Some(up_to)) => format!("up to {}", amount(up_to)),
        (Some(above), None) => format!("more than {}", amount(above)),
        (None, None) => "all".into(),
    }
}

/// What the drag of a task costs; nothing where it has none.
pub(crate) fn drag_cost(task: &FloatResult, floats: &FloatsResult) -> String {
    let cost = task.drag_cost.filter(|cost| *cost != 0.0).map(|cost| format!("{cost:.2}"));
    match (cost, floats.currency.as_deref()) {
        (Some(cost), Some(currency)) => format!("{cost} {}", crate::escape::line(currency)),
        (cost, _) => cost.unwrap_or_default(),
    }
}
