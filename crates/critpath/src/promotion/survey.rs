//! A plan and its schedule into its environments: what is done in each, and what nothing ties to what must come first.

use super::order::Order;
use super::reach::untied;
use crate::control::Watch;
use crate::environment::Environments;
use crate::error::Error;
use crate::graph::Role;
use crate::model::Document;
use crate::plan::Plan;
use crate::rollback::{Deployment, Settings, decided};
use crate::schedule::Schedule;
use crate::time::{INSTANT_LIMIT, Instant};

/// Environments in which something is done. Each needs an analysis of its own.
const LIMIT: usize = 1_000;

/// The environments of a plan.
#[derive(Debug)]
pub(super) struct Survey<'a> {
    pub plan: &'a Plan,
    pub order: Order,
    /// By environment.
    pub sites: Vec<Site<'a>>,
}

/// What is done in an environment.
#[derive(Debug, Default)]
pub(super) struct Site<'a> {
    /// Nothing if no task of it has dates.
    pub deployment: Option<Deployment<'a>>,
    /// For each environment that it is promoted from, the tasks that do not wait for it.
    pub untied: Vec<Vec<u32>>,
    /// The gate before it, if there is one.
    pub gate: Option<Gate>,
}

/// The gate before an environment.
#[derive(Debug)]
pub(super) struct Gate {
    /// Its position in the document.
    pub gate: usize,
    pub decided: Option<Instant>,
    /// The tasks of the environment that do not wait for it.
    pub untied: Vec<u32>,
}

impl<'a> Survey<'a> {
    /// # Errors
    /// [`Error::Document`] for environments that are promoted from each other; [`Error::Option`] for more than a thousand;
    /// as [`rollback`](crate::rollback::rollback).
    pub fn new(plan: &'a Plan, schedule: &'a Schedule, watch: &mut Watch) -> Result<Survey<'a>, Error> {
        let document = plan.document();
        let environments = Environments::new(document);
        let places = environments.of_tasks(document);
        let mut is_used = vec![false; document.environments.len()];
        for (task, place) in places.iter().copied().enumerate() {
            if let Some(place) = place.filter(|_| schedule.is_scheduled(task)) {
                is_used[place] = true;
            }
        }
        let used = is_used.iter().filter(|used| **used).count();
        if used > LIMIT {
            return Err(Error::Option(format!(
                "something is done in {used} environments; promotion is computed for at most {LIMIT}"
            )));
        }
        let order = Order::new(document, &environments, &is_used).map_err(Error::Document)?;
        let mut sites = Vec::with_capacity(is_used.len());
        for (place, used) in is_used.iter().enumerate() {
            let of = || Settings::of_environment(plan, schedule, &environments, &places, place);
            let deployment = if *used { Deployment::new(plan, schedule, of()?, watch)? } else { None };
            sites.push(Site { deployment, gate: gate(plan, schedule, place), ..Site::default() });
        }
        let mut survey = Survey { plan, order, sites };
        survey.tie();
        Ok(survey)
    }

    pub fn document(&self) -> &'a Document {
        self.plan.document()
    }

    /// A time for people: `2026-12-07 22:00:00`.
    pub fn said(&self, at: Instant) -> String {
        self.plan.axis().text(at).replacen('T', " ", 1)
    }

    /// When an environment is done and what comes of it has soaked for another one.
    pub fn settled(&self, before: usize, soak_s: i64) -> Option<Instant> {
        let deployment = self.sites[before].deployment.as_ref()?;
        Some((deployment.finish() + soak_s).min(INSTANT_LIMIT))
    }

    /// Finds the tasks that do not wait for what must come before them.
    fn tie(&mut self) {
        let network = self.plan.network();
        let tasks: Vec<Vec<u32>> = self
            .sites
            .iter()
            .map(|site| site.deployment.iter().flat_map(Deployment::tasks).map(|task| task as u32).collect())
            .collect();
        // The marks are the tasks of environments, then the nodes of gates.
        let mut marks = tasks.clone();
        let mut asked: Vec<(usize, &[u32])> = Vec::new();
        for (from, tasks) in self.order.from.iter().zip(&tasks) {
            asked.extend(from.iter().map(|before| (*before, tasks.as_slice())));
        }
        for (site, tasks) in self.sites.iter().zip(&tasks) {
            if let Some(gate) = &site.gate {
                asked.push((marks.len(), tasks));
                marks.push(vec![network.node(Role::Gate(gate.gate))]);
            }
        }
        let mut answers = untied(network, &marks, &asked).into_iter();
        for (site, from) in self.sites.iter_mut().zip(&self.order.from) {
            site.untied = answers.by_ref().take(from.len()).collect();
        }
        for gate in self.sites.iter_mut().filter_map(|site| site.gate.as_mut()) {
            gate.untied = answers.next().unwrap_or_default();
        }
    }
}

fn gate(plan: &Plan, schedule: &Schedule, environment: usize) -> Option<Gate> {
    let document = plan.document();
    let id = document.environments[environment].gate.as_deref()?;
    let gate = document.gates.iter().position(|gate| gate.id == id)?;
    Some(Gate { gate, decided: decided(plan, schedule, gate), untied: Vec::new() })
}
