//! Monitors and criteria into findings about what is watched but not judged, and judged but not watched.

use super::metric::{Measure, Measures, Target, targets};
use super::words::Texts;
use super::{Guide, texts};
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Monitor};

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let document = guide.document;
    let deploys = !document.rollback_procedures.is_empty() || !document.monitors.is_empty();
    if !deploys || document.criteria.is_empty() {
        return Vec::new();
    }
    let targets = targets(document);
    unjudged(document, &targets)
        .into_iter()
        .chain(unwatched(document, &targets))
        .chain(untriggered(document, &targets))
        .collect()
}

/// What some monitors measure, by their lists of metrics and by their prose.
struct Watched {
    metrics: Measures,
    prose: Texts,
}

impl Watched {
    fn by<'a>(monitors: impl Iterator<Item = &'a Monitor> + Clone) -> Self {
        let prose = |monitor: &Monitor| {
            format!("{} {}", monitor.name, monitor.description.as_deref().unwrap_or_default())
        };
        Watched {
            metrics: monitors
                .clone()
                .flat_map(|monitor| &monitor.metrics)
                .map(|metric| Measure::of(metric))
                .collect(),
            prose: monitors.map(|monitor| Measure::of(&prose(monitor)).0).collect(),
        }
    }

    fn include(&self, measure: &Measure) -> bool {
        self.metrics.meet(measure) || self.prose.hold(&measure.0)
    }
}

/// One finding for all metrics that no criterion judges, with a label at each monitor.
fn unjudged(document: &Document, targets: &[Target]) -> Option<Diagnostic> {
    let prose: Texts =
        document.criteria.iter().map(|c| Measure::of(&format!("{} {}", c.name, c.text)).0).collect();
    let judged: Measures = targets.iter().map(|target| target.measure.clone()).collect();
    let mut all = Vec::new();
    let mut labels = Vec::new();
    for monitor in &document.monitors {
        let open = |metric: &&String| {
            let measure = Measure::of(metric);
            !judged.meet(&measure) && !prose.hold(&measure.0)
        };
        let open: Vec<_> = monitor.metrics.iter().filter(open).map(|metric| spelled(metric)).collect();
        if !open.is_empty() {
            labels.push((monitor.span, format!("watches {}", names(open.iter().map(String::as_str)))));
            all.extend(open);
        }
    }
    let (verb, them) = if all.len() == 1 { ("is", "it") } else { ("are", "them") };
    let message = format!(
        "{} {verb} monitored but no criterion judges {them}: {}",
        count(all.len(), "metric"),
        names(all.iter().map(String::as_str))
    );
    let mut diagnostic = Diagnostic::new(Code::MetricNoCriterion, message).at(labels.first()?.0).help("say among the success criteria which value is good, as in `- **Disk**: < 80% over 5 min`, or stop watching what decides nothing");
    for (span, message) in labels {
        diagnostic = diagnostic.label(span, message);
    }
    Some(diagnostic)
}

/// One finding for all targets that no monitor measures.
fn unwatched(document: &Document, targets: &[Target]) -> Option<Diagnostic> {
    let watched = Watched::by(document.monitors.iter());
    let missing = targets.iter().filter(|target| !watched.include(&target.measure));
    about(
        missing,
        "no monitor measures",
        "add a monitor that does, as in `- **Health checks**: availability every 30 seconds`",
    )
}

/// One finding for all targets whose failure starts no rollback.
fn untriggered(document: &Document, targets: &[Target]) -> Option<Diagnostic> {
    let procedures = &document.rollback_procedures;
    if procedures.is_empty() {
        return None;
    }
    let triggering = Watched::by(document.monitors.iter().filter(|monitor| !monitor.triggers.is_empty()));
    let named: Texts = procedures.iter().flat_map(texts).map(|text| Measure::of(text).0).collect();
    let missing = targets
        .iter()
        .filter(|target| !triggering.include(&target.measure) && !named.hold(&target.measure.0));
    about(
        missing,
        "no rollback is triggered by",
        "name the target where the way back stands, as in `within 5 minutes, if the error rate misses its target`",
    )
}

fn about<'t, 'a: 't>(
    missing: impl Iterator<Item = &'t Target<'a>>,
    what: &str,
    help: &str,
) -> Option<Diagnostic> {
    let missing: Vec<_> = missing.collect();
    let metrics: Vec<_> = missing.iter().map(|target| spelled(&target.condition.metric)).collect();
    let first = missing.first()?;
    let message =
        format!("{what} {}: {}", count(missing.len(), "target"), names(metrics.iter().map(String::as_str)));
    let mut diagnostic = Diagnostic::new(Code::CriterionUnmonitored, message).at(first.span()).help(help);
    for (target, metric) in missing.iter().zip(&metrics) {
        diagnostic = diagnostic.label(target.span(), format!("{what} `{metric}`"));
    }
    Some(diagnostic)
}

fn spelled(metric: &str) -> String {
    metric.replace('_', " ")
}
