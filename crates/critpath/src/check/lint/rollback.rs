//! Rollback objectives into findings about what eats them: seeing the failure, and moving the data.

use std::collections::BTreeMap;

use super::Guide;
use super::metric::{Measure, Measures};
use crate::check::phrase::{number, range, time};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Document, Monitor, Quantity, RollbackKind, RollbackProcedure, Span};

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let detections = Detections::new(guide);
    let procedures = guide.document.rollback_procedures.iter();
    let slow = procedures.filter_map(|procedure| slow_detection(guide, &detections, procedure));
    slow.chain(restores(guide, &detections)).collect()
}

fn objective_s(document: &Document, procedure: &RollbackProcedure) -> Option<f64> {
    let objective = document.units.seconds(&procedure.objective?);
    (objective > 0).then_some(objective as f64)
}

/// How long a failure stays unseen by a monitor.
#[derive(Clone, Copy)]
struct Detection<'a> {
    monitor: &'a Monitor,
    interval_s: f64,
    failures: u32,
}

impl Detection<'_> {
    fn seconds(&self) -> f64 {
        self.interval_s * f64::from(self.failures)
    }
}

/// The monitors that see a failure first.
struct Detections<'a> {
    fastest: Option<Detection<'a>>,
    by_procedure: BTreeMap<&'a str, Detection<'a>>,
}

impl<'a> Detections<'a> {
    fn new(guide: &Guide<'a>) -> Self {
        let mut detections = Detections { fastest: None, by_procedure: BTreeMap::new() };
        for monitor in &guide.document.monitors {
            let Some(interval) = monitor.interval else { continue };
            let interval_s = guide.document.units.seconds(&interval) as f64;
            let failures =
                monitor.failure_threshold.unwrap_or(guide.options.profile.thresholds.failure_threshold);
            let detection = Detection { monitor, interval_s, failures };
            if interval_s <= 0.0 {
                continue;
            }
            let faster = |best: &Detection| detection.seconds() < best.seconds();
            if detections.fastest.as_ref().is_none_or(faster) {
                detections.fastest = Some(detection);
            }
            for procedure in &monitor.triggers {
                let best = detections.by_procedure.entry(procedure).or_insert(detection);
                if faster(best) {
                    *best = detection;
                }
            }
        }
        detections
    }

    /// The fastest of those that trigger the procedure, or of all if none says so.
    fn of(&self, procedure: &RollbackProcedure) -> Option<Detection<'a>> {
        self.by_procedure.get(procedure.id.as_str()).copied().or(self.fastest)
    }
}

fn slow_detection(
    guide: &Guide,
    detections: &Detections,
    procedure: &RollbackProcedure,
) -> Option<Diagnostic> {
    let objective = objective_s(guide.document, procedure)?;
    let detection = detections.of(procedure)?;
    let (monitor, eaten) = (detection.monitor, detection.seconds());
    if eaten < guide.options.profile.thresholds.detection_share * objective {
        return None;
    }
    let default = if monitor.failure_threshold.is_none() { ", the default" } else { "" };
    let left =
        if eaten < objective { format!("{} s", number(objective - eaten)) } else { "no time".to_owned() };
    let message = format!(
        "`{}` takes {eaten} s to see a failure ({} s x {} failures in a row{default}), which eats {eaten} s of the {} s of `{}` and leaves {left} to decide and to go back",
        monitor.name,
        number(detection.interval_s),
        detection.failures,
        number(objective),
        procedure.name,
        eaten = number(eaten),
    );
    Some(
        Diagnostic::new(Code::RollbackDetection, message)
            .at(monitor.span)
            .label(procedure.span, format!("must be done within {} s of the failure", number(objective)))
            .help("probe more often and state the threshold, as in `every 10 seconds, 2 failures in a row`, or say that the objective counts from the alarm"),
    )
}

/// Data to restore: from and to how many MB, and where it says so.
struct Data<'a> {
    low_mb: f64,
    high_mb: f64,
    /// All of it, and the most of it, as people say it.
    text: String,
    most: String,
    span: Option<Span>,
    rate_mb_per_s: Option<f64>,
    owner: &'a str,
}

/// One finding for each procedure that restores data under a limit of time.
fn restores(guide: &Guide, detections: &Detections) -> Vec<Diagnostic> {
    let document = guide.document;
    let Some(data) = data(document) else { return Vec::new() };
    let timed =
        document.rollback_procedures.iter().filter(|procedure| objective_s(document, procedure).is_some());
    let tightest =
        timed.min_by_key(|procedure| procedure.objective.map(|objective| document.units.seconds(&objective)));
    let restoring =
        document.rollback_procedures.iter().filter(|procedure| procedure.kind == RollbackKind::Data);
    restoring.filter_map(|procedure| restore(guide, detections, procedure, tightest, &data)).collect()
}

fn restore(
    guide: &Guide,
    detections: &Detections,
    procedure: &RollbackProcedure,
    tightest: Option<&RollbackProcedure>,
    data: &Data,
) -> Option<Diagnostic> {
    // Without an objective of its own, the tightest of the others is the only one there is.
    let governed = procedure.objective.is_some();
    let source = if governed { procedure } else { tightest? };
    let objective = objective_s(guide.document, source)?;
    let rates = |seconds: f64| range(data.low_mb / seconds, data.high_mb / seconds);
    let reference = guide.options.profile.thresholds.restore_mb_per_s;
    if governed && data.high_mb / objective <= data.rate_mb_per_s.unwrap_or(reference) {
        return None;
    }
    let detection = detections.of(source).filter(|detection| detection.seconds() < objective);
    let after_detection = detection.as_ref().map(|detection| {
        let left = objective - detection.seconds();
        format!(", {} MB/s in the {} s left after detection", rates(left), number(left))
    });
    let question = if governed { "" } else { ", but it is open which procedure that objective governs" };
    let message = format!(
        "restoring {} within the {} s of `{}` needs {} MB/s{}{question}",
        data.text,
        number(objective),
        source.name,
        rates(objective),
        after_detection.unwrap_or_default(),
    );
    let took = time(data.high_mb / reference);
    let mut diagnostic = Diagnostic::new(Code::RollbackRestoreRate, message)
        .at(procedure.span)
        .label(data.span, format!("`{}`: {} to restore", data.owner, data.text))
        .help(format!(
            "give `{}` an objective that its data allow, such as `within 2 hours`: at {} MB/s, which a link of 1 Gbit/s carries, {} take {took}",
            procedure.name,
            number(reference),
            data.most,
        ));
    if !governed {
        diagnostic =
            diagnostic.label(source.span, format!("the objective of {} s stands here", number(objective)));
    }
    Some(match &detection {
        Some(detection) => diagnostic.label(
            detection.monitor.span,
            format!("{} s pass until the failure is seen", number(detection.seconds())),
        ),
        None => diagnostic,
    })
}

/// The data of a plan: the largest restore that a task states, else the storage of the infrastructure.
fn data(document: &Document) -> Option<Data<'_>> {
    let undos = document.tasks.iter().filter_map(|task| Some((task, task.undo.as_ref()?)));
    let stated = undos.filter_map(|(task, undo)| {
        let rate_mb_per_s = undo.restore_rate.as_ref().and_then(|rate| Some(rate.megabytes()?.0));
        let data = amount(undo.restore_size.as_ref()?, &task.name, undo.span.or(task.span))?;
        Some(Data { rate_mb_per_s, ..data })
    });
    let stores = Measures::from_iter(["storage", "database", "backup"].map(Measure::of));
    let storage = |quantity: &&Quantity| stores.meet(&Measure::of(&quantity.metric));
    let stored = document.resources.iter().flat_map(|resource| {
        resource
            .quantities
            .iter()
            .filter(storage)
            .filter_map(|quantity| amount(quantity, &resource.name, resource.span))
    });
    let by_size = |a: &Data, b: &Data| a.high_mb.total_cmp(&b.high_mb);
    stated.max_by(by_size).or_else(|| stored.max_by(by_size))
}

fn amount<'a>(quantity: &Quantity, owner: &'a str, span: Option<Span>) -> Option<Data<'a>> {
    let (low_mb, high_mb) = quantity.megabytes()?;
    let (low, high) = (quantity.low.or(quantity.high)?, quantity.high.or(quantity.low)?);
    let text = format!("{} {}", range(low, high), quantity.unit);
    let most = format!("{} {}", number(high), quantity.unit);
    Some(Data { low_mb, high_mb, text, most, span: quantity.span.or(span), rate_mb_per_s: None, owner })
}
