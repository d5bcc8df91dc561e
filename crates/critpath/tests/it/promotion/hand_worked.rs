//! Releases small enough to work out by hand.

use super::*;
use critpath::gate::GateOptions;
use critpath::model::result::Verdict;

#[test]
fn a_window_that_fits_forward_may_not_fit_with_the_way_back() {
    // Production starts Monday 22:00, switches 22:45 and is done 23:30. The window closes at 24:00: 30 minutes to spare.
    // The last failure is at 23:30: seen and decided on 23:35, then two undos of 20 minutes: back at 00:15. The worst one
    // is right at 22:45, when `switch` has begun and is let finish at 23:30: back at 00:10, 85 minutes.
    // So it is 15 minutes too long on Mondays. Saturdays 22:00 to 02:00 it is back at 00:15, with 105 minutes to spare.
    let answer = promoted(&document(nights("24:00", "02:00")));
    let production = of(&answer, "production");
    let window = production.window.as_ref().unwrap();
    assert_eq!(window.opens.as_deref(), Some("2026-12-07T22:00:00"));
    assert_eq!(
        (window.start.as_str(), window.finish.as_str()),
        ("2026-12-07T22:00:00", "2026-12-07T23:30:00")
    );
    assert_eq!(
        (window.closes.as_str(), window.back.as_str()),
        ("2026-12-08T00:00:00", "2026-12-08T00:15:00")
    );
    assert_eq!((window.fits, window.margin_s, window.forward_margin_s), (false, -15 * 60, 30 * 60));
    assert_eq!(window.rollback_s, Some(85 * 60));
    let reason = why(production, ReasonKind::ChangeWindow, "production");
    assert_eq!(reason.verdict, Verdict::NoGo);
    assert!(
        reason.detail.ends_with("15m too long, where a deployment that never fails has 30m to spare"),
        "{reason:?}"
    );
    assert!(reason.needed.as_ref().unwrap().contains("2026-12-12 22:00:00"), "{reason:?}");
    let next = &production.next_windows;
    assert_eq!(next.len(), 5);
    assert_eq!(next[0].opens.as_deref(), Some("2026-12-12T22:00:00"));
    assert_eq!(
        (next[0].back.as_str(), next[0].margin_s, next[0].fits),
        ("2026-12-13T00:15:00", 105 * 60, true)
    );
    assert_eq!(next[4].opens.as_deref(), Some("2027-01-09T22:00:00"));
    assert_eq!((answer.verdict, of(&answer, "staging").verdict), (Verdict::NoGo, Verdict::Go));
}

#[test]
fn stabilization_must_be_over_before_the_window_closes_too() {
    // Saturdays as before; an hour of stabilization ends 00:30, and the last failure in it is back at 01:15.
    let mut release = nights("24:00", "02:00");
    release["rollback"]["stabilization"] = json!("1h");
    let answer = promoted(&document(release.clone()));
    let next = &of(&answer, "production").next_windows[0];
    assert_eq!((next.end.as_str(), next.back.as_str()), ("2026-12-13T00:30:00", "2026-12-13T01:15:00"));
    assert_eq!(next.margin_s, 45 * 60);
    // Two hours, and it is back at 02:15: no window is long enough.
    release["rollback"]["stabilization"] = json!("2h");
    let answer = promoted(&document(release));
    let production = of(&answer, "production");
    assert!(production.next_windows.is_empty());
    let reason = why(production, ReasonKind::ChangeWindow, "production");
    assert!(reason.needed.as_ref().unwrap().contains("widen"), "{reason:?}");
}

#[test]
fn a_freeze_pushes_production_to_the_next_window() {
    // Windows on Mondays and Saturdays from 22:00 to 02:00; the year-end freeze is from 2026-12-05 to 2026-12-20. So
    // production begins on Monday 21 December.
    let mut release = nights("02:00", "02:00");
    release["calendars"][0]["windows"] = json!([
        { "name": "freeze", "kind": "deny", "start": "2026-12-05", "finish": "2026-12-20" }
    ]);
    let answer = promoted(&document(release));
    let production = of(&answer, "production");
    assert_eq!(production.start.as_deref(), Some("2026-12-21T22:00:00"));
    assert_eq!(production.settled.as_deref(), Some("2026-12-07T11:00:00"));
    let window = production.window.as_ref().unwrap();
    assert_eq!((window.opens.as_deref(), window.fits), (Some("2026-12-21T22:00:00"), true));
    assert_eq!(window.margin_s, 105 * 60);
    assert_eq!(production.next_windows[0].opens.as_deref(), Some("2026-12-26T22:00:00"));
    assert_eq!(answer.verdict, Verdict::Go);
}

/// The release with a gate before production that asks for a checklist and a criterion.
fn gated() -> Value {
    let mut release = release();
    release["environments"][1]["gate"] = json!("go-live");
    release["gates"] = json!([{ "id": "go-live", "name": "Go live", "after": [{ "predecessor": "verify" }],
        "checklists": ["ready"], "criteria": ["errors"] }]);
    release["tasks"][2]["gate"] = json!("go-live");
    release["checklists"] = json!([{ "id": "ready", "name": "Ready", "stage": "pre_deployment", "items": [
        { "id": "load", "text": "Load test passed", "owner": "qa", "done": true }
    ] }]);
    release["criteria"] = json!([{ "id": "errors", "name": "Error rate", "conditions": [
        { "metric": "error_rate", "comparator": "<", "target": 1.0, "unit": "%" }
    ] }]);
    release
}

#[test]
fn what_staging_does_not_hold_blocks_production() {
    let verdict = |release: &Value, measured: Value| {
        let answer = promoted_with(&document(release.clone()), measured, &PromotionOptions::default());
        (answer.verdict, of(&answer, "production").verdict, of(&answer, "staging").verdict)
    };
    let counts = |failures: u32| json!([{ "metric": "error_rate", "total": 1000, "failures": failures }]);
    // Nothing was measured in staging: it is asked for, and open. 1 of 1000 is surely below 1 %, 50 are surely above.
    assert_eq!(verdict(&gated(), json!([])), (Verdict::Inconclusive, Verdict::Inconclusive, Verdict::Go));
    assert_eq!(verdict(&gated(), counts(1)), (Verdict::Go, Verdict::Go, Verdict::Go));
    assert_eq!(verdict(&gated(), counts(50)), (Verdict::NoGo, Verdict::NoGo, Verdict::Go));
    // An item that is not done blocks it, whatever was measured.
    let mut open = gated();
    open["checklists"][0]["items"][0]["done"] = json!(false);
    let answer = promoted_with(&document(open), counts(1), &PromotionOptions::default());
    let reason = why(of(&answer, "production"), ReasonKind::ChecklistItem, "load");
    assert_eq!((reason.verdict, answer.verdict), (Verdict::NoGo, Verdict::NoGo));
    assert_eq!(of(&answer, "production").decided.as_deref(), Some("2026-12-07T11:00:00"));
}

#[test]
fn what_is_asked_is_said_where_nothing_was_measured() {
    let answer = promoted(&document(gated()));
    let reason = why(of(&answer, "production"), ReasonKind::Criterion, "errors");
    assert_eq!(reason.verdict, Verdict::Inconclusive);
    assert!(reason.needed.is_some());
    // A waiver that may have ended needs the present.
    let mut waived = gated();
    waived["checklists"][0]["items"][0]["done"] = json!(false);
    waived["checklists"][0]["items"][0]["waiver"] =
        json!({ "by": "Ana", "reason": "no load here", "until": "2026-12-08" });
    let at = |now: &str| {
        let gate = GateOptions { now: now.parse().ok(), ..GateOptions::default() };
        let options = PromotionOptions { gate, ..PromotionOptions::default() };
        let answer = promoted_with(&document(waived.clone()), json!([]), &options);
        why(of(&answer, "production"), ReasonKind::ChecklistItem, "load").verdict
    };
    assert_eq!((at("2026-12-07"), at("2026-12-10")), (Verdict::Go, Verdict::NoGo));
}

#[test]
fn a_release_soaks_before_it_is_promoted() {
    // Staging is done Monday 11:00; it must soak a day of the clock, until Tuesday 11:00.
    let mut release = release();
    release["environments"][1]["soak"] = json!("1d");
    let answer = promoted(&document(release.clone()));
    let production = of(&answer, "production");
    assert_eq!(production.settled.as_deref(), Some("2026-12-08T11:00:00"));
    let reason = why(production, ReasonKind::Promotion, "staging");
    assert_eq!(reason.verdict, Verdict::NoGo);
    assert_eq!(
        reason.detail,
        "`staging` is done by 2026-12-07 11:00:00 and has soaked 1d by 2026-12-08 11:00:00, but `migrate` of \
         `production` begins 2026-12-07 11:00:00"
    );
    assert_eq!(reason.needed.as_deref(), Some("let `migrate` wait until then, as in `after=verify:FS+24eh`"));
    // As it says, and it is kept.
    release["tasks"][2]["after"] = json!([{ "predecessor": "verify", "lag": "24eh" }]);
    let answer = promoted(&document(release));
    assert_eq!(of(&answer, "production").start.as_deref(), Some("2026-12-08T11:00:00"));
    assert_eq!(answer.verdict, Verdict::Go);
}

#[test]
fn windows_have_their_own_clock_and_clocks_change() {
    // The plan is in Berlin, the windows in New York, Saturdays 20:00 to 04:00. On Saturday 2026-10-31 the clocks there go
    // back at 02:00 in the night, so that the window lasts nine hours; on that day they have gone back in Berlin already
    // (25 October). 8 hours of work, seen and decided on 5 minutes after its end and undone in 40, need 8:45: that fits
    // this one window alone, with 15 minutes to spare. 20:00 in New York (UTC-4) is 01:00 in Berlin (UTC+1).
    let mut release = nights("24:00", "24:00");
    release["time_zone"] = json!("Europe/Berlin");
    release["start"] = json!("2026-10-05T08:00");
    release["calendars"] = json!([{ "id": "nights", "name": "New York", "time_zone": "America/New_York", "week": [
        { "days": ["saturday"], "shifts": [{ "start": "20:00", "finish": "04:00" }] }
    ] }]);
    release["tasks"][2]["duration"] = json!("4h");
    release["tasks"][3]["duration"] = json!("4h");
    let answer = promoted(&document(release));
    let production = of(&answer, "production");
    assert_eq!(production.start.as_deref(), Some("2026-10-11T02:00:00+02:00"));
    let window = production.window.as_ref().unwrap();
    // Done as it closes, back 45 minutes later.
    assert_eq!((window.fits, window.margin_s, window.forward_margin_s), (false, -45 * 60, 0));
    let [next] = production.next_windows.as_slice() else { panic!("{:?}", production.next_windows) };
    assert_eq!(next.opens.as_deref(), Some("2026-11-01T01:00:00+01:00"));
    assert_eq!(next.closes, "2026-11-01T10:00:00+01:00");
    assert_eq!((next.back.as_str(), next.margin_s), ("2026-11-01T09:45:00+01:00", 15 * 60));
}

#[test]
fn an_undo_outside_of_the_windows_is_no_change_that_waits_for_one() {
    // The windows limit the way forward alone: people go back at any time, as the calendar of the rollback says.
    let answer = promoted(&document(nights("23:40", "02:00")));
    let window = of(&answer, "production").window.as_ref().unwrap();
    assert_eq!((window.back.as_str(), window.rollback_s), ("2026-12-08T00:15:00", Some(85 * 60)));
}

#[test]
fn where_nothing_undoes_a_step_it_says_from_when_on() {
    // `switch` begins 22:45 and cannot be undone. Until then the way back ends 23:10 at the latest: a failure at 22:44:59
    // is decided on 22:49:59, and undone 20 minutes later, 23:09:59. So all is over when it is done, 23:30.
    let mut release = nights("24:00", "02:00");
    release["tasks"][3]["undo"] = json!({ "irreversible": true });
    let answer = promoted(&document(release));
    let production = of(&answer, "production");
    assert_eq!(production.no_return.as_deref(), Some("2026-12-07T22:45:00"));
    let window = production.window.as_ref().unwrap();
    assert_eq!((window.back.as_str(), window.fits, window.margin_s), ("2026-12-07T23:30:00", true, 30 * 60));
}

#[test]
fn without_a_way_back_it_is_the_deployment_that_fits() {
    let mut release = nights("24:00", "02:00");
    release["rollback"] = json!(null);
    for task in [2, 3] {
        release["tasks"][task]["undo"] = json!(null);
    }
    let answer = promoted(&document(release));
    let window = of(&answer, "production").window.as_ref().unwrap();
    assert_eq!((window.fits, window.margin_s, window.forward_margin_s), (true, 30 * 60, 30 * 60));
}

#[test]
fn windows_of_the_scope_are_those_that_the_rollback_states() {
    // The window of this night closes at 23:00, whatever the calendar says: half an hour before it is done.
    let mut release = nights("02:00", "02:00");
    release["rollback"]["scope"] = json!("production");
    release["rollback"]["window_end"] = json!("2026-12-07T23:00");
    let answer = promoted(&document(release));
    let window = of(&answer, "production").window.as_ref().unwrap();
    assert_eq!((window.closes.as_str(), window.forward_margin_s), ("2026-12-07T23:00:00", -30 * 60));
    assert_eq!(of(&answer, "staging").window, None);
}

#[test]
fn the_next_windows_wait_for_what_the_deployment_waits_for() {
    // `switch` also waits for an approval outside of production, which is there on Sunday 2026-12-13 00:30. In the window
    // of Saturday the 12th it begins then and is done 01:15: back 02:00, just in time. On Monday nothing is too late.
    let mut release = nights("24:00", "02:00");
    let tasks = release["tasks"].as_array_mut().unwrap();
    tasks.push(json!({ "id": "approval", "name": "Approval", "duration": "0.5h",
        "constraints": [{ "kind": "start_no_earlier_than", "date": "2026-12-13T00:00" }] }));
    tasks[3]["after"] = json!([{ "predecessor": "migrate" }, { "predecessor": "approval" }]);
    let answer = promoted(&document(release));
    let next = &of(&answer, "production").next_windows[0];
    assert_eq!(next.opens.as_deref(), Some("2026-12-12T22:00:00"));
    assert_eq!(
        (next.finish.as_str(), next.back.as_str(), next.margin_s),
        ("2026-12-13T01:15:00", "2026-12-13T02:00:00", 0)
    );
    assert_eq!(of(&answer, "production").next_windows[1].margin_s, 105 * 60);
}

#[test]
fn a_list_without_more_is_the_order_and_one_environment_may_follow_several() {
    let mut release = release();
    release["environments"] = json!([
        { "id": "lab", "name": "Lab" }, { "id": "staging", "name": "Staging" },
        { "id": "unused", "name": "Unused" }, { "id": "production", "name": "Production" },
    ]);
    release["tasks"][0]["environment"] = json!("lab");
    let answer = promoted(&document(release.clone()));
    let from = |id: &str| of(&answer, id).promoted_from.clone();
    assert_eq!(
        (from("lab"), from("staging"), from("production")),
        (vec![], vec!["lab".into()], vec!["staging".to_string()])
    );
    assert_eq!((from("unused"), of(&answer, "unused").tasks), (vec![], 0));
    // What states where it comes from is listed after that, wherever it stands.
    release["environments"] = json!([
        { "id": "production", "name": "Production", "promoted_from": ["staging", "Lab"] },
        { "id": "staging", "name": "Staging" }, { "id": "lab", "name": "Lab" },
    ]);
    let answer = promoted(&document(release));
    let last = answer.environments.last().unwrap();
    assert_eq!((last.environment.as_str(), last.promoted_from.len()), ("production", 2));
    assert_eq!(last.settled.as_deref(), Some("2026-12-07T11:00:00"));
}
