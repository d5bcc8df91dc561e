//! Input that means no good: rings, crowds, and figures without bounds.

use std::ops::ControlFlow;

use super::*;
use critpath::error::Error;
use critpath::model::result::Verdict;

fn answer(plan: &Document, options: &PromotionOptions) -> Result<PromotionResult, Error> {
    let (plan, dates) = scheduled(plan);
    let input =
        PromotionInput { plan: &plan, schedule: &dates, diagnostics: &[], measurements: &[], unread: &[] };
    promotion(&input, options, &mut never_stop)
}

#[test]
fn nothing_and_nobody_is_inconclusive() {
    let answer = promoted(&document(json!({ "start": "2026-12-07" })));
    assert_eq!((answer.verdict, answer.environments.len()), (Verdict::Inconclusive, 0));
    let mut empty = release();
    empty["tasks"] = json!([]);
    let answer = promoted(&document(empty));
    assert_eq!(answer.verdict, Verdict::Inconclusive);
    assert_eq!(of(&answer, "production").start, None);
    // Environments of the same name, and of none.
    let mut same = release();
    same["environments"] =
        json!([{ "id": "staging" }, { "id": "staging", "promoted_from": ["staging", ""] }, {}]);
    assert!(matches!(answer_of(same), Err(Error::Document(_)) | Ok(_)));
}

fn answer_of(plan: Value) -> Result<PromotionResult, Error> {
    answer(&document(plan), &PromotionOptions::default())
}

#[test]
fn a_crowd_of_environments_is_refused_and_one_without_work_is_not() {
    let crowd = |used: bool| {
        let environments: Vec<Value> = (0..1_200)
            .map(|at| json!({ "id": format!("e{at}"), "soak": "1h", "promoted_from": if at == 0 { vec![] } else { vec![format!("e{}", at - 1)] } }))
            .collect();
        let tasks: Vec<Value> = (0..1_200)
            .map(|at| json!({ "id": format!("t{at}"), "duration": "1m", "environment": format!("e{}", if used { at } else { at % 40 }) }))
            .collect();
        document(json!({ "start": "2026-12-07", "environments": environments, "tasks": tasks }))
    };
    let refused = answer(&crowd(true), &PromotionOptions::default()).unwrap_err();
    assert!(refused.to_string().contains("at most 1000"), "{refused}");
    assert_eq!(codes(&crowd(true), "environment."), []);
    assert_eq!(answer(&crowd(false), &PromotionOptions::default()).unwrap().environments.len(), 1_200);
}

#[test]
fn figures_without_bounds_end() {
    // A window of a second each minute, and everything asked for: the search ends.
    let mut minutes = nights("24:00", "02:00");
    let shifts: Vec<Value> = (0..1_440)
        .map(|minute| {
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            json!({ "start": format!("{time}:00"), "finish": format!("{time}:01") })
        })
        .collect();
    minutes["calendars"][0]["week"] = json!([{ "days": ["monday", "tuesday"], "shifts": shifts }]);
    let options = PromotionOptions { windows: usize::MAX, ..PromotionOptions::default() };
    let got = answer(&document(minutes.clone()), &options).unwrap();
    assert!(of(&got, "production").next_windows.is_empty());
    let far = PromotionOptions { horizon: "190000ed".parse().unwrap(), ..options.clone() };
    assert!(answer(&document(nights("24:00", "02:00")), &far).unwrap().environments.len() == 2);
    let past = PromotionOptions { horizon: "-1d".parse().unwrap(), ..options };
    assert!(matches!(answer(&document(minutes), &past), Err(Error::Option(_))));
    // A soak of ages leaves nothing in time, and no overflow.
    let mut ages = release();
    ages["environments"][1]["soak"] = json!("70000000ed");
    assert_eq!(answer_of(ages).unwrap().verdict, Verdict::NoGo);
}

#[test]
fn it_stops_when_it_is_told_to() {
    let (plan, dates) = scheduled(&document(nights("24:00", "02:00")));
    let input =
        PromotionInput { plan: &plan, schedule: &dates, diagnostics: &[], measurements: &[], unread: &[] };
    let stopped = promotion(&input, &PromotionOptions::default(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped.unwrap_err(), Error::Cancelled);
}
