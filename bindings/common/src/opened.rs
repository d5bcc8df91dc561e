//! Texts into a plan that can be asked.

use std::sync::Arc;

use critpath::check::{self, CheckOptions};
use critpath::control::Control;
use critpath::diagnostic::{Diagnostic, OffsetUnit, SourceText, sort};
use critpath::error::Error;
use critpath::model::result::AssessmentResult;
use critpath::model::{Document, Span};
use critpath::pert::pert;
use critpath::plan::Plan;
use critpath::promotion;
use critpath::rollback;
use critpath::schedule;
use critpath_formats::findings::{self, FileFindings};
use critpath_formats::json;

use crate::{Failure, Session, Simulation, Timetable, options, render, text};

/// Texts that were read, checked, and made into a plan if nothing keeps them from it.
#[derive(Debug)]
pub struct Opened {
    texts: Arc<Texts>,
    /// The plan, or the document and the errors that keep it from being one.
    plan: Result<Plan, Box<(Document, Vec<Diagnostic>)>>,
}

/// What was read, and what the reader found in it.
#[derive(Debug)]
pub(crate) struct Texts {
    pub sources: Vec<SourceText<'static>>,
    found: Vec<Diagnostic>,
}

impl Texts {
    /// Everything there is to say about a document that was read from these texts: what the reader found, what the
    /// check finds, and what only dates show. A plan that cannot be scheduled has said why, or leaves its start open.
    /// With it comes the assessment, if the profile has one.
    pub fn findings(
        &self,
        document: &Document,
        options: &CheckOptions,
    ) -> (Vec<Diagnostic>, Option<AssessmentResult>) {
        let mut found = self.found.clone();
        let checked = check::check(document.clone(), options);
        found.extend(checked.diagnostics);
        let plan = checked.plan.ok_or("the plan has errors");
        let sound = plan.as_ref().ok().filter(|_| !found.iter().any(Diagnostic::is_error));
        let dates = sound.ok_or_else(|| "the plan has errors".to_owned()).and_then(|plan| {
            schedule::schedule(plan, &options.schedule_options()).map_err(|error| error.to_string())
        });
        if let (Ok(plan), Ok(dates)) = (&plan, &dates) {
            found.extend(schedule::findings(plan, dates));
            found.extend(rollback::findings(plan, dates));
            found.extend(promotion::findings(plan, dates));
        }
        let plan = plan.as_ref().map_err(|reason| *reason);
        let assessment = check::assess(document, plan, dates.as_ref().map_err(String::as_str), options);
        let result = assessment.map(|assessment| {
            found.extend(assessment.diagnostics);
            assessment.result
        });
        sort(&mut found);
        (found, result)
    }

    /// An error of the engine; one of the document with the places of what is wrong.
    pub fn failure(&self, error: Error) -> Failure {
        let Error::Document(found) = &error else { return error.into() };
        let findings = FileFindings { sources: &self.sources, diagnostics: found, assessment: None };
        let files = findings::result(&[findings]).files;
        let diagnostics: Vec<_> = files.into_iter().flat_map(|file| file.diagnostics).collect();
        Failure { diagnostics: text(&diagnostics), ..error.into() }
    }
}

impl Opened {
    /// Reads files given by name and content. Broken content is reported by [`Opened::check_json`].
    pub fn read(files: Vec<(String, String)>, unit: OffsetUnit) -> Self {
        let texts: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let read = critpath_formats::read_many(&texts);
        let sources = files.into_iter().map(|(name, text)| SourceText::in_unit(name, text, unit)).collect();
        let checked = check::check(read.document.clone(), &CheckOptions::default());
        let errors = |found: &[Diagnostic]| found.iter().any(Diagnostic::is_error);
        let plan = match checked.plan {
            Some(plan) if !errors(&read.diagnostics) => Ok(plan),
            _ => {
                let mut found = read.diagnostics.clone();
                found.extend(checked.diagnostics);
                sort(&mut found);
                Err(Box::new((read.document, found)))
            }
        };
        Opened { texts: Arc::new(Texts { sources, found: read.diagnostics }), plan }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        match &self.plan {
            Ok(plan) => plan.document(),
            Err(broken) => &broken.0,
        }
    }

    /// The document as canonical JSON text.
    pub fn document_json(&self) -> String {
        json::write(self.document())
    }

    /// Where a span of the document is in its text, as JSON text.
    ///
    /// # Errors
    /// No text has this index.
    pub fn locate_json(&self, span: Span) -> Result<String, Failure> {
        let sources = &self.texts.sources;
        let source = sources.get(span.source as usize).ok_or_else(|| {
            Failure::option(format!("there is no source {}; there are {}", span.source, sources.len()))
        })?;
        let (from, to) = source.positions(span);
        let (line, column, end_line, end_column) = (from.line, from.column, to.line, to.column);
        let (start, end) = (source.offset(span.start), source.offset(span.end));
        let file = &source.name;
        let place = serde_json::json!({ "file": file, "start": start, "end": end, "line": line, "column": column,
            "end_line": end_line, "end_column": end_column });
        Ok(place.to_string())
    }

    /// The findings of the reader and of the check, as JSON text.
    ///
    /// # Errors
    /// Options that cannot be read.
    pub fn check_json(&self, options: &str) -> Result<String, Failure> {
        self.check_as("json", options)
    }

    /// The findings of the reader and of the check as text in a format: `json`, `github` or `sarif`.
    ///
    /// # Errors
    /// No format has this name, or options that cannot be read.
    pub fn check_as(&self, format: &str, options: &str) -> Result<String, Failure> {
        let (found, assessment) = self.texts.findings(self.document(), &options::check(options)?);
        let sources = &self.texts.sources;
        let findings = [FileFindings { sources, diagnostics: &found, assessment: assessment.as_ref() }];
        Ok(match format {
            "json" => text(&findings::result(&findings)),
            "github" => findings::github(&findings),
            "sarif" => findings::sarif(&findings, env!("CARGO_PKG_VERSION")),
            _ => {
                let message = format!("there is no format `{format}`; there are json, github, sarif");
                return Err(Failure::option(message));
            }
        })
    }

    /// Everything there is to say about the plan.
    pub(crate) fn findings(&self, options: &CheckOptions) -> Vec<Diagnostic> {
        self.texts.findings(self.document(), options).0
    }

    /// The texts that were read, for what is made of the plan.
    pub(crate) fn shared_texts(&self) -> Arc<Texts> {
        self.texts.clone()
    }

    /// An error of the engine, with the places of what is wrong in the document.
    pub(crate) fn failure(&self, error: Error) -> Failure {
        self.texts.failure(error)
    }

    /// The texts that were read, as spans refer to them.
    pub(crate) fn sources(&self) -> &[SourceText<'static>] {
        &self.texts.sources
    }

    /// The texts that were read, with their names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.sources.iter().map(|source| (source.name.as_ref(), source.text.as_ref()))
    }

    /// The plan.
    ///
    /// # Errors
    /// What keeps the document from being one.
    pub fn plan(&self) -> Result<&Plan, Failure> {
        self.plan.as_ref().map_err(|broken| self.texts.failure(Error::Document(broken.1.clone())))
    }

    /// Schedules the plan; the control hears how far the work is.
    ///
    /// # Errors
    /// A broken document, no start, dates out of range, options that cannot be read, or a control that says stop.
    pub fn schedule(&self, options: &str, control: &mut Control) -> Result<Timetable, Failure> {
        let options = options::schedule(options)?;
        Ok(Timetable::new(self.texts.clone(), self.plan()?.clone(), options, control)?)
    }

    /// The risk register of the plan in a format: `json`, `svg`, `html`, `csv`, `markdown` or `table`.
    ///
    /// # Errors
    /// A broken document, no format of this name, or options that cannot be read.
    pub fn risks(&self, format: &str, options: &str) -> Result<String, Failure> {
        render::risks(self.plan()?.document(), format, options)
    }

    /// Makes runs of the plan; the control hears how far the work is.
    ///
    /// # Errors
    /// As [`Opened::schedule`]; what is uncertain in a way that cannot be; options that no simulation has.
    pub fn simulate(&self, options: &str, control: &mut Control) -> Result<Simulation, Failure> {
        let options = options::simulate(options)?;
        Simulation::new(self.texts.clone(), self.plan()?.clone(), options, control)
    }

    /// How sure the date is by the PERT formulas along the path of greatest mean, as JSON text.
    ///
    /// # Errors
    /// A broken document, no start, no dates, dates out of range, or options that cannot be read.
    pub fn pert_json(&self, options: &str) -> Result<String, Failure> {
        let options = options::schedule(options)?;
        let found = pert(self.plan()?, &options).map_err(|error| self.texts.failure(error))?;
        Ok(text(&found.result))
    }

    /// Takes up runs of the plan that were made elsewhere with the same options: bytes of [`Simulation::to_bytes`].
    ///
    /// # Errors
    /// A broken document, options that cannot be read, bytes that are damaged or of another plan or other options.
    pub fn simulation_of(&self, options: &str, bytes: &[u8]) -> Result<Simulation, Failure> {
        let options = options::simulate(options)?;
        Simulation::of_bytes(self.texts.clone(), self.plan()?.clone(), options, bytes)
    }

    /// Applies edits, a list as JSON text: the new plan, and what changed as JSON text.
    ///
    /// # Errors
    /// A broken document, unknown ids, edits that cannot be read or lead to no sound plan.
    pub fn apply(&self, edits: &str) -> Result<(Opened, String), Failure> {
        let edits = options::edits(edits)?;
        let (plan, changes) = self.plan()?.apply(&edits).map_err(|error| self.texts.failure(error))?;
        Ok((Opened::of(self.texts.clone(), plan), text(&changes)))
    }

    /// Schedules the plan for edits that are tried out.
    ///
    /// # Errors
    /// A broken document, no start, dates out of range, or options that cannot be read.
    pub fn what_if(&self, options: &str) -> Result<Session, Failure> {
        Session::new(self.texts.clone(), self.plan()?.clone(), options::schedule(options)?)
    }

    /// A sound plan that came from these texts.
    pub(crate) fn of(texts: Arc<Texts>, plan: Plan) -> Self {
        Opened { texts, plan: Ok(plan) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::never_stop;
    use crate::tests::{message_of, opened};

    const GUIDE: &str =
        "# Release {start=2026-12-07}\n\n- Build {#build 1d}\n- Test {#test 2h after=build}\n";

    #[test]
    fn edits_make_another_plan_that_can_be_scheduled() {
        let before = opened(GUIDE);
        let edits = r#"[{"edit": "set_duration", "id": "build", "duration": "2d"}]"#;
        let (after, changes) = before.apply(edits).unwrap();
        assert!(changes.contains(r#""id":"build","field":"duration""#), "{changes}");
        let finish = |opened: &Opened| opened.schedule("", &mut never_stop).unwrap().result().finish.unwrap();
        assert_eq!(finish(&before), "2026-12-08T10:00:00");
        assert_eq!(finish(&after), "2026-12-09T10:00:00");
    }

    #[test]
    fn edits_that_say_what_no_edit_says_change_nothing() {
        let message = message_of(opened(GUIDE).apply(r#"[{"edit": "set_start", "dat": "2026-12-08"}]"#));
        assert_eq!(message, "edit 1: `dat` is not a field of an edit; did you mean `date`?");
    }

    #[test]
    fn a_broken_plan_says_what_is_broken_and_where() {
        let failure = opened("# Release\n\n- 😀 {#a 1d after=b}\n- B {#b 1d after=a}\n").plan().unwrap_err();
        assert_eq!(failure.code, "graph.cycle");
        assert_eq!(failure.details, r#"{"path":["a","b"]}"#);
        assert!(failure.diagnostics.contains(r#""line":3"#), "{}", failure.diagnostics);
    }

    #[test]
    fn columns_count_as_the_language_does() {
        let text = "# Release {start=2026-12-07}\n\n- 😀 Build {#build 1d after=biuld}\n";
        let found = |unit| {
            let opened = Opened::read(vec![("guide.md".into(), text.into())], unit);
            opened.check_json("").unwrap()
        };
        assert_ne!(found(OffsetUnit::CodePoint), found(OffsetUnit::Utf16));
    }
}
