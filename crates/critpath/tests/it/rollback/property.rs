//! Random small plans: the way back from the instants at which it changes is that of every second.

use critpath::Error;
use critpath::model::rollback_result::{NoReturnKind, RemedyKind, RollbackResult};
use critpath::model::{Assignment, Calendar, Phase, Shift, WorkDay};
use critpath::time::TimeOfDay;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::brute_force::BruteForce;
use super::*;

/// What is drawn for one step.
#[derive(Debug, Clone)]
struct Drawn {
    takes: i64,
    after: Vec<usize>,
    undo: Option<Undo>,
    gate: bool,
    phase: bool,
    not_before: Option<i64>,
}

const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn seconds(range: std::ops::Range<i64>) -> impl Strategy<Value = Option<Duration>> {
    range.prop_map(|seconds| Some(Duration::from_seconds(seconds)))
}

fn some_undo() -> impl Strategy<Value = Undo> {
    let expiry = (0_i64..30).prop_map(|after| Until::Offset(Duration::from_seconds(after)));
    let needs = subsequence(vec!["ann", "bob"], 0..=2).prop_map(|people| {
        let one = |id: &str| Assignment { resource: id.into(), ..Assignment::default() };
        people.into_iter().map(one).collect::<Vec<_>>()
    });
    let calendar = select(vec![None, None, Some("day".to_owned()), Some("always".to_owned())]);
    (
        seconds(0..12),
        prop::option::weighted(0.3, expiry),
        prop::option::weighted(0.5, 12_i64..20),
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.1),
        needs,
        calendar,
        prop::option::weighted(0.4, seconds(0..10)),
    )
        .prop_map(|(duration, until, late, irreversible, cleanup, needs, calendar, abort)| Undo {
            duration,
            until,
            late: late.filter(|_| until.is_some()).map(Duration::from_seconds),
            irreversible,
            cleanup,
            needs,
            calendar,
            abort: abort.flatten(),
            ..Undo::default()
        })
}

fn drawn(at: usize) -> impl Strategy<Value = Drawn> {
    let before: Vec<usize> = (0..at).collect();
    let most = at.min(2);
    (
        0_i64..20,
        subsequence(before, 0..=most),
        prop::option::weighted(0.8, some_undo()),
        any::<bool>(),
        any::<bool>(),
        prop::option::weighted(0.2, 0_i64..40),
    )
        .prop_map(|(takes, after, undo, gate, phase, not_before)| Drawn {
            takes,
            after,
            undo,
            gate,
            phase,
            not_before,
        })
}

fn calendar(id: &str, shifts: &[(u32, u32)]) -> Calendar {
    let time = TimeOfDay::from_seconds;
    let shift = |(start, finish): &(u32, u32)| Shift {
        start: time(*start),
        finish: time(*finish),
        ..Shift::default()
    };
    let shifts = shifts.iter().map(shift).collect();
    let week = vec![WorkDay { days: critpath::model::Weekday::ALL.to_vec(), shifts, ..WorkDay::default() }];
    Calendar { id: id.into(), week, ..Calendar::default() }
}

prop_compose! {
    fn plans()(
        steps in (drawn(0), drawn(1), drawn(2), drawn(3), drawn(4), drawn(5)),
        count in 1_usize..=5,
        reaction in (0_i64..4, 0_i64..4),
        stabilization in 0_i64..30,
        objective in prop::option::weighted(0.8, 5_i64..60),
        shared in select(vec![None, Some("always"), Some("day")]),
        ann in select(vec![(1.0, None), (2.0, None), (1.0, Some("day"))]),
        rests in (3_u32..40, 1_u32..20, 3_u32..40),
        window in 10_i64..150,
        undo_after in prop::option::weighted(0.2, (0_usize..5, 0_usize..5)),
    ) -> Document {
        let steps = [steps.0, steps.1, steps.2, steps.3, steps.4, steps.5];
        document(&steps[..count], reaction, stabilization, objective, shared, ann, rests, window, undo_after)
    }
}

#[allow(clippy::too_many_arguments, reason = "one for each thing that is drawn")]
fn document(
    steps: &[Drawn],
    (detection, decision): (i64, i64),
    stabilization: i64,
    objective: Option<i64>,
    shared: Option<&str>,
    (ann, of_ann): (f64, Option<&str>),
    (first, rest, second): (u32, u32, u32),
    window: i64,
    undo_after: Option<(usize, usize)>,
) -> Document {
    let start = "2026-12-07T00:00";
    let at = |seconds: i64| Axis::LOCAL.moment(instant(start) + seconds);
    let mut tasks: Vec<Task> = Vec::new();
    for (index, drawn) in steps.iter().enumerate() {
        let mut undo = drawn.undo.clone();
        if shared.is_some() {
            undo.iter_mut().for_each(|undo| undo.calendar = None);
        }
        let date = drawn.not_before.map(|seconds| critpath::model::Constraint {
            kind: critpath::model::ConstraintKind::StartNoEarlierThan,
            date: Some(at(seconds)),
            ..critpath::model::Constraint::default()
        });
        tasks.push(Task {
            id: IDS[index].into(),
            duration: Some(Duration::from_seconds(drawn.takes)),
            after: after(&drawn.after.iter().map(|at| IDS[*at]).collect::<Vec<_>>().join(",")),
            constraints: date.into_iter().collect(),
            undo: undo.map(Box::new),
            ..Task::default()
        });
    }
    let mut document = Document { name: "Night".into(), start: Some(at(0)), tasks, ..Document::default() };
    document.calendar = Some("always".into());
    document.calendars =
        vec![calendar("day", &[(0, first), (first + rest, first + rest + second), (600, 86_400)])];
    document.resources = vec![
        Resource { capacity: Some(ann), calendar: of_ann.map(Into::into), ..person("ann") },
        person("bob"),
    ];
    // The last steps may stand in a phase behind the first, or behind a gate.
    if let [_, .., last] = steps {
        let index = steps.len() - 1;
        if last.phase {
            document.phases = vec![Phase { id: "rollout".into(), after: after("a"), ..Phase::default() }];
            document.tasks[index].phase = Some("rollout".into());
        }
        if last.gate {
            document.gates = vec![gate("go", IDS[index - 1]), gate("begin", "a")];
            document.tasks[index].gate = Some("go".into());
        }
    }
    if let Some((task, other)) = undo_after.filter(|(a, b)| a != b)
        && let Some(undo) = document.tasks.get_mut(task).and_then(|task| task.undo.as_mut())
        && other < steps.len()
    {
        undo.after = after(IDS[other]);
    }
    document.rollback = Some(RollbackSettings {
        objective: objective.map(Duration::from_seconds),
        detection: Some(Duration::from_seconds(detection)),
        decision: Some(Duration::from_seconds(decision)),
        stabilization: Some(Duration::from_seconds(stabilization)),
        calendar: shared.map(Into::into),
        window_end: Some(at(window)),
        ..RollbackSettings::default()
    });
    document
}

/// The profile by the second.
fn spread(answer: &RollbackResult) -> Vec<(Instant, Option<i64>)> {
    let Some(end) = &answer.end else { return Vec::new() };
    let mut seconds = Vec::new();
    let next = answer.profile.iter().skip(1).map(|point| instant(&point.at)).chain([instant(end) + 1]);
    for (point, next) in answer.profile.iter().zip(next) {
        let from = instant(&point.at);
        for at in from..next {
            let fallen = if point.falls { at - from } else { 0 };
            seconds.push((at, point.rollback_s.map(|rollback| rollback - fallen)));
        }
    }
    seconds
}

fn agrees(document: &Document) -> Result<(), TestCaseError> {
    let (plan, dates) = scheduled(document);
    let answer = match rollback(&plan, &dates) {
        Err(Error::Document(found)) if found[0].code.as_str() == "undo.cycle" => return Ok(()),
        answer => answer.unwrap(),
    };
    prop_assert!(answer.exact);
    let brute = BruteForce::new(&plan, &dates);
    let objective = answer.rto_s;
    let within = |rollback: Option<i64>| {
        rollback.is_some_and(|rollback| objective.is_none_or(|objective| rollback <= objective))
    };
    let mut by_second = Vec::new();
    for (at, rollback_s) in spread(&answer) {
        let Some(back) = brute.back(at, |start| start <= at) else { return Ok(()) };
        prop_assert_eq!(rollback_s, back.map(|back| back - at), "at {}", at - dates.start().unwrap());
        by_second.push((at, rollback_s));
    }
    // The guarantee, the worst instant, the ends of the way back, and the last abort follow from the seconds.
    prop_assert_eq!(answer.guaranteed, by_second.iter().all(|(_, rollback)| within(*rollback)));
    let worst =
        by_second.iter().filter_map(|(at, rollback)| Some(((*rollback)?, std::cmp::Reverse(*at)))).max();
    let found = answer.worst.as_ref().map(|worst| (worst.rollback_s, std::cmp::Reverse(instant(&worst.at))));
    prop_assert_eq!(found, worst);
    let hard = by_second.iter().find(|(_, rollback)| rollback.is_none()).map(|(at, _)| *at);
    let ends = answer.points_of_no_return.iter();
    let found =
        ends.clone().filter(|end| end.kind != NoReturnKind::TooSlow).map(|end| instant(&end.at)).min();
    prop_assert_eq!(found, hard);
    let slow = |rollback: Option<i64>| rollback.is_some() && !within(rollback);
    let mut soft: Vec<(Instant, Option<Instant>)> = Vec::new();
    for (index, (at, rollback)) in by_second.iter().enumerate() {
        let was = index > 0 && slow(by_second[index - 1].1);
        match (was, slow(*rollback)) {
            (false, true) => soft.push((*at, None)),
            (true, false) => soft.last_mut().unwrap().1 = Some(*at),
            _ => {}
        }
    }
    let found: Vec<_> = ends
        .filter(|end| end.kind == NoReturnKind::TooSlow)
        .map(|end| (instant(&end.at), end.until.as_deref().map(instant)))
        .collect();
    prop_assert_eq!(found, soft);
    let closes =
        document.rollback.as_ref().unwrap().window_end.map(|end| Axis::LOCAL.instant_of(end)).unwrap();
    let abort = by_second
        .iter()
        .rev()
        .find(|(at, rollback)| rollback.is_some_and(|rollback| at + rollback <= closes));
    prop_assert_eq!(answer.latest_abort.as_deref().map(instant), abort.map(|(at, _)| *at));
    let finish = instant(answer.finish.as_deref().unwrap());
    let until_finish = || by_second.iter().filter(|(at, _)| *at <= finish);
    let latest = until_finish().filter_map(|(at, rollback)| Some(at + (*rollback)?)).max().unwrap_or(finish);
    prop_assert_eq!(answer.window.as_ref().unwrap().slack_s, closes - latest.max(finish));
    let forward =
        until_finish().find(|(at, rollback)| rollback.is_none_or(|rollback| finish - at < rollback));
    prop_assert_eq!(
        answer.fix_forward.as_ref().map(|forward| instant(&forward.at)),
        forward.map(|(at, _)| *at)
    );
    // Gates look at what started before them.
    let mut last_safe = None;
    let first_end = answer.points_of_no_return.first().map_or(Instant::MAX, |end| instant(&end.at));
    for gate in &answer.gates {
        let at = instant(&gate.at);
        let Some(back) = brute.back(at, |start| start < at) else { return Ok(()) };
        let rollback = back.map(|back| back - at);
        prop_assert_eq!((gate.rollback_s, gate.safe), (rollback, within(rollback)));
        if gate.safe && at <= first_end {
            last_safe = Some(gate.gate.clone());
        }
    }
    prop_assert_eq!(&answer.last_safe_gate, &last_safe);
    remedies_help(document, &answer)?;
    plans_agree(document, &by_second)
}

/// With an undo as quick, or possible as long, as a remedy says, the way back holds until the first irreversible step.
fn remedies_help(document: &Document, answer: &RollbackResult) -> Result<(), TestCaseError> {
    for remedy in &answer.remedies {
        let mut mended = document.clone();
        let task = mended.tasks.iter_mut().find(|task| task.id == remedy.task).unwrap();
        let (plan, dates) = scheduled(document);
        let finish = dates.planned_finish()[plan.task(&task.id).unwrap()];
        let Some(undo) = task.undo.as_mut() else { continue };
        match remedy.kind {
            RemedyKind::ShortenUndo => undo.duration = remedy.undo_s.map(Duration::from_seconds),
            RemedyKind::ExtendExpiry => {
                let until = instant(remedy.until.as_deref().unwrap()) - finish;
                undo.until = Some(Until::Offset(Duration::from_seconds(until)));
            }
            RemedyKind::MoveGate | RemedyKind::AddGate => continue,
        }
        let mended = super::answer(&mended);
        let irreversible =
            mended.points_of_no_return.iter().find(|end| end.kind == NoReturnKind::Irreversible);
        let before = irreversible.map_or(Instant::MAX, |end| instant(&end.at));
        let ends =
            mended.points_of_no_return.iter().map(|end| instant(&end.at)).min().unwrap_or(Instant::MAX);
        prop_assert!(ends >= before, "{:?}", remedy);
    }
    Ok(())
}

/// The plan of the rollback has the system back when the profile says.
fn plans_agree(document: &Document, by_second: &[(Instant, Option<i64>)]) -> Result<(), TestCaseError> {
    for (at, rollback) in by_second.iter().step_by(by_second.len() / 4 + 1) {
        let (plan, dates) = scheduled(document);
        match rollback {
            Some(rollback) => prop_assert_eq!(back_by_plan(document, *at), at + rollback),
            None => {
                let barred = matches!(rollback_plan(&plan, &dates, *at), Err(Error::NoWayBack { .. }));
                prop_assert!(barred);
            }
        }
    }
    Ok(())
}

/// The same plan with undos that wait for nothing but each other, and for what runs.
fn plain(mut document: Document) -> Document {
    for undo in document.tasks.iter_mut().filter_map(|task| task.undo.as_mut()) {
        **undo = Undo {
            duration: undo.duration,
            irreversible: undo.irreversible,
            after: undo.after.clone(),
            abort: undo.abort,
            ..Undo::default()
        };
    }
    document
}

/// Some seconds after the step after which an undo expires, if it does, and how long it takes then, if there is a way.
fn expiries() -> impl Strategy<Value = Vec<(Option<i64>, Option<i64>)>> {
    let expiry = prop::option::weighted(0.8, prop_oneof![0_i64..40, Just(100_000)]);
    prop::collection::vec((expiry, prop::option::weighted(0.8, 0_i64..20)), 6)
}

/// The same plan with undos of which most expire.
fn expiring(document: Document, expiries: &[(Option<i64>, Option<i64>)]) -> Document {
    let mut document = plain(document);
    for (task, (until, late)) in document.tasks.iter_mut().zip(expiries) {
        let Some(undo) = task.undo.as_mut() else { continue };
        undo.until = until.map(|seconds| Until::Offset(Duration::from_seconds(seconds)));
        undo.late = late.filter(|_| until.is_some()).map(Duration::from_seconds);
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn the_way_back_is_that_of_every_second(document in plans()) {
        agrees(&document)?;
    }

    #[test]
    fn so_it_is_where_undos_wait_for_nothing_but_each_other(document in plans().prop_map(plain)) {
        agrees(&document)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn so_it_is_where_most_of_them_expire(document in plans(), expiries in expiries()) {
        agrees(&expiring(document, &expiries))?;
    }
}
