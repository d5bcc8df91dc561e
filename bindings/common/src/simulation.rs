//! Runs of a plan into how sure its dates are.

use std::sync::{Arc, OnceLock};

use critpath::control::Control;
use critpath::error::Error;
use critpath::model::forecast::ForecastResult;
use critpath::plan::Plan;
use critpath::schedule::schedule;
use critpath::simulate::{Forecast, SimulateOptions, simulate};
use critpath::time::Moment;

use crate::opened::Texts;
use crate::{Failure, Timetable, render, text};

/// A plan with runs of it. The answer is made of them when it is first asked for: a part that is only merged needs none.
#[derive(Debug)]
pub struct Simulation {
    texts: Arc<Texts>,
    plan: Plan,
    options: SimulateOptions,
    forecast: Forecast,
    result: OnceLock<ForecastResult>,
}

impl Simulation {
    pub(crate) fn new(
        texts: Arc<Texts>,
        plan: Plan,
        options: SimulateOptions,
        control: &mut Control,
    ) -> Result<Self, Failure> {
        let forecast = simulate(&plan, &options, control).map_err(|error| texts.failure(error))?;
        Ok(Simulation { texts, plan, options, forecast, result: OnceLock::new() })
    }

    pub(crate) fn of_bytes(
        texts: Arc<Texts>,
        plan: Plan,
        options: SimulateOptions,
        bytes: &[u8],
    ) -> Result<Self, Failure> {
        let forecast = Forecast::from_bytes(bytes)?;
        forecast.check_origin(&plan, &options)?;
        Ok(Simulation { texts, plan, options, forecast, result: OnceLock::new() })
    }

    /// How many runs there are.
    pub fn runs(&self) -> u64 {
        self.forecast.runs()
    }

    /// When each run finished, by the number of the run: seconds since 1970, local in a plan without a time zone, UTC in
    /// one with.
    pub fn finishes(&self) -> Vec<i64> {
        self.forecast.finishes().map(|(_, finish)| finish).collect()
    }

    /// Share of the runs that are finished by a date or time, ISO 8601 text.
    ///
    /// # Errors
    /// Text that is no date or time.
    pub fn probability_of(&self, moment: &str) -> Result<f64, Failure> {
        let moment = Moment::parse(moment).map_err(|error| Failure::option(error.to_string()))?;
        Ok(self.forecast.probability_of(&self.plan, moment)?)
    }

    /// The runs of this simulation and of others of the same plan, in any order.
    ///
    /// # Errors
    /// Runs of another plan or with other options, or that are there already.
    pub fn merge(&self, others: &[&Simulation]) -> Result<Simulation, Failure> {
        let mut forecast = self.forecast.clone();
        others.iter().try_for_each(|other| forecast.merge(&other.forecast))?;
        let (texts, plan) = (self.texts.clone(), self.plan.clone());
        Ok(Simulation { texts, plan, options: self.options, forecast, result: OnceLock::new() })
    }

    /// The runs as bytes, for other processes and machines.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.forecast.to_bytes()
    }

    /// How sure the dates are; the control hears how far the work is, the first time.
    ///
    /// # Errors
    /// A control that says stop.
    pub fn result(&self, control: &mut Control) -> Result<&ForecastResult, Failure> {
        if let Some(result) = self.result.get() {
            return Ok(result);
        }
        let result = self.forecast.to_result(&self.plan, &self.options, control);
        let result = result.map_err(|error| self.texts.failure(error))?;
        Ok(self.result.get_or_init(|| result))
    }

    /// The same as JSON text.
    ///
    /// # Errors
    /// As [`Simulation::result`].
    pub fn result_json(&self, control: &mut Control) -> Result<String, Failure> {
        self.result(control).map(text)
    }

    /// The answer as text in a format: `svg`, `html`, `csv`, `text`, `markdown` or `json`.
    ///
    /// # Errors
    /// No format has this name, options that cannot be read, or as [`Simulation::result`].
    pub fn render(&self, format: &str, options: &str, control: &mut Control) -> Result<String, Failure> {
        render::forecast(&self.timetable()?, self.result(control)?, format, options)
    }

    /// The schedule that the runs are about.
    fn timetable(&self) -> Result<Timetable, Error> {
        let options = self.options.schedule;
        let schedule = schedule(&self.plan, &options)?;
        Ok(Timetable::of(self.texts.clone(), self.plan.clone(), options, schedule))
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use crate::tests::{message_of, opened};
    use crate::{Opened, Simulation, never_stop};

    const GUIDE: &str =
        "# Release {start=2026-12-07}\n\n- Build {#build 1d/2d/4d}\n- Test {#test 2h/4h/9h after=build}\n";

    fn part(opened: &Opened, first_run: u64, runs: u64) -> Simulation {
        let options = format!(r#"{{"first_run": {first_run}, "runs": {runs}, "seed": 7}}"#);
        opened.simulate(&options, &mut never_stop).unwrap()
    }

    #[test]
    fn parts_that_went_through_bytes_make_the_whole() {
        let guide = opened(GUIDE);
        let (whole, first, last) = (part(&guide, 0, 300), part(&guide, 0, 120), part(&guide, 120, 180));
        let last = opened(GUIDE).simulation_of(r#"{"seed": 7}"#, &last.to_bytes()).unwrap();
        let merged = last.merge(&[&first]).unwrap();
        assert_eq!(merged.finishes(), whole.finishes());
        assert_eq!(merged.to_bytes(), whole.to_bytes());
        let json = |simulation: &Simulation| simulation.result_json(&mut never_stop).unwrap();
        assert_eq!(json(&merged), json(&whole));
        assert_eq!(merged.merge(&[&first]).unwrap_err().code, "forecast.invalid");
        for other in [r#"{"seed": 8}"#, r#"{"seed": 7, "risks": "none"}"#] {
            assert_eq!(guide.simulation_of(other, &whole.to_bytes()).unwrap_err().code, "forecast.invalid");
        }
    }

    #[test]
    fn the_probability_of_a_date_is_that_of_its_last_working_time() {
        let simulation = part(&opened(GUIDE), 0, 200);
        let of = |moment| simulation.probability_of(moment).unwrap();
        assert_eq!((of("2026-12-07"), of("2026-12-20")), (0.0, 1.0));
        assert_eq!(of("2026-12-09"), of("2026-12-09T17:00"));
        assert!(of("2026-12-09T12:00") < of("2026-12-10"));
        assert!(message_of(simulation.probability_of("soon")).starts_with("`soon` is not "));
    }

    #[test]
    fn forecasts_are_written_in_every_format() {
        let simulation = part(&opened(GUIDE), 0, 200);
        let render = |format| simulation.render(format, "", &mut never_stop);
        for (format, start) in [
            ("svg", "<svg"),
            ("html", "<!DOCTYPE html>"),
            ("csv", "id,name,duration_s"),
            ("markdown", "## Release"),
            ("json", r#"{"name":"Release","runs":200"#),
        ] {
            assert!(render(format).unwrap().starts_with(start), "{format}");
        }
        assert!(render("text").unwrap().contains("P80"));
        assert!(message_of(render("xer")).contains("there are svg, html,"));
    }

    #[test]
    fn runs_and_answers_stop_when_they_are_told_to() {
        let guide = opened(GUIDE);
        let stop = &mut |_| ControlFlow::Break(());
        assert_eq!(guide.simulate("", stop).unwrap_err().code, "run.cancelled");
        let simulation = part(&guide, 0, 200);
        assert_eq!(simulation.result_json(stop).unwrap_err().code, "run.cancelled");
        assert!(simulation.result_json(&mut never_stop).is_ok());
    }
}
