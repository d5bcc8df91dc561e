//! Activities that can be shortened for money into the least cost of every duration of the project.
//!
//! The whole time-cost curve, exactly, by the parametric method of Fulkerson (A Network Flow Computation for Project
//! Cost Curves, Management Science 7, 1961; also Kelley, Operations Research 9, 1961). Every activity has two events; an
//! event has a time. A flow from start to finish tells what it costs to shorten the project by one unit: where it is
//! greatest, its cut holds the activities to shorten, and those, crashed before, that may be lengthened again.
//!
//! Crashing the cheapest critical activity again and again is not this: it can cost more, as it never lengthens what it
//! has shortened.

use std::collections::VecDeque;

use crate::error::Error;
use crate::graph::topological_order;

/// An activity that takes less time for more money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// How long it takes if nothing is spent, in any unit of time.
    pub normal: i64,
    /// How long it takes at least.
    pub crash: i64,
    /// What each unit of time costs by which it is shortened, in any unit of money.
    pub cost: i64,
    /// What must be finished before it starts, by position in the list of activities.
    pub after: Vec<usize>,
}

/// A corner of the curve: between two of them cost rises evenly as the duration falls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corner {
    /// How long the project takes.
    pub duration: i64,
    /// What that costs at least, beyond the cost of normal durations.
    pub cost: i128,
    /// How long each activity takes then.
    pub durations: Vec<i64>,
}

/// The curve from the duration at no cost down to the shortest that is possible.
///
/// # Errors
/// [`Error::Option`] for times that fall below zero, exceed the normal ones or do not fit, costs below zero, positions
/// that do not exist, and activities that wait for each other.
///
/// # Complexity
/// O(corners × augmenting paths × (activities + dependencies)). Corners are few in practice; there are networks in which
/// their number grows exponentially.
pub fn time_cost(activities: &[Activity]) -> Result<Vec<Corner>, Error> {
    let mut network = Network::new(activities)?;
    let corner = |network: &Network, cost| Corner {
        duration: network.duration(),
        cost,
        durations: network.durations(activities),
    };
    let mut corners = vec![corner(&network, 0)];
    let (mut cost, mut price_before) = (0, None);
    while let Some(cut) = network.cut() {
        let price = network.flow;
        // Without activities there is nothing to shorten.
        let Some(step) = network.shorten(&cut) else { break };
        cost += i128::from(price) * i128::from(step);
        // Where the price stays, the curve goes straight on.
        if price_before == Some(price) {
            corners.pop();
        }
        price_before = Some(price);
        corners.push(corner(&network, cost));
    }
    Ok(corners)
}

/// The least cost of a duration, by a curve of [`time_cost`]; longer ones than the normal duration cost nothing. `None`
/// if none is as short. O(log corners).
#[must_use]
pub fn cost_at(curve: &[Corner], duration: f64) -> Option<f64> {
    let next = curve.partition_point(|corner| corner.duration as f64 > duration);
    let right = curve.get(next)?;
    let Some(left) = next.checked_sub(1).map(|at| &curve[at]) else { return Some(right.cost as f64) };
    let share = (left.duration as f64 - duration) / (left.duration - right.duration) as f64;
    Some(left.cost as f64 + share * (right.cost - left.cost) as f64)
}

/// The event that everything comes after, and the one that comes after everything.
const START: usize = 0;
const FINISH: usize = 1;

/// That an event is so much later than another, at least. With room for so much flow: the price of every unit by which
/// it is less.
#[derive(Debug)]
struct Arc {
    from: usize,
    to: usize,
    length: i64,
    /// None if the length cannot be less.
    room: Option<i64>,
    flow: i64,
}

#[derive(Debug)]
struct Network {
    times: Vec<i64>,
    arcs: Vec<Arc>,
    /// The arcs that begin or end at each event.
    at_event: Vec<Vec<usize>>,
    /// The flow from start to finish.
    flow: i64,
}

/// The events before and after an activity.
fn events(activity: usize) -> (usize, usize) {
    (2 + 2 * activity, 3 + 2 * activity)
}

impl Network {
    /// The events at their earliest times with normal durations, and no flow.
    fn new(activities: &[Activity]) -> Result<Self, Error> {
        let order = checked_order(activities)?;
        let mut network = Network {
            times: vec![0; 2 + 2 * activities.len()],
            arcs: Vec::new(),
            at_event: vec![Vec::new(); 2 + 2 * activities.len()],
            flow: 0,
        };
        for (at, activity) in activities.iter().enumerate() {
            let (start, finish) = events(at);
            network.tie(start, finish, activity.crash, None);
            network.tie(start, finish, activity.normal, Some(activity.cost));
            network.tie(START, start, 0, None);
            network.tie(finish, FINISH, 0, None);
            for before in &activity.after {
                network.tie(events(*before).1, start, 0, None);
            }
        }
        for at in order {
            let (start, finish) = events(at);
            let earliest = activities[at].after.iter().map(|before| network.times[events(*before).1]).max();
            network.times[start] = earliest.unwrap_or(0);
            network.times[finish] = network.times[start] + activities[at].normal;
            network.times[FINISH] = network.times[FINISH].max(network.times[finish]);
        }
        Ok(network)
    }

    fn tie(&mut self, from: usize, to: usize, length: i64, room: Option<i64>) {
        self.at_event[from].push(self.arcs.len());
        self.at_event[to].push(self.arcs.len());
        self.arcs.push(Arc { from, to, length, room, flow: 0 });
    }

    fn duration(&self) -> i64 {
        self.times[FINISH] - self.times[START]
    }

    fn durations(&self, activities: &[Activity]) -> Vec<i64> {
        let taken = activities.iter().enumerate().map(|(at, activity)| {
            let (start, finish) = events(at);
            activity.normal.min(self.times[finish] - self.times[start])
        });
        taken.collect()
    }

    /// How much later the end of an arc is than it must be; less than zero where an activity is shortened.
    fn slack(&self, arc: &Arc) -> i64 {
        self.times[arc.to] - self.times[arc.from] - arc.length
    }

    /// How much more flow an arc takes from one of its events. Only tight ones take any: looser ones have none, and what
    /// is shortened has all.
    fn spare(&self, arc: &Arc, from: usize) -> i64 {
        match (self.slack(arc) == 0, arc.from == from) {
            (false, _) => 0,
            (true, true) => arc.room.map_or(i64::MAX, |room| room - arc.flow),
            (true, false) => arc.flow,
        }
    }

    /// Lets flow as much as can, and gives the events that no more flow can reach. `None` if there is no end to it: then
    /// a chain of activities takes as little time as it can, and the project with it.
    fn cut(&mut self) -> Option<Vec<bool>> {
        loop {
            let reached = self.search();
            if reached[FINISH].is_none() {
                let is_beyond = |(event, by): (usize, &Option<usize>)| event != START && by.is_none();
                return Some(reached.iter().enumerate().map(is_beyond).collect());
            }
            let mut path = Vec::new();
            let mut event = FINISH;
            while let Some(arc) = reached[event].filter(|_| event != START) {
                let before = self.arcs[arc].from + self.arcs[arc].to - event;
                path.push((arc, before));
                event = before;
            }
            let spare = path.iter().map(|(arc, from)| self.spare(&self.arcs[*arc], *from)).min()?;
            if spare == i64::MAX {
                return None;
            }
            for (arc, from) in path {
                let arc = &mut self.arcs[arc];
                arc.flow += if arc.from == from { spare } else { -spare };
            }
            self.flow += spare;
        }
    }

    /// The arc by which each event is reached along spare flow, by as few arcs as possible.
    fn search(&self) -> Vec<Option<usize>> {
        let mut reached = vec![None; self.times.len()];
        let mut waiting = VecDeque::from([START]);
        while let Some(event) = waiting.pop_front() {
            for at in &self.at_event[event] {
                let arc = &self.arcs[*at];
                let other = arc.from + arc.to - event;
                if other != START && reached[other].is_none() && self.spare(arc, event) > 0 {
                    reached[other] = Some(*at);
                    waiting.push_back(other);
                }
            }
        }
        reached
    }

    /// Moves the events beyond a cut forward until something else becomes tight, and gives by how much. `None` if nothing
    /// ties them.
    fn shorten(&mut self, beyond: &[bool]) -> Option<i64> {
        let limit = |arc: &Arc| {
            let slack = self.slack(arc);
            match (beyond[arc.from], beyond[arc.to]) {
                (false, true) if slack > 0 => Some(slack),
                // What was shortened is lengthened again, up to its normal duration.
                (true, false) if slack < 0 => Some(-slack),
                _ => None,
            }
        };
        let step = self.arcs.iter().filter_map(limit).min()?;
        for (time, _) in self.times.iter_mut().zip(beyond).filter(|(_, beyond)| **beyond) {
            *time -= step;
        }
        Some(step)
    }
}

/// The activities in an order in which none comes before what it waits for.
fn checked_order(activities: &[Activity]) -> Result<Vec<usize>, Error> {
    let refuse = |message: String| Err(Error::Option(message));
    let (mut first, mut before, mut longest, mut dearest) = (vec![0], Vec::new(), 0_i64, 0_i64);
    for (at, activity) in activities.iter().enumerate() {
        let Activity { normal, crash, cost, after } = activity;
        if !(0..=*normal).contains(crash) || *cost < 0 {
            return refuse(format!(
                "activity {at} takes {normal}, {crash} at least, and costs {cost}; times must not rise, nor anything fall \
                 below zero"
            ));
        }
        if let Some(unknown) = after.iter().find(|before| **before >= activities.len()) {
            return refuse(format!("activity {at} comes after {unknown}, which does not exist"));
        }
        (longest, dearest) = (longest.saturating_add(*normal), dearest.saturating_add(*cost));
        before.extend(after.iter().map(|before| *before as u32));
        first.push(before.len() as u32);
    }
    if longest == i64::MAX || dearest == i64::MAX {
        return refuse("the times or the costs of the activities are too great together".into());
    }
    match topological_order(&first, |at| before[at]) {
        Some(order) => Ok(order.into_iter().map(|at| at as usize).collect()),
        None => refuse("the activities wait for each other".into()),
    }
}
