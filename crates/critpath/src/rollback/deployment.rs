//! The deployment to an environment into when it is, how long its way back is, and the windows that it fits.

use super::network::Network;
use super::profile::Profile;
use super::settings::{Horizon, Settings};
use super::window::{self, Fitting, Search, Through, latest_back};
use crate::calendar::WorkCalendar;
use crate::control::Watch;
use crate::error::Error;
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::time::{INSTANT_LIMIT, Instant};

/// What is done in an environment, with its way back.
#[derive(Debug)]
pub(crate) struct Deployment<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    network: Network,
    profile: Profile,
    horizon: Horizon,
    /// The first task that takes time, or is a milestone with an undo; the first milestone if there is no other.
    pub first: usize,
    /// The task that is done last.
    pub last: usize,
}

/// When a deployment takes place, as its environment allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// At any time.
    Free,
    /// It starts while its windows are closed.
    Outside,
    /// It starts in a window, which has been open since `opens`, or forever.
    Window { opens: Option<Instant>, closes: Instant },
}

impl<'a> Deployment<'a> {
    /// The deployment that these settings are of; nothing if no task of it has dates.
    ///
    /// # Errors
    /// As [`rollback`](super::rollback).
    pub fn new(
        plan: &'a Plan,
        schedule: &'a Schedule,
        settings: Settings,
        watch: &mut Watch,
    ) -> Result<Option<Self>, Error> {
        let Some(horizon) = settings.horizon else { return Ok(None) };
        let tasks = || (0..settings.in_scope.len()).filter(|task| settings.in_scope[*task]);
        let is_work = |task: usize| {
            let task = &plan.document().tasks[task];
            !task.kind.is_milestone() || task.undo.is_some()
        };
        let (starts, finishes) = (schedule.planned_start(), schedule.planned_finish());
        let first = tasks().min_by_key(|task| (!is_work(*task), starts[*task], *task));
        let last = tasks().max_by_key(|task| (finishes[*task], std::cmp::Reverse(*task)));
        let Some((first, last)) = first.zip(last) else { return Ok(None) };
        let network = Network::with(plan, schedule, settings)?;
        let profile = Profile::new(&network, watch)?;
        Ok(Some(Deployment { plan, schedule, network, profile, horizon, first, last }))
    }

    /// The tasks with dates.
    pub fn tasks(&self) -> impl Iterator<Item = usize> + '_ {
        let in_scope = &self.network.settings.in_scope;
        (0..in_scope.len()).filter(|task| in_scope[*task])
    }

    /// When it starts.
    pub fn start(&self) -> Instant {
        self.schedule.planned_start()[self.first]
    }

    /// When it is done.
    pub fn finish(&self) -> Instant {
        self.horizon.finish
    }

    /// When its stabilization is over.
    pub fn end(&self) -> Instant {
        self.horizon.end
    }

    /// When it and its stabilization are over, and the system is back from a failure at any instant of them.
    pub fn back(&self) -> Instant {
        latest_back(&self.profile, self.horizon, Through::Stabilization)
    }

    /// How long the way back is at worst; nothing if there is none.
    pub fn rollback_s(&self) -> Option<i64> {
        self.profile.worst().and_then(|worst| worst.rollback_s(worst.from))
    }

    /// From when on there is no way back.
    pub fn no_return(&self) -> Option<Instant> {
        self.profile.stretches.iter().find(|stretch| stretch.way.barred).map(|stretch| stretch.from)
    }

    /// The window that it starts in.
    pub fn slot(&self) -> Slot {
        let settings = &self.network.settings;
        let start = self.start();
        let Some(calendar) = self.windows() else {
            return settings.window_end.map_or(Slot::Free, |closes| Slot::Window { opens: None, closes });
        };
        if calendar.is_always() {
            return Slot::Free;
        }
        let Some(end) = calendar.stretch_end(start) else { return Slot::Outside };
        let opens = Some(calendar.stretch_start(start)).filter(|opens| *opens > -INSTANT_LIMIT);
        // Milestones may stand before the window that the work starts in.
        match settings.window_end.filter(|closes| *closes > start).unwrap_or(end) {
            INSTANT_LIMIT => Slot::Free,
            closes => Slot::Window { opens, closes },
        }
    }

    /// The calendar of its windows.
    pub fn windows(&self) -> Option<&'a WorkCalendar> {
        self.network.settings.window.map(|window| &self.plan.calendars()[window])
    }

    /// The next windows that it fits with its stabilization and its way back.
    ///
    /// # Errors
    /// As [`rollback`](super::rollback).
    pub fn next_windows(&self, most: usize, ahead_s: i64, watch: &mut Watch) -> Result<Vec<Fitting>, Error> {
        let search = Search { through: Through::Stabilization, most, ahead_s };
        window::next_windows(self.plan, self.schedule, &self.network, &search, watch)
    }
}
