//! Diagnostics into the JSON of `critpath check --format json`.

use critpath::diagnostic::{Diagnostic, Label, Severity, TextEdit};
use critpath::model::result::{
    CheckResult, CheckSummary, DiagnosticResult, EditResult, FileResult, FixResult, LabelResult,
};

use super::FileFindings;

/// Findings as data: lines and characters in place of bytes.
pub fn result(findings: &[FileFindings]) -> CheckResult {
    let assessments = findings.iter().filter_map(|plan| plan.assessment.cloned()).collect();
    let mut result = CheckResult { files: Vec::new(), summary: CheckSummary::default(), assessments };
    for plan in findings {
        for (source, diagnostics) in plan.by_source() {
            let diagnostics = diagnostics.into_iter().map(|found| diagnostic(plan, found)).collect();
            result.files.push(FileResult { file: source.name.to_string(), diagnostics });
        }
        for found in plan.diagnostics {
            match found.severity {
                Severity::Error => result.summary.errors += 1,
                Severity::Warning => result.summary.warnings += 1,
                Severity::Info => result.summary.infos += 1,
            }
        }
    }
    result
}

/// Findings as JSON text, a line break at its end.
pub fn json(findings: &[FileFindings]) -> String {
    let mut text = serde_json::to_string_pretty(&result(findings)).unwrap_or_default();
    text.push('\n');
    text
}

fn diagnostic(plan: &FileFindings, found: &Diagnostic) -> DiagnosticResult {
    let place = found.span.and_then(|span| plan.place(span));
    DiagnosticResult {
        code: found.code,
        severity: found.severity,
        message: found.message.clone(),
        line: place.as_ref().map(|place| place.start.line),
        column: place.as_ref().map(|place| place.start.column),
        end_line: place.as_ref().map(|place| place.end.line),
        end_column: place.as_ref().map(|place| place.end.column),
        help: found.help.clone(),
        labels: found.labels.iter().filter_map(|other| label(plan, other)).collect(),
        fix: found.fix.as_ref().map(|fix| FixResult {
            title: fix.title.clone(),
            edits: fix.edits.iter().filter_map(|change| edit(plan, change)).collect(),
        }),
    }
}

fn label(plan: &FileFindings, label: &Label) -> Option<LabelResult> {
    let place = plan.place(label.span)?;
    Some(LabelResult {
        file: place.file.to_owned(),
        message: label.message.clone(),
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    })
}

fn edit(plan: &FileFindings, edit: &TextEdit) -> Option<EditResult> {
    let place = plan.place(edit.span)?;
    Some(EditResult {
        file: place.file.to_owned(),
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        replacement: edit.replacement.clone(),
    })
}
