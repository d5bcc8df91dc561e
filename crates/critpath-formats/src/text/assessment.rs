//! An assessment into a table for a terminal: each check with its count, its figure, its limit and its verdict.

use critpath::model::result::{AssessedCheck, AssessmentResult, AssessmentUnit, CheckVerdict};

use super::paint::{Style, paint};
use super::{TextOptions, flow};
use crate::escape;
use crate::measure::{clip, columns, fit};

const HEADINGS: [&str; 6] = ["Point", "Check", "Count", "Figure", "Limit", "Verdict"];
/// The first column that stands right.
const AMOUNTS: usize = 2;

/// Writes the checks one to a line, in their order, then how many pass, fail, and lack what they need. O(n).
pub fn assessment_table(assessment: &AssessmentResult, options: &TextOptions) -> String {
    let cells: Vec<[String; 5]> = assessment.checks.iter().map(cells).collect();
    let width_of = |column: usize| {
        let widest = cells.iter().map(|cells| columns(&cells[column])).max().unwrap_or_default();
        widest.max(columns(HEADINGS[column]))
    };
    let widths: [usize; 5] = std::array::from_fn(width_of);
    let line = |cells: [&str; 5], verdict: &str| {
        let cell = |at: usize| match at {
            ..AMOUNTS => fit(cells[at], widths[at]),
            _ => " ".repeat(widths[at] - columns(cells[at])) + cells[at],
        };
        let cells: [String; 5] = std::array::from_fn(cell);
        format!("{}  {verdict}", cells.join("  "))
    };
    let [point, check, count, figure, limit, verdict] = HEADINGS;
    let header = line([point, check, count, figure, limit], verdict);
    let mut out = heading(assessment, options);
    out += &format!("{}\n", paint(&header, Style::Strong, options.color));
    out += &format!("{}\n", paint(&"\u{2500}".repeat(columns(&header)), Style::Faint, options.color));
    let room = options.columns().saturating_sub(widths.iter().map(|width| width + 2).sum());
    for (check, cells) in assessment.checks.iter().zip(&cells) {
        let (verdict, style) = match check.verdict {
            CheckVerdict::Pass => ("pass".to_owned(), Style::Plain),
            CheckVerdict::Fail => ("FAIL".to_owned(), Style::Critical),
            CheckVerdict::NotComputable => (format!("-  {}", escape::line(&check.detail)), Style::Faint),
        };
        let verdict = clip(&verdict, room.max(24), columns);
        let line = line(std::array::from_fn(|at| cells[at].as_str()), &verdict);
        out += &format!("{}\n", paint(line.trim_end(), style, options.color));
    }
    out + "\n" + &summary(assessment)
}

/// How many checks of each publication pass, fail, and lack what they need.
fn summary(assessment: &AssessmentResult) -> String {
    let publication = |check: &AssessedCheck| check.point.split(' ').next().unwrap_or_default().to_owned();
    let mut lines: Vec<(String, [usize; 3])> = Vec::new();
    for check in &assessment.checks {
        let name = publication(check);
        if lines.last().is_none_or(|(last, _)| *last != name) {
            lines.push((name, [0; 3]));
        }
        if let Some((_, counts)) = lines.last_mut() {
            counts[check.verdict as usize] += 1;
        }
    }
    let line = |(name, [passed, failed, not_computable]): &(String, [usize; 3])| {
        format!("{name}: {passed} pass, {failed} fail, {not_computable} not computable\n")
    };
    lines.iter().map(line).collect()
}

fn heading(assessment: &AssessmentResult, options: &TextOptions) -> String {
    let AssessmentResult { file, name, profile, data_date, baseline, .. } = assessment;
    let title = if name.is_empty() { file } else { name };
    let title = format!("Assessment `{profile}` of {}", escape::line(title.trim()));
    let data_date = data_date.as_ref().map_or("no data date".into(), |date| format!("data date {date}"));
    let baseline =
        baseline.as_ref().map_or("no baseline".into(), |name| format!("baseline `{}`", escape::line(name)));
    let title = paint(&clip(&title, options.columns(), columns), Style::Strong, options.color);
    format!("{title}\n{}\n\n", flow(&[data_date, baseline], " \u{b7} ", options.columns()))
}

fn cells(check: &AssessedCheck) -> [String; 5] {
    let count = check.count.zip(check.of).map(|(count, of)| format!("{count}/{of}"));
    let figure = check.value.map(|value| amount(value, check.unit));
    let limit = format!("{} {}", check.comparator, amount(check.threshold, check.unit));
    let or_none = |cell: Option<String>| cell.unwrap_or_else(|| "-".into());
    [check.point.clone(), check.title.clone(), or_none(count), or_none(figure), limit]
}

/// `5.5 %`, `0.967`, `600 d`.
fn amount(value: f64, unit: AssessmentUnit) -> String {
    let (decimals, unit) = match unit {
        AssessmentUnit::Percent => (1, " %"),
        AssessmentUnit::Index => (3, ""),
        AssessmentUnit::Days => (1, " d"),
    };
    let text = format!("{value:.decimals$}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!(amount(5.0, AssessmentUnit::Percent), "5 %");
        assert_eq!(amount(0.0, AssessmentUnit::Percent), "0 %");
        assert_eq!(amount(100.0, AssessmentUnit::Percent), "100 %");
        assert_eq!(amount(116.0 / 120.0, AssessmentUnit::Index), "0.967");
        assert_eq!(amount(600.0, AssessmentUnit::Days), "600 d");
    }
}
