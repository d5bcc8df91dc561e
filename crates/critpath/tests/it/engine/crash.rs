//! Time-cost curves against every way to shorten a small project.

use critpath::Error;
use critpath::crash::{Activity, cost_at, time_cost};
use proptest::prelude::*;

fn activity(normal: i64, crash: i64, cost: i64, after: &[usize]) -> Activity {
    Activity { normal, crash, cost, after: after.to_vec() }
}

/// How long a project takes with these durations; activities come after earlier ones only.
fn length(activities: &[Activity], durations: &[i64]) -> i64 {
    let mut finish: Vec<i64> = Vec::new();
    for (activity, duration) in activities.iter().zip(durations) {
        let start = activity.after.iter().map(|before| finish[*before]).max().unwrap_or(0);
        finish.push(start + duration);
    }
    finish.into_iter().max().unwrap_or(0)
}

fn price(activities: &[Activity], durations: &[i64]) -> i128 {
    let spent = activities.iter().zip(durations);
    spent.map(|(activity, duration)| i128::from(activity.cost * (activity.normal - duration))).sum()
}

/// The least cost of each duration up to the normal one, by trying all: `None` where it is too short.
fn by_trying(activities: &[Activity]) -> Vec<Option<i128>> {
    let normal: Vec<i64> = activities.iter().map(|activity| activity.normal).collect();
    let mut least = vec![None; length(activities, &normal) as usize + 1];
    let mut durations: Vec<i64> = activities.iter().map(|activity| activity.crash).collect();
    loop {
        let (length, price) = (length(activities, &durations), price(activities, &durations));
        for slot in &mut least[length as usize..] {
            *slot = Some(slot.map_or(price, |known: i128| known.min(price)));
        }
        let Some(at) = (0..durations.len()).find(|at| durations[*at] < normal[*at]) else { return least };
        durations[at] += 1;
        for (duration, activity) in durations.iter_mut().zip(activities).take(at) {
            *duration = activity.crash;
        }
    }
}

fn projects() -> impl Strategy<Value = Vec<Activity>> {
    let one = (0_i64..5, 0_i64..5, 0_i64..6, any::<u8>());
    proptest::collection::vec(one, 1..6).prop_map(|drawn| {
        let activity = |(at, (normal, less, cost, links)): (usize, &(i64, i64, i64, u8))| {
            let after = (0..at).filter(|before| links >> before & 1 == 1).collect();
            Activity { normal: *normal, crash: (normal - less).max(0), cost: *cost, after }
        };
        drawn.iter().enumerate().map(activity).collect()
    })
}

proptest! {
    #[test]
    fn no_way_to_shorten_a_project_is_cheaper(activities in projects()) {
        let curve = time_cost(&activities).unwrap();
        for (duration, least) in by_trying(&activities).into_iter().enumerate() {
            let found = cost_at(&curve, duration as f64);
            prop_assert_eq!(found, least.map(|least| least as f64), "{}: {:?}", duration, curve);
        }
        for corner in &curve {
            prop_assert_eq!(length(&activities, &corner.durations), corner.duration);
            prop_assert_eq!(price(&activities, &corner.durations), corner.cost);
            let fits = |(activity, taken): (&Activity, &i64)| (activity.crash..=activity.normal).contains(taken);
            prop_assert!(activities.iter().zip(&corner.durations).all(fits));
        }
    }
}

#[test]
fn what_was_shortened_is_lengthened_again_where_that_is_cheaper() {
    // The bridge in the middle is cheapest, until the paths around it count too: then both of its neighbours are
    // shortened, and the bridge takes its time again.
    let activities = [
        activity(5, 3, 3, &[]),
        activity(5, 3, 1, &[0]),
        activity(8, 8, 0, &[]),
        activity(5, 3, 3, &[1, 2]),
        activity(8, 8, 0, &[0]),
    ];
    let curve = time_cost(&activities).unwrap();
    let costs: Vec<(i64, i128)> = curve.iter().map(|corner| (corner.duration, corner.cost)).collect();
    assert_eq!(costs, [(15, 0), (13, 2), (11, 12)]);
    assert_eq!(curve[1].durations, [5, 3, 8, 5, 8]);
    assert_eq!(curve[2].durations, [3, 5, 8, 3, 8]);
}

#[test]
fn projects_that_cannot_be_are_refused() {
    for (activities, why) in [
        (vec![activity(2, 3, 1, &[])], "times must not rise"),
        (vec![activity(2, -1, 1, &[])], "times must not rise"),
        (vec![activity(2, 1, -1, &[])], "fall below zero"),
        (vec![activity(2, 1, 1, &[7])], "comes after 7, which does not exist"),
        (vec![activity(2, 1, 1, &[1]), activity(2, 1, 1, &[0])], "wait for each other"),
        (vec![activity(i64::MAX, 1, 1, &[])], "too great together"),
    ] {
        let refused = time_cost(&activities);
        assert!(matches!(&refused, Err(Error::Option(message)) if message.contains(why)), "{refused:?}");
    }
    let nothing = time_cost(&[]).unwrap();
    assert_eq!((nothing.len(), nothing[0].duration, nothing[0].cost), (1, 0, 0));
}
