//! What the check finds about environments.

use super::*;

#[test]
fn a_sound_release_has_no_findings() {
    assert_eq!(codes(&document(nights("02:00", "02:00")), "environment."), []);
    assert_eq!(codes(&document(release()), "environment."), []);
}

#[test]
fn environments_in_a_list_alone_promise_nothing() {
    let mut release = release();
    release["environments"] = json!([{ "id": "production", "name": "P" }, { "id": "staging", "name": "S" }]);
    assert_eq!(codes(&document(release), "environment."), []);
}

#[test]
fn an_environment_that_is_entered_too_early_is_found() {
    let mut release = release();
    release["tasks"][2]["after"] = json!([{ "predecessor": "stage" }]);
    let found = codes(&document(release.clone()), "environment.");
    let [(code, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(code, "environment.order");
    assert!(message.contains("`migrate` of `production` begins 2026-12-07 10:00:00"), "{message}");
    // In time by its dates, but tied to nothing.
    release["tasks"][2]["after"] = json!([]);
    release["tasks"][2]["constraints"] =
        json!([{ "kind": "start_no_earlier_than", "date": "2026-12-07T22:00" }]);
    let found = codes(&document(release), "environment.");
    let [(code, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(code, "environment.order");
    assert!(message.contains("nothing lets `migrate` of `production` wait"), "{message}");
}

#[test]
fn a_gate_that_nobody_waits_for_or_that_decides_too_early_is_found() {
    let gated = |after: &str, waits: bool| {
        let mut release = release();
        release["environments"][1]["gate"] = json!("go-live");
        release["gates"] = json!([{ "id": "go-live", "name": "Go live", "checklists": [],
            "after": if after.is_empty() { json!([]) } else { json!([{ "predecessor": after }]) } }]);
        release["tasks"][2]["gate"] = if waits { json!("go-live") } else { json!(null) };
        let found = codes(&document(release), "environment.");
        found.into_iter().map(|(code, message)| format!("{code}: {message}")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(gated("verify", true), "");
    assert!(gated("verify", false).contains("`migrate` of `production` does not wait for it"));
    let early = gated("stage", true);
    assert!(
        early
            .starts_with("environment.order: the gate `go-live` is decided 2026-12-07 10:00:00, before what"),
        "{early}"
    );
    let never = gated("", false);
    assert_eq!(never, "environment.order: nothing says when the gate `go-live` is decided");
}

#[test]
fn what_is_put_outside_of_its_windows_is_found() {
    // A mandatory date in the freeze; what takes time of the clock may run on, if it starts in a window.
    let mut release = nights("02:00", "02:00");
    release["tasks"][2]["manual"] = json!({ "start": "2026-12-09T12:00", "finish": "2026-12-09T13:00" });
    let found = codes(&document(release), "environment.window");
    let [(_, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(message, "`migrate` starts 2026-12-09 12:00:00, while the windows of `production` are closed");
    let mut release = nights("02:00", "02:00");
    release["tasks"][3]["duration"] = json!("2ed");
    assert_eq!(codes(&document(release), "environment.window"), []);
}

#[test]
fn a_deployment_that_does_not_fit_with_its_way_back_is_found() {
    let found = codes(&document(nights("24:00", "02:00")), "environment.");
    let [(code, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(code, "environment.fit");
    assert!(
        message.contains("over by 2026-12-08 00:15:00; its window closes 2026-12-08 00:00:00: 15m too long"),
        "{message}"
    );
}

#[test]
fn words_that_name_nothing_and_rings_are_found() {
    let mut broken = release();
    broken["environments"][1]["promoted_from"] = json!(["stagign"]);
    broken["environments"][1]["gate"] = json!("go");
    broken["environments"][1]["soak"] = json!("-1h");
    broken["tasks"][0]["environment"] = json!("moon");
    let found = found(&document(broken));
    let about = |code: &str| found.iter().filter(|found| found.code.as_str() == code).count();
    assert_eq!((about("id.unknown"), about("duration.invalid")), (3, 1), "{found:?}");
    let meant = found.iter().find(|found| found.message.contains("stagign")).unwrap();
    assert_eq!(meant.help.as_deref(), Some("did you mean `staging`?"));

    let mut ring = release();
    ring["environments"][0]["promoted_from"] = json!(["production"]);
    let ring = document(ring);
    let found = codes(&ring, "environment.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].1,
        "environments are promoted from each other: `staging` -> `production` -> `staging`"
    );
    // Dates do not depend on it, promotion does.
    let (plan, dates) = scheduled(&ring);
    let input =
        PromotionInput { plan: &plan, schedule: &dates, diagnostics: &[], measurements: &[], unread: &[] };
    let error = promotion(&input, &PromotionOptions::default(), &mut never_stop).unwrap_err();
    assert_eq!(error.code().as_str(), "environment.cycle");
}
