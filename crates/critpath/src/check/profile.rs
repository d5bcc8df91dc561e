//! A profile name into the thresholds and severities that lint rules go by.

use std::collections::BTreeMap;

use super::dcma::{RULES, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::error::Error;
use crate::model::DEFAULT_FAILURE_THRESHOLD;

/// Which rules count how much, as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its name: `deploy`, `dcma`.
    pub name: String,
    /// The numbers that rules compare with.
    pub thresholds: Thresholds,
    /// Codes whose severity differs from the usual; `None` switches the rule off.
    pub severities: BTreeMap<Code, Option<Severity>>,
    /// The checks of its assessment; none if it assesses nothing.
    pub assessment: Vec<Rule>,
}

/// The numbers that rules compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholds {
    /// The share of a rollback objective, 0 to 1, that detecting the failure may take.
    pub detection_share: f64,
    /// Failures in a row that count as a failure where a monitor does not say.
    pub failure_threshold: u32,
    /// MB/s that a restore reaches without special means: what a link of 1 Gbit/s carries.
    pub restore_mb_per_s: f64,
}

/// Makes a profile.
type Make = fn() -> Profile;

const PROFILES: &[(&str, Make)] = &[("deploy", deploy), ("dcma", dcma)];

/// Rules about the sections of a deployment guide.
const OF_GUIDES: [Code; 12] = [
    Code::ScheduleNoBuffer,
    Code::CriterionIncomplete,
    Code::CriterionNoWindow,
    Code::CriterionOverlap,
    Code::RollbackDetection,
    Code::RollbackRestoreRate,
    Code::MitigationUnplanned,
    Code::ChecklistDuplicate,
    Code::ChecklistUnowned,
    Code::ChecklistOrder,
    Code::MetricNoCriterion,
    Code::CriterionUnmonitored,
];

/// Deployments: short ways back, explicit targets.
fn deploy() -> Profile {
    Profile {
        name: "deploy".into(),
        thresholds: Thresholds {
            detection_share: 0.25,
            failure_threshold: DEFAULT_FAILURE_THRESHOLD,
            restore_mb_per_s: 125.0,
        },
        severities: BTreeMap::new(),
        assessment: Vec::new(),
    }
}

/// The DCMA 14-point assessment of a schedule, with the GAO best practices that can be computed.
fn dcma() -> Profile {
    Profile {
        name: "dcma".into(),
        severities: OF_GUIDES.map(|code| (code, None)).into(),
        assessment: RULES.to_vec(),
        ..deploy()
    }
}

impl Profile {
    /// The profile with this name.
    ///
    /// # Errors
    /// No profile has this name.
    pub fn named(name: &str) -> Result<Profile, Error> {
        let names = || PROFILES.iter().map(|(name, _)| *name);
        if let Some((_, make)) = PROFILES.iter().find(|(known, _)| *known == name) {
            return Ok(make());
        }
        let hint = match did_you_mean(name, names()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                format!("there is {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
            }
        };
        Err(Error::Option(format!("no profile is named `{name}`; {hint}")))
    }

    /// The findings that count, as bad as the profile says.
    pub(super) fn judge(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let judged = findings.into_iter().filter_map(|mut finding| {
            if let Some(severity) = self.severities.get(&finding.code) {
                finding.severity = (*severity)?;
            }
            Some(finding)
        });
        judged.collect()
    }
}

impl Default for Profile {
    /// `deploy`.
    fn default() -> Self {
        deploy()
    }
}
