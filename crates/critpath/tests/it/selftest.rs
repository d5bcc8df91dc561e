//! Tests of the room `selftest` through the public interface.

use critpath::selftest::{self, CASES, CaseReport, Check};

fn failures(reports: &[CaseReport]) -> Vec<(&str, &Check)> {
    let failed = |report| -> Vec<_> {
        let report: &CaseReport = report;
        report.checks.iter().filter(|check| !check.passed).map(|check| (report.id.as_str(), check)).collect()
    };
    reports.iter().flat_map(failed).collect()
}

#[test]
fn every_published_figure_is_met() {
    let reports = selftest::run();
    assert_eq!(failures(&reports), []);
    let counts: Vec<_> = reports.iter().map(|report| (report.id.as_str(), report.checks.len())).collect();
    // Duration and critical set, and each cell of each table; of the 36 relations also the total, and
    // again those whose dates stay within the plan.
    // Of networks that can be shortened the cost of each duration, and the shortest.
    // Of estimated networks the mean, and as stated path, variance, probabilities, and each cell.
    let figures = [
        ("EX-01", 2 + 7 * 6),
        ("EX-02", 2 + 6 * 7),
        ("EX-03", 2 + 10 * 6),
        ("EX-04", 3 + 3 + 9 * 6),
        ("EX-05", 7 + 1),
        ("EX-06", 2 + 8 * 6),
        ("EX-07", 4),
        ("EX-08", 9 + 1),
        ("EX-09", 4),
        ("EX-09-crash", 3 + 1),
        ("EX-10", 2 + 7 * 5),
        ("EX-11", 2 + 13 * 5),
        ("EX-12", 2 + 17 * 6),
        ("EX-13", 2 + 17 + 2),
        ("EX-14", (36 + 20) * 17),
        ("EX-15", 2 + 2 * 4 * 5),
        ("EX-16", 2 + 14 * 6),
        ("EX-17", 3),
        ("EX-18", 17 + 1),
        ("EX-19", 4 + 11),
        ("EX-20", 4 + 10),
        ("EX-21", 2 + 9 * 6),
        ("EX-22", 5 + 1),
        // Of each network moments, probabilities and percentiles; of each distribution moments, ends and quantiles.
        ("EX-23", 3 * 8),
        ("EX-24", 4),
        ("EX-25", 4 * 2 + 1),
        ("EX-26", 5 * 2 * 6),
        ("EX-27", 3 * 2 + 6 + 4 + 3),
        ("EX-28", 2 + 6 * 5 + 4),
        ("EX-33", 10 + 2),
        ("EX-34", 3 * 4),
        ("EX-35", 2 * 4),
        ("EX-36", 5 + 1 + 3 + 1 + 2),
        ("EX-37", 2),
        ("EX-38", 2 * 3 + 2 * 2 + 2 + 2),
        ("EX-39", 2 + 3 * 2),
        ("EX-40", 3),
    ];
    assert_eq!(counts, figures);
    assert!(reports.iter().all(CaseReport::passed));
}

/// Every number among the published figures, changed, is noticed.
#[test]
fn a_wrong_figure_fails() {
    let wrong = |before: &str, after: &str| {
        assert!(CASES.contains(before), "{before}");
        selftest::run_cases(&CASES.replacen(before, after, 1)).unwrap()
    };
    let reports = wrong("\"E\": [2, 3, 4, 5, 2, 2, 0]", "\"E\": [2, 3, 4, 5, 2, 1, 0]");
    let failed = failures(&reports);
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].0, failed[0].1.what.as_str()), ("EX-02", "FF of E"));
    assert_eq!(
        (failed[0].1.computed.to_string(), failed[0].1.published.to_string()),
        ("2".into(), "1".into())
    );
    for (before, after, id) in [
        ("\"critical\": [\"C\", \"F\"]", "\"critical\": [\"C\", \"E\"]", "EX-02"),
        ("\"duration\": 31", "\"duration\": 30", "EX-04"),
        ("\"30\": 0.2511675", "\"30\": 0.2512", "EX-04"),
        ("\"variance\": 319.4444444", "\"variance\": 319.43", "EX-09"),
        ("\"240\": 34000", "\"240\": 35000", "EX-09-crash"),
        ("\"duration\": 31, \"critical\"", "\"duration\": 30, \"critical\"", "EX-13"),
        ("[\"SF\", -2, 5, 3, 10, ", "[\"SF\", -2, 5, 3, 11, ", "EX-14"),
        ("\"E\", 4, [\"C\"]", "\"E\", 4, [\"nobody\"]", "EX-06"),
    ] {
        let reports = wrong(before, after);
        let failed: Vec<_> =
            reports.iter().filter(|report| !report.passed()).map(|r| r.id.as_str()).collect();
        assert_eq!(failed, [id], "{before}");
    }
    assert!(selftest::run_cases("[{}]").is_err());
}

#[test]
fn reports_are_data() {
    let reports = selftest::run();
    let json = serde_json::to_string(&reports).unwrap();
    assert_eq!(serde_json::from_str::<Vec<CaseReport>>(&json).unwrap(), reports);
}
