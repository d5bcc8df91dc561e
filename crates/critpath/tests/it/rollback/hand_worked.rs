//! Deployments small enough to work out their way back by hand.
//!
//! In all of them a failure is detected after 90 s and decided on after 30 s more, so that each way back begins two
//! minutes after the failure. Profiles read as minutes after the start, and minutes of the way back from then on.

use super::*;
use critpath::model::rollback_result::{NoReturnKind, RemedyKind};
use critpath::model::{Calendar, Phase, Quantity, Shift, WorkDay};
use critpath::time::TimeOfDay;

#[test]
fn nothing_started() {
    // No step has an undo: all that passes is the time to detect and decide.
    let answer = answer(&night(vec![step("check", "10m", "", "")]));
    assert_eq!(profile(&answer), "0 2");
    assert!(answer.guaranteed && answer.exact);
    assert_eq!(answer.without_undo, ["check"]);
    assert_eq!(answer.worst.unwrap().chain, []);
    // Without any task with dates there is nothing to go back from.
    let nothing = super::answer(&Document { tasks: Vec::new(), ..night(Vec::new()) });
    assert_eq!((nothing.start, nothing.worst, nothing.profile.len()), (None, None, 0));
}

#[test]
fn sequential_steps_are_undone_one_after_the_other() {
    // a 0-10, b 10-30, c 30-35; undos 5, 4 and 1 minutes. While a step runs, it is finished first: from minute 0 the
    // way back begins at 2, waits for a until 10 and undoes it until 15. So it falls from 15 to what it is when
    // nothing is left to wait for: at 8 the failure is decided on at 10, and the way back takes 2 + 5.
    // At 10 b has begun and ends at 30: back at 30 + 4 + 5 = 39, 29 minutes; from 28 on 2 + 4 + 5 = 11.
    // At 30 c has begun and ends at 35: back at 35 + 1 + 4 + 5 = 45, 15 minutes; from 33 on 12. The deployment ends at
    // 35.
    let document =
        night(vec![step("a", "10m", "", "5m"), step("b", "20m", "a", "4m"), step("c", "5m", "b", "1m")]);
    let answer = answer(&document);
    assert_eq!(profile(&answer), "0 15\\, 8 7, 10 29\\, 28 11, 30 15\\, 33 12");
    let worst = answer.worst.unwrap();
    assert_eq!((since_start(&worst.at), worst.rollback_s, worst.task.as_deref()), (600, 29 * 60, Some("a")));
    let chain: Vec<_> =
        worst.chain.iter().map(|step| (step.task.as_str(), since_start(&step.start) / 60)).collect();
    assert_eq!(chain, [("b", 30), ("a", 34)]);
    assert_eq!(since_start(&answer.end.unwrap()), 35 * 60);
}

#[test]
fn parallel_steps_are_undone_at_once() {
    // a 0-10, then b and c 10-20 beside each other. At 20 both are done: the longer undo of the two, then that of a:
    // 2 + max(3, 8) + 5 = 15. At 10 both run until 20: back at 20 + 8 + 5 = 33, 23 minutes, until 18.
    let answer = answer(&night(vec![
        step("a", "10m", "", "5m"),
        step("b", "10m", "a", "3m"),
        step("c", "10m", "a", "8m"),
        step("watch", "30m", "b,c", ""),
    ]));
    assert_eq!(profile(&answer), "0 15\\, 8 7, 10 23\\, 18 15");
}

#[test]
fn one_person_undoes_two_steps_in_turn() {
    // As before, but dba undoes b and c: 3 and 8 minutes one after the other, whichever comes first: 2 + 11 + 5 = 18.
    let mut document = night(vec![
        step("a", "10m", "", "5m"),
        with(step("b", "10m", "a", "3m"), |undo| undo.needs = needs("dba")),
        with(step("c", "10m", "a", "8m"), |undo| undo.needs = needs("dba")),
        step("watch", "30m", "b,c", ""),
    ]);
    document.resources = vec![person("dba")];
    let shared = answer(&document);
    assert_eq!(profile(&shared), "0 15\\, 8 7, 10 26\\, 18 18");
    assert!(shared.exact);
    // The order matters where one of them is on a longer way: x has another 6 minutes behind it. First b and then c and
    // x are 3 + 8 + 6 = 17 minutes; c first allows x beside b: 8 + max(3, 6) = 14.
    let mut document = night(vec![
        step("x", "10m", "", "6m"),
        with(step("b", "10m", "x:ignored", "3m"), |undo| undo.needs = needs("dba")),
        with(step("c", "10m", "x", "8m"), |undo| undo.needs = needs("dba")),
        step("watch", "30m", "b,c", ""),
    ]);
    document.tasks[1].after = Vec::new();
    document.resources = vec![person("dba")];
    let answer = answer(&document);
    assert!(answer.exact);
    let last = answer.profile.last().unwrap();
    assert_eq!(last.rollback_s, Some((2 + 14) * 60));
    // Two of them work beside each other.
    document.resources[0].capacity = Some(2.0);
    assert_eq!(super::answer(&document).profile.last().unwrap().rollback_s, Some((2 + 14) * 60));
    document.tasks[0].undo = None;
    assert_eq!(super::answer(&document).profile.last().unwrap().rollback_s, Some((2 + 8) * 60));
}

#[test]
fn an_undo_expires() {
    // switch 0-2; switched back in a minute for 30 minutes after it. A failure at 30 is decided on at 32, just in time;
    // a second later there is no way back.
    let mut document = night(vec![
        with(step("switch", "2m", "", "1m"), |undo| undo.until = Some(Until::parse("+30m").unwrap())),
        step("watch", "2h", "switch", ""),
    ]);
    document.gates = vec![gate("go", "switch"), gate("stay", "watch")];
    settings(&mut document).objective = Some(duration("5m"));
    let hard = answer(&document);
    assert_eq!(profile(&hard), "0 3, 30:01 -");
    assert!(!hard.guaranteed);
    let end = &hard.points_of_no_return[0];
    assert_eq!((since_start(&end.at), end.kind), (1801, NoReturnKind::Expired));
    assert_eq!((end.task.as_deref(), end.last_safe_gate.as_deref()), (Some("switch"), Some("go")));
    let safe: Vec<_> = hard.gates.iter().map(|gate| gate.safe).collect();
    assert_eq!(safe, [true, false]);
    // The watch ends at 122 minutes; a failure then is decided on at 124.
    let remedy = &hard.remedies[0];
    assert_eq!(
        (remedy.kind, since_start(remedy.until.as_deref().unwrap())),
        (RemedyKind::ExtendExpiry, 124 * 60)
    );
    // With a slow way of 20 minutes behind it, the way back only gets too slow.
    document.tasks[0].undo.as_mut().unwrap().late = Some(duration("20m"));
    let soft = answer(&document);
    assert_eq!(profile(&soft), "0 3, 30:01 22");
    assert_eq!(soft.points_of_no_return[0].kind, NoReturnKind::TooSlow);
    assert_eq!(soft.points_of_no_return[0].until, None);
}

#[test]
fn an_irreversible_step_ends_the_way_back_as_it_begins() {
    // The old columns go at minute 40. The gate behind them comes too late; decided before them it is safe.
    let mut document = night(vec![
        step("migrate", "10m", "", "10m"),
        step("watch", "30m", "migrate", ""),
        with(step("contract", "5m", "watch", ""), |undo| undo.irreversible = true),
    ]);
    document.gates = vec![gate("accept", "contract")];
    settings(&mut document).objective = Some(duration("20m"));
    let late = answer(&document);
    assert_eq!(profile(&late), "0 20\\, 8 12, 40 -");
    assert_eq!(since_start(&late.points_of_no_return[0].at), 40 * 60);
    assert_eq!(late.last_safe_gate, None);
    let remedy = &late.remedies[0];
    assert_eq!((remedy.kind, remedy.gate.as_deref()), (RemedyKind::MoveGate, Some("accept")));
    assert_eq!((remedy.task.as_str(), since_start(remedy.until.as_deref().unwrap())), ("contract", 40 * 60));
    document.gates[0].after = after("watch");
    document.tasks[2].gate = Some("accept".into());
    let safe = answer(&document);
    assert_eq!((safe.last_safe_gate.as_deref(), safe.remedies.len()), (Some("accept"), 0));
    document.gates.clear();
    document.tasks[2].gate = None;
    assert_eq!(answer(&document).remedies[0].kind, RemedyKind::AddGate);
}

#[test]
fn a_step_in_progress_costs_the_worse_of_stopping_and_finishing() {
    // copy 0-30 is undone in 10 minutes; to stop it takes 6. At 0: finished at 30, back at 40. From 22 on the decision
    // comes at 24 and stopping it until 30 is no better; from there stopping it costs more than to let it finish:
    // 2 + 6 + 10 = 18 minutes, until the decision comes when it is done, at 28: 2 + 10.
    let document = night(vec![
        with(step("copy", "30m", "", "10m"), |undo| undo.abort = Some(duration("6m"))),
        step("watch", "30m", "copy", ""),
    ]);
    let answer = answer(&document);
    assert_eq!(profile(&answer), "0 40\\, 22 18, 28 12");
    for minute in [0, 10, 22, 25, 27, 28, 40] {
        let at = instant(START) + minute * 60;
        let rollback_s = match minute {
            0..=22 => 40 * 60 - minute * 60,
            23..28 => 18 * 60,
            _ => 12 * 60,
        };
        assert_eq!(back_by_plan(&document, at), at + rollback_s, "{minute}");
    }
}

#[test]
fn a_calendar_lies_between() {
    // The vendor, who undoes a in an hour, works 22:00-23:00 and from 06:00 on. a takes 10 minutes from 22:00. Decided on
    // at 22:02, his hour begins when a is done, at 22:10: 50 minutes tonight, and the rest until 06:10. He is done at
    // 06:10 as long as he begins at 22:10: 8:10 h from 22:00 on, falling. Each later minute tonight moves the end by a
    // minute, so that from 22:08 it stays at 8:02 h. Decided on at 23:00 there is nothing left of tonight: back at
    // 07:00, 8:02 h from 22:58, falling until the failure is decided on at 06:00, from when it takes 62 minutes.
    let mut document = night(vec![
        with(step("a", "10m", "", "1h"), |undo| undo.calendar = Some("vendor".into())),
        step("watch", "10h", "a", ""),
    ]);
    let shift = |start: &str, finish: &str| Shift {
        start: TimeOfDay::parse(start).unwrap(),
        finish: TimeOfDay::parse(finish).unwrap(),
        ..Shift::default()
    };
    let week = vec![WorkDay {
        days: critpath::model::Weekday::ALL.to_vec(),
        shifts: vec![shift("22:00", "23:00"), shift("06:00", "22:00")],
        ..WorkDay::default()
    }];
    document.calendars = vec![Calendar { id: "vendor".into(), week, ..Calendar::default() }];
    let alone = answer(&document);
    // The two shifts of the evening touch, so that nothing lies between them.
    assert_eq!(profile(&alone), "0 490\\, 8 482, 58 482\\, 478 62");
    // Beside an undo on another calendar the vendor's still counts the same.
    document.tasks.insert(1, step("b", "10m", "a", "20m"));
    let mixed = answer(&document);
    // From 20 on: decided at 22, b until 42, then a: 18 minutes tonight and 42 tomorrow, back at 06:42. The end moves
    // with the failure until b is done at 23:00, with a failure at 22:38; then back at 07:00.
    let at = |minute: i64| {
        let point = mixed.profile.iter().rev().find(|point| since_start(&point.at) <= minute * 60).unwrap();
        let falls = if point.falls { minute * 60 - since_start(&point.at) } else { 0 };
        (point.rollback_s.unwrap() - falls) / 60
    };
    assert_eq!((at(20), at(38), at(39)), (502, 502, 501));
    for minute in [0, 5, 20, 37, 38, 39, 100, 458, 459, 470] {
        let failure = instant(START) + minute * 60;
        assert_eq!(back_by_plan(&document, failure), failure + at(minute) * 60, "{minute}");
    }
}

#[test]
fn a_restore_takes_what_its_data_take() {
    // 20-50 GB at 100-200 MB/s: the most data at the lowest rate, 50,000 / 100 = 500 s, 5 minutes to stop the writers
    // before and 100 s to verify after: 900 s, 15 minutes. 90 s to detect and 30 to decide make 17.
    let quantity = |low: f64, high: f64, unit: &str| {
        Some(Quantity { low: Some(low), high: Some(high), unit: unit.into(), ..Quantity::default() })
    };
    let mut document = night(vec![
        step("backup", "30m", "", ""),
        with(step("migrate", "10m", "backup", "5m"), |undo| {
            undo.restore_size = quantity(20.0, 50.0, "GB");
            undo.restore_rate = quantity(100.0, 200.0, "MB/s");
            undo.verify = Some(duration("100s"));
            undo.backup = Some("backup".into());
        }),
        step("watch", "1h", "migrate", ""),
    ]);
    settings(&mut document).objective = Some(duration("20m"));
    let restored = answer(&document);
    assert_eq!(profile(&restored), "0 2, 30 25\\, 38 17");
    // The backup is of minute 30; at the end, minute 100, the failure is decided on at 102: what was written in 72
    // minutes is lost. At the worst instant, minute 30, it is what was written until the decision.
    let loss = restored.data_loss.unwrap();
    assert_eq!((loss.loss_s, loss.task.as_str(), loss.backup.as_str()), (72 * 60, "migrate", "backup"));
    assert_eq!(restored.worst.unwrap().data_loss_s, Some(120));
    // Without a rate nobody can tell: that is no way back.
    document.tasks[1].undo.as_mut().unwrap().restore_rate = None;
    let unknown = answer(&document);
    assert_eq!(unknown.points_of_no_return[0].kind, NoReturnKind::Unknown);
    // A backup that is taken after the step is none.
    document.tasks[1].undo.as_mut().unwrap().restore_rate = quantity(100.0, 200.0, "MB/s");
    document.tasks[1].undo.as_mut().unwrap().backup = Some("watch".into());
    assert_eq!(answer(&document).points_of_no_return[0].kind, NoReturnKind::NoBackup);
}

#[test]
fn order_goes_through_gates_phases_and_what_needs_no_undo() {
    // a, then a test without an undo, a gate, and a phase with b: b is undone before a, 2 + 4 + 5 = 11 minutes, though
    // no link ties the two.
    let mut document = night(vec![
        step("a", "10m", "", "5m"),
        step("test", "10m", "a", ""),
        step("b", "10m", "", "4m"),
        step("watch", "30m", "", ""),
    ]);
    document.gates = vec![gate("go", "test")];
    document.tasks[2].gate = Some("go".into());
    document.tasks[2].phase = Some("rollout".into());
    document.phases = vec![Phase { id: "rollout".into(), name: "Rollout".into(), ..Phase::default() }];
    document.tasks[3].after = after("rollout");
    let through = answer(&document);
    assert_eq!(profile(&through), "0 15\\, 8 7, 20 19\\, 28 11");
    // A gate looks at the way back before what starts behind it: 2 + 5 minutes.
    assert_eq!(through.gates[0].rollback_s, Some(7 * 60));
    // A phase that waits for another one is undone before it.
    document.tasks[0].phase = Some("base".into());
    document.tasks[1].phase = Some("base".into());
    document.phases.insert(0, Phase { id: "base".into(), name: "Base".into(), ..Phase::default() });
    document.phases[1].after = after("base");
    document.tasks[2].gate = None;
    assert_eq!(profile(&answer(&document)), "0 15\\, 8 7, 20 19\\, 28 11");
}

#[test]
fn an_order_of_undos_is_kept_beside_that_of_the_plan() {
    // b and c run beside each other; c is undone only after b: 2 + 3 + 8 minutes rather than 2 + 8.
    let mut document = night(vec![
        step("b", "10m", "", "3m"),
        with(step("c", "10m", "", "8m"), |undo| undo.after = after("b")),
        step("watch", "30m", "b,c", ""),
    ]);
    assert_eq!(profile(&answer(&document)), "0 21\\, 8 13");
    // Against the reverse of the plan's order it is a cycle.
    document.tasks[1].after = after("b");
    document.tasks[0].undo.as_mut().unwrap().after = after("c");
    document.tasks[1].undo.as_mut().unwrap().after = after("b");
    let (plan, dates) = scheduled(&document);
    let error = rollback(&plan, &dates).unwrap_err();
    assert_eq!(error.code().as_str(), "undo.cycle");
    assert!(error.to_string().contains("`b`") && error.to_string().contains("`c`"), "{error}");
}

#[test]
fn a_deployment_fits_its_window_with_its_way_back() {
    // The published case: a window of three hours, 30 minutes to go back, done after 2:45. The last decision is at 2:30,
    // and the deployment is 15 minutes too long.
    let mut document = night(vec![step("cutover", "0m", "", "28m"), step("work", "165m", "cutover", "")]);
    settings(&mut document).window_end = Some(Moment::parse("2026-12-08T01:00").unwrap());
    let late = answer(&document);
    assert_eq!(since_start(late.latest_abort.as_deref().unwrap()), 150 * 60);
    let window = late.window.unwrap();
    assert_eq!((window.fits, window.slack_s), (false, -15 * 60));
    // 15 minutes less, and it fits to the second.
    document.tasks[1].duration = Some(duration("150m"));
    let fits = answer(&document);
    assert_eq!((fits.window.as_ref().unwrap().fits, fits.window.unwrap().slack_s), (true, 0));
}

#[test]
fn the_next_windows_that_fit_are_named() {
    // Windows of two hours on Mondays and of four on Saturdays. Three hours of work and a way back of half an hour fit
    // on Saturdays alone, from 22:00 to 02:00: done at 01:00, and a failure at 01:30 is the last one.
    let mut document = night(vec![step("cutover", "0m", "", "28m"), step("work", "3h", "cutover", "")]);
    let day = |day: critpath::model::Weekday, finish: &str| WorkDay {
        days: vec![day],
        shifts: vec![Shift {
            start: TimeOfDay::parse("22:00").unwrap(),
            finish: TimeOfDay::parse(finish).unwrap(),
            ..Shift::default()
        }],
        ..WorkDay::default()
    };
    let week = vec![
        day(critpath::model::Weekday::Monday, "24:00"),
        day(critpath::model::Weekday::Saturday, "02:00"),
    ];
    document.calendars = vec![Calendar { id: "changes".into(), week, ..Calendar::default() }];
    settings(&mut document).window = Some("changes".into());
    let answer = answer(&document);
    let window = answer.window.unwrap();
    assert_eq!((window.closes.as_str(), window.fits), ("2026-12-08T00:00:00", false));
    assert_eq!(window.slack_s, -90 * 60);
    let opens: Vec<_> = answer.next_windows.iter().map(|window| window.opens.as_str()).collect();
    assert_eq!(opens.len(), 5);
    assert_eq!(opens[..2], ["2026-12-12T22:00:00", "2026-12-19T22:00:00"]);
    assert_eq!(answer.next_windows[0].finish, "2026-12-13T01:00:00");
    assert_eq!(answer.next_windows[0].latest_abort, "2026-12-13T01:00:00");
}

#[test]
fn it_can_be_cheaper_to_finish_than_to_go_back() {
    // migrate 0-10 is undone in an hour; the rest of the deployment is done at 90. Going back takes 62 minutes from 10
    // on, the rest 62 at 28: a second after that to finish is quicker.
    let answer = answer(&night(vec![step("migrate", "10m", "", "1h"), step("test", "80m", "migrate", "")]));
    let forward = answer.fix_forward.unwrap();
    assert_eq!((since_start(&forward.at), forward.remaining_s), (28 * 60 + 1, 62 * 60 - 1));
    assert_eq!(forward.rollback_s, Some(62 * 60));
}

#[test]
fn the_one_undo_to_shorten_and_by_how_much() {
    // a and b are undone in 10 and 3 minutes; with detection and decision 15, of 12 that it may take. Only a is long
    // enough to save 3 minutes alone, as b leaves nothing: a in 7 minutes, or b in none.
    let mut document =
        night(vec![step("a", "0m", "", "10m"), step("b", "0m", "a", "3m"), step("watch", "1h", "b", "")]);
    settings(&mut document).objective = Some(duration("12m"));
    let answer = answer(&document);
    assert!(!answer.guaranteed);
    let remedies: Vec<_> = answer.remedies.iter().map(|r| (r.kind, r.task.as_str(), r.undo_s)).collect();
    let shorten = RemedyKind::ShortenUndo;
    assert_eq!(remedies[..2], [(shorten, "b", Some(0)), (shorten, "a", Some(7 * 60))]);
    for (task, undo_s) in [(0, 7 * 60), (1, 0)] {
        let mut mended = document.clone();
        mended.tasks[task].undo.as_mut().unwrap().duration = Some(Duration::from_seconds(undo_s));
        assert!(super::answer(&mended).guaranteed);
        mended.tasks[task].undo.as_mut().unwrap().duration = Some(Duration::from_seconds(undo_s + 1));
        assert!(!super::answer(&mended).guaranteed);
    }
}

#[test]
fn what_can_wait_is_not_part_of_the_way_back() {
    // The new stack is torn down when the system is back: the plan has it last, and the way back not at all.
    let mut document = night(vec![
        with(step("deploy", "0m", "", "30m"), |undo| undo.cleanup = true),
        step("switch", "0m", "deploy", "1m"),
        step("watch", "1h", "switch", ""),
    ]);
    settings(&mut document).stabilization = Some(duration("1h"));
    let answer = answer(&document);
    assert_eq!(profile(&answer), "0 3");
    assert_eq!(since_start(&answer.end.unwrap()), 120 * 60);
    let (plan, dates) = scheduled(&document);
    let way = rollback_plan(&plan, &dates, instant(START) + 600).unwrap();
    let ids: Vec<_> = way.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["detect", "decide", "undo-switch", "back", "undo-deploy"]);
    let (plan, dates) = scheduled(&way);
    let finish = |id: &str| dates.planned_finish()[plan.task(id).unwrap()] - instant(START);
    assert_eq!((finish("back"), finish("undo-deploy")), (13 * 60, 43 * 60));
}

#[test]
fn no_rollback_plan_where_there_is_no_way_back() {
    let document = night(vec![with(step("drop", "5m", "", ""), |undo| undo.irreversible = true)]);
    let (plan, dates) = scheduled(&document);
    let error = rollback_plan(&plan, &dates, instant(START) + 60).unwrap_err();
    assert_eq!(error.code().as_str(), "rollback.no_way_back");
    assert_eq!(error.to_string(), "there is no way back at 2026-12-07T22:01:00: nothing undoes `drop`");
    // Before it begins there is nothing to undo.
    let before = rollback_plan(&plan, &dates, instant(START) - 60).unwrap();
    assert_eq!(before.tasks.len(), 3);
}

#[test]
fn detection_follows_from_the_monitors() {
    // Every 30 s, three failures in a row: 90 s. The one that triggers a rollback counts, not the faster one.
    let mut document = night(vec![step("a", "1m", "", "5m"), step("watch", "1h", "a", "")]);
    settings(&mut document).detection = None;
    settings(&mut document).objective = None;
    let monitor = |id: &str, interval: &str, triggers: &[&str]| critpath::model::Monitor {
        id: id.into(),
        interval: Some(duration(interval)),
        triggers: triggers.iter().map(|id| (*id).into()).collect(),
        ..critpath::model::Monitor::default()
    };
    document.monitors = vec![monitor("cpu", "5s", &[]), monitor("health", "30s", &["immediate"])];
    document.rollback_procedures = vec![critpath::model::RollbackProcedure {
        id: "immediate".into(),
        kind: critpath::model::RollbackKind::Immediate,
        objective: Some(duration("5m")),
        ..critpath::model::RollbackProcedure::default()
    }];
    let answer = answer(&document);
    assert_eq!((answer.detection_s, answer.decision_s, answer.rto_s), (90, 30, Some(300)));
    assert!(!answer.guaranteed);
}

#[test]
fn a_scope_that_does_not_exist_is_told() {
    let mut document = night(vec![step("a", "1m", "", "5m")]);
    document.tasks[0].environment = Some("production".into());
    settings(&mut document).scope = Some("production".into());
    assert_eq!(answer(&document).worst.unwrap().rollback_s, 420);
    settings(&mut document).scope = Some("prodcution".into());
    let (plan, dates) = scheduled(&document);
    assert_eq!(rollback(&plan, &dates).unwrap_err().code().as_str(), "id.unknown");
    settings(&mut document).scope = None;
    settings(&mut document).calendar = Some("on-call".into());
    let (plan, dates) = scheduled(&document);
    assert_eq!(rollback(&plan, &dates).unwrap_err().code().as_str(), "calendar.unknown");
}
