//! The way back of the deployment guide in the examples, with what a guide can say about it.

use critpath::check::{CheckOptions, check};
use critpath::model::rollback_result::{NoReturnKind, RollbackResult};
use critpath::rollback::rollback;
use critpath::schedule::{ScheduleOptions, schedule};

const GUIDE: &str = include_str!("../../../../examples/plans/deployment.md");

/// The guide with its deployment to production as the scope, people on call, and a minute to decide.
fn guide() -> String {
    let said = "rollback-scope=production-deployment rollback-calendar=always rollback-decision=1m";
    GUIDE.replacen("{start=2026-12-07", &format!("{{{said} start=2026-12-07"), 1)
}

fn answer(guide: &str) -> RollbackResult {
    let read = critpath_formats::read("deployment.md", guide);
    assert!(read.diagnostics.iter().all(|found| !found.is_error()), "{:?}", read.diagnostics);
    let plan = check(read.document, &CheckOptions::default()).plan.unwrap();
    let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
    rollback(&plan, &dates).unwrap()
}

/// What is torn down when the system is back: all but the traffic.
fn with_cleanup(guide: &str) -> String {
    let line = |line: &str| match line.strip_suffix('}') {
        Some(start) if start.contains(" undo=") && !start.contains("#switch") => {
            format!("{start} undo-cleanup}}")
        }
        _ => line.to_owned(),
    };
    guide.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_five_minutes_do_not_hold_and_the_worst_instant_is_named() {
    // Probes every 30 s, two failures in a row: a minute. The longest way back is from the beginning of the two days in
    // which production is set up: it is let finish, and then undone.
    let answer = answer(&guide());
    assert_eq!((answer.rto_s, answer.detection_s, answer.decision_s), (Some(300), 60, 60));
    assert!(!answer.guaranteed && answer.exact);
    let worst = answer.worst.unwrap();
    assert_eq!((worst.at.as_str(), worst.task.as_deref()), ("2026-12-28T08:00:00", Some("production-setup")));
}

#[test]
fn the_instant_way_back_silently_ends_before_the_soak_does() {
    // The blue stack goes 30 s after the switch, which is done at 10:00, and the soak is ten minutes. A failure seen
    // and decided on in two minutes must come by 09:58:30.
    let soak = with_cleanup(&guide())
        .replace("undo-until=+30m", "undo-until=+30s")
        .replace("#watch 1d", "#watch 10m");
    let hard = answer(&soak);
    assert!(!hard.guaranteed);
    let end = hard.points_of_no_return.iter().find(|end| end.kind == NoReturnKind::Expired).unwrap();
    assert_eq!((end.at.as_str(), end.task.as_deref()), ("2026-12-31T09:58:31", Some("switch")));
    // The blue stack can be started again in 12 minutes: then the way back gets slow at the same instant.
    let soft = answer(&soak.replace("undo-until=+30s", "undo-until=+30s undo-late=12m"));
    let end = soft.points_of_no_return.last().unwrap();
    assert_eq!(
        (end.kind, end.at.as_str(), end.until.as_deref()),
        (NoReturnKind::TooSlow, "2026-12-31T09:58:31", None)
    );
    let last = soft.profile.last().unwrap();
    assert_eq!(last.rollback_s, Some(14 * 60));
}
