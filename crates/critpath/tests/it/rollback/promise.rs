//! Promises that the dates of a plan break, as findings.

use critpath::rollback::findings;

use super::*;

fn found(document: &Document) -> Vec<(&'static str, String)> {
    let (plan, dates) = scheduled(document);
    findings(&plan, &dates).into_iter().map(|found| (found.code.as_str(), found.message)).collect()
}

#[test]
fn a_way_back_that_is_longer_than_its_objective_names_the_worst_instant() {
    // From the beginning of the step it is let finish: 15 minutes, and then two.
    let mut night = night(vec![step("a", "15m", "", "2m")]);
    settings(&mut night).objective = Some(duration("17m"));
    assert_eq!(found(&night), []);
    settings(&mut night).objective = Some(duration("16m"));
    let [(code, message)] = found(&night).try_into().unwrap();
    assert_eq!(code, "rollback.guarantee");
    assert_eq!(
        message,
        "the way back takes 17m from a failure at 2026-12-07T22:00:00, most of it `a`, but may take 16m"
    );
}

#[test]
fn of_two_equal_undos_the_finding_and_the_answer_name_the_same() {
    let mut night = night(vec![step("a", "1m", "", "20m"), step("b", "1m", "a", "20m")]);
    settings(&mut night).objective = Some(duration("30m"));
    let worst = answer(&night).worst.and_then(|worst| worst.task);
    let named = worst.map(|task| format!("most of it `{task}`")).unwrap();
    assert!(found(&night)[0].1.contains(&named), "{named}: {:?}", found(&night));
}

/// The blue stack is scaled down 30 s after the switch, which is done at 22:02.
fn blue_green(soak: &str, late: Option<&str>) -> Document {
    let switch = with(step("switch", "2m", "", "10s"), |undo| {
        undo.until = Some(Until::parse("+30s").unwrap());
        undo.late = late.map(duration);
    });
    night(vec![switch, step("soak", soak, "switch", "")])
}

#[test]
fn an_instant_way_back_that_ends_before_the_soak_does_says_so_and_when() {
    // Seen and decided on in two minutes: a failure must come by 22:00:30.
    let [(code, message)] = found(&blue_green("10m", None)).try_into().unwrap();
    assert_eq!(code, "rollback.expires");
    assert_eq!(
        message,
        "the undo of `switch` is possible until 2026-12-07T22:02:30, but the deployment and its stabilization go on \
         until 2026-12-07T22:12:00: a failure from 2026-12-07T22:00:31 on finds no way back"
    );
}

#[test]
fn a_slower_way_is_a_finding_where_it_is_too_slow() {
    let mut slow = blue_green("10m", Some("12m"));
    assert_eq!(found(&slow), [], "no objective is stated");
    settings(&mut slow).objective = Some(duration("20m"));
    assert_eq!(found(&slow), [], "it is quick enough");
    settings(&mut slow).objective = Some(duration("5m"));
    let codes: Vec<&str> = found(&slow).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["rollback.guarantee", "rollback.expires"]);
    assert!(found(&slow)[1].1.ends_with("from 2026-12-07T22:00:31 on it takes 12m, which is too slow"));
}

#[test]
fn what_expires_behind_a_step_that_nothing_undoes_is_no_finding() {
    let mut plan = blue_green("10m", None);
    plan.tasks.insert(0, with(step("drop", "1m", "", ""), |undo| undo.irreversible = true));
    plan.tasks[1].after = after("drop");
    assert_eq!(found(&plan), [], "the way back ends on purpose before it");
}

#[test]
fn a_plan_that_says_nothing_of_a_way_back_has_no_findings_about_it() {
    let mut plan = night(vec![step("a", "15m", "", "")]);
    plan.rollback = None;
    assert_eq!(found(&plan), []);
}
