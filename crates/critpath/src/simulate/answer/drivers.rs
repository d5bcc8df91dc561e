//! Tasks and risks into the tornado, and risks into how often they sit on the critical path of the late runs.

use super::spread::Sorted;
use super::tasks::TaskSums;
use super::{Answer, Sums};
use crate::control::Watch;
use crate::error::Error;
use crate::model::forecast::{DriverForecast, DriverKind, LateRisk};
use crate::simulate::model::ActiveRisk;
use crate::simulate::ranks::{Ranked, Space};
use crate::simulate::run::{Ask, Which, make};
use crate::simulate::sample::{Runs, Sampler};

/// Tasks among the drivers, at most.
const TASKS: usize = 40;
const LATE_PERCENT: f64 = 80.0;

impl Answer<'_> {
    /// The drivers, strongest correlation first; those without one last, in the order of the plan.
    pub(super) fn drivers(
        &self,
        sums: &[Option<TaskSums>],
        watch: &mut Watch,
    ) -> Result<Vec<DriverForecast>, Error> {
        let document = self.context.plan.document();
        let mut drivers = Vec::new();
        for (at, task) in document.tasks.iter().enumerate() {
            let ranks = sums.get(at).and_then(Option::as_ref);
            let Some(correlation) = ranks.and_then(|sums| sums.ranks.spearman) else { continue };
            drivers.push(DriverForecast {
                kind: DriverKind::Task,
                id: task.id.clone(),
                name: task.name.clone(),
                occurrence: None,
                correlation: Some(correlation),
                mean_removal_s: None,
                p50_removal_s: None,
                p80_removal_s: None,
            });
        }
        strongest_first(&mut drivers);
        drivers.truncate(TASKS);
        if self.context.options.indices && !self.context.model.risks.is_empty() {
            let plan = self.ranked_plan();
            for position in 0..self.context.model.risks.len() {
                drivers.push(self.risk(position, &plan, watch)?);
            }
            strongest_first(&mut drivers);
        }
        Ok(drivers)
    }

    fn risk(&self, position: usize, plan: &Ranked, watch: &mut Watch) -> Result<DriverForecast, Error> {
        let context = self.context;
        let active = &context.model.risks[position];
        let stated = &context.plan.document().risks[active.risk];
        let mut driver = DriverForecast {
            kind: DriverKind::Risk,
            id: stated.id.clone(),
            name: stated.name.clone(),
            occurrence: self.occurrence(position),
            correlation: plan.correlate(&self.effects(position), &mut Space::default()).spearman,
            mean_removal_s: None,
            p50_removal_s: None,
            p80_removal_s: None,
        };
        let takes_time = active.delay.is_some() || active.factor.is_some() || !active.closures.is_empty();
        if takes_time {
            let ask = Ask { without: Some(position), ..Ask::default() };
            let mut finishes = Vec::with_capacity(self.sorted.0.len());
            for range in self.ranges() {
                finishes.extend(make(context, &range, ask, watch)?.finishes);
            }
            finishes.sort_unstable();
            let without = Sorted(finishes);
            let mean = Sums::of(without.0.iter().map(|finish| context.work_s(*finish))).mean();
            let moved = |percent| {
                context.work_s(self.sorted.percentile(percent)) - context.work_s(without.percentile(percent))
            };
            driver.mean_removal_s = Some(libm::round(self.plan.mean() - mean) as i64);
            driver.p50_removal_s = Some(moved(50.0));
            driver.p80_removal_s = Some(moved(80.0));
        }
        Ok(driver)
    }

    fn occurrence(&self, position: usize) -> Option<f64> {
        let counted = self.forecast.tally.risks.get(position)?;
        Some(counted.happened as f64 / self.runs().max(1) as f64)
    }

    /// What a risk does in each run: the seconds that it adds to the planned durations of the tasks that it hits, or 1
    /// if it does something else.
    fn effects(&self, position: usize) -> Vec<i32> {
        let context = self.context;
        let active: &ActiveRisk = &context.model.risks[position];
        let planned: f64 = active.tasks.iter().map(|task| f64::from(context.planned[*task as usize])).sum();
        let mut sampler = Sampler::new(&context.model);
        let mut effects = Vec::with_capacity(self.sorted.0.len());
        const STRETCH: u64 = 1_024;
        for (from, to) in self.forecast.run_ranges() {
            let mut first = from;
            while first < to {
                let count = (STRETCH - first % STRETCH).min(to - first) as usize;
                sampler.begin(Runs::Row(first, count));
                let hit = &sampler.hits[position];
                effects.extend((0..count).map(|place| {
                    if !hit.happens[place] {
                        return 0;
                    }
                    let delay = hit.delay.get(place).map_or(0.0, |delay| f64::from(*delay));
                    let longer = hit.factor.get(place).map_or(0.0, |factor| (factor - 1.0) * planned);
                    match (hit.delay.is_empty(), hit.factor.is_empty()) {
                        (true, true) => 1,
                        _ => libm::round(delay * active.tasks.len() as f64 + longer) as i32,
                    }
                }));
                first += count as u64;
            }
        }
        effects
    }

    /// Risks in the runs that finish later than four in five, the most telling first.
    pub(super) fn late_risks(&self, watch: &mut Watch) -> Result<Vec<LateRisk>, Error> {
        let context = self.context;
        if !context.options.indices || context.model.risks.is_empty() {
            return Ok(Vec::new());
        }
        let limit = self.sorted.percentile(LATE_PERCENT);
        let late = self.forecast.finishes().filter(|(_, finish)| *finish > limit).map(|(run, _)| run);
        let late: Vec<u64> = late.collect();
        let ask = Ask { indices: true, ..Ask::default() };
        let tally = make(context, &Which::These(&late), ask, watch)?.tally;
        let share = |count: u64| count as f64 / late.len().max(1) as f64;
        let mut risks: Vec<LateRisk> = (0..context.model.risks.len())
            .map(|position| {
                let stated = &context.plan.document().risks[context.model.risks[position].risk];
                LateRisk {
                    id: stated.id.clone(),
                    name: stated.name.clone(),
                    occurrence: self.occurrence(position).unwrap_or_default(),
                    occurrence_when_late: share(tally.risks[position].happened),
                    critical_when_late: share(tally.risks[position].critical),
                }
            })
            .collect();
        risks.sort_by(|a, b| b.critical_when_late.total_cmp(&a.critical_when_late));
        Ok(risks)
    }
}

fn strongest_first(drivers: &mut [DriverForecast]) {
    let strength = |driver: &DriverForecast| driver.correlation.map_or(-1.0, f64::abs);
    drivers.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
}
