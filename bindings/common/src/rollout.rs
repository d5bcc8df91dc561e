//! A plan and files of measurements into its rollouts, and into what other tools are told of them.

use critpath::rollout::{RolloutInput, rollout, unfold};
use critpath_formats::rollout::{Definitions, argo, flagger, openslo, prometheus};
use critpath_formats::text::{TextOptions, rollout_markdown, rollout_table};
use critpath_formats::{json, measurements};
use serde::Deserialize;

use crate::{Failure, Opened, options, text};

/// What `rollout` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rollout {
    /// Characters of a table.
    #[serde(deserialize_with = "options::whole")]
    width: Option<u32>,
}

const FORMATS: &str = "json, text, markdown, plan, prometheus, openslo, argo, flagger";

impl Opened {
    /// The rollouts of the plan as text in a format: `json`, `text` or `markdown`; `plan` for the document with their
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
        let Rollout { width } = options::read(options)?;
        let files: Vec<(&str, &str)> =
            measured.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let document = self.plan()?.document();
        let read = measurements::read(&files);
        let result = rollout(&RolloutInput { document, measurements: &read.measurements });
        let definitions = Definitions { document, rollouts: &result };
        let usual = TextOptions::default();
        Ok(match format {
            "json" => text(&result),
            "text" => {
                let width = width.map_or(usual.width, |width| width as usize);
                rollout_table(&result, &TextOptions { width, ..usual })
            }
            "markdown" => rollout_markdown(&result),
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
