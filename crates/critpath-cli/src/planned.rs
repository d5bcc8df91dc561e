//! The input into a checked and scheduled plan: what every command that answers with dates does first.

use std::path::PathBuf;

use critpath::check::check;
use critpath::diagnostic::{self, Code, Diagnostic, Severity, SourceText};
use critpath::model::Document;
use critpath::model::result::{AssessmentResult, ScheduleResult};
use critpath::plan::Plan;
use critpath::promotion;
use critpath::rollback;
use critpath::schedule::{self, Schedule, ScheduleOptions};

use crate::arguments::Planning;
use crate::console::Console;
use crate::failure::Failure;
use crate::input::Input;
use crate::render;

/// A document with everything that was found about it.
#[derive(Debug)]
pub struct Checked {
    /// The texts that spans refer to.
    pub sources: Vec<SourceText<'static>>,
    /// The plan, if nothing keeps it from being computed.
    pub plan: Option<Plan>,
    /// What is wrong or odd, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// How the plan fares in the checks of the profile, once it was asked.
    pub assessment: Option<AssessmentResult>,
}

/// The dates of a plan.
#[derive(Debug)]
pub struct Dates {
    /// The plan.
    pub plan: Plan,
    /// The dates in the engine.
    pub schedule: Schedule,
    /// The dates as data.
    pub result: ScheduleResult,
}

/// A document with its findings and its dates.
#[derive(Debug)]
pub struct Scheduled {
    /// The texts and the findings.
    pub checked: Checked,
    /// The plan and its dates.
    pub dates: Dates,
}

/// Checks a document; the findings of the reader come with those of the check.
pub fn checked(input: Input, planning: &Planning) -> Checked {
    let Input { sources, read } = input;
    let checked = check(read.document, &planning.check_options());
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(checked.diagnostics);
    diagnostic::sort(&mut diagnostics);
    Checked { sources, plan: checked.plan, diagnostics, assessment: None }
}

/// Checks and schedules a document. What keeps it from having dates is a failure.
pub fn scheduled(input: Input, planning: &Planning, console: &Console) -> Result<Scheduled, Failure> {
    let mut checked = checked(input, planning);
    let dates = checked.dates(planning, console)?;
    Ok(Scheduled { checked, dates })
}

/// The dates of a document that was made here, and so has no findings.
pub fn dates_of(document: Document) -> Result<Dates, Failure> {
    let plan = Plan::build(document)?;
    let schedule = schedule::schedule(&plan, &ScheduleOptions::default())?;
    let result = schedule.to_result(&plan);
    Ok(Dates { plan, schedule, result })
}

impl Checked {
    /// The plan, if no error keeps it from being computed.
    pub fn plan(&self, console: &Console) -> Result<&Plan, Failure> {
        let sound = self.plan.as_ref().filter(|_| !self.diagnostics.iter().any(Diagnostic::is_error));
        sound.ok_or_else(|| self.unsound(console))
    }

    /// Computes the dates, and adds what they show to the findings. Errors of the document, a document without tasks
    /// and a missing start are failures.
    pub fn dates(&mut self, planning: &Planning, console: &Console) -> Result<Dates, Failure> {
        let plan = self.plan(console)?.clone();
        if plan.document().tasks.is_empty() {
            return Err(self.without_tasks(console));
        }
        let schedule = schedule::schedule(&plan, &planning.check_options().schedule_options())?;
        self.diagnostics.extend(schedule::findings(&plan, &schedule));
        self.diagnostics.extend(rollback::findings(&plan, &schedule));
        self.diagnostics.extend(promotion::findings(&plan, &schedule));
        diagnostic::sort(&mut self.diagnostics);
        let result = schedule.to_result(&plan);
        Ok(Dates { plan, schedule, result })
    }

    /// Says on standard error how many findings there are, and how to see them in the files that were given.
    pub fn mention_findings(&self, files: &[PathBuf], console: &Console) {
        if let Some(counts) = counted(&self.diagnostics) {
            let files: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            console.note(&format!("{counts}; `critpath check {}` shows them", files.join(" ")));
        }
    }

    /// The name of the input, or of its first part.
    fn name(&self) -> &str {
        self.sources.first().map_or("the plan", |source| source.name.as_ref())
    }

    /// What the reader said about a text without a plan tells more than an example of tasks.
    fn without_tasks(&self, console: &Console) -> Failure {
        const KINDS: &[Code] = &[Code::TextNoPlan, Code::TextEmpty, Code::JsonShape];
        let kinds = |found: &&Diagnostic| KINDS.contains(&found.code);
        let said: Vec<Diagnostic> = self.diagnostics.iter().filter(kinds).cloned().collect();
        let message = format!("`{}` states no tasks, so there is nothing to schedule", self.name());
        let failure = Failure::new(Code::TextNoPlan, message);
        if said.is_empty() {
            return failure
                .help("list the tasks under a heading, one to a line: `- Build the package {#build 2h}`");
        }
        Failure {
            details: render::diagnostics(&said, &self.sources, console.color_errors, console.width),
            ..failure
        }
    }

    fn unsound(&self, console: &Console) -> Failure {
        let errors: Vec<Diagnostic> = self.diagnostics.iter().filter(|d| d.is_error()).cloned().collect();
        let counts = counted(&errors).unwrap_or_else(|| "errors".into());
        let first = errors.first().map_or(Code::Internal, |error| error.code);
        Failure {
            details: render::diagnostics(&errors, &self.sources, console.color_errors, console.width),
            ..Failure::new(first, format!("{counts} in the plan: it cannot be computed"))
        }
    }
}

/// `1 error and 2 warnings`; nothing if there are none. Infos are not counted.
pub fn counted<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic> + Clone) -> Option<String> {
    let count =
        |severity: Severity| diagnostics.clone().into_iter().filter(|d| d.severity == severity).count();
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning")].map(|(severity, word)| {
        match count(severity) {
            0 => None,
            1 => Some(format!("1 {word}")),
            n => Some(format!("{n} {word}s")),
        }
    });
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" and "))
}
