//! Tests of the pictures of a forecast, through the public interface.

use critpath::check::{CheckOptions, check};
use critpath::control::never_stop;
use critpath::model::forecast::ForecastResult;
use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::simulate::{SimulateOptions, forecast};
use critpath_formats::svg::{self, SvgOptions};

use crate::pictures::elements;

const GUIDE: &str = "# Release {start=2026-12-07}\n\n## Phase 1: All\n\n- Build {#build 1d/2d/4d}\n\
                     - Docs {#docs 1h/2h/3h}\n- Publish {#publish 1h/2h/5h after=build,docs}\n";

fn foreseen(indices: bool) -> (Plan, ScheduleResult, ForecastResult) {
    let read = critpath_formats::read("guide.md", GUIDE);
    let plan = check(read.document, &CheckOptions::default()).plan.expect("the guide is sound");
    let dates = schedule(&plan, &ScheduleOptions::default()).unwrap().to_result(&plan);
    let options = SimulateOptions { runs: 200, indices, ..SimulateOptions::default() };
    let forecast = forecast(&plan, &options, &mut never_stop).unwrap();
    (plan, dates, forecast)
}

/// The values of an attribute of the elements of a class.
fn of_class(picture: &str, class: &str, attribute: &str) -> Vec<String> {
    let is = |attributes: &[(String, String)]| {
        attributes.iter().any(|(name, value)| name == "class" && value == class)
    };
    let value = |attributes: Vec<(String, String)>| {
        attributes.into_iter().find(|(name, _)| name == attribute).map(|(_, value)| value)
    };
    let found = elements(picture).into_iter().filter(|(_, attributes)| is(attributes));
    found.filter_map(|(_, attributes)| value(attributes)).collect()
}

#[test]
fn the_gantt_chart_says_how_often_each_task_was_critical() {
    let (plan, dates, forecast) = foreseen(true);
    let picture = svg::criticality(&plan, &dates, &forecast, &SvgOptions::default());
    let shares: Vec<f64> = forecast.tasks.iter().filter_map(|task| task.criticality_index).collect();
    assert_eq!(shares, [1.0, 0.0, 1.0], "in two hours nobody waits for the documents");
    // A cell for each task and none for the phase; the swatch of the legend comes last.
    assert_eq!(of_class(&picture, "often", "fill-opacity"), ["0.80", "0.00", "0.80", ".5"]);
    assert_eq!(of_class(&picture, "share", "x").len(), 3);
    for part in [">0 %</text>", ">100 %</text>", ">critical in</text>", "critical in 100 % of the runs"] {
        assert!(picture.contains(part), "{part}");
    }
    let (plan, dates, without) = foreseen(false);
    assert_eq!(
        svg::criticality(&plan, &dates, &without, &SvgOptions::default()),
        svg::gantt(&plan, &dates, &SvgOptions::default()),
        "without indices there is no column"
    );
}

#[test]
fn the_sheet_holds_the_forecast_and_the_gantt_chart_below_it() {
    let (plan, dates, forecast) = foreseen(true);
    let options = SvgOptions { width: 900, ..SvgOptions::default() };
    let sheet = svg::forecast_sheet(&plan, &dates, &forecast, &options);
    let size = |svg: &[(String, String)], name: &str| -> f64 {
        svg.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok()).unwrap()
    };
    let pictures: Vec<_> = elements(&sheet).into_iter().filter(|(name, _)| name == "svg").collect();
    let [(_, whole), (_, above), (_, below)] = pictures.as_slice() else { panic!("{pictures:?}") };
    assert_eq!(size(whole, "width"), 900.0);
    assert_eq!(size(whole, "height"), size(above, "height") + size(below, "height"));
}
