//! Relations, lags and calendars, worked by hand.

use super::*;

#[test]
fn finish_to_start_over_nights_and_weekends() {
    let result =
        solve(document(&[("a", "3d", ""), ("b", "3d", "a"), ("c", "1d", "a"), ("m", "milestone", "b,c")]));
    assert_eq!(dates(&result, "a"), "7T08 9T17");
    assert_eq!(dates(&result, "b"), "10T08 14T17");
    assert_eq!(dates(&result, "c"), "10T08 10T17");
    assert_eq!(dates(&result, "m"), "14T17 14T17");
    assert_eq!(late_dates(&result, "c"), "14T08 14T17");
    assert_eq!(row(&result, "c").total_float_s, 2 * 28_800);
    assert_eq!(result.critical_path, ["a", "b", "m"]);
    assert_eq!(result.finish.as_deref(), Some("2026-12-14T17:00:00"));
}

#[test]
fn the_real_shape_of_a_guide() {
    let mut guide = document(&[
        ("p1", "", ""),
        ("p2", "", ""),
        ("p3", "", ""),
        ("p4", "", ""),
        ("later", "", ""),
        ("more", "2d", "later"),
    ]);
    let windows = [(1, 2), (3, 3), (4, 4), (5, 5)];
    for (at, (first, last)) in windows.into_iter().enumerate() {
        let after = if at == 0 { String::new() } else { format!("phase-{at}") };
        let mut phase = phase(&format!("phase-{}", at + 1), "", &after);
        phase.window = weeks(first, last);
        guide.phases.push(phase);
        guide.tasks[at].phase = Some(format!("phase-{}", at + 1));
    }
    let result = solve(guide);
    assert_eq!(dates(&result, "p1"), "7T08 18T17");
    assert_eq!(dates(&result, "p2"), "21T08 25T17");
    assert_eq!(dates(&result, "p3"), "28T08 2027-01-01T17");
    assert_eq!(result.finish.as_deref(), Some("2027-01-08T17:00:00"));
    assert_eq!(result.critical_path, ["p1", "p2", "p3", "p4"]);
    assert!(result.tasks.iter().all(|task| task.critical));
    let unscheduled: Vec<_> =
        result.unscheduled.iter().map(|task| (task.id.as_str(), task.reason.as_str())).collect();
    assert_eq!(unscheduled, [("later", "no_estimate"), ("more", "depends_on_unscheduled")]);
    assert_eq!(result.phases.len(), 4);
    assert_eq!(result.phases[1].window_finish.as_deref(), Some("2026-12-25T17:00:00"));
}
