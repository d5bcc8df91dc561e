//! The links and dates of a node into the latest of its bounds, as instants, and what makes them.

use super::actual::Actual;
use super::bound::{NEVER_BEFORE, Origin};
use super::forward::{Input, delayed, duration_of};
use super::handed::{self, Handed};
use super::link::End;
use super::{Columns, Driver, Rules};
use crate::calendar::WorkCalendar;
use crate::graph::{ENTRY, FINISH_TO_START, Link, NodeKind, Rule};
use crate::model::Relation;
use crate::time::Instant;

/// The latest bounds that links make on a node so far, with the links that make them.
#[derive(Clone, Copy)]
pub(super) struct Bounding {
    pub(super) start: Instant,
    pub(super) finish: Instant,
    pub(super) start_driver: Driver,
    pub(super) finish_driver: Driver,
    /// Something looks from the start of a predecessor to the finish.
    pub(super) from_start_to_finish: bool,
}

impl Bounding {
    pub(super) const NONE: Bounding = Bounding {
        start: NEVER_BEFORE,
        finish: NEVER_BEFORE,
        start_driver: Driver::NONE,
        finish_driver: Driver::NONE,
        from_start_to_finish: false,
    };

    /// The bounds that the phases around make, where what a phase waits for itself does not count.
    pub(super) fn of_entries(input: &Input, columns: &Columns, node: u32) -> Self {
        let mut by = Bounding::NONE;
        let links = input.network.link_range(node);
        for (link, position) in input.network.links[links.clone()].iter().zip(links.start as u32..) {
            if link.rule == ENTRY {
                by.add(input, columns, node, *link, position);
            }
        }
        by
    }

    #[inline]
    pub(super) fn of_links(input: &Input, columns: &Columns, node: u32) -> Self {
        let mut by = Bounding::NONE;
        let links = input.network.link_range(node);
        for (link, position) in input.network.links[links.clone()].iter().zip(links.start as u32..) {
            by.add(input, columns, node, *link, position);
        }
        by
    }

    /// The bounds that a node which is done hands on.
    pub(super) fn handed_on(input: &Input, columns: &Columns, node: u32) -> Self {
        let mut by = Bounding::NONE;
        let links = input.network.link_range(node);
        for (link, position) in input.network.links[links.clone()].iter().zip(links.start as u32..) {
            match handed::to_done(input, columns, link.predecessor, link.rule) {
                Handed::AsUsual => by.add(input, columns, node, *link, position),
                Handed::Until(until) => by.bound_start(until, position),
                Handed::Nothing => {}
            }
        }
        by
    }

    /// With the dates that people state, which drive if they are later.
    #[inline]
    pub(super) fn and_dates(mut self, input: &Input, node: u32) -> Self {
        let bound = &input.bounds.table[input.network.bound[node as usize] as usize];
        if bound.start_floor.at > self.start {
            self.start = bound.start_floor.at;
            self.start_driver = Driver::NONE;
        }
        if bound.finish_floor.at > self.finish {
            self.finish = bound.finish_floor.at;
            self.finish_driver = Driver::NONE;
        }
        let is_free = match input.rules.start_bounds_finish_links {
            true => {
                self.finish_driver != Driver::NONE && !self.from_start_to_finish
                    || self.finish == NEVER_BEFORE
            }
            false => self.finish == NEVER_BEFORE,
        };
        let raised = match bound.base.origin {
            Origin::Manual(_) => true,
            _ => input.rules.floor_at_start && self.start_driver == Driver::NONE,
        };
        if (raised || self.start == NEVER_BEFORE && is_free) && bound.base.at > self.start {
            self.start = bound.base.at;
            self.start_driver = Driver::NONE;
        }
        self.start = delayed(input, node, self.start);
        self
    }

    #[inline]
    pub(super) fn add(&mut self, input: &Input, columns: &Columns, node: u32, link: Link, position: u32) {
        let predecessor = link.predecessor as usize;
        let handed = match input.hands_on() {
            true => handed::bound(input, columns, link.predecessor, link.rule),
            false => NEVER_BEFORE,
        };
        if link.rule == FINISH_TO_START {
            return self.bound_start(columns.early_finish[predecessor].max(handed), position);
        }
        if link.rule == ENTRY {
            self.bound_start(columns.early_start[predecessor], position);
            self.bound_finish(columns.early_finish[predecessor], position);
            return;
        }
        let rule = input.network.rules[link.rule as usize];
        let bound = bound_of(input, columns, rule, link.predecessor, node).max(handed);
        match rule.to() {
            End::Start => self.bound_start(bound, position),
            End::Finish => self.bound_finish(bound, position),
        }
        self.from_start_to_finish |= rule.relation == Relation::StartToFinish;
    }

    #[inline]
    fn bound_start(&mut self, bound: Instant, position: u32) {
        if bound > self.start {
            self.start = bound;
            self.start_driver = Driver::link(position);
        }
    }

    fn bound_finish(&mut self, bound: Instant, position: u32) {
        if bound > self.finish {
            self.finish = bound;
            self.finish_driver = Driver::link(position);
        }
    }
}

/// The bound that a predecessor makes by a rule.
pub(super) fn bound_of(input: &Input, columns: &Columns, rule: Rule, predecessor: u32, node: u32) -> Instant {
    let end = match rule.from() {
        // Only what has started is asked what is left of it.
        End::Start if input.network.kind[predecessor as usize] == NodeKind::Actual => {
            linked_start(&input.rules, input.actuals, columns, predecessor)
        }
        End::Start => columns.early_start[predecessor as usize],
        End::Finish => columns.early_finish[predecessor as usize],
    };
    let calendar = lag_calendar(input, predecessor, node);
    rule.forward(calendar, end, || duration_of(input, columns, predecessor))
}

/// The start from which lags of a predecessor run: that of what is left of it, where the rules say so.
pub(super) fn linked_start(rules: &Rules, actuals: &[Actual], columns: &Columns, node: u32) -> Instant {
    let start = columns.early_start[node as usize];
    if !rules.start_lag_from_early_start {
        return start;
    }
    match actuals.binary_search_by_key(&node, |actual| actual.node) {
        Ok(at) if actuals[at].finished.is_none() => columns.rest[at],
        _ => start,
    }
}

/// The calendar that the lag of a link runs on.
#[inline]
pub(super) fn lag_calendar<'a>(input: &Input<'a>, predecessor: u32, successor: u32) -> &'a WorkCalendar {
    input.rules.lag_calendar(input.network, input.calendars, predecessor, successor)
}
