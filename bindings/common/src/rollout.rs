//! A plan and files of measurements into its rollouts, and into what other tools are told of them.

use critpath::rollout::{RolloutInput, rollout, unfold};
use critpath_formats::rollout::{Definitions, argo, flagger, openslo, prometheus};
use critpath_formats::text::{rollout_markdown, rollout_table};
use critpath_formats::{html, json, measurements, svg};

use crate::render::Render;
use crate::{Failure, Opened, text};

const FORMATS: &str = "json, text, markdown, svg, html, plan, prometheus, openslo, argo, flagger";

impl Opened {
    /// The rollouts of the plan as text in a format: `json`, `text`, `markdown`, `svg` or `html`; `plan` for the document with their
    /// steps; `prometheus`, `openslo`, `argo` or `flagger` for definitions of these in YAML. Measurements, given as pairs
    /// of name and content, say what is left of error budgets.
    ///
    /// # Errors
    /// A broken document, no format of this name, or options that cannot be read.
    pub fn rollout_as(
        &self,
        format: &str,
        measured: &[(String, String)],
        options: &str,
    ) -> Result<String, Failure> {
        let options = Render::without_days(options)?;
        let files: Vec<(&str, &str)> =
            measured.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let document = self.plan()?.document();
        let read = measurements::read(&files);
        let result = rollout(&RolloutInput { document, measurements: &read.measurements });
        let definitions = Definitions { document, rollouts: &result };
        Ok(match format {
            "json" => text(&result),
            "text" => rollout_table(&result, &options.for_text(None)),
            "markdown" => rollout_markdown(&result),
            "svg" => svg::rollout(&result, &options.for_svg(None)?),
            "html" => html::rollout_page(&result),
            "plan" => json::write(&unfold(document)),
            "prometheus" => prometheus(&definitions),
            "openslo" => openslo(&definitions),
            "argo" => argo(&definitions),
            "flagger" => flagger(&definitions),
            _ => {
                return Err(Failure::option(format!("there is no format `{format}`; there are {FORMATS}")));
            }
        })
    }
}
