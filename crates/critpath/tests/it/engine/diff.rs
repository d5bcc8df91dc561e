//! What was changed between two plans, and which change moved the finish by how much.

use super::random::{Choices, EVERYTHING, Shape, plans};
use super::*;
use critpath::diff::{Scheduled, diff};
use critpath::model::diff::{Attribution, AttributionMethod, ChangeAction, ChangeSubject, DiffResult};
use proptest::prelude::*;

const DAY_S: i64 = 86_400;

fn compared(before: &Document, after: &Document, task: Option<&str>) -> DiffResult {
    let options = ScheduleOptions::default();
    let [before, after] = [before, after].map(|document| Plan::build(document.clone()).unwrap());
    let [was, is] = [&before, &after].map(|plan| schedule(plan, &options).unwrap());
    let before = Scheduled { plan: &before, schedule: &was, options };
    let after = Scheduled { plan: &after, schedule: &is, options };
    diff(before, after, task).unwrap()
}

/// Each share with its changes in a few words.
fn told(diff: &DiffResult) -> Vec<(String, i64)> {
    let attribution = diff.attribution.as_ref().unwrap();
    let words = |at: &u32| {
        let change = &diff.changes[*at as usize];
        let id = change.id.as_deref().unwrap_or("plan");
        let what = change.field.as_deref().or(change.predecessor.as_deref()).unwrap_or_default();
        format!("{} {id} {what}", change.action).trim_end().to_owned()
    };
    let shares = attribution.shares.iter();
    shares.map(|s| (s.changes.iter().map(words).collect::<Vec<_>>().join(" & "), s.shift_s)).collect()
}

fn shares(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(words, shift)| ((*words).to_owned(), *shift)).collect()
}

fn set_duration(document: &mut Document, id: &str, duration: &str) {
    let task = document.tasks.iter_mut().find(|task| task.id == id).unwrap();
    task.duration = Some(Duration::parse(duration).unwrap());
}

/// A plan around the clock, so that seconds are easy to follow.
fn clockwork(tasks: &[(&str, &str, &str)]) -> Document {
    Document { calendar: Some("always".into()), ..document(tasks) }
}

#[test]
fn a_change_that_is_alone_has_all_of_it() {
    let before = clockwork(&[("a", "1ed", ""), ("b", "1ed", "a")]);
    let mut after = before.clone();
    set_duration(&mut after, "a", "3ed");
    let diff = compared(&before, &after, None);
    assert_eq!(told(&diff), shares(&[("changed a duration", 2 * DAY_S)]));
    let attribution = diff.attribution.unwrap();
    assert_eq!((attribution.method, attribution.shift_s), (AttributionMethod::Shapley, 2 * DAY_S));
    assert_eq!((attribution.interaction_s, attribution.schedules), (Some(0), 0));
    assert_eq!(
        (attribution.shares[0].alone_s, attribution.shares[0].undone_s),
        (Some(2 * DAY_S), Some(-2 * DAY_S))
    );
}

#[test]
fn what_the_finish_does_not_depend_on_has_no_share() {
    let before = clockwork(&[("a", "9ed", ""), ("b", "1ed", ""), ("c", "1ed", "")]);
    let mut after = before.clone();
    set_duration(&mut after, "a", "10ed");
    set_duration(&mut after, "b", "2ed");
    after.tasks[2].owner = Some("ops".into());
    let diff = compared(&before, &after, None);
    assert_eq!(diff.changes.len(), 3);
    assert_eq!(told(&diff), shares(&[("changed a duration", DAY_S)]));
}

#[test]
fn changes_that_do_the_same_have_the_same_share() {
    let before = clockwork(&[("a", "1ed", ""), ("b", "1ed", ""), ("c", "1ed", "a,b")]);
    let mut after = before.clone();
    set_duration(&mut after, "a", "3ed");
    set_duration(&mut after, "b", "3ed");
    let diff = compared(&before, &after, None);
    assert_eq!(told(&diff), shares(&[("changed a duration", DAY_S), ("changed b duration", DAY_S)]));
    let attribution = diff.attribution.unwrap();
    assert_eq!(attribution.interaction_s, Some(-2 * DAY_S), "each alone would do all of it");
    assert_eq!(attribution.shares[0].undone_s, Some(0), "the other one would still do it");
}

#[test]
fn a_task_that_comes_between_is_one_change() {
    let before = clockwork(&[("build", "1ed", ""), ("publish", "1ed", "build")]);
    let after = clockwork(&[("build", "1ed", ""), ("review", "2ed", "build"), ("publish", "1ed", "review")]);
    let diff = compared(&before, &after, None);
    let words: Vec<_> =
        diff.changes.iter().map(|c| (c.action, c.subject, c.id.as_deref().unwrap())).collect();
    assert_eq!(
        words,
        [
            (ChangeAction::Added, ChangeSubject::Task, "review"),
            (ChangeAction::Added, ChangeSubject::Dependency, "publish"),
            (ChangeAction::Removed, ChangeSubject::Dependency, "publish"),
        ]
    );
    assert_eq!(
        told(&diff),
        shares(&[("added review & added publish review & removed publish build", 2 * DAY_S)])
    );
}

#[test]
fn links_that_turn_round_are_one_change() {
    let before = clockwork(&[("a", "1ed", ""), ("b", "2ed", "a"), ("c", "4ed", "a")]);
    let after = clockwork(&[("a", "1ed", "b"), ("b", "2ed", ""), ("c", "4ed", "a")]);
    let diff = compared(&before, &after, None);
    assert_eq!(told(&diff), shares(&[("added a b & removed b a", 2 * DAY_S)]));
}

#[test]
fn a_task_may_be_asked_for() {
    let before = clockwork(&[("a", "1ed", ""), ("b", "1ed", "a"), ("c", "9ed", "")]);
    let mut after = before.clone();
    set_duration(&mut after, "a", "2ed");
    set_duration(&mut after, "c", "20ed");
    let diff = compared(&before, &after, Some("B"));
    assert_eq!(told(&diff), shares(&[("changed a duration", DAY_S)]));
    let Attribution { task, before, after, .. } = diff.attribution.unwrap();
    assert_eq!(
        (task.as_deref(), before.as_str(), after.as_str()),
        (Some("b"), "2026-12-09T00:00:00", "2026-12-10T00:00:00")
    );
}

#[test]
fn everything_that_dates_follow_from_is_a_change() {
    let before = document(&[("a", "1d", ""), ("b", "1d", "a"), ("c", "1d", "")]);
    let mut after = before.clone();
    after.start = Some(moment("2026-12-08"));
    after.deadline = Some(moment("2026-12-20"));
    after.calendar = Some("always".into());
    after.scheduling =
        Some(critpath::model::Scheduling { open_ends_critical: Some(true), ..Default::default() });
    after.tasks[1].after = dependencies("a:SS+2h, c:FF-30m");
    after.tasks[1].constraints = vec![Constraint {
        kind: ConstraintKind::StartNoEarlierThan,
        date: Some(moment("2026-12-09")),
        ..Constraint::default()
    }];
    after.tasks[2].progress = Some(critpath::model::Progress {
        percent: Some(50.0),
        started: Some(moment("2026-12-08T09:00")),
        ..Default::default()
    });
    let diff = compared(&before, &after, None);
    let words: Vec<String> = diff
        .changes
        .iter()
        .map(|c| {
            let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
            let (id, field) = (or_none(&c.id), or_none(&c.field));
            format!(
                "{} {} {id} {field} {}: {} -> {}",
                c.action,
                c.subject,
                or_none(&c.predecessor),
                or_none(&c.before),
                or_none(&c.after)
            )
        })
        .collect();
    assert_eq!(
        words,
        [
            "changed plan - start -: 2026-12-07 -> 2026-12-08",
            "changed plan - deadline -: - -> 2026-12-20",
            "changed plan - calendar -: - -> always",
            "changed plan - open_ends_critical -: - -> true",
            "changed dependency b - a: FS -> SS + 2h",
            "added dependency b - c: - -> FF - 30m",
            "added constraint b - -: - -> start_no_earlier_than 2026-12-09",
            "changed task c progress -: - -> percent 50.0, started 2026-12-08T09:00:00",
        ]
    );
}

#[test]
fn what_is_uncertain_is_told_and_moves_nothing() {
    use critpath::model::{
        Branch, BranchOption, Correlation, Distribution, Estimate, Level, Rating, Risk, RiskEffect, Spread,
    };
    let rating =
        |level, text: &str| Some(Rating { level: Some(level), text: text.into(), ..Rating::default() });
    let risk = |id: &str, name: &str| Risk { id: id.into(), name: name.into(), ..Risk::default() };
    let option = |name: &str, probability| BranchOption {
        name: name.into(),
        probability: Some(probability),
        tasks: vec!["a".into()],
        ..BranchOption::default()
    };
    let tie = |tasks: [&str; 2], coefficient| Correlation {
        tasks: tasks.map(String::from).to_vec(),
        coefficient,
        ..Correlation::default()
    };
    let mut before = document(&[("a", "1d", ""), ("b", "1d", "a"), ("c", "1d", "")]);
    let estimate = |distribution| Estimate {
        low: Duration::parse("1d").ok(),
        likely: Duration::parse("2d").ok(),
        high: Duration::parse("4d").ok(),
        distribution,
        ..Estimate::default()
    };
    before.tasks[1].duration = None;
    before.tasks[1].estimate = Some(estimate(None));
    before.risks = vec![risk("loss", "Data loss"), risk("late", "Late parts"), risk("fire", "Fire")];
    before.risks[0].probability = rating(Level::High, "High");
    before.branches =
        vec![Branch { id: "way".into(), options: vec![option("left", 0.25)], ..Branch::default() }];
    before.correlations = vec![tie(["a", "b"], 0.5), tie(["b", "c"], 0.25)];
    let mut after = before.clone();
    after.tasks[1].estimate = Some(estimate(Some(Distribution::Triangular)));
    // The same risk under another id, another one added, one removed.
    after.risks = vec![risk("loss", "Data loss"), risk("parts", "Late parts"), risk("strike", "Strike")];
    after.risks[0].probability = rating(Level::Low, "Low");
    after.risks[1].effect = Some(RiskEffect {
        cost: Some(Spread { low: Some(100.0), high: Some(300.0), ..Spread::default() }),
        ..RiskEffect::default()
    });
    after.branches[0].options = vec![option("left", 0.75)];
    after.correlations = vec![tie(["b", "a"], 0.75), tie(["a", "c"], 0.125)];
    after.risk_appetite = Some(12.0);
    let diff = compared(&before, &after, None);
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let told = diff.changes.iter().map(|c| {
        let [id, name, field, before, after] = [&c.id, &c.name, &c.field, &c.before, &c.after].map(or_none);
        format!("{} {} {id} ({name}) {field}: {before} -> {after}", c.action, c.subject)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "changed task b (B) estimate: low 1d, likely 2d, high 4d -> low 1d, likely 2d, high 4d, distribution triangular",
            "changed plan - (-) risk_appetite: - -> 12.0",
            "changed branch way (-) options: name left, probability 0.25, tasks a -> name left, probability 0.75, tasks a",
            "changed correlation - (a, b) -: 0.5 pearson -> 0.75 pearson",
            "added correlation - (a, c) -: - -> 0.125 pearson",
            "removed correlation - (b, c) -: 0.25 pearson -> -",
            "changed risk loss (Data loss) probability: High -> Low",
            "changed risk late (Late parts) effect: - -> cost low 100.0, high 300.0",
            "added risk strike (Strike) -: - -> -",
            "removed risk fire (Fire) -: - -> -",
        ]
    );
    assert!(diff.tasks.is_empty() && diff.attribution.unwrap().shares.is_empty());
}

#[test]
fn tasks_with_other_ids_are_matched_by_their_names() {
    let mut before = clockwork(&[("build", "1ed", ""), ("test", "1ed", "build")]);
    before.phases = vec![phase("release", "", "")];
    before.tasks[1].phase = Some("release".into());
    let mut after = clockwork(&[("1", "1ed", ""), ("2", "3ed", "1")]);
    after.phases = vec![phase("3", "", "")];
    after.tasks[1].phase = Some("3".into());
    for (noun, name) in after.tasks.iter_mut().zip(["BUILD", "TEST"]) {
        noun.name = name.into();
    }
    after.phases[0].name = before.phases[0].name.clone();
    let diff = compared(&before, &after, Some("2"));
    assert_eq!(told(&diff), shares(&[("changed test duration", 2 * DAY_S)]));
    assert_eq!(diff.changes.len(), 1);
    let moved: Vec<_> = diff.tasks.iter().map(|task| (task.id.as_str(), task.id_before.as_deref())).collect();
    assert_eq!(moved, [("2", Some("test"))]);
}

#[test]
fn options_of_only_one_schedule_are_changes() {
    let plan = Plan::build(document(&[("a", "1d", "")])).unwrap();
    let [usual, later] = [None, Some(moment("2026-12-09"))].map(|start| {
        let options = ScheduleOptions { start, ..ScheduleOptions::default() };
        (schedule(&plan, &options).unwrap(), options)
    });
    let of = |(schedule, options)| Scheduled { plan: &plan, schedule, options };
    let diff = diff(of((&usual.0, usual.1)), of((&later.0, later.1)), None).unwrap();
    assert_eq!(told(&diff), shares(&[("changed plan start", 2 * DAY_S)]));
}

#[test]
fn many_changes_are_screened_and_more_are_put_in_orders() {
    let names: Vec<String> = (0..30).map(|at| format!("t{at}")).collect();
    let longer = |active: usize| {
        let tasks: Vec<_> = names.iter().map(|name| (name.as_str(), "1ed", "")).collect();
        let mut before = clockwork(&tasks);
        before.tasks.push(task("last", "5ed", "t0"));
        let mut after = before.clone();
        for (at, name) in names.iter().enumerate() {
            set_duration(&mut after, name, "2ed");
            if at > 0 && at < active {
                let after_previous = format!("t{}", at - 1);
                before.tasks[at].after = dependencies(&after_previous);
                after.tasks[at].after = dependencies(&after_previous);
            }
        }
        for document in [&mut before, &mut after] {
            document.tasks.last_mut().unwrap().after = dependencies(&names[active - 1]);
        }
        compared(&before, &after, None)
    };
    let few = longer(3);
    let attribution = few.attribution.as_ref().unwrap();
    assert_eq!((attribution.method, attribution.shift_s), (AttributionMethod::Screened, 3 * DAY_S));
    let all = |count: usize| -> Vec<_> {
        (0..count).map(|at| (format!("changed t{at} duration"), DAY_S)).collect()
    };
    assert_eq!(told(&few), all(3));
    let many = longer(20);
    assert_eq!(many.attribution.as_ref().unwrap().method, AttributionMethod::Orders);
    assert_eq!(told(&many), all(20));
}

/// Another plan made from one by a few edits of all kinds, some of which may come to nothing.
fn changed(document: &Document, choices: &mut Choices) -> Document {
    let mut after = document.clone();
    for fresh in 0..1 + choices.below(6) {
        let at = choices.below(after.tasks.len());
        let other = after.tasks[choices.below(after.tasks.len())].id.clone();
        match choices.below(9) {
            0..=2 => {
                after.tasks[at].duration = Duration::parse(choices.of(&["1h", "1d", "3d", "2ed"])).ok();
            }
            3 => after.tasks[at].after.push(dependency(&other)),
            4 => {
                after.tasks[at].after.pop();
            }
            5 => after.start = Some(moment(choices.of(&["2026-12-08", "2026-12-11T12:00"]))),
            6 => after.tasks.push(task(&format!("new{fresh}"), "1d", &other)),
            7 if after.tasks.len() > 1 => {
                let id = after.tasks.remove(at).id;
                let phases = after.phases.iter_mut().map(|phase| &mut phase.after);
                let gates = after.gates.iter_mut().map(|gate| &mut gate.after);
                let links = after.tasks.iter_mut().map(|task| &mut task.after).chain(phases).chain(gates);
                links.for_each(|after| after.retain(|link| link.predecessor != id));
            }
            _ => after.tasks[at].calendar = after.calendars.first().map(|calendar| calendar.id.clone()),
        }
    }
    after
}

/// The Shapley value by its definition: the average over all orders of what each player adds when it comes. Players are
/// lists of durations to set.
fn by_definition(before: &Document, after: &Document, players: &[usize]) -> Vec<i128> {
    let value = |made: &[usize]| -> i128 {
        let mut document = before.clone();
        for task in made {
            document.tasks[*task].duration = after.tasks[*task].duration;
        }
        let plan = Plan::build(document).unwrap();
        i128::from(schedule(&plan, &ScheduleOptions::default()).unwrap().finish().unwrap())
    };
    let mut sums = vec![0; players.len()];
    let mut order: Vec<usize> = (0..players.len()).collect();
    permute(&mut order, 0, &mut |order| {
        let mut made = Vec::new();
        for player in order {
            let without = value(&made);
            made.push(players[*player]);
            sums[*player] += value(&made) - without;
        }
    });
    sums
}

fn permute(order: &mut Vec<usize>, from: usize, visit: &mut impl FnMut(&[usize])) {
    if from == order.len() {
        return visit(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        permute(order, from + 1, visit);
        order.swap(from, at);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 2_000 }))]

    #[test]
    fn shares_sum_to_the_shift(
        before in plans(Shape { tasks: 10, ..EVERYTHING }),
        choices in proptest::collection::vec(any::<u16>(), 40),
        at in any::<prop::sample::Index>(),
    ) {
        let after = changed(&before, &mut Choices(choices.iter()));
        let sound = |document: &Document| Plan::build(document.clone())
            .is_ok_and(|plan| schedule(&plan, &ScheduleOptions::default()).is_ok());
        prop_assume!(sound(&before) && sound(&after));
        let task = &after.tasks[at.index(after.tasks.len())].id;
        for target in [None, Some(task.as_str())] {
            let diff = compared(&before, &after, target);
            let Some(attribution) = diff.attribution else { continue };
            prop_assert_eq!(attribution.shares.iter().map(|share| share.shift_s).sum::<i64>(), attribution.shift_s);
            if before == after {
                prop_assert!(diff.changes.is_empty() && attribution.shares.is_empty());
            }
            let back = compared(&after, &before, Some(task).filter(|_| target.is_some() && before.tasks.iter().any(|t| t.id == *task)).map(String::as_str));
            if let Some(back) = back.attribution.filter(|back| back.task.is_some() == target.is_some()) {
                prop_assert_eq!(back.shift_s, -attribution.shift_s);
            }
        }
    }

    #[test]
    fn shares_are_those_of_the_definition(
        before in plans(Shape { tasks: 8, progress: false, gaps: false, ..EVERYTHING }),
        durations in proptest::collection::vec(0_usize..5, 8),
    ) {
        let mut after = before.clone();
        let mut players = Vec::new();
        for (at, choice) in durations.iter().enumerate().take(after.tasks.len()) {
            let task = &mut after.tasks[at];
            let duration = ["", "", "2h", "2d", "5d"][*choice];
            if !duration.is_empty() && task.duration.is_some() && players.len() < 5 {
                task.duration = Some(Duration::parse(duration).unwrap());
                if before.tasks[at].duration != task.duration {
                    players.push(at);
                }
            }
        }
        prop_assume!(Plan::build(before.clone()).is_ok_and(|plan| schedule(&plan, &ScheduleOptions::default()).is_ok_and(|s| s.finish().is_some())));
        let diff = compared(&before, &after, None);
        let attribution = diff.attribution.unwrap();
        prop_assert_eq!(attribution.method, AttributionMethod::Shapley);
        let orders: i128 = (1..=players.len() as i128).product();
        for (player, sum) in players.iter().zip(by_definition(&before, &after, &players)) {
            let is_it = |at: &u32| diff.changes[*at as usize].id.as_ref() == Some(&before.tasks[*player].id);
            let share = attribution.shares.iter().find(|share| share.changes.iter().any(is_it));
            let found = i128::from(share.map_or(0, |share| share.shift_s));
            prop_assert!((found * orders - sum).abs() < orders, "{found} instead of {sum} / {orders}");
        }
    }
}
